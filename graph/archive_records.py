"""One line of an archive back into a record, with everything refused that no library would have written."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

from .bookkeeping import Stored, encode
from .model import FAMILIES, KIND, LINK_KINDS, LIST, NUMBER, RELATION, RESERVED
from .records import Link, Place, Record, Ref

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .model import Property
    from .records import Value

_ENDS: dict[str, tuple[str, ...]] = {**{kind: (kind,) for kind in KIND}, **FAMILIES}
"""What a reference may mean, by its kind or family."""
_OF_KIND = {label: {prop.name: prop for prop in kind.properties} for label, kind in KIND.items()}
_OF_LINK = {name: {prop.name: prop for prop in relation.properties} for name, relation in RELATION.items()}
"""The properties of the model: questions rely on their types and values. All others are columns of the user's own."""
_OURS = frozenset(RESERVED) - {"direction_given"}
"""Names the graph uses itself."""
_LONGEST_NAME = 1_000
_BITS = 63


class LineError(ValueError):
    """A line is not the record of a library; the message is the reason, without place or cure."""


def stored_of(line: bytes) -> tuple[str, Stored]:
    """Return what a line holds, as the library keeps it, and under which ``kind/id``. Raises LineError."""
    try:
        parts = json.loads(line.decode("utf-8"), parse_constant=_no_constant)
    except RecursionError:
        raise LineError("it is nested too deeply") from None
    except ValueError as error:
        raise LineError("it is not JSON in UTF-8") from error
    if not isinstance(parts, list) or len(parts) != 3:
        raise LineError("it is not [about, body, place]")
    about, body, place = parts
    record = _record(about, body, _place(place))
    return record.about, encode(record)


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _record(about: Any, body: Any, place: Place) -> Record:
    kind, slash, identifier = about.partition("/") if isinstance(about, str) else ("", "", "")
    if not slash or not identifier:
        raise LineError("it does not say what it is about")
    if kind not in KIND and kind not in LINK_KINDS:
        raise LineError(f"this beliefgraph knows no records of kind {kind[:50]}")
    if not isinstance(body, list) or len(body) != 2 or not isinstance(body[1], list):
        raise LineError("its body is not [properties, links]")
    links = tuple(_link(link) for link in body[1])
    properties = _properties(body[0], _OF_KIND.get(kind, {}))
    if kind in LINK_KINDS and (properties or {link.relation for link in links} - {*LINK_KINDS[kind]}):
        raise LineError(f"a record of kind {kind} is only links of type {', '.join(LINK_KINDS[kind])}")
    return Record(kind, identifier, properties, links, place)


def _link(link: Any) -> Link:
    if not isinstance(link, list) or len(link) != 6 or not all(isinstance(part, str) for part in link[:5]):
        raise LineError("a link in it is not [relation, kind, id, kind, id, properties]")
    relation, start_kind, start, end_kind, end, properties = link
    known = RELATION.get(relation)
    if known is None or known.derived:
        raise LineError(f"this beliefgraph knows no links of type {relation[:50]}")
    for kind, allowed in ((start_kind, known.start), (end_kind, known.end)):
        if not set(_ENDS.get(kind, ())) & set(allowed):
            raise LineError(f"a link of type {relation} does not take {kind[:50]} there")
    if not start or not end:
        raise LineError("a link in it has an end without id")
    return Link(
        relation, Ref(start_kind, start), Ref(end_kind, end), _properties(properties, _OF_LINK[relation])
    )


def _properties(given: Any, model: Mapping[str, Property]) -> Mapping[str, Value]:
    if not isinstance(given, dict):
        raise LineError("its properties are no object")
    for name, value in given.items():
        if not name or name in _OURS or name.startswith("@") or len(name) > _LONGEST_NAME:
            raise LineError(f"no record may have a property '{name[:50]}'")
        several = value if isinstance(value, list) else [value]
        if not all(_is_plain(one) for one in several) or len({type(one) for one in several}) > 1:
            raise LineError(
                f"the value of its property '{name[:50]}' is neither text, a number nor a list of them"
            )
        if name in model:
            _check_value(value, model[name])
    return given


def _check_value(value: Any, prop: Property) -> None:
    """Refuse a plain value that the loaders would not have written for a property of the model."""
    if prop.type == NUMBER:
        fits = type(value) is int
    elif prop.type == LIST:
        fits = isinstance(value, list) and all(isinstance(one, str) for one in value)
    else:
        fits = isinstance(value, str)
    if not fits:
        raise LineError(f"the value of its property '{prop.name}' is no {prop.type}")
    if prop.allowed and not set(value if prop.type == LIST else [value]) <= set(prop.allowed):
        raise LineError(f"the value of its property '{prop.name}' is not one of {', '.join(prop.allowed)}")


def _is_plain(value: Any) -> bool:
    if isinstance(value, bool | str):
        return True
    if isinstance(value, int):
        return bool(-(2**_BITS) <= value < 2**_BITS)
    return isinstance(value, float) and math.isfinite(value)


def _place(given: Any) -> Place:
    if isinstance(given, list) and len(given) == 3:
        file, table, row = given
        number = row is None or (isinstance(row, int) and not isinstance(row, bool))
        if isinstance(file, str) and isinstance(table, str) and number:
            return Place(file, table, row)
    raise LineError("its place is not [file, table, row]")

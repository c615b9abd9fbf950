"""Puts a prefix before the ids that a source defines, so that two sources with the same ids stay apart."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ..errors import InputError
from ..graph.model import FAMILIES, LINK_KINDS
from ..graph.records import Record, Ref
from .claims import made_id, short_form_id
from .columns import TABLES
from .fields import REF

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..graph.records import Link, Reading, Value

_MADE = re.compile(r"(claim-[0-9a-f]{16})((?:-\d+)?)")
_KEYS = {table.kind: table for table in TABLES if table.key != ("id",)}


def with_prefix(reading: Reading, prefix: str, also: Sequence[Reading] = ()) -> Reading:
    """Return ``reading`` with ``prefix`` before every id it defines and every reference to one.

    ``also`` are the other readings of the same source, whose ids are its ids as well. Other ids, TDF domains,
    COM-B components and BCT codes stay as they are. Made ids (keys of rows without id, of claims) follow from
    the ids in them. Problems and skipped rows keep what the file says. Raises InputError for a prefix that
    cannot be part of an id.
    """
    if not prefix:
        return reading
    if ";" in prefix or prefix != prefix.strip():
        raise InputError(
            f'"{prefix}" cannot go before an id: a prefix has no semicolon and no space at its ends.'
        )
    moving = _Moving(prefix, (record for one in (reading, *also) for record in one.records))
    return replace(reading, records=tuple(moving.record(record) for record in reading.records))


class _Moving:
    """Knows which ids get the prefix."""

    def __init__(self, prefix: str, records: Iterable[Record]) -> None:
        self.prefix = prefix
        self.defined: dict[str, set[str]] = {}
        for record in records:
            if record.kind not in LINK_KINDS:
                self.defined.setdefault(record.kind, set()).add(record.id)

    def ref(self, ref: Ref) -> Ref:
        kinds = FAMILIES.get(ref.kind, (ref.kind,))
        own = any(ref.id in self.defined.get(kind, ()) for kind in kinds)
        return Ref(ref.kind, self.prefix + ref.id) if own else ref

    def record(self, record: Record) -> Record:
        moved = tuple(
            replace(link, start=self.ref(link.start), end=self.ref(link.end)) for link in record.links
        )
        identifier = self._id(record, moved)
        if record.kind not in LINK_KINDS:
            # The row's own links were moved like all others; made ids need the id found here.
            old, me = Ref(record.kind, self.prefix + record.id), Ref(record.kind, identifier)
            moved = tuple(
                replace(
                    link,
                    start=me if link.start == old else link.start,
                    end=me if link.end == old else link.end,
                )
                for link in moved
            )
        return replace(record, id=identifier, properties=self._properties(record), links=moved)

    def _properties(self, record: Record) -> dict[str, Value]:
        properties = dict(record.properties)
        if record.kind == "Domain" and isinstance(parent := properties.get("parent"), str):
            properties["parent"] = self.ref(Ref("Domain", parent)).id
        return properties

    def _id(self, record: Record, moved: tuple[Link, ...]) -> str:
        if record.kind == "Claim":
            return self._claim_id(record, moved)
        if record.kind in _KEYS:
            return self._key(record, moved)
        return self.prefix + record.id

    def _claim_id(self, record: Record, moved: tuple[Link, ...]) -> str:
        after = replace(record, links=moved)
        made = _MADE.fullmatch(record.id)
        if made and made.group(1) == made_id(record):
            return made_id(after) + made.group(2)
        if record.id == _short_form(record):
            return str(_short_form(after))
        return self.prefix + record.id

    def _key(self, record: Record, moved: tuple[Link, ...]) -> str:
        table = _KEYS[record.kind]
        parts = record.id.split(";", len(table.key) - 1)
        for index, name in enumerate(table.key):
            column = table.column(name)
            if column is None or column.type != REF:
                continue
            if column.many:
                # Ids may hold a comma, so the links say which they are, not the key.
                parts[index] = ",".join(
                    sorted(link.start.id for link in moved if link.start.kind == column.refers)
                )
            else:
                parts[index] = self.ref(Ref(column.refers, parts[index])).id
        return ";".join(parts)


def _short_form(record: Record) -> str | None:
    """Return the id that a claim would have as a short form, None if it cannot be one."""
    ends: dict[str, list[str]] = {}
    for link in record.links:
        ends.setdefault(link.relation, []).append(link.end.id)
    if any(len(ends.get(relation, ())) != 1 for relation in ("BASED_ON", "CAUSE", "EFFECT")):
        return None
    return short_form_id(ends["BASED_ON"][0], ends["CAUSE"][0], ends["EFFECT"][0])

"""From what a person types to an id: ids, labels and aliases of everything a library holds.

An id is taken exactly as typed. Otherwise the name must equal a label or alias, up to case, spaces, hyphens
and apostrophes. Nothing is guessed: a near miss, an id in another case and the id of a thing of another kind
are errors that say what may have been meant.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from ..errors import AmbiguousName, UnknownName
from ..graph.fold import fold
from ..graph.model import FAMILIES, KIND
from ..graph.records import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .stored import Query

_NAMES = {
    "Study": "[n.title]",
    "Review": "[n.title]",
    "Domain": "[n.label, n.code]",
    "Technique": "[n.label, n.code]",
}
"""By what a thing may be asked for besides its id, where that is not label and aliases."""
_WITHOUT = frozenset({"Quote", "Claim", "Finding", "Appraisal"})
"""Kinds that have an id and no name."""
_WORDS = {
    "Subtheme": "belief",
    "ParticipantGroup": "participant group",
    "InterventionTarget": "intervention target",
}
_NEAREST = 5
_ENOUGH = 50
"""Likeness in percent from which a name is worth suggesting."""


@dataclass(frozen=True, slots=True)
class _Thing:
    """One node and by what it may be asked for."""

    ref: Ref
    """What it stands for: a row that is the same study as another stands for that study."""
    id: str
    names: tuple[str, ...]
    """Label and aliases, the label first; may be empty."""

    def __str__(self) -> str:
        """Return id and label, as messages show a thing."""
        return f"{self.id} ({self.names[0]})" if self.names else self.id


def find(query: Query, kinds: Sequence[str], name: str) -> Ref:
    """Return the one thing of these kinds that has this id, label or alias.

    Parameters
    ----------
    query
        Sends a reading statement, for example ``store.query``.
    kinds
        Node kinds or families of the model (``Belief``, ``End``).
    name
        As typed. An id of one of these kinds wins over labels and aliases.

    Returns
    -------
    Ref
        A row that is the same study as another stands for the study it was joined to.

    Raises
    ------
    UnknownName
        Nothing has this name, it is the id of another kind of thing, or an id in another case; the message
        lists what may have been meant.
    AmbiguousName
        Several have it; the message lists their ids.

    Examples
    --------
    >>> rows = [{"id": "b-litigation", "same": None, "names": ["Fear of legal action", "fear of litigation"]}]
    >>> find(lambda text, given: [] if given else rows, ["Subtheme"], "Fear-of litigation")
    Ref(kind='Subtheme', id='b-litigation')
    """
    labels = _labels(kinds)
    name = name.strip()
    exact = _exact(query, labels, name)
    if len(exact) == 1:
        return exact[0]
    if exact:
        raise AmbiguousName(_several(name, [(ref, ref.id) for ref in exact]))
    return _by_name(query, labels, name)


def _by_name(query: Query, labels: Sequence[str], name: str) -> Ref:
    """Return the one thing with this label or alias; errors as in :func:`find`."""
    known, folded = list(_everything(query, labels)), fold(name)
    alike = [thing for thing in known if fold(thing.id) == folded]
    called = [thing for thing in known if folded in {fold(text) for text in thing.names}]
    others = _exact(query, [label for label in KIND if label not in labels], name)
    if others:
        raise UnknownName(_another_kind(query, name, others, labels, known, [*alike, *called]))
    found = sorted({thing.ref for thing in (*alike, *called)})
    if len(found) > 1:
        raise AmbiguousName(_several(name, [(ref, _matching(name, ref, known)) for ref in found]))
    if called:
        return found[0]
    if alike:
        raise UnknownName(
            f"No {_kinds(labels)} is called '{name}': an id is matched exactly. Did you mean {alike[0]}?"
        )
    near = _nearest(name, known)
    raise UnknownName(
        f"No {_kinds(labels)} is called '{name}'"
        + (f". Nearest: {near}." if near else ", and none has a name like it.")
    )


def _matching(name: str, ref: Ref, known: Sequence[_Thing]) -> str:
    """Return by which text the name fits a thing, its id first."""
    texts = (text for thing in known if thing.ref == ref for text in (thing.id, *thing.names))
    return next(text for text in texts if fold(text) == fold(name))


def has(query: Query, kinds: Iterable[str], name: str) -> bool:
    """Return whether anything of these kinds has exactly this id."""
    return bool(_exact(query, _labels(kinds), name))


def _exact(query: Query, labels: Sequence[str], name: str) -> list[Ref]:
    """Return everything with this id, in the order of the kinds; all kinds in one statement."""
    if not labels:
        return []
    same = {"Study": "coalesce(n.same, n.id)"}
    text = " UNION ALL ".join(
        f"MATCH (n:{label} {{id: $id}}) RETURN '{label}' AS kind, {same.get(label, 'n.id')} AS id"
        for label in labels
    )
    found = [Ref(cast("str", row["kind"]), cast("str", row["id"])) for row in query(text, {"id": name})]
    return sorted(found, key=lambda ref: labels.index(ref.kind))


def _labels(kinds: Iterable[str]) -> list[str]:
    """Return node kinds in the order given, families opened."""
    return list(
        dict.fromkeys(label for kind in kinds for label in FAMILIES.get(kind, (kind,)) if label in KIND)
    )


def _everything(query: Query, labels: Iterable[str]) -> Iterable[_Thing]:
    """Yield each thing of these kinds."""
    for label in labels:
        names = "[]" if label in _WITHOUT else _NAMES.get(label, "[n.label] + coalesce(n.aliases, [])")
        same = "n.same" if label == "Study" else "null"
        text = f"MATCH (n:{label}) RETURN n.id AS id, {same} AS same, {names} AS names ORDER BY id"
        for row in query(text, {}):
            given = tuple(one for one in cast("list[str | None]", row["names"]) if one)
            yield _Thing(Ref(label, cast("str", row["same"] or row["id"])), cast("str", row["id"]), given)


def _several(name: str, found: Sequence[tuple[Ref, str]]) -> str:
    listed = "; ".join(
        f"{ref.id if text == ref.id else f'{ref.id} ({text})'} ({_word(ref.kind)})" for ref, text in found
    )
    return f"'{name}' may mean several things: {listed}. Use the id."


def _another_kind(
    query: Query,
    name: str,
    others: Sequence[Ref],
    labels: Sequence[str],
    known: Sequence[_Thing],
    meant: Sequence[_Thing],
) -> str:
    """Return the message for the id of things of other kinds than those asked for."""
    what = []
    for kind in dict.fromkeys(ref.kind for ref in others):
        names = next((thing.names for thing in _everything(query, [kind]) if thing.id == name), ())
        what.append(_with_article(_word(kind)) + (f" ({names[0]})" if names else ""))
    text = f"{name} is {' and '.join(what)}; {_with_article(_kinds(labels))} is needed here."
    if meant:
        return f"{text} Did you mean {' or '.join(dict.fromkeys(str(thing) for thing in meant))}?"
    near = _nearest(name, known)
    return f"{text} Nearest: {near}." if near else text


def _nearest(name: str, known: Sequence[_Thing]) -> str:
    """Return the things whose id or names are most like a name, each with that text; empty if none is."""
    from rapidfuzz import fuzz, process

    texts = [(thing.ref.id, text) for thing in known for text in (thing.id, *thing.names)]
    folded = {position: fold(text) for position, (_, text) in enumerate(texts)}
    near = process.extract(fold(name), folded, scorer=fuzz.WRatio, limit=4 * _NEAREST, score_cutoff=_ENOUGH)
    nearest: dict[str, str] = {}
    for _, _, position in near:
        key, text = texts[position]
        nearest.setdefault(key, key if text == key else f"{key} ({text})")
    return "; ".join(list(nearest.values())[:_NEAREST])


def _kinds(labels: Sequence[str]) -> str:
    return " or ".join(_word(label) for label in labels) if len(labels) < len(KIND) else "thing"


def _with_article(words: str) -> str:
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _word(kind: str) -> str:
    return _WORDS.get(kind, kind.lower())

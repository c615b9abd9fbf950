"""From what a person types to an id: ids, labels and aliases of everything a library holds.

An id is taken exactly as typed. Otherwise the name must equal a label or alias, up to case, spaces, hyphens
and apostrophes. Nothing is guessed: a near miss is an error that lists what is near.
"""

from __future__ import annotations

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


def find(query: Query, kinds: Sequence[str], name: str) -> Ref:
    """Return the one thing of these kinds that has this id, label or alias.

    Parameters
    ----------
    query
        Sends a reading statement, for example ``store.query``.
    kinds
        Node kinds or families of the model (``Belief``, ``End``).
    name
        As typed. An id wins over labels and aliases.

    Returns
    -------
    Ref
        A row that is the same study as another stands for the study it was joined to.

    Raises
    ------
    UnknownName
        Nothing has this name; the message lists the nearest with their ids.
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
    known = list(_everything(query, labels))
    same = [(ref, text) for ref, text in known if fold(text) == fold(name)]
    found = sorted({ref for ref, _ in same})
    if len(found) == 1:
        return found[0]
    if found:
        raise AmbiguousName(
            _several(name, [(ref, next(text for one, text in same if one == ref)) for ref in found])
        )
    raise UnknownName(_unknown(name, labels, known))


def has(query: Query, kinds: Iterable[str], name: str) -> bool:
    """Return whether anything of these kinds has exactly this id."""
    return bool(_exact(query, _labels(kinds), name))


def _exact(query: Query, labels: Sequence[str], name: str) -> list[Ref]:
    """Return everything with this id, in the order of the kinds; all kinds in one statement."""
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


def _everything(query: Query, labels: Iterable[str]) -> Iterable[tuple[Ref, str]]:
    """Yield each thing with each of its names, its id first."""
    for label in labels:
        names = "[]" if label in _WITHOUT else _NAMES.get(label, "[n.label] + coalesce(n.aliases, [])")
        same = "n.same" if label == "Study" else "null"
        text = f"MATCH (n:{label}) RETURN n.id AS id, {same} AS same, {names} AS names ORDER BY id"
        for row in query(text, {}):
            ref = Ref(label, cast("str", row["same"] or row["id"]))
            for one in (row["id"], *cast("list[str | None]", row["names"])):
                if one:
                    yield ref, cast("str", one)


def _several(name: str, found: Sequence[tuple[Ref, str]]) -> str:
    listed = "; ".join(f"{_shown(ref, text)} ({_word(ref.kind)})" for ref, text in found)
    return f"'{name}' may mean several things: {listed}. Use the id."


def _unknown(name: str, labels: Sequence[str], known: Sequence[tuple[Ref, str]]) -> str:
    from rapidfuzz import fuzz, process

    what = " or ".join(_word(label) for label in labels) if len(labels) < len(KIND) else "thing"
    folded = {position: fold(text) for position, (_, text) in enumerate(known)}
    near = process.extract(fold(name), folded, scorer=fuzz.WRatio, limit=4 * _NEAREST, score_cutoff=_ENOUGH)
    nearest: dict[Ref, str] = {}
    for _, _, position in near:
        ref, text = known[position]
        nearest.setdefault(ref, _shown(ref, text))
    if nearest:
        return f"No {what} is called '{name}'. Nearest: {'; '.join(list(nearest.values())[:_NEAREST])}."
    return f"No {what} is called '{name}', and none has a name like it."


def _shown(ref: Ref, text: str) -> str:
    return ref.id if text == ref.id else f"{ref.id} ({text})"


def _word(kind: str) -> str:
    return _WORDS.get(kind, kind.lower())

"""Merge: the records of all sources become one record per thing.

A pure function. Each property comes from the first source, in the order of first load, that gives it; links
are united. Where two sources give different values, both are reported as a conflict; where they give one id
to two different things, the load is refused.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from .bookkeeping import decode
from .identity import clash_of, shown
from .model import FAMILIES, KIND, RELATION
from .records import Link, Place, Problem, Record, Ref

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .bookkeeping import SourceState
    from .records import Value

LinkId: TypeAlias = "tuple[str, Ref, Ref, tuple[Value, ...]]"
Meanings: TypeAlias = "defaultdict[str, dict[str, tuple[str, str]]]"


@dataclass(frozen=True, slots=True)
class Merged:
    """One thing as all its sources give it."""

    record: Record
    """Properties and links of all sources together; the place is that of the first."""
    sources: tuple[str, ...]
    """Names of the sources that state it, in their order."""
    places: tuple[Place, ...]
    """Where each of them states it, in the same order."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two sources give different values; the first is kept, both are shown."""

    about: str
    """``kind/id`` of the record."""
    property: str
    """Property name, or ``RELATION.property end`` for one of a link."""
    values: tuple[tuple[str, Value, Place], ...]
    """(source, value, place), the kept one first."""

    def __str__(self) -> str:
        """Return one sentence naming every value and its place."""
        given = "; ".join(f"{shown(value)} ({place})" for _, value, place in self.values)
        kept = "Not shared, as one source says." if self.property == "share" else "The first is used."
        return f"{self.about}, {self.property}: {given}. {kept}"


def link_key(relation: str, properties: Mapping[str, Value]) -> tuple[Value, ...]:
    """Return what keeps two links of one type between one pair apart: the coder of a coding, who filed a mapping."""
    return tuple(properties.get(name) for name in RELATION[relation].key)


@dataclass(slots=True)
class Merging:
    """What :func:`merge` found."""

    items: dict[str, Merged]
    """Merged records by ``kind/id``, sorted."""
    conflicts: list[Conflict]
    clashes: dict[str, Problem]
    """By ``kind/id``: two sources mean different things by one id; ``--merge`` accepts these."""
    shared_ids: list[Problem]
    """Ids that two of subthemes, themes and behaviours use; nothing accepts these."""


def merge(sources: Iterable[SourceState]) -> Merging:
    """Merge the records of ``sources``, which come in their order."""
    given: dict[str, list[tuple[str, Record]]] = {}
    accepted: dict[str, set[str]] = {}
    for source in sources:
        accepted[source.name] = set(source.merged)
        for about, stored in source.records.items():
            given.setdefault(about, []).append((source.name, decode(about, stored)))
    joined = joined_studies(
        record for versions in given.values() for _, record in versions if record.kind == "Study"
    )
    found = Merging({}, [], {}, [])
    for about in sorted(given):
        versions = given.pop(about)
        if len(versions) > 1:
            clash = clash_of(versions, joined, accepted)
            if clash is not None:
                found.clashes[about] = clash
        found.items[about] = _united(about, versions, found.conflicts)
    found.shared_ids = _shared_ids(found.items)
    return found


def joined_studies(studies: Iterable[Record]) -> dict[str, str]:
    """Return, for every study joined to another by SAME_AS, the id of the one study they are.

    That is the end of the chain, or the smallest id of a ring. Studies that stand for themselves are not in it.

    >>> from beliefgraph.graph.records import Place, Ref, Link, Record
    >>> def study(id, same): return Record("Study", id, {}, (Link("SAME_AS", Ref("Study", id), Ref("Study", same)),), Place("f"))
    >>> joined_studies([study("a", "b"), study("b", "c")])
    {'a': 'c', 'b': 'c'}
    """
    target: dict[str, str] = {}
    for record in studies:
        for link in record.links:
            if link.relation == "SAME_AS":
                target.setdefault(link.start.id, link.end.id)
    joined: dict[str, str] = {}
    for start in sorted(target):
        seen = [start]
        while (following := target.get(seen[-1])) is not None and following not in seen:
            seen.append(following)
        head = seen[-1] if following is None else min(seen[seen.index(following) :])
        if head != start:
            joined[start] = head
    return joined


def _united(about: str, versions: list[tuple[str, Record]], conflicts: list[Conflict]) -> Merged:
    """Unite what several sources say of one record."""
    if len(versions) == 1:
        name, record = versions[0]
        return Merged(record, (name,), (record.place,))
    properties = _first_values(
        about, "", [(name, record.place, record.properties) for name, record in versions], conflicts
    )
    if any(record.properties.get("share") == "no" for _, record in versions):
        properties = {
            **properties,
            "share": "no",
        }  # whoever may not be quoted is not, whichever source comes first
    links: dict[LinkId, list[tuple[str, Place, Link]]] = {}
    singles: dict[tuple[str, Ref], LinkId] = {}
    for name, record in versions:
        for link in record.links:
            key: LinkId = (link.relation, link.start, link.end, link_key(link.relation, link.properties))
            if RELATION[link.relation].single:
                # Another end is either a clash, reported elsewhere, or was accepted: never a second link.
                key = singles.setdefault((link.relation, link.start), key)
            links.setdefault(key, []).append((name, record.place, link))
    united = tuple(
        Link(
            key[0],
            key[1],
            key[2],
            _first_values(
                about,
                f"{key[0]} {key[2].id}",
                [(name, place, link.properties) for name, place, link in same],
                conflicts,
            ),
        )
        for key, same in links.items()
    )
    first = versions[0][1]
    return Merged(
        Record(first.kind, first.id, properties, united, first.place),
        tuple(name for name, _ in versions),
        tuple(record.place for _, record in versions),
    )


def _first_values(
    about: str, prefix: str, versions: list[tuple[str, Place, Mapping[str, Value]]], conflicts: list[Conflict]
) -> Mapping[str, Value]:
    """Return each property from the first source that gives it, and note where others differ."""
    if len(versions) == 1:
        return versions[0][2]
    values: dict[str, list[tuple[str, Value, Place]]] = {}
    for name, place, properties in versions:
        for key, value in properties.items():
            found = values.setdefault(key, [])
            if not any(value == other for _, other, _ in found):
                found.append((name, value, place))
    for key, found in values.items():
        if len(found) > 1:
            conflicts.append(Conflict(about, f"{prefix}.{key}" if prefix else key, tuple(found)))
    return {key: found[0][1] for key, found in values.items()}


def _shared_ids(merged: Mapping[str, Merged]) -> list[Problem]:
    """Return a problem for every id that two of subthemes, themes and behaviours use."""
    problems = []
    owner: dict[str, Record] = {}
    for item in merged.values():
        record = item.record
        if record.kind not in FAMILIES["End"]:
            continue
        other = owner.setdefault(record.id, record)
        if other is not record:
            problems.append(
                Problem(
                    Place(record.place.file, record.place.table, record.place.row, "id"),
                    record.id,
                    f"The id {record.id} is a {KIND[other.kind].label.lower()} in {other.place}.",
                    "Ids are unique over subthemes, themes and behaviours: give one of them another id.",
                )
            )
    return problems


def meanings(merged: Mapping[str, Merged]) -> Meanings:
    """Return the node, as (kind, id), that an id means: by kind, and by family of kinds.

    One table for all references is faster than asking for each, and every node is one object in it.
    """
    found: Meanings = defaultdict(dict)
    for item in merged.values():
        if item.record.kind in KIND:
            found[item.record.kind][item.record.id] = (item.record.kind, item.record.id)
    for family, kinds in FAMILIES.items():
        for kind in reversed(kinds):
            found[family].update(found[kind])
    return found

"""Looks into a library for what its records say: conflicts between sources, and a graph that is not theirs.

A library holds its records and the graph that was computed from them. Whether the two agree takes as long as a load
(:func:`differences`); conflicts are found from the few records in which there can be any (:func:`stated`).
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from .bookkeeping import FRAMEWORKS, Stored, read_sources
from .collection import no_collection
from .derived import influence
from .merge import Conflict, merge
from .model import BOOKKEEPING
from .project import project
from .snapshot import read_whole
from .unshared import INSTEAD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .bookkeeping import Run
    from .merge import Merged
    from .records import Value

NO_CONFLICT = ("Quote", "Claim", "Coding", "Appraisal")
"""Kinds of record that are many, and differ from another only if two sources hold the same one."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What only the records know: the graph has one value, and the default where none is given."""

    conflicts: tuple[Conflict, ...]
    """What two sources, or two rows, say differently of one thing; the words of texts not shared are not in it."""
    parts_open: Mapping[str, tuple[str, ...]]
    """The beliefs of every finding of two or more beliefs for which no row says whole or part."""


def stated(run: Run) -> Stated:
    """Return what only the records know."""
    sources = {state.name: state for state in read_sources(run, records_of=()).values()}
    records = _records(run, _held_twice(run) if len({*sources} - {FRAMEWORKS}) > 1 else [])
    states = [replace(state, records=records.get(name, {})) for name, state in sources.items()]
    with no_collection():
        merging = merge(states)
        graph = project(merging.items)
    hidden = {
        about for about, one in merging.items.items() if one.record.properties.get("share") == "no"
    }  # whichever source says so
    conflicts = (
        _without_text(one) if one.about in hidden else one for one in (*merging.conflicts, *graph.conflicts)
    )
    return Stated(
        tuple(sorted(conflicts, key=lambda one: (one.about, one.property))), _parts_open(merging.items)
    )


def _held_twice(run: Run) -> list[str]:
    rows = run(
        "MATCH (r:SourceRecord) WITH r.about AS about, count(r.id) AS many WHERE many > 1 RETURN about", {}
    )
    return sorted(str(row["about"]) for row in rows)


def _records(run: Run, twice: list[str]) -> dict[str, dict[str, Stored]]:
    found: dict[str, dict[str, Stored]] = {}
    for row in run(
        f"MATCH (r:SourceRecord) WHERE NOT ({' OR '.join(f'r.about STARTS WITH $k{n}' for n in range(len(NO_CONFLICT)))}) "
        "OR r.about IN $twice RETURN r.source AS source, r.about AS about, r.body AS body, r.hash AS hash, r.place AS place",
        {**{f"k{n}": f"{kind}/" for n, kind in enumerate(NO_CONFLICT)}, "twice": [*twice]},
    ):
        found.setdefault(str(row["source"]), {})[str(row["about"])] = Stored(
            str(row["body"]), str(row["hash"]), str(row["place"])
        )
    return found


def _without_text(conflict: Conflict) -> Conflict:
    if conflict.property in ("share", "kind", "locator", "roles", "about"):
        return conflict
    return replace(conflict, values=tuple((source, INSTEAD, place) for source, _, place in conflict.values))


def _parts_open(merged: Mapping[str, Merged]) -> dict[str, tuple[str, ...]]:
    parts: dict[str, dict[str, bool]] = {}
    for item in merged.values():
        for link in item.record.links:
            if link.relation == "SUMMARISES":
                beliefs = parts.setdefault(link.start.id, {})
                beliefs[link.end.id] = beliefs.get(link.end.id, False) or "part" in link.properties
    return {
        finding: tuple(sorted(belief for belief, told in beliefs.items() if not told))
        for finding, beliefs in sorted(parts.items())
        if len(beliefs) > 1 and not all(beliefs.values())
    }


def differences(run: Run) -> list[tuple[str, ...]]:
    """Return the nodes, as (kind, id), and relationships, as (type, start, end), in which graph and records differ.

    Raises StoreDamaged if the records themselves are not those that were loaded.
    """
    with no_collection():
        graph = project(merge(read_whole(run).values()).items)
        made = {
            ("SAID_TO_INFLUENCE", start, end, ()): properties
            for (start, end), properties in influence(graph).items()
        }
        wanted: Counter[tuple[str, ...]] = Counter(
            (label, identifier, _text(properties)) for (label, identifier), properties in graph.nodes.items()
        )
        for (relation, start, end, _), properties in (*graph.links.items(), *made.items()):
            wanted[relation, *start, *end, _text(properties)] += 1
        held = Counter(_held(run))
    different = {line for line in wanted.keys() | held.keys() if wanted[line] != held[line]}
    return sorted(
        {(line[0], line[1]) if len(line) == 3 else (line[0], line[2], line[4]) for line in different}
    )


def _held(run: Run) -> Iterator[tuple[str, ...]]:
    for row in run("MATCH (n) RETURN labels(n)[0] AS label, properties(n) AS properties", {}):
        if row["label"] not in BOOKKEEPING:
            properties = cast("dict[str, Value]", row["properties"])
            yield str(row["label"]), str(properties.get("id")), _text(properties)
    for row in run(
        "MATCH (a)-[r]->(b) RETURN type(r) AS type, labels(a)[0] AS start_label, a.id AS start, "
        "labels(b)[0] AS end_label, b.id AS end, properties(r) AS properties",
        {},
    ):
        ends = (str(row[name]) for name in ("start_label", "start", "end_label", "end"))
        yield (str(row["type"]), *ends, _text(cast("dict[str, Value]", row["properties"])))


def _text(properties: Mapping[str, Any]) -> str:
    return json.dumps(
        {name: value for name, value in properties.items() if value is not None}, sort_keys=True, default=str
    )

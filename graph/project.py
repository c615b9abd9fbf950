"""Projection: merged records become the rows of the graph.

A pure function, and the only place where defaults are filled in: whether a finding says a belief as a whole
depends on all beliefs of that finding over all sources, the basis of a claim on the kind of its quotes, and the
study a link hangs on, on SAME_AS. So the graph after any history of loads equals that of a fresh load.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from .merge import Conflict, joined_studies, kinds_of_ends, link_key, resolve
from .model import KIND, LINK_KINDS
from .records import Ref

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .merge import Merged
    from .records import Link, Place, Value

NodeId: TypeAlias = "tuple[str, str]"
"""(label, id)."""
LinkId: TypeAlias = "tuple[str, NodeId, NodeId, tuple[Value, ...]]"
"""(type, start, end, what keeps several of one pair apart)."""


@dataclass(slots=True)
class Graph:
    """All rows of the graph. Two graphs are equal if they hold the same nodes and relationships."""

    nodes: dict[NodeId, dict[str, Value]] = field(default_factory=dict)
    """Properties by (label, id), ``id``, ``sources`` and ``places`` among them."""
    links: dict[LinkId, dict[str, Value]] = field(default_factory=dict)
    """Properties by identity, ``owner`` among them."""
    conflicts: list[Conflict] = field(default_factory=list, compare=False)
    """Values that two rows give differently for one relationship."""


@dataclass(slots=True)
class _Stated:
    """A relationship while the rows that state it are gathered."""

    owner: str
    source: str
    place: Place
    properties: dict[str, Value]


def project(merged: Mapping[str, Merged]) -> Graph:
    """Return the graph of merged records. Links to things that do not exist are left out (a check reports them)."""
    graph = Graph()
    joined = joined_studies(item.record for item in merged.values() if item.record.kind == "Study")
    for item in merged.values():
        if item.record.kind in KIND:
            graph.nodes[item.record.kind, item.record.id] = _node(item)
    _join_studies(graph, joined)
    stated = _stated_links(merged, joined, graph.conflicts)
    _fill_defaults(graph, stated)
    graph.links = {key: {**link.properties, "owner": link.owner} for key, link in stated.items()}
    return graph


def _node(item: Merged) -> dict[str, Value]:
    record = item.record
    properties: dict[str, Value] = dict(record.properties)
    for prop in KIND[record.kind].properties:
        if prop.default is not None and (prop.name != "reported_unit" or "reported_studies" in properties):
            properties.setdefault(prop.name, prop.default)
    properties["id"] = record.id
    properties["sources"] = list(item.sources)
    properties["places"] = [str(place) for place in item.places]
    return properties


def _join_studies(graph: Graph, joined: Mapping[str, str]) -> None:
    """Give the joined study what its own row leaves open; mark the other rows with its id."""
    for row, head in sorted(joined.items()):
        node, study = graph.nodes.get(("Study", row)), graph.nodes.get(("Study", head))
        if node is None or study is None:
            continue  # a dangling same_as: the load is refused
        for name, value in node.items():
            study.setdefault(name, value)
        node["same"] = head


def _stated_links(
    merged: Mapping[str, Merged], joined: Mapping[str, str], conflicts: list[Conflict]
) -> dict[LinkId, _Stated]:
    """Gather the relationships. Several rows that state one are united, the more explicit row first."""
    ends = kinds_of_ends(merged)
    stated: dict[LinkId, _Stated] = {}
    explicit_first = sorted(merged.values(), key=lambda item: item.record.kind not in LINK_KINDS)
    for item in explicit_first:
        for link in item.record.links:
            key = _identify(link, ends, merged, joined)
            if key is None:
                continue
            found = stated.get(key)
            if found is None:
                stated[key] = _Stated(
                    item.record.about, item.sources[0], item.record.place, dict(link.properties)
                )
            else:
                _complete(key, found, item, link.properties, conflicts)
    return stated


def _identify(
    link: Link, ends: Mapping[str, str], merged: Mapping[str, Merged], joined: Mapping[str, str]
) -> LinkId | None:
    """Return the identity of a link in the graph: kinds found, studies joined."""
    start, end = resolve(link.start, ends, merged), resolve(link.end, ends, merged)
    if start is None or end is None:
        return None
    if link.relation != "SAME_AS":
        start, end = _hang(start, joined), _hang(end, joined)
    return link.relation, (start.kind, start.id), (end.kind, end.id), link_key(link.relation, link.properties)


def _hang(ref: Ref, joined: Mapping[str, str]) -> Ref:
    return Ref("Study", joined[ref.id]) if ref.kind == "Study" and ref.id in joined else ref


def _complete(
    key: LinkId, found: _Stated, item: Merged, properties: Mapping[str, Value], conflicts: list[Conflict]
) -> None:
    for name, value in properties.items():
        kept = found.properties.setdefault(name, value)
        if kept != value:
            conflicts.append(
                Conflict(
                    found.owner,
                    f"{key[0]} {key[2][1]}.{name}",
                    ((found.source, kept, found.place), (item.sources[0], value, item.record.place)),
                )
            )


def _fill_defaults(graph: Graph, stated: Mapping[LinkId, _Stated]) -> None:
    """Fill in part, relation, status and basis, which depend on more than their own row."""
    beliefs_of: dict[NodeId, set[NodeId]] = {}
    verbatim: set[str] = set()
    for (relation, start, end, _), _link in stated.items():
        if relation == "SUMMARISES":
            beliefs_of.setdefault(start, set()).add(end)
        elif relation == "BASED_ON" and end[0] == "Quote" and graph.nodes[end]["kind"] == "verbatim":
            verbatim.add(start[1])
    for (relation, start, _end, _), link in stated.items():
        if relation == "SUMMARISES":
            link.properties.setdefault("part", "whole" if len(beliefs_of[start]) == 1 else "part")
            link.properties.setdefault("relation", "same")
        elif relation == "MAPS_TO":
            link.properties.setdefault("status", "agreed")
    for (label, identifier), node in graph.nodes.items():
        if label == "Claim":
            node.setdefault("basis", "stated" if identifier in verbatim else "framed")

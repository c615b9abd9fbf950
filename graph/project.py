"""Projection: merged records become the rows of the graph.

A pure function, and the only place where defaults are filled in: whether a finding says a belief as a whole
depends on all beliefs of that finding over all sources, the basis of a claim on the kind of its quotes, and the
study a link hangs on, on SAME_AS. So the graph after any history of loads equals that of a fresh load.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from .merge import Conflict, joined_studies, link_key, meanings
from .model import KIND, LINK_KINDS, RELATION

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .merge import Meanings, Merged
    from .records import Value

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


def project(merged: Mapping[str, Merged]) -> Graph:
    """Return the graph of merged records. Links to things that do not exist are left out (a check reports them)."""
    graph = Graph()
    joined = joined_studies(item.record for item in merged.values() if item.record.kind == "Study")
    nodes = meanings(merged)
    for item in merged.values():
        if item.record.kind in KIND:
            graph.nodes[nodes[item.record.kind][item.record.id]] = _node(item)
    _join_studies(graph, joined)
    _state_links(graph, merged, nodes, joined)
    _fill_defaults(graph)
    return graph


_DEFAULTS = {
    kind.label: tuple((prop.name, prop.default) for prop in kind.properties if prop.default is not None)
    for kind in KIND.values()
}


def _node(item: Merged) -> dict[str, Value]:
    record = item.record
    properties: dict[str, Value] = dict(record.properties)
    for name, default in _DEFAULTS[record.kind]:
        if name != "reported_unit" or "reported_studies" in properties:
            properties.setdefault(name, default)
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


def _state_links(
    graph: Graph,
    merged: Mapping[str, Merged],
    nodes: Meanings,
    joined: Mapping[str, str],
) -> None:
    """Put the relationships into the graph. Several rows that state one are united, the more explicit row first.

    A large library has half a million: the nodes at their ends are the graph's own objects, and nothing is made twice.
    """
    # Relationships of a joined study's rows hang on the study they are.
    hung = nodes.copy()
    hung["Study"] = nodes["Study"] | {row: ("Study", head) for row, head in joined.items()}
    keys = {relation.type: relation.key for relation in RELATION.values()}
    explicit_first = sorted(merged.items(), key=lambda pair: pair[1].record.kind not in LINK_KINDS)
    for about, item in explicit_first:
        for link in item.record.links:
            relation = link.relation
            ends = nodes if relation == "SAME_AS" else hung
            start, end = ends[link.start.kind].get(link.start.id), ends[link.end.kind].get(link.end.id)
            if start is None or end is None:
                continue
            key = (relation, start, end, link_key(relation, link.properties) if keys[relation] else ())
            found = graph.links.get(key)
            if found is None:
                graph.links[key] = {**link.properties, "owner": about}
            else:
                _complete(key, found, item, link.properties, merged, graph.conflicts)


def _complete(
    key: LinkId,
    found: dict[str, Value],
    item: Merged,
    properties: Mapping[str, Value],
    merged: Mapping[str, Merged],
    conflicts: list[Conflict],
) -> None:
    """Give a relationship what a further row says of it, and note where the row that owns it says otherwise."""
    for name, value in properties.items():
        kept = found.setdefault(name, value)
        if kept != value:
            owner = merged[str(found["owner"])]
            conflicts.append(
                Conflict(
                    owner.record.about,
                    f"{key[0]} {key[2][1]}.{name}",
                    (
                        (owner.sources[0], kept, owner.record.place),
                        (item.sources[0], value, item.record.place),
                    ),
                )
            )


def _fill_defaults(graph: Graph) -> None:
    """Fill in part, relation, status and basis, which depend on more than their own row."""
    summaries: dict[NodeId, list[LinkId]] = {}
    verbatim: set[str] = set()
    for key, properties in graph.links.items():
        relation, start, end, _ = key
        if relation == "SUMMARISES":
            summaries.setdefault(start, []).append(key)
        elif relation == "BASED_ON":
            if end[0] == "Quote" and graph.nodes[end]["kind"] == "verbatim":
                verbatim.add(start[1])
        elif relation == "MAPS_TO":
            properties.setdefault("status", "agreed")
    for keys in summaries.values():
        part = "whole" if len({end for _, _, end, _ in keys}) == 1 else "part"
        for key in keys:
            graph.links[key].setdefault("part", part)
            graph.links[key].setdefault("relation", "same")
    for (label, identifier), node in graph.nodes.items():
        if label == "Claim":
            node.setdefault("basis", "stated" if identifier in verbatim else "framed")

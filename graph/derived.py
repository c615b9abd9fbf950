"""The derived relationships: SAID_TO_INFLUENCE, one for each step, computed from the graph's rows before they are written.

The steps are those of every answer (:func:`beliefgraph.graph.influence.steps`); only where the evidence is taken from
differs: from the rows in memory, which spares a large load the reading of what it has just written. A test holds
it against the evidence that the queries read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from .evidence import Claim, End, Evidence, Finding, Quote, Summary, opposites_of
from .influence import bundle, steps
from .model import FAMILIES

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from .project import Graph, NodeId
    from .records import Value


def influence(graph: Graph) -> dict[tuple[NodeId, NodeId], Mapping[str, Value]]:
    """Return the SAID_TO_INFLUENCE relationships that the claims of a graph call for, by their two ends."""
    evidence = evidence_of(graph)
    label = {identifier: (end.kind, identifier) for identifier, end in evidence.ends.items()}
    return {(label[cause], label[effect]): bundle(step) for (cause, effect), step in steps(evidence).items()}


def evidence_of(graph: Graph) -> Evidence:
    """Return what steps are made of: claims, the quotes and findings under them, ends and opposites.

    Not the whole evidence: no codings, groups' roles, coverage, mappings or domains.
    """
    links = _Links(graph)
    claims = [node for node in graph.nodes if node[0] == "Claim" and links.has(node, "CAUSE", "EFFECT")]
    under = {end for claim in claims for end in links.all(claim, "BASED_ON")}
    links.follow(graph, under)
    return Evidence(
        claims=tuple(_claim(graph, links, claim) for claim in sorted(claims)),
        quotes={node[1]: _quote(links, node) for node in under if links.has(node, "REPORTED_IN")},
        findings={node[1]: _finding(graph, links, node) for node in under if links.has(node, "REPORTED_BY")},
        ends={
            node[1]: End(id=node[1], kind=node[0], label=node[1])
            for node in graph.nodes
            if node[0] in FAMILIES["End"]
        },
        opposites=opposites_of(links.opposites),
    )


class _Links:
    """The relationships of a graph by start and type."""

    def __init__(self, graph: Graph) -> None:
        self._ends: dict[tuple[NodeId, str], list[NodeId]] = {}
        self.contributors: dict[NodeId, set[str]] = {}
        self.summaries: dict[NodeId, dict[str, Summary]] = {}
        self.opposites: list[tuple[str, str]] = []
        for (relation, start, end, _), properties in graph.links.items():
            if relation == "CONTRIBUTES_TO":
                self.contributors.setdefault(end, set()).add(start[1])
            elif relation == "SUMMARISES":
                part, said = cast("str", properties["part"]), cast("str", properties["relation"])
                self.summaries.setdefault(start, {})[end[1]] = Summary(part=part, relation=said)
            elif relation == "OPPOSITE_OF":
                self.opposites.append((start[1], end[1]))
            elif relation in _OF_CLAIMS:
                self._ends.setdefault((start, relation), []).append(end)

    def follow(self, graph: Graph, under: Container[NodeId]) -> None:
        """Follow the relationships of the texts under claims too; most quotes of a library are under none."""
        for relation, start, end, _ in graph.links:
            if relation in _OF_TEXTS and start in under:
                self._ends.setdefault((start, relation), []).append(end)

    def all(self, node: NodeId, relation: str) -> list[NodeId]:
        """Return the ends of a node's relationships of one type."""
        return self._ends.get((node, relation), [])

    def one(self, node: NodeId, relation: str) -> NodeId:
        """Return the end of the only relationship of a type; there must be one."""
        return self.all(node, relation)[0]

    def has(self, node: NodeId, *relations: str) -> bool:
        """Tell whether a node has a relationship of each type."""
        return all((node, relation) in self._ends for relation in relations)


_OF_CLAIMS = frozenset(("CAUSE", "EFFECT", "BASED_ON", "MADE_IN"))
_OF_TEXTS = frozenset(("REPORTED_IN", "REPORTED_BY", "VOICED_BY"))


def _claim(graph: Graph, links: _Links, node: NodeId) -> Claim:
    properties = graph.nodes[node]
    made_in = dict(links.all(node, "MADE_IN"))
    under = links.all(node, "BASED_ON")
    return Claim(
        id=node[1],
        cause=links.one(node, "CAUSE")[1],
        effect=links.one(node, "EFFECT")[1],
        direction=cast("str", properties.get("direction")),
        basis=cast("str", properties["basis"]),
        quotes=tuple(sorted(end[1] for end in under if end[0] == "Quote")),
        findings=tuple(sorted(end[1] for end in under if end[0] == "Finding")),
        study=made_in.get("Study"),
        review=made_in.get("Review"),
    )


def _quote(links: _Links, node: NodeId) -> Quote:
    return Quote(
        id=node[1],
        study=links.one(node, "REPORTED_IN")[1],
        groups=tuple(sorted(group[1] for group in links.all(node, "VOICED_BY"))),
    )


def _finding(graph: Graph, links: _Links, node: NodeId) -> Finding:
    kind, place = links.one(node, "REPORTED_BY")
    properties = graph.nodes[node]
    return Finding(
        id=node[1],
        study=place if kind == "Study" else None,
        review=place if kind == "Review" else None,
        confidence=cast("str | None", properties.get("confidence")),
        reported_studies=cast("int | None", properties.get("reported_studies")),
        beliefs=links.summaries.get(node, {}),
        contributors=tuple(sorted(links.contributors.get(node, ()))),
    )

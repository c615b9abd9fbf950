"""Checks of what the library says twice: by the graph and its records, by two sources, by two people."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ..graph.identity import shown
from ..graph.influence import bundle, steps
from .spots import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .material import Material


def influence_differs(material: Material) -> Iterator[Spot]:
    """Yield the steps whose stored summary is not what the claims give."""
    if material.influence is None:
        return
    made = {pair: bundle(step) for pair, step in steps(material.evidence).items()}
    for pair in sorted(made.keys() | material.influence.keys()):
        wanted, held = made.get(pair), material.influence.get(pair)
        if held is None:
            yield Spot(pair, "no summary is stored")
        elif wanted is None:
            yield Spot(pair, "a summary is stored, and no claim calls for it")
        elif wanted != held:
            told = (
                f"{name}: stored {held.get(name)}, from the claims {wanted.get(name)}"
                for name in sorted(wanted.keys() | held.keys())
                if wanted.get(name) != held.get(name)
            )
            yield Spot(pair, "; ".join(told))


def counts_differ(material: Material) -> Iterator[Spot]:
    """Yield the kinds of node of which there are more or fewer than ids."""
    for label, (nodes, ids) in sorted(material.counts.items()):
        if nodes != ids:
            yield Spot((label,), f"{nodes} nodes, {ids} ids")


def graph_differs(material: Material) -> Iterator[Spot]:
    """Yield the nodes and relationships that the records do not give so."""
    if material.damaged is not None:
        yield Spot(("SourceRecord",), material.damaged)
    for kind, *ids in material.different:
        yield Spot(tuple(ids), kind)


def sources_differ(material: Material) -> Iterator[Spot]:
    """Yield every conflict with all its values and places."""
    for conflict in material.conflicts:
        given = (f"{shown(value)} ({source}: {place})" for source, value, place in conflict.values)
        yield Spot(
            (conflict.about.partition("/")[2],), f"{conflict.about}, {conflict.property}: {'; '.join(given)}"
        )


def mapping_disputed(material: Material) -> Iterator[Spot]:
    """Yield the mappings that somebody agreed to and somebody else rejected."""
    verdicts: defaultdict[tuple[str, str], defaultdict[str, list[str]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for row in material.mappings:
        verdicts[row.belief, row.domain][row.status].append(row.by or "nobody named")
    for pair, by in verdicts.items():
        if "agreed" in by and "rejected" in by:
            agreed, rejected = (", ".join(sorted(by[status])) for status in ("agreed", "rejected"))
            yield Spot(pair, f"agreed by {agreed}; rejected by {rejected}")


def coders_opposed(material: Material) -> Iterator[Spot]:
    """Yield the quotes that support a belief for one coder and contradict it for another."""
    read: defaultdict[tuple[str, str], tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for coding in material.evidence.codings:
        read[coding.quote, coding.belief][coding.contradicts].add(coding.coder or "nobody named")
    for pair, (for_it, against) in read.items():
        if for_it and against:
            yield Spot(
                pair,
                f"supported by {', '.join(sorted(for_it))}, contradicted by {', '.join(sorted(against))}",
            )

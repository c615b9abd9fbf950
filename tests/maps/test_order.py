"""The same library gives the same map and figure, in whatever order an engine hands out its rows."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from beliefgraph.figures.draw import figure
from beliefgraph.figures.kinds import KINDS as FIGURES
from beliefgraph.maps.draw import make
from beliefgraph.maps.kinds import KINDS as MAPS
from beliefgraph.queries.evidence import read_evidence
from beliefgraph.queries.filters import Filters

if TYPE_CHECKING:
    from collections.abc import Mapping

    from beliefgraph.graph.evidence import Evidence
    from beliefgraph.graph.records import Value
    from beliefgraph.graph.store import Row, Store
    from beliefgraph.maps.details import Query

NAMES = {
    "paths": ("b-want-diagnosis", "order-imaging"),
    "evidence": ("b-litigation",),
    "loops": (),
    "contrast": (),
}
"""Ids that a kind is asked with; the others are about a behaviour."""


@pytest.fixture(scope="module")
def shuffled(demo: tuple[Store, Evidence]) -> tuple[Query, Evidence]:
    """The demo from an engine without any order."""
    store, _ = demo
    dice = Random(7)

    def query(text: str, parameters: Mapping[str, Value]) -> list[Row]:
        rows = store.query(text, parameters)
        dice.shuffle(rows)
        return rows

    return query, read_evidence(query)


@pytest.mark.parametrize("kind", [kind.name for kind in MAPS])
def test_a_map_is_the_same_bytes(
    demo: tuple[Store, Evidence], shuffled: tuple[Query, Evidence], kind: str
) -> None:
    store, evidence = demo
    names = NAMES.get(kind, ("order-imaging",))
    assert make(kind, *shuffled, names, Filters()) == make(kind, store.query, evidence, names, Filters())


@pytest.mark.parametrize("kind", [kind.name for kind in FIGURES])
def test_a_figure_is_the_same_bytes(
    demo: tuple[Store, Evidence], shuffled: tuple[Query, Evidence], kind: str
) -> None:
    store, evidence = demo
    names = NAMES.get(kind, ("order-imaging",))
    one = figure(kind, store.query, evidence, names, Filters(), width=170)
    other = figure(kind, *shuffled, names, Filters(), width=170)
    assert other.sheet == one.sheet

"""The measures against a slow second implementation, value by value, on random libraries.

The reference shares no code with the package. Where the two differed, the text of the definitions decided.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.analysis.paths import paths
from beliefgraph.analysis.shapes import step_object, studies_object
from beliefgraph.analysis.targets import targets
from beliefgraph.graph.influence import beliefs, steps
from support import reference
from support.libraries import random_filters, random_tables
from support.plain_evidence import as_evidence

if TYPE_CHECKING:
    from support.reference import Plain

SEEDS = range(40)
WAYS = [
    pytest.param({}, id="plain"),
    pytest.param({"inferred": True}, id="inferred"),
    pytest.param({"opposites": False}, id="no-opposites"),
]


def selection(seed: int) -> Plain:
    """A random library, every other one seen through random filters."""
    given = random_tables(seed, size=1 + seed % 4)
    whole = reference.library(given)
    if seed % 2 == 0:
        return whole
    return reference.subset(whole, random_filters(given, random.Random(seed)))


def same(answer: Any, expected: Any) -> None:
    """Compare, with only the keys that the reference has."""
    assert reference.like(answer, expected) == expected


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("seed", SEEDS)
def test_steps(seed: int, way: dict[str, bool]) -> None:
    lib = selection(seed)
    expected = reference.steps(lib, **way)
    found = {pair: step_object(step) for pair, step in steps(as_evidence(lib), **way).items()}
    assert found.keys() == expected.keys()
    for pair, step in expected.items():
        same(found[pair], step)


@pytest.mark.parametrize("inferred", [False, True])
@pytest.mark.parametrize("seed", SEEDS)
def test_studies_of_every_belief(seed: int, inferred: bool) -> None:
    lib = selection(seed)
    about = beliefs(as_evidence(lib), inferred=inferred)
    for belief in (*lib.beliefs, *lib.themes):
        expected = reference.studies(lib, belief, inferred=inferred)
        told = reference.statements(lib, belief, inferred=inferred)
        found = about.get(belief)
        if found is None:
            assert not any(expected.values())
            assert not told
            continue
        same(studies_object(found.studies), expected)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("seed", SEEDS)
def test_paths_of_every_pair(seed: int, way: dict[str, Any]) -> None:
    lib = selection(seed)
    evidence = as_evidence(lib)
    for start in evidence.ends:
        for end in evidence.ends:
            expected = reference.paths(lib, start, end, **way)
            same(paths(evidence, start, end, limit=None, **way).to_json(), expected)


@pytest.mark.parametrize("max_steps", [1, 2, 3])
@pytest.mark.parametrize("seed", range(0, 40, 4))
def test_shorter_paths(seed: int, max_steps: int) -> None:
    lib = selection(seed)
    evidence = as_evidence(lib)
    for start in evidence.ends:
        for end in lib.behaviours:
            expected = reference.paths(lib, start, end, max_steps=max_steps)
            same(paths(evidence, start, end, max_steps=max_steps, limit=None).to_json(), expected)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("by", ["belief", "domain"])
@pytest.mark.parametrize("seed", SEEDS)
def test_targets(seed: int, by: str, way: dict[str, Any]) -> None:
    lib = selection(seed)
    evidence = as_evidence(lib)
    for behaviour in lib.behaviours:
        expected = reference.targets(lib, behaviour, by, **way)
        same(targets(evidence, behaviour, by=by, **way).to_json(), expected)


@pytest.mark.parametrize("direction", ["encourages", "discourages"])
@pytest.mark.parametrize("by", ["belief", "domain"])
@pytest.mark.parametrize("seed", range(0, 40, 3))
def test_targets_of_one_direction(seed: int, by: str, direction: str) -> None:
    lib = selection(seed)
    evidence = as_evidence(lib)
    for behaviour in lib.behaviours:
        expected = reference.targets(lib, behaviour, by, direction=direction)
        same(targets(evidence, behaviour, by=by, direction=direction).to_json(), expected)


@pytest.mark.parametrize(
    ("by", "order"),
    [
        ("belief", ("direct", "studies")),
        ("belief", ("emphasis",)),
        ("belief", ("conflict", "reach")),
        ("domain", ("conflict",)),
    ],
)
@pytest.mark.parametrize("seed", range(1, 40, 5))
def test_targets_in_another_order(seed: int, by: str, order: tuple[str, ...]) -> None:
    lib = selection(seed)
    evidence = as_evidence(lib)
    for behaviour in lib.behaviours:
        expected = reference.targets(lib, behaviour, by, order=order)
        same(targets(evidence, behaviour, by=by, order=order).to_json(), expected)


@pytest.mark.parametrize("seed", range(3, 40, 4))
def test_a_limit_shows_the_first_paths(seed: int) -> None:
    lib = selection(seed)
    evidence = as_evidence(lib)
    for start in evidence.ends:
        for end in lib.behaviours:
            expected = reference.paths(lib, start, end)
            same(paths(evidence, start, end, limit=2).to_json(), expected[:2])

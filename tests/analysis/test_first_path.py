"""The first path in path order, found without listing the others, against all paths listed and sorted."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from beliefgraph.analysis.paths import PathFinder
from beliefgraph.graph.influence import Claim, Evidence, Quote, steps
from support import reference
from support.dense_evidence import dense, ends
from support.libraries import random_filters, random_tables
from support.plain_evidence import as_evidence

LEVELS = {"speaker", "group", "study", "finding", "stitched"}


def check_every_start(evidence: Evidence, end: str, longest: int, **way: bool) -> set[tuple[str, bool]]:
    """Compare from every start; return the levels met, each with whether the paths have named studies."""
    finder = PathFinder(evidence, steps(evidence, **way), end, longest)
    met = set()
    for start, reach in finder.network.reach().items():
        listed, _ = finder.first(start, 0)
        found = finder.best(start, reach)
        assert found == listed[0]
        met.add((found.told_by, reach > 0))
    return met


@pytest.mark.parametrize("opposites", [True, False])
@pytest.mark.parametrize("longest", [1, 2, 4])
@pytest.mark.parametrize("seed", range(30))
def test_dense_evidence(seed: int, longest: int, opposites: bool) -> None:
    evidence = dense(seed, claims=25 + 5 * (seed % 8))
    for end in "axy":
        check_every_start(evidence, end, longest, opposites=opposites)


def test_dense_evidence_has_first_paths_of_every_level() -> None:
    met: set[tuple[str, bool]] = set()
    for seed in range(30):
        met |= check_every_start(dense(seed, claims=25 + 5 * (seed % 8)), "x", 4)
    assert {level for level, counts in met if counts} == LEVELS
    # Nobody who speaks or is counted on every step can be unnamed on one of them.
    assert {level for level, counts in met if not counts} == {"finding", "stitched"}


@pytest.mark.parametrize("way", [{}, {"inferred": True}, {"opposites": False}])
@pytest.mark.parametrize("seed", range(40))
def test_random_libraries(seed: int, way: dict[str, bool]) -> None:
    given = random_tables(seed, size=1 + seed % 4)
    whole = reference.library(given)
    seen = reference.subset(whole, random_filters(given, random.Random(seed))) if seed % 2 else whole
    evidence = as_evidence(seen)
    for end in evidence.ends:
        check_every_start(evidence, end, 4, **way)


def first(*told: tuple[str, str, str]) -> tuple[tuple[str, ...], str]:
    """The first path from a to x, where each (steps, study, speaker) tells the steps of a chain."""
    quotes = {f"q{number}": Quote(id=f"q{number}", study=t[1], speaker=t[2]) for number, t in enumerate(told)}
    said = tuple(
        Claim(id=f"{cause}{effect}{n}", cause=cause, effect=effect, direction="encourages", quotes=(f"q{n}",))
        for n, (chain, _, _) in enumerate(told)
        for cause, effect in pairwise(chain)
    )
    evidence = Evidence(claims=said, quotes=quotes, ends=ends("abcdex"))
    finder = PathFinder(evidence, steps(evidence), "x")
    path = finder.best("a", finder.network.reach()["a"])
    return path.path, path.told_by


def test_support_counts_before_who_tells_it() -> None:
    told_by_one = ("abx", "s1", "P1")
    assert first(
        told_by_one, ("ac", "s1", "P2"), ("ac", "s2", "P1"), ("cx", "s3", "P1"), ("cx", "s4", "P1")
    ) == (
        ("a", "c", "x"),
        "stitched",
    )


def test_one_speaker_counts_before_fewer_steps() -> None:
    assert first(("ab", "s1", "P1"), ("bx", "s1", "P2"), ("acdx", "s2", "P1")) == (
        ("a", "c", "d", "x"),
        "speaker",
    )


def test_fewer_steps_count_before_ids_also_among_several_speakers() -> None:
    assert first(("abcx", "s1", "P1"), ("aex", "s2", "P1"), ("adx", "s2", "P2")) == (
        ("a", "d", "x"),
        "speaker",
    )


def test_a_stitched_path_is_the_shortest_and_first_by_ids() -> None:
    assert first(("abc", "s1", "P1"), ("cx", "s2", "P1"), ("ae", "s1", "P1"), ("ad", "s3", "P1")) == (
        ("a", "b", "c", "x"),
        "stitched",
    )
    assert first(("ae", "s1", "P1"), ("ex", "s2", "P1"), ("ad", "s3", "P1"), ("dx", "s4", "P1")) == (
        ("a", "d", "x"),
        "stitched",
    )

"""Paths that pass or avoid something, or that one teller tells whole; and the search that does not list all."""

from __future__ import annotations

import random
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.analysis import finder
from beliefgraph.analysis.paths import Paths, paths
from beliefgraph.errors import ParameterError
from beliefgraph.graph.influence import Claim, End, Evidence, Quote
from support import reference
from support.dense_evidence import dense
from support.libraries import random_filters, random_tables
from support.plain_evidence import as_evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from beliefgraph.analysis.path_rows import Path

ENDS = {id_: End(id=id_, kind="Behaviour" if id_ in "xy" else "Subtheme", label=id_) for id_ in "abcdefxy"}
OPPOSITES = {"x": frozenset("y"), "y": frozenset("x")}


def evidence(*told: tuple[str, str]) -> Evidence:
    """Each (chain, study) tells the steps of a chain in one quote of that study."""
    claims, quotes = [], {}
    for number, (chain, study) in enumerate(told):
        quotes[f"q{number}"] = Quote(id=f"q{number}", study=study)
        claims += [
            Claim(
                id=f"{number}-{cause}{effect}",
                cause=cause,
                effect=effect,
                direction="encourages",
                quotes=(f"q{number}",),
            )
            for cause, effect in pairwise(chain)
        ]
    return Evidence(claims=tuple(claims), quotes=quotes, ends=ENDS, opposites=OPPOSITES)


def ids(found: Paths) -> list[str]:
    return ["".join(path.path) for path in found.paths]


# From a to x: abx, abcx, acx, acbx, ax; only s1 tells abcx whole, and s2 ax. Steps bx, cx: s3.
SQUARE = evidence(("abc", "s1"), ("cx", "s1"), ("bx", "s3"), ("ac", "s3"), ("cb", "s3"), ("ax", "s2"))


def test_every_path_of_the_example() -> None:
    # One study tells ax (s2), acbx (s3) and abcx (s1); the others are stitched. Support is 1 throughout.
    assert ids(paths(SQUARE, "a", "x")) == ["ax", "abcx", "acbx", "abx", "acx"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"via": ["b"]}, ["abcx", "acbx", "abx"]),
        ({"via": ["b", "c"]}, ["abcx", "acbx"]),
        ({"via": ["c", "b", "c"]}, ["abcx", "acbx"]),
        ({"via": ["d"]}, []),
        ({"via": ["a", "x"]}, ["ax", "abcx", "acbx", "abx", "acx"]),
        ({"without": ["b"]}, ["ax", "acx"]),
        ({"without": ["b", "c"]}, ["ax"]),
        ({"without": ["d"]}, ["ax", "abcx", "acbx", "abx", "acx"]),
        ({"via": ["b"], "without": ["c"]}, ["abx"]),
        ({"told_whole": True}, ["ax", "abcx", "acbx"]),
        ({"told_whole": True, "via": ["b"]}, ["abcx", "acbx"]),
        ({"told_whole": True, "without": ["b"]}, ["ax"]),
        ({"told_whole": True, "max_steps": 2}, ["ax"]),
        ({"via": ["b"], "max_steps": 2}, ["abx"]),
    ],
)
def test_narrowed(asked: dict[str, Any], expected: list[str]) -> None:
    found = paths(SQUARE, "a", "x", **asked)
    assert ids(found) == expected
    assert (found.total, found.exact) == (len(expected), True)


@pytest.mark.parametrize(
    ("asked", "note"),
    [
        ({}, None),
        ({"via": ["a"]}, None),
        ({"via": ["b", "c"]}, "only paths through “b” and “c”"),
        ({"without": ["b", "c"]}, "only paths not through “b” or “c”"),
        (
            {"told_whole": True, "via": ["b"], "limit": 1},
            "only paths through “b”, told whole by one speaker, group, study or review finding. 1 strongest of 2",
        ),
    ],
)
def test_what_was_asked_is_said(asked: dict[str, Any], note: str | None) -> None:
    assert paths(SQUARE, "a", "x", **asked).note == note


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"without": ["a"]}, "Every path has 'a' at one of its ends. Leave it out of 'without'."),
        ({"without": ["x"]}, "Every path has 'x' at one of its ends. Leave it out of 'without'."),
        (
            {"via": ["b"], "without": ["b"]},
            "'b' is to be passed and to be avoided. Leave it out of 'via' or 'without'.",
        ),
        (
            {"via": ["y"]},
            "No path to 'x' passes its opposite 'y': claims about that are turned instead. Leave it out of 'via'.",
        ),
        (
            {"via": ["b", "c"], "max_steps": 2},
            "A path of at most 2 steps cannot pass 2 others on its way. Allow more steps, or take one out of 'via'.",
        ),
    ],
)
def test_what_no_path_can_be_is_refused(asked: dict[str, Any], message: str) -> None:
    with pytest.raises(ParameterError) as error:
        paths(SQUARE, "a", "x", **asked)
    assert str(error.value) == message


def test_the_opposite_of_the_end_may_be_passed_where_it_is_the_start() -> None:
    assert ids(paths(evidence(("ybx", "s1")), "y", "x", via=["y", "b"])) == ["ybx"]


def selection(seed: int) -> reference.Plain:
    given = random_tables(seed, size=1 + seed % 4)
    whole = reference.library(given)
    return reference.subset(whole, random_filters(given, random.Random(seed))) if seed % 3 == 0 else whole


@pytest.mark.parametrize("seed", range(40))
def test_narrowed_paths_of_random_libraries(seed: int) -> None:
    lib = selection(seed)
    given = as_evidence(lib)
    for start in given.ends:
        for end in given.ends:
            every = reference.paths(lib, start, end)
            between = sorted({place for path in every for place in path["path"][1:-1]})
            for number in (1, 2):
                for chosen in combinations(between, number):
                    passing = [path for path in every if set(chosen) <= set(path["path"])]
                    avoiding = [path for path in every if not set(chosen) & set(path["path"])]
                    same(paths(given, start, end, limit=None, via=chosen), passing)
                    same(paths(given, start, end, limit=None, without=chosen), avoiding)
            whole = [path for path in every if path["told_by"] != "stitched"]
            same(paths(given, start, end, limit=None, told_whole=True), whole)


def same(found: Paths, expected: list[dict[str, Any]]) -> None:
    assert reference.like(found.to_json(), expected) == expected
    assert found.total == len(expected)


# --- The search that lists only what is shown: forced also where there are few paths. -----------------------------


@pytest.fixture
def never_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finder, "ALL", 0)


def narrowings(every: list[Path]) -> Iterator[tuple[dict[str, Any], list[Path]]]:
    """Ways to narrow, each with what is left of all paths."""
    yield {}, every
    yield {"told_whole": True}, [path for path in every if path.told_by != "stitched"]
    for place in sorted({place for path in every for place in path.path[1:-1]})[:2]:
        yield {"via": [place]}, [path for path in every if place in path.path]


def check_limits(given: Evidence, start: str, end: str, **way: Any) -> bool:
    """Compare the first paths with all of them; return whether a limit stopped the search."""
    stopped = False
    every = [*paths(given, start, end, limit=None, **way).paths]
    assert every == sorted(every, key=in_path_order)
    for narrowed, left in narrowings(every):
        for limit in (1, 2, 7, 40):
            found = paths(given, start, end, limit=limit, **narrowed, **way)
            assert [*found.paths] == left[:limit]
            assert found.total >= len(left) if not found.exact else found.total == len(left)
            assert found.weakest <= (found.paths[-1].support if found.paths else 0)
            stopped |= not found.exact
    return stopped


def in_path_order(path: Path) -> tuple[int, int, int, tuple[str, ...]]:
    level = ("speaker", "group", "study", "finding", "stitched").index(path.told_by)
    return -path.support, level, len(path.steps), path.path


@pytest.mark.usefixtures("never_all")
@pytest.mark.parametrize("longest", [2, 4, 5])
@pytest.mark.parametrize("seed", range(16))
def test_the_first_paths_of_dense_evidence(seed: int, longest: int) -> None:
    given = dense(seed, claims=25 + 5 * (seed % 8))
    stopped = [check_limits(given, start, end, max_steps=longest) for start in "ab" for end in "xc"]
    assert any(stopped) or longest == 2


@pytest.mark.usefixtures("never_all")
@pytest.mark.parametrize("seed", range(0, 40, 2))
def test_the_first_paths_of_random_libraries(seed: int) -> None:
    given = as_evidence(selection(seed))
    for start in given.ends:
        for end in given.ends:
            check_limits(given, start, end)


def test_told_whole_is_found_among_very_many_paths() -> None:
    # 45 × 45 × 45 stitched paths, and one chain that only one study tells, through the weakest of them all.
    layers = [[f"{layer}{number:02}" for number in range(45)] for layer in "lmn"]
    pairs = [("a", one) for one in layers[0]] + [(one, "x") for one in layers[2]]
    for left, right in pairwise(layers):
        pairs += [(one, other) for one in left for other in right]
    claims = [
        Claim(id=f"{cause}-{effect}-{study}", cause=cause, effect=effect, direction="encourages", study=study)
        for number, (cause, effect) in enumerate(pairs)
        for study in (f"s{number}", f"t{number}")
    ]
    chain = ("a", "l07", "m31", "n02", "x")
    claims += [
        Claim(id=f"whole-{cause}", cause=cause, effect=effect, direction="encourages", study="one")
        for cause, effect in pairwise(chain)
    ]
    given = Evidence(claims=tuple(claims))
    found = paths(given, "a", "x", told_whole=True)
    assert [(path.path, path.told_by, path.tellers) for path in found.paths] == [(chain, "study", ("one",))]
    assert (found.total, found.exact) == (1, True)
    strongest = paths(given, "a", "x", limit=2)
    assert (strongest.exact, strongest.total, strongest.weakest) == (False, 45**3, 2)
    assert strongest.paths[0].path == chain  # 3 studies on every step
    assert strongest.paths[1].path == ("a", "l00", "m00", "n00", "x")  # the first by ids of those with 2

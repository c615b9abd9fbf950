"""Paths on small libraries worked out by hand."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from beliefgraph.analysis.paths import paths
from beliefgraph.errors import ParameterError
from beliefgraph.graph.influence import Claim, End, Evidence, Finding, Quote

ENDS = {id_: End(id=id_, kind="Subtheme", label=id_.upper()) for id_ in "abcde"} | {
    id_: End(id=id_, kind="Behaviour", label=id_.upper()) for id_ in ("x", "y")
}
OPPOSITES = {"x": frozenset({"y"}), "y": frozenset({"x"})}


def said(pair: str, *studies: str, direction: str = "encourages") -> list[Claim]:
    """One claim per study from the first letter of a pair to the second."""
    cause, effect = tuple(pair)
    return [
        Claim(id=f"{pair}-{study}", cause=cause, effect=effect, direction=direction, study=study)
        for study in studies
    ]


def library(*claims: list[Claim], **more: object) -> Evidence:
    flat = tuple(one for several in claims for one in several)
    return Evidence(claims=flat, ends=ENDS, opposites=OPPOSITES, **more)  # type: ignore[arg-type]


def found(evidence: Evidence, start: str, end: str, **more: object) -> list[str]:
    return ["".join(path.path) for path in paths(evidence, start, end, **more).paths]  # type: ignore[arg-type]


def test_support_is_that_of_the_weakest_step_and_orders_first() -> None:
    evidence = library(said("ax", "s1"), said("ab", "s1", "s2", "s3"), said("bx", "s1", "s2"))
    answer = paths(evidence, "a", "x")
    assert [("".join(one.path), one.support) for one in answer.paths] == [("abx", 2), ("ax", 1)]
    assert answer.paths[0].labels == ("A", "B", "X")
    assert (answer.total, answer.exact, answer.note) == (2, True, None)


@pytest.mark.parametrize(
    ("first", "second", "direction"),
    [
        ("encourages", "encourages", "encourages"),
        ("encourages", "discourages", "discourages"),
        ("discourages", "discourages", "encourages"),
    ],
)
def test_sign_rule(first: str, second: str, direction: str) -> None:
    evidence = library(said("ab", "s1", direction=first), said("bx", "s1", direction=second))
    assert [path.direction for path in paths(evidence, "a", "x").paths] == [direction]


def test_one_mixed_step_makes_the_path_mixed() -> None:
    evidence = library(said("ab", "s1"), said("ab", "s2", direction="discourages"), said("bx", "s1"))
    assert [path.direction for path in paths(evidence, "a", "x").paths] == ["mixed"]


def test_paths_are_simple_and_no_longer_than_asked() -> None:
    evidence = library(
        said("ab", "s"), said("ba", "s"), said("bc", "s"), said("cb", "s"), said("cd", "s"), said("dx", "s")
    )
    assert found(evidence, "a", "x") == ["abcdx"]
    assert found(evidence, "a", "x", max_steps=3) == []
    assert found(evidence, "a", "a") == []


def test_the_opposite_of_the_end_is_no_middle_but_may_be_the_start() -> None:
    evidence = library(said("ay", "s1"), said("yx", "s1"), said("yb", "s2"), said("bx", "s2"))
    # a→y is turned into a→x; y→x itself is a claim, and x→x made of it is none.
    assert found(evidence, "a", "x") == ["ax"]
    assert found(evidence, "a", "x", opposites=False) == []
    assert found(evidence, "y", "x") == ["yx", "ybx"]


def test_a_behaviour_may_stand_in_the_middle() -> None:
    evidence = library(said("ay", "s1"), said("yb", "s1"))
    assert found(evidence, "a", "b", opposites=False) == ["ayb"]


def test_a_path_with_a_step_that_is_only_reported_has_support_zero() -> None:
    evidence = library(
        said("ab", "s1"),
        [Claim(id="c", cause="b", effect="x", direction="encourages", review="r")],
    )
    (path,) = paths(evidence, "a", "x").paths
    assert (path.support, path.told_by, path.tellers) == (0, "stitched", ())


def quoted(pair: str, quote: str) -> list[Claim]:
    return [
        Claim(id=f"{pair}-{quote}", cause=pair[0], effect=pair[1], direction="encourages", quotes=(quote,))
    ]


QUOTES = {
    "q1": Quote(id="q1", study="s1", speaker="P1", groups=("g1",)),
    "q2": Quote(id="q2", study="s1", speaker="P1", groups=("g2",)),
    "q3": Quote(id="q3", study="s1", speaker="P2", groups=("g1",)),
    "q4": Quote(id="q4", study="s1"),
    "q5": Quote(id="q5", study="s2", speaker="P1"),
}


@pytest.mark.parametrize(
    ("second", "told_by", "tellers"),
    [
        ("q2", "speaker", ("s1:P1",)),
        ("q3", "group", ("g1",)),
        ("q4", "study", ("s1",)),
        ("q5", "stitched", ()),
    ],
)
def test_told_by_the_closest_single_teller(second: str, told_by: str, tellers: tuple[str, ...]) -> None:
    (path,) = paths(library(quoted("ab", "q1"), quoted("bx", second), quotes=QUOTES), "a", "x").paths
    assert (path.told_by, path.tellers) == (told_by, tellers)


def test_told_by_one_review_finding() -> None:
    resting = [
        Claim(id=pair, cause=pair[0], effect=pair[1], direction="encourages", findings=("f",))
        for pair in ("ab", "bx")
    ]
    evidence = library(resting, said("ab", "s1"), findings={"f": Finding(id="f", review="r")})
    (path,) = paths(evidence, "a", "x").paths
    assert (path.told_by, path.tellers, path.support) == ("finding", ("f",), 0)


def test_equal_support_is_ordered_by_teller_then_length_then_ids() -> None:
    evidence = library(
        quoted("ab", "q1"),
        quoted("bx", "q2"),  # abx: one speaker
        said("ac", "s8"),
        said("cx", "s9"),  # acx: stitched, 2 steps
        said("ad", "s8"),
        said("dx", "s9"),  # adx: the same
        said("ca", "s8"),
        said("dc", "s8"),  # adcx: stitched, 3 steps
        said("ax", "s3"),  # ax: one study
        quotes=QUOTES,
    )
    assert found(evidence, "a", "x") == ["abx", "ax", "acx", "adx", "adcx"]


def test_a_limit_keeps_the_first_in_path_order_and_says_so() -> None:
    evidence = library(
        said("ax", "s1"), said("ab", "s1", "s2"), said("bx", "s1", "s2"), said("bc", "s1"), said("cx", "s1")
    )
    answer = paths(evidence, "a", "x", limit=1)
    assert ["".join(path.path) for path in answer.paths] == ["abx"]
    assert answer.note == "1 strongest of 3"


def test_very_many_paths_are_cut_at_a_strength_and_the_first_are_exact() -> None:
    # 30 × 30 × 30 middles make 27,000 paths; one chain is told by three studies throughout.
    layers = [[f"{layer}{number:02}" for number in range(30)] for layer in "lmn"]
    claims = []
    chain = ["a", layers[0][7], layers[1][7], layers[2][7], "x"]
    strong = set(itertools.pairwise(chain))
    pairs = [("a", one) for one in layers[0]] + [(one, "x") for one in layers[2]]
    for left, right in itertools.pairwise(layers):
        pairs += [(one, other) for one in left for other in right]
    for pair in pairs:
        for study in ("s1", "s2", "s3") if pair in strong else ("s1",):
            claims.append(
                Claim(id=f"{pair}{study}", cause=pair[0], effect=pair[1], direction="encourages", study=study)
            )
    answer = paths(Evidence(claims=tuple(claims)), "a", "x", limit=1)
    assert [path.path for path in answer.paths] == [tuple(chain)]
    assert (answer.exact, answer.weakest) == (False, 3)
    assert answer.note == "1 strongest of at most 27,000; weaker than 3 studies not shown"


def test_json_has_the_agreed_keys() -> None:
    (path,) = paths(library(said("ax", "s1")), "a", "x").to_json()
    assert path == {
        "path": ["a", "x"],
        "labels": ["A", "X"],
        "direction": "encourages",
        "support": 1,
        "told_by": "study",
        "tellers": ["s1"],
        "steps": [
            {
                "cause": "a",
                "effect": "x",
                "direction": "encourages",
                "studies": {"counted": ["s1"], "listed": [], "reported": []},
                "studies_no_effect": [],
                "via_opposite": False,
                "groups": [],
                "quotes": [],
                "claims": ["ax-s1"],
                "findings": [],
                "settings": {
                    "countries": {},
                    "country_not_known": ["s1"],
                    "settings": {},
                    "setting_not_known": ["s1"],
                    "actors": {"x": None},
                },
            }
        ],
        "meetings": [],
        "no_shared_setting": False,
        "loops": [],
    }


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"max_steps": 0}, "A path has at least 1 step, not 0. Give a larger number of steps."),
        ({"limit": 0}, "At least 1 path must be shown, not 0. Give a larger limit."),
    ],
)
def test_impossible_numbers_are_refused(asked: dict[str, Any], message: str) -> None:
    with pytest.raises(ParameterError) as error:
        paths(library(), "a", "x", **asked)
    assert str(error.value) == message

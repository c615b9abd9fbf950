"""The reference, checked by hand: steps, opposites, paths, tellers and what paths rest on."""

from __future__ import annotations

from typing import Any

import pytest

from support import reference
from support.grid import grid, world


def claimed(*rows: str, **tables: list[dict[str, str]]) -> reference.Plain:
    """A library with claims ``id,cause,effect,direction,study``."""
    return reference.library(world(claims=grid("id,cause,effect,direction,study,basis", *rows), **tables))


def ways(lib: reference.Plain, a: str, b: str, **how: Any) -> list[str]:
    return [" ".join(path["path"]) for path in reference.paths(lib, a, b, **how)]


# -- steps ----------------------------------------------------------------------------------------------------


def test_step_is_mixed_if_claims_go_both_ways_and_no_effect_stands_beside_it() -> None:
    lib = claimed("k1,b,y,+,S1", "k2,b,y,-,S2", "k3,b,y,no_effect,S3", "k4,b,y,unclear,S4", "k5,a,y,-,S1")
    steps = reference.steps(lib)
    assert steps["b", "y"]["direction"] == "mixed"
    assert steps["b", "y"]["studies"] == {"counted": ["S1", "S2"], "listed": [], "reported": []}
    assert steps["b", "y"]["studies_no_effect"] == ["S3"]
    assert steps["b", "y"]["claims"] == ["k1", "k2"]
    assert steps["a", "y"]["direction"] == "discourages"


def test_no_effect_unclear_and_loops_make_no_step() -> None:
    assert reference.steps(claimed("k1,b,y,no_effect,S1", "k2,a,y,unclear,S1", "k3,c,c,+,S1")) == {}


def test_quotes_groups_and_findings_of_a_step_are_those_of_its_claims() -> None:
    tables = world(
        groups=grid("id,study,roles", "g1,S1,patient", "g2,S1,patient"),
        quotes=grid("id,study,text,kind,groups", "q1,S1,T,author,g1", "q2,S1,T,,g2"),
        findings=grid("id,review,study,statement", "f1,R1,,T", "f2,,S2,T"),
        claims=grid(
            "id,cause,effect,direction,quotes,finding",
            "k1,b,y,+,q1,f1",
            "k2,b,y,+,,f2",
            "k3,b,y,no_effect,q2,",
        ),
    )
    step = reference.steps(reference.library(tables))["b", "y"]
    # The quote of an author counts here; the quote of the no_effect claim does not.
    assert (step["quotes"], step["groups"], step["findings"]) == (["q1"], ["g1"], ["f1", "f2"])
    assert (step["claims"], step["studies_no_effect"]) == (["k1", "k2"], ["S1"])


# -- opposites ------------------------------------------------------------------------------------------------


def test_claim_about_the_opposite_counts_turned() -> None:
    lib = claimed("k1,b,not-x,discourages,S1", "k2,b,x,+,S2", "k3,a,not-x,no_effect,S3", "k4,a,x,-,S4")
    steps = reference.steps(lib)
    assert steps["b", "x"]["direction"] == "encourages"
    assert steps["b", "x"]["studies"]["counted"] == ["S1", "S2"]
    assert steps["b", "x"]["via_opposite"] is True
    # Read from the other side: k2 turned.
    assert steps["b", "not-x"]["direction"] == "discourages"
    assert steps["b", "not-x"]["claims"] == ["k1", "k2"]
    # "in every measure": a turned claim of no effect has no effect; it turns nothing that makes the step.
    assert steps["a", "x"]["studies_no_effect"] == ["S3"]
    assert steps["a", "x"]["via_opposite"] is False
    apart = reference.steps(lib, opposites=False)
    assert apart["b", "x"]["studies"]["counted"] == ["S2"]
    assert apart["b", "not-x"]["studies"]["counted"] == ["S1"]
    assert apart["a", "x"]["studies_no_effect"] == []


def test_for_and_against_are_never_netted() -> None:
    # x by S1, not-x by S1: both encouraged. Turned, x is encouraged and discouraged: mixed, one study.
    step = reference.steps(claimed("k1,b,x,+,S1", "k2,b,not-x,+,S1"))["b", "x"]
    assert (step["direction"], step["studies"]["counted"]) == ("mixed", ["S1"])


def test_causes_and_beliefs_are_never_turned_and_x_to_x_is_no_step() -> None:
    subthemes = grid("id,label,opposite_of", "a,A,b", "b,B,", "c,C,")
    lib = claimed("k1,not-x,y,+,S1", "k2,c,a,+,S1", "k3,x,not-x,+,S1", subthemes=subthemes)
    # k1 is not turned to x→y; k2 not to c→b; k3 turned would be x→x.
    assert sorted(reference.steps(lib)) == [("c", "a"), ("not-x", "y"), ("x", "not-x")]


def test_two_opposites_of_one_behaviour_are_not_each_others() -> None:
    behaviours = grid("id,label,opposite_of", "x,X,z", "y,Y,z", "z,Z,")
    steps = reference.steps(claimed("k,b,x,+,S1", behaviours=behaviours))
    assert {pair: step["direction"] for pair, step in steps.items()} == {
        ("b", "x"): "encourages",
        ("b", "z"): "discourages",
    }


# -- paths ----------------------------------------------------------------------------------------------------


def test_paths_are_simple_and_at_most_max_steps_long() -> None:
    lib = claimed("1,a,b,+,S1", "2,b,a,+,S1", "3,b,t,+,S1", "4,t,y,+,S1", "5,y,c,+,S1", "6,c,x,+,S1")
    # a b t y c x is five steps; a theme and a behaviour stand in the middle.
    assert ways(lib, "a", "x") == []
    assert ways(lib, "a", "x", max_steps=5) == ["a b t y c x"]
    assert ways(lib, "b", "x") == ["b t y c x"]
    assert ways(lib, "a", "b", max_steps=1) == ["a b"]
    assert ways(lib, "a", "a") == []


@pytest.mark.parametrize("opposites", [True, False])
def test_opposite_of_the_end_is_no_middle_but_may_be_the_start(opposites: bool) -> None:
    lib = claimed("1,b,not-x,+,S1", "2,not-x,x,-,S1", "3,b,y,+,S1", "4,y,x,+,S1")
    assert "b not-x x" not in ways(lib, "b", "x", opposites=opposites)
    assert "b y x" in ways(lib, "b", "x", opposites=opposites)
    assert ways(lib, "not-x", "x", opposites=opposites) == ["not-x x"]
    # b→x stands only through the turned claim.
    assert ("b x" in ways(lib, "b", "x", opposites=opposites)) is opposites


@pytest.mark.parametrize(
    ("first", "second", "sign"),
    [("+", "+", "encourages"), ("+", "-", "discourages"), ("-", "-", "encourages")],
)
def test_direction_of_a_path_is_the_product_of_signs(first: str, second: str, sign: str) -> None:
    [path] = reference.paths(claimed(f"1,a,b,{first},S1", f"2,b,y,{second},S1"), "a", "y")
    assert path["direction"] == sign
    assert path["labels"] == ["A", "B", "Y"]


def test_path_with_a_mixed_step_is_mixed() -> None:
    [path] = reference.paths(claimed("1,a,b,+,S1", "2,a,b,-,S1", "3,b,y,-,S1"), "a", "y")
    assert path["direction"] == "mixed"


def test_support_is_the_weakest_step_and_a_reported_step_gives_none() -> None:
    claims = grid(
        "id,cause,effect,direction,study,review",
        "1,a,b,+,S1,",
        "2,a,b,+,S2,",
        "3,b,y,+,S3,",
        "4,a,c,+,S1,",
        "5,c,y,+,,R1",
    )
    paths = reference.paths(reference.library(world(claims=claims)), "a", "y")
    assert [(path["path"], path["support"]) for path in paths] == [(["a", "b", "y"], 1), (["a", "c", "y"], 0)]


def teller(first: str, second: str) -> tuple[str, list[str]]:
    """Who tells a→b→y if the claims rest on these quotes and findings (names separated by ;)."""
    rows = {"1": ("a,b", first), "2": ("b,y", second)}
    claims = []
    for id_, (pair, evidence) in rows.items():
        names = evidence.split()
        quotes = ";".join(name for name in names if name.startswith("q"))
        finding = "".join(name for name in names if name.startswith("f"))
        claims.append(f"{id_},{pair},+,{quotes},{finding}")
    tables = world(
        groups=grid("id,study,roles", "g1,S1,patient", "g2,S1,patient"),
        quotes=grid(
            "id,study,text,speaker,groups",
            "q1,S1,T, P1,g1",
            "q2,S1,T,P1 ,g2",
            "q3,S1,T,P2,g1",
            "q4,S1,T,,",
            "q5,S2,T,P1,",
        ),
        findings=grid("id,review,study,statement,studies", "f1,R1,,T,S1;S3", "f2,R1,,T,S1;S3", "f3,,S3,T,"),
        claims=grid("id,cause,effect,direction,quotes,finding", *claims),
    )
    [path] = reference.paths(reference.library(tables), "a", "y")
    return path["told_by"], path["tellers"]


@pytest.mark.parametrize(
    ("first", "second", "level", "tellers"),
    [
        ("q1", "q2", "speaker", ["S1:P1"]),  # spaces around the name do not matter
        ("q1 q3", "q2 q3", "speaker", ["S1:P1", "S1:P2"]),  # all at that level
        ("q1", "q3", "group", ["g1"]),  # other speakers of one group
        ("q1", "q4", "study", ["S1"]),  # no name and no group in the second
        ("q4", "q4", "study", ["S1"]),  # an empty speaker is nobody
        ("q1", "q5", "stitched", []),  # P1 of another study is somebody else
        ("f1", "f1", "finding", ["f1"]),  # listed on both steps is not counted
        ("f1", "f2", "stitched", []),  # the same studies listed, other findings
        ("q1 f1", "f1", "finding", ["f1"]),  # S1 is counted on the first step and only listed on the second
        ("f3", "f3", "study", ["S3"]),  # a study's finding: the study is counted
    ],
)
def test_told_by(first: str, second: str, level: str, tellers: list[str]) -> None:
    assert teller(first, second) == (level, tellers)


def test_order_of_paths() -> None:
    claims = grid(
        "id,cause,effect,direction,study",
        # a→y direct by S1: support 1, one study, one step.
        "1,a,y,+,S1",
        # a→b→y by S2 and S3: support 1, stitched.
        "2,a,b,+,S2",
        "3,b,y,+,S3",
        # a→c→y by S4 and S5 on both: support 2.
        "4,a,c,+,S4",
        "5,a,c,+,S5",
        "6,c,y,+,S4",
        "7,c,y,+,S5",
        # a→t→y and a→x→y by S1 on both: support 1, one study, two steps; ids decide.
        "8,a,t,+,S1",
        "9,t,y,+,S1",
        "10,a,x,+,S1",
        "11,x,y,+,S1",
    )
    lib = reference.library(world(claims=claims))
    assert ways(lib, "a", "y") == ["a c y", "a y", "a t y", "a x y", "a b y"]


# -- rests on -------------------------------------------------------------------------------------------------


def test_rests_on_one_study_that_every_path_needs() -> None:
    # a→b (S1, S2), b→y (S3); a→c (S1), c→y (S3): S3 cuts alone; S1 does not, since S2 says a→b too.
    lib = claimed("1,a,b,+,S1", "2,a,b,+,S2", "3,b,y,-,S3", "4,a,c,+,S1", "5,c,y,+,S3")
    assert reference.rests_on(lib, "a", "y") == {
        "count": 1,
        "studies_to_cut": ["S3"],
        "exact": True,
        "lower_bound": 1,
        "single_points": ["S3"],
        "reason": None,
    }


def test_rests_on_two_if_two_studies_say_it_apart() -> None:
    found = reference.rests_on(claimed("1,a,y,+,S1", "2,a,b,+,S2", "3,b,y,+,S2"), "a", "y")
    assert (found["count"], found["studies_to_cut"], found["single_points"]) == (2, ["S1", "S2"], [])


def test_rests_on_nothing_without_a_path_of_named_studies() -> None:
    # a→b is named, b→y only reported.
    claims = grid("id,cause,effect,direction,study,review", "1,a,b,+,S1,", "2,b,y,+,,R1")
    lib = reference.library(world(claims=claims))
    found = reference.rests_on(lib, "a", "y")
    assert (found["count"], found["studies_to_cut"], found["exact"], found["lower_bound"]) == (
        None,
        [],
        True,
        None,
    )
    assert found["reason"]

"""What paths rest on: worked out by hand, against every set of studies tried, and when time runs out."""

from __future__ import annotations

import random
from itertools import chain, combinations
from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.analysis import cut
from beliefgraph.analysis import rests_on as module
from beliefgraph.analysis.layers import layered
from beliefgraph.analysis.paths import paths
from beliefgraph.analysis.rests_on import RestsOn, rests_on
from beliefgraph.errors import ParameterError
from beliefgraph.graph.influence import Claim, End, Evidence, Finding, Summary
from support import reference
from support.dense_evidence import dense
from support.libraries import random_filters, random_tables
from support.plain_evidence import as_evidence

if TYPE_CHECKING:
    from collections.abc import Iterable

ENDS = {id_: End(id=id_, kind="Behaviour" if id_ in "xy" else "Subtheme", label=id_) for id_ in "abcdefxy"}
OPPOSITES = {"x": frozenset("y"), "y": frozenset("x")}


def evidence(*told: str, **more: Any) -> Evidence:
    """ "ab s1 s2": a is said to encourage b, by one claim of each of these studies."""
    claims = []
    for row in told:
        step, *studies = row.split()
        claims += [
            Claim(id=f"{step}-{study}", cause=step[0], effect=step[1], direction="encourages", study=study)
            for study in studies
        ]
    claims += more.pop("claims", [])
    return Evidence(claims=tuple(claims), ends=ENDS, opposites=OPPOSITES, **more)


def test_the_weakest_step_is_not_what_counts() -> None:
    # Support of both paths is 2, but s1 is on a step of each: with s1 gone one step of each has nothing but s2, s3.
    given = evidence("ab s1", "bx s1 s2 s3", "ac s2 s3", "cx s1")
    found = rests_on(given, "a", "x")
    assert (found.count, found.studies_to_cut, found.single_points) == (1, ("s1",), ("s1",))
    assert (found.exact, found.lower_bound, found.reason) == (True, 1, None)


def test_one_study_that_says_much_is_one_study() -> None:
    # A smallest cut of claims would be 3 (those of s1 on bx); of studies it is 2: s1 once, and s2.
    given = evidence("ab s1 s2 s3", "bx s1 s2", "ax s1")
    found = rests_on(given, "a", "x")
    assert (found.count, found.studies_to_cut) == (2, ("s1", "s2"))
    assert found.single_points == ()


def test_several_studies_may_each_cut_alone() -> None:
    found = rests_on(evidence("ab s1", "bx s2"), "a", "x")
    assert (found.count, found.single_points) == (1, ("s1", "s2"))


def test_a_step_dies_only_when_all_its_studies_are_gone() -> None:
    assert rests_on(evidence("ax s1 s2 s3"), "a", "x").studies_to_cut == ("s1", "s2", "s3")


def test_a_study_on_the_direct_step_is_gone_elsewhere_too() -> None:
    # ax must lose s1 and s2; what is left of abx then is s3 on ab, s4 and s5 on bx.
    given = evidence("ax s1 s2", "ab s1 s3", "bx s2 s4 s5")
    assert rests_on(given, "a", "x").studies_to_cut == ("s1", "s2", "s3")


def test_only_paths_of_at_most_so_many_steps_are_cut() -> None:
    # Paths: abx, acx, abcx, acbx. Without s3 and s4 abcx is left: s7 too, or one of s1 s2 and s5 s6 in their place.
    given = evidence("ab s1 s2", "bx s3", "ac s4", "cx s5 s6", "bc s7", "cb s8")
    assert rests_on(given, "a", "x").count == 3
    assert rests_on(given, "a", "x", max_steps=2).studies_to_cut == ("s3", "s4")
    assert rests_on(given, "a", "x", max_steps=1).count is None
    # aefdbx has 5 steps; each of its steps lies within 4 of both ends.
    far = evidence("ae s1", "ef s2", "fd s2", "db s2 s3", "bx s2 s3", "ad s9")
    assert rests_on(far, "a", "x").single_points == ("s9",)
    assert rests_on(far, "a", "x", max_steps=5).single_points == ()
    assert rests_on(far, "a", "x", max_steps=5).count == 2  # s2 s3; s9 and s1 or s2


def test_layers_leave_out_what_only_longer_walks_use() -> None:
    pairs = [("a", "b"), ("b", "c"), ("c", "d"), ("d", "x"), ("b", "x"), ("a", "d"), ("d", "c")]
    taken = {(one.cause, one.effect, one.before) for one in layered(pairs, "a", "x", 2)}
    assert taken == {("a", "b", 0), ("b", "x", 1), ("a", "d", 0), ("d", "x", 1)}
    taken = {(one.cause, one.effect, one.before) for one in layered(pairs, "a", "x", 4)}
    assert taken == {
        *(("a", "b", 0), ("b", "x", 1), ("a", "d", 0), ("d", "x", 1)),
        *(("b", "c", 1), ("c", "d", 2), ("d", "x", 3)),
        *(("d", "c", 1),),  # a walk that turns back: a, d, c, d, x
    }


def test_turned_and_mixed_steps_count() -> None:
    given = evidence(
        "ay s1",
        "ab s2 s3",
        claims=[Claim(id="m", cause="b", effect="x", direction="discourages", study="s4")],
    )
    assert rests_on(given, "a", "x").count == 2  # s1 turned, s4
    assert rests_on(given, "a", "x", opposites=False).count == 1


def test_listed_studies_count_and_reported_ones_do_not() -> None:
    listed = Finding(id="f1", review="r", contributors=("s1", "s2"), beliefs={"a": Summary()})
    reported = Finding(id="f2", review="r", reported_studies=9, beliefs={"b": Summary()})
    given = evidence(
        "cx s1",
        "ac s3",
        findings={"f1": listed, "f2": reported},
        claims=[
            Claim(id="c1", cause="a", effect="x", direction="encourages", findings=("f1",)),
            Claim(id="c2", cause="a", effect="b", direction="encourages", study="s5"),
            Claim(id="c3", cause="b", effect="x", direction="encourages", findings=("f2",)),
        ],
    )
    assert rests_on(given, "a", "x").studies_to_cut == ("s1", "s2")


def test_inferred_claims_only_if_asked_for() -> None:
    given = evidence(
        "ax s1",
        claims=[Claim(id="i", cause="a", effect="x", direction="encourages", basis="inferred", study="s2")],
    )
    assert rests_on(given, "a", "x").count == 1
    assert rests_on(given, "a", "x", inferred=True).count == 2


def test_what_is_avoided_is_no_part_of_it() -> None:
    given = evidence("ab s1", "bx s1", "ac s2", "cx s2")
    assert rests_on(given, "a", "x").count == 2
    assert rests_on(given, "a", "x", without=["b"]).studies_to_cut == ("s2",)
    assert paths(given, "a", "x", without=["b"]).rests_on().studies_to_cut == ("s2",)


@pytest.mark.parametrize(
    ("start", "reason"),
    [("a", module.ONLY_REPORTED), ("d", module.NO_PATH), ("x", module.SAME)],
)
def test_nothing_to_cut_says_why(start: str, reason: str) -> None:
    given = evidence(
        "ab s1", claims=[Claim(id="c", cause="b", effect="x", direction="encourages", review="r")]
    )
    assert rests_on(given, start, "x").to_json() == {
        "from": start,
        "to": "x",
        "max_steps": 4,
        "count": None,
        "studies_to_cut": [],
        "exact": True,
        "lower_bound": None,
        "single_points": [],
        "reason": reason,
    }
    assert reason.endswith(".")


def test_paths_know_what_they_rest_on() -> None:
    given = evidence("ab s1", "bx s2 s3", "ax s2")
    found = paths(given, "a", "x", limit=1)
    assert found.rests_on() == rests_on(given, "a", "x")
    for narrowed in (paths(given, "a", "x", via=["b"]), paths(given, "a", "x", told_whole=True)):
        with pytest.raises(ParameterError, match="over all paths from the one to the other"):
            narrowed.rests_on()


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"time_limit": 0}, "There must be some time to search, not 0 seconds."),
        ({"max_steps": 0}, "A path has at least 1 step, not 0. Give a larger number of steps."),
    ],
)
def test_impossible_numbers_are_refused(asked: dict[str, Any], message: str) -> None:
    with pytest.raises(ParameterError) as error:
        rests_on(evidence("ax s1"), "a", "x", **asked)
    assert str(error.value) == message


# --- Against every set of studies tried. --------------------------------------------------------------------------


@pytest.mark.parametrize("max_steps", [1, 2, 3, 4])
@pytest.mark.parametrize("seed", range(24))
def test_random_libraries(seed: int, max_steps: int) -> None:
    given = random_tables(seed, size=1 + seed % 4)
    lib = reference.library(given)
    if seed % 3 == 0:
        lib = reference.subset(lib, random_filters(given, random.Random(seed)))
    rows = as_evidence(lib)
    for start in rows.ends:
        for end in rows.ends:
            expected = reference.rests_on(lib, start, end, max_steps=max_steps)
            found = rests_on(rows, start, end, max_steps=max_steps).to_json()
            for key in ("count", "exact", "lower_bound", "single_points"):
                assert found[key] == expected[key], (start, end)
            assert (found["reason"] is None) == (expected["reason"] is None)
            if found["count"]:
                without = reference.subset(lib, {"without_study": found["studies_to_cut"]})
                left = reference.paths(without, start, end, max_steps=max_steps)
                assert all(path["support"] == 0 for path in left)


def carried(given: Evidence, start: str, end: str, longest: int) -> list[list[frozenset[str]]]:
    """The named studies of each step of every path that has some on every step."""
    every = paths(given, start, end, limit=None, max_steps=longest).paths
    return [[frozenset(step.studies.named) for step in path.steps] for path in every if path.support]


def cuts(ways: list[list[frozenset[str]]], gone: Iterable[str]) -> bool:
    removed = frozenset(gone)
    return all(any(step <= removed for step in way) for way in ways)


@pytest.mark.parametrize("longest", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("seed", range(20))
def test_dense_evidence(seed: int, longest: int) -> None:
    given = dense(seed, beliefs=5, claims=30 + 6 * (seed % 6), studies=9)
    for start, end in ("ax", "bx", "yx", "ac"):
        ways = carried(given, start, end, longest)
        found = rests_on(given, start, end, max_steps=longest)
        studies = sorted(frozenset(chain.from_iterable(chain.from_iterable(ways))))
        if not ways:
            assert found.count is None
            continue
        sizes = (
            size
            for size in range(1, len(studies) + 1)
            if any(cuts(ways, chosen) for chosen in combinations(studies, size))
        )
        assert found.count == found.lower_bound == next(sizes) == len(found.studies_to_cut)
        assert found.exact
        assert cuts(ways, found.studies_to_cut)
        assert list(found.single_points) == [study for study in studies if cuts(ways, [study])]


def test_dense_evidence_needs_the_programme() -> None:
    counts = [
        rests_on(dense(seed, beliefs=5, claims=30 + 6 * (seed % 6), studies=9), *ends).count or 0
        for seed in range(20)
        for ends in ("ax", "bx", "yx", "ac")
    ]
    assert sum(count > 1 for count in counts) > 20
    assert max(counts) > 5


# --- When time runs out. ------------------------------------------------------------------------------------------


GIVEN = evidence("ab s1 s2", "ac s3 s4", "bx s5 s6 s7", "cx s8 s9", "bd s1", "dx s2")


def late(monkeypatch: pytest.MonkeyPatch, found: cut.Cut) -> RestsOn:
    monkeypatch.setattr(cut, "fewest", lambda *_: found)
    return rests_on(GIVEN, "a", "x", time_limit=0.5)


def test_the_example_in_time() -> None:
    # b must be cut off from a (s1 s2) or from x, c by s3 s4 or s8 s9.
    assert rests_on(GIVEN, "a", "x").count == 4


def test_the_best_found_is_given_with_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    best = frozenset({"s1", "s2", "s8", "s9"})
    found = late(monkeypatch, cut.Cut(best, 3, exact=False))
    assert (found.count, found.studies_to_cut) == (4, ("s1", "s2", "s8", "s9"))
    assert (found.exact, found.lower_bound) == (False, 3)
    assert found.note == "the search stopped after 0.5 seconds: at least 3 studies are needed, 4 do it"


def test_nothing_found_leaves_the_studies_around_the_start_or_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = late(monkeypatch, cut.Cut(None, 1, exact=False))
    # Around a: s1 s2 s3 s4. Around x: s2 s5 s6 s7 s8 s9. No study cuts alone, so 2 are needed at least.
    assert (found.studies_to_cut, found.exact, found.lower_bound) == (("s1", "s2", "s3", "s4"), False, 2)


def test_a_bound_that_is_reached_is_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    found = late(monkeypatch, cut.Cut(None, 4, exact=False))
    assert (found.count, found.exact, found.lower_bound) == (4, True, 4)


def test_a_set_that_does_not_cut_is_never_given(monkeypatch: pytest.MonkeyPatch) -> None:
    found = late(monkeypatch, cut.Cut(frozenset({"s1", "s3"}), 2, exact=True))
    assert (found.count, found.exact, found.lower_bound) == (4, False, 2)


def test_a_solver_that_gets_no_time_is_survived() -> None:
    rng = random.Random(1)
    places = [f"m{number:02}" for number in range(20)]
    claims = []
    for number in range(150):
        cause, effect = rng.choice(["a", *places]), rng.choice(["x", *places])
        study = f"s{rng.randrange(60)}"
        claims.append(
            Claim(id=f"c{number:05}", cause=cause, effect=effect, direction="encourages", study=study)
        )
        if number % 10 == 0:
            claims.append(
                Claim(id=f"d{number:05}", cause="a", effect=effect, direction="encourages", study=study)
            )
            claims.append(
                Claim(id=f"e{number:05}", cause=cause, effect="x", direction="encourages", study=study)
            )
    given = Evidence(claims=tuple(claims))
    found = rests_on(given, "a", "x", time_limit=1e-9)
    assert found.count is not None
    assert found.lower_bound is not None
    assert 2 <= found.lower_bound <= found.count
    left = [claim for claim in claims if claim.study not in found.studies_to_cut]
    assert paths(Evidence(claims=tuple(left)), "a", "x").total == 0
    best = rests_on(given, "a", "x")
    assert best.exact
    assert best.count is not None
    assert found.lower_bound <= best.count <= found.count

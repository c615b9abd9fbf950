"""Loops worked out by hand, and against all simple cycles of dense evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.analysis.loops import loops
from beliefgraph.analysis.network import Links
from beliefgraph.analysis.path_rows import PathMaker
from beliefgraph.analysis.paths import paths
from beliefgraph.graph.influence import Claim, End, Evidence, Quote, steps
from support.dense_evidence import dense

if TYPE_CHECKING:
    from collections.abc import Iterator
ENDS = {
    id_: End(id=id_, kind="Behaviour" if id_ in "xy" else "Subtheme", label=id_.upper()) for id_ in "abcdefxy"
}
OPPOSITES = {"x": frozenset("y"), "y": frozenset("x")}


def evidence(*told: str) -> Evidence:
    """ "ab+ s1 s2": a is said to encourage b, - discourage, by these studies, one claim each."""
    claims = []
    for row in told:
        step, *studies = row.split()
        direction = "encourages" if step[2] == "+" else "discourages"
        claims += [
            Claim(id=f"{step}{study}", cause=step[0], effect=step[1], direction=direction, study=study)
            for study in studies
        ]
    return Evidence(claims=tuple(claims), ends=ENDS, opposites=OPPOSITES)


def shown(given: Evidence, start: str, end: str, **way: Any) -> list[tuple[str, str, int]]:
    found = paths(given, start, end, **way).loops
    return [("".join(loop.path.path), loop.kind, loop.path.support) for loop in found.loops]


def test_a_loop_begins_at_the_first_end_that_it_passes() -> None:
    given = evidence("ab+ s1", "bx+ s1", "bc+ s1", "cb- s1", "xa+ s1", "xd+ s2", "dx+ s2")
    # Through a: abxa. Through x and not a: xdx. Through b and neither: bcb, with one minus.
    assert shown(given, "a", "x") == [
        ("xdx", "reinforcing", 1),
        ("bcb", "balancing", 1),
        ("abxa", "reinforcing", 1),
    ]


def test_loops_are_no_longer_than_paths() -> None:
    given = evidence("ab+ s", "bc+ s", "cd+ s", "da+ s", "ax+ s")
    assert shown(given, "a", "x") == [("abcda", "reinforcing", 1)]
    assert shown(given, "a", "x", max_steps=3) == []


def test_loops_elsewhere_are_not_shown() -> None:
    given = evidence("ax+ s", "ab+ s", "bc+ s", "cb+ s")
    assert shown(given, "a", "x") == []  # b stands on no path to x
    assert shown(given, "a", "c") == [("cbc", "reinforcing", 1)]


def test_loops_of_one_end_are_shown_though_it_has_no_path_to_itself() -> None:
    given = evidence("ab+ s", "ba- s")
    assert paths(given, "a", "a").paths == ()
    assert shown(given, "a", "a") == [("aba", "balancing", 1)]


def test_a_mixed_step_makes_the_loop_mixed_and_two_minus_reinforce() -> None:
    assert shown(evidence("ax+ s1", "ax- s2", "xa+ s1"), "a", "x") == [("axa", "mixed", 1)]
    assert shown(evidence("ax- s1", "xa- s1"), "a", "x") == [("axa", "reinforcing", 1)]


def test_what_is_avoided_is_on_no_loop() -> None:
    given = evidence("ax+ s", "xb+ s", "ba+ s", "xa+ s")
    assert shown(given, "a", "x", without=["b"]) == [("axa", "reinforcing", 1)]


def test_the_opposite_of_the_end_is_on_no_loop_unless_it_is_the_start() -> None:
    given = evidence("ax+ s", "xa+ s", "ay- s", "ya+ s")
    assert shown(given, "a", "x") == [("axa", "reinforcing", 1)]
    # From y: a→x discourages y too, so y→a→y is there as well as y→a→x.
    assert ("yay", "balancing", 1) in shown(given, "y", "x")


def test_only_loops_told_whole_with_paths_told_whole() -> None:
    given = evidence("ax+ s1 s2", "xa+ s2", "xb+ s1", "ba+ s3")
    assert shown(given, "a", "x") == [("axa", "reinforcing", 1), ("axba", "reinforcing", 1)]
    assert shown(given, "a", "x", told_whole=True) == [("axa", "reinforcing", 1)]


def test_the_strongest_are_shown_and_the_rest_is_said() -> None:
    given = evidence(
        "ax+ s1 s2 s3", "xa+ s1 s2 s3", "xb+ s1 s2", "ba+ s1 s2", "xc+ s1 s2", "ca+ s1 s2", "xd+ s1", "da+ s1"
    )
    maker = PathMaker(given, steps(given))

    def first(most: int) -> tuple[list[str], str | None]:
        found = loops(maker, [maker.links], "a", "x", [], longest=4, most=most)
        return ["".join(loop.path.path) for loop in found.loops], found.note

    assert first(4) == (["axa", "axba", "axca", "axda"], None)
    assert first(2) == (
        ["axa", "axba"],
        "2 strongest loops; those not shown have at most 2 named studies on their weakest step",
    )
    assert first(3) == (
        ["axa", "axba", "axca"],
        "3 strongest loops; those not shown have at most 1 named study on their weakest step",
    )


def test_who_tells_a_loop_and_its_json() -> None:
    given = Evidence(
        claims=(
            Claim(id="c1", cause="a", effect="x", direction="encourages", quotes=("q1",)),
            Claim(id="c2", cause="x", effect="a", direction="discourages", quotes=("q2",)),
        ),
        quotes={
            "q1": Quote(id="q1", study="s1", speaker="P1"),
            "q2": Quote(id="q2", study="s1", speaker="P1"),
        },
        ends=ENDS,
    )
    found = paths(given, "a", "x")
    row: Any
    (row,) = found.loops.to_json()
    assert {key: row[key] for key in ("loop", "labels", "kind", "support", "told_by", "tellers")} == {
        "loop": ["a", "x", "a"],
        "labels": ["A", "X", "A"],
        "kind": "balancing",
        "support": 1,
        "told_by": "speaker",
        "tellers": ["s1:P1"],
    }
    assert [(meeting["at"], meeting["state"]) for meeting in row["meetings"]] == [
        ("x", "not known"),
        ("a", "not known"),
    ]
    path: Any
    (path,) = found.to_json()
    assert path["loops"] == [{"loop": ["a", "x", "a"], "kind": "balancing", "support": 1}]


# --- Dense evidence: all simple cycles by trying. ------------------------------------------------------------------


def cycles(
    known: set[tuple[str, str]], places: list[str], never: set[str], longest: int
) -> Iterator[tuple[str, ...]]:
    """Every simple cycle that passes a place, begun at the first place in order that it passes."""
    walking: list[tuple[str, ...]] = [(place,) for place in places]
    while walking:
        walk = walking.pop()
        for cause, effect in known:
            if cause != walk[-1] or effect in never:
                continue
            if effect == walk[0]:
                earlier = places[: places.index(walk[0])]
                if not set(walk) & set(earlier):
                    yield (*walk, effect)
            elif effect not in walk and len(walk) < longest:
                walking.append((*walk, effect))


@pytest.mark.parametrize("longest", [2, 3, 4])
@pytest.mark.parametrize("seed", range(8))
def test_all_loops_of_dense_evidence(seed: int, longest: int) -> None:
    given = dense(seed, beliefs=6, claims=24 + 3 * seed)
    known = steps(given)
    maker = PathMaker(given, known)
    told = [Links(told) for level in maker.tellers.tell(known) for told in level.values()]
    for start, end in ("ax", "yx", "bc"):
        never = set(given.opposites.get(end, ())) - {start}
        places = [place for place in (start, end, "d", "e") if place not in never]
        every = sorted(
            cycles(set(known), places, never, longest),
            key=lambda loop: (-maker.links.support(loop), len(loop), places.index(loop[0]), loop),
        )
        whole = [loop for loop in every if maker.path(loop).told_by != "stitched"]
        for links, expected in (([maker.links], every), (told, whole)):
            for most in (1, 3, 10, 10_000):
                found = loops(maker, links, start, end, "de", barred=never, longest=longest, most=most)
                assert [loop.path.path for loop in found.loops] == expected[:most]
                assert found.more == (len(expected) > most)

"""Minimums and the Pareto front: which ranked rows are listed, and what is said of the others."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from beliefgraph.analysis.pareto import front
from beliefgraph.analysis.target_rows import Target
from beliefgraph.analysis.targets import targets
from beliefgraph.errors import ParameterError
from beliefgraph.graph.influence import Claim, Coding, Domain, End, Evidence, Quote, Studies

ENDS = {id_: End(id=id_, kind="Subtheme", label=id_.upper()) for id_ in "abcd"} | {
    "x": End(id="x", kind="Behaviour", label="X")
}


def said(pair: str, *studies: str) -> tuple[Claim, ...]:
    cause, effect = tuple(pair)
    return tuple(
        Claim(id=f"{pair}-{one}", cause=cause, effect=effect, direction="encourages", study=one)
        for one in studies
    )


# (studies, reach): a 3,1 over b; b 1,1; c 2,2; d 2,2 with somebody against it.
EVIDENCE = Evidence(
    claims=(
        *said("ab", "s1", "s2", "s3"),
        *said("bx", "s4"),
        *said("cx", "s1", "s5"),
        *said("dx", "s2", "s5"),
    ),
    ends=ENDS,
    quotes={"q": Quote(id="q", study="s3")},
    codings=(Coding(quote="q", belief="d", contradicts=True),),
    domains={
        "skills": Domain(id="skills", label="Skills", framework="TDF", version="v2"),
        "goals": Domain(id="goals", label="Goals", framework="TDF", version="v2"),
    },
    mappings=(("a", "skills"), ("c", "skills")),
)


def listed(**asked: Any) -> tuple[list[tuple[int | None, str | None]], str | None]:
    found = targets(EVIDENCE, "x", **asked)
    return [(row.rank, row.id) for row in found.rows], found.note


def test_minimums_leave_rows_out_and_ranks_as_they_are() -> None:
    assert listed() == ([(1, "a"), (2, "d"), (3, "c"), (4, "b")], None)
    assert listed(min_studies=2) == (
        [(1, "a"), (2, "d"), (3, "c")],
        "not listed: 1 ranked belief with less than 2 studies",
    )
    assert listed(min_reach=2) == (
        [(2, "d"), (3, "c")],
        "not listed: 2 ranked beliefs with less than reach 2",
    )
    assert listed(min_studies=3, min_reach=2)[0] == []


def test_a_minimum_of_studies_leaves_domains_without_evidence_out() -> None:
    assert listed(by="domain", min_studies=1) == (
        [(1, "skills"), (None, None)],
        "not listed: 1 ranked domain with less than 1 study, 1 of them without evidence",
    )


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"min_studies": -1}, "The smallest number of studies to list cannot be below 0; -1 is."),
        (
            {"by": "domain", "min_reach": 1},
            "Domains have no reach, so there is none to ask of them. Use the minimum of studies, or rank by belief.",
        ),
    ],
)
def test_minimums_that_cannot_be_asked(asked: dict[str, Any], message: str) -> None:
    with pytest.raises(ParameterError) as error:
        targets(EVIDENCE, "x", **asked)
    assert str(error.value) == message


def test_the_front_is_what_no_other_row_beats() -> None:
    # a has most studies; c the largest reach without conflict. d is c with conflict; b is beaten by a and c.
    found = {row.id: row.pareto for row in targets(EVIDENCE, "x").rows}
    assert found == {"a": True, "c": True, "d": False, "b": False}
    rows, note = listed(pareto=True)
    assert rows == [(1, "a"), (3, "c")]
    assert note == (
        "only rows that no other beats: none has at least as many studies, at least as large a reach and no more "
        "conflict, and is better in one of them; 2 other beliefs not listed"
    )


def test_equal_rows_are_on_the_front_together() -> None:
    row = Target(by="belief", id="a", label="A", studies=Studies(counted=("s1",)), reach=1)
    assert front([row, replace(row, id="b"), replace(row, id="c", conflict=True)]) == [True, True, False]


def test_a_domain_without_evidence_is_never_on_the_front() -> None:
    found = {row.id: row.pareto for row in targets(EVIDENCE, "x", by="domain").rows}
    assert found == {"skills": True, "goals": False, None: False}


@pytest.mark.parametrize("seed", range(40))
def test_the_front_is_what_comparing_every_pair_gives(seed: int) -> None:
    rng = random.Random(seed)
    rows = [
        Target(
            by="belief",
            id=str(number),
            label="",
            studies=Studies(counted=tuple(f"s{one}" for one in range(rng.randrange(1, 5)))),
            reach=rng.randrange(1, 5),
            conflict=rng.random() < 0.5,
        )
        for number in range(rng.randrange(12))
    ]
    good = [(len(row.studies.named), row.reach or 0, not row.conflict) for row in rows]
    expected = [
        not any(other != one and all(a >= b for a, b in zip(other, one, strict=True)) for other in good)
        for one in good
    ]
    assert front(rows) == expected

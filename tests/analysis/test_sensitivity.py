"""How far ranks depend on choices, worked out by hand."""

from __future__ import annotations

from typing import Any

from beliefgraph.analysis.sensitivity import sensitivity
from beliefgraph.analysis.smaller import without_review
from beliefgraph.graph.influence import Claim, Domain, End, Evidence, Finding, Quote, Summary

ENDS = {id_: End(id=id_, kind="Subtheme", label=id_.upper()) for id_ in "abcd"} | {
    id_: End(id=id_, kind="Behaviour", label=id_.upper()) for id_ in "xy"
}


def said(pair: str, *studies: str, **more: Any) -> tuple[Claim, ...]:
    cause, effect = tuple(pair)
    return tuple(
        Claim(
            id=f"{pair}-{one}", cause=cause, effect=effect, study=one, **{"direction": "encourages", **more}
        )
        for one in studies
    )


EVIDENCE = Evidence(
    claims=(
        *said("ax", "s1", "s2", "s3", basis="stated"),
        *said("bx", "s1", "s2"),
        *said("by", "s4", "s5", direction="discourages"),
        *said("cx", "s6"),
        *said("cx", "s7", "s8", "s9", "s10", basis="inferred"),
        *said("dx", "s11", basis="inferred"),
    ),
    ends=ENDS,
    opposites={"x": frozenset("y"), "y": frozenset("x")},
    reviews={"r1": "One", "r2": "Two"},
    included={"r1": ("s1", "s6"), "r2": ("s1", "s2", "s3")},
)


def bands(evidence: Evidence = EVIDENCE, **asked: Any) -> list[Any]:
    return sensitivity(evidence, "x", **asked).to_json()


def test_each_choice_changes_one_thing() -> None:
    # Now: b s1 s2 s4 s5 (4), a (3), c (1). Stated: a alone. With inferred: c 5, b 4, a 3, d 1. Not turned: a 3, b 2, c 1.
    # Without r1: s6 goes (s1 is in r2 too): b 4, a 3. Without r2: s2 and s3 go: b 3, a 1, c 1.
    assert bands() == [
        {
            "belief": "b",
            "label": "B",
            "rank": 1,
            "rank_highest": 1,
            "highest_under": [],
            "rank_lowest": 2,
            "lowest_under": ["with inferred claims", "opposites not turned"],
            "unranked_under": ["only stated claims"],
            "ranks": {
                "only stated claims": None,
                "with inferred claims": 2,
                "opposites not turned": 2,
                "without review r1": 1,
                "without review r2": 1,
            },
        },
        {
            "belief": "a",
            "label": "A",
            "rank": 2,
            "rank_highest": 1,
            "highest_under": ["only stated claims", "opposites not turned"],
            "rank_lowest": 3,
            "lowest_under": ["with inferred claims"],
            "unranked_under": [],
            "ranks": {
                "only stated claims": 1,
                "with inferred claims": 3,
                "opposites not turned": 1,
                "without review r1": 2,
                "without review r2": 2,
            },
        },
        {
            "belief": "c",
            "label": "C",
            "rank": 3,
            "rank_highest": 1,
            "highest_under": ["with inferred claims"],
            "rank_lowest": 3,
            "lowest_under": [],
            "unranked_under": ["only stated claims", "without review r1"],
            "ranks": {
                "only stated claims": None,
                "with inferred claims": 1,
                "opposites not turned": 3,
                "without review r1": None,
                "without review r2": 2,
            },
        },
        {
            "belief": "d",
            "label": "D",
            "rank": None,
            "rank_highest": 4,
            "highest_under": ["with inferred claims"],
            "rank_lowest": 4,
            "lowest_under": ["with inferred claims"],
            "unranked_under": [
                "only stated claims",
                "opposites not turned",
                "without review r1",
                "without review r2",
            ],
            "ranks": {
                "only stated claims": None,
                "with inferred claims": 4,
                "opposites not turned": None,
                "without review r1": None,
                "without review r2": None,
            },
        },
    ]


def test_choices_are_the_other_way_round_where_they_are_made_already() -> None:
    found = sensitivity(EVIDENCE, "x", inferred=True, opposites=False)
    assert found.choices[:3] == ("only stated claims", "without inferred claims", "opposites turned")


def test_by_domain_each_person_and_each_framework_alone() -> None:
    domains = {
        "skills": Domain(id="skills", label="Skills", framework="TDF", version="v2"),
        "goals": Domain(id="goals", label="Goals", framework="TDF", version="v2"),
        "own": Domain(id="own", label="Own", framework="Ours"),
    }
    filed = {"ana": (("a", "goals"), ("b", "skills")), "ben": (("a", "skills"), ("c", "own"))}
    evidence = Evidence(
        claims=EVIDENCE.claims,
        ends=ENDS,
        opposites=EVIDENCE.opposites,
        domains=domains,
        mappings=tuple(sorted({*filed["ana"], *filed["ben"]})),
    )
    found = sensitivity(evidence, "x", by="domain", filed=filed)
    assert found.choices[3:] == (
        "mappings by ana only",
        "mappings by ben only",
        "mappings to Ours only",
        "mappings to TDF v2 only",
    )
    # skills s1 to s5 (a, b): 1; goals (a) 3: 2; own (c) 1: 3. Ana: skills 4, goals 3. Ben: skills 3, own 1.
    rows = {row.id: row for row in found.rows}
    ranks = {id_: list(row.ranks.values())[3:] for id_, row in rows.items()}
    assert ranks == {"skills": [1, 1, None, 1], "goals": [2, None, None, 2], "own": [None, 2, 1, None]}
    assert [row.rank for row in found.rows] == [1, 2, 3]
    assert sensitivity(evidence, "x", by="domain", filed={"ana": filed["ana"]}).choices[3:5] == (
        "mappings to Ours only",
        "mappings to TDF v2 only",
    )


def test_without_a_review_its_findings_and_its_own_studies_go_and_no_others() -> None:
    evidence = Evidence(
        claims=(
            Claim(id="c1", cause="a", effect="x", direction="encourages", findings=("f1", "f2")),
            Claim(id="c2", cause="b", effect="x", direction="encourages", findings=("f1",)),
            Claim(id="c3", cause="c", effect="x", direction="encourages", quotes=("q1",)),
            Claim(id="c4", cause="c", effect="x", direction="encourages", review="r1"),
            Claim(id="c5", cause="d", effect="x", direction="encourages", study="s9", review="r1"),
        ),
        ends=ENDS,
        findings={
            "f1": Finding(id="f1", review="r1", beliefs={"a": Summary()}, contributors=("s1", "s2")),
            "f2": Finding(id="f2", review="r2", beliefs={"a": Summary()}, contributors=("s2", "s3")),
        },
        quotes={"q1": Quote(id="q1", study="s1")},
        reviews={"r1": "One", "r2": "Two"},
        included={"r1": ("s1", "s2"), "r2": ("s2", "s3")},
    )
    left = without_review(evidence, "r1")
    assert [(claim.id, claim.findings, claim.review) for claim in left.claims] == [
        ("c1", ("f2",), None),
        ("c5", (), None),
    ]
    assert left.findings["f2"].contributors == ("s2", "s3")
    assert (left.reviews, left.included, left.quotes) == ({"r2": "Two"}, {"r2": ("s2", "s3")}, {})

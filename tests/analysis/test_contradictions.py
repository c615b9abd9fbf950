"""What stands against a belief, and what is read differently, on small libraries worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from beliefgraph.analysis.contradictions import contradictions
from beliefgraph.graph.evidence import Claim, Coding, End, Evidence, Finding, Quote, Summary

ENDS = {
    "fear": End(id="fear", kind="Subtheme", label="Fear of blame"),
    "calm": End(id="calm", kind="Subtheme", label="No fear of blame"),
    "worries": End(id="worries", kind="Theme", label="Worries"),
    "scan": End(id="scan", kind="Behaviour", label="Order a scan"),
    "wait": End(id="wait", kind="Behaviour", label="Wait"),
}


def library(
    *things: Claim | Coding | Finding, opposites: tuple[str, str] | None = None, **study_of: str
) -> Evidence:
    """Evidence of these rows; ``q1="s1"`` is a quote and its study."""
    turned = (
        {opposites[0]: frozenset({opposites[1]}), opposites[1]: frozenset({opposites[0]})}
        if opposites
        else {}
    )
    return Evidence(
        claims=tuple(one for one in things if isinstance(one, Claim)),
        codings=tuple(one for one in things if isinstance(one, Coding)),
        findings={one.id: one for one in things if isinstance(one, Finding)},
        quotes={quote: Quote(id=quote, study=study) for quote, study in study_of.items()},
        ends=ENDS,
        opposites=turned,
    )


def says(quote: str, coder: str | None = None) -> Coding:
    return Coding(quote=quote, belief="fear", coder=coder)


def denies(quote: str, coder: str | None = None) -> Coding:
    return Coding(quote=quote, belief="fear", contradicts=True, coder=coder)


def claim(id_: str, direction: str = "encourages", *, effect: str = "scan", **more: Any) -> Claim:
    return Claim(id=id_, cause="fear", effect=effect, direction=direction, **more)


def finding(id_: str, review: str, relation: str = "same", part: str = "whole", **more: Any) -> Finding:
    return Finding(id=id_, review=review, beliefs={"fear": Summary(part=part, relation=relation)}, **more)


def rows(given: Evidence, **way: Any) -> dict[str, dict[str, Any]]:
    """The rows by belief as JSON, without label, evidence and differences."""
    left_out = {
        "belief",
        "label",
        "evidence_for",
        "evidence_against",
        "evidence_for_opposite",
        "read_differently",
    }
    found = [row.to_json() for row in contradictions(given, **way).rows]
    return {
        str(row["belief"]): {name: row[name] for name in row.keys() - left_out if row[name]} for row in found
    }


def test_for_against_and_mixed_each_study_in_one() -> None:
    given = library(says("q1"), denies("q2"), says("q3"), denies("q4"), q1="s1", q2="s2", q3="s3", q4="s3")
    assert rows(given) == {
        "fear": {"studies_for": ["s1"], "studies_against": ["s2"], "studies_mixed": ["s3"]},
    }


def test_a_belief_that_nothing_stands_against_is_no_row() -> None:
    assert rows(library(says("q1"), finding("f", "r", "opposite"), q1="s1")) == {}
    assert rows(library(Coding(quote="q1", belief="worries", contradicts=True), q1="s1")) == {}  # a theme


@pytest.mark.parametrize(
    ("relation", "part", "against"),
    [("opposite", "whole", ["s9"]), ("opposite", "part", None), ("narrower", "whole", None)],
)
def test_a_review_lists_studies_against_by_a_whole_finding_that_says_the_opposite(
    relation: str, part: str, against: list[str] | None
) -> None:
    found = rows(library(finding("f", "r", relation, part, contributors=("s9",))))
    assert found == ({"fear": {"studies_against": against}} if against else {})


def test_listed_for_by_one_finding_and_against_by_another_is_mixed() -> None:
    given = library(
        finding("f1", "r1", contributors=("s1", "s2")),
        finding("f2", "r2", "opposite", contributors=("s2", "s3")),
    )
    assert rows(given)["fear"] == {
        "studies_for": ["s1"],
        "studies_against": ["s3"],
        "studies_mixed": ["s2"],
    }


def test_no_effect_stands_by_its_effect_even_without_a_study_that_can_be_named() -> None:
    given = library(
        claim("c1", "no_effect", study="s1"),
        claim("c2", "no_effect", effect="wait", review="r"),
        claim("c3", study="s2"),
    )
    found = rows(given)["fear"]
    assert found["studies_for"] == ["s1", "s2"]
    assert [(one["effect"], one["studies"], one["claims"]) for one in found["no_effect"]] == [
        ("scan", ["s1"], ["c1"]),
        ("wait", [], ["c2"]),
    ]


def test_claims_both_ways_with_the_studies_of_either() -> None:
    given = library(
        claim("c1", study="s1"), claim("c2", "discourages", study="s2"), claim("c3", "unclear", study="s3")
    )
    (one,) = rows(given)["fear"]["claims_both_ways"]
    assert (one["effect"], one["encourages"], one["discourages"]) == ("scan", ["s1"], ["s2"])
    assert one["claims"] == {"encourages": ["c1"], "discourages": ["c2"]}


def test_claims_about_the_opposite_behaviour_are_turned() -> None:
    given = library(
        claim("c1", study="s1"), claim("c2", effect="wait", study="s2"), opposites=("scan", "wait")
    )
    both = rows(given)["fear"]["claims_both_ways"]
    assert [(one["effect"], one["encourages"], one["discourages"]) for one in both] == [
        ("scan", ["s1"], ["s2"]),
        ("wait", ["s2"], ["s1"]),
    ]
    assert rows(given, opposites=False) == {}


def test_an_opposite_belief_is_held_if_it_has_named_studies() -> None:
    calm = Coding(quote="q2", belief="calm")
    assert rows(library(says("q1"), opposites=("fear", "calm"), q1="s1")) == {
        "calm": {"opposite_held": [{"belief": "fear", "studies": ["s1"]}]},
    }
    assert rows(library(says("q1"), calm, opposites=("fear", "calm"), q1="s1", q2="s2")) == {
        "calm": {"studies_for": ["s2"], "opposite_held": [{"belief": "fear", "studies": ["s1"]}]},
        "fear": {"studies_for": ["s1"], "opposite_held": [{"belief": "calm", "studies": ["s2"]}]},
    }


def test_inferred_claims_stand_against_nothing_unless_asked_for() -> None:
    given = library(claim("c1", study="s1"), claim("c2", "discourages", basis="inferred", study="s2"))
    assert rows(given) == {}
    assert list(rows(given, inferred=True)) == ["fear"]


def test_only_the_beliefs_asked_for() -> None:
    given = library(denies("q1"), opposites=("fear", "calm"), q1="s1")
    assert [row.belief for row in contradictions(given).rows] == ["fear"]
    assert contradictions(given, about=["calm"]).rows == ()


def test_what_is_held_on_either_side() -> None:
    (row,) = contradictions(
        library(
            says("q1"),
            denies("q2"),
            Coding(quote="q3", belief="fear", contradicts=True),
            Finding(id="own", study="s4", beliefs={"fear": Summary()}),
            Finding(id="denies", study="s5", beliefs={"fear": Summary(relation="opposite")}),
            finding("f1", "r1", reported_studies=4),
            finding("f2", "r2", "opposite", "part", reported_studies=7),
            claim("c1", quotes=("q4",)),
            claim("c2", study="s7"),
            claim("c3", findings=("own",)),
            q1="s1",
            q2="s2",
            q3="s3",
            q4="s6",
        )
    ).rows
    held, against = row.said_for, row.said_against
    # c1 has a quote and c3 a finding, so only of c2 nothing is held but who says so.
    assert (held.quotes, held.findings, held.claims) == (("q1", "q4"), ("f1", "own"), ("c2",))
    assert [(one.review, one.studies) for one in held.reported] == [("r1", 4)]
    # A finding of several beliefs that says the opposite counts no study against, and is shown.
    assert (against.quotes, against.findings, against.claims) == (("q2", "q3"), ("denies", "f2"), ())
    assert [(one.review, one.studies, one.part) for one in against.reported] == [("r2", 7, "part")]
    assert row.studies_against == ("s2", "s3", "s5")


# Read differently -------------------------------------------------------------------------------------------


def differences(given: Evidence) -> list[dict[str, Any]]:
    """What is read differently, without the keys that say of what."""
    found: list[Any] = contradictions(given).differences.to_json()
    return [{name: row[name] for name in row if name not in ("belief", "label", "what")} for row in found]


def reading(says: str, **more: Any) -> dict[str, Any]:
    return {"says": says, "coder": None, "review": None, "findings": [], "claims": [], **more}


def test_one_quote_that_two_coders_read_differently() -> None:
    given = library(
        says("q1", "ann"), denies("q1", "bo"), denies("q1"), says("q2", "ann"), denies("q3", "bo")
    )
    given = library(*given.codings, q1="s1", q2="s1", q3="s1")
    assert differences(given) == [
        {
            "kind": "coders",
            "quote": "q1",
            "study": "s1",
            "readings": [
                reading("supports", coder="ann"),
                reading("contradicts", coder="bo"),
                reading("contradicts"),
            ],
        }
    ]
    (row,) = contradictions(given).rows
    assert [one.kind for one in row.read_differently] == ["coders"]
    assert row.studies_mixed == ("s1",)


def test_a_study_that_one_review_counts_for_and_another_against() -> None:
    given = library(
        finding("f1", "r1", "broader", contributors=("s1", "s2")),
        finding("f2", "r2", "opposite", contributors=("s1",)),
        finding("f3", "r1", "opposite", "part", contributors=("s2",)),  # says it of several beliefs
    )
    (one,) = differences(given)
    assert (one["kind"], one["study"]) == ("reviews", "s1")
    assert one["readings"] == [
        reading("supports", review="r1", findings=["f1"]),
        reading("contradicts", review="r2", findings=["f2"]),
    ]


def test_a_review_that_counts_a_study_both_ways_differs_from_nobody() -> None:
    given = library(
        finding("f1", "r1", contributors=("s1",)), finding("f2", "r1", "opposite", contributors=("s1",))
    )
    assert differences(given) == []
    assert contradictions(given).rows[0].studies_mixed == ("s1",)


def test_claims_that_name_a_review_are_its_reading() -> None:
    given = library(
        claim("c1", study="s1", review="r1"),
        claim("c2", quotes=("q1",), review="r2"),
        denies("q1"),  # c2 says what follows where the belief is absent
        q1="s1",
    )
    (one,) = differences(given)
    assert (one["kind"], one["study"]) == ("reviews", "s1")
    assert one["readings"] == [
        reading("supports", review="r1", claims=["c1"]),
        reading("contradicts", review="r2", claims=["c2"]),
    ]


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ({"coder": "ann"}, {"coder": "bo"}, True),
        ({"review": "r1"}, {"review": "r2"}, True),
        ({"coder": "ann"}, {"coder": "ann"}, False),  # the study says both, as she reads it
        ({"coder": "ann"}, {}, False),  # nobody knows who read it the other way
        ({"coder": "ann"}, {"review": "r1"}, False),  # a coder and a review may be the same people
    ],
)
def test_a_study_said_to_encourage_by_one_and_to_discourage_by_another(
    one: dict[str, str], other: dict[str, str], differ: bool
) -> None:
    given = library(claim("c1", study="s1", **one), claim("c2", "discourages", study="s1", **other))
    found = differences(given)
    assert bool(found) is differ
    if differ:
        assert (found[0]["kind"], found[0]["effect"], found[0]["study"]) == ("directions", "scan", "s1")
        assert found[0]["readings"] == [
            reading("encourages", claims=["c1"], **one),
            reading("discourages", claims=["c2"], **other),
        ]


def test_two_studies_that_say_otherwise_are_not_read_differently() -> None:
    given = library(claim("c1", study="s1", coder="ann"), claim("c2", "discourages", study="s2", coder="bo"))
    assert differences(given) == []


def test_levels_of_confidence_that_differ_between_reviews() -> None:
    given = library(
        finding("f1", "r1", confidence="High"),
        finding("f2", "r2", "narrower", "part", confidence="Low"),
        finding("f3", "r3", "opposite", confidence="Very low"),  # of the opposite
        finding("f4", "r4"),  # not graded
    )
    assert differences(given) == [
        {
            "kind": "confidence",
            "readings": [
                reading("High", review="r1", findings=["f1"], part="whole", relation="same"),
                reading("Low", review="r2", findings=["f2"], part="part", relation="narrower"),
            ],
        }
    ]
    # It stands against nothing, so it makes no row.
    assert contradictions(given).rows == ()


def test_two_levels_of_one_review_are_no_difference() -> None:
    one, other = finding("f1", "r1", confidence="High"), finding("f2", "r1", confidence="Low")
    assert differences(library(one, other)) == []

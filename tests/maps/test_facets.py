"""What the page filters by, worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.graph.evidence import Claim
from beliefgraph.maps.choose import around
from beliefgraph.maps.evidence_boxes import make
from beliefgraph.maps.evidence_facets import evidence_facets
from beliefgraph.maps.facets import facets
from beliefgraph.maps.held import hold

if TYPE_CHECKING:
    from beliefgraph.graph.evidence import Evidence
    from beliefgraph.maps.details import Details


@pytest.fixture
def placed(small: Evidence) -> Evidence:
    """The small evidence with countries, and a review that includes one study."""
    studies = dict(small.studies)
    studies["s1"] = replace(studies["s1"], country=("Canada", "Norway"))
    studies["s3"] = replace(studies["s3"], country=("Norway",))
    return replace(small, studies=studies, included={"hall2019": ("s1",), "r2": ("s1", "s3")})


def made(evidence: Evidence) -> Any:
    return facets(evidence, around(evidence, "scan"))


def test_every_line_has_its_direction_numbers_levels_and_claims(placed: Evidence) -> None:
    assert made(placed)["lines"] == {
        # calm → scan: one finding of a review, no study named
        "line-1": {"direction": "encourages", "named": 0, "confidence": ["Low"], "claims": [3]},
        # fear → scan: s1 for, s2 against
        "line-2": {"direction": "mixed", "named": 2, "confidence": [], "claims": [0, 1]},
        # harm → wait, turned
        "line-3": {"direction": "discourages", "named": 1, "confidence": [], "claims": [2]},
        # press → fear
        "line-4": {"direction": "encourages", "named": 1, "confidence": [], "claims": [4]},
    }


def test_a_claim_has_the_roles_reviews_and_countries_of_what_it_rests_on(placed: Evidence) -> None:
    calm, fear, harm, press = range(4)
    assert made(placed)["claims"] == [
        # c1: a quote of clinicians in s1
        {"ends": [fear], "grounds": [[["clinician"], ["hall2019", "r2"], ["Canada", "Norway"]]]},
        # c2: a quote of patients in s2, which no review includes and of whose country nothing is known
        {"ends": [fear], "grounds": [[["patient"], [], []]]},
        # c3: only names s3: nobody knows who said it; the behaviour at its end is no belief
        {"ends": [harm], "grounds": [[[], ["r2"], ["Norway"]]]},
        # c4: a finding of a review, which is of no country
        {"ends": [calm], "grounds": [[["clinician"], ["hall2019"], None]]},
        {"ends": [press, fear], "grounds": [[["clinician"], ["hall2019", "r2"], ["Canada", "Norway"]]]},
    ]


def test_only_values_that_occur_are_offered(placed: Evidence) -> None:
    assert made(placed)["values"] == {
        "role": [["clinician", "clinicians"], ["patient", "patients"]],
        "review": [["hall2019", "Hall 2019"], ["r2", "r2"]],
        "country": [["Canada", "Canada"], ["Norway", "Norway"]],
        "direction": [
            ["encourages", "+ encourages"],
            ["discourages", "− discourages"],
            ["mixed", "± mixed"],
        ],
        "named": [[1, "1 study"], [2, "2 studies"]],
        "confidence": [["Low", "Low"]],
    }


def test_the_question_as_a_whole_stays_known(placed: Evidence) -> None:
    assert made(placed)["of"] == {"beliefs": 4, "claims": 5, "filters": ""}


def test_a_finding_without_a_grade_can_be_asked_for(placed: Evidence) -> None:
    ungraded = replace(placed, findings={"f1": replace(placed.findings["f1"], confidence=None)})
    assert made(ungraded)["values"]["confidence"] == [["none", "not graded"]]
    assert made(ungraded)["lines"]["line-1"]["confidence"] == ["none"]


def test_a_claim_that_names_only_a_review_is_of_any_country(placed: Evidence) -> None:
    bare = Claim(id="c0", cause="calm", effect="scan", direction="encourages", review="hall2019")
    found = made(replace(placed, claims=(bare, *placed.claims)))
    assert found["claims"][0] == {"ends": [0], "grounds": [[[], ["hall2019"], None]]}


def test_a_studys_own_finding_is_of_its_study(placed: Evidence) -> None:
    own = replace(placed.findings["f1"], review=None, study="s1", roles=(), confidence=None, beliefs={})
    found = made(replace(placed, findings={"f1": own}))
    assert found["claims"][3]["grounds"] == [[["clinician"], ["hall2019", "r2"], ["Canada", "Norway"]]]


def test_a_map_of_evidence_filters_each_quote_and_report(placed: Evidence, texts: Details) -> None:
    held = hold(placed, "fear")
    lines = make(placed, held, texts)[1]
    found: Any = evidence_facets(placed, held, lines)
    leaf = {f"{one.kind} {one.id}": number for number, one in enumerate(held.leaves)}
    rests = {name: found["claims"][number]["grounds"][0] for name, number in leaf.items()}
    assert rests == {
        "quote q1": [["clinician"], ["hall2019", "r2"], ["Canada", "Norway"]],
        "quote q2": [["patient"], [], []],
        "quote q3": [["carer"], [], []],
        # A bare claim names a study, and nobody who said it.
        "claim c8": [[], ["r2"], ["Norway"]],
        "finding f1": [["clinician"], ["hall2019"], None],
    }
    assert found["values"]["direction"] == [
        ["supports", "supports the belief"],
        ["contradicts", "contradicts it"],
    ]
    assert [one[0] for one in found["values"]["confidence"]] == ["Low"]
    # One line for each stands before the belief; where it was said is judged by what is said there.
    judged = [found["lines"][line.id] for line in lines if line.id in found["lines"]]
    assert sorted((one["direction"], one["claims"][0]) for one in judged) == sorted(
        ("contradicts" if name == "quote q3" else "supports", number) for name, number in leaf.items()
    )
    assert found["of"] == {
        "beliefs": 5,
        "claims": 0,
        "filters": "",
        "things": ["quote or report", "quotes and reports"],
    }

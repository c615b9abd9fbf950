"""Numbers and words, in one wording everywhere."""

from __future__ import annotations

import pytest

from beliefgraph.analysis import wording
from beliefgraph.graph.evidence import Evidence, Study
from beliefgraph.graph.influence import Reported, Step, Studies
from beliefgraph.graph.statements import About
from beliefgraph.maps import words


def entry(
    studies: int | None = None,
    *,
    unit: str = "studies",
    part: str = "whole",
    confidence: str | None = None,
    finding: str | None = "f",
    review: str = "r",
) -> Reported:
    return Reported(
        finding=finding,
        review=review,
        studies=studies,
        part=part,
        confidence=confidence,
        unit=unit if studies is not None else None,
    )


@pytest.mark.parametrize(
    ("found", "line", "box"),
    [
        (Studies(counted=("a", "b", "c")), "+ 3", "3 studies"),
        (
            Studies(counted=("a",), listed=("b",), reported=(entry(4), entry(12))),
            "+ 2 (4; 12)",
            "2 studies (4; 12)",
        ),
        (Studies(reported=(entry(12),)), "+ (12)", "reported only (12)"),
        (Studies(reported=(entry(), entry())), "+ (n.s.)", "reported only (n.s.)"),
        (Studies(counted=("a",), reported=(entry(12, part="part"),)), "+ 1 (12*)", "1 study (12*)"),
        (Studies(reported=(entry(34, unit="articles"),)), "+ (34 art.)", "reported only (34 art.)"),
        (
            Studies(reported=tuple(entry(n) for n in range(1, 7))),
            "+ (1; 2; 3; 4; …)",
            "reported only (1; 2; 3; 4; …)",
        ),
    ],
)
def test_named_and_reported_numbers_stand_side_by_side(found: Studies, line: str, box: str) -> None:
    assert words.label(Step(cause="a", effect="b", direction="encourages", studies=found)) == line
    assert words.count(found) == box


def test_signs() -> None:
    signs = [
        words.label(Step(cause="a", effect="b", direction=way, studies=Studies(counted=("s",))))
        for way in ("encourages", "discourages", "mixed")
    ]
    assert signs == ["+ 1", "− 1", "± 1"]


def test_confidence_keeps_the_order_of_the_reviews_and_says_none() -> None:
    assert (
        words.confidence([entry(confidence="Low"), entry(confidence="High"), entry(confidence="Low")])
        == "Low; High"
    )
    assert words.confidence([entry(), entry(confidence="Very low")]) == "Very low"
    assert words.confidence([entry()]) == "none"
    assert words.confidence([]) == ""


def test_a_reported_number_in_words() -> None:
    assert (
        wording.reported_by(Evidence(), entry(9, review="hall2019", confidence="High"))
        == "Hall 2019 9 studies (High)"
    )
    assert wording.reported_by(Evidence(), entry(1, review="lam", unit="articles", part="part")) == (
        "lam 1 article (not graded, for a finding that joins several beliefs)"
    )
    assert wording.reported_by(Evidence(), entry(review="r")) == "r number not stated (not graded)"
    assert wording.reported_by(Evidence(), entry(finding=None, review="r")) == "r, without a finding"


def test_a_number_that_a_filter_hides_is_not_called_unstated() -> None:
    hidden = Evidence(numbers_hidden=True)
    assert wording.reported_by(hidden, entry(review="hall2019", confidence="Low")) == (
        "Hall 2019 number not shown under this filter (Low)"
    )
    found = Studies(counted=("a",), reported=(entry(), entry()))
    step = Step(cause="a", effect="b", direction="encourages", studies=found)
    assert words.label(step, hidden=True) == "+ 1 (…)"
    assert words.count(found, hidden=True) == "1 study (…)"
    # A review that is named without a finding never had a number to hide.
    assert words.bracket([entry(finding=None), entry()], hidden=True) == "(n.s.; …)"


def about(
    counted: tuple[str, ...] = (), reported: tuple[Reported, ...] = (), against: tuple[str, ...] = ()
) -> About:
    return About(studies=Studies(counted=counted, reported=reported), against=against, roles=())


@pytest.mark.parametrize(
    ("belief", "link", "direction", "said"),
    [
        (about(("a", "b")), ("a",), "encourages", "2 studies report it; 1 says it leads here"),
        (about(("a",)), ("a", "b"), "discourages", "1 study reports it; 2 say it holds this back"),
        (about(("a",)), ("a",), "mixed", "1 study reports it; 1 says it leads here or holds this back"),
        (
            about(reported=(entry(9),)),
            (),
            "encourages",
            "only reviews report it; only reviews say it leads here",
        ),
        (
            about(against=("c", "d")),
            ("a",),
            "encourages",
            "no study reports it; 1 says it leads here; denied in 2 studies",
        ),
        (None, ("a",), "encourages", "1 says it leads here"),
    ],
)
def test_what_is_reported_and_what_is_said_of_it_are_two_numbers(
    belief: About | None, link: tuple[str, ...], direction: str, said: str
) -> None:
    step = Step(cause="x", effect="y", direction=direction, studies=Studies(counted=link))
    assert words.both(step, belief) == said


def test_a_belief_that_is_only_denied_is_not_called_reported() -> None:
    assert words.count(Studies()) == "no study"


def test_roles_in_words_keep_the_order_of_their_badges() -> None:
    assert words.roles(()) == ""
    assert words.roles(("patient", "clinician")) == "clinicians and patients"
    assert words.roles(("public", "carer", "patient")) == "patients, carers and the public"


@pytest.mark.parametrize(
    ("authors", "year", "cited"),
    [
        ("Pike A; Patey A", 2022, "Pike 2022"),
        ("Hoffmann TC, Del Mar CB", 2013, "Hoffmann 2013"),
        ("De Silva C", 2023, "De Silva 2023"),
        ("van der Berg J-P", 2001, "van der Berg 2001"),
        ("WHO", 2020, "WHO 2020"),
        (None, 2020, "s-1"),
        ("Pike A", None, "s-1"),
    ],
)
def test_studies_are_cited_by_first_author_and_year(
    authors: str | None, year: int | None, cited: str
) -> None:
    assert wording.cite(Study(id="s-1", authors=authors, year=year), "s-1") == cited


def test_an_unknown_study_is_cited_by_its_id() -> None:
    assert wording.cite(None, "jenkins-ref-30") == "jenkins-ref-30"

"""Filters on a small embedded graph: who stays under each of them was worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from beliefgraph.errors import ParameterError, QuestionError, UnknownName
from beliefgraph.graph.store import open_store
from beliefgraph.graph.write import prepare
from beliefgraph.queries.evidence import read_evidence
from beliefgraph.queries.filters import Filters, Resolved, apply, markers, resolve, year_range

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from beliefgraph.graph.evidence import Evidence
    from beliefgraph.graph.store import Store

GRAPH = """
CREATE (r1:Review {id: 'r1', title: 'First review'}), (r2:Review {id: 'r2', title: 'Second review'}),
  (s1:Study {id: 's1', country: ['Canada', 'USA'], year: 2005, coverage: 'full', setting: 'primary care',
    data_year: '2003', design: 'interviews', n: 12, title: 'First', sources: ['demo'], places: ['studies.csv']}),
  (s2:Study {id: 's2', country: ['Norway'], year: 2012}),
  (s3:Study {id: 's3'}),
  (s1b:Study {id: 's1b', same: 's1', country: ['Canada', 'USA'], year: 2005}),
  (s1b)-[:SAME_AS]->(s1),
  (s1)-[:INCLUDED_IN]->(r1), (s3)-[:INCLUDED_IN]->(r2),
  (a1:Appraisal {id: 'a1', tool: 'CASP Qualitative', item: '8. Was the analysis rigorous?', answer: 'Yes'})-[:APPRAISES]->(s1),
  (a2:Appraisal {id: 'a2', tool: 'CASP Qualitative', item: '80', answer: 'yes'})-[:APPRAISES]->(s2),
  (a3:Appraisal {id: 'a3', tool: 'CASP Qualitative', item: '9', answer: 'no'})-[:APPRAISES]->(s1),
  (a4:Appraisal {id: 'a4', tool: 'JBI', item: '8', answer: 'yes'})-[:APPRAISES]->(s3),
  (g1:ParticipantGroup {id: 'g1', roles: ['patient']})-[:TOOK_PART_IN]->(s1),
  (g2:ParticipantGroup {id: 'g2', roles: ['clinician'], profession: ['GP']})-[:TOOK_PART_IN]->(s2),
  (g3:ParticipantGroup {id: 'g3', roles: ['clinician'], profession: ['nurse', 'midwife'],
    country: ['Norway'], age: '30-50', sources: ['demo'], places: ['groups.csv']})-[:TOOK_PART_IN]->(s2),
  (g4:ParticipantGroup {id: 'g4', roles: ['patient', 'carer'], profession: ['GP']})-[:TOOK_PART_IN]->(s3),
  (g5:ParticipantGroup {id: 'g5', roles: ['public']})-[:TOOK_PART_IN]->(s2),
  (b:Subtheme {id: 'b', label: 'Fear', kind: 'belief', aliases: ['worry']}),
  (x:Behaviour {id: 'x', label: 'Scan'}), (y:Behaviour {id: 'y', label: 'Wait'}), (y)-[:OPPOSITE_OF]->(x),
  (q1:Quote {id: 'q1', kind: 'verbatim', speaker: ' P1 '})-[:REPORTED_IN]->(s1),
  (q2:Quote {id: 'q2', kind: 'verbatim'})-[:REPORTED_IN]->(s2), (q2)-[:VOICED_BY]->(g2), (q2)-[:VOICED_BY]->(g3),
  (q3:Quote {id: 'q3', kind: 'paraphrase'})-[:REPORTED_IN]->(s2),
  (q4:Quote {id: 'q4', kind: 'verbatim'})-[:REPORTED_IN]->(s3),
  (q5:Quote {id: 'q5', kind: 'verbatim', roles: ['patient', 'public']})-[:REPORTED_IN]->(s2), (q5)-[:VOICED_BY]->(g2),
  (q6:Quote {id: 'q6', kind: 'author'})-[:REPORTED_IN]->(s1), (q6)-[:VOICED_BY]->(g1),
  (q7:Quote {id: 'q7', kind: 'verbatim'})-[:REPORTED_IN]->(s2), (q7)-[:VOICED_BY]->(g2), (q7)-[:VOICED_BY]->(g5),
  (q1)-[:SUPPORTS {coder: 'Ann; Bo'}]->(b), (q2)-[:SUPPORTS]->(b), (q3)-[:CONTRADICTS {coder: 'cy'}]->(b),
  (f1:Finding {id: 'f1', roles: ['clinician'], confidence: 'Low', reported_studies: 7, reported_unit: 'articles',
    reported_participants: 90})-[:REPORTED_BY]->(r1),
  (f2:Finding {id: 'f2'})-[:REPORTED_BY]->(r2),
  (f3:Finding {id: 'f3'})-[:REPORTED_BY]->(s1),
  (f4:Finding {id: 'f4', roles: ['carer']})-[:REPORTED_BY]->(s2),
  (s2)-[:CONTRIBUTES_TO]->(f1), (s1)-[:CONTRIBUTES_TO]->(f2), (s3)-[:CONTRIBUTES_TO]->(f2),
  (f1)-[:SUMMARISES {part: 'whole', relation: 'same'}]->(b),
  (c1:Claim {id: 'c1', direction: 'encourages', basis: 'stated', coder: 'Bo'}),
  (c2:Claim {id: 'c2', direction: 'encourages', basis: 'framed', coder: 'cy', emphasis: 'main', roles: ['other']}),
  (c3:Claim {id: 'c3', direction: 'discourages', basis: 'framed', coder: 'cy'}),
  (c4:Claim {id: 'c4', direction: 'encourages', basis: 'framed'}),
  (c1)-[:BASED_ON]->(q1), (c1)-[:BASED_ON]->(q3), (c2)-[:BASED_ON]->(f1), (c2)-[:BASED_ON]->(f3),
  (c3)-[:MADE_IN]->(s2), (c4)-[:MADE_IN]->(r2),
  (c1)-[:CAUSE]->(b), (c2)-[:CAUSE]->(b), (c3)-[:CAUSE]->(b), (c4)-[:CAUSE]->(b),
  (c1)-[:EFFECT]->(x), (c2)-[:EFFECT]->(x), (c3)-[:EFFECT]->(y), (c4)-[:EFFECT]->(x),
  (d:Domain {id: 'd', label: 'Emotion', framework: 'TDF', version: 'v2'}),
  (b)-[:MAPS_TO {by: 'ann', status: 'agreed'}]->(d), (b)-[:MAPS_TO {by: 'bo', status: 'rejected'}]->(d),
  (t:Theme {id: 't', label: 'Worries'}), (u:Theme {id: 'u', label: 'Feelings'}), (b)-[:PART_OF]->(t), (t)-[:PART_OF]->(u),
  (z:Behaviour {id: 'z', label: 'Rest', actor: 'patient', context: 'at home'}),
  (g2)-[:ASKED_ABOUT {asked: 'yes'}]->(b), (g5)-[:ASKED_ABOUT {asked: 'yes'}]->(b),
  (s2)-[:ASKED_ABOUT {asked: 'no'}]->(b), (s3)-[:ASKED_ABOUT {asked: 'yes'}]->(t),
  (s3)-[:ASKED_ABOUT {asked: 'no'}]->(d)
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("filters") / "small.db"
    store = open_store(folder, create=True)
    prepare(store)
    with store.transaction() as transaction:
        transaction.run(GRAPH)
    yield store
    store.close()


def kept(evidence: Evidence) -> dict[str, str]:
    """What is left, as one line of ids for each kind."""
    return {
        "studies": " ".join(sorted(evidence.studies)),
        "groups": " ".join(sorted(evidence.groups)),
        "quotes": " ".join(sorted(evidence.quotes)),
        "findings": " ".join(sorted(evidence.findings)),
        "claims": " ".join(claim.id for claim in evidence.claims),
        "codings": " ".join(sorted(coding.quote for coding in evidence.codings)),
        "reviews": " ".join(sorted(evidence.reviews)),
    }


WHOLE = {
    "studies": "s1 s2 s3",
    "groups": "g1 g2 g3 g4 g5",
    "quotes": "q1 q2 q3 q4 q5 q6 q7",
    "findings": "f1 f2 f3 f4",
    "claims": "c1 c2 c3 c4",
    "codings": "q1 q2 q3",
    "reviews": "r1 r2",
}

CANADA = {
    "studies": "s1",
    "groups": "g1",
    "quotes": "q1 q6",
    "findings": "f1 f2 f3",
    "claims": "c1 c2 c4",
    "codings": "q1",
}
FROM_2010 = {
    "studies": "s2",
    "groups": "g2 g3 g5",
    "quotes": "q2 q3 q5 q7",
    "findings": "f1 f2 f4",
    "claims": "c1 c2 c3 c4",
    "codings": "q2 q3",
}
NOT_S1 = {
    "studies": "s2 s3",
    "groups": "g2 g3 g4 g5",
    "quotes": "q2 q3 q4 q5 q7",
    "findings": "f1 f2 f4",
    "codings": "q2 q3",
}


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        (Filters(), {}),
        # s2 is not included in r1 but contributes to its finding; q3 keeps c1, f1 and f3 keep c2.
        (
            Filters(review=("R1",)),
            {
                "studies": "s1 s2",
                "groups": "g1 g2 g3 g5",
                "quotes": "q1 q2 q3 q5 q6 q7",
                "findings": "f1 f3 f4",
                "claims": "c1 c2 c3",
                "reviews": "r1",
            },
        ),
        # By title. s1 contributes to f2, s3 is included; c4 is made in the review.
        (
            Filters(review=("second Review",)),
            {
                "studies": "s1 s3",
                "groups": "g1 g4",
                "quotes": "q1 q4 q6",
                "findings": "f2 f3",
                "claims": "c1 c2 c4",
                "codings": "q1",
                "reviews": "r2",
            },
        ),
        (Filters(review=("r1", "r2")), {}),
        # Review findings stay with their reviews, whatever the country.
        (Filters(country=("canada",)), CANADA),
        (Filters(country=("canada; usa",)), CANADA),
        (Filters(years=((2010, 2020),)), FROM_2010),
        (Filters(years=((2012, 2012), (1990, 1991))), FROM_2010),
        # Item 8 begins "8. Was …" but not "80"; the tool of s3 is another.
        (Filters(appraisal=("casp 8=yes",)), CANADA),
        (Filters(appraisal=("CASP 8=yes", "CASP Qualitative 9=no")), CANADA),
        (Filters(appraisal=("8=yes",), years=((2000, 2030),)), CANADA),
        (Filters(without_study=("s1",)), NOT_S1),
        (Filters(without_study=("s1b",)), NOT_S1),
        # q1: only group of s1. q6: its group. q5: its own roles. q4: its only group has two roles, so nobody knows.
        # f3: only group of s1; f1 is a review's, told only by its own roles. c3, c4 have no text of a role.
        (
            Filters(role=("Patients",)),
            {
                "groups": "g1 g4",
                "quotes": "q1 q5 q6",
                "findings": "f3",
                "claims": "c1 c2",
                "codings": "q1",
            },
        ),
        # q2: both groups clinicians. q3: no groups given, and s2 sampled several. q7: groups of two roles.
        (
            Filters(role=("clinician",)),
            {"groups": "g2 g3", "quotes": "q2", "findings": "f1", "claims": "c2", "codings": "q2"},
        ),
        (
            Filters(role=("carer", "public")),
            {"groups": "g4 g5", "quotes": "q5", "findings": "f4", "claims": "", "codings": ""},
        ),
        (
            Filters(profession=("gp",)),
            {"groups": "g2 g4", "quotes": "q2 q4 q5 q7", "findings": "", "claims": "", "codings": "q2"},
        ),
        (
            Filters(profession=("midwife",)),
            {"groups": "g3", "quotes": "q2", "findings": "", "claims": "", "codings": "q2"},
        ),
        (
            Filters(kind=("paraphrase",)),
            {"quotes": "q3", "findings": "", "claims": "c1", "codings": "q3"},
        ),
        # c1 has a kept quote, c3 its study; c2 rests on findings only. A claim without coder is left out.
        (Filters(coder=("BO",)), {"findings": "", "claims": "c1", "codings": "q1"}),
        (Filters(coder=("cy",)), {"findings": "", "claims": "c3", "codings": "q3"}),
        (Filters(counted_only=True), {}),
        # Each read in the full library: q5 is a patient's, and voiced by a GP.
        (
            Filters(role=("patient",), profession=("GP",)),
            {"groups": "g4", "quotes": "q5", "findings": "", "claims": "", "codings": ""},
        ),
        (
            Filters(country=("norway",), review=("r2",)),
            {
                "studies": "",
                "groups": "",
                "quotes": "",
                "findings": "f2",
                "claims": "c4",
                "codings": "",
                "reviews": "r2",
            },
        ),
    ],
    ids=lambda value: value.describe() or "whole" if isinstance(value, Filters) else "",
)
def test_a_filter_leaves_a_smaller_library(store: Store, filters: Filters, left: dict[str, str]) -> None:
    assert kept(read_evidence(store.query, filters)) == {**WHOLE, **left}


def test_rows_are_read_whole(store: Store) -> None:
    evidence = read_evidence(store.query)
    first, second, third, fourth = evidence.claims
    assert (first.cause, first.effect, first.direction, first.basis, first.coder) == (
        "b",
        "x",
        "encourages",
        "stated",
        "Bo",
    )
    assert (first.quotes, second.findings, second.roles, second.emphasis) == (
        ("q1", "q3"),
        ("f1", "f3"),
        ("other",),
        "main",
    )
    assert (third.study, third.review, fourth.study, fourth.review) == ("s2", None, None, "r2")
    assert evidence.quotes["q1"].speaker == "P1"
    assert evidence.quotes["q2"].groups == ("g2", "g3")
    finding = evidence.findings["f1"]
    assert (finding.review, finding.study, finding.confidence, finding.contributors) == (
        "r1",
        None,
        "Low",
        ("s2",),
    )
    assert (finding.reported_studies, finding.reported_unit, finding.reported_participants) == (
        7,
        "articles",
        90,
    )
    assert finding.beliefs["b"].part == "whole"
    assert evidence.findings["f3"].study == "s1"
    assert {(one.quote, one.contradicts, one.coder) for one in evidence.codings} == {
        ("q1", False, "Ann; Bo"),
        ("q2", False, None),
        ("q3", True, "cy"),
    }
    assert evidence.opposites == {"x": {"y"}, "y": {"x"}}
    assert evidence.mappings == (("b", "d"),)
    assert evidence.domains["d"].framework == "TDF"
    assert (evidence.ends["b"].kind, evidence.ends["b"].aliases, evidence.ends["x"].kind) == (
        "Subtheme",
        ("worry",),
        "Behaviour",
    )
    assert not evidence.numbers_hidden


def test_studies_groups_and_behaviours_are_read_with_all_that_is_told_of_them(store: Store) -> None:
    evidence = read_evidence(store.query)
    study, group, behaviour = evidence.studies["s1"], evidence.groups["g3"], evidence.ends["z"]
    assert (study.country, study.setting, study.data_year, study.coverage) == (
        ("Canada", "USA"),
        "primary care",
        "2003",
        "full",
    )
    assert study.properties == {"design": "interviews", "n": "12"}
    assert (group.profession, group.country) == (("nurse", "midwife"), ("Norway",))
    assert group.properties == {"age": "30-50"}
    assert evidence.groups["g1"].properties == evidence.studies["s3"].properties == {}
    assert (behaviour.actor, behaviour.context) == ("patient", "at home")


def test_what_was_asked_stays_with_who_was_asked(store: Store) -> None:
    def told(filters: Filters) -> list[tuple[str, str, str, bool, tuple[str, ...]]]:
        asked = read_evidence(store.query, filters).asked
        return [(one.study, one.about, one.kind, one.asked, one.groups) for one in asked]

    of_study = ("s2", "b", "Subtheme", False, ())
    of_groups = ("s2", "b", "Subtheme", True, ("g2", "g5"))
    of_others = [("s3", "d", "Domain", False, ()), ("s3", "t", "Theme", True, ())]
    assert told(Filters()) == [of_study, of_groups, *of_others]
    # A row with groups keeps the kept ones and goes when none is left; one of a whole study goes with the study.
    assert told(Filters(role=("clinician",))) == [of_study, (*of_groups[:4], ("g2",)), *of_others]
    assert told(Filters(role=("patient",))) == [of_study, *of_others]
    assert told(Filters(without_study=("s2",))) == of_others


def test_what_belongs_together_is_read(store: Store) -> None:
    evidence = read_evidence(store.query)
    assert evidence.parents == {"b": ("t",), "t": ("u",)}
    # s2 is not included in r1 and contributes to its finding, s1 to one of r2.
    assert evidence.included == {"r1": ("s1", "s2"), "r2": ("s1", "s3")}
    assert read_evidence(store.query, Filters(counted_only=True)).included == {"r1": ("s1",), "r2": ("s3",)}
    assert read_evidence(store.query, Filters(country=("Norway",))).included == {"r1": ("s2",)}
    assert read_evidence(store.query, Filters(review=("r1",))).included == {"r1": ("s1", "s2")}


def test_links_to_what_is_left_out_are_gone(store: Store) -> None:
    patients = read_evidence(store.query, Filters(role=("patient",)))
    assert patients.quotes["q5"].groups == ()
    assert [(claim.quotes, claim.findings) for claim in patients.claims] == [(("q1",), ()), ((), ("f3",))]
    without = read_evidence(store.query, Filters(without_study=("s3",)))
    assert without.findings["f2"].contributors == ("s1",)
    counted = read_evidence(store.query, Filters(counted_only=True))
    assert all(finding.contributors == () for finding in counted.findings.values())


@pytest.mark.parametrize(
    ("filters", "hidden"),
    [
        (Filters(review=("r1",)), False),
        (Filters(counted_only=True), False),
        (Filters(years=((2000, 2020),)), True),
        (Filters(role=("clinician",)), True),
        (Filters(country=("Canada",)), True),
        (Filters(without_study=("s3",)), True),
        (Filters(appraisal=("CASP 8=yes",)), True),
    ],
)
def test_printed_numbers_are_hidden_where_they_would_mislead(
    store: Store, filters: Filters, hidden: bool
) -> None:
    evidence = read_evidence(store.query, filters)
    finding = evidence.findings["f1"]
    assert evidence.numbers_hidden is hidden
    assert (finding.reported_studies, finding.reported_participants) == ((None, None) if hidden else (7, 90))
    assert finding.confidence == "Low"


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        (
            Filters(country=("Canda",)),
            "This library has no country of a study 'Canda'. The nearest it has: Canada.",
        ),
        (Filters(without_study=("s9",)), "This library has no study 's9'. The nearest it has: s1b."),
        (
            Filters(appraisal=("CASP 9=yes",)),
            "This library has no answer of an appraisal 'CASP 9=yes'. The nearest it has: "
            "CASP Qualitative 8. Was the analysis rigorous?=Yes, CASP Qualitative 80=yes, CASP Qualitative 9=no.",
        ),
        (
            Filters(profession=("zzz",)),
            "This library has no profession of a group 'zzz'. It has: GP, midwife, nurse.",
        ),
    ],
)
def test_an_unknown_value_lists_the_nearest(store: Store, filters: Filters, message: str) -> None:
    with pytest.raises(UnknownName) as error:
        resolve(store.query, filters)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            {"role": ["doctor"]},
            "There is no role 'doctor'. It is one of: patient, clinician, carer, public, other.",
        ),
        ({"kind": ["spoken"]}, "There is no kind 'spoken'. It is one of: verbatim, paraphrase, author."),
        (
            {"years": [(2010, 2000)]},
            "The years 2010-2000 end before they begin. Write the earlier year first.",
        ),
        ({"appraisal": ["CASP 8"]}, "'CASP 8' is no appraisal. Write tool, item and answer: 'CASP 8=yes'."),
        ({"country": [" "]}, "A value of the filter country is empty. Leave the filter out, or give it one."),
        ({"country": "Canada"}, "The filter country takes several values: write ('Canada',) for one."),
    ],
)
def test_a_value_that_no_library_can_have_is_refused(arguments: dict[str, object], message: str) -> None:
    with pytest.raises(ParameterError) as error:
        Filters(**arguments)  # type: ignore[arg-type]
    assert str(error.value) == message


def test_years_as_written() -> None:
    assert year_range("2000-2010") == (2000, 2010)
    assert year_range("2005") == (2005, 2005)
    with pytest.raises(ParameterError, match=r"^'now' is no range of years\. Write the first and the last"):
        year_range("now")


def test_without_filters_a_question_stays_as_it_is() -> None:
    text = "MATCH (q:Quote) WHERE true /* filter: quote q */ RETURN q.id AS quote ORDER BY quote"
    assert apply(text, Resolved(Filters(), {})) == (text, {})
    assert apply(text, Resolved(Filters(coder=("x",)), {"f_coder": ["x"]})) == (text, {})


def test_only_needed_parameters_are_given() -> None:
    text = "MATCH (q:Quote) WHERE true /* filter: quote q */ RETURN q.id AS quote ORDER BY quote"
    resolved = Resolved(Filters(kind=("author",), coder=("x",)), {"f_kind": ["author"], "f_coder": ["x"]})
    found, parameters = apply(text, resolved)
    assert found == "MATCH (q:Quote) WHERE true AND q.kind IN $f_kind RETURN q.id AS quote ORDER BY quote"
    assert parameters == {"f_kind": ["author"]}


def test_markers_are_read_in_order() -> None:
    assert markers("WHERE a /* filter: claim c, quote q */ AND b /*filter: study s*/") == [
        ("claim", "c"),
        ("quote", "q"),
        ("study", "s"),
    ]


def test_a_wrong_marker_is_refused() -> None:
    with pytest.raises(
        QuestionError, match=r"^The filter marker holds 'quotes q'\. Write a kind and a variable"
    ):
        markers("/* filter: quotes q */")


def test_filters_say_what_they_do() -> None:
    filters = Filters(country=("Canada", "USA"), years=((2000, 2010),), inferred=True, opposites=False)
    assert filters.describe() == (
        "Only studies from Canada or USA; studies published in 2000-2010. Numbers that reviews print are left out: "
        "they speak of more than this selection. Inferred claims count too. Claims about the opposite behaviour are "
        "not turned."
    )
    assert Filters().describe() == ""

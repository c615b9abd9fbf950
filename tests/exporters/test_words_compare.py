"""Contrast and contradictions in words, and as flat rows."""

from __future__ import annotations

import re
from typing import Any

import pytest

from beliefgraph.analysis.contradictions import contradictions
from beliefgraph.analysis.contrast import contrast
from beliefgraph.analysis.shapes import FOOTER
from beliefgraph.exporters.flat import flat
from beliefgraph.exporters.words_compare import contrast_text, sentence_rows, sentences
from beliefgraph.exporters.words_contradictions import (
    contradictions_text,
    differences_text,
    texts_shown,
)
from beliefgraph.graph.evidence import (
    Asked,
    Claim,
    Coding,
    End,
    Evidence,
    Finding,
    Group,
    Quote,
    Study,
    Summary,
)
from beliefgraph.queries.quoted import Texts

FEAR = "fear"
ENDS = {
    "fear": End(id="fear", kind="Subtheme", label="Fear of blame"),
    "calm": End(id="calm", kind="Subtheme", label="No fear of blame"),
    "scan": End(id="scan", kind="Behaviour", label="Order a scan"),
    "wait": End(id="wait", kind="Behaviour", label="Wait"),
}
STUDIES = {
    "pike": Study(id="pike", authors="Pike A; Hall A", year=2022, coverage="full", country=("Canada",)),
    "to": Study(id="to", authors="To D", year=2021, country=("Canada",)),
    "lin": Study(id="lin", authors="Lin I", year=2016, coverage="full", country=("Peru",)),
    "berg": Study(id="berg", authors="Berg B", year=2009, country=("Peru",)),
}


def evidence(**more: Any) -> Evidence:
    given: dict[str, Any] = {
        "studies": STUDIES,
        "ends": ENDS,
        "groups": {
            f"g-{study}": Group(id=f"g-{study}", study=study, roles=("patient",), profession=("teacher",))
            for study in STUDIES
        },
    }
    return Evidence(**{**given, **more})


def quotes(**study_of: str) -> dict[str, Quote]:
    return {quote: Quote(id=quote, study=study) for quote, study in study_of.items()}


def codings(*signed: str) -> tuple[Coding, ...]:
    """``+q1`` supports fear, ``-q1`` contradicts it."""
    return tuple(Coding(quote=one[1:], belief=FEAR, contradicts=one[0] == "-") for one in signed)


def one_line(text: str) -> str:
    return " ".join(text.split())


# Sentences --------------------------------------------------------------------------------------------------


def sentence(given: Evidence, column: int = 0, **options: Any) -> str:
    found = contrast(given, about=[FEAR], **options)
    return sentences(found, given)[column]


def test_the_sentence_names_both_denominators_and_never_reads_silence_as_disagreement() -> None:
    given = evidence(quotes=quotes(q1="pike", q2="to"), codings=codings("+q1", "-q2"))
    assert sentence(given) == (
        "Of 4 studies that sampled patients (2 read in full), 1 reports “Fear of blame” as their view; "
        "1 reports that they contradict it; 1 was read in full and does not report it; 1 was not read in full and is "
        "not known to report it. A study that does not report the belief says nothing against it."
    )


def test_the_sentence_has_a_clause_for_every_state() -> None:
    given = evidence(
        quotes={**quotes(q1="pike", q2="pike"), "q3": Quote(id="q3", study="to", groups=("g-to", "g-other"))},
        groups={**evidence().groups, "g-other": Group(id="g-other", study="to", roles=("carer",))},
        codings=codings("+q1", "-q2", "+q3"),
        asked=(
            Asked(study="lin", about=FEAR, kind="Subtheme", asked=True),
            Asked(study="berg", about=FEAR, kind="Subtheme", asked=False),
        ),
    )
    assert sentence(given) == (
        "Of 4 studies that sampled patients (2 read in full), 1 reports “Fear of blame” as voiced and as contradicted; "
        "1 speaks of it, by itself or in the list of a review, without telling whose view it is; 1 asked about it and "
        "does not report it; 1 says not to have asked about it. "
        "A study that does not report the belief says nothing against it."
    )


def test_a_sentence_without_silence_says_nothing_of_it_and_one_study_is_one() -> None:
    given = evidence(
        studies={"pike": STUDIES["pike"]},
        groups={"g": Group(id="g", study="pike", roles=("public",))},
        quotes=quotes(q1="pike"),
        codings=codings("+q1"),
    )
    assert sentence(given, roles=["public"]) == (
        "Of the 1 study that sampled members of the public (1 read in full), 1 reports “Fear of blame” as their view."
    )
    assert sentence(given, roles=["other"]) == (
        "No study of this selection sampled people of other roles, so that nothing can be said about “Fear of blame”."
    )


def test_what_reviews_print_stands_behind_the_sentence_and_is_not_added() -> None:
    finding = Finding(
        id="f",
        review="hall2019",
        roles=("carer",),
        reported_studies=9,
        beliefs={FEAR: Summary()},
        confidence="Low",
    )
    assert sentence(evidence(findings={"f": finding}), roles=["carer"]).endswith(
        "about “Fear of blame”. Beside these, reviews report it of carers, never added: Hall 2019 9 studies (Low)."
    )


@pytest.mark.parametrize(
    ("options", "head"),
    [
        ({"by": ["country"]}, "Of 2 studies done in Canada (1 read in full), 1 reports “Fear of blame”; "),
        (
            {"by": ["decade"]},
            "Of the 1 study published in the 2000s (none read in full), 1 was not read in full",
        ),
        ({"by": ["year"]}, "Of the 1 study published in 2009 ("),
        ({"by": ["coverage"]}, "Of 2 studies whose coverage is “full” ("),
        (
            {"by": ["profession"]},
            "Of 4 studies that sampled people whose profession is “teacher” (2 read in full), "
            "1 reports “Fear of blame” as their view; ",
        ),
        (
            {"by": ["role", "profession", "country"]},
            "Of 2 studies done in Canada that sampled patients whose profession is “teacher” (1 read in full), ",
        ),
    ],
    ids=lambda value: " ".join(value["by"]) if isinstance(value, dict) else "",
)
def test_the_sentence_says_which_studies_a_column_holds(options: dict[str, Any], head: str) -> None:
    given = evidence(quotes=quotes(q1="pike"), codings=codings("+q1"))
    assert sentence(given, **options).startswith(head)


def test_sentences_as_rows() -> None:
    given = evidence()
    rows = sentence_rows(contrast(given), given)
    assert [(row["belief"], row["column"]) for row in rows] == [
        ("calm", "patient"),
        ("calm", "clinician"),
        ("fear", "patient"),
        ("fear", "clinician"),
    ]
    assert rows[2]["label"] == "Fear of blame"
    assert str(rows[3]["sentence"]).startswith("No study of this selection sampled clinicians")


# Contrast ---------------------------------------------------------------------------------------------------


def test_the_table_shows_no_empty_state_and_what_most_studies_say_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "110")
    given = evidence(quotes=quotes(q1="pike", q2="lin"), codings=codings("+q1", "+q2"))
    text = contrast_text(contrast(given), given, "Only studies from here.")
    lines = text.splitlines()
    assert lines[:5] == [
        "Who voices each belief, by role",
        "Only studies from here.",
        "",
        "patient: 4 studies sampled, 2 of them read in full",
        "clinician: 0 studies sampled, 0 of them read in full",
    ]
    assert [re.split(" {2,}", line) for line in lines if line.startswith(("Fear", "No fear"))] == [
        ["Fear of blame", "voiced 2; not known 2", "never sampled"],
        ["No fear of blame", "not reported 2; not known 2", "never sampled"],
    ]
    assert "not known: not read in full, so that its silence says nothing" in one_line(text)
    assert "contradicted" not in text
    assert one_line(text).endswith(FOOTER)
    assert max(map(len, lines)) <= 110


def test_one_belief_is_told_in_sentences_with_the_studies_behind_every_number() -> None:
    given = evidence(quotes=quotes(q1="pike", q2="lin"), codings=codings("+q1", "-q2"))
    text = contrast_text(contrast(given, about=[FEAR]), given)
    assert "patient, voiced 1: Pike 2022" in text
    assert "patient, contradicted 1: Lin 2016" in text
    assert "patient, not known 2: Berg 2009, To 2021" in text
    assert "beliefgraph ask evidence-behind-belief --param belief=fear" in one_line(text)


def test_of_many_columns_each_belief_is_a_paragraph() -> None:
    given = evidence(quotes=quotes(q1="pike"), codings=codings("+q1"))
    text = contrast_text(contrast(given, by=["role", "year"]), given)
    assert (
        "Fear of blame\n  voiced: patient · 2022 1 | not reported: patient · 2016 1 | not known: patient · 2009 1"
        in text
    )
    several = contrast_text(contrast(evidence(), by=["year"]), evidence())
    assert "No fear of blame\n  not reported: 2016 1, 2022 1 | not known: 2009 1, 2021 1" in several


def test_review_findings_that_name_the_role_are_beside_the_states() -> None:
    finding = Finding(
        id="f", review="hall2019", roles=("patient",), reported_studies=9, beliefs={FEAR: Summary()}
    )
    given = evidence(findings={"f": finding})
    text = contrast_text(contrast(given), given)
    assert "not reported 2; not known 2 (1 reported)" in text
    assert "reported: review findings that name the role, in no count" in one_line(text)


def test_a_contrast_without_columns_says_so() -> None:
    given = evidence(groups={})
    assert "No study of this selection stands in a column." in contrast_text(
        contrast(given, by=["profession"]), given
    )


def test_contrast_as_flat_rows_opens_every_number() -> None:
    given = evidence(quotes=quotes(q1="pike"), codings=codings("+q1"))
    rows, columns = flat(contrast(given, about=[FEAR], by=["country", "profession"]))
    assert columns[:5] == ("belief", "label", "country", "profession", "state")
    assert [
        tuple(row[name] for name in ("country", "profession", "state", "sampled", "voiced")) for row in rows
    ] == [
        ("Canada", "teacher", "voiced", 2, 1),
        ("Peru", "teacher", "not_reported", 2, 0),
    ]
    assert [row["studies"] for row in rows] == [
        "voiced: pike | not_known: to",
        "not_reported: lin | not_known: berg",
    ]
    assert set(columns) == set(rows[0])


# Contradictions ---------------------------------------------------------------------------------------------


def claims(**more: Any) -> tuple[Claim, ...]:
    return (
        Claim(id="c1", cause=FEAR, effect="scan", direction="encourages", quotes=("q1",), **more),
        Claim(id="c2", cause=FEAR, effect="scan", direction="discourages", study="berg", **more),
        Claim(id="c3", cause=FEAR, effect="wait", direction="no_effect", review="hall2019", **more),
    )


SAYS_AND_DENIES: dict[str, Any] = {
    "quotes": {
        "q1": Quote(id="q1", study="pike", speaker="P1"),
        "q2": Quote(id="q2", study="lin", kind="author"),
    },
    "codings": codings("+q1", "-q2"),
}
TEXTS = Texts({"q1": "They may sue me.", "q2": None}, {"f": "Nobody\nis afraid."})


def test_texts_stand_side_by_side_and_those_not_shared_are_not_shown() -> None:
    finding = Finding(
        id="f",
        review="hall2019",
        reported_studies=3,
        beliefs={FEAR: Summary(relation="opposite")},
        contributors=("to",),
    )
    given = evidence(**SAYS_AND_DENIES, findings={"f": finding})
    found = contradictions(given)
    assert texts_shown(found) == ({"q1", "q2"}, {"f"})
    assert contradictions_text(found, given, TEXTS, "Only here.").splitlines()[:13] == [
        "Beliefs that something stands against",
        "Only here.",
        "",
        "Fear of blame [fear]",
        "  for: 1 study: Pike 2022",
        "  against: 2 studies: Lin 2016, To 2021",
        "  said for it                                          | said against it",
        "  - “They may sue me.” (P1, patient, Pike 2022) [q1]   | - (text not shared) (patient, the authors, Lin 2016)",
        "                                                       | [q2]",
        "                                                       | - Nobody is afraid. (Hall 2019 3 studies, not",
        "                                                       | graded) [f]",
        "",
        "All that is held of a belief, for example the first: beliefgraph ask evidence-behind-belief --param",
    ]


def test_claims_both_ways_and_without_effect_with_their_studies() -> None:
    given = evidence(**SAYS_AND_DENIES, claims=claims())
    text = contradictions_text(contradictions(given), given, TEXTS)
    assert "  is said to encourage “Order a scan”: 1 study: Pike 2022\n" in text
    assert "  is said to discourage “Order a scan”: 1 study: Berg 2009\n" in text
    assert "  is said to have no effect on “Wait”: no study that can be named\n" in text
    assert "  - “They may sue me.” (P1, patient, Pike 2022) [q1]   | - 1 claim without a text: c2\n" in text
    assert "beliefgraph ask evidence-behind-step --param cause=fear --param effect=scan" in one_line(text)


def test_turned_claims_are_told_once_and_marked() -> None:
    given = evidence(
        claims=(Claim(id="c", cause=FEAR, effect="wait", direction="no_effect", study="berg"),),
        opposites={"wait": frozenset({"scan"}), "scan": frozenset({"wait"})},
    )
    text = one_line(contradictions_text(contradictions(given), given, Texts()))
    assert "no effect on “Wait”: 1 study: Berg 2009" in text
    assert "no effect on “Order a scan”, turned from claims about its opposite: 1 study: Berg 2009" in text
    assert text.count("claim without a text") == 1


def test_the_opposite_that_is_held_stands_on_the_other_side() -> None:
    given = evidence(
        quotes=quotes(q1="pike", q2="lin"),
        codings=(*codings("+q1"), Coding(quote="q2", belief="calm")),
        opposites={FEAR: frozenset({"calm"}), "calm": frozenset({FEAR})},
    )
    text = contradictions_text(
        contradictions(given, about=[FEAR]), given, Texts({"q1": "Sue.", "q2": "No fear."})
    )
    assert "  for the opposite, “No fear of blame” [calm]: 1 study: Lin 2016\n" in text
    assert "said for it                                          | said for the opposite\n" in text
    assert (
        "  - “Sue.” (patient, Pike 2022) [q1]                   | - “No fear.” (patient, Lin 2016) [q2]\n"
        in text
    )


def test_of_many_texts_some_are_shown_and_of_one_belief_all() -> None:
    many = {f"q{n}": Quote(id=f"q{n}", study="pike") for n in range(6)}
    given = evidence(
        quotes={**many, "n": Quote(id="n", study="lin")},
        codings=(
            *(Coding(quote=one, belief=FEAR) for one in many),
            *(Coding(quote="n", belief=belief, contradicts=True) for belief in (FEAR, "calm")),
        ),
    )
    texts = Texts({**dict.fromkeys(many, "word " * 100), "n": "no"})
    found = contradictions(given)
    assert texts_shown(found)[0] == {"q0", "q1", "q2", "n"}
    text = contradictions_text(found, given, texts)
    assert "… and 3 more" in text
    assert "word …”" in text
    alone = contradictions(given, about=[FEAR])
    assert texts_shown(alone)[0] == {*many, "n"}
    assert "more" not in contradictions_text(alone, given, texts).replace("more:", "")


def test_without_contradictions_nobody_is_said_to_agree() -> None:
    text = contradictions_text(contradictions(evidence()), evidence(), Texts())
    assert "That nobody denied it does not mean that all agree." in text
    assert one_line(text).endswith(FOOTER)


def differing() -> Evidence:
    coded = (
        Coding(quote="q1", belief=FEAR, coder="ann"),
        Coding(quote="q1", belief=FEAR, contradicts=True),
    )
    graded = {
        one: Finding(
            id=one, review=review, confidence=level, beliefs={"calm": Summary(part=part, relation="broader")}
        )
        for one, review, level, part in (
            ("f1", "hall2019", "High", "whole"),
            ("f2", "sharma2020", "Low", "part"),
        )
    }
    return evidence(quotes=quotes(q1="pike"), codings=coded, findings=graded)


def test_what_is_read_differently_in_words() -> None:
    given = differing()
    found = contradictions(given)
    text = one_line(contradictions_text(found, given, Texts({"q1": "Sue."})))
    assert (
        "read differently: one coder reads the quote as saying it, another as denying it: quote q1 of Pike 2022: "
        "coder ann supports; a coder who is not named contradicts"
    ) in text
    levels = (
        "No fear of blame: reviews give it different levels of confidence: "
        "Hall 2019 High (the belief is broader than the finding) [f1]; "
        "Sharma 2020 Low for a finding that joins several beliefs (the belief is broader than the finding) [f2]"
    )
    assert f"Read differently, with nothing against it: - {levels}" in text
    listed = one_line(differences_text(found.differences, given))
    assert f"- {levels}" in listed
    assert "Fear of blame: one coder reads the quote" in listed
    assert "Nothing is read differently" in differences_text(
        contradictions(evidence()).differences, evidence()
    )


def test_contradictions_as_flat_rows() -> None:
    given = evidence(**SAYS_AND_DENIES, claims=claims())
    (row,), columns = flat(contradictions(given))
    assert set(columns) == set(row)
    assert (row["studies_for"], row["studies_against"]) == (["berg", "pike"], ["lin"])
    assert (row["quotes_for"], row["quotes_against"], row["claims_for"]) == (["q1"], ["q2"], ["c2"])
    assert row["claims_both_ways"] == "scan: encourages: pike / discourages: berg"
    assert row["no_effect"] == "wait: "
    found = contradictions(differing())
    assert flat(found)[0][0]["read_differently"] == "coders: q1 (ann supports; contradicts)"
    rows, columns = flat(found.differences)
    assert [(one["belief"], one["kind"], one["readings"]) for one in rows] == [
        ("calm", "confidence", "hall2019 High; sharma2020 Low"),
        ("fear", "coders", "ann supports; contradicts"),
    ]
    assert set(columns) == set(rows[0])

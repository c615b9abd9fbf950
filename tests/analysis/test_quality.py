"""Each check: a small library that triggers it, with what it says, and one that does not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from beliefgraph.analysis.agreement import Filed
from beliefgraph.analysis.alike import alike
from beliefgraph.analysis.check_list import CHECKS
from beliefgraph.analysis.material import Answer, Concern, Material, Printed
from beliefgraph.analysis.quality import SEVERITIES, check
from beliefgraph.graph.evidence import Claim, Coding, End, Evidence, Finding, Group, Quote, Study, Summary
from beliefgraph.graph.influence import bundle, steps
from beliefgraph.graph.merge import Conflict
from beliefgraph.graph.records import Place

ENDS = {
    "fear": End(id="fear", kind="Subtheme", label="Fear of litigation"),
    "scan": End(id="scan", kind="Behaviour", label="Order a scan"),
}

GROUPS = {"g1": Group(id="g1", study="s1", roles=("patient",))}


def evidence(**parts: Any) -> Material:
    return Material(evidence=Evidence(**{"ends": ENDS, "groups": GROUPS, **parts}))


def step(**held: Any) -> Material:
    """A step with one claim, and a stored summary that is right but for what is given."""
    claim = Claim(id="c1", cause="fear", effect="scan", direction="encourages", quotes=("q1",))
    material = evidence(claims=(claim,), quotes={"q1": Quote(id="q1", study="s1", groups=("g1",))})
    right = bundle(steps(material.evidence)["fear", "scan"])
    return replace(material, influence={("fear", "scan"): {**right, **held}})


def claim(**held: Any) -> Material:
    one = Claim(id="c1", cause="fear", effect="scan", direction="encourages", **held)
    return evidence(
        claims=(one,),
        quotes={"q1": Quote(id="q1", study="s1", groups=("g1",))},
        findings={"f1": Finding(id="f1", review="r1")},
    )


def coded(*codings: tuple[str, bool]) -> Material:
    return evidence(
        quotes={"q1": Quote(id="q1", study="s1", groups=("g1",))},
        codings=tuple(
            Coding(quote="q1", belief="fear", contradicts=against, coder=coder) for coder, against in codings
        ),
    )


def said_in(*studies: str) -> Material:
    quotes = {f"q{study}": Quote(id=f"q{study}", study=study, groups=("g1",)) for study in studies}
    return evidence(
        quotes=quotes, codings=tuple(Coding(quote=quote, belief="fear", coder="Ana") for quote in quotes)
    )


def listed(printed: int | None, *studies: str, unit: str = "studies") -> Material:
    finding = Finding(
        id="f1", review="r1", reported_studies=printed, reported_unit=unit, contributors=studies
    )
    return evidence(findings={"f1": finding})


def parts(review: str | None) -> Material:
    beliefs = {"a": Summary(part="part"), "b": Summary(part="part")}
    finding = Finding(id="f1", review=review, study=None if review else "s1", beliefs=beliefs)
    return replace(evidence(findings={"f1": finding}), parts_open={"f1": ("b",)})


def labels(one: str, other: str, **held: Any) -> Material:
    return evidence(
        ends={name: End(id=name, kind="Subtheme", label=label) for name, label in (("a", one), ("b", other))},
        **held,
    )


def studies(one: Study, other: Study) -> Material:
    return evidence(studies={"s1": replace(one, id="s1"), "s2": replace(other, id="s2")})


def study(title: str = "", year: int | None = None, **properties: str) -> Study:
    return Study(id="", title=title, year=year, coverage="full", properties=properties)


def group(**properties: str) -> Material:
    return evidence(groups={"g1": Group(id="g1", study="s1", roles=("patient",), properties=properties)})


WELL = {
    "methodological_limitations": "Minor concerns",
    "coherence": "No or very minor concerns",
    "adequacy": "No or very minor concerns",
    "relevance": "No or very minor concerns",
}
REASONS = {
    "confidence": "Minor concerns about the conduct of the studies",
    "methodological_limitations": "Reflexivity was not described in three of five studies",
}


def rated(
    confidence: str = "High",
    levels: dict[str, str] | None = None,
    reasons: dict[str, str] | None = None,
    statement: str = "Doctors say that they order scans because they fear being sued.",
    review: str | None = "r1",
    contributors: int = 5,
    **columns: str,
) -> Material:
    finding = Printed(
        id="f1",
        review=review,
        statement=statement,
        levels={"confidence": confidence, **(WELL if levels is None else levels)},
        explanations=REASONS if reasons is None else reasons,
        columns=columns,
    )
    held = Finding(
        id="f1",
        review=review,
        study=None if review else "s1",
        contributors=tuple(f"s{n}" for n in range(contributors)),
    )
    return replace(evidence(findings={"f1": held}), findings=(finding,))


def because(text: str, of: str = "confidence") -> Material:
    return rated(reasons={**REASONS, of: text})


LIMITS = "methodological_limitations"
CONFLICT = Conflict(
    "Study/s1", "year", (("a", 2001, Place("a.csv", "", 2)), ("b", 2002, Place("b.csv", "", 3)))
)

TRIGGERED: list[tuple[str, Material, tuple[str, ...], str]] = [
    ("step-summary-differs", step(claims=2), ("fear", "scan"), "claims: stored 2, from the claims 1"),
    (
        "step-summary-differs",
        replace(step(), influence={}),
        ("fear", "scan"),
        "no summary is stored",
    ),
    (
        "step-summary-differs",
        replace(evidence(), influence={("fear", "scan"): {"claims": 1}}),
        ("fear", "scan"),
        "a summary is stored, and no claim calls for it",
    ),
    ("counts-differ", Material(counts={"Study": (4, 3)}), ("Study",), "4 nodes, 3 ids"),
    ("graph-differs", Material(different=(("SUPPORTS", "q1", "fear"),)), ("q1", "fear"), "SUPPORTS"),
    ("graph-differs", Material(damaged="Damaged."), ("SourceRecord",), "Damaged."),
    (
        "sources-differ",
        Material(conflicts=(CONFLICT,)),
        ("s1",),
        "Study/s1, year: 2001 (a: a.csv, row 2); 2002 (b: b.csv, row 3)",
    ),
    (
        "mapping-disputed",
        Material(
            mappings=(Filed("a", "d", "TDF", "Ana", "agreed"), Filed("a", "d", "TDF", None, "rejected"))
        ),
        ("a", "d"),
        "agreed by Ana; rejected by nobody named",
    ),
    (
        "coders-opposed",
        coded(("Ana", False), ("Ben", True)),
        ("q1", "fear"),
        "supported by Ana, contradicted by Ben",
    ),
    ("quote-without-group", evidence(quotes={"q1": Quote(id="q1", study="s1")}), ("q1",), ""),
    ("one-study", said_in("s1"), ("fear",), "Fear of litigation: s1"),
    ("claim-without-text", claim(study="s1"), ("c1",), "names s1"),
    ("claim-without-quote", claim(findings=("f1",)), ("c1",), "rests on f1"),
    ("part-not-stated", parts("r1"), ("f1",), "not told of b"),
    ("printed-number-differs", listed(3, "s1"), ("f1",), "printed: 3 studies; studies listed: 1"),
    (
        "printed-number-differs",
        listed(1, "s1", "s2", unit="articles"),
        ("f1",),
        "printed: 1 article; studies listed: 2",
    ),
    ("printed-without-list", listed(3), ("f1",), "printed: 3 studies"),
    (
        "review-number-differs",
        Material(evidence=Evidence(included={"r1": ("s1",)}), printed_by_reviews={"r1": 3}),
        ("r1",),
        "printed: 3; known: 1",
    ),
    (
        "labels-alike",
        labels("Fear of litigation", "litigation – fear of"),
        ("a", "b"),
        "“Fear of litigation” and “litigation – fear of” (100)",
    ),
    (
        "studies-alike",
        studies(study(doi="https://doi.org/10.1/AB"), study(doi="10.1/ab")),
        ("s1", "s2"),
        "same doi",
    ),
    ("studies-alike", studies(study(pmid="0123"), study(pmid="PMID 123")), ("s1", "s2"), "same pmid"),
    (
        "studies-alike",
        studies(study("Views of doctors on scans", 2001), study("Views of doctors on scans.", 2002)),
        ("s1", "s2"),
        "titles 100 of 100 alike, years 2001 and 2002",
    ),
    ("small-group", group(n="4"), ("g1",), "4 people, s1"),
    ("coverage-empty", evidence(studies={"s1": Study(id="s1")}), ("s1",), ""),
    ("text-not-shared", Material(not_shared=("q1",)), ("q1",), ""),
    ("cerqual-no-explanation", rated("Low", reasons={LIMITS: "Thin"}), ("f1",), "Low"),
    ("cerqual-component-missing", rated(levels={}), ("f1",), "missing: all four"),
    (
        "cerqual-component-missing",
        rated(levels={name: level for name, level in WELL.items() if name != "relevance"}),
        ("f1",),
        "missing: relevance",
    ),
    (
        "cerqual-concern-unexplained",
        rated(reasons={"confidence": "Limitations"}),
        ("f1",),
        "methodological limitations: Minor concerns",
    ),
    ("cerqual-own-score", because("Mean quality score 7.5"), ("f1",), "confidence: “Mean quality score 7.5”"),
    ("cerqual-own-score", because("3"), ("f1",), "confidence: “3”"),
    (
        "cerqual-own-score",
        because("Three points off for bias"),
        ("f1",),
        "confidence: “Three points off for bias”",
    ),
    ("cerqual-own-score", rated(cerqual_score="12"), ("f1",), "column cerqual_score: 12"),
    ("cerqual-short-title", rated(statement="Rules and guidelines"), ("f1",), "“Rules and guidelines”"),
    ("cerqual-short-title", rated(statement="Fear of litigation."), ("f1",), "“Fear of litigation.”"),
    (
        "cerqual-study-rated",
        Material(answers=(Answer(id="a1", study="s1", tool="GRADE-CERQual", answer="High"),)),
        ("s1",),
        "appraisal GRADE-CERQual: High",
    ),
    (
        "cerqual-study-rated",
        Material(answers=(Answer(id="a1", study="s1", tool="ours", answer="moderate concerns"),)),
        ("s1",),
        "appraisal ours: moderate concerns",
    ),
    (
        "cerqual-study-rated",
        replace(rated(levels={}), concerns=(Concern(finding="f1", study="s1", concern="Serious concerns"),)),
        ("f1",),
        "concerns about s1 Serious concerns, and none for the finding",
    ),
    (
        "cerqual-study-rated",
        evidence(studies={"s1": study(limitations="Serious concerns")}),
        ("",),
        "column limitations: Serious concerns",
    ),
    ("cerqual-study-rated", rated(review=None), ("f1",), "a finding of one study is rated"),
    *(
        ("cerqual-items-counted", because(text, LIMITS), ("f1",), f"methodological limitations: “{text}”")
        for text in ("CASP 8/10", "8 of 10 items met", "Seven criteria were met", "7 out of 10 on JBI")
    ),
    ("cerqual-few-studies", rated(contributors=2), ("f1",), "High, 2 studies"),
]

NOT_TRIGGERED: list[tuple[str, Material]] = [
    ("step-summary-differs", step()),
    ("counts-differ", Material(counts={"Study": (3, 3), "Claim": (0, 0)})),
    ("graph-differs", step()),
    ("sources-differ", Material()),
    (
        "mapping-disputed",
        Material(
            mappings=(Filed("a", "d", "TDF", "Ana", "agreed"), Filed("a", "e", "TDF", "Ben", "rejected"))
        ),
    ),
    ("coders-opposed", coded(("Ana", False), ("Ben", False))),
    ("quote-without-group", said_in("s1")),
    ("one-study", said_in("s1", "s2")),
    ("claim-without-text", claim(findings=("f1",))),
    ("claim-without-quote", claim(findings=("f1",), quotes=("q1",))),
    ("part-not-stated", parts(None)),
    ("printed-number-differs", listed(2, "s1", "s2")),
    ("printed-number-differs", listed(4, "s1", "s2", unit="articles")),
    ("printed-without-list", listed(None)),
    (
        "review-number-differs",
        Material(evidence=Evidence(included={"r1": ("s1", "s2")}), printed_by_reviews={"r1": 2}),
    ),
    ("labels-alike", labels("Fear of litigation", "Fear of radiation")),
    ("labels-alike", labels("Option 1 is good for patients", "Option 2 is good for patients")),
    (
        "labels-alike",
        labels(
            "A scan is needed at once",
            "A scan is not needed at once",
            opposites={"a": frozenset({"b"}), "b": frozenset({"a"})},
        ),
    ),
    (
        "studies-alike",
        studies(study("Views of doctors on scans", 2001), study("Views of doctors on scans", 2004)),
    ),
    ("studies-alike", studies(study(doi="10.1/a"), study(doi="10.1/b"))),
    ("small-group", group(n="5")),
    ("small-group", group()),
    ("coverage-empty", evidence(studies={"s1": study()})),
    ("text-not-shared", said_in("s1")),
    ("cerqual-no-explanation", rated()),
    ("cerqual-component-missing", rated()),
    ("cerqual-concern-unexplained", rated()),
    ("cerqual-own-score", because("12 of 15 studies point out that doctors fear the courts")),
    ("cerqual-own-score", rated(theme_number="12")),
    ("cerqual-short-title", rated()),
    ("cerqual-short-title", rated(statement="Doctors fear the courts.")),
    (
        "cerqual-study-rated",
        replace(rated(), concerns=(Concern(finding="f1", study="s1", concern="Serious concerns"),)),
    ),
    ("cerqual-study-rated", Material(answers=(Answer(id="a1", study="s1", tool="CASP", answer="yes"),))),
    ("cerqual-items-counted", rated()),
    ("cerqual-items-counted", because("CASP item 6: 2 of 3 studies do not describe it", LIMITS)),
    ("cerqual-few-studies", rated(contributors=3)),
    ("cerqual-few-studies", rated("Low", contributors=1)),
    ("cerqual-few-studies", rated(contributors=2, reasons={**REASONS, "adequacy": "Rich data"})),
]


def spots(name: str, material: Material) -> list[tuple[tuple[str, ...], str]]:
    found = {one.check.name: one for one in check(material, deep=True).found}
    return [(spot.ids, spot.what) for spot in found[name].spots] if name in found else []


@pytest.mark.parametrize(
    ("name", "material", "ids", "what"),
    TRIGGERED,
    ids=[f"{number}-{one[0]}" for number, one in enumerate(TRIGGERED)],
)
def test_found(name: str, material: Material, ids: tuple[str, ...], what: str) -> None:
    assert spots(name, material) == [(ids, what)]


@pytest.mark.parametrize(
    ("name", "material"),
    NOT_TRIGGERED,
    ids=[f"{number}-{one[0]}" for number, one in enumerate(NOT_TRIGGERED)],
)
def test_not_found(name: str, material: Material) -> None:
    assert spots(name, material) == []


def test_every_check_is_tested_both_ways() -> None:
    names = [one.name for one in CHECKS]
    assert len(names) == len(set(names))
    assert {one[0] for one in TRIGGERED} == {one[0] for one in NOT_TRIGGERED} == set(names)


def test_the_texts_of_checks_are_sentences() -> None:
    for one in CHECKS:
        assert one.severity in SEVERITIES
        assert one.why.endswith(".") or one.why.endswith(")."), one.name
        assert one.cure.endswith("."), one.name
        assert not one.title.endswith("."), one.name


def test_the_gravest_comes_first_and_strict_means_errors_and_warnings() -> None:
    found = check(
        replace(said_in("s1"), counts={"Study": (2, 1)}, conflicts=(CONFLICT,)),
    )
    assert [one.check.severity for one in found.found] == ["error", "warning", "note"]
    assert found.failed
    only_note = check(said_in("s1"))
    assert [one.check.name for one in only_note.found] == ["one-study"]
    assert not only_note.failed
    assert [one.name for one in only_note.skipped] == ["graph-differs"]
    (row,) = only_note.to_json()
    assert (
        row["message"]
        == "Beliefs that rest on one named study: 1. Whatever is said of them goes when that study goes."
    )
    assert (row["severity"], row["ids"], row["n"]) == ("note", ["fear"], 1)


def test_the_threshold_is_the_callers() -> None:
    near = labels("Fear of litigation", "Fear of litigations in court")
    assert not check(near).found
    (found,) = check(near, threshold=75).found
    assert found.ids == ("a", "b")


def test_blocks_of_many_labels_find_each_pair_once() -> None:
    texts = {f"{number:04}": f"text {'abcdefghij'[number % 10] * 9} {number // 2}" for number in range(1_200)}
    texts |= {"x": "fear of courts", "y": "Courts, fear of"}
    assert list(alike(texts)) == [("x", "y", 100)]

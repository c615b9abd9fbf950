"""Paths and targets in words, on evidence written by hand."""

from __future__ import annotations

import dataclasses

from beliefgraph.analysis.paths import paths
from beliefgraph.analysis.shapes import FOOTER
from beliefgraph.analysis.targets import targets
from beliefgraph.exporters.words_paths import paths_text
from beliefgraph.exporters.words_targets import targets_text
from beliefgraph.graph.evidence import Claim, Domain, End, Evidence, Finding, Study, Summary
from beliefgraph.library import Library

EVIDENCE = Evidence(
    claims=(
        Claim(id="c1", cause="fear", effect="scan", direction="encourages", study="s1"),
        Claim(id="c2", cause="fear", effect="care", direction="encourages", findings=("f1",)),
        Claim(id="c3", cause="care", effect="wait", direction="encourages", study="s2"),
        Claim(id="c4", cause="cost", effect="scan", direction="encourages", findings=("f1",)),
        Claim(id="c5", cause="fear", effect="scan", direction="no_effect", study="s3"),
        Claim(id="c6", cause="hope", effect="scan", direction="encourages", basis="inferred", study="s1"),
    ),
    findings={
        "f1": Finding(
            id="f1",
            review="hall2019",
            confidence="Low",
            reported_studies=12,
            reported_unit="articles",
            beliefs={"fear": Summary(part="part"), "cost": Summary(part="part")},
        )
    },
    studies={
        "s1": Study(id="s1", authors="Baker R; Bond S", year=2006),
        "s2": Study(id="s2", authors="Bussieres et al.", year=2012),
        "s3": Study(id="s3", authors="Baker R", year=2006),
    },
    ends={
        "fear": End(id="fear", kind="Subtheme", label="Fear of blame"),
        "care": End(id="care", kind="Subtheme", label="Taking care"),
        "cost": End(id="cost", kind="Subtheme", label="Cost"),
        "hope": End(id="hope", kind="Subtheme", label="Hope"),
        "scan": End(id="scan", kind="Behaviour", label="Order a scan"),
        "wait": End(id="wait", kind="Behaviour", label="Wait"),
    },
    opposites={"scan": frozenset({"wait"}), "wait": frozenset({"scan"})},
)


def flat(text: str) -> str:
    return " ".join(text.split())


def test_paths_in_words() -> None:
    text = flat(paths_text(paths(EVIDENCE, "fear", "scan"), EVIDENCE, "Only what is said as clinician."))
    assert text.startswith(
        "How “Fear of blame” is said to lead to “Order a scan” 2 paths. Only what is said as clinician."
    )
    assert (
        "1. Fear of blame → Order a scan is said to encourage · 1 study named on the weakest step · one study tells every "
        "step (Baker 2006)"
    ) in text
    assert "counted: 1: Baker 2006" in text
    assert "said to have no effect: Baker 2006" in text
    assert (
        "2. Fear of blame → Taking care → Order a scan is said to discourage over 2 steps (by sign rule) · some step is "
        "only reported · stitched: no one source tells every step"
    ) in text
    assert "reported, never added: Hall 2019 12 articles (Low, for a finding that joins two beliefs)" in text
    assert (
        "Taking care is said to discourage Order a scan, partly by what is said of the opposite behaviour, turned: "
        "counted: 1: Bussieres 2012"
    ) in text
    assert text.endswith(FOOTER)


def test_no_path_in_words() -> None:
    text = paths_text(paths(EVIDENCE, "cost", "care"), EVIDENCE)
    assert "No path is said to lead from the one to the other." in text
    assert flat(text).endswith(FOOTER)


def test_targets_in_words() -> None:
    found = targets(EVIDENCE, "scan")
    text = flat(targets_text(found, EVIDENCE, Library.notes(found)))
    assert "Too few studies to rank with confidence; listed by count." in text
    assert "1 Fear of blame encourage 1" in text
    assert (
        "Only reported: no study behind every step can be named; not ranked (1): - Cost · is said to encourage · reported, "
        "never added: Hall 2019 12 articles (Low, for a finding that joins two beliefs)"
    ) in text
    assert "the step is our reading; not ranked (--inferred counts them) (1): - Hope" in text
    assert text.endswith(FOOTER)


def test_studies_of_one_name_are_told_apart() -> None:
    both = Evidence(
        claims=tuple(
            Claim(id=f"c{study}", cause="fear", effect="scan", direction="encourages", study=study)
            for study in ("s1", "s3")
        ),
        studies=EVIDENCE.studies,
        ends=EVIDENCE.ends,
    )
    assert "counted: 2: Baker 2006 [s1], Baker 2006 [s3]" in flat(
        paths_text(paths(both, "fear", "scan"), both)
    )


def test_domains_without_evidence_are_named_and_not_ranked_on_the_screen() -> None:
    filed = dataclasses.replace(
        EVIDENCE,
        domains={"emotion": Domain(id="emotion", label="Emotion", framework="TDF", version="v2")},
        mappings=(("fear", "emotion"),),
    )
    text = flat(targets_text(targets(filed, "scan", by="domain"), filed))
    assert "1 Emotion encourage 1" in text
    nothing = dataclasses.replace(filed, mappings=())
    assert "No evidence here: Emotion" in flat(targets_text(targets(nothing, "scan", by="domain"), nothing))


def test_terminal_escapes_in_labels_do_nothing() -> None:
    label = "Fear\x1b]0;title\x07\x1b[31m"
    shown = dataclasses.replace(
        EVIDENCE, ends={**EVIDENCE.ends, "fear": End(id="fear", kind="Subtheme", label=label)}
    )
    for text in (
        paths_text(paths(shown, "fear", "scan"), shown),
        targets_text(targets(shown, "scan"), shown),
    ):
        assert "\x1b" not in text
        assert "\x07" not in text

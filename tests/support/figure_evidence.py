"""A small evidence for figures: every direction, a hollow step, a mixed one, a route that nobody tells whole."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

from beliefgraph.graph.evidence import Claim, Coding, End, Evidence, Finding, Quote, Study, Summary
from beliefgraph.queries.bundled import bundled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from beliefgraph.graph.records import Value
    from beliefgraph.graph.store import Row

HOSTILE = (
    "</script><img src=x onerror=alert(1)> $x^2$ & \"quotes\" 'too'",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenfutteral" * 2,
    "الخوف من اللوم أو الملاحقة القانونية",
    "😀 👨‍👩‍👧 漢字 ́̂ \u202e reversed",
    "a" * 300,
    " ",
)
"""Markup, formulas, words wider than a page, right to left, emoji, a turned line, a single long word, nothing."""

_LABELS = {
    "press": "Patients press for a scan",
    "missed": "Without a scan something serious may be missed",
    "blame": "Not scanning may bring blame or legal action",
    "dispute": "Refusing a scan may start a dispute",
    "harm": "Scans do harm",
    "scan": "Order imaging for low back pain",
}


def every_mark() -> Evidence:
    """Return routes from "press" and "missed" to "scan".

    Steps: press→blame + (s1), missed→blame + reported only, blame→dispute + (s1), dispute→scan + (s1, s2),
    blame→scan ± (s1 +, s2 −), harm→scan − (s3), press→harm + (s4).
    """
    claims = (
        Claim(id="c1", cause="press", effect="blame", direction="encourages", quotes=("q1",)),
        Claim(id="c2", cause="missed", effect="blame", direction="encourages", findings=("f1",)),
        Claim(id="c3", cause="blame", effect="dispute", direction="encourages", quotes=("q1",)),
        Claim(id="c4", cause="dispute", effect="scan", direction="encourages", quotes=("q1",)),
        Claim(id="c5", cause="dispute", effect="scan", direction="encourages", study="s2"),
        Claim(id="c6", cause="blame", effect="scan", direction="encourages", quotes=("q1",)),
        Claim(id="c7", cause="blame", effect="scan", direction="discourages", study="s2"),
        Claim(id="c8", cause="harm", effect="scan", direction="discourages", study="s3"),
        Claim(id="c9", cause="press", effect="harm", direction="encourages", study="s4"),
    )
    return Evidence(
        claims=claims,
        quotes={"q1": Quote(id="q1", study="s1", roles=("clinician",))},
        findings={
            "f1": Finding(
                id="f1",
                review="hall2019",
                confidence="Moderate",
                reported_studies=12,
                beliefs={"missed": Summary()},
            )
        },
        codings=tuple(Coding(quote="q1", belief=belief) for belief in ("press", "blame", "dispute")),
        studies={
            "s1": Study(id="s1", authors="De Silva C", year=2020),
            "s2": Study(id="s2", authors="Pike A", year=2022),
            "s3": Study(id="s3"),
            "s4": Study(id="s4"),
        },
        reviews={"hall2019": "A review"},
        ends={
            key: End(id=key, kind="Behaviour" if key == "scan" else "Subtheme", label=label)
            for key, label in _LABELS.items()
        },
    )


def crowded(seed: int) -> Evidence:
    """Return many routes from "b0" to "x" among fourteen beliefs, some of them in circles."""
    dice = random.Random(seed)
    words = [
        "patients",
        "clinicians",
        "fear",
        "blame",
        "scan",
        "picture",
        "cause",
        "pain",
        "harm",
        "reassure",
        "time",
        "pressure",
        "trust",
    ]
    ids = [*(f"b{number}" for number in range(14)), "x"]
    ends = {
        key: End(
            id=key,
            kind="Behaviour" if key == "x" else "Subtheme",
            label=" ".join(dice.choice(words) for _ in range(dice.randint(3, 7))).capitalize(),
        )
        for key in ids
    }
    claims = []
    for number in range(90):
        cause, effect = dice.sample(ids, 2)
        if ids.index(cause) > ids.index(effect) and dice.random() < 0.85:
            cause, effect = effect, cause
        direction = dice.choice(("encourages", "encourages", "discourages"))
        study = f"s{dice.randint(1, 12)}"
        claims.append(Claim(id=f"c{number:02}", cause=cause, effect=effect, direction=direction, study=study))
    return Evidence(
        claims=tuple(claims),
        ends=ends,
        studies={f"s{number}": Study(id=f"s{number}") for number in range(1, 13)},
    )


def hostile(evidence: Evidence, text: str) -> Evidence:
    """Return evidence of which every label is the same hostile text, and every study's author too."""
    ends = {key: replace(end, label=text) for key, end in evidence.ends.items()}
    studies = {key: replace(study, authors=text, year=2020) for key, study in evidence.studies.items()}
    return replace(evidence, ends=ends, studies=studies)


def no_texts(cypher: str, parameters: Mapping[str, Value]) -> list[Row]:
    """Stand for a library that knows no more than the evidence."""
    return []


def planned(cypher: str, parameters: Mapping[str, Value]) -> list[Row]:
    """Stand for a library with four targets: three of the behaviour, one that aims elsewhere; no other texts."""
    return _planned(cypher, "")


def planned_as(text: str) -> Callable[[str, Mapping[str, Value]], list[Row]]:
    """Return the same library with a hostile text in every label."""
    return lambda cypher, parameters: _planned(cypher, text)


def _planned(cypher: str, text: str) -> list[Row]:
    if cypher == bundled("map-targets"):
        labels = {"t1": "Rehearse the talk", "t2": "A leaflet", "t3": "A second opinion", "t4": "Sleep"}
        return [_row(target=key, label=text or label) for key, label in labels.items()]
    if cypher == bundled("map-target-links"):
        ties = (("t1", "blame"), ("t2", "harm"), ("t2", "dispute"), ("t3", "blame"), ("t4", "harm"))
        return [
            *(_row(target=key, relation="ADDRESSES", other=belief) for key, belief in ties),
            *(_row(target=key, relation="AIMS_AT", other="scan") for key in ("t1", "t3")),
            _row(target="t4", relation="AIMS_AT", other="sleep"),
            *(
                _row(
                    target=key,
                    relation="USES",
                    other=code,
                    code=code,
                    label=text or label,
                    framework="BCT Taxonomy",
                    version="v1",
                )
                for key, code, label in (
                    ("t1", "8.1", "Behavioural practice/rehearsal"),
                    ("t2", "5.1", "Information about health consequences"),
                    ("t2", "12.5", "Adding objects to the environment"),
                )
            ),
        ]
    return []


def _row(**given: Value) -> Row:
    columns = (
        *("target", "label", "description", "function", "policy", "mode"),
        *("relation", "tie", "other", "code", "framework", "version"),
    )
    return {column: given.get(column) for column in columns} | {"properties": {}}

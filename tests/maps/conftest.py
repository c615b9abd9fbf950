"""A small evidence that uses every mark of the grammar, and the demo as it is loaded."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from beliefgraph.graph.evidence import (
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
from beliefgraph.graph.store import open_store
from beliefgraph.library import Library
from beliefgraph.maps.details import (
    ClaimText,
    Details,
    FindingText,
    GroupText,
    Target,
    Technique,
    Thing,
)
from beliefgraph.queries.evidence import read_evidence
from beliefgraph.queries.quoted import QuoteText

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from beliefgraph.graph.store import Store

HOSTILE = "</script><script>hacked=1</script><img src=x onerror=hacked=2>{{data}}<!--\u2028\u2029\"'&amp;"
"""Ends elements, runs scripts, breaks lines, quotes, and looks like one of the template's marks."""

TARGETS = (
    Target(
        id="t1",
        label="Rehearse the talk",
        addresses={"fear": "row"},
        aims_at=("wait",),
        techniques=(Technique("8.1", "Behavioural practice/rehearsal", "BCT Taxonomy", "v1"),),
    ),
    Target(id="t2", label="A leaflet", addresses={"fear": "shared"}),
    Target(id="t3", label="Aims elsewhere", addresses={"fear": None}, aims_at=("sleep",)),
)


def _end(identifier: str, label: str, kind: str = "Subtheme") -> tuple[str, End]:
    return identifier, End(id=identifier, kind=kind, label=label)


@pytest.fixture
def small() -> Evidence:
    """Five beliefs about scanning: pushed, held back, mixed, turned, only reported; one left unconnected."""
    claims = (
        Claim(id="c1", cause="fear", effect="scan", direction="encourages", basis="stated", quotes=("q1",)),
        Claim(id="c2", cause="fear", effect="scan", direction="discourages", quotes=("q2",), coder="ann"),
        Claim(id="c3", cause="harm", effect="wait", direction="encourages", study="s3"),
        Claim(id="c4", cause="calm", effect="scan", direction="encourages", findings=("f1",)),
        Claim(id="c5", cause="press", effect="fear", direction="encourages", quotes=("q1",)),
        Claim(
            id="c6", cause="press", effect="scan", direction="encourages", basis="inferred", quotes=("q1",)
        ),
        Claim(id="c7", cause="sleepy", effect="sleep", direction="encourages", study="s1"),
        Claim(id="c8", cause="fear", effect="scan", direction="no_effect", study="s3"),
    )
    return Evidence(
        claims=claims,
        quotes={
            "q1": Quote(id="q1", study="s1", speaker="GP 4", groups=("g1",)),
            "q2": Quote(id="q2", study="s2", kind="paraphrase", roles=("patient",)),
            "q3": Quote(id="q3", study="s2", roles=("carer",)),
        },
        findings={
            "f1": Finding(
                id="f1",
                review="hall2019",
                roles=("clinician",),
                confidence="Low",
                reported_studies=9,
                beliefs={"calm": Summary(part="part"), "fear": Summary(part="part")},
            )
        },
        codings=(
            Coding(quote="q1", belief="fear", coder="ann"),
            Coding(quote="q3", belief="fear", contradicts=True, coder="bob"),
        ),
        groups={"g1": Group(id="g1", study="s1", roles=("clinician",))},
        studies={
            "s1": Study(id="s1", authors="Pike A; Hall B", year=2022),
            "s2": Study(id="s2", authors="De Silva C", year=2023),
            "s3": Study(id="s3"),
        },
        reviews={"hall2019": "A review"},
        ends=dict(
            (
                _end("fear", "Fear of blame"),
                _end("harm", "Scans do harm"),
                _end("calm", "A scan calms"),
                _end("press", "Patients press"),
                _end("sleepy", "I am tired"),
                _end("scan", "Order imaging", "Behaviour"),
                _end("wait", "Manage without", "Behaviour"),
                _end("sleep", "Sleep", "Behaviour"),
            )
        ),
        opposites={"scan": frozenset({"wait"}), "wait": frozenset({"scan"})},
    )


@pytest.fixture
def targets() -> tuple[Target, ...]:
    """Two targets of one belief, and one that aims at another behaviour."""
    return TARGETS


@pytest.fixture
def texts() -> Details:
    """The words behind it; ``q2`` may not be shared."""
    return Details(
        things={
            "fear": Thing(definition="To be blamed", themes=("Risk",)),
            "scan": Thing(actor="clinicians", context="general practice"),
        },
        quotes={
            "q1": QuoteText("They might sue", "p. 4"),
            "q2": QuoteText(None, "p. 9"),
            "q3": QuoteText("Nobody sues here"),
        },
        claims={"c1": ClaimText(as_published="driver", condition="at night")},
        findings={
            "f1": FindingText(
                "A scan calms and spares blame", "few studies", (("coherence", "Minor concerns", None),)
            )
        },
        groups={"g1": GroupText("family doctors", ("GP",), 9)},
    )


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Evidence]]:
    """The bundled demo, loaded as a user loads it."""
    address = tmp_path_factory.mktemp("maps") / "demo.db"
    with Library(address) as library:
        library.load_demo()
    with closing(open_store(address, read_only=True)) as store:
        yield store, read_evidence(store.query)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for evidence tables."""
    made = tmp_path / "tables"
    made.mkdir()
    return made


@pytest.fixture
def hostile(small: Evidence, texts: Details) -> tuple[Evidence, Details]:
    """The small evidence with every text turned against the page."""
    ends = {
        identifier: replace(end, label=f"{end.label} {HOSTILE}") for identifier, end in small.ends.items()
    }
    quotes = {
        "q1": QuoteText(HOSTILE, HOSTILE),
        "q2": QuoteText(None),
        "q3": QuoteText("شكرا \u202eabc 😀" + "x" * 2000),
    }
    return replace(small, ends=ends), replace(texts, quotes=quotes)


@pytest.fixture
def hostile_text() -> str:
    """The text that every label of ``hostile`` ends in."""
    return HOSTILE

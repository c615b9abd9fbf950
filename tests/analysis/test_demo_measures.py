"""The flagship question on the bundled demo, checked by hand against claims.csv and findings.csv."""

from __future__ import annotations

import csv
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from beliefgraph.analysis.paths import paths
from beliefgraph.analysis.targets import targets
from support import reference
from support.plain_evidence import as_evidence

if TYPE_CHECKING:
    from beliefgraph.graph.evidence import Evidence
    from support.reference import Plain


@pytest.fixture(scope="module")
def demo() -> Plain:
    """The demo's tables as the reference reads them: no store, no loader."""
    with as_file(files("beliefgraph") / "demo" / "tables") as folder:
        tables = {
            path.stem: list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines(keepends=True)))
            for path in sorted(Path(folder).glob("*.csv"))
        }
    return reference.library(tables)


@pytest.fixture(scope="module")
def evidence(demo: Plain) -> Evidence:
    return as_evidence(demo)


def test_how_fear_of_litigation_is_said_to_lead_to_imaging(evidence: Evidence) -> None:
    answer = paths(evidence, "b-litigation", "order-imaging")
    (path,) = answer.paths
    assert (path.support, path.direction, path.told_by, path.tellers) == (
        1,
        "encourages",
        "study",
        ("bussieres2012",),
    )
    (step,) = path.steps
    assert (step.studies.counted, step.studies.listed) == (("bussieres2012",), ())
    printed = [
        (one.review, one.studies, one.participants, one.confidence, one.part) for one in step.studies.reported
    ]
    assert printed == [("hall2019", 4, 126, "Low", "whole"), ("sharma2020", 12, None, "Moderate", "part")]
    assert step.findings == ("bussieres2012-a3", "hall2019-t6-3", "sharma2020-kf3")


def test_the_seed_review_makes_no_counted_step(evidence: Evidence) -> None:
    # Its abstract states the belief; the step is the curator's reading.
    assert paths(evidence, "b-finds-source", "order-imaging", max_steps=1).paths == ()
    (path,) = paths(evidence, "b-finds-source", "order-imaging", max_steps=1, inferred=True).paths
    assert [
        (one.review, one.studies) for one in path.steps[0].studies.reported if one.review == "sharma2020"
    ] == [("sharma2020", 33)]


def test_every_target_of_ordering_agrees_with_the_reference(demo: Plain, evidence: Evidence) -> None:
    for by in ("belief", "domain"):
        found = targets(evidence, "order-imaging", by=by).to_json()
        expected = reference.targets(demo, "order-imaging", by)
        assert reference.like(found, expected) == expected

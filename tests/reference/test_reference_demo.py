"""The reference on the bundled demo: numbers counted by reading the tables."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from support import reference


@pytest.fixture(scope="module")
def demo() -> reference.Plain:
    tables = {}
    for file in (files("beliefgraph") / "demo" / "tables").iterdir():
        if file.name.endswith(".csv"):
            rows = csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines(keepends=True))
            tables[file.name.removesuffix(".csv")] = list(rows)
    return reference.library(tables)


def test_litigation_to_ordering(demo: reference.Plain) -> None:
    # claims.csv has three rows b-litigation → order-imaging: by a finding of Bussières 2012, and by findings of two
    # reviews: Hall 2019 (4 studies, low) and Sharma 2020 (12 studies, moderate, of a finding of two beliefs). All
    # other effects of b-litigation (order-unneeded-test, stop-low-value-care) lead nowhere near ordering.
    [path] = reference.paths(demo, "b-litigation", "order-imaging")
    assert (path["path"], path["direction"], path["support"]) == (
        ["b-litigation", "order-imaging"],
        "encourages",
        1,
    )
    assert (path["told_by"], path["tellers"]) == ("study", ["bussieres2012"])
    [step] = path["steps"]
    assert step["via_opposite"] is False
    assert (step["studies"]["counted"], step["studies"]["listed"]) == (["bussieres2012"], [])
    reported = [(e["review"], e["studies"], e["confidence"], e["part"]) for e in step["studies"]["reported"]]
    assert reported == [("hall2019", 4, "Low", "whole"), ("sharma2020", 12, "Moderate", "part")]


def test_every_tdf_domain_is_a_row(demo: reference.Plain) -> None:
    rows = reference.targets(demo, "order-imaging", "domain")
    assert {row["label"] for row in rows if row["domain"]} == set(reference.TDF_LABELS)


def test_no_guideline_by_hand(demo: reference.Plain) -> None:
    # Three claims b-no-guideline → manage-without-imaging, all discouraging: findings of To 2022 and Lin 2016, and row
    # x5 of the Jenkins literature table, which is about this belief alone and lists four articles. Turned, they
    # encourage ordering. No quote is coded as the belief.
    rows = {row["belief"]: row for row in reference.targets(demo, "order-imaging")}
    row = rows["b-no-guideline"]
    assert row["studies"]["counted"] == ["lin2016", "to2022"]
    assert row["studies"]["listed"] == [f"jenkins-ref-{number}" for number in (30, 46, 52, 55)]
    assert (row["rank"], row["n_studies"], row["reach"], row["direction"]) == (1, 6, 6, "encourages")
    # Without opposites nothing leads from it to ordering.
    assert "b-no-guideline" not in {
        row["belief"] for row in reference.targets(demo, "order-imaging", opposites=False)
    }


def test_avoiding_conflict_reaches_ordering_only_over_the_booklet(demo: reference.Plain) -> None:
    # The direct step is Hall's alone (reported). By Jenkins 2018: discourages using the booklet (a quote and a finding
    # of the study), which discourages pressure (a finding of the study), which encourages ordering (Pike, Lin, Baker).
    paths = reference.paths(demo, "b-avoid-conflict", "order-imaging")
    found = [(path["path"][1:-1], path["support"], path["direction"], path["told_by"]) for path in paths]
    assert found == [
        (["use-booklet", "b-pressure"], 1, "encourages", "stitched"),
        ([], 0, "encourages", "finding"),
    ]


def test_social_influences_by_hand(demo: reference.Plain) -> None:
    # Agreed for b-pressure (Pike, Lin by claims about managing without; Baker by a quote) and b-avoid-conflict
    # (Jenkins 2018, first step to the booklet).
    row = next(
        row
        for row in reference.targets(demo, "order-imaging", "domain")
        if row["domain"] == "social-influences"
    )
    assert row["beliefs"] == ["b-avoid-conflict", "b-pressure"]
    assert row["studies"]["counted"] == ["baker2006", "jenkins2018", "lin2016", "pike2022"]
    assert (row["elaboration"], row["direction"], row["conflict"]) == (2, "encourages", False)

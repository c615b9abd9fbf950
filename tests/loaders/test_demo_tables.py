"""The demo's tables, row by row: they load without a problem and nothing of them is lost."""

from __future__ import annotations

import csv
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from beliefgraph.loaders.registry import read

if TYPE_CHECKING:
    from beliefgraph.graph.records import Reading

TABLES = Path(str(files("beliefgraph") / "demo" / "tables"))
ROWS = {
    "reviews": 8,
    "studies": 103,
    "groups": 47,
    "themes": 15,
    "subthemes": 107,
    "behaviours": 13,
    "quotes": 55,
    "claims": 165,
    "findings": 145,
    "finding_beliefs": 148,
    "contributions": 180,
    "mappings": 72,
    "asked": 5,
    "appraisals": 11,
    "targets": 20,
    "domains": 3,
}


@pytest.fixture(scope="module")
def demo() -> Reading:
    return read(TABLES)


def test_all_rows_are_read_without_a_problem(demo: Reading) -> None:
    assert [str(problem) for problem in demo.problems] == []
    assert demo.read == ROWS
    assert demo.skipped == ()
    # A part of a country is one value, whatever its comma.
    assert [(warning.place.table, warning.value) for warning in demo.warnings] == [
        ("studies", "Scotland, UK"),
        ("groups", "Scotland, UK"),
    ]


def test_every_row_is_one_record_and_29_quotes_make_claims(demo: Reading) -> None:
    kinds = Counter(record.kind for record in demo.records)
    assert kinds["Claim"] == 165 + 29
    assert sum(record.kind == "Claim" and record.place.table == "quotes" for record in demo.records) == 29
    assert len(demo.records) == sum(ROWS.values()) + 29
    assert len({record.about for record in demo.records}) == len(demo.records)


def test_every_cell_is_in_its_record(demo: Reading) -> None:
    at = {(record.place.table, record.place.row): record for record in demo.records if ":" not in record.id}
    with (TABLES / "contributions.csv").open(encoding="utf-8", newline="") as stream:
        for row, cells in enumerate(csv.DictReader(stream), start=2):
            (link,) = at["contributions", row].links
            assert (link.start.id, link.end.id) == (cells.pop("study"), cells.pop("finding"))
            assert link.properties == {name: text for name, text in cells.items() if text}

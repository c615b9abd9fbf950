"""The bundled evidence: sourced in every row, credited, in our own words, and whole.

Whether the tables obey the rules of evidence tables is the loader's to say; here is what a loader cannot know.
"""

from __future__ import annotations

import csv
import io
import re
from importlib.resources import files

import pytest

DEMO = files("beliefgraph") / "demo"
ROWS = {
    "appraisals": 11,
    "asked": 5,
    "behaviours": 13,
    "claims": 165,
    "contributions": 180,
    "domains": 3,
    "finding_beliefs": 148,
    "findings": 145,
    "groups": 47,
    "mappings": 72,
    "quotes": 55,
    "reviews": 8,
    "studies": 103,
    "subthemes": 107,
    "targets": 20,
    "themes": 15,
}
SOURCE_COLUMNS = ("source_citation", "source_url", "licence", "published_locator")
SOURCES = (DEMO / "SOURCES.md").read_text(encoding="utf-8")


def rows(table: str) -> list[dict[str, str]]:
    text = (DEMO / "tables" / f"{table}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def cells(table: str) -> list[tuple[str, str]]:
    """Return place and text of every cell that is not empty."""
    return [
        (f"{table}, row {number}, {column}", value)
        for number, row in enumerate(rows(table), start=2)
        for column, value in row.items()
        if value
    ]


def one_line(text: str) -> str:
    return " ".join(text.split())


def test_all_tables_are_here_with_all_their_rows() -> None:
    found = {entry.name.removesuffix(".csv") for entry in (DEMO / "tables").iterdir()}
    assert found == set(ROWS)
    assert {table: len(rows(table)) for table in ROWS} == ROWS


@pytest.mark.parametrize("table", ROWS)
def test_every_row_says_where_it_is_from(table: str) -> None:
    for number, row in enumerate(rows(table), start=2):
        for column in SOURCE_COLUMNS:
            assert row[column].strip(), f"{table}, row {number}: {column} is empty"


@pytest.mark.parametrize("table", ROWS)
def test_every_source_is_credited(table: str) -> None:
    credit_lines = one_line(SOURCES)
    for row in rows(table):
        for citation in row["source_citation"].split(" | "):
            assert f"In the rows: {citation}" in credit_lines, f"{citation} is not credited in SOURCES.md"


def test_every_credited_source_is_used() -> None:
    used = {c for table in ROWS for row in rows(table) for c in row["source_citation"].split(" | ")}
    assert one_line(SOURCES).count("In the rows: ") == len(used)


@pytest.mark.parametrize("table", ROWS)
def test_nothing_stands_in_quotation_marks(table: str) -> None:
    for place, text in cells(table):
        assert not re.search(r"[\"“”„«»‘]|(?<!\w)'", text), f"{place}: {text}"


def test_sources_quote_nobody() -> None:
    assert not re.search(r"[\"“”„«»‘]", SOURCES)


@pytest.mark.parametrize("table", ROWS)
def test_no_cell_names_a_file_of_some_machine(table: str) -> None:
    for place, text in cells(table):
        assert not re.search(r"(^|\s)(/\w|~/|[A-Za-z]:\\|file:)", text), f"{place}: {text}"


def test_no_quote_is_verbatim() -> None:
    assert {row["kind"] for row in rows("quotes")} == {"paraphrase", "author"}


def test_sources_say_what_counts_mean_and_what_this_is_not() -> None:
    text = one_line(SOURCES)
    assert (
        "Counts say where a belief was reported, given who was sampled and asked. "
        "They do not measure how common or how strong it is."
    ) in text
    assert "It is not the data set of Sharma et al. 2020" in text
    assert "None is verbatim" in text


def test_sources_list_every_judgement() -> None:
    section = SOURCES.split("## Judgements")[1].split("\n## ")[0]
    assert re.findall(r"^(\d+)\. ", section, re.MULTILINE) == [str(number) for number in range(1, 23)]


def test_beliefs_held_only_by_sources_used_as_facts() -> None:
    """SOURCES.md names the beliefs that go when the three sources without an open licence are taken out."""
    facts_only = ("Sharma et al. 2020", "Scoping review 2020", "Robinson et al. 2025")
    alone = [
        row["id"]
        for row in rows("subthemes")
        if all(citation.startswith(facts_only) for citation in row["source_citation"].split(" | "))
    ]
    assert sorted(alone) == ["b-new-patient-trust", "b-proves-real", "b-want-reason", "b-want-scan"]
    for belief in alone:
        assert belief in SOURCES

"""Rows as table, CSV, JSON, lines of JSON and Markdown."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.errors import InputError
from beliefgraph.exporters.rows import FORMATS, render

if TYPE_CHECKING:
    from beliefgraph.graph.records import Value

ROWS: list[dict[str, Value]] = [
    {"id": "b1", "studies": 2, "roles": ["patient", "carer"], "seen": True, "note": None},
    {"id": "b2", "studies": 0, "roles": [], "seen": False, "note": "a | b\nc"},
]
COLUMNS = ("id", "studies", "roles", "seen", "note")


@pytest.fixture(autouse=True)
def screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")


def test_json_keeps_every_type() -> None:
    assert json.loads(render(ROWS, COLUMNS, "json")) == ROWS
    assert [json.loads(line) for line in render(ROWS, COLUMNS, "ndjson").splitlines()] == ROWS


def test_csv_is_read_back_by_any_reader() -> None:
    read = list(csv.reader(io.StringIO(render(ROWS, COLUMNS, "csv"))))
    assert read == [
        list(COLUMNS),
        ["b1", "2", "patient; carer", "yes", ""],
        ["b2", "0", "", "no", "a | b\nc"],
    ]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_spreadsheet_runs_a_text_as_a_formula(text: str) -> None:
    assert list(csv.reader(io.StringIO(render([{"a": text}], ["a"], "csv"), newline="")))[1] == [f"'{text}"]
    inside = render([{"a": [text, "x"]}], ["a"], "csv")
    assert list(csv.reader(io.StringIO(inside, newline="")))[1] == [f"'{text}; x"]


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_spreadsheet_runs_a_header_as_a_formula(name: str) -> None:
    assert render([{name: 2, "b": 3}], [name, "b"], "csv") == f"'{name},b\n2,3"


def test_numbers_stay_numbers_in_csv() -> None:
    assert render([{"a": -1, "b": 0.5}], ["a", "b"], "csv") == "a,b\n-1,0.5"


def test_markdown_keeps_cells_apart() -> None:
    lines = render(ROWS, COLUMNS, "markdown").splitlines()
    assert lines[3].count("|") == 7  # six bars of the table and the escaped one
    assert "a \\| b c" in lines[3]


def test_markdown_holds_text_never_markup() -> None:
    rows: list[dict[str, Value]] = [{"a|<b>": "<img src=x onerror=alert(1)>", "c": "x \\| y & [z](u)"}]
    header, _, line = render(rows, list(rows[0]), "markdown").splitlines()
    assert header.split() == ["|", "a\\|\\<b\\>", "|", "c", "|"]
    # The backslash is escaped, and then the bar: neither ends the cell.
    assert line == "| \\<img src=x onerror=alert(1)\\> | x \\\\\\| y &amp; \\[z\\](u) |"


def test_a_table_leaves_empty_columns_out_and_fits_the_screen() -> None:
    rows: list[dict[str, Value]] = [{"id": "b1", "text": "word " * 40, "empty": None}]
    text = render([*rows, *rows], ["id", "text", "empty"], "table")
    assert max(map(len, text.splitlines())) <= 60
    assert "empty" not in text


def test_rows_of_too_many_columns_become_paragraphs() -> None:
    rows: list[dict[str, Value]] = [{f"column{n}": f"a longer value {n}" for n in range(9)}] * 2
    text = render(rows, list(rows[0]), "table")
    assert text.startswith("1. column0: a longer value 0 · column1: a longer value 1")
    assert max(map(len, text.splitlines())) <= 60


def test_one_wide_row_is_a_list() -> None:
    row: dict[str, Value] = {"id": "b1", "details": {"label": "Fear " * 20, "kind": "belief"}}
    lines = render([row], ["id", "details"], "table").splitlines()
    assert lines[:3] == ["id: b1", "details:", "  kind: belief"]


def test_terminal_escapes_in_texts_do_nothing() -> None:
    assert "\x1b" not in render([{"a": "\x1b[31mred\x1b[0m\x07"}], ["a"], "table")


@pytest.mark.parametrize("form", FORMATS)
def test_no_rows(form: str) -> None:
    expected: dict[str, Any] = {"json": "[]", "ndjson": "", "csv": "id,n"}
    text = render([], ["id", "n"], form)
    assert text == expected[form] if form in expected else "id" in text


def test_an_unknown_format() -> None:
    with pytest.raises(InputError, match=r"There is no output format xml\. Choose one of table, csv"):
        render([], ["a"], "xml")

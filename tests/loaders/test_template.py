"""The templates of ``init``: they load as they are, and say how to fill them in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from beliefgraph.errors import InputError
from beliefgraph.loaders.columns import TABLE_BY_NAME, TABLES
from beliefgraph.loaders.registry import read
from beliefgraph.loaders.template import STARTERS, write_template

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet


@pytest.fixture(params=sorted(STARTERS))
def starter(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def _rule(sheet: Worksheet, column: str) -> DataValidation:
    letter = next(cell.column_letter for cell in sheet[1] if cell.value == column)
    found: DataValidation = next(
        rule for rule in sheet.data_validations.dataValidation if f"{letter}2" in rule.sqref
    )
    return found


def test_it_loads_as_it_is(tmp_path: Path, starter: str) -> None:
    path = write_template(tmp_path / "my review", starter)
    assert path == tmp_path / "my review" / "my review.xlsx"
    reading = read(path)
    assert reading.problems == ()
    assert tuple(reading.read) == tuple(sorted(STARTERS[starter], key=list(TABLE_BY_NAME).index))
    assert all(reading.read.values())
    # The example is worked to the end: a belief leads to a behaviour.
    (claim,) = [record for record in reading.records if record.kind == "Claim"]
    assert claim.properties["direction"] == "encourages"
    assert reading.skipped == ()


def test_every_example_row_is_warned_of(tmp_path: Path, starter: str) -> None:
    reading = read(write_template(tmp_path / "new", starter))
    rows = {(record.place.table, record.place.row) for record in reading.records}
    assert [(warning.place.table, warning.place.row) for warning in reading.warnings] == sorted(
        rows, key=lambda row: (list(TABLE_BY_NAME).index(row[0]), row[1])
    )
    assert str(reading.warnings[-1]).startswith(f"new.xlsx, {STARTERS[starter][-1]}, row 2, column ")
    assert {f"{warning.message} {warning.cure}" for warning in reading.warnings} == {
        "This is an example row of the template; it counts as evidence. Replace or delete it."
    }


def test_a_replaced_row_is_not_warned_of(tmp_path: Path) -> None:
    path = write_template(tmp_path / "new", "review")
    book = load_workbook(path)
    book["reviews"]["B2"] = "Example: views on scans"
    book.save(path)
    assert [warning.place.table for warning in read(path).warnings] == [
        "subthemes",
        "behaviours",
        "behaviours",
        "findings",
    ]


def test_only_our_own_further_sheets_go_unsaid(tmp_path: Path) -> None:
    path = write_template(tmp_path / "new", "review")
    book = load_workbook(path)
    # Shown again and saved elsewhere, our lists stay ours; a user's own text under our name does not.
    book["lists"].sheet_state = "visible"
    book["read me"]["A1"] = "What I did"
    book.create_sheet("notes")["A1"] = "x"
    book.save(path)
    assert [skipped.place.table for skipped in read(path).skipped] == ["read me", "notes"]
    book["lists"].delete_rows(1)
    book.save(path)
    assert [skipped.place.table for skipped in read(path).skipped] == ["read me", "lists", "notes"]


def test_the_read_me_says_which_sheets_may_be_added(tmp_path: Path, starter: str) -> None:
    book = load_workbook(write_template(tmp_path / "new", starter))
    told = [(name, str(text or "")) for name, text in book["read me"].iter_rows(max_col=2, values_only=True)]
    start = told.index(("Further sheets", ""))
    assert told[start + 1][1].startswith(
        "This workbook does not have them; add one when you need it. Give the sheet exactly the name that stands here"
    )
    further = dict(told[start + 2 :])
    assert list(further) == [table.name for table in TABLES if table.name not in STARTERS[starter]]
    assert further["codings"] == (
        "one coder's decision that a quote supports or contradicts a belief. "
        "Required: quote, subtheme, stance. May be left out: coder, note."
    )


def test_example_rows_say_that_they_are_examples(tmp_path: Path, starter: str) -> None:
    reading = read(write_template(tmp_path / "new", starter))
    for record in reading.records:
        assert record.id.startswith("example-")
        said = [
            value
            for name, value in record.properties.items()
            if name in ("title", "label", "text", "statement")
        ]
        assert all(str(value).startswith("Example") for value in said)


def test_sheets_headers_notes_and_panes(tmp_path: Path, starter: str) -> None:
    book = load_workbook(write_template(tmp_path / "new", starter))
    assert book.sheetnames == [*STARTERS[starter], "read me", "lists"]
    assert book["lists"].sheet_state == "hidden"
    for name in STARTERS[starter]:
        sheet, table = book[name], TABLE_BY_NAME[name]
        assert [cell.value for cell in sheet[1]] == [column.name for column in table.columns]
        assert sheet.freeze_panes == "B2"
        for cell, column in zip(sheet[1], table.columns, strict=True):
            assert bool(cell.font.bold) == column.required
            assert cell.comment is not None
            assert column.note in cell.comment.text
        assert sheet["A2"].number_format == "@"
    told = "\n".join(str(cell.value) for row in book["read me"].iter_rows() for cell in row if cell.value)
    assert all(table.name in told for table in TABLES)


def test_drop_downs_suggest_where_several_values_may_stand(tmp_path: Path) -> None:
    book = load_workbook(write_template(tmp_path / "new", "interviews"))
    roles = _rule(book["groups"], "roles")
    assert roles.formula1 == '"patient,clinician,carer,public,other"'
    assert roles.showErrorMessage is False
    share = _rule(book["quotes"], "share")
    assert (share.formula1, share.showErrorMessage, share.errorStyle) == ('"yes,no"', True, "stop")
    direction = _rule(book["quotes"], "direction")
    assert (direction.showErrorMessage, direction.errorStyle) == (True, "warning")
    study = _rule(book["quotes"], "study")
    assert (study.formula1, study.showErrorMessage) == ("studies!$A$2:$A$5000", False)
    supports = _rule(book["quotes"], "supports")
    assert supports.formula1 == "subthemes!$A$2:$A$5000"
    domains = _rule(book["subthemes"], "domains")
    assert (domains.formula1, domains.showErrorMessage) == ("lists!$A$2:$A$15", False)
    assert [book["lists"][f"A{row}"].value for row in (1, 2, 15)] == [
        "domains",
        "Knowledge",
        "Behavioural regulation",
    ]


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    path = write_template(tmp_path / "new", "review")
    before = path.read_bytes()
    with pytest.raises(InputError) as caught:
        write_template(tmp_path / "new", "interviews")
    assert str(caught.value) == (
        f"{path} is there already and is left as it is. Name another folder, or move the file away."
    )
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be written"):
        write_template(tmp_path / "file" / "new")


def test_an_unknown_starter(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        write_template(tmp_path / "new", "survey")
    assert str(caught.value) == 'There is no starter "survey". Starters: interviews, review.'
    assert not (tmp_path / "new").exists()

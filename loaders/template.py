"""Writes an empty workbook of evidence tables, with notes, drop-downs and one worked example."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from ..errors import InputError
from ..graph.model import FAMILIES
from .columns import TABLE_BY_NAME, TABLES, describe
from .fields import CHOICE, ID, NUMBER, REF
from .template_examples import EXAMPLES, LISTS, MARKS, README

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from .fields import Column, Table

STARTERS: dict[str, tuple[str, ...]] = {
    "interviews": ("studies", "groups", "subthemes", "behaviours", "quotes"),
    "review": ("reviews", "subthemes", "behaviours", "findings"),
}
"""Starter → its sheets, in the order of filling in."""

_LAST_ROW = 5_000
"""Drop-downs and text formats reach down to this row."""
_LONG = ("text", "statement", "definition", "title", "question", "description", "label")


def write_template(directory: Path, starter: str = "interviews") -> Path:
    """Write ``DIR/<name of DIR>.xlsx`` and return its path; the folder is made if it is missing.

    The file loads as it is; its example rows say that they are to be replaced. Raises InputError for an unknown
    starter, if the file is there already, or if the folder cannot be made.
    """
    if starter not in STARTERS:
        raise InputError(f'There is no starter "{starter}". Starters: {", ".join(STARTERS)}.')
    path = directory / f"{directory.resolve().name}.xlsx"
    if path.exists():
        raise InputError(
            f"{path} is there already and is left as it is. Name another folder, or move the file away."
        )
    try:
        directory.mkdir(parents=True, exist_ok=True)
        _workbook(starter).save(path)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror or error}.") from error
    return path


def _workbook(starter: str) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    tables = [TABLE_BY_NAME[name] for name in STARTERS[starter]]
    lists = _Lists(tables)
    for table in tables:
        _sheet(book.create_sheet(table.name), table, EXAMPLES[starter][table.name], lists)
    _readme(book.create_sheet(README), tables)
    lists.write(book.create_sheet(LISTS))
    book.active = 0
    return book


def _sheet(sheet: Worksheet, table: Table, rows: list[dict[str, str | int]], lists: _Lists) -> None:
    sheet.freeze_panes = "B2"
    for index, column in enumerate(table.columns, start=1):
        letter = get_column_letter(index)
        header = sheet.cell(row=1, column=index, value=column.name)
        header.font = Font(bold=column.required)
        header.fill = PatternFill("solid", fgColor="DDEBF7" if column.required else "F2F2F2")
        header.comment = _note(column)
        dimension = sheet.column_dimensions[letter]
        dimension.width = _width(column)
        wrap = column.name in _LONG
        if column.type in (ID, REF):
            # As text, Excel leaves 5.10, 007 and MAR1 alone.
            dimension.number_format = "@"
        if wrap:
            dimension.alignment = Alignment(wrap_text=True, vertical="top")
        for number, row in enumerate(rows, start=2):
            cell = sheet.cell(row=number, column=index, value=row.get(column.name))
            cell.alignment = Alignment(wrap_text=wrap, vertical="top")
            if column.type in (ID, REF):
                cell.number_format = "@"
        formula = lists.formula(column)
        if formula:
            _drop_down(sheet, letter, column, formula)


def _note(column: Column) -> Comment:
    lines = [column.note, "", f"{'Required' if column.required else 'May be empty'}; {describe(column)}."]
    if column.example:
        lines.append(f"For example: {column.example}")
    text = "\n".join(lines)
    # About 45 characters fit a line of this width.
    return Comment(text, "beliefgraph", height=30 + 18 * (len(text) // 40 + len(lines)), width=300)


def _width(column: Column) -> float:
    if column.name in _LONG:
        return 24.0 if column.name == "label" else 48.0
    return 9.0 if column.type == NUMBER and len(column.name) < 8 else float(max(14, len(column.name) + 3))


def _drop_down(sheet: Worksheet, letter: str, column: Column, formula: str) -> None:
    # Excel's drop-down gives one value: where several may stand, or other ids, it suggests and refuses nothing.
    strict = column.type == CHOICE and not column.many
    rule = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=strict)
    if strict:
        # A warning, not a stop: spellings that are accepted as well (barrier, +) can be typed all the same.
        rule.errorStyle = "warning" if column.aliases else "stop"
        rule.errorTitle = column.name
        rule.error = f"Write {describe(column)}."[:250]
    rule.add(f"{letter}2:{letter}{_LAST_ROW}")
    sheet.add_data_validation(rule)


class _Lists:
    """The values that drop-downs offer: short ones inside the rule, long ones in a sheet, ids in their table."""

    def __init__(self, tables: list[Table]) -> None:
        self.sheets = {table.kind: table.name for table in tables}
        self.long: list[tuple[str, tuple[str, ...]]] = []
        for column in (column for table in tables for column in table.columns):
            values = column.allowed or column.suggested
            if values and not _fits(values) and (column.name, values) not in self.long:
                self.long.append((column.name, values))

    def formula(self, column: Column) -> str | None:
        """Return where a column's drop-down takes its values from, None if it has none."""
        values = column.allowed or column.suggested
        if values and _fits(values):
            return f'"{",".join(values)}"'
        if values:
            letter = get_column_letter(self.long.index((column.name, values)) + 1)
            return f"{LISTS}!${letter}$2:${letter}${len(values) + 1}"
        kinds = FAMILIES.get(column.refers, (column.refers,))
        sheet = next((self.sheets[kind] for kind in kinds if kind in self.sheets), None)
        return f"{sheet}!$A$2:$A${_LAST_ROW}" if sheet and column.type == REF else None

    def write(self, sheet: Worksheet) -> None:
        """Write the long lists into a hidden sheet."""
        sheet.sheet_state = "hidden"
        for index, (name, values) in enumerate(self.long, start=1):
            for number, value in enumerate((name, *values), start=1):
                sheet.cell(row=number, column=index, value=value)
        sheet.cell(row=1, column=len(self.long) + 1, value=MARKS[LISTS])


def _fits(values: tuple[str, ...]) -> bool:
    # Excel separates by commas and takes 255 characters.
    return not any("," in value for value in values) and len(",".join(values)) <= 250


def _readme(sheet: Worksheet, tables: list[Table]) -> None:
    sheet.column_dimensions["A"].width = 20
    sheet.column_dimensions["B"].width = 110
    lines: list[tuple[str, str]] = [
        (MARKS[README], ""),
        (
            "",
            "One sheet is one table; one row is one thing. Rest the pointer on a header to see what to write there.",
        ),
        (
            "",
            "Headers in bold must be filled in. All other columns may stay empty, and you may add columns of your own.",
        ),
        ("", "Several values in one cell are separated by ; where the note says so."),
        ("", "Ids are yours: short, without ; and written the same everywhere."),
        (
            "",
            'Replace or delete the rows that begin with "Example": they show how the tables refer to each other, '
            "and count as evidence until they are gone.",
        ),
        ("", "You may add further sheets, one for each table listed under Further sheets."),
        ("", "This sheet and the lists behind the drop-downs are not loaded."),
        ("", ""),
        ("Sheets here", ""),
        *((table.name, table.meaning) for table in tables),
        ("", ""),
        ("Further sheets", ""),
        (
            "",
            "This workbook does not have them; add one when you need it. Give the sheet exactly the name that stands "
            "here, and write the headers into its first row. It needs the required columns; the others may be left out.",
        ),
        *((table.name, _columns(table)) for table in TABLES if table not in tables),
    ]
    for number, (name, text) in enumerate(lines, start=1):
        sheet.cell(row=number, column=1, value=name or None).font = Font(bold=not text)
        sheet.cell(row=number, column=2, value=text or None).alignment = Alignment(
            wrap_text=True, vertical="top"
        )


def _columns(table: Table) -> str:
    required = ", ".join(column.name for column in table.columns if column.required)
    others = ", ".join(column.name for column in table.columns if not column.required)
    return f"{table.meaning}. Required: {required}." + (f" May be left out: {others}." if others else "")

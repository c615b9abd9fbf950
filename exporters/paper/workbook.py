"""Workbooks: one sheet a table, its header frozen and repeated in print; texts never run as formulas."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING, Any

from ...analysis.printed import NUMBER
from .blocks import Grid, Heading, clean
from .fixed_zip import DATE, fixed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .blocks import Document

MOST = 32_000
"""Characters that a cell of a workbook takes, less some."""
CUT = "… (cut)"
"""The end of a text that has more."""
WIDEST = 70
LINE, TALLEST = 15, 409
"""Points of a line of text, and the most that a row may have."""


def xlsx(document: Document) -> bytes:
    """Return a document as the bytes of an .xlsx: its texts on the first sheet, each table on one of its own."""
    from openpyxl import Workbook

    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "About"
    texts = [block for block in document.blocks if not isinstance(block, Grid)]
    for number, text in enumerate(texts, 1):
        _put(first.cell(number, 1), text.text, bold=isinstance(text, Heading))
    first.column_dimensions["A"].width = 110
    for block in document.blocks:
        if isinstance(block, Grid):
            _sheet(book.create_sheet(_free(block.name, book.sheetnames)), block)
    if len(book.sheetnames) > 1:
        book.active = 1
    properties = book.properties
    properties.creator, properties.title = "beliefgraph", clean(document.title)[:255]
    properties.created = properties.modified = DATE
    data = io.BytesIO()
    book.save(data)
    return fixed(data.getvalue())


def _sheet(sheet: Any, grid: Grid) -> None:
    from openpyxl.styles import PatternFill
    from openpyxl.utils import get_column_letter

    total = sum(column.width for column in grid.columns)
    widths = [min(WIDEST, max(6, round(150 * column.width / total))) for column in grid.columns]
    for number, column in enumerate(grid.columns, 1):
        cell = sheet.cell(1, number)
        _put(cell, column.name, bold=True)
        cell.fill = PatternFill("solid", fgColor="D9E2EC")
        sheet.column_dimensions[get_column_letter(number)].width = widths[number - 1]
    for line, row in enumerate(grid.rows, 2):
        if row.banner:
            sheet.merge_cells(start_row=line, start_column=1, end_row=line, end_column=len(grid.columns))
        for number, text in enumerate(row.cells, 1):
            counts = grid.columns[number - 1].name == NUMBER and text.isdecimal()
            _put(sheet.cell(line, number), text, bold=row.banner, number=counts)
        wide = [sum(widths)] if row.banner else widths
        sheet.row_dimensions[line].height = _height(row.cells, wide)
    sheet.row_dimensions[1].height = _height([column.name for column in grid.columns], widths)
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _height(cells: Sequence[str], widths: Sequence[int]) -> float:
    """Return the height of a row in points: not every program fits rows to wrapped text when it opens a file."""
    lines = max(
        sum(max(1, math.ceil(len(line) / (1.1 * width))) for line in text.split("\n"))
        for text, width in zip(cells, widths, strict=True)
    )
    return min(TALLEST, LINE * lines + 2)


def _put(cell: Any, text: str, *, bold: bool = False, number: bool = False) -> None:
    """Write a cell as text, never as a formula; the number of a row as a number. A text that is too long says so."""
    from openpyxl.styles import Alignment, Font

    shown = clean(text)
    if len(shown) > MOST:
        shown = f"{shown[: MOST - len(CUT)]}{CUT}"
    if number:
        cell.value = int(shown)
    else:
        cell.value = shown
        cell.data_type = "s"
        if shown.startswith(("=", "+", "-", "@")):
            cell.quotePrefix = True
    cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
    if bold:
        cell.font = Font(name="Calibri", size=11, bold=True)


def _free(name: str, taken: list[str]) -> str:
    found, number = name[:31], 2
    while found in taken:
        found, number = f"{name[:28]} {number}", number + 1
    return found

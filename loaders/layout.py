"""Which column of a file is which column of a table, and what is wrong with a header."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..graph.fold import fold
from ..graph.model import RESERVED
from .columns import TABLE_BY_NAME, table_name
from .raw import RawTable, column_letters, is_empty
from .spelling import nearly
from .workbook import WORKBOOK_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .fields import Column, Table
    from .notes import Notes


MOST_CHARACTERS = 200
"""Longest name of a further column; the database takes no longer names, and none that begins with @."""
_SHOWN = 40
"""Characters of a name that is too long which a message repeats."""


@dataclass(slots=True)
class Layout:
    """The columns of one raw table, by their position."""

    table: Table
    columns: list[tuple[int, Column]] = field(default_factory=list)
    extras: list[tuple[int, str]] = field(default_factory=list)
    """Columns that are no column of the table: kept as properties under the name of their header."""

    def position(self, name: str) -> int | None:
        """Return where the column of that name stands, None if the file has none."""
        return next((position for position, column in self.columns if column.name == name), None)


def lay_out(raw: RawTable, notes: Notes) -> Layout:
    """Match the header of a raw table with its columns and note every problem of the header.

    Fills ``notes.headers``. No header at all is a problem, not a table without rows: loading that would remove
    what the library holds of it. A column whose header is not usable is left out, and its cells are not checked.
    """
    layout = Layout(TABLE_BY_NAME[raw.name])
    if not raw.header:
        what = "sheet" if raw.file.casefold().endswith(WORKBOOK_SUFFIXES) else "file"
        message = f"The table {raw.name} has no header row."
        notes.problem(None, "", message, f"Write the column names in the first row, or remove the {what}.")
        return layout
    notes.row = raw.header_row
    meant: set[str] = set()
    seen: set[str] = set()
    for position, cell in enumerate(raw.header):
        header = cell.strip().removesuffix("*").strip()
        if not header:
            continue
        if fold(header) in seen:
            notes.problem(
                header,
                header,
                f'Two columns have the header "{header}".',
                "Rename one of them, or join the two.",
            )
            continue
        seen.add(fold(header))
        found = _place(layout, position, header, notes)
        if found:
            meant.add(found)
    _missing(layout, raw, meant, notes)
    _without_header(raw, notes)
    _merged(raw, notes)
    return layout


def _place(layout: Layout, position: int, header: str, notes: Notes) -> str | None:
    """Put one header in its place; return the column it is, or nearly is."""
    name = table_name(header)
    column = layout.table.column(name)
    if column is not None:
        layout.columns.append((position, column))
        notes.headers[name] = header
        return name
    known = [column.name for column in layout.table.columns]
    near = nearly(name, known)
    if near is not None:
        notes.problem(
            header,
            header,
            f'The column "{header}" is not one of {layout.table.name}, but looks like {near}.',
            f"Rename it to {near}; if it is something else, give it a name less like it.",
        )
        return near
    if name in RESERVED:
        notes.problem(
            header,
            header,
            f'The name "{header}" is used by the graph itself.',
            "Give the column another name.",
        )
        return None
    if header.startswith("@") or len(header) > MOST_CHARACTERS:
        short = header if len(header) <= _SHOWN else f"{header[:_SHOWN]}…"
        notes.problem(short, header, f"The column name {short} cannot be used.", "Rename the column.")
        return None
    layout.extras.append((position, header))
    return None


def _missing(layout: Layout, raw: RawTable, meant: Iterable[str], notes: Notes) -> None:
    for column in layout.table.columns:
        if column.required and column.name not in meant:
            found = ", ".join(cell.strip() for cell in raw.header if not is_empty(cell))
            notes.problem(
                column.name,
                "",
                f"The table {raw.name} has no column {column.name}; its headers are: {found}.",
                f"Add the column {column.name}, or correct the header; headers stand in the first row.",
            )


def _without_header(raw: RawTable, notes: Notes) -> None:
    """Note every column that holds values and has no header."""
    stray = dict(raw.stray)
    empty = [position for position, cell in enumerate(raw.header) if is_empty(cell)]
    for position in empty:
        for row in raw.rows:
            if position < len(row.cells) and (not is_empty(row.cells[position]) or position in row.odd):
                stray[position] = row.number
                break
    values = {row.number: row.cells for row in raw.rows if row.number in stray.values()} if stray else {}
    for position, number in sorted(stray.items()):
        notes.row = number
        cells = values.get(number, [])
        notes.problem(
            column_letters(position),
            cells[position] if position < len(cells) else "",
            "There is a value here, but the column has no header.",
            "Write a header above it, or clear the cell; in a CSV file, a cell with the separator in it needs quotation marks.",
        )


def _merged(raw: RawTable, notes: Notes) -> None:
    for row, position, area in raw.merged:
        notes.row = row
        header = raw.header[position].strip() if position < len(raw.header) else ""
        notes.problem(
            header or column_letters(position),
            area,
            f"The cells {area} are merged, so only the first of them holds a value.",
            "Unmerge them and write the value in every row it belongs to.",
        )


def table_meant(spelled: str) -> str | None:
    """Return the table whose name an unknown sheet's or file's name is a slip of the pen for, or None."""
    return nearly(table_name(spelled), TABLE_BY_NAME)

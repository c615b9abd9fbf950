"""Raw rows → rows of values: every cell of a table parsed, every missing required cell noted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .fields import ID, NUMBER, REF, Column
from .raw import DATE, ERROR, FORMULA, FRACTION, PROGRESS_EVERY, Progress, RawRow, RawTable
from .spelling import ambiguous_technique
from .values import Parsed, Parser, parser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..graph.records import Value
    from .known_ids import KnownIds
    from .layout import Layout
    from .notes import Notes


@dataclass(slots=True)
class Row:
    """The values of one row, by column. Columns that are empty, or unusable, are not in it."""

    number: int
    cells: list[str]
    """The text of all cells as the file has it."""
    values: dict[str, Parsed]
    extra: dict[str, Value] = field(default_factory=dict)
    """Further columns, and text that stands where a whole number belongs; kept as properties."""
    direction_given: str = ""
    """The file's own word for the direction, only if it is one such as "barrier"."""

    def text(self, column: str) -> str | None:
        """Return the text of a column with one value."""
        value = self.values.get(column)
        return value if isinstance(value, str) and value else None

    def ids(self, column: str) -> list[str]:
        """Return the ids in a column, none if it is empty."""
        value = self.values.get(column)
        if isinstance(value, list):
            return value
        return [value] if isinstance(value, str) and value else []


class RowReader:
    """Turns the rows of one raw table into values."""

    def __init__(self, layout: Layout, notes: Notes, known: KnownIds) -> None:
        self.layout = layout
        self.notes = notes
        self.columns: list[tuple[int, Column, Parser]] = [
            (position, column, parser(column, notes, known)) for position, column in layout.columns
        ]

    def rows(self, raw: RawTable, progress: Progress = None) -> Iterator[Row]:
        """Yield every row with its values; ``notes.row`` is its number meanwhile."""
        for done, row in enumerate(raw.rows, start=1):
            self.notes.row = row.number
            yield self._row(row)
            if progress is not None and done % PROGRESS_EVERY == 0:
                progress(f"checking {raw.name}", done)

    def _row(self, raw: RawRow) -> Row:
        row = Row(raw.number, raw.cells, {})
        cells, odd = raw.cells, raw.odd
        width = len(cells)
        for position, column, parse in self.columns:
            text = cells[position] if position < width else ""
            if odd and position in odd and self._unusable(column.name, column, text, odd[position]):
                continue
            # A required cell that holds only ";" is as empty as one without anything.
            value = parse(text) if text and not text.isspace() else ""
            if value == "" or value == []:
                if column.required:
                    self._missing(column)
            elif column.type == NUMBER and not isinstance(value, int):
                self._no_number(row, column.name, text)
            elif value is not None:
                row.values[column.name] = value
        for position, header in self.layout.extras:
            text = cells[position] if position < width else ""
            if odd and position in odd and self._unusable(header, None, text, odd[position]):
                continue
            if text and not text.isspace():
                row.extra[header] = text
        return row

    def _missing(self, column: Column) -> None:
        self.notes.problem(
            column.name, "", f"{column.name} is empty, but every row needs it.", f"Fill it in: {column.note}"
        )

    def _no_number(self, row: Row, column: str, text: str) -> None:
        kept = f"{column}_text"
        row.extra[kept] = text
        self.notes.warn(
            column, text, f'"{text}" is not a whole number, so it is kept as {kept} and not counted with.'
        )

    def _unusable(self, name: str, column: Column | None, text: str, mark: str) -> bool:
        """Note a cell that is not what its text says, if that matters here; tell whether it did."""
        identifies = column is not None and column.type in (ID, REF)
        if mark == ERROR:
            message, cure = (
                f"The formula in this cell gives the error {text}.",
                "Mend the formula, or type the value.",
            )
        elif mark == FORMULA:
            message = "The cell holds a formula whose result is not saved."
            cure = "Open the file in Excel or LibreOffice and save it, or type the value."
        elif mark == DATE and identifies:
            message = f"Excel has turned this cell into the date {text}."
            cure = "Format the cell as text and type the id again."
        elif mark == FRACTION and column is not None and column.refers == "Technique":
            other = ambiguous_technique(text)
            if other is None:
                return False
            message = f"This cell is a number: Excel shows both {text} and {other} as {text}."
            cure = f"Format the cell as text and type the code again, {text} or {other}."
        else:
            return False
        self.notes.problem(name, text, message, cure)
        return True

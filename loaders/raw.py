"""Tables as a file holds them: a header, and rows of cell text with the numbers a spreadsheet shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..graph.records import Place, Problem, Skipped

Progress: TypeAlias = "Callable[[str, int], None] | None"
"""Called now and then with what is being read (a table) and the rows done so far."""

PROGRESS_EVERY = 5_000

DATE, ERROR, FORMULA, FRACTION = "date", "error", "formula", "fraction"
"""Marks of cells that are not what their text says: a date, an error value, a formula without a stored value,
a number with decimals that has no fixed number of them."""

_NOTHING_ODD: Mapping[int, str] = {}


@dataclass(slots=True)
class RawRow:
    """One row that is not empty. ``cells`` may be shorter than the header; a missing cell is empty."""

    number: int
    """Row as the spreadsheet shows it."""
    cells: list[str]
    """The text a person sees in each cell, exactly; ISO text of dates."""
    odd: Mapping[int, str] = field(default_factory=lambda: _NOTHING_ODD)
    """Position of a cell → DATE, ERROR, FORMULA or FRACTION."""

    def cell(self, position: int) -> str:
        """Return the text of a cell, empty beyond the last."""
        return self.cells[position] if position < len(self.cells) else ""


@dataclass(slots=True)
class RawTable:
    """One sheet, or one CSV file."""

    file: str
    """Name of the file, never a path."""
    name: str
    """Name of the table as beliefgraph spells it."""
    header: list[str] = field(default_factory=list)
    """Header cells as the file spells them; empty if the table holds nothing at all."""
    header_row: int = 1
    rows: list[RawRow] = field(default_factory=list)
    hidden: int = 0
    """Number of rows below the header that are hidden and not empty; they are among ``rows``."""
    stray: dict[int, int] = field(default_factory=dict)
    """Position of a column beyond the header that holds values → first such row."""
    merged: list[tuple[int, int, str]] = field(default_factory=list)
    """Row, position and name (B3:B5) of each merged area that reaches below the header."""


@dataclass(slots=True)
class Raw:
    """Everything a file or folder holds, before any of it is understood."""

    tables: list[RawTable] = field(default_factory=list)
    unknown: list[Place] = field(default_factory=list)
    """Sheets or CSV files that have no table's name; ``table`` is their name as spelled."""
    problems: list[Problem] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


def is_empty(text: str) -> bool:
    """Tell whether a cell holds nothing but blanks."""
    return not text or text.isspace()


def column_letters(position: int) -> str:
    """Return a column's name as spreadsheets show it, for a position from 0.

    >>> column_letters(0), column_letters(27)
    ('A', 'AB')
    """
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters

"""A table as a paper prints it, before it has a file format: title, columns, rows, notes, and an appendix of ids.

The tables of :mod:`.profile` are made of these; the writers of ``exporters.paper`` know nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .displayed import Displayed

if TYPE_CHECKING:
    from ..graph.records import Value

NUMBER = "#"
"""Name of the first column, to which the appendix refers."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading and how wide it is beside the others."""

    name: str
    width: int = 10


@dataclass(frozen=True, slots=True)
class Row:
    """One row; a ``banner`` has one cell that goes over the whole width."""

    cells: tuple[str, ...]
    banner: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """What is behind one number of one row: its ids, and the command that shows them."""

    row: str
    """The row's number in the table."""
    what: str
    ids: tuple[str, ...]
    command: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A study or review of the table: as cited there, its id, and in full."""

    cited: str
    id: str
    full: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed(Displayed):
    """A whole table."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    """Above the table: what is selected, what is left out."""
    below: tuple[str, ...] = ()
    """Below it: what the columns mean."""
    appendix: tuple[Opened, ...] = ()
    references: tuple[Reference, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Return the headings."""
        return tuple(column.name for column in self.columns)

    def to_json(self) -> list[Value]:
        """Return the rows as an array of objects: the cells, the banner they stand under, what opens their numbers."""
        opened: dict[str, list[Value]] = {}
        for entry in self.appendix:
            opened.setdefault(entry.row, []).append(
                {"what": entry.what, "ids": [*entry.ids], "command": entry.command}
            )
        found: list[Value] = []
        banner = None
        for row in self.rows:
            if row.banner:
                banner = row.cells[0]
                continue
            cells: dict[str, Value] = dict(zip(self.names, row.cells, strict=True))
            found.append({**cells, "under": banner, "opens": opened.get(row.cells[0], [])})
        return found

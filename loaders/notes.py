"""What a loader has to say about one table: problems, warnings and rows it left out, each with its cell."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from ..graph.records import Place, Problem, Skipped

SHOWN = 5
"""Warnings of one kind in one column that are told one by one."""


@dataclass(slots=True)
class Notes:
    """Collects what is found while one table is read. ``row`` is the row being read."""

    file: str
    table: str
    headers: dict[str, str] = field(default_factory=dict)
    """Column → its header as the file spells it."""
    row: int | None = None
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    def place(self, column: str | None = None) -> Place:
        """Return the place of a cell of the current row."""
        return Place(self.file, self.table, self.row, self.headers.get(column, column) if column else None)

    def problem(self, column: str | None, value: str, message: str, cure: str) -> None:
        """Note a problem in a cell of the current row."""
        self.problems.append(Problem(self.place(column), value, message, cure))

    def warn(self, column: str | None, value: str, message: str, cure: str = "") -> None:
        """Note something worth knowing about a cell of the current row."""
        self.warnings.append(Problem(self.place(column), value, message, cure))

    def folded_warnings(self) -> list[Problem]:
        """Return the warnings; of more than :data:`SHOWN` of one kind in one column, the rest as one."""
        shown: list[Problem] = []
        # The cure tells kinds apart: messages repeat the value of their cell.
        found: Counter[tuple[str | None, str]] = Counter()
        for warning in self.warnings:
            kind = (warning.place.column, warning.cure)
            found[kind] += 1
            if found[kind] <= SHOWN:
                shown.append(warning)
        for (column, _), many in found.items():
            if many > SHOWN:
                rest = "1 more row" if many == SHOWN + 1 else f"{many - SHOWN} more rows"
                shown.append(
                    Problem(Place(self.file, self.table, None, column), "", f"And {rest} like these.", "")
                )
        return shown

    def skip(self, reason: str) -> None:
        """Note that the current row is left out."""
        self.skipped.append(Skipped(self.place(), reason))

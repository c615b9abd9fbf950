"""What a loader has to say about one table: problems, warnings and rows it left out, each with its cell."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..graph.records import Place, Problem, Skipped


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

    def skip(self, reason: str) -> None:
        """Note that the current row is left out."""
        self.skipped.append(Skipped(self.place(), reason))

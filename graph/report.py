"""What a load did, source by source and table by table: nothing is lost in silence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .bookkeeping import place_of
from .model import SHORT_FORMS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .bookkeeping import SourceState
    from .merge import Conflict
    from .records import Place, Problem, Skipped, Value


@dataclass(slots=True)
class TableReport:
    """Rows of one table of one source."""

    read: int = 0
    """Rows in the file."""
    written: int = 0
    """Rows that are new or say something else than before."""
    unchanged: int = 0
    removed: int = 0
    """Rows that an earlier load held and the file no longer has."""
    skipped: int = 0


@dataclass(slots=True)
class SourceReport:
    """What a load did with one source."""

    source: str
    tables: dict[str, TableReport] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class LoadReport:
    """What a load did, or would do: sources, conflicts between them, and problems (then nothing was done)."""

    sources: list[SourceReport] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    dry_run: bool = False
    load: int | None = None
    """Number of the load in the history of the library; None if nothing was written."""

    def to_json(self) -> dict[str, Value]:
        """Return the report as plain data, shaped as the documents say."""
        return {
            "sources": [_source_json(source) for source in self.sources],
            "conflicts": [_conflict_json(conflict) for conflict in self.conflicts],
            "problems": [problem_json(problem) for problem in self.problems],
            "dry_run": self.dry_run,
            "load": self.load,
        }


def count_rows(report: SourceReport, old: SourceState | None, new: SourceState) -> None:
    """Fill in written, unchanged and removed rows of a source from its records before and after.

    A row may make several records: it is written if one of them is new, changed or gone.
    """
    before = old.records if old is not None else {}
    changed: dict[Place, bool] = {}
    for about, stored in new.records.items():
        place = place_of(stored)
        same = about in before and before[about].hash == stored.hash
        changed[place] = changed.get(place, False) or not same
    row_of = {
        place_of(stored): about for about, stored in before.items() if not _short(about, place_of(stored))
    }
    for about, stored in before.items():
        place = place_of(stored)
        if about in new.records:
            continue
        row = row_of.get(place)
        if not _short(about, place):
            report.tables.setdefault(place.table, TableReport()).removed += 1
        elif row is not None and row in new.records:
            changed[place_of(new.records[row])] = True
    for place, differs in changed.items():
        counts = report.tables.setdefault(place.table, TableReport())
        if differs:
            counts.written += 1
        else:
            counts.unchanged += 1


def _short(about: str, place: Place) -> bool:
    """Tell whether a record is a claim made by a row of quotes or findings."""
    return about.startswith("Claim/") and place.table in SHORT_FORMS


def problem_json(problem: Problem) -> dict[str, Value]:
    """Return a problem as plain data."""
    return {
        **_place_json(problem.place),
        "column": problem.place.column,
        "value": problem.value,
        "message": problem.message,
        "cure": problem.cure,
    }


def _place_json(place: Place) -> dict[str, Value]:
    return {"file": place.file, "table": place.table, "row": place.row}


def _source_json(source: SourceReport) -> dict[str, Value]:
    return {
        "source": source.source,
        "tables": {
            name: {
                "read": counts.read,
                "written": counts.written,
                "unchanged": counts.unchanged,
                "removed": counts.removed,
                "skipped": counts.skipped,
            }
            for name, counts in source.tables.items()
        },
        "skipped": [{"place": str(item.place), "reason": item.reason} for item in source.skipped],
        "warnings": [problem_json(problem) for problem in source.warnings],
    }


def _conflict_json(conflict: Conflict) -> dict[str, Value]:
    return {
        "about": conflict.about,
        "property": conflict.property,
        "values": [
            {"source": source, "value": value, "place": str(place)}
            for source, value, place in conflict.values
        ],
    }


def remarks(report: LoadReport) -> str:
    """Return what a person should know beside the counts: what was skipped, warnings, conflicts, problems."""
    lines: list[str] = []
    for source in report.sources:
        lines += [f"Skipped: {item.place}: {item.reason}" for item in source.skipped]
        lines += [f"Note: {warning}" for warning in source.warnings]
    if report.problems:  # what would be used of two values does not matter then
        return "\n".join([*lines, *map(str, report.problems)])
    lines += _conflict_lines(report.conflicts)
    return "\n".join(lines)


def _conflict_lines(conflicts: Sequence[Conflict]) -> list[str]:
    if not conflicts:
        return []
    many = "1 conflict" if len(conflicts) == 1 else f"{len(conflicts)} conflicts"
    return [f"{many} between sources:", *(f"  {conflict}" for conflict in conflicts)]

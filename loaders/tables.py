"""Loader of the evidence tables: a workbook, a folder of CSV files, or one CSV file.

All problems of all tables are found at once. A file sees only itself: an id it does not define may be in the
library already, so that is looked up when the file is loaded into one.

Lost are the order of rows and columns, colours, comments, formulas (their stored value is read), sheets that
are no evidence table (named in ``skipped``) and rows that repeat another (named as well). Further columns are
kept as properties, and text is kept exactly as it stands.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..errors import InputError
from ..graph.fold import fold
from ..graph.records import Problem, Reading, Skipped
from .build import builder
from .checks import check
from .columns import AMBIGUOUS_DIRECTIONS, TABLES
from .duplicates import Records
from .known_ids import KnownIds
from .layout import Layout, lay_out, table_meant
from .notes import Notes
from .rows import Row, RowReader
from .spelling import tdf_domain
from .template_examples import EXAMPLE, EXAMPLE_COLUMNS
from .workbook import WORKBOOK_SUFFIXES, read_raw

if TYPE_CHECKING:
    from pathlib import Path

    from .raw import Progress, Raw, RawTable

FORMAT = "evidence-tables"


def read(path: Path, progress: Progress = None) -> Reading:
    """Return the records of the evidence tables at ``path`` with everything that is wrong with them.

    Raises InputError if nothing there can be read as evidence tables at all.
    """
    raw = read_raw(path, progress)
    problems, skipped = _unknown(raw)
    if not raw.tables and not problems:
        raise InputError(_no_table(path, raw))
    return _Loader(raw, progress).reading(problems, skipped)


def _no_table(path: Path, raw: Raw) -> str:
    what = "sheet" if path.suffix.casefold() in WORKBOOK_SUFFIXES else "file"
    found = ", ".join(f'"{place.table}"' for place in raw.unknown) or "nothing"
    names = ", ".join(table.name for table in TABLES)
    many = "s" if len(raw.unknown) > 1 else ""
    return (
        f"{path.name} holds no evidence table: found the {what}{many} {found}. "
        f"A {what} is a table if it has one of these names: {names}."
    )


def _unknown(raw: Raw) -> tuple[list[Problem], list[Skipped]]:
    """Return what there is to say of files and sheets that are not read."""
    problems, skipped = list(raw.problems), list(raw.skipped)
    for place in raw.unknown:
        meant = table_meant(place.table)
        if meant is None:
            skipped.append(Skipped(place, "not the name of an evidence table, so it is not read"))
        else:
            message = f'"{place.table}" is not the name of an evidence table, but looks like {meant}.'
            cure = f"Rename it to {meant}; if it is something else, give it a name less like it."
            problems.append(Problem(place, place.table, message, cure))
    return problems, skipped


class _Loader:
    """Reads the tables of one file or folder, one after the other."""

    def __init__(self, raw: Raw, progress: Progress) -> None:
        self.progress = progress
        self.records = Records()
        self.known = KnownIds()
        self.parts: list[tuple[RawTable, Layout, Notes]] = []
        for table in raw.tables:
            notes = Notes(table.file, table.name)
            layout = lay_out(table, notes)
            self.parts.append((table, layout, notes))
            self._learn_ids(table, layout)

    def _learn_ids(self, table: RawTable, layout: Layout) -> None:
        position = layout.position("id")
        if position is None:
            return
        ids = [(row.cell(position).strip(), row) for row in table.rows]
        self.known.add(layout.table.kind, (identifier for identifier, _ in ids if identifier))
        label = layout.position("label")
        if table.name == "domains" and label is not None:
            for identifier, row in ids:
                self.known.add_domain(identifier, row.cell(label))

    def reading(self, problems: list[Problem], skipped: list[Skipped]) -> Reading:
        """Read every table and return all that was found."""
        counts = {}
        warnings: list[Problem] = []
        for table, layout, notes in self.parts:
            counts[table.name] = len(table.rows)
            self._table(table, layout, notes)
            self._hidden(table, notes)
            # 100,000 rows of text need not stay in memory beside their records.
            table.rows = []
        self._across()
        for _, _, notes in self.parts:
            notes.problems.sort(key=lambda problem: problem.place.row or 0)
            problems += notes.problems
            skipped += notes.skipped
            warnings += notes.folded_warnings()
        records = tuple(self.records.by_about.values())
        return Reading(FORMAT, records, counts, tuple(skipped), tuple(problems), tuple(warnings))

    def _table(self, table: RawTable, layout: Layout, notes: Notes) -> None:
        build = builder(layout.table)
        for row in RowReader(layout, notes, self.known).rows(table, self.progress):
            if "direction" in row.values:
                row.direction_given = _ambiguous_direction(row, layout)
            made = table.name == "claims" and row.text("id") is None
            for record in build(layout.table, row, notes):
                self.records.add(record, notes, made=made)
            _example(row, notes)
            if table.name == "domains":
                _own_domain(row, notes)

    @staticmethod
    def _hidden(table: RawTable, notes: Notes) -> None:
        if table.hidden:
            notes.row = None
            rows = "1 hidden row was" if table.hidden == 1 else f"{table.hidden} hidden rows were"
            notes.warn(None, "", f"{rows} read like all others.", "Delete rows that should not be read.")

    def _across(self) -> None:
        """Check the rules over several rows and tables."""
        notes_of = {(notes.file, notes.table): notes for _, _, notes in self.parts}
        for problem in check(self.records.by_about):
            place = problem.place
            notes = notes_of[place.file, place.table]
            header = notes.headers.get(place.column or "", place.column)
            notes.problems.append(replace(problem, place=replace(place, column=header)))


def _ambiguous_direction(row: Row, layout: Layout) -> str:
    """Return the row's word for its direction if it is "barrier", "enabler" or the like, else an empty text."""
    position = layout.position("direction")
    word = row.cells[position].strip() if position is not None else ""
    return word if fold(word) in AMBIGUOUS_DIRECTIONS else ""


def _example(row: Row, notes: Notes) -> None:
    """Warn of a row of the template that was left as it is."""
    for column in EXAMPLE_COLUMNS:
        text = row.text(column)
        if text is not None and EXAMPLE in text:
            message = "This is an example row of the template; it counts as evidence."
            notes.warn(column, text, message, "Replace or delete it.")
            return


def _own_domain(row: Row, notes: Notes) -> None:
    """Note a row for one of the 14 domains of TDF v2: their names mean them everywhere without one."""
    identifier = row.text("id")
    if identifier is not None and (domain := tdf_domain(identifier)):
        notes.problem(
            "id",
            identifier,
            f'"{identifier}" is the TDF v2 domain {domain}, which is there without a row.',
            "Remove the row, or give your own domain another id.",
        )

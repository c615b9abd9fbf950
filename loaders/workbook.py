"""Reads the raw tables of a workbook, of a folder of CSV files or of one CSV file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import InputError
from ..graph.records import Place, Problem, Skipped
from .columns import TABLE_BY_NAME, TABLES, table_name
from .csv_file import read_csv
from .file_names import check_name
from .raw import Progress, Raw, RawTable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

CSV_SUFFIXES = (".csv", ".tsv", ".txt")
"""Excel calls tab-separated UTF-16 "Unicode Text" and gives it the suffix .txt."""
WORKBOOK_SUFFIXES = (".xlsx", ".xlsm")


def read_raw(path: Path, progress: Progress = None) -> Raw:
    """Return everything that ``path`` holds, with the problems of reading it.

    Tables come in the order of :data:`.columns.TABLES`. Raises InputError if nothing in it can be read as a
    table at all.
    """
    if path.is_dir():
        raw = _folder(path, progress)
    elif path.suffix.casefold() in WORKBOOK_SUFFIXES:
        # Only here: openpyxl takes longer to import than a small folder of CSV takes to read.
        from .xlsx_file import read_xlsx

        raw = read_xlsx(path, progress)
    else:
        raw = _files([path], progress)
    _refuse_twins(raw)
    order = [table.name for table in TABLES]
    raw.tables.sort(key=lambda table: order.index(table.name))
    return raw


def _folder(path: Path, progress: Progress) -> Raw:
    files = sorted(
        (child for child in path.iterdir() if child.is_file() and not child.name.startswith((".", "~$"))),
        key=lambda child: child.name,
    )
    tables = [child for child in files if _may_be_table(child)]
    books = [child for child in files if child.suffix.casefold() in WORKBOOK_SUFFIXES]
    for child in (*tables, *books):
        check_name(child)
    if not tables:
        hint = f" Load the workbook itself: {path.name}/{books[0].name}." if books else ""
        raise InputError(
            f"The folder {path.name} holds no .csv file; each table is one, such as quotes.csv.{hint}"
        )
    raw = _files(tables, progress)
    raw.skipped += [
        Skipped(Place(book.name), "a workbook beside CSV files is not read; load it by its own name")
        for book in books
    ]
    return raw


def _may_be_table(path: Path) -> bool:
    # A text file of another name beside the tables is a note for people.
    suffix = path.suffix.casefold()
    return suffix in CSV_SUFFIXES and (suffix != ".txt" or table_name(path.stem) in TABLE_BY_NAME)


def _files(paths: Iterable[Path], progress: Progress) -> Raw:
    raw = Raw()
    for path in paths:
        if table_name(path.stem) not in TABLE_BY_NAME:
            raw.unknown.append(Place(path.name, path.stem))
            continue
        table = read_csv(path, progress)
        if isinstance(table, Problem):
            raw.problems.append(table)
        else:
            raw.tables.append(table)
    return raw


def _refuse_twins(raw: Raw) -> None:
    """Keep the first of two sheets or files with one table's name; a person has to join them."""
    seen: dict[str, RawTable] = {}
    for table in list(raw.tables):
        first = seen.setdefault(table.name, table)
        if first is not table:
            raw.tables.remove(table)
            message = f"There are two tables {table.name}; the other is in {first.file}."
            raw.problems.append(Problem(Place(table.file, table.name), "", message, "Join them into one."))

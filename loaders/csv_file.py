"""Reads a CSV file: UTF-8 with or without byte order mark, UTF-16 with one; comma, semicolon or tab.

Any other bytes are refused with the cure, never guessed: a wrong guess turns apostrophes and accents into other
characters that nobody notices. CSV itself loses what a workbook holds: formats, formulas and hidden rows.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from typing import TYPE_CHECKING

from ..graph.records import Place, Problem
from .columns import TABLE_BY_NAME, table_name
from .raw import PROGRESS_EVERY, Progress, RawRow, RawTable, is_empty

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SEPARATORS = (",", ";", "\t")
SAVE_AS_UTF8 = (
    'Save it again as "CSV UTF-8 (Comma delimited)" (in Excel: File, Save As); '
    "in LibreOffice choose the character set Unicode (UTF-8)."
)
_SEPARATOR_LINE = re.compile(r"sep=(.)(\r\n|\r|\n)", re.IGNORECASE)
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def read_csv(path: Path, progress: Progress = None) -> RawTable | Problem:
    """Return the table in a CSV file, or the problem that makes it unreadable."""
    name = table_name(path.stem)
    place = Place(path.name, name)
    text = decode(path.read_bytes(), place)
    return text if isinstance(text, Problem) else _table(text, RawTable(path.name, name), progress)


def decode(data: bytes, place: Place) -> str | Problem:
    """Return the text of a file's bytes, without byte order mark, or a problem."""
    if data.startswith((_ZIP, _OLE)):
        return Problem(
            place,
            "",
            "This is a workbook, not a CSV file.",
            "Give it its suffix .xlsx back, or save it as CSV.",
        )
    encoding = "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        return _undecodable(data, error, place)
    if "\0" in text:
        message = "It holds NUL characters: it is UTF-16 without a byte order mark, or no text file."
        return Problem(place, "", message, SAVE_AS_UTF8)
    return text


def _undecodable(data: bytes, error: UnicodeDecodeError, place: Place) -> Problem:
    before = data[: error.start]
    line = before.count(b"\n") + 1 if b"\n" in before else before.count(b"\r") + 1
    what = "UTF-16" if error.encoding.startswith("utf-16") else "UTF-8"
    byte = f"byte {data[error.start]:02X} " if error.start < len(data) else ""
    message = (
        f"The text is not {what} ({byte}in line {line} of the file), so letters such as é or ’ cannot be read. "
        "Excel's plain CSV is Windows-1252 or Mac Roman."
    )
    return Problem(place, "", message, SAVE_AS_UTF8)


def _table(text: str, table: RawTable, progress: Progress) -> RawTable | Problem:
    """Fill ``table`` from the text of a CSV file."""
    # Excel hides a first line "sep=;" and counts rows from the next.
    match = _SEPARATOR_LINE.match(text)
    body = text[match.end() :] if match else text
    separator = match.group(1) if match else detect_separator(body, table.name)
    number = 0
    try:
        # newline="": line ends inside a cell stay as they are, and LF, CRLF and CR all end a row.
        for number, cells in enumerate(_records(body, separator), start=1):
            if all(is_empty(cell) for cell in cells):
                continue
            if not table.header:
                table.header, table.header_row = cells, number
            else:
                _add(table, number, cells)
            if progress is not None and number % PROGRESS_EVERY == 0:
                progress(f"reading {table.name}", number)
    except csv.Error as error:
        return _broken(error, Place(table.file, table.name, number + 1))
    return table


def _add(table: RawTable, number: int, cells: list[str]) -> None:
    width = len(table.header)
    if len(cells) > width:
        for position in range(width, len(cells)):
            if not is_empty(cells[position]):
                table.stray.setdefault(position, number)
        cells = cells[:width]
    table.rows.append(RawRow(number, cells))


def _records(text: str, separator: str) -> Iterator[list[str]]:
    # strict: without it a quotation mark that is never closed swallows the rest of the file in silence.
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)


def detect_separator(text: str, table: str) -> str:
    """Return the separator with which the first row reads most like a header of ``table``.

    >>> detect_separator("id;label;definition", "themes")
    ';'
    """
    known = TABLE_BY_NAME.get(table)
    names = {column.name for column in known.columns} if known else set()

    def score(separator: str) -> tuple[int, int]:
        try:
            header = next((row for row in _records(text, separator) if any(row)), [])
        except csv.Error:
            return (0, 0)
        return (sum(table_name(cell) in names for cell in header), len(header))

    return max(SEPARATORS, key=score)


def _broken(error: csv.Error, place: Place) -> Problem:
    reason = str(error)
    if "field larger" in reason:
        message = f"A cell here is longer than {csv.field_size_limit():,} characters."
        cure = "Look for a quotation mark that opens a cell and is never closed; a cell of Excel holds 32,767 at most."
    elif "unexpected end" in reason:
        message = "A quotation mark opens a cell and is never closed, so the rest of the file belongs to it."
        cure = 'Close it, or write quotation marks inside a cell twice ("").'
    else:
        message = f"The quotation marks of this row cannot be read ({reason})."
        cure = 'Put the whole cell in quotation marks and write those inside it twice ("").'
    return Problem(place, "", message, cure)

"""Opens an Excel workbook: checks that it is one, and safe, and reads the sheets that are evidence tables.

A formula gives the value that was stored with it. Lost are colours, comments, charts, images, links and
everything outside the sheets; hidden rows are read and counted.
"""

from __future__ import annotations

import datetime
import posixpath
import zipfile
import zlib
from typing import IO, TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse
from openpyxl.styles.numbers import BUILTIN_FORMATS

from ..errors import InputError
from ..graph.fold import fold
from ..graph.records import Place
from .columns import TABLE_BY_NAME, table_name
from .raw import Progress, Raw, RawTable
from .template_examples import MARKS
from .xlsx_sheet import Book, SheetReader, local, text_of

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree.ElementTree import Element

MOST_BYTES = 1_000_000_000
"""Unpacked size of a whole workbook; 100,000 quotes take 70 MB."""
MOST_BYTES_OF_PART = 50_000_000
"""Unpacked size of a part that is read as a whole (styles, list of sheets)."""
MOST_RATIO, RATIO_FROM = 200, 20_000_000
"""Parts above RATIO_FROM bytes may not be packed tighter than MOST_RATIO to 1; sheets reach 10 to 60."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    DefusedXmlException,
    KeyError,
    ValueError,
    IndexError,
    OverflowError,
    EOFError,
    LookupError,
    NotImplementedError,
)


def read_xlsx(path: Path, progress: Progress = None) -> Raw:
    """Return the evidence tables of a workbook and the names of its other sheets, but for the template's own.

    Raises InputError if it is no .xlsx workbook, is encrypted, damaged, or unpacks to more than it should.
    """
    with path.open("rb") as stream:
        _check_kind(stream, path.name)
        try:
            with zipfile.ZipFile(stream) as archive:
                _check_size(archive, path.name)
                return _read(archive, path.name, progress)
        except InputError:
            raise
        except _DAMAGED as error:
            raise InputError(
                f"{path.name} cannot be read as an Excel workbook ({type(error).__name__}: {error}). "
                "Open it in Excel or LibreOffice and save it again as .xlsx."
            ) from error


def _check_kind(stream: IO[bytes], name: str) -> None:
    head = stream.read(8)
    if head == _OLE:
        if "EncryptedPackage".encode("utf-16-le") in stream.read():
            raise InputError(
                f"{name} is protected by a password. Open it in Excel and save a copy without one."
            )
        raise InputError(f"{name} is a workbook of Excel 97-2003. Save it as .xlsx (Excel Workbook).")
    if not head.startswith(b"PK"):
        raise InputError(f"{name} is not an Excel workbook: its content is something else. Save it as .xlsx.")
    stream.seek(0)


def _check_size(archive: zipfile.ZipFile, name: str) -> None:
    parts = archive.infolist()
    total = sum(part.file_size for part in parts)
    if total > MOST_BYTES:
        raise InputError(
            f"{name} unpacks to {total:,} bytes; at most {MOST_BYTES:,} are read. Split it, or save it as CSV."
        )
    for part in parts:
        if part.flag_bits & 0x1:
            raise InputError(f"{name} is encrypted. Save a copy without a password.")
        if part.file_size > RATIO_FROM and part.file_size > MOST_RATIO * max(part.compress_size, 1):
            raise InputError(
                f"{name} is refused: {part.filename} unpacks to {part.file_size:,} bytes from {part.compress_size:,}, "
                "as in a file made to fill memory. Copy the rows into a new workbook."
            )


def _read(archive: zipfile.ZipFile, name: str, progress: Progress) -> Raw:
    main = next(iter(_targets(archive, "", "/officeDocument").values()), "")
    if main not in archive.namelist() or not main.endswith(".xml"):
        raise InputError(f"{name} is not an Excel workbook, though it is packed like one. Save it as .xlsx.")
    raw = Raw()
    workbook = _part(archive, main)
    parts = _targets(archive, main, "/worksheet")
    book: Book | None = None
    for spelled, identifier in _sheets(workbook):
        table = table_name(spelled)
        if identifier not in parts:
            continue  # a chart or a dialog
        mark = MARKS.get(fold(spelled))
        if table not in TABLE_BY_NAME and mark is None:
            raw.unknown.append(Place(name, spelled))
            continue
        if book is None:
            book = _book(archive, main, workbook)
        with archive.open(parts[identifier]) as stream:
            sheet = SheetReader(RawTable(name, table), book, progress).read(stream)
        if mark is None:
            raw.tables.append(sheet)
        elif mark not in sheet.header:
            raw.unknown.append(Place(name, spelled))
    return raw


def _part(archive: zipfile.ZipFile, name: str) -> Element:
    if archive.getinfo(name).file_size > MOST_BYTES_OF_PART:
        raise ValueError(f"{name} is too large")
    element: Element = fromstring(archive.read(name), forbid_dtd=True)
    return element


def _targets(archive: zipfile.ZipFile, part: str, kind: str) -> dict[str, str]:
    """Return the parts that ``part`` (empty: the package) refers to as ``kind``, by the id of the relationship."""
    folder, file = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{file}.rels")
    if relations not in archive.namelist():
        return {}
    return {
        # A target is relative to the part's folder unless it starts with a slash.
        item.get("Id", ""): posixpath.normpath(posixpath.join("/", folder, item.get("Target", ""))).lstrip(
            "/"
        )
        for item in _part(archive, relations)
        if item.get("Type", "").endswith(kind)
    }


def _sheets(workbook: Element) -> list[tuple[str, str]]:
    """Return name and relationship of every sheet, in the order of the tabs."""
    return [
        (element.get("name", ""), next((value for key, value in element.items() if local(key) == "id"), ""))
        for element in workbook.iter()
        if local(element.tag) == "sheet"
    ]


def _book(archive: zipfile.ZipFile, main: str, workbook: Element) -> Book:
    book = Book()
    properties = next((element for element in workbook if local(element.tag) == "workbookPr"), None)
    if properties is not None and properties.get("date1904") in ("1", "true"):
        book.epoch = datetime.datetime(1904, 1, 1)
    for part in _targets(archive, main, "/styles").values():
        book.formats = _formats(_part(archive, part))
    for part in _targets(archive, main, "/sharedStrings").values():
        with archive.open(part) as stream:
            book.strings = _strings(stream)
    return book


def _formats(styles: Element) -> list[str]:
    """Return the number format of every cell style, by its index."""
    codes = {int(number): code for number, code in BUILTIN_FORMATS.items()}
    found: list[str] = []
    for element in styles:
        if local(element.tag) == "numFmts":
            codes.update(
                {int(item.get("numFmtId", "0")): item.get("formatCode", "General") for item in element}
            )
        elif local(element.tag) == "cellXfs":
            found = [codes.get(int(item.get("numFmtId", "0")), "General") for item in element]
    return found


def _strings(stream: IO[bytes]) -> list[str]:
    found = []
    for _, element in iterparse(stream, events=("end",), forbid_dtd=True):
        if local(element.tag) == "si":
            found.append(text_of(element))
            element.clear()
    return found

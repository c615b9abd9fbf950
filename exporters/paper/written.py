"""A table or text for a paper in the form that the name of its file asks for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import InputError
from .blocks import clean, table_document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...analysis.printed import Printed
    from ...graph.store import Row
    from .blocks import Document

FORMS = ("docx", "xlsx", "html", "md", "csv")
TEXT_FORMS = ("docx", "html", "md")
OPENS = "opens"
"""Last column of a table as rows: what is behind each number."""


def form_of(output: str) -> str:
    """Return the form that a file's name asks for, its suffix in lower case without the dot."""
    return Path(output).suffix.lower().removeprefix(".")


def written(document: Document, form: str) -> bytes:
    """Return a document in one of :data:`FORMS` except csv, which holds no document. Raises InputError."""
    if form == "docx":
        from .word import docx

        return docx(document)
    if form == "xlsx":
        from .workbook import xlsx

        return xlsx(document)
    if form == "html":
        from .page import page

        return (page(document) + "\n").encode()
    if form == "md":
        from .markdown import markdown

        return (markdown(document) + "\n").encode()
    raise InputError(f"'{form}' is no form of a document. Choose one of {', '.join(FORMS)}.")


def table(printed: Printed, form: str) -> bytes:
    """Return a table for a paper in one of :data:`FORMS`. Raises InputError for any other form."""
    if form == "csv":
        from ..rows import render

        rows, columns = table_rows(printed)
        return (render(rows, columns, "csv") + "\n").encode("utf-8-sig")
    return written(table_document(printed), form)


def table_rows(printed: Printed, *, one_line: bool = False) -> tuple[list[Row], Sequence[str]]:
    """Return a table as flat rows: the banner they stand under first, if any, and last what opens their numbers.

    ``one_line`` separates the lines of a cell by semicolons.
    """
    opened: dict[str, list[str]] = {}
    for entry in printed.appendix:
        ids = "; ".join(entry.ids)
        opened.setdefault(entry.row, []).append(f"{entry.what}: {ids}" if ids else entry.what)
    banners = any(row.banner for row in printed.rows)
    rows: list[Row] = []
    banner = ""
    for row in printed.rows:
        if row.banner:
            banner = row.cells[0]
            continue
        flat: Row = {"under": banner} if banners else {}
        cells = [clean(cell).replace("\n", "; " if one_line else "\n") for cell in row.cells]
        flat |= zip(printed.names, cells, strict=True)
        flat[OPENS] = " · ".join(opened.get(row.cells[0], ()))
        rows.append(flat)
    return rows, (*(["under"] if banners else []), *printed.names, OPENS)

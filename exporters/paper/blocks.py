"""What a document is made of: headings, paragraphs and tables; and tables for papers as such blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from ...analysis.printed import Column, Row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...analysis.printed import Printed

APPENDIX = "Appendix: what is behind each number"
OPENING = (
    "Each row opens a number of the table above: the ids in the library, and the command that shows the evidence behind it "
    "(with --db, and with the filters named above the table, if there are any)."
)
CITED = "Studies and reviews cited"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; 1 is the title."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a note is set smaller."""

    text: str
    note: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; ``name`` is that of its sheet in a workbook."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


Block: TypeAlias = Heading | Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Document:
    """A title and the blocks under it."""

    title: str
    blocks: tuple[Block, ...]
    landscape: bool = True


def table_document(printed: Printed) -> Document:
    """Return a table for a paper as a document: notes, table, what it means, appendix of ids, references."""
    blocks: list[Block] = [Heading(printed.title)]
    blocks += [Paragraph(note) for note in printed.notes]
    blocks.append(Grid("Table", printed.columns, printed.rows))
    if not printed.rows:
        blocks.append(Paragraph("Nothing in this selection."))
    blocks += [Paragraph(note, note=True) for note in printed.below]
    if printed.appendix:
        blocks += [
            Heading(APPENDIX, 2),
            Paragraph(OPENING, note=True),
            grid(
                "Appendix",
                (("#", 3), ("What", 24), ("Ids", 35), ("Command", 38)),
                (
                    (entry.row, entry.what, "; ".join(entry.ids) or "none", entry.command)
                    for entry in printed.appendix
                ),
            ),
        ]
    if printed.references:
        blocks += [
            Heading(CITED, 2),
            grid(
                "References",
                (("Cited as", 18), ("Id", 16), ("Reference", 66)),
                ((one.cited, one.id, one.full) for one in printed.references),
            ),
        ]
    return Document(printed.title, tuple(blocks))


def grid(name: str, columns: Iterable[tuple[str, int]], rows: Iterable[tuple[str, ...]]) -> Grid:
    """Return a grid of plain cells."""
    return Grid(name, tuple(Column(*column) for column in columns), tuple(Row(row) for row in rows))


def clean(text: str) -> str:
    """Return text without characters that no XML file may hold, and without lone surrogates.

    >>> clean("a\\x00b\\x0bc\\td")
    'abc\\td'
    """
    return "".join(
        character
        for character in text.replace("\r\n", "\n").replace("\r", "\n")
        if character in "\t\n"
        or "\x20" <= character <= "\ud7ff"
        or "\ue000" <= character <= "\ufffd"
        or character >= "\U00010000"
    )

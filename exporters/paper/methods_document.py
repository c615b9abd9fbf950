"""The methods paragraph and data statement as a document, or as text for the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...analysis.methods import REFERENCES, reviews_line
from ...frameworks.registry import published
from ..words import wrapped
from .blocks import Document, Heading, Paragraph, grid

if TYPE_CHECKING:
    from ...analysis.methods import Methods
    from .blocks import Block

TITLE = "Methods and data"
PARTS = ("Methods paragraph", "Data statement", "Reviews", "Framework tables", "References")


def methods_document(found: Methods) -> Document:
    """Return methods, data statement, reviews, framework tables and references as a document."""
    first, second, reviews, tables, references = PARTS
    blocks: list[Block] = [Heading(TITLE), Heading(first, 2)]
    blocks += map(Paragraph, found.paragraph)
    blocks.append(Heading(second, 2))
    blocks += map(Paragraph, found.statement)
    if found.reviews:
        blocks += [
            Heading(reviews, 2),
            grid(
                reviews,
                (
                    ("Review", 14),
                    ("Studies, as printed", 10),
                    ("Participants, as printed", 12),
                    ("Searched to", 11),
                    ("Read", 9),
                    ("Reference", 44),
                ),
                (reviews_line(*one) for one in found.reviews),
            ),
        ]
    blocks += [
        Heading(tables, 2),
        grid(
            tables,
            (("Table", 18), ("Framework", 18), ("Version", 14), ("Rows", 6), ("Source", 44)),
            ((one.table, one.framework, one.version, str(one.rows), one.source) for one in published()),
        ),
        Heading(references, 2),
        *(Paragraph(one) for one in REFERENCES),
    ]
    return Document(TITLE, tuple(blocks), landscape=False)


def methods_text(found: Methods) -> str:
    """Return the paragraphs alone, for the screen."""
    lines: list[str] = []
    for title, paragraphs in zip(PARTS, (found.paragraph, found.statement), strict=False):
        lines.append(title.upper())
        for paragraph in paragraphs:
            lines += ["", *wrapped(paragraph, "")]
        lines.append("")
    return "\n".join(
        [*lines, PARTS[-1].upper(), "", *(line for one in REFERENCES for line in wrapped(one, ""))]
    )

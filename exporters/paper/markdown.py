"""Markdown: text that converters such as pandoc and websites take; what a library says stays text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rows import escaped
from .blocks import Grid, Heading, clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .blocks import Block, Document


def markdown(document: Document) -> str:
    """Return a document as Markdown; a line break in a cell becomes ``<br>``."""
    return "\n\n".join(map(_block, document.blocks))


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {escaped(block.text)}"
    if isinstance(block, Grid):
        return _grid(block)
    return escaped(block.text)


def _grid(grid: Grid) -> str:
    lines = [
        _line(column.name for column in grid.columns),
        f"|{'---|' * len(grid.columns)}",
        *(
            f"| **{_cell(row.cells[0])}** {'| ' * len(grid.columns)}".rstrip()
            if row.banner
            else _line(row.cells)
            for row in grid.rows
        ),
    ]
    return "\n".join(lines)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(map(_cell, cells))} |"


def _cell(text: str) -> str:
    return "<br>".join(escaped(line) for line in clean(text).split("\n"))

"""The key under a figure: samples of the lines that are on it, and one paragraph for the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import blocks, marks
from .blocks import PITCH, SIGNS
from .sheet import SMALLEST, Words, text_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .sheet import Item

SAMPLE = 30.0
"""Length of a sample line."""
ROW = 14.0
"""Height of a row of samples."""
APART = 14.0
"""Between two samples of one row."""


def key(
    styles: Sequence[tuple[str, int, str]], notes: str, width: float, top: float
) -> tuple[list[Item], float]:
    """Return samples and notes from ``top`` down, and where they end.

    ``styles`` are of each sample the style, the named studies (0: hollow) and what it means.
    """
    items: list[Item] = []
    x, y = 0.0, top
    for style, named, meaning in styles:
        wide = SAMPLE + 5 + text_width(meaning, SMALLEST)
        if x and x + wide > width:
            x, y = 0.0, y + ROW
        middle = y + ROW / 2
        items.append(marks.line(((x, middle), (x + SAMPLE, middle)), style, named))
        items.append(Words(x + SAMPLE + 5, middle + 2.9, meaning, SMALLEST))
        x += wide + APART
    if styles:
        y += ROW + 2
    lines = blocks.filled(notes, width)
    items += blocks.column(lines, 0, y, colour="soft")
    return items, y + PITCH * len(lines)


def directions(shown: Sequence[tuple[str, bool]]) -> list[tuple[str, int, str]]:
    """Return the samples of the directions that occur; each is (direction, hollow)."""
    found = [
        (style, 1, meaning) for style, meaning in SIGNS if any(direction == style for direction, _ in shown)
    ]
    hollow = [direction for direction, open_ in shown if open_]
    if hollow:
        first = next(style for style, _ in SIGNS if style in hollow)
        found.append((first, 0, "hollow: reviews only"))
    return found

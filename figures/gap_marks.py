"""The marks of a gap map in print: fill, hatch, outline and text, so that they read without colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..analysis.contrast import NEVER_SAMPLED
from ..analysis.gaps import UNKNOWN
from ..maps import gap_words
from . import blocks
from .blocks import PITCH
from .sheet import SMALLEST, Shape, Words, text_width

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .sheet import Item

HEIGHT = 14.0
"""Of every mark, in pt."""
LEAST = 31.0
"""Width in pt of a mark with a short text."""
PAD = 4.0
"""Between a text and the edge of its mark."""
SLASHES, DOTS = "//////", "....."
"""Hatches, in the letters of matplotlib."""
_DASH = (2.4, 1.6)
_BASELINE = HEIGHT / 2 + SMALLEST * 0.36
"""From the top of a mark to the baseline of its text."""


def mark_width(texts: Sequence[str]) -> float:
    """Return the width that marks with these texts share."""
    return max([LEAST, *(text_width(text, SMALLEST, True) + 2 * PAD + 3 for text in texts)])


def mark(
    identifier: str, kind: str, x: float, y: float, width: float, text: str, sides: tuple[str, str] = ("", "")
) -> list[Item]:
    """Return a mark with its upper left corner at ``x``, ``y``.

    ``identifier`` begins the ids of its shapes; ``sides`` are the two texts of a mark of kind ``both``.
    """
    if kind == "both":
        half = width / 2
        return [
            *_filled(f"{identifier}-for", x, y, half, sides[0]),
            *_hatched(f"{identifier}-against", x + half, y, half, sides[1], SLASHES, "discourages"),
        ]
    if kind == "voiced":
        return _filled(identifier, x, y, width, text)
    if kind == "contradicted":
        return _hatched(identifier, x, y, width, text, SLASHES, "discourages")
    if kind == "unattributed":
        return _hatched(identifier, x, y, width, text, DOTS, "outline", bold=False)
    if kind == NEVER_SAMPLED:
        return [
            Shape(
                f"{identifier}-{dot}",
                x + width / 2 - 8 + 5 * dot,
                y + HEIGHT / 2 - 0.8,
                1.6,
                1.6,
                "circle",
                "outline",
                "",
            )
            for dot in range(4)
        ]
    if kind == UNKNOWN:
        box = Shape(identifier, x, y, width, HEIGHT, fill="box", line="outline", dash=_DASH)
        return [box, _words(x + width / 2, y, "?", identifier, colour="soft")]
    items: list[Item] = [Shape(identifier, x, y, width, HEIGHT, fill="box", line="outline", stroke=0.9)]
    if kind == "asked_not_reported":
        items = [
            Shape(f"{identifier}-around", x, y, width, HEIGHT, fill="box", line="ink", stroke=0.9),
            Shape(identifier, x + 2, y + 2, width - 4, HEIGHT - 4, line="ink", stroke=0.9),
        ]
    return [*items, _words(x + width / 2, y, text, identifier, colour="soft")]


def _filled(identifier: str, x: float, y: float, width: float, text: str) -> list[Item]:
    return [
        Shape(identifier, x, y, width, HEIGHT, fill="behaviour", line="behaviour"),
        _words(x + width / 2, y, text, identifier, bold=True, colour="behaviour_text"),
    ]


def _hatched(
    identifier: str, x: float, y: float, width: float, text: str, hatch: str, line: str, *, bold: bool = True
) -> list[Item]:
    """Return a hatched box, and a plain plate in it on which the text stands."""
    plate = text_width(text, SMALLEST, bold) + 3
    middle = x + width / 2
    return [
        Shape(identifier, x, y, width, HEIGHT, fill="box", line=line, stroke=1.0, hatch=hatch),
        Shape(f"{identifier}-plate", middle - plate / 2, y + 2.4, plate, HEIGHT - 4.8, fill="box", line=""),
        _words(middle, y, text, f"{identifier}-plate", bold=bold),
    ]


def _words(x: float, y: float, text: str, owner: str, *, bold: bool = False, colour: str = "ink") -> Words:
    return Words(x, y + _BASELINE, text, SMALLEST, bold, colour, "middle", owner)


def key_of_marks(entries: Sequence[tuple[str, str]], width: float, y: float) -> tuple[list[Item], float]:
    """Return marks with their meanings, beside each other as far as they fit, and where they end."""

    def draw(kind: str, x: float, top: float) -> list[Item]:
        sample = gap_words.SAMPLE[kind]
        sides = tuple(sample.split("|"))
        text = "" if kind in ("both", NEVER_SAMPLED) else sample
        return mark(f"key-{kind}", kind, x, top, 31.0, text, (sides[0], sides[-1]))

    return key(entries, draw, width, y)


def key(
    entries: Sequence[tuple[str, str]],
    draw: Callable[[str, float, float], list[Item]],
    width: float,
    y: float,
) -> tuple[list[Item], float]:
    """Return samples of 31 pt that ``draw`` draws, each with its meaning, and where they end."""
    items: list[Item] = []
    x = 2.0
    for kind, meaning in entries:
        lines = blocks.filled(meaning, width - 42)
        needs = 31 + 5 + max(text_width(line, SMALLEST) for line in lines)
        if x > 2 and x + needs > width - 2:
            x, y = 2.0, y + HEIGHT + 4
        items += draw(kind, x, y)
        items += blocks.column(lines, x + 36, y + (HEIGHT - PITCH) / 2)
        if len(lines) > 1:
            y += PITCH * (len(lines) - 1)
        x += needs + 12
    return items, y + (HEIGHT + 5 if entries else 0)

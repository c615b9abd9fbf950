"""What is drawn, as plain data: boxes with their words, lines with their points.

One scene feeds the page, and later the figure and the picture export, so that they cannot differ. Lengths
are px at scale 1; x grows to the right and y downwards. ``boxes.py`` makes boxes, ``layout.py`` places them.
"""

from __future__ import annotations

from dataclasses import dataclass

PORT = 23.0
"""Height that one line takes at a behaviour, so that numbers of 12 px stand in a column without touching."""
STUB = 60.0
"""Length of the straight end of a line before a behaviour; its number stands in the middle."""
BEFORE_HEAD = 28.0
"""Distance from the head at which the number of any other line stands."""
MOST_WIDTH = 12.0
"""Lines are no wider than this, however many studies there are."""

KINDS = ("belief", "theme", "behaviour", "target", "quote", "group", "study")
"""Kinds of boxes. A quote is plain text behind a rule, a group a pill, a study a page with a folded corner."""
STYLES = ("encourages", "discourages", "mixed", "addresses", "supports", "contradicts", "voiced", "holds")
"""Styles of lines. ``addresses``: a target and a belief. ``supports``, ``contradicts``: a quote and a belief.
``voiced``: a group or study and what it holds. ``holds``: a theme and its beliefs. Only the first three lead
from cause to effect."""


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text, placed from the top left corner of its box."""

    x: float
    y: float
    """Of the baseline."""
    words: str
    size: float
    limit: float
    """Width it may take; a wider fallback font is squeezed to it and never spills."""
    bold: bool = False
    colour: str = "ink"
    """A use of the palette."""
    anchor: str = "start"
    """start, middle or end: which point of the text ``x`` is."""


@dataclass(frozen=True, slots=True)
class Badge:
    """The letter of a role in its shape; ``x`` and ``y`` are the centre, from the box's top left corner."""

    role: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Box:
    """One thing with its words. Equal ids mean the same thing."""

    id: str
    kind: str
    """One of KINDS."""
    width: float
    height: float
    texts: tuple[Text, ...]
    badges: tuple[Badge, ...] = ()
    asked: bool = False
    """True if the question is about it."""
    open: bool = False
    """True for a theme whose beliefs are shown beside it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One step, or a target that addresses a belief."""

    id: str
    start: str
    end: str
    style: str
    """One of STYLES."""
    hollow: bool = False
    """True if only reported: no study can be named."""
    width: float = 2.0
    label: str = ""
    strength: int = 0
    """Number of named studies; decides where lines go, never drawn but through ``width``."""


@dataclass(frozen=True, slots=True)
class PlacedBox:
    """A box and where its top left corner is."""

    box: Box
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line and its way: a cubic Bézier curve, then perhaps a straight stub."""

    line: Line
    points: tuple[tuple[float, float], ...]
    """Start, then two control points and an end for every part: 3 n + 1 points."""
    stub: tuple[float, float] | None
    """End of the straight part that follows, or None."""
    label_x: float
    label_y: float
    """Centre of the number."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A placed drawing; everything lies within ``width`` and ``height``."""

    width: float
    height: float
    boxes: tuple[PlacedBox, ...]
    lines: tuple[PlacedLine, ...]
    large: bool = False
    """True for maps of several hundred boxes: straight lines, and dots without text from afar."""


def line_width(named: int) -> float:
    """Return the width in px of a line with this many named studies: 2 + 1.6 each, at most 12.

    Reported numbers never make a line wider, since reviews may count the same study twice.

    >>> [line_width(n) for n in (0, 1, 3, 50)]
    [2.0, 3.6, 6.8, 12.0]
    """
    return min(2 + 1.6 * named, MOST_WIDTH)

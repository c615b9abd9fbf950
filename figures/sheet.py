"""A figure as plain data: shapes, strokes and words at exact places, before any library draws them.

Lengths are points (1/72 inch); x grows to the right and y downwards from the top left corner. A sheet knows
nothing of files: ``written.py`` writes it, ``check.py`` finds words that touch what they should not, and a
figure module only decides what stands where. Text is 8 pt or larger and lines are 0.5 pt or wider, at every
width: a narrow figure has fewer or narrower columns, never smaller letters.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..maps import text as labels
from .fonts import em

SMALLEST = 8.0
"""Size in pt below which no text of a figure may be."""
THINNEST = 0.5
"""Width in pt below which no line of a figure may be."""

FORMS = ("rect", "round", "tag", "pill", "circle", "diamond", "document", "hexagon", "triangle")
"""Forms of shapes. A tag points right, a document has a folded corner."""
HEADS = ("", "triangle", "bar", "both")
"""Ends of strokes. ``both`` is a triangle and then a bar: the sign of mixed evidence."""


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text."""

    x: float
    y: float
    """Of the baseline."""
    text: str
    size: float = 8.0
    bold: bool = False
    colour: str = "ink"
    """A use of the palette."""
    anchor: str = "start"
    """start, middle or end: which point of the text ``x`` is."""
    owner: str = ""
    """Id of the shape that it stands in, whose edges it may touch; empty if it belongs to none."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points, perhaps with a head at its last point."""

    points: tuple[tuple[float, float], ...]
    """Two or more; of a curve 3 n + 1: start, then two control points and an end for every part."""
    colour: str = "ink"
    width: float = 0.9
    dash: tuple[float, ...] = ()
    """Lengths in pt of what is drawn and left out in turn; empty for a solid line."""
    curve: bool = False
    """True if the points are those of a cubic Bézier curve."""
    hollow: bool = False
    """True for a line with a core of the page's colour and an open head: only reported as a number."""
    head: str = ""
    """One of HEADS."""
    owner: str = ""
    """Id of the shape that it belongs to, for example a rule within a box."""
    ends: tuple[str, ...] = ()
    """Ids of the shapes that it may touch."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled or outlined form."""

    id: str
    """Of this shape on this sheet; words and strokes name it as their owner."""
    x: float
    y: float
    width: float
    height: float
    form: str = "rect"
    """One of FORMS."""
    fill: str = ""
    """A use of the palette, or empty for none."""
    line: str = "outline"
    """A use of the palette, or empty for none."""
    stroke: float = 0.9
    dash: tuple[float, ...] = ()
    hatch: str = ""
    """Letters of matplotlib's hatches: a second sign beside the colour of the fill."""


Item = Words | Stroke | Shape


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole figure. Its title is not among the items: journals want it in the manuscript."""

    width: float
    height: float
    items: tuple[Item, ...]
    """Drawn in this order."""
    title: str
    subtitle: str
    """What of the evidence is shown, in one sentence."""
    caption: str
    """Text for under the figure, without the footer that every caption has."""
    alt: str
    """The figure in words, for who cannot see it."""

    @property
    def words(self) -> tuple[Words, ...]:
        """The texts, in the order in which they are drawn."""
        return tuple(item for item in self.items if isinstance(item, Words))

    @property
    def strokes(self) -> tuple[Stroke, ...]:
        """The lines, in the order in which they are drawn."""
        return tuple(item for item in self.items if isinstance(item, Stroke))

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """The shapes, in the order in which they are drawn."""
        return tuple(item for item in self.items if isinstance(item, Shape))


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return the width in pt of one line of text in DejaVu Sans, the font that draws it.

    Letters are not moved together in pairs here as they are when drawn, so the text is at most a little
    narrower than this.

    >>> round(text_width("reach", 10), 2)
    28.23
    """
    return sum(em(character, bold) for character in text) * size


def wrapped(text: str, limit: float, size: float, bold: bool = False, most: int = 3) -> tuple[str, ...]:
    """Break text into evenly filled lines no wider than ``limit`` pt.

    Text that needs more than ``most`` lines ends in an ellipsis; a word wider than a line is broken between
    characters. Returns one empty line for empty text.

    >>> wrapped("A scan protects me from a claim", 70, 8)
    ('A scan protects', 'me from a claim')
    """
    return labels.wrap(text, limit, size, bold=bold, most=most, measure=text_width)

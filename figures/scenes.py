"""A small map for print: boxes and lines placed by the layout of maps, at the width that is asked for.

The layout of maps leaves fixed gaps between columns and rows. For print they are set by stretching: the layout is
given wider and taller boxes, and what it returns is shrunk by the same measure, curves included. Where a page is too
narrow for columns the flow runs from top to bottom; then the layout is given the boxes lying on their side.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING

from ..maps import layout, scene
from ..maps.columns import plan
from . import marks
from .labels import Placed, label_lines, put
from .sheet import SMALLEST, text_width
from .titled import moved

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .boxes import Box
    from .sheet import Item, Stroke

RESTARTS, PROBES = 30, 2
"""Restarts of the layout for what is drawn, and for a look at whether it may fit at all."""
HOPELESS = 1.1
"""A first look that is this many times too large is not followed."""
RANKS, ROWS = 54.0, 7.2
"""Gaps in pt that the layout leaves: between columns, and between boxes of a column."""
EDGE = 2.0
"""Room in pt around the drawing, for outlines."""
BETWEEN = 11.0
"""Gap in pt between boxes of one column, or of one row."""
NARROWEST, WIDEST, WIDEST_DOWN = 74.0, 124.0, 176.0
"""Widths in pt of a box: below, labels break into bits; above, they are lost in it. The last where the flow runs down."""
LEAST_GAP, MOST_GAP = 40.0, 84.0
"""Room in pt for a line from one column to the next."""
DOWN_GAP = 30.0
"""The same from one row to the next."""

OFF = 1.4
"""Room in pt between a head and the box that it points at."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line between two boxes."""

    id: str
    start: str
    end: str
    style: str
    """A direction, or ``addresses``."""
    named: int
    """Named studies; 0 draws it hollow."""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A placed map; its items begin at the top left corner 0, 0."""

    items: tuple[Item, ...]
    width: float
    height: float
    down: bool
    """True if it runs from top to bottom."""


def fitted(
    make: Callable[[float], Sequence[Box]], lines: Sequence[Line], width: float, tallest: float
) -> Drawing | None:
    """Return the map at a size that fits, or None if there is none: then fewer boxes must be shown.

    ``make`` returns the boxes of one width. Columns from left to right come first, rows from top to bottom second.
    """
    for down, wide, gap in _tries(make, lines, width):
        boxes = make(wide)
        rough = _laid(boxes, lines, gap, PROBES, down=down)
        if rough.width > width * HOPELESS or rough.height > tallest * HOPELESS:
            continue
        drawing = _numbered(_laid(boxes, lines, gap, RESTARTS, down=down), lines)
        if drawing is not None and drawing.width <= width + 0.01 and drawing.height <= tallest:
            return drawing
    return None


def _tries(
    make: Callable[[float], Sequence[Box]], lines: Sequence[Line], width: float
) -> list[tuple[bool, float, float]]:
    """Return what to try in turn: whether it runs down, how wide a box is, and the gap along the flow."""
    boxes = _lying(make(NARROWEST), 1, 1, down=False)
    column = plan(boxes, _plain(lines)).column
    ranks = max(column.values(), default=0) + 1
    fullest = max((list(column.values()).count(rank) for rank in set(column.values())), default=1)
    # The layout rounds to whole points in each column.
    room = width - 2 * EDGE - ranks
    needed = max([LEAST_GAP, *(_widest(line.label) + 12 for line in lines)]) if ranks > 1 else 0.0
    tries = []
    across = (room - needed * (ranks - 1)) / ranks
    if across >= NARROWEST:
        wide = min(across, WIDEST)
        gap = min((room - wide * ranks) / max(ranks - 1, 1), max(MOST_GAP, needed))
        tries += [(False, wide, gap), (False, NARROWEST, needed)]
    beside = min((room - BETWEEN * (fullest - 1)) / fullest, WIDEST_DOWN)
    tries += [
        (True, wide, DOWN_GAP)
        for wide in (beside, beside * 0.87, beside * 0.75, beside * 0.6, NARROWEST)
        if wide >= NARROWEST
    ]
    return tries


def _widest(label: str) -> float:
    return max((text_width(line, SMALLEST, bold=True) for line in label_lines(label)), default=0.0)


def _lying(boxes: Sequence[Box], along: float, across: float, *, down: bool) -> list[scene.Box]:
    """Return the boxes as the layout is given them: stretched, and on their side if the flow runs down."""
    return [
        scene.Box(
            box.id,
            "belief",
            width=(box.height if down else box.width) * along,
            height=(box.width if down else box.height) * across,
            texts=(),
        )
        for box in boxes
    ]


def _plain(lines: Sequence[Line]) -> list[scene.Line]:
    return [
        # To the layout a tie is a line like any other, so that targets get a column of their own.
        scene.Line(line.id, line.start, line.end, "encourages", strength=line.named)
        for line in lines
    ]


@dataclass(frozen=True, slots=True)
class _Laid:
    """Boxes and lines at their places, still without the numbers of lines."""

    boxes: tuple[Item, ...]
    strokes: tuple[tuple[str, Stroke], ...]
    """Id and look of each line."""
    rooms: tuple[tuple[float, float, float, float], ...]
    """Of the boxes: left, top, right, bottom."""
    width: float
    height: float
    down: bool


def _laid(boxes: Sequence[Box], lines: Sequence[Line], gap: float, restarts: int, *, down: bool) -> _Laid:
    """Place boxes and lines with a gap along the flow."""
    along, across = RANKS / max(gap, 1.0), ROWS / BETWEEN
    placed = layout.place(_lying(boxes, along, across, down=down), _plain(lines), restarts=restarts)
    margin = layout.MARGIN

    def point(x: float, y: float) -> tuple[float, float]:
        one, other = (x - margin) / along + EDGE, (y - margin) / across + EDGE
        return (other, one) if down else (one, other)

    corners = {held.box.id: point(held.x, held.y) for held in placed.boxes}
    by_line = {line.id: line for line in lines}
    width, height = (placed.height, placed.width) if down else (placed.width, placed.height)
    return _Laid(
        tuple(moved(item, *corners[box.id]) for box in boxes for item in box.items),
        tuple(
            (way.line.id, _stroke(by_line[way.line.id], tuple(point(x, y) for x, y in way.points)))
            for way in placed.lines
        ),
        tuple(
            (
                corners[box.id][0],
                corners[box.id][1],
                corners[box.id][0] + box.width,
                corners[box.id][1] + box.height,
            )
            for box in boxes
        ),
        (width - 2 * margin) / (across if down else along) + 2 * EDGE,
        (height - 2 * margin) / (along if down else across) + 2 * EDGE,
        down,
    )


def _numbered(laid: _Laid, lines: Sequence[Line]) -> Drawing | None:
    """Put the number of each line beside it; None if one finds no room."""
    by_id = {line.id: line for line in lines}
    strokes = [stroke for _, stroke in laid.strokes]
    numbers = put(
        [
            Placed(by_id[name].label, by_id[name].style, stroke)
            for name, stroke in laid.strokes
            if by_id[name].label
        ],
        strokes,
        laid.rooms,
        (0.0, 0.0, laid.width, laid.height),
        beside=laid.down,
    )
    if numbers is None:
        return None
    return Drawing((*strokes, *laid.boxes, *numbers), laid.width, laid.height, laid.down)


def _stroke(line: Line, points: tuple[tuple[float, float], ...]) -> Stroke:
    """Return the line, its head just off the edge of its box, so that a bar is seen."""
    (x, y), (before, above) = points[-1], points[-2]
    away = hypot(x - before, y - above)
    if line.style != "addresses" and away > 2 * OFF:
        by = OFF / away
        points = (*points[:-1], (x - (x - before) * by, y - (y - above) * by))
    return marks.line(points, line.style, line.named, curve=True, ends=(line.start, line.end))

"""Strokes taken apart into what is drawn: the line, its core if it is hollow, its head.

The line stops where its head begins, so that a wide line does not show beside a tip.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING

from .outlines import polygon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .outlines import Point, Way
    from .sheet import Stroke

CORE = 0.47
"""Part of a hollow line's width that its core takes: 1.5 of 3.2 pt."""
BAR = 2.0
"""Thickness in pt of a bar."""
RIM = 0.9
"""Width in pt of the outline of an open head."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One path with its looks; colours are uses of the palette, empty for none."""

    way: Way
    fill: str = ""
    line: str = ""
    width: float = 0.0
    dash: tuple[float, ...] = ()


def pieces(stroke: Stroke) -> list[Piece]:
    """Return what a stroke consists of, in the order in which it is drawn."""
    tip = stroke.points[-1]
    along = towards(stroke.points)
    line = _shortened(stroke, along, _room(stroke))
    drawn = [Piece(_way(line, stroke.curve), line=stroke.colour, width=stroke.width, dash=stroke.dash)]
    if stroke.hollow:
        drawn.append(Piece(_way(line, stroke.curve), line="page", width=stroke.width * CORE))
    behind = tip
    if stroke.head in ("bar", "both"):
        drawn.append(_filled(stroke, _bar(tip, along, spread(stroke))))
        behind = (tip[0] - along[0] * BAR, tip[1] - along[1] * BAR)
    if stroke.head in ("triangle", "both"):
        drawn.append(_filled(stroke, _triangle(behind, along, length(stroke), spread(stroke))))
    return drawn


def length(stroke: Stroke) -> float:
    """Return the length of a stroke's triangle in pt; wider lines have a longer one."""
    return max(6.0, 2.0 * stroke.width + 2.0)


def spread(stroke: Stroke) -> float:
    """Return half the width of a stroke's head in pt."""
    return max(3.2, 0.9 * stroke.width + 1.6)


def _room(stroke: Stroke) -> float:
    """Return how much of the line its head takes; the line reaches a little into it, so that no gap shows."""
    bar = BAR if stroke.head in ("bar", "both") else 0.0
    if stroke.head in ("triangle", "both"):
        return bar + length(stroke) - 0.6
    return bar / 2


def towards(points: Sequence[Point]) -> Point:
    """Return the direction of the end of a line, of length 1; to the right if all points are one."""
    x, y = points[-1]
    for before in reversed(points[:-1]):
        away = hypot(x - before[0], y - before[1])
        if away > 1e-6:
            return (x - before[0]) / away, (y - before[1]) / away
    return 1.0, 0.0


def _shortened(stroke: Stroke, along: Point, by: float) -> tuple[Point, ...]:
    """Take the room of the head off the end; a curve bends as before, its last two points move together."""
    if not stroke.head:
        return stroke.points
    moved = 2 if stroke.curve else 1
    kept = stroke.points[:-moved]
    return (*kept, *((x - along[0] * by, y - along[1] * by) for x, y in stroke.points[-moved:]))


def _way(points: Sequence[Point], curve: bool) -> Way:
    first, *rest = points
    if not curve:
        return (("M", (first,)), *(("L", (point,)) for point in rest))
    parts = (tuple(rest[start : start + 3]) for start in range(0, len(rest), 3))
    return (("M", (first,)), *(("C", part) for part in parts))


def _filled(stroke: Stroke, way: Way) -> Piece:
    if stroke.hollow:
        return Piece(way, fill="page", line=stroke.colour, width=RIM)
    return Piece(way, fill=stroke.colour)


def _triangle(tip: Point, along: Point, deep: float, wide: float) -> Way:
    (x, y), (right, down) = tip, along
    back = (x - right * deep, y - down * deep)
    return polygon(
        tip, (back[0] - down * wide, back[1] + right * wide), (back[0] + down * wide, back[1] - right * wide)
    )


def _bar(tip: Point, along: Point, wide: float) -> Way:
    (x, y), (right, down) = tip, along
    wide += 2.0
    back = (x - right * BAR, y - down * BAR)
    return polygon(
        (x - down * wide, y + right * wide),
        (x + down * wide, y - right * wide),
        (back[0] + down * wide, back[1] - right * wide),
        (back[0] - down * wide, back[1] + right * wide),
    )

"""Where the numbers of lines stand: beside their line, on no box, no other line and no other number."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from . import blocks
from .check import cuts, meet, way, within
from .sheet import SMALLEST, Words, text_width
from .strokes import length, spread, towards

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .check import Box
    from .sheet import Item, Stroke

LIMIT = 46.0
"""Width in pt above which a number breaks before its bracket."""
PITCH = 9.2
AWAY = 2.4
"""Room in pt between a line's edge and its number."""
CLEAR, TIGHT = 1.6, 0.6
"""Room in pt between a number and the edge of any line: as it should be, and where there is no more."""
ASCENT, DESCENT = 0.76, 0.22


@dataclass(frozen=True, slots=True)
class Placed:
    """A number, and the line that it belongs to."""

    label: str
    colour: str
    stroke: Stroke


def label_lines(label: str) -> tuple[str, ...]:
    """Return a number in one line, or in several if it is wide: "± 2 (4; 12; 120)" → "± 2", "(4; 12;", "120)"."""
    if " (" not in label or text_width(label, SMALLEST, bold=True) <= LIMIT:
        return (label,) if label else ()
    before, bracket = label.split(" (", 1)
    if len(before) == 1:  # a sign alone would look lost
        return blocks.filled(label, LIMIT, bold=True)
    return before, *blocks.filled(f"({bracket}", LIMIT, bold=True)


def put(
    numbers: Sequence[Placed], strokes: Sequence[Stroke], boxes: Sequence[Box], page: Box, *, beside: bool
) -> list[Item] | None:
    """Return the words of every number, or None if one finds no room.

    ``beside``: lines run down, so numbers stand at their right or left rather than above or below.
    """
    parts = [list(pairwise(way(stroke))) for stroke in strokes]
    taken: list[Box] = [_head(stroke) for stroke in strokes if stroke.head]
    items: list[Item] = []
    for number in numbers:
        lines = label_lines(number.label)
        room = _room(number, lines, parts, strokes, [*boxes, *taken], page, beside=beside)
        if room is None:
            return None
        taken.append(room)
        items += [
            Words(
                room[0],
                room[1] + ASCENT * SMALLEST + PITCH * place,
                line,
                SMALLEST,
                bold=True,
                colour=number.colour,
            )
            for place, line in enumerate(lines)
        ]
    return items


def _room(
    number: Placed,
    lines: Sequence[str],
    parts: Sequence[Sequence[tuple[tuple[float, float], tuple[float, float]]]],
    strokes: Sequence[Stroke],
    boxes: Sequence[Box],
    page: Box,
    *,
    beside: bool,
) -> Box | None:
    wide = max(text_width(line, SMALLEST, bold=True) for line in lines)
    tall = (ASCENT + DESCENT) * SMALLEST + PITCH * (len(lines) - 1)
    free = [
        (away, room)
        for away, room in _candidates(number.stroke, wide, tall, beside=beside)
        if within(room, page, 0.0) and not any(meet(room, box, -0.8) for box in boxes)
    ]
    # First where no other line is as near as its own, then where others are clear of it, then where none is on it.
    for nearest, clear in ((True, CLEAR), (False, CLEAR), (False, TIGHT)):
        for away, room in free:
            if all(
                _misses(
                    room,
                    stroke.width / 2 + (away + 1 if nearest and stroke is not number.stroke else clear),
                    line,
                )
                for stroke, line in zip(strokes, parts, strict=True)
            ):
                return room
    return None


def _misses(room: Box, by: float, line: Sequence[tuple[tuple[float, float], tuple[float, float]]]) -> bool:
    """Tell whether a line keeps a distance from a number's room."""
    wider = (room[0] - by, room[1] - by, room[2] + by, room[3] + by)
    return not any(cuts(start, end, wider) for start, end in line)


def _head(stroke: Stroke) -> Box:
    """Return the room that the head of a line takes."""
    x, y = stroke.points[-1]
    across = spread(stroke) + 2
    deep = length(stroke) if stroke.head != "bar" else 2.0
    back_x, back_y = towards(stroke.points)
    xs, ys = (x, x - back_x * deep), (y, y - back_y * deep)
    aside = (abs(back_y) * across, abs(back_x) * across)
    return min(xs) - aside[0], min(ys) - aside[1], max(xs) + aside[0], max(ys) + aside[1]


def _candidates(stroke: Stroke, wide: float, tall: float, *, beside: bool) -> Iterator[tuple[float, Box]]:
    """Yield places for a number with their distance from its line, the best first: close to it, near its middle."""
    line = way(stroke)
    middle = (len(line) - 1) / 2
    order = sorted(range(len(line)), key=lambda place: (abs(place - middle), place))
    for more in (0.0, 2.0, 5.0, 9.0, 14.0):
        away = stroke.width / 2 + AWAY + more
        for place in order:
            x, y = line[place]
            aside = ((x + away, y - tall / 2), (x - away - wide, y - tall / 2))
            over = ((x - wide / 2, y - away - tall), (x - wide / 2, y + away))
            sides = (*aside, *over) if beside else (*over, *aside)
            for left, top in sides:
                yield AWAY + more, (left, top, left + wide, top + tall)

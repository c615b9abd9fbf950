"""Where everything stands on a map that is read as rows: columns beside each other, each box level with what it holds.

Used where boxes form a tree and columns have a meaning of their own, so that Graphviz would only shuffle them. Boxes of a
column keep the order they come in; lines join neighbouring columns, or pass a column through room that is kept free.
Nothing here is random.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from .layout import numbered
from .scene import STUB, PlacedBox, PlacedLine, Scene

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .scene import Box, Line

BLOCKS = {"discourages": 0, "mixed": 1, "encourages": 2}
"""Order of directions at a behaviour, from top to bottom."""
AWAY = 44.0
"""Distance in px of words from the start of a line that leads from no cause to an effect."""
MARGIN = 12.0
"""Empty px around the drawing."""
RING = 5.0
"""Distance in px of heads from a box with a ring."""
PASSING = 10.0
"""Height in px kept free where lines pass a column."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column, from top to bottom."""

    boxes: tuple[Box, ...]
    gap: float
    """Width in px of the free space to the left of it."""
    space: float = 8.0
    """Least height in px between two of its boxes."""


def spread(wanted: Sequence[float], heights: Sequence[float], space: float) -> list[float]:
    """Return the top of each of some boxes, in their order, as near as can be to where their centres are wanted.

    Boxes that would overlap become a block around their mean.

    >>> spread([10, 10, 90], [10, 10, 10], 2)
    [-1.0, 11.0, 85.0]
    """
    blocks: list[tuple[float, list[int]]] = []
    offset = 0.0
    shifts = []
    for place, height in enumerate(heights):
        shifts.append(offset)
        # Where the first box of the stack would have to begin for this one to stand where it is wanted.
        blocks.append((wanted[place] - height / 2 - offset, [place]))
        offset += height + space
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (one, first), (other, second) = blocks[-2:]
            mean = (one * len(first) + other * len(second)) / (len(first) + len(second))
            blocks[-2:] = [(mean, first + second)]
    return [start + shifts[place] for start, held in blocks for place in held]


def place_rows(columns: Sequence[Column], lines: Sequence[Line], main: int) -> Scene:
    """Place the columns from left to right; that numbered ``main`` is stacked, the others follow it.

    A line must join two boxes of different columns; one without strength draws no box towards it. Lines leave a box at
    its left and right sides, in the order of what they lead to, and their heads point at ``end``, whichever side it is
    on. What passes the main column does so below its boxes.
    """
    number = {box.id: at for at, column in enumerate(columns) for box in column.boxes}
    boxes = {box.id: box for column in columns for box in column.boxes}
    middle: dict[str, float] = {}
    free: dict[tuple[str, int], float] = {}
    y = 0.0
    for box in columns[main].boxes:
        middle[box.id] = y + box.height / 2
        y += box.height + columns[main].space
    for line in lines:
        near, far = sorted((number[line.start], number[line.end]))
        if near < main < far:
            free[line.id, main] = y + PASSING / 2
            y += PASSING + columns[main].space
    for at in [*range(main + 1, len(columns)), *range(main - 1, -1, -1)]:
        _follow(columns[at], at, lines, number, middle, free, onward=at > main)
    top = min(middle[box] - held.height / 2 for box, held in boxes.items()) - MARGIN
    bottom = max(middle[box] - top + held.height / 2 for box, held in boxes.items()) + MARGIN
    left, x = [], MARGIN
    for column in columns:
        x += column.gap
        left.append(x)
        x += max((box.width for box in column.boxes), default=0.0)
    placed = {
        box.id: PlacedBox(box, left[number[box.id]], round(middle[box.id] - box.height / 2 - top, 2))
        for box in boxes.values()
    }
    free = {key: height - top for key, height in free.items()}
    ways = _ways(columns, lines, number, placed, free, left)
    return Scene(round(x + MARGIN, 2), round(bottom, 2), tuple(placed.values()), tuple(ways))


def _follow(
    column: Column,
    at: int,
    lines: Sequence[Line],
    number: Mapping[str, int],
    middle: dict[str, float],
    free: dict[tuple[str, int], float],
    *,
    onward: bool,
) -> None:
    """Place a column beside those that are placed, and keep room in it for lines that pass."""
    reached: dict[str, list[float]] = {box.id: [] for box in column.boxes}
    beside: dict[str, list[float]] = {box.id: [] for box in column.boxes}
    passing: list[tuple[float, str]] = []
    for line in lines:
        near, far = sorted((line.start, line.end), key=number.__getitem__, reverse=not onward)
        # Where it comes from: the room kept in the column before, else its box, which may not be placed yet.
        height = free.get((line.id, at - 1 if onward else at + 1), middle.get(near))
        if height is None or (number[near] < at) != onward:
            continue
        if number[far] == at:
            (reached if line.strength else beside)[far].append(height)
        elif (number[far] > at) == onward:
            passing.append((height, line.id))
    reached = {box: held or beside[box] for box, held in reached.items()}
    whole = [height for held in reached.values() for height in held]
    placed = [*middle.values()]
    rest = sum(whole) / len(whole) if whole else (min(placed) + max(placed)) / 2
    items = [
        (sum(held) / len(held) if held else rest, 0, box, height)
        for box, held, height in ((box.id, reached[box.id], box.height) for box in column.boxes)
    ]
    items += [(height, 1, line, PASSING) for height, line in passing]
    # Sorting keeps the order of the column where nothing else decides.
    order = sorted(items, key=lambda item: item[:2])
    tops = spread([item[0] for item in order], [item[3] for item in order], column.space)
    for (_, sort, name, height), top in zip(order, tops, strict=True):
        if sort:
            free[name, at] = top + height / 2
        else:
            middle[name] = top + height / 2


def _ways(
    columns: Sequence[Column],
    lines: Sequence[Line],
    number: Mapping[str, int],
    placed: Mapping[str, PlacedBox],
    free: Mapping[tuple[str, int], float],
    left: Sequence[float],
) -> list[PlacedLine]:
    """Return every line as a smooth curve from side to side, straight where it passes a column."""
    widths = [max((box.width for box in column.boxes), default=0.0) for column in columns]
    ends: dict[tuple[str, str], list[tuple[int, float, str]]] = {}
    for line in lines:
        for box, other, side in _sides(line, number):
            towards = number[box] + (1 if side == "right" else -1)
            height = free.get((line.id, towards), placed[other].y + placed[other].box.height / 2)
            # At a behaviour by direction first, so that it reads: holds back, disputed, pushes.
            stubbed = placed[box].box.kind == "behaviour" and side == "left"
            block = BLOCKS.get(line.style, 0) if stubbed else 0
            ends.setdefault((box, side), []).append((block, height, line.id))
    port: dict[tuple[str, str], float] = {}
    for (box, side), held in ends.items():
        y, tall = placed[box].y, placed[box].box.height
        for place, (_, _, line_id) in enumerate(sorted(held)):
            port[line_id, side] = y + tall * (place + 0.5) / len(held)
    made = []
    for line in lines:
        (west, _, _), (east, _, _) = sorted(_sides(line, number), key=lambda end: number[end[0]])
        points = [(placed[west].x + placed[west].box.width + _ring(placed[west]), port[line.id, "right"])]
        if placed[west].box.width < widths[number[west]]:
            # Straight out of its column: the boxes above and below may be wider.
            points.append((left[number[west]] + widths[number[west]], points[0][1]))
        for at in range(number[west] + 1, number[east]):
            points += [(left[at], free[line.id, at]), (left[at] + widths[at], free[line.id, at])]
        tip = (placed[east].x - _ring(placed[east]), port[line.id, "left"])
        stubbed = placed[east].box.kind == "behaviour" and line.start == west
        points.append((placed[east].x - STUB, tip[1]) if stubbed else tip)
        way = _smooth(points if line.start == west else points[::-1])
        if line.style in BLOCKS:
            made.append(numbered(line, way, stubbed))
        else:
            made.append(PlacedLine(line, way, None, *_words_at(line, points, west)))
    return made


def _ring(placed: PlacedBox) -> float:
    """Return how far outside of a box its lines end: the ring round what is asked about would cover their heads."""
    return RING if placed.box.asked else 0.0


def _sides(line: Line, number: Mapping[str, int]) -> list[tuple[str, str, str]]:
    """Return (box, other end, side it leaves at) for both ends of a line."""
    one, other = line.start, line.end
    out, back = ("right", "left") if number[one] < number[other] else ("left", "right")
    return [(one, other, out), (other, one, back)]


def _smooth(points: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """Return a curve that is level at every point: 3 n + 1 points."""
    made = [points[0]]
    for (x, y), (to_x, to_y) in pairwise(points):
        half = (x + to_x) / 2
        made += [(half, y), (half, to_y), (to_x, to_y)]
    return tuple((round(x, 2), round(y, 2)) for x, y in made)


def _words_at(line: Line, points: Sequence[tuple[float, float]], west: str) -> tuple[float, float]:
    """Return the centre of the words of a line that leads from no cause to an effect: near its start, where it is alone."""
    x, y = points[0] if line.start == west else points[-1]
    return round(x + (AWAY if line.start == west else -AWAY), 2), round(y, 2)

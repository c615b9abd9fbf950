"""Where everything stands on a map of several hundred boxes: columns of our own, in time that grows with the boxes.

Graphviz ``dot`` takes minutes there. As on small maps, left to right is cause to effect: beliefs on chains stand in
the column that their longest way to the right gives them, split into as many as needed. Beliefs with one link fill
the columns from the behaviours outwards, strongest first. Lines are straight and pass behind boxes; search
and focus are the way in.

Nothing here is random: equal boxes and lines give an equal scene.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ..errors import MapError
from .columns import GAP, SCREEN, against, leaves, natural_columns
from .scene import BEFORE_HEAD, PlacedBox, PlacedLine, Scene

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .scene import Box, Line

MANY = 200
"""Above so many boxes dot takes too long, and :func:`place_many` is used."""
MOST_PORTS = 80
"""Lines that a box makes room for on such a map: one behaviour of thousands would be taller than the rest is wide."""
SPACE = 60.0
"""Width in px of the gap between two columns, where the straight lines are seen."""
MARGIN = 12.0
"""Empty px around the drawing."""
TRIED = 40
"""Heights of columns that are tried."""


def place_many(boxes: Sequence[Box], lines: Sequence[Line]) -> Scene:
    """Place hundreds or thousands of boxes in seconds; no two boxes overlap.

    Every line must start and end at one of the boxes. Raises MapError without boxes.
    """
    if not boxes:
        raise MapError("There is nothing to draw: no box is on this map.")
    columns = _columns(boxes, lines)
    corners = _corners(columns, lines)
    width = max(x + box.width for x, _, box in corners.values()) + MARGIN
    height = max(y + box.height for _, y, box in corners.values()) + MARGIN
    placed = tuple(PlacedBox(box, *corners[box.id][:2]) for box in boxes)
    return Scene(round(width, 2), round(height, 2), placed, tuple(_ways(lines, corners)), large=True)


def _columns(boxes: Sequence[Box], lines: Sequence[Line]) -> list[list[Box]]:
    """Return the boxes by column, from right to left, as tall as show the map at the largest scale."""
    backwards = against(lines)
    forward = [line for line in lines if line.id not in backwards]
    behaviours = {box.id for box in boxes if box.kind == "behaviour"}
    single = leaves(lines, behaviours)
    natural = natural_columns(boxes, forward)
    strength: dict[str, int] = defaultdict(int)
    for line in lines:
        strength[line.start] += line.strength
    order = sorted(boxes, key=lambda box: (-strength[box.id], box.id))
    layers: dict[int, list[Box]] = defaultdict(list)
    loose, tags = [], []
    for box in order:
        if box.id not in natural:
            tags.append(box)
        elif box.id in single and natural[single[box.id].end] == 0:
            loose.append(box)
        else:
            layers[natural[box.id]].append(box)
    last = layers.pop(0, [])
    whole = sum(box.height + GAP for box in boxes)
    tallest = max(max(box.height for box in boxes), sum(box.height + GAP for box in last))
    heights = sorted({max(tallest, whole / columns) for columns in range(1, TRIED * 2)})
    tried = (_filled(height, last, layers, loose) for height in heights)

    def scale(columns: list[list[Box]]) -> float:
        wide = sum(max(box.width for box in column) + SPACE for column in columns)
        return min(SCREEN[0] / wide, SCREEN[1] / max(map(_tall, columns)))

    return _with_tags(max(tried, key=scale), tags, lines)


def _filled(
    height: float, last: Sequence[Box], layers: Mapping[int, Sequence[Box]], loose: Sequence[Box]
) -> list[list[Box]]:
    """Split each layer into columns of a height, and fill them up with the loose boxes, nearest column first."""
    columns: list[list[Box]] = [list(last)] if last else []
    first = len(columns)
    for layer in sorted(layers):
        columns += _split(layers[layer], height)
    room = [height - _tall(column) for column in columns]
    spare = sum(room[first:])
    # Columns of loose boxes alone stand nearest; what fits beside the chains is put there last.
    needed = sum(box.height + GAP for box in loose) - spare
    alone: list[list[Box]] = []
    at = 0
    while needed > 0 and at < len(loose):
        alone.append([])
        free = height
        while at < len(loose) and loose[at].height + GAP <= free:
            alone[-1].append(loose[at])
            free -= loose[at].height + GAP
            needed -= loose[at].height + GAP
            at += 1
        if not alone[-1]:
            break
    place = first
    rest = []
    for box in loose[at:]:
        while place < len(columns) and box.height + GAP > room[place]:
            place += 1
        if place == len(columns):
            rest.append(box)
            continue
        columns[place].append(box)
        room[place] -= box.height + GAP
    return [*columns[:first], *alone, *columns[first:], *_split(rest, height)]


def _split(boxes: Iterable[Box], height: float) -> list[list[Box]]:
    """Return boxes in columns that are no taller than ``height``, unless one box is."""
    columns: list[list[Box]] = []
    free = 0.0
    for box in boxes:
        if not columns or box.height + GAP > free:
            columns.append([])
            free = height
        columns[-1].append(box)
        free -= box.height + GAP
    return columns


def _tall(column: Sequence[Box]) -> float:
    return sum(box.height + GAP for box in column)


def _with_tags(columns: list[list[Box]], tags: Sequence[Box], lines: Sequence[Line]) -> list[list[Box]]:
    """Put each target just left of the first thing that it addresses."""
    at = {box.id: number for number, column in enumerate(columns) for box in column}
    addressed: dict[str, list[int]] = defaultdict(list)
    for line in lines:
        if line.end in at:
            addressed[line.start].append(at[line.end])
    for tag in tags:
        number = min(addressed[tag.id], default=len(columns) - 1) + 1
        if number >= len(columns):
            columns.append([])
        columns[number].append(tag)
    return [column for column in columns if column]


def _corners(columns: Sequence[Sequence[Box]], lines: Sequence[Line]) -> dict[str, tuple[float, float, Box]]:
    """Return left, top and the box: columns from right to left, each box near the mean of what it leads to."""
    after: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        after[line.start].append(line.end)
        if line.style in ("addresses", "holds"):
            continue
        after[line.end].append(line.start)
    style = {line.start: _BLOCK.get(line.style, 1) for line in lines}
    widths = [max(box.width for box in column) for column in columns]
    tallest = max(map(_tall, columns))
    middle: dict[str, float] = {}
    corners: dict[str, tuple[float, float, Box]] = {}
    left = MARGIN + sum(widths) + SPACE * (len(columns) - 1)
    for number, column in enumerate(columns):
        left -= widths[number]
        keys = []
        for place, box in enumerate(column):
            known = [middle[other] for other in after[box.id] if other in middle]
            wanted = sum(known) / len(known) if known else tallest / 2
            keys.append((round(wanted, 2), style.get(box.id, 1), place))
        spare = tallest - _tall(column)
        # The last behaviours spread over the height; other columns stand in its middle.
        between = spare / len(column) if number == 0 else 0.0
        top = MARGIN + (between / 2 if number == 0 else spare / 2)
        for *_, place in sorted(keys):
            box = column[place]
            corners[box.id] = (round(left, 2), round(top, 2), box)
            middle[box.id] = top + box.height / 2
            top += box.height + GAP + between
        left -= SPACE
    return corners


_BLOCK = {"discourages": 0, "mixed": 1, "encourages": 2}


def _ways(lines: Sequence[Line], corners: Mapping[str, tuple[float, float, Box]]) -> list[PlacedLine]:
    """Return each line straight from side to side, its number beside the box it comes from.

    There it is one of few; before a behaviour of a thousand lines it could not be read.
    """
    sides: dict[tuple[str, bool], list[tuple[float, str]]] = defaultdict(list)
    for line in lines:
        (start_x, start_y, start), (end_x, end_y, end) = corners[line.start], corners[line.end]
        right = start_x <= end_x
        sides[line.start, right].append((end_y + end.height / 2, line.id))
        sides[line.end, not right].append((start_y + start.height / 2, line.id))
    ports: dict[tuple[str, str], tuple[float, float]] = {}
    for (owner, right), held in sides.items():
        x, y, box = corners[owner]
        for place, (_, line_id) in enumerate(sorted(held), start=1):
            ports[owner, line_id] = (x + box.width if right else x, y + box.height * place / (len(held) + 1))
    return [_way(line, ports[line.start, line.id], ports[line.end, line.id]) for line in lines]


def _way(line: Line, start: tuple[float, float], end: tuple[float, float]) -> PlacedLine:
    def along(part: float) -> tuple[float, float]:
        return (
            round(start[0] + (end[0] - start[0]) * part, 2),
            round(start[1] + (end[1] - start[1]) * part, 2),
        )

    far = ((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5
    number = along(min(BEFORE_HEAD / far, 0.5) if far else 0.0)
    return PlacedLine(line, tuple(along(part / 3) for part in range(4)), None, *number)

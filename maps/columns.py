"""Which column a belief stands in, and which lines have to run against the flow.

dot alone would put every belief that has one link right beside its behaviour: one column, endless tall.
So beliefs on chains keep their natural column, and the others fill the columns from the behaviour
outwards, strongest first, until the columns are equally tall.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .scene import Box, Line

COLUMN = 314.0
"""Width in px of a column of beliefs with the gap beside it."""
PASSING = 9.0
"""Height in px that a line takes in a column it passes."""
GAP = 9.0
"""Height in px between two boxes of a column."""
SCREEN = (1400.0, 760.0)
"""Room in px that a map should fill well: a common screen without the head and foot of the page."""
MOST_COLUMNS = 6
TIES = ("addresses", "holds")
"""Styles of lines that say what belongs together, not what leads where."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Hints for the layout."""

    length: Mapping[str, int]
    """Least number of ranks that a line spans, by line id; 1 where nothing is said."""
    against: frozenset[str]
    """Ids of lines that close a cycle and therefore run from right to left."""
    last: tuple[str, ...]
    """Behaviours that nothing follows: they share the last rank."""
    column: Mapping[str, int]
    """Column of every belief and behaviour, counted from the right; the last behaviours are 0."""

    def ends(self, line: Line) -> tuple[str, str]:
        """Return the left and the right end of a line."""
        return (line.end, line.start) if line.id in self.against else (line.start, line.end)


def plan(boxes: Sequence[Box], lines: Sequence[Line]) -> Plan:
    """Decide columns and the lines that run backwards. Equal input gives an equal plan."""
    backwards = against(lines)
    forward = [line for line in lines if line.id not in backwards]
    starts = {line.start for line in lines}
    behaviours = {box.id for box in boxes if box.kind == "behaviour"}
    last = tuple(box.id for box in boxes if box.id in behaviours and box.id not in starts)
    length = {line.id: 2 for line in forward if line.end in last}
    column = natural_columns(boxes, forward)
    single = leaves(lines, behaviours)
    spread = _spread(boxes, forward, single, column, last)
    for box, line in single.items():
        length[line.id] = spread[box] - column[line.end] + (1 if line.end in last else 0)
    return Plan(length, backwards, last, {**column, **spread})


def against(lines: Sequence[Line]) -> frozenset[str]:
    """Return the lines that would close a cycle when lines are laid strongest first.

    Keeps a running order of the boxes and looks only at those between the two ends of a new line (Pearce and
    Kelly 2007, doi 10.1145/1187436.1210590), so that thousands of lines take a moment.
    """
    place = {
        box: at
        for at, box in enumerate(dict.fromkeys(end for line in lines for end in (line.start, line.end)))
    }
    after: dict[str, list[str]] = defaultdict(list)
    before: dict[str, list[str]] = defaultdict(list)
    found = set()
    for line in sorted(lines, key=lambda line: (-line.strength, line.id)):
        low, high = place[line.end], place[line.start]
        if low <= high:
            ahead = _within(after, line.end, place, low, high)
            if line.start in ahead:
                found.add(line.id)
                continue
            behind = _within(before, line.start, place, low, high)
            moved = [*sorted(behind, key=place.__getitem__), *sorted(ahead, key=place.__getitem__)]
            place.update(zip(moved, sorted(place[box] for box in moved), strict=True))
        after[line.start].append(line.end)
        before[line.end].append(line.start)
    return frozenset(found)


def _within(
    following: Mapping[str, list[str]], start: str, place: Mapping[str, int], low: int, high: int
) -> set[str]:
    """Return what can be reached from a box through boxes between two places of the running order."""
    seen, todo = {start}, [start]
    while todo:
        for other in following.get(todo.pop(), ()):
            if other not in seen and low <= place[other] <= high:
                seen.add(other)
                todo.append(other)
    return seen


def leaves(lines: Sequence[Line], behaviours: set[str]) -> dict[str, Line]:
    """Return the beliefs with one link, which leads to a behaviour, and that link."""
    touching = defaultdict(list)
    for line in lines:
        if line.style not in TIES:
            touching[line.start].append(line)
            touching[line.end].append(line)
    return {
        box: held[0]
        for box, held in touching.items()
        if len(held) == 1 and held[0].start == box and held[0].end in behaviours
    }


def _spread(
    boxes: Sequence[Box],
    forward: Sequence[Line],
    leaves: Mapping[str, Line],
    natural: Mapping[str, int],
    last: tuple[str, ...],
) -> dict[str, int]:
    """Return the column of each leaf, with as many columns as show the map at the largest scale."""
    if not leaves:
        return {}
    heights = {box.id: box.height + GAP for box in boxes}
    tall = sum(heights[box] for box in last)
    deepest = max(1, *natural.values())
    tried = (
        _fill(columns, boxes, forward, leaves, natural, heights)
        for columns in range(deepest, max(deepest, MOST_COLUMNS) + 1)
    )

    def scale(filled: tuple[float, dict[str, int]]) -> float:
        wide = COLUMN * (max(filled[1].values()) + 1)
        return min(SCREEN[0] / wide, SCREEN[1] / max(filled[0], tall))

    return max(tried, key=scale)[1]


def natural_columns(boxes: Sequence[Box], forward: Sequence[Line]) -> dict[str, int]:
    """Return for each box the longest way to the right in steps: 0 where nothing follows.

    ``forward`` must hold no cycle. Targets, and opened themes that lead nowhere themselves, have no column: they
    stand beside what they are tied to.
    """
    after: dict[str, list[str]] = defaultdict(list)
    waiting: dict[str, int] = defaultdict(int)
    before: dict[str, list[str]] = defaultdict(list)
    leading = {end for line in forward if line.style not in TIES for end in (line.start, line.end)}
    tied = {line.start for line in forward if line.style in TIES} - leading
    for line in forward:
        if line.style not in TIES:
            after[line.start].append(line.end)
            before[line.end].append(line.start)
            waiting[line.start] += 1
    column: dict[str, int] = {}
    ready = [box.id for box in boxes if box.kind != "target" and box.id not in tied and not waiting[box.id]]
    while ready:
        box_id = ready.pop()
        column[box_id] = 1 + max((column[other] for other in after[box_id]), default=-1)
        for other in before[box_id]:
            waiting[other] -= 1
            if not waiting[other]:
                ready.append(other)
    return column


def _fill(
    columns: int,
    boxes: Sequence[Box],
    forward: Sequence[Line],
    leaves: Mapping[str, Line],
    natural: Mapping[str, int],
    heights: Mapping[str, float],
) -> tuple[float, dict[str, int]]:
    """Put the leaves into this many columns; returns the height of the tallest and each leaf's column."""
    filled = [0.0] * (columns + 2)
    tags = {box.id for box in boxes if box.id not in natural}
    addressed = defaultdict(list)
    for line in forward:
        if line.style in TIES:
            if line.start not in tags:
                continue
            addressed[line.end].append(line.start)
        elif line.start not in leaves:
            _pass(filled, natural[line.end] + 1, natural[line.start])
    beliefs = [box.id for box in boxes if natural.get(box.id)]
    cap = 1.1 * (sum(heights[box] for box in (*beliefs, *tags)) + PASSING * len(leaves)) / columns
    stand: dict[str, int] = {}

    def put(box: str, place: int) -> None:
        """Fill a column with a box, and the next with the targets that address it and stand nowhere yet."""
        filled[place] += heights[box]
        for tag in addressed[box]:
            if tag not in stand:
                stand[tag] = min(place + 1, columns + 1)
                filled[stand[tag]] += heights[tag]

    for box in beliefs:
        if box not in leaves:
            put(box, natural[box])
    spread = {}
    for box, line in sorted(leaves.items(), key=lambda leaf: (-leaf[1].strength, leaf[1].id)):
        near = natural[line.end] + 1
        possible = range(near, max(columns, near) + 1)
        free = (place for place in possible if filled[place] + heights[box] <= cap)
        spread[box] = next(free, None) or min(possible, key=filled.__getitem__)
        put(box, spread[box])
        _pass(filled, near, spread[box])
    return max(filled), spread


def _pass(filled: list[float], first: int, until: int) -> None:
    """Leave room for a line in the columns it passes."""
    for passed in range(first, until):
        filled[passed] += PASSING

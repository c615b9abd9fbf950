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
    against = _against(lines)
    forward = [line for line in lines if line.id not in against]
    starts = {line.start for line in lines}
    behaviours = {box.id for box in boxes if box.kind == "behaviour"}
    last = tuple(box.id for box in boxes if box.id in behaviours and box.id not in starts)
    length = {line.id: 2 for line in forward if line.end in last}
    column = _natural_columns(boxes, forward)
    leaves = _leaves(lines, behaviours)
    spread = _spread(boxes, forward, leaves, column, last)
    for box, line in leaves.items():
        length[line.id] = spread[box] - column[line.end] + (1 if line.end in last else 0)
    return Plan(length, against, last, {**column, **spread})


def _against(lines: Sequence[Line]) -> frozenset[str]:
    """Return the lines that would close a cycle when lines are laid strongest first."""
    after: dict[str, set[str]] = defaultdict(set)
    against = set()
    for line in sorted(lines, key=lambda line: (-line.strength, line.id)):
        if _reaches(after, line.end, line.start):
            against.add(line.id)
        else:
            after[line.start].add(line.end)
    return frozenset(against)


def _reaches(after: Mapping[str, set[str]], start: str, goal: str) -> bool:
    seen, todo = {start}, [start]
    while todo:
        here = todo.pop()
        if here == goal:
            return True
        new = after.get(here, set()) - seen
        seen |= new
        todo.extend(new)
    return False


def _leaves(lines: Sequence[Line], behaviours: set[str]) -> dict[str, Line]:
    """Return the beliefs with one link, which leads to a behaviour, and that link."""
    touching = defaultdict(list)
    for line in lines:
        if line.style != "addresses":
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


def _natural_columns(boxes: Sequence[Box], forward: Sequence[Line]) -> dict[str, int]:
    """Return for each box the longest way to the right in steps: 0 where nothing follows."""
    after: dict[str, list[str]] = defaultdict(list)
    for line in forward:
        if line.style != "addresses":
            after[line.start].append(line.end)
    column: dict[str, int] = {}

    def depth(box: str) -> int:
        if box not in column:
            column[box] = 1 + max((depth(next_) for next_ in after[box]), default=-1)
        return column[box]

    for box in boxes:
        if box.kind != "target":
            depth(box.id)
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
    tags = {box.id for box in boxes if box.kind == "target"}
    addressed = defaultdict(list)
    for line in forward:
        if line.start in tags:
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

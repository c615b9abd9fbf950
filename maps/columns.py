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
    length.update(_leaf_lengths(boxes, lines, forward, behaviours, last))
    return Plan(length, against, last)


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


def _leaf_lengths(
    boxes: Sequence[Box],
    lines: Sequence[Line],
    forward: Sequence[Line],
    behaviours: set[str],
    last: tuple[str, ...],
) -> dict[str, int]:
    """Spread the beliefs with one link over columns; returns the ranks that their lines span."""
    column = _natural_columns(boxes, forward)
    touching = defaultdict(list)
    for line in lines:
        if line.style != "addresses":
            touching[line.start].append(line)
            touching[line.end].append(line)
    leaves = {
        box: held[0]
        for box, held in touching.items()
        if len(held) == 1 and held[0].start == box and held[0].end in behaviours
    }
    heights = {box.id: box.height + GAP for box in boxes if box.kind in ("belief", "theme")}
    if not heights:
        return {}
    deepest = max(column.values())
    fits = [
        _fill(columns, leaves, column, heights, forward)
        for columns in range(max(deepest, 1), max(deepest, MOST_COLUMNS) + 1)
    ]
    tall = max((sum(box.height for box in boxes if box.id in last), *(0.0,)))
    _, _, chosen = max(
        (min(SCREEN[0] / (columns * COLUMN + 400), SCREEN[1] / max(height, tall)), -columns, number)
        for number, (columns, height, _) in enumerate(fits)
    )
    spread = fits[chosen][2]
    return {
        leaves[box].id: spread[box] - column[leaves[box].end] + (1 if leaves[box].end in last else 0)
        for box in leaves
    }


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
    leaves: Mapping[str, Line],
    natural: Mapping[str, int],
    heights: Mapping[str, float],
    forward: Sequence[Line],
) -> tuple[int, float, dict[str, int]]:
    """Put the leaves into this many columns; returns columns, the tallest height and each leaf's column."""
    filled = [0.0] * (columns + 1)
    for box, height in heights.items():
        if box not in leaves:
            filled[natural[box]] += height
    for line in forward:
        if line.style != "addresses" and line.start not in leaves:
            for passed in range(natural[line.end] + 1, natural[line.start]):
                filled[passed] += PASSING
    cap = 1.1 * (sum(heights.values()) + PASSING * len(leaves)) / columns
    spread = {}
    for box, line in sorted(leaves.items(), key=lambda leaf: (-leaf[1].strength, leaf[1].id)):
        near = natural[line.end] + 1
        possible = range(near, columns + 1)
        free = (place for place in possible if filled[place] + heights[box] <= cap)
        chosen = next(free, None) or min(possible, key=lambda place: filled[place], default=near)
        spread[box] = chosen
        filled[min(chosen, columns)] += heights[box]
        for passed in range(near, chosen):
            filled[passed] += PASSING
    return columns, max(filled), spread

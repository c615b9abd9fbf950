"""Where everything stands on a map of targets: targets in one column, beliefs by rank, the behaviour last.

Read from left to right as a table is: what acts, what it acts on, what nothing acts on, what all that is said to lead to.
Beliefs that lead to the
behaviour by way of others stand further left. Where steps run in a circle there is no such order, and Graphviz decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .columns import against, natural_columns
from .layout import place
from .many import MANY, place_many
from .rows import BLOCKS, Column, place_rows
from .scene import STUB

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .scene import Box, Line, Scene

WIDE = 300.0
"""Width of a target here, where each has a box of its own."""
GAP = 64.0
"""Width in px of the gap between two columns."""


SPACE = 6.0
"""Least height in px between two boxes of a column."""
SPLIT = 7
"""Beliefs of one column above which those without a target stand in one of their own."""


def place_targets(boxes: Sequence[Box], lines: Sequence[Line], ranked: Sequence[str]) -> Scene:
    """Place targets, beliefs and behaviours; ``ranked`` are ids of beliefs, the highest rank first."""
    if len(boxes) > MANY:
        return place_many(boxes, lines)
    if against(lines):
        return place(boxes, lines)
    rank = {box: number for number, box in enumerate(ranked)}
    depth = natural_columns(boxes, lines)
    block = {line.start: BLOCKS[line.style] for line in lines if line.style in BLOCKS and not depth[line.end]}
    ends = sorted(
        (box for box in boxes if box.kind != "target"),
        key=lambda box: (block.get(box.id, len(BLOCKS)), rank.get(box.id, len(rank)), box.id),
    )
    deepest = max((depth[box.id] for box in ends), default=0)
    columns = [Column(tuple(box for box in boxes if box.kind == "target"), 0.0, SPACE)]
    beside: set[int] = set()
    addressed = {line.end for line in lines if line.style == "addresses"}
    for at in range(deepest, -1, -1):
        held = [box for box in ends if depth[box.id] == at]
        with_target = [box for box in held if box.id in addressed]
        without = [box for box in held if box.id not in addressed]
        # Beside each other two columns are lower; those without a target are then seen at a glance.
        for part in (with_target, without) if len(held) > SPLIT and with_target and without else (held,):
            stub = STUB if any(box.kind == "behaviour" for box in part) else 0.0
            columns.append(Column(tuple(part), GAP + stub, SPACE))
            if part is without:
                beside.add(len(columns) - 1)
    # Lines find their way round a column without targets, not round what targets lead to.
    stacked = [at for at in range(1, len(columns)) if at not in beside]
    tallest = max(
        stacked,
        key=lambda at: sum(box.height for box in columns[at].boxes if box.kind != "behaviour"),
    )
    return place_rows(columns, lines, tallest)

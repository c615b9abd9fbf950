"""Where the columns of a ranking stand, and where a rank stands on its axis."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..maps import words
from . import blocks
from .blocks import NARROW, PITCH
from .sheet import SMALLEST, text_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..analysis.target_rows import Target

DOT = 5.4
"""Diameter of a dot."""
TINY = 75 * blocks.MM
"""Width in pt below which there is room for one column of numbers."""
EDGE = 3.0
"""Between the words of the last column and the edge of the page."""
LEAST_STEP = 4.0
"""Points from one rank to the next below which the axis turns logarithmic."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it is drawn: a belief, or several that share the last rank."""

    label: str
    height: float
    target: Target
    several: int = 1
    """Beliefs that it stands for."""


class Columns:
    """Where the columns stand. A narrow figure writes the belief above its bar, and conflict and CERQual beneath."""

    def __init__(
        self, width: float, ranked: Sequence[Target], reported: Sequence[Target], *, few: bool
    ) -> None:
        self.narrow, self.tiny = width < NARROW, width < TINY
        self.label = 12.0
        self.head = 2 * PITCH + 4 + (PITCH if self.narrow else 0)
        gap = 7.0
        drawn = [*ranked, *reported]
        titles = ["Studies", *([] if self.tiny else ["Reach"])]
        titles += [] if self.narrow else ["Conflict"]
        titles += [] if self.tiny else ["Held by"]
        widest = {
            "Studies": text_width("1 each", SMALLEST),
            "Held by": max((text_width(blocks.letters(row.roles), SMALLEST) for row in drawn), default=0),
        }
        right = width
        self.level_room = 66.0
        if not self.narrow:
            levels = {word for row in drawn for word in words.confidence(row.confidence).split("; ")}
            widths = [text_width(f"{level};", SMALLEST) for level in levels]
            self.level_room = max([text_width("CERQual", SMALLEST, bold=True), *widths])
            right -= self.level_room + EDGE
            self.level = right
            right -= gap
        self.places: dict[str, float] = {}
        for title in reversed(titles):
            wide = max(text_width(title, SMALLEST, bold=True), widest.get(title, 0))
            self.places[title] = right - wide / 2
            right -= wide + gap
        self.places = dict(reversed(self.places.items()))
        self.rank_width = max((text_width(str(row.rank), SMALLEST, bold=True) for row in ranked), default=0)
        ranges = [f"({row.rank_best}–{row.rank_worst})" for row in ranked] if not few else []
        beside = max((text_width(one, SMALLEST) for one in ranges), default=0)
        self.number = right - self.rank_width - (4 + beside if beside else 0)
        """Left end of the ranks in figures."""
        if self.narrow:
            self.axis = self.label + DOT / 2
            self.label_room = width - self.label - self.level_room - gap
        else:
            room = self.number - gap
            self.axis = room - min(104.0, room * 0.4) + DOT / 2
            self.label_room = self.axis - DOT - gap - self.label
        self.axis_end = self.number - gap
        self.report = self.axis + DOT + 4
        # Of what is only reported a narrow figure has no numbers in its columns but who holds it.
        beside_it = next(reversed(self.places)) if self.narrow else next(iter(self.places))
        end = self.places[beside_it] - text_width(beside_it, SMALLEST, bold=True) / 2
        self.report_room = (width if self.tiny else end - gap) - self.report


class Scale:
    """Where a rank stands on the axis: at even steps, or logarithmic where these would be too small."""

    def __init__(self, rows: Sequence[Row], columns: Columns) -> None:
        reached = [row.target.rank_worst or row.target.rank or 1 for row in rows]
        self._last = max([2, *reached])
        self.first = columns.axis
        self._length = columns.axis_end - columns.axis
        self.log = self._length / (self._last - 1) < LEAST_STEP
        self.ticks = tuple(self._ticks())

    def x(self, rank: int) -> float:
        """Return where a rank stands."""
        part = math.log(rank) / math.log(self._last) if self.log else (rank - 1) / (self._last - 1)
        return self.first + part * self._length

    def _ticks(self) -> Iterable[int]:
        """Yield round ranks whose numbers do not touch, the last rank always."""
        round_ones = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if self.log else range(0, self._last, 5)
        wanted = [1, *(rank for rank in round_ones if 1 < rank < self._last)]
        end = self.x(self._last) - text_width(str(self._last), SMALLEST) / 2
        before = -math.inf
        for rank in wanted:
            half = text_width(str(rank), SMALLEST) / 2
            if self.x(rank) - half >= before + 4 and (rank == 1 or self.x(rank) + half <= end - 4):
                yield rank
                before = self.x(rank) + half
        if end >= before + 4:
            yield self._last

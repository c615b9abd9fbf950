"""Contrast bars: for every belief and column how many studies are in which state, side by side as one bar.

A bar is as long as the studies that sampled its column, so that columns of few studies look it; shares would hide that.
Every count is written: in its part of the bar, or behind the bar where the part is too short. The numbers are those of
:mod:`beliefgraph.analysis.gaps`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..analysis.attributes import ROLE
from ..analysis.contrast import STATES
from ..analysis.gaps import gaps
from ..analysis.wording import many, studies
from ..errors import MapError
from ..maps import gap_words
from . import blocks
from .blocks import NARROW, PITCH, TALLEST
from .caption import ended
from .contrast_parts import part
from .gap_columns import column_name
from .gap_marks import HEIGHT, key
from .sheet import SMALLEST, Sheet, text_width, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..analysis.contrast import Cell
    from ..analysis.gaps import GapRow, Gaps
    from ..graph.evidence import Evidence
    from ..maps.details import Query
    from ..queries.filters import Filters
    from .sheet import Item

MOST = 12
"""Beliefs that are drawn if none is named, those with most named studies."""
LINED = 6
"""Columns whose denominators have a line each; those of more are one paragraph."""
SHORT = {
    "voiced": "voiced",
    "contradicted": "opposite",
    "both": "both",
    "unattributed": "whose view?",
    "asked_not_reported": "asked, not reported",
    "not_reported": "not reported",
    "not_asked": "not asked",
    "not_known": "not known",
}
"""A state behind a number that stands beside its bar."""
MEANING = {
    "voiced": "voiced",
    "contradicted": "the opposite is voiced",
    "both": "both are voiced by one study",
    "unattributed": "spoken of, nobody can tell as whose view",
    "asked_not_reported": "asked, and not reported",
    "not_reported": "read in full, and not reported",
    "not_asked": "not asked",
    "not_known": "not known: not read in full",
}
"""A state in the key."""
_SIDE = 2.5
"""Between a number and the ends of its part of a bar."""
_BETWEEN = 4.0
"""From one bar to the next."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One bar with its words."""

    label: tuple[str, ...]
    said: tuple[str, ...]
    x: float
    """Where ``said`` begins."""
    down: float
    """Its top, below that of the bar."""
    height: float


def sheet(
    query: Query,  # noqa: ARG001 - figures of every kind are called alike
    evidence: Evidence,
    names: tuple[str, ...],
    filters: Filters,
    width: float,
    *,
    by: Sequence[str] = (),
) -> Sheet:
    """Draw the bars of the beliefs in ``names``, or of those with most named studies if there are none.

    ``by`` names the attributes whose values are the columns, the five roles if it is empty. A column that no study
    sampled has no bar, and a line says so. Raises MapError if there is nothing to draw, ParameterError for an attribute
    that does not exist.
    """
    found = gaps(evidence, by=by or (ROLE,), order="strongest", inferred=filters.inferred)
    rows = [one for one in found.rows if not names or one.row.belief in names]
    if not rows:
        raise MapError("There is no belief to draw bars of. Drop a filter, or choose another belief.")
    if not any(column.sampled for column in found.columns):
        raise MapError(
            "No study of this selection stands in a column. Drop a filter, or choose another 'by'."
        )
    return _Bars(evidence, found, rows, filters, width, chosen=bool(names)).sheet()


class _Bars:
    def __init__(
        self,
        evidence: Evidence,
        found: Gaps,
        rows: Sequence[GapRow],
        filters: Filters,
        width: float,
        *,
        chosen: bool,
    ) -> None:
        self._evidence = evidence
        self._found = found
        self._every = rows
        self._filters = filters
        self._width = width
        self._chosen = chosen
        self._dropped = 0
        self._sampled = [number for number, column in enumerate(found.columns) if column.sampled]
        self._longest = max(len(found.columns[number].sampled) for number in self._sampled)
        narrow = width < NARROW
        widest = 70.0 if narrow else 120.0
        names = [text_width(column_name(self._found, number), SMALLEST) for number in self._sampled]
        self._label = min(widest, max(names)) + 8
        # What does not fit in a bar stands behind it: in a narrow figure below.
        self._behind = 0.0 if narrow else 120.0
        self._unit = (width - self._label - self._behind - 6) / self._longest

    def sheet(self) -> Sheet:
        """Return the whole figure."""
        # Of ever so many columns those with the most studies stay: one belief at least has to fit.
        while len(self._sampled) > 1 and self._tall(self._every[:1]) > TALLEST:
            fewest = min(self._sampled, key=lambda one: (len(self._found.columns[one].sampled), -one))
            self._sampled.remove(fewest)
            self._dropped += 1
        rows = [*self._every[:1]]
        for one in self._every[1 : len(self._every) if self._chosen else MOST]:
            if self._tall([*rows, one]) > TALLEST:
                break
            rows.append(one)
        head, top = self._denominators()
        items, y = [*head], top
        for number, one in enumerate(rows, start=1):
            drawn, y = self._belief(number, one, y)
            items += drawn
        key_, bottom = self._key(rows, y + 2)
        only = rows[0].row.label if len(rows) == 1 == len(self._every) else None
        return Sheet(
            self._width,
            bottom,
            (*items, *key_),
            gap_words.contrast_title(self._found.contrast, only),
            self._coverage(rows),
            self._caption(rows),
            self._alt(rows),
        )

    def _tall(self, rows: Sequence[GapRow]) -> float:
        """Return the height of a figure of these beliefs."""
        bars = sum(self._height(one) for one in rows)
        return self._key(rows, self._denominators()[1] + bars + 2)[1]

    # ---------- bars ----------

    def _denominators(self) -> tuple[list[Item], float]:
        """Return the lines that say how long a bar can be, and where they end."""
        columns = [
            (column_name(self._found, number), self._found.columns[number]) for number in self._sampled
        ]
        if len(columns) <= LINED:
            said = [f"{name}: {', '.join(gap_words.under(column))}" for name, column in columns]
        else:
            each = "; ".join(f"{name} {len(column.sampled)}, {len(column.full)}" for name, column in columns)
            said = [f"Studies that sampled each column, and how many of them were read in full: {each}."]
        items: list[Item] = []
        y = 0.0
        for one in said:
            lines = blocks.filled(one, self._width - 4)
            items += blocks.column(lines, 2, y, colour="soft")
            y += PITCH * len(lines)
        return items, y + 6

    def _belief(self, number: int, one: GapRow, y: float) -> tuple[list[Item], float]:
        title = self._title(one)
        items: list[Item] = [*blocks.column(title, 2, y, bold=True)]
        y += PITCH * len(title) + 3
        for column in self._sampled:
            row = self._line(one, column)
            items += blocks.column(row.label, 2, y + max(0.0, (HEIGHT - PITCH * len(row.label)) / 2))
            items += self._bar(f"bar-{number}-{column + 1}", one.row.cells[column], y)
            items += blocks.column(row.said, row.x, y + row.down, colour="soft")
            y += row.height
        return items, y + 7

    def _height(self, one: GapRow) -> float:
        bars = sum(self._line(one, column).height for column in self._sampled)
        return PITCH * len(self._title(one)) + 3 + bars + 7

    def _title(self, one: GapRow) -> tuple[str, ...]:
        judged = f" · CERQual {gap_words.confidence(one.studies.reported)}" if one.studies.reported else ""
        return wrapped(one.row.label + judged, self._width - 4, SMALLEST, True, most=3)

    def _line(self, one: GapRow, column: int) -> _Line:
        """Return what stands before a bar and behind it; below it where there is no room behind."""
        cell = one.row.cells[column]
        label = wrapped(column_name(self._found, column), self._label - 6, SMALLEST, most=3)
        outside = [
            f"{count} {SHORT[state]}"
            for state, count in cell.counts.items()
            if count and not self._fits(count)
        ]
        printed = gap_words.bracket(self._evidence, one.row.belief, cell.reported)
        text = blocks.sentences((", ".join(outside), blocks.number(printed)))
        end = self._label + len(cell.column.sampled) * self._unit + 5
        x, down = end, (HEIGHT - PITCH) / 2
        if not self._behind and end + text_width(text, SMALLEST) > self._width - 2:
            x, down = self._label, HEIGHT + 1
        said = blocks.filled(text, self._width - 2 - x)
        height = max(HEIGHT, PITCH * len(label), down + PITCH * len(said))
        return _Line(label, said, x, down, height + _BETWEEN)

    def _fits(self, count: int) -> bool:
        return text_width(f"{count:,}", SMALLEST, True) + 2 * _SIDE <= count * self._unit

    def _bar(self, identifier: str, cell: Cell, y: float) -> list[Item]:
        items: list[Item] = []
        x = self._label
        for state in STATES:
            count = cell.counts[state]
            if count:
                wide = count * self._unit
                items += part(
                    f"{identifier}-{state}", state, x, y, wide, f"{count:,}" if self._fits(count) else ""
                )
                x += wide
        return items

    # ---------- words ----------

    def _key(self, rows: Sequence[GapRow], y: float) -> tuple[list[Item], float]:
        cells = [(one, one.row.cells[number]) for one in rows for number in self._sampled]
        there = [state for state in STATES if any(cell.counts[state] for _, cell in cells)]

        def draw(state: str, x: float, top: float) -> list[Item]:
            return part(f"key-{state}", state, x, top, 31.0, "3")

        items, y = key([(state, MEANING[state]) for state in there], draw, self._width, y)
        printed = [gap_words.bracket(self._evidence, one.row.belief, cell.reported) for one, cell in cells]
        never = [
            column_name(self._found, number)
            for number, column in enumerate(self._found.columns)
            if not column.sampled
        ]
        opposite = any(gap_words.OPPOSITE in one for one in printed)
        left = len(self._every) - len(rows)
        notes = (
            "A bar is as long as the studies that sampled the column.",
            blocks.bracketed(printed)
            + (f" {gap_words.OPPOSITE}: the finding says the opposite." if opposite else ""),
            f"Never sampled: {', '.join(never)}." if never else "",
            gap_words.caution(self._found),
            f"Left out for room: {many(self._dropped, 'column')}, those with the fewest studies."
            if self._dropped
            else "",
            f"Left out: {many(left, 'belief')} of {len(self._every)}, those with the fewest named studies."
            if left
            else "",
        )
        for text in notes:
            lines = blocks.filled(text, self._width - 4)
            items += blocks.column(lines, 2, y, colour="soft")
            y += PITCH * len(lines) + (1.5 if lines else 0)
        return items, y + 2

    def _coverage(self, rows: Sequence[GapRow]) -> str:
        sampled = {study for column in self._found.columns for study in column.sampled}
        full = {study for column in self._found.columns for study in column.full}
        parts = (
            f"Shows {len(rows):,} of {many(len(self._every), 'belief')}",
            f"{studies(len(sampled))} sampled, {len(full) or 'none'} of them read in full",
            self._filters.describe(),
        )
        return " · ".join(part for part in parts if part)

    def _caption(self, rows: Sequence[GapRow]) -> str:
        note = self._found.contrast.note
        return blocks.sentences(
            (
                "Studies by what they say of each belief, or why they are silent; each study that sampled a column is in "
                "one part of its bar.",
                ended(self._coverage(rows)),
                f"{note}." if note else "",
                gap_words.SILENCE,
            )
        )

    def _alt(self, rows: Sequence[GapRow]) -> str:
        said = [
            f"{one.row.label}, {column_name(self._found, number)}: "
            f"{gap_words.cell_words(self._evidence, one.row.belief, one.row.cells[number])}"
            for one in rows[:3]
            for number in self._sampled
        ]
        more = f"And {many(len(rows) - 3, 'more belief')}." if len(rows) > 3 else ""
        return blocks.sentences(("Contrast bars.", ended(self._coverage(rows)), f"{'. '.join(said)}.", more))

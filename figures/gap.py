"""The gap map in print: who voices each belief, and for every empty cell which silence it is.

Every cell is that of :mod:`beliefgraph.analysis.gaps`; nothing is counted here. Where the page is too narrow columns
are left out, those never sampled first, and where it is too short beliefs with the fewest studies; a line says so.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..analysis.attributes import ROLE
from ..analysis.gaps import MARKS, gaps, shown
from ..analysis.wording import many, studies
from ..errors import MapError
from ..maps import gap_words
from . import blocks
from .blocks import PITCH, TALLEST
from .caption import ended, opened
from .gap_columns import JUDGED, NEAR, GapColumns, column_name
from .gap_marks import HEIGHT, key_of_marks, mark
from .sheet import SMALLEST, Shape, Sheet, Stroke, Words, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..analysis.contrast import Cell
    from ..analysis.gaps import GapRow, Gaps
    from ..graph.evidence import Evidence
    from ..maps.details import Query
    from ..queries.filters import Filters
    from .sheet import Item

PADDING = 2.4
"""Above and below a row."""


def sheet(
    query: Query,  # noqa: ARG001 - figures of every kind are called alike
    evidence: Evidence,
    names: tuple[str, ...],
    filters: Filters,
    width: float,
    *,
    by: Sequence[str] = (),
    country: bool = False,
) -> Sheet:
    """Draw the gap map of all beliefs, or of those with a way to the behaviour in ``names``.

    ``by`` names the attributes whose values are the columns, the five roles if it is empty; ``country`` splits them by
    the country of the studies. Raises MapError if there is no belief or no column, ParameterError for an attribute
    that does not exist.
    """
    found = gaps(
        evidence,
        by=by or (ROLE,),
        country=country,
        behaviour=names[0] if names else None,
        inferred=filters.inferred,
        opposites=filters.opposites,
    )
    if not found.rows:
        raise MapError("There is no belief to draw a gap map of. Drop a filter, or choose another behaviour.")
    if not found.columns:
        raise MapError(
            "No study of this selection stands in a column. Drop a filter, or choose another 'by'."
        )
    return _GapFigure(evidence, found, filters, width).sheet()


@dataclass(frozen=True, slots=True)
class _Line:
    """A row that is drawn: a belief, or the name of a theme."""

    lines: tuple[str, ...]
    height: float
    row: GapRow | None = None


class _GapFigure:
    def __init__(self, evidence: Evidence, found: Gaps, filters: Filters, width: float) -> None:
        self._evidence = evidence
        self._found = found
        self._themes = any(one.theme is not None for one in found.rows)
        self._filters = filters
        self._width = width
        self._columns = GapColumns(evidence, found, width)

    def sheet(self) -> Sheet:
        """Return the whole figure."""
        head = max(len(place.head) + len(place.under) for place in self._columns.places)
        head = max(head, 2)
        top = PITCH * head + 5

        def height(most: int) -> float:
            found = self._found.first(most)
            rows = sum(line.height for line in self._lines(found))
            return self._key(found, top + rows + 1)[1]

        total = len(self._found.rows)
        if height(total) > TALLEST:
            # The strongest of several themes are few of each: without their headings more beliefs fit.
            self._themes = False
            self._found = self._found.strongest()
        fits = bisect_right(range(1, total + 1), TALLEST, key=height)
        found = self._found.first(max(fits, 1))
        items: list[Item] = [*self._head(head)]
        y = top
        items.append(Stroke(((0, y - 1), (self._width, y - 1)), "outline", 0.9))
        shaded = False
        for number, line in enumerate(self._lines(found), start=1):
            if line.row is None:
                shaded = False
                items += blocks.column(
                    line.lines, 2, y + line.height - PITCH * len(line.lines) - 2, bold=True
                )
            else:
                shaded = not shaded
                items += self._row(number, line, y, shaded)
            y += line.height
        items.append(Stroke(((0, y + 1), (self._width, y + 1)), "outline", 0.9))
        key, bottom = self._key(found, y + 1)
        return Sheet(
            self._width,
            bottom,
            (*items, *key),
            gap_words.title(found, self._evidence),
            gap_words.coverage(found, self._filters.describe()),
            opened(gap_words.coverage(found, self._filters.describe()), self._caption(found)),
            self._alt(found),
        )

    # ---------- rows ----------

    def _lines(self, found: Gaps) -> list[_Line]:
        lines: list[_Line] = []
        theme: str | None = ""
        for one in found.rows:
            if self._themes and one.theme != theme:
                theme = one.theme
                name = "In no theme" if theme is None else self._evidence.label(theme)
                words = wrapped(name, self._width - 6, SMALLEST, True, most=2)
                lines.append(_Line(words, PITCH * len(words) + 6))
            label = wrapped(one.row.label, self._columns.label - 4, SMALLEST, most=3)
            beside = max(
                len(self._columns.beside(one, one.row.cells[place.number])) for place in self._columns.places
            )
            judged = len(self._confidence(one))
            if self._columns.narrow:
                tall = max(PITCH * (len(label) + judged), HEIGHT + PITCH * beside)
            else:
                tall = max(PITCH * max(len(label), beside, judged), HEIGHT)
            lines.append(_Line(label, tall + 2 * PADDING, one))
        return lines

    def _confidence(self, one: GapRow) -> tuple[str, ...]:
        """Return the CERQual words; below a belief only where there are any."""
        if not self._columns.judged or (self._columns.narrow and not one.studies.reported):
            return ()
        said = blocks.level(gap_words.confidence(one.studies.reported))
        return (
            blocks.filled(f"CERQual {said}", self._columns.label - 4)
            if self._columns.narrow
            else blocks.filled(said, JUDGED)
        )

    def _row(self, number: int, line: _Line, y: float, shaded: bool) -> list[Item]:
        assert line.row is not None
        items: list[Item] = []
        if shaded:
            items.append(Shape(f"band-{number}", 0, y, self._width, line.height, fill="tag", line=""))

        def middle(lines: Sequence[str], x: float, colour: str = "ink") -> list[Words]:
            return blocks.column(lines, x, y + (line.height - PITCH * len(lines)) / 2, colour=colour)

        judged = self._confidence(line.row)
        if self._columns.narrow:
            top = y + (line.height - PITCH * (len(line.lines) + len(judged))) / 2
            items += blocks.column(line.lines, 2, top)
            items += blocks.column(judged, 2, top + PITCH * len(line.lines), colour="soft")
        else:
            items += middle(line.lines, 2)
        for place in self._columns.places:
            cell = line.row.row.cells[place.number]
            one, beside = shown(cell), self._columns.beside(line.row, cell)
            below = PITCH * len(beside) if self._columns.narrow else 0
            top = y + (line.height - HEIGHT - below) / 2
            items += mark(
                f"cell-{number}-{place.number + 1}",
                one.mark,
                place.x,
                top,
                place.mark,
                one.fraction,
                (str(one.voices), str(one.denies)),
            )
            if self._columns.narrow:
                items += blocks.column(beside, place.x, top + HEIGHT + 0.5, colour="soft")
            else:
                items += middle(beside, place.x + place.mark + NEAR, "soft")
        if self._columns.beyond:
            items += middle(judged, self._width - JUDGED)
        return items

    def _head(self, lines: int) -> list[Item]:
        items: list[Item] = []
        for place in self._columns.places:
            first = PITCH * (lines - len(place.head) - len(place.under))
            items += blocks.column(place.head, place.x, first, bold=True)
            items += blocks.column(place.under, place.x, first + PITCH * len(place.head), colour="soft")
        if self._columns.beyond:
            x, first = self._width - JUDGED, PITCH * (lines - 2)
            items += blocks.column(("CERQual",), x, first, bold=True)
            items += blocks.column(("as judged",), x, first + PITCH, colour="soft")
        return items

    # ---------- key ----------

    def _key(self, found: Gaps, y: float) -> tuple[list[Item], float]:
        """Return the key below the table, and where it ends."""
        cells = [(one, one.row.cells[place.number]) for one in found.rows for place in self._columns.places]
        there = {shown(cell).mark for _, cell in cells}
        items, y = key_of_marks(
            [(kind, gap_words.LEGEND[kind]) for kind in MARKS if kind in there], self._width, y + 5
        )
        for text in self._notes(found, cells):
            lines = blocks.filled(text, self._width - 4)
            items += blocks.column(lines, 2, y, colour="soft")
            y += PITCH * len(lines) + 1.5
        return items, y + 2

    def _notes(self, found: Gaps, cells: Sequence[tuple[GapRow, Cell]]) -> list[str]:
        printed = [gap_words.bracket(self._evidence, one.row.belief, cell.reported) for one, cell in cells]
        opposite = any(gap_words.OPPOSITE in one for one in printed)
        judged = [gap_words.confidence(one.studies.reported) for one in found.rows if one.studies.reported]
        left = len(found.left)
        fewest = "those with the fewest named studies"
        notes = [
            "2?: silence of 2 of these studies says nothing."
            if any(shown(cell).doubt for _, cell in cells)
            else "",
            blocks.bracketed(printed)
            + (f" {gap_words.OPPOSITE}: the finding says the opposite." if opposite else ""),
            blocks.judged(judged, filtered=bool(self._filters.used)),
            "In full: studies read in full."
            if self._columns.narrow and any(one.full for one in found.columns)
            else "",
            gap_words.caution(found),
            self._left_out(),
            f"Left out for room: {many(left, 'belief')} of {len(found.rows) + left}, {fewest}."
            if left
            else "",
        ]
        return [note for note in notes if note]

    def _left_out(self) -> str:
        """Name the columns that are left out."""
        columns = [self._found.columns[number] for number in self._columns.dropped]
        never = [
            column_name(self._found, number)
            for number in self._columns.dropped
            if not self._found.columns[number].sampled
        ]
        other = [
            f"{column_name(self._found, number)} ({studies(len(self._found.columns[number].sampled))})"
            for number in self._columns.dropped
            if self._found.columns[number].sampled
        ]
        if len(columns) > 12:
            return f"Left out for room: {many(len(columns), 'column')}, those with the fewest studies."
        parts = [
            f"Never sampled: {', '.join(never)}." if never else "",
            f"Left out for room: {', '.join(other)}." if other else "",
        ]
        return blocks.sentences(parts)

    # ---------- words ----------

    def _caption(self, found: Gaps) -> str:
        return blocks.sentences(
            (
                "Studies that voice each belief, of the studies that sampled the column.",
                "Each cell shows the strongest statement among its studies; an empty cell says which silence it is.",
                "Most named studies first." if not self._themes else "",
                self._left_out(),
                f"{found.contrast.note}." if found.contrast.note else "",
                gap_words.SILENCE,
                gap_words.caution(found),
            )
        )

    def _alt(self, found: Gaps) -> str:
        said = []
        for place in self._columns.places:
            marks = [shown(one.row.cells[place.number]).mark for one in found.rows]
            counts = [
                f"{gap_words.LEGEND_SHORT[kind]} {marks.count(kind)}" for kind in MARKS if marks.count(kind)
            ]
            said.append(f"{column_name(self._found, place.number)}: {', '.join(counts)}")
        return blocks.sentences(
            (
                f"Gap map. {gap_words.title(found, self._evidence)}",
                ended(gap_words.coverage(found, self._filters.describe())),
                f"Beliefs by what their cells show. {'; '.join(said)}.",
                self._left_out(),
            )
        )

"""The gap map in print: who voices each belief, and for every empty cell which silence it is.

Every cell is that of :mod:`beliefgraph.analysis.gaps`; nothing is counted here. Where the page is too narrow columns
are left out, those never sampled first, and where it is too short beliefs with the fewest studies; a line says so.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..analysis.attributes import ROLE
from ..analysis.contrast import NEVER_SAMPLED
from ..analysis.gaps import MARKS, gaps, shown
from ..analysis.wording import many, studies
from ..errors import MapError
from ..maps import gap_words
from . import blocks
from .blocks import NARROW, PITCH, TALLEST
from .gap_marks import HEIGHT, mark, mark_width
from .sheet import SMALLEST, Shape, Sheet, Stroke, Words, text_width, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..analysis.contrast import Cell
    from ..analysis.gaps import GapRow, Gaps
    from ..graph.evidence import Evidence
    from ..maps.details import Query
    from ..queries.filters import Filters
    from .sheet import Item

GAP = 7.0
"""Between columns."""
NEAR = 3.0
"""Between a mark and the text beside it."""
PADDING = 2.4
"""Above and below a row."""
LEAST_LABEL, WIDEST_LABEL = 78.0, 190.0
"""Width of the column of beliefs; of a narrow figure LEAST_NARROW."""
LEAST_NARROW = 66.0
WIDEST_BESIDE = 46.0
"""Width of the numbers beside a mark; longer ones break."""
LONG_WORD, WHOLE_NAME = 14, 58.0
"""Letters of a word that is never broken in a head, and points of a name that stands on one line."""
JUDGED = 46.0
"""Width of the column of CERQual words."""


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
class _Place:
    """A column that is drawn."""

    number: int
    """Which one of the gaps it is."""
    x: float
    width: float
    mark: float
    """Width of its marks."""
    head: tuple[str, ...]
    under: tuple[str, ...]


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
        self._narrow = width < NARROW
        """Numbers stand below the marks then, and CERQual words below the belief."""
        self._judged = any(one.studies.reported for one in found.rows)
        self._beyond = self._judged and not self._narrow
        """Whether CERQual words have a column."""
        self._places, self._label, self._dropped = self._columns()

    def sheet(self) -> Sheet:
        """Return the whole figure."""
        head = max(len(place.head) + len(place.under) for place in self._places)
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
            self._caption(found),
            self._alt(found),
        )

    # ---------- columns ----------

    def _columns(self) -> tuple[list[_Place], float, list[int]]:
        """Return the columns that fit, the width of the labels, and the numbers of the columns left out."""
        every = range(len(self._found.columns))
        sampled = [number for number in every if self._found.columns[number].sampled]
        for kept in ([*every], sampled or [*every]):
            made = self._placed(kept)
            if made is not None:
                return *made, [number for number in every if number not in kept]
        # Those with the fewest studies go first, the last of equals.
        kept = sorted(sampled, key=lambda number: (-len(self._found.columns[number].sampled), number))
        while len(kept) > 1:
            kept.pop()
            made = self._placed(sorted(kept))
            if made is not None:
                return *made, [number for number in every if number not in kept]
        made = self._placed(kept or [0], least=0.0)
        if made is None:
            raise MapError(f"A gap map needs more than {self._width / blocks.MM:.0f} mm. Draw it wider.")
        return *made, [number for number in every if number not in kept]

    def _placed(self, kept: Sequence[int], least: float | None = None) -> tuple[list[_Place], float] | None:
        """Return columns in their places and the width of the labels; None if they do not fit."""
        if least is None:
            least = LEAST_NARROW if self._narrow else LEAST_LABEL
        between = GAP - 2 if self._narrow else GAP
        wide = {number: self._wide(number) for number in kept}
        room = self._width - 1 - sum(width for width, _, _, _ in wide.values()) - between * len(kept)
        room -= JUDGED + GAP if self._beyond else 0
        if room < max(least, 40.0):
            return None
        longest = max(text_width(one.row.label, SMALLEST) for one in self._found.rows)
        label = min(room, max(least, min(WIDEST_LABEL, longest + 4)))
        # What is left over goes between the columns.
        spare = min((room - label) / len(kept), 26.0)
        x, places = label + between + spare / 2, []
        for number in kept:
            width, box, head, under = wide[number]
            places.append(_Place(number, x, width, box, head, under))
            x += width + between + spare
        return places, label

    def _wide(self, number: int) -> tuple[float, float, tuple[str, ...], tuple[str, ...]]:
        """Return the width of a column and of its marks, and the lines of its head."""
        column = self._found.columns[number]
        cells = [(one, one.row.cells[number]) for one in self._found.rows]
        box = mark_width([self._longest(cell) for _, cell in cells])
        beside = [line for one, cell in cells for line in self._beside(one, cell)]
        longest = max([0.0, *(text_width(line, SMALLEST) for line in beside)])
        held = max(box, longest) if self._narrow else box + (NEAR + longest if longest else 0.0)
        names = [
            gap_words.value(value, of)
            for of, value in zip(self._found.contrast.of, column.values, strict=True)
        ]
        words = [word for name in names for word in name.split() if len(word) <= LONG_WORD]
        short = [name for name in names if text_width(name, SMALLEST, True) <= WHOLE_NAME]
        kept = words if self._narrow else [*words, *short]
        limit = max(held, 36.0 if self._narrow else 50.0, *(text_width(one, SMALLEST, True) for one in kept))
        head = tuple(line for name in names for line in wrapped(name, limit, SMALLEST, True, most=3))
        said = [part for part in gap_words.under(column) if part]
        if self._narrow:
            said = [part.replace("read in full", "in full") for part in said]
        under = tuple(line for part in said for line in wrapped(part, limit, SMALLEST))
        lines = [
            *(text_width(line, SMALLEST, True) for line in head),
            *(text_width(line, SMALLEST) for line in under),
        ]
        return max(held, *lines), box, head, under

    @staticmethod
    def _longest(cell: Cell) -> str:
        """Return the text that decides how wide a mark is; of both sides each needs half."""
        one = shown(cell)
        if one.mark == "both":
            longer = max(str(one.voices), str(one.denies), key=len)
            return f"{longer}{longer}000"
        return one.fraction

    def _beside(self, one: GapRow, cell: Cell) -> tuple[str, ...]:
        """Return what stands beside a mark: over how many, how much silence is none, what reviews report."""
        mark_ = shown(cell)
        printed = gap_words.bracket(self._evidence, one.row.belief, cell.reported)
        parts = [f"/{mark_.sampled}" if mark_.mark == "both" else "", mark_.doubt, printed]
        return blocks.filled(blocks.number(blocks.sentences(parts)), WIDEST_BESIDE)

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
            label = wrapped(one.row.label, self._label - 4, SMALLEST, most=3)
            beside = max(len(self._beside(one, one.row.cells[place.number])) for place in self._places)
            judged = len(self._confidence(one))
            if self._narrow:
                tall = max(PITCH * (len(label) + judged), HEIGHT + PITCH * beside)
            else:
                tall = max(PITCH * max(len(label), beside, judged), HEIGHT)
            lines.append(_Line(label, tall + 2 * PADDING, one))
        return lines

    def _confidence(self, one: GapRow) -> tuple[str, ...]:
        """Return the CERQual words; below a belief only where there are any."""
        if not self._judged or (self._narrow and not one.studies.reported):
            return ()
        said = blocks.level(gap_words.confidence(one.studies.reported))
        return (
            blocks.filled(f"CERQual {said}", self._label - 4) if self._narrow else blocks.filled(said, JUDGED)
        )

    def _row(self, number: int, line: _Line, y: float, shaded: bool) -> list[Item]:
        assert line.row is not None
        items: list[Item] = []
        if shaded:
            items.append(Shape(f"band-{number}", 0, y, self._width, line.height, fill="tag", line=""))

        def middle(lines: Sequence[str], x: float, colour: str = "ink") -> list[Words]:
            return blocks.column(lines, x, y + (line.height - PITCH * len(lines)) / 2, colour=colour)

        judged = self._confidence(line.row)
        if self._narrow:
            top = y + (line.height - PITCH * (len(line.lines) + len(judged))) / 2
            items += blocks.column(line.lines, 2, top)
            items += blocks.column(judged, 2, top + PITCH * len(line.lines), colour="soft")
        else:
            items += middle(line.lines, 2)
        for place in self._places:
            cell = line.row.row.cells[place.number]
            one, beside = shown(cell), self._beside(line.row, cell)
            below = PITCH * len(beside) if self._narrow else 0
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
            if self._narrow:
                items += blocks.column(beside, place.x, top + HEIGHT + 0.5, colour="soft")
            else:
                items += middle(beside, place.x + place.mark + NEAR, "soft")
        if self._beyond:
            items += middle(judged, self._width - JUDGED)
        return items

    def _head(self, lines: int) -> list[Item]:
        items: list[Item] = []
        for place in self._places:
            first = PITCH * (lines - len(place.head) - len(place.under))
            items += blocks.column(place.head, place.x, first, bold=True)
            items += blocks.column(place.under, place.x, first + PITCH * len(place.head), colour="soft")
        if self._beyond:
            x, first = self._width - JUDGED, PITCH * (lines - 2)
            items += blocks.column(("CERQual",), x, first, bold=True)
            items += blocks.column(("as judged",), x, first + PITCH, colour="soft")
        return items

    # ---------- key ----------

    def _key(self, found: Gaps, y: float) -> tuple[list[Item], float]:
        """Return the key below the table, and where it ends."""
        cells = [(one, one.row.cells[place.number]) for one in found.rows for place in self._places]
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
            if self._narrow and any(one.full for one in found.columns)
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
        columns = [self._found.columns[number] for number in self._dropped]
        never = [self._name(number) for number in self._dropped if not self._found.columns[number].sampled]
        other = [
            f"{self._name(number)} ({studies(len(self._found.columns[number].sampled))})"
            for number in self._dropped
            if self._found.columns[number].sampled
        ]
        if len(columns) > 12:
            return f"Left out for room: {many(len(columns), 'column')}, those with the fewest studies."
        parts = [
            f"Never sampled: {', '.join(never)}." if never else "",
            f"Left out for room: {', '.join(other)}." if other else "",
        ]
        return blocks.sentences(parts)

    def _name(self, number: int) -> str:
        return gap_words.head(self._found.columns[number], self._found.contrast.of)

    # ---------- words ----------

    def _caption(self, found: Gaps) -> str:
        return blocks.sentences(
            (
                "Studies that voice each belief, of the studies that sampled the column.",
                "Each cell shows the strongest statement among its studies; an empty cell says which silence it is.",
                "Most named studies first." if not self._themes else "",
                f"{gap_words.coverage(found, '')}.",
                self._filters.describe(),
                f"{found.contrast.note}." if found.contrast.note else "",
                gap_words.SILENCE,
                gap_words.caution(found),
            )
        )

    def _alt(self, found: Gaps) -> str:
        said = []
        for place in self._places:
            marks = [shown(one.row.cells[place.number]).mark for one in found.rows]
            counts = [
                f"{gap_words.LEGEND_SHORT[kind]} {marks.count(kind)}" for kind in MARKS if marks.count(kind)
            ]
            said.append(f"{self._name(place.number)}: {', '.join(counts)}")
        return blocks.sentences(
            (
                f"Gap map. {gap_words.title(found, self._evidence)}",
                f"{gap_words.coverage(found, self._filters.describe())}.",
                f"Beliefs by what their cells show. {'; '.join(said)}.",
                self._left_out(),
            )
        )


def key_of_marks(entries: Sequence[tuple[str, str]], width: float, y: float) -> tuple[list[Item], float]:
    """Return marks with their meanings, beside each other as far as they fit, and where they end."""

    def draw(kind: str, x: float, top: float) -> list[Item]:
        sample = gap_words.SAMPLE[kind]
        sides = tuple(sample.split("|"))
        text = "" if kind in ("both", NEVER_SAMPLED) else sample
        return mark(f"key-{kind}", kind, x, top, 31.0, text, (sides[0], sides[-1]))

    return key(entries, draw, width, y)


def key(
    entries: Sequence[tuple[str, str]],
    draw: Callable[[str, float, float], list[Item]],
    width: float,
    y: float,
) -> tuple[list[Item], float]:
    """Return samples of 31 pt that ``draw`` draws, each with its meaning, and where they end."""
    items: list[Item] = []
    x = 2.0
    for kind, meaning in entries:
        lines = blocks.filled(meaning, width - 42)
        needs = 31 + 5 + max(text_width(line, SMALLEST) for line in lines)
        if x > 2 and x + needs > width - 2:
            x, y = 2.0, y + HEIGHT + 4
        items += draw(kind, x, y)
        items += blocks.column(lines, x + 36, y + (HEIGHT - PITCH) / 2)
        if len(lines) > 1:
            y += PITCH * (len(lines) - 1)
        x += needs + 12
    return items, y + (HEIGHT + 5 if entries else 0)

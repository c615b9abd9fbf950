"""Which columns of a gap map fit on a page, how wide each is, and what stands beside its marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..analysis.gaps import shown
from ..errors import MapError
from ..maps import gap_words
from . import blocks
from .blocks import NARROW
from .gap_marks import mark_width
from .sheet import SMALLEST, text_width, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..analysis.contrast import Cell
    from ..analysis.gaps import GapRow, Gaps
    from ..graph.evidence import Evidence

GAP = 7.0
"""Between columns."""
NEAR = 3.0
"""Between a mark and the text beside it."""
LEAST_LABEL, WIDEST_LABEL = 78.0, 190.0
"""Width of the column of beliefs; of a narrow figure LEAST_NARROW."""
LEAST_NARROW = 66.0
WIDEST_BESIDE = 46.0
"""Width of the numbers beside a mark; longer ones break."""
LONG_WORD, WHOLE_NAME = 14, 58.0
"""Letters of a word that is never broken in a head, and points of a name that stands on one line."""
JUDGED = 46.0
"""Width of the column of CERQual words."""


@dataclass(frozen=True, slots=True)
class Place:
    """A column that is drawn."""

    number: int
    """Which one of the gaps it is."""
    x: float
    width: float
    mark: float
    """Width of its marks."""
    head: tuple[str, ...]
    under: tuple[str, ...]


def column_name(found: Gaps, number: int) -> str:
    """Return the name of a column: "Clinicians", "Clinicians · Canada"."""
    return gap_words.head(found.columns[number], found.contrast.of)


class GapColumns:
    """The columns of a figure: ``places`` from left to right, ``label`` the width of the beliefs, ``dropped`` what is left out."""

    def __init__(self, evidence: Evidence, found: Gaps, width: float) -> None:
        self._evidence = evidence
        self._found = found
        self._width = width
        self.narrow = width < NARROW
        """Numbers stand below the marks then, and CERQual words below the belief."""
        self.judged = any(one.studies.reported for one in found.rows)
        self.beyond = self.judged and not self.narrow
        """Whether CERQual words have a column."""
        self.places, self.label, self.dropped = self._columns()

    def _columns(self) -> tuple[list[Place], float, list[int]]:
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

    def _placed(self, kept: Sequence[int], least: float | None = None) -> tuple[list[Place], float] | None:
        """Return columns in their places and the width of the labels; None if they do not fit."""
        if least is None:
            least = LEAST_NARROW if self.narrow else LEAST_LABEL
        between = GAP - 2 if self.narrow else GAP
        wide = {number: self._wide(number) for number in kept}
        room = self._width - 1 - sum(width for width, _, _, _ in wide.values()) - between * len(kept)
        room -= JUDGED + GAP if self.beyond else 0
        if room < max(least, 40.0):
            return None
        longest = max(text_width(one.row.label, SMALLEST) for one in self._found.rows)
        label = min(room, max(least, min(WIDEST_LABEL, longest + 4)))
        # What is left over goes between the columns.
        spare = min((room - label) / len(kept), 26.0)
        x, places = label + between + spare / 2, []
        for number in kept:
            width, box, head, under = wide[number]
            places.append(Place(number, x, width, box, head, under))
            x += width + between + spare
        return places, label

    def _wide(self, number: int) -> tuple[float, float, tuple[str, ...], tuple[str, ...]]:
        """Return the width of a column and of its marks, and the lines of its head."""
        column = self._found.columns[number]
        cells = [(one, one.row.cells[number]) for one in self._found.rows]
        box = mark_width([self._longest(cell) for _, cell in cells])
        beside = [line for one, cell in cells for line in self.beside(one, cell)]
        longest = max([0.0, *(text_width(line, SMALLEST) for line in beside)])
        held = max(box, longest) if self.narrow else box + (NEAR + longest if longest else 0.0)
        names = [
            gap_words.value(value, of)
            for of, value in zip(self._found.contrast.of, column.values, strict=True)
        ]
        words = [word for name in names for word in name.split() if len(word) <= LONG_WORD]
        short = [name for name in names if text_width(name, SMALLEST, True) <= WHOLE_NAME]
        kept = words if self.narrow else [*words, *short]
        limit = max(held, 36.0 if self.narrow else 50.0, *(text_width(one, SMALLEST, True) for one in kept))
        head = tuple(line for name in names for line in wrapped(name, limit, SMALLEST, True, most=3))
        said = [part for part in gap_words.under(column) if part]
        if self.narrow:
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

    def beside(self, one: GapRow, cell: Cell) -> tuple[str, ...]:
        """Return what stands beside a mark: over how many, how much silence is none, what reviews report."""
        mark_ = shown(cell)
        printed = gap_words.bracket(self._evidence, one.row.belief, cell.reported)
        parts = [f"/{mark_.sampled}" if mark_.mark == "both" else "", mark_.doubt, printed]
        return blocks.filled(blocks.number(blocks.sentences(parts)), WIDEST_BESIDE)

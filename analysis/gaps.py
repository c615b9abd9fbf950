"""The gaps of a synthesis: belief by role, and for every empty cell which silence it is.

The cells are those of :mod:`.contrast`, and nothing is counted here a second time. This file decides which beliefs
are rows and in which order, which one statement stands for a cell, and what a cell says of the studies read in full.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

from ..errors import ParameterError
from ..graph.influence import steps
from ..graph.model import ROLES
from ..graph.statements import beliefs
from ..graph.studies import Studies
from .attributes import ROLE
from .contrast import NEVER_SAMPLED, Cell, contrast
from .finder import LONGEST
from .network import Links, Network

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..graph.influence import Evidence
    from .columns import Column
    from .contrast import Contrast, Row

ORDERS = ("theme", "strongest")
"""In which order rows stand: theme after theme, or most named studies first."""
UNKNOWN = "unknown"
"""Mark of a cell whose studies did not ask, or whose silence says nothing; which of the two is told in words."""
MARKS = (
    "voiced",
    "contradicted",
    "both",
    "unattributed",
    "asked_not_reported",
    "not_reported",
    UNKNOWN,
    NEVER_SAMPLED,
)
"""Every mark of a cell, in the order of the legend."""
_BOX_OF_SILENCE = ("asked_not_reported", "not_reported")


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands in a cell: one mark and its numbers, all of them numbers of studies."""

    mark: str
    """One of MARKS."""
    state: str
    """The state of measures.md behind the mark; of UNKNOWN not_asked or not_known."""
    voices: int
    """Studies that voice the belief; those that voice both are among them."""
    denies: int
    """Studies that voice the opposite; those that voice both are among them."""
    untold: int
    """Studies that speak of it when nobody can tell as whom."""
    sampled: int
    """Studies that sampled the column."""
    open: int
    """Studies whose silence says nothing: they did not ask, or were not read in full."""

    @property
    def fraction(self) -> str:
        """Return the number of the mark over the studies sampled, "2/6"; empty where a mark has none.

        Of a cell of both kinds this is the side that voices it; ``denies`` is the other.
        """
        if self.mark in (UNKNOWN, NEVER_SAMPLED):
            return ""
        number = {"contradicted": self.denies, "unattributed": self.untold}.get(self.mark, self.voices)
        return f"{number}/{self.sampled}"

    @property
    def doubt(self) -> str:
        """Return how many studies behind an empty box are no evidence of silence, "2?"; empty if none."""
        return f"{self.open}?" if self.open and self.mark in _BOX_OF_SILENCE else ""


def shown(cell: Cell) -> Shown:
    """Return what stands for a cell whose studies are in several states: the strongest statement among them.

    Strongest is the state of the row in measures.md. Whoever says something outranks all silence, since a cell that
    looks empty where a study speaks would be wrong; for and against are never netted, so a cell with both shows both.
    Of silences that of a study that asked says most, then that of one read in full; not to have asked, or not to be
    known, is no silence about the belief at all, and stands only where there is nothing else.

    Examples
    --------
    >>> from beliefgraph.analysis.columns import Column
    >>> from beliefgraph.analysis.contrast import Cell
    >>> column = Column(("patient",), frozenset({"s1", "s2", "s3"}), frozenset({"s2"}))
    >>> one = shown(Cell(column, {"voiced": frozenset({"s1"})}))
    >>> one.mark, one.fraction, one.doubt
    ('voiced', '1/3', '')
    >>> one = shown(Cell(column, {}))
    >>> one.mark, one.fraction, one.doubt
    ('not_reported', '0/3', '2?')
    """
    counts, state = cell.counts, cell.state
    return Shown(
        mark=UNKNOWN if state in ("not_asked", "not_known") else state,
        state=state,
        voices=counts["voiced"] + counts["both"],
        denies=counts["contradicted"] + counts["both"],
        untold=counts["unattributed"],
        sampled=len(cell.column.sampled),
        open=counts["not_asked"] + counts["not_known"],
    )


def read_in_full(cell: Cell) -> Cell:
    """Return the cell over the studies that were read in full: the other denominator.

    No study is in the state not_known then.
    """
    full = cell.column.full
    return Cell(
        column=replace(cell.column, sampled=full),
        told={state: kept for state, studies in cell.told.items() if (kept := studies & full)},
        reported=cell.reported,
    )


def shown_in_full(cell: Cell) -> Shown:
    """Return what stands for a cell of which only the studies read in full are counted.

    Where studies sampled the column and none of them was read in full nothing is known, and that is what stands there:
    to call it never sampled would be wrong.

    Examples
    --------
    >>> from beliefgraph.analysis.columns import Column
    >>> from beliefgraph.analysis.contrast import Cell
    >>> one = shown_in_full(Cell(Column(("public",), frozenset({"s1"}), frozenset()), {"voiced": frozenset({"s1"})}))
    >>> one.mark, one.sampled
    ('unknown', 0)
    """
    one = shown(read_in_full(cell))
    unread = one.mark == NEVER_SAMPLED and bool(cell.column.sampled)
    return replace(one, mark=UNKNOWN, state="not_known") if unread else one


@dataclass(frozen=True, slots=True)
class GapRow:
    """One belief of the gap map."""

    row: Row
    """Its cells, in the order of the columns."""
    studies: Studies
    """Its named studies, whoever speaks, and what reviews report with their confidence."""
    themes: tuple[str, ...]
    """Ids of the themes it is part of, sorted by label; it stands under the first of them."""

    @property
    def theme(self) -> str | None:
        """Return the theme it stands under; None without any."""
        return self.themes[0] if self.themes else None


@dataclass(frozen=True, slots=True)
class Gaps:
    """The answer to ``map gap`` and ``figure gap``."""

    contrast: Contrast
    """Columns and notes; its rows are those of ``rows`` and ``left`` together."""
    rows: tuple[GapRow, ...]
    left: tuple[GapRow, ...]
    """Rows that are left out, those with most named studies first."""
    behaviour: str | None
    """The behaviour that every row has a way to; None for all beliefs."""
    missing: tuple[tuple[str, ...], ...]
    """Combinations of the values of columns that no study sampled and that therefore are no columns."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """Return the columns."""
        return self.contrast.columns

    def strongest(self) -> Gaps:
        """Return the same with its rows in the other order: most named studies first."""
        return replace(self, rows=tuple(sorted(self.rows, key=_strength)))

    def first(self, most: int) -> Gaps:
        """Return the same with only so many rows, those with most named studies, in the order in which they stand."""
        strongest = sorted(self.rows, key=_strength)
        kept = {one.row.belief for one in strongest[:most]}
        return replace(
            self,
            rows=tuple(one for one in self.rows if one.row.belief in kept),
            left=(*strongest[most:], *self.left),
        )


def gaps(
    evidence: Evidence,
    *,
    by: Sequence[str] = (ROLE,),
    country: bool = False,
    behaviour: str | None = None,
    order: str = "theme",
    most: int | None = None,
    inferred: bool = False,
    opposites: bool = True,
) -> Gaps:
    """Return who voices each belief, and which silence every empty cell is.

    Parameters
    ----------
    by
        Names of attributes whose values are the columns, as :func:`.contrast.contrast` knows them. Role alone gives
        all five roles, those that no study sampled among them: they are gaps too.
    country
        Split the columns by the country of the studies.
    behaviour
        Id of a behaviour: only beliefs with a path to it of at most four steps, those that are only reported among
        them. The cells still count who voices the belief, not who says that it leads there.
    order
        theme: theme after theme by label, in each most named studies first, beliefs without a theme last;
        strongest: most named studies first.
    most
        Only so many rows, those with most named studies; None for all.

    The states of a cell add up to the studies that sampled its column. Raises ParameterError for an order or an
    attribute that does not exist.
    """
    if order not in ORDERS:
        raise ParameterError(f"Rows cannot be sorted by '{order}'. Choose one of: {', '.join(ORDERS)}.")
    named = [*by, *(["country"] if country and "country" not in by else [])]
    only_roles = [one.casefold().rstrip("s") for one in named] == [ROLE]
    found = contrast(
        evidence,
        roles=ROLES if only_roles else None,
        by=() if only_roles else named,
        about=None if behaviour is None else _with_a_way(evidence, behaviour, inferred, opposites),
        inferred=inferred,
    )
    said = beliefs(evidence, inferred=inferred)
    rows = sorted(
        (
            GapRow(
                row,
                said[row.belief].studies if row.belief in said else Studies(),
                tuple(
                    sorted(evidence.parents.get(row.belief, ()), key=lambda one: (_name(evidence, one), one))
                ),
            )
            for row in found.rows
        ),
        key=_strength,
    )
    if order == "theme":
        rows.sort(key=lambda one: _by_theme(evidence, one))
    whole = Gaps(contrast=found, rows=tuple(rows), left=(), behaviour=behaviour, missing=_missing(found))
    return whole if most is None else whole.first(most)


def _with_a_way(evidence: Evidence, behaviour: str, inferred: bool, opposites: bool) -> set[str]:
    """Return every end that has a path to a behaviour."""
    links = Links(steps(evidence, inferred=inferred, opposites=opposites))
    barred = evidence.opposites.get(behaviour, ())
    return {*Network(links, behaviour, barred=barred, longest=LONGEST).distances()} - {behaviour}


def _strength(one: GapRow) -> tuple[int, int, str, str]:
    return (-len(one.studies.named), -len(one.studies.reported), one.row.label.casefold(), one.row.belief)


def _by_theme(evidence: Evidence, one: GapRow) -> tuple[bool, str, str]:
    """Sort by theme; sorting is stable, so that inside a theme the rows stay as they are."""
    return (True, "", "") if one.theme is None else (False, _name(evidence, one.theme), one.theme)


def _name(evidence: Evidence, end: str) -> str:
    return evidence.label(end).casefold()


def _missing(found: Contrast) -> tuple[tuple[str, ...], ...]:
    """Return the combinations of values that stand in some column and were never sampled together."""
    if len(found.by) < 2:
        return ()
    there = {column.values for column in found.columns}
    values: Iterable[Iterable[str]] = (
        dict.fromkeys(column.values[place] for column in found.columns) for place in range(len(found.by))
    )
    return tuple(one for one in product(*values) if one not in there)

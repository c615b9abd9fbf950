"""The words under and beside a ranking of targets: key, coverage, caption, the figure in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..analysis.shapes import FEW, TOO_FEW
from ..analysis.wording import many, studies
from ..maps import words
from . import blocks
from .caption import ended, opened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..analysis.target_rows import Target
    from ..analysis.targets import Targets
    from ..graph.evidence import Evidence
    from ..queries.filters import Filters

TOO_FEW_TO_SAY = "too few to say"
BY_COUNT = ended(f"{TOO_FEW[:1].upper()}{TOO_FEW[1:]}")
"""Stands in a figure of too few studies, where nobody can overlook it."""


class RankingWords:
    """What is said of a ranking."""

    def __init__(
        self,
        evidence: Evidence,
        found: Targets,
        filters: Filters,
        order: tuple[str, ...],
        direction: str | None,
    ) -> None:
        self._label = evidence.label(found.behaviour)
        self._found = found
        self._filters = filters
        self._order = order
        self._direction = direction
        self._hidden = evidence.numbers_hidden
        self._ranked = [row for row in found.rows if row.rank is not None]
        self._reported = [row for row in found.rows if row.reported_only]
        self._inferred = [row for row in found.rows if row.inferred_only]
        self._few = all(row.rank_best is None for row in self._ranked)
        self._listed_only = self._few and bool(self._ranked)
        """Whether there are ranked rows, of too few studies to call their order a rank."""

    def key(self, *, narrow: bool, together: bool) -> str:
        """Return what stands under the rows; ``together``: one of them stands for several beliefs."""
        drawn = [*self._ranked, *self._reported]
        levels = [words.confidence(row.confidence) for row in drawn]
        held = blocks.spelled({role for row in drawn for role in row.roles})
        brackets = [words.bracket(row.studies.reported, hidden=self._hidden) for row in self._reported]
        widest = "; the widest of beliefs in one row" if together else ""
        bar = (
            f"How far ranks depend on single studies: {TOO_FEW_TO_SAY} under {FEW} named studies."
            if self._few
            else f"Bar: best and worst rank when any one study is left out; last if nothing is left{widest}."
        )
        conflict = "In conflict" if narrow else "Conflict"
        return blocks.sentences(
            (
                f"{blocks.signs(row.direction for row in drawn)}." if drawn else "",
                f"Dot: {'place by count' if self._few else 'rank with every study'}; equal rows share it. {bar}"
                if self._ranked
                else "",
                "Diamond: only reported." if self._reported else "",
                "Studies: named studies of the first steps of its paths. Reach: named studies on the weakest step of its best "
                f"path. {conflict}: somebody says the opposite, or the step is mixed."
                if self._ranked
                else "",
                f"Held by: {held}." if held else "",
                blocks.judged(levels, filtered=bool(self._filters.used)),
                blocks.bracketed(brackets),
            )
        )

    def subtitle(self, count: int) -> str:
        """Return how many beliefs have a row of their own, and under which filters."""
        parts = [
            f"Shows {count} of {many(len(self._ranked), 'listed belief' if self._few else 'ranked belief')} one by one, by {_listed(self._order)}",
            self._filters.describe(),
        ]
        return " · ".join(part for part in parts if part)

    def caption(self, count: int, *, logarithmic: bool, together: Sequence[Target] = ()) -> str:
        """Return the order, minimums and warnings, what is not ranked, and which beliefs stand ``together`` in one row."""
        way = f" Only what is said to {self._direction[:-1]} it, and mixed rows." if self._direction else ""
        note = self._found.note
        axis = " The axis of ranks is logarithmic." if logarithmic else ""
        said = blocks.sentences(
            (
                f"Beliefs that are said to lead to “{self._label}”, {'listed' if self._few else 'ranked'} by {_listed(self._order)}, all descending; equal rows "
                f"share a {'place' if self._few else 'rank'}.{way}{axis}",
                f"A high {'place' if self._few else 'rank'} says that many studies report the belief as a reason; not that it matters "
                "most, nor that it can be changed.",
                f"{note[0].upper()}{note[1:]}." if note else "",
                _named_list("Reported, with a step that is our reading, and not ranked", self._inferred),
                _named_list("In one row, with one study each", together),
            )
        )
        return opened(self.subtitle(count), said)

    def alt(self, left: int) -> str:
        """Return the figure in words; ``left`` beliefs are not drawn."""
        first = "place" if self._few else "rank"
        strongest = [
            f"{row.label}, {row.direction}, {first} {row.rank}"
            + (f" ({row.rank_best} to {row.rank_worst})" if row.rank_best is not None else "")
            + f", {studies(len(row.studies.named))}"
            for row in self._ranked[:3]
        ]
        ranges = "" if self._few else ", with the best and the worst rank when one study is left out"
        few = f" {BY_COUNT}" if self._listed_only else ""
        mixed = [row.label for row in self._ranked if row.direction == "mixed"]
        return blocks.sentences(
            (
                f"{'List' if self._few else 'Ranking'} of {many(len(self._ranked), 'belief')} said to lead to “{self._label}”{ranges}; "
                f"{many(len(self._reported), 'belief')} reported only.{few}",
                f"First: {'; '.join(strongest)}." if strongest else "",
                f"Mixed: {'; '.join(mixed)}." if mixed else "",
                f"{many(left, 'belief')} not drawn." if left else "",
            )
        )


def _listed(order: Sequence[str]) -> str:
    return ", then ".join(order)


def _named_list(words_before: str, rows: Sequence[Target]) -> str:
    return f"{words_before}: {'; '.join(row.label for row in rows)}." if rows else ""

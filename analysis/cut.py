"""The fewest studies that cut every path, by an integer programme. The one file that imports SciPy.

min Σ x_s, where x_s says that study s is removed; a bundle (one step, all its studies) is cut if all its studies are
removed: c_b ≤ x_s. Every place v at layer l (after l steps) lies on the start's side or on the end's: y_start = 0,
y_end = 1, and a bundle between the two sides must be cut: y_w,l+1 - y_v,l ≤ c_b. A study is one unit over all bundles it
lies on; a cut of steps or of claims, as by a largest flow, would count it more than once.

Made smaller before it is solved, none of which changes the answer: only steps of walks of the asked length; studies of a
step from the start to the end are removed in any case; studies on the same bundles are one variable; bundles of the same
studies are one variable, and of a single study none of their own; places at the first layer are as far to the end's
side as the bundle that leads there lets them, those at the last as far to the start's.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from math import ceil, isfinite
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from .layers import layered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .layers import Taken

    Pair = tuple[str, str]
    Studies = frozenset[str]

_ROUNDING = 1e-6
"""Bounds of a solver are a little off; a bound of 4.0000001 studies is one of 4."""


@dataclass(frozen=True, slots=True)
class Cut:
    """What the solver found in its time."""

    studies: Studies | None
    """A set that cuts every path; None if there was no time to find any."""
    lower_bound: int
    """No smaller set cuts every path."""
    exact: bool


def fewest(carried: Mapping[Pair, Studies], start: str, end: str, longest: int, seconds: float) -> Cut:
    """Return the smallest set of studies that cuts every path, or the best found in ``seconds``.

    ``carried`` are the named studies of each step; a step is cut when all its studies are removed.
    """
    forced = carried.get((start, end), frozenset())
    rest = {pair: left for pair, studies in carried.items() if (left := studies - forced)}
    found = _Model(rest, start, end, longest).solve(seconds)
    studies = None if found.studies is None else found.studies | forced
    return Cut(studies, found.lower_bound + len(forced), found.exact)


class _Model:
    """The programme: a column for each unknown, first the studies; rows that say "the sum of these is at least"."""

    def __init__(self, carried: Mapping[Pair, Studies], start: str, end: str, longest: int) -> None:
        self._start, self._end, self._longest = start, end, longest
        self._rows: dict[tuple[frozenset[tuple[int, int]], int], None] = {}
        taken = list(layered(carried, start, end, longest))
        used = {(one.cause, one.effect): carried[one.cause, one.effect] for one in taken}
        self._lots = _together(used)
        self._columns = len(self._lots)
        self._cut = self._bundles(used)
        self._sides: dict[tuple[str, int], int] = {}
        for one in taken:
            self._divide(one)

    def solve(self, seconds: float) -> Cut:
        if not self._lots:
            return Cut(frozenset(), 0, exact=True)
        entries = [(row, *term) for row, (terms, _) in enumerate(self._rows) for term in terms]
        rows, columns, values = np.array(entries).T
        matrix = csr_array((values.astype(float), (rows, columns)), shape=(len(self._rows), self._columns))
        studies = np.arange(self._columns) < len(self._lots)
        costs = np.zeros(self._columns)
        costs[studies] = [len(lot) for lot in self._lots]
        solved = milp(
            costs,
            integrality=studies.astype(int),
            bounds=Bounds(0, 1),
            constraints=LinearConstraint(
                matrix, lb=np.array([least for _, least in self._rows], dtype=float)
            ),
            options={"time_limit": seconds, "mip_rel_gap": 0.0},
        )
        bound = solved.mip_dual_bound
        lower = ceil(bound - _ROUNDING) if bound is not None and isfinite(bound) else 1
        if solved.x is None:
            return Cut(None, max(lower, 1), exact=False)
        removed = (lot for lot, value in zip(self._lots, solved.x, strict=False) if value > 0.5)
        found = frozenset(chain.from_iterable(removed))
        return Cut(found, min(max(lower, 1), len(found)), exact=solved.status == 0)

    def _bundles(self, used: Mapping[Pair, Studies]) -> dict[Pair, int]:
        """Return the column that says whether a step is cut."""
        lot_of = {study: number for number, lot in enumerate(self._lots) for study in lot}
        columns: dict[frozenset[int], int] = {}
        cut: dict[Pair, int] = {}
        for pair, studies in used.items():
            lots = frozenset(lot_of[study] for study in studies)
            if lots not in columns:
                columns[lots] = self._column() if len(lots) > 1 else min(lots)
                for lot in sorted(lots) if len(lots) > 1 else ():
                    self._require({lot: 1, columns[lots]: -1}, 0)
            cut[pair] = columns[lots]
        return cut

    def _divide(self, one: Taken) -> None:
        """Require that a step is cut if its cause is on the start's side and its effect on the end's."""
        (here, constant), (there, other) = (
            self._side(one.cause, one.before),
            self._side(one.effect, one.before + 1),
        )
        terms = {self._cut[one.cause, one.effect]: 1}
        for column, factor in here.items():
            terms[column] = terms.get(column, 0) + factor
        for column, factor in there.items():
            terms[column] = terms.get(column, 0) - factor
        self._require(terms, other - constant)

    def _side(self, place: str, layer: int) -> tuple[dict[int, int], int]:
        """Return on which side a place lies, 0 the start's and 1 the end's: a sum of columns, and a number."""
        if place == self._end:
            return {}, 1
        if layer == 0:
            return {}, 0
        if layer == 1:
            return {self._cut[self._start, place]: 1}, 0
        if layer == self._longest - 1:
            return {self._cut[place, self._end]: -1}, 1
        if (place, layer) not in self._sides:
            self._sides[place, layer] = self._column()
        return {self._sides[place, layer]: 1}, 0

    def _column(self) -> int:
        self._columns += 1
        return self._columns - 1

    def _require(self, terms: Mapping[int, int], least: int) -> None:
        kept = frozenset((column, factor) for column, factor in terms.items() if factor)
        if least > 0 or any(factor < 0 for _, factor in kept):
            self._rows[kept, least] = None


def _together(used: Mapping[Pair, Studies]) -> list[Studies]:
    """Return the studies in lots that lie on exactly the same bundles: of a lot all are removed, or none."""
    lying: dict[str, list[int]] = {}
    for number, studies in enumerate(used.values()):
        for study in studies:
            lying.setdefault(study, []).append(number)
    lots: dict[tuple[int, ...], list[str]] = {}
    for study in sorted(lying):
        lots.setdefault(tuple(lying[study]), []).append(study)
    return [frozenset(lot) for lot in lots.values()]

"""The numbers of every ranked belief without one study, worked out only where they change."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from .belief_rows import MIXED
from .first_path import Without
from .removal import Removals
from .told import pairs
from .upstream import FirstSteps, Reach

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from .belief_rows import BeliefRows
    from .removal import Loss
    from .target_rows import Target

    Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of one belief."""

    lost: frozenset[str]
    """Of its studies; all of them if nothing is left of it."""
    studies: int
    reach: int
    """0 if nothing is left of it."""
    direct: int
    conflict: bool
    emphasis: int


class LeaveOneOut:
    """Every ranked belief without one study after the other.

    A study touches a belief if a first step of its paths names the study, if the support of its best path rests on a
    step that does, or if the study speaks against it. All others keep their numbers.
    """

    def __init__(self, found: BeliefRows, rows: Sequence[Target]) -> None:
        self._found = found
        self._end = found.behaviour
        self.rows = {row.id: row for row in rows if row.id is not None}
        self._steps = found.steps
        self._weights = dict(self._useful())
        self._named = {pair: frozenset(self._steps[pair].studies.named) for pair in self._weights}
        self._removals = Removals(found.evidence, found.steps, opposites=found.opposites)
        self._reach = Reach(self._weights, self._end, found.max_steps)
        leads = {belief: found.leads[belief] for belief in self.rows}
        self._leads = {belief: tuple((belief, there) for there in places) for belief, places in leads.items()}
        self._first_steps = FirstSteps(self._weights, found.finder.network, leads)
        self._touched: dict[str, list[Pair]] = {}
        for pair, named in self._named.items():
            for study in named:
                self._touched.setdefault(study, []).append(pair)
        self._against: dict[str, list[str]] = {}
        for belief in self.rows:
            for study in found.against(belief):
                self._against.setdefault(study, []).append(belief)
        self.studies = sorted(self._touched.keys() | self._against.keys())
        """Studies without which anything may be different."""

    def without(self, study: str) -> Change:
        """Return what is different without a study."""
        losses = {pair: self._removals.loss(pair, study) for pair in self._touched.get(study, ())}
        reach = self._reach.after({pair: loss.weight for pair, loss in losses.items()})
        gone = [pair for pair, loss in losses.items() if not loss.weight]
        ended = self._first_steps.after(gone) if gone else {}
        beliefs = dict.fromkeys(cause for cause, _ in losses)
        beliefs |= dict.fromkeys((*reach, *ended, *self._against.get(study, ())))
        left = {
            belief: self._left(belief, study, losses, reach, ended.get(belief, set()))
            for belief in beliefs
            if belief in self.rows
        }
        return Change(self, study, left, losses)

    def turned(self, losses: Mapping[Pair, Loss]) -> set[str]:
        """Return the beliefs whose direction may be another: on whose direct step or first path something is lost."""
        return {belief for pair in losses for belief in self._directed.get(pair, ())}

    def direction(
        self, belief: str, reach: int, losses: Mapping[Pair, Loss], again: Callable[[], Without]
    ) -> str | None:
        """Return the direction of a belief of which ``reach`` is left."""
        direct = (belief, self._end)
        if direct in self._weights:
            loss = losses.get(direct)
            if loss is None:
                return self.rows[belief].direction
            if loss.weight:
                return loss.direction
        return again().direction(belief, self._found.first.get(belief), reach)

    def again(self, study: str, losses: Mapping[Pair, Loss]) -> Without:
        """Return what finds first paths anew without a study."""
        return Without(self._found, losses, lambda pair: self._removals.anew(pair, study))

    @cached_property
    def _directed(self) -> dict[Pair, list[str]]:
        found: dict[Pair, list[str]] = {}
        for belief in self.rows:
            path = self._found.first.get(belief, (belief, self._end))
            for pair in pairs(path):
                found.setdefault(pair, []).append(belief)
        return found

    def _useful(self) -> Iterator[tuple[Pair, int]]:
        """Yield the steps that may be on a path whose steps all have named studies, and how many each has."""
        network = self._found.finder.network
        barred = self._found.evidence.opposites.get(self._end, ())
        distances = network.distances(1)
        for (cause, effect), step in self._steps.items():
            weight = len(step.studies.counted) + len(step.studies.listed)
            near = effect == self._end or (
                effect not in barred and distances.get(effect, network.longest) < network.longest
            )
            if weight and near and cause != self._end:
                yield (cause, effect), weight

    def _left(
        self, belief: str, study: str, losses: Mapping[Pair, Loss], reach: Mapping[str, int], ended: set[str]
    ) -> Left:
        row, direct = self.rows[belief], (belief, self._end)
        best = reach.get(belief, row.reach or 0)
        loss, step = losses.get(direct), self._steps.get(direct)
        lost = frozenset(row.studies.named) if not best else self._lost(belief, study, losses, ended)
        way = loss.direction if loss else step.direction if step else None
        return Left(
            lost=lost,
            studies=len(row.studies.named) - len(lost),
            reach=best,
            direct=loss.weight if loss else row.direct or 0,
            conflict=way == MIXED or any(one != study for one in self._found.against(belief)),
            emphasis=self._removals.emphasis(direct, study) if loss else row.emphasis or 0,
        )

    def _lost(self, belief: str, study: str, losses: Mapping[Pair, Loss], ended: set[str]) -> frozenset[str]:
        touched = [losses[pair] for pair in self._leads[belief] if pair in losses]
        if not ended and all(len(loss.lost) == 1 for loss in touched):
            return frozenset((study,)) if touched else frozenset()
        kept: set[str] = set()
        for pair in self._leads[belief]:
            if pair[1] not in ended:
                kept |= self._named[pair] - losses[pair].lost if pair in losses else self._named[pair]
        return frozenset(self.rows[belief].studies.named) - kept


class Change:
    """What is different without one study: what is left of the beliefs that it touches, and their directions."""

    def __init__(
        self, every: LeaveOneOut, study: str, left: Mapping[str, Left], losses: Mapping[Pair, Loss]
    ) -> None:
        self.left = left
        self._every = every
        self._study = study
        self._losses = losses
        self._known: dict[str, str | None] = {}

    @cached_property
    def turned(self) -> set[str]:
        """Beliefs whose direction may be another, some of them gone."""
        return self._every.turned(self._losses)

    def gone(self, belief: str) -> bool:
        """Tell whether nothing is left of a belief."""
        return belief in self.left and not self.left[belief].reach

    def direction(self, belief: str) -> str | None:
        """Return the direction of a belief of which something is left."""
        if belief not in self.turned:
            return self._every.rows[belief].direction
        if belief not in self._known:
            left = self.left.get(belief)
            reach = left.reach if left else self._every.rows[belief].reach or 0
            self._known[belief] = self._every.direction(belief, reach, self._losses, lambda: self._again)
        return self._known[belief]

    @cached_property
    def _again(self) -> Without:
        return self._every.again(self._study, self._losses)

"""The first path of a belief without one study: kept if it is as good as it was, else looked for anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .network import Links, Network
from .told import Tellers, pairs, sign, steps_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..graph.influence import Step
    from .belief_rows import BeliefRows
    from .removal import Loss

    Pair = tuple[str, str]


class Without:
    """Finds first paths without a study, which has the ``losses``; ``anew`` makes a step as it is without it.

    Leaving a study out makes no path better: support and tellers only get fewer. So the first path stays the first as
    long as its own support and level are what they were.
    """

    def __init__(
        self,
        found: BeliefRows,
        losses: Mapping[Pair, Loss],
        anew: Callable[[Pair], Step | None],
    ) -> None:
        self._found = found
        self._losses = losses
        self._anew = anew
        self._made: dict[Pair, Step | None] = {}
        self._tellers = Tellers(found.evidence)

    def direction(self, belief: str, first: tuple[str, ...] | None, reach: int) -> str:
        """Return the direction of the first path of a belief that has one, of support ``reach``.

        ``first`` is what it was with the study, if known.
        """
        if first is not None:
            before = steps_of(first, self._found.steps)
            if min(map(self._left, pairs(first))) < reach:
                return sign(self._first(belief, reach))
            after = [step for pair in pairs(first) if (step := self._now(pair)) is not None]
            if len(after) == len(before) and self._as_good(before, after):
                return sign(after)
        return sign(self._first(belief, reach))

    def _now(self, pair: Pair) -> Step | None:
        if pair not in self._losses:
            return self._found.steps[pair]
        if pair not in self._made:
            self._made[pair] = self._anew(pair)
        return self._made[pair]

    def _left(self, pair: Pair) -> int:
        return self._losses[pair].weight if pair in self._losses else _weight(self._found.steps[pair])

    def _as_good(self, before: list[Step], after: list[Step]) -> bool:
        level, _ = self._found.finder.maker.tellers.of(before)
        return _support(before) == _support(after) and level == self._tellers.of(after)[0]

    def _first(self, belief: str, reach: int) -> list[Step]:
        """Return the steps of the first path: among those of the largest support the closest told, the shortest."""
        near = {}
        for pair in self._found.finder.network.corridor(
            belief, reach
        ):  # of all studies: nothing comes in without one
            if self._left(pair) >= reach and (step := self._now(pair)) is not None:
                near[pair] = step
        both = self._tellers.common(  # who tells a whole path tells its first step and its last
            [step for (cause, _), step in near.items() if cause == belief],
            [step for (_, effect), step in near.items() if effect == self._found.behaviour],
        )
        for level in self._tellers.tell(near, among=both):
            told = [self._over(steps) for steps in level.values()]
            paths = [one.shortest(belief, reach) for one in told if belief in one.distances(reach)]
            if paths:
                return steps_of(min(paths, key=lambda path: (len(path), path)), near)
        return steps_of(self._over(near).shortest(belief, reach), near)

    def _over(self, steps: Mapping[Pair, Step]) -> Network:
        end = self._found.behaviour
        barred = self._found.evidence.opposites.get(end, ())
        return Network(Links(steps), end, barred=barred, longest=self._found.max_steps)


def _support(steps: list[Step]) -> int:
    return min(map(_weight, steps))


def _weight(step: Step) -> int:
    return len(step.studies.counted) + len(step.studies.listed)

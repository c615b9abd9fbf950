"""The first path of a belief without one study: kept if it is as good as it was, else looked for anew."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from .network import Links, Network
from .told import Tellers, pairs, sign, steps_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from ..graph.influence import Step
    from .belief_rows import BeliefRows

    Pair = tuple[str, str]


class Without:
    """Finds first paths where ``changed`` steps stand in place of those ``touched`` by the study; those missing are gone.

    ``useful`` are the steps that may be on a path whose steps all have named studies.

    Leaving a study out makes no path better: support and tellers only get fewer. So the first path stays the first as
    long as its own support and level are what they were.
    """

    def __init__(
        self,
        found: BeliefRows,
        useful: Iterable[Pair],
        touched: Collection[Pair],
        changed: dict[Pair, Step],
    ) -> None:
        self._found = found
        self._useful = useful
        self._touched = touched
        self._changed = changed
        self._tellers = Tellers(found.evidence)

    def direction(self, belief: str, first: tuple[str, ...] | None) -> str:
        """Return the direction of the first path of a belief that has one; ``first`` is what it was, if known."""
        if first is not None:
            before = steps_of(first, self._found.steps)
            after = [step for pair in pairs(first) if (step := self._now(pair)) is not None]
            if len(after) == len(before) and self._as_good(before, after):
                return sign(after)
        return sign(self._first(belief))

    def _now(self, pair: Pair) -> Step | None:
        return self._changed.get(pair) if pair in self._touched else self._found.steps[pair]

    def _as_good(self, before: list[Step], after: list[Step]) -> bool:
        level, _ = self._found.finder.maker.tellers.of(before)
        return _support(before) == _support(after) and level == self._tellers.of(after)[0]

    @cached_property
    def _steps(self) -> dict[Pair, Step]:
        kept = {pair: self._found.steps[pair] for pair in self._useful if pair not in self._touched}
        return kept | self._changed

    @cached_property
    def _network(self) -> Network:
        return self._over(self._steps)

    def _first(self, belief: str) -> list[Step]:
        """Return the steps of the first path: among those of the largest support the closest told, the shortest."""
        reach = self._reach[belief]
        near = {pair: self._steps[pair] for pair in self._network.corridor(belief, reach)}
        for level in self._tellers.tell(near):
            told = [self._over(steps) for steps in level.values()]
            paths = [one.shortest(belief, reach) for one in told if belief in one.distances(reach)]
            if paths:
                return steps_of(min(paths, key=lambda path: (len(path), path)), self._steps)
        return steps_of(self._network.shortest(belief, reach), self._steps)

    @cached_property
    def _reach(self) -> dict[str, int]:
        return self._network.reach()

    def _over(self, steps: Mapping[Pair, Step]) -> Network:
        end = self._found.behaviour
        barred = self._found.evidence.opposites.get(end, ())
        return Network(Links(steps), end, barred=barred, longest=self._found.max_steps)


def _support(steps: list[Step]) -> int:
    return min(len(step.studies.named) for step in steps)

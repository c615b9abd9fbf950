"""What an answer to ``paths`` was found in, for the questions that follow from it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ..errors import ParameterError
from .loops import loops
from .network import Links

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .loops import Loops
    from .path_rows import PathMaker
    from .rests_on import RestsOn


class Trace:
    """The steps of a selection, seen from one start to one end. Nothing is worked out before it is asked for."""

    def __init__(
        self,
        maker: PathMaker,
        start: str,
        end: str,
        longest: int,
        *,
        told_whole: bool = False,
        narrowed: bool = False,
    ) -> None:
        self._maker = maker
        self._start = start
        self._end = end
        self._longest = longest
        self._told_whole = told_whole
        self._narrowed = narrowed
        self._loops: dict[Sequence[str], Loops] = {}

    def loops(self, between: Sequence[str]) -> Loops:
        """Return the strongest loops through the start, the end or between; only those told whole, if so asked.

        As on paths, the opposite of the end stands on none, unless it is the start.
        """
        if between not in self._loops:
            barred = self._maker.evidence.opposites.get(self._end, frozenset()) - {self._start}
            self._loops[between] = loops(
                self._maker,
                self._within,
                self._start,
                self._end,
                between,
                barred=barred,
                longest=self._longest,
            )
        return self._loops[between]

    def rests_on(self, time_limit: float) -> RestsOn:
        """Return on how few studies all paths rest. Raises ParameterError if only some paths were asked for."""
        from .rests_on import resting

        if self._narrowed:
            raise ParameterError(
                "What paths rest on is worked out over all paths from the one to the other. Ask without 'via' and 'told whole'."
            )
        return resting(self._maker, self._start, self._end, self._longest, time_limit)

    @cached_property
    def _within(self) -> list[Links]:
        if not self._told_whole:
            return [self._maker.links]
        told = self._maker.tellers.tell(self._maker.steps)
        return [Links(steps) for level in told for steps in level.values() if len(steps) > 1]

"""On how few studies all paths from one thing to another rest.

A link dies only when all its studies are gone, and a study may hold up many links at once, so neither the number of
studies on the weakest step nor a smallest cut of links or claims tells how much hangs on a few. Asked is the fewest
named studies without which no path is left.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import ParameterError
from ..graph.influence import steps as all_steps
from .displayed import Displayed
from .finder import LONGEST
from .layers import leads
from .network import Network
from .path_rows import PathMaker
from .paths import avoiding
from .told import pairs

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ..graph.influence import Evidence
    from ..graph.records import Value

TIME = 10.0
"""Seconds to look for the smallest set, unless asked otherwise."""

SAME = "A path has two different ends."
NO_PATH = "Nothing in the selection is said to lead from the one to the other within that many steps."
ONLY_REPORTED = (
    "Paths are said to lead from the one to the other, but each has a step for which no study can be named: "
    "reviews only report it."
)


@dataclass(frozen=True, slots=True)
class RestsOn(Displayed):
    """The answer to ``paths FROM TO --rests-on``."""

    start: str
    end: str
    max_steps: int
    count: int | None
    """Number of ``studies_to_cut``; None if there is nothing to cut."""
    studies_to_cut: tuple[str, ...] = ()
    """Without these no path is left whose steps all have named studies; other sets of that size may do the same."""
    exact: bool = True
    """True if no smaller set does it."""
    lower_bound: int | None = None
    """No set smaller than this does it; equal to ``count`` if exact."""
    single_points: tuple[str, ...] = ()
    """Every study that is on some step of every path, alone; sorted."""
    reason: str | None = None
    """Why there is nothing to cut, as a sentence."""
    time_limit: float = TIME

    @property
    def note(self) -> str | None:
        """Return a sentence that says what is not certain; None if all is."""
        if self.exact:
            return None
        return f"the search stopped after {self.time_limit:g} seconds: at least {self.lower_bound} studies are needed, {self.count} do it"

    def to_json(self) -> dict[str, Value]:
        """Return the answer as an object."""
        return {
            "from": self.start,
            "to": self.end,
            "max_steps": self.max_steps,
            "count": self.count,
            "studies_to_cut": [*self.studies_to_cut],
            "exact": self.exact,
            "lower_bound": self.lower_bound,
            "single_points": [*self.single_points],
            "reason": self.reason,
        }


def rests_on(
    evidence: Evidence,
    start: str,
    end: str,
    *,
    max_steps: int = LONGEST,
    inferred: bool = False,
    opposites: bool = True,
    without: Collection[str] = (),
    time_limit: float = TIME,
) -> RestsOn:
    """Return the fewest named studies without which no path is left from ``start`` to ``end``.

    Paths are those of ``paths`` whose steps all have named studies, of at most ``max_steps`` steps and not through
    ``without``; steps that are mixed or turned count. A removed study is neither counted nor listed anywhere. If
    ``time_limit`` seconds do not do, the best set found is returned with a lower bound.

    Raises ParameterError if ``max_steps`` or ``time_limit`` is too small.

    Examples
    --------
    >>> from beliefgraph.graph.influence import Claim, Evidence
    >>> found = rests_on(Evidence(claims=(
    ...     Claim(id="c1", cause="blame", effect="caution", direction="encourages", study="s1"),
    ...     Claim(id="c2", cause="caution", effect="scan", direction="encourages", study="s2"),
    ...     Claim(id="c3", cause="blame", effect="scan", direction="encourages", study="s2"),
    ... )), "blame", "scan")
    >>> found.count, found.studies_to_cut, found.single_points
    (1, ('s2',), ('s2',))
    """
    if max_steps < 1:
        raise ParameterError(f"A path has at least 1 step, not {max_steps}. Give a larger number of steps.")
    steps = avoiding(all_steps(evidence, inferred=inferred, opposites=opposites), without)
    return resting(PathMaker(evidence, steps), start, end, max_steps, time_limit)


def resting(maker: PathMaker, start: str, end: str, max_steps: int, time_limit: float = TIME) -> RestsOn:
    """Return what all paths over the steps of a maker rest on; see :func:`rests_on`."""
    if time_limit <= 0:
        raise ParameterError(f"There must be some time to search, not {time_limit:g} seconds.")
    deadline = time.monotonic() + time_limit
    barred = maker.evidence.opposites.get(end, ())
    network = Network(maker.links, end, barred=barred, longest=max_steps)
    if start == end or start not in network.distances(1):
        reason = SAME if start == end else ONLY_REPORTED if start in network.distances() else NO_PATH
        return RestsOn(start, end, max_steps, None, reason=reason)
    carried = {pair: frozenset(maker.steps[pair].studies.named) for pair in network.corridor(start, 1)}
    ways = _Ways(carried, start, end, max_steps)
    single = ways.single_points(network.shortest(start, 1))
    if single:
        return RestsOn(start, end, max_steps, 1, single[:1], lower_bound=1, single_points=single)
    studies, lower, exact = ways.fewest(deadline)
    return RestsOn(
        start, end, max_steps, len(studies), tuple(sorted(studies)), exact, lower, time_limit=time_limit
    )


class _Ways:
    """Steps that have named studies and lie on a path, with those studies."""

    def __init__(
        self, carried: Mapping[tuple[str, str], frozenset[str]], start: str, end: str, longest: int
    ) -> None:
        self._carried = carried
        self._start, self._end, self._longest = start, end, longest

    def single_points(self, path: tuple[str, ...]) -> tuple[str, ...]:
        """Return every study that cuts alone: it must cut any one path, so one path names all that can."""
        alone = [self._carried[pair] for pair in pairs(path) if len(self._carried[pair]) == 1]
        return tuple(study for study in sorted(frozenset().union(*alone)) if self._cuts(frozenset({study})))

    def fewest(self, deadline: float) -> tuple[frozenset[str], int, bool]:
        """Return the smallest set that cuts, a bound that no smaller set can have, and whether that is its size.

        Called when no study cuts alone, so that the bound is 2 at least.
        """
        from .cut import fewest

        found = fewest(
            self._carried, self._start, self._end, self._longest, max(deadline - time.monotonic(), 0.1)
        )
        if found.studies is not None and found.exact and self._cuts(found.studies):
            return found.studies, len(found.studies), True
        sets = [found.studies] if found.studies is not None and self._cuts(found.studies) else []
        best = min([*sets, self._around(self._start, 0), self._around(self._end, 1)], key=len)
        lower = max(found.lower_bound, 2)
        return best, min(lower, len(best)), lower >= len(best)

    def _around(self, place: str, end: int) -> frozenset[str]:
        """Return the studies of all steps that leave the start, or reach the end: without them nothing is left."""
        return frozenset().union(*(studies for pair, studies in self._carried.items() if pair[end] == place))

    def _cuts(self, gone: frozenset[str]) -> bool:
        return not leads(self._carried, self._start, self._end, self._longest, gone)

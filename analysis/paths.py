"""How one thing is said to lead to another: paths of steps, the best supported first."""

from __future__ import annotations

import heapq
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from ..errors import ParameterError
from ..graph.influence import steps as all_steps
from .network import Network
from .shapes import step_object
from .told import LEVELS, Tellers, sign, steps_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..graph.influence import Evidence, Step
    from ..graph.records import Value

LONGEST = 4
"""Steps of a path, unless asked otherwise."""

LIMIT = 100
"""Paths shown, unless asked otherwise."""

_ALL = 20_000
"""Up to this many walks all paths are looked at, so that their number is known exactly."""


@dataclass(frozen=True, slots=True)
class Path:
    """One simple path. Two paths are equal if their ids and steps are."""

    path: tuple[str, ...]
    """Ids from the start to the end."""
    labels: tuple[str, ...]
    direction: str
    """encourages, discourages or mixed, by the sign rule."""
    support: int
    """Smallest number of named studies on any step; 0 if some step is only reported."""
    told_by: str
    """speaker, group, study, finding or stitched."""
    tellers: tuple[str, ...]
    """All at that level, sorted; speakers as ``study:speaker``."""
    steps: tuple[Step, ...]

    def to_json(self) -> dict[str, Value]:
        """Return the path as an object."""
        return {
            "path": [*self.path],
            "labels": [*self.labels],
            "direction": self.direction,
            "support": self.support,
            "told_by": self.told_by,
            "tellers": [*self.tellers],
            "steps": [step_object(step) for step in self.steps],
        }


@dataclass(frozen=True, slots=True)
class Paths:
    """The answer to ``paths FROM TO``."""

    start: str
    end: str
    paths: tuple[Path, ...]
    """In path order, at most the limit."""
    total: int
    """How many there are; at most so many if not ``exact``."""
    exact: bool
    weakest: int
    """Paths of weaker support were not looked at; 0 if all were."""
    numbers_hidden: bool = False
    """True if printed numbers are left out under the filters in use."""

    @property
    def note(self) -> str | None:
        """Return a sentence that says what is not shown; None if everything is."""
        shown = len(self.paths)
        if self.exact:
            return f"{shown} strongest of {self.total}" if shown < self.total else None
        studies = "study" if self.weakest == 1 else "studies"
        return f"{shown} strongest of at most {self.total:,}; weaker than {self.weakest} {studies} not shown"

    def to_json(self) -> list[Value]:
        """Return the paths as an array of objects."""
        return [path.to_json() for path in self.paths]


class PathFinder:
    """Finds the paths to one end in path order.

    Path order: support descending; told by speaker, group, study, finding, stitched; fewer steps; ids.
    """

    def __init__(
        self, evidence: Evidence, steps: Mapping[tuple[str, str], Step], end: str, longest: int = LONGEST
    ) -> None:
        self._evidence = evidence
        self._steps = steps
        self._end = end
        self._longest = longest
        self._tellers = Tellers(evidence)
        self.network = self._network(steps)

    def first(self, start: str, least: int, limit: int | None = None) -> tuple[list[Path], int]:
        """Return the first paths over steps of at least ``least`` named studies, and how many there are."""
        found = [(self._order(path), path) for path in self.network.paths(start, least)]
        best = sorted(found) if limit is None else heapq.nsmallest(limit, found)
        return [self._path(path) for _, path in best], len(found)

    def best(self, start: str, reach: int) -> Path:
        """Return the first path from ``start``, which has one, without listing the others.

        ``reach`` is the largest support of its paths (:meth:`Network.reach`), so all that count here have it.
        A teller must tell every step: the first path at a level is the shortest within the steps of one teller.
        """
        for level in self._told:
            told = [one for one in level.get(start, ()) if start in one.distances(reach)]
            if told:
                return self._path(min((one.shortest(start, reach) for one in told), key=_short))
        return self._path(self.network.shortest(start, reach))

    @cached_property
    def _told(self) -> list[dict[str, list[Network]]]:
        """For each level but the last, the networks of its tellers, under every end that they tell a step from."""
        levels: list[dict[str, list[Network]]] = []
        for level in self._tellers.tell(self._steps):
            by_start: dict[str, list[Network]] = {}
            for steps in level.values():
                network = self._network(steps)
                for start in {cause for cause, _ in steps}:
                    by_start.setdefault(start, []).append(network)
            levels.append(by_start)
        return levels

    def _network(self, steps: Mapping[tuple[str, str], Step]) -> Network:
        barred = self._evidence.opposites.get(self._end, ())
        return Network(steps, self._end, barred=barred, longest=self._longest)

    def _order(self, path: tuple[str, ...]) -> tuple[int, int, int]:
        steps = steps_of(path, self._steps)
        told_by, _ = self._tellers.of(steps)
        return (-_support(steps), LEVELS.index(told_by), len(steps))

    def _path(self, path: tuple[str, ...]) -> Path:
        steps = steps_of(path, self._steps)
        told_by, tellers = self._tellers.of(steps)
        labels = tuple(self._evidence.label(end) for end in path)
        return Path(path, labels, sign(steps), _support(steps), told_by, tellers, tuple(steps))


def paths(
    evidence: Evidence,
    start: str,
    end: str,
    *,
    max_steps: int = LONGEST,
    inferred: bool = False,
    opposites: bool = True,
    limit: int | None = LIMIT,
) -> Paths:
    """Return how ``start`` is said to lead to ``end``, the best supported paths first.

    A path is simple and has 1 to ``max_steps`` steps; its ends and middles are beliefs, themes or behaviours. The
    opposite of ``end`` is never a middle, but may be the start; a start that is the end has no path.

    ``support`` of a path is the smallest number of named studies (counted and listed) on any of its steps:
    min over steps of \\|counted ∪ listed\\|. It says how many accounts the weakest step rests on, not that any of
    them tells the whole path: see ``told_by``. Numbers that reviews print are in ``reported`` of each step and
    in no support. For and against are never netted.

    If there are very many paths, steps of few studies are left out until about ``limit`` paths remain; the
    first ``limit`` in path order are exact all the same, and ``note`` says what is not shown. ``limit`` None
    shows all.

    Raises ParameterError if ``max_steps`` or ``limit`` is below 1.

    Examples
    --------
    >>> from beliefgraph.graph.influence import Claim, Evidence
    >>> found = paths(Evidence(claims=(
    ...     Claim(id="c1", cause="blame", effect="caution", direction="encourages", study="s1"),
    ...     Claim(id="c2", cause="caution", effect="wait", direction="discourages", study="s2"),
    ... )), "blame", "wait")
    >>> [(one.path, one.direction, one.support, one.told_by) for one in found.paths]
    [(('blame', 'caution', 'wait'), 'discourages', 1, 'stitched')]
    """
    if max_steps < 1:
        raise ParameterError(f"A path has at least 1 step, not {max_steps}. Give a larger number of steps.")
    if limit is not None and limit < 1:
        raise ParameterError(f"At least 1 path must be shown, not {limit}. Give a larger limit.")
    found = all_steps(evidence, inferred=inferred, opposites=opposites)
    finder = PathFinder(evidence, found, end, max_steps)
    walks = finder.network.walks(start)
    least = 0 if limit is None or walks <= _ALL else _least(finder.network, start, limit)
    shown, total = finder.first(start, least, limit)
    return Paths(
        start=start,
        end=end,
        paths=tuple(shown),
        total=walks if least else total,
        exact=not least,
        weakest=least,
        numbers_hidden=evidence.numbers_hidden,
    )


def _least(network: Network, start: str, limit: int) -> int:
    """Return the largest number of studies such that ``limit`` paths have it on every step; 0 if there is none."""
    weights = network.weights(start)
    enough = bisect_left(weights, True, key=lambda least: network.walks(start, least) >= limit)
    return next((least for least in weights[enough:] if _has(network, start, least, limit)), 0)


def _has(network: Network, start: str, least: int, limit: int) -> bool:
    """Tell whether there are ``limit`` simple paths, without listing more of them."""
    return sum(1 for _ in islice(network.paths(start, least), limit)) == limit


def _short(path: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    return len(path), path


def _support(steps: list[Step]) -> int:
    return min(len(step.studies.counted) + len(step.studies.listed) for step in steps)

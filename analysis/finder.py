"""Finds paths to one end in path order, of ever so many only those that are shown."""

from __future__ import annotations

import heapq
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from .network import Links, Network
from .path_rows import PathMaker

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from ..graph.influence import Evidence, Step
    from .path_rows import Path

LONGEST = 4
"""Steps of a path, unless asked otherwise."""

ALL = 20_000
"""Up to this many walks all paths are looked at, so that their number is known exactly."""


@dataclass(frozen=True, slots=True)
class Found:
    """The first paths from one start, and how many there are."""

    paths: list[Path]
    total: int
    """At most so many if not ``exact``."""
    exact: bool
    weakest: int
    """Paths of weaker support were not looked at; 0 if all were."""


class PathFinder:
    """Finds the paths to one end in path order.

    Path order: support descending; told by speaker, group, study, finding, stitched; fewer steps; ids.
    """

    def __init__(
        self,
        evidence: Evidence,
        steps: Mapping[tuple[str, str], Step],
        end: str,
        longest: int = LONGEST,
        via: Sequence[str] = (),
    ) -> None:
        self._evidence = evidence
        self._steps = steps
        self._end = end
        self._longest = longest
        self._via = via
        self._levels: dict[str, list[list[Network]]] = {}
        self.maker = PathMaker(evidence, steps)
        self.network = self._network(self.maker.links, via)

    def strongest(self, start: str, limit: int | None, *, told_whole: bool = False) -> Found:
        """Return the first ``limit`` paths, or all; only those that one teller tells whole, if so asked.

        If there may be very many, only as many are made as are shown: those that are stronger than the weakest one
        shown, and of its support as many as are missing, which come in path order by themselves.
        """
        if told_whole:
            ways = _Ways(start, [network for level in self._levels_from(start) for network in level])
        else:
            ways = _Ways(start, [self.network])
        total, exact = ways.walks(), False
        if limit is None or total <= ALL:
            every = ways.paths()
            total, exact = len(every), True
            if limit is None or total <= limit:
                return self._found(sorted(every, key=self.maker.order), total)
            least = heapq.nlargest(limit, map(self.maker.links.support, every))[-1]
        else:
            least = ways.least(limit)
        strong = ways.paths(least + 1)
        levels = self._levels_from(start) if told_whole else [*self._levels_from(start), [self.network]]
        weak = islice(_by_level(levels, start, least, strong), limit - len(strong))
        shown = [*sorted(strong, key=self.maker.order), *weak]
        if exact or len(shown) < limit:  # fewer than asked for: most walks were no simple paths
            return self._found(shown, total if exact else len(shown))
        return self._found(shown, total, exact=False, weakest=least)

    def _found(
        self, shown: Iterable[tuple[str, ...]], total: int, *, exact: bool = True, weakest: int = 0
    ) -> Found:
        return Found([self.maker.path(path) for path in shown], total, exact, weakest)

    def first(self, start: str, least: int, limit: int | None = None) -> tuple[list[Path], int]:
        """Return the first paths over steps of at least ``least`` named studies, and how many there are."""
        found = [(self.maker.order(path), path) for path in self.network.paths(start, least)]
        best = sorted(found) if limit is None else heapq.nsmallest(limit, found)
        return [self.maker.path(path) for _, path in best], len(found)

    def best(self, start: str, reach: int) -> Path:
        """Return the first path from ``start``, which has one, without listing the others.

        ``reach`` is the largest support of its paths (:meth:`Network.reach`), so all that count here have it.
        A teller must tell every step: the first path at a level is the shortest within the steps of one teller.
        """
        for level in self._told:
            told = [one for one in level.get(start, ()) if start in one.distances(reach)]
            if told:
                return self.maker.path(min((one.shortest(start, reach) for one in told), key=_short))
        return self.maker.path(self.network.shortest(start, reach))

    @cached_property
    def _told(self) -> list[dict[str, list[Network]]]:
        """For each level but the last, the networks of its tellers, under every end that they tell a step from."""
        levels: list[dict[str, list[Network]]] = []
        for level in self.maker.tellers.tell(self._steps):
            by_start: dict[str, list[Network]] = {}
            for steps in level.values():
                network = self._network(Links(steps))
                for start in {cause for cause, _ in steps}:
                    by_start.setdefault(start, []).append(network)
            levels.append(by_start)
        return levels

    def _levels_from(self, start: str) -> list[list[Network]]:
        """For each level but the last, the networks of its tellers who have a path from ``start``."""
        if start not in self._levels:
            near = {pair: self._steps[pair] for pair in self.network.corridor(start)}
            tellers = self.maker.tellers
            both = tellers.common(
                [step for (cause, _), step in near.items() if cause == start],
                [step for (_, effect), step in near.items() if effect == self._end],
            )
            told = tellers.tell(near, among=both)
            networks = [
                [self._network(Links(steps), self._via) for steps in level.values()] for level in told
            ]
            self._levels[start] = [
                [network for network in level if start in network.distances()] for level in networks
            ]
        return self._levels[start]

    def _network(self, links: Links, via: Sequence[str] = ()) -> Network:
        barred = self._evidence.opposites.get(self._end, ())
        return Network(links, self._end, barred=barred, via=via, longest=self._longest)


class _Ways:
    """The networks in which paths are looked for, taken together: a path may be in several."""

    def __init__(self, start: str, networks: Collection[Network]) -> None:
        self._start = start
        self._networks = networks

    def walks(self, least: int = 0) -> int:
        """Count walks: at least as many as there are paths."""
        return sum(network.walks(self._start, least) for network in self._networks)

    def paths(self, least: int = 0) -> set[tuple[str, ...]]:
        return set(self._each(least))

    def least(self, limit: int) -> int:
        """Return the largest number of studies such that ``limit`` paths have it on every step; 0 if there is none."""
        several = {weight for network in self._networks for weight in network.weights(self._start)}
        weights = sorted(several, reverse=True)
        enough = bisect_left(weights, True, key=lambda least: self.walks(least) >= limit)
        return next((least for least in weights[enough:] if self._has(least, limit)), 0)

    def _has(self, least: int, limit: int) -> bool:
        """Tell whether there are ``limit`` simple paths, without listing more of them."""
        seen: set[tuple[str, ...]] = set()
        for path in self._each(least):
            seen.add(path)
            if len(seen) == limit:
                return True
        return False

    def _each(self, least: int) -> Iterator[tuple[str, ...]]:
        return (path for network in self._networks for path in network.paths(self._start, least))


def _by_level(
    levels: Iterable[Iterable[Network]], start: str, least: int, seen: Collection[tuple[str, ...]]
) -> Iterator[tuple[str, ...]]:
    """Yield the paths that are not in ``seen``: told at the first level, fewer steps first, then by ids; then the next."""
    done = set(seen)
    for level in levels:
        for path in heapq.merge(*(network.in_order(start, least) for network in level), key=_short):
            if path not in done:
                done.add(path)
                yield path


def _short(path: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    return len(path), path

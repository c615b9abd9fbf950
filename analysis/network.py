"""Steps as a network that leads to one end: walks counted, simple paths listed, the widest ones found.

Listing is exact and prunes by distance to the end; counting is quick, so callers count before they list. The
shortest path is found without listing. A *weight* is the number of named studies of a step (0: it is only reported); *at least t* means that only steps
of weight t or more are used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from ..graph.influence import Step


class Network:
    """All steps, seen from one end.

    ``barred`` ends are no middles (the opposite of the end), but a path may start at one. ``longest`` is the
    largest number of steps of a path.
    """

    def __init__(
        self,
        steps: Mapping[tuple[str, str], Step],
        end: str,
        *,
        barred: Collection[str] = (),
        longest: int = 4,
    ) -> None:
        self.end = end
        self.longest = longest
        self._barred = frozenset(barred)
        self._out: dict[str, dict[str, int]] = {}
        self._into: dict[str, dict[str, int]] = {}
        for (cause, effect), step in steps.items():
            weight = len(step.studies.counted) + len(step.studies.listed)
            self._out.setdefault(cause, {})[effect] = weight
            self._into.setdefault(effect, {})[cause] = weight
        self._distances: dict[int, dict[str, int]] = {}

    def distances(self, least: int = 0) -> dict[str, int]:
        """Return the fewest steps from each start to the end, if at most ``longest``, over steps of at least ``least``.

        The shortest walk repeats nothing, so a start has a distance if and only if it has a path.
        """
        if least not in self._distances:
            self._distances[least] = self._measure(least)
        return self._distances[least]

    def walks(self, start: str, least: int = 0) -> int:
        """Count walks from ``start`` that do not come back to it: at least as many as there are simple paths."""
        if start == self.end or start not in self.distances(least):
            return 0
        reached, total = {start: 1}, 0
        for _ in range(self.longest):
            following: dict[str, int] = {}
            for here, ways in reached.items():
                for there in self._onward(here, least):
                    if there == self.end:
                        total += ways
                    elif there != start:
                        following[there] = following.get(there, 0) + ways
            reached = following
        return total

    def weights(self, start: str) -> list[int]:
        """Return the weights that the weakest step of a path from ``start`` may have, descending."""
        found: set[int] = set()
        reached = {start}
        for _ in range(self.longest):
            steps = [(there, self._out[here][there]) for here in reached for there in self._onward(here, 0)]
            found.update(weight for _, weight in steps)
            reached = {there for there, _ in steps if there != self.end}
        return sorted(found, reverse=True)

    def paths(self, start: str, least: int = 0) -> Iterator[tuple[str, ...]]:
        """Yield every simple path from ``start`` to the end over steps of at least ``least``; in no useful order."""
        if start != self.end and start in self.distances(least):
            yield from self._extend((start,), least, self.distances(least))

    def shortest(self, start: str, least: int = 0) -> tuple[str, ...]:
        """Return the path from ``start`` of fewest steps, then first by ids.

        Raises KeyError if there is no path: ask :meth:`distances` first.
        """
        distances = self.distances(least)
        path = [start]
        while path[-1] != self.end:
            nearer = distances[path[-1]] - 1
            path.append(
                min(there for there in self._onward(path[-1], least) if distances.get(there) == nearer)
            )
        return tuple(path)

    def first_steps(self, start: str, least: int = 0) -> list[str]:
        """Return where the first steps of all paths from ``start`` lead, sorted."""
        distances = self.distances(least)
        if start == self.end or start not in distances:
            return []
        found = []
        for there in self._onward(start, least):
            if there == self.end:
                found.append(there)
            elif there == start or distances.get(there, self.longest) >= self.longest:
                continue
            # No shortest path from there passes through the start unless the start is nearer to the end.
            elif distances[there] <= distances[start] or self._leads_on(
                there, self.longest - 1, least, start
            ):
                found.append(there)
        return sorted(found)

    def reach(self) -> dict[str, int]:
        """Return, for each start, the largest weight of the weakest step of any path; starts without a path are absent.

        Widest walks of 1, 2, … steps in turn. A walk that repeats something holds a path at least as wide.
        """
        following = dict(self._into.get(self.end, {}))
        widest: dict[str, int] = {}
        for _ in range(self.longest):
            for start, weight in following.items():
                widest[start] = max(widest.get(start, weight), weight)
            following = self._widen(following)
        return widest

    def _widen(self, shorter: Mapping[str, int]) -> dict[str, int]:
        """Return the widest walks one step longer than ``shorter``."""
        longer: dict[str, int] = {}
        for middle, width in shorter.items():
            if middle not in self._barred:
                for start, weight in self._into.get(middle, {}).items():
                    if start != self.end:
                        longer[start] = max(longer.get(start, 0), min(weight, width))
        return longer

    def _measure(self, least: int) -> dict[str, int]:
        distances = {self.end: 0}
        frontier: Iterable[str] = [self.end]
        for distance in range(1, self.longest + 1):
            following = []
            for there in frontier:
                if there in self._barred:
                    continue
                for here, weight in self._into.get(there, {}).items():
                    if weight >= least and here not in distances:
                        distances[here] = distance
                        following.append(here)
            frontier = following
        return distances

    def _onward(self, here: str, least: int) -> Iterator[str]:
        """Yield where steps lead that may be part of a path: not to what is barred."""
        return (
            there
            for there, weight in self._out.get(here, {}).items()
            if weight >= least and there not in self._barred
        )

    def _extend(
        self, path: tuple[str, ...], least: int, distances: Mapping[str, int]
    ) -> Iterator[tuple[str, ...]]:
        left = self.longest - len(path)
        for there in self._onward(path[-1], least):
            if there == self.end:
                yield (*path, there)
            elif distances.get(there, self.longest) <= left and there not in path:
                yield from self._extend((*path, there), least, distances)

    def _leads_on(self, here: str, left: int, least: int, without: str) -> bool:
        """Tell whether a path of at most ``left`` steps leads from ``here`` to the end without passing one."""
        distances = self.distances(least)
        return any(
            there == self.end
            or (
                there != without
                and distances.get(there, self.longest) < left
                and self._leads_on(there, left - 1, least, without)
            )
            for there in self._onward(here, least)
        )

"""Steps as a network that leads to one end: walks counted, simple paths listed, the widest ones found.

Listing is exact and prunes by distance to the end; counting is quick, so callers count before they list. The
shortest path is found without listing, and paths can be had one after the other in a useful order. A *weight* is the
number of named studies of a step (0: it is only reported); *at least t* means that only steps of weight t or more are
used.

``via`` ends must all be passed. Which of them a walk has not passed yet is a *missing* mask with one bit for each:
0 when nothing is missing, and always 0 where nothing was asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from ..graph.influence import Step

    Ahead = Mapping[int, Mapping[str, int]]
    """By missing mask and place: fewest steps of a walk to the end that passes all that is missing."""


class Links:
    """The weight of every step, by cause and by effect, in the order of ids; shared by networks to several ends."""

    def __init__(self, steps: Mapping[tuple[str, str], Step]) -> None:
        self.out: dict[str, dict[str, int]] = {}
        self.into: dict[str, dict[str, int]] = {}
        for cause, effect in sorted(steps):
            studies = steps[cause, effect].studies
            weight = len(studies.counted) + len(studies.listed)
            self.out.setdefault(cause, {})[effect] = weight
            self.into.setdefault(effect, {})[cause] = weight

    def at_least(self, least: int) -> Links:
        """Return the links of at least that weight."""
        found = Links({})
        for cause, effects in self.out.items():
            for effect, weight in effects.items():
                if weight >= least:
                    found.out.setdefault(cause, {})[effect] = weight
                    found.into.setdefault(effect, {})[cause] = weight
        return found

    def weights(self) -> set[int]:
        """Return the different weights."""
        return {weight for effects in self.out.values() for weight in effects.values()}

    def support(self, path: Sequence[str]) -> int:
        """Return the smallest weight on a path."""
        return min(self.out[path[place]][path[place + 1]] for place in range(len(path) - 1))


class Network:
    """All steps, seen from one end.

    ``barred`` ends are no middles (the opposite of the end), but a path may start at one. ``via`` ends are all passed,
    in any order. ``longest`` is the largest number of steps of a path.
    """

    def __init__(
        self,
        links: Links,
        end: str,
        *,
        barred: Collection[str] = (),
        via: Sequence[str] = (),
        longest: int = 4,
    ) -> None:
        self.end = end
        self.longest = longest
        self._barred = frozenset(barred)
        self._bits = {place: 1 << number for number, place in enumerate(dict.fromkeys(via))}
        self._out = links.out
        self._into = links.into
        self._ahead: dict[int, Ahead] = {}
        self._kept: dict[tuple[str, int, int, int], list[tuple[str, int]]] = {}

    def distances(self, least: int = 0) -> Mapping[str, int]:
        """Return the fewest steps from each start to the end, if at most ``longest``, over steps of at least ``least``.

        The shortest walk repeats nothing, so a start has a distance if and only if it has a path. What is to be
        passed on the way is left out of account.
        """
        return self._measured(least)[0]

    def walks(self, start: str, least: int = 0) -> int:
        """Count walks from ``start`` that do not come back to it: at least as many as there are simple paths."""
        if start == self.end or start not in self.distances(least):
            return 0
        ahead = self._measured(least)
        reached, total = {(start, self._missing(start)): 1}, 0
        for left in range(self.longest - 1, -1, -1):
            following: dict[tuple[str, int], int] = {}
            for (here, missing), ways in reached.items():
                for there in self._onward(here, least):
                    if there == self.end:
                        total += 0 if missing else ways
                    elif there != start:
                        after = missing & ~self._bits.get(there, 0)
                        if ahead[after].get(there, self.longest) <= left:
                            following[there, after] = following.get((there, after), 0) + ways
            reached = following
        return total

    def weights(self, start: str) -> list[int]:
        """Return the weights that the weakest step of a path from ``start`` may have, descending."""
        found: set[int] = set()
        reached, distances = {start}, self.distances()
        for left in range(self.longest - 1, -1, -1):
            steps = [
                (there, self._out[here][there])
                for here in reached
                for there in self._onward(here, 0)
                if distances.get(there, self.longest) <= left
            ]
            found.update(weight for _, weight in steps)
            reached = {there for there, _ in steps if there != self.end}
        return sorted(found, reverse=True)

    def corridor(self, start: str, least: int = 0) -> Iterator[tuple[str, str]]:
        """Yield every (cause, effect) of a walk from ``start`` to the end over steps of at least ``least``, each once."""
        distances, seen = self.distances(least), {start}
        frontier = [start]
        for left in range(self.longest - 1, -1, -1):
            following = []
            for here in frontier:
                for there in self._onward(here, least):
                    if distances.get(there, self.longest) <= left and there != start:
                        yield here, there
                        if there not in seen and there != self.end:
                            seen.add(there)
                            following.append(there)
            frontier = following

    def paths(self, start: str, least: int = 0) -> Iterator[tuple[str, ...]]:
        """Yield every simple path from ``start`` to the end over steps of at least ``least``; in no useful order."""
        if start != self.end and start in self.distances(least):
            yield from self._extend((start,), self._missing(start), least)

    def loops(self, least: int = 0) -> Iterator[tuple[str, ...]]:
        """Yield every simple loop from the end back to it over steps of at least ``least``; in no useful order."""
        yield from self._extend((self.end,), self._missing(self.end), least)

    def in_order(self, start: str, least: int = 0) -> Iterator[tuple[str, ...]]:
        """Yield the same paths as :meth:`paths` one after the other: fewer steps first, then by ids.

        From the end itself the same loops as :meth:`loops`. Of ever so many only those that are taken are made.
        """
        leading: list[dict[int, set[str]]] = [{0: {self.end}}]
        for steps in range(1, self.longest + 1):
            leading.append(self._leading(leading[-1], least, whole=steps == 1))
            if start in leading[steps].get(self._missing(start), ()):
                yield from self._spell((start,), self._missing(start), least, leading[:steps])

    def shortest(self, start: str, least: int = 0) -> tuple[str, ...]:
        """Return the path from ``start`` of fewest steps, then first by ids; ends to be passed are not heeded.

        Raises KeyError if there is no path: ask :meth:`distances` first.
        """
        distances = self.distances(least)
        path = [start]
        while path[-1] != self.end:
            nearer = distances[path[-1]] - 1
            path.append(
                next(there for there in self._onward(path[-1], least) if distances.get(there) == nearer)
            )
        return tuple(path)

    def first_steps(self, start: str, least: int = 0) -> list[str]:
        """Return where the first steps of all paths from ``start`` lead, sorted; ends to be passed are not heeded."""
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
        return found

    def reach(self) -> dict[str, int]:
        """Return, for each start, the largest weight of the weakest step of any path; starts without a path are absent.

        Widest walks of 1, 2, … steps in turn. A walk that repeats something holds a path at least as wide. Ends to be
        passed are not heeded.
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

    def _missing(self, start: str) -> int:
        return (1 << len(self._bits)) - 1 & ~self._bits.get(start, 0)

    def _measured(self, least: int) -> Ahead:
        if least not in self._ahead:
            self._ahead[least] = self._measure(least)
        return self._ahead[least]

    def _measure(self, least: int) -> Ahead:
        ahead: dict[int, dict[str, int]] = {missing: {} for missing in range(1 << len(self._bits))}
        ahead[0][self.end] = 0
        frontier = [(self.end, 0)]
        for distance in range(1, self.longest + 1):
            following = []
            for there, after in frontier:
                if there in self._barred:
                    continue
                for here, weight in self._into.get(there, {}).items():
                    if weight >= least:
                        for missing in self._before(there, after):
                            if here != self.end and here not in ahead[missing]:
                                ahead[missing][here] = distance
                                following.append((here, missing))
            frontier = following
        return ahead

    def _before(self, there: str, after: int) -> tuple[int, ...]:
        """Return what may be missing before a step to ``there`` if ``after`` is missing from there on."""
        bit = self._bits.get(there, 0)
        return (after, after | bit) if bit else (after,)

    def _leading(
        self, shorter: Mapping[int, Collection[str]], least: int, *, whole: bool
    ) -> dict[int, set[str]]:
        """Return from where a walk is one step longer than ``shorter``; it may begin at the end only if ``whole``."""
        longer: dict[int, set[str]] = {}
        for after, places in shorter.items():
            for there in places:
                if there in self._barred or (there == self.end and not whole):
                    continue
                for here, weight in self._into.get(there, {}).items():
                    if weight >= least:
                        for missing in self._before(there, after):
                            longer.setdefault(missing, set()).add(here)
        return longer

    def _onward(self, here: str, least: int) -> Iterator[str]:
        """Yield where steps lead that may be part of a path, in the order of ids: not to what is barred."""
        return (
            there
            for there, weight in self._out.get(here, {}).items()
            if weight >= least and there not in self._barred
        )

    def _extend(self, path: tuple[str, ...], missing: int, least: int) -> Iterator[tuple[str, ...]]:
        for there, after in self._useful(path[-1], missing, least, self.longest - len(path)):
            if there == self.end:
                yield (*path, there)
            elif there not in path:
                yield from self._extend((*path, there), after, least)

    def _useful(self, here: str, missing: int, least: int, left: int) -> list[tuple[str, int]]:
        """Return where steps lead from which ``left`` steps reach the end, and what is missing from there on."""
        key = (here, missing, least, left)
        if key not in self._kept:  # places are come by again and again, and few of a hub's steps are of use
            ahead, found = self._measured(least), []
            for there in self._onward(here, least):
                after = missing & ~self._bits.get(there, 0)
                if ahead[after].get(there, self.longest) <= left:
                    found.append((there, after))
            self._kept[key] = found
        return self._kept[key]

    def _spell(
        self, path: tuple[str, ...], missing: int, least: int, leading: Sequence[Mapping[int, set[str]]]
    ) -> Iterator[tuple[str, ...]]:
        """Yield the paths that go on from ``path`` for exactly as many steps as ``leading`` is long, by ids."""
        *shorter, ends = leading
        for there in self._onward(path[-1], least):
            after = missing & ~self._bits.get(there, 0)
            if there not in ends.get(after, ()):
                continue
            if not shorter:
                yield (*path, there)
            elif there != self.end and there not in path:
                yield from self._spell((*path, there), after, least, shorter)

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

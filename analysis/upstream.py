"""How far the loss of a few steps spreads: reach and first steps, worked out anew only where they rested on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from .network import Network

    Pair = tuple[str, str]
    Way = tuple[Pair, ...]


class Reach:
    """The largest support of any path from each start to one end, and which of them change with some steps.

    ``weights`` are the named studies of every step that can be on a path (none without any). Widest walks of at most
    1, 2, … steps are kept: a step matters to a start only if it is tight there, that is if the widest walk has just
    its width.
    """

    def __init__(self, weights: Mapping[Pair, int], end: str, longest: int) -> None:
        self._weights = weights
        self._end = end
        self._out: dict[str, list[str]] = {}
        self._into: dict[str, list[str]] = {}
        for cause, effect in weights:
            self._out.setdefault(cause, []).append(effect)
            self._into.setdefault(effect, []).append(cause)
        self._layers: list[dict[str, int]] = [{}]
        for _ in range(longest):
            shorter = self._layers[-1]
            layer = {start: self._widest(start, shorter, {}, {}) for start in self._out}
            self._layers.append({start: width for start, width in layer.items() if width})

    def after(self, weights: Mapping[Pair, int]) -> dict[str, int]:
        """Return the starts whose reach is another with these smaller weights, and the new reach, 0 for none."""
        before: dict[str, int] = {}
        for number in range(1, len(self._layers)):
            shorter, layer = self._layers[number - 1], self._layers[number]
            rested = {
                cause
                for cause, effect in weights
                if (width := self._through(cause, effect, shorter)) and width == layer[cause]
            }
            for place in before:
                rested.update(
                    cause
                    for cause in self._into.get(place, ())
                    if (width := self._through(cause, place, shorter)) and width == layer[cause]
                )
            after = {start: self._widest(start, shorter, weights, before) for start in rested}
            before = {start: width for start, width in after.items() if width != layer[start]}
        return before

    def _through(self, cause: str, effect: str, shorter: Mapping[str, int]) -> int:
        weight = self._weights[cause, effect]
        return weight if effect == self._end else min(weight, shorter.get(effect, 0))

    def _widest(
        self, start: str, shorter: Mapping[str, int], weights: Mapping[Pair, int], changed: Mapping[str, int]
    ) -> int:
        best = 0
        for there in self._out[start]:
            width = weights.get((start, there), self._weights[start, there])
            if there != self._end:
                width = min(width, changed[there] if there in changed else shorter.get(there, 0))
            best = max(best, width)
        return best


class FirstSteps:
    """Which first steps of paths lead on no more without some steps; ``leads`` says where those of each start lead.

    For each first step one way on to the end is kept; only where that way is lost another one is looked for.
    """

    def __init__(
        self, weights: Mapping[Pair, int], network: Network, leads: Mapping[str, Iterable[str]]
    ) -> None:
        self._weights = weights
        self._network = network
        self._out: dict[str, list[str]] = {}
        for cause, effect in weights:
            self._out.setdefault(cause, []).append(effect)
        self._resting: dict[Pair, list[Pair]] = {}
        for start, places in leads.items():
            for there in places:
                way = self._way(there, network.longest - 1, start, 2, ())
                if way is None:  # only over a step of a single study
                    way = self._way(there, network.longest - 1, start, 1, ()) or ()
                for pair in ((start, there), *way):
                    self._resting.setdefault(pair, []).append((start, there))

    def after(self, gone: Collection[Pair]) -> dict[str, set[str]]:
        """Return, by start, where first steps lead that are no longer the first of a path."""
        lost: dict[str, set[str]] = {}
        for first in dict.fromkeys(first for pair in gone for first in self._resting.get(pair, ())):
            start, there = first
            if first in gone or self._way(there, self._network.longest - 1, start, 1, gone) is None:
                lost.setdefault(start, set()).add(there)
        return lost

    def _way(self, here: str, left: int, without: str, least: int, gone: Collection[Pair]) -> Way | None:
        """Return the steps of one way of at most ``left`` steps to the end that does not pass ``without``."""
        if here == self._network.end:
            return ()
        distances = self._network.distances(least)
        if here not in distances:
            return None
        for there in self._out.get(here, ()):
            pair = (here, there)
            if there == without or self._weights[pair] < least or pair in gone:
                continue
            if there == self._network.end:
                way: Way | None = ()
            elif distances.get(there, left) < left:
                way = self._way(there, left - 1, without, least, gone)
            else:
                way = None
            if way is not None:
                return (pair, *way)
        return None

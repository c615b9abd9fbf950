"""Best and worst ranks over many small changes, without ranking everything anew for each.

When a few things change their place, all others move by as many ranks as of these pass them: a difference array over
the places. How often each move came up is counted by place, and for the few things themselves which of these were not
theirs.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    Key = tuple[int, ...]


class Shifts:
    """Ranks of things with numbers, the larger the better, under changes of the numbers of a few of them.

    ``keys`` is None for what has no rank. ``last`` is the rank of what has one before a change and none after it.

    Examples
    --------
    >>> shifts = Shifts({"a": (5,), "b": (4,), "c": (4,), "d": None}, last=3)
    >>> shifts.change({"a": (3,)})
    >>> shifts.change({"b": None, "d": (6,)})
    >>> shifts.ranges()
    {'a': (1, 3), 'b': (1, 3), 'c': (1, 3)}
    """

    def __init__(self, keys: Mapping[str, Key | None], last: int) -> None:
        self._keys = keys
        self._last = last
        held = Counter(_down(key) for key in keys.values() if key is not None)
        self._places = sorted(held)
        self._above = [0, *accumulate(held[place] for place in self._places)]
        """How many things stand above each place; the last: how many there are."""
        self._moves: list[Counter[int]] = [Counter() for _ in self._places]
        """For each place, how often it was moved by how much; 0 is left out."""
        self._changes = 0
        self._not_theirs: dict[str, Counter[int]] = {}
        """For each thing, the moves of its place under changes of its own, 0 too."""
        self._own: dict[str, tuple[int, int]] = {}

    def change(self, keys: Mapping[str, Key | None]) -> None:
        """Take account of one change: the new numbers of all things that it changes."""
        changed = {item: key for item, key in keys.items() if key != self._keys[item]}
        self._changes += 1
        if not changed:
            return
        moves = self._move(changed)
        left = sorted(_down(key) for item in changed if (key := self._keys[item]) is not None)
        come = sorted(_down(key) for key in changed.values() if key is not None)
        for item, key in changed.items():
            before = self._keys[item]
            if before is None:
                continue
            self._not_theirs.setdefault(item, Counter())[moves.get(self._place(before), 0)] += 1
            if key is None:
                rank = self._last
            else:
                place = _down(key)
                above = self._above[bisect_left(self._places, place)]
                rank = 1 + above - bisect_left(left, place) + bisect_left(come, place)
            best, worst = self._own.get(item, (rank, rank))
            self._own[item] = (min(best, rank), max(worst, rank))

    def ranges(self) -> dict[str, tuple[int, int]]:
        """Return the best and the worst rank of each thing that has a rank, before and after every change."""
        found = {}
        for item, key in self._keys.items():
            if key is None:
                continue
            place = self._place(key)
            rank = 1 + self._above[place]
            theirs, of_place = self._not_theirs.get(item, Counter()), self._moves[place]
            moved = [rank + by for by, times in of_place.items() if times > theirs[by]]
            ranks = (rank, *self._own.get(item, ()), *moved)
            found[item] = (min(ranks), max(ranks))
        return found

    def _place(self, key: Key) -> int:
        return bisect_left(self._places, _down(key))

    def _move(self, changed: Mapping[str, Key | None]) -> dict[int, int]:
        """Return by how many ranks each place is moved, 0 left out."""
        steps: Counter[int] = Counter()
        for item, key in changed.items():
            old, new = self._below(self._keys[item]), self._below(key)
            steps[old] -= 1  # it stood above all places from here on
            steps[new] += 1
        moves: dict[int, int] = {}
        borders: list[int] = []
        for border, by in steps.items():
            if by:
                insort(borders, border)
        by = 0
        for border, following in zip(borders, [*borders[1:], len(self._places)], strict=False):
            by += steps[border]
            if by:
                for place in range(border, min(following, len(self._places))):
                    moves[place] = by
                    self._moves[place][by] += 1
        return moves

    def _below(self, key: Key | None) -> int:
        """Return the first place below a key; that after the last for what has no rank."""
        return len(self._places) if key is None else bisect_right(self._places, _down(key))


def _down(key: Key) -> Key:
    return tuple(-number for number in key)

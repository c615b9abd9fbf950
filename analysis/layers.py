"""Steps laid out by how many steps were taken before: what paths of a bounded length can use, and nothing else.

Distances alone do not do: what lies far from one end may be near to the other, and to drop it, or to keep a step that
only longer chains use, gives a wrong number.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Taken:
    """One step of a walk, taken after ``before`` others."""

    cause: str
    effect: str
    before: int


def layered(pairs: Iterable[Pair], start: str, end: str, longest: int) -> Iterator[Taken]:
    """Yield every step that a walk of at most ``longest`` steps can take, with how many steps it has before.

    A walk may repeat things in between, but not its start or end; what cuts every path cuts every walk, since a walk
    holds a path of at most its length.

    >>> [(one.cause, one.effect, one.before) for one in layered([("a", "b"), ("b", "x"), ("b", "c")], "a", "x", 2)]
    [('a', 'b', 0), ('b', 'x', 1)]
    """
    out: dict[str, list[str]] = {}
    for cause, effect in pairs:
        if cause != end and effect != start:
            out.setdefault(cause, []).append(effect)
    near = _near(out, end, longest)
    here = {start}
    for before in range(longest):
        left = longest - before - 1
        following: dict[str, None] = {}
        for cause in sorted(here):
            for effect in out.get(cause, ()):
                if effect == end:
                    yield Taken(cause, effect, before)
                elif near.get(effect, longest) <= left:
                    yield Taken(cause, effect, before)
                    following[effect] = None
        here = set(following)


def _near(out: Mapping[str, list[str]], end: str, longest: int) -> dict[str, int]:
    """Return the fewest steps to the end, if fewer than ``longest``."""
    into: dict[str, list[str]] = {}
    for cause, effects in out.items():
        for effect in effects:
            into.setdefault(effect, []).append(cause)
    near, frontier = {end: 0}, [end]
    for distance in range(1, longest):
        frontier = [cause for effect in frontier for cause in into.get(effect, ()) if cause not in near]
        near.update(dict.fromkeys(frontier, distance))
        frontier = [*dict.fromkeys(frontier)]
    return near


def leads(
    carried: Mapping[Pair, frozenset[str]], start: str, end: str, longest: int, gone: frozenset[str]
) -> bool:
    """Tell whether a walk is left over steps that have a study besides those that are gone."""
    out: dict[str, list[str]] = {}
    for (cause, effect), studies in carried.items():
        if not studies <= gone:
            out.setdefault(cause, []).append(effect)
    seen, frontier = {start}, [start]
    for _ in range(longest):
        frontier = [*dict.fromkeys(to for place in frontier for to in out.get(place, ()) if to not in seen)]
        if end in frontier:
            return True
        seen.update(frontier)
    return False

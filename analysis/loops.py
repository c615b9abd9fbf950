"""Loops: what is said to lead back to where it began, by way of other things.

A loop is a simple cycle of steps. It is *reinforcing* if the product of its steps' directions is "encourages",
*balancing* if it is "discourages", *mixed* if any step is mixed: a rule of signs, not a finding that anything goes
round. Loops have no place in the evidence measures; they are looked for where a reader of paths would miss them:
through the start, the end, and whatever stands between them on a path that is shown.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .displayed import Displayed
from .network import Network

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ..graph.records import Value
    from .network import Links
    from .path_rows import Path, PathMaker

    Round = tuple[str, ...]
    """Ids of a loop; the first and the last are the same."""

MOST = 20
"""Loops shown, unless asked otherwise."""
KINDS = {"encourages": "reinforcing", "discourages": "balancing", "mixed": "mixed"}


@dataclass(frozen=True, slots=True)
class Loop:
    """One loop. It begins where it passes the first of the ends that were looked at."""

    path: Path

    @property
    def kind(self) -> str:
        """Return reinforcing, balancing or mixed."""
        return KINDS[self.path.direction]

    def short(self) -> dict[str, Value]:
        """Return what a path that meets the loop says of it, as an object."""
        return {"loop": [*self.path.path], "kind": self.kind, "support": self.path.support}

    def to_json(self) -> dict[str, Value]:
        """Return the loop as an object: that of a path, with its ids under ``loop``, and its kind."""
        whole = self.path.to_json()
        ids, _ = whole.pop("path"), whole.pop("direction")
        return {"loop": ids, "kind": self.kind, **whole}


@dataclass(frozen=True, slots=True)
class Loops(Displayed):
    """The loops around the paths from ``start`` to ``end``: the best supported first, then those of fewer steps."""

    start: str
    end: str
    longest: int
    """Steps of a loop, at most."""
    loops: tuple[Loop, ...]
    more: bool
    """True if there are more than are shown."""
    weakest: int
    """No loop that is not shown has a larger support; 0 if all are shown."""

    @property
    def note(self) -> str | None:
        """Return a sentence that says what is not shown; None if everything is."""
        if not self.more:
            return None
        studies = "1 named study" if self.weakest == 1 else f"{self.weakest} named studies"
        return (
            f"{len(self.loops)} strongest loops; those not shown have at most {studies} on their weakest step"
        )

    def to_json(self) -> list[Value]:
        """Return the loops as an array of objects."""
        return [loop.to_json() for loop in self.loops]


def loops(
    maker: PathMaker,
    within: Collection[Links],
    start: str,
    end: str,
    between: Iterable[str],
    *,
    barred: Collection[str] = (),
    longest: int,
    most: int = MOST,
) -> Loops:
    """Return the strongest loops of at most ``longest`` steps that pass the start, the end or one of ``between``.

    ``within`` are the networks in which a loop must lie: the steps of the selection, or those of each teller.
    ``barred`` ends are on no loop. Steps of few studies come in one kind after the other, until there are enough.
    """
    places = [place for place in dict.fromkeys((start, end, *between)) if place not in barred]
    begins = {place: number for number, place in enumerate(places)}

    def networks(links: Links) -> Iterator[Network]:
        """Yield a network for each place; what was passed before is left out, so that each loop comes once."""
        done = set(barred)
        for place in places:
            if place in links.out and place in links.into:
                yield Network(links, place, barred=frozenset(done), longest=longest)
                done.add(place)

    def order(loop: Round) -> tuple[int, int, Round]:
        return len(loop), begins[loop[0]], loop

    def strongest(several: Iterable[Round]) -> list[Round]:
        return sorted(several, key=lambda loop: (-maker.links.support(loop), order(loop)))

    turning = [links for links in within if any(True for one in networks(links) for _ in one.loops())]
    strong: set[Round] = set()
    for least in sorted({weight for links in turning for weight in links.weights()}, reverse=True):
        several = [network for links in turning for network in networks(links.at_least(least))]
        found = _first({*strong}, (loop for network in several for loop in network.loops()), most + 1)
        if len(found) > most:
            merged = heapq.merge(*(network.in_order(network.end) for network in several), key=order)
            weak = _first({}, (loop for loop in merged if loop not in strong), most - len(strong))
            shown = [*strongest(strong), *weak]
            return Loops(start, end, longest, _rows(maker, shown), more=True, weakest=least)
        strong = set(found)
    return Loops(start, end, longest, _rows(maker, strongest(strong)), more=False, weakest=0)


def _first(known: Iterable[Round], several: Iterable[Round], most: int) -> list[Round]:
    """Return what is known and the first of several, each once, not more than ``most``."""
    found = dict.fromkeys(known)
    for loop in several:
        if len(found) >= most:
            break
        found[loop] = None
    return [*found]


def _rows(maker: PathMaker, shown: Iterable[Round]) -> tuple[Loop, ...]:
    return tuple(Loop(maker.path(loop)) for loop in shown)

"""Processor seconds of paths, told-whole paths, loops and rests-on on evidence made up in memory, without an engine.

    python benchmarks/paths.py

Two libraries: as large as one review, and 2,000 beliefs, 20,000 bundles, 5,000 studies. Some beliefs are hubs, as in real
libraries: a few ends are said of very often. Ends asked for are hub to hub, and places of middling and low rank.
"""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from beliefgraph.analysis.finder import PathFinder
from beliefgraph.analysis.rests_on import resting
from beliefgraph.analysis.trace import Trace
from beliefgraph.graph.evidence import Claim, End, Evidence, Quote, Study
from beliefgraph.graph.influence import steps

if TYPE_CHECKING:
    from collections.abc import Callable

DIRECTIONS = ("encourages", "encourages", "encourages", "discourages")


@dataclass(frozen=True)
class Size:
    name: str
    beliefs: int
    bundles: int
    studies: int
    hubs: float
    """1: every belief is said of as often as another; 3: few are said of very often."""


SIZES = (
    Size("one review", 100, 300, 69, 2.0),
    Size("many reviews", 2_000, 20_000, 5_000, 2.0),
    Size("many reviews, strong hubs", 2_000, 20_000, 5_000, 3.0),
)
ASKED = ((0, 1), (1, 0), (0.02, 0.015), (0.15, 0.01), (0.6, 0.65))
"""From and to: the first and second belief, then shares of the way down the list of beliefs."""


def make(size: Size, seed: int = 1) -> Evidence:
    """Return chains of one to four claims by one speaker, a third of them about steps that are known already."""
    rng = random.Random(seed)

    def belief() -> str:
        return f"b{int(size.beliefs * rng.random() ** size.hubs)}"

    told: list[tuple[str, str]] = []
    known: set[tuple[str, str]] = set()
    claims: list[Claim] = []
    quotes: dict[str, Quote] = {}
    while len(known) < size.bundles:
        study, speaker, here = rng.randrange(size.studies), rng.randrange(5), belief()
        for _ in range(rng.randint(1, 4)):
            pair = rng.choice(told) if told and rng.random() < 0.35 else (here, belief())
            if pair[0] == pair[1]:
                continue
            number = len(told)
            told.append(pair)
            known.add(pair)
            quotes[f"q{number}"] = Quote(
                id=f"q{number}", study=f"s{study}", speaker=f"P{speaker}", groups=(f"g{study}",)
            )
            claims.append(
                Claim(
                    id=f"c{number:06}",
                    cause=pair[0],
                    effect=pair[1],
                    direction=rng.choice(DIRECTIONS),
                    quotes=(f"q{number}",),
                )
            )
            here = pair[1]
    return Evidence(
        claims=tuple(claims),
        quotes=quotes,
        studies={f"s{n}": Study(id=f"s{n}") for n in range(size.studies)},
        ends={f"b{n}": End(id=f"b{n}", kind="Subtheme", label=f"Belief {n}") for n in range(size.beliefs)},
    )


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.process_time()
    found = work()
    return time.process_time() - start, found


def main() -> None:
    for size in SIZES:
        evidence = make(size)
        spent, known = timed(lambda evidence=evidence: steps(evidence))
        print(f"\n{size.name}: {size.beliefs:,} beliefs, {len(known):,} bundles, {size.studies:,} studies")
        print(f"all steps from claims: {spent:.2f} s\n")
        print("| from → to | count first | paths | told whole | loops | rests on | answer |")
        print("|---|---|---|---|---|---|---|")
        for ends in ASKED:
            start, end = (
                f"b{place if isinstance(place, int) else int(place * size.beliefs)}" for place in ends
            )
            print(row(evidence, known, start, end))


def row(evidence: Evidence, known: dict[tuple[str, str], Any], start: str, end: str) -> str:
    finder = PathFinder(evidence, known, end)
    counting, walks = timed(lambda: finder.network.walks(start))
    listing, found = timed(lambda: finder.strongest(start, 100))
    whole, _ = timed(lambda: finder.strongest(start, 100, told_whole=True))
    between = tuple(dict.fromkeys(place for path in found.paths for place in path.path[1:-1]))
    turning, _ = timed(lambda: Trace(finder.maker, start, end, 4).loops(between))
    resting_for, rests = timed(lambda: resting(finder.maker, start, end, 4))
    answer = (
        f"{'' if found.exact else 'at most '}{found.total:,} paths ({walks:,} walks); rest on {rests.count}"
    )
    if not rests.exact:
        answer += f", at least {rests.lower_bound}"
    times = (counting, listing, whole, turning, resting_for)
    return f"| {start} → {end} | {' | '.join(f'{one:.2f}' for one in times)} | {answer} |"


if __name__ == "__main__":
    main()

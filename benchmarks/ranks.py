"""Measure the ranking of many beliefs with every study left out in turn, on evidence made up in memory.

python benchmarks/ranks.py 5000 5000        # beliefs, studies
"""

from __future__ import annotations

import argparse
import random
import time

from beliefgraph.analysis.targets import targets
from beliefgraph.graph.influence import Claim, Coding, Domain, End, Evidence, Quote

DIRECTIONS = ("encourages", "encourages", "encourages", "discourages")


def evidence(beliefs: int, studies: int, claims: int) -> Evidence:
    """Return claims from every belief: half of them about the behaviour, the others about other beliefs."""
    rng = random.Random(1)
    quotes, said, codings = {}, [], []
    for number in range(claims):
        cause = number if number < beliefs else int(beliefs * rng.random() ** 2)
        other = int(beliefs * rng.random() ** 2)
        effect = "x" if rng.random() < 0.5 or other == cause else f"b{other}"
        quote = Quote(id=f"q{number}", study=f"s{int(studies * rng.random())}", speaker=f"P{number % 7}")
        quotes[quote.id] = quote
        said.append(
            Claim(
                id=f"c{number:06}",
                cause=f"b{cause}",
                effect=effect,
                direction=rng.choice(DIRECTIONS),
                quotes=(quote.id,),
            )
        )
        if rng.random() < 0.05:
            codings.append(Coding(quote=quote.id, belief=f"b{other}", contradicts=True))
    ends = {
        f"b{number}": End(id=f"b{number}", kind="Subtheme", label=f"b{number}") for number in range(beliefs)
    }
    domains = {f"d{n}": Domain(id=f"d{n}", label=f"d{n}", framework="TDF", version="v2") for n in range(14)}
    return Evidence(
        claims=tuple(said),
        quotes=quotes,
        codings=tuple(codings),
        ends=ends | {"x": End(id="x", kind="Behaviour", label="x")},
        domains=domains,
        mappings=tuple((f"b{number}", f"d{number % 14}") for number in range(beliefs)),
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("beliefs", type=int, nargs="?", default=5_000)
    parser.add_argument("studies", type=int, nargs="?", default=5_000)
    parser.add_argument("claims", type=int, nargs="?", default=30_000)
    given = parser.parse_args()
    made = evidence(given.beliefs, given.studies, given.claims)
    print(f"{given.beliefs:,} beliefs, {given.studies:,} studies, {given.claims:,} claims")
    print(f"  {'':42}{'seconds':>9}{'without ranges':>16}")
    for what, asked in (
        ("by belief", {"by": "belief"}),
        ("by belief, one direction", {"by": "belief", "direction": "encourages"}),
        ("by domain", {"by": "domain"}),
    ):
        seconds = []
        for ranges in (True, False):
            begun = time.process_time()
            found = targets(made, "x", ranges=ranges, **asked)  # type: ignore[arg-type]
            seconds.append(time.process_time() - begun)
        ranked = sum(row.rank is not None for row in found.rows)
        print(f"  {f'{what} ({ranked:,} rows)':42}{seconds[0]:9.2f}{seconds[1]:16.2f}", flush=True)


if __name__ == "__main__":
    main()

"""Evidence of many claims between few ends: very many paths and loops, told in every way."""

from __future__ import annotations

import random
from typing import Any

from beliefgraph.graph.influence import Claim, End, Evidence, Finding, Quote


def ends(ids: str) -> dict[str, End]:
    return {id_: End(id=id_, kind="Behaviour" if id_ in "xy" else "Subtheme", label=id_) for id_ in ids}


def dense(seed: int, beliefs: int = 8, claims: int = 70, studies: int = 5) -> Evidence:
    """Many claims between few beliefs: most beliefs have very many paths to x, few a direct step.

    Some claims rest on a quote of one of few speakers and groups, some only on a review's finding, of which some
    list a study: in every third library most do. y is the opposite of x, and leads on.
    """
    rng = random.Random(seed)
    names = "abcdefgh"[:beliefs]
    reviewed = 0.9 if seed % 3 == 0 else 0.3
    quotes, said, findings = {}, [], {}
    for number in range(4):
        listed = ("s1",) if rng.random() < 0.4 else ()
        findings[f"f{number}"] = Finding(id=f"f{number}", review="r1", contributors=listed)
    for number in range(claims):
        cause = rng.choice(names + "y")
        effect = rng.choice(names[: beliefs // 2] + "xy" if rng.random() < 0.2 else names)
        more: dict[str, Any] = {"study": f"s{rng.randrange(studies)}"}
        if rng.random() < reviewed:
            more = {"findings": (f"f{rng.randrange(4)}",)}
        elif rng.random() < 0.5:
            study = more["study"]
            quotes[f"q{number}"] = Quote(
                id=f"q{number}",
                study=study,
                speaker=rng.choice((None, "P1", "P2")),
                groups=tuple(sorted(rng.sample((f"{study}-g1", f"{study}-g2"), rng.randrange(3)))),
            )
            more = {"quotes": (f"q{number}",)}
        direction = rng.choice(("encourages", "discourages"))
        said.append(Claim(id=f"c{number:02}", cause=cause, effect=effect, direction=direction, **more))
    opposites = {"x": frozenset("y"), "y": frozenset("x")}
    return Evidence(
        claims=tuple(said), quotes=quotes, findings=findings, ends=ends(names + "xy"), opposites=opposites
    )

"""Steps, paths, who tells them, and what they rest on: by trying everything."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any

from support.reference_statements import (
    counted_of_claims,
    listed_of_claims,
    named,
    reported,
    used_claims,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from support.reference_model import Claim, Plain

TURNED = {
    "encourages": "discourages",
    "discourages": "encourages",
    "no_effect": "no_effect",
    "unclear": "unclear",
}
TELLERS = ("speaker", "group", "study", "finding", "stitched")
"""Closest first."""


@dataclass(frozen=True)
class Reading:
    """One claim as it counts for one step: its direction there and whether it was turned."""

    claim: Claim
    cause: str
    effect: str
    direction: str
    turned: bool


Pair = tuple[str, str]
Steps = dict[Pair, dict[str, Any]]


def readings(lib: Plain, *, inferred: bool = False, opposites: bool = True) -> list[Reading]:
    """Every claim as it stands and, with opposites, once more for each exact opposite of its effect."""
    read = []
    for claim in used_claims(lib, inferred=inferred):
        read.append(Reading(claim, claim.cause, claim.effect, claim.direction, turned=False))
        # "a claim whose *effect* is the exact opposite (OPPOSITE_OF between behaviours) of X counts for X with its
        # direction turned, in every measure; only effects are turned, never a cause, never twice". "Opposite beliefs
        # are never turned."
        if opposites and claim.effect in lib.behaviours:
            for x in lib.opposites_of(claim.effect):
                read.append(Reading(claim, claim.cause, x, TURNED[claim.direction], turned=True))
    # "A→A makes none"; "X→X made so is no step".
    return [reading for reading in read if reading.cause != reading.effect]


def evidence(lib: Plain, claims: Iterable[Claim], cause: str) -> dict[str, Any]:
    """STUDIES of a set of claims that all start at ``cause``."""
    claims = list(claims)
    counted = counted_of_claims(lib, claims)
    listed = listed_of_claims(lib, claims, cause)
    return {
        "counted": sorted(counted),
        "listed": sorted(listed - counted),
        "reported": reported(
            lib, {c.finding for c in claims if lib.review_finding(c.finding)}, claims, cause
        ),
    }


def claims_between(read: list[Reading], pair: Pair, directions: Sequence[str]) -> list[Reading]:
    return [one for one in read if (one.cause, one.effect) == pair and one.direction in directions]


def one_step(lib: Plain, read: list[Reading], pair: Pair) -> dict[str, Any] | None:
    """The step, or None if no claim encourages or discourages."""
    # "all claims with cause A and effect B whose direction is encourages or discourages"; "`unclear` makes none".
    making = claims_between(read, pair, ("encourages", "discourages"))
    if not making:
        return None
    claims = [one.claim for one in making]
    # "`no_effect` claims stand beside the step (`studies_no_effect`: named study ids) and make none".
    no_effect = [one.claim for one in claims_between(read, pair, ("no_effect",))]
    quotes = {quote for claim in claims for quote in claim.quotes}
    ways = {one.direction for one in making}
    return {
        "cause": pair[0],
        "effect": pair[1],
        # "encourages, discourages, or **mixed** (claims of both)".
        "direction": ways.pop() if len(ways) == 1 else "mixed",
        "studies": evidence(lib, claims, pair[0]),
        "studies_no_effect": sorted(named(evidence(lib, no_effect, pair[0]))),
        # "`via_opposite` is true if a turned claim is among them".
        "via_opposite": any(one.turned for one in making),
        "groups": sorted({group for quote in quotes for group in lib.quotes[quote].groups}),
        "quotes": sorted(quotes),
        "claims": sorted(claim.id for claim in claims),
        "findings": sorted({claim.finding for claim in claims if claim.finding}),
    }


def steps(lib: Plain, *, inferred: bool = False, opposites: bool = True) -> Steps:
    """Every step of the library, as its JSON."""
    read = readings(lib, inferred=inferred, opposites=opposites)
    made = {pair: one_step(lib, read, pair) for pair in sorted({(one.cause, one.effect) for one in read})}
    return {pair: step for pair, step in made.items() if step is not None}


def routes(lib: Plain, known: Iterable[Pair], start: str, end: str, max_steps: int) -> list[list[str]]:
    """Every simple way from ``start`` to ``end`` over the given pairs.

    "simple, 1 to `--max-steps` (default 4) steps ...; the opposite of TO is never a middle (also with
    `--no-opposites`), but may be FROM; FROM = TO has none."
    """
    if start == end:
        return []
    following: dict[str, list[str]] = {}
    for cause, effect in known:
        following.setdefault(cause, []).append(effect)
    never = lib.opposites_of(end)
    found: list[list[str]] = []
    walking = [[start]]
    while walking:
        walk = walking.pop()
        for node in following.get(walk[-1], []):
            if node == end:
                found.append([*walk, node])
            elif node not in walk and node not in never and len(walk) < max_steps:
                walking.append([*walk, node])
    return found


def sign(directions: Iterable[str]) -> str:
    """ "product of the steps' directions ("by sign rule"), mixed if any step is mixed"."""
    result = 1
    for direction in directions:
        if direction == "mixed":
            return "mixed"
        result *= -1 if direction == "discourages" else 1
    return "encourages" if result == 1 else "discourages"


def _speakers(lib: Plain, step: dict[str, Any]) -> set[str]:
    """ "study and trimmed non-empty speaker of a claim's quote", as ``study:speaker``."""
    quotes = [lib.quotes[quote] for quote in step["quotes"]]
    return {f"{quote.study}:{quote.speaker}" for quote in quotes if quote.speaker}


def told_by(lib: Plain, path: Sequence[dict[str, Any]]) -> tuple[str, list[str]]:
    """ "the closest single teller of every step, whatever the directions", and all tellers at that level."""
    levels = {
        "speaker": [_speakers(lib, step) for step in path],
        # "*group* (of a claim's quote)".
        "group": [set(step["groups"]) for step in path],
        # "*study* (counted on every step)".
        "study": [set(step["studies"]["counted"]) for step in path],
        # "*finding* (one review finding under every step)".
        "finding": [
            {finding for finding in step["findings"] if lib.review_finding(finding)} for step in path
        ],
    }
    for level, tellers in levels.items():
        every = set.intersection(*tellers)
        if every:
            return level, sorted(every)
    # "else *stitched*"; "`tellers` = ... [] if stitched".
    return "stitched", []


def paths(
    lib: Plain, a: str, b: str, *, max_steps: int = 4, inferred: bool = False, opposites: bool = True
) -> list[dict[str, Any]]:
    """Every path from ``a`` to ``b`` in path order."""
    return paths_over(lib, steps(lib, inferred=inferred, opposites=opposites), a, b, max_steps)


def paths_over(lib: Plain, known: Steps, a: str, b: str, max_steps: int) -> list[dict[str, Any]]:
    found = []
    for route in routes(lib, known, a, b, max_steps):
        path = [known[pair] for pair in pairwise(route)]
        level, tellers = told_by(lib, path)
        found.append(
            {
                "path": route,
                "labels": [lib.label(end) for end in route],
                "direction": sign(step["direction"] for step in path),
                # "*support* = the smallest number of named studies on any step".
                "support": min(len(named(step["studies"])) for step in path),
                "told_by": level,
                "tellers": tellers,
                "steps": path,
            }
        )
    # "support descending; told_by in that order; fewer steps; ids."
    return sorted(
        found, key=lambda p: (-p["support"], TELLERS.index(p["told_by"]), len(p["steps"]), p["path"])
    )


def rests_on(
    lib: Plain, a: str, b: str, *, max_steps: int = 4, inferred: bool = False, opposites: bool = True
) -> dict[str, Any]:
    """The fewest named studies that carry every path: all sets of studies are tried, smallest first.

    "Any smallest set is right": a test compares ``count`` and ``single_points``, and tries the set it was given
    with ``cuts``.
    """
    known = steps(lib, inferred=inferred, opposites=opposites)
    carried = [
        [named(step["studies"]) for step in p["steps"]] for p in paths_over(lib, known, a, b, max_steps)
    ]
    # "paths ... that all have named studies. Mixed and turned steps count".
    carried = [path for path in carried if all(path)]
    if not carried:
        # "No such path: count null, lists [], exact true, lower_bound null, reason a sentence".
        return {
            "count": None,
            "studies_to_cut": [],
            "exact": True,
            "lower_bound": None,
            "single_points": [],
            "reason": "No path whose steps all have named studies.",
        }
    candidates = sorted(set.union(*(set.union(*path) for path in carried)))
    size = 1
    while not any(cuts(carried, chosen) for chosen in combinations(candidates, size)):
        size += 1
    return {
        "count": size,
        "studies_to_cut": sorted(next(one for one in combinations(candidates, size) if cuts(carried, one))),
        "exact": True,
        "lower_bound": size,
        # "`single_points` = every study that cuts alone".
        "single_points": [study for study in candidates if cuts(carried, [study])],
        "reason": None,
    }


def cuts(carried: list[list[set[str]]], removed: Iterable[str]) -> bool:
    """Does removing these studies leave no path with a named study on every step?"""
    gone = set(removed)
    return not any(all(step - gone for step in path) for path in carried)

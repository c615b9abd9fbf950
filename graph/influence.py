"""From evidence rows to steps: who is said to influence what, and in how many studies.

The one place where a step is computed: ``paths``, ``targets``, maps and the derived SAID_TO_INFLUENCE
relationships all use it. Rows in, results out; no Cypher, no store.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .evidence import Claim, Coding, Domain, End, Evidence, Finding, Group, Quote, Study, Summary
from .statements import About, Statement, beliefs, statements, statements_by_belief, studies_of
from .studies import Reported, Studies, studies_behind, usable_claims

if TYPE_CHECKING:
    from .records import Value

__all__ = [
    "About",
    "Claim",
    "Coding",
    "Domain",
    "End",
    "Evidence",
    "Finding",
    "Group",
    "Quote",
    "Reported",
    "Said",
    "Statement",
    "Step",
    "Studies",
    "Study",
    "Summary",
    "beliefs",
    "bundle",
    "said_of_pairs",
    "statements",
    "statements_by_belief",
    "steps",
    "studies_behind",
    "studies_of",
    "usable_claims",
]

TURNED = {"encourages": "discourages", "discourages": "encourages", "no_effect": "no_effect"}
"""What a claim about the opposite behaviour says; an unclear claim says nothing either way."""


@dataclass(frozen=True, slots=True)
class Step:
    """``cause`` is said to influence ``effect``: all its encouraging and discouraging claims together."""

    cause: str
    effect: str
    direction: str
    """encourages, discourages, or mixed if there are claims of both."""
    studies: Studies
    studies_no_effect: tuple[str, ...] = ()
    """Named studies that say it has no effect; beside the step, not in it."""
    via_opposite: bool = False
    """True if a claim about the opposite of ``effect`` was turned."""
    groups: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    studies_encouraging: tuple[str, ...] = ()
    """Named studies of its encouraging claims."""
    studies_discouraging: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """A claim as it counts for one pair: what it says about the effect, perhaps turned."""

    claim: Claim
    direction: str
    """encourages, discourages or no_effect; unclear claims count for no pair."""
    turned: bool


def steps(
    evidence: Evidence, *, inferred: bool = False, opposites: bool = True
) -> dict[tuple[str, str], Step]:
    """Return every step of the selection by (cause, effect), sorted.

    A step A→B holds all claims from A about B that encourage or discourage; no_effect claims stand beside
    it and make none, unclear ones and A→A make none. A claim about the exact opposite of a behaviour counts
    for that behaviour with its direction turned, once, unless ``opposites`` is False; causes and opposite
    beliefs are never turned. For and against are never netted: a step with both is mixed.

    Examples
    --------
    >>> from beliefgraph.graph.influence import Claim, End, Evidence, steps
    >>> claim = Claim(id="c", cause="fear", effect="wait", direction="discourages", study="s1")
    >>> step = steps(Evidence(
    ...     claims=(claim,), opposites={"wait": frozenset({"scan"}), "scan": frozenset({"wait"})},
    ...     ends={"wait": End(id="wait", kind="Behaviour", label="Wait")},
    ... ))["fear", "scan"]
    >>> step.direction, step.studies.counted, step.via_opposite
    ('encourages', ('s1',), True)
    """
    said = said_of_pairs(evidence, inferred=inferred, opposites=opposites)
    made = ((pair, _step(evidence, pair, said[pair])) for pair in sorted(said))
    return {pair: step for pair, step in made if step is not None}


def said_of_pairs(
    evidence: Evidence, *, inferred: bool = False, opposites: bool = True
) -> dict[tuple[str, str], list[Said]]:
    """Return the claims of every (cause, effect) as they count for it; see :func:`steps`.

    A pair whose claims all say that there is no effect is among them, and makes no step.
    """
    said: dict[tuple[str, str], list[Said]] = {}
    for claim in usable_claims(evidence, inferred=inferred):
        if claim.direction not in TURNED:
            continue
        _say(said, claim, claim.effect, turned=False)
        if opposites and is_behaviour(evidence, claim.effect):
            for effect in evidence.opposites.get(claim.effect, ()):
                _say(said, claim, effect, turned=True)
    return said


def bundle(step: Step) -> dict[str, Value]:
    """Return the properties of the SAID_TO_INFLUENCE relationship that stands for a step: counts only."""
    return {
        "direction": step.direction,
        "claims": len(step.claims),
        "counted": len(step.studies.counted),
        "listed": len(step.studies.listed),
        "named": len(step.studies.named),
        "studies_encouraging": len(step.studies_encouraging),
        "studies_discouraging": len(step.studies_discouraging),
        "studies_no_effect": len(step.studies_no_effect),
        "groups": len(step.groups),
        "quotes": len(step.quotes),
        "reported_findings": sum(entry.finding is not None for entry in step.studies.reported),
        "via_opposite": step.via_opposite,
    }


def is_behaviour(evidence: Evidence, end: str) -> bool:
    """Tell whether an id is a behaviour's; any other end of a claim is a belief or a theme."""
    found = evidence.ends.get(end)
    return found is not None and found.kind == "Behaviour"


def _say(said: dict[tuple[str, str], list[Said]], claim: Claim, effect: str, *, turned: bool) -> None:
    """File a claim under the pair it speaks about; nothing influences itself."""
    if claim.cause != effect:
        direction = TURNED[claim.direction] if turned else claim.direction
        said.setdefault((claim.cause, effect), []).append(Said(claim, direction, turned))


def _step(evidence: Evidence, pair: tuple[str, str], said: list[Said]) -> Step | None:
    """Return the step of one pair, or None if no claim of it encourages or discourages."""
    cause, effect = pair
    by_direction: dict[str, list[Claim]] = {"encourages": [], "discourages": [], "no_effect": []}
    for one in said:
        by_direction[one.direction].append(one.claim)
    both = [*by_direction["encourages"], *by_direction["discourages"]]
    if not both:
        return None
    direction = next(
        (way for way in ("encourages", "discourages") if len(by_direction[way]) == len(both)), "mixed"
    )
    studies = studies_behind(evidence, cause, both)
    named = {way: _named(evidence, cause, claims) for way, claims in by_direction.items() if claims != both}
    quotes = sorted({quote for claim in both for quote in claim.quotes})
    return Step(
        cause=cause,
        effect=effect,
        direction=direction,
        studies=studies,
        studies_no_effect=named["no_effect"],
        via_opposite=any(one.turned for one in said if one.direction != "no_effect"),
        groups=tuple(sorted({group for quote in quotes for group in evidence.quotes[quote].groups})),
        quotes=tuple(quotes),
        claims=tuple(sorted({claim.id for claim in both})),
        findings=tuple(sorted({finding for claim in both for finding in claim.findings})),
        studies_encouraging=named.get("encourages", studies.named),
        studies_discouraging=named.get("discourages", studies.named),
    )


def _named(evidence: Evidence, cause: str, claims: list[Claim]) -> tuple[str, ...]:
    return studies_behind(evidence, cause, claims).named if claims else ()

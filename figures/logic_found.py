"""What belongs to the logic model of a behaviour: targets, and beliefs that are said to lead to it in one step.

The map of targets draws longer ways too. What leads there only over other beliefs, and targets of other questions, are
kept apart here with the reason, so that a figure can say why it does not draw them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..analysis.wording import many
from ..errors import MapError
from ..graph.influence import steps

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..graph.evidence import Evidence
    from ..graph.influence import Step
    from ..maps.details import Target
    from ..queries.filters import Filters

ANOTHER = "aiming at another behaviour"
ONLY_OVER = "addressing what is said to lead there only over others"
NOTHING = "addressing nothing that is said to lead there"
NO_BELIEF = "addressing no belief"
REASONS = (ANOTHER, ONLY_OVER, NOTHING, NO_BELIEF)
"""Why a target is not drawn."""
NAMED = 12
"""Targets or beliefs that a caption names one by one."""


@dataclass(frozen=True, slots=True)
class Found:
    """What belongs to the question, shown or not."""

    targets: tuple[Target, ...]
    """Those that address a belief with a step to the behaviour."""
    direct: Mapping[str, Step]
    """The step to the behaviour of each belief that has one."""
    over: tuple[str, ...]
    """Beliefs addressed by targets of this behaviour that lead to it only over others."""
    elsewhere: tuple[tuple[Target, str], ...]
    """Targets that do not belong here, each with the reason."""

    @property
    def addressed(self) -> list[str]:
        """Beliefs that have a step and a target, those with most named studies first."""
        held = {belief for target in self.targets for belief in target.addresses}
        return sorted(
            held & self.direct.keys(), key=lambda belief: (-len(self.direct[belief].studies.named), belief)
        )

    def said(self, evidence: Evidence) -> list[str]:
        """Return the sentences of a caption on what is not drawn; none if nothing is left out."""
        over = [evidence.label(belief) for belief in self.over]
        why: dict[str, list[str]] = {}
        for target, reason in self.elsewhere:
            why.setdefault(reason, []).append(target.label)
        beliefs = "Addressed, but said to lead there only over others, and not drawn"
        return [
            *([f"{beliefs}: {_listed(over, 'belief')}."] if over else []),
            *(
                f"Targets not drawn, {reason}: {_listed(why[reason], 'target')}."
                for reason in REASONS
                if reason in why
            ),
        ]


def find(evidence: Evidence, behaviour: str, targets: Sequence[Target], filters: Filters) -> Found:
    """Return the targets of a behaviour, or of its opposite, and what leads to it in one step."""
    opposites = set(evidence.opposites.get(behaviour, ()))
    every = steps(evidence, inferred=filters.inferred, opposites=filters.opposites)
    direct = {cause: step for (cause, effect), step in every.items() if effect == behaviour}
    longer = _leading(every, behaviour, opposites) - direct.keys()
    belonging, elsewhere, over = [], [], set()
    for target in targets:
        aimed = not target.aims_at or not {behaviour, *opposites}.isdisjoint(target.aims_at)
        if aimed:
            over |= longer & target.addresses.keys()
        if not target.addresses:
            elsewhere.append((target, NO_BELIEF))
        elif not aimed:
            elsewhere.append((target, ANOTHER))
        elif direct.keys() & target.addresses.keys():
            belonging.append(target)
        elif longer & target.addresses.keys():
            elsewhere.append((target, ONLY_OVER))
        else:
            elsewhere.append((target, NOTHING))
    named = sorted(over, key=lambda belief: (evidence.label(belief).casefold(), belief))
    return Found(tuple(belonging), direct, tuple(named), tuple(elsewhere))


def most_addressed(evidence: Evidence, targets: Sequence[Target], filters: Filters) -> str:
    """Return the behaviour with most beliefs that a target addresses; of a behaviour and its opposite that which more claims name.

    Raises MapError if there is no such behaviour.
    """
    behaviours = sorted(end.id for end in evidence.ends.values() if end.kind == "Behaviour")
    found = {one: len(find(evidence, one, targets, filters).addressed) for one in behaviours}
    if not any(found.values()):
        raise MapError(
            "No intervention target addresses a belief that is said to lead to a behaviour in one step in the "
            "selection. Drop a filter, or load a table 'targets'."
        )
    claims = Counter(claim.effect for claim in evidence.claims)
    return max(behaviours, key=lambda one: (found[one], claims[one]))


def _leading(every: Iterable[tuple[str, str]], behaviour: str, never: set[str]) -> set[str]:
    """Return all from which steps lead to the behaviour without passing its opposite."""
    into: dict[str, list[str]] = {}
    for cause, effect in every:
        if cause != behaviour and cause not in never and effect not in never:
            into.setdefault(effect, []).append(cause)
    seen: set[str] = set()
    todo = [behaviour]
    while todo:
        for cause in into.get(todo.pop(), ()):
            if cause not in seen:
                seen.add(cause)
                todo.append(cause)
    return seen


def _listed(several: Sequence[str], one: str) -> str:
    more = len(several) - NAMED
    return "; ".join([*several[:NAMED], *([f"and {many(more, f'more {one}')}"] if more > 0 else [])])

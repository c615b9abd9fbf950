"""Which targets and beliefs a map of targets shows: the targets first, then the strongest beliefs that none addresses."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..analysis.targets import targets as ranking
from ..analysis.wording import many, studies
from ..queries.filters import Filters
from .choose import BOXES, Choice, Tag, around, cut, is_behaviour, lowered

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..analysis.target_rows import Target as Row
    from ..graph.evidence import Evidence
    from ..graph.influence import Step
    from .details import Target

SHARE = 0.75
"""Part of the boxes that targets and what they address may take; the rest is for beliefs that none addresses."""
LEAST = 4
"""Boxes that they may take on the smallest map: the behaviour, a target, its belief and one on the way."""
NO_TARGET = "no target here"


@dataclass(frozen=True, slots=True)
class Targeted:
    """What is drawn, and what is not."""

    choice: Choice
    """One tag for each target."""
    rows: Mapping[str, Row]
    """The ranking of the beliefs said to lead to the behaviour, by belief."""
    note: str
    """Its warning, such as too few studies; "" if there is none."""
    addressed: frozenset[str]
    """Beliefs with a way to the behaviour that any target of it addresses, shown or not."""
    cut: tuple[Target, ...]
    """Targets that belong here and did not fit."""
    elsewhere: tuple[tuple[Target, str], ...]
    """Targets that do not belong here, each with the reason."""

    @property
    def without(self) -> tuple[str, ...]:
        """Return the ranked beliefs that no target addresses, as they are ranked."""
        return tuple(
            belief
            for belief, row in self.rows.items()
            if row.rank is not None and belief not in self.addressed
        )

    @property
    def sentence(self) -> str:
        """Return the coverage as it stands under the title."""
        coverage, tags = self.choice.coverage, len(self.choice.tags)
        shown = sum(belief in self.choice.ends for belief in self.without)
        parts = [
            f"Shows {tags:,} of {many(tags + len(self.cut), 'target')} and {coverage.shown:,} of {many(coverage.beliefs, 'belief')}",
            f"without a target: {shown:,} of those shown, {len(self.without):,} of all that are ranked",
            f"{studies(coverage.studies)}, {many(coverage.reviews, 'review')}",
            coverage.filters,
        ]
        return " · ".join(part for part in parts if part)


def targeted(
    evidence: Evidence,
    behaviour: str,
    every: Sequence[Target],
    filters: Filters | None = None,
    *,
    boxes: int | None = BOXES,
) -> Targeted:
    """Choose the map of the targets of a behaviour.

    A target belongs to it if it addresses a belief with a way to the behaviour, and aims at nothing in particular or at a
    behaviour on such a way, or its opposite. Beliefs come by rank. Raises MapError if nothing is said to lead to the
    behaviour.
    """
    filters = filters or Filters()
    whole = around(evidence, behaviour, (), filters, boxes=None)
    ranked = ranking(evidence, behaviour, inferred=filters.inferred, opposites=filters.opposites)
    rows = {row.id: row for row in ranked.rows if row.id is not None}
    place = {belief: number for number, belief in enumerate(rows)}
    belonging, elsewhere = _sorted_out(evidence, whole, every)
    belonging.sort(
        key=lambda target: (min(place.get(one, len(place)) for one in _here(target, whole)), target.id)
    )
    ways = _ways(whole.steps, behaviour)
    addressed = frozenset(belief for target in belonging for belief in _here(target, whole))
    most = boxes or len(whole.ends) + len(belonging)
    ends = {behaviour: None}
    kept: list[Target] = []
    for target in belonging:
        more = dict.fromkeys(end for belief in _here(target, whole) for end in ways[belief])
        if len(ends | more) + len(kept) + 1 <= (most if boxes is None else max(most * SHARE, LEAST)):
            ends |= more
            kept.append(target)
    for belief in (*rows, *whole.ends):
        more = dict.fromkeys(ways.get(belief, ()))
        # One that a left out target addresses would seem to have none.
        hidden = boxes is not None and belief in addressed - ends.keys()
        if more and not hidden and len(ends | more) + len(kept) <= most:
            ends |= more
    order = [*ends, *(end for end in whole.ends if end not in ends)]
    title = (
        f"Which beliefs said to lead people to {lowered(evidence.label(behaviour))} does a target address?"
    )
    choice = cut(evidence, title, (behaviour,), order, whole.steps, (), filters, len(ends), whole.about)
    tags = tuple(Tag((target,), tuple(sorted(set(target.addresses) & set(choice.ends)))) for target in kept)
    limit = (
        f"A map shows at most {boxes} boxes, so that they can be read: targets by the best rank of a belief they "
        "address, each with its beliefs and their way to the behaviour; then the highest ranked beliefs that no "
        "target addresses. --all shows every box."
    )
    choice = replace(choice, tags=tags, limit=limit if choice.left or len(kept) < len(belonging) else "")
    return Targeted(
        choice,
        rows,
        ranked.note or "",
        addressed,
        tuple(target for target in belonging if target not in kept),
        tuple(elsewhere),
    )


def _here(target: Target, whole: Choice) -> list[str]:
    """Return the beliefs that a target addresses and that have a way to the behaviour."""
    return [belief for belief in target.addresses if belief in set(whole.ends)]


def _sorted_out(
    evidence: Evidence, whole: Choice, every: Sequence[Target]
) -> tuple[list[Target], list[tuple[Target, str]]]:
    """Return the targets that belong to the question, and the others with the reason."""
    aims = {end for end in whole.ends if is_behaviour(evidence, end)}
    aims |= {other for end in aims for other in evidence.opposites.get(end, ())}
    belonging, elsewhere = [], []
    for target in every:
        if not target.addresses:
            elsewhere.append((target, "addresses no belief"))
        elif not _here(target, whole):
            beliefs = ", ".join(evidence.label(belief) for belief in sorted(target.addresses))
            elsewhere.append((target, f"nothing it addresses is said to lead to the behaviour: {beliefs}"))
        elif target.aims_at and not aims & set(target.aims_at):
            behaviours = ", ".join(evidence.label(one) for one in target.aims_at)
            elsewhere.append((target, f"aims at another behaviour: {behaviours}"))
        else:
            belonging.append(target)
    return belonging, elsewhere


def _ways(steps: Sequence[Step], behaviour: str) -> dict[str, tuple[str, ...]]:
    """Return for each end a shortest way to the behaviour: itself and all between, the strongest first step among equals."""
    into: dict[str, list[Step]] = {}
    for step in steps:
        into.setdefault(step.effect, []).append(step)
    ways: dict[str, tuple[str, ...]] = {behaviour: ()}
    todo = deque([behaviour])
    while todo:
        here = todo.popleft()
        for step in sorted(into.get(here, ()), key=lambda step: (-len(step.studies.named), step.cause)):
            if step.cause not in ways:
                ways[step.cause] = (step.cause, *ways[here])
                todo.append(step.cause)
    return ways

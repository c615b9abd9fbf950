"""The rows of single beliefs for one behaviour, before they are ranked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.influence import Studies, beliefs, studies_behind
from ..graph.influence import steps as all_steps
from .paths import PathFinder
from .target_rows import Target

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..graph.influence import Evidence

MIXED = "mixed"


class BeliefRows:
    """The rows of single beliefs for one behaviour, and what they were worked out from."""

    def __init__(
        self, evidence: Evidence, behaviour: str, max_steps: int, *, inferred: bool, opposites: bool
    ) -> None:
        self.evidence = evidence
        self.behaviour = behaviour
        self.max_steps = max_steps
        self.opposites = opposites
        self.steps = all_steps(evidence, inferred=inferred, opposites=opposites)
        self.finder = PathFinder(evidence, self.steps, behaviour, max_steps)
        self.about = beliefs(evidence, inferred=inferred)
        self.leads: dict[str, list[str]] = {}
        """Where the first steps of each belief lead that has a row."""
        self.first: dict[str, tuple[str, ...]] = {}
        """The first path of each belief whose direction is that of its first path."""
        self._claims = {claim.id: claim for claim in evidence.claims}
        self._reach = self.finder.network.reach()

    def ranked(self) -> list[Target]:
        """Return the beliefs with a path whose steps all have named studies, sorted by id."""
        return [self._row(belief, reach) for belief, reach in self._reached() if reach]

    def reported_only(self) -> list[Target]:
        """Return the beliefs with paths, none with named studies throughout, sorted by id."""
        return [self._row(belief, reach) for belief, reach in self._reached() if not reach]

    def inferred_only(self) -> list[Target]:
        """Return the beliefs whose only paths use inferred claims, sorted by id: no number stands for them."""
        if all(claim.basis != "inferred" for claim in self.evidence.claims):
            return []  # the steps would be made a second time, and be the same
        steps = all_steps(self.evidence, inferred=True, opposites=self.opposites)
        network = PathFinder(self.evidence, steps, self.behaviour, self.max_steps).network
        return [
            Target(
                by="belief",
                id=belief,
                label=self.evidence.label(belief),
                studies=Studies(),
                conflict=self._in_conflict(belief),
                reach=0,
                direct=0,
                emphasis=0,
                inferred_only=True,
            )
            for belief in self._subthemes(network.distances())
            if belief not in self._reach
        ]

    def against(self, belief: str) -> tuple[str, ...]:
        """Return the studies that speak against a belief."""
        about = self.about.get(belief)
        return about.against if about else ()

    def _subthemes(self, ends: Iterable[str]) -> list[str]:
        """Return those that are beliefs or circumstances; themes and behaviours are no targets."""
        kinds = self.evidence.ends
        return sorted(end for end in ends if end in kinds and kinds[end].kind == "Subtheme")

    def _reached(self) -> list[tuple[str, int]]:
        return [(belief, self._reach[belief]) for belief in self._subthemes(self._reach)]

    def _row(self, belief: str, reach: int) -> Target:
        leads = self.leads[belief] = self.finder.network.first_steps(belief, min(reach, 1))
        about = self.about[belief]
        direct = self.steps.get((belief, self.behaviour))
        return Target(
            by="belief",
            id=belief,
            label=self.evidence.label(belief),
            studies=Studies.union(self.steps[belief, there].studies for there in leads),
            direction=self._direction(belief, reach),
            conflict=self._in_conflict(belief),
            reach=reach,
            direct=len(direct.studies.named) if direct else 0,
            emphasis=self._emphasis(belief),
            roles=about.roles,
            confidence=tuple(entry for entry in about.studies.reported if entry.finding is not None),
            reported_only=not reach,
        )

    def _direction(self, belief: str, reach: int) -> str:
        """Return the direction of the step to the behaviour, if it counts, else of the first path."""
        direct = self.steps.get((belief, self.behaviour))
        if direct is not None and (direct.studies.named or not reach):
            return direct.direction
        first = self.finder.best(belief, reach)
        self.first[belief] = first.path
        return first.direction

    def _in_conflict(self, belief: str) -> bool:
        direct = self.steps.get((belief, self.behaviour))
        return bool(self.against(belief)) or (direct is not None and direct.direction == MIXED)

    def _emphasis(self, belief: str) -> int:
        direct = self.steps.get((belief, self.behaviour))
        claims = [self._claims[claim] for claim in direct.claims] if direct else []
        main = [claim for claim in claims if claim.emphasis == "main"]
        return len(studies_behind(self.evidence, belief, main).named)

"""What each step loses when one study is left out, as ``--without-study`` leaves it out.

A claim stays when a quote or a finding is left under it; one that never had either stays when its study is left. A
study that goes may take others with it: those that only such a claim names.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ..graph.influence import TURNED, studies_behind
from ..graph.influence import steps as all_steps

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..graph.influence import Claim, Evidence, Step

    Pair = tuple[str, str]


class Loss(NamedTuple):
    """What is left of a step that names the study."""

    lost: frozenset[str]
    """Named studies that go: the study, and whoever only a claim names that goes with it."""
    weight: int
    """Named studies that are left."""
    direction: str | None
    """None if no claim is left."""


class Removals:
    """Works out what steps lose; ``steps`` are the steps of ``evidence``."""

    def __init__(self, evidence: Evidence, steps: dict[Pair, Step], *, opposites: bool) -> None:
        self._evidence = evidence
        self._steps = steps
        self._opposites = opposites
        self._claims = {claim.id: claim for claim in evidence.claims}
        self._names: dict[str, frozenset[str]] = {}
        self._naming: dict[Pair, dict[str, list[Claim]]] = {}

    def loss(self, pair: Pair, study: str) -> Loss:
        """Return what a step loses that names the study."""
        step = self._steps[pair]
        gone = [claim for claim in self._claims_naming(pair)[study] if self._goes(claim, study)]
        if not gone:
            return Loss(frozenset((study,)), len(step.studies.named) - 1, step.direction)
        left = self._left(step, gone)
        if all(self._named(claim) == {study} for claim in gone):
            lost = frozenset((study,))
        else:
            lost = frozenset(step.studies.named) - self._all_named(left) | {study}
        ways = {self._way(claim, pair) for claim in left}
        direction = ways.pop() if len(ways) == 1 else "mixed" if ways else None
        return Loss(lost, len(step.studies.named) - len(lost), direction)

    def emphasis(self, pair: Pair, study: str | None = None) -> int:
        """Return how many named studies its main claims have; without ``study``, if given."""
        step = self._steps[pair]
        main = [self._claims[claim] for claim in step.claims if self._claims[claim].emphasis == "main"]
        if study is None:
            return len(self._all_named(main))
        return len(self._all_named(one for one in main if not self._goes(one, study)) - {study})

    def anew(self, pair: Pair, study: str) -> Step | None:
        """Return a step as it is without the study; None if it is gone."""
        claims, findings = [], {}
        for claim in map(self._claims.__getitem__, self._steps[pair].claims):
            if self._goes(claim, study):
                continue
            kept = [one for one in claim.findings if self._evidence.findings[one].study != study]
            for one in kept:
                finding = self._evidence.findings[one]
                others = tuple(other for other in finding.contributors if other != study)
                findings[one] = replace(finding, contributors=others)
            quotes = tuple(one for one in claim.quotes if self._evidence.quotes[one].study != study)
            place = None if claim.study == study else claim.study
            claims.append(replace(claim, quotes=quotes, findings=tuple(kept), study=place))
        smaller = replace(self._evidence, claims=tuple(claims), findings=findings)
        return all_steps(smaller, inferred=True, opposites=self._opposites).get(pair)

    def _goes(self, claim: Claim, study: str) -> bool:
        """Tell whether nothing is left under a claim."""
        if claim.quotes or claim.findings:
            return all(self._evidence.quotes[quote].study == study for quote in claim.quotes) and all(
                self._evidence.findings[finding].study == study for finding in claim.findings
            )
        return claim.study == study

    def _left(self, step: Step, gone: Iterable[Claim]) -> list[Claim]:
        names = {claim.id for claim in gone}
        return [self._claims[claim] for claim in step.claims if claim not in names]

    def _named(self, claim: Claim) -> frozenset[str]:
        if claim.id not in self._names:
            behind = studies_behind(self._evidence, claim.cause, (claim,))
            self._names[claim.id] = frozenset((*behind.counted, *behind.listed))
        return self._names[claim.id]

    def _all_named(self, claims: Iterable[Claim]) -> frozenset[str]:
        return frozenset().union(*(self._named(claim) for claim in claims))

    def _claims_naming(self, pair: Pair) -> dict[str, list[Claim]]:
        if pair not in self._naming:
            found: dict[str, list[Claim]] = {}
            for claim in map(self._claims.__getitem__, self._steps[pair].claims):
                for study in self._named(claim):
                    found.setdefault(study, []).append(claim)
            self._naming[pair] = found
        return self._naming[pair]

    @staticmethod
    def _way(claim: Claim, pair: Pair) -> str:
        """Return the direction of a claim as it counts for a step: turned if it speaks about the opposite."""
        return claim.direction if claim.effect == pair[1] else TURNED[claim.direction]

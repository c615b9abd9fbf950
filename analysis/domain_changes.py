"""The numbers of every domain without one study, counted from what its beliefs lose."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .domains import common

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .target_rows import Target
    from .without import Change

_BOTH = ("encourages", "discourages")


@dataclass(slots=True)
class _Filed:
    """One domain in the full library: how often its beliefs name a study, go each way, are in conflict."""

    row: Target
    named: Counter[str] = field(default_factory=Counter)
    ways: Counter[str | None] = field(default_factory=Counter)
    conflicts: int = 0


@dataclass(frozen=True, slots=True)
class DomainLeft:
    """What is left of one domain."""

    studies: int
    elaboration: int
    conflict: bool
    direction: str | None
    """None if it was not asked for."""


class Domains:
    """The domains with evidence, and their beliefs."""

    def __init__(self, rows: Sequence[Target], beliefs: Mapping[str, Target]) -> None:
        self._beliefs = beliefs
        self._filed: dict[str, _Filed] = {}
        self._of: dict[str, list[str]] = {}
        for row in rows:
            if row.id is None or not row.beliefs:
                continue
            filed = self._filed[row.id] = _Filed(row)
            for belief in row.beliefs:
                held = beliefs[belief]
                filed.named.update(held.studies.named)
                filed.ways[held.direction] += 1
                filed.conflicts += held.conflict
                self._of.setdefault(belief, []).append(row.id)

    def without(self, change: Change, *, directions: bool) -> dict[str, DomainLeft]:
        """Return what is left of the domains that a study touches; their ``directions`` only if asked for."""
        touched: dict[str, list[str]] = {}
        turned: dict[str, list[str]] = {}
        for domains, beliefs in ((touched, change.left), (turned, change.turned)):
            for belief in beliefs:
                for domain in self._of.get(belief, ()):
                    domains.setdefault(domain, []).append(belief)
        return {
            domain: self._left(
                self._filed[domain], change, touched.get(domain, []), turned.get(domain, []), directions
            )
            for domain in {**touched, **turned}
        }

    def _left(
        self, filed: _Filed, change: Change, touched: list[str], turned: list[str], directions: bool
    ) -> DomainLeft:
        lost = Counter(study for belief in touched for study in change.left[belief].lost)
        gone = [belief for belief in touched if change.gone(belief)]
        elaboration = len(filed.row.beliefs) - len(gone)
        conflicts = filed.conflicts - sum(self._beliefs[belief].conflict for belief in touched)
        conflicts += sum(change.left[belief].conflict for belief in touched if not change.gone(belief))
        ways, others = self._ways(filed, change, gone, turned)
        if directions or not (conflicts or all(ways[way] for way in _BOTH)):
            for belief in others:
                ways[change.direction(belief)] += 1
        return DomainLeft(
            studies=len(filed.named) - sum(times == filed.named[study] for study, times in lost.items()),
            elaboration=elaboration,
            conflict=bool(conflicts) or all(ways[way] for way in _BOTH),
            direction=common({way for way, times in ways.items() if times}) if directions else None,
        )

    def _ways(
        self, filed: _Filed, change: Change, gone: list[str], turned: list[str]
    ) -> tuple[Counter[str | None], list[str]]:
        """Return how many beliefs go each way for certain, and those whose direction may be another."""
        ways = Counter(filed.ways)
        others = [belief for belief in turned if not change.gone(belief)]
        for belief in {*gone, *others}:
            ways[self._beliefs[belief].direction] -= 1
        return ways, others

"""How much a ranking depends on our choices: which claims count, what is turned, whose mappings, which reviews.

Each choice is one ranking of its own, all else as asked. Nothing is averaged: for every row the highest and the lowest
rank are shown, and which choice makes it so.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from .displayed import Displayed
from .paths import LONGEST
from .smaller import without_review
from .targets import targets

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..graph.influence import Evidence
    from ..graph.records import Value
    from .target_rows import Target
    from .targets import Targets

    Mappings = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    """One way to rank."""

    name: str
    evidence: Evidence
    inferred: bool
    opposites: bool


@dataclass(frozen=True, slots=True)
class Band:
    """The ranks of one belief or domain over all choices. A rank of 1 is the highest."""

    by: str
    id: str
    label: str
    rank: int | None
    """As asked; None if it has none."""
    ranks: Mapping[str, int | None]
    """Under each choice; None where it has none: nothing is left of it, or none of its paths has named studies."""

    @property
    def highest(self) -> int:
        """The best rank of all, the one asked for included."""
        return min(self._known)

    @property
    def lowest(self) -> int:
        """The worst rank of all, the one asked for included."""
        return max(self._known)

    @property
    def highest_under(self) -> tuple[str, ...]:
        """The choices that make it so; none if it is the rank asked for."""
        return self._under(self.highest)

    @property
    def lowest_under(self) -> tuple[str, ...]:
        """The choices that make it so; none if it is the rank asked for."""
        return self._under(self.lowest)

    @property
    def unranked_under(self) -> tuple[str, ...]:
        """The choices under which it has no rank."""
        return tuple(name for name, rank in self.ranks.items() if rank is None)

    def to_json(self) -> dict[str, Value]:
        """Return the row as an object."""
        return {
            self.by: self.id,
            "label": self.label,
            "rank": self.rank,
            "rank_highest": self.highest,
            "highest_under": [*self.highest_under],
            "rank_lowest": self.lowest,
            "lowest_under": [*self.lowest_under],
            "unranked_under": [*self.unranked_under],
            "ranks": dict(self.ranks),
        }

    @property
    def _known(self) -> list[int]:
        return [rank for rank in (self.rank, *self.ranks.values()) if rank is not None]

    def _under(self, rank: int) -> tuple[str, ...]:
        return () if rank == self.rank else tuple(name for name, one in self.ranks.items() if one == rank)


@dataclass(frozen=True, slots=True)
class Sensitivity(Displayed):
    """How much the ranks for a behaviour depend on choices."""

    behaviour: str
    by: str
    choices: tuple[str, ...]
    rows: tuple[Band, ...]
    """In the order of the ranking asked for; then those that have a rank only under another choice."""
    note: str | None = field(default=None)

    def to_json(self) -> list[Value]:
        """Return the rows as an array of objects."""
        return [row.to_json() for row in self.rows]


def sensitivity(
    evidence: Evidence,
    behaviour: str,
    *,
    by: str = "belief",
    direction: str | None = None,
    order: Sequence[str] | None = None,
    max_steps: int = LONGEST,
    inferred: bool = False,
    opposites: bool = True,
    filed: Mapping[str, Mappings] | None = None,
) -> Sensitivity:
    """Return the rank of every belief or domain under each choice; see :func:`.targets.targets` for the ranking.

    Each choice changes one thing:

    - *only stated claims*: framed ones are left out, and inferred ones;
    - *with inferred claims*, or *without* if they are counted now;
    - *opposites not turned*, or *turned* if they are not now;
    - *without review R*, for each review of the selection: without its findings and without the studies that it alone
      is known to include or list; studies that no review is known to include stay;
    - by domain, *mappings by P only* for each person or source in ``filed``, and *mappings to F only* for each
      framework, where there are several.

    Ranks are those of each ranking by itself, so that a row may rise because others are gone.

    Raises ParameterError as :func:`.targets.targets` does.
    """
    now = _Choice(name="", evidence=evidence, inferred=inferred, opposites=opposites)
    choices = [*_claims(now), *(_mappings(now, filed or {}) if by == "domain" else ()), *_reviews(now)]

    def rank(choice: _Choice) -> Targets:
        return targets(
            choice.evidence,
            behaviour,
            by=by,
            direction=direction,
            order=order,
            max_steps=max_steps,
            inferred=choice.inferred,
            opposites=choice.opposites,
            ranges=False,
        )

    asked = rank(now)
    ranked = {choice.name: _ranked(rank(choice)) for choice in choices}
    rows = _ranked(asked)
    seen = dict(rows)
    for found in ranked.values():
        for id_, row in sorted(found.items()):
            seen.setdefault(id_, row)
    return Sensitivity(
        behaviour=behaviour,
        by=by,
        choices=tuple(ranked),
        rows=tuple(
            Band(
                by=by,
                id=id_,
                label=row.label,
                rank=rows[id_].rank if id_ in rows else None,
                ranks={name: found[id_].rank if id_ in found else None for name, found in ranked.items()},
            )
            for id_, row in seen.items()
        ),
        note=asked.note,
    )


def _ranked(found: Targets) -> dict[str, Target]:
    """Return the rows that have a rank of their own: a domain without evidence has none."""
    return {
        row.id: row for row in found.rows if row.id is not None and row.rank is not None and row.has_evidence
    }


def _claims(now: _Choice) -> Iterator[_Choice]:
    evidence = now.evidence
    stated = tuple(claim for claim in evidence.claims if claim.basis == "stated")
    yield replace(now, name="only stated claims", evidence=replace(evidence, claims=stated), inferred=False)
    name = "without inferred claims" if now.inferred else "with inferred claims"
    yield replace(now, name=name, inferred=not now.inferred)
    name = "opposites not turned" if now.opposites else "opposites turned"
    yield replace(now, name=name, opposites=not now.opposites)


def _mappings(now: _Choice, filed: Mapping[str, Mappings]) -> Iterator[_Choice]:
    evidence = now.evidence
    if len(filed) > 1:
        for who, pairs in filed.items():
            name = f"mappings by {who or 'nobody named'} only"
            yield replace(now, name=name, evidence=replace(evidence, mappings=pairs))
    of: dict[str, list[tuple[str, str]]] = {}
    for belief, domain in evidence.mappings:
        held = evidence.domains[domain]
        framework = " ".join(part for part in (held.framework, held.version) if part) or "no framework"
        of.setdefault(framework, []).append((belief, domain))
    if len(of) > 1:
        for framework, kept in sorted(of.items()):
            smaller = replace(evidence, mappings=tuple(kept))
            yield replace(now, name=f"mappings to {framework} only", evidence=smaller)


def _reviews(now: _Choice) -> Iterator[_Choice]:
    for review in sorted(now.evidence.reviews):
        yield replace(now, name=f"without review {review}", evidence=without_review(now.evidence, review))

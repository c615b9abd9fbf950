"""Counted, listed and reported studies: the three kinds of number, side by side and never added."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .evidence import Claim, Evidence, Finding


@dataclass(frozen=True, slots=True)
class Reported:
    """What a review prints: shown beside the named studies, never added to them or to each other."""

    finding: str | None
    """None if a claim rests on a review alone; every other field but ``review`` is None then."""
    review: str
    studies: int | None = None
    """Number as printed; see ``unit``. None if not printed, or hidden by a filter."""
    participants: int | None = None
    """Members of those studies as printed, not people who said it."""
    confidence: str | None = None
    """Level as printed; None if not graded."""
    part: str | None = None
    """whole or part: whether the number belongs to this belief alone."""
    study_ids: tuple[str, ...] | None = None
    """All studies the review lists for the whole finding, sorted; None without a finding."""
    unit: str | None = None
    """What ``studies`` counts: studies or articles."""

    @property
    def order(self) -> tuple[str, str, str]:
        """Return what entries are sorted by: finding (none first), review, part."""
        return (self.finding or "", self.review, self.part or "")


@dataclass(frozen=True, slots=True)
class Studies:
    """The three kinds of number, side by side and never added."""

    counted: tuple[str, ...] = ()
    """Studies whose statement is held, sorted."""
    listed: tuple[str, ...] = ()
    """Studies that a review names for a finding about this belief alone, not counted; sorted."""
    reported: tuple[Reported, ...] = ()
    """Sorted by finding (none first), review and part."""

    @property
    def named(self) -> tuple[str, ...]:
        """Return counted and listed studies together, sorted."""
        return tuple(sorted((*self.counted, *self.listed)))

    @staticmethod
    def union(several: Iterable[Studies]) -> Studies:
        """Return all of them together: a study counted in one of them is not listed in the whole."""
        pile = Pile("")
        for one in several:
            pile.counted.update(one.counted)
            pile.listed.update(one.listed)
            pile.reported.update(one.reported)
        return pile.studies()


@dataclass(slots=True)
class Pile:
    """Studies while they are gathered for one belief, theme or behaviour."""

    belief: str
    counted: set[str] = field(default_factory=set)
    listed: set[str] = field(default_factory=set)
    """Also those that are counted; :meth:`studies` leaves them out."""
    reported: set[Reported] = field(default_factory=set)

    def count(self, evidence: Evidence, claim: Claim) -> None:
        """Add the studies whose statement is held under a claim: of its quotes, its study finding, its study."""
        for quote in claim.quotes:
            self.counted.add(evidence.quotes[quote].study)
        for finding in claim.findings:
            study = evidence.findings[finding].study
            if study is not None:
                self.counted.add(study)
        if claim.study is not None:
            self.counted.add(claim.study)

    def cite(self, evidence: Evidence, claim: Claim) -> None:
        """Add what reviews list and print for a claim from this belief."""
        for identifier in claim.findings:
            finding = evidence.findings[identifier]
            if finding.review is not None:
                self.reported.add(reported(finding, self.belief))
                if says_whole(finding, self.belief) or finding.beliefs.keys() <= {self.belief}:
                    self.listed.update(finding.contributors)
        if claim.review is not None and not (claim.quotes or claim.findings or claim.study):
            self.reported.add(Reported(finding=None, review=claim.review))

    def studies(self) -> Studies:
        """Return what was gathered; a counted study is not listed too."""
        return Studies(
            counted=tuple(sorted(self.counted)),
            listed=tuple(sorted(self.listed - self.counted)),
            reported=tuple(sorted(self.reported, key=lambda entry: entry.order)),
        )


def usable_claims(evidence: Evidence, *, inferred: bool = False) -> Iterator[Claim]:
    """Yield the claims that count: stated and framed ones, and inferred ones if asked for."""
    return (claim for claim in evidence.claims if inferred or claim.basis != "inferred")


def reported(finding: Finding, belief: str) -> Reported:
    """Return a review finding as it is shown beside the studies of ``belief``.

    ``part`` is that of the link to the belief. If the finding does not summarise it (a step that starts at a
    behaviour), it is "part" when any of its links is, else None.
    """
    if finding.review is None:
        raise ValueError(f"finding {finding.id} is not a review's")
    part: str | None = None
    if belief in finding.beliefs:
        part = finding.beliefs[belief].part
    elif any(link.part == "part" for link in finding.beliefs.values()):
        part = "part"
    return Reported(
        finding=finding.id,
        review=finding.review,
        studies=finding.reported_studies,
        participants=finding.reported_participants,
        confidence=finding.confidence,
        part=part,
        study_ids=finding.contributors,
        unit=None if finding.reported_studies is None else finding.reported_unit,
    )


def studies_behind(evidence: Evidence, cause: str, claims: Iterable[Claim]) -> Studies:
    """Return the studies of some claims that all start at ``cause``.

    Counted are the studies of their quotes, their study findings and the studies they name. Listed are the
    contributing studies of their review findings that belong to the cause alone: that summarise it as a
    whole (not as its opposite), or nothing but it. All their review findings are reported, and a review
    on which a claim rests without text, finding or study.

    Examples
    --------
    >>> from beliefgraph.graph.influence import Claim, Evidence, Finding, Summary
    >>> finding = Finding(id="f", review="r", reported_studies=12, contributors=("s2", "s1"),
    ...                   beliefs={"fear": Summary(part="part"), "hope": Summary(part="part")})
    >>> claim = Claim(id="c", cause="fear", effect="scan", direction="encourages", findings=("f",))
    >>> behind = studies_behind(Evidence(claims=(claim,), findings={"f": finding}), "fear", [claim])
    >>> behind.named, behind.reported[0].studies, behind.reported[0].part
    ((), 12, 'part')
    """
    pile = Pile(cause)
    for claim in claims:
        pile.count(evidence, claim)
        pile.cite(evidence, claim)
    return pile.studies()


def says_whole(finding: Finding, belief: str) -> bool:
    """Tell whether the finding as a whole says the belief, and not its opposite."""
    link = finding.beliefs.get(belief)
    return link is not None and link.part == "whole" and link.relation != "opposite"

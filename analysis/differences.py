"""Where two coders, or two reviews, read the same text or the same study differently about one belief.

Shown beside contradictions and in no count: whether one of them is wrong, or the study says both, is for people
to look up. What does not say who read it (a claim without coder and review) is compared with nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..graph.influence import studies_behind, usable_claims
from ..graph.studies import Pile, says_whole
from .displayed import Displayed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..graph.influence import Claim, Coding, Evidence, Finding
    from ..graph.records import Value
    from .contradictions import Effect

CODERS, REVIEWS, DIRECTIONS, CONFIDENCE = "coders", "reviews", "directions", "confidence"
WHAT = {
    CODERS: "one coder reads the quote as saying it, another as denying it",
    REVIEWS: "one review counts the study for it, another against it",
    DIRECTIONS: "one reads the study as saying that it encourages, another that it discourages",
    CONFIDENCE: "reviews give it different levels of confidence",
}
"""Every kind of difference, in words."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Two readings that do not agree. The ids that a kind does not have are None or empty."""

    kind: str
    """``coders``: one quote is coded as supporting and as contradicting the belief.
    ``reviews``: one review counts the study for the belief and another against it. For it are a finding that
    summarises it as a whole and lists the study, a claim from it that rests on a finding about it alone that
    lists the study, and a claim from it that names the review and whose statement is the study's; against it a
    finding that says the opposite as a whole and lists the study, and a claim that names the review and
    rests on a quote of the study that is coded as contradicting it.
    ``directions``: the study is named for claims that it encourages ``effect`` and for claims that it
    discourages it, and a coder (or review) of the first is not one of the second, and the other way round.
    ``confidence``: the review findings that summarise it, not as its opposite, have other levels in one review
    than in another."""
    study: str | None = None
    quote: str | None = None
    effect: str | None = None
    readings: tuple[Reading, ...] = ()

    @property
    def what(self) -> str:
        """Return the kind in words."""
        return WHAT[self.kind]

    def to_json(self) -> dict[str, Value]:
        """Return it as an object; only the keys that its kind has."""
        named = {"quote": self.quote, "study": self.study, "effect": self.effect}
        return {
            "kind": self.kind,
            "what": self.what,
            **{key: value for key, value in named.items() if value is not None},
            "readings": [one.to_json() for one in self.readings],
        }


@dataclass(frozen=True, slots=True)
class Reading:
    """How one coder or one review reads it."""

    says: str
    """supports, contradicts; encourages, discourages; or a level of confidence."""
    coder: str | None = None
    review: str | None = None
    findings: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    part: str | None = None
    """Of a level of confidence: whether the belief is the whole finding or a part of it."""
    relation: str | None = None
    """Of a level of confidence: what the belief is to the finding."""

    def to_json(self) -> dict[str, Value]:
        """Return it as an object."""
        found: dict[str, Value] = {"says": self.says, "coder": self.coder, "review": self.review}
        found |= {"findings": [*self.findings], "claims": [*self.claims]}
        if self.part is not None:
            found |= {"part": self.part, "relation": self.relation}
        return found


@dataclass(frozen=True, slots=True)
class ReadDifferently(Displayed):
    """What two coders or two reviews read differently, of every belief."""

    rows: tuple[tuple[str, str, Difference], ...] = ()
    """(belief, label, difference), by id of the belief."""
    note: str | None = None

    def to_json(self) -> list[Value]:
        """Return the rows as an array of objects."""
        return [{"belief": belief, "label": label, **one.to_json()} for belief, label, one in self.rows]


class Differences:
    """Finds what is read differently, belief after belief."""

    def __init__(self, evidence: Evidence, *, inferred: bool = False) -> None:
        self._evidence = evidence
        self._claims: dict[str, list[Claim]] = {}
        for claim in usable_claims(evidence, inferred=inferred):
            self._claims.setdefault(claim.cause, []).append(claim)
        self._by_id = {claim.id: claim for claim in evidence.claims}
        self._findings: dict[str, list[Finding]] = {}
        for _, finding in sorted(evidence.findings.items()):
            for belief in finding.beliefs if finding.review is not None else ():
                self._findings.setdefault(belief, []).append(finding)
        self._denied, self._codings = _both_coded(evidence.codings)

    def of(self, belief: str, both_ways: Sequence[Effect]) -> tuple[Difference, ...]:
        """Return what is read differently about a belief; ``both_ways`` are the effects it is claimed both ways."""
        return (
            *self._coders(belief),
            *self._reviews(belief),
            *(one for effect in both_ways for one in self._directions(belief, effect)),
            *self._confidence(belief),
        )

    def _coders(self, belief: str) -> Iterable[Difference]:
        for quote, codings in sorted(self._codings.get(belief, {}).items()):
            readings = sorted(
                {("contradicts" if one.contradicts else "supports", one.coder or "") for one in codings},
                reverse=True,
            )
            if len({says for says, _ in readings}) == 2:
                yield Difference(
                    CODERS,
                    study=self._evidence.quotes[quote].study,
                    quote=quote,
                    readings=tuple(Reading(says, coder=coder or None) for says, coder in readings),
                )

    def _reviews(self, belief: str) -> Iterable[Difference]:
        against = _Readings("contradicts")
        for finding in self._findings.get(belief, ()):
            link = finding.beliefs[belief]
            if link.part == "whole" and link.relation == "opposite":
                against.found(finding, finding.contributors)
        for claim in self._claims.get(belief, ()):
            denying = [quote for quote in claim.quotes if (quote, belief) in self._denied]
            against.claimed(claim, {self._evidence.quotes[quote].study for quote in denying})
        if not against.studies:
            return
        in_favour = self._reviews_for(belief)
        for study in sorted(against.studies.keys() & in_favour.studies.keys()):
            readings = (*in_favour.of(study), *against.of(study))
            if _differ(in_favour.studies[study], against.studies[study]):
                yield Difference(REVIEWS, study=study, readings=readings)

    def _reviews_for(self, belief: str) -> _Readings:
        found = _Readings("supports")
        for finding in self._findings.get(belief, ()):
            if says_whole(finding, belief):
                found.found(finding, finding.contributors)
        for claim in self._claims.get(belief, ()):
            for identifier in claim.findings:
                finding = self._evidence.findings[identifier]
                if finding.review is not None and finding.beliefs.keys() <= {belief}:
                    found.found(finding, finding.contributors)
            if not (claim.quotes and all((quote, belief) in self._denied for quote in claim.quotes)):
                pile = Pile(belief)
                pile.count(self._evidence, claim)
                found.claimed(claim, pile.counted)
        return found

    def _directions(self, belief: str, effect: Effect) -> Iterable[Difference]:
        ways = ("encourages", "discourages")
        named = [set(effect.studies[way]) for way in ways]
        for study in sorted(named[0] & named[1]):
            readings = {way: self._claimed(belief, study, effect.claims[way]) for way in ways}
            coders, reviews = (
                [{getattr(one, who) for one in readings[way]} - {None} for way in ways]
                for who in ("coder", "review")
            )
            if _differ(*coders) or _differ(*reviews):
                said = tuple(
                    Reading(way, coder=one.coder, review=one.review, findings=one.findings, claims=one.claims)
                    for way in ways
                    for one in readings[way]
                )
                yield Difference(DIRECTIONS, study=study, effect=effect.effect, readings=said)

    def _claimed(self, belief: str, study: str, claims: Iterable[str]) -> list[Reading]:
        """Return who makes these claims of a study; the review is the one the claim names, else its finding's."""
        found = []
        for identifier in claims:
            claim = self._by_id[identifier]
            if study in studies_behind(self._evidence, belief, [claim]).named:
                listed = [one for one in claim.findings if self._evidence.findings[one].review is not None]
                of_findings = [self._evidence.findings[one].review for one in listed]
                review = claim.review or next(iter(of_findings), None)
                found.append(Reading("", claim.coder, review, findings=tuple(listed), claims=(identifier,)))
        return found

    def _confidence(self, belief: str) -> Iterable[Difference]:
        levels: dict[str, set[str]] = {}
        readings = []
        for finding in self._findings.get(belief, ()):
            link = finding.beliefs[belief]
            if finding.review is None or finding.confidence is None or link.relation == "opposite":
                continue
            levels.setdefault(finding.review, set()).add(finding.confidence)
            readings.append(
                Reading(
                    finding.confidence,
                    review=finding.review,
                    findings=(finding.id,),
                    part=link.part,
                    relation=link.relation,
                )
            )
        if len({frozenset(several) for several in levels.values()}) > 1:
            yield Difference(CONFIDENCE, readings=tuple(readings))


class _Readings:
    """Which review counts which study one way, and by what."""

    def __init__(self, says: str) -> None:
        self._says = says
        self.studies: dict[str, dict[str, tuple[set[str], set[str]]]] = {}
        """By study and review: ids of findings and of claims."""

    def found(self, finding: Finding, studies: Iterable[str]) -> None:
        """Add the studies that a review lists for a finding."""
        for study in studies if finding.review is not None else ():
            self._at(study, str(finding.review))[0].add(finding.id)

    def claimed(self, claim: Claim, studies: Iterable[str]) -> None:
        """Add the studies of a claim, if it names the review that makes it."""
        for study in studies if claim.review is not None else ():
            self._at(study, str(claim.review))[1].add(claim.id)

    def of(self, study: str) -> list[Reading]:
        """Return how each review reads a study."""
        return [
            Reading(self._says, review=review, findings=tuple(sorted(findings)), claims=tuple(sorted(claims)))
            for review, (findings, claims) in sorted(self.studies[study].items())
        ]

    def _at(self, study: str, review: str) -> tuple[set[str], set[str]]:
        return self.studies.setdefault(study, {}).setdefault(review, (set(), set()))


def _differ(one: Iterable[object], other: Iterable[object]) -> bool:
    """Tell whether somebody reads it only the one way, and somebody else only the other."""
    return bool(set(one) - set(other)) and bool(set(other) - set(one))


def _both_coded(
    codings: Iterable[Coding],
) -> tuple[set[tuple[str, str]], Mapping[str, Mapping[str, list[Coding]]]]:
    """Return every (quote, belief) coded as contradicting, and all codings of these, by belief and quote."""
    kept = [*codings]
    denied = {(one.quote, one.belief) for one in kept if one.contradicts}
    found: dict[str, dict[str, list[Coding]]] = {}
    for one in kept if denied else ():
        if (one.quote, one.belief) in denied:
            found.setdefault(one.belief, {}).setdefault(one.quote, []).append(one)
    return denied, found

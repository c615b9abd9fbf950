"""How much evidence there is on the way from reviews to beliefs, and how much of it goes no further.

Everything is counted in one selection (:class:`beliefgraph.graph.evidence.Evidence`), each thing once; studies
that SAME_AS joins are one study. Without a name everything of the selection is counted. Named is

- *a belief or theme*: itself;
- *a behaviour*: every belief that ``targets`` ranks for it or lists as only reported (not one whose every path uses a
  step that is our reading, unless inferred claims count).

For named beliefs B are counted: the quotes that are statements about one of B (measures: coded as supporting or
contradicting it, or under a claim from it); the findings that summarise one of B or stand under a claim from one; the
studies of statements about B, and those that a review lists for one of these findings; the groups of these studies;
the reviews with one of these findings, with one of these studies, or on which a claim from one of B rests.

Each stage is a whole and its parts: what passes on, and what does not, by reason; a thing stands under the first reason
that fits, so the parts add up to the whole.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..analysis.targets import targets
from ..graph.influence import is_behaviour
from ..graph.statements import statements_by_belief
from ..graph.studies import usable_claims
from .theme_rows import kind_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ..graph.evidence import Claim, Evidence, Finding
    from ..graph.statements import Statement
    from ..queries.filters import Filters


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviews:
    """Reviews; those that name no study do not pass on."""

    all: int
    naming: int
    """Include, or list for a finding, at least one of the studies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Studies:
    """Studies; those with a quote pass on."""

    all: int
    in_reviews: int
    """A review includes them or lists them for a finding; the others were read by themselves."""
    quoted: int
    """At least one of the quotes is theirs."""
    speaking: int
    """Else: a finding of their own authors, or a claim that names the study, is held."""
    listed: int
    """Else: a review lists them for one of the findings."""
    named: int
    """Else: nothing that they say is held; known by name, perhaps with groups and other properties."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """Groups of the studies; those with a quote pass on."""

    all: int
    quoted: int
    """At least one of the quotes names them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotes:
    """Quotes; those coded to a belief pass on."""

    all: int
    paraphrases: int
    authors: int
    """Sentences of the authors, held like quotes. All others are verbatim."""
    grouped: int
    """Name a group."""
    coded: int
    """Are a statement about a belief or theme."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beliefs:
    """Beliefs and circumstances, and themes of which something is said as such."""

    all: int
    themes: int
    """Of these, themes."""
    quoted: int
    """A quote speaks for or against them."""
    stated: int
    """Else: a finding of a study's authors, or a claim that rests on a study without a quote, speaks of them."""
    reported: int
    """Else: a review reports them, in a finding or by a claim that rests on it."""
    silent: int
    """Else: nothing in the selection speaks of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Findings of reviews, which come to beliefs beside the quotes."""

    all: int
    listed: int
    """At least one study is listed for them; the others are reported without listed studies."""
    idle: int
    """Summarise no belief and stand under no claim from one."""
    beliefs: int
    """Beliefs and themes that they summarise, or from which a claim on one of them starts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """The numbers of the flow: distinct things, never mentions."""

    reviews: Reviews
    studies: Studies
    groups: Groups
    quotes: Quotes
    beliefs: Beliefs
    findings: Findings


def flow(evidence: Evidence, filters: Filters, name: str | None = None) -> Flow:
    """Count the flow of a selection, or of what belongs to one belief, theme or behaviour of it."""
    return _Counting(evidence, filters, name).flow()


def holds_anything(found: Flow, *, chosen: bool) -> bool:
    """Tell whether a flow has anything in it.

    Of what a name or a filter has ``chosen`` something must speak; of a whole library a list of studies is a beginning.
    """
    if found.quotes.all or found.findings.all or found.beliefs.all > found.beliefs.silent:
        return True
    return not chosen and bool(found.reviews.all or found.studies.all or found.beliefs.all)


class _Counting:
    def __init__(self, evidence: Evidence, filters: Filters, name: str | None) -> None:
        self._evidence = evidence
        self._claims = [
            claim
            for claim in usable_claims(evidence, inferred=filters.inferred)
            if not is_behaviour(evidence, claim.cause)
        ]
        self._told = statements_by_belief(evidence, inferred=filters.inferred)
        self._told = {end: told for end, told in self._told.items() if not is_behaviour(evidence, end)}
        self._beliefs_of = _beliefs_of(evidence, self._claims)
        self._wanted = self._beliefs(filters, name)
        self._coded = {one.source for one in self._statements() if one.kind == "Quote"}
        self._whole = name is None

    def flow(self) -> Flow:
        findings = [
            one
            for one in self._evidence.findings.values()
            if one.review is not None and (self._whole or self._beliefs_of[one.id] & self._wanted)
        ]
        quotes = set(self._evidence.quotes) if self._whole else self._coded
        studies = self._studies(findings)
        return Flow(
            reviews=self._count_reviews(findings, studies),
            studies=self._count_studies(studies, quotes, findings),
            groups=self._count_groups(studies, quotes),
            quotes=self._count_quotes(quotes),
            beliefs=self._count_beliefs(),
            findings=self._count_findings(findings),
        )

    def _beliefs(self, filters: Filters, name: str | None) -> set[str]:
        evidence = self._evidence
        if name is None:
            kept = {end.id for end in evidence.ends.values() if end.kind == "Subtheme"}
            return kept | self._told.keys() | {end for held in self._beliefs_of.values() for end in held}
        if not is_behaviour(evidence, name):
            return {name}
        found = targets(evidence, name, ranges=False, inferred=filters.inferred, opposites=filters.opposites)
        return {row.id for row in found.rows if row.id is not None and not row.inferred_only}

    def _statements(self) -> Iterable[Statement]:
        return (one for belief in self._wanted for one in self._told.get(belief, ()))

    def _studies(self, findings: Iterable[Finding]) -> set[str]:
        if self._whole:
            return set(self._evidence.studies)
        listed = {study for one in findings for study in one.contributors}
        return listed | {one.study for one in self._statements()}

    def _count_reviews(self, findings: Iterable[Finding], studies: Collection[str]) -> Reviews:
        naming = {
            review for review, held in self._evidence.included.items() if not set(held).isdisjoint(studies)
        }
        reviews = set(self._evidence.reviews) if self._whole else set(naming)
        reviews |= {one.review for one in findings if one.review is not None}
        reviews |= {claim.review for claim in self._claims if claim.review and claim.cause in self._wanted}
        return Reviews(all=len(reviews), naming=len(naming))

    def _count_studies(
        self, studies: Collection[str], quotes: Iterable[str], findings: Iterable[Finding]
    ) -> Studies:
        evidence = self._evidence
        named = {study for held in evidence.included.values() for study in held}
        quoted = {evidence.quotes[quote].study for quote in quotes}
        own = {one.study for one in self._statements()}
        if self._whole:
            own |= {one.study for one in evidence.findings.values() if one.study is not None}
            own |= {claim.study for claim in evidence.claims if claim.study is not None}
        listed = {study for one in findings for study in one.contributors}
        parts = Counter(_first(study, quoted, own, listed) for study in studies)
        return Studies(
            all=len(studies),
            in_reviews=len(named.intersection(studies)),
            quoted=parts[0],
            speaking=parts[1],
            listed=parts[2],
            named=parts[3],
        )

    def _count_groups(self, studies: Collection[str], quotes: Iterable[str]) -> Groups:
        evidence = self._evidence
        groups = {group.id for group in evidence.groups.values() if group.study in studies}
        return Groups(
            all=len(groups),
            quoted=len({group for quote in quotes for group in evidence.quotes[quote].groups}),
        )

    def _count_quotes(self, quotes: Collection[str]) -> Quotes:
        held = [self._evidence.quotes[quote] for quote in quotes]
        kinds = Counter(quote.kind for quote in held)
        return Quotes(
            all=len(held),
            paraphrases=kinds["paraphrase"],
            authors=kinds["author"],
            grouped=sum(bool(quote.groups) for quote in held),
            coded=len(self._coded),
        )

    def _count_beliefs(self) -> Beliefs:
        quoted = {one.belief for one in self._statements() if one.kind == "Quote"}
        stated = {one.belief for one in self._statements()}
        reported = {end for held in self._beliefs_of.values() for end in held}
        reported |= {claim.cause for claim in self._claims if claim.review is not None}
        parts = Counter(_first(belief, quoted, stated, reported) for belief in self._wanted)
        return Beliefs(
            all=len(self._wanted),
            themes=sum(kind_of(self._evidence, belief) == "Theme" for belief in self._wanted),
            quoted=parts[0],
            stated=parts[1],
            reported=parts[2],
            silent=parts[3],
        )

    def _count_findings(self, findings: Collection[Finding]) -> Findings:
        reached = {one.id: self._beliefs_of[one.id] for one in findings}
        return Findings(
            all=len(findings),
            listed=sum(bool(one.contributors) for one in findings),
            idle=sum(not held for held in reached.values()),
            beliefs=len(self._wanted & {belief for held in reached.values() for belief in held}),
        )


def _beliefs_of(evidence: Evidence, claims: Iterable[Claim]) -> dict[str, set[str]]:
    """Return the beliefs of each finding: those it summarises, and those that claims on it start from."""
    found = {identifier: set(one.beliefs) for identifier, one in evidence.findings.items()}
    for claim in claims:
        for finding in claim.findings:
            found[finding].add(claim.cause)
    return found


def _first(thing: str, *several: Collection[str]) -> int:
    """Return the place of the first collection that holds a thing, or their number if none does."""
    return next((place for place, held in enumerate(several) if thing in held), len(several))

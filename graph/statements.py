"""Who says or denies a belief, and as whom: statements, their told roles, the studies for and against."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from .studies import Pile, Studies, reported, usable_claims

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .evidence import Claim, Evidence, Finding, Quote


class Statement(NamedTuple):
    """One source says, or denies, one belief. A tuple: large libraries have hundreds of thousands."""

    belief: str
    study: str
    source: str
    """Id of the quote, finding or claim; ``kind`` says which."""
    contradicts: bool
    roles: tuple[str, ...]
    """Told roles, sorted; empty if they cannot be told."""
    own: bool = False
    """True if it names its roles itself; else they are those of its groups or of its study."""
    speakers: tuple[str, ...] = ()
    """The groups whose words it is: those of its quote, else the study's only group; empty if nobody knows."""
    kind: str = "Quote"
    """Quote, Finding or Claim."""


@dataclass(frozen=True, slots=True)
class About:
    """What is said about one belief in the selection."""

    studies: Studies
    """studies(b): for the belief."""
    against: tuple[str, ...]
    """Studies of contradicting statements and of whole findings that say the opposite, sorted; a study may
    be in ``studies`` too."""
    roles: tuple[str, ...]
    """Told roles of the supporting statements, sorted."""
    listed_against: tuple[str, ...] = ()
    """Those of ``against`` that a review lists for a whole finding that says the opposite, sorted; a statement
    against it may be held too."""


class Roles:
    """Tells as whom something is said.

    Own roles count, each of them; else the groups' role, if all groups have the same single role; else, if
    no groups are given, the single role of the study's only group; else the roles cannot be told.
    """

    def __init__(self, evidence: Evidence) -> None:
        self._groups = {group.id: group.roles for group in evidence.groups.values()}
        sampled: dict[str, list[str]] = {}
        for group in evidence.groups.values():
            sampled.setdefault(group.study, []).append(group.id)
        self._only = {study: (groups[0],) for study, groups in sampled.items() if len(groups) == 1}

    def of_quote(self, quote: Quote) -> tuple[str, ...]:
        """Return the told roles of what a quote says."""
        if quote.roles:
            return tuple(sorted(quote.roles))
        if len(quote.groups) == 1:
            return _single(self._groups[quote.groups[0]])
        if quote.groups:
            found = {self._groups[group] for group in quote.groups}
            return _single(found.pop()) if len(found) == 1 else ()
        return self.of_study(quote.study)

    def of_finding(self, finding: Finding) -> tuple[str, ...]:
        """Return the told roles of a finding; a review's finding has no others than its own."""
        if finding.roles or finding.study is None:
            return tuple(sorted(finding.roles))
        return self.of_study(finding.study)

    def of_study(self, study: str) -> tuple[str, ...]:
        """Return the single role of the study's only group; empty if it sampled others too."""
        return _single(self._groups[self._only[study][0]]) if study in self._only else ()

    def speakers(self, study: str, groups: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return the groups whose words something is: those given, else the study's only group, else none."""
        return groups or self._only.get(study, ())


def statements(evidence: Evidence, *, inferred: bool = False) -> list[Statement]:
    """Return every statement about a belief or theme, each once, sorted.

    A statement about b is (1) a quote coded as supporting or contradicting b; (2) a quote under a claim from
    b, which supports b unless it is coded as contradicting it; (3) a study's finding that summarises b,
    contradicting if its relation is opposite; (4) a claim from b without quotes that rests on a study's
    finding or names a study. Authors' sentences are statements. An inferred claim makes one only if
    ``inferred``.

    Examples
    --------
    >>> from beliefgraph.graph.influence import Coding, Evidence, Group, Quote, statements
    >>> told = statements(Evidence(
    ...     quotes={"q": Quote(id="q", study="s")}, groups={"g": Group(id="g", study="s", roles=("patient",))},
    ...     codings=(Coding(quote="q", belief="fear"),),
    ... ))
    >>> told[0].study, told[0].contradicts, told[0].roles
    ('s', False, ('patient',))
    """
    by_belief = statements_by_belief(evidence, inferred=inferred)
    return sorted({one for told in by_belief.values() for one in told})


def statements_by_belief(evidence: Evidence, *, inferred: bool = False) -> dict[str, list[Statement]]:
    """Return :func:`statements` by belief or theme, for those who gather sets from them.

    In no order, and what two coders coded alike, or a coder and a claim, comes twice: sorting and comparing
    hundreds of thousands takes as long as all the rest.
    """
    roles = Roles(evidence)
    found: defaultdict[str, list[Statement]] = defaultdict(list)
    for several in (
        _of_quotes(evidence, roles, inferred=inferred),
        _without_quotes(evidence, roles, inferred=inferred),
        _summarised(evidence, roles),
    ):
        for one in several:
            found[one.belief].append(one)
    return dict(found)


def beliefs(
    evidence: Evidence, *, inferred: bool = False, told: Mapping[str, Sequence[Statement]] | None = None
) -> dict[str, About]:
    """Return what is said about every belief or theme that anything is said about.

    ``told`` are its statements, if the caller has them already.

    studies(b), of whom

    - *counted*: studies of supporting statements and of claims from b, but not of a claim whose quotes are
      all coded as contradicting b (it says what follows where b is absent);
    - *listed*: studies that contribute to a review finding which summarises b as a whole, or on which a claim
      from b rests and which summarises nothing else; not those counted;
    - *reported*: the review findings that summarise b, in whole or in part, or on which a claim from b rests.
      Their numbers are as printed; reviews may share studies, so they are never added.

    A number of studies says where a belief was reported, given who was sampled and asked; it does not
    measure how common or how strong the belief is.
    """
    by_belief = statements_by_belief(evidence, inferred=inferred) if told is None else told
    claims: dict[str, list[Claim]] = {}
    for claim in usable_claims(evidence, inferred=inferred):
        claims.setdefault(claim.cause, []).append(claim)
    findings: dict[str, list[Finding]] = {}
    for finding in evidence.findings.values():
        for belief in finding.beliefs if finding.review is not None else ():
            findings.setdefault(belief, []).append(finding)
    denied = _contradicted(evidence)
    return {
        belief: _about(
            evidence,
            belief,
            by_belief.get(belief, ()),
            claims.get(belief, []),
            findings.get(belief, []),
            denied,
        )
        for belief in sorted(by_belief.keys() | claims.keys() | findings.keys())
    }


def _about(
    evidence: Evidence,
    belief: str,
    told: Sequence[Statement],
    claims: list[Claim],
    findings: list[Finding],
    denied: set[tuple[str, str]],
) -> About:
    """Put together what is said about one belief: statements, claims from it, review findings of it."""
    pile = Pile(belief)
    pile.counted.update(statement.study for statement in told if not statement.contradicts)
    for claim in claims:
        pile.cite(evidence, claim)
        if not (claim.quotes and all((quote, belief) in denied for quote in claim.quotes)):
            pile.count(evidence, claim)
    against: set[str] = set()
    for finding in findings:
        link = finding.beliefs[belief]
        if link.relation != "opposite":
            pile.reported.add(reported(finding, belief))
        if link.part == "whole":
            (against if link.relation == "opposite" else pile.listed).update(finding.contributors)
    denying = {statement.study for statement in told if statement.contradicts}
    return About(
        studies=pile.studies(),
        against=tuple(sorted(denying | against)),
        roles=tuple(sorted({role for one in told if not one.contradicts for role in one.roles})),
        listed_against=tuple(sorted(against)),
    )


def studies_of(evidence: Evidence, belief: str, *, inferred: bool = False) -> Studies:
    """Return studies(b) of one belief (see :func:`beliefs`); none if nothing is said about it."""
    found = beliefs(evidence, inferred=inferred).get(belief)
    return found.studies if found else Studies()


def _contradicted(evidence: Evidence) -> set[tuple[str, str]]:
    """Return every (quote, belief) that somebody coded as contradicting."""
    return {(coding.quote, coding.belief) for coding in evidence.codings if coding.contradicts}


def _of_quotes(evidence: Evidence, roles: Roles, *, inferred: bool) -> Iterator[Statement]:
    """Yield (1) and (2): coded quotes, and quotes under claims."""
    told: dict[str, tuple[str, tuple[str, ...], bool, tuple[str, ...]]] = {}

    def say(belief: str, identifier: str, contradicts: bool) -> Statement:
        if identifier not in told:
            quote = evidence.quotes[identifier]
            speakers = roles.speakers(quote.study, quote.groups)
            told[identifier] = (quote.study, roles.of_quote(quote), bool(quote.roles), speakers)
        study, who, own, speakers = told[identifier]
        return Statement(belief, study, identifier, contradicts, who, own, speakers)

    for coding in evidence.codings:
        yield say(coding.belief, coding.quote, coding.contradicts)
    denied = _contradicted(evidence)
    for claim in usable_claims(evidence, inferred=inferred):
        for identifier in claim.quotes:
            if (identifier, claim.cause) not in denied:
                yield say(claim.cause, identifier, False)


def _without_quotes(evidence: Evidence, roles: Roles, *, inferred: bool) -> Iterator[Statement]:
    """Yield (4): one statement for each study that a claim without quotes rests on or names."""
    for claim in usable_claims(evidence, inferred=inferred):
        if claim.quotes:
            continue
        pile = Pile(claim.cause)
        pile.count(evidence, claim)
        own = claim.roles or tuple({role for one in claim.findings for role in evidence.findings[one].roles})
        for study in pile.counted:
            who = tuple(sorted(own)) or roles.of_study(study)
            yield Statement(
                claim.cause, study, claim.id, False, who, bool(own), roles.speakers(study), "Claim"
            )


def _summarised(evidence: Evidence, roles: Roles) -> Iterator[Statement]:
    """Yield (3): what findings of studies summarise."""
    for finding in evidence.findings.values():
        if finding.study is not None:
            for belief, link in finding.beliefs.items():
                yield Statement(
                    belief,
                    finding.study,
                    finding.id,
                    link.relation == "opposite",
                    roles.of_finding(finding),
                    bool(finding.roles),
                    roles.speakers(finding.study),
                    "Finding",
                )


def _single(roles: tuple[str, ...]) -> tuple[str, ...]:
    """Return the roles if there is just one: of people of several roles, nobody knows who spoke."""
    return roles if len(roles) == 1 else ()

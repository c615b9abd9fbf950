"""Who says what: statements about a belief, their roles, and the studies of a belief."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from support.reference_model import Claim, Finding, Plain, Quote


@dataclass(frozen=True)
class Statement:
    """One statement about one belief. ``roles`` empty: they cannot be told."""

    what: str
    study: str
    supports: bool
    roles: frozenset[str]
    own_roles: frozenset[str]


def _only_group_role(lib: Plain, study: str) -> frozenset[str]:
    """ "the study's only group's single role"."""
    groups = lib.groups_of(study)
    if len(groups) == 1 and len(groups[0].roles) == 1:
        return groups[0].roles
    return frozenset()


def quote_roles(lib: Plain, quote: Quote) -> frozenset[str]:
    # "its own `roles` (each of them)".
    if quote.roles:
        return quote.roles
    # "else those of its groups if they all have the same single role".
    if quote.groups:
        united = frozenset(role for group in quote.groups for role in lib.groups[group].roles)
        return united if len(united) == 1 else frozenset()
    # "else, with no groups given, the study's only group's single role; else they cannot be told".
    return _only_group_role(lib, quote.study)


def finding_roles(lib: Plain, finding: Finding) -> frozenset[str]:
    """Roles of a study's finding; it never has groups of its own."""
    return finding.roles or _only_group_role(lib, finding.study)


def used_claims(lib: Plain, *, inferred: bool) -> list[Claim]:
    """ "Unless `--inferred`, only claims with basis stated or framed count."."""
    return [claim for claim in lib.claims.values() if inferred or claim.basis in ("stated", "framed")]


def coded(lib: Plain, quote: str, b: str, stance: str) -> bool:
    return any(one.quote == quote and one.belief == b and one.stance == stance for one in lib.codings)


def statements(lib: Plain, b: str, *, inferred: bool = False) -> set[Statement]:
    """Every statement about ``b``."""
    said: set[Statement] = set()
    claims = [claim for claim in used_claims(lib, inferred=inferred) if claim.cause == b]
    for quote in lib.quotes.values():
        tellers = (quote_roles(lib, quote), quote.roles)
        # "(1) a quote coded as supporting or contradicting b".
        if coded(lib, quote.id, b, "supports"):
            said.add(Statement(quote.id, quote.study, True, *tellers))
        if coded(lib, quote.id, b, "contradicts"):
            said.add(Statement(quote.id, quote.study, False, *tellers))
        # "(2) a quote under a claim from b (cause b, any direction): supports b unless coded as contradicting it".
        elif any(quote.id in claim.quotes for claim in claims):
            said.add(Statement(quote.id, quote.study, True, *tellers))
    for finding in lib.findings.values():
        # "(3) a study's finding that summarises b (relation `opposite` = contradicting)".
        if finding.study and (finding.id, b) in lib.summaries:
            supports = lib.summaries[finding.id, b].relation != "opposite"
            said.add(
                Statement(finding.id, finding.study, supports, finding_roles(lib, finding), finding.roles)
            )
    for claim in claims:
        said |= _claim_statements(lib, claim)
    return said


def _claim_statements(lib: Plain, claim: Claim) -> set[Statement]:
    """ "(4) a claim from b without quotes that rests on a study finding or names a `study`: supporting"."""
    if claim.quotes:
        return set()
    said = set()
    for study in _own_studies(lib, claim):
        # "For (4): the claim's `roles`, else the finding's, else the study's only group's."
        own = claim.roles or (lib.findings[claim.finding].roles if claim.finding else frozenset())
        said.add(Statement(claim.id, study, True, own or _only_group_role(lib, study), own))
    return said


def _own_studies(lib: Plain, claim: Claim) -> set[str]:
    """Studies whose statement the claim is: "their quotes, their study finding, their `study`"."""
    studies = {lib.quotes[quote].study for quote in claim.quotes}
    if lib.study_finding(claim.finding):
        studies.add(lib.findings[claim.finding].study)
    if claim.study:
        studies.add(claim.study)
    return studies


def counted_of_claims(lib: Plain, claims: Iterable[Claim]) -> set[str]:
    return {study for claim in claims for study in _own_studies(lib, claim)}


def whole(lib: Plain, finding: str, b: str) -> bool:
    """ "summarise b as a **whole** (relation not opposite)"."""
    summary = lib.summaries.get((finding, b))
    return summary is not None and summary.part == "whole" and summary.relation != "opposite"


def _nothing_but(lib: Plain, finding: str, b: str) -> bool:
    """ "that have no SUMMARISES link but to b"."""
    return all(belief == b for one, belief in lib.summaries if one == finding)


def listed_of_claims(lib: Plain, claims: Iterable[Claim], b: str) -> set[str]:
    """Contributing studies of review findings under the claims that speak of ``b`` alone."""
    findings = {claim.finding for claim in claims if lib.review_finding(claim.finding)}
    alone = {finding for finding in findings if whole(lib, finding, b) or _nothing_but(lib, finding, b)}
    return contributing(lib, alone)


def contributing(lib: Plain, findings: Iterable[str]) -> set[str]:
    return {study for finding, study in lib.contributions if finding in set(findings)}


def reported_entry(lib: Plain, finding_id: str, b: str) -> dict[str, Any]:
    """{finding, review, studies, participants, confidence, part, study_ids}, as printed."""
    finding = lib.findings[finding_id]
    links = {belief: summary for (one, belief), summary in lib.summaries.items() if one == finding_id}
    # "`part` is that of the link to b; if the finding does not summarise b ..., `part` when any of its links is
    # part, else null".
    if b in links:
        part: str | None = links[b].part
    else:
        part = "part" if any(summary.part == "part" for summary in links.values()) else None
    return {
        "finding": finding_id,
        "review": finding.review,
        "studies": finding.studies,
        "participants": finding.participants,
        "confidence": finding.confidence,
        "part": part,
        # "`study_ids` = all contributing studies of the finding in the selection".
        "study_ids": sorted(contributing(lib, [finding_id])),
    }


def _review_entry(review: str) -> dict[str, Any]:
    """ "a claim from b that rests on a review alone gives {review} with every other key null"."""
    keys = ("finding", "studies", "participants", "confidence", "part", "study_ids")
    return {"review": review, **dict.fromkeys(keys)}


def reported(lib: Plain, findings: Iterable[str], claims: Iterable[Claim], b: str) -> list[dict[str, Any]]:
    """Entries for the findings and for the reviews that a claim rests on alone, sorted."""
    entries = [reported_entry(lib, finding, b) for finding in set(findings)]
    alone = {one.review for one in claims if one.review and not (one.quotes or one.finding or one.study)}
    entries += [_review_entry(review) for review in alone]
    return sorted(entries, key=lambda entry: (entry["finding"] or "", entry["review"]))


def studies(lib: Plain, b: str, *, inferred: bool = False) -> dict[str, Any]:
    """studies(b): counted, listed and reported."""
    claims = [claim for claim in used_claims(lib, inferred=inferred) if claim.cause == b]
    # "*counted* = studies of supporting statements and of claims from b ..., but not of a claim whose quotes are all
    # coded as contradicting b".
    counted = {said.study for said in statements(lib, b, inferred=inferred) if said.supports}
    for claim in claims:
        denied = claim.quotes and all(coded(lib, quote, b, "contradicts") for quote in claim.quotes)
        if not denied:
            counted |= _own_studies(lib, claim)
    # "*listed* = contributing studies of review findings that summarise b as a whole (relation not opposite) or that
    # a claim from b rests on and that have no SUMMARISES link but to b, not already counted."
    summarising = {
        finding for finding, belief in lib.summaries if belief == b and lib.review_finding(finding)
    }
    listed = contributing(lib, {finding for finding in summarising if whole(lib, finding, b)})
    listed |= listed_of_claims(lib, claims, b)
    # "*reported* = those review findings": the ones that say b, wholly or in part, and the ones under its claims.
    said_by = {finding for finding in summarising if lib.summaries[finding, b].relation != "opposite"}
    said_by |= {claim.finding for claim in claims if lib.review_finding(claim.finding)}
    return {
        "counted": sorted(counted),
        "listed": sorted(listed - counted),
        "reported": reported(lib, said_by, claims, b),
    }


def named(kinds: dict[str, Any]) -> set[str]:
    """ "*named* = counted ∪ listed studies."."""
    return {*kinds["counted"], *kinds["listed"]}


def quotes(lib: Plain, b: str, *, inferred: bool = False) -> set[str]:
    """ "quotes(b): verbatim and paraphrase quotes supporting b"."""
    supporting = {said.what for said in statements(lib, b, inferred=inferred) if said.supports}
    return {quote.id for quote in lib.quotes.values() if quote.id in supporting and quote.kind != "author"}


def groups(lib: Plain, b: str, *, inferred: bool = False) -> set[str]:
    """ "groups(b): their groups"."""
    return {group for quote in quotes(lib, b, inferred=inferred) for group in lib.quotes[quote].groups}

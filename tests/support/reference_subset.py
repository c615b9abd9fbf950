"""A filter is a smaller library: makes it by leaving things out, each filter read in the full library."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from support.reference_statements import finding_roles, quote_roles
from support.reference_tables import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from support.reference_model import Appraisal, Claim, Finding, Group, Plain, Quote, Study

Filters = dict[str, Any]
"""Keys: review, country, role, profession, kind, coder, appraisal, without_study (lists of text), years (list of
pairs of whole numbers), counted_only (bool). A missing or empty key filters nothing. ``inferred`` and
``opposites`` are no filters: they are arguments of the measures."""


def equal(value: str, asked: Iterable[str]) -> bool:
    """ "Folded equality; `;` parts each count"; several values of one filter = any of them."""
    return any(fold(part) == fold(one) for part in value.split(";") if part.strip() for one in asked)


def _appraised(appraisal: Appraisal, asked: str) -> bool:
    """Does one appraisal row answer ``TOOL ITEM=ANSWER``?

    "last word before `=` is the item: equal to it, or beginning with it followed by no letter or digit; the words
    before begin the tool's name".
    """
    before, answer = asked.split("=", 1)
    *tool, item = before.split()
    have, want = fold(appraisal.item), fold(item)
    item_fits = have == want or (have.startswith(want) and not have[len(want)].isalnum())
    return (
        item_fits
        and fold(appraisal.tool).startswith(fold(" ".join(tool)))
        and equal(appraisal.answer, [answer])
    )


def _keeps_study(lib: Plain, study: Study, filters: Filters) -> bool:
    if filters.get("review"):
        # "that review, its findings, studies INCLUDED_IN it or contributing to its findings".
        included = any(equal(review, filters["review"]) for review in study.reviews)
        contributing = any(
            contributor == study.id and equal(lib.findings[finding].review, filters["review"])
            for finding, contributor in lib.contributions
        )
        if not included and not contributing:
            return False
    if filters.get("country") and not equal(";".join(study.country), filters["country"]):
        return False
    if filters.get("years") and not any(
        study.year is not None and first <= study.year <= last for first, last in filters["years"]
    ):
        return False
    # "--appraisal: all of them"; another item of the same study may answer each.
    for asked in filters.get("appraisal", []):
        if not any(one.study == study.id and _appraised(one, asked) for one in lib.appraisals):
            return False
    # "--without-study: none of them"; "takes any of its ids".
    return not any(equal(id_, filters.get("without_study", [])) for id_ in study.ids)


def _keeps_group(group: Group, filters: Filters) -> bool:
    """ "--role: groups with the role"; "--profession: groups of it"."""
    if filters.get("role") and not any(equal(role, filters["role"]) for role in group.roles):
        return False
    return not filters.get("profession") or equal(";".join(group.profession), filters["profession"])


def _keeps_quote(lib: Plain, quote: Quote, filters: Filters) -> bool:
    # "quotes with the role among theirs (rules above)"; roles that cannot be told name no role.
    told = quote_roles(lib, quote)
    if filters.get("role") and not any(equal(role, filters["role"]) for role in told):
        return False
    if filters.get("profession"):
        # "quotes with such a group (their own, else the study's only group)".
        theirs = [lib.groups[group] for group in quote.groups]
        if not theirs and len(lib.groups_of(quote.study)) == 1:
            theirs = lib.groups_of(quote.study)
        if not any(equal(";".join(group.profession), filters["profession"]) for group in theirs):
            return False
    return not filters.get("kind") or equal(quote.kind, filters["kind"])


def _keeps_finding(lib: Plain, finding: Finding, filters: Filters) -> bool:
    # "--profession ... no findings", "--kind ... no findings", "--coder ... no findings".
    if filters.get("profession") or filters.get("kind") or filters.get("coder"):
        return False
    if filters.get("role"):
        # "findings whose roles hold it (review findings: own roles only)".
        held = finding.roles if finding.review else finding_roles(lib, finding)
        return any(equal(role, filters["role"]) for role in held)
    return True


def _keeps_claim(claim: Claim, small: Plain, filters: Filters) -> bool:
    # "--coder: codings and claims of that coder".
    if filters.get("coder") and not equal(claim.coder, filters["coder"]):
        return False
    # "A claim stays when a kept quote or finding is under it".
    if claim.had_text:
        return bool(claim.quotes & set(small.quotes)) or claim.finding in small.findings
    # "one that never had either stays when its study (else review) is kept and none of role, profession, kind,
    # coder is asked (coder: when it is that coder's)".
    if filters.get("role") or filters.get("profession") or filters.get("kind"):
        return False
    return claim.study in small.studies if claim.study else claim.review in small.reviews


def _without_what_is_gone(claim: Claim, small: Plain) -> Claim:
    return replace(
        claim,
        quotes=claim.quotes & set(small.quotes),
        finding=claim.finding if claim.finding in small.findings else "",
        study=claim.study if claim.study in small.studies else "",
        review=claim.review if claim.review in small.reviews else "",
    )


HIDING = ("country", "years", "appraisal", "without_study", "role", "profession", "kind", "coder")
"""Filters under which printed numbers no longer describe what is left."""


def _findings(
    lib: Plain, reviews: set[str], studies: dict[str, Study], filters: Filters
) -> dict[str, Finding]:
    """ "study finding ... goes with its study"; "a review finding with its review"."""
    findings = {
        id_: finding
        for id_, finding in lib.findings.items()
        if (finding.review in reviews or finding.study in studies) and _keeps_finding(lib, finding, filters)
    }
    if any(filters.get(name) for name in HIDING):
        # "Reported numbers (`studies`, `participants`) become null".
        findings = {i: replace(one, studies=None, participants=None) for i, one in findings.items()}
    return findings


def subset(lib: Plain, filters: Filters) -> Plain:
    """The smaller library; "several filters = all, each read in the full library"."""
    reviews = {id_ for id_ in lib.reviews if not filters.get("review") or equal(id_, filters["review"])}
    studies = {id_: study for id_, study in lib.studies.items() if _keeps_study(lib, study, filters)}
    # "A quote, contribution, group, study finding, row of asked goes with its study".
    groups = {i: one for i, one in lib.groups.items() if one.study in studies and _keeps_group(one, filters)}
    quotes = {
        i: one for i, one in lib.quotes.items() if one.study in studies and _keeps_quote(lib, one, filters)
    }
    findings = _findings(lib, reviews, studies, filters)
    small = replace(
        lib,
        reviews=frozenset(reviews),
        studies={i: replace(study, reviews=study.reviews & reviews) for i, study in studies.items()},
        groups=groups,
        quotes={i: replace(quote, groups=quote.groups & set(groups)) for i, quote in quotes.items()},
        findings=findings,
        summaries={key: summary for key, summary in lib.summaries.items() if key[0] in findings},
        contributions=frozenset(
            (finding, study)
            for finding, study in lib.contributions
            # "--counted-only: leaves contributions out".
            if finding in findings and study in studies and not filters.get("counted_only")
        ),
        codings=frozenset(
            coding
            for coding in lib.codings
            if coding.quote in quotes and (not filters.get("coder") or equal(coding.coder, filters["coder"]))
        ),
        # "a row of asked with groups keeps the kept groups and goes when none is left".
        asked=frozenset(
            replace(row, groups=row.groups & set(groups))
            for row in lib.asked
            if row.study in studies and (not row.groups or row.groups & set(groups))
        ),
        appraisals=frozenset(one for one in lib.appraisals if one.study in studies),
    )
    claims = {
        id_: _without_what_is_gone(claim, small)
        for id_, claim in lib.claims.items()
        if _keeps_claim(claim, small, filters)
    }
    return replace(small, claims=claims)

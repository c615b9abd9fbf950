"""Who was sampled and what each study says or does not say; beliefs that evidence stands against."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from support.reference_model import STATES
from support.reference_paths import claims_between, evidence, readings
from support.reference_statements import Statement, contributing, named, reported_entry, statements, studies

if TYPE_CHECKING:
    from collections.abc import Sequence

    from support.reference_model import Plain


def against(lib: Plain, b: str, *, inferred: bool = False) -> set[str]:
    """ "studies of contradicting statements and contributing studies of review findings that summarise b as a whole
    with relation opposite"."""
    denied = {said.study for said in statements(lib, b, inferred=inferred) if not said.supports}
    return denied | listed_against(lib, b)


def listed_against(lib: Plain, b: str) -> set[str]:
    findings = {
        finding
        for (finding, belief), summary in lib.summaries.items()
        if belief == b and summary.part == "whole" and summary.relation == "opposite"
    }
    return contributing(lib, {finding for finding in findings if lib.review_finding(finding)})


def contradictions(lib: Plain, *, inferred: bool = False, opposites: bool = True) -> list[dict[str, Any]]:
    """Every belief with something against it, by id."""
    rows = [_against_row(lib, b, inferred=inferred, opposites=opposites) for b in sorted(lib.beliefs)]
    # "A belief is a row if against, mixed, opposite_held, claims_both_ways or no_effect is not empty."
    keys = ("studies_against", "studies_mixed", "opposite_held", "claims_both_ways", "no_effect")
    return [row for row in rows if any(row[key] for key in keys)]


def _against_row(lib: Plain, b: str, *, inferred: bool, opposites: bool) -> dict[str, Any]:
    # "*for* = named studies of b"; "a study in both is `mixed` only".
    in_favour = named(studies(lib, b, inferred=inferred))
    opposed = against(lib, b, inferred=inferred)
    read = [one for one in readings(lib, inferred=inferred, opposites=opposites) if one.cause == b]
    no_effect, both_ways = [], []
    for effect in sorted({one.effect for one in read}):
        by_way = {
            way: [one.claim for one in claims_between(read, (b, effect), (way,))]
            for way in ("encourages", "discourages", "no_effect")
        }
        names = {way: sorted(named(evidence(lib, claims, b))) for way, claims in by_way.items()}
        # "`no_effect` = [{effect, studies: [ids]}] of no_effect claims from b".
        if by_way["no_effect"]:
            no_effect.append({"effect": effect, "studies": names["no_effect"]})
        # "`claims_both_ways` = [{effect, encourages: [ids], discourages: [ids]}] (named)".
        if by_way["encourages"] and by_way["discourages"]:
            both_ways.append(
                {"effect": effect, "encourages": names["encourages"], "discourages": names["discourages"]}
            )
    # "`opposite_held` = [{belief, studies: [ids]}] for the opposite belief if it has named studies".
    opposite_held = [
        {"belief": other, "studies": sorted(named(studies(lib, other, inferred=inferred)))}
        for other in sorted(lib.opposites_of(b))
        if named(studies(lib, other, inferred=inferred))
    ]
    return {
        "belief": b,
        "label": lib.beliefs[b],
        "studies_for": sorted(in_favour - opposed),
        "studies_against": sorted(opposed - in_favour),
        "studies_mixed": sorted(in_favour & opposed),
        "no_effect": no_effect,
        "opposite_held": opposite_held,
        "claims_both_ways": both_ways,
    }


def sampled(lib: Plain, role: str, *, inferred: bool = False) -> set[str]:
    """ "studies with a group that has role R, or with a statement about any belief whose own roles name R"."""
    found = {group.study for group in lib.groups.values() if role in group.roles}
    for b in lib.beliefs:
        found |= {said.study for said in statements(lib, b, inferred=inferred) if role in said.own_roles}
    return found


def state(lib: Plain, b: str, role: str, study: str, *, inferred: bool = False) -> str:
    """The one state of a sampled study for belief ``b`` and ``role``."""
    about = {said for said in statements(lib, b, inferred=inferred) if said.study == study}
    # "1. statements by R: all supporting `voiced`, all contradicting `contradicted`, of both kinds `both`".
    theirs = {said.supports for said in about if role in said.roles}
    if theirs:
        return "both" if len(theirs) == 2 else "voiced" if True in theirs else "contradicted"
    if _unattributed(lib, b, study, about, inferred=inferred):
        return "unattributed"
    answer = _asked(lib, b, role, study)
    if answer:
        return {"yes": "asked_not_reported", "no": "not_asked"}[answer]
    # "4. else `not_reported` if the study's coverage is full, else `not_known`."
    return "not_reported" if lib.studies[study].coverage == "full" else "not_known"


def _unattributed(lib: Plain, b: str, study: str, about: set[Statement], *, inferred: bool) -> bool:
    """ "2. else `unattributed`: a statement about b whose roles cannot be told, or the study is listed for b or
    against it"."""
    untold = any(not said.roles for said in about)
    listed_for = study in studies(lib, b, inferred=inferred)["listed"]
    return untold or listed_for or study in listed_against(lib, b)


def _themes(lib: Plain, b: str) -> set[str]:
    """Themes of the belief and their parents, and theirs."""
    found: set[str] = set()
    looking = [b]
    while looking:
        one = looking.pop()
        for part, theme in lib.part_of:
            if part == one and theme not in found:
                found.add(theme)
                looking.append(theme)
    return found


def _asked(lib: Plain, b: str, role: str, study: str) -> str:
    """ "the nearest of belief, theme, domain decides, yes before no; without `groups` it holds for every role of the
    study, with groups for their roles"; "" if no row says."""
    domains = {one.domain for one in lib.mappings if one.belief == b and one.status == "agreed"}
    for topics in ({b}, _themes(lib, b), domains):
        answers = {
            row.answer
            for row in lib.asked
            if row.study == study
            and row.about in topics
            and (not row.groups or any(role in lib.groups[group].roles for group in row.groups))
        }
        if answers:
            return "yes" if "yes" in answers else "no"
    return ""


def contrast(lib: Plain, roles: Sequence[str], *, inferred: bool = False) -> list[dict[str, Any]]:
    """ "Every belief is a row", by id."""
    samples = {role: sampled(lib, role, inferred=inferred) for role in roles}
    return [
        {
            "belief": b,
            "label": lib.beliefs[b],
            "roles": {role: _contrast_cell(lib, b, role, samples[role], inferred=inferred) for role in roles},
        }
        for b in sorted(lib.beliefs)
    ]


def _contrast_cell(lib: Plain, b: str, role: str, sample: set[str], *, inferred: bool) -> dict[str, Any]:
    found = [state(lib, b, role, study, inferred=inferred) for study in sample]
    counts = {one: found.count(one) for one in STATES}
    # "`reported` per role: the review findings that summarise b (any relation) and whose own `roles` name R".
    findings = sorted(
        finding
        for finding, belief in lib.summaries
        if belief == b and lib.review_finding(finding) and role in lib.findings[finding].roles
    )
    return {
        "state": row_state(counts),
        "sampled": len(sample),
        # "of these `read_in_full` (coverage full)".
        "read_in_full": sum(lib.studies[study].coverage == "full" for study in sample),
        **counts,
        "reported": [reported_entry(lib, finding, b) for finding in findings],
    }


def row_state(counts: dict[str, int]) -> str:
    # "`both` if any study is both or one voices and another contradicts; `voiced`; `contradicted`".
    if counts["both"] or (counts["voiced"] and counts["contradicted"]):
        return "both"
    # "else `never_sampled` if sampled is 0; else the first present of unattributed, asked_not_reported,
    # not_reported, not_asked, not_known".
    order = (
        "voiced",
        "contradicted",
        "unattributed",
        "asked_not_reported",
        "not_reported",
        "not_asked",
        "not_known",
    )
    return next((one for one in order if counts[one]), "never_sampled")

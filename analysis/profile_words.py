"""Cells that several printed tables share: judgements and numbers as printed, missing shown as missing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..frameworks.registry import labels
from .citing import opening
from .printed import Opened
from .wording import NOT_SHOWN, NOT_STATED, ONE, many, named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..graph.evidence import Evidence, Finding
    from ..graph.influence import Step
    from ..graph.studies import Reported, Studies
    from ..queries.paper_texts import FindingWords, Judgement
    from .citing import Citer

NOT_GRADED = "not graded"
NOT_JUDGED = "not judged"
NO_REASON = "no reason printed"
NO_EXPLANATION = "no explanation printed"
NO_STATEMENT = "no statement held"
NO_DOMAIN = "no domain"
NONE_NAMED = "no study named"

_DIGITS = re.compile(r"(\d+)")


def natural(text: str) -> list[tuple[int, int, str]]:
    """Return a key by which f2 comes before f10.

    >>> sorted(["f10", "f2", "a"], key=natural)
    ['a', 'f2', 'f10']
    """
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in _DIGITS.split(text) if part]


def confidence(level: str | None) -> str:
    """Return a level as printed, or that there is none."""
    return level or NOT_GRADED


def judged(judgement: Judgement | None) -> str:
    """Return level and reason of one component as printed."""
    if judgement is None or (judgement.level is None and judgement.reason is None):
        return NOT_JUDGED
    return f"{judgement.level or NOT_JUDGED}\n{judgement.reason or NO_REASON}"


def printed_number(evidence: Evidence, finding: Finding) -> str:
    """Return the numbers of a review finding as printed: "5 studies (60 participants)"."""
    if evidence.numbers_hidden:
        return NOT_SHOWN
    if finding.reported_studies is None:
        people = finding.reported_participants
        return f"{NOT_STATED} ({people:,} participants)" if people is not None else NOT_STATED
    unit = finding.reported_unit
    shown = many(finding.reported_studies, ONE.get(unit, unit), unit)
    people = finding.reported_participants
    return (
        f"{shown} ({people:,} participants)" if people is not None else f"{shown} (participants not stated)"
    )


def named_studies(citer: Citer, studies: Iterable[str]) -> str:
    """Return studies by author and year, or that none is named."""
    return citer.studies(studies) or NONE_NAMED


def said(words: FindingWords | None) -> str:
    """Return how many said it, as printed: "5 of 6 participants"; empty if not printed."""
    if words is None or words.said_by is None:
        return ""
    of = f" of {words.said_of:,}" if words.said_of is not None else ""
    return f"{words.said_by:,}{of} {words.unit or 'participants'}"


def behind_finding(number: str, finding: Finding) -> Opened:
    """Return what opens a finding and the studies listed for it."""
    return Opened(
        number,
        f"finding {finding.id}: listed studies",
        finding.contributors,
        opening("studies-behind-finding", finding=finding.id),
    )


def reported_cell(evidence: Evidence, entries: Iterable[Reported], citer: Citer) -> str:
    """Return reported findings, one a line, each with its own number; nothing is added."""
    lines = []
    for entry in entries:
        review = citer.review(entry.review)
        if entry.finding is None:
            lines.append(f"{review}: without a finding")
            continue
        number = printed_number(evidence, evidence.findings[entry.finding])
        several = "; a finding of several beliefs" if entry.part == "part" else ""
        lines.append(f"{review}, {entry.finding}: {number}; {confidence(entry.confidence)}{several}")
    return "\n".join(lines)


def review_banner(citer: Citer, identifier: str, title: str) -> str:
    """Return the line that stands above the findings of one review."""
    name = citer.review(identifier)
    return f"{name}: {title}" if title and title != named(identifier) else name


def is_belief(evidence: Evidence, belief: str) -> bool:
    """Tell whether an end is a belief or a circumstance, not a theme or behaviour."""
    return belief in evidence.ends and evidence.ends[belief].kind == "Subtheme"


def domain_label(evidence: Evidence, domain: str | None) -> str:
    """Return the label of a domain, or that there is none."""
    return NO_DOMAIN if domain is None else evidence.domains[domain].label


def domain_order(evidence: Evidence, domain: str | None) -> tuple[int, int, str]:
    """Order domains as the TDF prints them; others by label, then none."""
    published = list(labels("Domain"))
    if domain is None:
        return (2, 0, "")
    if domain in published:
        return (0, published.index(domain), "")
    return (1, 0, evidence.domains[domain].label)


def step_opening(step: Step) -> str:
    """Return the command that opens a step."""
    return opening("evidence-behind-step", cause=step.cause, effect=step.effect)


def opened_studies(number: str, belief: str, studies: Studies, command: str) -> list[Opened]:
    """Return the ids behind the three kinds of number of one belief or step, each kind that has any."""
    kinds = (
        ("counted studies", studies.counted),
        ("listed studies", studies.listed),
        ("reported findings", tuple(one.finding for one in studies.reported if one.finding is not None)),
        ("reviews without a finding", tuple(one.review for one in studies.reported if one.finding is None)),
    )
    return [Opened(number, f"{belief}: {what}", ids, command) for what, ids in kinds if ids]

"""The words and numbers on a map: one wording for boxes, lines, panels and the table.

"2 (4; 12)" reads: two studies can be named here, two reviews report 4 and 12. The numbers in brackets are
never added, since reviews may count the same studies. ``hidden`` says that a filter hides what reviews print.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..analysis.wording import studies

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..graph.influence import Reported, Step
    from ..graph.statements import About
    from ..graph.studies import Studies

SIGN = {"encourages": "+", "discourages": "−", "mixed": "±"}
LETTER = {"clinician": "C", "patient": "P", "carer": "R", "public": "U", "other": "O"}
"""Letter of each role, in the order in which badges stand."""
SEVERAL = {
    "clinician": "clinicians",
    "patient": "patients",
    "carer": "carers",
    "public": "the public",
    "other": "others",
}
PART_MARK = "*"
"""Stands after a number that belongs to a finding of several beliefs together."""
NOT_STATED = "n.s."
NOT_SHOWN = "…"
"""Stands for what a filter hides. Nothing is known then of whether the review stated a number."""
DENIED = "denied in"
HERE = {
    "encourages": "leads here",
    "discourages": "holds this back",
    "mixed": "leads here or holds this back",
}
TO = {"encourages": "leads to", "discourages": "holds back", "mixed": "leads to or holds back"}
MOST_NUMBERS = 4
"""Numbers in one pair of brackets; the panel shows all."""


def bracket(reported: Iterable[Reported], *, hidden: bool = False) -> str:
    """Return the numbers that reviews report, in their order, e.g. "(9; 12*)"; empty without any.

    "*" marks a number printed for a finding of several beliefs, "art." one that counts articles, "n.s."
    stands once for all entries without a number, "…" once for all findings whose number is hidden.
    """
    numbers = []
    for entry in reported:
        if entry.studies is not None:
            unit = " art." if entry.unit == "articles" else ""
            numbers.append(f"{entry.studies}{PART_MARK if entry.part == 'part' else ''}{unit}")
            continue
        # A claim that names a review and no finding has no number that a filter could hide.
        mark = NOT_SHOWN if hidden and entry.finding is not None else NOT_STATED
        if mark not in numbers:
            numbers.append(mark)
    if len(numbers) > MOST_NUMBERS:
        numbers = [*numbers[:MOST_NUMBERS], "…"]
    return f"({'; '.join(numbers)})" if numbers else ""


def number(found: Studies, *, hidden: bool = False) -> str:
    """Return named and reported studies as on a line: "2 (4; 12)", "(12)", "3"."""
    named = str(len(found.named)) if found.named else ""
    return f"{named} {bracket(found.reported, hidden=hidden)}".strip()


def label(step: Step, *, hidden: bool = False) -> str:
    """Return what stands on the line of a step, e.g. "+ 2 (9)"."""
    return f"{SIGN[step.direction]} {number(step.studies, hidden=hidden)}".strip()


def count(found: Studies, *, hidden: bool = False) -> str:
    """Return named and reported studies as in a box: "3 studies (9)", "reported only (12)", "no study"."""
    unnamed = "reported only" if found.reported else "no study"
    named = studies(len(found.named)) if found.named else unnamed
    return f"{named} {bracket(found.reported, hidden=hidden)}".strip()


def report(about: About) -> str:
    """Return in how many studies a belief is reported: "35 studies report it"."""
    named = len(about.studies.named)
    if named:
        return f"{studies(named)} {'reports' if named == 1 else 'report'} it"
    return "only reviews report it" if about.studies.reported else "no study reports it"


def says(step: Step, what: str) -> str:
    """Return in how many studies a step is said: "1 says it leads here"; ``what`` is all behind "it"."""
    named = len(step.studies.named)
    if not named:
        return f"only reviews say it {what}"
    return f"{named:,} {'says' if named == 1 else 'say'} it {what}"


def denied(about: About) -> str:
    """Return in how many studies a belief is denied: "denied in 1 study"; empty if in none."""
    return f"{DENIED} {studies(len(about.against))}" if about.against else ""


def both(step: Step, about: About | None) -> str:
    """Return both numbers of a link: "35 studies report it; 1 says it leads here; denied in 1 study".

    Without ``about`` (a behaviour) only the link's own number.
    """
    said = says(step, HERE[step.direction])
    return "; ".join(part for part in (report(about), said, denied(about)) if part) if about else said


def confidence(reported: Sequence[Reported]) -> str:
    """Return the CERQual levels in the reviews' order, each once: "Low; Moderate".

    "none" if reviews report it but none graded it; empty if no review reports it, as CERQual judges only
    findings of reviews.
    """
    levels = list(dict.fromkeys(entry.confidence for entry in reported if entry.confidence))
    return "; ".join(levels) if levels or not reported else "none"


def roles(held: Iterable[str]) -> str:
    """Return roles in words, in the order of their badges: "clinicians and patients"."""
    names = [SEVERAL[role] for role in LETTER if role in set(held)]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)

"""The words and numbers on a map: one wording for boxes, lines, panels and the table.

"2 (4; 12)" reads: two studies can be named here, two reviews report 4 and 12. The numbers in brackets are
never added, since reviews may count the same studies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..analysis.wording import studies

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..graph.influence import Reported, Step
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
MOST_NUMBERS = 4
"""Numbers in one pair of brackets; the panel shows all."""


def bracket(reported: Iterable[Reported]) -> str:
    """Return the numbers that reviews report, in their order, e.g. "(9; 12*)"; empty without any.

    "*" marks a number printed for a finding of several beliefs, "art." one that counts articles, "n.s."
    stands once for all entries without a number.
    """
    numbers = []
    for entry in reported:
        if entry.studies is not None:
            unit = " art." if entry.unit == "articles" else ""
            numbers.append(f"{entry.studies}{PART_MARK if entry.part == 'part' else ''}{unit}")
        elif NOT_STATED not in numbers:
            numbers.append(NOT_STATED)
    if len(numbers) > MOST_NUMBERS:
        numbers = [*numbers[:MOST_NUMBERS], "…"]
    return f"({'; '.join(numbers)})" if numbers else ""


def number(found: Studies) -> str:
    """Return named and reported studies as on a line: "2 (4; 12)", "(12)", "3"."""
    named = str(len(found.named)) if found.named else ""
    return f"{named} {bracket(found.reported)}".strip()


def label(step: Step) -> str:
    """Return what stands on the line of a step, e.g. "+ 2 (9)"."""
    return f"{SIGN[step.direction]} {number(step.studies)}".strip()


def count(found: Studies) -> str:
    """Return named and reported studies as in a box: "3 studies (9)", "reported only (12)"."""
    named = studies(len(found.named)) if found.named else "reported only"
    return f"{named} {bracket(found.reported)}".strip()


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

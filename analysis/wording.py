"""The words of results, one wording for screen, panels and documents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..graph.evidence import Evidence, Study
    from ..graph.studies import Reported

SAID = {
    "encourages": "is said to encourage",
    "discourages": "is said to discourage",
    "mixed": "is said to encourage and to discourage",
}
ONE = {"studies": "study", "articles": "article"}
"""Singular of what a review counts."""
NOT_STATED = "number not stated"
NOT_SHOWN = "number not shown under this filter"
"""In place of a number that speaks of more than the selection; a review may well have printed it."""
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_INITIALS = re.compile(r"\s+(?:[A-ZÀ-Þ]\.?[-\s]?){1,4}$")
_ET_AL = re.compile(r"\s+et al\.?$")
_NAME_AND_YEAR = re.compile(r"([A-Za-zÀ-ÿ'’-]+?)[-_ ]?((?:19|20)\d\d)")


def many(count: int, one: str, several: str | None = None) -> str:
    """Return "1 study", "2 studies".

    >>> many(1, "study", "studies"), many(0, "claim")
    ('1 study', '0 claims')
    """
    return f"{count:,} {one if count == 1 else several or one + 's'}"


def studies(count: int) -> str:
    """Return "1 study", "2 studies"."""
    return many(count, "study", "studies")


def cite(study: Study | None, identifier: str) -> str:
    """Return a study as "Pike 2022"; by its id where authors or year are not given."""
    if study is None or not study.authors or study.year is None:
        return named(identifier)
    first = _ET_AL.sub("", re.split("[;,]", study.authors)[0].strip())
    return f"{_INITIALS.sub('', first)} {study.year}"


def named(identifier: str) -> str:
    """Return an id of the form "hall2019" as "Hall 2019", any other id as it is.

    >>> named("hall2019"), named("jenkins2018-lit"), named("R-12")
    ('Hall 2019', 'jenkins2018-lit', 'R-12')
    """
    found = _NAME_AND_YEAR.fullmatch(identifier)
    return f"{found[1][:1].upper()}{found[1][1:]} {found[2]}" if found else identifier


def cited(evidence: Evidence, studies: Iterable[str]) -> str:
    """Return studies as "Baker 2006, Pike 2022", with the id behind a name that two of them share."""
    names = {study: cite(evidence.studies.get(study), study) for study in studies}
    twice = {name for name in names.values() if list(names.values()).count(name) > 1}
    return ", ".join(f"{name} [{study}]" if name in twice else name for study, name in names.items())


def reported_by(evidence: Evidence, entry: Reported) -> str:
    """Return one reported number: "Hall 2019 9 studies (High)"; it is never added to another."""
    review = named(entry.review)
    if entry.finding is None:
        return f"{review}, without a finding"
    if entry.studies is None:
        number = NOT_SHOWN if evidence.numbers_hidden else NOT_STATED
    else:
        unit = entry.unit or "studies"
        number = many(entry.studies, ONE[unit], unit)
    return f"{review} {number} ({entry.confidence or 'not graded'}{_joins(evidence, entry)})"


def _joins(evidence: Evidence, entry: Reported) -> str:
    """Say that a number stands for more than one belief."""
    if entry.part != "part" or entry.finding is None:
        return ""
    finding = evidence.findings.get(entry.finding)
    beliefs = len(finding.beliefs) if finding is not None else 0
    several = NUMBERS[beliefs] if 2 <= beliefs < len(NUMBERS) else "several"
    return f", for a finding that joins {several} beliefs"

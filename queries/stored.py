"""The values a library holds that a filter may ask for, and the nearest ones to a name it does not hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from ..errors import UnknownName
from ..graph.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ..graph.records import Value
    from ..graph.store import Row

    Query = Callable[[str, Mapping[str, Value]], list[Row]]

_COUNTRIES = (
    "MATCH (s:Study) WHERE s.country IS NOT NULL UNWIND s.country AS value "
    "RETURN DISTINCT value AS value, value AS stored ORDER BY value"
)
_PROFESSIONS = (
    "MATCH (g:ParticipantGroup) WHERE g.profession IS NOT NULL UNWIND g.profession AS value "
    "RETURN DISTINCT value AS value, value AS stored ORDER BY value"
)
_CODERS = (
    "MATCH (c:Claim) WHERE c.coder IS NOT NULL RETURN DISTINCT c.coder AS value, c.coder AS stored UNION "
    "MATCH (:Quote)-[k:SUPPORTS|CONTRADICTS]->() WHERE k.coder IS NOT NULL "
    "RETURN DISTINCT k.coder AS value, k.coder AS stored"
)
_REVIEWS = "MATCH (r:Review) RETURN r.id AS value, r.id AS stored, r.title AS title ORDER BY value"
_STUDIES = "MATCH (s:Study) RETURN s.id AS value, coalesce(s.same, s.id) AS stored ORDER BY value"
_YEARS = "MATCH (s:Study) WHERE s.year IS NOT NULL RETURN DISTINCT s.year AS year ORDER BY year"
_APPRAISALS = (
    "MATCH (a:Appraisal) RETURN DISTINCT a.tool AS tool, a.item AS item, a.answer AS answer "
    "ORDER BY tool, item, answer"
)
_HOW_MANY = 5
"""Nearest names listed in a message."""
_NEAR = 60
"""Likeness, of 100, from which a name counts as near."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Where the values of a filter are looked up, and what they are called in a message."""

    statement: str
    what: str


CHOICES = {
    "review": Choice(_REVIEWS, "review"),
    "country": Choice(_COUNTRIES, "country of a study"),
    "profession": Choice(_PROFESSIONS, "profession of a group"),
    "coder": Choice(_CODERS, "coder"),
    "without_study": Choice(_STUDIES, "study"),
}


def stored_values(query: Query, name: str, asked: Iterable[str]) -> list[str]:
    """Return the stored values that fold to what was asked for a filter, sorted.

    Every part of a stored text between ``;`` counts as a value. Raises UnknownName, with the nearest values
    the library holds, if one of the asked ones is not among them.
    """
    choice = CHOICES[name]
    held: dict[str, set[str]] = {}
    shown: dict[str, str] = {}
    for row in query(choice.statement, {}):
        for spelling in _spellings(row):
            held.setdefault(fold(spelling), set()).add(cast("str", row["stored"]))
            shown.setdefault(fold(spelling), spelling)
    found: set[str] = set()
    for value in asked:
        if fold(value) not in held:
            raise UnknownName(_unknown(choice.what, value, shown))
        found |= held[fold(value)]
    return sorted(found)


def stored_years(query: Query, ranges: Iterable[tuple[int, int]]) -> list[int]:
    """Return the years of studies that lie in one of the ranges, ends included. None there is no mistake."""
    wanted = list(ranges)
    years = (cast("int", row["year"]) for row in query(_YEARS, {}))
    return [year for year in years if any(first <= year <= last for first, last in wanted)]


def stored_appraisals(query: Query, asked: str) -> tuple[list[str], list[str], list[str]]:
    """Return the tools, items and answers that ``'CASP 8=yes'`` asks for.

    The last word before ``=`` is the item: equal to it, or beginning with it followed by no letter or digit.
    The words before begin the tool's name. Raises UnknownName if the library holds no such answer.
    """
    question, _, answer = asked.partition("=")
    *words, item = question.split()
    tool = fold(" ".join(words))
    whole_item = re.compile(re.escape(fold(item)) + r"(?![^\W_])")
    rows = [
        (cast("str", row["tool"]), cast("str", row["item"]), cast("str", row["answer"]))
        for row in query(_APPRAISALS, {})
    ]
    found = [
        row
        for row in rows
        if fold(row[0]).startswith(tool) and whole_item.match(fold(row[1])) and fold(answer) in _parts(row[2])
    ]
    if not found:
        shown = {fold(f"{row[0]} {row[1]}={row[2]}"): f"{row[0]} {row[1]}={row[2]}" for row in rows}
        raise UnknownName(_unknown("answer of an appraisal", asked, shown))
    tools, items, answers = (sorted(set(column)) for column in zip(*found, strict=True))
    return tools, items, answers


def _spellings(row: Row) -> list[str]:
    """Return every text by which a stored value may be asked for."""
    value = cast("str", row["value"])
    title = row.get("title")
    return [part for part in (*value.split(";"), title) if isinstance(part, str) and part.strip()]


def _parts(value: str) -> set[str]:
    return {fold(value), *(fold(part) for part in value.split(";"))}


def _unknown(what: str, asked: str, shown: Mapping[str, str]) -> str:
    """Return the message for a value the library does not hold."""
    from rapidfuzz import process

    scored = process.extract(fold(asked), list(shown), limit=None, score_cutoff=_NEAR)
    near = [shown[folded] for folded, _, _ in sorted(scored, key=lambda one: (-one[1], one[0]))][:_HOW_MANY]
    if near:
        return f"This library has no {what} '{asked}'. The nearest it has: {', '.join(near)}."
    if shown:
        return (
            f"This library has no {what} '{asked}'. It has: {', '.join(sorted(shown.values())[:_HOW_MANY])}."
        )
    return f"This library has no {what} '{asked}', and none at all."

"""The words that a table for a paper prints: statements and judgements, quotes, groups, reviews.

No measure needs them, so evidence is read without. The text of a quote that may not be shared (share=no) is never
read: the question itself leaves it out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from ..graph.model import COMPONENTS
from .bundled import bundled
from .quoted import quote_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..graph.evidence import Evidence
    from ..graph.records import Value
    from ..graph.store import Row
    from .quoted import QuoteText
    from .stored import Query


@dataclass(frozen=True, slots=True)
class Judgement:
    """A level and its reason, each None if not printed."""

    level: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingWords:
    """A finding as its review or study prints it."""

    statement: str | None = None
    explanation: str | None = None
    """Of the overall confidence."""
    components: Mapping[str, Judgement] = field(default_factory=dict)
    """By the four components of GRADE-CERQual, each of them."""
    said_by: int | None = None
    said_of: int | None = None
    unit: str | None = None
    subdomain: str | None = None
    """From a column of one's own of this name."""
    behaviours: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    """As the source files it."""


@dataclass(frozen=True, slots=True)
class GroupWords:
    """Who was sampled."""

    label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewWords:
    """A review for references and the data statement."""

    title: str | None = None
    year: int | None = None
    doi: str | None = None
    registration: str | None = None
    searched_to: str | None = None
    studies: int | None = None
    participants: int | None = None
    coverage: str | None = None
    citation: str | None = None
    """From a column of one's own, source_citation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The words of one selection, by id."""

    findings: Mapping[str, FindingWords] = field(default_factory=dict)
    quotes: Mapping[str, QuoteText] = field(default_factory=dict)
    groups: Mapping[str, GroupWords] = field(default_factory=dict)
    reviews: Mapping[str, ReviewWords] = field(default_factory=dict)
    above: Mapping[str, str] = field(default_factory=dict)
    """The domain that a sub-domain belongs to."""


def read_paper_texts(
    query: Query, evidence: Evidence, *, quotes: Iterable[str] = (), groups: Iterable[str] = ()
) -> Texts:
    """Read the words of all findings and reviews of a selection, and of the quotes and groups that are named."""
    about: dict[str, list[Row]] = {}
    for row in query(bundled("paper-abouts"), {}):
        about.setdefault(str(row["finding"]), []).append(row)
    return Texts(
        findings={
            str(row["finding"]): _finding(row, about.get(str(row["finding"]), []))
            for row in _rows(query, "paper-findings", evidence.findings)
        },
        quotes=quote_texts(query, quotes),
        groups={
            str(row["people"]): GroupWords(_word(row["label"])) for row in _rows(query, "map-groups", groups)
        },
        reviews={str(row["review"]): _review(row) for row in _rows(query, "paper-reviews", evidence.reviews)},
        above={
            str(row["domain"]): parent
            for row in query(bundled("paper-domains"), {})
            if (parent := _word(_told(row).get("parent"))) is not None
        },
    )


def _rows(query: Query, name: str, ids: Iterable[str]) -> list[Row]:
    wanted = sorted(set(ids))
    return query(bundled(name), {"ids": cast("Value", wanted)}) if wanted else []


def _finding(row: Row, about: Iterable[Row]) -> FindingWords:
    filed: dict[str, list[str]] = {"Behaviour": [], "Domain": []}
    for link in about:
        kinds = cast("list[str]", link["kinds"])
        filed["Domain" if "Domain" in kinds else "Behaviour"].append(str(link["about"]))
    told = _told(row)
    return FindingWords(
        statement=_word(told.get("statement")),
        explanation=_word(told.get("confidence_explanation")),
        components={
            name: Judgement(_word(told.get(name)), _word(told.get(f"{name}_explanation")))
            for name in COMPONENTS
        },
        said_by=_number(told.get("said_by")),
        said_of=_number(told.get("said_of")),
        unit=_word(told.get("unit")),
        subdomain=_word(told.get("subdomain")),
        behaviours=tuple(sorted(filed["Behaviour"])),
        domains=tuple(sorted(filed["Domain"])),
    )


def _review(row: Row) -> ReviewWords:
    told = _told(row)
    return ReviewWords(
        title=_word(told.get("title")),
        year=_number(told.get("year")),
        doi=_word(told.get("doi")),
        registration=_word(told.get("registration")),
        searched_to=_word(told.get("searched_to")),
        studies=_number(told.get("n_studies")),
        participants=_number(told.get("n_participants")),
        coverage=_word(told.get("coverage")),
        citation=_word(told.get("source_citation")),
    )


def _told(row: Row) -> Mapping[str, Value]:
    return cast("Mapping[str, Value]", row["properties"])


def _word(value: Value) -> str | None:
    """Return a text, or a list of texts as one; an own column may hold either."""
    if isinstance(value, list):
        return "; ".join(map(str, value)) or None
    return None if value is None or value == "" else str(value)


def _number(value: Value) -> int | None:
    return value if isinstance(value, int) else None

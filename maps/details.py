"""What panels say beyond the numbers: texts, locators, judgements, read for one map only.

The evidence of the measures carries no texts, so a map reads those of its own marks. A text that is not to
be shown (``share = no``, or a kind that :mod:`.confidential` leaves out) is never read: the query leaves it out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias, cast

from ..graph.model import COMPONENTS
from ..queries.bundled import bundled
from ..queries.quoted import quote_texts
from .confidential import ALL, instead, kinds_shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ..graph.evidence import Evidence
    from ..graph.records import Value
    from ..graph.store import Row
    from ..queries.quoted import QuoteText
    from .choose import Choice

Query: TypeAlias = "Callable[[str, Mapping[str, Value]], list[Row]]"
"""Sends one statement that only reads, e.g. ``Store.query``."""


@dataclass(frozen=True, slots=True)
class Technique:
    """A behaviour change technique as its taxonomy prints it."""

    code: str
    label: str | None = None
    framework: str | None = None
    version: str | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """What an intervention would change."""

    id: str
    label: str
    description: str | None = None
    function: str | None = None
    policy: str | None = None
    mode: str | None = None
    citation: str | None = None
    """Where it is published, from a column of one's own, source_citation."""
    locator: str | None = None
    """Where there, from published_locator."""
    addresses: Mapping[str, str | None] = field(default_factory=dict)
    """Beliefs it addresses, each with the tie: row, shared or None."""
    aims_at: tuple[str, ...] = ()
    techniques: tuple[Technique, ...] = ()


@dataclass(frozen=True, slots=True)
class Thing:
    """A belief, theme or behaviour in more words."""

    definition: str | None = None
    kind: str | None = None
    """belief or circumstance."""
    themes: tuple[str, ...] = ()
    """Labels of the themes it belongs to."""
    actor: str | None = None
    action: str | None = None
    target: str | None = None
    context: str | None = None
    time: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimText:
    """What a coder wrote down beside a claim."""

    as_published: str | None = None
    condition: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class FindingText:
    """A finding in words, with GRADE-CERQual's judgements and reasons as printed."""

    statement: str
    why: str | None = None
    """Explanation of the overall confidence."""
    components: tuple[tuple[str, str, str | None], ...] = ()
    """(component, level, explanation), in the order of GRADE-CERQual."""
    said_by: int | None = None
    said_of: int | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class GroupText:
    """Who was sampled."""

    label: str | None = None
    profession: tuple[str, ...] = ()
    n: int | None = None


@dataclass(frozen=True, slots=True)
class Details:
    """The texts of one map, by id."""

    things: Mapping[str, Thing] = field(default_factory=dict)
    quotes: Mapping[str, QuoteText] = field(default_factory=dict)
    claims: Mapping[str, ClaimText] = field(default_factory=dict)
    findings: Mapping[str, FindingText] = field(default_factory=dict)
    groups: Mapping[str, GroupText] = field(default_factory=dict)


def read_targets(query: Query) -> tuple[Target, ...]:
    """Read every intervention target, sorted by id; filters never leave one out."""
    links: dict[str, list[Row]] = {}
    for row in sorted(query(bundled("map-target-links"), {}), key=lambda row: _word(row, "other")):
        links.setdefault(_word(row, "target"), []).append(row)
    held = sorted(query(bundled("map-targets"), {}), key=lambda row: _word(row, "target"))
    return tuple(_target(row, links.get(_word(row, "target"), [])) for row in held)


def read_details(query: Query, evidence: Evidence, choice: Choice, *, texts: str = ALL) -> Details:
    """Read the texts behind the marks of a map. Equal libraries give equal details.

    ``texts`` says of which quotes: all, paraphrases or none. Raises ParameterError for anything else.
    """
    quotes, findings, claims = _behind(evidence, choice)
    return details_of(query, evidence, choice.ends, quotes, findings, claims, texts=texts)


def details_of(
    query: Query,
    evidence: Evidence,
    ends: Iterable[str] = (),
    quotes: Iterable[str] = (),
    findings: Iterable[str] = (),
    claims: Iterable[str] = (),
    *,
    texts: str = ALL,
) -> Details:
    """Read the texts of these beliefs, themes and behaviours, quotes, findings and claims, all given by id."""
    kinds = kinds_shown(texts)
    ends, quotes = [*ends], [*quotes]
    groups = {group for quote in quotes for group in evidence.quotes[quote].groups}

    def rows(name: str, ids: Iterable[str], **more: Value) -> list[Row]:
        wanted = sorted(ids)
        return query(bundled(name), {"ids": cast("Value", wanted), **more}) if wanted else []

    themes: dict[str, list[str]] = {}
    for row in sorted(rows("map-themes", ends), key=lambda row: (_word(row, "theme"), _word(row, "id"))):
        themes.setdefault(_word(row, "thing"), []).append(_word(row, "theme"))
    return Details(
        things={_word(row, "thing"): _thing(row, themes) for row in rows("map-ends", ends)},
        quotes=quote_texts(query, quotes, kinds, lambda shared: instead(texts, shared=shared)),
        claims={
            _word(row, "claim"): ClaimText(
                _maybe(row, "as_published"), _maybe(row, "condition"), _maybe(row, "note")
            )
            for row in rows("map-claims", claims, kinds=[*kinds])
        },
        findings={_word(row, "finding"): _finding(row) for row in rows("map-findings", findings)},
        groups={
            _word(row, "people"): GroupText(
                _maybe(row, "label"), _words(row, "profession"), _number(row, "n")
            )
            for row in rows("map-groups", groups)
        },
    )


def _behind(evidence: Evidence, choice: Choice) -> tuple[set[str], set[str], set[str]]:
    """Return the ids of all quotes, findings and claims that a panel of this map shows."""
    shown = set(choice.ends)
    quotes = {coding.quote for coding in evidence.codings if coding.belief in shown}
    claims = {claim for step in choice.steps for claim in step.claims}
    quotes |= {quote for step in choice.steps for quote in step.quotes}
    findings = {finding for step in choice.steps for finding in step.findings}
    for end in choice.ends:
        about = choice.about.get(end)
        if about is not None:
            findings |= {entry.finding for entry in about.studies.reported if entry.finding is not None}
    return quotes, findings, claims


def _target(row: Row, links: Iterable[Row]) -> Target:
    by_relation: dict[str, list[Row]] = {}
    for link in links:
        by_relation.setdefault(_word(link, "relation"), []).append(link)
    # Columns of one's own are no part of the model, so no question may name them.
    own = cast("Row", row["properties"])
    return Target(
        id=_word(row, "target"),
        label=_maybe(row, "label") or _word(row, "target"),
        description=_maybe(row, "description"),
        function=_maybe(row, "function"),
        policy=_maybe(row, "policy"),
        mode=_maybe(row, "mode"),
        citation=_maybe(own, "source_citation"),
        locator=_maybe(own, "published_locator"),
        addresses={_word(link, "other"): _maybe(link, "tie") for link in by_relation.get("ADDRESSES", ())},
        aims_at=tuple(_word(link, "other") for link in by_relation.get("AIMS_AT", ())),
        techniques=tuple(
            Technique(
                _maybe(link, "code") or _word(link, "other"),
                _maybe(link, "label"),
                _maybe(link, "framework"),
                _maybe(link, "version"),
            )
            for link in by_relation.get("USES", ())
        ),
    )


def _thing(row: Row, themes: Mapping[str, list[str]]) -> Thing:
    names = ("definition", "kind", "actor", "action", "target", "context", "time")
    return Thing(
        themes=tuple(themes.get(_word(row, "thing"), ())), **{name: _maybe(row, name) for name in names}
    )


def _finding(row: Row) -> FindingText:
    return FindingText(
        statement=_maybe(row, "statement") or "",
        why=_maybe(row, "confidence_explanation"),
        components=tuple(
            (name.replace("_", " "), level, _maybe(row, f"{name}_explanation"))
            for name in COMPONENTS
            if (level := _maybe(row, name)) is not None
        ),
        said_by=_number(row, "said_by"),
        said_of=_number(row, "said_of"),
        unit=_maybe(row, "unit"),
    )


def _word(row: Row, column: str) -> str:
    return str(row[column])


def _maybe(row: Row, column: str) -> str | None:
    value = row.get(column)
    return None if value is None else str(value)


def _number(row: Row, column: str) -> int | None:
    value = row.get(column)
    return value if isinstance(value, int) else None


def _words(row: Row, column: str) -> tuple[str, ...]:
    value = row.get(column)
    return tuple(str(part) for part in value) if isinstance(value, list) else ()

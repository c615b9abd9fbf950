"""Read the evidence of a library, or of the part that filters leave, as plain rows for the measures.

Flat queries (``queries/evidence/*.cypher``), none with a subquery unless a filter is in use. Whether a quote,
claim, finding … is in the selection is asked once for each; the links between them are read whole and those to
anything outside the selection are dropped here. The queries have no ORDER BY, which took three quarters of their
time: what must be in order is sorted here or by the measures.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, cast

from ..graph.collection import no_collection
from ..graph.evidence import (
    Asked,
    Claim,
    Coding,
    Domain,
    End,
    Evidence,
    Finding,
    Group,
    Quote,
    Study,
    Summary,
    opposites_of,
)
from .bundled import bundled
from .filters import Filters, apply, resolve

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping

    from ..graph.records import Value
    from ..graph.store import Row
    from .stored import Query

    Read = Callable[[str], list[Row]]


@no_collection()
def read_evidence(query: Query, filters: Filters | None = None) -> Evidence:
    """Read everything the measures need from the part of a library that ``filters`` leave.

    ``query`` sends a reading statement with its parameters and returns rows; a transaction's serves too, and
    then sees what was written in it. Raises UnknownName if a filter names something the library does not hold.
    """
    filters = filters or Filters()
    resolved = resolve(query, filters)

    def read(name: str) -> list[Row]:
        return query(*apply(bundled(name), resolved))

    studies = {_id(row["study"]): _study(row) for row in read("studies")}
    reviews = {_id(row["review"]): _text_or(row["title"], "") for row in read("reviews")}
    groups = {_id(row["group"]): _group(row) for row in read("groups")}
    findings = _findings(read, studies, hide_numbers=filters.hides_numbers)
    quotes = _quotes(read, groups)
    domains = read("domains")
    return Evidence(
        claims=_claims(read, quotes, findings, studies, reviews),
        quotes=quotes,
        findings=findings,
        codings=_codings(read("codings"), quotes),
        groups=groups,
        studies=studies,
        reviews=reviews,
        ends={_id(row["id"]): _end(row) for row in read("ends")},
        opposites=opposites_of((_id(row["one"]), _id(row["other"])) for row in read("opposites")),
        mappings=tuple(
            sorted((belief, _id(row["domain"])) for row in domains for belief in set(_texts(row["beliefs"])))
        ),
        domains={_id(row["domain"]): _domain(row) for row in domains},
        asked=_asked(read("asked"), groups, studies),
        parents=_sorted(_pairs(read("parents"), "part", "whole")),
        included=_included(read("included"), findings, reviews, studies),
        numbers_hidden=filters.hides_numbers,
    )


def _claims(
    read: Read,
    quotes: Container[str],
    findings: Container[str],
    studies: Container[str],
    reviews: Container[str],
) -> tuple[Claim, ...]:
    """Return the claims in the selection, each with what is kept of its evidence."""
    quotes_of = _pairs(read("claim_quotes"), "claim", "quote", quotes)
    findings_of = _pairs(read("claim_findings"), "claim", "finding", findings)
    places = read("claim_places")
    study_of = {row["claim"]: _id(row["place"]) for row in places if row["kind"] == "Study"}
    review_of = {row["claim"]: _id(row["place"]) for row in places if row["kind"] == "Review"}
    return tuple(
        Claim(
            id=_id(row["claim"]),
            cause=_id(row["cause"]),
            effect=_id(row["effect"]),
            direction=_id(row["direction"]),
            basis=_text_or(row["basis"], "framed"),
            roles=_texts(row["roles"]),
            emphasis=_optional(row["emphasis"]),
            coder=_optional(row["coder"]),
            quotes=tuple(sorted(quotes_of.get(_id(row["claim"]), ()))),
            findings=tuple(sorted(findings_of.get(_id(row["claim"]), ()))),
            study=_kept(study_of.get(row["claim"]), studies),
            review=_kept(review_of.get(row["claim"]), reviews),
        )
        for row in sorted(read("claims"), key=lambda row: _id(row["claim"]))
    )


def _quotes(read: Read, groups: Container[str]) -> dict[str, Quote]:
    groups_of: dict[str, list[str]] = {}
    for row in read("quote_groups"):
        if row["group"] in groups:
            for quote in _texts(row["quotes"]):
                groups_of.setdefault(quote, []).append(_id(row["group"]))
    found = {}
    for row in read("quotes"):
        study = _id(row["study"])
        for identifier, kind, speaker, roles in cast("list[tuple[str, Value, Value, Value]]", row["quotes"]):
            found[identifier] = Quote(
                id=identifier,
                study=study,
                kind=_text_or(kind, "verbatim"),
                speaker=_text_or(speaker, "").strip() or None,
                roles=_texts(roles),
                groups=tuple(sorted(groups_of.get(identifier, ()))),
            )
    return found


def _codings(rows: Iterable[Row], quotes: Container[str]) -> tuple[Coding, ...]:
    return tuple(
        Coding(
            quote=quote,
            belief=_id(row["belief"]),
            contradicts=row["stance"] == "CONTRADICTS",
            coder=_optional(row["coder"]),
        )
        for row in rows
        for quote in _texts(row["quotes"])
        if quote in quotes
    )


def _findings(read: Read, studies: Container[str], *, hide_numbers: bool) -> dict[str, Finding]:
    contributors = {
        _id(row["finding"]): tuple(sorted({study for study in _texts(row["studies"]) if study in studies}))
        for row in read("contributions")
    }
    beliefs: dict[str, dict[str, Summary]] = {}
    for row in read("summaries"):
        link = Summary(part=_id(row["part"]), relation=_id(row["relation"]))
        beliefs.setdefault(_id(row["finding"]), {})[_id(row["belief"])] = link
    found = {}
    for row in read("findings"):
        identifier, place = _id(row["finding"]), _id(row["place"])
        of_study = "Study" in _texts(row["kinds"])
        found[identifier] = Finding(
            id=identifier,
            study=place if of_study else None,
            review=None if of_study else place,
            roles=_texts(row["roles"]),
            confidence=_optional(row["confidence"]),
            reported_studies=None if hide_numbers else cast("int | None", row["studies"]),
            reported_unit=_text_or(row["unit"], "studies"),
            reported_participants=None if hide_numbers else cast("int | None", row["participants"]),
            beliefs=beliefs.get(identifier, {}),
            contributors=contributors.get(identifier, ()),
        )
    return found


def _asked(rows: Iterable[Row], groups: Mapping[str, Group], studies: Container[str]) -> tuple[Asked, ...]:
    """Return what was asked: what the groups of one study were asked alike is one row."""
    found: dict[tuple[str, str, str, bool, bool], set[str]] = {}
    for row in rows:
        who, of_group = _id(row["who"]), "ParticipantGroup" in _texts(row["whose"])
        if who not in (groups if of_group else studies):
            continue
        study = groups[who].study if of_group else who
        kind = next(kind for kind in ("Subtheme", "Theme", "Domain") if kind in _texts(row["kinds"]))
        key = (study, _id(row["about"]), kind, row["asked"] == "yes", of_group)
        found.setdefault(key, set()).update([who] if of_group else [])
    rows_made = (
        Asked(study=study, about=about, kind=kind, asked=asked, groups=tuple(sorted(of)))
        for (study, about, kind, asked, _), of in found.items()
    )
    return tuple(sorted(rows_made, key=lambda one: (one.study, one.about, one.kind, one.groups, one.asked)))


def _included(
    rows: Iterable[Row], findings: Mapping[str, Finding], reviews: Container[str], studies: Container[str]
) -> dict[str, tuple[str, ...]]:
    """Return the studies of each review: those it includes, and those it lists for a finding."""
    found = _pairs((row for row in rows if row["review"] in reviews), "review", "study", studies)
    for finding in findings.values():
        if finding.review is not None and finding.contributors:
            found.setdefault(finding.review, []).extend(finding.contributors)
    return _sorted(found)


def _pairs(
    rows: Iterable[Row], key: str, value: str, kept: Container[str] | None = None
) -> dict[str, list[str]]:
    """Return the kept values by key; all values if ``kept`` is not given."""
    found: dict[str, list[str]] = {}
    for row in rows:
        if kept is None or row[value] in kept:
            found.setdefault(_id(row[key]), []).append(_id(row[value]))
    return found


def _sorted(several: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(sorted(set(values))) for key, values in several.items()}


def _study(row: Row) -> Study:
    return Study(
        id=_id(row["study"]),
        title=_optional(row["title"]),
        authors=_optional(row["authors"]),
        year=cast("int | None", row["year"]),
        coverage=_optional(row["coverage"]),
        country=_texts(row["country"]),
        setting=_optional(row["setting"]),
        data_year=_optional(row["data_year"]),
        properties=_others(row["properties"], _STUDY_FIELDS),
    )


def _group(row: Row) -> Group:
    return Group(
        id=_id(row["group"]),
        study=_id(row["study"]),
        roles=_texts(row["roles"]),
        profession=_texts(row["profession"]),
        country=_texts(row["country"]),
        properties=_others(row["properties"], _GROUP_FIELDS),
    )


_NOT_TOLD = frozenset({"id", "sources", "places", "same"})
"""What the library itself writes on a node."""
_STUDY_FIELDS = _NOT_TOLD | {one.name for one in fields(Study)}
_GROUP_FIELDS = _NOT_TOLD | {one.name for one in fields(Group)}


def _others(properties: Value, left_out: Container[str]) -> dict[str, str]:
    """Return the properties of a node that have no field of their own, as text."""
    return {
        name: ";".join(map(str, value)) if isinstance(value, list) else str(value)
        for name, value in cast("dict[str, Value]", properties).items()
        if name not in left_out and value is not None
    }


def _end(row: Row) -> End:
    kind = next(kind for kind in ("Subtheme", "Theme", "Behaviour") if kind in _texts(row["kinds"]))
    return End(
        id=_id(row["id"]),
        kind=kind,
        label=_text_or(row["label"], _id(row["id"])),
        aliases=_texts(row["aliases"]),
        sort=_optional(row["sort"]),
        actor=_optional(row["actor"]),
        context=_optional(row["context"]),
    )


def _domain(row: Row) -> Domain:
    return Domain(
        id=_id(row["domain"]),
        label=_text_or(row["label"], _id(row["domain"])),
        framework=_optional(row["framework"]),
        version=_optional(row["version"]),
    )


def _kept(place: str | None, kept: Container[str]) -> str | None:
    return place if place is not None and place in kept else None


def _id(value: Value) -> str:
    """Return a value that the model makes text."""
    return cast("str", value)


def _optional(value: Value) -> str | None:
    return cast("str | None", value)


def _text_or(value: Value, default: str) -> str:
    return default if value is None else cast("str", value)


def _texts(value: Value) -> tuple[str, ...]:
    return tuple(cast("list[str]", value or []))

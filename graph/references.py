"""Dangling references: rows that name something no row defines, found on the merged records of all sources."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .bookkeeping import decode
from .fold import fold
from .merge import meanings
from .model import FAMILIES, LINK_KINDS, SHORT_FORMS
from .records import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterator, Mapping, Sequence

    from .bookkeeping import SourceState
    from .merge import Merged
    from .records import Link, Record, Ref

COLUMNS = {
    ("Study", "INCLUDED_IN"): "reviews",
    ("Study", "SAME_AS"): "same_as",
    ("ParticipantGroup", "TOOK_PART_IN"): "study",
    ("Quote", "REPORTED_IN"): "study",
    ("Quote", "VOICED_BY"): "groups",
    ("Quote", "SUPPORTS"): "supports",
    ("Quote", "CONTRADICTS"): "contradicts",
    ("Subtheme", "PART_OF"): "themes",
    ("Theme", "PART_OF"): "parent",
    ("Subtheme", "MAPS_TO"): "domains",
    ("Subtheme", "OPPOSITE_OF"): "opposite_of",
    ("Behaviour", "OPPOSITE_OF"): "opposite_of",
    ("Claim", "CAUSE"): "cause",
    ("Claim", "EFFECT"): "effect",
    ("Claim", "BASED_ON"): "quotes or finding",
    ("Claim", "MADE_IN"): "study or review",
    ("Finding", "REPORTED_BY"): "review or study",
    ("Finding", "SUMMARISES"): "summarises",
    ("Finding", "ABOUT"): "behaviours or domains",
    ("Finding", "CONTRIBUTES_TO"): "studies",
    ("Coding", "SUPPORTS"): "quote or subtheme",
    ("Coding", "CONTRADICTS"): "quote or subtheme",
    ("FindingBelief", "SUMMARISES"): "finding or belief",
    ("Contribution", "CONTRIBUTES_TO"): "finding or study",
    ("Mapping", "MAPS_TO"): "belief or domain",
    ("Asked", "ASKED_ABOUT"): "study, groups or about",
    ("Appraisal", "APPRAISES"): "study",
    ("InterventionTarget", "ADDRESSES"): "addresses",
    ("InterventionTarget", "AIMS_AT"): "aims_at",
    ("InterventionTarget", "USES"): "uses",
    ("Domain", "BELONGS_TO"): "component",
}
"""Column of the evidence tables that states a link; where two could, the kind of the end decides below."""

_BY_END = {
    ("Claim", "BASED_ON", "Quote"): "quotes",
    ("Claim", "BASED_ON", "Finding"): "finding",
    ("Claim", "MADE_IN", "Study"): "study",
    ("Claim", "MADE_IN", "Review"): "review",
    ("Finding", "REPORTED_BY", "Review"): "review",
    ("Finding", "REPORTED_BY", "Study"): "study",
    ("Finding", "ABOUT", "Behaviour"): "behaviours",
    ("Finding", "ABOUT", "Domain"): "domains",
    ("Coding", "SUPPORTS", "Quote"): "quote",
    ("Coding", "SUPPORTS", "Belief"): "subtheme",
    ("Coding", "CONTRADICTS", "Quote"): "quote",
    ("Coding", "CONTRADICTS", "Belief"): "subtheme",
    ("FindingBelief", "SUMMARISES", "Finding"): "finding",
    ("FindingBelief", "SUMMARISES", "Belief"): "belief",
    ("Contribution", "CONTRIBUTES_TO", "Finding"): "finding",
    ("Contribution", "CONTRIBUTES_TO", "Study"): "study",
    ("Mapping", "MAPS_TO", "Subtheme"): "belief",
    ("Mapping", "MAPS_TO", "Domain"): "domain",
    ("Asked", "ASKED_ABOUT", "Study"): "study",
    ("Asked", "ASKED_ABOUT", "ParticipantGroup"): "groups",
    ("Asked", "ASKED_ABOUT", "Topic"): "about",
}

NAMES = {
    "Belief": "subtheme or theme",
    "End": "subtheme, theme or behaviour",
    "Topic": "subtheme, theme or domain",
    "ParticipantGroup": "group",
    "Technique": "technique (BCT code)",
    "Component": "COM-B component",
    "InterventionTarget": "target",
}


TABLES = {
    "reviews": "Review",
    "studies": "Study",
    "groups": "ParticipantGroup",
    "themes": "Theme",
    "subthemes": "Subtheme",
    "behaviours": "Behaviour",
    "quotes": "Quote",
    "findings": "Finding",
    "domains": "Domain",
}
"""Kind of the things each table defines."""


@dataclass(frozen=True, slots=True)
class Unread:
    """What files define but could not be read, each with a problem of its own."""

    tables: Collection[str] = ()
    """Tables that could not be read at all."""
    rows: Collection[tuple[str, str]] = ()
    """(table, id) of rows whose id is refused."""

    def defines(self, ref: Ref) -> bool:
        """Tell whether a reference may mean something that could not be read."""
        tables = [table for table, kind in TABLES.items() if kind in FAMILIES.get(ref.kind, (ref.kind,))]
        return any(table in self.tables or (table, ref.id) in self.rows for table in tables)


def dangling(
    merged: Mapping[str, Merged],
    sources: Sequence[SourceState],
    before: Mapping[str, Merged],
    unread: Unread | None = None,
) -> list[Problem]:
    """Return one problem for every reference to something that no source defines.

    ``before`` tells references that never had a target from those whose target was removed by this load.
    ``unread`` is what the files define in a way that could not be read: references to it pass.
    """
    unknown = unread or Unread()
    nodes = meanings(merged)
    missing = {about for about, item in merged.items() if _missing(item.record, nodes, unknown)}
    if not missing:
        return []
    known = _Known.of(merged)
    gone = meanings(before)
    problems: list[Problem] = []
    for record in _rows(sources, missing):
        for link, ref in _missing(record, nodes, unknown):
            problem = _problem(record, link, ref, known, removed=ref.id in gone[ref.kind])
            if problem not in problems:
                problems.append(problem)
    return problems


def _told(record: Record) -> Sequence[Link]:
    """Return the links of a record that no other record of the same row states too."""
    if record.kind != "Claim" or record.place.table not in SHORT_FORMS:
        return record.links
    # The quote or finding of the row names the beliefs, a finding also the behaviours.
    return [link for link in record.links if link.relation == "EFFECT" and record.place.table == "quotes"]


def _missing(record: Record, nodes: Mapping[str, Container[str]], unknown: Unread) -> list[tuple[Link, Ref]]:
    """Return the references of a record that mean nothing, each with its link."""
    return [
        (link, ref)
        for link in _told(record)
        for ref in (link.start, link.end)
        if ref.id not in nodes[ref.kind] and not unknown.defines(ref)
    ]


def _rows(sources: Sequence[SourceState], abouts: set[str]) -> Iterator[Record]:
    for source in sources:
        for about in source.records:
            if about in abouts:
                yield decode(about, source.records[about])


@dataclass(slots=True)
class _Known:
    """What there is to refer to, for advice."""

    ids: dict[str, list[str]] = field(default_factory=dict)
    """By kind."""
    labels: dict[tuple[str, str], str] = field(default_factory=dict)
    """Id by kind and folded label."""

    @classmethod
    def of(cls, merged: Mapping[str, Merged]) -> _Known:
        known = cls()
        for item in merged.values():
            record = item.record
            if record.kind not in LINK_KINDS:
                known.ids.setdefault(record.kind, []).append(record.id)
                label = record.properties.get("label") or record.properties.get("title")
                if isinstance(label, str):
                    known.labels.setdefault((record.kind, fold(label)), record.id)
        return known

    def advice(self, ref: Ref) -> str:
        """Return what to do about a reference to nothing."""
        kinds = FAMILIES.get(ref.kind, (ref.kind,))
        for kind in kinds:
            meant = self.labels.get((kind, fold(ref.id)))
            if meant is not None:
                return f"That is the label of {meant}: write {meant}."
        ids = [identifier for kind in kinds for identifier in self.ids.get(kind, [])]
        parts = [part.strip() for part in ref.id.split(",")]
        if len(parts) > 1 and set(parts) <= set(ids):
            return f"Separate several ids by a semicolon: {';'.join(parts)}."
        near = nearest(ref.id, ids)
        return (
            f"Did you mean {' or '.join(near)}?"
            if near
            else "Correct the id (ids are matched exactly), or add a row for it."
        )


def _problem(record: Record, link: Link, ref: Ref, known: _Known, *, removed: bool) -> Problem:
    name = NAMES.get(ref.kind, ref.kind.lower())
    column = _BY_END.get((record.kind, link.relation, ref.kind)) or COLUMNS.get((record.kind, link.relation))
    if record.kind == "Claim" and record.place.table in SHORT_FORMS:
        column = "behaviours"
    place = Place(record.place.file, record.place.table, record.place.row, column)
    if removed:
        return Problem(
            place,
            ref.id,
            f"It refers to the {name} {ref.id}, which no source holds any more.",
            f"Keep {ref.id}, or remove this reference first.",
        )
    return Problem(place, ref.id, f"There is no {name} with the id {ref.id}.", known.advice(ref))


def nearest(wanted: str, known: Sequence[str], most: int = 3) -> list[str]:
    """Return the ids that look most like ``wanted``, best first; none if nothing is near."""
    from rapidfuzz import fuzz, process

    found = process.extract(
        wanted, known, scorer=fuzz.ratio, limit=most, score_cutoff=75, processor=str.casefold
    )
    return [str(match[0]) for match in found]

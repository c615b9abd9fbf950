"""Identity: whether two rows with one id speak of the same thing.

The first field that tells things apart and that both rows give decides: of a study or review the DOI, the PMID, then
title and year; of a quote its text; of what has a label, that; of a claim its ends and direction. Values are
compared folded, and an empty field differs from nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .fold import fold
from .model import KIND, RELATION
from .records import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from .records import Record, Value


def clash_of(
    versions: Sequence[tuple[str, Record]], joined: Mapping[str, str], accepted: Mapping[str, Collection[str]]
) -> Problem | None:
    """Return a problem if a later source means another thing by this id than an earlier one.

    ``accepted`` holds, for each source, the records of other sources that were accepted as the same thing
    (:func:`accepted_key`); those two are not compared again.
    """
    for at, (later_name, later) in enumerate(versions):
        for name, earlier in versions[:at]:
            if accepted_key(name, earlier.about) in accepted.get(later_name, ()):
                continue
            if accepted_key(later_name, later.about) in accepted.get(name, ()):
                continue
            difference = difference_of(earlier, later, joined)
            if difference is not None:
                column, mine, theirs = difference
                return Problem(
                    Place(later.place.file, later.place.table, later.place.row, column),
                    mine,
                    f"The id {later.id} is given to something else by the source {name} ({earlier.place}): there {column} is "
                    f'"{theirs}", here "{mine}".',
                    "Use --prefix P: to keep the two apart, or --merge if they are the same thing.",
                )
    return None


def accepted_key(source: str, about: str) -> str:
    """Return how a source remembers that its record is the same thing as another source's: the other's record."""
    return f"{source}#{about}"


def difference_of(earlier: Record, later: Record, joined: Mapping[str, str]) -> tuple[str, str, str] | None:
    """Return (field, later value, earlier value) of the field that tells the two records apart, or None."""
    for relation in _single_relations(earlier):
        one, other = _end(earlier, relation, joined), _end(later, relation, joined)
        if one and other and one != other:
            return _COLUMN_OF.get(relation, relation.lower()), other, one
    fields = KIND[earlier.kind].identity if earlier.kind in KIND else ()
    for name in fields:
        one, other = _identity(earlier, name), _identity(later, name)
        if not one or not other:
            continue
        if one != other:
            return name, shown(later.properties[name]), shown(earlier.properties[name])
        if name == "title":
            one_year, other_year = earlier.properties.get("year"), later.properties.get("year")
            if one_year and other_year and one_year != other_year:
                return "year", shown(other_year), shown(one_year)
        if earlier.kind in ("Study", "Review"):
            return None  # the first field that both give decides
    return None


_COLUMN_OF = {
    "TOOK_PART_IN": "study",
    "REPORTED_IN": "study",
    "APPRAISES": "study",
    "REPORTED_BY": "review or study",
    "CAUSE": "cause",
    "EFFECT": "effect",
    "SAME_AS": "same_as",
}
_DOI_PREFIX = re.compile(r"^(https?://(dx\.)?doi\.org/|doi:\s*)")


def _single_relations(record: Record) -> list[str]:
    return [link.relation for link in record.links if RELATION[link.relation].single]


def _end(record: Record, relation: str, joined: Mapping[str, str]) -> str | None:
    for link in record.links:
        if link.relation == relation:
            return joined.get(link.end.id, link.end.id) if link.end.kind == "Study" else link.end.id
    return None


def _identity(record: Record, name: str) -> str:
    value = record.properties.get(name)
    folded = fold(shown(value)) if value is not None else ""
    return _DOI_PREFIX.sub("", folded) if name == "doi" else folded


def shown(value: Value) -> str:
    """Return a value as a person would write it in a cell."""
    return ";".join(str(part) for part in value) if isinstance(value, list) else str(value)

"""The bundled framework tables as records: TDF domains, COM-B, the Behaviour Change Wheel and BCTs.

Every row names its framework, version, source and licence, and so does every link. Some tables are partial;
``frameworks/README.md`` says which. A pair that no table lists is unknown, never taken as not linked.
"""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, TypeAlias

from ..graph.records import Link, Place, Reading, Record, Ref

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = "frameworks"
"""Name of the source and of its format."""

Row: TypeAlias = "dict[str, str]"


@dataclass(frozen=True, slots=True)
class _LinkTable:
    """A table of links: which relation it states and which columns name the two ends."""

    table: str
    relation: str
    start: tuple[str, str]
    """Column and kind of the record that the link starts from, and that states it."""
    end: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Published:
    """What one bundled table took from one publication."""

    table: str
    framework: str
    version: str
    rows: int
    source: str


_NODE_TABLES = {
    "components": "Component",
    "domains": "Domain",
    "functions": "Function",
    "policy_categories": "PolicyCategory",
    "techniques": "Technique",
}
_LINK_TABLES = (
    _LinkTable("domain_components", "BELONGS_TO", ("domain", "Domain"), ("component", "Component")),
    _LinkTable("function_components", "SERVES", ("function", "Function"), ("component", "Component")),
    _LinkTable("function_domains", "SERVES", ("function", "Function"), ("domain", "Domain")),
    _LinkTable("technique_domains", "CHANGES", ("technique", "Technique"), ("domain", "Domain")),
)


def reading() -> Reading:
    """Return all framework tables as records, in the order of the tables and their rows.

    A link table's row becomes a link of the record it starts from if it says ``linked`` 1 and names both ends; a
    technique's mechanism that is no TDF domain has no link. A policy category has no links.
    """
    links = _links()
    records = tuple(
        Record(
            kind,
            row["id"],
            {name: value for name, value in row.items() if name != "id" and value},
            tuple(links.get(Ref(kind, row["id"]), ())),
            Place(FORMAT, table, number),
        )
        for table, kind in _NODE_TABLES.items()
        for number, row in _rows(table)
    )
    tables = (*_NODE_TABLES, *(spec.table for spec in _LINK_TABLES))
    return Reading(FORMAT, records, {table: sum(1 for _ in _rows(table)) for table in tables})


def digest() -> str:
    """Return 16 hex digits that change whenever a bundled table changes."""
    total = hashlib.blake2b(digest_size=8)
    for table in (*_NODE_TABLES, *(spec.table for spec in _LINK_TABLES)):
        total.update(table.encode())
        total.update(_bytes(table))
    return total.hexdigest()


def published() -> tuple[Published, ...]:
    """Return which framework, version and publication the bundled tables are from, in their order."""
    found: dict[tuple[str, str, str, str], int] = {}
    for table in (*_NODE_TABLES, *(spec.table for spec in _LINK_TABLES)):
        for _, row in _rows(table):
            key = (table, row["framework"], row["version"], row["source"])
            found[key] = found.get(key, 0) + 1
    return tuple(
        Published(table, framework, version, rows, source)
        for (table, framework, version, source), rows in found.items()
    )


def labels(kind: str) -> dict[str, str]:
    """Return id and label of every bundled Domain, Component, Function, Technique or PolicyCategory.

    The order is that of the published list. Raises KeyError for any other kind.
    """
    table = {kind: table for table, kind in _NODE_TABLES.items()}[kind]
    return {row["id"]: row["label"] for _, row in _rows(table)}


def _links() -> dict[Ref, list[Link]]:
    """Return the links by the record that states them."""
    found: dict[Ref, list[Link]] = {}
    for spec in _LINK_TABLES:
        for link in _links_of(spec):
            found.setdefault(link.start, []).append(link)
    return found


def _links_of(spec: _LinkTable) -> Iterator[Link]:
    """Yield the links of one table, one per pair and version.

    The Behaviour Change Wheel splits Skills into two rows; both are the one domain Skills, so their published
    names are joined.
    """
    start_column, start_kind = spec.start
    end_column, end_kind = spec.end
    ends = (start_column, end_column, "linked")
    merged: dict[tuple[Ref, Ref, str, str], Row] = {}
    for _, row in _rows(spec.table):
        if row["linked"] != "1" or not row[end_column]:
            continue
        start, end = Ref(start_kind, row[start_column]), Ref(end_kind, row[end_column])
        properties = {name: value for name, value in row.items() if name not in ends and value}
        earlier = merged.setdefault((start, end, row["framework"], row["version"]), properties)
        for name in ("domain_as_published", "mechanism_as_published"):
            if name in properties and properties[name] not in earlier[name].split("; "):
                earlier[name] += f"; {properties[name]}"
    for (start, end, _, _), properties in merged.items():
        yield Link(spec.relation, start, end, properties)


def _rows(table: str) -> Iterator[tuple[int, Row]]:
    """Yield the rows of a table with the number a spreadsheet shows (header = 1)."""
    yield from enumerate(csv.DictReader(io.StringIO(_bytes(table).decode("utf-8"), newline="")), start=2)


@cache
def _bytes(table: str) -> bytes:
    return (files(__package__) / f"{table}.csv").read_bytes()

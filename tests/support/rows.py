"""Short ways to write records by hand in tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from beliefgraph.graph.records import Link, Place, Reading, Record, Ref

if TYPE_CHECKING:
    from collections.abc import Iterable


def ref(text: str) -> Ref:
    """Return the reference written "Kind/id"."""
    kind, _, identifier = text.partition("/")
    return Ref(kind, identifier)


def link(kind: str, start: str, end: str, /, **properties: Any) -> Link:
    return Link(kind, ref(start), ref(end), properties)


def record(
    about: str, /, *links: Link, row: int = 2, file: str = "test.xlsx", table: str = "", **properties: Any
) -> Record:
    kind, _, identifier = about.partition("/")
    return Record(kind, identifier, properties, links, Place(file, table or kind.lower(), row))


def reading(records: Iterable[Record]) -> Reading:
    return Reading("test", tuple(records))

"""What a library remembers of its sources: the text of every record, in the same database.

``(:Library)`` says whose database this is, ``(:Source)`` which files it is made of and in which order,
``(:SourceRecord)`` what each of their rows said. The graph is computed from the records alone, so these
nodes are all that an update, a removal or an upgrade needs. They have no relationships and are left out of
counts, exports, maps and answers.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, TypeAlias, cast

from ..errors import StoreForeign, StoreTooNew, StoreUnreachable
from .model import MODEL_VERSION
from .records import Link, Place, Record, Ref

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from .records import Value
    from .store import Row

    Run: TypeAlias = Callable[[str, Mapping[str, Value]], list[Row]]

FRAMEWORKS = "frameworks"
"""Name of the source that holds the bundled framework tables; always first."""


@dataclass(frozen=True, slots=True)
class Stored:
    """One record as a library keeps it."""

    body: str
    """Canonical JSON of properties and links."""
    hash: str
    """16 hexadecimal digits of the body; the place is not in it."""
    place: str
    """JSON of file, table and row."""
    record: Record | None = field(default=None, compare=False, repr=False)
    """The record itself where it was just read, so that it need not be decoded again."""


@dataclass(frozen=True, slots=True)
class SourceState:
    """One source with all its records, by ``kind/id``."""

    name: str
    order: int
    """Order of first load; the first source that gives a value wins."""
    format: str = ""
    digest: str = ""
    """Hash over all records: equal digests mean nothing to do."""
    prefix: str = ""
    merged: tuple[str, ...] = ()
    """Records of other sources (``source#kind/id``) accepted as the same thing as its own, with ``--merge``."""
    last_load: int = 0
    records: Mapping[str, Stored] = field(default_factory=dict)


def encode(record: Record) -> Stored:
    """Return what the library keeps of a record."""
    links = [
        [link.relation, link.start.kind, link.start.id, link.end.kind, link.end.id, link.properties]
        for link in record.links
    ]
    body = _BODY.encode([record.properties, links])
    place = record.place
    row = "null" if place.row is None else place.row
    return Stored(body, body_hash(body), f"{_table_of(place.file, place.table)}{row}]", record)


_BODY = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=dict)


@lru_cache
def _table_of(file: str, table: str) -> str:
    """Return the part of a place's JSON that all rows of a table share."""
    return json.dumps([file, table, 0], ensure_ascii=False)[: -len("0]")]


def body_hash(body: str) -> str:
    """Return the hash that a record's body is known by."""
    return blake2b(body.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def decode(about: str, stored: Stored) -> Record:
    """Return the record that was kept."""
    if stored.record is not None:
        return stored.record
    kind, _, identifier = about.partition("/")
    properties, links = json.loads(stored.body)
    return Record(
        kind,
        identifier,
        properties,
        tuple(
            Link(relation, Ref(start_kind, start), Ref(end_kind, end), link_properties)
            for relation, start_kind, start, end_kind, end, link_properties in links
        ),
        place_of(stored),
    )


def place_of(stored: Stored) -> Place:
    """Return where a kept record was read."""
    file, table, row = json.loads(stored.place)
    return Place(file, table, row)


class Digest:
    """One hash over all records of a source, places included; they are added sorted by ``kind/id``."""

    def __init__(self) -> None:
        self._total = blake2b(digest_size=16)

    def add(self, about: str, stored: Stored) -> None:
        """Add the next record."""
        self._total.update(f"{about}\0{stored.hash}\0{stored.place}\n".encode("utf-8", "surrogatepass"))

    def text(self) -> str:
        """Return the digest of what was added so far."""
        return self._total.hexdigest()


def digest_of(records: Mapping[str, Stored]) -> str:
    """Return one hash over all records of a source, places included, whatever their order."""
    total = Digest()
    for about in sorted(records):
        total.add(about, records[about])
    return total.text()


def collect(name: str, order: int, records: Iterable[Record], format: str = "") -> SourceState:  # noqa: A002
    """Return a source made of ``records``; their ``kind/id`` must be distinct."""
    stored = {record.about: encode(record) for record in records}
    return SourceState(name, order, format, digest_of(stored), records=stored)


def check_library(run: Run) -> int | None:
    """Return the number of the last load, or None if the database is empty.

    Raises StoreForeign if the database holds something that is not a library, StoreTooNew if a newer
    beliefgraph wrote it.
    """
    rows = run(
        "MATCH (l:Library {id: 'library'}) RETURN l.model_version AS version, l.load_number AS number, l.id AS id ORDER BY id",
        {},
    )
    if not rows or not isinstance(rows[0]["version"], int):
        if rows or run("MATCH (n) RETURN 1 AS found LIMIT 1", {}):
            raise StoreForeign(
                "This database holds something that is not a beliefgraph library; nothing was changed. Give --db another address."
            )
        return None
    _refuse_newer(rows[0]["version"])
    return cast("int", rows[0]["number"])


def _refuse_newer(version: int) -> None:
    if version > MODEL_VERSION:
        raise StoreTooNew(
            f"This library was written by a newer beliefgraph (model version {version}; this one knows {MODEL_VERSION}). "
            "Upgrade beliefgraph to open it."
        )


def enter_library(run: Run, written_by: str) -> int:
    """Begin a change of the library inside a transaction; returns the number of this load.

    Writing to the one Library node comes before everything is read: on a server that is the lock on which
    loads queue, and a load that had read earlier would not see what the one before it wrote. The write is a
    statement of its own, because a statement that counts up may read the number before it holds the lock.

    Raises StoreTooNew if a newer beliefgraph wrote the library, also if it did so a moment ago.
    """
    run("MERGE (l:Library {id: 'library'}) SET l.written_by = $by", {"by": written_by})
    (row,) = run(
        "MATCH (l:Library {id: 'library'}) WITH l, l.model_version AS version "
        "SET l.load_number = coalesce(l.load_number, 0) + 1, l.model_version = $version "
        "RETURN l.load_number AS number, version",
        {"version": MODEL_VERSION},
    )
    if row["version"] is not None:
        _refuse_newer(cast("int", row["version"]))
    return cast("int", row["number"])


def require_library(run: Run, address: str) -> None:
    """Raise StoreUnreachable if the database is there but empty; otherwise as :func:`check_library`."""
    if check_library(run) is None:
        raise StoreUnreachable(
            f"The library at {address} is empty. Load something with 'beliefgraph load FILE…'."
        )


def read_sources(run: Run, *, records_of: Iterable[str] | None = None) -> dict[str, SourceState]:
    """Return the sources of a library in their order, with the records of ``records_of`` (default: of all)."""
    rows = run(
        "MATCH (s:Source) RETURN s.id AS id, s.order AS order, s.format AS format, s.digest AS digest, "
        "s.prefix AS prefix, s.merged AS merged, s.last_load AS last_load ORDER BY order, id",
        {},
    )
    sources = {
        str(row["id"]): SourceState(
            str(row["id"]),
            cast("int", row["order"]),
            str(row["format"] or ""),
            str(row["digest"] or ""),
            str(row["prefix"] or ""),
            tuple(cast("list[str]", row["merged"] or [])),
            cast("int", row["last_load"] or 0),
        )
        for row in rows
    }
    wanted = set(sources) if records_of is None else set(records_of) & set(sources)
    if not wanted:
        return sources
    # One pass over all records: an index on the few-valued `source` made commits many times slower.
    records: dict[str, dict[str, Stored]] = {name: {} for name in wanted}
    for row in run(
        "MATCH (r:SourceRecord) WHERE r.source IN $sources "
        "RETURN r.source AS source, r.about AS about, r.body AS body, r.hash AS hash, r.place AS place",
        {"sources": [*sorted(wanted)]},
    ):
        records[str(row["source"])][str(row["about"])] = Stored(
            str(row["body"]), str(row["hash"]), str(row["place"])
        )
    return {name: replace(state, records=records.get(name, {})) for name, state in sources.items()}

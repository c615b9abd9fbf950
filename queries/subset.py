"""The smaller library that a filter means, as sources of its own.

The filters of every answer say what is kept, each read in the full library; the records of every source then go, or
lose their links to what is gone. So the same sources remain, each with fewer rows, and an answer from the smaller
library is the filtered answer from the full one. A default that the full library derived from what is gone is
written out, so that it stays what it was.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from ..errors import ParameterError
from ..graph.bookkeeping import collect, decode
from ..graph.collection import no_collection
from ..graph.model import LINK_KINDS
from ..graph.snapshot import read_whole, unchanged
from ..graph.unshared import unshared_quotes
from .filters import PRINTED_PROPERTIES, apply, resolve

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping

    from ..graph.bookkeeping import SourceState
    from ..graph.records import Link, Record, Ref, Value
    from ..graph.store import Row
    from .filters import Filters, Resolved
    from .stored import Query

    Sources = dict[str, dict[str, Record]]
    """Records by ``kind/id``, by source."""

_KEPT = {
    "Review": "MATCH (v:Review) WHERE true /* filter: review v */ RETURN v.id AS id",
    "Study": "MATCH (s:Study) WHERE s.same IS NULL /* filter: study s */ RETURN s.id AS id",
    "ParticipantGroup": "MATCH (g:ParticipantGroup) WHERE true /* filter: group g */ RETURN g.id AS id",
    "Quote": "MATCH (q:Quote) WHERE true /* filter: quote q */ RETURN q.id AS id",
    "Finding": "MATCH (f:Finding) WHERE true /* filter: finding f */ RETURN f.id AS id",
    "Claim": "MATCH (c:Claim) WHERE true /* filter: claim c */ RETURN c.id AS id",
}
"""What filters leave of each kind that they touch. Everything else stays, or goes with these."""
_CODINGS = (
    "MATCH (q:Quote)-[k:SUPPORTS|CONTRADICTS]->(b) WHERE true /* filter: coding k */ "
    "RETURN q.id AS quote, type(k) AS stance, b.id AS belief, k.coder AS coder"
)
_CONTRIBUTIONS = (
    "MATCH (s:Study)-[k:CONTRIBUTES_TO]->(f:Finding) WHERE true /* filter: contribution k */ "
    "RETURN s.id AS study, f.id AS finding"
)
_JOINED = "MATCH (s:Study) WHERE s.same IS NOT NULL RETURN s.id AS id, s.same AS same"
_HOMES = "MATCH (q:Quote)-[:REPORTED_IN]->(s:Study) RETURN q.id AS quote, s.id AS study"
_VERBATIM = "MATCH (q:Quote) WHERE q.kind = 'verbatim' RETURN q.id AS id"
_STATED = "MATCH (c:Claim) WHERE c.basis = 'stated' RETURN c.id AS id"


@dataclass(frozen=True, slots=True)
class Kept:
    """How many things of a kind are kept, of how many; rows that are one study count once."""

    kind: str
    kept: int
    of: int


@dataclass(frozen=True, slots=True)
class Smaller:
    """A smaller library."""

    sources: dict[str, SourceState]
    """In their order; a source of which nothing is left is not among them."""
    kept: tuple[Kept, ...]
    empty: tuple[str, ...]
    """Names of the sources of which nothing is left."""
    not_shared: int
    """Kept quotes that are marked share=no; their texts are in it."""


def subset(query: Query, filters: Filters) -> Smaller:
    """Return the smaller library that ``filters`` mean. ``query`` sends a reading statement.

    Raises ParameterError without a filter that leaves something out, UnknownName for a value that the library does
    not hold, StoreBusy if somebody changes the library meanwhile.
    """
    if filters.inferred or not filters.opposites:
        raise ParameterError(
            "--inferred and --no-opposites say how to count and leave nothing out: give them when you ask."
        )
    if not filters.used:
        raise ParameterError(
            "Name at least one filter, for example --country Norway. 'beliefgraph copy' copies the whole library."
        )
    with unchanged(query), no_collection():
        selection = _Selection(query, resolve(query, filters))
        full = read_whole(query)
        small = {name: dict(selection.records(state)) for name, state in full.items()}
        _write_out(query, small, selection)
    made = {
        name: _source(full[name], records)
        for name, records in small.items()
        if records or not full[name].records
    }
    return Smaller(
        made,
        selection.counts,
        tuple(name for name in full if name not in made),
        len(selection.quotes & unshared_quotes(query)),
    )


def _source(state: SourceState, records: Mapping[str, Record]) -> SourceState:
    made = collect(state.name, state.order, records.values(), state.format)
    return replace(made, prefix=state.prefix, merged=state.merged)


class _Selection:
    """What is kept of one library, and what a record says of it."""

    def __init__(self, query: Query, resolved: Resolved) -> None:
        def read(text: str) -> list[Row]:
            return query(*apply(text, resolved))

        self.joined = {_id(row["id"]): _id(row["same"]) for row in query(_JOINED, {})}
        """Rows joined to another study, and to which."""
        self._kept = {kind: {_id(row["id"]) for row in read(text)} for kind, text in _KEPT.items()}
        self.counts = tuple(
            Kept(kind, len(self._kept[kind]), len(query(text, {}))) for kind, text in _KEPT.items()
        )
        self.quotes = self._kept["Quote"]
        self._kept["Study"] |= {row for row, same in self.joined.items() if same in self._kept["Study"]}
        self._codings = _touched(resolved, "coding", _CODINGS, read)
        self._contributions = _touched(resolved, "contribution", _CONTRIBUTIONS, read)
        self._hides_numbers = resolved.filters.hides_numbers

    def records(self, state: SourceState) -> Iterator[tuple[str, Record]]:
        """Yield what is kept of one source, by ``kind/id``."""
        for about, stored in state.records.items():
            kind, _, identifier = about.partition("/")
            if kind in self._kept and identifier not in self._kept[kind]:
                continue
            record = decode(about, stored)
            links = tuple(link for link in record.links if self._keeps(link))
            if len(links) < len(record.links):
                if record.kind in LINK_KINDS and not links:
                    continue
                if record.kind == "Appraisal":  # its study is gone
                    continue
                record = replace(record, links=links)
            if self._hides_numbers and record.kind == "Finding":
                record = _without(record, PRINTED_PROPERTIES)
            yield about, record

    def _keeps(self, link: Link) -> bool:
        if not (self._keeps_end(link.start) and self._keeps_end(link.end)):
            return False
        if link.relation in LINK_KINDS["Coding"] and self._codings is not None:
            return (link.start.id, link.relation, link.end.id, link.properties.get("coder")) in self._codings
        if link.relation == "CONTRIBUTES_TO" and self._contributions is not None:
            return (self.study(link.start.id), link.end.id) in self._contributions
        return True

    def _keeps_end(self, ref: Ref) -> bool:
        return ref.kind not in self._kept or ref.id in self._kept[ref.kind]

    def study(self, row: str) -> str:
        """Return the study that a row is."""
        return self.joined.get(row, row)


def _touched(
    resolved: Resolved, kind: str, text: str, read: Callable[[str], list[Row]]
) -> set[tuple[Value, ...]] | None:
    """Return the relationships of a kind that are kept, by all that tells them apart; None if no filter touches them."""
    if not resolved.predicates().of(kind, "k"):
        return None
    return {tuple(row.values()) for row in read(text)}


def _without(record: Record, names: Container[str]) -> Record:
    return replace(
        record, properties={name: value for name, value in record.properties.items() if name not in names}
    )


# What would be derived differently --------------------------------------------------------------------------


def _write_out(query: Query, small: Sources, selection: _Selection) -> None:
    """Write out, in the first record of a claim, what its gone quotes had decided.

    A claim with a verbatim quote is stated, and stays so without it. A claim may name a study of whose quotes none is
    left under it: in a file that is a mistake, here the link says why it is not.
    """
    quotes: dict[str, set[str]] = {}
    explicit: set[str] = set()
    for record in _claims(small):
        explicit |= {record.id} if "basis" in record.properties else set()
        quotes.setdefault(record.id, set()).update(
            link.end.id for link in record.links if link.relation == "BASED_ON" and link.end.kind == "Quote"
        )
    verbatim = _ids(query, _VERBATIM)
    unsaid = {
        claim for claim in _ids(query, _STATED) - explicit if claim in quotes and not quotes[claim] & verbatim
    }
    homes = {_id(row["quote"]): _id(row["study"]) for row in query(_HOMES, {})}
    for records in small.values():
        for about, record in records.items():
            if record.kind != "Claim":
                continue
            if record.id in unsaid:
                record = replace(record, properties={**record.properties, "basis": "stated"})
                unsaid.discard(record.id)
            studies = {homes[quote] for quote in quotes[record.id] if quote in homes}
            if studies:
                record = replace(
                    record, links=tuple(_explained(link, studies, selection) for link in record.links)
                )
            records[about] = record


def _explained(link: Link, studies: set[str], selection: _Selection) -> Link:
    """Return the link of a claim to a study, marked if none of its quotes is from there any more."""
    named = link.relation == "MADE_IN" and link.end.kind == "Study"
    if not named or selection.study(link.end.id) in studies:
        return link
    return replace(link, properties={**link.properties, "left_out": "quotes"})


def _claims(small: Sources) -> Iterator[Record]:
    for records in small.values():
        yield from (record for record in records.values() if record.kind == "Claim")


def _ids(query: Query, text: str) -> set[str]:
    return {_id(row["id"]) for row in query(text, {})}


def _id(value: Value) -> str:
    return cast("str", value)

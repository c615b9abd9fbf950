"""The Cypher that writes: the difference of two graphs, in batches, the same text on every engine.

Labels and relationship types come from the model, everything else travels as parameters. Each batch of
relationships or changes counts what it wrote: a MATCH that finds nothing would drop a row in silence. What is new in a new
library goes to the transaction's builder instead, where there is one.
"""

from __future__ import annotations

from itertools import groupby, islice
from typing import TYPE_CHECKING, TypeAlias, TypeVar, cast

from ..errors import ModelError, StoreDamaged
from .model import BOOKKEEPING, KIND, RELATION

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from .bookkeeping import SourceState, Stored
    from .project import Graph, LinkId, NodeId
    from .records import Value
    from .store import Row, Store, Transaction

    Progress: TypeAlias = Callable[[str, int], None]
T = TypeVar("T")


def prepare(store: Store) -> None:
    """Create the unique ids that a library needs. Repeating it changes nothing."""
    store.prepare([*KIND, *BOOKKEEPING])


def write_difference(
    transaction: Transaction, before: Graph, after: Graph, progress: Progress | None = None
) -> None:
    """Turn graph ``before``, which is stored, into ``after``.

    A relationship that changes is deleted and made again; the other relationships of its pair and type are
    left alone only if none of them changes, because one statement deletes them by their two ends.
    """
    gone_nodes = [node for node in before.nodes if node not in after.nodes]
    new_nodes = [node for node in after.nodes if node not in before.nodes]
    changed = [
        node for node, value in after.nodes.items() if node in before.nodes and before.nodes[node] != value
    ]
    gone_links: list[LinkId] = []
    new_links: Collection[LinkId] = after.links
    if before.links:
        pairs = _changed_pairs(before, after)
        gone_links = [link for link in before.links if link[:3] in pairs]
        new_links = [link for link in after.links if link[:3] in pairs]
    _delete_links(transaction, gone_links)
    _delete_nodes(transaction, gone_nodes)
    _create_nodes(transaction, after, new_nodes, progress)
    _update_nodes(transaction, before, after, changed)
    _create_links(transaction, after.links, new_links, progress)


def _changed_pairs(before: Graph, after: Graph) -> set[tuple[str, NodeId, NodeId]]:
    pairs = {link[:3] for link, value in before.links.items() if after.links.get(link) != value}
    pairs.update(link[:3] for link in after.links if link not in before.links)
    return pairs


def _label(label: str) -> str:
    if label not in KIND and label not in BOOKKEEPING:
        raise ModelError(f"{label} is no label of the model.")
    return label


def _type(relation: str) -> str:
    if relation not in RELATION:
        raise ModelError(f"{relation} is no relationship of the model.")
    return relation


def _batches(transaction: Transaction, rows: Iterable[T]) -> Iterator[list[T]]:
    """Return rows in the batches that the engine likes. They are taken as they are needed, so nothing holds all of them."""
    left = iter(rows)
    while batch := list(islice(left, transaction.batch)):
        yield batch


def create_nodes(
    transaction: Transaction, label: str, rows: Iterable[Row], progress: Progress | None = None
) -> None:
    """Make nodes of one label; each row is their properties, an ``id`` among them that no other node of the label has."""
    text = f"UNWIND $rows AS row CREATE (n:{_label(label)} {{id: row.id}}) SET n += row"
    for batch in _batches(transaction, rows):
        if transaction.builder is not None:
            transaction.builder.nodes(label, batch)
        else:
            transaction.run(text, {"rows": [*batch]})
        _tell(progress, label, len(batch))


def create_links(
    transaction: Transaction,
    relation: str,
    start: str,
    end: str,
    rows: Iterable[Row],
    progress: Progress | None = None,
) -> None:
    """Make relationships of one type between nodes of two labels; a row has ``start`` and ``end`` (ids) and ``properties``."""
    text = (
        f"UNWIND $rows AS row MATCH (a:{_label(start)} {{id: row.start}}) MATCH (b:{_label(end)} {{id: row.end}}) "
        f"CREATE (a)-[r:{_type(relation)}]->(b) SET r += row.properties RETURN count(*) AS n"
    )
    for batch in _batches(transaction, rows):
        if transaction.builder is not None:
            transaction.builder.links(relation, start, end, batch)
        else:
            _counted(transaction, text, batch, relation)
        _tell(progress, relation, len(batch))


def _delete_links(transaction: Transaction, links: Iterable[LinkId]) -> None:
    for (relation, start, end), group in _grouped(links):
        text = (
            f"UNWIND $rows AS row MATCH (a:{_label(start)} {{id: row.start}})-[r:{_type(relation)}]->(b:{_label(end)} {{id: row.end}}) "
            "DELETE r RETURN count(*) AS n"
        )
        ends = sorted({(link[1][1], link[2][1]) for link in group})
        for batch in _batches(transaction, ends):
            transaction.run(text, {"rows": [{"start": start, "end": end} for start, end in batch]})


def _delete_nodes(transaction: Transaction, nodes: Iterable[NodeId]) -> None:
    for label, group in groupby(sorted(nodes), key=lambda node: node[0]):
        for batch in _batches(transaction, (node[1] for node in group)):
            transaction.run(
                f"UNWIND $ids AS id MATCH (n:{_label(label)} {{id: id}}) DETACH DELETE n", {"ids": [*batch]}
            )


def _create_nodes(
    transaction: Transaction, graph: Graph, nodes: Iterable[NodeId], progress: Progress | None
) -> None:
    for label, group in groupby(sorted(nodes), key=lambda node: node[0]):
        create_nodes(transaction, label, (graph.nodes[node] for node in group), progress)


def _update_nodes(transaction: Transaction, before: Graph, after: Graph, nodes: Iterable[NodeId]) -> None:
    """Write changed nodes. Where only places moved (a row was added above), only places are sent."""
    for label, group in groupby(sorted(nodes), key=lambda node: node[0]):
        match = f"UNWIND $rows AS row MATCH (n:{_label(label)} {{id: row.id}})"
        moved: list[Row] = []
        changed: list[Row] = []
        for node in group:
            old, new = before.nodes[node], after.nodes[node]
            if {**old, "places": new["places"]} == new:
                moved.append({"id": node[1], "places": new["places"]})
            else:
                changed.append(new)
        for batch in _batches(transaction, moved):
            _counted(transaction, f"{match} SET n.places = row.places RETURN count(*) AS n", batch, label)
        for batch in _batches(transaction, changed):
            _counted(transaction, f"{match} SET n = row RETURN count(*) AS n", batch, label)


def _create_links(
    transaction: Transaction,
    properties: Mapping[LinkId, Mapping[str, Value]],
    links: Iterable[LinkId],
    progress: Progress | None = None,
) -> None:
    for (relation, start, end), group in _grouped(links):
        rows: Iterator[Row] = (
            {"start": link[1][1], "end": link[2][1], "properties": cast("Row", properties[link])}
            for link in group
        )
        create_links(transaction, relation, start, end, rows, progress)


def _grouped(links: Iterable[LinkId]) -> Iterator[tuple[tuple[str, str, str], list[LinkId]]]:
    groups: dict[tuple[str, str, str], list[LinkId]] = {}
    for link in links:
        groups.setdefault((link[0], link[1][0], link[2][0]), []).append(link)
    yield from sorted(groups.items(), key=lambda item: item[0])


def _counted(transaction: Transaction, text: str, batch: Sequence[Row], what: str) -> None:
    found = transaction.run(text, {"rows": [*batch]})
    if not found or found[0]["n"] != len(batch):
        raise StoreDamaged(
            f"The library contradicts itself: of {len(batch)} {what} to be written, {found[0]['n'] if found else 0} found "
            "their place. Nothing was written. Load the sources into a new library."
        )


def _tell(progress: Progress | None, what: str, rows: int) -> None:
    if progress is not None:
        progress(what, rows)


def write_influence(
    transaction: Transaction, wanted: Mapping[tuple[NodeId, NodeId], Mapping[str, Value]]
) -> int:
    """Make the derived SAID_TO_INFLUENCE relationships equal ``wanted``; only pairs that differ are written."""
    # A new library holds none yet, and asking it would stop its builder.
    stored = _stored_influence(transaction) if transaction.builder is None else {}
    after: dict[LinkId, Mapping[str, Value]] = {
        ("SAID_TO_INFLUENCE", start, end, ()): properties for (start, end), properties in wanted.items()
    }
    _delete_links(transaction, [link for link, value in stored.items() if after.get(link) != value])
    different = [link for link, value in after.items() if stored.get(link) != value]
    _create_links(transaction, after, different)
    return len(different)


def _stored_influence(transaction: Transaction) -> dict[LinkId, dict[str, Value]]:
    stored: dict[LinkId, dict[str, Value]] = {}
    for row in transaction.run(
        "MATCH (a)-[r:SAID_TO_INFLUENCE]->(b) RETURN labels(a)[0] AS start_label, a.id AS start, labels(b)[0] AS end_label, "
        "b.id AS end, properties(r) AS properties",
        {},
    ):
        start, end = (str(row["start_label"]), str(row["start"])), (str(row["end_label"]), str(row["end"]))
        stored["SAID_TO_INFLUENCE", start, end, ()] = cast("dict[str, Value]", row["properties"])
    return stored


def write_sources(
    transaction: Transaction, before: Mapping[str, SourceState], after: Mapping[str, SourceState]
) -> None:
    """Store what the library remembers of its sources; only records that differ are written."""
    gone: list[str] = []
    changed: list[Row] = []
    moved: list[Row] = []
    created: list[tuple[str, str, Stored]] = []
    for name in sorted(set(before) | set(after)):
        old = before[name].records if name in before else {}
        new = after[name].records if name in after else {}
        gone.extend(f"{name}#{about}" for about in old if about not in new)
        for about, stored in new.items():
            known = old.get(about)
            if known is None:
                created.append((name, about, stored))
            elif known.hash != stored.hash:
                changed.append(_record_row(name, about, stored))
            elif known.place != stored.place:
                moved.append({"id": f"{name}#{about}", "place": stored.place})
    for ids in _batches(transaction, gone):
        transaction.run("UNWIND $ids AS id MATCH (r:SourceRecord {id: id}) DELETE r", {"ids": [*ids]})
    match = "UNWIND $rows AS row MATCH (r:SourceRecord {id: row.id})"
    for what, rows in (("r += row", changed), ("r.place = row.place", moved)):
        for batch in _batches(transaction, rows):
            _counted(transaction, f"{match} SET {what} RETURN count(*) AS n", batch, "SourceRecord")
    create_nodes(transaction, "SourceRecord", (_record_row(*one, new=True) for one in created))
    _write_source_nodes(transaction, before, after)


def _record_row(source: str, about: str, stored: Stored, *, new: bool = False) -> Row:
    row: Row = {
        "id": f"{source}#{about}",
        "hash": stored.hash,
        "body": stored.body,
        "place": stored.place,
    }
    if new:
        row["source"], row["about"] = source, about
    return row


def _write_source_nodes(
    transaction: Transaction, before: Mapping[str, SourceState], after: Mapping[str, SourceState]
) -> None:
    gone: list[Value] = [name for name in before if name not in after]
    if gone:
        transaction.run("UNWIND $ids AS id MATCH (s:Source {id: id}) DELETE s", {"ids": gone})
    kept = [_source_row(state) for name, state in after.items() if name in before]
    if kept:
        text = "UNWIND $rows AS row MATCH (s:Source {id: row.id}) SET s += row RETURN count(*) AS n"
        _counted(transaction, text, kept, "Source")
    create_nodes(
        transaction, "Source", (_source_row(state) for name, state in after.items() if name not in before)
    )


def _source_row(state: SourceState) -> Row:
    return {
        "id": state.name,
        "order": state.order,
        "format": state.format,
        "digest": state.digest,
        "prefix": state.prefix,
        "merged": list(state.merged),
        "last_load": state.last_load,
    }

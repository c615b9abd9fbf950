"""The bulk loader of the embedded engine: how a new library is built, in a folder beside its place.

The loader is no transaction: it stores a thousand rows at a time and keeps no log. So it works only where nobody
looks until the library is whole: in the folder that becomes the library when the transaction commits, and that is
thrown away when it does not. What it built is read back from the disk and compared before that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from ...errors import StoreDamaged
from .arcade_errors import translated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ..records import Value
    from ..store import Row

SAMPLE = 50
"""Nodes of a label, and relationships of a type, that are compared with what was to be built."""


class ArcadeBuilder:
    """Builds nodes and relationships in a new database; see :class:`beliefgraph.graph.store.Builder`.

    ``reopen`` closes the database and returns it opened again. Statements may come in between: they are told to this
    builder first, since the loader refuses to work inside a transaction and hides what it has not yet stored.
    """

    def __init__(self, database: Any, reopen: Callable[[], Any]) -> None:  # the engine has no public types
        self._database = database
        self._reopen = reopen
        self._loader: Any = None
        self._place: dict[tuple[str, str], str] = {}
        """The engine's own name of each node built, by label and id."""
        self._nodes: dict[str, _Expected] = {}
        self._links: dict[str, _Expected] = {}
        self.used = False
        """True once something was built: it is stored, and only throwing the folder away takes it back."""

    def nodes(self, label: str, rows: Sequence[Row]) -> None:
        """Make nodes of one label. Raises StoreError if two have the same id."""
        rows = [_without_gaps(row) for row in rows]
        with translated():
            loader = self._loading()
            if label not in self._nodes:
                self._database.schema.get_or_create_vertex_type(label)
                self._nodes[label] = _Expected(self._counted(f"MATCH (n:{label}) RETURN count(n.id) AS n"))
            places = loader.create_vertices(label, rows)
        self._place.update(zip([(label, str(row["id"])) for row in rows], places, strict=True))
        self._nodes[label].add([(label, row) for row in rows])

    def links(self, relation: str, start: str, end: str, rows: Sequence[Row]) -> None:
        """Make relationships of one type between nodes built before. Raises StoreDamaged where one has no such end."""
        properties = [_without_gaps(cast("Row", row["properties"])) for row in rows]
        starts = [self._place.get((start, str(row["start"]))) for row in rows]
        ends = [self._place.get((end, str(row["end"]))) for row in rows]
        if None in starts or None in ends:
            raise _differs(f"a {relation} starts or ends at a node that is not there")
        with translated():
            loader = self._loading()
            if relation not in self._links:
                self._database.schema.get_or_create_edge_type(relation)
                self._links[relation] = _Expected(
                    self._counted(f"MATCH ()-[r:{relation}]->() RETURN count(r) AS n")
                )
            loader.new_edges(starts, relation, ends, properties)
        self._links[relation].add([((start, end), row) for row in rows])

    def let_statements_in(self) -> None:
        """Store and check what was built, and begin a transaction, unless that is done."""
        self.finish()
        with translated():
            if not self._database.is_transaction_active():
                self._database.begin()

    def finish(self) -> None:
        """Store what was built and compare it with what was to be built. Raises StoreDamaged if they differ."""
        if self._loader is None:
            return
        with translated():
            self._loader.close()
            self._loader = None
            self._database = self._reopen()
            self._check_counts()
            self._check_sample()
        self._nodes, self._links = {}, {}

    def _loading(self) -> Any:
        if self._loader is None:
            if self._database.is_transaction_active():
                self._database.commit()
            self.used = True
            self._loader = self._database.graph_batch()
        return self._loader

    def _ask(self, cypher: str, parameters: Mapping[str, Value] | None = None) -> list[Row]:
        return cast("list[Row]", self._database.query("opencypher", cypher, dict(parameters or {})).to_list())

    def _counted(self, cypher: str) -> int:
        return cast("int", self._ask(cypher)[0]["n"])

    def _check_counts(self) -> None:
        """Compare totals: nodes as counted and as the engine's own counter has them, relationships from both ends."""
        for label, expected in self._nodes.items():
            for counted in ("n.id", "n"):
                found = self._counted(f"MATCH (n:{label}) RETURN count({counted}) AS n")
                if found != expected.total:
                    raise _differs(f"of {expected.total} {label} there are {found}")
        for pattern in ("()-[r]->()", "()<-[r]-()") if self._links else ():
            totals = self._ask(f"MATCH {pattern} RETURN type(r) AS type, count(r) AS n ORDER BY type")
            by_type = {row["type"]: row["n"] for row in totals}
            for relation, expected in self._links.items():
                if by_type.get(relation, 0) != expected.total:
                    raise _differs(
                        f"of {expected.total} {relation} there are {by_type.get(relation, 0)} in {pattern}"
                    )

    def _check_sample(self) -> None:
        for label, expected in self._nodes.items():
            for _, row in expected.sample():
                found = self._ask(
                    f"MATCH (n:{label} {{id: $id}}) RETURN properties(n) AS properties", {"id": row["id"]}
                )
                if found != [{"properties": row}]:
                    raise _differs(f"the {label} {row['id']} is another")
        for relation, expected in self._links.items():
            for (start, end), row in expected.sample():
                found = self._ask(
                    f"MATCH (a:{start} {{id: $start}})-[r:{relation}]->(b:{end} {{id: $end}}) RETURN properties(r) AS properties",
                    {"start": row["start"], "end": row["end"]},
                )
                if {"properties": _without_gaps(cast("Row", row["properties"]))} not in found:
                    raise _differs(f"the {relation} from {row['start']} to {row['end']} is another")


class _Expected:
    """What must be there of one label or type when the loader has finished."""

    def __init__(self, before: int) -> None:
        self.total = before
        self._sample: list[tuple[Any, Row]] = []
        self._last: tuple[Any, Row] | None = None

    def add(self, rows: Sequence[tuple[Any, Row]]) -> None:
        """Expect these rows too; the first of them may become part of the sample."""
        self.total += len(rows)
        if rows:
            self._last = rows[-1]
            if len(self._sample) < SAMPLE:
                self._sample.append(rows[0])

    def sample(self) -> Iterator[tuple[Any, Row]]:
        """Return rows from the whole length of what was given, the first and the last among them."""
        yield from self._sample
        if self._last is not None:
            yield self._last


def _without_gaps(row: Row) -> Row:
    """Return a row as a statement would store it: a property that is None is none."""
    return {name: value for name, value in row.items() if value is not None} if None in row.values() else row


def _differs(how: str) -> StoreDamaged:
    return StoreDamaged(
        f"The new library is not what was to be built: {how}. Nothing was kept. Please report this as a fault of beliefgraph."
    )

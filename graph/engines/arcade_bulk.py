"""The bulk loader of the embedded engine: how a new library is built, in a folder beside its place.

The loader is no transaction: it stores a thousand rows at a time and keeps no log. So it works only where nobody
looks until the library is whole: in the folder that becomes the library when the transaction commits, and that is
thrown away when it does not. What it built is read back from the disk and compared before that.
"""

from __future__ import annotations

from itertools import compress
from types import NoneType
from typing import TYPE_CHECKING, Any, cast

from ...errors import ModelError, StoreDamaged
from .arcade_errors import translated

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ..records import Value
    from ..store import Row

SAMPLE = 50
"""About so many nodes of a label, and relationships of a type, are compared with what was to be built."""
LONG = 5_000
"""Characters of a relationship's properties. The loader fails on one that does not fit into a page of 64 KB."""


class ArcadeBuilder:
    """Builds nodes and relationships in a new database; see :class:`beliefgraph.graph.store.Builder`.

    ``reopen`` closes the database and returns it opened again. Statements may come in between: they are told to this
    builder first, since the loader refuses to work inside a transaction and hides what it has not yet stored.
    """

    def __init__(self, database: Any, reopen: Callable[[], Any]) -> None:  # the engine has no public types
        self._database = database
        self._reopen = reopen
        self._loader: Any = None
        self._places: dict[str, dict[Value, str]] = {}
        """The engine's own name of each node built, by label and id."""
        self._nodes: dict[str, _Expected] = {}
        self._links: dict[str, _Expected] = {}
        self._long: list[tuple[str, str, str, Row]] = []
        """Relationships with long properties: a statement makes them when the loader has finished."""
        self.used = False
        """True once something was built: it is stored, and only throwing the folder away takes it back."""

    def nodes(self, label: str, rows: Sequence[Row]) -> None:
        """Make nodes of one label. Raises StoreError if two have the same id."""
        if not rows:
            return
        rows = _storable(rows)
        with translated():
            loader = self._loading()
            if label not in self._nodes:
                self._database.schema.get_or_create_vertex_type(label)
                self._nodes[label] = _Expected(self._counted(f"MATCH (n:{label}) RETURN count(n.id) AS n"))
            places = loader.create_vertices(label, rows)
        self._places.setdefault(label, {}).update(zip([row["id"] for row in rows], places, strict=True))
        self._nodes[label].add(len(rows), (label, label, rows[0]), (label, label, rows[-1]))

    def links(self, relation: str, start: str, end: str, rows: Sequence[Row]) -> None:
        """Make relationships of one type between nodes built before. Raises StoreDamaged where one has no such end."""
        starts, ends = self._places.get(start, {}), self._places.get(end, {})
        try:
            from_places = [starts[row["start"]] for row in rows]
            to_places = [ends[row["end"]] for row in rows]
        except KeyError as missing:
            raise _differs(f"a {relation} has no end {missing}") from None
        properties = _storable([cast("Row", row["properties"]) for row in rows])
        long = _long(properties)
        if long is not None:
            apart = [{**row, "properties": given} for row, given in zip(rows, properties, strict=True)]
            self._long += [(relation, start, end, row) for row in compress(apart, long)]
            short = [not one for one in long]
            rows, properties = list(compress(rows, short)), list(compress(properties, short))
            from_places, to_places = list(compress(from_places, short)), list(compress(to_places, short))
        if not rows:
            return
        with translated():
            loader = self._loading()
            if relation not in self._links:
                before = 0
                if self._database.schema.exists_type(relation):
                    before = self._counted(f"MATCH ()-[r:{relation}]->() RETURN count(r) AS n")
                self._database.schema.get_or_create_edge_type(relation)
                self._links[relation] = _Expected(before)
            loader.new_edges(from_places, relation, to_places, properties)
        self._links[relation].add(len(rows), (start, end, rows[0]), (start, end, rows[-1]))

    def let_statements_in(self) -> None:
        """Store and check what was built, and begin a transaction, unless that is done."""
        self.finish()
        with translated():
            if not self._database.is_transaction_active():
                self._database.begin()

    def finish(self) -> None:
        """Store what was built and compare it with what was to be built. Raises StoreDamaged if they differ."""
        with translated():
            if self._loader is not None:
                self._loader.close()
                self._loader = None
                self._database = self._reopen()
                self._check_counts()
                self._check_sample()
            self._state_long()
        self._nodes, self._links, self._long = {}, {}, []

    def _loading(self) -> Any:
        if self._loader is None:
            if self._database.is_transaction_active():
                self._database.commit()
            self.used = True
            self._loader = self._database.graph_batch()
        return self._loader

    def _state_long(self) -> None:
        if self._long and not self._database.is_transaction_active():
            self._database.begin()
        for relation, start, end, row in self._long:
            text = (
                f"MATCH (a:{start} {{id: $start}}) MATCH (b:{end} {{id: $end}}) CREATE (a)-[r:{relation}]->(b) "
                "SET r += $properties RETURN count(*) AS n"
            )
            if self._database.command("opencypher", text, row).to_list() != [{"n": 1}]:
                raise _differs(f"the {relation} from {row['start']} to {row['end']} is not there")

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
            for _, _, row in expected.sample:
                found = self._ask(
                    f"MATCH (n:{label} {{id: $id}}) RETURN properties(n) AS properties", {"id": row["id"]}
                )
                if found != [{"properties": row}]:
                    raise _differs(f"the {label} {row['id']} is another")
        for relation, expected in self._links.items():
            for start, end, row in expected.sample:
                found = self._ask(
                    f"MATCH (a:{start} {{id: $start}})-[r:{relation}]->(b:{end} {{id: $end}}) RETURN properties(r) AS properties",
                    {"start": row["start"], "end": row["end"]},
                )
                (properties,) = _storable([cast("Row", row["properties"])])
                if {"properties": properties} not in found:
                    raise _differs(f"the {relation} from {row['start']} to {row['end']} is another")


class _Expected:
    """What must be there of one label or type when the loader has finished."""

    def __init__(self, before: int) -> None:
        self.total = before
        self.sample: list[tuple[str, str, Row]] = []
        """Labels of start and end, and the row: the first of each batch until there are enough, and the very last."""

    def add(self, rows: int, first: tuple[str, str, Row], last: tuple[str, str, Row]) -> None:
        """Expect these rows too."""
        self.total += rows
        if len(self.sample) > SAMPLE:
            self.sample[-1] = last
        else:
            self.sample += [first, last]


def _storable(rows: Sequence[Row]) -> Sequence[Row]:
    """Return rows as a statement would store them: a property that is None is none, and one that is a map is refused."""
    kinds = {type(value) for row in rows for value in row.values()}
    if dict in kinds:
        raise ModelError("A property cannot hold a map.")
    if NoneType not in kinds:
        return rows
    return [{name: value for name, value in row.items() if value is not None} for row in rows]


def _long(rows: Sequence[Row]) -> list[bool] | None:
    """Return for each row whether it is long, or None if none of them is: as good as always."""
    values = [value for row in rows for value in row.values()]
    longest = max((len(value) for value in values if type(value) is str), default=0)
    if longest * max(map(len, rows), default=0) < LONG and list not in map(type, values):
        return None
    return [sum(len(name) + _length(value) for name, value in row.items()) > LONG for row in rows]


def _length(value: Value) -> int:
    if isinstance(value, list):
        return sum(_length(one) for one in value)
    return len(value) if isinstance(value, str) else 8


def _differs(how: str) -> StoreDamaged:
    return StoreDamaged(
        f"The new library is not what was to be built: {how}. Nothing was kept. Please report this as a fault of beliefgraph."
    )

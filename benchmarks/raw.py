"""The bare engines, for comparison: the same rows or statements, without reading, checking, projecting or comparing."""

from __future__ import annotations

import shutil
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from beliefgraph.frameworks.registry import reading as frameworks
from beliefgraph.graph.bookkeeping import FRAMEWORKS, collect
from beliefgraph.graph.collection import no_collection
from beliefgraph.graph.derived import influence
from beliefgraph.graph.merge import merge
from beliefgraph.graph.model import BOOKKEEPING, KIND
from beliefgraph.graph.project import project
from beliefgraph.loaders.registry import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from beliefgraph.graph.engines.arcade import ArcadeTransaction
    from beliefgraph.graph.engines.neo4j import Neo4jTransaction

Statements = list[tuple[str, "Mapping[str, Any]"]]


class Clock:
    """What is measured: seconds on the wall, or of the processor, which other programs on the machine disturb less."""

    now = time.perf_counter
    seconds = 0.0


@contextmanager
def timed() -> Iterator[Clock]:
    clock, begun = Clock(), Clock.now()
    yield clock
    clock.seconds = Clock.now() - begun


@dataclass
class Rows:
    """Everything that a first load of some tables stores, ready to be handed to an engine."""

    nodes: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    """By label."""
    records: list[dict[str, Any]] = field(default_factory=list)
    """The rows of the tables as the library remembers them; nodes as well."""
    links: dict[str, list[tuple[tuple[str, str], tuple[str, str], dict[str, Any]]]] = field(
        default_factory=dict
    )
    """Start, end and properties by type."""

    def __len__(self) -> int:
        return sum(map(len, self.nodes.values())) + len(self.records) + sum(map(len, self.links.values()))


def rows_of(tables: Path) -> Rows:
    sources = [collect(FRAMEWORKS, 0, frameworks().records), collect("s", 1, read(tables).records)]
    graph, rows = project(merge(sources).items), Rows()
    for (label, _), properties in graph.nodes.items():
        rows.nodes.setdefault(label, []).append(properties)
    for (relation, start, end, _), properties in graph.links.items():
        rows.links.setdefault(relation, []).append((start, end, properties))
    for (start, end), step in influence(graph).items():
        rows.links.setdefault("SAID_TO_INFLUENCE", []).append((start, end, dict(step)))
    for source in sources:
        for about, kept in source.records.items():
            body = {"hash": kept.hash, "body": kept.body, "place": kept.place}
            name = {"id": f"{source.name}#{about}", "source": source.name, "about": about}
            rows.records.append({**name, **body})
    return rows


def bulk(rows: Rows, folder: Path, *, records: bool = True) -> float:
    """Return the seconds that the embedded engine's own bulk loader needs for ``rows``, from nothing to a closed database."""
    import arcadedb

    nodes = {**rows.nodes, **({"SourceRecord": rows.records} if records else {})}
    with no_collection(), timed() as clock:
        database = arcadedb.create_database(str(folder))
        for label in (*KIND, *BOOKKEEPING):
            database.command(
                "opencypher",
                f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE",
            )
        for relation in rows.links:
            database.schema.get_or_create_edge_type(relation)
        place: dict[tuple[str, str], str] = {}
        with database.graph_batch() as loader:
            for label, made in nodes.items():
                names = loader.create_vertices(label, made)
                place.update(zip([(label, row["id"]) for row in made], names, strict=True))
            for relation, links in rows.links.items():
                loader.new_edges(
                    [place[start] for start, _, _ in links],
                    relation,
                    [place[end] for _, end, _ in links],
                    [properties for _, _, properties in links],
                )
        database.close()
    return clock.seconds


@contextmanager
def recorded(kind: type[ArcadeTransaction] | type[Neo4jTransaction]) -> Iterator[Statements]:
    """Give the statements that loads send meanwhile, in their order."""
    sent: Statements = []
    run = kind.run

    def recording(self: Any, cypher: str, parameters: Mapping[str, Any] | None = None) -> Any:
        sent.append((cypher, dict(parameters or {})))
        return run(self, cypher, parameters)

    kind.run = recording  # type: ignore[assignment, method-assign]
    try:
        yield sent
    finally:
        kind.run = run  # type: ignore[method-assign]


def replay_embedded(statements: Statements, folder: Path) -> float:
    """Return the seconds that the embedded engine needs for statements in one transaction."""
    import arcadedb

    with no_collection(), timed() as clock:
        database = arcadedb.open_database(str(folder))
        database.set_wal_flush("yes_nometadata")
        database.begin()
        for cypher, parameters in statements:
            database.command("opencypher", cypher, parameters).to_list()
        database.commit()
        database.close()
    return clock.seconds


def replay_neo4j(statements: Statements, driver: Any) -> float:
    """Return the seconds that the server needs for statements in one explicit transaction."""
    with no_collection(), timed() as clock, driver.session() as session, session.begin_transaction() as tx:
        for cypher, parameters in statements:
            list(tx.run(cypher, parameters))
        tx.commit()
    return clock.seconds


def empty_neo4j(driver: Any) -> None:
    with driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()


def copied(folder: Path, other: Path) -> Path:
    shutil.copytree(folder, other)
    return other

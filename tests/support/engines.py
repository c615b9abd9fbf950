"""The engines a store test runs on. Another engine adds one class and one entry here."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from beliefgraph.graph.model import BOOKKEEPING, KIND
from beliefgraph.graph.store import Access, open_store
from beliefgraph.library import Library
from support.neo4j_jars import NoServer
from support.neo4j_server import shared

if TYPE_CHECKING:
    from pathlib import Path

    from beliefgraph.graph.store import Store
    from support.neo4j_server import Given, Server


class Engine(Protocol):
    """How tests reach an engine: an empty place, opened and opened again."""

    name: str
    server: bool
    """True if it needs a server of its own."""

    def why_not(self) -> str | None:
        """Return why the engine cannot be tested here, or None."""
        ...

    def empty(self, folder: Path) -> str:
        """Return the address of an empty place to put a library; ``folder`` is the test's own.

        A server has one place only: what an earlier call put there is gone then.
        """
        ...

    def open(self, address: str, *, read_only: bool = False, create: bool = False) -> Store: ...

    def library(self, address: str) -> Library: ...


class Embedded:
    """The engine in this process."""

    name = "embedded"
    server = False

    def why_not(self) -> str | None:
        try:
            import arcadedb  # noqa: F401
        except ImportError as error:
            return f"the embedded engine cannot be imported: {error}"
        return None

    def empty(self, folder: Path) -> str:
        folder.mkdir(exist_ok=True)
        return str(folder / "library.db")

    def open(self, address: str, *, read_only: bool = False, create: bool = False) -> Store:
        return open_store(address, read_only=read_only, create=create)

    def library(self, address: str) -> Library:
        return Library(address)


class Neo4j:
    """A Neo4j server, by default the one that all tests share."""

    name = "neo4j"
    server = True

    def __init__(self, given: Server | None = None) -> None:
        self._given = given
        self._why_not: str | None = None

    @cached_property
    def reached(self) -> Server | Given:
        return self._given or shared()

    @property
    def access(self) -> Access:
        return Access(self.reached.user, self.reached.password, "neo4j")

    def why_not(self) -> str | None:
        try:
            _ = self._why_not or self.reached
        except NoServer as reason:
            self._why_not = str(reason)
        return self._why_not

    def empty(self, folder: Path) -> str:
        """Delete all nodes and relationships, and what is not a library's of the constraints.

        The server forgets every plan it has made when a constraint goes or comes, and planning is what takes
        the time of these tests; :meth:`bare` drops all.
        """
        self.run("MATCH (n) DETACH DELETE n")
        ours = [f"{label.lower()}_id" for label in (*KIND, *BOOKKEEPING)]
        self._drop("SHOW CONSTRAINTS YIELD name WHERE NOT name IN $ours RETURN name", ours=ours)
        return self.reached.url

    def bare(self) -> str:
        """Make the database as it is on a new server."""
        self.run("MATCH (n) DETACH DELETE n")
        self._drop("SHOW CONSTRAINTS YIELD name RETURN name")
        return self.reached.url

    def _drop(self, shown: str, **parameters: object) -> None:
        for row in self.run(shown, **parameters):
            self.run(f"DROP CONSTRAINT {row['name']}")

    def open(self, address: str, *, read_only: bool = False, create: bool = False) -> Store:
        return open_store(address, read_only=read_only, create=create, access=self.access)

    def library(self, address: str) -> Library:
        return Library(address, access=self.access)

    def run(self, cypher: str, **parameters: object) -> list[dict[str, object]]:
        """Send a statement past our own code, as somebody else's program would."""
        import neo4j

        with neo4j.GraphDatabase.driver(
            self.reached.url, auth=(self.reached.user, self.reached.password)
        ) as driver:
            found = driver.execute_query(neo4j.Query(cypher), parameters, database_="neo4j")
        return [record.data() for record in found.records]


ENGINES: tuple[Engine, ...] = (Embedded(), Neo4j())

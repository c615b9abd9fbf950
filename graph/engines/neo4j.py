"""A library in a database of a Neo4j server, through the official driver.

This is the only file that uses the driver (its errors are told apart in :mod:`.neo4j_errors`). What it guards against:
a load that a managed function would send twice, a read that could write, a password in a message, a read after a load
that a cluster's other member has not seen yet, values that only the driver knows.
"""

from __future__ import annotations

import contextlib
import logging
import os
import time
from typing import TYPE_CHECKING, Any

from ...errors import StoreBusy, StoreError, WriteRefused
from ..store import check_address
from .neo4j_errors import translated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from neo4j import Driver, Session

    from ..records import Value
    from ..store import Access, Row

BATCH = 5_000
"""Rows per statement; larger ones gain nothing and hold more memory on both sides."""
FETCH = 5_000
"""Rows that the server sends at once, so that a large answer needs bounded memory on the way."""
CONNECT = 15.0
"""Seconds to wait for a connection."""
INDEX_WAIT = 60
"""Seconds to wait for the indexes of a library to be ready; those of a new one are at once."""
PREPARE_TRIES = 6
PLAIN = (str, int, float, bool, type(None))

# The driver logs what the server remarks about a query; without a handler Python would print it on the user's screen.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

# What this process has stored, by address and database: a cluster may answer a read from a member that has not seen
# it yet, unless the read names it.
_bookmarks: dict[tuple[str, str | None], Any] = {}


class Neo4jTransaction:
    """The open transaction of a :class:`Neo4jStore`."""

    batch = BATCH
    builder = None  # a server stores what is sent to it

    def __init__(self, transaction: Any, store: Neo4jStore) -> None:
        self._transaction = transaction
        self._store = store

    def run(self, cypher: str, parameters: Mapping[str, Value] | None = None) -> list[Row]:
        """Send one statement and return its rows."""
        with self._store._translated():
            return _rows(self._transaction.run(cypher, dict(parameters or {})))


class Neo4jStore:
    """A library in a database of a server. Made by :meth:`open`."""

    stuck = False  # a stopped query ends on the server too

    def __init__(
        self, driver: Driver, address: str, user: str, database: str | None, *, read_only: bool
    ) -> None:
        self.address = address
        self.read_only = read_only
        self.notice: str | None = None
        self._driver = driver
        self._user = user
        self._database = database
        self._connected = False
        self._closed = False

    @classmethod
    def open(cls, address: str, access: Access, *, read_only: bool = False) -> Neo4jStore:
        """Connect, log in and look at the database; see :func:`beliefgraph.graph.store.open_store`.

        Fails at once where there is no server, no right or no database: a query would try again for half a minute.
        """
        check_address(address)
        import neo4j

        given = access.database if access.database is not None else os.environ.get("NEO4J_DATABASE")
        database = given or None
        password = access.password if access.password is not None else os.environ.get("NEO4J_PASSWORD", "")
        user = access.user or os.environ.get("NEO4J_USERNAME") or ("neo4j" if password else "")
        with translated(address, user, database, connected=False):
            driver = neo4j.GraphDatabase.driver(
                address,
                auth=(user, password) if user else None,
                connection_timeout=CONNECT,
                # An empty optional table makes an unknown label, and a product of two rows is no fault; deprecations stay.
                notifications_disabled_classifications=["UNRECOGNIZED", "PERFORMANCE"],
                user_agent="beliefgraph",
            )
        store = cls(driver, address, user, database, read_only=read_only)
        try:
            store.query("RETURN 1 AS one")  # logging in alone does not notice a database that is not there
        except BaseException:
            store.close()
            raise
        store._connected = True
        return store

    def prepare(self, unique: Sequence[str]) -> None:
        """Create unique ids where they are missing."""
        for tried in range(1, PREPARE_TRIES + 1):
            try:
                self._make_unique(unique)
            except StoreBusy:
                # Two first loads that make the same constraints can block one another; each is made or not, so try again.
                if tried == PREPARE_TRIES:
                    raise
                time.sleep(0.2 * tried)
            else:
                return

    def _make_unique(self, unique: Sequence[str]) -> None:
        with self._translated(), self._session(writes=True) as session:
            shown = _rows(
                session.run("SHOW CONSTRAINTS YIELD labelsOrTypes AS labels, properties, type RETURN *")
            )
            there = {
                str(row["labels"])
                for row in shown
                if row["properties"] == ["id"] and "UNIQUE" in str(row["type"])
            }
            missing = [label for label in unique if str([label]) not in there]
            for label in missing:
                session.run(
                    f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
                ).consume()
            if missing:
                session.run("CALL db.awaitIndexes($seconds)", {"seconds": INDEX_WAIT}).consume()
                self._remember(session)

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Value] | None = None,
        *,
        timeout: float | None = None,
        limit: int | None = None,
    ) -> list[Row]:
        """Answer a statement that only reads; see the protocol.

        The statement is sent by itself, not through a managed function: in a session for reading that would write.
        """
        self._require_open()
        import neo4j

        with self._translated(timeout), self._session(writes=False) as session:
            found = session.run(neo4j.Query(cypher, timeout=timeout), dict(parameters or {}))
            return _rows(found, limit)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Neo4jTransaction]:
        """Open the one transaction; commit on exit, roll back on any error.

        An explicit one: a managed function would send a whole load again after some errors.
        """
        self._require_open()
        if self.read_only:
            raise WriteRefused(f"{self.address} was opened for reading only.")
        with self._session(writes=True) as session:
            with self._translated():
                transaction = session.begin_transaction()
            try:
                yield Neo4jTransaction(transaction, self)
                with self._translated():
                    transaction.commit()
            except Exception:
                with contextlib.suppress(Exception):  # what matters is the error that brought us here
                    transaction.close()
                raise
            self._remember(session)

    def close(self) -> None:
        """Close the connections; a second call does nothing."""
        if not self._closed:
            self._closed = True
            with contextlib.suppress(Exception):  # a connection that is broken already; nothing is lost by it
                self._driver.close()

    @contextlib.contextmanager
    def _session(self, *, writes: bool) -> Iterator[Session]:
        """Open a session. Ctrl-C drops its connection, which stops the statement; closing it would wait for the end."""
        session = self._driver.session(
            database=self._database,
            default_access_mode="WRITE" if writes else "READ",
            bookmarks=_bookmarks.get((self.address, self._database)),
            fetch_size=FETCH,
        )
        try:
            yield session
        except Exception:
            with contextlib.suppress(Exception):  # what matters is the error that brought us here
                session.close()
            raise
        except BaseException:
            # The driver has a public call for this only in its asynchronous half; without it the session is left alone.
            getattr(session, "_handle_cancellation", lambda: None)()
            raise
        with self._translated():
            session.close()

    def _remember(self, session: Session) -> None:
        _bookmarks[self.address, self._database] = session.last_bookmarks()

    def _require_open(self) -> None:
        if self._closed:
            raise StoreError("This library is closed.")

    def _translated(self, timeout: float | None = None) -> contextlib.AbstractContextManager[None]:
        return translated(
            self.address, self._user, self._database, connected=self._connected, timeout=timeout
        )


def _rows(result: Any, limit: int | None = None) -> list[Row]:
    """Return rows without the driver's own types, at most ``limit``."""
    keys = result.keys()
    found: list[Row] = []
    for record in result:
        if limit is not None and len(found) >= limit:
            break
        found.append(
            {
                key: value if isinstance(value, PLAIN) else _plain(value)
                for key, value in zip(keys, record.values(), strict=True)
            }
        )
    result.consume()
    return found


def _plain(value: Any) -> Value:
    """Return text, numbers, booleans, lists and maps: nodes and relationships as their properties, dates as ISO text."""
    if isinstance(value, PLAIN):
        return value
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if hasattr(value, "nodes") and hasattr(value, "relationships"):  # a path
        return [_plain(node) for node in value.nodes]
    if hasattr(value, "items"):
        return {str(key): _plain(part) for key, part in value.items()}
    if hasattr(value, "iso_format"):
        return str(value.iso_format())
    return str(value)

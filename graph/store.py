"""The store: what beliefgraph asks of a database, and how to open one.

The protocol is as small as it can be, so that another engine is one file in ``graph/engines``.
Everything above speaks Cypher through it and never sees an engine's own types.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeAlias, runtime_checkable

from ..errors import StoreUnreachable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from .records import Value

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
"""What the address of a server begins with; +s is encrypted, +ssc so with a certificate of one's own."""

Row: TypeAlias = "dict[str, Value]"


@dataclass(frozen=True, slots=True)
class Access:
    """Who opens a server's database, and which one. What is None is taken from the environment.

    The variables are ``NEO4J_USERNAME`` (else ``neo4j``), ``NEO4J_PASSWORD`` (else none) and ``NEO4J_DATABASE``
    (else the user's home database). A library in a folder needs none of them.
    """

    user: str | None = None
    password: str | None = field(default=None, repr=False)
    database: str | None = None


@runtime_checkable
class Builder(Protocol):
    """Builds a library that is not there yet: much faster than statements, and only for what nothing stored can touch.

    What was built is seen by every statement sent afterwards, and stored or not with its transaction.
    """

    def nodes(self, label: str, rows: Sequence[Row]) -> None:
        """Make nodes of one label; each row is their properties, ``id`` among them, which no other node of the label has."""
        ...

    def links(self, relation: str, start: str, end: str, rows: Sequence[Row]) -> None:
        """Make relationships between nodes built before; a row has ``start`` and ``end`` (ids) and ``properties``."""
        ...


@runtime_checkable
class Transaction(Protocol):
    """One open transaction; everything sent through it is stored together or not at all."""

    @property
    def batch(self) -> int:
        """How many rows one statement should bring: more gain nothing, or near a limit of the engine."""
        ...

    @property
    def builder(self) -> Builder | None:
        """What builds a new library; None where there is a library already, and on every server."""
        ...

    def run(self, cypher: str, parameters: Mapping[str, Value] | None = None) -> list[Row]:
        """Send one statement and return its rows."""
        ...


@runtime_checkable
class Store(Protocol):
    """An open library. Close it, or use it as a context manager through ``contextlib.closing``."""

    address: str
    """What the user typed, without secrets."""
    read_only: bool
    notice: str | None
    """Something the user should be told once, e.g. that no lock could be made; else None."""

    @property
    def stuck(self) -> bool:
        """True while a query that was stopped still runs; then only the end of the process ends it."""
        ...

    def prepare(self, unique: Sequence[str]) -> None:
        """Make the ``id`` of these labels unique. Runs outside transactions; repeating it changes nothing."""
        ...

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Value] | None = None,
        *,
        timeout: float | None = None,
        limit: int | None = None,
    ) -> list[Row]:
        """Answer a statement that only reads. Raises WriteRefused for any other, QueryTimeout after ``timeout`` seconds.

        ``limit`` stops after that many rows. Rows hold text, numbers, booleans, lists and maps only.
        """
        ...

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Open the one transaction: it commits on exit and rolls back on any error."""
        ...

    def close(self) -> None:
        """Release the library; a second call does nothing."""
        ...


def is_server(address: str | Path) -> bool:
    """Tell whether an address is that of a server, not the name of a folder."""
    return "://" in str(address)


def check_address(address: str) -> None:
    """Raise StoreUnreachable unless ``address`` names a server by its host, and perhaps a port, and by nothing more.

    What else stands in it may be a password: such an address is never repeated.
    """
    from urllib.parse import urlsplit

    advice = "Write bolt://HOST:7687 or neo4j://HOST:7687, with +s for encryption (neo4j+s://HOST)."
    if "@" in address:
        raise StoreUnreachable(
            "The address of a server must not hold a user name or a password: others could read them. Set NEO4J_USERNAME and "
            f"NEO4J_PASSWORD. {advice}"
        )
    scheme, _, rest = address.partition("://")
    if any(mark in rest.rstrip("/") for mark in "/?#"):
        raise StoreUnreachable(
            f"The address of a server is a host and a port, and nothing after them. {advice}"
        )
    try:
        parts = urlsplit(address)
        right = scheme in SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:
        right = False
    if not right:
        raise StoreUnreachable(f"{address} is not the address of a Neo4j server. {advice}")


def folder_of(address: str | Path) -> Path:
    """Return the folder that an address names, ``~`` and links resolved: one library, one lock, one place."""
    from pathlib import Path

    return Path(address).expanduser().resolve()


def open_store(
    address: str | Path, *, read_only: bool = False, create: bool = False, access: Access | None = None
) -> Store:
    """Open the library in a folder, or in a database of a Neo4j server (``bolt://…``, ``neo4j://…``).

    ``create`` makes a new folder where there is none; without it a missing library raises StoreUnreachable and
    nothing is created. A server's database is there or not; an empty one is an empty library. Raises
    StoreForeign if the folder holds something else, StoreBusy if another command uses it for longer than the
    wait, EngineMissing without the engine, AccessRefused if the server does not let the user in.
    """
    if is_server(address):
        from .engines.neo4j import Neo4jStore

        return Neo4jStore.open(str(address), access or Access(), read_only=read_only)
    from .engines.arcade import ArcadeStore

    return ArcadeStore.open(folder_of(address), str(address), read_only=read_only, create=create)

"""The engine that holds a library, by name and version."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, cast

from ..graph.store import is_server

if TYPE_CHECKING:
    from .stored import Query

UNKNOWN = "version not known"


def engine(address: str, query: Query) -> str:
    """Return the engine as "Neo4j 5.26.0" or "ArcadeDB 26.11.1 (embedded)"."""
    if is_server(address):
        rows = query("CALL dbms.components() YIELD name, versions RETURN name, versions ORDER BY name", {})
        for row in rows:
            if row["name"] == "Neo4j Kernel":
                return f"Neo4j {', '.join(cast('list[str]', row['versions']))}"
        return f"Bolt server ({UNKNOWN})"
    try:
        return f"ArcadeDB {version('arcadedb')} (embedded)"
    except PackageNotFoundError:
        return f"ArcadeDB (embedded, {UNKNOWN})"

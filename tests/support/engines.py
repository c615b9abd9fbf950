"""The engines a store test runs on. A second engine adds one class and one entry here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from beliefgraph.graph.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from beliefgraph.graph.store import Store


class Engine(Protocol):
    """How tests reach an engine: an empty place, opened and opened again."""

    name: str

    def why_not(self) -> str | None:
        """Return why the engine cannot be tested here, or None."""
        ...

    def empty(self, folder: Path) -> str:
        """Return the address of an empty place to put a library; ``folder`` is the test's own."""
        ...

    def open(self, address: str, *, read_only: bool = False, create: bool = False) -> Store: ...


class Embedded:
    """The engine in this process."""

    name = "embedded"

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


ENGINES: tuple[Engine, ...] = (Embedded(),)

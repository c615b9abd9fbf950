"""Empty stores to load into; every store of a test is closed at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from beliefgraph.graph.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from beliefgraph.graph.store import Store


@pytest.fixture
def new_store(tmp_path: Path) -> Iterator[Callable[[], Store]]:
    """Return a function that opens a new, empty store each time."""
    opened: list[Store] = []

    def make() -> Store:
        opened.append(open_store(tmp_path / f"library-{len(opened)}.db", create=True))
        return opened[-1]

    yield make
    for store in opened:
        store.close()

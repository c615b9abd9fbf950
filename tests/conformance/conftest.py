"""Every test here runs on every engine. In CI an engine that is missing is a failure, elsewhere a skip with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from beliefgraph.graph.store import Store
    from beliefgraph.library import Library
    from support.engines import Engine


@pytest.fixture
def store(engine: Engine, address: str) -> Iterator[Store]:
    """An empty, writable store with unique ids on labels Thing and Other."""
    opened = engine.open(address, create=True)
    opened.prepare(["Thing", "Other"])
    yield opened
    opened.close()


@pytest.fixture
def library(engine: Engine, address: str) -> Iterator[Library]:
    """A library that holds nothing yet."""
    with engine.library(address) as opened:
        yield opened

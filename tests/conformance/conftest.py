"""Every test here runs on every engine. In CI an engine that is missing is a failure, elsewhere a skip with the reason."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from support.engines import ENGINES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from beliefgraph.graph.store import Store
    from support.engines import Engine


@pytest.fixture(params=ENGINES, ids=lambda engine: engine.name)
def engine(request: pytest.FixtureRequest) -> Engine:
    found: Engine = request.param
    reason = found.why_not()
    if reason is not None:
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest.fixture
def address(engine: Engine, tmp_path: Path) -> str:
    return engine.empty(tmp_path)


@pytest.fixture
def store(engine: Engine, address: str) -> Iterator[Store]:
    """An empty, writable store with unique ids on label Thing."""
    opened = engine.open(address, create=True)
    opened.prepare(["Thing", "Other"])
    yield opened
    opened.close()

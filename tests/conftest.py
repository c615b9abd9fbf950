"""What tests of several folders need: the engines, the Neo4j server that all share, and an eye on what it remarks."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING, Any

import pytest

from support.engines import ENGINES, Neo4j
from support.neo4j_jars import NoServer
from support.neo4j_server import started

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from support.engines import Engine
    from support.neo4j_server import Server


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of the shared server, so that it can be left out."""
    for item in items:
        if {"neo4j", "new_server"}.intersection(getattr(item, "fixturenames", ())):
            item.add_marker("server")


def require(reason: str | None) -> None:
    """Skip the test if there is a reason why it cannot run here; in CI that is a failure."""
    if reason is not None:
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)


@pytest.fixture(
    params=[
        pytest.param(one, id=one.name, marks=[pytest.mark.server] if one.server else []) for one in ENGINES
    ]
)
def engine(request: pytest.FixtureRequest) -> Engine:
    """Return each engine in turn."""
    found: Engine = request.param
    require(found.why_not())
    return found


@pytest.fixture
def address(engine: Engine, tmp_path: Path) -> str:
    """Return the address of an empty place for a library."""
    return engine.empty(tmp_path)


@pytest.fixture(scope="session")
def neo4j() -> Neo4j:
    """Return the Neo4j server; its database may hold anything. ``neo4j.empty(tmp_path)`` empties it."""
    found = Neo4j()
    require(found.why_not())
    return found


@pytest.fixture
def new_server() -> Iterator[Callable[..., Server]]:
    """Return a function that starts a server of the test's own, which it may stop and kill; it takes ``settings``."""
    made: list[Server] = []

    def start(**given: Any) -> Server:
        try:
            made.append(started(**given))
        except NoServer as reason:
            require(str(reason))
        return made[-1]

    yield start
    for server in made:
        server.remove()


class _Remarks(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(record.getMessage())


@pytest.fixture(autouse=True)
def remarks() -> Iterator[list[str]]:
    """Fail the test if the server remarks anything about a statement, such as that its form is deprecated."""
    log = logging.getLogger("neo4j.notifications")
    handler, level = _Remarks(), log.level
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    yield handler.seen
    log.removeHandler(handler)
    log.setLevel(level)
    assert handler.seen == []

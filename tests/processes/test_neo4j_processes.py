"""Processes and one server: loads that come at once, and a server that dies while it is loaded."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from beliefgraph.library import Library
from support.engines import Neo4j
from support.graphs import contents
from support.many_quotes import tables

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.neo4j_server import Server

LOADER = """
import sys
from beliefgraph.errors import BeliefGraphError
from beliefgraph.library import Library
address, folder, source = sys.argv[1:]
print("start", flush=True)
try:
    Library(address).load(folder, source=source)
    print("done")
except BeliefGraphError as error:
    print(type(error).__name__)
"""


def loader(neo4j: Neo4j, folder: Path, source: str) -> subprocess.Popen[str]:
    """Start a load in another process, which begins when this returns."""
    reached = neo4j.reached
    process = subprocess.Popen(
        [sys.executable, "-c", LOADER, reached.url, str(folder), source],
        env={**os.environ, "NEO4J_USERNAME": reached.user, "NEO4J_PASSWORD": reached.password},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "start\n"
    return process


def ended(process: subprocess.Popen[str]) -> str:
    """Return "done", or the kind of error the load ended with."""
    out, _ = process.communicate(timeout=120)
    return out.strip()


def held(neo4j: Neo4j) -> dict[str, list[str]]:
    store = neo4j.open(neo4j.reached.url, read_only=True)
    try:
        return contents(store)
    finally:
        store.close()


def expected(folder: Path, sources: list[Path]) -> dict[str, list[str]]:
    """What a library holds after these loads, in this order, by the other engine."""
    with Library(folder) as library:
        for source in sources:
            library.load(source)
        return contents(library._reading())


def blocked(neo4j: Neo4j) -> int:
    shown = neo4j.run("SHOW TRANSACTIONS YIELD status WHERE status STARTS WITH 'Blocked' RETURN status")
    return len(shown)


def small(folder: Path, name: str) -> Path:
    """A source of its own: a study and two quotes."""
    path = folder / name
    path.mkdir()
    (path / "studies.csv").write_text(f"id,title\n{name}-s,Study {name}\n", encoding="utf-8")
    (path / "quotes.csv").write_text(
        f"id,study,text\n{name}-1,{name}-s,One.\n{name}-2,{name}-s,Two.\n", encoding="utf-8"
    )
    return path


def test_loads_at_once_wait_for_one_another(neo4j: Neo4j, tmp_path: Path) -> None:
    """Two loads meet a third that has begun; when it ends they follow, one after the other, and all are there."""
    address = neo4j.empty(tmp_path)
    first, second, third = (small(tmp_path, name) for name in ("first", "second", "third"))
    with neo4j.library(address) as library:
        library.load(first)
    store = neo4j.open(address)
    with store.transaction() as transaction:
        transaction.run("MATCH (l:Library {id: 'library'}) SET l.load_number = l.load_number + 1")
        waiting = [loader(neo4j, path, path.name) for path in (second, third)]
        end = time.monotonic() + 60
        while blocked(neo4j) < 2:
            assert time.monotonic() < end, "the loads do not wait"
            time.sleep(0.1)
        assert [process.poll() for process in waiting] == [None, None]
    store.close()
    assert [ended(process) for process in waiting] == ["done", "done"]
    with neo4j.library(address) as library:
        names = [str(row["source"]) for row in library.sources()]
        assert names[0] == "first"
        assert sorted(names) == ["first", "second", "third"]
    assert held(neo4j) == expected(tmp_path / "same.db", [tmp_path / name for name in names])


def test_first_loads_at_once(neo4j: Neo4j, tmp_path: Path) -> None:
    """Not even the unique ids are there yet."""
    neo4j.bare()
    paths = [small(tmp_path, name) for name in ("one", "two", "three")]
    running = [loader(neo4j, path, path.name) for path in paths]
    assert [ended(process) for process in running] == ["done"] * 3
    with neo4j.library(neo4j.reached.url) as library:
        names = [str(row["source"]) for row in library.sources()]
    assert sorted(names) == ["one", "three", "two"]
    assert held(neo4j) == expected(tmp_path / "same.db", [tmp_path / name for name in names])


def kill_during_load(neo4j: Neo4j, server: Server, folder: Path, delay: float) -> str:
    """Load, kill the server ``delay`` seconds after the load began, start it again; returns what the load was told."""
    process = loader(neo4j, folder, "s")
    time.sleep(delay)
    server.kill()
    outcome = ended(process)
    server.start()
    return outcome


@pytest.mark.slow
def test_a_server_killed_ten_times_while_it_is_loaded(
    new_server: Callable[..., Server], tmp_path: Path
) -> None:
    """Each time the library is as before the load or as after it, and which of the two is what the load was told."""
    server = new_server()
    neo4j, dice = Neo4j(server), random.Random(4)
    begun = time.monotonic()
    assert ended(loader(neo4j, tables(tmp_path / "s", 1_500, version=0), "s")) == "done"
    whole = time.monotonic() - begun
    neo4j.bare()
    before: dict[str, list[str]] = {"nodes": [], "links": [], "sources": []}
    outcomes = []
    with Library(tmp_path / "mirror.db") as mirror:
        for number in range(1, 11):
            folder = tables(tmp_path / "s", 1_000 + 500 * (number % 2), version=number)
            mirror.load(folder)
            after = contents(mirror._reading())
            outcomes.append(kill_during_load(neo4j, server, folder, dice.uniform(0.1, 1.1) * whole))
            allowed = {"done": [after], "StoreUnreachable": [before], "CommitUnknown": [before, after]}
            found = held(neo4j)
            assert found in allowed[outcomes[-1]]
            before = found
    assert "StoreUnreachable" in outcomes
    # The library goes on working.
    with neo4j.library(server.url) as library:
        library.load(folder)
    assert held(neo4j) == after

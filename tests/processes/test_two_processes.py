"""Two processes and one library: what a reader and a writer see of each other, and what a killed writer leaves."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from beliefgraph.errors import StoreBusy
from beliefgraph.graph.engines import lock
from beliefgraph.graph.store import open_store
from beliefgraph.library import Library
from support.many_quotes import tables

if TYPE_CHECKING:
    from pathlib import Path

QUOTES = "MATCH (q:Quote) RETURN count(q.id) AS exact, count(q) AS fast"

LOADER = """
import sys
from beliefgraph.library import Library
print("start", flush=True)
Library(sys.argv[1]).load(sys.argv[2], source="s")
print("done", flush=True)
"""

READER = """
import sys, time
from beliefgraph.errors import StoreBusy
from beliefgraph.graph.engines import lock
from beliefgraph.library import Library
lock.WAIT = 0.05
end = time.monotonic() + float(sys.argv[2])
while time.monotonic() < end:
    try:
        with Library(sys.argv[1]) as library:
            print(library.cypher("MATCH (q:Quote) RETURN count(q.id) AS n")[0]["n"], flush=True)
    except StoreBusy as busy:
        print("busy" if "is in use" in str(busy) else str(busy), flush=True)
"""


def start(script: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)], stdout=subprocess.PIPE, text=True
    )


def said_until(process: subprocess.Popen[str], wanted: str) -> set[str]:
    """Return the lines that a process prints up to one, however long it takes on a busy machine."""
    assert process.stdout is not None
    said: set[str] = set()
    while wanted not in said:
        line = process.stdout.readline()
        assert line, f"it ended before it said {wanted}, after {said}"
        said.add(line.strip())
    return said


def state(library: Path) -> tuple[int, int] | None:
    """Return the number of quotes and the number of the version of their text, or None if there is no library."""
    if not library.exists():
        return None
    with Library(library) as opened:
        counts = opened.cypher(QUOTES)[0]
        assert counts["exact"] == counts["fast"]
        versions = opened.cypher(
            "MATCH (q:Quote) RETURN DISTINCT split(q.text, ' ')[5] AS version ORDER BY version"
        )
    assert len(versions) == 1, versions
    return int(str(counts["exact"])), int(str(versions[0]["version"]))


def test_a_reader_waits_for_the_writer_then_says_that_it_is_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library(tmp_path / "x.db")
    library.load(tables(tmp_path / "in", 3), source="s")
    library.close()
    monkeypatch.setattr(lock, "WAIT", 0.2)
    writer = open_store(tmp_path / "x.db")
    begun = time.monotonic()
    with pytest.raises(StoreBusy) as busy:
        open_store(tmp_path / "x.db", read_only=True)
    assert time.monotonic() - begun >= 0.2
    assert str(busy.value) == (
        "The library x.db is in use: another command is changing it, so this one could not read it. "
        "Wait until that command has finished, or close the program that keeps the library open, and try again."
    )
    writer.close()
    assert state(tmp_path / "x.db") == (3, 1)


def test_a_writer_does_not_start_under_a_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Library(tmp_path / "x.db").load(tables(tmp_path / "in", 3), source="s")
    monkeypatch.setattr(lock, "WAIT", 0.1)
    with Library(tmp_path / "x.db") as reader:
        reader.sources()
        with pytest.raises(StoreBusy, match="another command is using it, so this one could not change it"):
            open_store(tmp_path / "x.db")


def test_a_reader_in_a_loop_never_sees_half_a_load(tmp_path: Path) -> None:
    library = tmp_path / "x.db"
    Library(library).load(tables(tmp_path / "in", 50), source="s")
    reader = start(READER, library, 120)
    seen: list[set[str]] = []
    for quotes in (50, 400, 50, 400):
        if seen:
            Library(library).load(tables(tmp_path / "in", quotes), source="s")
        seen.append(said_until(reader, str(quotes)))
    reader.kill()
    reader.communicate()
    assert set().union(*seen) - {"busy"} == {"50", "400"}
    assert state(library) == (400, 1)


def test_readers_beside_readers(tmp_path: Path) -> None:
    Library(tmp_path / "x.db").load(tables(tmp_path / "in", 20), source="s")
    readers = [start(READER, tmp_path / "x.db", 1) for _ in range(3)]
    for reader in readers:
        out, _ = reader.communicate(timeout=60)
        assert set(out.split()) == {"20"}


def kill_at(delay: float, library: Path, folder: Path) -> bool:
    """Load in another process and kill it ``delay`` seconds after it began; tell whether it had finished."""
    process = start(LOADER, library, folder)
    assert process.stdout is not None
    assert process.stdout.readline() == "start\n"
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    out = process.stdout.read()
    process.stdout.close()
    process.wait()
    return "done" in out


def kills(tmp_path: Path, quotes: int, times: int) -> list[bool]:
    """Kill loads at random moments: first loads into a new library and updates of an old one, in turn."""
    dice = random.Random(1)
    folder = tables(tmp_path / "in", quotes)
    begun = time.monotonic()
    Library(tmp_path / "timing.db").load(folder, source="s")
    whole = time.monotonic() - begun
    finished = []
    for number in range(times):
        library = tmp_path / f"{number}.db"
        before = None
        if number % 2:
            Library(library).load(tables(tmp_path / "in", quotes // 2, version=1), source="s")
            before = (quotes // 2, 1)
        after = (quotes, 2)
        finished.append(
            kill_at(dice.uniform(0.2, 1.2) * whole, library, tables(tmp_path / "in", quotes, version=2))
        )
        found = state(library)
        assert found in ((after,) if finished[-1] else (before, after))
        # The library goes on working: the same load, undisturbed.
        Library(library).load(folder, source="s")
        assert state(library) == after
    return finished


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_killed_load_leaves_the_state_before_or_after(tmp_path: Path) -> None:
    kills(tmp_path, quotes=500, times=4)


DIES = """
import os, pathlib, signal, sys
from beliefgraph.graph.engines.arcade_bulk import ArcadeBuilder
from beliefgraph.library import Library
place, tables, name, call, after = sys.argv[1:]
owner = pathlib.Path if name == "rename" else ArcadeBuilder
real, calls = getattr(owner, name), []
def dies(*arguments):
    calls.append(name)
    last = len(calls) == int(call)
    if last and after == "0":
        os.kill(os.getpid(), signal.SIGKILL)
    answer = real(*arguments)
    if last:
        os.kill(os.getpid(), signal.SIGKILL)
    return answer
setattr(owner, name, dies)
Library(place).load(tables, source="s")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize(
    ("name", "call", "after"),
    [
        ("nodes", 1, True),
        ("nodes", 3, False),
        ("links", 1, True),
        ("_check_counts", 1, False),
        ("_check_sample", 1, True),
        ("rename", 1, False),
        ("rename", 1, True),
    ],
)
def test_a_first_load_killed_while_it_builds(tmp_path: Path, name: str, call: int, after: bool) -> None:
    """The bulk loader is no transaction: up to the move to its place there is no library, after it a whole one."""
    library, folder = tmp_path / "x.db", tables(tmp_path / "in", 300)
    process = start(DIES, library, folder, name, call, int(after))
    process.communicate(timeout=120)
    assert process.returncode == -signal.SIGKILL
    whole = name == "rename" and after
    assert (tmp_path / ".x.db.beliefgraph-new").exists() is not whole
    assert state(library) == ((300, 1) if whole else None)
    Library(library).load(tables(folder, 300, version=2), source="s")
    assert state(library) == (300, 2)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "x.db", "x.db.lock"]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_twenty_killed_loads_of_five_thousand_quotes(tmp_path: Path) -> None:
    finished = kills(tmp_path, quotes=5_000, times=20)
    assert not all(finished)

"""Measure whole commands beside the same statements sent to the bare engine, in one run.

python benchmarks/run.py 1000 10000
"""

from __future__ import annotations

import argparse
import resource
import shutil
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generate import Maker, write

from beliefgraph.frameworks.registry import reading as frameworks
from beliefgraph.graph.bookkeeping import FRAMEWORKS, collect
from beliefgraph.graph.merge import merge
from beliefgraph.graph.project import project
from beliefgraph.graph.store import open_store
from beliefgraph.graph.write import prepare, write_difference
from beliefgraph.library import Library
from beliefgraph.loaders.registry import read

if TYPE_CHECKING:
    from collections.abc import Iterator

QUESTIONS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("beliefs-behind-behaviour", {"behaviour": "x0"}),
    ("evidence-behind-belief", {"belief": "b3"}),
    ("voiced-by-both", {}),
    ("beliefs-by-theme", {}),
    ("what-each-review-adds", {}),
    ("contradicting-studies", {}),
)


class Table:
    """Prints one line a measurement: what, seconds, seconds of the bare engine, ratio."""

    def __init__(self, quotes: int) -> None:
        print(f"\n{quotes:,} quotes")
        print(f"  {'':42}{'seconds':>9}{'raw':>9}{'ratio':>8}")

    def line(self, what: str, seconds: float, raw: float | None = None) -> None:
        beside = f"{raw:9.2f}{seconds / raw:8.2f}" if raw else ""
        print(f"  {what:42}{seconds:9.2f}{beside}", flush=True)


class Clock:
    seconds = 0.0


@contextmanager
def timed() -> Iterator[Clock]:
    clock, begun = Clock(), time.perf_counter()
    yield clock
    clock.seconds = time.perf_counter() - begun


def raw_load(tables: Path, folder: Path) -> float:
    """Return the seconds the engine needs for the rows of the finished graph and nothing else."""
    records = read(tables)
    sources = [collect(FRAMEWORKS, 0, frameworks().records), collect("s", 1, records.records)]
    empty, graph = project({}), project(merge(sources).items)
    store = open_store(folder, create=True)
    with timed() as clock:
        prepare(store)
        with store.transaction() as transaction:
            write_difference(transaction, empty, graph)
    store.close()
    return clock.seconds


def edit(tables: Path) -> None:
    """Change the text of 100 quotes and remove 100 others that nothing refers to."""
    path = tables / "quotes.csv"
    head, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    used = {
        cell
        for line in (tables / "claims.csv").read_text(encoding="utf-8").splitlines()
        for cell in line.split(",")
    }
    free = [row for row in rows if row.split(",", 1)[0] not in used]
    gone, changed = set(free[:100]), set(free[100:200])
    kept = [
        row.replace("Made-up words:", "Edited words:") if row in changed else row
        for row in rows
        if row not in gone
    ]
    path.write_text(head + "".join(kept), encoding="utf-8")


def measure(quotes: int, folder: Path) -> None:
    table, tables = Table(quotes), folder / "tables"
    write(Maker(quotes).tables(), tables)
    with timed() as reading:
        read(tables)
    table.line("read and check the files", reading.seconds)
    raw = raw_load(tables, folder / "raw.db")
    library = Library(folder / "library.db")
    for what, before in (
        ("load into a new library", None),
        ("load the same again", None),
        ("load with 200 rows changed", edit),
    ):
        if before is not None:
            before(tables)
        with timed() as clock:
            library.load(tables, source="s")
        table.line(what, clock.seconds, raw)
    ask(library, table)
    library.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 if sys.platform == "darwin" else 1024)
    print(f"  peak memory so far {peak:,.0f} MB")


def ask(library: Library, table: Table) -> None:
    store = open_store_of(library)
    for name, parameters in QUESTIONS:
        with timed() as whole:
            answer = library.ask(name, **parameters)
        with timed() as raw:
            store.query(answer.cypher, answer.parameters)
        table.line(f"ask {name} ({len(answer.rows)} rows)", whole.seconds, raw.seconds)
    with timed() as clock:
        library.evidence()
    table.line("read the evidence", clock.seconds)
    with timed() as clock:
        found = library.paths("b3", "x0")
    table.line(f"paths ({len(found.paths)} of {found.total:,})", clock.seconds)
    for by in ("belief", "domain"):
        with timed() as clock:
            library.targets("x0", by=by)
        table.line(f"targets by {by}", clock.seconds)
    with timed() as clock:
        library.map("beliefs", "x0")
    table.line("map of 40 boxes", clock.seconds)


def open_store_of(library: Library) -> Any:
    library.sources()
    return library._store


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("quotes", type=int, nargs="*", default=[1_000, 10_000])
    for quotes in parser.parse_args().quotes:
        folder = Path(tempfile.mkdtemp(prefix="beliefgraph-"))
        try:
            measure(quotes, folder)
        finally:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()

"""Measure whole commands beside the bare engine, in one run.

python benchmarks/run.py 1000 10000
python benchmarks/run.py 100000 --neo4j bolt://127.0.0.1:7687     # an empty database; NEO4J_USERNAME, NEO4J_PASSWORD
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import raw
from generate import Maker, write
from raw import timed

from beliefgraph.graph.engines.arcade import ArcadeTransaction
from beliefgraph.graph.engines.neo4j import Neo4jTransaction
from beliefgraph.library import Library
from beliefgraph.loaders.registry import read

QUESTIONS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("beliefs-behind-behaviour", {"behaviour": "x0"}),
    ("evidence-behind-belief", {"belief": "b3"}),
    ("voiced-by-both", {}),
    ("beliefs-by-theme", {}),
    ("what-each-review-adds", {}),
    ("contradicting-studies", {}),
    ("behaviours-with-evidence", {}),
    ("beliefs-told-together", {}),
    ("who-says-it", {"belief": "b3"}),
    ("studies-to-obtain", {}),
    ("studies-in-several-reviews", {}),
    ("reviews-that-grade-differently", {}),
    ("never-asked", {}),
    ("quotes-without-coding", {}),
    ("beliefs-not-voiced-by", {}),
)


class Table:
    """Prints one line a measurement: what, seconds, seconds of the bare engine, ratio."""

    def __init__(self, quotes: int) -> None:
        print(f"\n{quotes:,} quotes")
        print(f"  {'':42}{'seconds':>9}{'raw':>9}{'ratio':>8}")

    def line(self, what: str, seconds: float, bare: float | None = None) -> None:
        beside = f"{bare:9.2f}{seconds / bare:8.2f}" if bare else ""
        print(f"  {what:42}{seconds:9.2f}{beside}", flush=True)


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
    """Measure the embedded engine: a first load beside its own bulk loader, an update beside the same statements."""
    table, tables = Table(quotes), folder / "tables"
    write(Maker(quotes).tables(), tables)
    with timed() as reading:
        read(tables)
    table.line("read and check the files", reading.seconds)
    place = folder / "library.db"
    library = Library(place)
    first = seconds(library, tables)
    print(f"  peak memory of the first load {peak():,.0f} MB")
    rows = raw.rows_of(tables)
    table.line(f"first load, {len(rows):,} rows", first, raw.bulk(rows, folder / "raw.db"))
    table.line("  without the records in raw", first, raw.bulk(rows, folder / "graph.db", records=False))
    del rows
    library.close()
    with raw.recorded(ArcadeTransaction) as sent:
        again = seconds(library, tables)
        table.line("load the same again", again)
        library.close()
        copy = raw.copied(place, folder / "copy.db")
        edit(tables)
        sent.clear()
        update = seconds(library, tables)
    table.line("load with 200 rows changed", update, raw.replay_embedded(sent, copy))
    ask(library, table)
    library.close()
    print(f"  peak memory so far {peak():,.0f} MB")


def measure_server(quotes: int, folder: Path, url: str) -> None:
    """Measure a server: loads beside the same statements sent by the driver in one explicit transaction.

    Each twice, in turn, and the quicker of the two: a server grows faster with what it has done before.
    """
    from neo4j import GraphDatabase

    table, tables = Table(quotes), folder / "tables"
    user, password = os.environ.get("NEO4J_USERNAME", "neo4j"), os.environ.get("NEO4J_PASSWORD", "")
    library = Library(url)
    firsts, updates, first_raws, update_raws, rows = [], [], [], [], 0
    with GraphDatabase.driver(url, auth=(user, password) if password else None) as driver:
        if driver.execute_query("MATCH (n) RETURN 1 LIMIT 1").records:
            sys.exit("The database is not empty.")
        warm(library, folder)
        for _ in range(2):
            raw.empty_neo4j(driver)
            write(Maker(quotes).tables(), tables)
            with raw.recorded(Neo4jTransaction) as sent:
                firsts.append(seconds(library, tables))
                first_sent = list(sent)
                edit(tables)
                sent.clear()
                updates.append(seconds(library, tables))
            again = seconds(library, tables)
            rows = sum(
                driver.execute_query(f"MATCH {pattern} RETURN count(*) AS n").records[0]["n"]
                for pattern in ("(n)", "()-[r]->()")
            )
            library.close()
            raw.empty_neo4j(driver)
            first_raws.append(raw.replay_neo4j(first_sent, driver))
            update_raws.append(raw.replay_neo4j(sent, driver))
        first = min(firsts)
        table.line(f"first load, {rows / first:,.0f} rows/s", first, min(first_raws))
        table.line("load the same again", again)
        table.line("load with 200 rows changed", min(updates), min(update_raws))
        ask(library, table)  # what the statements wrote is the same library
        library.close()
        raw.empty_neo4j(driver)
    print(f"  peak memory here, without the server, {peak():,.0f} MB")


def warm(library: Library, folder: Path) -> None:
    """Load something small first, to be taken away: a server that has just started is slow."""
    write(Maker(1_000).tables(), folder / "warm")
    library.load(folder / "warm", source="warm")
    library.close()


def seconds(library: Library, tables: Path) -> float:
    with timed() as clock:
        library.load(tables, source="s")
    return clock.seconds


def peak() -> float:
    """Return the most memory this process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1024**2 if sys.platform == "darwin" else 1024
    )


def ask(library: Library, table: Table) -> None:
    store = open_store_of(library)
    for name, parameters in QUESTIONS:
        with timed() as whole:
            answer = library.ask(name, **parameters)
        with timed() as bare:
            store.query(answer.cypher, answer.parameters)
        table.line(f"ask {name} ({len(answer.rows)} rows)", whole.seconds, bare.seconds)
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
        library.contrast()
    table.line("contrast of patients and clinicians", clock.seconds)
    with timed() as clock:
        library.contradictions()
    table.line("contradictions", clock.seconds)
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
    parser.add_argument(
        "--processor", action="store_true", help="seconds of this process and its engine, not of a server"
    )
    parser.add_argument("--neo4j", metavar="URL", help="measure a server with an empty database instead")
    given = parser.parse_args()
    if given.processor:
        raw.Clock.now = time.process_time
    for quotes in given.quotes:
        folder = Path(tempfile.mkdtemp(prefix="beliefgraph-"))
        try:
            if given.neo4j:
                measure_server(quotes, folder, given.neo4j)
            else:
                measure(quotes, folder)
        finally:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()

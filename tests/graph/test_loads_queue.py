"""Two loads into one library of a server at the same time: the second waits, and sees what the first wrote."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING, Any

from beliefgraph.graph.changes import read_loads
from beliefgraph.graph.incoming import Incoming, Options
from beliefgraph.graph.load import Hooks, load
from beliefgraph.graph.write import prepare
from support.rows import link, reading, record

if TYPE_CHECKING:
    from pathlib import Path

    from beliefgraph.graph.records import Record
    from support.engines import Neo4j

HOOKS = Hooks(lambda merged: [], "test")
AT_ONCE = 4


def rows(number: int, times: int) -> list[Record]:
    """Every source says what the shared theme means, and has beliefs of its own that belong to it."""
    beliefs = [
        record(
            f"Subtheme/b{number}-{one}",
            link("PART_OF", f"Subtheme/b{number}-{one}", "Theme/t"),
            label=f"belief {number} {one}",
        )
        for one in range(20)
    ]
    return [record("Theme/t", label="T", definition=f"{number} {times}"), *beliefs]


def test_loads_at_the_same_time_follow_each_other(neo4j: Neo4j, tmp_path: Path) -> None:
    address = neo4j.empty(tmp_path)
    first = neo4j.open(address)
    prepare(first)  # making constraints at the same time is another matter: then one is told to try again
    first.close()
    ready = Barrier(AT_ONCE)

    def one(number: int, times: int) -> None:
        store = neo4j.open(address)
        ready.wait()
        load(store, [Incoming(f"s{number}", (reading(rows(number, times)),))], Options(), HOOKS)
        store.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for times in range(3):  # into an empty database first, then into what the others hold
            list(pool.map(one, range(AT_ONCE), [times] * AT_ONCE))
    store = neo4j.open(address, read_only=True)
    loads = read_loads(store.query)
    assert [found.number for found in loads] == list(range(3 * AT_ONCE, 0, -1))
    assert sorted(found.sources[0] for found in loads[-AT_ONCE:]) == ["s0", "s1", "s2", "s3"]
    (theme,) = store.query("MATCH (t:Theme) RETURN t.sources AS sources, t.definition AS definition")
    sources: Any = theme["sources"]
    # The first to come decides the order, and wins.
    order = [found.sources[0] for found in reversed(loads[-AT_ONCE:])]
    assert sources == order
    assert theme["definition"] == f"{order[0][1:]} 2"
    beliefs = store.query("MATCH (b:Subtheme)-[:PART_OF]->(:Theme {id: 't'}) RETURN count(b.id) AS n")
    assert beliefs == [{"n": 20 * AT_ONCE}]
    store.close()

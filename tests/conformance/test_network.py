"""The library as a NetworkX graph is one graph, whichever engine holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.library import Filters, Library

if TYPE_CHECKING:
    from pathlib import Path

    from support.engines import Neo4j


def plain(library: Library, kind: str, filters: Filters | None = None) -> list[Any]:
    network: Any = library.network(kind, filters)
    return [list(network.nodes(data=True)), list(network.edges(keys=True, data=True)), network.graph]


@pytest.mark.slow
def test_both_engines_give_one_network(neo4j: Neo4j, tmp_path: Path) -> None:
    with Library(tmp_path / "demo.db") as here, neo4j.library(neo4j.empty(tmp_path)) as there:
        for library in (here, there):
            library.load_demo()
        for filters in (Filters(), Filters(role=("patient",), inferred=True), Filters(opposites=False)):
            found = plain(here, "beliefs", filters)
            assert len(found[0]) == 135
            assert found == plain(there, "beliefs", filters)
        nodes, edges, _ = plain(here, "everything")
        assert (len(nodes), len(edges)) == (
            here.cypher("MATCH (n) WHERE NOT (n:Library OR n:Source OR n:SourceRecord OR n:Load OR n:Change) RETURN count(n.id) AS n")[0]["n"],
            here.cypher("MATCH ()-[r]->() RETURN count(r) AS n")[0]["n"],
        )  # fmt: skip
        assert [nodes, edges, {}] == plain(there, "everything")

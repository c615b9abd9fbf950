"""What a library holds, as plain comparable data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from beliefgraph.graph.store import Store


def frozen(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def contents(store: Store) -> dict[str, list[str]]:
    """Every node and relationship of the graph, and every source record, each as one line, sorted."""
    nodes = store.query(
        "MATCH (n) WHERE NOT (n:Library OR n:Source OR n:Load OR n:Change) RETURN labels(n)[0] AS label, properties(n) AS properties"
    )
    links = store.query(
        "MATCH (a)-[r]->(b) RETURN type(r) AS type, a.id AS start, labels(a)[0] AS start_label, b.id AS end, "
        "labels(b)[0] AS end_label, properties(r) AS properties"
    )
    sources = store.query("MATCH (s:Source) RETURN s.id AS id, s.digest AS digest ORDER BY s.order, id")
    return {
        "nodes": sorted(map(frozen, nodes)),
        "links": sorted(map(frozen, links)),
        "sources": [frozen(row) for row in sources],
    }

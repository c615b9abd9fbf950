"""What only a server does: it finds the member that takes changes, and remarks on statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.many_quotes import tables

if TYPE_CHECKING:
    from pathlib import Path

    from support.engines import Neo4j


def test_a_cluster_address_reads_what_it_wrote(neo4j: Neo4j, tmp_path: Path) -> None:
    """Against one server, which tells the driver that it is the only member."""
    address = neo4j.empty(tmp_path).replace("bolt://", "neo4j://")
    with neo4j.library(address) as library:
        for version, quotes in ((1, 3), (2, 5)):
            library.load(tables(tmp_path / "s", quotes, version))
            rows = library.cypher("MATCH (q:Quote) RETURN q.id AS id, q.text AS text ORDER BY id")
            assert [row["text"] for row in rows] == [
                f"Made-up words {number} of version {version}" for number in range(quotes)
            ]
    with neo4j.library(address) as again:
        assert [row["source"] for row in again.sources()] == ["s"]


def test_a_form_that_is_deprecated_would_fail_a_test(
    neo4j: Neo4j, tmp_path: Path, remarks: list[str]
) -> None:
    """The eye on the server's remarks is open; what is only unknown or slow it does not see."""
    store = neo4j.open(neo4j.empty(tmp_path))
    store.query("MATCH (a:Nobody), (b:Nowhere) RETURN a.nothing AS nothing")
    assert remarks == []
    store.query("MATCH (n) RETURN id(n) AS id")
    store.close()
    assert len(remarks) == 1
    assert "deprecated" in remarks[0]
    remarks.clear()


def test_unique_ids_are_made_once(neo4j: Neo4j, tmp_path: Path) -> None:
    """Every load prepares the library; only the first finds something to do."""
    address = neo4j.bare()
    with neo4j.library(address) as library:
        library.load(tables(tmp_path / "s", 1))
        made = neo4j.run("SHOW CONSTRAINTS YIELD name, type RETURN name, type ORDER BY name")
        library.load(tables(tmp_path / "s", 2))
    assert {"quote_id", "library_id", "sourcerecord_id"} <= {str(row["name"]) for row in made}
    assert all("UNIQUENESS" in str(row["type"]) for row in made)
    assert neo4j.run("SHOW CONSTRAINTS YIELD name, type RETURN name, type ORDER BY name") == made

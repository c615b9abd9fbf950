"""What the library remembers of its sources is changed where it is, and a place that is gone is told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from beliefgraph.errors import StoreDamaged
from beliefgraph.graph.bookkeeping import SourceState, Stored
from beliefgraph.graph.store import open_store
from beliefgraph.graph.write import prepare, write_sources

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from beliefgraph.graph.store import Store

FIRST = Stored("first", "1", "row 2")
SECOND = Stored("second", "2", "row 3")
BEFORE = {"s": SourceState("s", 0, records={"Quote/q1": FIRST, "Quote/q2": SECOND})}
CHANGED = {"s": SourceState("s", 0, records={"Quote/q1": Stored("other", "3", "row 2"), "Quote/q2": SECOND})}
MOVED = {"s": SourceState("s", 0, records={"Quote/q1": FIRST, "Quote/q2": Stored("second", "2", "row 9")})}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A library that remembers one source of two records."""
    found = open_store(tmp_path / "x.db", create=True)
    prepare(found)
    with found.transaction() as transaction:
        write_sources(transaction, {}, BEFORE)
    yield found
    found.close()


def records(store: Store) -> list[tuple[object, ...]]:
    rows = store.query(
        "MATCH (r:SourceRecord) RETURN r.id AS id, r.body AS body, r.hash AS hash, r.place AS place ORDER BY id"
    )
    return [tuple(row.values()) for row in rows]


def test_changed_and_moved_records_are_written(store: Store) -> None:
    with store.transaction() as transaction:
        write_sources(transaction, BEFORE, CHANGED)
    assert records(store) == [("s#Quote/q1", "other", "3", "row 2"), ("s#Quote/q2", "second", "2", "row 3")]
    with store.transaction() as transaction:
        write_sources(transaction, BEFORE, MOVED)
    assert records(store)[1] == ("s#Quote/q2", "second", "2", "row 9")


@pytest.mark.parametrize(
    ("gone", "after", "what"),
    [
        ("MATCH (r:SourceRecord {id: 's#Quote/q1'}) DELETE r", CHANGED, "SourceRecord"),
        ("MATCH (r:SourceRecord {id: 's#Quote/q2'}) DELETE r", MOVED, "SourceRecord"),
        ("MATCH (s:Source {id: 's'}) DELETE s", {"s": replace(BEFORE["s"], last_load=2)}, "Source"),
    ],
    ids=["changed", "moved", "source"],
)
def test_a_row_without_a_place_is_not_dropped_in_silence(
    store: Store, gone: str, after: dict[str, SourceState], what: str
) -> None:
    with store.transaction() as transaction:
        transaction.run(gone, {})
    left = records(store)
    with (
        pytest.raises(StoreDamaged, match=rf"of 1 {what} to be written, 0 found their place"),
        store.transaction() as transaction,
    ):
        write_sources(transaction, BEFORE, after)
    assert records(store) == left

"""The history of loads: what each load leaves in the library, worked out by hand."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.errors import CommitUnknown, DanglingReference, LoadRefused
from beliefgraph.graph import changes
from beliefgraph.graph.bookkeeping import FRAMEWORKS, read_sources
from beliefgraph.graph.changes import KEPT, Change, Counts, read_changes, read_loads
from beliefgraph.graph.incoming import Incoming, Options
from beliefgraph.graph.load import Hooks, load, put_first, put_sources, unload
from support.graphs import contents
from support.rows import link, reading, record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from beliefgraph.graph.records import Record
    from beliefgraph.graph.report import LoadReport
    from beliefgraph.graph.store import Store, Transaction

HOOKS = Hooks(lambda merged: [], "beliefgraph 9.9")
NOON = "2026-01-31T12:00:00Z"


@pytest.fixture
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "now", lambda: NOON)


def put(store: Store, name: str, *rows: Record, **options: bool) -> LoadReport:
    return load(store, [Incoming(name, (reading(rows),))], Options(**options), HOOKS)


def theme(identifier: str, label: str, row: int = 2) -> Record:
    return record(f"Theme/{identifier}", row=row, table="themes", label=label)


def body(**properties: Any) -> str:
    return json.dumps([properties, []], separators=(",", ":"))


@pytest.mark.usefixtures("noon")
def test_a_first_load_keeps_counts_only(new_store: Callable[[], Store]) -> None:
    store = new_store()
    report = put(store, "a", theme("t1", "One"), theme("t2", "Two", 3))
    assert report.load == 1
    (found,) = read_loads(store.query)
    assert (found.number, found.at, found.what, found.sources) == (1, NOON, "load", ("a",))
    assert (found.model_version, found.written_by) == (1, "beliefgraph 9.9")
    assert 0 <= found.seconds < 600
    assert found.counts == {"a": Counts(added=2, whole=True)}
    assert read_changes(store.query) == []


def test_an_update_keeps_every_changed_record_and_no_moved_one(new_store: Callable[[], Store]) -> None:
    store = new_store()
    put(
        store, "a", theme("t1", "One"), theme("t2", "Two", 3), theme("t3", "Three", 4), theme("t4", "Four", 5)
    )
    # t1 is gone, t2 is the same a row higher, t3 says something else, t4 is as it was, t5 is new.
    put(
        store,
        "a",
        theme("t2", "Two", 2),
        theme("t3", "Tree", 3),
        theme("t4", "Four", 5),
        theme("t5", "Five", 6),
    )
    last = read_loads(store.query)[0]
    assert last.counts == {"a": Counts(added=1, changed=1, removed=1, moved=1)}
    assert read_changes(store.query, load=2) == [
        Change(2, "a", "Theme/t1", "removed", body(label="One"), None, '["test.xlsx", "themes", 2]'),
        Change(
            2,
            "a",
            "Theme/t3",
            "changed",
            body(label="Three"),
            body(label="Tree"),
            '["test.xlsx", "themes", 3]',
        ),
        Change(2, "a", "Theme/t5", "added", None, body(label="Five"), '["test.xlsx", "themes", 6]'),
    ]


def test_rows_that_only_moved_are_no_changes(new_store: Callable[[], Store]) -> None:
    store = new_store()
    put(store, "a", theme("t1", "One"))
    assert put(store, "a", theme("t1", "One", 7)).load == 2
    counts = read_loads(store.query)[0].counts["a"]
    assert (counts, counts.moved_only) == (Counts(moved=1), True)
    assert read_changes(store.query) == []


def test_a_load_that_changes_nothing_leaves_nothing(new_store: Callable[[], Store]) -> None:
    store = new_store()
    put(store, "a", theme("t1", "One"))
    assert put(store, "a", theme("t1", "One")).load is None
    assert [one.number for one in read_loads(store.query)] == [1]
    assert put(store, "a", theme("t1", "Won")).load == 2


def test_a_load_that_failed_leaves_nothing(new_store: Callable[[], Store]) -> None:
    store = new_store()
    put(store, "a", theme("t1", "One"))
    with pytest.raises(DanglingReference):
        put(store, "a", theme("t1", "Won"), record("Subtheme/b1", link("PART_OF", "Subtheme/b1", "Theme/t9")))
    assert [one.number for one in read_loads(store.query)] == [1]
    assert read_changes(store.query) == []
    assert put(store, "a", theme("t1", "Won")).load == 2


def test_unload_and_order(new_store: Callable[[], Store]) -> None:
    store = new_store()
    put(store, "a", theme("t1", "One"))
    put(store, "b", theme("t2", "Two"), theme("t3", "Three"))
    put_first(store, "b", HOOKS)
    unload(store, "a", HOOKS)
    assert [(one.number, one.what, one.sources, dict(one.counts)) for one in read_loads(store.query)] == [
        (4, "unload", ("a",), {"a": Counts(removed=1, whole=True)}),
        (3, "order", ("b", "a"), {}),
        (2, "load", ("b",), {"b": Counts(added=2, whole=True)}),
        (1, "load", ("a",), {"a": Counts(added=1, whole=True)}),
    ]
    assert read_changes(store.query) == []
    put_first(store, "b", HOOKS)  # it is first already
    assert len(read_loads(store.query)) == 4


def test_several_sources_in_one_load_are_one_load(new_store: Callable[[], Store]) -> None:
    store = new_store()
    put(store, "a", theme("t1", "One"))
    both = [Incoming("a", (reading([theme("t1", "Won")]),)), Incoming("b", (reading([theme("t2", "Two")]),))]
    load(store, both, Options(), HOOKS)
    last = read_loads(store.query)[0]
    assert last.sources == ("a", "b")
    assert last.counts == {"a": Counts(changed=1), "b": Counts(added=1, whole=True)}
    assert [(one.source, one.about) for one in read_changes(store.query)] == [("a", "Theme/t1")]


def test_the_bundled_tables_are_news_only_when_they_change(new_store: Callable[[], Store]) -> None:
    store = new_store()
    tables = Incoming(FRAMEWORKS, (reading([record("Domain/d1", label="D")]),))
    load(store, [tables, Incoming("a", (reading([theme("t1", "One")]),))], Options(), HOOKS)
    assert set(read_loads(store.query)[0].counts) == {"a"}
    newer = Incoming(FRAMEWORKS, (reading([record("Domain/d1", label="Domain")]),))
    load(store, [newer, Incoming("a", (reading([theme("t1", "One")]),))], Options(), HOOKS)
    assert read_loads(store.query)[0].counts == {FRAMEWORKS: Counts(changed=1)}
    assert [one.after for one in read_changes(store.query)] == [body(label="Domain")]


def test_fifty_loads_are_kept(new_store: Callable[[], Store]) -> None:
    store = new_store()
    put(store, "a", theme("t1", "0"))
    for number in range(1, KEPT):
        put(store, "a", theme("t1", str(number)))
    assert [one.number for one in read_loads(store.query)] == list(range(50, 0, -1))
    put(store, "a", theme("t1", "50"))
    assert [one.number for one in read_loads(store.query)] == list(range(51, 1, -1))
    assert [one.load for one in read_changes(store.query)] == list(range(51, 1, -1))
    put(store, "a", theme("t1", "51"))
    assert [one.number for one in read_loads(store.query)] == list(range(52, 2, -1))
    # The change of load 2 went with it; what was said before load 3 is what it made.
    assert [(one.load, one.before) for one in read_changes(store.query)][-1] == (3, body(label="1"))


def test_many_changes_of_old_loads_go(
    new_store: Callable[[], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    """More than one batch of changes is written, and taken away again."""
    monkeypatch.setattr(changes, "KEPT", 1)
    store = new_store()
    put(store, "a", *(theme(f"t{number}", "x") for number in range(2_500)))
    put(store, "a", *(theme(f"t{number}", "y") for number in range(2_500)))
    assert len(read_changes(store.query, load=2)) == 2_500
    put(store, "a", *(theme(f"t{number}", "y" if number else "z") for number in range(2_500)))
    assert [(one.load, one.about) for one in read_changes(store.query)] == [(3, "Theme/t0")]


class Unsure:
    """A store whose connection breaks while it commits."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.statements: list[str] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Transaction]:
        with self._store.transaction() as transaction:
            yield Listening(transaction, self.statements)
        raise CommitUnknown("Nobody knows.")


class Listening:
    """A transaction that notes what it is asked."""

    def __init__(self, transaction: Transaction, statements: list[str]) -> None:
        self._transaction = transaction
        self._statements = statements

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transaction, name)

    def run(self, cypher: str, parameters: Any = None) -> Any:
        self._statements.append(cypher)
        return self._transaction.run(cypher, parameters)


@pytest.mark.usefixtures("noon")
def test_an_unknown_commit_says_what_to_look_for(new_store: Callable[[], Store]) -> None:
    store = new_store()
    put(store, "a", theme("t1", "One"))
    unsure: Any = Unsure(store)
    with pytest.raises(CommitUnknown) as unknown:
        put(unsure, "a", theme("t1", "Won"), theme("t2", "Two", 3))
    assert str(unknown.value) == (
        f"Nobody knows. If it was stored, it is load 2 ({NOON}: a 1 added, 1 changed, 0 removed)."
    )
    assert str(read_loads(store.query)[0]) == f"load 2 ({NOON}: a 1 added, 1 changed, 0 removed)"
    put(store, "b", theme("t9", "Nine"))
    with pytest.raises(CommitUnknown, match=r"it is load 4 \(.*: order\)"):
        put_first(unsure, "b", HOOKS)


def test_the_library_node_is_written_before_anything_is_read(new_store: Callable[[], Store]) -> None:
    """On a server that write is the lock on which loads queue."""
    unsure: Any = Unsure(new_store())
    with pytest.raises(CommitUnknown):
        put(unsure, "a", theme("t1", "One"))
    assert unsure.statements[0] == "MERGE (l:Library {id: 'library'}) SET l.written_by = $by"
    assert all("RETURN" in one for one in unsure.statements[1:3])


# ------------------------------------------------------------------------------------- whole sources


def sources_of(store: Store) -> Any:
    return read_sources(store.query)


def filled(store: Store) -> Store:
    put(store, "b", theme("t1", "One"), theme("t2", "Two", 3))
    put(store, "a", theme("t1", "Won"), theme("t3", "Three", 3), theme("t4", "Four", 4), merge=True)
    put_first(store, "a", HOOKS)
    return store


def test_whole_sources_make_the_same_library(new_store: Callable[[], Store]) -> None:
    first, second = filled(new_store()), new_store()
    report = put_sources(second, sources_of(first), HOOKS, what="restore")
    assert contents(second) == contents(first)
    assert {name: (one.order, one.merged) for name, one in sources_of(second).items()} == {
        "a": (1, ("b#Theme/t1",)),
        "b": (2, ()),
    }
    assert [
        (one.source, one.tables["themes"].read, one.tables["themes"].written) for one in report.sources
    ] == [
        ("a", 3, 3),
        ("b", 2, 2),
    ]
    (found,) = read_loads(second.query)
    assert (report.load, found.what, found.sources) == (1, "restore", ("a", "b"))
    assert found.counts == {"a": Counts(added=3, whole=True), "b": Counts(added=2, whole=True)}
    assert {one.last_load for one in sources_of(second).values()} == {1}


def test_whole_sources_go_into_an_empty_library_only(new_store: Callable[[], Store]) -> None:
    first, second = filled(new_store()), new_store()
    put(second, "mine", theme("t9", "Nine"))
    with pytest.raises(
        LoadRefused, match=r"already holds mine\. Whole sources go into an empty library only"
    ):
        put_sources(second, sources_of(first), HOOKS, what="restore")
    assert len(read_loads(second.query)) == 1
    unload(second, "mine", HOOKS)
    assert put_sources(second, sources_of(first), HOOKS, what="copy").load == 3
    assert read_loads(second.query)[0].what == "copy"
    assert contents(second) == contents(first)


def test_whole_sources_are_checked(new_store: Callable[[], Store]) -> None:
    first, second = new_store(), new_store()
    put(first, "a", theme("t1", "One"))
    put(first, "b", record("Subtheme/b1", link("PART_OF", "Subtheme/b1", "Theme/t1"), label="B"))
    with pytest.raises(DanglingReference, match="There is no theme with the id t1"):
        put_sources(second, {"b": sources_of(first)["b"]}, HOOKS, what="restore")
    assert read_loads(second.query) == []

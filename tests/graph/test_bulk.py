"""A new library is built by the bulk loader: it holds what statements would have written, or it is not there."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beliefgraph.errors import BeliefGraphError, StoreDamaged, StoreError
from beliefgraph.graph.project import Graph
from beliefgraph.graph.store import open_store
from beliefgraph.graph.write import create_links, create_nodes, prepare, write_difference
from beliefgraph.library import Library
from support.graphs import contents

if TYPE_CHECKING:
    from beliefgraph.graph.engines.arcade import ArcadeStore
    from beliefgraph.graph.store import Row, Store, Transaction

STUDIES: list[Row] = [{"id": f"s{number}", "title": f"Study {number}"} for number in range(3)]
QUOTES: list[Row] = [
    {"id": "q1", "text": "one", "sources": ["a", "b"]},
    {"id": "q2", "text": "two", "sources": []},
]
REPORTED: list[Row] = [
    {"start": "q1", "end": "s0", "properties": {"owner": "Quote/q1"}},
    {"start": "q2", "end": "s0", "properties": {"owner": "Quote/q2"}},
]


def new(place: Path) -> Store:
    store = open_store(place, create=True)
    prepare(store)
    return store


def enter(transaction: Transaction) -> None:
    transaction.run("MERGE (l:Library {id: 'library'}) SET l.load_number = 1", {})


def build(transaction: Transaction) -> None:
    create_nodes(transaction, "Study", STUDIES)
    create_nodes(transaction, "Quote", QUOTES)
    create_links(transaction, "REPORTED_IN", "Quote", "Study", REPORTED)


def bulk(place: Path, graph: Graph) -> dict[str, list[str]]:
    """Write a graph by the bulk loader and return what the library then holds, read by another handle."""
    store = new(place)
    with store.transaction() as transaction:
        enter(transaction)
        assert transaction.builder is not None
        write_difference(transaction, Graph(), graph)
    store.close()
    return held(place)


def statements(place: Path, graph: Graph) -> dict[str, list[str]]:
    """Write the same graph by statements, into a library that is there already."""
    store = new(place)
    with store.transaction() as transaction:
        enter(transaction)
    with store.transaction() as transaction:
        assert transaction.builder is None
        write_difference(transaction, Graph(), graph)
    store.close()
    return held(place)


def held(place: Path) -> dict[str, list[str]]:
    store = open_store(place, read_only=True)
    try:
        for label in ("Study", "Quote", "Claim", "Subtheme"):
            (counts,) = store.query(f"MATCH (n:{label}) RETURN count(n) AS fast, count(n.id) AS exact")
            assert counts["fast"] == counts["exact"], label
        return contents(store)
    finally:
        store.close()


# ------------------------------------------------------------------- the same as statements

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
SCALARS = st.one_of(
    TEXTS,
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
)
VALUES = st.one_of(
    SCALARS,
    st.lists(TEXTS, max_size=3),
    st.lists(st.integers(-5, 2**40), max_size=3),
    st.lists(st.booleans(), max_size=2),
)
NAMES = st.one_of(
    st.sampled_from(
        ["text", "label", "n", "sources", "Wie viele?", "a b", "`", "x.y", "größe", "😀", "_src"]
    ),
    st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True),
).filter(lambda name: name != "id")
PROPERTIES: st.SearchStrategy[dict[str, Any]] = st.dictionaries(NAMES, VALUES, max_size=4)
LABELS = ("Study", "Quote", "Claim", "Subtheme")
TYPES = (
    ("REPORTED_IN", "Quote", "Study"),
    ("SUPPORTS", "Quote", "Subtheme"),
    ("CAUSE", "Claim", "Subtheme"),
    ("OPPOSITE_OF", "Subtheme", "Subtheme"),
)


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Any nodes and relationships, with several relationships of one pair and with some from a node to itself."""
    graph = Graph()
    for label in LABELS:
        for identifier in draw(st.lists(TEXTS, unique=True, max_size=4)):
            graph.nodes[label, identifier] = {**draw(PROPERTIES), "id": identifier}
    for relation, start, end in TYPES:
        starts = sorted(node for node in graph.nodes if node[0] == start)
        ends = sorted(node for node in graph.nodes if node[0] == end)
        if not starts or not ends:
            continue
        for number in range(draw(st.integers(0, 4))):
            pair = draw(st.sampled_from(starts)), draw(st.sampled_from(ends))
            graph.links[relation, *pair, (number,)] = {**draw(PROPERTIES), "owner": f"x/{number}"}
    return graph


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(graphs())
def test_what_the_loader_builds_equals_what_statements_write(graph: Graph) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        assert bulk(folder / "bulk.db", graph) == statements(folder / "statements.db", graph)
    finally:
        shutil.rmtree(folder)


EDGE_CASES: dict[str, Any] = {
    "long": "x" * 1_000_000,
    "nul": "a\0b",
    "composed": "é",
    "decomposed": "e\u0301",
    "emoji": "👩‍👩‍👧 pain",
    "lines": "one\r\ntwo\u2028three",
    "blank": " ",
    "nothing": "",
    "control": "\u0001\u001f\ufeff",
    "biggest": 2**63 - 1,
    "smallest": -(2**63),
    "exact": 9_007_199_254_740_993,
    "fraction": 0.1,
    "whole": 1.0,
    "tiny": 5e-324,
    "no": False,
    "texts": ["b", "a", "a", ""],
    "empty": [],
    "numbers": [3, 1, 2],
    "fractions": [0.5, 2.0],
}


def test_edge_cases_come_back_as_they_were(tmp_path: Path) -> None:
    node: Row = {"id": "q", **EDGE_CASES}
    graph = Graph(
        {("Quote", "q"): node, ("Subtheme", "b"): {"id": "b"}},
        {
            ("SUPPORTS", ("Quote", "q"), ("Subtheme", "b"), (coder,)): {**EDGE_CASES, "coder": coder}
            for coder in ("ann", "bo")
        },
    )
    assert bulk(tmp_path / "bulk.db", graph) == statements(tmp_path / "statements.db", graph)
    store = open_store(tmp_path / "bulk.db", read_only=True)
    (found,) = store.query("MATCH (q:Quote {id: 'q'}) RETURN properties(q) AS properties")
    assert found == {"properties": node}
    assert [type(cast("Row", found["properties"])[name]) for name in EDGE_CASES] == [
        type(value) for value in EDGE_CASES.values()
    ]
    rows = store.query(
        "MATCH (:Quote {id: 'q'})-[r:SUPPORTS]->(:Subtheme {id: 'b'}) RETURN r.coder AS coder, r.long AS long ORDER BY coder"
    )
    assert rows == [{"coder": coder, "long": EDGE_CASES["long"]} for coder in ("ann", "bo")]
    store.close()


def test_relationships_longer_than_a_page(tmp_path: Path) -> None:
    """The loader fails on them; short ones of the same batch, their values and the totals are as ever."""
    texts = ["short", "é" * 3_000, "é" * 40_000, "x" * 6_000, "", "x" * 65_536]
    graph = Graph(
        {("Quote", "q"): {"id": "q"}, ("Subtheme", "b"): {"id": "b"}, ("Subtheme", "c"): {"id": "c"}}
    )
    for end in ("b", "c"):
        for number, text in enumerate(texts):
            key = ("SUPPORTS", ("Quote", "q"), ("Subtheme", end), (number,))
            graph.links[key] = {"number": number, "note": text}
    graph.links["OPPOSITE_OF", ("Subtheme", "b"), ("Subtheme", "c"), ()] = {"list": ["é" * 10_000] * 4}
    assert bulk(tmp_path / "bulk.db", graph) == statements(tmp_path / "statements.db", graph)
    store = open_store(tmp_path / "bulk.db", read_only=True)
    rows = store.query(
        "MATCH ()-[r:SUPPORTS]->(:Subtheme {id: 'c'}) RETURN r.number AS n, r.note AS note ORDER BY n"
    )
    assert [row["note"] for row in rows] == texts
    assert store.query("MATCH ()<-[r]-() RETURN type(r) AS type, count(r) AS n ORDER BY type") == [
        {"type": "OPPOSITE_OF", "n": 1},
        {"type": "SUPPORTS", "n": 12},
    ]
    store.close()


def test_long_relationships_alone_after_a_statement(tmp_path: Path) -> None:
    store = new(tmp_path / "x.db")
    with store.transaction() as transaction:
        build(transaction)
        enter(transaction)
        long: Row = {"start": "q2", "end": "s1", "properties": {"owner": "x" * 70_000}}
        create_links(transaction, "REPORTED_IN", "Quote", "Study", [long])
        create_nodes(transaction, "Study", [{"id": "s9"}])
    assert store.query(
        "MATCH (:Quote)-[r:REPORTED_IN]->(s:Study) RETURN s.id AS s, size(r.owner) AS n ORDER BY n, s"
    ) == [
        {"s": "s0", "n": 8},
        {"s": "s0", "n": 8},
        {"s": "s1", "n": 70_000},
    ]
    store.close()
    assert len(held(tmp_path / "x.db")["nodes"]) == 6


def test_a_property_that_is_none_is_none(tmp_path: Path) -> None:
    store = new(tmp_path / "x.db")
    with store.transaction() as transaction:
        create_nodes(transaction, "Quote", [{"id": "q", "text": None, "kind": "verbatim"}])
        create_nodes(transaction, "Study", [{"id": "s"}])
        create_links(
            transaction,
            "REPORTED_IN",
            "Quote",
            "Study",
            [{"start": "q", "end": "s", "properties": {"owner": "o", "note": None}}],
        )
    assert store.query("MATCH (q:Quote)-[r]->() RETURN properties(q) AS node, properties(r) AS link") == [
        {"node": {"id": "q", "kind": "verbatim"}, "link": {"owner": "o"}}
    ]
    store.close()


@pytest.mark.parametrize("value", ["\ud800", 2**63, {"a": 1}])
def test_what_no_property_can_hold_is_refused(tmp_path: Path, value: Any) -> None:
    store = new(tmp_path / "x.db")
    with pytest.raises((BeliefGraphError, UnicodeEncodeError)), store.transaction() as transaction:
        create_nodes(transaction, "Quote", [{"id": "q", "text": value}])
    store.close()
    assert list(tmp_path.iterdir()) == []


# ------------------------------------------------------------------- whole or absent


def test_the_library_appears_when_the_transaction_ends(tmp_path: Path) -> None:
    place = tmp_path / "x.db"
    store = new(place)
    with store.transaction() as transaction:
        enter(transaction)
        build(transaction)
        assert not place.exists()
    assert place.is_dir()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.db", "x.db.lock"]
    assert store.query(
        "MATCH (q:Quote)-[:REPORTED_IN]->(s:Study) RETURN q.id AS q, s.id AS s ORDER BY q"
    ) == [
        {"q": "q1", "s": "s0"},
        {"q": "q2", "s": "s0"},
    ]
    store.close()


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_an_error_takes_everything_back_and_the_store_goes_on(
    tmp_path: Path, error: type[BaseException]
) -> None:
    place = tmp_path / "x.db"
    store = new(place)
    with pytest.raises(error), store.transaction() as transaction:
        enter(transaction)
        build(transaction)
        raise error
    assert not place.exists()
    assert store.query("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]
    with store.transaction() as transaction:
        assert transaction.builder is not None
        build(transaction)
    with pytest.raises(StoreError), store.transaction() as transaction:  # ids are unique here too
        transaction.run("CREATE (q:Quote {id: 'q1'})", {})
    store.close()
    assert len(held(place)["nodes"]) == 5


def test_an_error_leaves_nothing_behind(tmp_path: Path) -> None:
    store = new(tmp_path / "x.db")
    with pytest.raises(RuntimeError), store.transaction() as transaction:
        build(transaction)
        raise RuntimeError
    store.close()
    assert list(tmp_path.iterdir()) == []


def test_no_builder_for_a_library_that_is_there(tmp_path: Path) -> None:
    store = new(tmp_path / "x.db")
    with store.transaction() as transaction:
        build(transaction)
    with store.transaction() as transaction:
        assert transaction.builder is None
        create_nodes(transaction, "Study", [{"id": "later"}])
    store.close()
    assert len(held(tmp_path / "x.db")["nodes"]) == 6


def test_a_folder_that_cannot_be_moved_to_its_place(tmp_path: Path) -> None:
    place = tmp_path / "x.db"
    store = new(place)
    with (
        pytest.raises(StoreError, match=r"The new library x\.db could not be put in its place"),
        store.transaction() as transaction,
    ):
        build(transaction)
        place.mkdir()
        (place / "thesis.docx").write_text("words", encoding="utf-8")
    store.close()
    assert [path.name for path in tmp_path.iterdir()] == ["x.db"]
    assert [path.name for path in place.iterdir()] == ["thesis.docx"]


# ------------------------------------------------------------------- statements in between


def test_statements_see_what_was_built_and_may_stand_anywhere(tmp_path: Path) -> None:
    store = new(tmp_path / "x.db")
    with store.transaction() as transaction:
        enter(transaction)
        create_nodes(transaction, "Study", STUDIES)
        transaction.run("CREATE (q:Quote {id: 'q0'})", {})
        assert transaction.run("MATCH (s:Study) RETURN count(s.id) AS n", {}) == [{"n": 3}]
        create_nodes(transaction, "Quote", QUOTES)
        create_links(transaction, "REPORTED_IN", "Quote", "Study", REPORTED)
        assert transaction.run(
            "MATCH (q:Quote)-[:REPORTED_IN]->(s:Study) RETURN s.id AS s, count(q.id) AS n ORDER BY s", {}
        ) == [{"s": "s0", "n": 2}]
        transaction.run("MATCH (q:Quote {id: 'q1'}) SET q.text = 'changed'", {})
        create_nodes(transaction, "Study", [{"id": "s9"}])
        create_links(
            transaction, "REPORTED_IN", "Quote", "Study", [{"start": "q1", "end": "s9", "properties": {}}]
        )
        transaction.run("CREATE (l:Load {id: '1'})", {})
    rows = store.query(
        "MATCH (q:Quote) OPTIONAL MATCH (q)-[:REPORTED_IN]->(s:Study) RETURN q.id AS q, q.text AS text, s.id AS s ORDER BY q, s"
    )
    assert rows == [
        {"q": "q0", "text": None, "s": None},
        {"q": "q1", "text": "changed", "s": "s0"},
        {"q": "q1", "text": "changed", "s": "s9"},
        {"q": "q2", "text": "two", "s": "s0"},
    ]
    store.close()
    held(tmp_path / "x.db")


# ------------------------------------------------------------------- unique ids, missing ends


def twice_in_one_batch(transaction: Transaction) -> None:
    create_nodes(transaction, "Quote", [{"id": "q"}, {"id": "q"}])


def twice_in_two_batches(transaction: Transaction) -> None:
    create_nodes(transaction, "Quote", [{"id": "q"}])
    create_nodes(transaction, "Quote", [{"id": "p"}, {"id": "q"}])


def built_then_stated(transaction: Transaction) -> None:
    create_nodes(transaction, "Quote", [{"id": "q"}])
    transaction.run("CREATE (q:Quote {id: 'q'})", {})


def stated_then_built(transaction: Transaction) -> None:
    transaction.run("CREATE (q:Quote {id: 'q'})", {})
    create_nodes(transaction, "Quote", [{"id": "q"}])


@pytest.mark.parametrize(
    "write", [twice_in_one_batch, twice_in_two_batches, built_then_stated, stated_then_built]
)
def test_an_id_is_given_once(tmp_path: Path, write: Any) -> None:
    store = new(tmp_path / "x.db")
    with pytest.raises(StoreError, match="An id would be given twice"), store.transaction() as transaction:
        write(transaction)
    store.close()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("start", "end"), [("q1", "nobody"), ("nobody", "s0"), ("s0", "q1")])
def test_a_relationship_needs_both_its_ends(tmp_path: Path, start: str, end: str) -> None:
    store = new(tmp_path / "x.db")
    with pytest.raises(StoreDamaged, match="a REPORTED_IN has no end"), store.transaction() as transaction:
        build(transaction)
        create_links(
            transaction, "REPORTED_IN", "Quote", "Study", [{"start": start, "end": end, "properties": {}}]
        )
    store.close()
    assert list(tmp_path.iterdir()) == []


# ------------------------------------------------------------------- compared with what was to be built


class Careless:
    """The engine's loader with a fault of its own, in what it is given or in what it does with it."""

    def __init__(self, loader: Any, fault: str) -> None:
        self._loader = loader
        self._fault = fault

    def create_vertices(self, label: str, rows: list[Row]) -> Any:
        if self._fault == "a value" and label == "Quote":
            rows = [{**row, "text": "other words"} for row in rows]
        places = self._loader.create_vertices(label, rows)
        if self._fault == "a node more" and label == "Study":
            self._loader.create_vertices(label, [{"id": "another"}])
        return places

    def new_edges(self, starts: Any, relation: str, ends: Any, properties: list[Row]) -> None:
        if self._fault == "a relationship less":
            starts, ends, properties = starts[1:], ends[1:], properties[1:]
        if self._fault == "a relationship's value":
            properties = [{"owner": "nobody"} for _ in properties]
        self._loader.new_edges(starts, relation, ends, properties)

    def close(self) -> None:
        self._loader.close()


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("a value", "the Quote q1 is another"),
        ("a node more", "of 3 Study there are 4"),
        ("a relationship less", "of 2 REPORTED_IN there are 1"),
        ("a relationship's value", "the REPORTED_IN from q1 to s0 is another"),
    ],
)
def test_a_loader_that_builds_something_else_is_noticed(tmp_path: Path, fault: str, told: str) -> None:
    store = cast("ArcadeStore", new(tmp_path / "x.db"))
    database = store._database
    opened = database.graph_batch
    database.graph_batch = lambda: Careless(opened(), fault)
    with pytest.raises(StoreDamaged) as raised, store.transaction() as transaction:
        build(transaction)
    assert str(raised.value) == (
        f"The new library is not what was to be built: {told}. Nothing was kept. Please report this as a fault of beliefgraph."
    ).replace("there are 1.", "there are 1 in ()-[r]->().")
    store.close()
    assert list(tmp_path.iterdir()) == []


# ------------------------------------------------------------------- whole libraries


def test_a_library_goes_on_as_any_other(tmp_path: Path) -> None:
    """Built, then added to, changed and taken from by statements: the same as built at once."""
    tables = tmp_path / "in"
    tables.mkdir()
    (tables / "studies.csv").write_text("id,title\ns1,A study\ns2,Another\n", encoding="utf-8")
    (tables / "subthemes.csv").write_text("id,label\nb1,A belief\n", encoding="utf-8")
    quotes = "id,study,text,supports\nq1,s1,First,b1\nq2,s1,Second,b1\nq3,s2,Third,b1\n"
    (tables / "quotes.csv").write_text(quotes, encoding="utf-8")
    with Library(tmp_path / "x.db") as library:
        library.load(tables, source="s")
        changed = quotes.replace("Second", "Other words").replace("q3,s2,Third,b1\n", "q4,s2,Fourth,\n")
        (tables / "quotes.csv").write_text(changed, encoding="utf-8")
        library.load(tables, source="s")
    with Library(tmp_path / "y.db") as fresh:
        fresh.load(tables, source="s")
    assert held(tmp_path / "x.db") == held(tmp_path / "y.db")

"""What every store must do, whatever its engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.errors import BeliefGraphError, QueryTimeout, QuestionError, WriteRefused
from support.differences import expect_known_difference

if TYPE_CHECKING:
    from beliefgraph.graph.store import Store
    from support.engines import Engine

COUNT = "MATCH (t:Thing) RETURN count(t.id) AS n"


def put(store: Store, *ids: str, **properties: Any) -> None:
    with store.transaction() as transaction:
        transaction.run(
            "UNWIND $rows AS row CREATE (t:Thing {id: row.id}) SET t += row.properties",
            {"rows": [{"id": one, "properties": properties} for one in ids]},
        )


def count(store: Store) -> Any:
    return store.query(COUNT)[0]["n"]


def test_what_is_committed_is_there_after_reopening(engine: Engine, address: str, store: Store) -> None:
    put(store, "a", "b")
    store.close()
    again = engine.open(address, read_only=True)
    assert again.query("MATCH (t:Thing) RETURN t.id AS id ORDER BY id") == [{"id": "a"}, {"id": "b"}]
    again.close()


def test_an_error_in_a_transaction_takes_everything_back(store: Store) -> None:
    put(store, "a")
    with pytest.raises(RuntimeError, match="stop"), store.transaction() as transaction:
        transaction.run("CREATE (t:Thing {id: 'b'})")
        raise RuntimeError("stop")
    assert count(store) == 1


def test_a_wrong_statement_takes_everything_back(store: Store) -> None:
    with pytest.raises(QuestionError), store.transaction() as transaction:
        transaction.run("CREATE (t:Thing {id: 'b'})")
        transaction.run("CREATE (t:Thing {id: nonsense(1)})")
    assert count(store) == 0


def test_an_id_is_unique_by_the_end_of_the_commit(store: Store) -> None:
    put(store, "a")
    with pytest.raises(BeliefGraphError):
        put(store, "b", "a")
    assert count(store) == 1


def test_two_transactions_follow_each_other(store: Store) -> None:
    with pytest.raises(BeliefGraphError):
        put(store, "a", "a")
    put(store, "a")
    assert count(store) == 1


def test_preparing_again_changes_nothing(store: Store) -> None:
    put(store, "a")
    store.prepare(["Thing", "Other"])
    assert count(store) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE (t:Thing {id: 'x'})",
        "MATCH (t:Thing) SET t.id = 'y'",
        "MATCH (t:Thing) DELETE t",
        "MERGE (t:Thing {id: 'a'})",
        "MATCH (t:Thing) CALL (t) { SET t.name = 'x' } RETURN 1 AS one",
        "MATCH (t:Thing) REMOVE t.id",
    ],
)
def test_a_query_never_writes(store: Store, statement: str) -> None:
    put(store, "a", name="old")
    with pytest.raises(WriteRefused):
        store.query(statement)
    assert store.query("MATCH (t:Thing) RETURN t.id AS id, t.name AS name") == [{"id": "a", "name": "old"}]


def test_a_read_only_store_has_no_transaction(engine: Engine, address: str, store: Store) -> None:
    put(store, "a")
    store.close()
    reader = engine.open(address, read_only=True)
    with pytest.raises(WriteRefused), reader.transaction():
        pass
    assert reader.read_only
    reader.close()


@pytest.mark.parametrize(
    "statement", ["MATCH (t:Thing RETURN t", "RETURN nonsense(1) AS n", "RETURN unknown AS n"]
)
def test_a_query_that_cannot_be_understood(store: Store, statement: str) -> None:
    with pytest.raises(QuestionError):
        store.query(statement)


def test_a_missing_parameter(store: Store) -> None:
    with pytest.raises(QuestionError):
        store.query("MATCH (t:Thing) WHERE t.id = $wanted RETURN t.id AS id")


VALUES: dict[str, Any] = {
    "emoji": "pain 😀 relief",
    "composed": "é",
    "decomposed": "e\u0301",
    "right to left": "ألم الظهر",
    "several lines": "one\r\ntwo\nthree\rfour",
    "quotes": '"it\'s" `so` \\ ${x} {y}',
    "spaces": "  kept  ",
    "long": "x😀é\n" * 250_000,
    "integer": 9_007_199_254_740_993,
    "negative": -1,
    "fraction": 0.1,
    "yes": True,
    "list": ["b", "a", "a"],
    "empty list": [],
    "numbers": [3, 1, 2],
    "fractions": [0.5, 1.0],
    "yes and no": [True, False],
    "largest": 2**63 - 1,
    "smallest": -(2**63),
    "no text": "",
    "byte order mark": "\ufefftext",
    "nul": "a\0b",
    "no character": "\uffff",
}
REFUSED: dict[str, Any] = {
    "map": {"a": 1},
    "number of 70 bits": 2**70,
    "half of a pair": "\ud83d",
    "missing value in a list": ["a", None],
    "lists in a list": [["a"], ["b"]],
    "text and number in a list": ["a", 1],
}
"""What no property can hold. Records hold text, numbers, booleans and lists of text only."""


@pytest.mark.parametrize("name", VALUES)
def test_values_come_back_as_they_were(store: Store, name: str) -> None:
    put(store, "a", value=VALUES[name])
    assert store.query("MATCH (t:Thing) RETURN t.value AS value") == [{"value": VALUES[name]}]
    assert store.query(
        "MATCH (t:Thing) WHERE t.value = $value RETURN t.id AS id", {"value": VALUES[name]}
    ) == [{"id": "a"}]


@pytest.mark.parametrize("name", REFUSED)
def test_values_that_cannot_be_stored(
    request: pytest.FixtureRequest, engine: Engine, store: Store, name: str
) -> None:
    expect_known_difference(request, engine, name)
    put(store, "a")
    with pytest.raises(BeliefGraphError):
        put(store, "b", value=REFUSED[name])
    assert count(store) == 1


def test_an_id_longer_than_an_index_takes(
    request: pytest.FixtureRequest, engine: Engine, store: Store
) -> None:
    expect_known_difference(request, engine, "id of 9,000 characters")
    with pytest.raises(BeliefGraphError):
        put(store, "x" * 9_000)


def test_whole_numbers_stay_whole_beside_fractions(
    request: pytest.FixtureRequest, engine: Engine, store: Store
) -> None:
    expect_known_difference(request, engine, "whole number and fraction in a list")
    put(store, "a", value=[1, 2.5])
    assert str(store.query("MATCH (t:Thing) RETURN t.value AS value")[0]["value"]) == "[1, 2.5]"


def test_setting_null_removes_and_missing_is_null(store: Store) -> None:
    put(store, "a", name="x")
    with store.transaction() as transaction:
        transaction.run("MATCH (t:Thing {id: 'a'}) SET t += $change", {"change": {"name": None}})
    assert store.query("MATCH (t:Thing) RETURN t.name AS name, keys(t) AS keys") == [
        {"name": None, "keys": ["id"]}
    ]


def test_replacing_all_properties(store: Store) -> None:
    put(store, "a", name="x", old=1)
    with store.transaction() as transaction:
        transaction.run("MATCH (t:Thing {id: 'a'}) SET t = $all", {"all": {"id": "a", "name": "y"}})
    assert store.query("MATCH (t:Thing) RETURN properties(t) AS all") == [{"all": {"id": "a", "name": "y"}}]


def test_two_relationships_of_one_pair_stay_two(store: Store) -> None:
    put(store, "a", "b")
    with store.transaction() as transaction:
        transaction.run(
            "UNWIND $rows AS row MATCH (a:Thing {id: 'a'}) MATCH (b:Thing {id: 'b'}) CREATE (a)-[r:KNOWS]->(b) SET r += row",
            {"rows": [{"coder": "ann"}, {"coder": "bo"}]},
        )
    rows = store.query(
        "MATCH (:Thing {id: 'a'})-[r:KNOWS]->(:Thing {id: 'b'}) RETURN r.coder AS coder ORDER BY coder"
    )
    assert rows == [{"coder": "ann"}, {"coder": "bo"}]


def test_order_is_by_code_point_and_nulls_come_last(store: Store) -> None:
    for number, name in enumerate(["b", "B", "é", "z", "\uffff", "😀"]):
        put(store, str(number), name=name)
    put(store, "none")
    names = [
        row["name"]
        for row in store.query("MATCH (t:Thing) RETURN t.name AS name, t.id AS id ORDER BY name, id")
    ]
    assert names == ["B", "b", "z", "é", "\uffff", "😀", None]


def test_nodes_come_back_as_their_properties(store: Store) -> None:
    put(store, "a", name="x")
    rows = store.query("MATCH (t:Thing) RETURN t AS node, [t] AS nodes, {inner: t} AS map")
    plain = {"id": "a", "name": "x"}
    assert rows == [{"node": plain, "nodes": [plain], "map": {"inner": plain}}]


def test_a_limit_gives_the_first_rows(store: Store) -> None:
    assert store.query("UNWIND range(1, 1000) AS n RETURN n ORDER BY n", limit=3) == [
        {"n": 1},
        {"n": 2},
        {"n": 3},
    ]


def test_a_query_that_takes_too_long_is_stopped(engine: Engine, store: Store) -> None:
    # The embedded engine ends such a query by itself, in seconds; a server stops it.
    size = 200_000 if engine.server else 2_000
    with pytest.raises(
        QueryTimeout, match=r"longer than 0\.3 seconds and was stopped\. Ask for less, or raise the limit\.$"
    ):
        store.query(
            "UNWIND range(1, $n) AS a UNWIND range(1, $n) AS b WITH a, b WHERE a * b < 0 RETURN count(*) AS n",
            {"n": size},
            timeout=0.3,
        )


def test_an_unknown_label_or_relationship_is_an_empty_answer(store: Store) -> None:
    assert store.query("MATCH (a:Nobody)-[:NOTHING]->(b) RETURN a.id AS id ORDER BY id") == []


def test_closing_twice_does_nothing(store: Store) -> None:
    store.close()
    store.close()

"""What may be sent as free Cypher, and what may not."""

from __future__ import annotations

import pytest

from beliefgraph.errors import QuestionError, WriteRefused
from beliefgraph.graph.guard import refuse_writes
from beliefgraph.graph.tokens import TokenKind, tokens

READS = [
    "MATCH (s:Study) RETURN s.id AS study ORDER BY study",
    "match (n) return n.id as id;",
    "MATCH (n) RETURN n.id AS id ; // one statement, then a comment",
    "MATCH (n) WHERE n.label = 'CREATE (x)' RETURN n.id AS id",
    'MATCH (n) WHERE n.label = "it\'s a \\" MERGE" RETURN n.id AS id',
    "MATCH (n:Create)-[:SET]->(m) RETURN m.delete AS d, {set: 1, remove: 2} AS map",
    "MATCH (n) /* DELETE n */ RETURN n.id AS id // DETACH DELETE n",
    "MATCH (`DELETE`) RETURN `DELETE`.id AS id",
    "MATCH (n) CALL (n) { MATCH (n)--(m) RETURN count(m.id) AS many } RETURN n.id AS id, many",
    "CALL { MATCH (n) RETURN n.id AS id } RETURN id",
    "OPTIONAL MATCH (n) RETURN n.id AS id",
    "UNWIND $create AS id RETURN id",
    "MATCH (start)-[:PART_OF]->(stop) RETURN start.id AS a, stop.id AS b",
    "MATCH (a)-[*1..4]->(b) RETURN a.id AS a, b.id AS b",
]

REFUSED = [
    ("CREATE (n)", "begins with CREATE"),
    ("MATCH (n) DETACH DELETE n", "DETACH"),
    ("MATCH (n) set n.x = 1", "set"),
    ("MATCH (n) REMOVE n.x", "REMOVE"),
    ("MATCH (n) MERGE (m:Study {id: 'x'})", "MERGE"),
    ("MATCH (n) FOREACH (x IN [1] | CREATE (m))", "FOREACH"),
    ("MATCH (n) CALL (n) { CREATE (m) } RETURN 1 AS one", "CREATE"),
    ("WITH 1 AS x LOAD CSV FROM 'file:///etc/hosts' AS row RETURN row", "LOAD"),
    ("MATCH (n) USE other RETURN n.id AS id", "USE"),
    ("USE other MATCH (n) RETURN n.id AS id", "begins with USE"),
    ("CALL db.labels()", "calls a procedure"),
    ("MATCH (n) CALL apoc.load.json('x') YIELD value RETURN value", "calls a procedure"),
    ("CALL", "calls a procedure"),
    ("SHOW USERS", "begins with SHOW"),
    ("MATCH (n) RETURN 1 AS x; MATCH (n) RETURN 2 AS x", "second statement"),
    # The text ends the string in the reader's eye only: what follows is a clause.
    ("MATCH (n) WHERE n.x = 'a' CREATE (m {y: 'b'}) RETURN 1 AS one", "CREATE"),
    ("MATCH (n) // comment\rCREATE (m) RETURN 1 AS one", "CREATE"),
    ("MATCH (n) RETURN '\\u0027 CREATE (m) //' AS x", "\\u escape"),
    ("MATCH (n) \\u0043REATE (m) RETURN 1 AS one", "\\u escape"),
    ("MATCH (n) WITH n, 1. SET n.x = 1", "SET"),
    ("DROP CONSTRAINT x", "begins with DROP"),
    ("", "empty"),
    ("// only a comment", "empty"),
]


@pytest.mark.parametrize("text", READS)
def test_reading_statements_pass(text: str) -> None:
    refuse_writes(text)


@pytest.mark.parametrize(("text", "words"), REFUSED)
def test_everything_else_is_refused_by_name(text: str, words: str) -> None:
    with pytest.raises(WriteRefused) as caught:
        refuse_writes(text)
    assert words in str(caught.value)


def test_the_line_is_named() -> None:
    with pytest.raises(WriteRefused) as caught:
        refuse_writes("MATCH (n)\n// a note\nDELETE n")
    assert str(caught.value) == (
        "Line 3 of the query holds DELETE, which would change the library. Queries only read the library; "
        "to change it, load a corrected file. If DELETE is meant as a name, put it in backticks."
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("RETURN 'open AS x", "opens a string with '"),
        ('RETURN "open AS x', 'opens a string with "'),
        ("RETURN `open AS x", "opens a name in backticks with `"),
        ("RETURN 1 AS x\n/* open", "Line 2 of the query opens a comment with /*"),
    ],
)
def test_what_is_never_closed_is_refused(text: str, words: str) -> None:
    with pytest.raises(QuestionError) as caught:
        refuse_writes(text)
    assert words in str(caught.value)


def test_tokens_keep_kind_place_and_text() -> None:
    found = [
        (t.kind, t.text, t.line)
        for t in tokens("MATCH (n {id: $id}) // x\nWHERE n.`a``b` = 'it\\'s' OR n.y > 1.5")
    ]
    assert found == [
        (TokenKind.WORD, "MATCH", 1),
        (TokenKind.SYMBOL, "(", 1),
        (TokenKind.WORD, "n", 1),
        (TokenKind.SYMBOL, "{", 1),
        (TokenKind.WORD, "id", 1),
        (TokenKind.SYMBOL, ":", 1),
        (TokenKind.PARAMETER, "$id", 1),
        (TokenKind.SYMBOL, "}", 1),
        (TokenKind.SYMBOL, ")", 1),
        (TokenKind.COMMENT, "// x", 1),
        (TokenKind.WORD, "WHERE", 2),
        (TokenKind.WORD, "n", 2),
        (TokenKind.SYMBOL, ".", 2),
        (TokenKind.QUOTED_NAME, "`a``b`", 2),
        (TokenKind.SYMBOL, "=", 2),
        (TokenKind.STRING, "'it\\'s'", 2),
        (TokenKind.WORD, "OR", 2),
        (TokenKind.WORD, "n", 2),
        (TokenKind.SYMBOL, ".", 2),
        (TokenKind.WORD, "y", 2),
        (TokenKind.SYMBOL, ">", 2),
        (TokenKind.NUMBER, "1.5", 2),
    ]

"""The checks of question files: the catalogue passes, and each rule catches what it is for."""

from __future__ import annotations

from importlib.resources import files

import pytest

from beliefgraph.queries.catalogue import Catalogue
from beliefgraph.queries.header import Question, parse
from beliefgraph.queries.lint import lint, lint_evidence

QUESTIONS = {question.name: question for question in Catalogue().questions()}
EVIDENCE = sorted(
    (
        file
        for folder in ("evidence", "quality")
        for file in (files("beliefgraph.queries") / folder).iterdir()
        if file.name.endswith(".cypher")
    ),
    key=lambda file: file.name,
)

GOOD = """\
// name: quotes-of-belief
// question: Which quotes support this belief?
// topic: beliefs
// parameter: belief (Belief)
// column: study (Study)
// column: year (integer)
// column: text (text)
// column: many (count of Quote) opens evidence-behind-belief(belief=$belief)
// column: quote (Quote)
// example: beliefgraph ask quotes-of-belief --param belief=fear
// unfiltered: g because it is only an example
MATCH (q:Quote)-[k:SUPPORTS]->(b:Subtheme|Theme {id: $belief})
WHERE q.kind = 'verbatim' /* filter: quote q, coding k */
MATCH (q)-[:REPORTED_IN]->(s:Study)
WHERE true /* filter: study s */
OPTIONAL MATCH (q)-[:VOICED_BY]->(g:ParticipantGroup)
WITH q, s, g
RETURN s.id AS study, s.year AS year, CASE WHEN q.share = 'no' THEN 'text not shared' ELSE q.text END AS text,
       COUNT { MATCH (s)<-[:REPORTED_IN]-(o:Quote) WHERE true /* filter: quote o */ } AS many, q.id AS quote
ORDER BY year, study, quote
"""


def faults(text: str) -> list[str]:
    question = parse(text, "beliefs/quotes-of-belief.cypher")
    return [str(fault) for fault in lint(question, {**QUESTIONS, question.name: question})]


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_questions_of_the_catalogue_pass(question: Question) -> None:
    assert lint(question, QUESTIONS) == []


@pytest.mark.parametrize("file", EVIDENCE, ids=[file.name for file in EVIDENCE])
def test_evidence_queries_pass(file: object) -> None:
    assert lint_evidence(file.read_text(encoding="utf-8"), file.name) == []  # type: ignore[attr-defined]


def test_the_example_passes() -> None:
    assert faults(GOOD) == []


RULES = [
    ("WHERE q.kind = 'verbatim' /* filter: quote q, coding k */", "WHERE q.kind = 'verbatim' /* filter: coding k */", "line 12: 'q' is a quote and stands in no marker of its query. Add /* filter: quote q */ behind a condition, or '// unfiltered: q because …'."),
    ("quote q, coding k", "quote q", "line 12: 'k' is a coding and stands in no marker of its query."),
    ("[k:SUPPORTS]", "[:SUPPORTS]", "line 12: a coding has no variable, so no filter reaches it"),
    ("WHERE true /* filter: study s */", "", "line 14: 's' is a study and stands in no marker of its query."),
    # A marker of another query does not reach: the count has its own.
    ("(o:Quote) WHERE true /* filter: quote o */ }", "(o:Quote) } + COUNT { MATCH (o:Quote) WHERE true /* filter: quote o */ }", "line 19: 'o' is a quote and stands in no marker of its query."),
    ("(o:Quote) WHERE true /* filter: quote o */", "(:Quote)", "line 19: a quote has no variable"),
    # The kind is known from the relationship.
    ("(o:Quote) WHERE true /* filter: quote o */", "(o)", "line 19: 'o' is a quote and stands in no marker of its query."),
    ("// unfiltered: g because it is only an example\n", "", "line 15: 'g' is a group and stands in no marker of its query."),
    ("(g:ParticipantGroup)", "(h:ParticipantGroup|Study)", "'h' may be a group or study or something else; match each kind by itself, or say why it is unfiltered."),
    ("filter: study s", "filter: study t", "line 15: the marker names study t, which the query does not match."),
    ("filter: study s", "filter: quote s", "line 15: the marker names quote s, which the query does not match."),
    ("filter: study s", "filter: s", "line 15: The filter marker holds 's'."),
    ("WHERE true /* filter: study s */", "/* filter: study s */", "line 15: the marker stands behind no WHERE of its own; write WHERE true before it."),
    ("WHERE true /* filter: study s */", "WHERE s.year > 1 OR s.year < 3 /* filter: study s */", "line 15: the marker ends a condition with OR; put the condition in parentheses."),
    ("/* filter: study s */", "/* filter: study s */ AND s.year > 1", "line 15: AND follows the marker; put the marker at the end of the condition."),
    ("ORDER BY year, study, quote", "ORDER BY year, study, many", "line 19: the last ORDER BY must end in a column that holds one id"),
    ("ORDER BY year, study, quote", "ORDER BY year, study, q.id", "line 19: the last ORDER BY must end in a column that holds one id"),
    ("ORDER BY year, study, quote\n", "", "line 19: the last ORDER BY must end in a column that holds one id"),
    (" opens evidence-behind-belief(belief=$belief)", "", "line 1: the count 'many' opens nothing."),
    ("evidence-behind-belief(belief=$belief)", "nothing-here(belief=$belief)", "line 1: 'many' opens nothing-here, which is no question."),
    ("(belief=$belief)", "(belief=study)", "line 1: 'many' opens evidence-behind-belief with belief=study, which is no Belief."),
    ("(belief=$belief)", "(belief=missing)", "line 1: 'many' opens evidence-behind-belief with belief=missing, which is no Belief."),
    ("(belief=$belief)", "(theme=$belief)", "line 1: 'many' opens evidence-behind-belief without belief."),
    ("(belief=$belief)", "(theme=$belief)", "line 1: 'many' opens evidence-behind-belief with theme, which it does not take."),
    ("(count of Quote) opens evidence-behind-belief(belief=$belief)", "(integer)", "line 19: 'many' is a count; declare it as 'count of …'"),
    ("{id: $belief}", "{id: 'fear'}", "line 1: $belief is declared and not used."),
    ("{id: $belief}", "{id: $other}", "line 12: $other is used and not declared."),
    ("(q:Quote)-[k", "(q:Quotation)-[k", "line 12: 'Quotation' is no kind of node of the model."),
    ("[:VOICED_BY]", "[:SAID_BY]", "line 16: 'SAID_BY' is no relationship of the model."),
    ("-[:VOICED_BY]->", "-->", "line 16: a relationship has no type; name it."),
    ("s.year AS year", "s.yaer AS year", "line 18: 'yaer' is no property of s in the model."),
    ("RETURN s.id AS study", "RETURN s AS study", "line 18: 'study' returns a node, relationship or path; return its properties."),
    ("WITH q, s, g", "WITH q, s, g, collect(q) AS quotes", None),
    ("RETURN s.id AS study", "RETURN head(collect(s)) AS study", "line 18: 'study' returns a node, relationship or path"),
    ("RETURN s.id AS study", "RETURN {s: s} AS study", "line 18: 'study' returns a node, relationship or path"),
    ("s.id AS study, s.year AS year", "s.year AS year, s.id AS study", "line 19: the columns are study, year, text, many, quote; returned are year, study, text, many, quote."),
    ("s.year AS year", "s.year", "line 18: a returned expression has no name; add AS name."),
    ("CASE WHEN q.share = 'no' THEN 'text not shared' ELSE q.text END", "q.text", "line 18: show the text of a quote only as CASE WHEN q.share = 'no'"),
    ("CASE WHEN q.share = 'no' THEN 'text not shared' ELSE q.text END", "q{.*}", "line 18: q{…} shows the text of a quote"),
    ("CASE WHEN q.share = 'no' THEN 'text not shared' ELSE q.text END", "properties(q)", "line 18: properties(q) shows the text of a quote."),
    ("CASE WHEN q.share = 'no'", "CASE WHEN q.share = 'no' OR any(x IN q.roles WHERE x = 'patient')", "line 18: any(…) inside CASE gives wrong rows on the embedded engine"),
    ("s.year AS year", "elementId(s) AS year", "line 18: elementId is not portable"),
    ("WITH q, s, g", "CALL { RETURN 1 AS one }\nWITH q, s, g", "line 17: write CALL () { … } or CALL (x) { … }"),
    ("WITH q, s, g", "MATCH (x:Study) DELETE x\nWITH q, s, g", "line 1: Line 17 of the query holds DELETE, which would change the library."),
    ("ORDER BY year, study, quote\n", "ORDER BY year, study, quote; MATCH (n) RETURN 1 AS x\n", "line 1: Line 20 of the query begins a second statement after ';'."),
    ("// name: quotes-of-belief", "// name: quotes_of_belief", "line 1: the name 'quotes_of_belief' is not made of lower-case words"),
    ("// name: quotes-of-belief", "// name: other", "line 1: the file is called quotes-of-belief, the question other; give both one name."),
    ("topic: beliefs", "topic: quotes", "line 1: the folder is beliefs, the topic quotes; give both one name."),
    ("support this belief?", "support this belief", "line 1: the question does not end in a question mark."),
    ("--param belief=fear", "", "line 1: the example 'beliefgraph ask quotes-of-belief' does not ask quotes-of-belief with all it requires."),
    ("// example: beliefgraph ask quotes-of-belief --param belief=fear\n", "", "line 1: the header has no example."),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "words"), RULES)
def test_each_rule_catches_what_it_is_for(old: str, new: str, words: str | None) -> None:
    assert old in GOOD
    found = faults(GOOD.replace(old, new, 1))
    if words is None:
        assert found == []
    else:
        assert any(f"beliefs/quotes-of-belief.cypher, {words}" in one or words in one for one in found), found


def test_a_union_is_ordered_as_a_whole() -> None:
    text = GOOD.replace("MATCH (q:Quote)", "MATCH (t:Theme) RETURN t.id AS id\nUNION\nMATCH (q:Quote)", 1)
    assert (
        "beliefs/quotes-of-belief.cypher, line 1: a UNION cannot be ordered as a whole; put it into CALL () { … }."
        in faults(text)
    )


def test_branches_of_a_union_are_looked_at_by_themselves() -> None:
    text = """\
CALL () {
  MATCH (q:Quote)
  WHERE true /* filter: quote q */
  RETURN q.id AS id
  UNION
  MATCH (q:Quote)-[:REPORTED_IN]->(s:Study)
  WHERE true /* filter: study s */
  RETURN q.id AS id
}
RETURN id
ORDER BY id
"""
    assert [str(fault) for fault in lint_evidence(text, "x.cypher")] == [
        "x.cypher, line 6: 'q' is a quote and stands in no marker of its query. Add /* filter: quote q */ behind a "
        "condition, or '// unfiltered: q because …'."
    ]


def test_what_a_subquery_returns_is_known_outside() -> None:
    text = """\
MATCH (b:Subtheme)
CALL (b) {
  MATCH (q:Quote)-[k:SUPPORTS]->(b)
  WHERE true /* filter: quote q, coding k */
  RETURN q
}
MATCH (q)-[:REPORTED_IN]->(s:Study)
WHERE true /* filter: study s */
RETURN b.id AS belief, s.id AS study
ORDER BY belief, study
"""
    assert lint_evidence(text, "x.cypher") == []


def test_a_subquery_knows_only_what_it_is_given() -> None:
    text = """\
MATCH (q:Quote)
WHERE true /* filter: quote q */
CALL () {
  MATCH (q)-[:REPORTED_IN]->(:Study)
  RETURN count(q.id) AS many
}
RETURN q.id AS quote, many
ORDER BY quote
"""
    assert [str(fault).split(". ")[0] for fault in lint_evidence(text, "x.cypher")] == [
        "x.cypher, line 4: 'q' is a quote and stands in no marker of its query",
        "x.cypher, line 4: a study has no variable, so no filter reaches it; name it and put it in a marker.",
    ]

"""Reading the header of a question file."""

from __future__ import annotations

import pytest

from beliefgraph.errors import InputError
from beliefgraph.queries.header import Column, Opens, Parameter, Unfiltered, parse

GOOD = """\
// name: who-says
// question: Who says
//   this?
// topic: beliefs
// parameter: belief (Belief)   id, label or alias
// parameter: limit (integer) = 20  most rows
// parameter: note (text) = none
// parameter: all (boolean) = true
// parameter: title (text) = "two words"
// column: study (Study)
// column: quotes (count of Quote) opens evidence-behind-belief(belief=$belief, x="a") of all kinds
// column: groups (list of ParticipantGroup)
// example: beliefgraph ask who-says --param belief=fear
// note: One.
// note: Two.
// unfiltered: a, b because they stay
MATCH (s:Study)
// an ordinary comment: not the header
RETURN s.id AS study
"""


def test_every_line_of_a_header_is_read() -> None:
    question = parse(GOOD, "beliefs/who-says.cypher")
    assert (question.name, question.question, question.topic) == ("who-says", "Who says this?", "beliefs")
    assert question.parameters == (
        Parameter("belief", "Belief", words="id, label or alias"),
        Parameter("limit", "integer", 20, required=False, words="most rows"),
        Parameter("note", "text", None, required=False),
        Parameter("all", "boolean", True, required=False),
        Parameter("title", "text", "two words", required=False),
    )
    opens = Opens("evidence-behind-belief", (("belief", "$belief"), ("x", '"a"')))
    assert question.columns == (
        Column("study", "Study"),
        Column("quotes", "count of Quote", opens, "of all kinds"),
        Column("groups", "list of ParticipantGroup"),
    )
    assert question.notes == ("One.", "Two.")
    assert question.unfiltered == (Unfiltered(("a", "b"), "they stay", 16),)
    assert question.examples == ("beliefgraph ask who-says --param belief=fear",)
    assert question.text == GOOD
    assert (
        question.cypher == "MATCH (s:Study)\n// an ordinary comment: not the header\nRETURN s.id AS study\n"
    )
    assert question.has_counts


def test_kinds_of_columns() -> None:
    question = parse(GOOD, "f")
    study, quotes, groups = question.columns
    assert [(one.is_id, one.is_count, one.of) for one in (study, quotes, groups)] == [
        (True, False, "Study"),
        (False, True, "Quote"),
        (False, False, "ParticipantGroup"),
    ]


def test_a_question_as_other_programs_read_it() -> None:
    shown = parse(GOOD, "f").to_json()
    assert shown["columns"] == ["study", "quotes", "groups"]
    assert shown["parameters"][1] == {  # type: ignore[index]
        "name": "limit",
        "type": "integer",
        "required": False,
        "default": 20,
        "words": "most rows",
    }
    assert shown["cypher"] == GOOD


def test_a_question_as_a_person_reads_it() -> None:
    shown = parse(GOOD, "f").describe()
    assert (
        "  belief (Belief, required) id, label or alias\n  limit (integer, default 20) most rows\n" in shown
    )
    assert (
        '  quotes (count of Quote; opened by evidence-behind-belief(belief=$belief, x="a")) of all kinds\n'
        in shown
    )
    assert shown.endswith("RETURN s.id AS study\n")


BAD = [
    ("// name: who-says", "// title: x", "line 1: '// title: x' is no line of a header."),
    ("// name: who-says", "// name who-says", "line 1: '// name who-says' is no line of a header."),
    ("// name: who-says", "// name: who-says\n// name: b", "line 2: 'name' is given twice."),
    ("// topic: beliefs\n", "", "line 1: the header has no 'topic'."),
    ("belief (Belief)", "belief", "line 5: 'belief   id, label or alias' is no parameter."),
    ("belief (Belief)", "belief (Thing)", "line 5: 'Thing' is no kind of parameter."),
    ("belief (Belief)", "inferred (boolean)", "line 5: every question has $inferred; do not declare it."),
    ("belief (Belief)", "filters (text)", "line 5: a parameter cannot be called 'filters'"),
    ("= 20", "= many", "line 6: the default 'many' is no whole number."),
    ("= true", "= perhaps", "line 8: the default 'perhaps' is neither true nor false."),
    ("study (Study)", "study", "line 10: 'study' is no column."),
    ("study (Study)", "study (count of text)", "line 10: 'count of text' is no kind of column."),
    ("study (Study)", "study (list of things)", "line 10: 'list of things' is no kind of column."),
    ('(belief=$belief, x="a")', "", "line 11: 'opens evidence-behind-belief of all kinds' does not read."),
    ("belief=$belief,", "$belief,", "line 11: the arguments '$belief, x=\"a\"' do not read."),
    ("a, b because they stay", "a", "line 16: 'a' does not read."),
]


@pytest.mark.parametrize(("old", "new", "words"), BAD)
def test_what_does_not_read_is_named_by_file_and_line(old: str, new: str, words: str) -> None:
    assert old in GOOD
    with pytest.raises(InputError) as caught:
        parse(GOOD.replace(old, new, 1), "beliefs/who-says.cypher")
    assert str(caught.value).startswith(f"beliefs/who-says.cypher, {words}")

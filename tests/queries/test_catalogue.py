"""The catalogue: finding questions, checking parameters before anything is sent, other folders."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.errors import InputError, ParameterError, UnknownName, UnknownQuestion
from beliefgraph.queries import catalogue, header
from beliefgraph.queries.catalogue import Catalogue, catalogue_table
from beliefgraph.queries.filters import Filters

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from queries.conftest import Asked

    from beliefgraph.queries.header import Question

OWN = """\
// name: studies-by-year
// question: Which studies are there, by year?
// topic: studies
// column: study (Study)
// column: year (integer)
// example: beliefgraph ask studies-by-year
MATCH (s:Study)
WHERE s.same IS NULL /* filter: study s */
RETURN s.id AS study, s.year AS year
ORDER BY year, study
"""


def nothing(_: str, __: Mapping[str, Any]) -> list[dict[str, Any]]:
    raise AssertionError("something was sent")


def test_the_questions_a_reviewer_asks_are_there() -> None:
    names = {question.name for question in Catalogue().questions()}
    assert names >= {
        "beliefs-behind-behaviour",
        "evidence-behind-belief",
        "evidence-behind-step",
        "voiced-by-both",
        "beliefs-not-voiced-by",
        "findings-by-confidence",
        "findings-without-direction",
        "contradicting-studies",
        "beliefs-without-target",
        "what-a-study-says",
        "what-each-review-adds",
        "beliefs-by-theme",
        "what-is",
    }


def test_the_table_for_documents_is_sorted_by_topic_and_name() -> None:
    table = catalogue_table()
    assert table == sorted(table)
    assert (
        "beliefs",
        "beliefs-by-theme",
        "Which beliefs does each theme hold, and in how many studies is each?",
        "",
    ) in table


def test_asking_one_question_reads_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def noted(text: str, file: str) -> Question:
        read.append(file)
        return header.parse(text, file)

    monkeypatch.setattr(catalogue, "parse", noted)
    asked = Catalogue()
    for _ in range(2):
        assert asked.get("Beliefs by theme").name == "beliefs-by-theme"
    assert read == ["beliefs/beliefs-by-theme.cypher"]
    names = [question.name for question in asked.questions()]
    assert len(read) == len(set(read)) == len(names) == len(set(names))


def test_every_question_is_found_by_the_name_of_its_file() -> None:
    for question in Catalogue().questions():
        assert question.file == f"{question.topic}/{question.name}.cypher"
        assert Catalogue().get(question.name) == question


def test_names_that_are_found_need_no_search_for_near_ones(
    small: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "rapidfuzz", None)
    filters = Filters(review=("R1",), country=("canada",))
    Catalogue().ask(small.store.query, "steps-from", {"cause": "fear of litigation"}, filters)
    Catalogue().ask(small.store.query, "what-is", {"id": "fear of litigation"})
    with pytest.raises(ImportError):
        small.rows("steps-from", cause="fears")


def test_questions_are_read_without_loading_the_search_for_near_names() -> None:
    script = (
        "import sys, beliefgraph.queries.catalogue as catalogue\n"
        "catalogue.Catalogue().questions()\n"
        "sys.exit('rapidfuzz' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_the_keys_of_a_map_come_by_name_whatever_the_order_of_the_engine(small: Asked) -> None:
    def backwards(cypher: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = small.store.query(cypher, parameters)
        for row in rows:
            if "details" in row:
                row["details"] = dict(sorted(row["details"].items(), reverse=True))
        return rows

    (row,) = Catalogue().ask(backwards, "what-is", {"id": "S1"}).rows
    details: Any = row["details"]
    assert len(details) > 1
    assert list(details) == sorted(details)


def test_an_unknown_question_lists_the_nearest() -> None:
    with pytest.raises(UnknownQuestion) as caught:
        Catalogue().get("belief-by-themes")
    assert str(caught.value).startswith("There is no question 'belief-by-themes'. Nearest: beliefs-by-theme")


def test_a_question_is_found_however_its_words_are_joined() -> None:
    assert Catalogue().get("Beliefs by theme").name == "beliefs-by-theme"


@pytest.mark.parametrize(
    ("name", "parameters", "words"),
    [
        (
            "evidence-behind-belief",
            {},
            "The question evidence-behind-belief needs the parameter 'belief' (Belief). "
            'Example: beliefgraph ask evidence-behind-belief --param belief="fear of litigation"',
        ),
        ("evidence-behind-belief", {"belief": ""}, "needs the parameter 'belief'"),
        ("beliefs-by-theme", {"theme": "t1"}, "has no parameter 'theme'; it takes none."),
        ("steps-from", {"cause": "fear", "effect": "scan"}, "has no parameter 'effect'; it takes cause."),
        (
            "steps-from",
            {"cause": "fear", "inferred": True},
            "inferred is no parameter: it is chosen by the filters",
        ),
        ("steps-from", {"cause": 3}, "The parameter 'cause' takes an id, label or alias, not 3."),
        (
            "studies-that-sampled",
            {"role": "nurse"},
            "The parameter 'role' takes a role, not 'nurse'. Roles are patient, clinician, carer, public, other.",
        ),
    ],
)
def test_parameters_are_checked_before_anything_is_sent(
    name: str, parameters: dict[str, Any], words: str
) -> None:
    with pytest.raises(ParameterError) as caught:
        Catalogue().ask(nothing, name, parameters)
    assert words in str(caught.value)


def test_plain_parameters_come_as_text(tmp_path: Path) -> None:
    text = OWN.replace(
        "// column: study",
        "// parameter: n (integer)\n// parameter: all (boolean) = false\n// column: study",
        1,
    )
    text = text.replace("IS NULL", "IS NULL AND (s.year > $n OR $all)").replace(
        "ask studies-by-year", "ask studies-by-year --param n=1"
    )
    (tmp_path / "studies-by-year.cypher").write_text(
        text.replace("topic: studies", f"topic: {tmp_path.name}")
    )
    catalogue = Catalogue([tmp_path])

    def prepared(**given: Any) -> dict[str, Any]:
        return catalogue.prepare(lambda *_: [], "studies-by-year", given).parameters

    assert prepared(n="2010") == {"n": 2010, "all": False}
    assert prepared(n=2010, all="Yes") == {"n": 2010, "all": True}
    for bad in ("2010.5", 2010.0, True, "many"):
        with pytest.raises(ParameterError, match="The parameter 'n' takes a whole number"):
            prepared(n=bad)
    with pytest.raises(ParameterError, match="The parameter 'all' takes true or false, not 'maybe'"):
        prepared(n=1, all="maybe")


def test_an_unknown_name_is_refused_before_the_question_is_sent(small: Asked) -> None:
    with pytest.raises(UnknownName, match="No belief or theme is called 'fears'"):
        small.rows("evidence-behind-belief", belief="fears")


def test_the_answer_says_what_was_sent(small: Asked) -> None:
    answer = small.answer("groups-of-a-study", Filters(role=("clinician",)), study="study two")
    assert [row["group"] for row in answer.rows] == ["g2"]
    assert answer.columns == ("group", "label", "roles", "profession", "n", "country", "quotes")
    assert answer.parameters == {"study": "S2", "f_role": ["clinician"]}
    assert "any(f_x IN g.roles WHERE f_x IN $f_role)" in answer.cypher
    assert answer.counts


def test_explain_shows_parameters_and_cypher_as_they_are_sent(small: Asked) -> None:
    text = small.catalogue.explain(
        small.store.query, "steps-from", {"cause": "fear of litigation"}, Filters(inferred=True)
    )
    assert text.startswith(
        ":param cause => 'fear';\n:param inferred => true;\n:param opposites => true;\n// name: steps-from\n"
    )
    assert "MATCH (b:Subtheme|Theme|Behaviour {id: $cause})" in text


def test_questions_of_other_folders(small: Asked, tmp_path: Path) -> None:
    (tmp_path / "studies").mkdir()
    (tmp_path / "studies" / "studies-by-year.cypher").write_text(OWN)
    catalogue = Catalogue([tmp_path])
    rows = catalogue.ask(small.store.query, "studies-by-year", {}).rows
    assert [row["study"] for row in rows] == ["S1", "S2", "S3", "S4", "S5"]
    assert catalogue.get("studies-by-year").file == f"{tmp_path}/studies/studies-by-year.cypher"


def test_two_questions_of_one_name_are_named_both(tmp_path: Path) -> None:
    (tmp_path / "beliefs-by-theme.cypher").write_text(OWN.replace("studies-by-year", "beliefs-by-theme"))
    with pytest.raises(InputError) as caught:
        Catalogue([tmp_path])
    assert str(caught.value).startswith(
        f"Two files are called beliefs-by-theme: beliefs/beliefs-by-theme.cypher and {tmp_path}/beliefs-by-theme.cypher."
    )


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("/* filter: study s */", "", "line 7: 's' is a study and stands in no marker of its query."),
        ("RETURN s.id", "SET s.year = 1 RETURN s.id", "line 1: Line 9 of the query holds SET"),
    ],
)
def test_questions_of_other_folders_are_checked(tmp_path: Path, old: str, new: str, words: str) -> None:
    file = tmp_path / "studies" / "studies-by-year.cypher"
    file.parent.mkdir()
    file.write_text(OWN.replace(old, new))
    with pytest.raises(InputError) as caught:
        Catalogue([tmp_path])
    assert f"{file}, {words}" in str(caught.value)


def test_a_file_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.cypher").write_bytes(OWN.encode("utf-16"))
    with pytest.raises(InputError, match=r"a\.cypher is not UTF-8 text"):
        Catalogue([tmp_path])


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is no folder"):
        Catalogue([tmp_path / "missing"])

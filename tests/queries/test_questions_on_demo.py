"""The catalogue on the bundled demo: everything can be opened, and no number differs from `paths`."""

from __future__ import annotations

from importlib.resources import as_file, files
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.graph.influence import steps
from beliefgraph.graph.model import KIND
from beliefgraph.graph.store import open_store
from beliefgraph.library import Library
from beliefgraph.queries import clauses
from beliefgraph.queries.catalogue import Catalogue
from beliefgraph.queries.evidence import read_evidence
from beliefgraph.queries.names import find
from beliefgraph.queries.patterns import read
from support.demo_gaps import NO_ROWS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from beliefgraph.graph.store import Store
    from beliefgraph.queries.header import Question

CATALOGUE = Catalogue()
EXAMPLES = {
    "Behaviour": ["order-imaging"],
    "Belief": ["b-litigation", "b-pressure"],
    "End": ["b-litigation", "order-imaging"],
    "Finding": ["lam2020-litigation", "pike2022-4"],
    "Review": ["hall2019", "lam2020"],
    "Study": ["jenkins2018", "bussieres2012"],
    "Subtheme": ["b-litigation", "b-pressure"],
    "Theme": ["th-safety"],
    "any": ["b-litigation", "rq001"],
    "role": ["patient", "clinician"],
}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("demo") / "demo.db"
    with as_file(files("beliefgraph") / "demo" / "tables") as tables, Library(folder) as library:
        library.load(tables, source="demo")
    store = open_store(folder, read_only=True)
    yield store
    store.close()


def ask(store: Store, name: str, **parameters: Any) -> list[dict[str, Any]]:
    return CATALOGUE.ask(store.query, name, parameters).rows


def asked(question: Question) -> Iterator[dict[str, Any]]:
    """A few ways to put a question to the demo; a text or a number has a default, which is left as it is."""
    names = [one.name for one in question.parameters if one.required or one.kind in EXAMPLES]
    choices = [EXAMPLES[one.kind] for one in question.parameters if one.name in names]
    for values in product(*choices):
        yield dict(zip(names, values, strict=True))


@pytest.mark.parametrize(
    ("name", "kinds", "ref"),
    [
        ("fear of litigation", ("Subtheme", "Theme", "Behaviour"), "b-litigation"),
        ("Litigation fear", ("Subtheme",), "b-litigation"),
        ("order imaging", ("Subtheme", "Theme", "Behaviour"), "order-imaging"),
        ("manage without imaging", ("Behaviour",), "manage-without-imaging"),
        ("beliefs about consequences", ("Domain",), "beliefs-about-consequences"),
    ],
)
def test_names_of_the_main_job(demo: Store, name: str, kinds: tuple[str, ...], ref: str) -> None:
    assert find(demo.query, kinds, name).id == ref


def test_the_main_job_in_rows(demo: Store) -> None:
    rows = ask(demo, "evidence-behind-step", cause="fear of litigation", effect="order imaging")
    shown = [(row["how"], row["study"], row["review"], row["studies_printed"], row["part"]) for row in rows]
    assert shown == [
        ("counted", "bussieres2012", None, None, None),
        ("reported", None, "hall2019", 4, "whole"),
        ("reported", None, "sharma2020", 12, "part"),
    ]


def test_evidence_behind_a_step_is_the_step(demo: Store) -> None:
    evidence = read_evidence(demo.query)
    found = steps(evidence)
    assert len(found) > 100
    for (cause, effect), step in found.items():
        rows = ask(demo, "evidence-behind-step", cause=cause, effect=effect)
        own = [row for row in rows if row["direction"] != "no_effect"]
        assert tuple(sorted({row["study"] for row in own if row["how"] == "counted"})) == step.studies.counted
        assert tuple(sorted({row["study"] for row in own if row["how"] == "listed"})) == step.studies.listed
        assert {
            (row["finding"], row["review"], row["studies_printed"]) for row in own if row["how"] == "reported"
        } == {(one.finding, one.review, one.studies) for one in step.studies.reported}
        assert tuple(sorted({row["quote"] for row in own if row["quote"]})) == step.quotes
        assert tuple(sorted({row["claim"] for row in own})) == step.claims


def test_every_id_is_resolved(demo: Store) -> None:
    for label in KIND:
        ids = [row["id"] for row in demo.query(f"MATCH (n:{label}) RETURN n.id AS id ORDER BY id")]
        for one in ids:
            found = [row for row in ask(demo, "what-is", id=one) if row["kind"] == label]
            assert [row["id"] for row in found] == [one], (label, one)
            assert found[0]["sources"], (label, one)


@pytest.mark.parametrize("question", CATALOGUE.questions(), ids=lambda question: question.name)
def test_rows_have_one_order_and_numbers_open(demo: Store, question: Question) -> None:
    keys = [key[0].name for key in clauses.order_keys(read(question.text)) if len(key) <= 2]
    for parameters in asked(question):
        rows = ask(demo, question.name, **parameters)
        placed = [tuple(repr(row[key]) for key in keys if key in row) for row in rows]
        assert len(set(placed)) == len(placed), "two rows may change places"
        for row in rows[:5]:
            for column in question.columns:
                if column.opens and row[column.name]:
                    given = {name: _argument(text, row, parameters) for name, text in column.opens.arguments}
                    assert ask(demo, column.opens.question, **given), (column.name, given)


def _argument(text: str, row: dict[str, Any], parameters: dict[str, Any]) -> Any:
    return parameters[text[1:]] if text.startswith("$") else row[text]


@pytest.mark.parametrize("question", CATALOGUE.questions(), ids=lambda question: question.name)
def test_cells_are_what_the_columns_say(demo: Store, question: Question) -> None:
    allowed = {
        "text": str,
        "integer": int,
        "boolean": bool,
        "map": dict,
        "printed number": int,
        "printed unit": str,
    }
    for parameters in asked(question):
        for row in ask(demo, question.name, **parameters):
            for column in question.columns:
                cell = row[column.name]
                kind = (
                    int
                    if column.is_count
                    else list
                    if column.kind.startswith("list of")
                    else allowed.get(column.kind, str)
                )
                assert cell is None or type(cell) is kind, (column.name, cell)


def test_counts_are_the_rows_they_open(demo: Store) -> None:
    for row in ask(demo, "beliefs-by-theme"):
        rows = ask(demo, "evidence-behind-belief", belief=row["belief"])
        for kind in ("counted", "listed"):
            assert len({one["study"] for one in rows if one["how"] == kind}) == row[kind], row["belief"]
        reported = {
            (one["finding"], one["review"])
            for one in rows
            if one["how"] == "reported" and one["stance"] == "supports"
        }
        assert len(reported) == row["reported"], row["belief"]


def test_the_examples_of_all_questions_run(demo: Store) -> None:
    import shlex

    for question in CATALOGUE.questions():
        for example in question.examples:
            words = shlex.split(example)
            given = dict(words[at + 1].split("=", 1) for at, word in enumerate(words) if word == "--param")
            assert ask(demo, words[2], **given) or question.name in NO_ROWS, example

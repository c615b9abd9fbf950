"""The main job on every engine: load, update, removal, conflicts, questions, paths, targets."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from support.graphs import contents
from support.libraries import random_tables, write_csv

if TYPE_CHECKING:
    from pathlib import Path

    from beliefgraph.library import Library
    from support.engines import Engine

TABLES = files("beliefgraph") / "demo" / "tables"


def test_the_demo_answers_the_flagship(library: Library) -> None:
    library.load_demo()
    (path,) = library.paths("fear of litigation", "order imaging").paths
    assert (path.path, path.direction, path.support) == (("b-litigation", "order-imaging"), "encourages", 1)
    assert [one.review for one in path.steps[0].studies.reported] == ["hall2019", "sharma2020"]
    first = library.targets("order imaging").rows[0]
    assert (first.rank, first.id, len(first.studies.named)) == (1, "b-no-guideline", 6)


def test_every_question_answers_on_the_demo(library: Library) -> None:
    library.load_demo()
    given: dict[str, Any] = {
        "Belief": "b-litigation",
        "End": "b-litigation",
        "Subtheme": "b-litigation",
        "Theme": "th-safety",
        "Behaviour": "order-imaging",
        "Study": "hoffmann2013",
        "Review": "hall2019",
        "Finding": "hall2019-t6-3",
        "any": "rq001",
        "role": "clinician",
    }
    for question in library.questions():
        parameters = {one.name: given[one.kind] for one in question.parameters if one.required}
        answer = library.ask(question.name, **parameters)
        assert all(tuple(row) == answer.columns for row in answer.rows), question.name
        json.dumps(answer.rows)


def test_derived_steps_equal_the_steps(library: Library) -> None:
    from beliefgraph.graph.influence import bundle, steps

    library.load_demo()
    rows = library.cypher(
        "MATCH (a)-[r:SAID_TO_INFLUENCE]->(b) RETURN a.id AS cause, b.id AS effect, properties(r) AS all ORDER BY cause, effect"
    )
    stored = {(row["cause"], row["effect"]): row["all"] for row in rows}
    assert stored == {pair: bundle(step) for pair, step in steps(library.evidence()).items()}
    assert len(stored) > 50


def test_update_and_removal(engine: Engine, address: str, library: Library, tmp_path: Path) -> None:
    first = write_csv(random_tables(1, 2), tmp_path / "one")
    library.load(first)
    library.load(TABLES, source="demo")  # type: ignore[arg-type]
    library.unload("demo")
    library.close()
    held = _held(engine, address)
    again = engine.empty(tmp_path / "again")
    with engine.library(again) as fresh:
        fresh.load(first)
    assert held == _held(engine, again)


def _held(engine: Engine, address: str) -> dict[str, list[str]]:
    store = engine.open(address, read_only=True)
    try:
        return contents(store)
    finally:
        store.close()

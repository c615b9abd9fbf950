"""Whatever happens to random small libraries, it happens alike on both engines: reports, refusals, graph, answers."""

from __future__ import annotations

import json
import random
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.errors import BeliefGraphError
from beliefgraph.library import Filters
from support.engines import Embedded
from support.everything import answers, measures
from support.graphs import contents
from support.libraries import random_filters, random_tables, split, united, write_csv
from support.library_edits import edits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from beliefgraph.graph.report import LoadReport
    from beliefgraph.library import Library
    from support.engines import Neo4j
    from support.reference_tables import Tables

    Step = Callable[[Library], LoadReport]


@pytest.fixture
def both(neo4j: Neo4j, tmp_path: Path) -> Iterator[tuple[Library, Library]]:
    """An empty place on each engine."""
    with (
        Embedded().library(str(tmp_path / "here.db")) as here,
        neo4j.library(neo4j.empty(tmp_path)) as there,
    ):
        yield here, there


class Life:
    """Sources of a random library that are edited, loaded, removed, loaded again and put in another order."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.dice = random.Random(seed)
        self.folder = folder
        self.sources = split(random_tables(seed, 1 + seed % 3), 3, self.dice, share=True)

    def file(self, number: int) -> Path:
        path = self.folder / f"source{number}"
        shutil.rmtree(path, ignore_errors=True)
        return write_csv(self.sources[number], path)

    def steps(self, many: int) -> Iterator[tuple[str, Step]]:
        files = [self.file(number) for number in range(len(self.sources))]
        yield "load all", lambda library: library.load(*files)
        for _ in range(many):
            number = self.dice.randrange(len(self.sources))
            name = f"source{number}"
            action = self.dice.choice(("edit", "edit", "edit", "unload", "first"))
            if action == "edit":
                others = [tables for index, tables in enumerate(self.sources) if index != number]
                self.sources[number] = edits(self.sources[number], self.dice, others)
                path = self.file(number)
                yield f"edit {name}", lambda library, path=path: library.load(path, new=True)  # type: ignore[misc]
            elif action == "unload":
                yield f"unload {name}", lambda library, name=name: library.unload(name)  # type: ignore[misc]
            else:
                yield f"first {name}", lambda library, name=name: library.put_first(name)  # type: ignore[misc]


def outcome(step: Step, library: Library) -> str:
    """What a step reported, or why it was refused."""
    try:
        return json.dumps(step(library).to_json(), ensure_ascii=False)
    except BeliefGraphError as error:
        return f"{type(error).__name__}: {error}"


def everything(library: Library, filters: Filters | None, most: int) -> dict[str, Any]:
    told: dict[str, Any] = {
        one.name: answers(library, one.name, filters, most) for one in library.questions()
    }
    return {**told, "measures": measures(library, filters, most)}


def chosen(tables: Tables, dice: random.Random) -> Filters:
    """One filter: a server plans every statement anew for each set of filters, and several make long statements."""
    name, value = dice.choice(list(random_filters(tables, dice).items()))
    given: dict[str, Any] = {name: value if value is True else tuple(value)}
    return Filters(**given)


def live(seed: int, both: tuple[Library, Library], folder: Path, filtered: int) -> list[str]:
    """Live one life on both engines and compare at every step; returns the kinds of outcome."""
    here, there = both
    life, outcomes = Life(seed, folder), []
    for name, step in life.steps(4):
        expected = outcome(step, here)
        assert outcome(step, there) == expected, name
        outcomes.append("report" if expected.startswith("{") else expected.split(":")[0])
    assert contents(there._reading()) == contents(here._reading())
    assert everything(there, None, 2) == everything(here, None, 2)
    for _ in range(filtered):
        filters = chosen(united(life.sources), life.dice)
        assert everything(there, filters, 1) == everything(here, filters, 1), filters
    return outcomes


@pytest.mark.parametrize("seed", range(3))
def test_a_random_library(seed: int, both: tuple[Library, Library], tmp_path: Path) -> None:
    live(seed, both, tmp_path, filtered=0)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10, 14))
def test_a_random_library_under_filters(seed: int, both: tuple[Library, Library], tmp_path: Path) -> None:
    live(seed, both, tmp_path, filtered=1)

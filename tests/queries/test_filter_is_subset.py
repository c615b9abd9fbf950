"""A filter is a smaller library: what is answered under a filter is what the smaller library answers.

For every question and every evidence measure, each filter alone and several together, on random libraries and
on the demo: equal rows in equal order.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.library import Library
from beliefgraph.queries.filters import Filters
from support.libraries import filter_values, random_filters, random_tables, write_csv
from support.twins import Twins

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from support.reference_tables import Tables

ALONE = (
    "review",
    "country",
    "years",
    "role",
    "profession",
    "kind",
    "coder",
    "appraisal",
    "without_study",
    "counted_only",
)
DEMO: dict[str, Any] = {
    "review": ("hall2019",),
    "country": ("Australia",),
    "years": ((2010, 2015),),
    "role": ("patient",),
    "kind": ("paraphrase",),
    "without_study": ("hoffmann2013",),
    "counted_only": True,
}


def as_filters(chosen: dict[str, Any]) -> Filters:
    given: dict[str, Any] = {name: value if value is True else tuple(value) for name, value in chosen.items()}
    return Filters(**given)


class Random:
    """A random library, and filters that it has values for."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.rng = random.Random(seed)
        self.tables: Tables = random_tables(seed, size=3)
        self.folder = folder
        self.library = Library(folder / "library.db")
        self.library.load(write_csv(self.tables, folder / "tables"), source="random")
        self._made = 0

    def alone(self) -> Iterator[Filters]:
        values = filter_values(self.tables)
        for name in ALONE:
            if name == "counted_only":
                yield Filters(counted_only=True)
            elif values[name]:
                yield as_filters({name: [self.rng.choice(values[name])]})

    def together(self, times: int) -> Iterator[Filters]:
        for _ in range(times):
            yield as_filters(random_filters(self.tables, self.rng))

    def compare(self, filters: Filters, most: int) -> int:
        self._made += 1
        twins = Twins(self.library, filters, self.folder / f"small-{self._made}.db", self.rng)
        try:
            return twins.same_measures(4 * most) + twins.same_answers(most)
        finally:
            twins.close()


@pytest.mark.parametrize("seed", [2, 5])
def test_random_libraries(seed: int, tmp_path: Path) -> None:
    given = Random(seed, tmp_path)
    with given.library:
        for filters in (given.rng.choice(list(given.alone())), *given.together(1)):
            given.compare(filters, most=1)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10, 13))
def test_each_filter_and_several_on_random_libraries(seed: int, tmp_path: Path) -> None:
    given = Random(seed, tmp_path)
    rows = 0
    with given.library:
        for filters in (*given.alone(), *given.together(3)):
            rows += given.compare(filters, most=4)
    assert rows > 500


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library(tmp_path_factory.mktemp("demo") / "demo.db") as library:
        library.load_demo()
        yield library


def on_demo(demo: Library, filters: Filters, place: Path, most: int) -> int:
    twins = Twins(demo, filters, place, random.Random(1))
    try:
        return twins.same_measures(4 * most) + twins.same_answers(most)
    finally:
        twins.close()


def test_the_demo(demo: Library, tmp_path: Path) -> None:
    assert on_demo(demo, Filters(role=("clinician",), years=((2000, 2015),)), tmp_path / "small.db", 1) > 50


@pytest.mark.slow
@pytest.mark.parametrize("name", DEMO)
def test_each_filter_on_the_demo(demo: Library, tmp_path: Path, name: str) -> None:
    on_demo(demo, Filters(**{name: DEMO[name]}), tmp_path / "small.db", 10)

"""The same files give the same graph and the same answers on both engines: equal rows in equal order, to the byte.

Answers are compared as JSON text. What may differ stands in ``support/differences.py``, and nowhere else.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from beliefgraph.queries.catalogue import Catalogue
from beliefgraph.queries.filters import Filters
from support.engines import Embedded
from support.everything import FILTERS, answers, filters_of, measures
from support.graphs import contents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from beliefgraph.library import Library
    from support.engines import Neo4j

    Told = Mapping[str, str]

LONG = 4_500
"""Characters of a question from which it is a long one."""
QUESTIONS = [question.name for question in Catalogue().questions()]


class Both:
    """One library on both engines."""

    def __init__(self, here: Library, *there: Library) -> None:
        self.here = here
        self.there = there
        """The same library on the server several times: a server plans long statements one by one, slowly."""

    def agree(
        self, ask: Callable[[Library, Filters | None], Told], chosen: Mapping[str, Filters | None]
    ) -> int:
        """Compare what ``ask`` gives under each selection; returns how many answers were compared."""
        expected = {name: ask(self.here, filters) for name, filters in chosen.items()}
        with ThreadPoolExecutor(len(self.there)) as pool:
            parts = list(pool.map(lambda one: self._part(one, ask, chosen), enumerate(self.there)))
        found = {name: told for part in parts for name, told in part.items()}
        for name, told in expected.items():
            assert found[name] == told, name
        return sum(map(len, expected.values()))

    def _part(
        self,
        numbered: tuple[int, Library],
        ask: Callable[[Library, Filters | None], Told],
        chosen: Mapping[str, Filters | None],
    ) -> dict[str, Told]:
        number, library = numbered
        names = list(chosen)[number :: len(self.there)]
        return {name: ask(library, chosen[name]) for name in names}


@pytest.fixture(scope="module")
def demo(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """The bundled demo."""
    folder = tmp_path_factory.mktemp("demo")
    address = neo4j.empty(folder)
    with ExitStack() as stack:
        here = stack.enter_context(Embedded().library(str(folder / "demo.db")))
        there = [stack.enter_context(neo4j.library(address)) for _ in range(2)]
        here.load_demo()
        there[0].load_demo()
        yield Both(here, *there)


def test_the_graph_is_the_same(demo: Both) -> None:
    here, there = (contents(library._reading()) for library in (demo.here, demo.there[0]))
    assert len(here["nodes"]) > 1_000
    assert here == there


def test_the_demo_has_a_value_for_every_filter(demo: Both) -> None:
    assert set(filters_of(demo.here)) == set(FILTERS)
    assert filters_of(demo.there[0]) == filters_of(demo.here)


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question(demo: Both, name: str) -> None:
    assert demo.agree(lambda library, filters: answers(library, name, filters, 3), {"none": None}) >= 1


def each_filter(library: Library, name: str) -> dict[str, Filters]:
    """Every filter by itself; for the longest questions those of a study's own properties at once.

    A server needs seconds to plan one of these, and plans it anew for each set of filters.
    """
    chosen = filters_of(library)
    if len(library.question(name).text) > LONG:
        for one in ("country", "years", "without_study"):
            del chosen[one]
        chosen["study"] = Filters(country=("Canada",), years=((2000, 2020),), without_study=("hoffmann2013",))
    return chosen


@pytest.mark.slow
@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_with_each_filter(demo: Both, name: str) -> None:
    chosen = each_filter(demo.here, name)
    compared = demo.agree(lambda library, filters: answers(library, name, filters, 1), chosen)
    assert compared >= len(chosen)


def test_paths_and_targets(demo: Both) -> None:
    compared = demo.agree(lambda library, filters: measures(library, filters, 3), {"none": None})
    assert compared >= 3 * 2 + 3 * 3


@pytest.mark.slow
def test_paths_and_targets_with_each_filter(demo: Both) -> None:
    compared = demo.agree(lambda library, filters: measures(library, filters, 2), filters_of(demo.here))
    assert compared >= 6 * len(FILTERS)


@pytest.mark.slow
def test_several_filters_at_once(demo: Both) -> None:
    several = {"several": Filters(country=("Canada", "Netherlands"), role=("clinician",), inferred=True)}
    for name in ("beliefs-behind-behaviour", "findings-by-confidence", "what-a-study-says"):

        def asked(library: Library, filters: Filters | None, name: str = name) -> Told:
            return answers(library, name, filters, 2)

        assert demo.agree(asked, several) >= 1
    assert demo.agree(lambda library, filters: measures(library, filters, 2), several) >= 10

"""Rules over the records of several sources, in the words of those over one file."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import pytest

from beliefgraph.graph.bookkeeping import collect
from beliefgraph.graph.merge import merge
from beliefgraph.loaders.checks import check_merged
from beliefgraph.loaders.registry import read

if TYPE_CHECKING:
    from pathlib import Path

    from beliefgraph.graph.records import Problem, Reading

Source = Mapping[str, str]
"""The tables of one source: name → CSV text."""
Together = Callable[..., "list[Problem]"]


def _reading(folder: Path, tables: Source) -> Reading:
    folder.mkdir(exist_ok=True)
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return read(folder)


@pytest.fixture
def together(tmp_path: Path) -> Together:
    """Read sources that have no problem alone, merge them in their order and check the whole."""

    folders = (tmp_path / f"folder{number}" for number in itertools.count())

    def check(*sources: Source) -> list[Problem]:
        readings = [_reading(next(folders), tables) for tables in sources]
        assert [problem for reading in readings for problem in reading.problems] == []
        states = [collect(f"s{order}", order, reading.records) for order, reading in enumerate(readings)]
        return check_merged(merge(states).items)

    return check


CLAIMS = {"claims": "cause,effect,direction,study\nB1,X1,Barrier,S1\nB1,X2,barrier,S1\nB1,X1,-,S1\n"}
QUOTES = {"quotes": "id,study,text,supports,behaviours,direction\nQ1,S1,t,B1;B2,X1,enabler\n"}
BEHAVIOURS = {"behaviours": "id,label,opposite_of\nX1,Order,\nX3,Wait,\n"}
OPPOSITE = {"behaviours": "id,label,opposite_of\nX1,Order,X3\n"}
OTHER_WAY = {"behaviours": "id,label,opposite_of\nX3,Wait,X1\n"}


@pytest.mark.parametrize("opposite", [OPPOSITE, OTHER_WAY])
def test_a_barrier_in_one_source_and_the_opposite_in_another(together: Together, opposite: Source) -> None:
    assert together(CLAIMS, BEHAVIOURS) == []
    for sources in ((CLAIMS, opposite), (opposite, CLAIMS), (BEHAVIOURS, CLAIMS, opposite)):
        (problem,) = together(*sources)
        assert str(problem) == (
            'claims.csv, claims, row 2, column direction: "Barrier" can be meant for X1 or for its opposite: papers '
            "print a barrier to good care beside the behaviour that is not wanted. Say which you mean: encourages or "
            "discourages X1. as_published keeps the paper's word."
        )


def test_a_short_form_with_two_beliefs_is_one_problem(together: Together) -> None:
    (problem,) = together(QUOTES, OTHER_WAY)
    assert (problem.place.table, problem.place.row, problem.value) == ("quotes", 2, "enabler")


def test_only_opposites_of_behaviours_count(together: Together) -> None:
    claims = {"claims": "cause,effect,direction,study\nB1,B3,barrier,S1\nX1,B3,barrier,S1\n"}
    subthemes = {"subthemes": "id,label,opposite_of\nB3,fear,B4\n"}
    assert together(claims, subthemes, OPPOSITE) == []


def test_files_and_library_say_it_alike(tmp_path: Path) -> None:
    # One load finds it twice, in the file and in the whole; what is the same is told once.
    reading = _reading(tmp_path / "all", {**CLAIMS, **QUOTES, **OPPOSITE})
    found = check_merged(merge([collect("all", 1, reading.records)]).items)

    def said(problems: object) -> list[tuple[object, ...]]:
        assert isinstance(problems, list | tuple)
        return sorted(
            (p.place.file, p.place.table, p.place.row, p.value, p.message, p.cure) for p in problems
        )

    assert len(found) == 2
    assert said(reading.problems) == said(found)


def _themes(*parents: tuple[str, str]) -> Source:
    return {"themes": "id,label,parent\n" + "".join(f"{name},{name},{parent}\n" for name, parent in parents)}


def test_a_ring_of_themes_over_several_sources(together: Together) -> None:
    first = _themes(("T1", "T9"), ("T2", "T8"), ("T3", ""))
    assert together(first, _themes(("T1", "T2"), ("T2", "T3"))) == []
    (problem,) = together(first, _themes(("T1", "T2"), ("T2", "T3")), _themes(("T3", "T1")))
    assert (problem.place.table, problem.place.row, problem.value) == ("themes", 2, "T2")
    assert problem.message == "T1 → T2 → T3 → T1: a theme cannot be above itself."


def test_two_rings_that_share_a_theme_are_two(together: Together) -> None:
    found = together(_themes(("T1", "T2"), ("T3", "T1")), _themes(("T2", "T1"), ("T1", "T3")))
    assert [problem.message.partition(":")[0] for problem in found] == ["T1 → T2 → T1", "T1 → T3 → T1"]


def test_two_ways_up_to_one_theme_are_no_ring(together: Together) -> None:
    assert together(_themes(("T1", "T2"), ("T2", "T4")), _themes(("T1", "T3"), ("T3", "T4"))) == []


def test_a_ring_of_domains_over_two_sources(together: Together) -> None:
    domains = [
        {"domains": f"id,label,parent\n{name},{name},{parent}\n"}
        for name, parent in (("d1", "d2"), ("d2", "d1"))
    ]
    (problem,) = together(*domains)
    assert problem.message == "d1 → d2 → d1: a domain cannot be above itself."


def test_a_long_way_up_is_walked(together: Together) -> None:
    way = [(f"T{step:05}", f"T{step + 1:05}") for step in range(3_000)]
    assert together(_themes(*way)) == []
    (problem,) = together(_themes(*way), _themes(("T03000", "T00000")))
    assert problem.value == "T00001"

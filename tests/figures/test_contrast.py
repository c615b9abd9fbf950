"""Contrast bars: every study in one part of its bar, every count written, at every width, without colour."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from paper.answers import tables

from beliefgraph.analysis.contrast import STATES
from beliefgraph.analysis.gaps import gaps
from beliefgraph.errors import MapError
from beliefgraph.figures.check import faults
from beliefgraph.figures.contrast import sheet
from beliefgraph.figures.contrast_parts import part
from beliefgraph.figures.sheet import Shape, Sheet
from beliefgraph.figures.written import written
from beliefgraph.queries.filters import Filters
from support import reference
from support.plain_evidence import as_evidence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from beliefgraph.graph.evidence import Evidence
    from beliefgraph.graph.records import Value
    from beliefgraph.graph.store import Row

MM = 72 / 25.4
WIDTHS = (85, 170, 176)
HOSTILE = (
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen" * 3,
    "</script><script>alert(1)</script>",
    "شكرا جزيلا لكم على صبركم",
    "😀😀😀 a belief with faces 😀😀😀",
    "very many short words " * 30,
)


@pytest.fixture(scope="module")
def paper() -> Evidence:
    return as_evidence(reference.library(tables()))


@pytest.fixture(scope="module")
def demo(read_demo: Evidence) -> Evidence:
    return read_demo


def no_query(text: str, parameters: Mapping[str, Value]) -> list[Row]:
    raise AssertionError("contrast bars read no texts")


def drawn(
    evidence: Evidence, width: float = 170, names: tuple[str, ...] = (), by: Sequence[str] = ()
) -> Sheet:
    return sheet(no_query, evidence, names, Filters(), width * MM, by=by)


def told(found: Sheet) -> list[str]:
    return [one.text for one in found.words]


def parts(found: Sheet, bar: str) -> dict[str, float]:
    """The width of every part of a bar, by its state."""
    return {
        one.id.removeprefix(f"{bar}-"): one.width
        for one in found.shapes
        if one.id.startswith(f"{bar}-") and not one.id.endswith(("-plate", "-inner"))
    }


def test_a_bar_is_as_long_as_the_studies_that_sampled_the_column(paper: Evidence) -> None:
    """no-time of clinicians: 2 voiced, 1 against, 1 both, 2 unattributed, 1 of each silence (WORKED.md)."""
    found = drawn(paper, names=("no-time",))
    clinicians = parts(found, "bar-1-2")
    unit = sum(clinicians.values()) / 10
    assert {state: round(width / unit, 6) for state, width in clinicians.items()} == {
        "voiced": 2,
        "contradicted": 1,
        "both": 1,
        "unattributed": 2,
        "asked_not_reported": 1,
        "not_asked": 1,
        "not_reported": 1,
        "not_known": 1,
    }
    # Patients: s02 silent and read in full, two unattributed; the public: s11, not known.
    assert {state: round(width / unit, 6) for state, width in parts(found, "bar-1-1").items()} == {
        "unattributed": 2,
        "not_reported": 1,
    }
    assert {state: round(width / unit, 6) for state, width in parts(found, "bar-1-4").items()} == {
        "not_known": 1
    }
    assert found.title == "Who voices “No time for tea”, and who is silent?"


@pytest.mark.parametrize("width", WIDTHS)
def test_every_count_is_written_in_its_part_or_behind_the_bar(demo: Evidence, width: float) -> None:
    found = drawn(demo, width)
    for number, one in enumerate(gaps(demo, order="strongest").rows[:3], start=1):
        for column, cell in enumerate(one.row.cells, start=1):
            if not cell.column.sampled:
                continue
            inside = {
                words.owner.removeprefix(f"bar-{number}-{column}-").removesuffix("-plate"): words.text
                for words in found.words
                if words.owner.startswith(f"bar-{number}-{column}-")
            }
            assert inside.items() <= {state: str(cell.counts[state]) for state in STATES}.items()
            outside = [state for state in STATES if cell.counts[state] and state not in inside]
            said = " ".join(told(found))
            for state in outside:
                assert re.search(rf"\b{cell.counts[state]} ", said)


def test_both_denominators_and_who_was_never_sampled(paper: Evidence) -> None:
    said = told(drawn(paper))
    assert "Clinicians: 10 studies, 7 read in full" in said
    assert "The public: 1 study, none read in full" in said
    assert "Never sampled: Others." in said
    assert "No time for tea · CERQual Moderate" in said
    assert "(5) (opp. 2)" in said


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_overlaps_or_leaves_the_page(demo: Evidence, paper: Evidence, width: float) -> None:
    for evidence, names, by in (
        (demo, (), ()),
        (demo, ("b-litigation",), ("country",)),
        (paper, (), ()),
        (paper, ("no-time",), ()),
        (paper, (), ("role", "country")),
        (demo, (), ("authors",)),
    ):
        found = drawn(evidence, width, names, by)
        assert faults(found) == []
        assert found.height <= 230 * MM


@pytest.mark.parametrize("width", WIDTHS)
def test_hostile_labels_keep_their_places(paper: Evidence, width: float) -> None:
    ends = {
        identifier: replace(end, label=HOSTILE[number % len(HOSTILE)])
        for number, (identifier, end) in enumerate(paper.ends.items())
    }
    found = drawn(replace(paper, ends=ends), width)
    assert faults(found) == []
    assert written(found, "svg")


def test_parts_differ_without_colour() -> None:
    def look(state: str) -> tuple[object, ...]:
        return tuple(
            (one.fill, one.hatch, one.dash)
            for one in part("p", state, 0, 0, 40, "3")
            if isinstance(one, Shape)
        )

    assert len({look(state) for state in STATES}) == len(STATES)


def test_beliefs_left_out_are_counted_and_words_tell_the_strongest(paper: Evidence) -> None:
    found = drawn(paper)
    assert any(re.match(r"Left out: \d+ beliefs of 15, those with the fewest", text) for text in told(found))
    assert found.alt.startswith("Contrast bars. Shows ")
    assert "No time for tea, Patients: nobody can tell whose view: 2 of 3 studies" in found.alt
    assert found.subtitle.endswith("12 studies sampled, 7 of them read in full")


def test_equal_evidence_gives_equal_bytes(paper: Evidence) -> None:
    turned = replace(paper, studies=dict(reversed([*paper.studies.items()])), codings=paper.codings[::-1])
    assert written(drawn(turned, 85), "svg") == written(drawn(paper, 85), "svg")


def test_nothing_to_draw(paper: Evidence) -> None:
    with pytest.raises(MapError, match=r"^There is no belief to draw bars of\."):
        drawn(paper, names=("nowhere",))
    with pytest.raises(MapError, match=r"^No study of this selection stands in a column\."):
        drawn(replace(paper, studies={}, groups={}, quotes={}, codings=(), claims=(), findings={}, asked=()))

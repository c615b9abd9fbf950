"""The logic model: plans are dotted, only what is said to lead to the behaviour carries numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from beliefgraph.errors import MapError
from beliefgraph.figures import draw
from beliefgraph.figures.check import faults
from beliefgraph.figures.titled import titled
from beliefgraph.library import Library
from beliefgraph.queries.filters import Filters
from support.figure_evidence import HOSTILE, every_mark, hostile, no_texts, planned, planned_as

if TYPE_CHECKING:
    from collections.abc import Iterator

    from beliefgraph.figures.sheet import Sheet

MM = 72 / 25.4
WIDTHS = (85, 170, 176)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library(tmp_path_factory.mktemp("logic") / "demo.db") as library:
        library.load_demo()
        yield library


def made(width: float = 170, text: str | None = None) -> Sheet:
    evidence = every_mark() if text is None else hostile(every_mark(), text)
    query = planned if text is None else planned_as(text)
    return draw.make("logic-model", query, evidence, ("scan",), Filters(), width * MM)


def ties(sheet: Sheet) -> list[tuple[str, str]]:
    return sorted(
        (stroke.ends[0], stroke.ends[1])
        for stroke in sheet.strokes
        if stroke.dash == (0.1, 2.6) and stroke.ends
    )


def test_ties_are_plans_and_lines_are_evidence() -> None:
    sheet = made()
    # From top to bottom: harm holds back, blame is mixed, dispute pushes; t2 addresses harm and dispute, t1 and t3 blame.
    assert [
        shape.id for shape in sheet.shapes if shape.id.startswith("belief-") and shape.form == "round"
    ] == [
        "belief-0",
        "belief-1",
        "belief-2",
    ]
    assert sum(start.startswith("tag-") for start, _ in ties(sheet)) == 4
    assert sum(start.startswith("code-") for start, _ in ties(sheet)) == 3
    lines = [stroke for stroke in sheet.strokes if stroke.ends and stroke.ends[1] == "bar"]
    assert [(line.ends[0], line.colour, line.head, round(line.width, 1)) for line in lines] == [
        ("belief-0", "discourages", "bar", 2.0),
        ("belief-1", "mixed", "both", 2.9),
        ("belief-2", "encourages", "triangle", 2.9),
    ]
    said = [words.text for words in sheet.words]
    assert [text for text in said if text in {"− 1", "± 2", "+ 2"}] == ["− 1", "± 2", "+ 2"]


def test_targets_of_another_behaviour_are_left_out_and_counted() -> None:
    sheet = made()
    # t4 aims at sleep; t1, t2 (aims at nothing in particular) and t3 belong here. Nothing addresses no belief else.
    assert sheet.subtitle == "Shows 3 of 3 targets and 3 of 3 beliefs addressed · 3 studies"
    said = " ".join(words.text for words in sheet.words)
    assert "Sleep" not in said
    assert "8.1 Behavioural" in said


def test_a_narrow_model_has_codes_in_its_tags_and_spells_them_out_below() -> None:
    said = [words.text for words in made(85).words]
    assert "BCT 8.1" in said
    assert "BCT 5.1, 12.5" in said
    assert "Technique" not in said
    assert "8.1 Behavioural practice/rehearsal" in " ".join(said)


@pytest.mark.parametrize("width", [60, *WIDTHS, 300])
def test_nothing_overlaps(width: float) -> None:
    sheet = made(width)
    assert sheet.width == pytest.approx(width * MM)
    assert faults(sheet) == []
    assert faults(titled(sheet)) == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_labels_do_no_harm(text: str, width: float) -> None:
    assert faults(made(width, text)) == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("behaviour", ["order-imaging", "use-booklet"])
def test_plans_of_the_demo_can_be_printed(demo: Library, behaviour: str, width: float) -> None:
    sheet = demo.figure("logic-model", behaviour, width=width).sheet
    assert faults(sheet) == []
    assert sheet.height <= 231 * MM


def test_left_out_it_is_the_behaviour_with_most_addressed_beliefs(demo: Library) -> None:
    # Ten beliefs with a target lead to managing without imaging and, turned, to ordering it; 56 claims name the one, 33 the other.
    assert demo.figure("logic-model").title.endswith("to manage without imaging?")
    with pytest.raises(MapError, match="said to lead to a behaviour in the selection"):
        draw.make("logic-model", no_texts, every_mark(), (), Filters(), 170 * MM)


def test_without_a_plan_a_sentence_says_so() -> None:
    with pytest.raises(
        MapError, match=r"^No intervention target addresses a belief that is said to lead to 'Order imaging"
    ):
        draw.make("logic-model", no_texts, every_mark(), ("scan",), Filters(), 170 * MM)

"""The logic model: plans are dotted, only what is said to lead to the behaviour carries numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from beliefgraph.errors import MapError
from beliefgraph.figures import draw, logic_model
from beliefgraph.figures.check import faults
from beliefgraph.figures.logic_found import find
from beliefgraph.figures.titled import titled
from beliefgraph.library import Library
from beliefgraph.maps.details import details_of, read_targets
from beliefgraph.queries.bundled import bundled
from beliefgraph.queries.filters import Filters
from support.figure_evidence import HOSTILE, every_mark, hostile, no_texts, planned, planned_as

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from beliefgraph.figures.sheet import Sheet
    from beliefgraph.graph.records import Value
    from beliefgraph.graph.store import Row

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


def test_what_leads_there_only_over_others_is_named_and_not_counted() -> None:
    # press and missed lead to scan only over blame or harm. t5 addresses press alone, t6 blame and missed, t7 nothing
    # that leads there, t8 nothing. So t1, t2, t3 and t6 count, of which all are drawn.
    more = {"t5": ("press",), "t6": ("blame", "missed"), "t7": ("other",), "t8": ()}

    def query(cypher: str, parameters: Mapping[str, Value]) -> list[Row]:
        rows = planned(cypher, parameters)
        if cypher == bundled("map-targets"):
            return [*rows, *({**rows[0], "target": key, "label": f"Plan {key}"} for key in more)]
        if cypher == bundled("map-target-links"):
            ties = [(key, belief) for key, held in more.items() for belief in held]
            return [
                *rows,
                *(
                    {**rows[0], "target": key, "relation": "ADDRESSES", "other": belief}
                    for key, belief in ties
                ),
            ]
        return rows

    sheet = draw.make("logic-model", query, every_mark(), ("scan",), Filters(), 170 * MM)
    assert sheet.subtitle == "Shows 4 of 4 targets and 3 of 3 beliefs addressed · 3 studies"
    assert sheet.caption.endswith(
        "Drawn is what is said to lead there in one step. "
        "Addressed, but said to lead there only over others, and not drawn: Patients press for a scan; Without a scan "
        "something serious may be missed. "
        "Targets not drawn, aiming at another behaviour: Sleep. "
        "Targets not drawn, addressing what is said to lead there only over others: Plan t5. "
        "Targets not drawn, addressing nothing that is said to lead there: Plan t7. "
        "Targets not drawn, addressing no belief: Plan t8."
    )
    assert "said of them, in one step: " in sheet.alt
    said = " ".join(words.text for words in sheet.words)
    assert "Plan t6" in said
    assert "Plan t5" not in said


def test_a_plan_that_leads_there_only_over_others_is_no_logic_model() -> None:
    def query(cypher: str, parameters: Mapping[str, Value]) -> list[Row]:
        rows = planned(cypher, parameters)
        if cypher == bundled("map-target-links"):
            return [{**rows[0], "target": "t1", "relation": "ADDRESSES", "other": "press"}]
        return rows

    with pytest.raises(
        MapError, match=r"lead to 'Order imaging for low back pain' in one step in the selection"
    ):
        draw.make("logic-model", query, every_mark(), ("scan",), Filters(), 170 * MM)
    with pytest.raises(MapError, match="lead to a behaviour in one step in the selection"):
        draw.make("logic-model", query, every_mark(), (), Filters(), 170 * MM)


def test_several_targets_address_and_one_addresses() -> None:
    # t1 and t3 both address blame: one tag where there is no room for two.
    single = made().alt
    assert "A second opinion addresses Not scanning may bring blame" in single
    evidence, query = every_mark(), planned
    tags = logic_model._model(
        evidence,
        details_of(query, evidence, ["scan"]),
        "scan",
        find(evidence, "scan", read_targets(query), Filters()),
        ["harm", "blame", "dispute"],
        {},
        together=True,
    )
    told = logic_model._alt(tags, "T.", "S.")
    assert (
        "; A second opinion address Not scanning" in told
        or "; Rehearse the talk address Not scanning" in told
    )
    assert "A leaflet addresses Scans do harm, Refusing a scan may start a dispute" in told


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
    with pytest.raises(MapError, match="said to lead to a behaviour in one step in the selection"):
        draw.make("logic-model", no_texts, every_mark(), (), Filters(), 170 * MM)


def test_without_a_plan_a_sentence_says_so() -> None:
    with pytest.raises(
        MapError, match=r"^No intervention target addresses a belief that is said to lead to 'Order imaging"
    ):
        draw.make("logic-model", no_texts, every_mark(), ("scan",), Filters(), 170 * MM)

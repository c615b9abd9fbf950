"""Beliefs rolled up by theme: values worked out by hand, the same marks in every view, nothing netted or summed."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.errors import MapError
from beliefgraph.graph.evidence import Claim, End, Evidence, Finding, Quote, Study, Summary
from beliefgraph.maps.details import Details, Target, Thing
from beliefgraph.maps.rollup import WITHOUT, tree
from beliefgraph.maps.text import width
from beliefgraph.maps.theme_boxes import Marks, make
from beliefgraph.maps.theme_choice import Themes, themes
from beliefgraph.maps.theme_panels import ThemePanels
from beliefgraph.maps.themes import drawing, of_themes
from beliefgraph.queries.filters import Filters

if TYPE_CHECKING:
    from collections.abc import Mapping

    from beliefgraph.graph.influence import Step
    from beliefgraph.graph.store import Store
    from beliefgraph.maps.scene import Scene


def said(number: int, cause: str, effect: str, direction: str = "encourages", **more: Any) -> Claim:
    return Claim(id=f"c{number}", cause=cause, effect=effect, direction=direction, **more)


@pytest.fixture
def library() -> Evidence:
    """Six beliefs: two in t1, of which one in t2 too; t3 stands in t2; two have no theme."""
    kinds = {"x": "Behaviour", "t1": "Theme", "t2": "Theme", "t3": "Theme"}
    return Evidence(
        claims=(
            said(1, "b1", "x", quotes=("q1",)),
            said(2, "b1", "x", study="s2"),
            said(3, "b2", "x", "discourages", study="s2"),
            said(4, "b3", "x", findings=("f1",)),
            said(5, "b4", "b1", study="s3"),
            said(6, "b5", "x", study="s4"),
            said(7, "b6", "x", study="s4"),
            said(8, "b3", "b4", study="s5"),
        ),
        quotes={"q1": Quote(id="q1", study="s1", roles=("patient",))},
        findings={"f1": Finding(id="f1", review="hall2019", reported_studies=9, beliefs={"b3": Summary()})},
        studies={f"s{n}": Study(id=f"s{n}") for n in range(1, 6)},
        reviews={"hall2019": "A review"},
        ends={
            id_: End(id=id_, kind=kinds.get(id_, "Subtheme"), label=f"Label {id_}")
            for id_ in ("b1", "b2", "b3", "b4", "b5", "b6", "x", "t1", "t2", "t3")
        },
        parents={"b1": ("t1",), "b2": ("t1", "t2"), "b3": ("t2",), "b4": ("t3",), "t3": ("t2",)},
    )


def lines(steps: tuple[Step, ...]) -> dict[tuple[str, str], tuple[str, tuple[str, ...], list[int | None]]]:
    """Direction, named studies and reported numbers by cause and effect."""
    return {
        (step.cause, step.effect): (
            step.direction,
            step.studies.named,
            [entry.studies for entry in step.studies.reported],
        )
        for step in steps
    }


def test_a_theme_holds_its_beliefs_and_those_of_the_themes_in_it(library: Evidence) -> None:
    made = tree(library, ["x", "b1", "b2", "b3", "b4", "b5", "b6"])
    assert made.tops == (WITHOUT, "t1", "t2", "x")
    assert made.children == {
        WITHOUT: ("b5", "b6"),
        "t1": ("b1", "b2"),
        "t2": ("b2", "b3", "t3"),
        "t3": ("b4",),
    }
    assert made.within == {WITHOUT: ("b5", "b6"), "t1": ("b1", "b2"), "t2": ("b2", "b3", "b4"), "t3": ("b4",)}
    assert made.several == ("b2",)
    assert made.way_to("t3") == ("t2", "t3")
    assert made.stands()["b2"] == ("t1", "t2")
    assert made.stands(("t2",))["b2"] == ("b2", "t1")
    assert made.stands(("t2",))["b4"] == ("t3",)
    assert made.stands(("t2",), ("t3",))["b4"] == ("t2",)


def test_one_belief_without_a_theme_stands_as_itself(library: Evidence) -> None:
    assert tree(library, ["x", "b1", "b5"]).tops == ("b5", "t1", "x")


def test_themes_in_a_ring_lose_its_last_link(library: Evidence) -> None:
    parents = {"b1": ("t1",), "t1": ("t2",), "t2": ("t3",), "t3": ("t1", "t3")}
    made = tree(replace(library, parents=parents), ["x", "b1"])
    # t1 in t2 and t2 in t3 are read first; t3 in t1 would close the ring.
    assert made.tops == ("t3", "x")
    assert made.within["t3"] == ("b1",)
    assert made.way_to("t1") == ("t3", "t2", "t1")


def test_a_line_is_the_steps_of_its_beliefs_together(library: Evidence) -> None:
    made = themes(library, "x")
    assert lines(made.closed.steps) == {
        # b1 encourages (s1, s2), b2 discourages (s2): mixed, each study once.
        ("t1", "x"): ("mixed", ("s1", "s2"), []),
        # b2 discourages (s2), b3 is only reported (9); b2 counts in both of its themes.
        ("t2", "x"): ("mixed", ("s2",), [9]),
        # b4 in t3 in t2 leads to b1.
        ("t2", "t1"): ("encourages", ("s3",), []),
        # b5 and b6 have no theme; both rest on s4, which counts once.
        (WITHOUT, "x"): ("encourages", ("s4",), []),
    }
    assert made.closed.ends == ("x", "t1", "t2", WITHOUT)
    assert [(step.cause, step.effect) for step in made.inner["t2"]] == [("b3", "b4")]


def test_the_map_says_how_much_it_shows_and_by_which_rules(library: Evidence) -> None:
    choice = themes(library, "x").choice
    assert choice.title == "What is said to lead people to label x, by theme?"
    assert choice.coverage.sentence == (
        "Shows 6 of 6 beliefs in 2 themes and 8 of 8 claims (100 %) · 5 studies, 1 review"
    )
    assert choice.coverage.advice == ""
    assert choice.left == ()
    assert choice.limit == (
        "A theme stands for its beliefs and those of the themes in it; its numbers are theirs, each study once. "
        "1 belief stands in several themes and counts in each of them. 2 beliefs without a theme share a box. "
        "1 claim about two beliefs of one theme: seen when it is opened."
    )


def test_an_opened_theme_shows_its_beliefs_with_their_own_lines(library: Evidence) -> None:
    view = themes(library, "x").opened["t2"]
    assert view.opened == ("t2",)
    assert view.holds == (("t2", "b2"), ("t2", "b3"), ("t2", "t3"))
    assert lines(view.steps) == {
        ("b2", "x"): ("discourages", ("s2",), []),
        ("b3", "x"): ("encourages", (), [9]),
        ("b3", "t3"): ("encourages", ("s5",), []),
        ("t3", "t1"): ("encourages", ("s3",), []),
        # b2 stands in t1 too, which is closed.
        ("t1", "x"): ("mixed", ("s1", "s2"), []),
        (WITHOUT, "x"): ("encourages", ("s4",), []),
    }


def test_a_theme_inside_another_opens_both(library: Evidence) -> None:
    view = themes(library, "x").opened["t3"]
    assert view.opened == ("t2", "t3")
    assert view.holds == (("t2", "b2"), ("t2", "b3"), ("t2", "t3"), ("t3", "b4"))
    assert lines(view.steps)["b3", "b4"] == ("encourages", ("s5",), [])
    assert lines(view.steps)["b4", "t1"] == ("encourages", ("s3",), [])


def test_a_claim_about_a_theme_is_of_the_theme_not_of_its_beliefs(library: Evidence) -> None:
    more = said(9, "t1", "x", study="s5")
    made = themes(replace(library, claims=(*library.claims, more)), "x")
    assert lines(made.closed.steps)["t1", "x"] == ("mixed", ("s1", "s2", "s5"), [])
    # Opened, the theme keeps the line that is its own.
    assert lines(made.opened["t1"].steps)["t1", "x"] == ("encourages", ("s5",), [])
    assert lines(made.opened["t1"].steps)["b1", "x"] == ("encourages", ("s1", "s2"), [])


def test_boxes_say_what_is_inside_and_marks_are_the_same_in_every_view(library: Evidence) -> None:
    made = themes(library, "x")
    mark = Marks(made)
    closed = {box.id: box for box in make(made, made.closed, Details(), mark)[0]}
    first = closed[mark.box["t1"]]
    assert [text.words for text in first.texts] == ["Label t1", "+ 2", "2 studies"]
    assert [badge.role for badge in first.badges] == ["patient"]
    assert (first.kind, first.open) == ("theme", False)
    assert [text.words for text in closed[mark.box[WITHOUT]].texts] == ["Without a theme", "+ 2", "1 study"]
    boxes, drawn = make(made, made.opened["t2"], Details(), mark)
    opened = {box.id: box for box in boxes}
    assert opened[mark.box["t1"]].texts == first.texts
    assert opened[mark.box["t2"]].open
    assert [text.words for text in opened[mark.box["t2"]].texts] == ["Label t2", "opened"]
    labels = {(line.start, line.end): line for line in drawn}
    hollow = labels[mark.box["b3"], mark.box["x"]]
    assert (hollow.label, hollow.hollow, hollow.width) == ("+ (9)", True, 2.0)
    assert labels[mark.box["t2"], mark.box["b3"]].style == "holds"
    # The line of t1 is the same mark in both; a step of the library keeps the id of its panel.
    assert labels[mark.box["t1"], mark.box["x"]].id == mark.line(
        next(step for step in made.closed.steps if step.cause == "t1")
    )
    assert labels[mark.box["b2"], mark.box["x"]].id.startswith("line-")


def flat(blocks: Any) -> list[str]:
    return [
        part
        for block in blocks
        for part in (
            flat(block["left"]) + flat(block["right"])
            if block["is"] == "two"
            else block["items"]
            if block["is"] == "list"
            else [block.get("text", "")]
        )
    ]


def test_panels_list_beliefs_and_steps_each_opening(library: Evidence) -> None:
    made = themes(library, "x")
    mark = Marks(made)
    panels: Mapping[str, Any] = ThemePanels(
        made, Details(things={"t2": Thing(definition="What t2 is")}), mark
    ).all()
    second = panels[mark.box["t2"]]
    assert (second["title"], second["sub"]) == ("Label t2", "theme · 3 beliefs")
    words = flat(second["blocks"])
    assert words[0] == "What t2 is"
    assert "Label t3 · 1 belief, 1 study" in words
    # b3: s5 says what it leads to, so it reports it; a review reports it in 9.
    assert words.index("Label b3 · 1 study (9)") > words.index("Its beliefs, most named studies first")
    assert "Label b3 → Label b4 + 1" in words
    rolled = panels[
        mark.line(next(step for step in made.closed.steps if step.cause == "t2" and step.effect == "x"))
    ]
    assert rolled["title"] == "Label t2 is said to encourage and to discourage: Label x"
    assert rolled["sub"] == "± 1 (9)"
    sides = next(block for block in rolled["blocks"] if block["is"] == "two")
    assert flat(sides["left"]) == ["encourages", "Label b3 → Label x + (9)"]
    assert flat(sides["right"]) == ["discourages", "Label b2 → Label x − 1"]
    for panel in panels.values():
        for block in panel["blocks"]:
            for inner in (*block.get("left", ()), *block.get("right", ()), block):
                assert inner["is"] != "open" or inner["to"] in panels


def test_every_mark_of_every_view_opens_something(library: Evidence) -> None:
    made = of_themes(themes(library, "x"), Details())
    for scene in (made.scene(), *scenes(made.more["opened"])):
        ids = [box.box.id for box in scene.boxes]
        ids += [line.line.id for line in scene.lines if line.line.style not in ("holds", "addresses")]
        assert [one for one in ids if one not in made.panels] == []
        assert len(set(ids)) == len(ids)


def scenes(opened: Any) -> list[Scene]:
    return list(opened.values())


def many(beliefs: int, of: int) -> Evidence:
    """Beliefs in ``of`` themes each alike, all of which lead to x, a fourth of them to the belief before too."""
    names = [f"b{n:03}" for n in range(beliefs)]
    claims = [said(n, name, "x", study=f"s{n % 17}") for n, name in enumerate(names)]
    claims += [
        said(beliefs + n, name, names[n - 1], study=f"s{n % 7}") for n, name in enumerate(names) if n % 4 == 1
    ]
    ends = {name: End(id=name, kind="Subtheme", label=f"Belief {name}") for name in names}
    ends |= {f"t{n:02}": End(id=f"t{n:02}", kind="Theme", label=f"Theme {n}") for n in range(of)}
    ends["x"] = End(id="x", kind="Behaviour", label="Do it")
    parents = {name: (f"t{n % of:02}",) for n, name in enumerate(names)}
    return Evidence(claims=tuple(claims), ends=ends, parents=parents)


def apart(scene: Scene) -> bool:
    placed = scene.boxes
    return all(
        one.x + one.box.width <= other.x
        or other.x + other.box.width <= one.x
        or one.y + one.box.height <= other.y
        or other.y + other.box.height <= one.y
        for number, one in enumerate(placed)
        for other in placed[number + 1 :]
    )


def test_no_view_has_more_boxes_than_can_be_read() -> None:
    made = themes(many(180, 6), "x")
    assert made.choice.coverage.sentence.startswith(
        "Shows 180 of 180 beliefs in 6 themes and 225 of 225 claims"
    )
    # One opened theme of 30 beliefs: x, itself, 5 others and 30 of its own make 37.
    assert [len(view.ends) for view in made.opened.values()] == [37] * 6
    made = themes(many(360, 6), "x")
    view = made.opened["t00"]
    assert [len(one.ends) for one in made.opened.values()] == [40] * 6
    # 60 beliefs: 33 have a box, the other 27 stand in the theme's own, which keeps their line.
    assert (view.folded, len(view.holds)) == (27, 33)
    assert ("t00", "x") in lines(view.steps)
    box = next(box for box in make(made, view, Details(), Marks(made))[0] if box.open)
    assert box.texts[-1].words == "opened · 27 more inside"


def test_themes_that_do_not_fit_are_left_out_weakest_first() -> None:
    made = themes(many(360, 60), "x")
    assert len(made.choice.ends) == 40
    assert made.choice.coverage.themes == 39
    assert made.choice.coverage.shown == 39 * 6
    assert len(made.choice.left) == 21 * 6
    assert made.choice.coverage.advice.startswith(
        "This question touches 360 beliefs. Shown: the 234 with most studies, "
    )
    assert "A map shows at most 40 boxes" in made.choice.limit
    assert all(len(view.ends) <= 40 for view in made.opened.values())
    assert len(themes(many(360, 60), "x", boxes=None).choice.ends) == 61


def test_targets_are_tied_to_themes_and_to_the_beliefs_of_an_opened_one(library: Evidence) -> None:
    one = Target(id="a1", label="Act", addresses={"b3": "row", "b4": None})
    other = Target(id="a2", label="Act too", addresses={"b2": None}, aims_at=("elsewhere",))
    made = themes(library, "x", (one, other))
    assert [[target.id for target in tag.targets] for tag in made.choice.tags] == [["a1"]]
    assert made.closed.ties == ((1, "t2"),)
    assert made.opened["t2"].ties == ((1, "b3"), (1, "t3"))
    assert made.inside.tags[0].beliefs == ("b3", "b4")


def test_a_library_without_themes_says_what_to_do(library: Evidence) -> None:
    with pytest.raises(MapError) as caught:
        themes(replace(library, parents={}), "x")
    assert str(caught.value) == (
        "Nothing that is said to lead to 'Label x' belongs to a theme. Draw it with 'map beliefs', or name "
        "themes in the column 'themes' of the table 'subthemes'."
    )


def test_two_runs_give_equal_bytes_and_no_boxes_overlap(library: Evidence) -> None:
    evidence = many(90, 5)
    first, second = (of_themes(themes(evidence, "x"), Details()) for _ in range(2))
    assert first.page() == second.page()
    for scene in (first.scene(), *scenes(first.more["opened"])):
        assert apart(scene)


def test_the_demo_rolls_up_every_belief(demo: tuple[Store, Evidence]) -> None:
    store, evidence = demo
    made = drawing(store.query, evidence, "order-imaging")
    assert made.coverage.startswith("Shows 59 of 59 beliefs in 9 themes and 104 of 104 claims (100 %)")
    for scene in (made.scene(), *scenes(made.more["opened"])):
        assert apart(scene)
        assert len(scene.boxes) <= 40
    assert len(made.more["opened"]) == 9  # type: ignore[arg-type]


def test_the_legend_explains_the_number_of_a_theme_and_no_level_that_is_not_there(library: Evidence) -> None:
    legend: Any = of_themes(themes(library, "x"), Details()).more["legend"]
    assert ("+ 7", "in a theme: 7 beliefs inside; press the theme to open it") in [
        (one["sample"], one["text"]) for one in legend
    ]
    assert legend[-1]["text"].endswith(" A belief in several themes counts in each.")
    # b3 is reported by a review that did not grade it: "none" stands in its box when its theme is opened.
    assert "none: not graded" in legend[-1]["text"]
    counted = replace(library, claims=library.claims[:3], findings={})
    without: Any = of_themes(themes(counted, "x"), Details()).more["legend"]
    assert "CERQual" not in without[-1]["text"]


def test_filters_stand_in_the_sentence(library: Evidence) -> None:
    filters = Filters(without_study=("s9",))
    made: Themes = themes(library, "x", (), filters)
    assert made.choice.coverage.sentence.endswith(filters.describe())
    assert made.choice.filtered


@pytest.mark.parametrize(
    "label", ["Wordswithoutanyblank" * 40, "شكرا جزيلا " * 30 + "😀" * 9, "a " * 200, ""]
)
def test_no_label_leaves_the_box_of_a_theme_or_meets_its_number(library: Evidence, label: str) -> None:
    ends = {**library.ends, **{id_: replace(library.ends[id_], label=label) for id_ in ("t1", "t2", "t3")}}
    made = themes(replace(library, ends=ends), "x")
    for view in (made.closed, *made.opened.values()):
        for box in make(made, view, Details(), Marks(made))[0]:
            if box.kind != "theme":
                continue
            spans = []
            for text in box.texts:
                wide = width(text.words, text.size, bold=text.bold)
                assert wide <= text.limit + 0.01
                assert text.x >= 0
                assert text.x + wide <= box.width
                assert text.size * 0.75 <= text.y <= box.height - 3
                spans.append((text.y, text.x, text.x + wide))
            rows = sorted(spans)
            assert all(one[0] != other[0] or one[2] <= other[1] for one, other in itertools.pairwise(rows))


def test_hostile_labels_stay_text(library: Evidence, hostile_text: str) -> None:
    ends = {id_: replace(end, label=f"{end.label} {hostile_text}") for id_, end in library.ends.items()}
    page = of_themes(themes(replace(library, ends=ends), "x"), Details()).page()
    assert "<script>hacked" not in page

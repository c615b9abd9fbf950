"""Where things stand: nothing through a foreign box, nothing clipped, the same every time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from beliefgraph.errors import MapError
from beliefgraph.graph.evidence import Coding, Quote, Summary
from beliefgraph.maps import boxes as boxing
from beliefgraph.maps.choose import along, around
from beliefgraph.maps.columns import plan
from beliefgraph.maps.details import Details, read_details, read_targets
from beliefgraph.maps.layout import measure, place
from beliefgraph.maps.scene import STUB, Box, Line, PlacedBox, PlacedLine, Scene, line_width
from beliefgraph.maps.score import faults, sample
from beliefgraph.maps.text import width
from beliefgraph.queries.evidence import read_evidence
from beliefgraph.queries.filters import Filters

if TYPE_CHECKING:
    from beliefgraph.graph.evidence import Evidence
    from beliefgraph.graph.store import Store


def box(identifier: str, kind: str = "belief", height: float = 46.0, wide: float = 270.0) -> Box:
    return Box(identifier, kind, wide, height, ())


def line(number: int, start: str, end: str, style: str = "encourages", strength: int = 1) -> Line:
    return Line(f"l{number}", start, end, style, strength=strength, width=line_width(strength), label="+ 1")


def crosses_foreign_box(scene: Scene) -> list[tuple[str, str]]:
    """Look at every line in steps of about 2 px, apart from how the layout itself scores."""
    bad = []
    for placed in scene.lines:
        ways = [sample(placed.points, 60)]
        if placed.stub:
            x, y = placed.points[-1]
            ways.append(np.array([(at, y) for at in np.arange(x, placed.stub[0], 2.0)]))
        for x, y in np.vstack(ways):
            for other in scene.boxes:
                if other.box.id in (placed.line.start, placed.line.end):
                    continue
                inside = other.x < x < other.x + other.box.width and other.y < y < other.y + other.box.height
                if inside:
                    bad.append((placed.line.id, other.box.id))
    return bad


def test_width_grows_with_named_studies_up_to_a_cap() -> None:
    assert [line_width(n) for n in (0, 1, 2, 6, 7, 100)] == pytest.approx([2, 3.6, 5.2, 11.6, 12, 12])


def test_faults_of_lines_that_cross_overlap_and_pass_a_box() -> None:
    straight = sample([(0, 0), (100, 0), (200, 0), (300, 0)])
    falling = sample([(0, -50), (100, -20), (200, 20), (300, 50)])
    beside = sample([(0, 2), (100, 2), (200, 2), (300, 2)])
    corners = {"a": (140.0, -10.0, 160.0, 10.0), "b": (400.0, 0.0, 410.0, 10.0)}
    assert faults([straight, falling], [("b", "b")] * 2, {"b": corners["b"]}, 600).crossings == 1
    found = faults([straight, beside], [("b", "b"), ("a", "b")], corners, 600)
    assert (found.crossings, found.through, found.overlaps) == (0, 1, 1)
    assert found.total == pytest.approx(3 * 0 + 4 * 1 + 2 * 1 + 600 / 60)


def test_cause_stands_left_of_effect_and_lines_touch_their_boxes() -> None:
    scene = place(
        [box("x", "behaviour", 80, 164), box("a"), box("b")], [line(1, "a", "b"), line(2, "b", "x")]
    )
    at = {placed.box.id: placed for placed in scene.boxes}
    assert at["a"].x + 270 < at["b"].x
    assert at["b"].x + 270 < at["x"].x
    first, second = scene.lines
    assert first.points[0][0] == pytest.approx(at["a"].x + 270, abs=1.5)
    assert first.points[-1][0] == pytest.approx(at["b"].x, abs=1.5)
    assert first.stub is None
    # Before a behaviour the last 60 px are straight, with the number in their middle.
    assert second.stub is not None
    assert second.stub == pytest.approx((at["x"].x, second.points[-1][1]), abs=1.5)
    assert second.label_x == pytest.approx(second.stub[0] - STUB / 2)
    assert second.points[-1][0] == pytest.approx(second.stub[0] - STUB)


def test_a_cycle_keeps_the_stronger_line_left_to_right() -> None:
    lines = [line(1, "a", "b", strength=1), line(2, "b", "a", strength=5), line(3, "a", "x", strength=9)]
    made = plan([box("x", "behaviour"), box("a"), box("b")], lines)
    assert made.against == {"l1"}
    assert made.ends(lines[0]) == ("b", "a")
    scene = place([box("x", "behaviour", 80, 164), box("a"), box("b")], lines)
    against = scene.lines[0]
    assert against.points[0][0] > against.points[-1][0]  # the arrow really runs to the left
    assert against.points[0][0] == pytest.approx(next(b.x for b in scene.boxes if b.box.id == "a"), abs=1.5)


def test_a_line_that_runs_backwards_from_a_behaviour_touches_it() -> None:
    lines = [line(1, "x", "a", strength=1), line(2, "a", "x", strength=5)]
    scene = place([box("x", "behaviour", 80, 164), box("a")], lines)
    at = {placed.box.id: placed.x for placed in scene.boxes}
    assert scene.lines[0].points[0][0] == pytest.approx(at["x"], abs=1.5)
    assert scene.lines[0].points[-1][0] == pytest.approx(at["a"] + 270, abs=1.5)
    assert len(scene.lines[0].points) % 3 == 1


def test_a_line_to_itself_and_a_map_without_lines_do_no_harm() -> None:
    scene = place([box("a"), box("b")], [])
    assert len(scene.boxes) == 2
    with pytest.raises(MapError, match="nothing to draw"):
        place([], [])


def test_leaves_fill_columns_strongest_nearest() -> None:
    names = [f"b{n:02}" for n in range(20)]
    lines = [line(n, name, "x", strength=20 - n) for n, name in enumerate(names)]
    made = plan([box("x", "behaviour", 472, 164), *map(box, names)], lines)
    columns = [made.column[name] for name in names]
    assert columns == sorted(columns)
    assert max(columns) > 1
    tallest = max(columns.count(column) for column in set(columns))
    assert tallest <= 10


def test_ports_of_a_behaviour_stand_in_blocks_by_direction() -> None:
    styles = ["encourages", "discourages", "mixed"] * 4
    names = [f"b{n}" for n in range(12)]
    lines = [line(n, name, "x", style) for n, (name, style) in enumerate(zip(names, styles, strict=True))]
    scene = place([box("x", "behaviour", 288, 164), *map(box, names)], lines)
    arriving = [placed.line.style for placed in sorted(scene.lines, key=lambda one: one.points[-1][1])]
    assert arriving == ["discourages"] * 4 + ["mixed"] * 4 + ["encourages"] * 4
    heights = sorted(placed.points[-1][1] for placed in scene.lines)
    assert min(np.diff(heights)) >= 22  # numbers of 12 px never touch
    assert measure(scene).crossings <= 2


def test_equal_input_gives_an_equal_scene_and_small_changes_do_not_matter_to_it() -> None:
    boxes = [box("x", "behaviour", 150, 164), *(box(f"b{n}") for n in range(6))]
    lines = [line(n, f"b{n}", "x") for n in range(6)]
    assert place(boxes, lines) == place(boxes, lines)


@pytest.fixture(scope="module")
def demo_scene(demo: tuple[Store, Evidence]) -> Scene:
    store, evidence = demo
    choice = around(evidence, "order-imaging", read_targets(store.query))
    made, lines = boxing.make(evidence, choice, read_details(store.query, evidence, choice))
    return place(made, lines)


def test_demo_no_line_passes_through_a_foreign_box(demo_scene: Scene) -> None:
    assert len(demo_scene.boxes) == 40
    assert crosses_foreign_box(demo_scene) == []
    assert measure(demo_scene).through == 0


def test_demo_boxes_are_apart_and_everything_is_in_the_frame(demo_scene: Scene) -> None:
    placed = demo_scene.boxes
    for number, one in enumerate(placed):
        assert one.x >= 0
        assert one.y >= 0
        assert one.x + one.box.width <= demo_scene.width
        assert one.y + one.box.height <= demo_scene.height
        for other in placed[number + 1 :]:
            apart_x = one.x + one.box.width <= other.x or other.x + other.box.width <= one.x
            apart_y = one.y + one.box.height <= other.y or other.y + other.box.height <= one.y
            assert apart_x or apart_y, (one.box.id, other.box.id)
    for way in demo_scene.lines:
        curve = sample(way.points)
        assert curve.min() >= 0
        assert curve[:, 0].max() <= demo_scene.width
        assert curve[:, 1].max() <= demo_scene.height


def test_demo_reads_well(demo_scene: Scene) -> None:
    found = measure(demo_scene)
    solid = [way for way in demo_scene.lines if way.line.style != "addresses"]
    evidence = measure(Scene(demo_scene.width, demo_scene.height, demo_scene.boxes, tuple(solid)))
    assert evidence.crossings <= 2
    assert found.crossings <= 6
    assert found.overlaps <= 3


def text_faults(scene: Scene) -> list[str]:
    """Texts that leave their box or meet another text of it."""
    bad = []
    for placed in scene.boxes:
        spans: list[tuple[float, float, float]] = []
        for text in placed.box.texts:
            wide = min(width(text.words, text.size, bold=text.bold), text.limit)
            left = text.x - {"start": 0.0, "middle": wide / 2, "end": wide}[text.anchor]
            inside = left >= 0 and left + wide <= placed.box.width and text.y <= placed.box.height - 3
            if (
                not inside
                or text.y - text.size * 0.75 < 0
                or width(text.words, text.size, bold=text.bold) > text.limit
            ):
                bad.append(text.words)
            for other in spans:
                if other[2] == text.y and left < other[1] and other[0] < left + wide:
                    bad.append(text.words)
            spans.append((left, left + wide, text.y))
    return bad


def test_demo_no_text_is_clipped_or_meets_another(demo_scene: Scene) -> None:
    assert text_faults(demo_scene) == []


def foot(small: Evidence, reported: int, denials: int) -> list[str]:
    """The soft words in the box of "Fear of blame", which several reviews report and studies deny."""
    findings = {
        f"r{n}": replace(
            small.findings["f1"],
            id=f"r{n}",
            reported_studies=1000 + n,
            reported_unit="articles",
            beliefs={"fear": Summary(part="part")},
        )
        for n in range(reported)
    }
    quotes = {f"d{n}": Quote(id=f"d{n}", study=f"x{n}") for n in range(denials)}
    codings = [Coding(quote=quote, belief="fear", contradicts=True) for quote in quotes]
    claims = tuple(claim for claim in small.claims if not claim.findings)
    evidence = replace(
        small,
        claims=claims,
        findings=findings,
        quotes={**small.quotes, **quotes},
        codings=(small.codings[0], *codings),
    )
    scene = place(*boxing.make(evidence, around(evidence, "scan"), Details()))
    assert text_faults(scene) == []
    fear = next(one.box for one in scene.boxes if one.box.texts[0].words == "Fear of blame")
    assert all(text.y <= fear.height - 3 for text in fear.texts)
    return [text.words for text in fear.texts if text.colour == "soft"]


def test_a_denial_stands_in_the_box_where_there_is_room(small: Evidence) -> None:
    assert foot(small, 0, 0) == ["3 studies"]
    assert foot(small, 0, 1) == ["3 studies · denied in 1"]
    # Beside the level there is no room: the level goes to a second line.
    assert foot(small, 1, 12) == ["3 studies (1000* art.) · denied in 12", "Low"]
    # Nor behind the numbers: the denial goes there too.
    assert foot(small, 2, 1)[1:] == ["denied in 1", "Low"]


def test_the_number_in_a_behaviour_says_what_it_counts(small: Evidence) -> None:
    made, _ = boxing.make(small, around(small, "scan"), Details())
    assert made[0].texts[-1].words == "3 studies on its lines"


def test_a_selection_of_the_demo_too(demo: tuple[Store, Evidence]) -> None:
    store, _ = demo
    filters = Filters(country=("Canada",))
    evidence = read_evidence(store.query, filters)
    choice = around(evidence, "order-imaging", read_targets(store.query), filters)
    scene = place(*boxing.make(evidence, choice, read_details(store.query, evidence, choice)))
    assert crosses_foreign_box(scene) == []
    assert text_faults(scene) == []


def test_paths_of_the_demo_too(demo: tuple[Store, Evidence]) -> None:
    store, evidence = demo
    choice = along(evidence, "b-booklet-forget", "order-imaging", read_targets(store.query))
    made, lines = boxing.make(evidence, choice, Details())
    scene = place(made, lines)
    assert crosses_foreign_box(scene) == []
    assert text_faults(scene) == []
    asked = {placed.box.texts[0].words for placed in scene.boxes if placed.box.asked}
    assert asked == {"I forget the booklet", "Order imaging"}


def test_hostile_labels_stay_inside_their_boxes(small: Evidence, texts: Details) -> None:
    long = "Wordswithoutanyblank" * 100
    ends = dict(small.ends)
    ends["fear"] = replace(ends["fear"], label=long)
    ends["calm"] = replace(ends["calm"], label="شكرا جزيلا " * 40 + "😀" * 40)
    ends["scan"] = replace(ends["scan"], label="Order " * 60)
    evidence = replace(small, ends=ends)
    choice = around(evidence, "scan")
    scene = place(*boxing.make(evidence, choice, texts))
    assert text_faults(scene) == []
    assert isinstance(scene.boxes[0], PlacedBox)
    assert isinstance(scene.lines[0], PlacedLine)


def test_dot_says_nothing_on_the_screen(capfd: pytest.CaptureFixture[str]) -> None:
    """Graphviz writes its warnings past Python; boxes with odd and broken sizes must not provoke any."""
    boxes = [box("x", "behaviour", 59, 164), box("a", height=46.5), box("t", "target", 76, 172.4)]
    place(boxes, [line(1, "a", "x"), line(2, "t", "a", "addresses", 0)])
    assert capfd.readouterr() == ("", "")

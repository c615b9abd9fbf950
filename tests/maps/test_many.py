"""Maps of hundreds of boxes: own columns, straight lines, no overlap, the same every time."""

from __future__ import annotations

import random
import time
from itertools import pairwise

import pytest

from beliefgraph.errors import MapError
from beliefgraph.maps.columns import against, natural_columns
from beliefgraph.maps.layout import place
from beliefgraph.maps.many import place_many
from beliefgraph.maps.scene import Box, Line, PlacedBox, Scene, line_width


def box(identifier: str, kind: str = "belief", height: float = 46.0, wide: float = 270.0) -> Box:
    return Box(identifier, kind, wide, height, ())


def line(number: int, start: str, end: str, style: str = "encourages", strength: int = 1) -> Line:
    return Line(
        f"l{number:05}", start, end, style, strength=strength, width=line_width(strength), label="+ 1"
    )


def overlaps(scene: Scene) -> list[tuple[str, str]]:
    """Pairs of boxes that touch, found column by column."""
    columns: dict[float, list[PlacedBox]] = {}
    for placed in scene.boxes:
        columns.setdefault(placed.x, []).append(placed)
    bad = []
    edges = sorted((x, max(p.x + p.box.width for p in held)) for x, held in columns.items())
    for (_, right), (left, _) in pairwise(edges):
        if right > left:
            bad.append((str(right), str(left)))
    for held in columns.values():
        held.sort(key=lambda placed: placed.y)
        for one, other in pairwise(held):
            if one.y + one.box.height > other.y:
                bad.append((one.box.id, other.box.id))
    return bad


def random_map(beliefs: int, seed: int = 1) -> tuple[list[Box], list[Line]]:
    """Beliefs of two heights; two in three lead to one of two behaviours, the others to each other, also in rings."""
    rng = random.Random(seed)
    boxes = [box("x", "behaviour", 1852, 164), box("y", "behaviour", 300, 164)]
    boxes += [box(f"b{n}", height=rng.choice((46.0, 64.0))) for n in range(beliefs)]
    boxes += [box(f"t{n}", "target", 60, 172) for n in range(7)]
    pairs = dict.fromkeys(
        (
            f"b{rng.randrange(beliefs)}",
            rng.choice(("x", "x", "x", "y")) if rng.random() < 0.7 else f"b{rng.randrange(beliefs)}",
        )
        for _ in range(beliefs * 3 // 2)
    )
    lines = [
        line(n, start, end, rng.choice(("encourages", "discourages", "mixed")), rng.randint(0, 9))
        for n, (start, end) in enumerate(pairs)
        if start != end
    ]
    return boxes, [*lines, *(line(90000 + n, f"t{n}", f"b{n * 3}", "addresses", 0) for n in range(7))]


def test_a_chain_by_hand() -> None:
    scene = place_many(
        [box("x", "behaviour", 80, 164), box("a"), box("b")], [line(1, "a", "b"), line(2, "b", "x")]
    )
    at = {placed.box.id: (placed.x, placed.y) for placed in scene.boxes}
    # Margin 12; beliefs of 270 and gaps of 60 px; the belief's middle at the middle of the column of 80 + 9 px.
    assert at == {"a": (12, 29), "b": (342, 29), "x": (672, 12)}
    assert (scene.width, scene.height) == (672 + 164 + 12, 80 + 12 + 12)
    assert scene.large
    first, second = scene.lines
    assert [*first.points] == [(282, 52), (302, 52), (322, 52), (342, 52)]
    assert [*second.points] == [(612, 52), (632, 52), (652, 52), (672, 52)]
    assert first.stub is None
    # The number stands 28 px behind the box that the line comes from.
    assert (first.label_x, first.label_y) == (310, 52)


def test_a_line_that_closes_a_ring_runs_backwards() -> None:
    lines = [line(1, "a", "b", strength=1), line(2, "b", "a", strength=5), line(3, "a", "x", strength=9)]
    scene = place_many([box("x", "behaviour", 80, 164), box("a"), box("b")], lines)
    backwards = scene.lines[0]
    assert backwards.points[0][0] > backwards.points[-1][0]
    at = {placed.box.id: placed.x for placed in scene.boxes}
    assert at["b"] < at["a"] < at["x"]
    assert backwards.points[0][0] == at["a"]
    assert backwards.points[-1][0] == at["b"] + 270


def test_the_strongest_stand_nearest_in_columns_about_as_wide_as_a_screen() -> None:
    names = [f"b{n:03}" for n in range(300)]
    lines = [line(n, name, "x", strength=300 - n) for n, name in enumerate(names)]
    scene = place_many([box("x", "behaviour", 500, 164), *map(box, names)], lines)
    at = {placed.box.id: placed.x for placed in scene.boxes}
    columns = [at[name] for name in names]
    assert columns == sorted(columns, reverse=True)
    assert max(columns) < at["x"]
    assert 1.4 < scene.width / scene.height < 2.4  # a screen of 1400 × 760 is 1.84
    assert overlaps(scene) == []


def test_cause_stands_left_of_effect() -> None:
    boxes, lines = random_map(1000)
    scene = place_many(boxes, lines)
    at = {placed.box.id: placed.x for placed in scene.boxes}
    backwards = against(lines)
    assert [one.line.id for one in scene.lines if at[one.line.start] >= at[one.line.end]] == [
        one.id for one in lines if one.id in backwards
    ]
    assert overlaps(scene) == []
    assert min(placed.y for placed in scene.boxes) >= 0
    assert max(placed.y + placed.box.height for placed in scene.boxes) <= scene.height
    assert max(placed.x + placed.box.width for placed in scene.boxes) <= scene.width


def test_two_runs_give_equal_bytes() -> None:
    assert repr(place_many(*random_map(700))) == repr(place_many(*random_map(700)))


def test_five_thousand_boxes_take_seconds() -> None:
    boxes, lines = random_map(5000)
    began = time.process_time()
    scene = place_many(boxes, lines)
    assert time.process_time() - began < 3
    assert len(scene.boxes) == 5009
    assert overlaps(scene) == []


def test_above_two_hundred_boxes_dot_is_not_asked() -> None:
    names = [f"b{n:03}" for n in range(200)]
    lines = [line(n, name, "x") for n, name in enumerate(names)]
    assert place([box("x", "behaviour", 500, 164), *map(box, names)], lines).large
    assert not place([box("x", "behaviour", 500, 164), *map(box, names[:20])], lines[:20]).large


def test_chains_of_thousands_and_maps_without_lines_do_no_harm() -> None:
    names = [f"b{n:04}" for n in range(3000)]
    lines = [line(n, name, names[n + 1]) for n, name in enumerate(names[:-1])]
    made = natural_columns([*map(box, names)], lines)
    assert [made[name] for name in names] == list(reversed(range(3000)))
    assert overlaps(place_many([*map(box, names)], [])) == []
    with pytest.raises(MapError, match="nothing to draw"):
        place_many([], [])


def test_lines_that_close_a_ring_are_those_that_come_last() -> None:
    # Strongest first: a→b (9), b→c (8), c→d (7); then d→b (3) and d→a (1) would close rings, a→d (2) would not.
    lines = [
        line(1, "d", "b", strength=3),
        line(2, "a", "d", strength=2),
        line(3, "d", "a", strength=1),
        line(4, "c", "d", strength=7),
        line(5, "b", "c", strength=8),
        line(6, "a", "b", strength=9),
    ]
    assert against(lines) == {"l00001", "l00003"}
    assert against([line(1, "a", "a")]) == {"l00001"}

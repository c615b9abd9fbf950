"""Numbers of lines: where they break, and that each stands nearest to its own line."""

from __future__ import annotations

import pytest

from beliefgraph.figures.check import box, meet
from beliefgraph.figures.labels import Placed, label_lines, put
from beliefgraph.figures.sheet import Stroke, Words

PAGE = (0.0, 0.0, 200.0, 100.0)


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("+ 1", ("+ 1",)),
        ("+ 2 (9)", ("+ 2 (9)",)),
        ("± 2 (4; 12)", ("± 2", "(4; 12)")),
        ("+ 3 (9; n.s.; 12*)", ("+ 3", "(9; n.s.;", "12*)")),
        ("+ (9*; n.s.)", ("+ (9*;", "n.s.)")),
        ("", ()),
    ],
)
def test_a_wide_number_breaks_before_its_bracket(label: str, lines: tuple[str, ...]) -> None:
    assert label_lines(label) == lines


def placed(*strokes: Stroke, boxes: tuple[tuple[float, float, float, float], ...] = ()) -> list[Words]:
    numbers = [Placed(f"+ {place}", "encourages", stroke) for place, stroke in enumerate(strokes, 1)]
    found = put(numbers, strokes, boxes, PAGE, beside=False)
    assert found is not None
    return [words for words in found if isinstance(words, Words)]


def test_a_number_stands_above_the_middle_of_its_line() -> None:
    (words,) = placed(Stroke(((20, 50), (100, 50), (180, 50)), width=2))
    left, _, right, bottom = box(words)
    assert (left + right) / 2 == pytest.approx(100)
    # Half of the line, 1, and 2.4 of air.
    assert bottom == pytest.approx(50 - 3.4)


def test_a_number_goes_below_if_a_box_is_above() -> None:
    (words,) = placed(Stroke(((20, 50), (100, 50), (180, 50)), width=2), boxes=((10, 0, 190, 47),))
    assert box(words)[1] == pytest.approx(50 + 3.4)


def test_of_two_lines_close_together_each_has_its_own_side() -> None:
    upper, lower = placed(Stroke(((20, 50), (100, 50), (180, 50))), Stroke(((20, 54), (100, 54), (180, 54))))
    assert upper.y < 50
    assert lower.y > 54
    assert not meet(box(upper), box(lower), 0)


def test_without_room_there_is_none() -> None:
    line = Stroke(((20, 50), (100, 50), (180, 50)))
    number = Placed("+ 1", "encourages", line)
    assert put([number], [line], [(0, 0, 200, 49), (0, 51, 200, 100)], PAGE, beside=False) is None

"""The check of a sheet finds each kind of fault, and nothing in a sheet that is as it should be."""

from __future__ import annotations

import pytest

from beliefgraph.figures.check import box, faults
from beliefgraph.figures.sheet import Item, Shape, Sheet, Stroke, Words

A = Shape("a", 10, 10, 60, 20)
B = Shape("b", 120, 10, 60, 20)


def found(*items: Item) -> list[str]:
    return faults(Sheet(200, 100, items, "", "", "", ""))


def test_a_good_sheet_has_no_faults() -> None:
    assert (
        found(
            A,
            B,
            Words(14, 23, "claim", owner="a"),
            Words(150, 23, "scan", anchor="middle", owner="b"),
            Stroke(((70, 20), (120, 20)), ends=("a", "b"), head="triangle"),
            Words(84, 15, "+ 1"),
        )
        == []
    )


def test_a_text_takes_room_above_and_below_its_baseline() -> None:
    # "ll" in DejaVu Sans: 2 × 0.2778 em = 5.56 at 10 pt; 7.6 above, 2.2 below.
    assert box(Words(50, 20, "ll", 10, anchor="end")) == pytest.approx((44.44, 12.4, 50, 22.2), abs=0.01)


@pytest.mark.parametrize(
    ("items", "fault"),
    [
        ((Words(10, 50, "one"), Words(20, 53, "other")), "texts 'one' and 'other' overlap"),
        ((Words(190, 50, "outside"),), "text 'outside' leaves the page"),
        ((Words(10, 3, "high"),), "text 'high' leaves the page"),
        ((Shape("far", 150, 90, 30, 20),), "shape 'far' leaves the page"),
        ((Stroke(((10, 50), (10, 120))),), "the line from 10, 50 to 10, 120 leaves the page"),
        ((A, Words(60, 23, "across")), "text 'across' crosses an edge of 'a'"),
        (
            (A, Words(14, 23, "much too long a text", owner="a")),
            "text 'much too long a text' leaves its shape 'a'",
        ),
        ((Words(10, 50, "lost", owner="x"),), "text 'lost' belongs to 'x', which is not on the sheet"),
        ((A, Stroke(((0, 20), (100, 20)))), "the line from 0, 20 to 100, 20 runs through 'a'"),
        (
            (A, B, Stroke(((0, 20), (120, 20)), ends=("b",))),
            "the line from 0, 20 to 120, 20 runs through 'a'",
        ),
        (
            (Words(50, 50, "word"), Stroke(((0, 47), (100, 48)))),
            "the line from 0, 47 to 100, 48 runs through the text 'word'",
        ),
        # A curve whose ends lie clear of the shape, and whose belly does not.
        (
            (A, Stroke(((5, 60), (30, 0), (50, 0), (75, 60)), curve=True)),
            "the line from 5, 60 to 75, 60 runs through 'a'",
        ),
        ((Words(10, 50, "tiny", 7.5),), "text 'tiny' is 7.5 pt, less than 8"),
        ((Stroke(((10, 50), (20, 50)), width=0.3),), "a line is 0.3 pt wide, less than 0.5"),
        ((Shape("hair", 10, 50, 9, 9, stroke=0.2),), "a line is 0.2 pt wide, less than 0.5"),
    ],
)
def test_each_fault_is_found_and_nothing_else(items: tuple[Item, ...], fault: str) -> None:
    assert found(*items) == [fault]


def test_things_may_touch() -> None:
    assert found(A, Stroke(((10, 30), (70, 30)))) == []
    assert found(A, Words(40, 38, "below", anchor="middle")) == []
    assert found(Words(10, 50, "one"), Words(10, 60, "other")) == []


def test_an_unseen_shape_is_no_obstacle() -> None:
    assert found(Shape("room", 10, 10, 60, 20, line=""), Stroke(((0, 20), (100, 20)))) == []

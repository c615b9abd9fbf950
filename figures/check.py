"""What is wrong with the geometry of a sheet, found before anybody prints it.

Texts that overlap, that leave the page or the shape they stand in, or that cross the edge of another shape;
strokes that run through a shape or a text they have nothing to do with; text or lines too small for print.
"""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING, TypeAlias

from .sheet import SMALLEST, THINNEST, text_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .outlines import Point
    from .sheet import Shape, Sheet, Stroke, Words

Box: TypeAlias = "tuple[float, float, float, float]"
"""Left, top, right, bottom."""

TOUCH = 0.3
"""Distance in pt by which things may meet without a fault."""
SPILL = 1.0
"""Distance in pt by which a text may leave its own shape."""
ABOVE, BELOW = 0.76, 0.22
"""Height of letters above and below the baseline, in parts of the size."""
PARTS = 24
"""Straight pieces that stand for one part of a curve."""
NARROWER = {"circle", "diamond", "hexagon", "triangle"}
"""Forms that are narrower than their box: a letter in one may stand anywhere in the box."""


def faults(sheet: Sheet) -> list[str]:
    """Return a sentence for every fault; none for a sheet that can be printed."""
    texts = [(words, box(words)) for words in sheet.words if words.text.strip()]
    shapes = [shape for shape in sheet.shapes if shape.fill or shape.line or shape.hatch]
    return [
        *_too_small(sheet),
        *_outside(sheet, texts),
        *_overlaps(texts),
        *_edges(texts, shapes, {shape.id: shape for shape in sheet.shapes}),
        *_strokes(sheet.strokes, shapes, texts),
    ]


def box(words: Words) -> Box:
    """Return the room that a text takes."""
    wide = text_width(words.text, words.size, words.bold)
    left = words.x - {"start": 0.0, "middle": wide / 2, "end": wide}[words.anchor]
    return left, words.y - ABOVE * words.size, left + wide, words.y + BELOW * words.size


def _too_small(sheet: Sheet) -> Iterator[str]:
    for words in sheet.words:
        if words.size < SMALLEST:
            yield f"text {_said(words)} is {words.size:g} pt, less than {SMALLEST:g}"
    drawn = (shape.stroke for shape in sheet.shapes if shape.line)
    for width in (*(stroke.width for stroke in sheet.strokes), *drawn):
        if width < THINNEST:
            yield f"a line is {width:g} pt wide, less than {THINNEST:g}"


def _outside(sheet: Sheet, texts: Sequence[tuple[Words, Box]]) -> Iterator[str]:
    page = (0.0, 0.0, sheet.width, sheet.height)
    for words, room in texts:
        if not within(room, page, TOUCH):
            yield f"text {_said(words)} leaves the page"
    for shape in sheet.shapes:
        if not within(_corners(shape), page, TOUCH):
            yield f"shape '{shape.id}' leaves the page"
    for stroke in sheet.strokes:
        if any(not within((x, y, x, y), page, TOUCH) for x, y in way(stroke)):
            yield f"{_line(stroke)} leaves the page"


def _overlaps(texts: Sequence[tuple[Words, Box]]) -> Iterator[str]:
    for (one, room), (other, place) in combinations(texts, 2):
        if meet(room, place, TOUCH):
            yield f"texts {_said(one)} and {_said(other)} overlap"


def _edges(
    texts: Sequence[tuple[Words, Box]], shapes: Sequence[Shape], known: dict[str, Shape]
) -> Iterator[str]:
    for words, room in texts:
        own = known.get(words.owner)
        if words.owner and own is None:
            yield f"text {_said(words)} belongs to '{words.owner}', which is not on the sheet"
        if own is not None and own.form not in NARROWER and not within(room, _corners(own), SPILL):
            yield f"text {_said(words)} leaves its shape '{own.id}'"
        for shape in shapes:
            around = _corners(shape)
            if shape is not own and meet(room, around, TOUCH) and not within(room, around, TOUCH):
                yield f"text {_said(words)} crosses an edge of '{shape.id}'"


def _strokes(
    strokes: Sequence[Stroke], shapes: Sequence[Shape], texts: Sequence[tuple[Words, Box]]
) -> Iterator[str]:
    for stroke in strokes:
        parts = list(pairwise(way(stroke)))
        own = {stroke.owner, *stroke.ends} - {""}
        for shape in shapes:
            if shape.id not in own and _passes(parts, _corners(shape)):
                yield f"{_line(stroke)} runs through '{shape.id}'"
        for words, room in texts:
            half = stroke.width / 2
            around = (room[0] - half, room[1] - half, room[2] + half, room[3] + half)
            if words.owner not in own and _passes(parts, around):
                yield f"{_line(stroke)} runs through the text {_said(words)}"


def way(stroke: Stroke) -> list[Point]:
    """Return a stroke as straight pieces."""
    if not stroke.curve:
        return [*stroke.points]
    found = [stroke.points[0]]
    for start in range(0, len(stroke.points) - 1, 3):
        one, two, three, four = stroke.points[start : start + 4]
        for part in range(1, PARTS + 1):
            t = part / PARTS
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            held = (one, two, three, four)
            found.append(
                (
                    sum(weight * x for weight, (x, _) in zip(weights, held, strict=True)),
                    sum(weight * y for weight, (_, y) in zip(weights, held, strict=True)),
                )
            )
    return found


def _passes(parts: Sequence[tuple[Point, Point]], around: Box) -> bool:
    """Tell whether any straight piece enters a box by more than a touch."""
    left, top, right, bottom = around
    inner = (left + TOUCH, top + TOUCH, right - TOUCH, bottom - TOUCH)
    return inner[0] < inner[2] and inner[1] < inner[3] and any(cuts(*part, inner) for part in parts)


def cuts(start: Point, end: Point, around: Box) -> bool:
    """Tell whether a straight line has a part within a box, by Liang and Barsky's clipping."""
    first, last = 0.0, 1.0
    for axis in (0, 1):
        least, most = around[axis], around[axis + 2]
        step = end[axis] - start[axis]
        if abs(step) < 1e-9:
            if not least < start[axis] < most:
                return False
            continue
        near, far = sorted(((least - start[axis]) / step, (most - start[axis]) / step))
        first, last = max(first, near), min(last, far)
    return first < last


def meet(one: Box, other: Box, by: float) -> bool:
    """Tell whether two boxes overlap by more than ``by``."""
    return (
        one[0] + by < other[2]
        and other[0] + by < one[2]
        and one[1] + by < other[3]
        and other[1] + by < one[3]
    )


def within(inner: Box, outer: Box, by: float) -> bool:
    """Tell whether a box lies within another, give or take ``by``."""
    return (
        inner[0] >= outer[0] - by
        and inner[1] >= outer[1] - by
        and inner[2] <= outer[2] + by
        and inner[3] <= outer[3] + by
    )


def _corners(shape: Shape) -> Box:
    return shape.x, shape.y, shape.x + shape.width, shape.y + shape.height


def _said(words: Words) -> str:
    return f"'{words.text}'"


def _line(stroke: Stroke) -> str:
    (x, y), (right, down) = stroke.points[0], stroke.points[-1]
    return f"the line from {x:.0f}, {y:.0f} to {right:.0f}, {down:.0f}"

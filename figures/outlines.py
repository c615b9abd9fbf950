"""The forms of shapes as paths: lines and curves, known to no drawing library."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .sheet import Shape

Point: TypeAlias = "tuple[float, float]"
Way: TypeAlias = "tuple[tuple[str, tuple[Point, ...]], ...]"
"""Letters as in SVG with their points: M and L one, C three, Z none."""

ROUND = 4.0
"""Radius in pt of the corners of a round shape."""
POINT = 7.0
"""Part of a tag's width that its tip takes, in pt."""
FOLD = 6.0
"""Side of the folded corner of a document, in pt."""
_ARC = 0.5523
"""Distance of control points that make a curve a quarter of a circle."""


def outline(shape: Shape) -> Way:
    """Return the path of a shape."""
    return _FORMS[shape.form](shape.x, shape.y, shape.width, shape.height)


def polygon(*corners: Point) -> Way:
    """Return the closed path through some corners."""
    first, *rest = corners
    return (("M", (first,)), *(("L", (corner,)) for corner in rest), ("Z", ()))


def _rect(x: float, y: float, width: float, height: float) -> Way:
    return polygon((x, y), (x + width, y), (x + width, y + height), (x, y + height))


def _round(x: float, y: float, width: float, height: float) -> Way:
    return _rounded(x, y, width, height, min(ROUND, width / 2, height / 2))


def _pill(x: float, y: float, width: float, height: float) -> Way:
    return _rounded(x, y, width, height, min(width, height) / 2)


def _rounded(x: float, y: float, width: float, height: float, radius: float) -> Way:
    right, bottom, near = x + width, y + height, radius * (1 - _ARC)
    return (
        ("M", ((x + radius, y),)),
        ("L", ((right - radius, y),)),
        ("C", ((right - near, y), (right, y + near), (right, y + radius))),
        ("L", ((right, bottom - radius),)),
        ("C", ((right, bottom - near), (right - near, bottom), (right - radius, bottom))),
        ("L", ((x + radius, bottom),)),
        ("C", ((x + near, bottom), (x, bottom - near), (x, bottom - radius))),
        ("L", ((x, y + radius),)),
        ("C", ((x, y + near), (x + near, y), (x + radius, y))),
        ("Z", ()),
    )


def _circle(x: float, y: float, width: float, height: float) -> Way:
    across, down = width / 2, height / 2
    left, top, right, bottom = x, y, x + width, y + height
    middle, centre = x + across, y + down
    over, under = across * _ARC, down * _ARC
    return (
        ("M", ((middle, top),)),
        ("C", ((middle + over, top), (right, centre - under), (right, centre))),
        ("C", ((right, centre + under), (middle + over, bottom), (middle, bottom))),
        ("C", ((middle - over, bottom), (left, centre + under), (left, centre))),
        ("C", ((left, centre - under), (middle - over, top), (middle, top))),
        ("Z", ()),
    )


def _tag(x: float, y: float, width: float, height: float) -> Way:
    right, tip = x + width, min(POINT, width / 3)
    return polygon(
        (x, y), (right - tip, y), (right, y + height / 2), (right - tip, y + height), (x, y + height)
    )


def _diamond(x: float, y: float, width: float, height: float) -> Way:
    middle, centre = x + width / 2, y + height / 2
    return polygon((middle, y), (x + width, centre), (middle, y + height), (x, centre))


def _document(x: float, y: float, width: float, height: float) -> Way:
    fold = min(FOLD, width / 3, height / 3)
    right = x + width
    page = polygon((x, y), (right - fold, y), (right, y + fold), (right, y + height), (x, y + height))
    return (
        *page,
        ("M", ((right - fold, y),)),
        ("L", ((right - fold, y + fold),)),
        ("L", ((right, y + fold),)),
    )


def _hexagon(x: float, y: float, width: float, height: float) -> Way:
    right, side, centre = x + width, width / 4, y + height / 2
    return polygon(
        (x, centre),
        (x + side, y),
        (right - side, y),
        (right, centre),
        (right - side, y + height),
        (x + side, y + height),
    )


def _triangle(x: float, y: float, width: float, height: float) -> Way:
    return polygon((x + width / 2, y), (x + width, y + height), (x, y + height))


_FORMS: Mapping[str, Callable[[float, float, float, float], Way]] = {
    "rect": _rect,
    "round": _round,
    "tag": _tag,
    "pill": _pill,
    "circle": _circle,
    "diamond": _diamond,
    "document": _document,
    "hexagon": _hexagon,
    "triangle": _triangle,
}

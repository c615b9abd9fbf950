"""How good a drawing is: crossings, lines through boxes, lines on top of each other.

Counted on the curves themselves, not on straight lines between boxes. Lines run from left to right, so
each is read as a height over x on one grid, and all pairs are compared at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

Floats: TypeAlias = "NDArray[np.float64]"
Point: TypeAlias = "tuple[float, float]"

GRID = 6.0
"""Step in px at which heights are compared."""
TOUCH = 4.0
"""Two lines nearer than this, in px, over three steps lie on top of each other."""
SAMPLES = 12
"""Points read from every part of a curve."""


@dataclass(frozen=True, slots=True)
class Faults:
    """What is wrong with a drawing; ``total`` weighs it, lower is better."""

    crossings: int
    through: int
    """Pairs of a line and a box that is not at its end and that it passes through."""
    overlaps: int
    height: float

    @property
    def total(self) -> float:
        """Return 3 × crossings + 4 × lines through boxes + 2 × overlaps + height / 60 px."""
        return 3 * self.crossings + 4 * self.through + 2 * self.overlaps + self.height / 60


def sample(points: Sequence[Point], samples: int = SAMPLES) -> Floats:
    """Return points on a cubic Bézier curve of 3 n + 1 points, as rows (x, y) from start to end."""
    given = np.asarray(points, dtype=np.float64)
    starts, firsts, seconds, ends = given[0:-1:3], given[1::3], given[2::3], given[3::3]
    t = np.linspace(0, 1, samples, endpoint=False)[None, :, None]
    curve = (
        (1 - t) ** 3 * starts[:, None]
        + 3 * (1 - t) ** 2 * t * firsts[:, None]
        + 3 * (1 - t) * t**2 * seconds[:, None]
        + t**3 * ends[:, None]
    )
    return np.vstack([curve.reshape(-1, 2), given[-1:]])


def through(curve: Floats, box: tuple[float, float, float, float], margin: float = 0.0) -> bool:
    """Tell whether sampled points lie inside a box (left, top, right, bottom), ``margin`` px from its edge."""
    left, top, right, bottom = box
    x, y = curve[:, 0], curve[:, 1]
    inside = (x > left + margin) & (x < right - margin) & (y > top + margin) & (y < bottom - margin)
    return bool(inside.any())


def faults(
    curves: Sequence[Floats],
    ends: Sequence[tuple[str, str]],
    boxes: dict[str, tuple[float, float, float, float]],
    height: float,
) -> Faults:
    """Count what is wrong. ``ends`` names the boxes that each curve may touch."""
    passing = sum(
        through(curve, corner)
        for curve, own in zip(curves, ends, strict=True)
        for name, corner in boxes.items()
        if name not in own
    )
    crossings, overlaps = _pairs(curves)
    return Faults(crossings, passing, overlaps, height)


def _pairs(curves: Sequence[Floats]) -> tuple[int, int]:
    if not curves:
        return 0, 0
    right = max(float(curve[:, 0].max()) for curve in curves)
    grid = np.arange(0.0, right + GRID, GRID)
    heights = np.vstack(
        [
            # A curve may turn back a little beside a box; np.interp needs x that never falls.
            np.interp(grid, np.maximum.accumulate(curve[:, 0]), curve[:, 1], left=np.nan, right=np.nan)
            for curve in curves
        ]
    )
    first, second = np.triu_indices(len(curves), 1)
    apart = heights[first] - heights[second]
    with np.errstate(invalid="ignore"):
        above = np.sign(apart)
        near = np.abs(apart) < TOUCH
    crossings = int((above[:, :-1] * above[:, 1:] < 0).sum())
    along = near[:, :-2] & near[:, 1:-1] & near[:, 2:]
    return crossings, int(along.any(axis=1).sum())

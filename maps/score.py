"""How good a drawing is: crossings, lines through boxes, lines on top of each other.

Counted on the curves themselves, not on straight lines between boxes. Lines run from left to right, so
each is read as a height over x on one grid, and all pairs are compared at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

Floats: TypeAlias = "NDArray[np.float64]"
Point: TypeAlias = "tuple[float, float]"
Corners: TypeAlias = "tuple[float, float, float, float]"
"""Left, top, right and bottom of a box."""

GRID = 8.0
"""Step in px at which heights are compared."""
TOUCH = 4.0
"""Two lines nearer than this, in px, over three steps of the grid lie on top of each other."""
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


def passed(curve: Floats, corners: Floats) -> NDArray[np.bool_]:
    """Return for each box (a row left, top, right, bottom) whether the curve has a point inside of it."""
    x, y = curve[:, :1], curve[:, 1:]
    left, top, right, bottom = corners.T
    inside: NDArray[np.bool_] = (x > left) & (x < right) & (y > top) & (y < bottom)
    found: NDArray[np.bool_] = np.any(inside, axis=0)
    return found


def faults(
    curves: Sequence[Floats], ends: Sequence[tuple[str, str]], boxes: Mapping[str, Corners], height: float
) -> Faults:
    """Count what is wrong. ``ends`` names the boxes that each curve may touch."""
    place = {box: number for number, box in enumerate(boxes)}
    corners = np.array(list(boxes.values()), dtype=np.float64)
    through = 0
    for curve, own in zip(curves, ends, strict=True):
        inside = passed(curve, corners)
        inside[[place[box] for box in own]] = False
        through += int(inside.sum())
    crossings, overlaps = _pairs(curves)
    return Faults(crossings, through, overlaps, height)


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

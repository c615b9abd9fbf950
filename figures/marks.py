"""The print grammar of lines and letters: one direction, one look, in every figure.

Direction shows four times: sign, dash, head and colour. Take any three away and it still reads. A line with
studies that can be named is solid and as wide as they are many; one that is only reported as a number is hollow.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from ..maps import words
from .sheet import Shape, Stroke, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .sheet import Item

DASH: Mapping[str, tuple[float, ...]] = MappingProxyType(
    {
        "encourages": (),
        "discourages": (5.0, 3.0),
        "mixed": (7.0, 2.2, 1.8, 2.2),
        "addresses": (0.1, 2.6),
    }
)
"""Lengths in pt of what is drawn and left out in turn."""
HEAD: Mapping[str, str] = MappingProxyType(
    {"encourages": "triangle", "discourages": "bar", "mixed": "both", "addresses": ""}
)
HOLLOW, TIE = 3.2, 1.2
"""Widths in pt of a hollow line, and of the dots between a target and a belief."""
THICKEST = 6.0
"""Width in pt above which no line gets, however many studies there are."""
LETTER = 8.0
"""Size of a role's letter."""
FORM: Mapping[str, tuple[str, float, float]] = MappingProxyType(
    {
        "clinician": ("rect", 10.0, 10.0),
        "patient": ("circle", 12.0, 12.0),
        "carer": ("diamond", 14.0, 14.0),
        "public": ("hexagon", 14.0, 11.0),
        "other": ("triangle", 15.0, 13.0),
    }
)
"""Of each role: the shape of its letter, its width and its height in pt."""


def thickness(named: int) -> float:
    """Return the width in pt of a line with so many named studies: 1.1 + 0.9 each, at most 6.

    >>> [round(thickness(n), 1) for n in (1, 2, 9)]
    [2.0, 2.9, 6.0]
    """
    return min(1.1 + 0.9 * named, THICKEST)


def line(
    points: tuple[tuple[float, float], ...],
    style: str,
    named: int,
    *,
    curve: bool = False,
    headed: bool = True,
    ends: tuple[str, ...] = (),
) -> Stroke:
    """Return a line of a style (a direction, or ``addresses``) with so many named studies; hollow without any."""
    tie = style == "addresses"
    return Stroke(
        points=points,
        colour="outline" if tie else style,
        width=TIE if tie else thickness(named) if named else HOLLOW,
        dash=DASH[style],
        curve=curve,
        hollow=not tie and not named,
        head=HEAD[style] if headed else "",
        ends=ends,
    )


def badges(roles: Iterable[str], x: float, middle: float, owner: str) -> tuple[list[Item], float]:
    """Return the letters of roles in their shapes, from ``x`` on around the height ``middle``, and where they end."""
    held = set(roles)
    items: list[Item] = []
    for role in (role for role in words.LETTER if role in held):
        form, wide, tall = FORM[role]
        name = f"{owner}-{role}"
        # The letter of a triangle stands low, where it is wide.
        low = 1.6 if form == "triangle" else 0.0
        items += [
            Shape(name, x, middle - tall / 2, wide, tall, form, "", "soft", 0.7),
            Words(
                x + wide / 2,
                middle + LETTER * 0.36 + low,
                words.LETTER[role],
                LETTER,
                True,
                "soft",
                "middle",
                name,
            ),
        ]
        x += wide + 3.0
    return items, x

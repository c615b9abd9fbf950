"""The colours of maps and figures, and how their contrast is measured.

Okabe-Ito hues, darkened where text needs it. No colour ever carries a meaning alone: direction is also a
sign, a dash and an arrow head, so a map stays readable in greyscale and for every kind of colour vision.
There is deliberately no colour for themes: a fourth meaning of colour would break the first three.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LIGHT: Mapping[str, str] = MappingProxyType(
    {
        "page": "#FAFAF7",
        "box": "#FFFFFF",
        "ink": "#1B2530",
        "soft": "#4F5B66",
        "outline": "#5B6670",
        "rule": "#C9CFD4",
        "tag": "#EDF0F2",
        "encourages": "#0072B2",
        "discourages": "#B34700",
        "mixed": "#7D3C68",
        "behaviour": "#14324A",
        "behaviour_text": "#FFFFFF",
        "focus": "#E69F00",
    }
)
"""Colours by use, for a light page. ``rule`` only separates parts of the page and says nothing."""

DARK: Mapping[str, str] = MappingProxyType(
    {
        "page": "#12181F",
        "box": "#202A34",
        "ink": "#ECEFF2",
        "soft": "#B4BEC8",
        "outline": "#A9B4BE",
        "rule": "#3A4651",
        "tag": "#2A343E",
        "encourages": "#56B4E9",
        "discourages": "#F2A05C",
        "mixed": "#DA95BB",
        "behaviour": "#D9E6F0",
        "behaviour_text": "#12181F",
        "focus": "#F0E442",
    }
)
"""The same uses for a dark page."""


def luminance(colour: str) -> float:
    """Return the relative luminance of a ``#RRGGBB`` colour, from 0 (black) to 1 (white).

    Defined by WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance

    >>> luminance("#FFFFFF")
    1.0
    """
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 (equal) to 21 (black on white).

    WCAG asks for 4.5 for text and 3 for lines and outlines,
    https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio

    >>> round(contrast("#000000", "#FFFFFF"), 3)
    21.0
    """
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

"""How wide the letters of figures are: DejaVu Sans, which matplotlib brings and which is embedded.

One font on every machine, so that equal data gives equal files. Its tables are read without importing
matplotlib, since a figure is laid out long before it is written.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import MapError

if TYPE_CHECKING:
    from collections.abc import Mapping

FAMILY = "DejaVu Sans"
"""The font that draws every text of a figure."""


def em(character: str, bold: bool = False) -> float:
    """Return the width of a character in em (1 = the size of the text); 0 for one that only marks another.

    A character that the font does not have is drawn as an empty frame, and is as wide as that.
    """
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0.0
    widths = _widths(bold)
    return widths.get(ord(character), widths[-1])


def has(character: str, bold: bool = False) -> bool:
    """Return whether the font has this character."""
    return ord(character) in _widths(bold)


def folder() -> Path:
    """Return the folder of the font files.

    Raises
    ------
    MapError
        If matplotlib is not installed.
    """
    found = find_spec("matplotlib")
    if found is None or found.origin is None:
        raise MapError(
            'A figure needs matplotlib, which is not installed. Install it with "pip install matplotlib".'
        )
    return Path(found.origin).parent / "mpl-data" / "fonts" / "ttf"


@cache
def _widths(bold: bool) -> Mapping[int, float]:
    """Read the widths: code point to width in em; -1 stands for every character the font lacks."""
    from fontTools.ttLib import TTFont

    with TTFont(folder() / ("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"), lazy=True) as font:
        units = font["head"].unitsPerEm
        advances = font["hmtx"].metrics
        widths = {code: advances[glyph][0] / units for code, glyph in font.getBestCmap().items()}
        widths[-1] = advances[".notdef"][0] / units
        return widths

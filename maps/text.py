"""How wide text will be, and where labels break: worked out here, before any browser sees them.

Boxes have a fixed size in the layout, so the text must be measured with the font that will draw it.
Helvetica's published widths serve for Helvetica, Arial and Liberation Sans, which share them; DejaVu Sans
serves for the rest of Unicode. Both tables come with matplotlib, whose files are read without importing it.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import MapError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

UNKNOWN_WIDTH = 1.0
"""Width in em of a character neither font has (Chinese, Japanese, Korean: one em in every font)."""
EMOJI_WIDTH = 1.3
"""Width in em of an emoji; colour fonts draw them a little wider than one em."""
ELLIPSIS = "…"


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of one line of text in the unit of ``size`` (px in, px out); 0 for no text."""
    return sum(_em(character, bold) for character in text) * size


def wrap(
    text: str,
    limit: float,
    size: float,
    *,
    bold: bool = False,
    most: int = 4,
    measure: Callable[[str, float, bool], float] | None = None,
) -> tuple[str, ...]:
    """Break a label into lines no wider than ``limit``, as evenly filled as they can be.

    White space of any kind is one blank. A word wider than a line is broken between characters. Text
    that needs more than ``most`` lines ends in an ellipsis; who shows it keeps the whole label elsewhere.
    Returns one empty line for empty text. ``measure`` (text, size, bold) is for who draws with another font.
    """

    def wide_as(line: str) -> float:
        return width(line, size, bold=bold) if measure is None else measure(line, size, bold)

    words = text.split()
    lines = _fill(words, limit, wide_as)
    if len(lines) > most:
        return (*lines[: most - 1], _shortened(lines[most - 1], limit, wide_as))
    # Evenly filled, but never by breaking a word that could stay whole.
    narrow, wide = max((one for word in words if (one := wide_as(word)) <= limit), default=0.0), limit
    while wide - narrow > 1:
        middle = (narrow + wide) / 2
        tried = _fill(words, middle, wide_as)
        if len(tried) > len(lines) or any(wide_as(line) > middle for line in tried):
            narrow = middle
        else:
            wide, lines = middle, tried
    return tuple(lines)


def _shortened(line: str, limit: float, wide_as: Callable[[str], float]) -> str:
    """End a line in an ellipsis: after a whole word if there is one, else within the word."""
    while line and wide_as(line + ELLIPSIS) > limit:
        line = line.rsplit(" ", 1)[0] if " " in line else line[:-1]
    return line + ELLIPSIS


def _fill(words: Sequence[str], limit: float, wide_as: Callable[[str], float]) -> list[str]:
    lines = [""]
    for word in words:
        longer = f"{lines[-1]} {word}".strip()
        if wide_as(longer) <= limit:
            lines[-1] = longer
            continue
        pieces = _pieces(word, limit, wide_as)
        if not lines[-1]:
            lines.pop()
        lines.extend(pieces)
    return lines


def _pieces(word: str, limit: float, wide_as: Callable[[str], float]) -> list[str]:
    """Cut a word that is wider than a line; marks stay with the character they belong to."""
    pieces = [""]
    for character in word:
        fits = wide_as(pieces[-1] + character) <= limit
        if fits or not pieces[-1] or _is_mark(character):
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in {"Mn", "Me", "Cf"}


@cache
def _em(character: str, bold: bool) -> float:
    known = _helvetica(bold).get(ord(character))
    if known is not None:
        return known
    if _is_mark(character):
        return 0.0
    if ord(character) >= 0x1F000:
        return EMOJI_WIDTH
    return _dejavu(bold).get(ord(character), UNKNOWN_WIDTH)


def _font_folder() -> Path:
    found = find_spec("matplotlib")
    if found is None or found.origin is None:
        raise MapError(
            "A map needs the font tables that come with matplotlib, which is not installed. "
            'Install it with "pip install matplotlib".'
        )
    return Path(found.origin).parent / "mpl-data" / "fonts"


@cache
def _helvetica(bold: bool) -> Mapping[int, float]:
    """Read the Adobe font metrics of Helvetica: code point to width in em."""
    from fontTools.agl import AGL2UV

    path = _font_folder() / "afm" / ("phvb8a.afm" if bold else "phvr8a.afm")
    widths: dict[int, float] = {0x00A0: 0.278}
    for line in path.read_text(encoding="ascii").splitlines():
        if line.startswith("C "):
            # "C 65 ; WX 722 ; N A ; B 14 0 654 718 ;": code, width in thousandths, glyph name, bounds
            fields = dict(part.split(maxsplit=1) for part in line.split(";")[:3])
            if fields["N"].strip() in AGL2UV:
                widths[AGL2UV[fields["N"].strip()]] = float(fields["WX"]) / 1000
    return widths


@cache
def _dejavu(bold: bool) -> Mapping[int, float]:
    """Read the widths of DejaVu Sans: code point to width in em."""
    from fontTools.ttLib import TTFont

    path = _font_folder() / "ttf" / ("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf")
    with TTFont(path, lazy=True) as font:
        units = font["head"].unitsPerEm
        advances = font["hmtx"].metrics
        return {code: advances[glyph][0] / units for code, glyph in font.getBestCmap().items()}

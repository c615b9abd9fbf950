"""Running text of a figure: paragraphs, and the sentences that figures share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..maps import words
from .sheet import SMALLEST, Words, text_width, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_BLANKS = re.compile("[^\\S\u00a0]+")
MM = 72 / 25.4
"""Points in a millimetre."""
TALLEST = 230 * MM
"""Height in pt that no figure passes: that of a journal's page."""
NARROW = 130 * MM
"""Width in pt below which a figure has one column's room."""
PITCH = 10.5
"""From one line of text of 8 pt to the next."""
RISE = 7.6
"""From the top of a line of 8 pt to its baseline."""
SIGNS = (
    ("encourages", "+ encourages"),
    ("discourages", "− discourages"),
    ("mixed", "± mixed: claims both ways"),
)


def column(
    lines: Sequence[str],
    x: float,
    top: float,
    *,
    bold: bool = False,
    colour: str = "ink",
    anchor: str = "start",
    owner: str = "",
) -> list[Words]:
    """Return lines of 8 pt under each other; the first begins at ``top``."""
    return [
        Words(x, top + RISE + PITCH * number, line, SMALLEST, bold, colour, anchor, owner)
        for number, line in enumerate(lines)
        if line
    ]


def filled(text: str, limit: float, *, bold: bool = False) -> tuple[str, ...]:
    """Break running text into lines as full as they can be; nothing is left out. No line for no text.

    A no-break space is kept.
    """
    lines: list[str] = []
    for word in filter(None, _BLANKS.split(text)):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, SMALLEST, bold) <= limit:
            lines[-1] = longer
        elif text_width(word, SMALLEST, bold) <= limit:
            lines.append(word)
        else:
            lines += wrapped(word, limit, SMALLEST, bold, most=len(word))
    return tuple(lines)


def sentences(parts: Iterable[str]) -> str:
    """Return the parts that are not empty as one text."""
    return " ".join(part for part in parts if part)


def letters(roles: Iterable[str]) -> str:
    """Return who holds a belief as letters, in the order of the badges: "C, P"."""
    held = set(roles)
    return ", ".join(letter for role, letter in words.LETTER.items() if role in held)


def spelled(roles: Iterable[str]) -> str:
    """Return what the letters stand for, for a key: "C clinicians, P patients"."""
    held = set(roles)
    return ", ".join(
        f"{letter} {words.SEVERAL[role]}" for role, letter in words.LETTER.items() if role in held
    )


def signs(directions: Iterable[str | None]) -> str:
    """Return what the signs in use stand for, for a key."""
    held = set(directions)
    return ", ".join(meaning for direction, meaning in SIGNS if direction in held)


def judged(levels: Iterable[str], *, filtered: bool) -> str:
    """Return the sentence of a key on CERQual words; empty if none is on the figure."""
    shown = {level for several in levels for level in several.split("; ") if level}
    if not shown:
        return ""
    whole = (
        ": as each review judged its whole finding, not this selection"
        if filtered
        else ", as each review judged it"
    )
    none = "; none: not graded" if "none" in shown else ""
    return f"CERQual words{whole}{none}; never part of an order."


def bracketed(brackets: Iterable[str]) -> str:
    """Return what the marks in brackets stand for, for a key; empty if nothing is reported."""
    shown = [one for one in brackets if one]
    if not shown:
        return ""
    together = " ".join(shown)
    marks = [
        (words.PART_MARK, f"{words.PART_MARK} of a finding of several beliefs"),
        (" art.", "art. articles"),
        (words.NOT_STATED, f"{words.NOT_STATED} number not stated"),
        (words.NOT_SHOWN, f"{words.NOT_SHOWN} not shown"),
    ]
    said = "".join(f"; {meaning}" for mark, meaning in marks if mark in together)
    return f"In brackets: numbers that reviews report, never added{said}."


def level(text: str) -> str:
    """Return CERQual words so that no level is broken between two lines."""
    return text.replace("Very low", "Very\u00a0low")


def number(text: str) -> str:
    """Return named and reported numbers so that none is broken from what it counts."""
    return text.replace(" art.", "\u00a0art.")

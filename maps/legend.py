"""The legend: only what occurs on this map, in one order; the number pattern always."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from . import words
from .scene import MOST_WIDTH, line_width

if TYPE_CHECKING:
    from ..graph.records import Value
    from .scene import Scene

PATTERN = "3 (9; 12)"
CAPPED_FROM = next(named for named in count() if line_width(named) >= MOST_WIDTH)
"""From so many named studies on, lines are equally wide."""


def legend(scene: Scene) -> list[Value]:
    """Return the entries: a sample that the page draws or prints, and what it means."""
    lines = [placed.line for placed in scene.lines]
    boxes = [placed.box for placed in scene.boxes]
    styles = {line.style for line in lines}
    written = " ".join(
        [*(line.label for line in lines), *(text.words for box in boxes for text in box.texts)]
    )
    held = {badge.role for box in boxes for badge in box.badges}
    entries: list[tuple[str, str, str]] = []
    for style, sign, meaning in (
        ("encourages", "+", "encourages"),
        ("discourages", "−", "discourages"),
        ("mixed", "±", "mixed: claims both ways"),
    ):
        if style in styles:
            entries.append(("line", style, f"{sign} {meaning}"))
    if any(line.hollow for line in lines):
        entries.append(("line", "hollow", "hollow: reported by reviews only"))
    entries.append(("text", PATTERN, "3 studies named here; reviews report 9 and 12"))
    if words.PART_MARK in written:
        entries.append(("text", f"12{words.PART_MARK}", "of a finding of several beliefs"))
    if " art." in written:
        entries.append(("text", "art.", "articles"))
    if words.NOT_STATED in written:
        entries.append(("text", words.NOT_STATED, "not stated"))
    entries += [("badge", role, words.SEVERAL[role]) for role in words.LETTER if role in held]
    if "addresses" in styles:
        entries.append(("line", "addresses", "target addresses a belief (not evidence)"))
    entries.append(("note", "", _notes(scene)))
    return [{"is": kind, "sample": sample, "text": text} for kind, sample, text in entries]


def _notes(scene: Scene) -> str:
    capped = any(placed.line.width >= MOST_WIDTH for placed in scene.lines)
    notes = [f"Line width: named studies{f', {CAPPED_FROM} and more alike' if capped else ''}."]
    judged = {
        level
        for placed in scene.boxes
        for text in placed.box.texts
        if text.anchor == "end"
        for level in text.words.split("; ")
    }
    if judged:
        none = "; none: not graded" if "none" in judged else ""
        notes.append(f"High … Very low: CERQual, as each review judged it{none}.")
    notes.append("Left to right follows the arrows only.")
    return " ".join(notes)

"""The legend: only what occurs on this map, in one order; the number pattern always."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from ..analysis import wording
from . import words
from .scene import MOST_WIDTH, line_width

if TYPE_CHECKING:
    from ..graph.records import Value
    from .scene import PlacedLine, Scene

PATTERN, HIDDEN = "3 (9; 12)", f"3 ({words.NOT_SHOWN})"
CAPPED_FROM = next(named for named in count() if line_width(named) >= MOST_WIDTH)
"""From so many named studies on, lines are equally wide."""


RANKED = re.compile(r"rank \d+ \(\d")
"""How the note of a ranked belief begins; a label is bold, so that none is taken for it."""
DIRECTED = frozenset({"encourages", "discourages", "mixed"})
"""Styles of lines that lead from cause to effect; only their width is a number."""


def legend(scene: Scene, *, filtered: bool = False, hidden: bool = False) -> list[Value]:
    """Return the entries: a sample that the page draws or prints, and what it means.

    ``within`` of an entry in words is what the page looks for in numbers and small words to know that it is still needed.

    ``filtered``: the evidence is a selection; ``hidden``: a filter hides the numbers that reviews print.
    """
    lines = [placed.line for placed in scene.lines]
    boxes = [placed.box for placed in scene.boxes]
    styles = {line.style for line in lines}
    # Labels, which may hold anything, are drawn in ink or in a colour of their own.
    small = [text.words for box in boxes for text in box.texts if text.colour == "soft"]
    written = " ".join([*(line.label for line in lines), *small])
    held = {badge.role for box in boxes for badge in box.badges}
    entries: list[tuple[str, str, str]] = []
    # What the page looks for to know whether an entry still explains something; lines, boxes and badges tell themselves.
    within: dict[str, str] = {}
    for style, sign, meaning in (
        ("encourages", "+", "encourages"),
        ("discourages", "−", "discourages"),
        ("mixed", "±", "mixed: claims both ways"),
    ):
        if style in styles:
            entries.append(("line", style, f"{sign} {meaning}"))
    for style, meaning in (
        ("supports", "supports the belief"),
        ("contradicts", "contradicts it"),
        ("voiced", "said by a group, printed in a study or review"),
        ("holds", "an opened theme and its beliefs"),
    ):
        if style in styles:
            entries.append(("line", style, meaning))
    if any(line.hollow for line in lines):
        sample = "hollow" if styles & DIRECTED else "hollow-supports"
        entries.append(("line", sample, "hollow: reported by reviews only"))
    for kind, meaning in (
        ("quote", "quote, or finding in words"),
        ("group", "group"),
        ("study", "study or review"),
    ):
        if any(box.kind == kind for box in boxes):
            entries.append(("box", kind, meaning))
    if hidden:
        entries.append(("text", HIDDEN, f"3 studies named here; {words.NOT_SHOWN} {wording.NOT_SHOWN}"))
    else:
        entries.append(("text", PATTERN, "3 studies named here; reviews report 9 and 12"))
    on_line = "; on a line: studies that say it leads there" if styles & DIRECTED else ""
    entries.append(("text", "Number", f"in a box: studies that report the belief{on_line}"))
    if f"{words.DENIED} " in written:
        entries.append(("text", f"{words.DENIED} 1", "1 study contradicts the belief"))
        within[f"{words.DENIED} 1"] = f"{words.DENIED} "
    if words.PART_MARK in written:
        entries.append(("text", f"12{words.PART_MARK}", "of a finding of several beliefs"))
        within[f"12{words.PART_MARK}"] = words.PART_MARK
    if " art." in written:
        entries.append(("text", "art.", "articles"))
        within["art."] = " art."
    if words.NOT_STATED in written:
        entries.append(("text", words.NOT_STATED, f"{wording.NOT_STATED} (by the review)"))
        within[words.NOT_STATED] = words.NOT_STATED
    entries += [("badge", role, words.SEVERAL[role]) for role in words.LETTER if role in held]
    if "addresses" in styles:
        entries.append(("line", "addresses", "target addresses a belief (not evidence)"))
    notes = [
        text.words
        for box in boxes
        if box.kind == "belief"
        for text in box.texts
        if not text.bold and text.colour == "ink"
    ]
    if any(map(RANKED.match, notes)):
        entries.append(("text", "rank 2 (1–5)", "best and worst when any one study is left out"))
        within["rank 2 (1–5)"] = "rank "
    entries.append(("note", "", _notes(scene, filtered)))
    made: list[dict[str, Value]] = [
        {"is": kind, "sample": sample, "text": text} for kind, sample, text in entries
    ]
    return [
        {**entry, "within": within[sample]} if (sample := str(entry["sample"])) in within else entry
        for entry in made
    ]


def _notes(scene: Scene, filtered: bool) -> str:
    directed = any(placed.line.style in DIRECTED for placed in scene.lines)
    capped = any(placed.line.width >= MOST_WIDTH for placed in scene.lines)
    notes = (
        [f"Line width: named studies{f', {CAPPED_FROM} and more alike' if capped else ''}."]
        if directed
        else []
    )
    if any(placed.box.badges for placed in scene.boxes):
        groups = any(placed.box.kind == "group" for placed in scene.boxes)
        notes.append(
            f"Letters: who voices the belief, in any study{'; at a group: who they are' if groups else ''}."
        )
    judged = {
        level
        for placed in scene.boxes
        for text in placed.box.texts
        if text.anchor == "end"
        for level in text.words.split("; ")
    }
    if judged:
        none = "; none: not graded" if "none" in judged else ""
        whole = ": as each review judged the whole finding, not this selection"
        notes.append(f"High … Very low: CERQual{whole if filtered else ', as each review judged it'}{none}.")
    if directed:
        back = any(_runs_back(placed) for placed in scene.lines)
        notes.append(
            "Left to right follows the arrows, but for lines that lead back."
            if back
            else "Left to right follows the arrows only."
        )
    return " ".join(notes)


def _runs_back(placed: PlacedLine) -> bool:
    return placed.line.style in DIRECTED and placed.points[0][0] > placed.points[-1][0]

"""The table of routes under a path diagram: what each rests on, and whether anybody tells it whole.

A chain shows its steps as they are drawn above. Its joints are filled if one source tells every step, and open if
none does or if it cannot be told, since a step that reviews only report names no study.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..analysis.wording import studies
from ..maps import words
from ..maps.tellers import tellers
from . import blocks, marks
from .blocks import NARROW, PITCH
from .sheet import SMALLEST, Shape, Stroke, text_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..analysis.path_rows import Path
    from ..graph.evidence import Evidence
    from .sheet import Item

DOT = 6.4
"""Diameter of a joint."""
STEP = 21.0
"""From one joint to the next."""
SHORT = 15.0
"""The same for routes of many steps."""
GAP = 9.0
"""Between columns."""
PAD = 3.4
"""Above and below the words of a row."""
THICKEST = 4.4
"""Width in pt above which no line of a chain gets, so that joints stay joints."""
HEADS = ("Route", "Evidence chain", "Direction", "Weakest step", "Told whole by")


@dataclass(frozen=True, slots=True)
class Table:
    """The table, its items beginning at the top left corner 0, 0."""

    items: tuple[Item, ...]
    height: float


def table(evidence: Evidence, paths: Sequence[Path], width: float) -> Table:
    """Return the table of some routes, ``width`` pt wide; a narrow one puts what is in columns under each other."""
    return _narrow(evidence, paths, width) if width < NARROW else _wide(evidence, paths, width)


def told(evidence: Evidence, path: Path) -> str:
    """Return who tells a whole route: "De Silva 2020", "stitched", "cannot tell: step 1 is reported only".

    A speaker or group is told by the study alone: a figure names nobody.
    """
    if path.told_by == "stitched":
        hollow = [number for number, step in enumerate(path.steps, 1) if not step.studies.named]
        if not hollow:
            return "stitched: no study tells every step"
        several = " and ".join(str(number) for number in hollow)
        return f"cannot tell: {'step' if len(hollow) == 1 else 'steps'} {several} {'is' if len(hollow) == 1 else 'are'} reported only"
    return tellers(evidence, path)


def telling(evidence: Evidence, path: Path) -> str:
    """Return :func:`told` as part of a sentence: "told whole by De Silva 2020", "stitched: …"."""
    said = told(evidence, path)
    return said if path.told_by == "stitched" else f"told whole by {said}"


def weakest(evidence: Evidence, path: Path) -> str:
    """Return what the weakest step of a route rests on: "2 studies", "(12) only"."""
    if path.support:
        return studies(path.support)
    step = next(step for step in path.steps if not step.studies.named)
    bracket = words.bracket(step.studies.reported, hidden=evidence.numbers_hidden)
    return f"{bracket} only" if bracket else "no study"


def chain(path: Path, name: str, left: float, middle: float, step: float) -> list[Item]:
    """Return the joints and steps of a route; ``left`` is the edge of the first joint, ``middle`` their height."""
    whole = path.told_by != "stitched"
    places = [left + DOT / 2 + step * number for number in range(len(path.steps) + 1)]
    joints = [f"{name}-{number}" for number in range(len(places))]
    items: list[Item] = []
    for number, said in enumerate(path.steps):
        many = len(said.studies.named)
        line = marks.line(
            ((places[number], middle), (places[number + 1], middle)),
            said.direction,
            many,
            headed=False,
            ends=(joints[number], joints[number + 1]),
        )
        items.append(_thin(line, number=many))
    items += [
        Shape(
            joint, x - DOT / 2, middle - DOT / 2, DOT, DOT, "circle", "ink" if whole else "page", "ink", 1.2
        )
        for joint, x in zip(joints, places, strict=True)
    ]
    return items


def _thin(line: Stroke, *, number: int) -> Stroke:
    return replace(line, width=min(line.width, THICKEST)) if number else line


def _names(path: Path) -> str:
    return " → ".join(path.labels)


def _said(path: Path) -> str:
    return f"{words.SIGN[path.direction]} {path.direction}"


def _step(paths: Sequence[Path]) -> float:
    return STEP if max(len(path.steps) for path in paths) <= 4 else SHORT


def _wide(evidence: Evidence, paths: Sequence[Path], width: float) -> Table:
    step = _step(paths)
    chains = max(
        step * max(len(path.steps) for path in paths) + DOT, text_width(HEADS[1], SMALLEST, bold=True)
    )
    directions = max(text_width(text, SMALLEST, bold=True) for text in (HEADS[2], *map(_said, paths)))
    weak = max(text_width(HEADS[3], SMALLEST, bold=True), 52.0)
    telling = max(text_width(HEADS[4], SMALLEST, bold=True), min(0.2 * width, 110.0))
    routes = width - chains - directions - weak - telling - 4 * GAP
    lefts = [0.0]
    for wide in (routes, chains, directions, weak):
        lefts.append(lefts[-1] + wide + GAP)
    items: list[Item] = []
    for head, left in zip(HEADS, lefts, strict=True):
        items += blocks.column((head,), left, 0, bold=True, colour="soft")
    y = PITCH + 2.4
    items.append(Stroke(((0, y), (width, y)), "ink", 0.9))
    for number, path in enumerate(paths, 1):
        y += PAD
        cells = (
            blocks.filled(_names(path), routes),
            (),
            blocks.filled(_said(path), directions, bold=True),
            blocks.filled(weakest(evidence, path), weak),
            blocks.filled(told(evidence, path), telling),
        )
        for place, lines in enumerate(cells):
            direction = place == 2
            colour = path.direction if direction else "ink"
            items += blocks.column(lines, lefts[place], y, bold=direction, colour=colour)
        items += chain(path, f"route-{number}", lefts[1], y + PITCH / 2 - 0.3, step)
        y += PITCH * max(len(lines) for lines in cells) + PAD
    return Table((*items, Stroke(((0, y), (width, y)), "outline", 0.6)), y + 1)


def _narrow(evidence: Evidence, paths: Sequence[Path], width: float) -> Table:
    step = _step(paths)
    items: list[Item] = []
    y = 0.6
    items.append(Stroke(((0, y), (width, y)), "ink", 0.9))
    for number, path in enumerate(paths, 1):
        y += PAD
        lines = blocks.filled(_names(path), width, bold=True)
        items += blocks.column(lines, 0, y, bold=True)
        y += PITCH * len(lines) + 1.5
        after = DOT + step * len(path.steps) + GAP
        items += chain(path, f"route-{number}", 0.4, y + PITCH / 2 - 0.3, step)
        said = _said(path)
        if after + text_width(said, SMALLEST, bold=True) > width:
            y, after = y + PITCH, 0.0
        items += blocks.column((said,), after, y, bold=True, colour=path.direction)
        y += PITCH + 0.5
        rest = f"{HEADS[3]}: {weakest(evidence, path)} · {telling(evidence, path)}"
        lines = blocks.filled(rest, width)
        items += blocks.column(lines, 0, y)
        y += PITCH * len(lines) + PAD
        items.append(Stroke(((0, y), (width, y)), "outline", 0.6))
    return Table(tuple(items), y + 1)

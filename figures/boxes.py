"""Boxes for print: every word has its place in them, in pt from the top left corner of the box."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..analysis import wording
from ..maps import words
from ..maps.choose import is_behaviour
from . import marks
from .sheet import SMALLEST, Shape, Words, text_width, wrapped
from .titled import moved

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..graph.evidence import Evidence
    from ..graph.influence import Step
    from ..graph.statements import About
    from ..maps.details import Details
    from .sheet import Item

PAD = 5.5
"""Between the edge of a box and its words."""
PITCH = 9.8
"""From one line of a label to the next."""
FOOT = 11.4
"""Height of a line below the label."""
TITLE = 9.0
"""Size of a behaviour's label."""
LINES = 5
"""Lines of a label; longer ones end in an ellipsis and stand whole in the caption."""
PORT = 11.0
"""Height that each line takes at the side of a box."""


@dataclass(frozen=True, slots=True)
class Box:
    """One box with what is in it, placed from its own top left corner."""

    id: str
    width: float
    height: float
    items: tuple[Item, ...]


def end_box(
    evidence: Evidence,
    details: Details,
    end: str,
    mark: str,
    width: float,
    *,
    about: About | None,
    into: Sequence[Step] = (),
    ports: int = 1,
    asked: bool = False,
) -> Box:
    """Return the box of a belief, a theme or a behaviour, drawn under the id ``mark``."""
    if is_behaviour(evidence, end):
        return _behaviour(evidence, details, end, mark, width, into, ports, asked)
    return _belief(evidence, end, mark, width, about, ports, asked)


def _belief(
    evidence: Evidence, end: str, mark: str, width: float, about: About | None, ports: int, asked: bool
) -> Box:
    room = width - 2 * PAD
    label = wrapped(evidence.label(end), room, SMALLEST, bold=True, most=LINES)
    items: list[Item] = []
    y = 4.0
    for line in label:
        y += PITCH
        items.append(Words(PAD, y - 2.2, line, SMALLEST, bold=True, owner=mark))
    y += 1.5
    foot, y = _foot(about, mark, y, width, hidden=evidence.numbers_hidden)
    found = evidence.ends.get(end)
    theme = found is not None and found.kind == "Theme"
    height = max(y + 4.5, ports * PORT + 6)
    shape = Shape(
        mark,
        0,
        0,
        width,
        height,
        "round",
        "asked" if asked else "box",
        "ink" if asked else "outline",
        1.6 if asked else 0.9,
    )
    inner = (
        [Shape(f"{mark}-inner", 2, 2, width - 4, height - 4, "round", "", "outline", 0.5)] if theme else []
    )
    down = (height - y - 4.5) / 2
    return Box(mark, width, height, (shape, *inner, *(moved(item, 0.0, down) for item in (*items, *foot))))


def _foot(
    about: About | None, mark: str, y: float, width: float, *, hidden: bool
) -> tuple[list[Item], float]:
    """Return who holds a belief, in how many studies and how sure reviews are, in as many lines as it takes."""
    if about is None:
        return [], y
    items, x = marks.badges(about.roles, PAD, y + FOOT / 2, mark)
    if x > width - 40:
        y, x = y + FOOT + 2, PAD
    parts = [
        words.count(about.studies, hidden=hidden),
        words.denied(about),
        words.confidence(about.studies.reported),
    ]
    level = parts[-1]
    for part in (part for part in parts if part):
        for line in wrapped(part, width - PAD - x, SMALLEST, most=4):
            beside = items and part is level and part == line and _beside(items, line, width, mark)
            if beside:
                y -= FOOT
                items.append(Words(width - PAD, y + FOOT - 3.0, line, SMALLEST, False, "soft", "end", mark))
            else:
                items.append(Words(x, y + FOOT - 3.0, line, SMALLEST, False, "soft", "start", mark))
            y += FOOT
    return items, y


def _beside(items: Sequence[Item], line: str, width: float, mark: str) -> bool:
    """Tell whether a text has room at the right end of the last line."""
    last = items[-1]
    if not isinstance(last, Words) or last.owner != mark:
        return False
    return last.x + text_width(last.text, SMALLEST) + 8 + text_width(line, SMALLEST) <= width - PAD


def _behaviour(
    evidence: Evidence,
    details: Details,
    end: str,
    mark: str,
    width: float,
    into: Sequence[Step],
    ports: int,
    asked: bool,
) -> Box:
    room = width - 2 * PAD
    label = wrapped(evidence.label(end), room, TITLE, bold=True, most=LINES)
    thing = details.things.get(end)
    small = [*wrapped(thing.actor, room, SMALLEST, most=3)] if thing and thing.actor else []
    named = {study for step in into for study in step.studies.named}
    if into:
        said = f"{wording.studies(len(named))} on its lines" if named else "reported only"
        small += wrapped(said, room, SMALLEST, most=3)
    tall = len(label) * (PITCH + 1.2) + len(small) * PITCH + (3 if small else 0)
    height = max(tall + 14, ports * PORT + 8)
    y = (height - tall) / 2
    items: list[Item] = [
        Shape(
            mark,
            0,
            0,
            width,
            height,
            "rect",
            "behaviour",
            "focus" if asked else "behaviour",
            1.6 if asked else 0.9,
        )
    ]
    for line in label:
        y += PITCH + 1.2
        items.append(Words(width / 2, y - 2.6, line, TITLE, True, "behaviour_text", "middle", mark))
    y += 3
    for line in small:
        y += PITCH
        items.append(Words(width / 2, y - 2.2, line, SMALLEST, False, "behaviour_text", "middle", mark))
    return Box(mark, width, height, tuple(items))


def target_box(label: str, notes: Sequence[str], mark: str, width: float, ports: int = 1) -> Box:
    """Return the tag of an intervention target: grey, with a dotted outline, since it is no evidence."""
    room = width - 2 * PAD - 6
    items: list[Item] = []
    y = 4.0
    for line in wrapped(label, room, SMALLEST, most=LINES):
        y += PITCH
        items.append(Words(PAD, y - 2.2, line, SMALLEST, owner=mark))
    for note in notes:
        for line in wrapped(note, room, SMALLEST, most=3):
            y += PITCH
            items.append(Words(PAD, y - 2.2, line, SMALLEST, False, "soft", owner=mark))
    height = max(y + 5, ports * PORT + 6)
    down = (height - y - 5) / 2
    shape = Shape(mark, 0, 0, width, height, "tag", "tag", "outline", 0.9, (1.2, 1.8))
    return Box(mark, width, height, (shape, *(moved(item, 0.0, down) for item in items)))

"""From the choice to boxes and lines: every word gets its place, every box its size.

Sizes are fixed here, with the metrics of the font that will draw the text, so that nothing is clipped and
the layout can route lines round the boxes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..analysis import wording
from ..graph.evidence import Study
from . import words
from .choose import is_behaviour, is_theme
from .many import MANY, MOST_PORTS
from .scene import PORT, Badge, Box, Line, Text, line_width
from .text import width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..graph.evidence import Evidence
    from ..graph.influence import Step
    from ..graph.statements import About
    from .choose import Choice, Tag
    from .details import Details, Target

WIDTH = 270.0
"""Of a belief; the same for all, since size must carry no number."""
BAR, TAG = 164.0, 172.0
"""Width of a behaviour and of a target."""
POINT = 14.0
"""Part of a target's width that its tip takes."""
LABEL, FOOT, TITLE = 14.0, 12.0, 16.0
"""Font sizes."""
PAD = 10.0
BADGE = 19.0
"""Width of a badge with the gap behind it."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
LEAST_PORT = 15.0
"""Height that a line takes at the side of a belief or target."""


def marks(choice: Choice) -> dict[str, str]:
    """Return the id under which each end is drawn. Made up here: ids of a library may hold anything."""
    return {end: f"box-{number}" for number, end in enumerate(choice.ends, start=1)}


def make(
    evidence: Evidence, choice: Choice, details: Details, notes: Mapping[str, str] | None = None
) -> tuple[list[Box], list[Line]]:
    """Return the boxes and lines of a choice, not yet placed. ``notes`` are further words for some beliefs, by id."""
    notes = notes or {}
    mark = marks(choice)
    hidden = evidence.numbers_hidden
    lines = [
        step_line(f"line-{number}", step, mark, hidden) for number, step in enumerate(choice.steps, start=1)
    ]
    lines += [
        Line(f"tie-{number}-{order}", f"tag-{number}", mark[belief], "addresses", width=1.5)
        for number, tag in enumerate(choice.tags, start=1)
        for order, belief in enumerate(tag.beliefs, start=1)
    ]
    ports = ports_of(lines)
    if len(choice.ends) + len(choice.tags) > MANY:
        ports = {box: min(held, MOST_PORTS) for box, held in ports.items()}
    boxes = []
    for end in choice.ends:
        asked = end in choice.asked
        if is_behaviour(evidence, end):
            into = [step for step in choice.steps if step.effect == end]
            boxes.append(
                behaviour_box(evidence, details, end, mark[end], into, ports.get(mark[end], 0), asked)
            )
        else:
            about = choice.about.get(end)
            boxes.append(
                belief(evidence, end, mark[end], about, ports.get(mark[end], 0), asked, notes.get(end, ""))
            )
    boxes += [
        tag_box(tag, f"tag-{number}", ports[f"tag-{number}"])
        for number, tag in enumerate(choice.tags, start=1)
    ]
    return boxes, lines


def step_line(line: str, step: Step, mark: Mapping[str, str], hidden: bool) -> Line:
    """Return the line of this id for a step; ``hidden`` if a filter hides the numbers that reviews print."""
    named = len(step.studies.named)
    return Line(
        id=line,
        start=mark[step.cause],
        end=mark[step.effect],
        style=step.direction,
        hollow=named == 0,
        width=line_width(named),
        label=words.label(step, hidden=hidden),
        strength=named,
    )


def ports_of(lines: Iterable[Line]) -> dict[str, int]:
    """Return how many lines each box has on its fuller side."""
    sides: dict[tuple[str, str], int] = {}
    for line in lines:
        for side in ((line.start, "out"), (line.end, "in")):
            sides[side] = sides.get(side, 0) + 1
    return {box: max(sides.get((box, "in"), 0), sides.get((box, "out"), 0)) for box, _ in sides}


def belief(
    evidence: Evidence,
    end: str,
    mark: str,
    about: About | None = None,
    ports: int = 0,
    asked: bool = False,
    note: str = "",
) -> Box:
    """Return the box of a belief or theme, with room for ``ports`` lines at a side; ``note`` stands last in it."""
    texts = []
    y = 8.0
    room = WIDTH - 2 * PAD
    for line in wrap(evidence.label(end), room, LABEL, bold=True):
        y += 18
        texts.append(Text(PAD, y - 4, line, LABEL, room, bold=True))
    foot, badges, y = _foot(about, y, evidence.numbers_hidden)
    for line in wrap(note, room, FOOT, most=2) if note else ():
        y += 16
        foot.append(Text(PAD, y, line, FOOT, room))
    height = max(y + 8, ports * LEAST_PORT + 6)
    # A box made taller by its lines keeps its words in the middle.
    shift = (height - y - 8) / 2
    return Box(
        id=mark,
        kind="theme" if is_theme(evidence, end) else "belief",
        width=WIDTH,
        height=height,
        texts=tuple(moved(text, shift) for text in (*texts, *foot)),
        badges=tuple(Badge(badge.role, badge.x, badge.y + shift) for badge in badges),
        asked=asked,
    )


def _foot(about: About | None, y: float, hidden: bool) -> tuple[list[Text], list[Badge], float]:
    """Return who holds the belief, in how many studies and how sure reviews are: one line, two if it must."""
    y += 16
    if about is None:
        return [], [], y - 16
    held = [role for role in words.LETTER if role in about.roles]
    badges = [Badge(role, PAD + 7 + BADGE * place, y - 4) for place, role in enumerate(held)]
    left = PAD + BADGE * len(held)
    room = WIDTH - PAD - left
    said = words.count(about.studies, hidden=hidden)
    denied = f"{words.DENIED} {len(about.against)}" if about.against else ""
    level = words.confidence(about.studies.reported)
    together = f"{said} · {denied}" if denied else said
    if _fit(together, level, room):
        return [soft(left, y, together, room), *_at_end(level, y)], badges, y
    if _fit(together, "", room):
        said, denied = together, ""
    texts = [soft(left, y, line, room) for line in wrap(said, room, FOOT, most=1)]
    y += 16
    room = WIDTH - 2 * PAD
    if denied and _fit(denied, level, room):
        texts.append(soft(PAD, y, denied, room))
    return [*texts, *_at_end(level, y)], badges, y


def _fit(left: str, right: str, room: float) -> bool:
    """Tell whether two texts of the foot stand in one line with a gap between them."""
    gap = 12 if left and right else 0
    return width(left, FOOT) + gap + width(right, FOOT) <= room


def soft(x: float, y: float, said: str, room: float) -> Text:
    """Return small text in the soft colour."""
    return Text(x, y, said, FOOT, room, colour="soft")


def _at_end(level: str, y: float) -> list[Text]:
    """Return the text at the right end of a line of the foot; none for no words."""
    room = WIDTH - 2 * PAD
    lines = wrap(level, room, FOOT, most=1) if level else ()
    return [Text(WIDTH - PAD, y, line, FOOT, room, colour="soft", anchor="end") for line in lines]


def behaviour_box(
    evidence: Evidence,
    details: Details,
    end: str,
    mark: str,
    into: Sequence[Step],
    ports: int,
    asked: bool,
) -> Box:
    """Return the box of a behaviour; ``into`` are the steps that lead to it, ``ports`` the lines on its fuller side."""
    room = BAR - 2 * PAD
    lines = wrap(evidence.label(end), room, TITLE, bold=True, most=5)
    named = {study for step in into for study in step.studies.named}
    thing = details.things.get(end)
    small = [*wrap(thing.actor, room, FOOT, most=2)] if thing and thing.actor else []
    if into:
        small.append(f"{wording.studies(len(named))} on its lines" if named else "reported only")
    tall = 20 * len(lines) + 17 * len(small) + (6 if small else 0)
    height = max(tall + 28, ports * PORT + 12)
    y = (height - tall) / 2
    texts = []
    for line in lines:
        y += 20
        texts.append(Text(BAR / 2, y - 5, line, TITLE, room, True, "behaviour_text", "middle"))
    y += 6
    for line in small:
        y += 17
        texts.append(Text(BAR / 2, y - 4, line, FOOT, room, colour="behaviour_text", anchor="middle"))
    return Box(mark, "behaviour", BAR, height, tuple(texts), asked=asked)


def tag_box(tag: Tag, mark: str, ports: int, wide: float = TAG) -> Box:
    """Return the box of targets that address the same beliefs: label, BCT codes, source."""
    room = wide - PAD - POINT - 4
    several = len(tag.targets) > 1
    head = f"{len(tag.targets)} targets, such as: {tag.targets[0].label}" if several else tag.targets[0].label
    lines = wrap(head, room, FOOT, most=3)
    codes = sorted(
        {technique.code for target in tag.targets for technique in target.techniques}, key=_by_number
    )
    sources = dict.fromkeys(source(target) for target in tag.targets if target.citation)
    below = [said for said in (f"BCT {', '.join(codes)}" if codes else "", "; ".join(sources)) if said]
    if below and width(" · ".join(below), 11) <= room:
        below = [" · ".join(below)]
    small = [line for said in below for line in wrap(said, room, 11, most=2)]
    y = 8.0
    texts = []
    for line in lines:
        y += 15
        texts.append(Text(PAD, y - 4, line, FOOT, room))
    for line in small:
        y += 15
        texts.append(Text(PAD, y - 3, line, 11, room, colour="soft"))
    height = max(y + 8, ports * LEAST_PORT + 6)
    shift = (height - y - 8) / 2
    return Box(mark, "target", wide, height, tuple(moved(text, shift) for text in texts))


def source(target: Target) -> str:
    """Return where a target is published, as short as a study is cited: "Pike 2022"; "" if it is not stated."""
    year = _YEAR.search(target.citation or "")
    if target.citation is None or year is None:
        return target.citation or ""
    authors = target.citation[: year.start()].strip(" ,;(")
    return wording.cite(Study(id="", authors=authors, year=int(year[0])), target.citation)


def _by_number(code: str) -> list[tuple[int, str]]:
    """Return a key that puts 5.1 before 12.5."""
    return [(int(part) if part.isdigit() else -1, part) for part in code.split(".")]


def moved(text: Text, down: float) -> Text:
    """Return the text some px lower."""
    return Text(text.x, text.y + down, text.words, text.size, text.limit, text.bold, text.colour, text.anchor)

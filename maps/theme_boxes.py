"""Boxes and lines of a map of themes: the same marks in every view, each theme with what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.studies import Studies
from . import words
from .boxes import (
    BADGE,
    FOOT,
    LABEL,
    LEAST_PORT,
    PAD,
    WIDTH,
    behaviour_box,
    belief,
    marks,
    moved,
    ports_of,
    soft,
    step_line,
    tag_box,
)
from .choose import is_behaviour, is_theme
from .many import MANY, MOST_PORTS
from .scene import Badge, Box, Line, Text
from .text import width, wrap

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..graph.influence import Step
    from .details import Details
    from .theme_choice import Themes, View

OPENED = "opened"
"""Said in the box of a theme whose beliefs stand beside it."""


class Marks:
    """The ids of all boxes and lines of one map: a mark is the same in every view in which it stands."""

    def __init__(self, made: Themes) -> None:
        views = (made.closed, *made.opened.values())
        boxed = dict.fromkeys(end for view in views for end in view.ends)
        alone = marks(made.inside)
        rest = [end for end in boxed if end not in alone]
        self.box: Mapping[str, str] = {
            **{end: f"theme-{number}" for number, end in enumerate(rest, start=1)},
            **alone,
        }
        single = {
            (step.cause, step.effect): f"line-{number}"
            for number, step in enumerate(made.inside.steps, start=1)
        }
        self._lines: dict[tuple[str, str, tuple[str, ...]], str] = {}
        self.steps: dict[str, Step] = {}
        """Every step that is a line in a view, by the id of the line."""
        together = 0
        for step in (step for view in views for step in view.steps):
            key = (step.cause, step.effect, step.claims)
            if key in self._lines:
                continue
            if made.holding[key] == (step,):
                self._lines[key] = single[step.cause, step.effect]
            else:
                together += 1
                self._lines[key] = f"roll-{together}"
            self.steps[self._lines[key]] = step

    def line(self, step: Step) -> str:
        """Return the id of a step between boxes."""
        return self._lines[step.cause, step.effect, step.claims]


def make(made: Themes, view: View, details: Details, mark: Marks) -> tuple[list[Box], list[Line]]:
    """Return the boxes and lines of one view, not yet placed."""
    evidence = made.evidence
    lines = [step_line(mark.line(step), step, mark.box, evidence.numbers_hidden) for step in view.steps]
    lines += [
        Line(
            f"holds-{mark.box[theme]}-{mark.box[child]}", mark.box[theme], mark.box[child], "holds", width=1.0
        )
        for theme, child in view.holds
    ]
    lines += [
        Line(f"tie-{number}-{mark.box[end]}", f"tag-{number}", mark.box[end], "addresses", width=1.5)
        for number, end in view.ties
    ]
    ports = ports_of(lines)
    tied = dict.fromkeys(number for number, _ in view.ties)
    if len(view.ends) + len(tied) > MANY:
        ports = {box: min(held, MOST_PORTS) for box, held in ports.items()}
    boxes = []
    for end in view.ends:
        box = mark.box[end]
        room, asked = ports.get(box, 0), end in made.choice.asked
        if is_behaviour(evidence, end):
            into = [step for step in made.closed.steps if step.effect == end]
            boxes.append(behaviour_box(evidence, details, end, box, into, room, asked))
        elif is_theme(evidence, end):
            boxes.append(_theme(made, view, end, box, room))
        else:
            boxes.append(belief(evidence, end, box, made.choice.about.get(end), room, asked))
    boxes += [
        tag_box(made.choice.tags[number - 1], f"tag-{number}", ports[f"tag-{number}"]) for number in tied
    ]
    return boxes, lines


def studies_of(made: Themes, theme: str) -> Studies:
    """Return the studies that report a theme or one of its beliefs: each once, reported numbers side by side."""
    about = made.choice.about
    held = (theme, *made.tree.within.get(theme, ()))
    return Studies.union(about[end].studies for end in held if end in about)


def roles_of(made: Themes, theme: str) -> tuple[str, ...]:
    """Return the told roles of those who voice a theme or one of its beliefs, in the order of their badges."""
    about = made.choice.about
    held = {
        role for end in (theme, *made.tree.within.get(theme, ())) if end in about for role in about[end].roles
    }
    return tuple(role for role in words.LETTER if role in held)


def _theme(made: Themes, view: View, theme: str, mark: str, ports: int) -> Box:
    """Return the box of a theme: its label with the number of beliefs inside, who voices them, in how many studies."""
    evidence = made.evidence
    inside = len(made.tree.within.get(theme, ()))
    opened = theme in view.opened
    number = f"+ {inside}" if inside and not opened else ""
    wide = width(number, LABEL, bold=True)
    room = WIDTH - 2 * PAD - (wide + 10 if number else 0)
    texts = []
    y = 8.0
    for line in wrap(evidence.label(theme), room, LABEL, bold=True):
        y += 18
        texts.append(Text(PAD, y - 4, line, LABEL, room, bold=True))
    if number:
        # Not anchored at the end: there the levels of confidence stand, which the legend explains.
        texts.append(Text(WIDTH - PAD - wide, 22.0, number, LABEL, wide, bold=True))
    y += 16
    badges: list[Badge] = []
    if opened:
        hidden = view.folded if theme == view.opened[-1] else 0
        said = f"{OPENED} · {hidden:,} more inside" if hidden else OPENED
        left = PAD
    else:
        roles = roles_of(made, theme)
        badges = [Badge(role, PAD + 7 + BADGE * place, y - 4) for place, role in enumerate(roles)]
        left = PAD + BADGE * len(roles)
        said = words.count(studies_of(made, theme), hidden=evidence.numbers_hidden)
    texts += [
        soft(left, y, line, WIDTH - PAD - left) for line in wrap(said, WIDTH - PAD - left, FOOT, most=1)
    ]
    height = max(y + 10, ports * LEAST_PORT + 6)
    # A box made taller by its lines keeps its words in the middle.
    shift = (height - y - 10) / 2
    return Box(
        id=mark,
        kind="theme",
        width=WIDTH,
        height=height,
        texts=tuple(moved(text, shift) for text in texts),
        badges=tuple(Badge(badge.role, badge.x, badge.y + shift) for badge in badges),
        open=opened,
    )

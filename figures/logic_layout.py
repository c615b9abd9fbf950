"""Where things of a logic model stand: columns with headings, the behaviour as a bar beside all its beliefs.

A narrow figure has two columns: the techniques are codes in their tags, and the behaviour's name stands above on a
dark beam that turns down into the bar.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..maps import words
from . import blocks, marks
from .blocks import NARROW, PITCH
from .boxes import Box, end_box, target_box
from .labels import label_lines
from .sheet import SMALLEST, Shape, Stroke, Words, text_width, wrapped
from .strokes import spread
from .titled import moved

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..graph.influence import Step
    from .logic_model import Model
    from .sheet import Item

ROW = 8.0
"""Between two boxes of a column."""
TIE, FAN = 15.0, 34.0
"""Room for ties between two columns; more where one target may address many beliefs."""
HEAD = PITCH + 7
"""Height of the headings."""
THIN = 10.0
"""Width of the bar of a narrow figure."""
OFF = 1.4
"""Between a head and the bar."""
LINE = 9.0
"""Length of a line to the behaviour beyond its number."""


def narrow(width: float) -> bool:
    """Tell whether a figure of this width has two columns instead of four."""
    return width < NARROW


def drawn(model: Model, width: float) -> tuple[list[Item], float]:
    """Return the items of a model, beginning at 0, 0, and the height that they take."""
    return _two(model, width) if narrow(width) else _four(model, width)


def _four(model: Model, width: float) -> tuple[list[Item], float]:
    room = _line_room(model)
    rest = width - TIE - FAN - room - 1
    technique, tag, belief, bar = (rest * part for part in (0.265, 0.28, 0.285, 0.17))
    lefts = [0.5, 0.5 + technique + TIE]
    lefts.append(lefts[1] + tag + FAN)
    lefts.append(lefts[2] + belief + room)
    boxes_of_beliefs = _beliefs(model, belief)
    tags = [target_box(one.label, (), f"tag-{place}", tag) for place, one in enumerate(model.tags)]
    codes = list(dict.fromkeys(code for one in model.tags for code in one.techniques))
    ties = [
        (f"code-{codes.index(code)}", f"tag-{place}")
        for place, one in enumerate(model.tags)
        for code in one.techniques
    ]
    # A technique stands where its targets stand.
    mean = {
        name: sum(int(to.removeprefix("tag-")) for of, to in ties if of == name)
        / sum(of == name for of, _ in ties)
        for name, _ in ties
    }
    order = sorted(range(len(codes)), key=lambda place: (mean[f"code-{place}"], place))
    techniques = [_technique(" ".join(codes[place]).strip(), f"code-{place}", technique) for place in order]
    named = [_height(column) for column in (techniques, tags, boxes_of_beliefs)]
    tall = max(*named, _bar_height(model, bar))
    items: list[Item] = []
    for text, left in zip(("Technique", "Target", "Belief", "Behaviour"), lefts, strict=True):
        items += blocks.column((text,), left, 0, bold=True, colour="soft")
    edges: dict[str, tuple[float, float, float]] = {}
    for column, left in zip((techniques, tags, boxes_of_beliefs), lefts, strict=False):
        items += _stood(column, left, HEAD, tall, edges)
    items += _bar(model, lefts[3], HEAD, bar, tall)
    lines = [
        *_ties(ties, edges),
        *_ties(_addressing(model), edges),
        *_evidence(model, edges, lefts[3], "bar"),
    ]
    return [*lines, *items], HEAD + tall + 1


def _two(model: Model, width: float) -> tuple[list[Item], float]:
    room = _line_room(model)
    rest = width - TIE - room - THIN - 1.4
    tag, belief = rest * 0.51, rest * 0.49
    lefts = (0.5, 0.5 + tag + TIE)
    right = width - THIN - 0.9
    notes = [
        (f"BCT {', '.join(dict.fromkeys(code for code, _ in one.techniques))}",) if one.techniques else ()
        for one in model.tags
    ]
    tags = [target_box(one.label, notes[place], f"tag-{place}", tag) for place, one in enumerate(model.tags)]
    boxes_of_beliefs = _beliefs(model, belief)
    tall = max(_height(tags), _height(boxes_of_beliefs))
    beam = wrapped(model.evidence.label(model.behaviour), width - 14, 9.0, bold=True, most=4)
    top = 11.2 * len(beam) + 7
    items: list[Item] = [
        Shape("beam", 0.5, 0.5, width - 1, top, "rect", "behaviour", "behaviour"),
        Shape("bar", right, top, THIN + 0.4, HEAD + tall + ROW, "rect", "behaviour", "behaviour"),
    ]
    items += [
        Words(width - 6, 0.5 + 11.2 * (place + 1), line, 9.0, True, "behaviour_text", "end", "beam")
        for place, line in enumerate(beam)
    ]
    start = top + ROW
    head = "Target, technique"
    if text_width(head, SMALLEST, bold=True) > tag + TIE - 4:
        head = "Target"
    for text, left in zip((head, "Belief"), lefts, strict=True):
        items += blocks.column((text,), left, start - 3, bold=True, colour="soft")
    edges: dict[str, tuple[float, float, float]] = {}
    for column, left in zip((tags, boxes_of_beliefs), lefts, strict=True):
        items += _stood(column, left, start + HEAD - 4, tall, edges)
    lines = [*_ties(_addressing(model), edges), *_evidence(model, edges, right, "bar")]
    return [*lines, *items], start + HEAD + tall + ROW


def _line_room(model: Model) -> float:
    """Return the room that lines to the behaviour need: for their number and a head."""
    texts = [line for step in model.steps for line in label_lines(_label(model, step))]
    return max(text_width(text, SMALLEST, bold=True) for text in texts) + LINE


def _label(model: Model, step: Step) -> str:
    return words.label(step, hidden=model.evidence.numbers_hidden)


def _beliefs(model: Model, width: float) -> list[Box]:
    return [
        end_box(
            model.evidence,
            model.details,
            step.cause,
            f"belief-{place}",
            width,
            about=model.about.get(step.cause),
            ports=max(1, sum(step.cause in tag.beliefs for tag in model.tags) // 2),
        )
        for place, step in enumerate(model.steps)
    ]


def _technique(label: str, mark: str, width: float) -> Box:
    lines = wrapped(label, width - 9, SMALLEST, most=5)
    height = PITCH * len(lines) + 7
    return Box(
        mark,
        width,
        height,
        (
            Shape(mark, 0, 0, width, height, "rect", "", "outline", 0.8, (1.2, 1.8)),
            *blocks.column(lines, 4.5, 3, owner=mark),
        ),
    )


def _bar_height(model: Model, width: float) -> float:
    return end_box(model.evidence, model.details, model.behaviour, "bar", width, about=None).height


def _bar(model: Model, left: float, top: float, width: float, tall: float) -> list[Item]:
    """Return the behaviour as tall as the columns, its words in the middle."""
    box = end_box(model.evidence, model.details, model.behaviour, "bar", width, about=None)
    down = (tall - box.height) / 2
    _, *inner = box.items
    shape = Shape("bar", left, top, width, tall, "rect", "behaviour", "behaviour")
    return [shape, *(moved(item, left, top + down) for item in inner)]


def _height(column: Sequence[Box]) -> float:
    return sum(box.height for box in column) + ROW * (len(column) - 1)


def _stood(
    column: Sequence[Box], left: float, top: float, tall: float, edges: dict[str, tuple[float, float, float]]
) -> list[Item]:
    """Spread the boxes of a column over the height; ``edges`` gets left edge, right edge and middle of each."""
    spare = (tall - _height(column)) / max(len(column), 1)
    y = top + spare / 2
    items: list[Item] = []
    for box in column:
        items += [moved(item, left, y) for item in box.items]
        edges[box.id] = (left, left + box.width, y + box.height / 2)
        y += box.height + ROW + spare
    return items


def _addressing(model: Model) -> list[tuple[str, str]]:
    place = {step.cause: number for number, step in enumerate(model.steps)}
    return [
        (f"tag-{number}", f"belief-{place[belief]}")
        for number, tag in enumerate(model.tags)
        for belief in tag.beliefs
    ]


def _ties(pairs: Sequence[tuple[str, str]], edges: dict[str, tuple[float, float, float]]) -> list[Stroke]:
    strokes = []
    for start, end in pairs:
        (_, x, y), (to, _, down) = edges[start], edges[end]
        half = (to - x) * 0.6
        points = ((x, y), (x + half, y), (to - half, down), (to, down))
        strokes.append(marks.line(points, "addresses", 1, curve=True, ends=(start, end)))
    return strokes


def _evidence(model: Model, edges: dict[str, tuple[float, float, float]], to: float, bar: str) -> list[Item]:
    """Return the lines from beliefs to the behaviour, each with its number above it."""
    items: list[Item] = []
    for place, step in enumerate(model.steps):
        name = f"belief-{place}"
        _, x, y = edges[name]
        named = len(step.studies.named)
        line = marks.line(((x, y), (to - OFF, y)), step.direction, named, ends=(name, bar))
        lines = label_lines(_label(model, step))
        # Clear of the head too, which is higher than its line.
        above = y - max(line.width / 2 + 3.4, spread(line) + 2.4)
        items.append(line)
        items += [
            Words(x + 3.5, above - 9.2 * (len(lines) - 1 - number), text, SMALLEST, True, step.direction)
            for number, text in enumerate(lines)
        ]
    return items

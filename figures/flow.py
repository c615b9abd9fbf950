"""The flow of evidence from reviews over studies, groups and quotes to beliefs, with what is lost at each step named.

What every number is stands in :mod:`.flow_counts`. A box is a stage: how many there are, of them how many pass on, with a
bar for the share; a dashed box beside it says what does not pass on, by reason. Findings of reviews come to beliefs beside
this flow, since nobody here holds what was said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..analysis.wording import many
from ..errors import MapError
from . import blocks
from .blocks import NARROW, PITCH, RISE, TALLEST
from .caption import opened
from .flow_counts import flow, holds_anything
from .flow_stages import Part, Stage, beside, stages
from .sheet import SMALLEST, Item, Shape, Sheet, Stroke, Words, text_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..graph.evidence import Evidence
    from ..maps.details import Query
    from ..queries.filters import Filters
    from .flow_counts import Flow

GAP = 15.0
"""Between two boxes of the flow."""
PAD = 5.0
EDGE = 0.6
"""From the edge of the page to the outline of a box, which is drawn on both sides."""
BIG = 15.0
"""Size of the number of a stage."""
BAR = 5.0
"""Height of the bar of what passes on."""


def sheet(
    query: Query,  # noqa: ARG001 - figures of every kind are called alike
    evidence: Evidence,
    names: tuple[str, ...],
    filters: Filters,
    width: float,
) -> Sheet:
    """Draw the flow of the whole selection, or of what belongs to a belief, theme or behaviour.

    Raises MapError if nothing speaks of it.
    """
    name = names[0] if names else None
    found = flow(evidence, filters, name)
    if not holds_anything(found, chosen=name is not None or bool(filters.used)):
        about = (
            f"speaks of '{evidence.label(name)}'" if name is not None else "goes from a review to a belief"
        )
        raise MapError(f"Nothing in the selection {about}. Drop a filter, or choose another name.")
    drawing = _Drawing(width, stages(found), beside(found))
    key = (
        "Everything is counted once. Dark part of a bar: the first number beneath it. Dashed: what does not pass on, under the first reason that "
        "fits. A quote may name no group. Findings of reviews reach beliefs without a quote; their printed numbers are not "
        "counted here."
    )
    items, height = drawing.items(blocks.filled(key, width))
    label = evidence.label(name) if name is not None else ""
    subtitle = " · ".join(filter(None, (_subtitle(found), filters.describe())))
    return Sheet(
        width=width,
        height=height,
        items=tuple(items),
        title=f"What the evidence on “{label}” consists of" if label else "What the evidence consists of",
        subtitle=subtitle,
        caption=opened(subtitle, _caption(evidence, name)),
        alt=_alt(label, stages(found), beside(found)),
    )


class _Drawing:
    def __init__(self, width: float, several: Sequence[Stage], findings: Stage) -> None:
        self._width = width
        self._stages = several
        self._findings = findings
        self._items: list[Item] = []

    def items(self, key: Sequence[str]) -> tuple[list[Item], float]:
        """Return what is drawn, and how high it is."""
        bottom = self._narrow() if self._width < NARROW else self._wide()
        # A very narrow figure has no room for the key; the caption says the same.
        key = key if bottom + 10 + PITCH * len(key) <= TALLEST else ()
        self._items += blocks.column(key, 0, bottom + 8, colour="soft")
        return self._items, bottom + (10 + PITCH * len(key) if key else EDGE)

    def _wide(self) -> float:
        """Draw the stages from left to right, the findings above them; return the lower end."""
        each = (self._width - 2 * EDGE - GAP * (len(self._stages) - 1)) / len(self._stages)
        left = each + GAP
        lane = self._lane(EDGE + left, EDGE, self._width - 2 * (EDGE + left))
        top = lane + 16
        inner = each - 2 * PAD
        height = max(self._height(stage, inner) for stage in self._stages)
        bottom = top + height
        for number, stage in enumerate(self._stages):
            x = EDGE + number * left
            self._stage(stage, x, top, each, height)
            if number:
                self._arrow(
                    (x - GAP, top + height / 2), (x, top + height / 2), self._stages[number - 1], stage
                )
            bottom = max(
                bottom, self._lost(stage, x, top + height + 12, each, ((x + each / 2, top + height), (0, 12)))
            )
        middle = lane / 2
        first, last = self._stages[0].id, self._stages[-1].id
        centre = EDGE + each / 2
        self._items += [
            Stroke(
                ((centre, top), (centre, middle), (EDGE + left, middle)),
                "outline",
                1.1,
                head="triangle",
                ends=(first, "findings"),
            ),
            Stroke(
                (
                    (self._width - EDGE - left, middle),
                    (self._width - centre, middle),
                    (self._width - centre, top),
                ),
                "outline",
                1.1,
                head="triangle",
                ends=("findings", last),
            ),
        ]
        return bottom

    def _narrow(self) -> float:
        """Draw the stages under each other, what is lost at their right, the findings last."""
        each = (self._width - 2 * EDGE - GAP) / 2
        inner = each - 2 * PAD
        y, before = EDGE, None
        for stage in self._stages:
            height = self._height(stage, inner)
            self._stage(stage, EDGE, y, each, height)
            if before is not None:
                self._arrow((EDGE + each / 2, y - GAP), (EDGE + each / 2, y), before, stage)
            joint = ((EDGE + each, y + 14), (GAP, 0))
            end = self._lost(stage, EDGE + each + GAP, y, each, joint)
            y = max(y + height, end) + GAP
            before = stage
            self._mend(stage, y - GAP)
        bottom = self._lane(EDGE, y, self._width - 2 * EDGE)
        self._arrow((EDGE + each / 2, y), (EDGE + each / 2, y - GAP), self._findings, self._stages[-1])
        return bottom

    def _mend(self, stage: Stage, bottom: float) -> None:
        """Let a box reach down to where its losses end, so that the next arrow starts at it."""
        for place, item in enumerate(self._items):
            if isinstance(item, Shape) and item.id == stage.id:
                self._items[place] = Shape(
                    item.id,
                    item.x,
                    item.y,
                    item.width,
                    bottom - item.y,
                    item.form,
                    item.fill,
                    item.line,
                    item.stroke,
                )

    def _lane(self, x: float, y: float, width: float) -> float:
        """Draw the findings of reviews; return the lower end."""
        stage = self._findings
        inner = width - 2 * PAD
        parts = [(stage.passed, stage.passing), *stage.losses, *stage.notes]
        lines = [line for part in parts for line in [_counted(part, inner)]]
        height = PAD + BIG + 3 + BAR + 5 + PITCH * sum(map(len, lines)) + PAD
        self._items.append(Shape(stage.id, x, y, width, height, "rect", "box", "outline", 1.1))
        at = self._number(stage, x + PAD, y + PAD, inner)
        for part in parts:
            at = self._part(part, x + PAD, at, inner, stage.id)
        return y + height

    def _height(self, stage: Stage, inner: float) -> float:
        lines = sum(len(_counted(part, inner)) for part in (*stage.notes, (stage.passed, stage.passing)))
        return PAD + BIG + 3 + PITCH + BAR + 5 + PITCH * lines + (4 if stage.notes else 0) + PAD

    def _stage(self, stage: Stage, x: float, y: float, width: float, height: float) -> None:
        inner = width - 2 * PAD
        self._items.append(Shape(stage.id, x, y, width, height, "rect", "box", "ink", 1.1))
        at = self._number(stage, x + PAD, y + PAD, inner, under=True)
        at = self._part((stage.passed, stage.passing), x + PAD, at, inner, stage.id)
        at += 4 if stage.notes else 0
        for note in stage.notes:
            at = self._part(note, x + PAD, at, inner, stage.id, colour="soft")

    def _number(self, stage: Stage, x: float, y: float, inner: float, *, under: bool = False) -> float:
        """Draw the number, the name and the bar of a stage; return where its parts begin."""
        number = f"{stage.all:,}"
        base = y + BIG * 0.8
        self._items.append(Words(x, base, number, BIG, bold=True, owner=stage.id))
        if under:
            self._items += blocks.column((stage.name,), x, y + BIG + 1, bold=True, owner=stage.id)
            y += PITCH + 1
        else:
            beside = x + text_width(number, BIG, bold=True) + 5
            self._items.append(Words(beside, base, stage.name, SMALLEST, bold=True, owner=stage.id))
        top = y + BIG + 3
        share = stage.passed / stage.all if stage.all else 0.0
        whole = f"{stage.id}-bar"
        self._items.append(Shape(whole, x, top, inner, BAR, fill="tag", line="outline", stroke=0.5))
        if share:
            self._items.append(
                Shape(f"{whole}-passed", x, top, inner * share, BAR, fill="behaviour", line="")
            )
        return top + BAR + 4

    def _part(
        self, part: Part, x: float, y: float, inner: float, owner: str, *, colour: str = "ink"
    ) -> float:
        """Draw a number in bold and what it counts; return where the next part begins."""
        lines = _counted(part, inner)
        number = f"{part[0]:,}"
        self._items.append(Words(x, y + RISE, number, SMALLEST, True, colour, owner=owner))
        indent = text_width(number, SMALLEST, bold=True) + 3
        for place, line in enumerate(lines):
            if line:
                at = x + (0 if place else indent)
                self._items.append(
                    Words(at, y + RISE + PITCH * place, line, SMALLEST, False, colour, owner=owner)
                )
        return y + PITCH * len(lines)

    def _lost(
        self,
        stage: Stage,
        x: float,
        y: float,
        width: float,
        joint: tuple[tuple[float, float], tuple[float, float]],
    ) -> float:
        """Draw what does not pass on, joined to its stage by a line from a point; return the lower end."""
        if not stage.losses:
            return y
        inner = width - 2 * PAD
        height = 2 * PAD + PITCH * sum(len(_counted(part, inner)) for part in stage.losses)
        mark = f"{stage.id}-lost"
        self._items.append(Shape(mark, x, y, width, height, "rect", "tag", "outline", 0.8, (3, 2)))
        at = y + PAD
        for part in stage.losses:
            at = self._part(part, x + PAD, at, inner, mark)
        (left, top), (right, down) = joint
        ends = (stage.id, mark)
        self._items.append(
            Stroke(((left, top), (left + right, top + down)), "outline", 0.9, (3, 2), ends=ends)
        )
        return y + height

    def _arrow(self, start: tuple[float, float], end: tuple[float, float], one: Stage, other: Stage) -> None:
        self._items.append(Stroke((start, end), "ink", 1.4, head="triangle", ends=(one.id, other.id)))


def _counted(part: Part, limit: float) -> tuple[str, ...]:
    """Break what is counted into lines; the first has room for the number before it."""
    room = limit - text_width(f"{part[0]:,}", SMALLEST, bold=True) - 3
    lines = [""]
    for word in part[1].split():
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer, SMALLEST) <= (room if len(lines) == 1 else limit):
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def _subtitle(found: Flow) -> str:
    return (
        f"{many(found.reviews.all, 'review')}, {many(found.studies.all, 'study', 'studies')}, {many(found.groups.all, 'group')}, "
        f"{many(found.quotes.all, 'quote')}, {many(found.beliefs.all, 'belief')}; {many(found.findings.all, 'finding')} of reviews"
    )


def _caption(evidence: Evidence, name: str | None) -> str:
    if name is None:
        what = "The flow of everything in this selection, from reviews to beliefs."
    elif (end := evidence.ends.get(name)) is not None and end.kind == "Behaviour":
        what = (
            f"The flow to the beliefs that are said to lead to “{evidence.label(name)}”: the quotes and findings that speak of "
            "them, the studies behind these, the groups of these studies and the reviews that name them."
        )
    else:
        what = (
            f"The flow to “{evidence.label(name)}”: the quotes and findings that speak of it, for or against, the studies behind "
            "these, the groups of these studies and the reviews that name them."
        )
    return blocks.sentences(
        (
            what,
            "Each thing is counted once, and a study of several papers once. A review names a study if it includes it or lists it "
            "for a finding. What does not pass on stands under the first reason that fits.",
        )
    )


def _alt(label: str, several: Sequence[Stage], findings: Stage) -> str:
    about = f" on “{label}”" if label else ""
    steps = [
        f"{stage.all:,} {stage.name}, {stage.passed:,} {stage.passing}"
        + "".join(f", {number:,} {words}" for number, words in stage.losses)
        for stage in (*several, findings)
    ]
    return f"Flow of the evidence{about}: {'; '.join(steps)}."

"""What opens on a map of themes: a theme with its beliefs, a line with the steps that it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ..analysis import wording
from . import words
from .blocks import bullets, heading, panel, text
from .choose import is_behaviour, is_theme
from .details import Thing
from .panels import Panels
from .table import tables
from .theme_boxes import roles_of, studies_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..graph.influence import Step
    from ..graph.records import Value
    from .blocks import Block
    from .details import Details
    from .table import Table
    from .theme_boxes import Marks
    from .theme_choice import Themes


class ThemePanels(Panels):
    """Writes the panels of one map of themes: those of beliefs and their steps, of themes and of lines between them."""

    def __init__(self, made: Themes, details: Details, marks: Marks) -> None:
        super().__init__(made.evidence, made.inside, details)
        self._made, self._marks = made, marks
        self._mark = dict(marks.box)

    def all(self) -> dict[str, Block]:
        """Return the panel of every mark of every view, and of the coverage sentence."""
        panels = super().all()
        for end, mark in self._marks.box.items():
            if is_theme(self._evidence, end):
                panels[mark] = self._theme(end, panels.get(mark))
        for line, step in self._marks.steps.items():
            if line not in panels:
                panels[line] = self._rolled(step)
        return panels

    def _theme(self, theme: str, own: Block | None) -> Block:
        """Return the panel of a theme; ``own`` is what is said of the theme itself, if steps start or end there."""
        made = self._made
        beliefs = made.tree.within.get(theme, ())
        held = words.roles(roles_of(made, theme))
        thing = self._details.things.get(theme, Thing())
        blocks = [text(thing.definition)] if thing.definition else []
        found = studies_of(made, theme)
        named = len(found.named)
        lead = (
            f"{wording.studies(named)} {'reports' if named == 1 else 'report'} one of its beliefs or more"
            if named
            else "only reviews report its beliefs"
        )
        blocks += self._blocks.numbers(found, lead)
        blocks += self._inside(theme)
        for title, side, arrow in (
            ("What its beliefs are said to lead to or hold back", "cause", "→"),
            ("What is said to lead to them or hold them back", "effect", "←"),
        ):
            steps = [step for step in made.closed.steps if getattr(step, side) == theme]
            if steps:
                blocks += [heading(title), *(self._between(step, arrow, side) for step in _strongest(steps))]
        inner = made.inner.get(theme, ())
        if inner:
            blocks.append(heading("Steps between its beliefs"))
            blocks += self._each(inner)
        if own is not None:
            blocks += [heading("Said of the theme itself"), *cast("list[Block]", own["blocks"])]
        sub = ["theme", wording.many(len(beliefs), "belief"), f"voiced by {held}" if held else ""]
        return panel(self._evidence.label(theme), sub, blocks)

    def _inside(self, theme: str) -> list[Block]:
        """Return what stands directly in a theme: each opens, or is a line of text where no view has room for it."""
        children = self._made.tree.children.get(theme, ())
        blocks: list[Block] = []
        for title, themes_ in (("Its themes", True), ("Its beliefs, most named studies first", False)):
            held = [child for child in children if is_theme(self._evidence, child) == themes_]
            ordered = sorted(
                held, key=lambda child: (-self._number(child), self._evidence.label(child).casefold(), child)
            )
            opening = [self._to(child, self._counted(child)) for child in ordered if child in self._mark]
            rest = [self._counted(child) for child in ordered if child not in self._mark]
            if ordered:
                blocks += [heading(title), *opening, *([bullets(rest)] if rest else [])]
        return blocks

    def _number(self, end: str) -> int:
        return len(studies_of(self._made, end).named)

    def _counted(self, end: str) -> str:
        beliefs = self._made.tree.within.get(end, ())
        more = f"{wording.many(len(beliefs), 'belief')}, " if beliefs else ""
        said = words.count(studies_of(self._made, end), hidden=self._evidence.numbers_hidden)
        return f"{self._evidence.label(end)} · {more}{said}"

    def _rolled(self, step: Step) -> Block:
        """Return the panel of a line that holds several steps: its numbers, then the steps, side by side if mixed."""
        cause, effect = self._evidence.label(step.cause), self._evidence.label(step.effect)
        held = self._made.holding[step.cause, step.effect, step.claims]
        blocks: list[Block] = [
            self._to(step.cause, f"From: {cause}"),
            self._to(step.effect, f"To: {effect}"),
            *self._blocks.numbers(step.studies, words.says(step, _HERE[step.direction])),
        ]
        if step.studies_no_effect:
            cited = self._blocks.cited(step.studies_no_effect)
            blocks.append(text(f"Said to have no effect in: {cited}. Beside the steps, not in them."))
        if len(held) > 1:
            count = wording.many(len(held), "step")
            blocks.append(text(f"{count} together. For and against are never set off against each other."))
        by = {
            way: [one for one in held if one.direction == way]
            for way in ("encourages", "discourages", "mixed")
        }
        if step.direction == "mixed" and by["encourages"] and by["discourages"]:
            left, right = ([heading(way), *self._each(by[way])] for way in ("encourages", "discourages"))
            blocks.append({"is": "two", "left": cast("Value", left), "right": cast("Value", right)})
            if by["mixed"]:
                blocks += [heading("Said both ways"), *self._each(by["mixed"])]
        else:
            blocks.append(heading("Its steps, most named studies first"))
            blocks += self._each(held)
        title = f"{cause} {wording.SAID[step.direction]}: {effect}"
        return panel(title, [self._label(step)], blocks)

    def _each(self, steps: Sequence[Step]) -> list[Block]:
        """Return a button for each step that opens, and a list of those that no view has room for."""
        opening: list[Block] = []
        rest = []
        for step in _strongest(steps):
            said = f"{self._evidence.label(step.cause)} → {self._evidence.label(step.effect)} {self._label(step)}"
            line = self._line.get((step.cause, step.effect))
            if line is None:
                rest.append(said)
            else:
                opening.append({"is": "open", "to": line, "text": said, "tone": step.direction})
        return [*opening, *([bullets(rest)] if rest else [])]

    def _between(self, step: Step, arrow: str, side: str) -> Block:
        other = step.effect if side == "cause" else step.cause
        return {
            "is": "open",
            "to": self._marks.line(step),
            "text": f"{arrow} {self._evidence.label(other)} {self._label(step)}",
            "tone": step.direction,
        }

    def _behaviour(self, end: str) -> Block:
        """Return the panel of a behaviour: first the themes that are said to lead to it."""
        panel = super()._behaviour(end)
        steps = [
            step
            for step in self._made.closed.steps
            if step.effect == end and is_theme(self._evidence, step.cause)
        ]
        if steps:
            lines = [heading("By theme, most named studies first")]
            lines += [self._between(step, "←", "effect") for step in _strongest(steps)]
            panel["blocks"] = cast("Value", [*lines, *cast("list[Block]", panel["blocks"])])
        return panel


_HERE = {
    "encourages": "leads here",
    "discourages": "holds this back",
    "mixed": "leads here or holds this back",
}


def _strongest(steps: Sequence[Step]) -> list[Step]:
    return sorted(steps, key=lambda step: (-len(step.studies.named), step.cause, step.effect))


def theme_tables(made: Themes, marks: Marks) -> list[Table]:
    """Return the table of themes, most named studies first, then those of their beliefs' steps and of targets."""
    evidence, hidden = made.evidence, made.evidence.numbers_hidden
    order = sorted(
        made.closed.steps,
        key=lambda step: (
            step.effect not in made.choice.asked,
            -len(step.studies.named),
            step.cause,
            step.effect,
        ),
    )
    rows: list[Value] = [
        [
            {"text": evidence.label(step.cause), "to": marks.box[step.cause]},
            {"text": _beliefs(made, step.cause)},
            {
                "text": f"{words.SIGN[step.direction]} {wording.SAID[step.direction]}",
                "to": marks.line(step),
                "tone": step.direction,
            },
            {"text": evidence.label(step.effect), "to": marks.box[step.effect]},
            {"text": words.says(step, _HERE[step.direction])},
            {"text": words.bracket(step.studies.reported, hidden=hidden) or "–"},
            {"text": words.roles(roles_of(made, step.cause)) or "–"},
        ]
        for step in order
    ]
    first: Table = {
        "caption": "Themes and what their beliefs are said to influence, most named studies first",
        "head": [
            "Theme",
            "Beliefs",
            "What is said",
            "Of",
            "Named studies",
            "Reported by reviews",
            "Voiced by, in any study",
        ],
        "rows": rows,
    }
    return [first, *tables(evidence, made.inside)]


def _beliefs(made: Themes, end: str) -> str:
    return "–" if is_behaviour(made.evidence, end) else f"{len(made.tree.within.get(end, ())) or 1}"

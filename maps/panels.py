"""The panels: what opens when a mark of the map is chosen. Every number on the map leads to its evidence.

A panel is a list of blocks, each a plain mapping with ``is`` as its sort: text, heading, list, open (a button
to another mark), cards (numbers of shared cards) and two (two columns side by side). The page draws them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..analysis import wording
from . import words
from .blocks import Blocks, bullets, heading, panel, text
from .boxes import marks
from .choose import is_behaviour
from .details import Thing

if TYPE_CHECKING:
    from ..graph.evidence import Evidence
    from ..graph.influence import Step
    from ..graph.statements import About
    from .blocks import Block
    from .choose import Choice, Left, Tag
    from .details import Details, Target

COVERAGE = "coverage"
"""Mark of the coverage sentence."""


class Panels:
    """Writes the panels of one map; ``cards`` are shared by them."""

    def __init__(self, evidence: Evidence, choice: Choice, details: Details) -> None:
        self._evidence = evidence
        self._choice = choice
        self._details = details
        self._mark = marks(choice)
        self._blocks = Blocks(evidence, choice, details)
        self._line = {
            (step.cause, step.effect): f"line-{number}" for number, step in enumerate(choice.steps, start=1)
        }
        self._at: dict[tuple[str, str], list[Step]] = {}
        for step in choice.steps:
            self._at.setdefault(("cause", step.cause), []).append(step)
            self._at.setdefault(("effect", step.effect), []).append(step)
        self.cards = self._blocks.cards

    @property
    def blocks(self) -> Blocks:
        """Return what makes its blocks: further panels made with it share the cards."""
        return self._blocks

    def all(self) -> dict[str, Block]:
        """Return the panel of every mark, and of the coverage sentence."""
        panels: dict[str, Block] = {}
        for end in self._choice.ends:
            behaviour = is_behaviour(self._evidence, end)
            panels[self._mark[end]] = self._behaviour(end) if behaviour else self.belief(end)
        for step in self._choice.steps:
            panels[self._line[step.cause, step.effect]] = self._step(step)
        for number, tag in enumerate(self._choice.tags, start=1):
            panels[f"tag-{number}"] = self._tag(tag)
        panels[COVERAGE] = self._coverage()
        return panels

    def belief(self, end: str) -> Block:
        """Return the panel of a belief or theme: definition, numbers, links with their evidence, targets."""
        thing = self._details.things.get(end, Thing())
        about = self._choice.about.get(end)
        held = words.roles(about.roles) if about else ""
        sub = [
            *(["circumstance"] if thing.kind == "circumstance" else []),
            *thing.themes,
            f"voiced by {held}" if held else "",
        ]
        blocks = [text(thing.definition)] if thing.definition else []
        if about:
            blocks += self._blocks.numbers(about.studies, self._lead(end, about))
            if about.against:
                blocks.append(text(f"Denied in: {self._blocks.cited(about.against)}"))
        for step in self._steps("cause", end):
            blocks += [self._open(step, "→", step.effect), *self._blocks.of_step(step)]
        for step in self._steps("effect", end):
            blocks += [self._open(step, "←", step.cause), *self._blocks.of_step(step)]
        blocks += self._blocks.without_step(end)
        blocks += self._blocks.of_reviews(end)
        addressing: list[Block] = [
            {"is": "open", "to": f"tag-{number}", "text": _tag_title(tag), "tone": "addresses"}
            for number, tag in enumerate(self._choice.tags, start=1)
            if end in tag.beliefs
        ]
        if addressing:
            blocks += [heading("Targets that address it (not evidence)"), *addressing]
        return panel(self._evidence.label(end), sub, blocks)

    def _behaviour(self, end: str) -> Block:
        thing = self._details.things.get(end, Thing())
        parts = [
            f"{name}: {value}"
            for name in ("actor", "action", "target", "context", "time")
            if (value := getattr(thing, name))
        ]
        blocks = [bullets(parts)] if parts else []
        opposite = [self._evidence.label(other) for other in sorted(self._evidence.opposites.get(end, ()))]
        if opposite:
            blocks.append(
                text(
                    f"Opposite: {', '.join(opposite)}. Claims about it count here with their direction turned."
                )
            )
        into = self._steps("effect", end)
        if into:
            blocks.append(heading("Said to lead to it or to hold it back, most named studies first"))
            blocks += [self._open(step, "←", step.cause) for step in into]
        out = self._steps("cause", end)
        if out:
            blocks.append(heading("What it is said to influence"))
            blocks += [self._open(step, "→", step.effect) for step in out]
        return panel(self._evidence.label(end), ["behaviour"], blocks)

    def _step(self, step: Step) -> Block:
        cause, effect = self._evidence.label(step.cause), self._evidence.label(step.effect)
        about = None if is_behaviour(self._evidence, step.cause) else self._choice.about.get(step.cause)
        blocks: list[Block] = [
            self._to(step.cause, f"From: {cause}"),
            self._to(step.effect, f"To: {effect}"),
            *self._blocks.numbers(step.studies, words.both(step, about)),
        ]
        if step.studies_no_effect:
            blocks.append(
                text(
                    f"Said to have no effect in: {self._blocks.cited(step.studies_no_effect)}. Beside the step, not in it."
                )
            )
        blocks += self._blocks.of_step(step)
        title = f"{cause} {wording.SAID[step.direction]}: {effect}"
        return panel(title, [self._label(step)], blocks)

    def _tag(self, tag: Tag) -> Block:
        blocks: list[Block] = []
        for target in tag.targets:
            blocks += [heading(target.label), *_about_target(target)]
        blocks.append(heading("Beliefs it addresses on this map"))
        blocks += [self._to(belief, self._evidence.label(belief)) for belief in tag.beliefs]
        return panel(_tag_title(tag), ["intervention target", "not evidence"], blocks)

    def _coverage(self) -> Block:
        blocks: list[Block] = []
        if self._choice.left:
            blocks.append(text(self._choice.limit))
            for kind, behaviour in (("belief", False), ("behaviour", True)):
                left = [_left(one) for one in self._choice.left if one.behaviour == behaviour]
                if left:
                    count = wording.many(len(left), kind)
                    blocks += [heading(f"Left out: {count}, most named studies first"), bullets(left)]
        else:
            blocks.append(text("Every belief that belongs to the question is on the map."))
            blocks += [text(self._choice.limit)] if self._choice.limit else []
        blocks += self._no_step()
        return panel("What the map leaves out", [self._choice.coverage.sentence], blocks)

    def _no_step(self) -> list[Block]:
        """Say which claims about what is shown make no line."""
        shown = set(self._choice.ends)
        drawn = {claim for step in self._choice.steps for claim in step.claims}
        kept = [
            claim
            for claim in self._evidence.claims
            if claim.id not in drawn and claim.cause in shown and self._is_effect(claim.effect)
        ]
        found = (
            ("our reading, not printed by a source (shown with --inferred)", "inferred", "basis"),
            ("it is said to have no effect", "no_effect", "direction"),
            ("no clear direction", "unclear", "direction"),
        )
        lines = [
            f"{wording.many(count, 'claim')}: {reason}"
            for reason, value, name in found
            if (count := sum(getattr(claim, name) == value for claim in kept))
        ]
        return [heading("Claims that make no line"), bullets(lines)] if lines else []

    def _is_effect(self, effect: str) -> bool:
        return any(other in self._mark for other in (effect, *self._evidence.opposites.get(effect, ())))

    def _steps(self, side: str, end: str) -> list[Step]:
        found = self._at.get((side, end), ())
        return sorted(found, key=lambda step: (-len(step.studies.named), step.cause, step.effect))

    def _open(self, step: Step, arrow: str, other: str) -> Block:
        return {
            "is": "open",
            "to": self._line[step.cause, step.effect],
            "text": f"{arrow} {self._evidence.label(other)} {self._label(step)}",
            "tone": step.direction,
        }

    def _label(self, step: Step) -> str:
        return words.label(step, hidden=self._evidence.numbers_hidden)

    def _lead(self, end: str, about: About) -> str:
        """Return in words how many studies report a belief, and how many say each of its links."""
        said = [
            words.says(step, f"{words.TO[step.direction]} “{self._evidence.label(step.effect)}”")
            for step in self._steps("cause", end)
        ]
        return "; ".join(part for part in (words.report(about), *said, words.denied(about)) if part)

    def _to(self, end: str, text: str) -> Block:
        return {"is": "open", "to": self._mark[end], "text": text, "tone": ""}


def _left(one: Left) -> str:
    return f"{one.label} ({wording.studies(one.named) if one.named else 'reported only'})"


def _about_target(target: Target) -> list[Block]:
    techniques = [
        " ".join(
            part
            for part in (
                f"BCT {technique.code}",
                technique.label,
                f"({technique.framework}{f', {technique.version}' if technique.version else ''})"
                if technique.framework
                else "",
            )
            if part
        )
        for technique in target.techniques
    ]
    lines = [
        *(techniques or ["no technique code is given"]),
        *(
            f"{name}: {value}"
            for name, value in (
                ("function", target.function),
                ("policy category", target.policy),
                ("mode", target.mode),
                ("source", ", ".join(filter(None, (target.citation, target.locator)))),
            )
            if value
        ),
        *([] if target.citation else ["source not stated"]),
    ]
    blocks = [text(target.description)] if target.description else []
    if "shared" in target.addresses.values():
        lines.append("its source ties it to several beliefs together, not row by row")
    return [*blocks, bullets(lines)]


def _tag_title(tag: Tag) -> str:
    return tag.targets[0].label if len(tag.targets) == 1 else f"{len(tag.targets)} intervention targets"

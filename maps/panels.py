"""The panels: what opens when a mark of the map is chosen. Every number on the map leads to its evidence.

A panel is a list of blocks, each a plain mapping with ``is`` as its sort: text, heading, list, open (a button
to another mark), cards (numbers of shared cards) and two (two columns side by side). The page draws them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, cast

from ..graph.statements import Roles
from . import words
from .boxes import marks
from .choose import is_behaviour
from .details import Thing
from .items import COUNTED, REPORTED, Cards

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..graph.evidence import Claim, Evidence
    from ..graph.influence import Step
    from ..graph.records import Value
    from ..graph.studies import Studies
    from .choose import Choice, Tag
    from .details import Details, Target

Block: TypeAlias = "dict[str, Value]"
COVERAGE = "coverage"
"""Mark of the coverage sentence."""


class Panels:
    """Writes the panels of one map; ``cards`` are shared by them."""

    def __init__(self, evidence: Evidence, choice: Choice, details: Details) -> None:
        self._evidence = evidence
        self._choice = choice
        self._details = details
        self._mark = marks(choice)
        self._claims = {claim.id: claim for claim in evidence.claims}
        self._make = Cards(evidence, details, Roles(evidence))
        self._line = {
            (step.cause, step.effect): f"line-{number}" for number, step in enumerate(choice.steps, start=1)
        }
        self.cards: list[dict[str, Value]] = []
        self._known: dict[str, int] = {}

    def all(self) -> dict[str, Block]:
        """Return the panel of every mark, and of the coverage sentence."""
        panels: dict[str, Block] = {}
        for end in self._choice.ends:
            behaviour = is_behaviour(self._evidence, end)
            panels[self._mark[end]] = self._behaviour(end) if behaviour else self._belief(end)
        for step in self._choice.steps:
            panels[self._line[step.cause, step.effect]] = self._step(step)
        for number, tag in enumerate(self._choice.tags, start=1):
            panels[f"tag-{number}"] = self._tag(tag)
        panels[COVERAGE] = self._coverage()
        return panels

    def _belief(self, end: str) -> Block:
        thing = self._details.things.get(end, Thing())
        about = self._choice.about.get(end)
        held = words.roles(about.roles) if about else ""
        sub = [
            *(["circumstance"] if thing.kind == "circumstance" else []),
            *thing.themes,
            f"held by {held}" if held else "",
        ]
        blocks = [_text(thing.definition)] if thing.definition else []
        if about:
            blocks += self._numbers(about.studies)
        for step in self._steps("cause", end):
            blocks += [self._open(step, "→", step.effect), *self._evidence_of(step)]
        for step in self._steps("effect", end):
            blocks += [self._open(step, "←", step.cause), *self._evidence_of(step)]
        blocks += self._without_step(end)
        blocks += self._reviews(end)
        addressing = [
            {"is": "open", "to": f"tag-{number}", "text": _tag_title(tag), "tone": "addresses"}
            for number, tag in enumerate(self._choice.tags, start=1)
            if end in tag.beliefs
        ]
        if addressing:
            blocks += [_heading("Targets that address it (not evidence)"), *addressing]
        return self._panel(self._evidence.label(end), sub, blocks)

    def _behaviour(self, end: str) -> Block:
        thing = self._details.things.get(end, Thing())
        parts = [
            f"{name}: {value}"
            for name in ("actor", "action", "target", "context", "time")
            if (value := getattr(thing, name))
        ]
        blocks = [_list(parts)] if parts else []
        opposite = [self._evidence.label(other) for other in sorted(self._evidence.opposites.get(end, ()))]
        if opposite:
            blocks.append(
                _text(
                    f"Opposite: {', '.join(opposite)}. Claims about it count here with their direction turned."
                )
            )
        into = self._steps("effect", end)
        if into:
            blocks.append(_heading("Said to lead to it or to hold it back, most named studies first"))
            blocks += [self._open(step, "←", step.cause) for step in into]
        out = self._steps("cause", end)
        if out:
            blocks.append(_heading("What it is said to influence"))
            blocks += [self._open(step, "→", step.effect) for step in out]
        return self._panel(self._evidence.label(end), ["behaviour"], blocks)

    def _step(self, step: Step) -> Block:
        cause, effect = self._evidence.label(step.cause), self._evidence.label(step.effect)
        blocks: list[Block] = [
            self._to(step.cause, f"From: {cause}"),
            self._to(step.effect, f"To: {effect}"),
            *self._numbers(step.studies),
        ]
        if step.studies_no_effect:
            blocks.append(
                _text(
                    f"Said to have no effect in: {self._cited(step.studies_no_effect)}. Beside the step, not in it."
                )
            )
        blocks += self._evidence_of(step)
        title = f"{cause} {words.SAID[step.direction]}: {effect}"
        return self._panel(title, [words.label(step)], blocks)

    def _tag(self, tag: Tag) -> Block:
        blocks: list[Block] = []
        for target in tag.targets:
            blocks += [_heading(target.label), *_about_target(target)]
        blocks.append(_heading("Beliefs it addresses on this map"))
        blocks += [self._to(belief, self._evidence.label(belief)) for belief in tag.beliefs]
        return self._panel(_tag_title(tag), ["intervention target", "not evidence"], blocks)

    def _coverage(self) -> Block:
        blocks: list[Block] = []
        if self._choice.left:
            beliefs = [self._left(left.label, left.named) for left in self._choice.left]
            blocks += [
                _text(self._choice.limit),
                _heading("Left out, most named studies first"),
                _list(beliefs),
            ]
        else:
            blocks.append(_text("Every belief that belongs to the question is on the map."))
            blocks += [_text(self._choice.limit)] if self._choice.limit else []
        blocks += self._no_step()
        return self._panel("What the map leaves out", [self._choice.coverage.sentence], blocks)

    def _left(self, label: str, named: int) -> str:
        return f"{label} ({words.studies(named) if named else 'reported only'})"

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
            f"{words.many(count, 'claim')}: {reason}"
            for reason, value, name in found
            if (count := sum(getattr(claim, name) == value for claim in kept))
        ]
        return [_heading("Claims that make no line"), _list(lines)] if lines else []

    def _is_effect(self, effect: str) -> bool:
        return any(other in self._mark for other in (effect, *self._evidence.opposites.get(effect, ())))

    def _numbers(self, found: Studies) -> list[Block]:
        """Return the three kinds of number, side by side, and the studies that can be named."""
        counted = words.studies(len(found.counted)) if found.counted else "No study"
        said = [f"{counted} counted here."]
        if found.listed:
            said.append(f"{words.studies(len(found.listed))} listed by reviews besides.")
        if found.reported:
            entries = "; ".join(words.reported_by(entry) for entry in found.reported)
            said.append(f"Reported by reviews: {entries}. Reported numbers are never added up.")
        blocks: list[Block] = [{"is": "text", "strong": said[0], "text": " ".join(said[1:])}]
        if found.counted:
            blocks.append(_text(f"Counted: {self._cited(found.counted)}"))
        if found.listed:
            blocks.append(_text(f"Listed by reviews: {self._cited(found.listed)}"))
        return blocks

    def _evidence_of(self, step: Step) -> list[Block]:
        """Return the cards of a step: two columns if it is mixed, so that neither side is netted."""
        claims = [self._claims[claim] for claim in step.claims]
        if step.direction != "mixed":
            return self._grouped(claims, step.effect)
        sides = [
            [_heading(side), *self._grouped(self._said(claims, step.effect, side), step.effect)]
            for side in ("encourages", "discourages")
        ]
        return [{"is": "two", "left": cast("Value", sides[0]), "right": cast("Value", sides[1])}]

    def _said(self, claims: Iterable[Claim], effect: str, direction: str) -> list[Claim]:
        return [claim for claim in claims if (claim.direction == direction) == (claim.effect == effect)]

    def _grouped(self, claims: Iterable[Claim], effect: str) -> list[Block]:
        cards = [card for claim in claims for card in self._make.of_claim(claim, effect)]
        blocks: list[Block] = []
        for kind, heading in ((COUNTED, "Counted here"), (REPORTED, "Reported by a review")):
            held = [card for card in cards if card["kind"] == kind]
            if held:
                blocks += [_heading(heading, small=True), self._cards(held)]
        return blocks

    def _without_step(self, end: str) -> list[Block]:
        """Return what is coded to a belief and stands under none of its steps here."""
        under = {quote for step in self._choice.steps if end == step.cause for quote in step.quotes}
        blocks: list[Block] = []
        for contradicts, heading in (
            (False, "Also said, without a step shown here"),
            (True, "Says the opposite"),
        ):
            quotes = dict.fromkeys(
                coding.quote
                for coding in self._evidence.codings
                if coding.belief == end and coding.contradicts == contradicts and coding.quote not in under
            )
            if quotes:
                cards = [self._make.quote(quote, end) for quote in sorted(quotes)]
                blocks += [_heading(heading), self._cards(cards)]
        return blocks

    def _reviews(self, end: str) -> list[Block]:
        """Return findings of reviews about a belief that stand under none of its steps here."""
        under = {one for step in self._choice.steps if end == step.cause for one in step.findings}
        about = self._choice.about.get(end)
        found = [
            self._evidence.findings[entry.finding]
            for entry in (about.studies.reported if about else ())
            if entry.finding is not None and entry.finding not in under
        ]
        if not found:
            return []
        cards = [self._make.finding(finding) for finding in found]
        return [_heading("Also reported by reviews, without a step shown here"), self._cards(cards)]

    def _cards(self, cards: Sequence[dict[str, Value]]) -> Block:
        """Refer to cards by number; a quote that stands in several panels is stored once."""
        numbers: list[Value] = []
        for card in cards:
            key = repr(card)
            if key not in self._known:
                self._known[key] = len(self.cards)
                self.cards.append(card)
            numbers.append(self._known[key])
        return {"is": "cards", "cards": numbers}

    def _steps(self, side: str, end: str) -> list[Step]:
        found = [step for step in self._choice.steps if getattr(step, side) == end]
        return sorted(found, key=lambda step: (-len(step.studies.named), step.cause, step.effect))

    def _open(self, step: Step, arrow: str, other: str) -> Block:
        return {
            "is": "open",
            "to": self._line[step.cause, step.effect],
            "text": f"{arrow} {self._evidence.label(other)} {words.label(step)}",
            "tone": step.direction,
        }

    def _to(self, end: str, text: str) -> Block:
        return {"is": "open", "to": self._mark[end], "text": text, "tone": ""}

    def _cited(self, studies: Iterable[str]) -> str:
        return ", ".join(words.cite(self._evidence.studies.get(study), study) for study in studies)

    def _panel(self, title: str, sub: Iterable[str], blocks: Sequence[Block]) -> Block:
        return {
            "title": title,
            "sub": " · ".join(part for part in sub if part),
            "blocks": cast("Value", list(blocks)),
        }


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
            )
            if value
        ),
    ]
    blocks = [_text(target.description)] if target.description else []
    if "shared" in target.addresses.values():
        lines.append("its source ties it to several beliefs together, not row by row")
    return [*blocks, _list(lines)]


def _tag_title(tag: Tag) -> str:
    return tag.targets[0].label if len(tag.targets) == 1 else f"{len(tag.targets)} intervention targets"


def _text(words_: str) -> Block:
    return {"is": "text", "strong": "", "text": words_}


def _heading(words_: str, *, small: bool = False) -> Block:
    return {"is": "heading", "text": words_, "small": small}


def _list(lines: Iterable[str]) -> Block:
    return {"is": "list", "items": cast("Value", list(lines))}

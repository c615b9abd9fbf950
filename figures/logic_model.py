"""The logic model: which technique is planned in which target, which belief that addresses, what that leads to.

Only the lines from beliefs to the behaviour are evidence and carry numbers; the dotted ties are what a planner wrote
down. Beliefs stand in the order of their direction and of their named studies, each straight beside the behaviour.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..analysis.wording import many, studies
from ..errors import MapError
from ..graph.statements import beliefs
from ..maps import words
from ..maps.choose import lowered
from ..maps.details import details_of, read_targets
from . import blocks, logic_layout
from .blocks import TALLEST
from .caption import opened
from .key import directions, key
from .logic_found import find, most_addressed
from .sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..graph.evidence import Evidence
    from ..graph.influence import Step
    from ..graph.statements import About
    from ..maps.details import Details, Query, Target
    from ..queries.filters import Filters
    from .logic_found import Found

GAP = 12.0
"""Between the model and its key."""
ORDER = {"discourages": 0, "mixed": 1, "encourages": 2}


@dataclass(frozen=True, slots=True)
class Tag:
    """Targets drawn as one: one target, or several that address the same beliefs."""

    targets: tuple[Target, ...]
    beliefs: tuple[str, ...]
    """Those that are drawn."""

    @property
    def label(self) -> str:
        """Return what stands in the tag."""
        first = self.targets[0].label
        return f"{len(self.targets)} targets, such as: {first}" if len(self.targets) > 1 else first

    @property
    def techniques(self) -> tuple[tuple[str, str], ...]:
        """Return code and label of every technique, each once, 5.1 before 12.5."""
        held = {(one.code, one.label or "") for target in self.targets for one in target.techniques}
        return tuple(sorted(held, key=lambda one: (_by_number(one[0]), one[1])))


@dataclass(frozen=True, slots=True)
class Model:
    """What is drawn."""

    evidence: Evidence
    details: Details
    behaviour: str
    tags: tuple[Tag, ...]
    steps: tuple[Step, ...]
    """From each belief to the behaviour, top to bottom."""
    about: Mapping[str, About]


def sheet(query: Query, evidence: Evidence, names: tuple[str, ...], filters: Filters, width: float) -> Sheet:
    """Draw the logic model of a behaviour; without one, of that with most addressed beliefs.

    Raises MapError if no target addresses anything that leads to it in one step.
    """
    targets = read_targets(query)
    behaviour = names[0] if names else most_addressed(evidence, targets, filters)
    found = find(evidence, behaviour, targets, filters)
    if not found.addressed:
        raise MapError(
            f"No intervention target addresses a belief that is said to lead to '{evidence.label(behaviour)}' in one step "
            "in the selection. 'map targets' draws longer ways. Choose another behaviour, drop a filter, or load a table "
            "'targets'."
        )
    details = details_of(query, evidence, [behaviour])
    about = beliefs(evidence, inferred=filters.inferred)
    count = len(found.addressed)
    # Every target by itself if there is room; then those of equal beliefs as one; then fewer beliefs.
    tries = [(count, False), *((number, True) for number in range(count, 0, -1))]
    made = None
    for number, together in tries:
        model = _model(
            evidence, details, behaviour, found, found.addressed[:number], about, together=together
        )
        made = _sheet(model, found, filters, width)
        if made.height <= TALLEST:
            return made
    if made is None:  # there is always one try
        raise MapError("The logic model found no room.")
    return made


def _model(
    evidence: Evidence,
    details: Details,
    behaviour: str,
    found: Found,
    shown: Sequence[str],
    about: Mapping[str, About],
    *,
    together: bool,
) -> Model:
    chosen = sorted(
        (found.direct[belief] for belief in shown),
        key=lambda step: (ORDER[step.direction], -len(step.studies.named), step.cause),
    )
    place = {step.cause: number for number, step in enumerate(chosen)}
    tags = [
        Tag((target,), held)
        for target in found.targets
        if (
            held := tuple(
                sorted((belief for belief in target.addresses if belief in place), key=place.__getitem__)
            )
        )
    ]
    if together:
        piles: dict[tuple[str, ...], list[Target]] = {}
        for tag in tags:
            piles.setdefault(tag.beliefs, []).extend(tag.targets)
        tags = [Tag(tuple(pile), held) for held, pile in piles.items()]
    tags.sort(
        key=lambda tag: (sum(map(place.__getitem__, tag.beliefs)) / len(tag.beliefs), tag.beliefs, tag.label)
    )
    return Model(evidence, details, behaviour, tuple(tags), tuple(chosen), about)


def _sheet(model: Model, found: Found, filters: Filters, width: float) -> Sheet:
    drawn, height = logic_layout.drawn(model, width)
    samples = [
        *directions([(step.direction, not step.studies.named) for step in model.steps]),
        ("addresses", 1, "planned, not evidence"),
    ]
    notes = _notes(model, found, filters, spelled=logic_layout.narrow(width))
    below, y = key(samples, notes, width, height + GAP)
    title = f"Which plans address what is said to lead people to {lowered(model.evidence.label(model.behaviour))}?"
    subtitle = " · ".join(part for part in (_coverage(model, found), filters.describe()) if part)
    caption = (
        "From left to right: technique, what the target would do, the belief it addresses, the behaviour. Dotted ties are "
        "plans; only the lines from beliefs to the behaviour are evidence. Drawn is what is said to lead there in one step."
    )
    if logic_layout.narrow(width):
        caption = caption.replace(
            "technique, what the target would do,", "target with the codes of its techniques,"
        )
    caption = opened(subtitle, blocks.sentences((caption, *found.said(model.evidence))))
    made = Sheet(width, y + 2, (*drawn, *below), title, subtitle, caption, "")
    return replace(made, alt=_alt(model, title, subtitle))


def _coverage(model: Model, found: Found) -> str:
    shown = sum(len(tag.targets) for tag in model.tags)
    named = {study for step in model.steps for study in step.studies.named}
    return (
        f"Shows {shown} of {many(len(found.targets), 'target')} and {len(model.steps)} of "
        f"{many(len(found.addressed), 'belief')} addressed · {studies(len(named))}"
    )


def _notes(model: Model, found: Found, filters: Filters, *, spelled: bool) -> str:
    hidden = model.evidence.numbers_hidden
    abouts = [model.about[step.cause] for step in model.steps if step.cause in model.about]
    brackets = [
        words.bracket(counted.reported, hidden=hidden)
        for counted in (*(about.studies for about in abouts), *(step.studies for step in model.steps))
    ]
    held = {role for about in abouts for role in about.roles}
    marks = blocks.bracketed(brackets).partition("; ")[2]
    without = len(found.direct.keys() - set(found.addressed))
    codes = sorted(
        {one for tag in model.tags for one in tag.techniques}, key=lambda one: (_by_number(one[0]), one[1])
    )
    frameworks = sorted(
        {
            " ".join(part for part in (one.framework, one.version) if part)
            for tag in model.tags
            for target in tag.targets
            for one in target.techniques
            if one.framework
        }
    )
    return blocks.sentences(
        (
            "3 (9; 12): 3 studies named here; reviews report 9 and 12, never added."
            if not hidden
            else "Numbers of reviews are not shown under this filter.",
            f"{marks[:1].upper()}{marks[1:]}",
            "In a box: studies that report the belief; on a line: studies that say it leads there, which is the "
            "line's width.",
            f"Letters: who voices it ({blocks.spelled(held)})." if held else "",
            blocks.judged(
                (words.confidence(about.studies.reported) for about in abouts), filtered=bool(filters.used)
            ),
            f"Techniques: {'; '.join(f'{code} {label}'.strip() for code, label in codes)}."
            if spelled and codes
            else "",
            f"Codes of techniques: {', '.join(frameworks)}." if frameworks else "",
            "Claims about the opposite behaviour are turned."
            if any(step.via_opposite for step in model.steps)
            else "",
            f"No target addresses {many(without, 'other belief')} said to lead there in one step."
            if without
            else "",
            f"{_coverage(model, found)}.",
        )
    )


def _alt(model: Model, title: str, subtitle: str) -> str:
    evidence = model.evidence
    links = [
        f"{evidence.label(step.cause)}: {step.direction}, {words.count(step.studies, hidden=evidence.numbers_hidden)}"
        for step in model.steps
    ]
    plans = [
        f"{'; '.join(target.label for target in tag.targets)} {'address' if len(tag.targets) > 1 else 'addresses'} "
        f"{', '.join(map(evidence.label, tag.beliefs))}"
        for tag in model.tags
    ]
    mixed = [evidence.label(step.cause) for step in model.steps if step.direction == "mixed"]
    return (
        f"Logic model. {title} {subtitle.removesuffix('.')}. Beliefs and what is said of them, in one step: {'; '.join(links)}. "
        f"Plans: {'. '.join(plans)}. {f'Mixed: {chr(44).join(mixed)}.' if mixed else 'No link is mixed.'}"
    )


def _by_number(code: str) -> list[tuple[int, str]]:
    """Return a key that puts 5.1 before 12.5."""
    return [(int(part) if part.isascii() and part.isdigit() else -1, part) for part in code.split(".")]

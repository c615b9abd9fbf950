"""What a map shows, decided before anything is drawn: which boxes, which steps, and what is left out.

One map answers one question. What does not fit is left out by a rule that is said on the map (the coverage
sentence), and every belief left out can be opened from there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import MapError
from ..graph.influence import steps
from ..graph.statements import beliefs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..graph.evidence import Evidence
    from ..graph.influence import Step
    from ..graph.statements import About
    from .details import Target

BOXES = 40
"""As many boxes as can be read on one screen, behaviours and targets included."""
TAGS = 7
"""Of these, as many as targets may take."""


@dataclass(frozen=True, slots=True)
class Tag:
    """Targets that address the same beliefs of this map: one box, however many they are."""

    targets: tuple[Target, ...]
    beliefs: tuple[str, ...]
    """Those on the map, sorted."""


@dataclass(frozen=True, slots=True)
class Left:
    """A belief or behaviour that belongs to the question and is not on the map."""

    id: str
    label: str
    named: int
    """Named studies on its steps."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the question the map shows."""

    shown: int
    """Beliefs on the map; behaviours are not counted."""
    beliefs: int
    """Beliefs that belong to the question."""
    claims_shown: int
    claims: int
    studies: int
    """Distinct named studies of the steps shown."""
    reviews: int
    """Distinct reviews that report one of the steps shown."""
    filters: tuple[str, ...] = ()
    """Filters in use, in words."""

    @property
    def sentence(self) -> str:
        """Return the coverage as it stands under the title."""
        # Rounded down: 100 % must mean all of them.
        share = f" ({100 * self.claims_shown // self.claims} %)" if self.claims else ""
        parts = [
            f"Shows {self.shown} of {_many(self.beliefs, 'belief')} "
            f"and {self.claims_shown} of {_many(self.claims, 'claim')}{share}",
            f"{_many(self.studies, 'study', 'studies')}, {_many(self.reviews, 'review')}",
            *self.filters,
        ]
        return " · ".join(parts)


@dataclass(frozen=True, slots=True)
class Choice:
    """All that is drawn, still without words and places."""

    title: str
    """The question that the map answers."""
    asked: tuple[str, ...]
    """Ids that the question names; their boxes are marked."""
    ends: tuple[str, ...]
    """Beliefs, themes and behaviours shown, strongest first."""
    steps: tuple[Step, ...]
    """Sorted by cause and effect."""
    about: Mapping[str, About]
    """What is said about each belief of the library."""
    tags: tuple[Tag, ...]
    coverage: Coverage
    left: tuple[Left, ...]
    """Strongest first."""
    limit: str
    """Sentence that says by which rule things were left out; empty if nothing was."""


def around(
    evidence: Evidence,
    behaviour: str,
    targets: Sequence[Target] = (),
    *,
    filters: tuple[str, ...] = (),
    inferred: bool = False,
    opposites: bool = True,
    boxes: int = BOXES,
) -> Choice:
    """Choose the map around a behaviour: every belief with a way to it, and the steps among them.

    As in ``paths``, no way leads through the behaviour's opposite, whose claims are turned instead (unless
    ``opposites`` is False). If there are more than ``boxes`` boxes, the beliefs with the most named studies on their
    steps stay, each joined to the behaviour. Raises MapError if nothing is said to lead to the behaviour.
    """
    everything = steps(evidence, inferred=inferred, opposites=opposites)
    usable = _leading_to(everything.values(), behaviour, evidence.opposites.get(behaviour, frozenset()))
    if not usable:
        raise MapError(
            f"No claim in the selection says what leads to {evidence.label(behaviour)!r}. "
            "Drop a filter, or choose another behaviour."
        )
    order = _strongest(evidence, usable, behaviour, boxes)
    label = evidence.label(behaviour)
    return choose(
        evidence,
        f"What is said to lead people to {_lowered(label)}?",
        (behaviour,),
        order,
        usable,
        targets,
        filters=filters,
        inferred=inferred,
        boxes=boxes,
    )


def choose(
    evidence: Evidence,
    title: str,
    asked: tuple[str, ...],
    order: Sequence[str],
    usable: Sequence[Step],
    targets: Sequence[Target],
    *,
    filters: tuple[str, ...] = (),
    inferred: bool = False,
    boxes: int = BOXES,
) -> Choice:
    """Cut what belongs to a question down to what can be read, and say what was cut.

    ``order`` are all ends that belong to it, first the ones that stay, ``usable`` all steps among them.
    """
    tags = _tags(targets, order[:boxes], asked, evidence)
    room = max(boxes - min(len(tags), TAGS), len(asked)) if len(order) + len(tags) > boxes else boxes
    ends = tuple(order[:room])
    tags = _tags(targets, ends, asked, evidence)[: max(boxes - len(ends), 0)]
    shown = tuple(step for step in usable if step.cause in ends and step.effect in ends)
    left = tuple(
        Left(end, evidence.label(end), len(_named(step for step in usable if step.cause == end)))
        for end in order[room:]
    )
    return Choice(
        title=title,
        asked=asked,
        ends=ends,
        steps=shown,
        about=beliefs(evidence, inferred=inferred),
        tags=tuple(tags),
        coverage=_coverage(evidence, ends, order, shown, usable, filters),
        left=left,
        limit=(
            f"A map shows at most {boxes} boxes, so that they can be read. Those with the most named studies on "
            "their steps stay; a reported number never decides. To see the others, narrow the question: a "
            "filter, another behaviour, or a path."
            if left
            else ""
        ),
    )


def _leading_to(every: Iterable[Step], behaviour: str, never: frozenset[str]) -> tuple[Step, ...]:
    """Return the steps on a way to the behaviour that passes neither it nor its opposite."""
    into: dict[str, list[Step]] = {}
    for step in every:
        if step.cause != behaviour and step.cause not in never and step.effect not in never:
            into.setdefault(step.effect, []).append(step)
    seen, todo = {behaviour}, [behaviour]
    while todo:
        for step in into.get(todo.pop(), ()):
            if step.cause not in seen:
                seen.add(step.cause)
                todo.append(step.cause)
    found = (step for effect in seen for step in into.get(effect, ()))
    return tuple(sorted(found, key=lambda step: (step.cause, step.effect)))


def _strongest(evidence: Evidence, usable: Sequence[Step], behaviour: str, boxes: int) -> list[str]:
    """Return the behaviour and all ends with a way to it, strongest first.

    As far as there is room, each is joined to one before it: a strong belief whose only way leads over
    one that is not shown would hang in the air.
    """
    outgoing: dict[str, list[Step]] = {}
    for step in usable:
        outgoing.setdefault(step.cause, []).append(step)
    direct = {step.cause for step in usable if step.effect == behaviour}
    rank = {
        end: (-len(_named(held)), end not in direct, evidence.label(end).casefold(), end)
        for end, held in outgoing.items()
    }
    order, placed, waiting = [behaviour], {behaviour}, set(outgoing)
    while waiting and len(order) < boxes:
        joined = (end for end in waiting if any(step.effect in placed for step in outgoing[end]))
        following = min(joined, key=rank.__getitem__)
        order.append(following)
        placed.add(following)
        waiting.remove(following)
    return [*order, *sorted(waiting, key=rank.__getitem__)]


def _named(several: Iterable[Step]) -> set[str]:
    return {study for step in several for study in step.studies.named}


def _coverage(
    evidence: Evidence,
    ends: Sequence[str],
    order: Sequence[str],
    shown: Sequence[Step],
    usable: Sequence[Step],
    filters: tuple[str, ...],
) -> Coverage:
    return Coverage(
        shown=sum(not is_behaviour(evidence, end) for end in ends),
        beliefs=sum(not is_behaviour(evidence, end) for end in order),
        claims_shown=len({claim for step in shown for claim in step.claims}),
        claims=len({claim for step in usable for claim in step.claims}),
        studies=len(_named(shown)),
        reviews=len({entry.review for step in shown for entry in step.studies.reported}),
        filters=filters,
    )


def _tags(
    targets: Sequence[Target], ends: Sequence[str], asked: tuple[str, ...], evidence: Evidence
) -> list[Tag]:
    """Put together the targets that address the same beliefs; the widest tags first.

    A target counts here if it aims at nothing in particular, at a behaviour shown, or at an opposite of one.
    """
    aims = {end for end in (*ends, *asked) if is_behaviour(evidence, end)}
    aims |= {other for end in aims for other in evidence.opposites.get(end, ())}
    together: dict[tuple[str, ...], list[Target]] = {}
    for target in targets:
        addressed = tuple(sorted(belief for belief in target.addresses if belief in ends))
        if addressed and (not target.aims_at or aims & set(target.aims_at)):
            together.setdefault(addressed, []).append(target)
    tags = [Tag(tuple(held), addressed) for addressed, held in together.items()]
    return sorted(tags, key=lambda tag: (-len(tag.targets), tag.beliefs))


def is_behaviour(evidence: Evidence, end: str) -> bool:
    """Tell whether an id is a behaviour's; anything else on a map is a belief or a theme."""
    found = evidence.ends.get(end)
    return found is not None and found.kind == "Behaviour"


def _lowered(label: str) -> str:
    """Return a label as it stands inside a sentence: "Order imaging" → "order imaging", but "MRI" stays."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def _many(count: int, one: str, several: str | None = None) -> str:
    return f"{count} {one if count == 1 else several or one + 's'}"

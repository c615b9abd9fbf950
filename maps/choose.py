"""What a map shows, decided before anything is drawn: which boxes, which steps, and what is left out.

One map answers one question. What does not fit is left out by a rule that is said on the map (the coverage
sentence), and every belief left out can be opened from there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

from ..analysis.paths import paths
from ..errors import MapError
from ..graph.influence import is_behaviour, steps
from ..graph.statements import beliefs
from ..queries.filters import Filters
from .coverage import NARROWER, ROLLED, Coverage, Left

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..graph.evidence import Evidence
    from ..graph.influence import Step
    from ..graph.statements import About
    from .details import Target

__all__ = [
    "BOXES",
    "TAGS",
    "Choice",
    "Coverage",
    "Left",
    "Tag",
    "along",
    "around",
    "cut",
    "is_behaviour",
    "is_theme",
    "lowered",
    "most_studied",
    "strongest",
    "whole_ways",
]

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
    filtered: bool
    """True if filters make the library smaller: a review's own judgements then speak of more."""


def most_studied(evidence: Evidence, filters: Filters | None = None) -> str:
    """Return the behaviour that most named studies say something leads to; the first by id among equals.

    Raises MapError if there is no behaviour.
    """
    filters = filters or Filters()
    behind: dict[str, set[str]] = {end.id: set() for end in evidence.ends.values() if end.kind == "Behaviour"}
    if not behind:
        raise MapError("The library holds no behaviour to draw a map of. Load a table 'behaviours'.")
    found = steps(evidence, inferred=filters.inferred, opposites=filters.opposites)
    for (_, effect), step in found.items():
        if effect in behind:
            behind[effect].update(step.studies.named)
    return min(behind, key=lambda behaviour: (-len(behind[behaviour]), behaviour))


def around(
    evidence: Evidence,
    behaviour: str,
    targets: Sequence[Target] = (),
    filters: Filters | None = None,
    *,
    boxes: int | None = BOXES,
) -> Choice:
    """Choose the map around a behaviour: every belief with a way to it, and the steps among them.

    As in ``paths``, no way leads through the behaviour's opposite, whose claims are turned instead. If there are more
    than ``boxes`` boxes (None: any number), the beliefs with the most named studies on their steps stay, each
    joined to the behaviour. Raises MapError if nothing is said to lead to the behaviour.
    """
    filters = filters or Filters()
    everything = steps(evidence, inferred=filters.inferred, opposites=filters.opposites)
    usable = _leading_to(everything.values(), behaviour, evidence.opposites.get(behaviour, frozenset()))
    if not usable:
        raise MapError(
            f"No claim in the selection says what leads to '{evidence.label(behaviour)}'. "
            "Drop a filter, or choose another behaviour."
        )
    order = strongest(evidence, usable, behaviour, boxes or len(evidence.ends))
    title = f"What is said to lead people to {lowered(evidence.label(behaviour))}?"
    choice = cut(evidence, title, (behaviour,), order, usable, targets, filters, boxes)
    rolled = any(end in evidence.parents for end in order)
    narrower = NARROWER + (f" {ROLLED}" if rolled else "")
    return replace(choice, coverage=replace(choice.coverage, narrower=narrower))


def along(
    evidence: Evidence,
    start: str,
    end: str,
    targets: Sequence[Target] = (),
    filters: Filters | None = None,
    *,
    boxes: int | None = BOXES,
) -> Choice:
    """Choose the map of the paths from ``start`` to ``end``: only steps on a path, the best supported paths first.

    The paths are those of the command ``paths``. Raises MapError if there is none.
    """
    filters = filters or Filters()
    found = paths(evidence, start, end, inferred=filters.inferred, opposites=filters.opposites)
    if not found.paths:
        raise MapError(
            f"No path in the selection leads from '{evidence.label(start)}' to '{evidence.label(end)}'. "
            "Drop a filter, or ask for the other way round."
        )
    usable = {(step.cause, step.effect): step for path in found.paths for step in path.steps}
    order = dict.fromkeys([end, start, *(place for path in found.paths for place in path.path)])
    title = f"How they are said to connect: {evidence.label(start)} → {evidence.label(end)}"
    choice = cut(
        evidence,
        title,
        (start, end),
        list(order),
        [usable[pair] for pair in sorted(usable)],
        targets,
        filters,
        boxes,
    )
    return replace(
        choice,
        limit=" ".join(filter(None, (choice.limit, found.note and f"Paths: {found.note}."))),
        coverage=replace(choice.coverage, narrower=NARROWER),
    )


def cut(
    evidence: Evidence,
    title: str,
    asked: tuple[str, ...],
    order: Sequence[str],
    usable: Sequence[Step],
    targets: Sequence[Target],
    filters: Filters,
    boxes: int | None,
    about: Mapping[str, About] | None = None,
) -> Choice:
    """Cut what belongs to a question down to what can be read, and say what was cut.

    ``order`` are all ends that belong to it, first the ones that stay, ``usable`` all steps among them. ``about`` is
    what is said about each belief, if the caller has it already.
    """
    most = boxes or len(order) + len(targets)
    tags = _tags(targets, order[:most], evidence)
    room = most if len(order) + len(tags) <= most else max(most - min(len(tags), TAGS), len(asked))
    shown = whole_ways(usable, set(order[:room]), asked)
    drawn = {end for step in shown for end in (step.cause, step.effect)}
    ends = tuple(end for end in order if end in drawn)
    outgoing = _outgoing(usable)
    left = [
        Left(end, evidence.label(end), len(_named(outgoing.get(end, ()))), is_behaviour(evidence, end))
        for end in order
        if end not in drawn
    ]
    return Choice(
        title=title,
        asked=asked,
        ends=ends,
        steps=shown,
        about=beliefs(evidence, inferred=filters.inferred) if about is None else about,
        tags=tuple(_tags(targets, ends, evidence)[: max(most - len(ends), 0)]),
        coverage=_coverage(evidence, ends, order, shown, usable, filters.describe()),
        left=tuple(sorted(left, key=lambda one: (-one.named, one.label.casefold(), one.id))),
        limit=_limit(most) if left else "",
        filtered=bool(filters.used),
    )


def _limit(most: int) -> str:
    return (
        f"A map shows at most {most} boxes, so that they can be read. Those with the most named studies on their "
        "steps stay, if what they lead to is shown too; a reported number never decides. To see the others, "
        "narrow the question by a filter, another behaviour or a path."
    )


def whole_ways(usable: Sequence[Step], ends: set[str], asked: tuple[str, ...]) -> tuple[Step, ...]:
    """Return the steps among some ends that lie on a way to the end asked for, and from the start if there is one.

    Without this a path that is cut by the limit would leave its pieces on the map.
    """
    kept = [step for step in usable if step.cause in ends and step.effect in ends]
    to_end = _reached({asked[-1]}, [(step.effect, step.cause) for step in kept])
    kept = [step for step in kept if step.effect in to_end]
    if len(asked) > 1:
        from_start = _reached({asked[0]}, [(step.cause, step.effect) for step in kept])
        kept = [step for step in kept if step.cause in from_start]
    return tuple(kept)


def _reached(seen: set[str], pairs: Sequence[tuple[str, str]]) -> set[str]:
    """Return everything that can be reached along pairs."""
    after: dict[str, list[str]] = {}
    for one, other in pairs:
        after.setdefault(one, []).append(other)
    todo = list(seen)
    while todo:
        for other in after.get(todo.pop(), ()):
            if other not in seen:
                seen.add(other)
                todo.append(other)
    return seen


def _leading_to(every: Iterable[Step], behaviour: str, never: frozenset[str]) -> tuple[Step, ...]:
    """Return the steps on a way to the behaviour that passes neither it nor its opposite."""
    allowed = [
        step
        for step in every
        if step.cause != behaviour and step.cause not in never and step.effect not in never
    ]
    leading = _reached({behaviour}, [(step.effect, step.cause) for step in allowed])
    found = (step for step in allowed if step.effect in leading)
    return tuple(sorted(found, key=lambda step: (step.cause, step.effect)))


def strongest(evidence: Evidence, usable: Sequence[Step], behaviour: str, boxes: int) -> list[str]:
    """Return the behaviour and all ends with a way to it, strongest first.

    As far as there is room, each is joined to one before it: a strong belief whose only way leads over
    one that is not shown would hang in the air.
    """
    outgoing = _outgoing(usable)
    before: dict[str, list[str]] = {}
    for step in usable:
        before.setdefault(step.effect, []).append(step.cause)
    direct = set(before.get(behaviour, ()))
    rank = {
        end: (-len(_named(held)), end not in direct, evidence.label(end).casefold(), end)
        for end, held in outgoing.items()
    }
    order, placed = [behaviour], {behaviour}
    joined = [rank[end] for end in before.get(behaviour, ())]
    heapify(joined)
    while joined and len(order) < boxes:
        following = heappop(joined)[-1]
        if following in placed:
            continue
        order.append(following)
        placed.add(following)
        for end in before.get(following, ()):
            if end not in placed:
                heappush(joined, rank[end])
    return [*order, *sorted(outgoing.keys() - placed, key=rank.__getitem__)]


def _outgoing(usable: Iterable[Step]) -> dict[str, list[Step]]:
    """Return the steps by their cause."""
    outgoing: dict[str, list[Step]] = {}
    for step in usable:
        outgoing.setdefault(step.cause, []).append(step)
    return outgoing


def _named(several: Iterable[Step]) -> set[str]:
    return {study for step in several for study in step.studies.named}


def _coverage(
    evidence: Evidence,
    ends: Sequence[str],
    order: Sequence[str],
    shown: Sequence[Step],
    usable: Sequence[Step],
    filters: str,
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


def _tags(targets: Sequence[Target], ends: Sequence[str], evidence: Evidence) -> list[Tag]:
    """Put together the targets that address the same beliefs; the widest tags first.

    A target counts here if it aims at nothing in particular, at a behaviour shown, or at an opposite of one.
    """
    aims = {end for end in ends if is_behaviour(evidence, end)}
    aims |= {other for end in aims for other in evidence.opposites.get(end, ())}
    together: dict[tuple[str, ...], list[Target]] = {}
    shown = set(ends)
    for target in targets:
        addressed = tuple(sorted(belief for belief in target.addresses if belief in shown))
        if addressed and (not target.aims_at or aims & set(target.aims_at)):
            together.setdefault(addressed, []).append(target)
    tags = [Tag(tuple(held), addressed) for addressed, held in together.items()]
    return sorted(tags, key=lambda tag: (-len(tag.targets), tag.beliefs))


def is_theme(evidence: Evidence, end: str) -> bool:
    """Tell whether an id is a theme's."""
    found = evidence.ends.get(end)
    return found is not None and found.kind == "Theme"


def lowered(label: str) -> str:
    """Return a label as it stands inside a sentence: "Order imaging" → "order imaging", but "MRI" stays."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label

"""What a map of themes shows: the themes of one question, and for each the view in which it stands opened.

Nothing is left out that the map of beliefs would show; it only stands closer. What does not fit is left out
strongest last, as on every map.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..analysis.wording import many
from ..errors import MapError
from ..graph.evidence import End
from ..queries.filters import Filters
from .choose import (
    BOXES,
    TAGS,
    Choice,
    Tag,
    around,
    cut,
    is_behaviour,
    is_theme,
    lowered,
    strongest,
    whole_ways,
)
from .coverage import NARROWER, Coverage, Left
from .rollup import WITHOUT, rolled, tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..graph.evidence import Evidence
    from ..graph.influence import Step
    from .details import Target
    from .rollup import Known, Stands, Tree

NO_THEME = "Without a theme"


@dataclass(frozen=True, slots=True)
class View:
    """One drawing: with every theme closed, or with one opened."""

    opened: tuple[str, ...]
    """Themes that are opened, outermost first."""
    ends: tuple[str, ...]
    """Ids of the boxes, strongest first; the opened themes come last."""
    steps: tuple[Step, ...]
    """Between the boxes; some are steps of the library, others several of them together."""
    holds: tuple[tuple[str, str], ...]
    """Each opened theme and what is shown of what stands directly in it."""
    folded: int
    """Beliefs and themes in the innermost opened theme that stand in its own box, for lack of room."""
    ties: tuple[tuple[int, str], ...]
    """Numbers of tags, from 1, and the boxes they address."""


@dataclass(frozen=True, slots=True)
class Themes:
    """All that a map of themes shows, still without words and places."""

    evidence: Evidence
    """As given, and with the box of beliefs without a theme among its ends."""
    tree: Tree
    choice: Choice
    """The question with every theme closed; the left out are beliefs."""
    inside: Choice
    """What opens by itself: behaviours, beliefs and themes of steps, with their own steps."""
    closed: View
    opened: Mapping[str, View]
    """By the innermost opened theme, sorted."""
    holding: Mapping[tuple[str, str, tuple[str, ...]], tuple[Step, ...]]
    """For a step between boxes (cause, effect, claims) the steps of the library that it holds."""
    inner: Mapping[str, tuple[Step, ...]]
    """For each theme on the map the steps between what stands in it."""


def themes(
    evidence: Evidence,
    behaviour: str,
    targets: Sequence[Target] = (),
    filters: Filters | None = None,
    *,
    boxes: int | None = BOXES,
) -> Themes:
    """Choose the map of the themes of everything that is said to lead to a behaviour.

    Steps and beliefs are those of :func:`.choose.around`. No view has more than ``boxes`` boxes (None: any number); of
    an opened theme and the others each keeps half of them at least. Raises MapError if nothing is said to lead to the
    behaviour, or if none of it has a theme.
    """
    filters = filters or Filters()
    full = around(evidence, behaviour, targets, filters, boxes=None)
    made = tree(evidence, full.ends)
    named = [theme for theme in made.children if theme != WITHOUT]
    if not named:
        raise MapError(
            f"Nothing that is said to lead to '{evidence.label(behaviour)}' belongs to a theme. Draw it with "
            "'map beliefs', or name themes in the column 'themes' of the table 'subthemes'."
        )
    ends = {**evidence.ends, WITHOUT: End(id=WITHOUT, kind="Theme", label=NO_THEME)}
    evidence = replace(evidence, ends=ends)
    return _Chooser(evidence, behaviour, filters, boxes, full, made).all()


class _Chooser:
    """Chooses the views of one map."""

    def __init__(
        self,
        evidence: Evidence,
        behaviour: str,
        filters: Filters,
        boxes: int | None,
        full: Choice,
        made: Tree,
    ) -> None:
        self._evidence, self._behaviour, self._filters, self._boxes = evidence, behaviour, filters, boxes
        self._full, self._tree = full, made
        self._known: Known = {}
        self._holding: dict[tuple[str, str, tuple[str, ...]], tuple[Step, ...]] = {}

    def all(self) -> Themes:
        stands = self._tree.stands()
        steps = self._rolled(stands)
        order = strongest(self._evidence, steps, self._behaviour, self._boxes or len(stands))
        targets = [target for tag in self._full.tags for target in tag.targets]
        choice = cut(
            self._evidence,
            f"What is said to lead people to {lowered(self._evidence.label(self._behaviour))}, by theme?",
            (self._behaviour,),
            order,
            steps,
            _addressing(targets, stands),
            self._filters,
            self._boxes,
            about=self._full.about,
        )
        given = {target.id: target for target in targets}
        tags = tuple(Tag(tuple(given[one.id] for one in tag.targets), tag.beliefs) for tag in choice.tags)
        choice = replace(choice, tags=tags[:TAGS] if self._boxes else tags)
        shown = [end for end in choice.ends if end in self._tree.children]
        closed = View((), choice.ends, choice.steps, (), 0, _ties(choice.tags, stands, choice.ends))
        opened = {
            theme: self._open(self._tree.way_to(theme), choice)
            for theme in self._tree.children
            if self._tree.way_to(theme)[0] in shown
        }
        inside = self._inside(choice, [closed, *opened.values()])
        choice = self._said(choice, stands)
        return Themes(
            evidence=self._evidence,
            tree=self._tree,
            choice=choice,
            inside=replace(inside, coverage=choice.coverage, left=choice.left, limit=choice.limit),
            closed=closed,
            opened=opened,
            holding=self._holding,
            inner={theme: self._inner(theme) for theme in opened},
        )

    def _rolled(self, stands: Stands) -> list[Step]:
        found = rolled(self._full.steps, stands, self._known)
        for step, held in found:
            self._holding[step.cause, step.effect, step.claims] = held
        return [step for step, _ in found]

    def _inner(self, theme: str) -> tuple[Step, ...]:
        within = {theme, *self._tree.within[theme]}
        return tuple(step for step in self._full.steps if step.cause in within and step.effect in within)

    def _open(self, way: tuple[str, ...], closed: Choice) -> View:
        """Return the view in which the last theme of a way, and those it is in, stand opened."""
        evidence, theme, tags = self._evidence, way[-1], closed.tags
        stands = self._tree.stands(way)
        steps = self._rolled(stands)
        order = strongest(evidence, steps, self._behaviour, len(stands))
        asked, rest = order[0], [end for end in order[1:] if end not in way]
        inner = [end for end in rest if end in self._tree.children[theme]]
        others = [end for end in rest if end not in inner]
        room = (self._boxes or len(order) + len(way) + len(tags)) - 1 - len(way) - len(tags)
        kept = inner[: max(room - len(others), (room + 1) // 2, 0)]
        folded = [end for end in self._tree.children[theme] if end not in kept]
        if folded:
            stands = self._tree.stands(way, folded)
            steps = self._rolled(stands)
        boxes = {asked, *way, *kept, *others[: max(room - len(kept), 0)]}
        steps = list(whole_ways(steps, boxes, (asked,)))
        drawn = {end for step in steps for end in (step.cause, step.effect)}
        ends = (*(end for end in order if end in drawn and end not in way), *way)
        holds = tuple(
            (outer, child) for outer in way for child in self._tree.children[outer] if child in ends
        )
        hidden = sum(child not in ends for child in self._tree.children[theme])
        return View(way, ends, tuple(steps), holds, hidden, _ties(tags, stands, ends))

    def _inside(self, choice: Choice, views: Iterable[View]) -> Choice:
        """Return what opens by itself: all that has a box in a view, and the steps among it."""
        boxed = {end for view in views for end in view.ends}
        ends = tuple(end for end in self._full.ends if end in boxed)
        steps = tuple(step for step in self._full.steps if step.cause in boxed and step.effect in boxed)
        tags = []
        for tag in choice.tags:
            addressed = {belief for target in tag.targets for belief in target.addresses}
            tags.append(Tag(tag.targets, tuple(end for end in sorted(ends) if end in addressed)))
        return replace(self._full, ends=ends, steps=steps, tags=tuple(tags))

    def _said(self, choice: Choice, stands: Stands) -> Choice:
        """Return the choice with what it admits: coverage by belief and claim, what is left out, how it is rolled up."""
        shown = set(choice.ends)
        stood = {end for end, boxes in stands.items() if shown & set(boxes)}
        kept = [step for step in self._full.steps if step.cause in stood and step.effect in stood]
        beliefs = [end for end in self._full.ends if not is_behaviour(self._evidence, end)]
        coverage = Coverage(
            shown=sum(end in stood for end in beliefs),
            beliefs=len(beliefs),
            claims_shown=len({claim for step in kept for claim in step.claims}),
            claims=self._full.coverage.claims,
            studies=len({study for step in kept for study in step.studies.named}),
            reviews=len({entry.review for step in kept for entry in step.studies.reported}),
            filters=self._filters.describe(),
            narrower=NARROWER,
            themes=sum(is_theme(self._evidence, end) and end != WITHOUT for end in choice.ends),
        )
        named = {step.cause: set[str]() for step in self._full.steps}
        for step in self._full.steps:
            named[step.cause].update(step.studies.named)
        left = [
            Left(end, self._evidence.label(end), len(named.get(end, ())), is_behaviour(self._evidence, end))
            for end in self._full.ends
            if end not in stood
        ]
        return replace(
            choice,
            coverage=coverage,
            left=tuple(sorted(left, key=lambda one: (-one.named, one.label.casefold(), one.id))),
            limit=" ".join([*([choice.limit] if left else []), *self._rules(shown)]),
        )

    def _rules(self, shown: Iterable[str]) -> list[str]:
        """Return how the beliefs were rolled up, as far as it matters on this map."""
        several, loose = len(self._tree.several), len(self._tree.children.get(WITHOUT, ()))
        inner = {
            claim
            for theme in shown
            if theme in self._tree.children
            for step in self._inner(theme)
            for claim in step.claims
        }
        rules = [
            "A theme stands for its beliefs and those of the themes in it; its numbers are theirs, each study once."
        ]
        if several:
            rules.append(f"{_begins(several)} in several themes and counts in each of them.")
        if loose:
            rules.append(f"{many(loose, 'belief')} without a theme share a box.")
        if inner:
            rules.append(
                f"{many(len(inner), 'claim')} about two beliefs of one theme: seen when it is opened."
            )
        return rules


def _begins(several: int) -> str:
    return "1 belief stands" if several == 1 else f"{several:,} beliefs stand"


def _addressing(targets: Sequence[Target], stands: Stands) -> list[Target]:
    """Return the targets as addressing the boxes that stand for their beliefs."""
    return [
        replace(
            target,
            addresses={
                box: tie for belief, tie in target.addresses.items() for box in stands.get(belief, ())
            },
        )
        for target in targets
    ]


def _ties(tags: Sequence[Tag], stands: Stands, ends: Sequence[str]) -> tuple[tuple[int, str], ...]:
    shown = set(ends)
    return tuple(
        (number, box)
        for number, tag in enumerate(tags, start=1)
        for box in sorted(
            {box for target in tag.targets for belief in target.addresses for box in stands.get(belief, ())}
        )
        if box in shown
    )

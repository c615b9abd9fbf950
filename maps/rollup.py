"""Beliefs rolled up by theme: which theme stands for which beliefs, and what their steps are together.

A theme on a map is a heap of beliefs, no measure: nothing is added up through PART_OF. Its line to a behaviour is the
steps of its beliefs side by side: every named study once, every reported number listed and none summed, the direction
mixed if theirs differ. A belief in several themes stands in each of them and counts in each. Beliefs without a theme stand
together in a box that says so; one alone stands as itself. A theme inside another is in the outer one until that is
opened.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from ..graph.influence import Step
from ..graph.studies import Studies

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from ..graph.evidence import Evidence

WITHOUT = ""
"""Stands for the theme of the beliefs that have none; no id of a library is empty."""
Stands: TypeAlias = "dict[str, tuple[str, ...]]"
"""For each end of a step the boxes that stand for it, sorted."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The themes of some beliefs."""

    tops: tuple[str, ...]
    """Themes in no other theme, beliefs that stand as themselves and behaviours, sorted."""
    children: Mapping[str, tuple[str, ...]]
    """The themes and beliefs that stand directly in each theme, sorted."""
    within: Mapping[str, tuple[str, ...]]
    """The beliefs of each theme and of the themes in it, each once, sorted."""
    several: tuple[str, ...]
    """Beliefs that stand in more than one theme, sorted."""

    def way_to(self, theme: str) -> tuple[str, ...]:
        """Return the themes to be opened to see inside one, outermost first; one way of several."""
        way = [theme]
        while way[0] not in self.tops:
            way.insert(0, min(outer for outer, held in self.children.items() if way[0] in held))
        return tuple(way)

    def stands(self, opened: Collection[str] = (), folded: Collection[str] = ()) -> Stands:
        """Return which boxes stand for every end when some themes are opened.

        A theme that is not opened stands for itself and all in it; an opened one for itself and for those directly in it
        that are ``folded``.
        """
        boxes: dict[str, set[str]] = defaultdict(set)

        def whole(box: str, thing: str) -> None:
            for end in (thing, *self._below(thing)):
                boxes[end].add(box)

        todo = list(self.tops)
        while todo:
            box = todo.pop()
            if box not in opened:
                whole(box, box)
                continue
            boxes[box].add(box)
            for child in self.children[box]:
                if child in folded:
                    whole(box, child)
                else:
                    todo.append(child)
        return {end: tuple(sorted(held)) for end, held in boxes.items()}

    def _below(self, theme: str) -> set[str]:
        """Return every theme and belief in a theme."""
        found: set[str] = set()
        todo = list(self.children.get(theme, ()))
        while todo:
            inner = todo.pop()
            if inner not in found:
                found.add(inner)
                todo.extend(self.children.get(inner, ()))
        return found


def tree(evidence: Evidence, ends: Iterable[str]) -> Tree:
    """Return the themes of these ends of steps, and of their themes.

    A theme that is its own outer theme, directly or in a ring, loses the part of the ring that comes last by id.
    """
    ends = sorted(ends)
    outer = _outer(evidence, ends)
    children: dict[str, set[str]] = defaultdict(set)
    for inner, held in outer.items():
        for theme in held:
            children[theme].add(inner)
    kinds = {end: found.kind for end in ends if (found := evidence.ends.get(end)) is not None}
    loose = [end for end in ends if kinds.get(end) not in ("Theme", "Behaviour") and not outer.get(end)]
    if len(loose) > 1:
        children[WITHOUT].update(loose)
    every = {*ends, *children}
    inside = {inner for held in children.values() for inner in held}
    made = Tree(
        tops=tuple(sorted(every - inside)),
        children={theme: tuple(sorted(held)) for theme, held in sorted(children.items())},
        within={},
        several=tuple(end for end in ends if kinds.get(end) != "Theme" and len(outer.get(end, ())) > 1),
    )
    beliefs = {end for end in ends if kinds.get(end) not in ("Theme", "Behaviour")}
    within = {theme: tuple(sorted(made._below(theme) & beliefs)) for theme in made.children}
    return Tree(made.tops, made.children, within, made.several)


def _outer(evidence: Evidence, ends: Sequence[str]) -> dict[str, list[str]]:
    """Return the outer themes of each end and of its themes, without the links that would close a ring."""
    known: set[str] = set()
    todo = list(ends)
    while todo:
        thing = todo.pop()
        if thing not in known:
            known.add(thing)
            todo.extend(evidence.parents.get(thing, ()))
    outer: dict[str, list[str]] = {}
    for thing in sorted(known):
        for theme in evidence.parents.get(thing, ()):
            if thing not in _above(outer, theme):
                outer.setdefault(thing, []).append(theme)
    return outer


def _above(outer: Mapping[str, Sequence[str]], theme: str) -> set[str]:
    """Return a theme and all that it is in."""
    found, todo = {theme}, [theme]
    while todo:
        for other in outer.get(todo.pop(), ()):
            if other not in found:
                found.add(other)
                todo.append(other)
    return found


Known: TypeAlias = "dict[tuple[str, str], tuple[tuple[Step, ...], Step]]"
"""What was put together already, by cause and effect: most lines are the same in every view."""


def rolled(
    steps: Iterable[Step], stands: Mapping[str, Sequence[str]], known: Known | None = None
) -> list[tuple[Step, tuple[Step, ...]]]:
    """Return the steps between boxes, each with the steps that it holds, sorted by cause and effect.

    A step whose two ends stand in the same box is inside of it and makes none there. ``known`` is filled and used.
    """
    known = {} if known is None else known
    gathered: dict[tuple[str, str], list[Step]] = defaultdict(list)
    for step in steps:
        for cause in stands.get(step.cause, ()):
            for effect in stands.get(step.effect, ()):
                if cause != effect:
                    gathered[cause, effect].append(step)
    found = []
    for pair in sorted(gathered):
        held = tuple(gathered[pair])
        if pair not in known or known[pair][0] != held:
            known[pair] = held, together(*pair, held)
        found.append((known[pair][1], held))
    return found


def together(cause: str, effect: str, held: Sequence[Step]) -> Step:
    """Return several steps as one from ``cause`` to ``effect``: studies each once, reported numbers side by side.

    The direction is mixed if theirs differ: for and against are never netted. ``held`` must not be empty.

    Examples
    --------
    >>> from beliefgraph.graph.studies import Studies
    >>> one = Step("fear", "scan", "encourages", Studies(counted=("s1", "s2")), claims=("c1",))
    >>> other = Step("harm", "scan", "discourages", Studies(counted=("s1",)), claims=("c2",))
    >>> step = together("risk", "scan", [one, other])
    >>> step.direction, step.studies.named, step.claims
    ('mixed', ('s1', 's2'), ('c1', 'c2'))
    """
    if len(held) == 1 and (held[0].cause, held[0].effect) == (cause, effect):
        return held[0]
    directions = {step.direction for step in held}

    def every(name: str) -> tuple[str, ...]:
        return tuple(sorted({value for step in held for value in getattr(step, name)}))

    return Step(
        cause=cause,
        effect=effect,
        direction=directions.pop() if len(directions) == 1 else "mixed",
        studies=Studies.union(step.studies for step in held),
        studies_no_effect=every("studies_no_effect"),
        via_opposite=any(step.via_opposite for step in held),
        groups=every("groups"),
        quotes=every("quotes"),
        claims=every("claims"),
        findings=every("findings"),
        studies_encouraging=every("studies_encouraging"),
        studies_discouraging=every("studies_discouraging"),
    )

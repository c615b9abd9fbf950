"""Which loops a map of loops shows; where nothing leads back, how far it is said to go from one behaviour to another."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from ..analysis.loops import loops
from ..analysis.network import Network
from ..analysis.path_rows import PathMaker
from ..analysis.wording import many, studies
from ..errors import MapError
from ..graph.influence import beliefs
from ..graph.influence import steps as all_steps
from ..queries.filters import Filters
from .choose import BOXES, Choice, Coverage, is_behaviour

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..analysis.path_rows import Path
    from ..graph.evidence import Evidence
    from ..graph.influence import Step

LONGEST = 6
"""Steps of a loop: three people, each with what they think and what they do."""
MOST = 20
"""Loops looked for."""


@dataclass(frozen=True, slots=True)
class Rounds:
    """What is drawn: loops, or open ways where there is none."""

    choice: Choice
    closed: bool
    """True for loops; False for ways from one behaviour to another that nothing closes."""
    shown: tuple[Path, ...]
    """The best supported first."""
    cut: tuple[Path, ...]
    """Those that did not fit."""
    note: str
    """What was not looked at; "" if everything was."""

    @property
    def word(self) -> str:
        """Return what one of them is called."""
        return "loop" if self.closed else "way"

    @property
    def sentence(self) -> str:
        """Return the coverage as it stands under the title."""
        coverage = self.choice.coverage
        whole = len(self.shown) + len(self.cut)
        if self.closed:
            more = "more than " if self.note else ""
            first = f"Shows {len(self.shown)} of {more}{many(whole, 'loop')} of at most {LONGEST} steps"
        else:
            first = (
                f"No: no loop of at most {LONGEST} steps is said · shown instead: {len(self.shown)} of {many(whole, 'way')} "
                "from one behaviour to another, which nothing closes"
            )
        parts = [
            first,
            f"{studies(coverage.studies)}, {many(coverage.reviews, 'review')}",
            self.note,
            coverage.filters,
        ]
        return " · ".join(part for part in parts if part)


def rounds(
    evidence: Evidence, end: str | None, filters: Filters | None = None, *, boxes: int | None = BOXES
) -> Rounds:
    """Choose the loops of at most six steps, through ``end`` if it is given, the best supported first.

    If there is none, the ways from one behaviour to another are shown instead, since they say where a loop is open.
    Raises MapError if there is neither.
    """
    filters = filters or Filters()
    steps = all_steps(evidence, inferred=filters.inferred, opposites=filters.opposites)
    maker = PathMaker(evidence, steps)
    places = [end] if end is not None else _on_cycles(steps)
    barred = evidence.opposites.get(end, frozenset()) if end is not None else frozenset()
    found: tuple[Path, ...] = ()
    note = ""
    if places:
        held = loops(
            maker, [maker.links], places[0], places[0], places, barred=barred, longest=LONGEST, most=MOST
        )
        found, note = tuple(loop.path for loop in held.loops), held.note or ""
    closed = bool(found)
    if not closed:
        found = tuple(_ways(evidence, maker, end))
    if not found:
        raise MapError(_nothing(evidence, end))
    kept = _fitting(found, boxes)
    return Rounds(
        _choice(evidence, kept, found, end, filters),
        closed,
        kept,
        tuple(path for path in found if path not in kept),
        note,
    )


def _choice(
    evidence: Evidence, kept: Sequence[Path], found: Sequence[Path], end: str | None, filters: Filters
) -> Choice:
    """Return the steps of what is kept, each once; nothing is cut off a loop."""
    shown, whole = (_steps(several) for several in (kept, found))
    ends = [*dict.fromkeys(place for path in kept for place in path.path)]
    every = dict.fromkeys(place for path in found for place in path.path)
    return Choice(
        title="Is anything said to lead back to where it began?"
        if end is None
        else f"Is anything said to lead from “{evidence.label(end)}” back to it?",
        asked=() if end is None else (end,),
        ends=tuple(ends),
        steps=shown,
        about=beliefs(evidence, inferred=filters.inferred),
        tags=(),
        coverage=Coverage(
            shown=sum(not is_behaviour(evidence, place) for place in ends),
            beliefs=sum(not is_behaviour(evidence, place) for place in every),
            claims_shown=len({claim for step in shown for claim in step.claims}),
            claims=len({claim for step in whole for claim in step.claims}),
            studies=len({study for step in shown for study in step.studies.named}),
            reviews=len({entry.review for step in shown for entry in step.studies.reported}),
            filters=filters.describe(),
        ),
        left=(),
        limit="",
        filtered=bool(filters.used),
    )


def _steps(several: Iterable[Path]) -> tuple[Step, ...]:
    found = {(step.cause, step.effect): step for path in several for step in path.steps}
    return tuple(found[pair] for pair in sorted(found))


def _fitting(found: Sequence[Path], boxes: int | None) -> tuple[Path, ...]:
    """Return what fits whole, the strongest first; at least one."""
    kept: list[Path] = []
    drawn: set[str] = set()
    for path in found:
        if boxes is None or not kept or len(drawn.union(path.path)) <= boxes:
            kept.append(path)
            drawn.update(path.path)
    return tuple(kept)


def _on_cycles(steps: Mapping[tuple[str, str], Step]) -> list[str]:
    """Return everything that lies on a cycle of any length, sorted: nothing else can be on a loop."""
    from networkx import DiGraph, strongly_connected_components

    joined = strongly_connected_components(DiGraph(sorted(steps)))
    return sorted(place for component in joined if len(component) > 1 for place in component)


def _ways(evidence: Evidence, maker: PathMaker, end: str | None) -> list[Path]:
    """Return the ways from one behaviour to another, through ``end`` if it is given, strongest first.

    Of two opposite behaviours only one is a goal, ``end`` or the one that more claims speak of: claims about the
    other are turned for it, so that every way would come twice.
    """
    into = {effect for _, effect in maker.steps}
    starts = {cause for cause, _ in maker.steps}
    spoken_of = Counter(claim.effect for claim in evidence.claims)
    behaviours = [place for place in evidence.ends if is_behaviour(evidence, place)]
    goals: list[str] = []
    for place in sorted(into & {*behaviours}, key=lambda place: (place != end, -spoken_of[place], place)):
        if evidence.opposites.get(place, frozenset()).isdisjoint(goals):
            goals.append(place)
    found = []
    for goal in goals:
        opposite = evidence.opposites.get(goal, frozenset())
        network = Network(maker.links, goal, barred=opposite, longest=LONGEST)
        for start in sorted(starts & {*behaviours} - {goal, *opposite}):
            several = (path for path in islice(network.in_order(start), MOST))
            found += [path for path in several if end is None or end in path]
    return [maker.path(path) for path in sorted(found, key=maker.order)[:MOST]]


def _nothing(evidence: Evidence, end: str | None) -> str:
    about = "" if end is None else f" that passes '{evidence.label(end)}'"
    return (
        f"The selection holds no loop of at most {LONGEST} steps{about}, nor a way from one behaviour to another that might "
        "become one. A loop needs a claim whose cause is a behaviour. Drop a filter, or write 'map loops' without a name."
    )

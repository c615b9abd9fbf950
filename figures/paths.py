"""The path diagram: how one thing is said to lead to another, and under it a table of the routes.

Only steps of the routes in the table are drawn. As many of the strongest routes are shown as fit the page; how many
of how many stands below.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..analysis import wording
from ..analysis.paths import paths
from ..errors import MapError
from ..graph.statements import beliefs
from ..maps import words
from ..maps.details import details_of
from . import blocks, routes
from .blocks import TALLEST
from .boxes import end_box
from .caption import opened
from .key import directions, key
from .scenes import Line, fitted
from .sheet import Sheet
from .titled import moved

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..analysis.path_rows import Path
    from ..analysis.paths import Paths
    from ..graph.evidence import Evidence
    from ..graph.influence import Step
    from ..graph.statements import About
    from ..maps.details import Details, Query
    from ..queries.filters import Filters
    from .boxes import Box
    from .scenes import Drawing
    from .sheet import Item

MOST = 8
"""Routes that a figure shows at most."""
GAP = 12.0
"""Between diagram, table and key."""


@dataclass(frozen=True, slots=True)
class _Source:
    """What the figure is drawn from."""

    evidence: Evidence
    details: Details
    about: dict[str, About]
    start: str
    end: str


def sheet(query: Query, evidence: Evidence, names: tuple[str, ...], filters: Filters, width: float) -> Sheet:
    """Draw the paths from the first to the second of ``names``. Raises MapError if there is none."""
    start, end = names
    found = paths(evidence, start, end, inferred=filters.inferred, opposites=filters.opposites)
    if not found.paths:
        raise MapError(
            f"No path in the selection leads from '{evidence.label(start)}' to '{evidence.label(end)}'. "
            "Drop a filter, or ask for the other way round."
        )
    candidates = found.paths[:MOST]
    ends = sorted({place for path in candidates for place in path.path})
    source = _Source(
        evidence,
        details_of(query, evidence, ends),
        dict(beliefs(evidence, inferred=filters.inferred)),
        start,
        end,
    )
    for shown in range(len(candidates), 0, -1):
        made = _sheet(source, found, candidates[:shown], filters, width, last=shown == 1)
        if made is not None:
            return made
    raise MapError(
        f"The path from '{evidence.label(start)}' to '{evidence.label(end)}' finds no room at this width. Choose a wider figure."
    )


def _sheet(
    source: _Source, found: Paths, shown: Sequence[Path], filters: Filters, width: float, *, last: bool
) -> Sheet | None:
    """Return the figure of some routes, or None if they do not fit."""
    steps = {(step.cause, step.effect): step for path in shown for step in path.steps}
    chosen = [steps[pair] for pair in sorted(steps)]
    table = routes.table(source.evidence, shown, width)
    notes = _notes(source, found, shown, chosen, filters)
    samples = directions([(step.direction, not step.studies.named) for step in chosen])
    rest = table.height + GAP + key(samples, notes, width, 0)[1] + GAP
    drawing = _drawing(source, shown, chosen, width, TALLEST - rest if not last else 10 * TALLEST)
    if drawing is None:
        return None
    left = (width - drawing.width) / 2
    items: list[Item] = [moved(item, left, 0.0) for item in drawing.items]
    y = drawing.height + GAP
    items += [moved(item, 0.0, y) for item in table.items]
    below, y = key(samples, notes, width, y + table.height + GAP / 2)
    start, end = source.evidence.label(source.start), source.evidence.label(source.end)
    title = f"How “{start}” is said to lead to “{end}”"
    subtitle = _coverage(found, shown, chosen, filters)
    return Sheet(
        width,
        y + 2,
        (*items, *below),
        title,
        subtitle,
        opened(subtitle, _caption(drawing, shown)),
        _alt(source, shown, chosen, title, subtitle),
    )


def _drawing(
    source: _Source, shown: Sequence[Path], steps: Sequence[Step], width: float, tallest: float
) -> Drawing | None:
    order = list(dict.fromkeys(place for path in shown for place in path.path))
    mark = {end: f"box-{number}" for number, end in enumerate(order, 1)}
    hidden = source.evidence.numbers_hidden
    lines = [
        Line(
            f"line-{number}",
            mark[step.cause],
            mark[step.effect],
            step.direction,
            len(step.studies.named),
            words.label(step, hidden=hidden),
        )
        for number, step in enumerate(steps, 1)
    ]
    ports = {
        end: max(sum(step.cause == end for step in steps), sum(step.effect == end for step in steps))
        for end in order
    }

    def make(wide: float) -> list[Box]:
        return [
            end_box(
                source.evidence,
                source.details,
                end,
                mark[end],
                wide,
                about=source.about.get(end),
                into=[step for step in steps if step.effect == end],
                ports=ports[end],
                asked=end in (source.start, source.end),
            )
            for end in order
        ]

    return fitted(make, lines, width, tallest)


def _coverage(found: Paths, shown: Sequence[Path], steps: Sequence[Step], filters: Filters) -> str:
    """Return how much of the question the figure shows."""
    named = {study for step in steps for study in step.studies.named}
    reviews = {entry.review for step in steps for entry in step.studies.reported}
    return " · ".join(
        part
        for part in (
            _routes(found, shown),
            f"{wording.studies(len(named))}, {wording.many(len(reviews), 'review')}",
            filters.describe(),
        )
        if part
    )


def _routes(found: Paths, shown: Sequence[Path]) -> str:
    most = "" if found.exact else "at most "
    return f"Shows {len(shown):,} of {most}{wording.many(found.total, 'route')}"


def _notes(
    source: _Source, found: Paths, shown: Sequence[Path], steps: Sequence[Step], filters: Filters
) -> str:
    evidence = source.evidence
    abouts = [
        source.about[end]
        for end in dict.fromkeys(place for path in shown for place in path.path)
        if end in source.about and evidence.ends[end].kind != "Behaviour"
    ]
    brackets = [
        words.bracket(counted.reported, hidden=evidence.numbers_hidden)
        for counted in (*(about.studies for about in abouts), *(step.studies for step in steps))
    ]
    held = {role for about in abouts for role in about.roles}
    hidden = evidence.numbers_hidden
    pattern = (
        f"3 ({words.NOT_SHOWN}): 3 studies named here; numbers of reviews {wording.NOT_SHOWN}."
        if hidden
        else "3 (9; 12): 3 studies named here; reviews report 9 and 12, never added."
    )
    marks = blocks.bracketed(brackets).partition("; ")[2]
    whole = any(path.told_by != "stitched" for path in shown)
    loose = any(path.told_by == "stitched" for path in shown)
    joints = [
        "filled joints: one source tells every step" if whole else "",
        f"open joints: {'none does' if whole else 'no source tells every step'}, or it cannot be told because a step is only reported"
        if loose
        else "",
    ]
    told = "; ".join(part for part in joints if part)
    return blocks.sentences(
        (
            pattern,
            f"{marks[0].upper()}{marks[1:]}" if marks else "",
            "In a box: studies that report the belief; on a line: studies that say it leads there.",
            f"Line width: named studies{', 6 and more alike' if any(len(step.studies.named) > 5 for step in steps) else ''}.",
            f"Letters: who voices it ({blocks.spelled(held)})." if held else "",
            blocks.judged(
                (words.confidence(about.studies.reported) for about in abouts), filtered=bool(filters.used)
            ),
            f"{told[0].upper()}{told[1:]}." if told else "",
            "Direction of a route: by the sign rule." if any(len(path.steps) > 1 for path in shown) else "",
            "Claims about the opposite behaviour are turned."
            if any(step.via_opposite for step in steps)
            else "",
            f"{_routes(found, shown)}.",
        )
    )


def _caption(drawing: Drawing, shown: Sequence[Path]) -> str:
    way = "From top to bottom" if drawing.down else "From left to right"
    several = (
        "The table lists the routes, the best supported first: "
        if len(shown) > 1
        else "The table says of the route "
    )
    return (
        f"{way}: what is said to lead to what. {several}the chain of evidence, its direction, the named studies of its "
        "weakest step, and who tells it whole. A route that nobody tells whole is our reading of several accounts."
    )


def _alt(source: _Source, shown: Sequence[Path], steps: Sequence[Step], title: str, subtitle: str) -> str:
    hidden = source.evidence.numbers_hidden
    strongest = sorted(steps, key=lambda step: (-len(step.studies.named), step.cause, step.effect))[:3]
    mixed = [step for step in steps if step.direction == "mixed"]

    def link(step: Step) -> str:
        return (
            f"{source.evidence.label(step.cause)} {wording.SAID[step.direction]} {source.evidence.label(step.effect)}: "
            f"{words.count(step.studies, hidden=hidden)}"
        )

    listed = [
        f"route {number}, {' → '.join(path.labels)}: {path.direction}, weakest step {routes.weakest(source.evidence, path)}, "
        f"{routes.telling(source.evidence, path)}"
        for number, path in enumerate(shown, 1)
    ]
    parts = (
        f"Path diagram with a table of routes. {title}.",
        f"{subtitle.removesuffix('.')}.",
        f"Strongest links: {'; '.join(link(step) for step in strongest)}.",
        f"Mixed links: {'; '.join(link(step) for step in mixed)}." if mixed else "No link is mixed.",
        f"Routes: {'; '.join(listed)}.",
    )
    return " ".join(parts)

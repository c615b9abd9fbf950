"""The map of themes: what is said to lead to a behaviour, rolled up into themes that open in place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from .choose import BOXES, most_studied
from .confidential import ALL, warning
from .details import read_details, read_targets
from .drawing import Drawing
from .facets import of_lines
from .layout import place
from .legend import legend
from .many import place_many
from .scene import Scene
from .table import alt
from .theme_boxes import Marks, make
from .theme_choice import Themes, themes
from .theme_panels import ThemePanels, theme_tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..graph.evidence import Evidence
    from ..queries.filters import Filters
    from .details import Details, Query
    from .scene import Box, Line
    from .shown import Page

__all__ = ["drawing", "of_themes", "theme_map", "themes"]

TRIES = 20
"""Restarts of the layout of all views with a theme opened, together; each is placed once at least."""
MOST_TRIES = 3
"""For one of these views."""
FEW_VIEWS, FEW_LINES = 12, 100
"""Of more views than this, those with more lines are not left to dot: together they would take a minute."""


def theme_map(
    query: Query,
    evidence: Evidence,
    behaviour: str | None = None,
    filters: Filters | None = None,
    *,
    most: int | None = BOXES,
    texts: str = ALL,
) -> Page:
    """Return the map of themes as one HTML page.

    Without a behaviour it is that with most named studies behind it. ``most`` boxes are shown at once, None shows all.
    ``texts`` says which quotes show their words. Raises MapError if nothing is said to lead to the behaviour, if none of
    it has a theme, or if a drawing library is missing.
    """
    return drawing(query, evidence, behaviour, filters, most=most, texts=texts).page()


def drawing(
    query: Query,
    evidence: Evidence,
    behaviour: str | None = None,
    filters: Filters | None = None,
    *,
    most: int | None = BOXES,
    texts: str = ALL,
) -> Drawing:
    """Return what :func:`theme_map` draws, with the view of each opened theme already in its place."""
    behaviour = most_studied(evidence, filters) if behaviour is None else behaviour
    made = themes(evidence, behaviour, read_targets(query), filters, boxes=most)
    # Themes have a definition too, and quotes may be coded to them.
    boxed = dict.fromkeys((*made.inside.ends, *(end for end in made.tree.children if end)))
    details = read_details(query, made.evidence, replace(made.inside, ends=tuple(boxed)), texts=texts)
    return of_themes(made, details)


def of_themes(made: Themes, details: Details) -> Drawing:
    """Return the drawing of themes that were chosen."""
    evidence, choice, mark = made.evidence, made.choice, Marks(made)
    boxes, lines = make(made, made.closed, details, mark)
    opened = {
        mark.box[theme]: _placed(*make(made, view, details, mark), len(made.opened))
        for theme, view in made.opened.items()
    }
    panels = ThemePanels(made, details, mark)
    shown = panels.all()
    scene = place(boxes, lines)
    more: dict[str, Any] = {
        "opened": opened,
        "advice": choice.coverage.advice,
        "facets": of_lines(evidence, mark.steps, choice.coverage),
        "legend": _legend(made, [scene, *opened.values()]),
    }
    return Drawing(
        title=choice.title,
        boxes=boxes,
        lines=lines,
        start=mark.box[choice.asked[-1]],
        coverage=choice.coverage.sentence,
        alt=alt(evidence, choice, "Map of themes"),
        panels=shown,
        cards=panels.cards,
        tables=theme_tables(made, mark),
        placed=lambda _boxes, _lines: scene,
        filtered=choice.filtered,
        hidden=evidence.numbers_hidden,
        warning=warning(evidence, details),
        more=more,
    )


def _placed(boxes: Sequence[Box], lines: Sequence[Line], views: int) -> Scene:
    """Return one of so many views with a theme opened, in its place."""
    if views > FEW_VIEWS and len(lines) > FEW_LINES:
        return place_many(boxes, lines)
    return place(boxes, lines, restarts=min(max(TRIES // views, 1), MOST_TRIES))


def _legend(made: Themes, scenes: Sequence[Scene]) -> list[Any]:
    """Return the legend of all views together: the marks of beliefs, and what a theme adds to them."""
    every = Scene(
        0.0,
        0.0,
        tuple(box for scene in scenes for box in scene.boxes),
        tuple(line for scene in scenes for line in scene.lines),
    )
    entries: list[Any] = legend(every, filtered=made.choice.filtered, hidden=made.evidence.numbers_hidden)
    own = [
        {"is": "text", "sample": "+ 7", "text": "in a theme: 7 beliefs inside; press the theme to open it"},
    ]
    note = " A belief in several themes counts in each." if made.tree.several else ""
    last = {**entries[-1], "text": entries[-1]["text"] + note}
    return [*entries[:-1], *own, last]

"""What every kind of map hands over to be placed and written: boxes, lines, panels, tables and sentences.

A kind of map decides what belongs to its question; from here on all kinds are treated alike, so that one kind cannot
lack the footer, the table or the coverage sentence.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..analysis.shapes import FOOTER
from . import boxes, html
from .confidential import warning
from .facets import facets
from .layout import place
from .legend import legend
from .many import MANY, place_many
from .panels import Panels
from .shown import Page
from .table import alt, tables

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ..graph.evidence import Evidence
    from ..graph.records import Value
    from .blocks import Block
    from .choose import Choice
    from .details import Details
    from .scene import Box, Line, Scene
    from .table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A map, still without places."""

    title: str
    """The question that the map answers."""
    boxes: Sequence[Box]
    lines: Sequence[Line]
    start: str
    """Id of the box that is shown first where not everything can be read at once."""
    coverage: str
    """Sentence that says how much of the question is shown."""
    alt: str
    """In place of the picture."""
    panels: Mapping[str, Block]
    """By the id of a box or line, and ``coverage``."""
    cards: Sequence[Mapping[str, Value]] = ()
    """Shared by the panels."""
    tables: Sequence[Table] = ()
    placed: Callable[[Sequence[Box], Sequence[Line]], Scene] | None = None
    """Says where everything stands; without it Graphviz does, or columns of our own for hundreds of boxes."""
    filtered: bool = False
    """True if filters make the library smaller."""
    hidden: bool = False
    """True if a filter hides the numbers that reviews print."""
    warning: str = ""
    """What whoever publishes the page must know."""
    more: Mapping[str, Value] = field(default_factory=dict)
    """Further parts of the page's data: ``advice``, ``facets`` …"""

    def scene(self) -> Scene:
        """Return the drawing with everything in its place."""
        if self.placed is not None:
            return self.placed(self.boxes, self.lines)
        return place_many(self.boxes, self.lines) if len(self.boxes) > MANY else place(self.boxes, self.lines)

    def page(self) -> Page:
        """Return the page. Equal drawings give equal text."""
        scene = self.scene()
        text = html.page(
            self.title,
            scene,
            {
                "coverage": self.coverage,
                "alt": self.alt,
                "start": self.start,
                "footer": FOOTER,
                "legend": legend(scene, filtered=self.filtered, hidden=self.hidden),
                "tables": [*self.tables],
                "panels": {**self.panels},
                "cards": [*self.cards],
                "warning": self.warning,
                **self.more,
            },
        )
        return Page(text, question=self.title, warning=self.warning)


def of_choice(evidence: Evidence, choice: Choice, details: Details) -> Drawing:
    """Return the drawing of a choice of beliefs, behaviours, steps and targets."""
    made, lines = boxes.make(evidence, choice, details)
    panels = Panels(evidence, choice, details)
    return Drawing(
        title=choice.title,
        boxes=made,
        lines=lines,
        start=boxes.marks(choice)[choice.asked[-1]],
        coverage=choice.coverage.sentence,
        alt=alt(evidence, choice),
        panels=panels.all(),
        cards=panels.cards,
        tables=tables(evidence, choice),
        filtered=choice.filtered,
        hidden=evidence.numbers_hidden,
        warning=warning(evidence, details),
        more={"advice": choice.coverage.advice, "facets": facets(evidence, choice)},
    )

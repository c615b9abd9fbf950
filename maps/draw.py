"""From evidence to a finished page: the two kinds of map that can be asked for.

Everything that is counted comes from ``evidence``, which the filters have already made smaller; ``query`` reads the
texts of the marks that are on the map, and nothing else. The same library gives the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..analysis.shapes import FOOTER
from . import boxes, html
from .choose import BOXES, along, around, most_studied
from .details import read_details, read_targets
from .layout import place
from .legend import legend
from .panels import Panels
from .table import alt, tables

if TYPE_CHECKING:
    from ..graph.evidence import Evidence
    from ..queries.filters import Filters
    from .choose import Choice
    from .details import Details, Query


def belief_map(
    query: Query,
    evidence: Evidence,
    behaviour: str | None,
    filters: Filters | None = None,
    *,
    most: int | None = BOXES,
) -> str:
    """Return the map of what is said to lead to a behaviour, as one HTML page.

    Without a behaviour it is that with most named studies behind it. ``filters`` are those that made the evidence. ``most`` boxes are shown, None shows all. Raises MapError if
    nothing is said to lead to the behaviour, or if a drawing library is missing.
    """
    behaviour = most_studied(evidence, filters) if behaviour is None else behaviour
    choice = around(evidence, behaviour, read_targets(query), filters, boxes=most)
    return draw(evidence, choice, read_details(query, evidence, choice))


def path_map(
    query: Query,
    evidence: Evidence,
    start: str,
    end: str,
    filters: Filters | None = None,
    *,
    most: int | None = BOXES,
) -> str:
    """Return the map of the paths from ``start`` to ``end``; as :func:`belief_map`."""
    choice = along(evidence, start, end, read_targets(query), filters, boxes=most)
    return draw(evidence, choice, read_details(query, evidence, choice))


def draw(evidence: Evidence, choice: Choice, details: Details) -> str:
    """Return the page of what was chosen."""
    made, lines = boxes.make(evidence, choice, details)
    scene = place(made, lines)
    panels = Panels(evidence, choice, details)
    shown = panels.all()
    return html.page(
        choice.title,
        scene,
        {
            "coverage": choice.coverage.sentence,
            "alt": alt(evidence, choice),
            "start": boxes.marks(choice)[choice.asked[-1]],
            "footer": FOOTER,
            "legend": legend(scene, filtered=choice.filtered, hidden=evidence.numbers_hidden),
            "tables": tables(evidence, choice),
            "panels": shown,
            "cards": panels.cards,
        },
    )

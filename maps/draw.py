"""From evidence to a finished page: the two kinds of map that can be asked for.

``query`` reads the texts of the marks on the map; everything that is counted comes from ``evidence``, which the
filters have already made smaller.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import boxes, html, words
from .choose import around
from .details import read_details, read_targets
from .layout import place
from .legend import legend
from .panels import Panels
from .table import alt, tables

if TYPE_CHECKING:
    from ..graph.evidence import Evidence
    from .choose import Choice
    from .details import Details, Query


def belief_map(
    query: Query,
    evidence: Evidence,
    behaviour: str,
    *,
    filters: tuple[str, ...] = (),
    inferred: bool = False,
    opposites: bool = True,
) -> str:
    """Return the map of what is said to lead to a behaviour, as one HTML page.

    ``filters`` say in words which filters made the evidence; they stand in the coverage sentence. The same
    library gives the same bytes. Raises MapError if nothing is said to lead to it.
    """
    choice = around(
        evidence,
        behaviour,
        read_targets(query),
        filters=filters,
        inferred=inferred,
        opposites=opposites,
    )
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
            "footer": words.FOOTER,
            "legend": legend(scene),
            "tables": tables(evidence, choice),
            "panels": shown,
            "cards": panels.cards,
        },
    )

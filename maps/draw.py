"""From evidence to a finished page: one small function for each kind of map.

Everything that is counted comes from ``evidence``, which the filters have already made smaller; ``query`` reads the
texts of the marks that are on the map, and nothing else. The same library gives the same bytes. Kinds are imported
when they are asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .choose import BOXES, along, around, most_studied
from .confidential import ALL
from .details import read_details, read_targets
from .drawing import of_choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..graph.evidence import Evidence
    from ..queries.filters import Filters
    from .choose import Choice
    from .details import Details, Query
    from .shown import Page


def make(
    kind: str,
    query: Query,
    evidence: Evidence,
    names: Sequence[str],
    filters: Filters | None = None,
    *,
    most: int | None = BOXES,
    texts: str = ALL,
    by: Sequence[str] = (),
) -> Page:
    """Return a map as one HTML page.

    ``names`` are the ids that the kind takes (:mod:`.kinds`), ``filters`` those that made the evidence. ``most``
    boxes are shown, None shows all. ``texts`` says which quotes show their words: all, paraphrases or none, ``by``
    what a gap map has for columns instead of roles. Raises MapError if there is nothing to draw, or if a drawing library is missing.
    """
    one = names[0] if names else None
    if kind == "paths":
        return path_map(query, evidence, names[0], names[1], filters, most=most, texts=texts)
    if kind == "evidence":
        return evidence_map(query, evidence, names[0], filters, most=most, texts=texts)
    if kind == "gap":
        return gap_map(query, evidence, one, filters, most=most, texts=texts, by=by)
    return {"beliefs": belief_map, "themes": theme_map, "targets": target_map, "loops": loop_map}[kind](
        query, evidence, one, filters, most=most, texts=texts
    )


def belief_map(
    query: Query,
    evidence: Evidence,
    behaviour: str | None,
    filters: Filters | None = None,
    *,
    most: int | None = BOXES,
    texts: str = ALL,
) -> Page:
    """Return the map of what is said to lead to a behaviour; without one, to that with most named studies behind it.

    Raises MapError if nothing is said to lead to the behaviour.
    """
    behaviour = most_studied(evidence, filters) if behaviour is None else behaviour
    choice = around(evidence, behaviour, read_targets(query), filters, boxes=most)
    return draw(evidence, choice, read_details(query, evidence, choice, texts=texts))


def path_map(
    query: Query,
    evidence: Evidence,
    start: str,
    end: str,
    filters: Filters | None = None,
    *,
    most: int | None = BOXES,
    texts: str = ALL,
) -> Page:
    """Return the map of the paths from ``start`` to ``end``. Raises MapError if there is none."""
    choice = along(evidence, start, end, read_targets(query), filters, boxes=most)
    return draw(evidence, choice, read_details(query, evidence, choice, texts=texts))


def theme_map(
    query: Query,
    evidence: Evidence,
    behaviour: str | None,
    filters: Filters | None = None,
    *,
    most: int | None = BOXES,
    texts: str = ALL,
) -> Page:
    """Return the map of the themes of what is said to lead to a behaviour; see :mod:`.themes`."""
    from .themes import theme_map as themes

    behaviour = most_studied(evidence, filters) if behaviour is None else behaviour
    return themes(query, evidence, behaviour, filters, most=most, texts=texts)


def evidence_map(
    query: Query,
    evidence: Evidence,
    belief: str,
    filters: Filters | None = None,
    *,
    most: int | None = BOXES,
    texts: str = ALL,
) -> Page:
    """Return the map of what a belief rests on; see :mod:`.evidence_map`. Raises MapError if nothing is said of it."""
    from .evidence_map import drawing

    return drawing(query, evidence, belief, filters, most=most, texts=texts).page()


def target_map(
    query: Query,
    evidence: Evidence,
    behaviour: str | None,
    filters: Filters | None = None,
    *,
    most: int | None = BOXES,
    texts: str = ALL,
) -> Page:
    """Return the map of the intervention targets of a behaviour; see :mod:`.targets_map`. Raises MapError."""
    from .targets_map import drawing

    behaviour = most_studied(evidence, filters) if behaviour is None else behaviour
    return drawing(query, evidence, behaviour, filters, most=most, texts=texts).page()


def loop_map(
    query: Query,
    evidence: Evidence,
    end: str | None,
    filters: Filters | None = None,
    *,
    most: int | None = BOXES,
    texts: str = ALL,
) -> Page:
    """Return the map of the loops, through ``end`` if it is given; see :mod:`.loops_map`. Raises MapError."""
    from .loops_map import drawing

    return drawing(query, evidence, end, filters, most=most, texts=texts).page()


def gap_map(
    query: Query,
    evidence: Evidence,
    behaviour: str | None = None,
    filters: Filters | None = None,
    *,
    most: int | None = BOXES,
    texts: str = ALL,
    by: Sequence[str] = (),
) -> Page:
    """Return the gap map: who voices which belief, and which silence an empty cell is; see :mod:`.gap`.

    Of all beliefs, or of those with a way to ``behaviour``.

    A table is read further than a picture: it has the rows that :mod:`.gap` shows by itself, or all if ``most`` is None.
    """
    from .gap import ROWS
    from .gap import gap_map as gap

    return gap(query, evidence, filters, behaviour, by, most=None if most is None else ROWS, texts=texts)


def draw(evidence: Evidence, choice: Choice, details: Details) -> Page:
    """Return the page of what was chosen."""
    return of_choice(evidence, choice, details).page()

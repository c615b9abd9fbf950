"""From evidence to a figure: the module of a kind is imported only when the kind is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from ..maps.choose import most_studied
from .kinds import WIDTH, check_width, chosen
from .shown import Figure

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..graph.evidence import Evidence
    from ..maps.details import Query
    from ..queries.filters import Filters
    from .sheet import Sheet

    Make = Callable[[Query, Evidence, tuple[str, ...], Filters, float], Sheet]

POINTS = 72 / 25.4
"""Points in one millimetre."""


def make(
    kind: str, query: Query, evidence: Evidence, names: Sequence[str], filters: Filters, width: float
) -> Sheet:
    """Return the sheet of a figure; ``names`` are ids that the kind takes (:mod:`.kinds`), ``width`` is in pt.

    Raises MapError if there is nothing to draw.
    """
    wanted = chosen(kind, names)
    if wanted.default and not names:
        names = (most_studied(evidence, filters),)
    sheet = cast("Make", import_module(f".{wanted.module}", __package__).sheet)
    return sheet(query, evidence, (*names,), filters, width)


def figure(
    kind: str,
    query: Query,
    evidence: Evidence,
    names: Sequence[str],
    filters: Filters,
    *,
    width: float = WIDTH,
) -> Figure:
    """Return a figure as :func:`make`, ``width`` mm wide, ready to be shown or written.

    Raises ParameterError for a width that no figure can have.
    """
    return Figure(kind, make(kind, query, evidence, names, filters, check_width(width) * POINTS))

"""From evidence to a figure: the module of a kind is imported only when the kind is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from ..errors import ParameterError
from ..maps.choose import most_studied
from .kinds import WIDTH, check_width, chosen
from .shown import Figure

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..graph.evidence import Evidence
    from ..maps.details import Query
    from ..queries.filters import Filters
    from .sheet import Sheet

    Make = Callable[..., Sheet]

COLUMNED = ("contrast", "gap")
"""Kinds whose columns can be something else than roles."""
POINTS = 72 / 25.4
"""Points in one millimetre."""


def make(
    kind: str,
    query: Query,
    evidence: Evidence,
    names: Sequence[str],
    filters: Filters,
    width: float,
    *,
    by: Sequence[str] = (),
) -> Sheet:
    """Return the sheet of a figure; ``names`` are ids that the kind takes (:mod:`.kinds`), ``width`` is in pt.

    ``by`` is what ``contrast`` and ``gap`` have for columns instead of roles. Raises MapError if there is nothing to
    draw, ParameterError for an attribute that does not exist, and for ``by`` of another kind.
    """
    wanted = chosen(kind, names)
    if wanted.default and not names:
        names = (most_studied(evidence, filters),)
    sheet = cast("Make", import_module(f".{wanted.module}", __package__).sheet)
    if not by:
        return sheet(query, evidence, (*names,), filters, width)
    if kind not in COLUMNED:
        raise ParameterError(
            f"Only 'figure contrast' and 'figure gap' take 'by', not '{wanted.usage}'. Leave 'by' out."
        )
    return sheet(query, evidence, (*names,), filters, width, by=(*by,))


def figure(
    kind: str,
    query: Query,
    evidence: Evidence,
    names: Sequence[str],
    filters: Filters,
    *,
    width: float = WIDTH,
    by: Sequence[str] = (),
) -> Figure:
    """Return a figure as :func:`make`, ``width`` mm wide, ready to be shown or written.

    Raises ParameterError for a width that no figure can have.
    """
    return Figure(kind, make(kind, query, evidence, names, filters, check_width(width) * POINTS, by=by))

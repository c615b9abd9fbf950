"""From evidence to a sheet: the kinds of figures, each imported only when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from ..maps.choose import most_studied

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..graph.evidence import Evidence
    from ..maps.details import Query
    from ..queries.filters import Filters
    from .sheet import Sheet

    Make = Callable[[Query, Evidence, tuple[str, ...], Filters, float], Sheet]

POINTS = 72 / 25.4
"""Points in one millimetre."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a figure is made by, and what it has to be told."""

    module: str
    takes: tuple[tuple[str, ...], ...] = ()
    """For each name that may be given, of what kinds the thing may be."""
    needs: int = 0
    """How many of the names must be given."""
    words: str = ""
    """The names as the help writes them."""
    default: bool = False
    """True if a behaviour that is left out is that with most named studies."""


_END = ("Belief", "Theme", "Behaviour")
_BEHAVIOUR = ("Behaviour",)
KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "paths": Kind("paths", (_END, _END), 2, "FROM TO"),
        "themes": Kind("themes", (_BEHAVIOUR,), 0, "[BEHAVIOUR]", default=True),
        "contrast": Kind("contrast"),
        "gap": Kind("gap"),
        "targets": Kind("targets", (_BEHAVIOUR,), 0, "[BEHAVIOUR]", default=True),
        "flow": Kind("flow", (_END,), 0, "[BEHAVIOUR|BELIEF]", default=True),
        "logic-model": Kind("logic_model", (_BEHAVIOUR,), 0, "[BEHAVIOUR]", default=True),
    }
)
"""In the order in which they are offered."""


def make(
    kind: str, query: Query, evidence: Evidence, names: tuple[str, ...], filters: Filters, width: float
) -> Sheet:
    """Return the sheet of a figure of one of KINDS; ``names`` are ids that it takes, ``width`` is in pt.

    Raises MapError if there is nothing to draw.
    """
    made = KINDS[kind]
    if made.default and not names:
        names = (most_studied(evidence, filters),)
    sheet = cast("Make", import_module(f".{made.module}", __package__).sheet)
    return sheet(query, evidence, names, filters, width)

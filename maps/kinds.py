"""The kinds of map by name: what each answers and which names it takes.

Nothing is drawn here, so that the command line can tell the kinds without loading what draws them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import naming
from .naming import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

_BELIEFS, _BEHAVIOURS = ("Subtheme", "Theme"), ("Behaviour",)
_ENDS = (*_BELIEFS, *_BEHAVIOURS)


KINDS = (
    Kind(
        "beliefs", "[BEHAVIOUR]", 0, (_BEHAVIOURS,), "what is said to lead to a behaviour", '"order imaging"'
    ),
    Kind(
        "paths",
        "FROM TO",
        2,
        (_ENDS, _ENDS),
        "how one thing is said to lead to another, step by step",
        '"fear of litigation" "order imaging"',
    ),
    Kind(
        "themes",
        "[BEHAVIOUR]",
        0,
        (_BEHAVIOURS,),
        "the same as beliefs, rolled up into themes that open in place",
        '"order imaging"',
    ),
    Kind(
        "evidence",
        "BELIEF",
        1,
        (_BELIEFS,),
        "what a belief rests on: its quotes and findings, who said them, in which studies",
        '"fear of litigation"',
    ),
    Kind(
        "targets",
        "[BEHAVIOUR]",
        0,
        (_BEHAVIOURS,),
        "which intervention target addresses which ranked belief, and which belief none",
        '"order imaging"',
    ),
    Kind("loops", "[END]", 0, (_ENDS,), "what is said to lead back to where it began, and by whom", ""),
    Kind(
        "gap",
        "[BEHAVIOUR]",
        0,
        (_BEHAVIOURS,),
        "who voices which belief, and what the silence of the others means",
        '"order imaging"',
    ),
)
"""In the order of help."""


def chosen(name: str, names: Sequence[str] = ()) -> Kind:
    """Return the kind of this name, if it takes so many names. Raises ParameterError, which says what it takes."""
    return naming.chosen(name, names, KINDS)

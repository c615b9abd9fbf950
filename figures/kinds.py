"""The kinds of figure by name: what each shows and which names it takes.

Nothing is drawn here, so that the command line can tell the kinds without loading what draws them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from ..errors import ParameterError
from ..maps import naming

if TYPE_CHECKING:
    from collections.abc import Sequence

_BELIEFS, _BEHAVIOURS = ("Subtheme", "Theme"), ("Behaviour",)
_ENDS = (*_BELIEFS, *_BEHAVIOURS)

FORMS = ("svg", "pdf", "png")
"""What a figure can be written as."""
WIDTH = 170.0
"""Width in mm, unless asked otherwise."""
NARROWEST, WIDEST = 60.0, 300.0
"""Widths in mm at which texts still find room, and at which a page still holds the figure."""
COARSEST, FINEST = 72, 1200
"""Dots per inch of a PNG."""


@dataclass(frozen=True, slots=True)
class Kind(naming.Kind):
    """One kind of figure."""

    command: ClassVar[str] = "figure"

    module: str = ""
    """Of this package."""
    default: bool = False
    """True if a behaviour that is left out is that with most named studies."""


KINDS = (
    Kind(
        "paths",
        "FROM TO",
        2,
        (_ENDS, _ENDS),
        "how one thing is said to lead to another, with a table of the routes",
        '"fear of litigation" "order imaging"',
        module="paths",
    ),
    Kind(
        "themes",
        "[BEHAVIOUR]",
        0,
        (_BEHAVIOURS,),
        "the themes of what is said to lead to a behaviour, or of all beliefs",
        '"order imaging"',
        module="themes",
    ),
    Kind(
        "contrast",
        "[BELIEF]",
        0,
        (("Subtheme",),),
        "who voices each belief, role beside role",
        '"fear of litigation"',
        module="contrast",
    ),
    Kind(
        "gap",
        "[BEHAVIOUR]",
        0,
        (_BEHAVIOURS,),
        "who voices which belief, and which silence an empty cell is",
        '"order imaging"',
        module="gap",
    ),
    Kind(
        "targets",
        "[BEHAVIOUR]",
        0,
        (_BEHAVIOURS,),
        "beliefs ranked, and how far one study moves a rank",
        '"order imaging"',
        module="targets",
        default=True,
    ),
    Kind(
        "flow",
        "[BEHAVIOUR|BELIEF]",
        0,
        (_ENDS,),
        "from reviews and studies over groups and quotes to beliefs: all evidence, or that on one thing",
        '"fear of litigation"',
        module="flow",
    ),
    Kind(
        "logic-model",
        "[BEHAVIOUR]",
        0,
        (_BEHAVIOURS,),
        "which technique addresses which belief, and what that leads to",
        '"order imaging"',
        module="logic_model",
    ),
)
"""In the order of help."""


def chosen(name: str, names: Sequence[str] = ()) -> Kind:
    """Return the kind of this name, if it takes so many names. Raises ParameterError, which says what it takes."""
    return naming.chosen(name, names, KINDS)


def check_width(width: float) -> float:
    """Return a width in mm as it is. Raises ParameterError for one that no figure can have."""
    if not NARROWEST <= width <= WIDEST:
        raise ParameterError(
            f"A figure can be {NARROWEST:g} to {WIDEST:g} mm wide, not {width:g}. Journals ask for 85 (one column), "
            "170 or 176 mm (the page)."
        )
    return width


def check_dpi(dpi: int) -> int:
    """Return dots per inch as they are. Raises ParameterError for a number that no printer needs."""
    if not COARSEST <= dpi <= FINEST:
        raise ParameterError(
            f"A picture can have {COARSEST} to {FINEST} dots per inch, not {dpi}. Journals ask for 300, or 600 for "
            "line drawings."
        )
    return dpi


def form_of(path: str | Path) -> str:
    """Return what a file is to be by the end of its name. Raises ParameterError for another end."""
    form = Path(path).suffix.lower().removeprefix(".")
    if form not in FORMS:
        ends = ", ".join(f".{form}" for form in FORMS[:-1])
        raise ParameterError(
            f"'{path}' does not say what the figure is to be. Give a name that ends in {ends} or .{FORMS[-1]}."
        )
    return form

"""The kinds of figure by name: what each shows and which names it takes.

Nothing is drawn here, so that the command line can tell the kinds without loading what draws them.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import ParameterError

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
class Kind:
    """One kind of figure."""

    name: str
    module: str
    """Of this package."""
    shows: str
    takes: str = ""
    """Names as the command line shows them; those in square brackets may be left out."""
    least: int = 0
    """Names that must be given."""
    sorts: tuple[tuple[str, ...], ...] = ()
    """For each name what it may name: kinds of node."""
    default: bool = False
    """True if a behaviour that is left out is that with most named studies."""
    example: str = ""
    """Names with which it is shown in help and in errors, quoted as on the command line."""

    @property
    def usage(self) -> str:
        """Return how it is written: "figure paths FROM TO"."""
        return " ".join(part for part in ("figure", self.name, self.takes) if part)


KINDS = (
    Kind(
        "paths",
        "paths",
        "how one thing is said to lead to another, with a table of the routes",
        "FROM TO",
        2,
        (_ENDS, _ENDS),
        example='"fear of litigation" "order imaging"',
    ),
    Kind(
        "themes",
        "themes",
        "the themes of what is said to lead to a behaviour, or of all beliefs",
        "[BEHAVIOUR]",
        0,
        (_BEHAVIOURS,),
        example='"order imaging"',
    ),
    Kind(
        "contrast",
        "contrast",
        "who voices each belief, role beside role",
        "[BELIEF]",
        0,
        (("Subtheme",),),
        example='"fear of litigation"',
    ),
    Kind(
        "gap",
        "gap",
        "who voices which belief, and which silence an empty cell is",
        "[BEHAVIOUR]",
        0,
        (_BEHAVIOURS,),
        example='"order imaging"',
    ),
    Kind(
        "targets",
        "targets",
        "beliefs ranked, and how far one study moves a rank",
        "[BEHAVIOUR]",
        0,
        (_BEHAVIOURS,),
        default=True,
        example='"order imaging"',
    ),
    Kind(
        "flow",
        "flow",
        "from reviews and studies over groups and quotes to beliefs: all evidence, or that on one thing",
        "[BEHAVIOUR|BELIEF]",
        0,
        (_ENDS,),
        example='"fear of litigation"',
    ),
    Kind(
        "logic-model",
        "logic_model",
        "which technique addresses which belief, and what that leads to",
        "[BEHAVIOUR]",
        0,
        (_BEHAVIOURS,),
        example='"order imaging"',
    ),
)
"""In the order of help."""


def chosen(name: str, names: Sequence[str] = ()) -> Kind:
    """Return the kind of this name, if it takes so many names. Raises ParameterError, which says what it takes."""
    found = next((kind for kind in KINDS if kind.name == name), None)
    if found is None:
        near = get_close_matches(name.casefold(), [kind.name for kind in KINDS], 1, 0.5)
        meant = f" Did you mean '{near[0]}'?" if near else ""
        kinds = "; ".join(kind.usage for kind in KINDS)
        raise ParameterError(f"There is no figure '{name}'.{meant} The kinds are: {kinds}.")
    if not found.least <= len(names) <= len(found.sorts):
        given = f"not {len(names)} ({', '.join(names)})" if names else "none is given"
        most = len(found.sorts)
        takes = (
            "no name"
            if not most
            else f"{'' if found.least == most else 'at most '}{most} name{'s'[: most - 1]}"
        )
        quotes = " Put names of several words in quotes." if len(names) > most > 0 else ""
        example = f" For example: figure {found.name} {found.example}." if found.example else ""
        raise ParameterError(
            f"'figure {found.name}' takes {takes}, {given}. Write '{found.usage}'.{example}{quotes}"
        )
    return found


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

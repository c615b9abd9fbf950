"""The kinds of map by name: what each answers and which names it takes.

Nothing is drawn here, so that the command line can tell the kinds without loading what draws them.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from ..errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Sequence

_BELIEFS, _BEHAVIOURS = ("Subtheme", "Theme"), ("Behaviour",)
_ENDS = (*_BELIEFS, *_BEHAVIOURS)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of map."""

    name: str
    takes: str
    """Names as the command line shows them, such as "FROM TO"; those in square brackets may be left out."""
    least: int
    """Names that must be given."""
    sorts: tuple[tuple[str, ...], ...]
    """For each name what it may name: kinds of node."""
    shows: str
    example: str
    """Names with which it is shown in help and in errors, quoted as on the command line."""

    @property
    def usage(self) -> str:
        """Return how it is written: "map paths FROM TO"."""
        return " ".join(part for part in ("map", self.name, self.takes) if part)


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
    found = next((kind for kind in KINDS if kind.name == name), None)
    if found is None:
        raise ParameterError(_no_kind(name))
    if not found.least <= len(names) <= len(found.sorts):
        raise ParameterError(_wrong_number(found, names))
    return found


def _no_kind(name: str) -> str:
    near = get_close_matches(name.casefold(), [kind.name for kind in KINDS], 2, 0.6)
    quoted = " or ".join(f"'{one}'" for one in near)
    meant = f" Did you mean {quoted}?" if near else ""
    # A behaviour in quotes behind 'map' is the likeliest slip: the kind was forgotten.
    about = "" if near else f" To draw a map about '{name}', write for example: map beliefs '{name}'."
    kinds = "; ".join(kind.usage for kind in KINDS)
    return f"There is no map '{name}'.{meant}{about} The kinds are: {kinds}."


def _wrong_number(kind: Kind, names: Sequence[str]) -> str:
    given = f"not {len(names)} ({', '.join(names)})" if names else "none is given"
    few = len(kind.sorts)
    if not few:
        takes = "no name"
    elif kind.least == few:
        takes = "1 name" if few == 1 else f"{few} names"
    else:
        takes = "at most 1 name" if few == 1 else f"at most {few} names"
    example = f" For example: map {kind.name} {kind.example}.".replace(" .", ".") if kind.example else ""
    quotes = " Put names of several words in quotes." if len(names) > few else ""
    return f"'map {kind.name}' takes {takes}, {given}. Write '{kind.usage}'.{example}{quotes}"

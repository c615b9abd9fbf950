"""A kind of map or figure by name, and what is said when the name or the number of names behind it does not fit."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, ClassVar, TypeVar

from ..errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Sequence

NEAR = 0.6
"""How alike a name must be to one that exists to be meant, as difflib measures it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of what a command draws; a kind of map unless a subclass says otherwise."""

    command: ClassVar[str] = "map"

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
        return " ".join(part for part in (self.command, self.name, self.takes) if part)


K = TypeVar("K", bound=Kind)


def chosen(name: str, names: Sequence[str], kinds: Sequence[K]) -> K:
    """Return that of ``kinds`` with this name, if it takes so many names.

    Raises ParameterError, which says what there is and what it takes.
    """
    found = next((kind for kind in kinds if kind.name == name), None)
    if found is None:
        raise ParameterError(_no_kind(name, kinds))
    if not found.least <= len(names) <= len(found.sorts):
        raise ParameterError(_wrong_number(found, names))
    return found


def _no_kind(name: str, kinds: Sequence[Kind]) -> str:
    command = kinds[0].command
    near = get_close_matches(name.casefold(), [kind.name for kind in kinds], 2, NEAR)
    quoted = " or ".join(f"'{one}'" for one in near)
    meant = f" Did you mean {quoted}?" if near else ""
    # A behaviour in quotes behind the command is the likeliest slip: the kind was forgotten.
    usual = next(kind for kind in kinds if not kind.least)
    about = (
        ""
        if near
        else f" To draw a {command} about '{name}', write for example: {command} {usual.name} '{name}'."
    )
    usages = "; ".join(kind.usage for kind in kinds)
    return f"There is no {command} '{name}'.{meant}{about} The kinds are: {usages}."


def _wrong_number(kind: Kind, names: Sequence[str]) -> str:
    given = f"not {len(names)} ({', '.join(names)})" if names else "none is given"
    few = len(kind.sorts)
    if not few:
        takes = "no name"
    elif kind.least == few:
        takes = "1 name" if few == 1 else f"{few} names"
    else:
        takes = "at most 1 name" if few == 1 else f"at most {few} names"
    example = f" For example: {kind.command} {kind.name} {kind.example}." if kind.example else ""
    quotes = " Put names of several words in quotes." if len(names) > few > 0 else ""
    return f"'{kind.command} {kind.name}' takes {takes}, {given}. Write '{kind.usage}'.{example}{quotes}"

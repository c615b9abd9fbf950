"""Cell text → values: ids, references, values of lists, whole numbers, text.

Text is kept exactly as it stands. Ids, references, values of lists and names that identify are trimmed, and the
pieces of a cell with several values too; empty pieces are ignored.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from ..graph.fold import fold
from ..graph.model import ROLES
from .fields import CHOICE, ID, LIST, NAME, NUMBER, REF, REFERRED, Column
from .spelling import component, tdf_domain

if TYPE_CHECKING:
    from .known_ids import KnownIds
    from .notes import Notes

Parsed: TypeAlias = "str | int | list[str] | None"
"""A cell's value; None if it has none that can be used and the problem is noted; empty if nothing was in it."""
Parser: TypeAlias = Callable[[str], Parsed]

_MOST_DIGITS = 18
"""More do not fit a 64-bit number of the database."""


def parser(column: Column, notes: Notes, known: KnownIds) -> Parser:
    """Return the function that turns a cell of ``column`` into its value and notes problems."""
    if column.type == ID:
        return _id_parser(column, notes)
    if column.type == REF:
        return _ref_parser(column, notes, known)
    if column.type == CHOICE:
        return _choice_parser(column, notes)
    if column.type == LIST:
        return _short_parser(column, notes) if column.short else pieces
    if column.type == NUMBER:
        return whole_number
    return str.strip if column.type == NAME else _exactly


def _exactly(text: str) -> str:
    return text


def pieces(text: str) -> list[str]:
    """Return the values of a cell that ``;`` separates, trimmed, without empty and repeated ones."""
    if ";" not in text:
        piece = text.strip()
        return [piece] if piece else []
    return list(dict.fromkeys(piece for piece in map(str.strip, text.split(";")) if piece))


def _short_parser(column: Column, notes: Notes) -> Parser:
    def parse(text: str) -> Parsed:
        if "," in text and ";" not in text:
            notes.warn(
                column.name, text, f"{text.strip()} is read as one value.", "Separate several values by ;."
            )
        return pieces(text)

    return parse


def whole_number(text: str) -> str | int:
    """Return a whole number, or the text itself if it is none.

    >>> whole_number(" 12 "), whole_number("2020.0"), whole_number("about 12")
    (12, 2020, 'about 12')
    """
    digits = text.strip().removesuffix(".0")
    if digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS:
        return int(digits)
    return text


def _id_parser(column: Column, notes: Notes) -> Parser:
    def parse(text: str) -> Parsed:
        identifier = text.strip()
        if ";" in identifier:
            notes.problem(
                column.name,
                text,
                f'The id "{identifier}" contains a semicolon, which separates several ids in other cells.',
                "Give it an id without a semicolon, here and wherever it is referred to.",
            )
            return None
        return identifier

    return parse


def _ref_parser(column: Column, notes: Notes, known: KnownIds) -> Parser:
    def one(identifier: str, text: str) -> str | None:
        if column.refers in ("Domain", "Topic"):
            return _domain(identifier, column, known) or near(identifier, text)
        if column.refers == "Component":
            return _component(identifier, text, column, notes)
        return near(identifier, text)

    def near(identifier: str, text: str) -> str:
        meant = known.near_miss(column.refers, identifier)
        if meant is None:
            return identifier
        thing = REFERRED[column.refers][0]
        notes.problem(
            column.name,
            text,
            f'There is no {thing} with the id "{identifier}"; ids are matched exactly.',
            f'Did you mean "{meant}"?',
        )
        # Going on with the id meant keeps one slip from looking like several.
        return meant

    def several(text: str) -> Parsed:
        return _usable([one(piece, text) for piece in pieces(text)])

    def single(text: str) -> Parsed:
        ids = pieces(text)
        if len(ids) > 1:
            notes.problem(
                column.name,
                text,
                f"There are several ids here, but {column.name} takes one.",
                "Keep one id; for further ones write further rows."
                if column.name != "same_as"
                else "Keep one id, and let that row name the next.",
            )
            return None
        return one(ids[0], text) if ids else ""

    return several if column.many else single


def _usable(found: list[str | None]) -> Parsed:
    """Return the values without repetition; None if there were some and none can be used."""
    if len(found) == 1:
        (value,) = found
        return None if value is None else [value]
    values = list(dict.fromkeys(value for value in found if value is not None))
    return values if values or not found else None


def _domain(identifier: str, column: Column, known: KnownIds) -> str | None:
    """Return the id of a domain named in any accepted spelling; ids that the files define come first."""
    if known.defines(column.refers, identifier):
        return identifier
    return tdf_domain(identifier) or known.own_domain(identifier)


def _component(identifier: str, text: str, column: Column, notes: Notes) -> str | None:
    code = component(identifier)
    if code is None:
        allowed = ", ".join(column.suggested)
        notes.problem(
            column.name, text, f'"{identifier}" is not a COM-B component.', f"Write one of: {allowed}."
        )
    return code


def _choice_parser(column: Column, notes: Notes) -> Parser:
    accepted = {value: value for value in column.allowed}
    accepted.update({fold(value): value for value in column.allowed})
    accepted.update(column.aliases)
    accepted.update({fold(alias): value for alias, value in column.aliases.items() if fold(alias)})

    def one(value: str, text: str) -> str | None:
        meant = accepted.get(value) or accepted.get(fold(value))
        if meant is None:
            notes.problem(column.name, text, f'"{value}" is not a value of {column.name}.', _allowed(column))
        return meant

    def several(text: str) -> Parsed:
        return _usable([one(piece, text) for piece in pieces(text)])

    def single(text: str) -> Parsed:
        return one(text.strip(), text)

    return several if column.many else single


def _allowed(column: Column) -> str:
    allowed = f"Write one of: {', '.join(column.allowed)}"
    if column.allowed == ROLES:
        return f"{allowed}. A profession such as GP or physiotherapist belongs in the column profession of groups."
    return f"{allowed}, or leave it empty." if not column.required else f"{allowed}."

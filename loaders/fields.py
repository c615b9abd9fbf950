"""What a column and a table of the evidence tables are, as data.

The loader, the template's notes and drop-downs and the tables in the documents all read the same columns, so
that they cannot say different things. The columns themselves stand in :mod:`.columns` and its parts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

ID, REF, CHOICE, NUMBER, NAME, TEXT, LIST = "id", "ref", "choice", "whole number", "name", "text", "list"
"""Types of a column.

``id``: the row's own id; ``ref``: ids of other rows; ``choice``: values of a list; ``name``: short text that
identifies (coder, tool), trimmed; ``text``: kept exactly; ``list``: several texts separated by ``;``.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of one table. Two columns are equal if all they say is equal."""

    name: str
    note: str
    """What to write here, for a person."""
    type: str = TEXT
    required: bool = False
    refers: str = ""
    """Kind of node, or family of kinds, whose ids the cell holds; only for ``ref``."""
    relation: str = ""
    """Relationship that each id in the cell states; empty if the table's own rules decide."""
    incoming: bool = False
    """True if that relationship starts at the thing named, not at the row."""
    many: bool = False
    """True if the cell may hold several values, separated by ``;``."""
    allowed: tuple[str, ...] = ()
    """The canonical values, in their order; empty if any value is allowed."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Other accepted spellings and the canonical value each means."""
    suggested: tuple[str, ...] = ()
    """Values offered by the template; others are accepted as well."""
    short: bool = False
    """True if its values are short names, so that a comma hints at several of them; only for ``list``."""
    example: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table: a sheet of the workbook, or a CSV file of the folder."""

    name: str
    kind: str
    """Kind of the record that a row makes: a kind of node, or one of the model's link-only kinds."""
    meaning: str
    """What one row is."""
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("id",)
    """The columns that identify a row."""

    def column(self, name: str) -> Column | None:
        """Return the column of that name, or None."""
        return next((column for column in self.columns if column.name == name), None)


def describe(column: Column) -> str:
    """Return the type of a column in words.

    >>> describe(choice("tie", "", ("row", "shared")))
    'one of row, shared'
    >>> describe(refs("groups", "", "ParticipantGroup"))
    'ids of groups, separated by ;'
    """
    several = ", separated by ;" if column.many else ""
    if column.type == REF:
        one, more = REFERRED[column.refers]
        return f"ids of {more}{several}" if column.many else f"id of a {one}"
    if column.type == CHOICE:
        return f"{'any' if column.many else 'one'} of {', '.join(column.allowed)}{several}"
    words = {ID: "id, unique in its table", NUMBER: "whole number", NAME: "short text", TEXT: "text"}
    return words.get(column.type, "text") + several


REFERRED: Mapping[str, tuple[str, str]] = {
    "Review": ("review", "reviews"),
    "Study": ("study", "studies"),
    "ParticipantGroup": ("group", "groups"),
    "Quote": ("quote", "quotes"),
    "Subtheme": ("subtheme", "subthemes"),
    "Theme": ("theme", "themes"),
    "Behaviour": ("behaviour", "behaviours"),
    "Finding": ("finding", "findings"),
    "Domain": ("domain", "domains"),
    "Component": ("COM-B component", "COM-B components"),
    "Technique": ("technique (BCT code)", "techniques (BCT codes)"),
    "Belief": ("subtheme or theme", "subthemes or themes"),
    "End": ("subtheme, theme or behaviour", "subthemes, themes or behaviours"),
    "Topic": ("subtheme, theme or domain", "subthemes, themes or domains"),
}
"""What a person calls the things that a cell may refer to: one of them, several of them."""


def ident(note: str, example: str) -> Column:
    """Return the column that holds the row's own id."""
    return Column(name="id", note=note, type=ID, required=True, example=example)


def ref(name: str, note: str, refers: str, **more: Any) -> Column:
    """Return a column that holds one id."""
    return Column(name=name, note=note, type=REF, refers=refers, **more)


def refs(name: str, note: str, refers: str, **more: Any) -> Column:
    """Return a column that may hold several ids."""
    return Column(name=name, note=note, type=REF, refers=refers, many=True, **more)


def choice(name: str, note: str, allowed: tuple[str, ...], **more: Any) -> Column:
    """Return a column with a list of allowed values."""
    return Column(name=name, note=note, type=CHOICE, allowed=allowed, **more)


def number(name: str, note: str, example: str = "") -> Column:
    """Return a column for a whole number."""
    return Column(name=name, note=note, type=NUMBER, example=example)


def name_of(name: str, note: str, example: str = "", *, required: bool = False) -> Column:
    """Return a column for a short text that tells rows apart."""
    return Column(name=name, note=note, type=NAME, example=example, required=required)


def text(name: str, note: str, example: str = "", *, required: bool = False) -> Column:
    """Return a column for text that is kept exactly."""
    return Column(name=name, note=note, example=example, required=required)


def texts(name: str, note: str, example: str = "", *, short: bool = False) -> Column:
    """Return a column for several texts."""
    return Column(name=name, note=note, type=LIST, many=True, example=example, short=short)

"""Records: what a loader reads and what a library is made of.

A record is one row of a table, or one element of a file, as it stands there. Defaults are not filled
in here (:mod:`beliefgraph.graph.project` does that), so that a row which completes another never
contradicts it. A loader yields a :class:`Reading` and touches neither the store nor the screen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Value: TypeAlias = "bool | int | float | str | list[Value] | dict[str, Value] | None"
"""What properties and results hold: plain data, never an engine's own type."""

Properties: TypeAlias = "Mapping[str, Value]"


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A thing meant by a row. Equal if kind and id are equal.

    ``kind`` is a node kind of the model (``Study``), or, where a cell may mean one of several kinds,
    a family of them from :data:`beliefgraph.graph.model.FAMILIES` (``Belief`` = Subtheme or Theme).
    ``id`` is the user's own id, exact, already trimmed.
    """

    kind: str
    id: str


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something was read. ``row`` counts as the spreadsheet shows it (header = 1)."""

    file: str
    """Name of the file or folder as the user knows it, never a path."""
    table: str = ""
    """Table, sheet or element kind; empty if the format has none."""
    row: int | None = None
    """None if the format has no rows."""
    column: str | None = None
    """Header as the file spells it; only in problems."""

    def __str__(self) -> str:
        """Return "evidence.xlsx, quotes, row 12, column supports"."""
        parts = [self.file]
        if self.table:
            parts.append(self.table)
        if self.row is not None:
            parts.append(f"row {self.row}")
        if self.column is not None:
            parts.append(f"column {self.column}")
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Link:
    """One relationship that a row states, from ``start`` to ``end``.

    Both ends are named because a row may state a link that starts elsewhere (``findings.studies``)
    or be nothing but a link (a row of ``codings``).
    """

    relation: str
    start: Ref
    end: Ref
    properties: Properties = field(default_factory=dict)
    """Only what the row says: no defaults, no None."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row as it stands. ``about`` identifies it within its source and across sources.

    ``kind`` is a node kind, or one of the link-only kinds of the model (``Coding``, ``FindingBelief``,
    ``Contribution``, ``Mapping``, ``Asked``), whose ``properties`` are empty and whose one link
    carries what the row says.
    """

    kind: str
    id: str
    properties: Properties
    """Never None values, never empty text or lists."""
    links: tuple[Link, ...]
    place: Place

    @property
    def about(self) -> str:
        """Return ``kind/id``, e.g. ``Quote/q1``."""
        return f"{self.kind}/{self.id}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing in a file that must be mended before anything is loaded."""

    place: Place
    value: str
    """The offending value as the file has it; empty if a cell is missing."""
    message: str
    """What was found and why it cannot be used; a sentence without the place."""
    cure: str
    """What to do, an imperative sentence."""

    def __str__(self) -> str:
        """Return place, message and cure as one line."""
        return f"{self.place}: {self.message} {self.cure}".rstrip()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row or cell that was read and deliberately not used, with the reason."""

    place: Place
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a loader found in one file or folder."""

    format: str
    """Name of the loader, e.g. ``evidence-tables``."""
    records: tuple[Record, ...]
    read: Mapping[str, int] = field(default_factory=dict)
    """Rows read per table, in table order; also of tables with no rows."""
    skipped: tuple[Skipped, ...] = ()
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    """Things worth knowing that stop nothing (``n`` given as text, hidden rows)."""

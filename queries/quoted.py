"""Reads the words of quotes and findings, which the evidence of the measures does not carry."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from ..graph.unshared import INSTEAD
from .bundled import bundled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ..graph.records import Value
    from ..graph.store import Row
    from .stored import Query

KINDS = ("verbatim", "paraphrase", "author")
"""All kinds of quote."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A group whose words a quote may be."""

    id: str
    n: int | None = None
    """People in it; None if not stated."""
    label: str | None = None
    profession: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuoteText:
    """The words of a quote; ``text`` is None if it is not shown."""

    text: str | None
    locator: str | None = None
    instead: str = INSTEAD
    """What stands in the place of a text that is not shown."""
    voices: tuple[Voice, ...] = ()
    """All groups that the quote names, also those that a filter leaves out; sorted by id."""
    sampled: tuple[Voice, ...] = ()
    """If it names none, all groups of its study, likewise."""

    @property
    def words(self) -> str:
        """Return the text, or what stands in its place."""
        return self.text or self.instead


@dataclass(frozen=True, slots=True)
class Texts:
    """Words by id. A quote that may not be shared has None: its text is never read."""

    quotes: Mapping[str, str | None] = field(default_factory=dict)
    findings: Mapping[str, str | None] = field(default_factory=dict)


def quote_texts(
    query: Query,
    quotes: Iterable[str],
    kinds: Iterable[str] = KINDS,
    instead: Callable[[bool], str] | None = None,
) -> dict[str, QuoteText]:
    """Return the words of some quotes of these kinds, and whose they may be; of other kinds the text is not read.

    ``instead`` gives what stands in the place of a text, given whether it may be shared.
    """
    wanted = sorted(set(quotes))
    if not wanted:
        return {}
    return {
        str(row["id"]): QuoteText(
            _word(row["text"]),
            _word(row["locator"]),
            instead(row["share"] != "no") if instead else INSTEAD,
            _voices(row, "voices"),
            _voices(row, "sampled"),
        )
        for row in query(bundled("map-quote-texts"), {"ids": [*wanted], "kinds": [*kinds]})
    }


def _voices(row: Row, column: str) -> tuple[Voice, ...]:
    listed = cast("list[list[Value]]", row[column])
    found = [
        Voice(
            str(group),
            people if isinstance(people, int) else None,
            _word(label),
            tuple(map(str, profession)) if isinstance(profession, list) else (),
        )
        # Where there is no group the engines give a row of nulls.
        for group, people, label, profession in listed
        if group is not None
    ]
    return tuple(sorted(found, key=lambda voice: voice.id))


def _word(value: Value) -> str | None:
    return None if value is None or value == "" else str(value)


def read_texts(query: Query, quotes: Iterable[str] = (), findings: Iterable[str] = ()) -> Texts:
    """Return the words of some quotes and of some findings."""
    return Texts(_read(query, "quote_texts", quotes), _read(query, "finding_texts", findings))


def _read(query: Query, name: str, ids: Iterable[str]) -> dict[str, str | None]:
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    return {
        cast("str", row["id"]): cast("str | None", row["text"])
        for row in query(bundled(name), {"ids": [*wanted]})
    }

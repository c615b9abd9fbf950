"""Reads the words of quotes and findings, which the evidence of the measures does not carry."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from ..graph.unshared import INSTEAD
from .bundled import bundled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .stored import Query


@dataclass(frozen=True, slots=True)
class QuoteText:
    """The words of a quote; ``text`` is None if it is not shown."""

    text: str | None
    locator: str | None = None
    instead: str = INSTEAD
    """What stands in the place of a text that is not shown."""

    @property
    def words(self) -> str:
        """Return the text, or what stands in its place."""
        return self.text or self.instead


@dataclass(frozen=True, slots=True)
class Texts:
    """Words by id. A quote that may not be shared has None: its text is never read."""

    quotes: Mapping[str, str | None] = field(default_factory=dict)
    findings: Mapping[str, str | None] = field(default_factory=dict)


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

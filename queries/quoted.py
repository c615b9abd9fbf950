"""Reads the words of quotes and findings, which the evidence of the measures does not carry."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.resources import files
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .stored import Query


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
    text = (files(__package__) / "evidence" / f"{name}.cypher").read_text(encoding="utf-8")
    return {
        cast("str", row["id"]): cast("str | None", row["text"]) for row in query(text, {"ids": [*wanted]})
    }

"""Reads what a ranking is opened to: the words of its quotes, and who filed beliefs under domains."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, cast

from ..graph.unshared import INSTEAD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .stored import Query


def quote_words(query: Query, quotes: Iterable[str]) -> dict[str, str]:
    """Return the words of quotes; "text not shared" for those marked share=no, whose words are never read."""
    ids = sorted(set(quotes))
    rows = query(_text("quote-words"), {"ids": [*ids]}) if ids else []
    return {
        cast("str", row["quote"]): INSTEAD if row["share"] == "no" else cast("str", row["text"] or "")
        for row in rows
    }


def mappings_by_source(query: Query) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the agreed mappings, as (belief, domain), of everybody who made any; those of nobody under ""."""
    found: dict[str, set[tuple[str, str]]] = {}
    for row in query(_text("filed"), {}):
        pair = (cast("str", row["belief"]), cast("str", row["domain"]))
        found.setdefault(cast("str", row["who"] or ""), set()).add(pair)
    return {who: tuple(sorted(pairs)) for who, pairs in sorted(found.items())}


def _text(name: str) -> str:
    return (files(__package__) / "evidence" / f"{name}.cypher").read_text(encoding="utf-8")

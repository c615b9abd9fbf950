"""Reads what a ranking is opened to: the words of its quotes, and who filed beliefs under domains."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ..graph.unshared import INSTEAD
from .bundled import bundled
from .quoted import read_texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .stored import Query


def quote_words(query: Query, quotes: Iterable[str]) -> dict[str, str]:
    """Return the words of quotes; "text not shared" for those marked share=no, whose words are never read."""
    return {
        quote: INSTEAD if text is None else text for quote, text in read_texts(query, quotes).quotes.items()
    }


def mappings_by_source(query: Query) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the agreed mappings, as (belief, domain), of everybody who made any; those of nobody under ""."""
    found: dict[str, set[tuple[str, str]]] = {}
    for row in query(bundled("filed"), {}):
        pair = (cast("str", row["belief"]), cast("str", row["domain"]))
        found.setdefault(cast("str", row["who"] or ""), set()).add(pair)
    return {who: tuple(sorted(pairs)) for who, pairs in sorted(found.items())}

"""Quotes whose text may not be handed on (share=no), in whatever leaves the library."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

from .bookkeeping import Stored, body_hash
from .model import KIND

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from .bookkeeping import Run
    from .records import Value
    from .snapshot import Change

INSTEAD = "text not shared"
"""What stands in the place of such a text everywhere."""
_KEPT = frozenset({*(prop.name for prop in KIND["Quote"].properties), "coder", "id", "sources", "places"})
"""Everything else is a column of the user's own, which may hold the text again: a translation, the passage around it."""


def unshared_quotes(run: Run) -> set[str]:
    """Return the ids of the quotes that are marked share=no, by whichever source decides it."""
    return {
        cast("str", row["id"])
        for row in run("MATCH (q:Quote) WHERE q.share = 'no' RETURN q.id AS id ORDER BY id", {})
    }


def without_text(properties: Mapping[str, Value]) -> dict[str, Value]:
    """Return the properties of such a quote as they may be handed on: no text, no column that is not of the model.

    >>> without_text({"id": "q1", "text": "They may sue.", "translation": "Sie klagen."})
    {'id': 'q1', 'text': 'text not shared'}
    """
    return {name: INSTEAD if name == "text" else value for name, value in properties.items() if name in _KEPT}


def without_texts(quotes: Collection[str]) -> Change:
    """Return what replaces the text of these quotes in every record, of every source.

    Ids, groups, codings and claims stay, so that all counts do. Columns that are not of the model go.
    """
    wanted = {f"Quote/{quote}" for quote in quotes}

    def change(about: str, stored: Stored) -> Stored:
        if about not in wanted:
            return stored
        properties, links = json.loads(stored.body)
        body = json.dumps([without_text(properties), links], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return Stored(body, body_hash(body), stored.place)

    return change

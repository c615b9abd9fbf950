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
_CODINGS = ("SUPPORTS", "CONTRADICTS")
_CODING_KEPT = frozenset({"coder", "owner"})
"""Who coded, and the row that says so; a note beside it may cite the text, as a column of the user's own may."""


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

    Ids, groups, codings and claims stay, so that all counts do. Columns that are not of the model go,
    and of their codings all but the coder, in whichever record they stand.
    """
    wanted = {f"Quote/{quote}" for quote in quotes}

    def change(about: str, stored: Stored) -> Stored:
        hidden = about in wanted
        if not hidden and not any(relation in stored.body for relation in _CODINGS):
            return stored
        properties, links = json.loads(stored.body)
        cleared = [
            [*link[:-1], without_note(link[0], link[-1])] if f"Quote/{link[2]}" in wanted else link
            for link in links
        ]
        if not hidden and cleared == links:
            return stored
        kept = without_text(properties) if hidden else properties
        body = json.dumps([kept, cleared], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return Stored(body, body_hash(body), stored.place)

    return change


def without_note(relation: str, properties: Mapping[str, Value]) -> dict[str, Value]:
    """Return the properties of a link from such a quote as they may be handed on: of a coding only who made it.

    >>> without_note("SUPPORTS", {"coder": "ann", "note": "she says: they may sue"})
    {'coder': 'ann'}
    """
    kept = _CODING_KEPT if relation in _CODINGS else properties
    return {name: value for name, value in properties.items() if name in kept}

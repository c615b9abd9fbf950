"""The rows of the templates: plainly examples of how to fill in, never evidence."""

from __future__ import annotations

from typing import TypeAlias

Rows: TypeAlias = "list[dict[str, str | int]]"

_BELIEFS: Rows = [
    {
        "id": "example-belief",
        "label": "Example belief: replace this row",
        "definition": "Say in a sentence what somebody believes",
        "kind": "belief",
        "domains": "Beliefs about consequences",
        "aliases": "another name; a third name",
    }
]
_BEHAVIOURS: Rows = [
    {
        "id": "example-behaviour",
        "label": "Example behaviour: replace this row",
        "actor": "who does it",
        "action": "what is done",
        "target": "to or for whom",
        "opposite_of": "example-opposite",
    },
    {
        "id": "example-opposite",
        "label": "Example opposite behaviour: replace or delete this row",
        "opposite_of": "example-behaviour",
    },
]

EXAMPLES: dict[str, dict[str, Rows]] = {
    "interviews": {
        "studies": [
            {
                "id": "example-study",
                "title": "Example: replace this row",
                "authors": "First author; Second author",
                "coverage": "full",
            }
        ],
        "groups": [
            {
                "id": "example-group",
                "study": "example-study",
                "roles": "clinician",
                "label": "Example: what the study calls them; replace this row",
            }
        ],
        "subthemes": _BELIEFS,
        "behaviours": _BEHAVIOURS,
        "quotes": [
            {
                "id": "example-quote",
                "study": "example-study",
                "groups": "example-group",
                "text": "Example: put the words here exactly as printed; replace this row",
                "kind": "verbatim",
                "locator": "page, table or paragraph",
                "supports": "example-belief",
                "behaviours": "example-behaviour",
                "direction": "encourages",
                "basis": "stated",
                "coder": "your initials",
            }
        ],
    },
    "review": {
        "reviews": [{"id": "example-review", "title": "Example: replace this row", "coverage": "full"}],
        "subthemes": _BELIEFS,
        "behaviours": _BEHAVIOURS,
        "findings": [
            {
                "id": "example-finding",
                "review": "example-review",
                "statement": "Example: put the finding here as printed; replace this row",
                "summarises": "example-belief",
                "behaviours": "example-behaviour",
                "direction": "encourages",
                "basis": "framed",
                "as_published": "the paper's own word, such as enabler",
                "roles": "clinician",
                "confidence": "Moderate",
                "confidence_explanation": "the review's own reason",
            }
        ],
    },
}
"""Starter → sheet → rows."""

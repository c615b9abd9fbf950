"""The texts by which the templates are known: their example rows, and the marks of their own sheets.

The rows are plainly examples of how to fill in, never evidence.
"""

from __future__ import annotations

from typing import TypeAlias

Rows: TypeAlias = "list[dict[str, str | int]]"

EXAMPLE = "replace this row"
"""Stands in every example row, in one of EXAMPLE_COLUMNS; a row that still has it was not replaced."""
EXAMPLE_COLUMNS = ("title", "label", "text", "statement")

README, LISTS = "read me", "lists"
MARKS = {
    README: "How to use this workbook of beliefgraph",
    LISTS: "Values of the drop-downs of beliefgraph",
}
"""Sheet of the template that is no table → text in its first row, which tells it from a user's own sheet."""

_BELIEFS: Rows = [
    {
        "id": "example-belief",
        "label": f"Example belief: {EXAMPLE}",
        "definition": "Say in a sentence what somebody believes",
        "kind": "belief",
        "domains": "Beliefs about consequences",
        "aliases": "another name; a third name",
    }
]
_BEHAVIOURS: Rows = [
    {
        "id": "example-behaviour",
        "label": f"Example behaviour: {EXAMPLE}",
        "actor": "who does it",
        "action": "what is done",
        "target": "to or for whom",
        "opposite_of": "example-opposite",
    },
    {
        "id": "example-opposite",
        "label": f"Example opposite behaviour: {EXAMPLE}",
        "opposite_of": "example-behaviour",
    },
]

EXAMPLES: dict[str, dict[str, Rows]] = {
    "interviews": {
        "studies": [
            {
                "id": "example-study",
                "title": f"Example: {EXAMPLE}",
                "authors": "First author; Second author",
                "coverage": "full",
            }
        ],
        "groups": [
            {
                "id": "example-group",
                "study": "example-study",
                "roles": "clinician",
                "label": f"Example: what the study calls them; {EXAMPLE}",
            }
        ],
        "subthemes": _BELIEFS,
        "behaviours": _BEHAVIOURS,
        "quotes": [
            {
                "id": "example-quote",
                "study": "example-study",
                "groups": "example-group",
                "text": f"Example: put the words here exactly as printed; {EXAMPLE}",
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
        "reviews": [{"id": "example-review", "title": f"Example: {EXAMPLE}", "coverage": "full"}],
        "subthemes": _BELIEFS,
        "behaviours": _BEHAVIOURS,
        "findings": [
            {
                "id": "example-finding",
                "review": "example-review",
                "statement": f"Example: put the finding here as printed; {EXAMPLE}",
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

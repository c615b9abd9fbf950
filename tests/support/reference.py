"""An independent, slow implementation of the evidence measures, for tests to compare answers with.

It shares no code with the package. Input are the evidence tables as text; output has the shape of the JSON the
package prints. ``like`` takes away what an answer has beyond the reference, since more keys may be added to it.
"""

from __future__ import annotations

from typing import Any

from support.reference_contrast import contradictions, contrast
from support.reference_model import STATES, TDF_LABELS, Plain
from support.reference_paths import cuts, paths, rests_on, steps, told_by
from support.reference_statements import groups, named, quotes, statements, studies
from support.reference_subset import Filters, subset
from support.reference_tables import Tables, library
from support.reference_targets import targets

__all__ = [
    "STATES",
    "TDF_LABELS",
    "Filters",
    "Plain",
    "Tables",
    "contradictions",
    "contrast",
    "cuts",
    "groups",
    "library",
    "like",
    "named",
    "paths",
    "quotes",
    "rests_on",
    "statements",
    "steps",
    "studies",
    "subset",
    "targets",
    "told_by",
]


def like(answer: Any, reference: Any) -> Any:
    """The answer without the keys that the reference does not have, at every depth."""
    if isinstance(answer, dict) and isinstance(reference, dict):
        return {key: like(value, reference[key]) for key, value in answer.items() if key in reference}
    if isinstance(answer, list | tuple) and isinstance(reference, list) and len(answer) == len(reference):
        return [like(one, other) for one, other in zip(answer, reference, strict=True)]
    return list(answer) if isinstance(answer, tuple) else answer

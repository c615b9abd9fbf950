"""Contrast and contradictions as flat rows, for spreadsheets and Markdown: ids of every study beside each number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..analysis.contradictions import Contradictions
from ..analysis.contrast import STATES, Contrast
from ..analysis.differences import ReadDifferently
from .flat import printed

if TYPE_CHECKING:
    from ..analysis.contradictions import Contradiction, Effect
    from ..analysis.differences import Difference
    from ..graph.records import Value

    Compared = Contrast | Contradictions | ReadDifferently
    Rows = tuple[list[dict[str, Value]], tuple[str, ...]]


COMPARED = (Contrast, Contradictions, ReadDifferently)
"""The results that are set out here."""


def compared(found: Compared) -> Rows:
    """Return a contrast or contradictions as rows and their columns."""
    if isinstance(found, Contrast):
        return flat_contrast(found)
    return flat_contradictions(found) if isinstance(found, Contradictions) else flat_differences(found)


CONTRAST = ("state", "sampled", "read_in_full", *STATES, "reported", "studies")


def flat_contrast(found: Contrast) -> Rows:
    """Return one row for every belief and column, with the studies of every state in one cell."""
    rows: list[dict[str, Value]] = []
    for row in found.rows:
        for column, cell in zip(found.columns, row.cells, strict=True):
            states = {state: cell.studies(state) for state in STATES if cell.counts[state]}
            rows.append(
                {
                    "belief": row.belief,
                    "label": row.label,
                    **dict(zip(found.by, column.values, strict=True)),
                    "state": cell.state,
                    "sampled": len(column.sampled),
                    "read_in_full": len(column.full),
                    **cell.counts,
                    "reported": printed(cell.reported),
                    "studies": " | ".join(
                        f"{state}: {', '.join(several)}" for state, several in states.items()
                    ),
                }
            )
    return rows, ("belief", "label", *found.by, *CONTRAST)


CONTRADICTIONS = (
    "belief",
    "label",
    "studies_for",
    "studies_against",
    "studies_mixed",
    "no_effect",
    "opposite_held",
    "claims_both_ways",
    "quotes_for",
    "quotes_against",
    "findings_for",
    "findings_against",
    "claims_for",
    "reported_against",
    "read_differently",
)


def flat_contradictions(found: Contradictions) -> Rows:
    """Return one row for every belief, with all ids."""
    return [_flat(row) for row in found.rows], CONTRADICTIONS


def _flat(row: Contradiction) -> dict[str, Value]:
    def ways(one: Effect) -> str:
        return " / ".join(f"{way}: {', '.join(one.studies[way])}" for way in ("encourages", "discourages"))

    return {
        "belief": row.belief,
        "label": row.label,
        "studies_for": [*row.studies_for],
        "studies_against": [*row.studies_against],
        "studies_mixed": [*row.studies_mixed],
        "no_effect": " | ".join(
            f"{one.effect}: {', '.join(one.studies['no_effect'])}" for one in row.no_effect
        ),
        "opposite_held": " | ".join(
            f"{other}: {', '.join(held)}" for other, held in row.opposite_held.items()
        ),
        "claims_both_ways": " | ".join(f"{one.effect}: {ways(one)}" for one in row.claims_both_ways),
        "quotes_for": [*row.said_for.quotes],
        "quotes_against": [*row.said_against.quotes],
        "findings_for": [*row.said_for.findings],
        "findings_against": [*row.said_against.findings],
        "claims_for": [*row.said_for.claims],
        "reported_against": printed(row.said_against.reported),
        "read_differently": " | ".join(map(flat_difference, row.read_differently)),
    }


DIFFERENCES = ("belief", "label", "kind", "what", "study", "quote", "effect", "readings")


def flat_differences(found: ReadDifferently) -> Rows:
    """Return one row for every difference."""
    return [
        {
            "belief": belief,
            "label": label,
            "kind": one.kind,
            "what": one.what,
            "study": one.study,
            "quote": one.quote,
            "effect": one.effect,
            "readings": _flat_readings(one),
        }
        for belief, label, one in found.rows
    ], DIFFERENCES


def flat_difference(one: Difference) -> str:
    """Return a difference as one cell: "coders: q1 (ann supports; bo contradicts)"."""
    about = " ".join(name for name in (one.quote or one.study, one.effect) if name)
    return f"{one.kind}: {f'{about} ' if about else ''}({_flat_readings(one)})"


def _flat_readings(one: Difference) -> str:
    return "; ".join(
        " ".join([*[name for name in (reading.coder, reading.review) if name], reading.says])
        for reading in one.readings
    )

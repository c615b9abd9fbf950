"""Results in words, for the screen: every number with its studies, and the footer under them."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from ..analysis.shapes import FOOTER
from ..analysis.wording import SAID, named, reported_by
from .rows import plain, render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..analysis.targets import Target, Targets
    from ..graph.evidence import Evidence
    from ..graph.records import Value

WIDTH = 110


def wrapped(text: str, head: str) -> list[str]:
    """Return text wrapped to the screen; later lines are indented as far as the head is long."""
    shown = plain(text)
    return (
        textwrap.wrap(shown, WIDTH, initial_indent=head, subsequent_indent=" " * len(head)) if shown else []
    )


EXPLAINED = (
    "Studies: named studies behind the first steps of its paths. Voiced by: whoever voices the belief in any study of this "
    "selection, not only in these. Confidence: as each review judged its whole finding."
)


def targets_text(found: Targets, evidence: Evidence, notes: str = "", top: int | None = None) -> str:
    """Return a ranking as text: ranked rows, then beliefs only reported, then those only inferred."""
    behaviour = evidence.label(found.behaviour)
    what = "TDF domains" if found.by == "domain" else "beliefs"
    lines = wrapped(f"Which {what} are said to lead to “{behaviour}”", "")
    lines += wrapped(notes, "")
    ranked = [row for row in found.rows if row.has_evidence and not (row.reported_only or row.inferred_only)]
    lines += ["", _ranking(ranked[:top], found.by)]
    if top is not None and len(ranked) > top:
        lines.append(f"… and {len(ranked) - top} more")
    empty = [row.label for row in found.rows if not row.has_evidence]
    lines += ["", *wrapped(f"No evidence here: {'; '.join(empty)}.", "")] if empty else []
    lines += ["", *wrapped(EXPLAINED, "")]
    for heading, rows in (
        (
            "Only reported: no study behind every step can be named; not ranked",
            [row for row in found.rows if row.reported_only],
        ),
        (
            "The belief is reported, the step is our reading; not ranked (--inferred counts them)",
            [row for row in found.rows if row.inferred_only],
        ),
    ):
        lines += _block(heading, rows, evidence, top)
    return "\n".join([*lines, "", *wrapped(FOOTER, "")])


def _ranking(rows: list[Target], by: str) -> str:
    columns = ["rank", by, "is said to", "studies", "of them listed"]
    columns += ["beliefs"] if by == "domain" else ["reach"]
    columns += ["conflict", *([] if by == "domain" else ["main"]), "voiced by", "confidence (review)"]
    return render([_target(row, by) for row in rows], columns, "table")


def _target(row: Target, by: str) -> dict[str, Value]:
    levels = [f"{entry.confidence} ({named(entry.review)})" for entry in row.confidence if entry.confidence]
    return {
        "rank": "-" if row.rank is None else row.rank,
        by: row.label,
        "is said to": {"encourages": "encourage", "discourages": "discourage"}.get(
            row.direction or "", row.direction or ""
        ),
        "studies": len(row.studies.named),
        "of them listed": len(row.studies.listed) or "",
        "beliefs": row.elaboration,
        "reach": row.reach,
        "conflict": "yes" if row.conflict else "",
        "main": row.emphasis or "",
        "voiced by": ", ".join(row.roles),
        "confidence (review)": "; ".join(dict.fromkeys(levels)),
    }


def _block(heading: str, rows: list[Target], evidence: Evidence, top: int | None) -> Iterator[str]:
    if not rows:
        return
    yield ""
    yield f"{heading} ({len(rows)}):"
    for row in rows[:top]:
        said = f" · {SAID[row.direction]}" if row.direction else ""
        entries = "; ".join(reported_by(evidence, entry) for entry in row.studies.reported)
        yield from wrapped(
            f"{row.label}{said}{f' · reported, never added: {entries}' if entries else ''}", "  - "
        )
    if top is not None and len(rows) > top:
        yield f"  … and {len(rows) - top} more"

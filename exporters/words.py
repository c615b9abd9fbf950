"""Paths and targets in words, for the screen: every number with its studies, and the footer under them."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from ..analysis.shapes import FOOTER
from ..analysis.wording import SAID, cited, many, named, reported_by, studies
from .rows import plain, render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..analysis.paths import Path, Paths
    from ..analysis.targets import Target, Targets
    from ..graph.evidence import Evidence
    from ..graph.influence import Step
    from ..graph.records import Value

WIDTH = 110
TOLD = {
    "speaker": "one speaker tells every step",
    "group": "one group tells every step",
    "study": "one study tells every step",
    "finding": "one review finding stands under every step",
    "stitched": "stitched: no one source tells every step",
}


def paths_text(found: Paths, evidence: Evidence, notes: str = "") -> str:
    """Return paths as text. Each step's studies stand under the first path that takes it."""
    start, end = evidence.label(found.start), evidence.label(found.end)
    lines = _wrapped(f"How “{start}” is said to lead to “{end}”", "")
    if not found.paths:
        lines += ["No path is said to lead from the one to the other.", *_wrapped(notes, "")]
        return "\n".join([*lines, "", *_wrapped(FOOTER, "")])
    lines.append(f"{many(found.total, 'path')}{'' if found.exact else ' at most'}.")
    lines += _wrapped(notes, "")
    shown: dict[tuple[str, str], int] = {}
    for number, path in enumerate(found.paths, start=1):
        lines += ["", *_path(number, path, evidence)]
        for step in path.steps:
            first = shown.setdefault((step.cause, step.effect), number)
            lines += _step(step, evidence, first if first < number else None)
    return "\n".join([*lines, "", *_wrapped(FOOTER, "")])


def _path(number: int, path: Path, evidence: Evidence) -> Iterator[str]:
    yield from _wrapped(" → ".join(path.labels), f"{number}. ")
    steps = f" over {many(len(path.steps), 'step')} (by sign rule)" if len(path.steps) > 1 else ""
    support = (
        f"{studies(path.support)} named on the weakest step" if path.support else "some step is only reported"
    )
    told = TOLD[path.told_by] + (f" ({_tellers(path, evidence)})" if path.tellers else "")
    yield from _wrapped(f"{SAID[path.direction]}{steps} · {support} · {told}", "   ")


def _tellers(path: Path, evidence: Evidence) -> str:
    if path.told_by == "study":
        return cited(evidence, path.tellers)
    return ", ".join(path.tellers)


def _step(step: Step, evidence: Evidence, seen: int | None) -> Iterator[str]:
    turned = ", partly by what is said of the opposite behaviour, turned" if step.via_opposite else ""
    head = f"{evidence.label(step.cause)} {SAID[step.direction]} {evidence.label(step.effect)}{turned}"
    if seen is not None:
        yield from _wrapped(f"{head}: see path {seen}", "   - ")
        return
    yield from _wrapped(f"{head}:", "   - ")
    for words, found in (("counted", step.studies.counted), ("listed by a review", step.studies.listed)):
        if found:
            yield from _wrapped(f"{words}: {len(found)}: {cited(evidence, found)}", "       ")
    if step.studies.reported:
        entries = "; ".join(reported_by(evidence, entry) for entry in step.studies.reported)
        yield from _wrapped(f"reported, never added: {entries}", "       ")
    if step.studies_no_effect:
        yield from _wrapped(f"said to have no effect: {cited(evidence, step.studies_no_effect)}", "       ")


def _wrapped(text: str, head: str) -> list[str]:
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
    lines = _wrapped(f"Which {what} are said to lead to “{behaviour}”", "")
    lines += _wrapped(notes, "")
    ranked = [row for row in found.rows if row.has_evidence and not (row.reported_only or row.inferred_only)]
    lines += ["", _ranking(ranked[:top], found.by)]
    if top is not None and len(ranked) > top:
        lines.append(f"… and {len(ranked) - top} more")
    empty = [row.label for row in found.rows if not row.has_evidence]
    lines += ["", *_wrapped(f"No evidence here: {'; '.join(empty)}.", "")] if empty else []
    lines += ["", *_wrapped(EXPLAINED, "")]
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
    return "\n".join([*lines, "", *_wrapped(FOOTER, "")])


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
        yield from _wrapped(
            f"{row.label}{said}{f' · reported, never added: {entries}' if entries else ''}", "  - "
        )
    if top is not None and len(rows) > top:
        yield f"  … and {len(rows) - top} more"

"""Paths in words, for the screen: every number with its studies, and the footer under them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..analysis.shapes import FOOTER
from ..analysis.wording import SAID, cited, many, reported_by, studies
from .words import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..analysis.paths import Path, Paths
    from ..graph.evidence import Evidence
    from ..graph.influence import Step

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
    lines = wrapped(f"How “{start}” is said to lead to “{end}”", "")
    if not found.paths:
        lines += ["No path is said to lead from the one to the other.", *wrapped(notes, "")]
        return "\n".join([*lines, "", *wrapped(FOOTER, "")])
    lines.append(f"{many(found.total, 'path')}{'' if found.exact else ' at most'}.")
    lines += wrapped(notes, "")
    shown: dict[tuple[str, str], int] = {}
    for number, path in enumerate(found.paths, start=1):
        lines += ["", *_path(number, path, evidence)]
        for step in path.steps:
            first = shown.setdefault((step.cause, step.effect), number)
            lines += _step(step, evidence, first if first < number else None)
    return "\n".join([*lines, "", *wrapped(FOOTER, "")])


def _path(number: int, path: Path, evidence: Evidence) -> Iterator[str]:
    yield from wrapped(" → ".join(path.labels), f"{number}. ")
    steps = f" over {many(len(path.steps), 'step')} (by sign rule)" if len(path.steps) > 1 else ""
    support = (
        f"{studies(path.support)} named on the weakest step" if path.support else "some step is only reported"
    )
    told = TOLD[path.told_by] + (f" ({_tellers(path, evidence)})" if path.tellers else "")
    yield from wrapped(f"{SAID[path.direction]}{steps} · {support} · {told}", "   ")


def _tellers(path: Path, evidence: Evidence) -> str:
    if path.told_by == "study":
        return cited(evidence, path.tellers)
    return ", ".join(path.tellers)


def _step(step: Step, evidence: Evidence, seen: int | None) -> Iterator[str]:
    turned = ", partly by what is said of the opposite behaviour, turned" if step.via_opposite else ""
    head = f"{evidence.label(step.cause)} {SAID[step.direction]} {evidence.label(step.effect)}{turned}"
    if seen is not None:
        yield from wrapped(f"{head}: see path {seen}", "   - ")
        return
    yield from wrapped(f"{head}:", "   - ")
    for words, found in (("counted", step.studies.counted), ("listed by a review", step.studies.listed)):
        if found:
            yield from wrapped(f"{words}: {len(found)}: {cited(evidence, found)}", "       ")
    if step.studies.reported:
        entries = "; ".join(reported_by(evidence, entry) for entry in step.studies.reported)
        yield from wrapped(f"reported, never added: {entries}", "       ")
    if step.studies_no_effect:
        yield from wrapped(f"said to have no effect: {cited(evidence, step.studies_no_effect)}", "       ")

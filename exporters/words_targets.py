"""Rankings in words, for the screen: every number with its studies or what opens it, and the footer under them."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from ..analysis.sensitivity import Sensitivity
from ..analysis.shapes import FOOTER
from ..analysis.targets import Targets
from ..analysis.why import Why
from ..analysis.wording import SAID, cited, many, named, reported_by
from .rows import render
from .words import wrapped
from .words_paths import TOLD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..analysis.path_rows import Path
    from ..analysis.sensitivity import Band
    from ..analysis.target_rows import Target
    from ..analysis.why import OpenedBelief, OpenedRow
    from ..graph.evidence import Evidence
    from ..graph.records import Value

EXPLAINED = (
    "Studies: named studies behind the first steps of its paths. Voiced by: whoever voices the belief in any study of this "
    "selection, not only in these. Confidence: as each review judged its whole finding."
)
RANGES = "In brackets: the best and the worst rank when any one study is left out."
TOO_FEW_TO_SAY = "How far ranks depend on single studies: too few to say."

RANKED = (Targets, Why, Sensitivity)
"""What is put in words here."""
SHOWN = 5
"""Choices that are named in one cell."""


def ranked_text(
    found: Targets | Why | Sensitivity, evidence: Evidence, notes: str = "", top: int | None = None
) -> str:
    """Return a ranking, an opened row or how far ranks depend on choices as text."""
    if isinstance(found, Why):
        return why_text(found, evidence, notes)
    if isinstance(found, Sensitivity):
        return depends_text(found, evidence, notes, top)
    return targets_text(found, evidence, notes, top)


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
    lines += ["", *wrapped(f"{EXPLAINED} {_ranges(ranked)}".rstrip(), "")]
    if ranked:
        lines += wrapped(_open(ranked[0], found, evidence), "")
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
        "rank": _rank(row),
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


def _rank(row: Target) -> str:
    """Return "2 (1–4)"; the rank alone if there is no best and worst."""
    if row.rank is None:
        return "-"
    return f"{row.rank} ({row.rank_best}–{row.rank_worst})" if row.rank_best is not None else str(row.rank)


def _ranges(ranked: list[Target]) -> str:
    if any(row.rank_best is not None for row in ranked):
        return RANGES
    return TOO_FEW_TO_SAY if any(row.rank is not None for row in ranked) else ""


def _open(row: Target, found: Targets, evidence: Evidence) -> str:
    by = " --by domain" if found.by == "domain" else ""
    behaviour = shlex.quote(evidence.label(found.behaviour))
    return f"Open a row: beliefgraph targets {behaviour}{by} --why {shlex.quote(str(row.rank or row.id or row.label))}"


def why_text(found: Why, evidence: Evidence, notes: str = "") -> str:
    """Return opened rows as text: studies of each kind, paths, groups and quotes."""
    behaviour = evidence.label(found.behaviour)
    lines = wrapped(f"What is behind a rank: what is said to lead to “{behaviour}”", "") + wrapped(notes, "")
    for opened in found.rows:
        lines += ["", *_opened(opened, behaviour, evidence)]
    return "\n".join([*lines, "", *wrapped(FOOTER, "")])


def _opened(opened: OpenedRow, behaviour: str, evidence: Evidence) -> Iterator[str]:
    row = opened.row
    rank = "not ranked" if row.rank is None else f"rank {_rank(row)}"
    said = f" · {SAID[row.direction]} {behaviour}" if row.direction else ""
    yield from wrapped(f"{row.label} · {rank}{said}{' · in conflict' if row.conflict else ''}", "")
    if row.inferred_only:
        yield from wrapped("The belief is reported, the step is our reading: --inferred counts it.", "   ")
    elif not opened.beliefs:
        yield from wrapped("No evidence here.", "   ")
    for belief in opened.beliefs:
        if row.by == "domain":
            yield from wrapped(belief.label, " - ")
        yield from _behind(belief, behaviour, evidence)


def _behind(belief: OpenedBelief, behaviour: str, evidence: Evidence) -> Iterator[str]:
    for words, studies in (
        ("counted", belief.studies.counted),
        ("listed by a review", belief.studies.listed),
        ("against the belief", belief.against),
    ):
        if studies:
            yield from wrapped(f"{words}: {len(studies)}: {cited(evidence, studies)}", "   ")
    if belief.studies.reported:
        entries = "; ".join(reported_by(evidence, entry) for entry in belief.studies.reported)
        yield from wrapped(f"reported, never added: {entries}", "   ")
    shown, total = len(belief.paths), belief.total
    more = f" ({shown} strongest of {'' if belief.exact else 'at most '}{total:,})" if shown < total else ""
    of = "" if belief.reported_only else " whose steps all have named studies"
    yield from wrapped(f"{many(shown, 'path')}{of}{more}:", "   ")
    for path in belief.paths:
        yield from wrapped(f"{' → '.join(path.labels)} · {_told(path)}", "   - ")
    command = f"beliefgraph paths {shlex.quote(belief.label)} {shlex.quote(behaviour)}"
    yield from wrapped(f"every step with its studies: {command}", "     ")
    if belief.findings:
        opens = f"beliefgraph ask studies-behind-finding --param finding={shlex.quote(belief.findings[0])}"
        yield from wrapped(f"findings: {', '.join(belief.findings)}; open one: {opens}", "   ")
    if belief.groups:
        yield from wrapped(f"groups: {', '.join(belief.groups)}", "   ")
    yield from wrapped(f"{many(len(belief.quotes), 'quote')}{':' if belief.quotes else ''}", "   ")
    for quote in belief.quotes:
        who = ", ".join(part for part in (quote.speaker, *quote.groups) if part)
        head = f"{cited(evidence, [quote.study])}{f' ({who})' if who else ''}"
        stance = ", against the belief" if quote.against else ""
        yield from wrapped(f"{quote.id}, {quote.kind}, {head}{stance}: {quote.text or ''}", "   - ")


def _told(path: Path) -> str:
    support = (
        f"{many(path.support, 'study', 'studies')} on the weakest step"
        if path.support
        else "some step is only reported"
    )
    return f"{SAID[path.direction]} · {support} · {TOLD[path.told_by]}"


def depends_text(found: Sensitivity, evidence: Evidence, notes: str = "", top: int | None = None) -> str:
    """Return the band of each rank over choices as text."""
    what = "TDF domains" if found.by == "domain" else "beliefs"
    lines = wrapped(
        f"How far the ranks of {what} said to lead to “{evidence.label(found.behaviour)}” depend on choices",
        "",
    )
    lines += wrapped(notes, "")
    rows = found.rows[:top]
    columns = ["rank", found.by, "highest", "highest under", "lowest", "lowest under", "no rank under"]
    lines += ["", render([_band(row) for row in rows], columns, "table")]
    if len(found.rows) > len(rows):
        lines.append(f"… and {len(found.rows) - len(rows)} more")
    lines += [
        "",
        *wrapped(
            f"Each choice is a ranking of its own, all else as asked: {'; '.join(found.choices)}. Rank 1 is the highest. "
            "Without a review: without its findings and without the studies that it alone is known to include or list.",
            "",
        ),
    ]
    return "\n".join([*lines, "", *wrapped(FOOTER, "")])


def _band(row: Band) -> dict[str, Value]:
    return {
        "rank": "-" if row.rank is None else row.rank,
        row.by: row.label,
        "highest": row.highest,
        "highest under": _some(row.highest_under),
        "lowest": row.lowest,
        "lowest under": _some(row.lowest_under),
        "no rank under": _some(row.unranked_under),
    }


def _some(names: Iterable[str]) -> str:
    every = [*names]
    more = f"; … {len(every) - SHOWN} more" if len(every) > SHOWN else ""
    return "; ".join(every[:SHOWN]) + more

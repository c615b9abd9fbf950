"""The tables that print beliefs: counts by belief, and belief statements with a sample quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.influence import Studies, beliefs, steps
from .citing import Citer, opening
from .printed import NUMBER, Column, Opened, Printed, Row
from .profile_findings import STUDIES
from .profile_words import (
    domain_label,
    domain_order,
    is_belief,
    natural,
    opened_studies,
    reported_cell,
    said,
    step_opening,
)
from .shapes import FOOTER
from .wording import SAID, many

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..graph.evidence import Evidence
    from ..queries.paper_texts import Texts
    from .extracts import Extracts

KINDS = (
    "Counted: studies whose statement is held. Listed: further studies that a review names for a finding about this belief "
    "alone. Reported: findings of reviews with their printed numbers. The three stand side by side and are never added."
)


def counts(
    evidence: Evidence,
    texts: Texts,
    behaviour: str | None = None,
    *,
    inferred: bool = False,
    opposites: bool = True,
) -> Printed:
    """Return counted, listed and reported studies of every belief, or of every step to ``behaviour``."""
    citer = Citer(evidence, texts)
    found: list[tuple[str, str, Studies, str]]
    if behaviour is None:
        found = [
            (belief, "", about.studies, opening("evidence-behind-belief", belief=belief))
            for belief, about in beliefs(evidence, inferred=inferred).items()
            if is_belief(evidence, belief)
        ]
    else:
        made = steps(evidence, inferred=inferred, opposites=opposites)
        found = [
            (cause, SAID[step.direction], step.studies, step_opening(step))
            for (cause, effect), step in made.items()
            if effect == behaviour and is_belief(evidence, cause)
        ]
    found.sort(key=lambda one: (-len(one[2].named), natural(one[0])))
    rows, appendix = [], []
    for number, (belief, way, studies, command) in enumerate(found, 1):
        cells = (
            str(number),
            evidence.label(belief),
            *([way] if behaviour is not None else []),
            _listing(citer, studies.counted),
            _listing(citer, studies.listed),
            reported_cell(evidence, studies.reported, citer) or "none",
        )
        rows.append(Row(cells))
        appendix += opened_studies(str(number), belief, studies, command)
    title = (
        "Studies behind each belief"
        if behaviour is None
        else f"Studies behind each belief said to lead to “{evidence.label(behaviour)}”"
    )
    return Printed(
        title=title,
        columns=(
            Column(NUMBER, 3),
            Column("Belief or circumstance", 26),
            *([Column("Direction", 14)] if behaviour is not None else []),
            Column("Counted", 22),
            Column("Listed", 18),
            Column("Reported (as printed)", 30),
        ),
        rows=tuple(rows),
        below=(KINDS, STUDIES, FOOTER),
        appendix=tuple(appendix),
        references=citer.references(),
    )


def belief_statements(
    evidence: Evidence, texts: Texts, extracts: Extracts, *, inferred: bool = False
) -> Printed:
    """Return every belief under its domains, with a sample quote and the number of studies of all in the selection."""
    citer = Citer(evidence, texts)
    about = beliefs(evidence, inferred=inferred)
    filed: dict[str, list[str | None]] = {}
    for belief, domain in evidence.mappings:
        filed.setdefault(belief, []).append(domain)
    entries = sorted(
        (
            (domain, belief)
            for belief in about
            if is_belief(evidence, belief)
            for domain in filed.get(belief, [None])
        ),
        key=lambda one: (
            domain_order(evidence, one[0]),
            -len(about[one[1]].studies.named),
            natural(one[1]),
        ),
    )
    rows: list[Row] = []
    appendix: list[Opened] = []
    for number, (filed_under, belief) in enumerate(entries, 1):
        studies = about[belief].studies
        words, quote = extracts.of((belief,), texts, citer)
        command = opening("evidence-behind-belief", belief=belief)
        reported = reported_cell(evidence, studies.reported, citer)
        own = [
            f"{citer.studies((finding.study,))}: {shown}"
            for finding in sorted(evidence.findings.values(), key=lambda one: natural(one.id))
            if finding.study is not None
            and belief in finding.beliefs
            and finding.beliefs[belief].relation != "opposite"
            and (shown := said(texts.findings[finding.id]))
        ]
        cell = [f"{len(studies.named)} of {len(evidence.studies)}", *own]
        if reported:
            cell.append(f"Reported: {reported}")
        rows.append(
            Row(
                (
                    str(number),
                    domain_label(evidence, filed_under),
                    evidence.label(belief),
                    words,
                    "\n".join(cell),
                )
            )
        )
        appendix += opened_studies(str(number), belief, studies, command)
        if quote is not None:
            appendix.append(Opened(str(number), "sample quote", (quote,), command))
    return Printed(
        title="Belief statements",
        columns=(
            Column(NUMBER, 3),
            Column("Domain", 16),
            Column("Belief statement", 22),
            Column("Sample quote", 36),
            Column("Studies (n of N)", 22),
        ),
        rows=tuple(rows),
        below=(
            f"n: studies that can be named, counted and listed. N: all {many(len(evidence.studies), 'study', 'studies')} of this selection, whether "
            "or not they sampled or asked anybody about the belief. A belief under several domains has a row under each. "
            "Numbers of people are those printed by a study for its own participants.",
            STUDIES,
            FOOTER,
        ),
        appendix=tuple(appendix),
        references=citer.references(),
    )


def _listing(citer: Citer, studies: Iterable[str]) -> str:
    found = tuple(studies)
    return f"{len(found)}: {citer.studies(found)}" if found else "0"

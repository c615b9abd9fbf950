"""The tables that print review findings: Summary of Qualitative Findings, and the CERQual evidence profile.

GRADE-CERQual (Lewin 2018, doi 10.1186/s13012-017-0688-3) is judged by people. What a review prints is shown as it
prints it; nothing is judged here, and what is not printed is shown as missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.model import COMPONENTS
from .citing import Citer
from .printed import NUMBER, Column, Printed, Row
from .profile_words import (
    NO_EXPLANATION,
    NO_STATEMENT,
    NOT_GRADED,
    NOT_JUDGED,
    behind_finding,
    confidence,
    judged,
    named_studies,
    natural,
    printed_number,
    review_banner,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from ..graph.evidence import Evidence, Finding
    from ..queries.paper_texts import Texts

    Cells = Callable[[Evidence, Texts, Citer, Finding], tuple[str, ...]]

JUDGED = (
    "Confidence and its components are GRADE-CERQual judgements as the reviews print them; nothing is judged here. "
    f"“{NOT_GRADED.capitalize()}” and “{NOT_JUDGED}”: the library holds no judgement for it."
)
STUDIES = (
    "Numbers of studies and participants are those printed for the finding: participants are the members of those studies, "
    "not people who said it. Numbers of several findings are never added: reviews may share studies."
)


def summary_of_findings(evidence: Evidence, texts: Texts, behaviour: str | None = None) -> Printed:
    """Return the Summary of Qualitative Findings: finding, confidence, explanation, references, by review."""
    columns = (
        Column(NUMBER, 3),
        Column("Review finding", 34),
        Column("GRADE-CERQual confidence", 13),
        Column("Explanation of the judgement", 24),
        Column("References", 25),
    )
    return _table(evidence, texts, behaviour, "Summary of Qualitative Findings", columns, _summary_cells)


def evidence_profile(evidence: Evidence, texts: Texts, behaviour: str | None = None) -> Printed:
    """Return the CERQual evidence profile: the four components, each with level and reason, beside the finding."""
    columns = (
        Column(NUMBER, 3),
        Column("Review finding", 20),
        Column("Studies", 14),
        *(Column(name.replace("_", " ").capitalize(), 14 if "_" in name else 11) for name in COMPONENTS),
        Column("Confidence", 10),
        Column("Explanation", 15),
    )
    return _table(evidence, texts, behaviour, "GRADE-CERQual evidence profile", columns, _profile_cells)


def findings_about(
    evidence: Evidence, texts: Texts, behaviour: str | None, also: Collection[str] = ()
) -> list[Finding]:
    """Return the review findings, of one behaviour if given, by review and id.

    A finding is about a behaviour if its source files it there, if a claim about the behaviour rests on it, or if it is
    among ``also``.
    """
    about = {
        finding for claim in evidence.claims if claim.effect == behaviour for finding in claim.findings
    }.union(also)
    return sorted(
        (
            finding
            for finding in evidence.findings.values()
            if finding.review is not None
            and (
                behaviour is None or finding.id in about or behaviour in texts.findings[finding.id].behaviours
            )
        ),
        key=lambda one: (natural(one.review or ""), natural(one.id)),
    )


def _table(
    evidence: Evidence,
    texts: Texts,
    behaviour: str | None,
    title: str,
    columns: tuple[Column, ...],
    cells: Cells,
) -> Printed:
    citer = Citer(evidence, texts)
    findings = findings_about(evidence, texts, behaviour)
    rows = list(_rows(evidence, texts, citer, findings, cells))
    return Printed(
        title=title if behaviour is None else f"{title}: {evidence.label(behaviour)}",
        columns=columns,
        rows=tuple(rows),
        below=(JUDGED, STUDIES),
        appendix=tuple(behind_finding(str(number), one) for number, one in enumerate(findings, 1)),
        references=citer.references(),
    )


def _rows(
    evidence: Evidence, texts: Texts, citer: Citer, findings: list[Finding], cells: Cells
) -> Iterator[Row]:
    """Yield the findings, under a banner for each review if there are several."""
    several = len({finding.review for finding in findings}) > 1
    review = None
    for number, finding in enumerate(findings, 1):
        if finding.review is not None and finding.review != review:
            review = finding.review
            banner = review_banner(citer, review, evidence.reviews.get(review, ""))
            if several:
                yield Row((banner,), banner=True)
        yield Row((str(number), *cells(evidence, texts, citer, finding)))


def _summary_cells(evidence: Evidence, texts: Texts, citer: Citer, finding: Finding) -> tuple[str, ...]:
    words = texts.findings[finding.id]
    return (
        words.statement or NO_STATEMENT,
        confidence(finding.confidence),
        words.explanation or NO_EXPLANATION,
        _studies(evidence, citer, finding),
    )


def _profile_cells(evidence: Evidence, texts: Texts, citer: Citer, finding: Finding) -> tuple[str, ...]:
    words = texts.findings[finding.id]
    return (
        words.statement or NO_STATEMENT,
        _studies(evidence, citer, finding),
        *(judged(words.components.get(name)) for name in COMPONENTS),
        confidence(finding.confidence),
        words.explanation or NO_EXPLANATION,
    )


def _studies(evidence: Evidence, citer: Citer, finding: Finding) -> str:
    return f"{named_studies(citer, finding.contributors)}\nPrinted: {printed_number(evidence, finding)}"

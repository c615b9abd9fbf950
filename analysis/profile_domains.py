"""Findings and beliefs by behaviour and domain, with confidence as printed: the table of TDF and GRADE-CERQual."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..graph.influence import steps
from .citing import Citer
from .printed import NUMBER, Column, Opened, Printed, Row
from .profile_findings import JUDGED, STUDIES, findings_about
from .profile_words import (
    NO_STATEMENT,
    behind_finding,
    confidence,
    domain_label,
    domain_order,
    is_belief,
    named_studies,
    natural,
    opened_studies,
    printed_number,
    step_opening,
)
from .shapes import FOOTER
from .wording import SAID, many

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..graph.evidence import Evidence, Finding
    from ..graph.influence import Step
    from ..queries.paper_texts import Texts
    from .extracts import Extracts

NO_FINDING = "no review finding"


@dataclass(slots=True)
class _Line:
    """One line of the table by domain, before it has a number."""

    domain: str | None
    sub: str
    order: tuple[object, ...]
    theme: str
    studies: str
    confidence: str
    opened: list[tuple[str, tuple[str, ...], str]] = field(default_factory=list)


def by_domain(
    evidence: Evidence,
    texts: Texts,
    extracts: Extracts,
    behaviour: str | None = None,
    *,
    inferred: bool = False,
    opposites: bool = True,
) -> Printed:
    """Return findings and beliefs by behaviour and domain, with one extract each, and confidence as printed.

    A review finding stands under the domain where its source files it, else under those of its beliefs (agreed mappings).
    A belief that no review finding of the behaviour summarises has a row of its own, from its studies.
    """
    citer = Citer(evidence, texts)
    made = steps(evidence, inferred=inferred, opposites=opposites)
    by_effect: dict[str, list[Step]] = {}
    for (_, effect), step in made.items():
        by_effect.setdefault(effect, []).append(step)
    behaviours = (
        [behaviour]
        if behaviour is not None
        else sorted(
            (end.id for end in evidence.ends.values() if end.kind == "Behaviour"),
            key=lambda one: (evidence.label(one), one),
        )
    )
    rows: list[Row] = []
    appendix: list[Opened] = []
    number = 0
    for one in behaviours:
        lines = list(_lines(evidence, texts, extracts, citer, one, by_effect.get(one, [])))
        if not lines:
            continue
        rows.append(Row((f"Behaviour: {_behaviour(evidence, one)}",), banner=True))
        for line in sorted(lines, key=lambda line: (domain_order(evidence, line.domain), line.order)):
            number += 1
            rows.append(
                Row(
                    (
                        str(number),
                        domain_label(evidence, line.domain),
                        line.sub or "–",
                        line.theme,
                        line.studies,
                        line.confidence,
                    )
                )
            )
            appendix += [Opened(str(number), *opened) for opened in line.opened]
    return Printed(
        title="Findings by domain and behaviour, with confidence",
        columns=(
            Column(NUMBER, 3),
            Column("Domain", 14),
            Column("Sub-domain", 11),
            Column("Theme, with one extract", 40),
            Column("Studies (participants)", 20),
            Column("Confidence", 11),
        ),
        rows=tuple(rows),
        below=(
            "A theme is a review finding, or a belief of studies that no review finding of the behaviour summarises "
            f"(“{NO_FINDING}”). Domain: where the source files the finding, else where the belief is filed by agreement. "
            "Sub-domain: as the source prints it.",
            JUDGED,
            STUDIES,
            FOOTER,
        ),
        appendix=tuple(appendix),
        references=citer.references(),
    )


def _lines(
    evidence: Evidence, texts: Texts, extracts: Extracts, citer: Citer, behaviour: str, to: list[Step]
) -> Iterator[_Line]:
    quotes = {quote for step in to for quote in step.quotes}
    findings = findings_about(evidence, texts, behaviour, {one for step in to for one in step.findings})
    summarised: set[str] = set()
    for order, finding in enumerate(findings):
        own = [belief for belief, link in finding.beliefs.items() if link.relation != "opposite"]
        summarised.update(own)
        yield from _of_finding(evidence, texts, extracts, citer, finding, sorted(own), quotes, order)
    for step in to:
        if is_belief(evidence, step.cause) and step.cause not in summarised:
            yield from _of_belief(evidence, texts, extracts, citer, step)


def _of_finding(
    evidence: Evidence,
    texts: Texts,
    extracts: Extracts,
    citer: Citer,
    finding: Finding,
    own: list[str],
    quotes: set[str],
    order: int,
) -> Iterator[_Line]:
    words = texts.findings[finding.id]
    extract, quote = extracts.of(own, texts, citer, quotes)
    review = citer.review(finding.review or "")
    behind = behind_finding("", finding)
    opened = [(behind.what, behind.ids, behind.command)]
    if quote is not None:
        opened.append(("extract", (quote,), behind.command))
    mapped = {domain for belief, domain in evidence.mappings if belief in own}
    domains: Sequence[str | None] = words.domains or sorted(mapped) or (None,)
    for domain in domains:
        top, sub = _split(evidence, texts, domain)
        yield _Line(
            top,
            "; ".join(part for part in (words.subdomain or "", sub) if part),
            (0, order),
            f"{words.statement or NO_STATEMENT}\n{extract}",
            f"{review}, printed: {printed_number(evidence, finding)}\n{named_studies(citer, finding.contributors)}",
            confidence(finding.confidence),
            opened,
        )


def _of_belief(
    evidence: Evidence, texts: Texts, extracts: Extracts, citer: Citer, step: Step
) -> Iterator[_Line]:
    extract, quote = extracts.of((step.cause,), texts, citer, step.quotes)
    command = step_opening(step)
    opened = [
        (one.what, one.ids, one.command) for one in opened_studies("", step.cause, step.studies, command)
    ]
    if quote is not None:
        opened.append(("extract", (quote,), command))
    shown = f"{many(len(step.studies.named), 'named study', 'named studies')} (participants not stated)\n{citer.studies(step.studies.named)}"
    filed = sorted(found for belief, found in evidence.mappings if belief == step.cause)
    domains: Sequence[str | None] = filed or (None,)
    for domain in domains:
        top, sub = _split(evidence, texts, domain)
        yield _Line(
            top,
            sub,
            (1, -len(step.studies.named), natural(step.cause)),
            f"{evidence.label(step.cause)} ({SAID[step.direction]})\n{extract}",
            shown.strip(),
            NO_FINDING,
            opened,
        )


def _split(evidence: Evidence, texts: Texts, domain: str | None) -> tuple[str | None, str]:
    """Return a domain and its sub-domain: a domain that names one above it is the sub-domain of that."""
    above = texts.above.get(domain) if domain is not None else None
    if above in evidence.domains:
        return above, domain_label(evidence, domain)
    return domain, ""


def _behaviour(evidence: Evidence, behaviour: str) -> str:
    end = evidence.ends[behaviour]
    parts = [part for part in (end.actor, end.context) if part]
    return f"{end.label} ({'; '.join(parts)})" if parts else end.label

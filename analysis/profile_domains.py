"""Findings and beliefs by behaviour and domain, with confidence as printed: the table of TDF and GRADE-CERQual."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..graph.influence import said_of_pairs, steps
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
    reported_cell,
    step_opening,
)
from .shapes import FOOTER
from .wording import SAID, many, named

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ..graph.evidence import Evidence, Finding
    from ..graph.influence import Said, Step
    from ..queries.paper_texts import Texts
    from .extracts import Extracts

NO_FINDING = "no review finding"
NO_EFFECT = "is said to have no effect"


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


class _Told:
    """What all claims say of one behaviour: which way, whether turned, and on which quotes."""

    def __init__(self, evidence: Evidence, said: list[Said]) -> None:
        self._evidence = evidence
        self._said = said

    def quotes_for(self, finding: Finding, own: Collection[str]) -> set[str]:
        """Return the quotes of the studies listed for a finding that say the same: its beliefs, its direction."""
        ways = {one.direction for one in self._of(finding.id)}
        return {
            quote
            for one in self._said
            if one.claim.cause in own and (not ways or one.direction in ways)
            for quote in one.claim.quotes
            if self._evidence.quotes[quote].study in finding.contributors
        }

    def by_finding(self, finding: str) -> str:
        """Return which way a finding says it, or nothing if it says no way."""
        return self._words(self._of(finding))

    def by_step(self, step: Step) -> str:
        """Return which way a step goes."""
        return self._words(
            [one for one in self._said if one.claim.cause == step.cause and one.direction != "no_effect"]
        )

    def _of(self, finding: str) -> list[Said]:
        return [one for one in self._said if finding in one.claim.findings]

    def _words(self, said: list[Said]) -> str:
        ways = {one.direction for one in said} - {"no_effect"}
        if not said:
            return ""
        words = (SAID[next(iter(ways))] if len(ways) == 1 else SAID["mixed"]) if ways else NO_EFFECT
        turned = [one for one in said if one.turned]
        if not turned:
            return words
        of = " and ".join(
            f"“{label}”" for label in sorted({self._evidence.label(one.claim.effect) for one in turned})
        )
        part = "" if len(turned) == len(said) else "in part "
        return f"{words}; {part}said of {of} and turned"


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
    said: dict[str, list[Said]] = {}
    for (_, effect), claims in said_of_pairs(evidence, inferred=inferred, opposites=opposites).items():
        said.setdefault(effect, []).extend(claims)
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
        told = _Told(evidence, said.get(one, []))
        lines = list(_lines(evidence, texts, extracts, citer, one, by_effect.get(one, []), told))
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
            f"(“{NO_FINDING}”, unless by a review finding it is said to lead to the behaviour). What is said of the opposite "
            "behaviour is turned, and marked so. An extract is of a study named in its row, from a quote by which a belief "
            "of the row is said to lead to the behaviour. Domain: where the source files the finding, else where the belief is filed by "
            "agreement. Sub-domain: as the source prints it.",
            JUDGED,
            STUDIES,
            FOOTER,
        ),
        appendix=tuple(appendix),
        references=citer.references(),
    )


def _lines(
    evidence: Evidence,
    texts: Texts,
    extracts: Extracts,
    citer: Citer,
    behaviour: str,
    to: list[Step],
    told: _Told,
) -> Iterator[_Line]:
    findings = findings_about(evidence, texts, behaviour, {one for step in to for one in step.findings})
    summarised: set[str] = set()
    for order, finding in enumerate(findings):
        own = [belief for belief, link in finding.beliefs.items() if link.relation != "opposite"]
        summarised.update(own)
        yield from _of_finding(evidence, texts, extracts, citer, finding, sorted(own), told, order)
    for step in to:
        if is_belief(evidence, step.cause) and step.cause not in summarised:
            yield from _of_belief(evidence, texts, extracts, citer, step, told)


def _of_finding(
    evidence: Evidence,
    texts: Texts,
    extracts: Extracts,
    citer: Citer,
    finding: Finding,
    own: list[str],
    told: _Told,
    order: int,
) -> Iterator[_Line]:
    words = texts.findings[finding.id]
    extract, quote = extracts.of(own, texts, citer, told.quotes_for(finding, own))
    way = told.by_finding(finding.id)
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
            "\n".join(part for part in (words.statement or NO_STATEMENT, way, extract) if part),
            f"{review}, printed: {printed_number(evidence, finding)}\n{named_studies(citer, finding.contributors)}",
            confidence(finding.confidence),
            opened,
        )


def _of_belief(
    evidence: Evidence, texts: Texts, extracts: Extracts, citer: Citer, step: Step, told: _Told
) -> Iterator[_Line]:
    extract, quote = extracts.of((step.cause,), texts, citer, step.quotes)
    command = step_opening(step)
    opened = [
        (one.what, one.ids, one.command) for one in opened_studies("", step.cause, step.studies, command)
    ]
    if quote is not None:
        opened.append(("extract", (quote,), command))
    cell = [
        f"{many(len(step.studies.named), 'named study', 'named studies')} (participants not stated)",
        citer.studies(step.studies.named),
    ]
    if step.studies.reported:
        cell.append(f"Reported: {reported_cell(evidence, step.studies.reported, citer)}")
    levels = [
        f"{confidence(one.confidence)} ({named(one.review)}, {one.finding})"
        for one in step.studies.reported
        if one.finding is not None
    ]
    filed = sorted(found for belief, found in evidence.mappings if belief == step.cause)
    domains: Sequence[str | None] = filed or (None,)
    for domain in domains:
        top, sub = _split(evidence, texts, domain)
        yield _Line(
            top,
            sub,
            (1, -len(step.studies.named), natural(step.cause)),
            f"{evidence.label(step.cause)} ({told.by_step(step)})\n{extract}",
            "\n".join(part for part in cell if part),
            "\n".join(levels) or NO_FINDING,
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

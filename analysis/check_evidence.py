"""Checks of what is missing or doubtful in the evidence."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from ..graph.influence import beliefs
from .alike import THRESHOLD, alike
from .shapes import is_small
from .spots import Spot
from .wording import ONE, many

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ..graph.evidence import Evidence, Finding, Study
    from .material import Material

_DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:)\s*", re.IGNORECASE)


def quotes_without_group(material: Material) -> Iterator[Spot]:
    """Yield the quotes of no group."""
    return (Spot((quote.id,)) for quote in material.evidence.quotes.values() if not quote.groups)


def one_study(material: Material) -> Iterator[Spot]:
    """Yield the beliefs that rest on one named study, with the study."""
    evidence = material.evidence
    for belief, about in beliefs(evidence).items():
        end, named = evidence.ends.get(belief), about.studies.named
        if end is not None and end.kind == "Subtheme" and len(named) == 1:
            yield Spot((belief,), f"{end.label}: {named[0]}")


def claims_without_text(material: Material) -> Iterator[Spot]:
    """Yield the claims with nothing to read behind them."""
    for claim in material.evidence.claims:
        if not claim.quotes and not claim.findings:
            yield Spot((claim.id,), f"names {claim.study or claim.review or 'nothing'}")


def claims_without_quote(material: Material) -> Iterator[Spot]:
    """Yield the claims that rest on findings alone."""
    for claim in material.evidence.claims:
        if claim.findings and not claim.quotes:
            yield Spot((claim.id,), f"rests on {', '.join(claim.findings)}")


def part_not_stated(material: Material) -> Iterator[Spot]:
    """Yield the review findings that leave it open which belief is the whole and which a part."""
    for finding, open_ in material.parts_open.items():
        held = material.evidence.findings.get(finding)
        if held is not None and held.review is not None:
            yield Spot((finding,), f"not told of {', '.join(open_)}")


def number_differs(material: Material) -> Iterator[Spot]:
    """Yield the findings whose printed number is not that of the studies listed."""
    for finding in material.evidence.findings.values():
        printed, listed = finding.reported_studies, len(finding.contributors)
        if printed is None or not listed:
            continue
        # Several articles may be of one study.
        if printed < listed if finding.reported_unit == "articles" else printed != listed:
            yield Spot((finding.id,), f"printed: {_counted(finding, printed)}; studies listed: {listed}")


def number_without_list(material: Material) -> Iterator[Spot]:
    """Yield the review findings with a printed number and no study listed."""
    for finding in material.evidence.findings.values():
        printed = finding.reported_studies
        if finding.review is not None and printed is not None and not finding.contributors:
            yield Spot((finding.id,), f"printed: {_counted(finding, printed)}")


def _counted(finding: Finding, printed: int) -> str:
    unit = finding.reported_unit
    return many(printed, ONE.get(unit, unit), unit)


def review_number_differs(material: Material) -> Iterator[Spot]:
    """Yield the reviews of which more or fewer studies are known, as included or named for a finding, than are printed."""
    for review, printed in material.printed_by_reviews.items():
        known = len(material.evidence.included.get(review, ()))
        if printed != known:
            yield Spot((review,), f"printed: {printed}; known: {known}")


def labels_alike(material: Material, threshold: float = THRESHOLD) -> Iterator[Spot]:
    """Yield the pairs of one kind whose labels are nearly the same; declared opposites are told apart already."""
    by_kind: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for end in material.evidence.ends.values():
        by_kind[end.kind][end.id] = end.label
    by_kind["InterventionTarget"].update(material.targets)
    for labels in by_kind.values():
        for one, other, score in alike(labels, threshold):
            if other not in material.evidence.opposites.get(one, ()):
                yield Spot((one, other), f"“{labels[one]}” and “{labels[other]}” ({score})")


def studies_alike(material: Material, threshold: float = THRESHOLD) -> Iterator[Spot]:
    """Yield the pairs of studies that look like one; rows joined by same_as are one already."""
    evidence = material.evidence
    reasons: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for name, normal in (("doi", _doi), ("pmid", _pmid)):
        for pair in _same(evidence, name, normal):
            reasons[pair].append(f"same {name}")
    for one, other, score in _alike_titles(evidence.studies, threshold):
        years = f"{evidence.studies[one].year} and {evidence.studies[other].year}"
        reasons[one, other].append(f"titles {score} of 100 alike, years {years}")
    return (Spot(pair, "; ".join(why)) for pair, why in reasons.items())


def _same(evidence: Evidence, name: str, normal: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    by_value: defaultdict[str, list[str]] = defaultdict(list)
    for study in evidence.studies.values():
        value = normal(study.properties.get(name, ""))
        if value:
            by_value[value].append(study.id)
    for same in by_value.values():
        ids = sorted(same)
        yield from ((one, other) for n, one in enumerate(ids) for other in ids[n + 1 :])


def _doi(value: str) -> str:
    return _DOI.sub("", value.strip()).casefold()


def _pmid(value: str) -> str:
    return re.sub(r"\D", "", value).lstrip("0")


def _alike_titles(studies: Mapping[str, Study], threshold: float) -> Iterator[tuple[str, str, int]]:
    """Yield the pairs with titles alike, among the studies of one year and the next."""
    by_year: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for study in studies.values():
        if study.year is not None and study.title:
            by_year[study.year][study.id] = study.title
    seen: set[tuple[str, str]] = set()
    for year, titles in by_year.items():
        for one, other, score in alike({**titles, **by_year.get(year + 1, {})}, threshold):
            if (one, other) not in seen:
                seen.add((one, other))
                yield one, other, score


def small_groups(material: Material) -> Iterator[Spot]:
    """Yield the groups of few people."""
    for group in material.evidence.groups.values():
        if is_small(group):
            yield Spot((group.id,), f"{group.properties['n']} people, {group.study}")


def coverage_empty(material: Material) -> Iterator[Spot]:
    """Yield the studies of which it is not known how much was read."""
    return (Spot((study.id,)) for study in material.evidence.studies.values() if study.coverage is None)


def not_shared(material: Material) -> Iterable[Spot]:
    """Yield the quotes whose words are not shared."""
    return (Spot((quote,)) for quote in material.not_shared)

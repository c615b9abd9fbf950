"""Evidence without some studies and findings, by the rule of the filters: a claim needs something left under it.

A claim stays when a quote or finding is left under it; one that never had either stays when its study, or else its
review, is left.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ..graph.influence import Claim, Evidence, Finding


def without_studies(evidence: Evidence, studies: Collection[str]) -> Evidence:
    """Return the evidence as ``--without-study`` leaves it, but for the numbers that reviews print.

    Examples
    --------
    >>> from beliefgraph.graph.influence import Claim, Evidence, Quote
    >>> smaller = without_studies(Evidence(
    ...     claims=(Claim(id="c", cause="a", effect="x", direction="encourages", quotes=("q1", "q2")),
    ...             Claim(id="d", cause="b", effect="x", direction="encourages", quotes=("q1",))),
    ...     quotes={"q1": Quote(id="q1", study="s1"), "q2": Quote(id="q2", study="s2")},
    ... ), ["s1"])
    >>> [(claim.id, claim.quotes) for claim in smaller.claims]
    [('c', ('q2',))]
    """
    return _smaller(evidence, frozenset(studies), frozenset())


def without_review(evidence: Evidence, review: str) -> Evidence:
    """Return the evidence without a review, its findings, and the studies that it alone includes or lists.

    A study that no review is known to include stays.
    """
    others = {study for one, of in evidence.included.items() if one != review for study in of}
    return _smaller(evidence, frozenset(evidence.included.get(review, ())) - others, frozenset((review,)))


def _smaller(evidence: Evidence, studies: frozenset[str], reviews: frozenset[str]) -> Evidence:
    findings = {
        id_: replace(finding, contributors=tuple(one for one in finding.contributors if one not in studies))
        for id_, finding in evidence.findings.items()
        if finding.study not in studies and finding.review not in reviews
    }
    quotes = {id_: quote for id_, quote in evidence.quotes.items() if quote.study not in studies}
    groups = {id_: group for id_, group in evidence.groups.items() if group.study not in studies}
    claims = (_claim(claim, quotes, findings, studies, reviews) for claim in evidence.claims)
    return replace(
        evidence,
        claims=tuple(claim for claim in claims if claim is not None),
        quotes=quotes,
        findings=findings,
        groups=groups,
        codings=tuple(coding for coding in evidence.codings if coding.quote in quotes),
        studies={id_: study for id_, study in evidence.studies.items() if id_ not in studies},
        reviews={id_: title for id_, title in evidence.reviews.items() if id_ not in reviews},
        asked=tuple(asked for asked in evidence.asked if asked.study not in studies),
        included={
            review: left
            for review, of in evidence.included.items()
            if review not in reviews and (left := tuple(one for one in of if one not in studies))
        },
    )


def _claim(
    claim: Claim,
    quotes: Mapping[str, object],
    findings: Mapping[str, Finding],
    studies: frozenset[str],
    reviews: frozenset[str],
) -> Claim | None:
    """Return what is left of a claim; None if nothing is left under it."""
    study = None if claim.study in studies else claim.study
    review = None if claim.review in reviews else claim.review
    left = replace(
        claim,
        quotes=tuple(quote for quote in claim.quotes if quote in quotes),
        findings=tuple(finding for finding in claim.findings if finding in findings),
        study=study,
        review=review,
    )
    if claim.quotes or claim.findings:
        return left if left.quotes or left.findings else None
    if claim.study is not None:
        return left if study is not None else None
    return left if review is not None or claim.review is None else None

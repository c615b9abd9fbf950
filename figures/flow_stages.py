"""The stages of the flow of evidence in words: how many there are, how many pass on, and why the others do not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .flow_counts import Flow

Part = tuple[int, str]
"""A number and what it counts."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One box of the flow in words."""

    id: str
    name: str
    all: int
    passed: int
    passing: str
    """What those that pass on have, after their number."""
    notes: tuple[Part, ...] = ()
    losses: tuple[Part, ...] = ()
    """What does not pass on, by reason; none of them is 0."""


def stages(found: Flow) -> tuple[Stage, ...]:
    """Return the stages of the flow in their order."""
    reviews, studies, groups = found.reviews, found.studies, found.groups
    quotes, beliefs = found.quotes, found.beliefs
    verbatim = quotes.all - quotes.paraphrases - quotes.authors
    return (
        Stage(
            "reviews",
            "review" if reviews.all == 1 else "reviews",
            reviews.all,
            reviews.naming,
            "with studies we can name",
            losses=_some((reviews.all - reviews.naming, "without a study we can name")),
        ),
        Stage(
            "studies",
            "study" if studies.all == 1 else "studies",
            studies.all,
            studies.quoted,
            "with a quote held here",
            notes=_some(
                (studies.in_reviews, "named by these reviews"),
                (studies.all - studies.in_reviews, "read by themselves"),
            ),
            losses=_some(
                (studies.speaking, "with a finding or claim, no quote"),
                (studies.listed, "only listed by a review for a finding"),
                (studies.named, "known only by name"),
            ),
        ),
        Stage(
            "groups",
            "group" if groups.all == 1 else "groups",
            groups.all,
            groups.quoted,
            "named by a quote",
            losses=_some((groups.all - groups.quoted, "named by no quote")),
        ),
        Stage(
            "quotes",
            "quote" if quotes.all == 1 else "quotes",
            quotes.all,
            quotes.coded,
            "coded to a belief",
            notes=_some(
                (verbatim, "verbatim"),
                (quotes.paraphrases, "in other words"),
                (quotes.authors, "by the authors"),
                (quotes.all - quotes.grouped, "without a group"),
            ),
            losses=_some((quotes.all - quotes.coded, "coded to no belief")),
        ),
        Stage(
            "beliefs",
            "belief" if beliefs.all == 1 else "beliefs",
            beliefs.all,
            beliefs.quoted,
            "with a quote",
            notes=_some((beliefs.themes, "of them a theme" if beliefs.themes == 1 else "of them themes")),
            losses=_some(
                (beliefs.stated, "told by a study’s finding or claim, no quote"),
                (beliefs.reported, "only reported by reviews"),
                (beliefs.silent, "of which nothing is said here"),
            ),
        ),
    )


def beside(found: Flow) -> Stage:
    """Return the findings of reviews, which run beside the flow."""
    findings = found.findings
    return Stage(
        "findings",
        "finding of reviews" if findings.all == 1 else "findings of reviews",
        findings.all,
        findings.listed,
        "with listed studies",
        notes=_some((findings.beliefs, "belief reached" if findings.beliefs == 1 else "beliefs reached")),
        losses=_some(
            (findings.all - findings.listed, "reported without listed studies"),
            (findings.idle, "about no belief"),
        ),
    )


def _some(*parts: Part) -> tuple[Part, ...]:
    return tuple(part for part in parts if part[0])

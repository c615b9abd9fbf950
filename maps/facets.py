"""What the page filters by: what every line rests on, as far as role, review and country go.

The page hides lines; it never counts anew. Of the lines that are drawn those stay under a filter which the same
filter of the command would have left: they fit, and are still on a way to what is asked (filters.js sees to that, in
loops too). A rolled up theme is taken as one place that a way may pass. A line fits if a claim does: a claim stays if one thing it rests on (a quote, a finding, or the study or review
that it only names) fits all that is asked. See :mod:`beliefgraph.queries.predicates`, whose table this follows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from ..analysis import wording
from ..graph.statements import Roles
from . import words
from .choose import is_behaviour

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from ..graph.evidence import Claim, Evidence
    from ..graph.influence import Step
    from ..graph.records import Value
    from .choose import Choice, Coverage

Ground: TypeAlias = "tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...] | None]"
"""Roles, reviews and countries of one thing that a claim rests on. None fits any country: a review's own
finding is of no country, and the filter of the command leaves it too."""

LEVELS = ("High", "Moderate", "Low", "Very low")
NOT_GRADED = "none"
NAMED = (1, 2, 3, 5, 10)
"""Steps of the filter for named studies."""


def facets(evidence: Evidence, choice: Choice) -> dict[str, Value]:
    """Return what the page of a choice filters by; its lines are numbered as ``boxes.make`` does."""
    lines = {f"line-{number}": step for number, step in enumerate(choice.steps, start=1)}
    return of_lines(evidence, lines, choice.coverage)


def of_lines(evidence: Evidence, lines: Mapping[str, Step], coverage: Coverage) -> dict[str, Value]:
    """Return what the page filters by, for the steps that are drawn as ``lines`` in any of its scenes.

    ``lines``: for each line its ``direction``, ``named`` studies, words of ``confidence`` and ``claims``;
    ``claims``: for each the beliefs at its ``ends``, by number, and its ``grounds``; ``values``: for each filter
    the values that occur, with the words for them; ``of``: how many beliefs and claims the question has in all.
    """
    grounds = Grounds(evidence)
    claims = {claim.id: claim for claim in evidence.claims}
    wanted = sorted({claim for step in lines.values() for claim in step.claims})
    number = {claim: place for place, claim in enumerate(wanted)}
    ends = sorted({end for claim in wanted for end in _beliefs(evidence, claims[claim])})
    belief = {end: place for place, end in enumerate(ends)}
    rests = {claim: grounds.of(claims[claim]) for claim in wanted}
    shown = {
        line: {
            "direction": step.direction,
            "named": len(step.studies.named),
            "confidence": _levels(step),
            "claims": [number[claim] for claim in step.claims],
        }
        for line, step in lines.items()
    }
    made: dict[str, Any] = {
        "lines": shown,
        "claims": [
            {
                "ends": [belief[end] for end in _beliefs(evidence, claims[claim])],
                "grounds": [written(ground) for ground in rests[claim]],
            }
            for claim in wanted
        ],
        "values": _values(lines.values(), [ground for held in rests.values() for ground in held]),
        "of": {"beliefs": coverage.beliefs, "claims": coverage.claims, "filters": coverage.filters},
    }
    return made


class Grounds:
    """Tells what claims rest on."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._roles = Roles(evidence)
        self._reviews: dict[str, list[str]] = {}
        for review in sorted(evidence.included):
            for study in evidence.included[review]:
                self._reviews.setdefault(study, []).append(review)

    def of(self, claim: Claim) -> tuple[Ground, ...]:
        """Return what a claim rests on, each once and sorted; a bare claim says of nobody who said it."""
        found = set(self._held(claim))
        if not found and (claim.study is not None or claim.review is not None):
            found.add(self.bare(claim.study, claim.review))
        return tuple(sorted(found, key=lambda ground: (ground[0], ground[1], ground[2] or ())))

    def bare(self, study: str | None, review: str | None) -> Ground:
        """Return the reviews and countries of what only names a study, or else a review."""
        return ((), *self._place(study)) if study is not None else ((), (review or "",), None)

    def of_quote(self, quote: str) -> Ground:
        """Return the roles, reviews and countries of a quote."""
        held = self._evidence.quotes[quote]
        return (self._roles.of_quote(held), *self._place(held.study))

    def of_finding(self, identifier: str) -> Ground:
        """Return the roles, reviews and countries of a finding, of a review or of a study's authors."""
        finding = self._evidence.findings[identifier]
        roles = self._roles.of_finding(finding)
        if finding.study is not None:
            return (roles, *self._place(finding.study))
        return roles, (finding.review or "",), None

    def _held(self, claim: Claim) -> Iterator[Ground]:
        yield from (self.of_quote(quote) for quote in claim.quotes)
        yield from (self.of_finding(finding) for finding in claim.findings)

    def _place(self, study: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        held = self._evidence.studies.get(study)
        return tuple(self._reviews.get(study, ())), held.country if held else ()


def _beliefs(evidence: Evidence, claim: Claim) -> list[str]:
    """Return the ends of a claim that the coverage sentence counts."""
    return [end for end in dict.fromkeys((claim.cause, claim.effect)) if not is_behaviour(evidence, end)]


def _levels(step: Step) -> list[str]:
    found = list(dict.fromkeys(entry.confidence for entry in step.studies.reported if entry.confidence))
    return found or ([NOT_GRADED] if step.studies.reported else [])


def _values(steps: Iterable[Step], grounds: Sequence[Ground]) -> dict[str, list[list[str | int]]]:
    steps = list(steps)
    directions = {step.direction for step in steps}
    return offered(
        grounds,
        [[name, f"{sign} {name}"] for name, sign in words.SIGN.items() if name in directions],
        {level for step in steps for level in _levels(step)},
        max((len(step.studies.named) for step in steps), default=0),
    )


def offered(
    grounds: Iterable[Ground], directions: list[list[str | int]], levels: Container[str], most: int
) -> dict[str, list[list[str | int]]]:
    """Return the values of each filter that occur, with their words; a filter without a choice is empty.

    ``most``: the highest number of named studies that a line has.
    """
    grounds = list(grounds)
    roles = {role for ground in grounds for role in ground[0]}
    reviews = {review for ground in grounds for review in ground[1]}
    countries = {country for ground in grounds for country in ground[2] or ()}
    return {
        "role": [[role, words.SEVERAL[role]] for role in words.LETTER if role in roles],
        "review": [[review, wording.named(review)] for review in sorted(reviews)],
        "country": [[country, country] for country in sorted(countries)],
        "direction": directions,
        "named": [[count, wording.studies(count)] for count in NAMED if count <= most],
        "confidence": [
            [level, "not graded" if level == NOT_GRADED else level]
            for level in (*LEVELS, NOT_GRADED)
            if level in levels
        ],
    }


def written(ground: Ground) -> list[list[str] | None]:
    """Return a ground as the page reads it."""
    roles, reviews, countries = ground
    return [list(roles), list(reviews), None if countries is None else list(countries)]

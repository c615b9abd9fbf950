"""The JSON shapes that results share. Other programs rely on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..graph.evidence import Group
    from ..graph.influence import Reported, Step, Studies
    from ..graph.records import Value

FOOTER = (
    "Counts say where a belief was reported, given who was sampled and asked. "
    "They do not measure how common or how strong it is."
)
"""Stands under every count."""

TOO_FEW = "too few studies to rank with confidence; listed by count"
"""Stands beside every ranking of fewer than five named studies."""

FEW = 5
"""Named studies below which a ranking is not trusted."""

SMALL_GROUP = 5
"""People in a group below which somebody in it may be recognised."""


def few(people: int | None) -> bool:
    """Tell whether so many people are a group in which somebody may be recognised; None is not known."""
    return people is not None and people < SMALL_GROUP


def is_small(group: Group) -> bool:
    """Tell whether a group is known to have so few people that somebody in it may be recognised."""
    people = group.properties.get("n", "")
    return few(int(people) if people.isdigit() else None)


def reported_entry(entry: Reported) -> dict[str, Value]:
    """Return what a review prints, as an object."""
    return {
        "finding": entry.finding,
        "review": entry.review,
        "studies": entry.studies,
        "participants": entry.participants,
        "confidence": entry.confidence,
        "part": entry.part,
        "study_ids": None if entry.study_ids is None else [*entry.study_ids],
    }


def studies_object(studies: Studies) -> dict[str, Value]:
    """Return counted, listed and reported studies as an object."""
    return {
        "counted": [*studies.counted],
        "listed": [*studies.listed],
        "reported": [reported_entry(entry) for entry in studies.reported],
    }


def step_object(step: Step) -> dict[str, Value]:
    """Return a step as an object."""
    return {
        "cause": step.cause,
        "effect": step.effect,
        "direction": step.direction,
        "studies": studies_object(step.studies),
        "studies_no_effect": [*step.studies_no_effect],
        "via_opposite": step.via_opposite,
        "groups": [*step.groups],
        "quotes": [*step.quotes],
        "claims": [*step.claims],
        "findings": [*step.findings],
    }


def too_few(studies: Iterable[str]) -> str | None:
    """Return the warning for a ranking of fewer than five distinct named studies, else None."""
    return TOO_FEW if len(set(studies)) < FEW else None

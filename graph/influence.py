"""From evidence rows to steps: who is said to influence what, and in how many studies.

The one place where a step is computed: ``paths``, ``targets``, maps and the derived SAID_TO_INFLUENCE
relationships all use it. Rows in, results out; no Cypher, no store.
"""

from __future__ import annotations

from dataclasses import dataclass

from .evidence import Claim, Coding, Domain, End, Evidence, Finding, Group, Quote, Study, Summary

__all__ = [
    "Claim",
    "Coding",
    "Domain",
    "End",
    "Evidence",
    "Finding",
    "Group",
    "Quote",
    "Reported",
    "Step",
    "Studies",
    "Study",
    "Summary",
]


@dataclass(frozen=True, slots=True)
class Reported:
    """What a review prints: shown beside the named studies, never added to them or to each other."""

    finding: str | None
    """None if a claim rests on a review alone; every other field but ``review`` is None then."""
    review: str
    studies: int | None = None
    """Number as printed; see ``unit``. None if not printed, or hidden by a filter."""
    participants: int | None = None
    """Members of those studies as printed, not people who said it."""
    confidence: str | None = None
    """Level as printed; None if not graded."""
    part: str | None = None
    """whole or part: whether the number belongs to this belief alone."""
    study_ids: tuple[str, ...] | None = None
    """All studies the review lists for the whole finding, sorted; None without a finding."""
    unit: str | None = None
    """What ``studies`` counts: studies or articles."""


@dataclass(frozen=True, slots=True)
class Studies:
    """The three kinds of number, side by side and never added."""

    counted: tuple[str, ...] = ()
    """Studies whose statement is held, sorted."""
    listed: tuple[str, ...] = ()
    """Studies that a review names for a finding about this belief alone, not counted; sorted."""
    reported: tuple[Reported, ...] = ()
    """Sorted by finding (none first), review and part."""

    @property
    def named(self) -> tuple[str, ...]:
        """Return counted and listed studies together, sorted."""
        return tuple(sorted((*self.counted, *self.listed)))


@dataclass(frozen=True, slots=True)
class Step:
    """``cause`` is said to influence ``effect``: all its encouraging and discouraging claims together."""

    cause: str
    effect: str
    direction: str
    """encourages, discourages, or mixed if there are claims of both."""
    studies: Studies
    studies_no_effect: tuple[str, ...] = ()
    """Named studies that say it has no effect; beside the step, not in it."""
    via_opposite: bool = False
    """True if a claim about the opposite of ``effect`` was turned."""
    groups: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    studies_encouraging: tuple[str, ...] = ()
    """Named studies of its encouraging claims."""
    studies_discouraging: tuple[str, ...] = ()

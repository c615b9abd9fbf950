"""Plain records of the reference: what a library holds once its tables are read.

The reference is a second, slow implementation of the evidence measures that shares no code with the
package: tests compare the package with it, value by value. Everything here is plain data.
"""

from __future__ import annotations

from dataclasses import dataclass, field

TDF_LABELS = (
    "Knowledge",
    "Skills",
    "Social/professional role and identity",
    "Beliefs about capabilities",
    "Optimism",
    "Beliefs about consequences",
    "Reinforcement",
    "Intentions",
    "Goals",
    "Memory, attention and decision processes",
    "Environmental context and resources",
    "Social influences",
    "Emotion",
    "Behavioural regulation",
)
"""The 14 domains of the Theoretical Domains Framework, version 2 (Cane 2012, doi 10.1186/1748-5908-7-37)."""

STATES = (
    "voiced",
    "contradicted",
    "both",
    "unattributed",
    "asked_not_reported",
    "not_asked",
    "not_reported",
    "not_known",
)
"""States of one study for one belief in a contrast."""


@dataclass(frozen=True)
class Study:
    """One study after joining; ``ids`` are the ids of all rows that were joined into it."""

    id: str
    ids: frozenset[str]
    year: int | None
    country: tuple[str, ...]
    coverage: str
    reviews: frozenset[str]


@dataclass(frozen=True)
class Group:
    id: str
    study: str
    roles: frozenset[str]
    profession: tuple[str, ...]


@dataclass(frozen=True)
class Quote:
    id: str
    study: str
    groups: frozenset[str]
    roles: frozenset[str]
    kind: str
    speaker: str


@dataclass(frozen=True)
class Claim:
    """``finding``, ``study``, ``review`` are "" where there is none."""

    id: str
    cause: str
    effect: str
    direction: str
    basis: str
    quotes: frozenset[str]
    finding: str
    study: str
    review: str
    roles: frozenset[str]
    emphasis: str
    coder: str
    had_text: bool
    """True if a quote or a finding was under it in the full library."""


@dataclass(frozen=True)
class Finding:
    """Exactly one of ``review`` and ``study`` is not empty."""

    id: str
    review: str
    study: str
    roles: frozenset[str]
    studies: int | None
    participants: int | None
    confidence: str | None


@dataclass(frozen=True)
class Summary:
    part: str
    relation: str


@dataclass(frozen=True)
class Coding:
    quote: str
    belief: str
    stance: str
    coder: str


@dataclass(frozen=True)
class Mapping:
    belief: str
    domain: str
    by: str
    status: str


@dataclass(frozen=True)
class Asked:
    """``groups`` empty: the row speaks of the whole study."""

    study: str
    groups: frozenset[str]
    about: str
    answer: str


@dataclass(frozen=True)
class Appraisal:
    study: str
    tool: str
    item: str
    answer: str


@dataclass(frozen=True)
class Plain:
    """A whole library. Nothing in it is changed after it is made; a filter makes a new, smaller one."""

    reviews: frozenset[str] = frozenset()
    studies: dict[str, Study] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    quotes: dict[str, Quote] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    findings: dict[str, Finding] = field(default_factory=dict)
    summaries: dict[tuple[str, str], Summary] = field(default_factory=dict)
    """(finding, belief or theme) to what the belief is to the finding."""
    contributions: frozenset[tuple[str, str]] = frozenset()
    """(finding, study)."""
    codings: frozenset[Coding] = frozenset()
    mappings: frozenset[Mapping] = frozenset()
    asked: frozenset[Asked] = frozenset()
    appraisals: frozenset[Appraisal] = frozenset()
    beliefs: dict[str, str] = field(default_factory=dict)
    """Id to label; every subtheme, belief or circumstance."""
    themes: dict[str, str] = field(default_factory=dict)
    behaviours: dict[str, str] = field(default_factory=dict)
    domains: dict[str, str] = field(default_factory=dict)
    part_of: frozenset[tuple[str, str]] = frozenset()
    """(belief or theme, theme)."""
    opposites: frozenset[tuple[str, str]] = frozenset()
    """Both ways round."""

    def label(self, end: str) -> str:
        return {**self.beliefs, **self.themes, **self.behaviours}[end]

    def groups_of(self, study: str) -> list[Group]:
        return [group for group in self.groups.values() if group.study == study]

    def review_finding(self, finding: str) -> bool:
        return finding != "" and self.findings[finding].review != ""

    def study_finding(self, finding: str) -> bool:
        return finding != "" and self.findings[finding].study != ""

    def opposites_of(self, end: str) -> set[str]:
        return {other for one, other in self.opposites if one == end}

"""What the checks look at: the whole evidence, and the rows that no measure needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..graph.evidence import Evidence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..graph.merge import Conflict
    from ..graph.records import Value
    from .agreement import Filed


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A finding with the CERQual judgements and explanations as printed."""

    id: str
    review: str | None = None
    """None: it is a finding of one study."""
    statement: str = ""
    levels: Mapping[str, str] = field(default_factory=dict)
    """By ``confidence`` or name of the component; what is missing is not in it."""
    explanations: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    """Columns that somebody added, as text."""

    @property
    def judged(self) -> bool:
        """Tell whether anything of CERQual is given."""
        return bool(self.levels or self.explanations)


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """A study whose contribution to a finding carries a level of concern of its own."""

    finding: str
    study: str
    concern: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer of an appraisal of a study."""

    id: str
    study: str
    tool: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Everything that is checked."""

    evidence: Evidence = field(default_factory=Evidence)
    findings: tuple[Printed, ...] = ()
    concerns: tuple[Concern, ...] = ()
    answers: tuple[Answer, ...] = ()
    printed_by_reviews: Mapping[str, int] = field(default_factory=dict)
    """How many studies each review prints; no entry for a review that prints none."""
    mappings: tuple[Filed, ...] = ()
    targets: Mapping[str, str] = field(default_factory=dict)
    """Labels of intervention targets."""
    not_shared: tuple[str, ...] = ()
    influence: Mapping[tuple[str, str], Mapping[str, Value]] | None = None
    """The SAID_TO_INFLUENCE relationships that the graph holds; None: not looked at."""
    counts: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Nodes and ids of every kind."""
    conflicts: tuple[Conflict, ...] = ()
    parts_open: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    different: tuple[tuple[str, ...], ...] = ()
    """Nodes and relationships in which the graph differs from its records, if that was looked at."""
    damaged: str | None = None
    """Why the records could not be compared with the graph."""

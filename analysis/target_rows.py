"""One row of a ranking of targets: a belief, or a domain with its beliefs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .shapes import studies_object

if TYPE_CHECKING:
    from ..graph.influence import Reported, Studies
    from ..graph.records import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A belief that is said to lead to a behaviour, or a domain with such beliefs."""

    by: str
    """belief or domain."""
    id: str | None
    """None for the beliefs that are filed under no domain."""
    label: str
    studies: Studies
    """studies(b, X): behind the claims on the first steps of its paths."""
    direction: str | None = None
    """encourages, discourages or mixed; None without evidence."""
    beliefs: tuple[str, ...] = ()
    """By domain: ids of its ranked beliefs, sorted."""
    elaboration: int | None = None
    """By domain: number of its ranked beliefs. None by belief."""
    conflict: bool = False
    reach: int | None = None
    """By belief: the largest support of such a path. None by domain."""
    direct: int | None = None
    """By belief: named studies of the step to the behaviour itself. None by domain."""
    emphasis: int | None = None
    """By belief: named studies of main claims to the behaviour itself. None by domain."""
    roles: tuple[str, ...] = ()
    confidence: tuple[Reported, ...] = ()
    """Findings of reviews that report the belief, for their levels; never added."""
    rank: int | None = None
    """None if unranked."""
    rank_best: int | None = None
    """Best rank over the full library and every removal of one study; None if unranked, empty or too few to say."""
    rank_worst: int | None = None
    pareto: bool = False
    """True if no other ranked row is at least as good in studies, reach (by domain: elaboration) and absence of
    conflict, and better in one of them."""
    reported_only: bool = False
    """True if none of its paths has named studies throughout."""
    inferred_only: bool = False
    """True if the belief is reported, but every path uses a step that is the coder's own reading."""

    @property
    def name(self) -> str:
        """Return what rows of one rank are sorted by: the id of a belief, the label of a domain."""
        return self.label if self.by == "domain" else self.id or ""

    @property
    def has_evidence(self) -> bool:
        """Tell whether any ranked belief is behind the row."""
        return self.by == "belief" or bool(self.beliefs)

    def with_rank(self, rank: int) -> Target:
        """Return the row with its rank."""
        return replace(self, rank=rank)

    def with_range(self, best: int | None, worst: int | None, *, pareto: bool) -> Target:
        """Return the row with its best and worst rank, and whether it is on the Pareto front."""
        return replace(self, rank_best=best, rank_worst=worst, pareto=pareto)

    def to_json(self) -> dict[str, Value]:
        """Return the row as an object."""
        row: dict[str, Value] = {
            "rank": self.rank,
            self.by: self.id,
            "label": self.label,
            "direction": self.direction,
            "studies": studies_object(self.studies),
            "n_studies": len(self.studies.named),
        }
        if self.by == "domain":
            row["beliefs"] = [*self.beliefs]
        row |= {
            "elaboration": self.elaboration,
            "conflict": self.conflict,
            "reach": self.reach,
            "direct": self.direct,
            "emphasis": self.emphasis,
            "roles": [*self.roles],
            "confidence": [
                {"finding": one.finding, "review": one.review, "level": one.confidence, "part": one.part}
                for one in self.confidence
            ],
            "rank_best": self.rank_best,
            "rank_worst": self.rank_worst,
            "pareto": self.pareto,
            "reported_only": self.reported_only,
            "inferred_only": self.inferred_only,
        }
        return row

"""Which beliefs are said to lead to a behaviour, ranked; by belief or by domain.

The terms frequency, elaboration, expressed importance, conflict and perceived influence follow the
literature on the Theoretical Domains Framework: Patey 2012 (doi 10.1186/1748-5908-7-52), Atkins 2017
(doi 10.1186/s13012-017-0605-9), Graham-Rowe 2018. A high rank says that many studies report the belief as a
reason, given who was sampled and asked; not that it matters most, nor that it can be changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import ParameterError
from ..graph.influence import Studies, beliefs, studies_behind
from ..graph.influence import steps as all_steps
from .domains import by_domain
from .paths import LONGEST, PathFinder
from .ranking import order_keys, ranked
from .shapes import TOO_FEW, too_few
from .target_rows import Target

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..graph.influence import Evidence
    from ..graph.records import Value

__all__ = ["TOO_FEW", "Target", "Targets", "targets"]

_BY = ("belief", "domain")
_DIRECTIONS = ("encourages", "discourages")
_MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Targets:
    """The answer to ``targets BEHAVIOUR``."""

    behaviour: str
    by: str
    rows: tuple[Target, ...]
    """Ranked rows first, then those that have no rank."""
    note: str | None = None
    """A warning if fewer than five named studies are behind the ranking."""
    numbers_hidden: bool = False
    """True if printed numbers are left out under the filters in use."""

    def to_json(self) -> list[Value]:
        """Return the rows as an array of objects."""
        return [row.to_json() for row in self.rows]


def targets(
    evidence: Evidence,
    behaviour: str,
    *,
    by: str = "belief",
    direction: str | None = None,
    order: Sequence[str] | None = None,
    max_steps: int = LONGEST,
    inferred: bool = False,
    opposites: bool = True,
) -> Targets:
    """Return the beliefs, or domains, that are said to lead to ``behaviour``, ranked.

    For a belief b and the behaviour X, over paths of at most ``max_steps`` steps that all have named studies:

    - *studies(b, X)*: named studies of the claims on the first step of any such path. A quote that supports b
      without a claim does not count;
    - *reach*: the largest support of such a path; *direct*: named studies of the step b→X;
    - *direction*: of b→X if it has named studies, else of the first path in path order, by the sign rule;
    - *conflict*: somebody in the selection contradicts b, or b→X is mixed;
    - *emphasis*: named studies of claims b→X marked as main;
    - *roles*: told roles of the supporting statements about b; *confidence*: levels of the review findings that
      report b, as printed.

    Beliefs are ordered by studies, reach and conflict, domains by studies, elaboration and conflict, all
    descending (``order`` may name others); equal rows share a rank (1, 1, 3). ``direction`` ranks among the rows
    of that direction; mixed rows are in both. Beliefs all of whose paths rest somewhere on reported numbers
    alone, and beliefs whose paths all use inferred claims, follow without a rank.

    The number misleads where few studies asked about a belief, where reviews overlap, or where a domain is
    coded more finely than others (elaboration then grows with the coding).

    Raises ParameterError for any other ``by``, ``direction``, ``order`` or ``max_steps``.

    Examples
    --------
    >>> from beliefgraph.graph.influence import Claim, End, Evidence
    >>> found = targets(Evidence(
    ...     claims=(Claim(id="c1", cause="blame", effect="scan", direction="encourages", study="s1"),
    ...             Claim(id="c2", cause="blame", effect="scan", direction="encourages", study="s2"),
    ...             Claim(id="c3", cause="cost", effect="scan", direction="discourages", study="s1")),
    ...     ends={"blame": End(id="blame", kind="Subtheme", label="Fear of blame"),
    ...           "cost": End(id="cost", kind="Subtheme", label="Cost")},
    ... ), "scan")
    >>> [(row.rank, row.label, row.direction, len(row.studies.named)) for row in found.rows]
    [(1, 'Fear of blame', 'encourages', 2), (2, 'Cost', 'discourages', 1)]
    """
    if by not in _BY:
        raise ParameterError(f"Targets are ranked by belief or by domain, not by '{by}'.")
    if direction not in (None, *_DIRECTIONS):
        raise ParameterError(f"'{direction}' is no direction to rank. Use encourages or discourages.")
    if max_steps < 1:
        raise ParameterError(f"A path has at least 1 step, not {max_steps}. Give a larger number of steps.")
    keys = order_keys(order, by)
    found = _Beliefs(evidence, behaviour, max_steps, inferred=inferred, opposites=opposites)
    rows = found.ranked()
    if by == "domain":
        filed, rest = by_domain(evidence, rows)
    else:
        filed, rest = rows, [*found.reported_only(), *([] if inferred else found.inferred_only())]
    filed, rest = _of_direction(filed, direction), _of_direction(rest, direction)
    behind = {study for row in (*filed, *rest) if not row.reported_only for study in row.studies.named}
    return Targets(
        behaviour=behaviour,
        by=by,
        rows=(*ranked(filed, keys), *rest),
        note=too_few(behind),
        numbers_hidden=evidence.numbers_hidden,
    )


class _Beliefs:
    """The rows of single beliefs for one behaviour."""

    def __init__(
        self, evidence: Evidence, behaviour: str, max_steps: int, *, inferred: bool, opposites: bool
    ) -> None:
        self._evidence = evidence
        self._behaviour = behaviour
        self._max_steps = max_steps
        self._opposites = opposites
        self._steps = all_steps(evidence, inferred=inferred, opposites=opposites)
        self._finder = PathFinder(evidence, self._steps, behaviour, max_steps)
        self._about = beliefs(evidence, inferred=inferred)
        self._claims = {claim.id: claim for claim in evidence.claims}
        self._reach = self._finder.network.reach()

    def ranked(self) -> list[Target]:
        """Return the beliefs with a path whose steps all have named studies, sorted by id."""
        return [self._row(belief, reach) for belief, reach in self._reached() if reach]

    def reported_only(self) -> list[Target]:
        """Return the beliefs with paths, none with named studies throughout, sorted by id."""
        return [self._row(belief, reach) for belief, reach in self._reached() if not reach]

    def inferred_only(self) -> list[Target]:
        """Return the beliefs whose only paths use inferred claims, sorted by id: no number stands for them."""
        if all(claim.basis != "inferred" for claim in self._evidence.claims):
            return []  # the steps would be made a second time, and be the same
        steps = all_steps(self._evidence, inferred=True, opposites=self._opposites)
        network = PathFinder(self._evidence, steps, self._behaviour, self._max_steps).network
        return [
            Target(
                by="belief",
                id=belief,
                label=self._evidence.label(belief),
                studies=Studies(),
                conflict=self._in_conflict(belief),
                reach=0,
                direct=0,
                emphasis=0,
                inferred_only=True,
            )
            for belief in self._subthemes(network.distances())
            if belief not in self._reach
        ]

    def _subthemes(self, ends: Iterable[str]) -> list[str]:
        """Return those that are beliefs or circumstances; themes and behaviours are no targets."""
        kinds = self._evidence.ends
        return sorted(end for end in ends if end in kinds and kinds[end].kind == "Subtheme")

    def _reached(self) -> list[tuple[str, int]]:
        return [(belief, self._reach[belief]) for belief in self._subthemes(self._reach)]

    def _row(self, belief: str, reach: int) -> Target:
        least = min(reach, 1)
        leads = self._finder.network.first_steps(belief, least)
        about = self._about[belief]
        direct = self._steps.get((belief, self._behaviour))
        return Target(
            by="belief",
            id=belief,
            label=self._evidence.label(belief),
            studies=Studies.union(self._steps[belief, there].studies for there in leads),
            direction=self._direction(belief, reach),
            conflict=self._in_conflict(belief),
            reach=reach,
            direct=len(direct.studies.named) if direct else 0,
            emphasis=self._emphasis(belief),
            roles=about.roles,
            confidence=tuple(entry for entry in about.studies.reported if entry.finding is not None),
            reported_only=not reach,
        )

    def _direction(self, belief: str, reach: int) -> str:
        """Return the direction of the step to the behaviour, if it counts, else of the first path."""
        direct = self._steps.get((belief, self._behaviour))
        if direct is not None and (direct.studies.named or not reach):
            return direct.direction
        return self._finder.best(belief, reach).direction

    def _in_conflict(self, belief: str) -> bool:
        about = self._about.get(belief)
        direct = self._steps.get((belief, self._behaviour))
        return bool(about and about.against) or (direct is not None and direct.direction == _MIXED)

    def _emphasis(self, belief: str) -> int:
        direct = self._steps.get((belief, self._behaviour))
        claims = [self._claims[claim] for claim in direct.claims] if direct else []
        main = [claim for claim in claims if claim.emphasis == "main"]
        return len(studies_behind(self._evidence, belief, main).named)


def _of_direction(rows: list[Target], direction: str | None) -> list[Target]:
    return [row for row in rows if direction is None or row.direction in (direction, _MIXED)]

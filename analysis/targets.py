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
from .belief_rows import BeliefRows
from .displayed import Displayed
from .domains import by_domain
from .dropout import rank_ranges
from .minimums import Minimums
from .pareto import front
from .paths import LONGEST
from .ranking import fits, order_keys, ranked
from .shapes import TOO_FEW, too_few
from .target_rows import Target

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..graph.influence import Evidence
    from ..graph.records import Value

__all__ = ["TOO_FEW", "Target", "Targets", "targets"]

_BY = ("belief", "domain")
_DIRECTIONS = ("encourages", "discourages")


@dataclass(frozen=True, slots=True)
class Targets(Displayed):
    """The answer to ``targets BEHAVIOUR``."""

    behaviour: str
    by: str
    rows: tuple[Target, ...]
    """Ranked rows first, then those that have no rank."""
    note: str | None = None
    """A warning if fewer than five named studies are behind the ranking, and what is left out, if anything is."""
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
    min_studies: int = 0,
    min_reach: int = 0,
    pareto: bool = False,
    ranges: bool = True,
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

    ``rank_best`` and ``rank_worst`` of a row are over the full library and every removal of one study
    (:mod:`.dropout`); None for all rows if the ranked beliefs have fewer than five studies together. Without
    ``ranges`` they are not worked out.

    A row is on the Pareto front (``pareto`` of the row) if no other ranked row is at least as good in named studies,
    reach (by domain: elaboration) and absence of conflict, and better in one of them.

    ``min_studies``, ``min_reach`` and ``pareto`` leave ranked rows out of the list; the ranks are those among all
    rows, and ``note`` says what is left out.

    The number misleads where few studies asked about a belief, where reviews overlap, or where a domain is
    coded more finely than others (elaboration then grows with the coding).

    Raises ParameterError for any other ``by``, ``direction``, ``order`` or ``max_steps``, and for a reach of domains,
    which have none.

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
    minimums = Minimums.of(by, min_studies, min_reach, pareto=pareto)
    found = BeliefRows(evidence, behaviour, max_steps, inferred=inferred, opposites=opposites)
    beliefs = found.ranked()
    if by == "domain":
        filed, rest = by_domain(evidence, beliefs)
    else:
        filed, rest = beliefs, [*found.reported_only(), *([] if inferred else found.inferred_only())]
    best_worst = (
        rank_ranges(found, beliefs, filed if by == "domain" else None, keys, direction) if ranges else {}
    )
    filed, rest = _of_direction(filed, direction), _of_direction(rest, direction)
    behind = {study for row in (*filed, *rest) if not row.reported_only for study in row.studies.named}
    ordered = ranked(filed, keys)
    rows = [
        row.with_range(*best_worst.get(row.id or "", (None, None)), pareto=on_front)
        for row, on_front in zip(ordered, front(ordered), strict=True)
    ]
    kept = minimums.keep(rows)
    return Targets(
        behaviour=behaviour,
        by=by,
        rows=(*kept, *rest),
        note=". ".join(part for part in (too_few(behind), minimums.left_out(rows)) if part) or None,
        numbers_hidden=evidence.numbers_hidden,
    )


def _of_direction(rows: list[Target], direction: str | None) -> list[Target]:
    return [row for row in rows if fits(row.direction, direction)]

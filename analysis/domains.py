"""Targets by domain: the ranked beliefs gathered under the domains they are filed under."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.influence import Reported, Studies
from .target_rows import Target

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..graph.influence import Domain, Evidence

TDF, TDF_VERSION = "TDF", "v2"
"""The framework whose 14 domains are always rows: no evidence there is something to see."""

NO_DOMAIN = "no domain"
"""Label of the row of beliefs that nobody has filed."""


def by_domain(evidence: Evidence, beliefs: Iterable[Target]) -> tuple[list[Target], list[Target]]:
    """Gather ranked beliefs under their domains, by agreed mappings; one belief may be under several.

    - *studies*: union over its ranked beliefs of studies(b, X);
    - *elaboration*: number of its ranked beliefs;
    - *conflict*: one of them is in conflict, or one encourages and another discourages;
    - *direction*: theirs if they share one, else mixed.

    Returns the rows to rank (all domains of the TDF v2, others only with evidence) and the row of beliefs
    without a domain, which has no rank; none if there is no such belief.
    """
    filed: dict[str, list[Target]] = {}
    found = {row.id: row for row in beliefs}
    for belief, domain in evidence.mappings:
        if belief in found:
            filed.setdefault(domain, []).append(found[belief])
    rows = [
        _row(domain.id, domain.label, filed.get(domain.id, []))
        for domain in evidence.domains.values()
        if domain.id in filed or _always(domain)
    ]
    mapped = {belief for belief, _ in evidence.mappings}
    rest = [row for row in found.values() if row.id not in mapped]
    return rows, [_row(None, NO_DOMAIN, rest)] if rest else []


def _always(domain: Domain) -> bool:
    return (domain.framework, domain.version) == (TDF, TDF_VERSION)


def _row(domain: str | None, label: str, beliefs: list[Target]) -> Target:
    directions = {row.direction for row in beliefs}
    entries = {entry for row in beliefs for entry in row.confidence}
    return Target(
        by="domain",
        id=domain,
        label=label,
        studies=Studies.union(row.studies for row in beliefs),
        direction=common(directions),
        beliefs=tuple(sorted(row.id for row in beliefs if row.id is not None)),
        elaboration=len(beliefs),
        conflict=any(row.conflict for row in beliefs) or {"encourages", "discourages"} <= directions,
        roles=tuple(sorted({role for row in beliefs for role in row.roles})),
        confidence=tuple(sorted(entries, key=_order)),
    )


def common(directions: set[str | None]) -> str | None:
    """Return the direction of several if they share one, else mixed; None if there are none."""
    if len(directions) == 1:
        return next(iter(directions))
    return "mixed" if directions else None


def _order(entry: Reported) -> tuple[str, str, str]:
    return entry.order

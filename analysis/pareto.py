"""Which rows no other row beats: the Pareto front, where no one number must be put first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .target_rows import Target

    Merits = tuple[int, int, int]


def front(rows: Sequence[Target]) -> list[bool]:
    """Tell of each row whether it is on the front: no other is at least as good in everything and better in something.

    Good are: more named studies; a larger reach (by domain: more ranked beliefs); no conflict. Rows that are equal in
    all three are on the front together, or none of them is. A row without evidence never is.
    """
    merits = [_merits(row) if row.has_evidence else None for row in rows]
    on_front: set[Merits] = set()
    best = {
        0: -1,
        1: -1,
    }  # of the rows so far, which have no fewer studies: the largest reach with conflict, without
    for studies, reach, calm in sorted({one for one in merits if one is not None}, reverse=True):
        if reach > max(width for other, width in best.items() if other >= calm):
            on_front.add((studies, reach, calm))
        best[calm] = max(best[calm], reach)
    return [one in on_front for one in merits]


def _merits(row: Target) -> Merits:
    second = row.elaboration if row.by == "domain" else row.reach
    return len(row.studies.named), second or 0, int(not row.conflict)

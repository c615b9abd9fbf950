"""How far ranks depend on single studies: the best and the worst rank when each study in turn is left out.

A rank that one study makes or breaks is no finding. Per study only the beliefs that it touches change their numbers;
all others move by as many ranks as of these pass them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .domain_changes import Domains
from .ranking import fits, key
from .shapes import too_few
from .shifts import Shifts
from .without import LeaveOneOut

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .belief_rows import BeliefRows
    from .domain_changes import DomainLeft
    from .target_rows import Target
    from .without import Change, Left

    Key = tuple[int, ...]
    Changes = dict[str, "Key | None"]


def rank_ranges(
    found: BeliefRows,
    beliefs: Sequence[Target],
    domains: Sequence[Target] | None,
    order: Sequence[str],
    direction: str | None = None,
) -> dict[str, tuple[int, int]]:
    """Return the best and the worst rank of each belief, or of each domain with evidence if there are any ``domains``.

    Over the full library and every removal of one study, as ``--without-study`` removes it: the rank that the row has
    then. A row of which nothing is left gets the number of rows with a rank. With a ``direction`` rows are those of
    that direction, whichever they are without the study: a belief that turns round leaves, or comes in.

    Empty if the ranked beliefs have fewer than five studies together: too few to say.

    ``beliefs`` are all ranked beliefs, whatever their direction; ``domains`` all rows that have a rank or would have
    one but for their direction.
    """
    if too_few({study for row in beliefs for study in row.studies.named}):
        return {}
    every = LeaveOneOut(found, beliefs)
    if domains is None:
        rows, changes = beliefs, _of_beliefs(every, order, direction)
    else:
        rows, changes = domains, _of_domains(every, domains, order, direction)
    keys = {
        row.id: key(row, order) if fits(row.direction, direction) else None
        for row in rows
        if row.id is not None and row.has_evidence
    }
    shifts = Shifts(keys, last=sum(fits(row.direction, direction) for row in rows))
    for change in changes:
        shifts.change(change)
    return shifts.ranges()


def _of_beliefs(every: LeaveOneOut, order: Sequence[str], direction: str | None) -> Iterator[Changes]:
    for study in every.studies:
        change = every.without(study)
        touched = dict.fromkeys((*change.left, *(change.turned if direction else ())))
        yield {belief: _belief_key(every, change, belief, order, direction) for belief in touched}


def _belief_key(
    every: LeaveOneOut, change: Change, belief: str, order: Sequence[str], direction: str | None
) -> Key | None:
    if change.gone(belief) or not (direction is None or fits(change.direction(belief), direction)):
        return None
    left = change.left.get(belief)
    return key(every.rows[belief], order) if left is None else _key(_numbers_left(left), order)


def _of_domains(
    every: LeaveOneOut, rows: Sequence[Target], order: Sequence[str], direction: str | None
) -> Iterator[Changes]:
    domains = Domains(rows, every.rows)
    for study in every.studies:
        left = domains.without(every.without(study), directions=direction is not None)
        yield {domain: _domain_key(one, order, direction) for domain, one in left.items()}


def _domain_key(left: DomainLeft, order: Sequence[str], direction: str | None) -> Key | None:
    if not left.elaboration or not fits(left.direction, direction):
        return None
    return _key({"studies": left.studies, "elaboration": left.elaboration, "conflict": left.conflict}, order)


def _numbers_left(left: Left) -> dict[str, int]:
    return {
        "studies": left.studies,
        "reach": left.reach,
        "direct": left.direct,
        "conflict": left.conflict,
        "emphasis": left.emphasis,
    }


def _key(numbers: Mapping[str, int], order: Sequence[str]) -> Key:
    return tuple(int(numbers[name]) for name in order)

"""Ranks: by which numbers rows are ordered, and who shares a rank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import TypeVar

    from .target_rows import Target

    T = TypeVar("T")

ORDERS = {"belief": ("studies", "reach", "conflict"), "domain": ("studies", "elaboration", "conflict")}
"""What rows are ordered by unless asked otherwise; always descending."""

KEYS: dict[str, Callable[[Target], int]] = {
    "studies": lambda row: len(row.studies.counted) + len(row.studies.listed),
    "reach": lambda row: row.reach or 0,
    "direct": lambda row: row.direct or 0,
    "elaboration": lambda row: row.elaboration or 0,
    "conflict": lambda row: int(row.conflict),
    "emphasis": lambda row: row.emphasis or 0,
}
"""What rows may be ordered by."""

_OF_BELIEFS = ("studies", "reach", "direct", "conflict", "emphasis")
_OF_DOMAINS = ("studies", "elaboration", "conflict")


def order_keys(order: Sequence[str] | None, by: str) -> tuple[str, ...]:
    """Return the names of the numbers to order by. Raises ParameterError for one that such rows do not have."""
    if order is None:
        return ORDERS[by]
    allowed = _OF_BELIEFS if by == "belief" else _OF_DOMAINS
    for name in order:
        if name not in allowed:
            raise ParameterError(
                f"Rows by {by} have no '{name}' to order by. Use one of: {', '.join(allowed)}."
            )
    return tuple(order)


def key(row: Target, order: Sequence[str]) -> tuple[int, ...]:
    """Return the numbers of a row that decide its rank."""
    return tuple(KEYS[name](row) for name in order)


def fits(direction: str | None, wanted: str | None) -> bool:
    """Tell whether a row of some direction is ranked where only one is wanted; mixed rows are in both."""
    return wanted is None or direction in (wanted, "mixed")


def competition_ranks(keys: Sequence[object]) -> list[int]:
    """Return the rank of each row of an ordered list: equal keys share the best, the next counts all before it.

    Examples
    --------
    >>> competition_ranks([(9, 2), (9, 2), (4, 1)])
    [1, 1, 3]
    """
    ranks: list[int] = []
    for place, key in enumerate(keys, start=1):
        ranks.append(ranks[-1] if place > 1 and key == keys[place - 2] else place)
    return ranks


def ranked(rows: Iterable[Target], order: Sequence[str]) -> list[Target]:
    """Return the rows with their ranks, the first rank first; inside a rank by id (belief) or label (domain).

    Rows without any evidence come last and share the rank after the last with evidence.
    """

    def numbers(row: Target) -> tuple[int, ...]:
        return (1, *key(row, order)) if row.has_evidence else (0,)

    def place(row: Target) -> tuple[list[int], str, str]:
        return ([-value for value in numbers(row)], row.name, row.id or "")

    ordered = sorted(rows, key=place)
    ranks = competition_ranks([numbers(row) for row in ordered])
    return [row.with_rank(rank) for row, rank in zip(ordered, ranks, strict=True)]

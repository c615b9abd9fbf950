"""Reads the studies of reviews, as far as known, without all the other evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from .bundled import bundled
from .filters import Filters, apply, resolve

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .catalogue import Answer
    from .stored import Query


def reviews_of(answer: Answer) -> list[str]:
    """Return the reviews that the rows of an answer name, sorted."""
    columns = [column.name for column in answer.question.columns if column.of == "Review"]
    cells = [row[name] for row in answer.rows for name in columns]
    found = [one for cell in cells for one in (cell if isinstance(cell, list) else [cell])]
    return sorted({one for one in found if isinstance(one, str)})


def read_lists(
    query: Query, reviews: Iterable[str], filters: Filters | None = None
) -> dict[str, tuple[str, ...]]:
    """Return the known studies of each of the reviews, sorted; no entry for one of which none is known."""
    text, bound = apply(bundled("review-lists"), resolve(query, filters or Filters()))
    rows = query(text, {**bound, "ids": [*sorted(set(reviews))]})
    lists = {cast("str", row["review"]): tuple(sorted(cast("list[str]", row["studies"]))) for row in rows}
    return {review: studies for review, studies in lists.items() if studies}


def printed_numbers(query: Query) -> dict[str, int | None]:
    """Return the number of included studies that each review prints."""
    return {
        cast("str", row["review"]): cast("int | None", row["printed"])
        for row in query(bundled("review-lists"), {"ids": None})
    }

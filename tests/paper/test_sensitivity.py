"""How the ranks of the library made by hand depend on choices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from paper.answers import on_paper

if TYPE_CHECKING:
    from beliefgraph.library import Library

CHOICES = [
    (by, choice, ranks)
    for by, choices in on_paper("sensitivity").items()
    for choice, ranks in choices.items()
]


@pytest.mark.parametrize(
    ("by", "choice", "ranks"), CHOICES, ids=[f"{by} {choice}" for by, choice, _ in CHOICES]
)
def test_ranks_under_each_choice(library: Library, by: str, choice: str, ranks: dict[str, int]) -> None:
    rows: Any = library.sensitivity("take-break", by=by).to_json()
    assert {row[by]: row["ranks"][choice] for row in rows if row["ranks"][choice] is not None} == ranks


def test_bands(library: Library) -> None:
    rows: Any = library.sensitivity("take-break").to_json()
    found = {row["belief"]: (row["rank"], row["rank_highest"], row["rank_lowest"]) for row in rows}
    # The asked rank is 7 for permission: 5 without R2, 8 with inferred claims, and none without R1 or framed claims.
    assert found["permission"] == (7, 5, 8)
    assert found["guilt"] == (2, 1, 8)
    assert found["habit"] == (None, 11, 11)
    assert found["no-time"] == (1, 1, 1)
    (permission,) = [row for row in rows if row["belief"] == "permission"]
    assert permission["unranked_under"] == ["only stated claims", "without review R1"]

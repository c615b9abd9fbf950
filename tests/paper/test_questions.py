"""Questions of the catalogue, asked of the library made by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from paper.answers import on_paper

if TYPE_CHECKING:
    from beliefgraph.library import Library

BELIEFS = on_paper("beliefs")


def in_any_order(rows: Any) -> list[str]:
    """Rows, and lists in them, in an order of their own: how an answer is ordered is tested elsewhere."""
    return sorted(
        repr([sorted(cell) if isinstance(cell, list | tuple) else cell for cell in row]) for row in rows
    )


@pytest.mark.parametrize(
    "case", on_paper("questions"), ids=lambda case: " ".join([case["question"], *case["parameters"].values()])
)
def test_questions(library: Library, case: dict[str, Any]) -> None:
    answer = library.ask(case["question"], **case["parameters"])
    found = [[row[column] for column in case["columns"]] for row in answer.rows]
    assert in_any_order(found) == in_any_order(case["rows"])


@pytest.mark.parametrize("belief", BELIEFS, ids=lambda row: row["belief"])
def test_studies_and_findings_behind_every_belief(library: Library, belief: dict[str, Any]) -> None:
    rows: Any = library.ask("evidence-behind-belief", belief=belief["belief"]).rows
    studies = belief["studies"]
    for how in ("counted", "listed"):
        assert sorted({row["study"] for row in rows if row["how"] == how}) == studies[how]
    entries = {
        (row["finding"], row["review"], row["studies_printed"], row["part"])
        for row in rows
        if row["how"] == "reported"
    }
    expected = {(one["finding"], one["review"], one["studies"], one["part"]) for one in studies["reported"]}
    # f3 says the opposite of no-time: printed too, but not for it.
    assert {entry for entry in entries if entry[0] != "f3"} == expected

"""The library made by hand loads without a problem and holds what its README says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from paper.answers import HERE, TABLES

from beliefgraph.library import Library

if TYPE_CHECKING:
    from pathlib import Path


def test_it_loads_without_problems(tmp_path: Path) -> None:
    with Library(tmp_path / "new.db") as new:
        report = new.load(TABLES)
    assert not report.problems
    assert not report.conflicts


@pytest.mark.parametrize(
    ("label", "where", "number"),
    [
        ("Study", "n.same IS NULL", 12),
        ("Study", "n.same IS NOT NULL", 1),
        ("ParticipantGroup", "true", 15),
        ("Quote", "true", 40),
        ("Review", "true", 4),
        ("Subtheme", "true", 15),
        ("Theme", "true", 3),
        ("Behaviour", "true", 4),
        ("Finding", "true", 11),
        # 26 rows, 14 quotes of one belief and one behaviour (q01 q03 q04 q05 q08 q10 q11 q12 q18 q21 q23 q26 q33 q40),
        # 5 of findings (f1, f2 twice, f4, f7).
        ("Claim", "true", 45),
    ],
)
def test_it_holds(library: Library, label: str, where: str, number: int) -> None:
    rows = library.cypher(f"MATCH (n:{label}) WHERE {where} RETURN count(n.id) AS n")
    assert rows == [{"n": number}]


def test_nobody_can_take_it_for_evidence() -> None:
    assert "**invented**" in (HERE / "README.md").read_text(encoding="utf-8")
    for table in ("studies", "reviews"):
        rows = (TABLES / f"{table}.csv").read_text(encoding="utf-8").splitlines()[1:]
        assert rows
        assert all("Invented " in row for row in rows)

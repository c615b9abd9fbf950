"""A workbook with twenty different mistakes, and the cell of each."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook

if TYPE_CHECKING:
    from pathlib import Path

SHEETS: dict[str, list[list[Any]]] = {
    "reviews": [["id", "title"], ["R1", "Review"]],
    "studies": [
        ["id", "Titel", "coverage", "same_as"],
        ["S1", "One", "full", None],
        ["S1", "again", None, None],
        ["S2", "Two", "fully", None],
        ["S3", "Three", None, "S1;S2"],
    ],
    "groups": [
        ["id", "study", "roles"],
        ["G1", "S1", "GPs"],
        ["G2", "s2", "patients"],
    ],
    "themes": [["id", "label", "parent"], ["T1", "Fear", "T2"], ["T2", "Feelings", "T1"]],
    "subthemes": [["id", "label"], ["B1", "Fear of court"], ["B2", None]],
    "behaviours": [
        ["id", "label", "actor", "action", "opposite_of"],
        ["X1", "Order", None, None, "X2"],
        ["X2", "Wait", None, None, None],
        ["B1", "Ask", None, None, None],
    ],
    "quotes": [
        ["id", "Study", "groups", "text", "supports", "contradicts", "behaviours", "direction"],
        ["Q1", "S1", "G1", None, None, None, None, None],
        ["Q2", "S1", None, "both", "B1", "B1", None, None],
        ["Q3", "S1", "G2", "other study", None, None, None, None],
        ["Q4", "S1", None, "no direction", "B1", None, "X1", None],
        ["Q5", "S1", None, "barrier to what", "B1", None, "X1", "barrier"],
        [datetime.date(2020, 5, 3), "S1", None, "a date", None, None, None, None],
    ],
    "claims": [
        ["id", "cause", "effect", "direction", "quotes", "study"],
        ["C1", "B1", "X1", "encourages", None, None],
        ["C2", "B1", "X1", "encourages", "Q1", "S2"],
    ],
    "findings": [
        ["id", "review", "study", "statement", "studies"],
        ["F1", "R1", "S1", "from both", None],
        ["F2", None, "S1", "own", "S2"],
    ],
}

CELLS = (
    ("studies", 1, "Titel", "Titel"),
    ("studies", 3, "id", "S1"),
    ("studies", 4, "coverage", "fully"),
    ("studies", 5, "same_as", "S1;S2"),
    ("groups", 2, "roles", "GPs"),
    ("groups", 3, "study", "s2"),
    ("themes", 2, "parent", "T2"),
    ("subthemes", 3, "label", ""),
    ("behaviours", 2, "actor", "C2:D2"),
    ("behaviours", 4, "id", "B1"),
    ("quotes", 2, "text", ""),
    ("quotes", 3, "contradicts", "B1"),
    ("quotes", 4, "groups", "G2"),
    ("quotes", 5, "direction", ""),
    ("quotes", 6, "direction", "barrier"),
    ("quotes", 7, "id", "2020-05-03"),
    ("claims", 2, "quotes", ""),
    ("claims", 3, "study", "S2"),
    ("findings", 2, "study", "S1"),
    ("findings", 3, "studies", "S2"),
)
"""(table, row, column, value) of each mistake, in the order of tables and rows."""


def workbook_of_mistakes(path: Path) -> Path:
    """Write the workbook and return its path."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in SHEETS.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    workbook["behaviours"].merge_cells("C2:D2")
    workbook.save(path)
    return path

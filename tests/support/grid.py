"""Evidence tables typed in a test: ``grid("id,label", "b,Fear")`` is one table."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from support.reference_tables import Row, Tables


def grid(header: str, *rows: str) -> list[Row]:
    """Rows as text; missing cells at the end are empty."""
    columns = header.split(",")
    read = csv.reader(rows)
    return [dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=True)) for cells in read]


def world(**tables: list[Row]) -> Tables:
    """Two beliefs a and b, a theme t, behaviours x and its opposite not-x, y, studies S1 to S5, reviews R1 and R2.

    A table given here takes the place of the one meant.
    """
    start: Tables = {
        "reviews": grid("id,title", "R1,One", "R2,Two"),
        "studies": grid("id,title", *(f"S{n},Study {n}" for n in range(1, 6))),
        "themes": grid("id,label", "t,Theme"),
        "subthemes": grid("id,label", "a,A", "b,B", "c,C"),
        "behaviours": grid("id,label,opposite_of", "x,X,not-x", "not-x,Not X,", "y,Y,"),
    }
    return {**start, **tables}

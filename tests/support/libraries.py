"""Random small libraries as evidence tables: valid, and full of the corners the measures have.

``make_tables(rng, size)`` works with any ``random.Random``; with the one hypothesis gives (``tables()``) failing
examples shrink. ``split`` spreads the rows over several sources, ``edits`` makes a changed copy of one source, and
``valid`` says whether sources together can be loaded.
"""

from __future__ import annotations

import csv
import random
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from support.library_edits import edits, split, united, valid
from support.library_maker import ORDER, Maker
from support.reference_tables import Tables, library

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "ORDER",
    "Tables",
    "edits",
    "filter_values",
    "make_tables",
    "random_filters",
    "random_tables",
    "split",
    "tables",
    "united",
    "valid",
    "write_csv",
]


def make_tables(rng: random.Random, size: int = 2) -> Tables:
    """Evidence tables of one small library; ``size`` 1 to 4 is about 10 to 60 rows."""
    maker = Maker(rng, size)
    for table in ORDER:
        getattr(maker, table)()
    return {table: maker.tables[table] for table in ORDER if table in maker.tables}


def random_tables(seed: int, size: int = 2) -> Tables:
    return make_tables(random.Random(seed), size)


def tables(size: int = 2) -> st.SearchStrategy[Tables]:
    """A hypothesis strategy of evidence tables."""
    return st.randoms(use_true_random=False).map(lambda rng: make_tables(rng, size))


def filter_values(given: Tables) -> dict[str, list[Any]]:
    """For each filter but ``counted_only``, the values that some record has."""
    lib = library(given)
    return {
        "review": sorted(lib.reviews),
        "country": sorted({country for study in lib.studies.values() for country in study.country}),
        "years": [(2000, 2005), (2005, 2005), (2006, 2020)]
        if any(s.year for s in lib.studies.values())
        else [],
        "role": sorted({role for group in lib.groups.values() for role in group.roles}),
        "profession": sorted({one for group in lib.groups.values() for one in group.profession}),
        "kind": sorted({quote.kind for quote in lib.quotes.values()}),
        "coder": sorted({claim.coder for claim in lib.claims.values() if claim.coder}),
        "appraisal": [f"{a.tool} {a.item.split('.')[0]}={a.answer}" for a in sorted(lib.appraisals, key=str)],
        "without_study": sorted(id_ for study in lib.studies.values() for id_ in study.ids),
    }


def random_filters(given: Tables, rng: random.Random) -> dict[str, Any]:
    """One to three filters, every value of which some record has."""
    values = {**filter_values(given), "counted_only": [True]}
    names = rng.sample([name for name in values if values[name]], rng.randint(1, 3))
    chosen: dict[str, Any] = {}
    for name in names:
        if name == "counted_only":
            chosen[name] = True
        else:
            chosen[name] = rng.sample(values[name], min(len(values[name]), rng.choice((1, 1, 2))))
    return chosen


def write_csv(given: Tables, folder: Path) -> Path:
    """One UTF-8 CSV file for each table, as people save them; returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for table, rows in given.items():
        header = list(dict.fromkeys(column for row in rows for column in row))
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, header, restval="")
            writer.writeheader()
            writer.writerows(rows)
    return folder

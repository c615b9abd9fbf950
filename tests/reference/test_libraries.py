"""The generators of random libraries: valid, varied, the same for the same seed."""

from __future__ import annotations

import csv
import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from support import libraries, reference
from support.grid import grid, world

if TYPE_CHECKING:
    from pathlib import Path

SEEDS = range(40)


@pytest.mark.parametrize("seed", SEEDS)
def test_libraries_their_sources_and_their_edits_are_valid(seed: int) -> None:
    tables, rng = libraries.random_tables(seed, 1 + seed % 4), random.Random(seed)
    assert libraries.valid([tables])
    sources = libraries.split(tables, 3, rng, share=True)
    for last in range(1, len(sources) + 1):
        assert libraries.valid(sources[:last])
    for number, source in enumerate(sources):
        others = sources[:number] + sources[number + 1 :]
        assert libraries.valid([*others, libraries.edits(source, rng, others)])


@pytest.mark.parametrize("seed", SEEDS)
def test_split_loses_and_repeats_nothing(seed: int) -> None:
    tables = libraries.random_tables(seed, 3)
    sources = libraries.split(tables, 3, random.Random(seed))
    assert reference.library(libraries.united(sources)) == reference.library(tables)
    assert sum(len(rows) for one in sources for rows in one.values()) == sum(map(len, tables.values()))


def test_same_seed_same_library_and_edits_leave_the_original_alone() -> None:
    assert libraries.random_tables(7) == libraries.random_tables(7)
    tables = libraries.random_tables(7)
    assert libraries.edits(tables, random.Random(1)) != tables
    assert tables == libraries.random_tables(7)


def test_corners_are_met() -> None:
    met: set[object] = set()
    for seed in range(150):
        lib = reference.library(libraries.random_tables(seed, 3))
        steps = reference.steps(lib).values()
        met |= {f"direction {step['direction']}" for step in steps}
        met |= {"listed" for step in steps if step["studies"]["listed"]}
        met |= {"no effect" for step in steps if step["studies_no_effect"]}
        met |= {"turned" for step in steps if step["via_opposite"]}
        for x in lib.behaviours:
            rows = reference.targets(lib, x)
            met |= {key for row in rows for key in ("reported_only", "inferred_only", "conflict") if row[key]}
            for b in lib.beliefs:
                paths = reference.paths(lib, b, x)
                met |= {f"told by {path['told_by']}" for path in paths} | {
                    len(path["steps"]) for path in paths
                }
        for row in reference.contrast(lib, ["patient", "carer"]):
            met |= {f"state {one['state']}" for one in row["roles"].values()}
    assert met == {
        *(f"direction {way}" for way in ("encourages", "discourages", "mixed")),
        *("listed", "no effect", "turned", "reported_only", "inferred_only", "conflict"),
        *(f"told by {level}" for level in ("speaker", "group", "study", "finding", "stitched")),
        *(1, 2, 3, 4),
        *(f"state {state}" for state in (*reference.STATES, "never_sampled")),
    }


@settings(max_examples=15, deadline=None)
@given(libraries.tables(1))
def test_smaller_library_has_nothing_more(tables: reference.Tables) -> None:
    lib = reference.library(tables)
    small = reference.subset(lib, libraries.random_filters(tables, random.Random(0)))
    assert set(small.studies) <= set(lib.studies)
    assert set(small.claims) <= set(lib.claims)
    for b in lib.beliefs:
        assert reference.named(reference.studies(small, b)) <= set(small.studies)


@pytest.mark.parametrize(
    "wrong",
    [
        {"quotes": grid("id,study,text,supports", "q,S1,T,nobody")},
        {
            "quotes": grid("id,study,text,groups", "q,S1,T,g"),
            "groups": grid("id,study,roles", "g,S2,patient"),
        },
        {
            "quotes": grid("id,study,text", "q,S1,T"),
            "claims": grid("id,cause,effect,direction,quotes,study", "k,a,y,+,q,S2"),
        },
        {"claims": grid("id,cause,effect,direction", "k,a,y,+")},
        {"quotes": grid("id,study,text,supports,contradicts", "q,S1,T,b,b")},
    ],
)
def test_invalid_tables_are_seen(wrong: reference.Tables) -> None:
    assert not libraries.valid([world(**wrong)])


def test_csv_keeps_every_cell(tmp_path: Path) -> None:
    tables = {
        "quotes": [{"id": "q", "text": '  two\nlines, "quoted" '}, {"id": "ö", "text": "", "coder": "ann"}]
    }
    with (libraries.write_csv(tables, tmp_path / "new") / "quotes.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        assert list(csv.DictReader(file)) == [
            {"id": "q", "text": '  two\nlines, "quoted" ', "coder": ""},
            {"id": "ö", "text": "", "coder": "ann"},
        ]

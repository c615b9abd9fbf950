"""Evidence read under filters from a store, against a reference that makes the smaller library from the tables."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

import beliefgraph.library as bg
from beliefgraph.graph.influence import steps
from beliefgraph.graph.store import open_store
from beliefgraph.queries.evidence import read_evidence
from beliefgraph.queries.filters import Filters
from support import reference
from support.libraries import random_filters, random_tables, write_csv
from support.plain_evidence import as_evidence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from beliefgraph.graph.evidence import Evidence
    from beliefgraph.graph.store import Store
    from support.reference import Plain, Tables


@pytest.fixture(scope="module", params=[3, 7, 11, 19])
def loaded(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[int, Tables, Store]]:
    """A random library of a seed, as tables and as a store."""
    folder: Path = tmp_path_factory.mktemp("random")
    tables = random_tables(request.param, size=4)
    with bg.Library(folder / "library.db") as library:
        library.load(write_csv(tables, folder / "tables"))
    store = open_store(folder / "library.db", read_only=True)
    yield request.param, tables, store
    store.close()


def comparable(evidence: Evidence) -> dict[str, Any]:
    """What the reference has too, in one order: no titles, no unit of a number it does not print."""
    return {
        "claims": {claim.id: replace(claim, roles=tuple(sorted(claim.roles))) for claim in evidence.claims},
        "quotes": {one.id: replace(one, roles=tuple(sorted(one.roles))) for one in evidence.quotes.values()},
        "findings": {
            one.id: replace(one, roles=tuple(sorted(one.roles)), reported_unit="studies")
            for one in evidence.findings.values()
        },
        "codings": sorted(evidence.codings, key=repr),
        "groups": {
            one.id: replace(one, roles=tuple(sorted(one.roles)), properties={})
            for one in evidence.groups.values()
        },
        "studies": {one.id: (one.coverage, one.country, one.year) for one in evidence.studies.values()},
        "reviews": sorted(evidence.reviews),
        "ends": {one.id: (one.kind, one.label) for one in evidence.ends.values()},
        "domains": {one.id: one.label for one in evidence.domains.values()},
        "opposites": dict(evidence.opposites),
        "mappings": evidence.mappings,
        "asked": evidence.asked,
        "parents": dict(evidence.parents),
        "included": dict(evidence.included),
        "numbers_hidden": evidence.numbers_hidden,
    }


def assert_same(store: Store, lib: Plain, chosen: dict[str, Any]) -> None:
    given: dict[str, Any] = {name: value if value is True else tuple(value) for name, value in chosen.items()}
    filters = Filters(**given)
    expected = as_evidence(reference.subset(lib, chosen), numbers_hidden=filters.hides_numbers)
    assert comparable(read_evidence(store.query, filters)) == comparable(expected), chosen


def test_the_whole_library(loaded: tuple[int, Tables, Store]) -> None:
    _, tables, store = loaded
    assert_same(store, reference.library(tables), {})


def test_random_filters(loaded: tuple[int, Tables, Store]) -> None:
    seed, tables, store = loaded
    rng = random.Random(seed)
    lib = reference.library(tables)
    for _ in range(15):
        assert_same(store, lib, random_filters(tables, rng))


def test_the_derived_relationships_are_the_steps(loaded: tuple[int, Tables, Store]) -> None:
    _, tables, store = loaded
    rows = store.query(
        "MATCH (a)-[r:SAID_TO_INFLUENCE]->(b) RETURN a.id AS cause, b.id AS effect, r.direction AS direction, "
        "r.counted AS counted, r.listed AS listed, r.claims AS claims, r.quotes AS quotes, r.groups AS groups, "
        "r.studies_no_effect AS no_effect, r.via_opposite AS via_opposite ORDER BY cause, effect"
    )
    expected = [
        {
            "cause": cause,
            "effect": effect,
            "direction": step["direction"],
            "counted": len(step["studies"]["counted"]),
            "listed": len(step["studies"]["listed"]),
            "claims": len(step["claims"]),
            "quotes": len(step["quotes"]),
            "groups": len(step["groups"]),
            "no_effect": len(step["studies_no_effect"]),
            "via_opposite": step["via_opposite"],
        }
        for (cause, effect), step in sorted(reference.steps(reference.library(tables)).items())
    ]
    assert expected
    assert rows == expected
    assert len(steps(read_evidence(store.query))) == len(rows)

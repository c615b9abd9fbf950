"""Contradictions against a slow second implementation, value by value, on random libraries."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.analysis.contradictions import contradictions
from support import reference
from support.libraries import random_filters, random_tables
from support.plain_evidence import as_evidence

if TYPE_CHECKING:
    from support.reference import Plain

SEEDS = range(60)
WAYS = [
    pytest.param({}, id="plain"),
    pytest.param({"inferred": True}, id="inferred"),
    pytest.param({"opposites": False}, id="no-opposites"),
]


def selection(seed: int) -> Plain:
    """A random library, every other one seen through random filters."""
    given = random_tables(seed, size=1 + seed % 5)
    whole = reference.library(given)
    if seed % 2 == 0:
        return whole
    return reference.subset(whole, random_filters(given, random.Random(seed)))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("seed", SEEDS)
def test_every_row(seed: int, way: dict[str, Any]) -> None:
    lib = selection(seed)
    expected = reference.contradictions(lib, **way)
    assert reference.like(contradictions(as_evidence(lib), **way).to_json(), expected) == expected


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_said_for_and_against_is_every_statement(seed: int) -> None:
    """A claim with a finding stands there by its finding."""
    lib = selection(seed)
    for row in contradictions(as_evidence(lib)).rows:
        told = reference.statements(lib, row.belief)
        for supports, behind in ((True, row.said_for), (False, row.said_against)):
            sources = {one.what for one in told if one.supports is supports}
            shown = {lib.claims[one].finding or one if one in lib.claims else one for one in sources}
            assert {*behind.quotes, *behind.claims} <= sources
            assert shown <= {*behind.quotes, *behind.findings, *behind.claims}


@pytest.mark.parametrize("seed", SEEDS)
def test_two_coders_of_one_quote(seed: int) -> None:
    lib = selection(seed)
    expected = {
        (one.belief, one.quote)
        for one in lib.codings
        for other in lib.codings
        if (one.belief, one.quote) == (other.belief, other.quote) and one.stance != other.stance
    }
    found = contradictions(as_evidence(lib)).differences.rows
    coders = {(belief, one.quote) for belief, _, one in found if one.kind == "coders"}
    assert coders == {pair for pair in expected if pair[0] in lib.beliefs}

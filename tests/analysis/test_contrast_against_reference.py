"""Contrast against a slow second implementation, value by value, on random libraries; and what must hold for any."""

from __future__ import annotations

import random
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.analysis.contrast import STATES, Contrast, contrast
from support import reference
from support.libraries import random_filters, random_tables
from support.plain_evidence import as_evidence
from support.reference_contrast import sampled
from support.reference_contrast import state as state_of
from support.reference_subset import equal

if TYPE_CHECKING:
    from support.reference import Plain

SEEDS = range(60)
ROLES = ("patient", "clinician", "carer", "public", "other")


def selection(seed: int) -> Plain:
    """A random library, every other one seen through random filters."""
    given = random_tables(seed, size=1 + seed % 5)
    whole = reference.library(given)
    if seed % 2 == 0:
        return whole
    return reference.subset(whole, random_filters(given, random.Random(seed)))


@pytest.mark.parametrize("inferred", [False, True])
@pytest.mark.parametrize("seed", SEEDS)
def test_every_state_of_every_belief_and_role(seed: int, inferred: bool) -> None:
    lib = selection(seed)
    found = contrast(as_evidence(lib), roles=ROLES, inferred=inferred).to_json()
    expected = reference.contrast(lib, ROLES, inferred=inferred)
    assert reference.like(found, expected) == expected


@pytest.mark.parametrize("seed", SEEDS)
def test_the_studies_behind_every_state(seed: int) -> None:
    lib = selection(seed)
    for row in contrast(as_evidence(lib), roles=ROLES).rows:
        for role, cell in zip(ROLES, row.cells, strict=True):
            states = {study: state_of(lib, row.belief, role, study) for study in cell.column.sampled}
            for state in STATES:
                assert cell.studies(state) == tuple(sorted(s for s, one in states.items() if one == state))


BY = [("role",), ("profession",), ("country",), ("decade",), ("role", "country"), ("profession", "coverage")]


def must_hold(found: Contrast) -> None:
    """The states of every belief add up to the studies sampled, each study in one; full ones are among them."""
    for row in found.rows:
        for cell in row.cells:
            studies = [study for state in STATES for study in cell.studies(state)]
            assert sorted(studies) == sorted(cell.column.sampled)
            assert [len(cell.studies(state)) for state in STATES] == [cell.counts[state] for state in STATES]
            assert cell.column.full <= cell.column.sampled


@pytest.mark.parametrize("by", BY, ids=" ".join)
@pytest.mark.parametrize("seed", SEEDS)
def test_the_states_add_up_to_the_studies_sampled(seed: int, by: tuple[str, ...]) -> None:
    must_hold(contrast(as_evidence(selection(seed)), by=by))


@pytest.mark.parametrize("seed", SEEDS)
def test_roles_as_an_attribute_are_the_roles_that_were_sampled(seed: int) -> None:
    lib = selection(seed)
    found = contrast(as_evidence(lib), by=("role",))
    assert [one.key for one in found.columns] == [role for role in ROLES if sampled(lib, role)]
    assert found.to_json() == contrast(as_evidence(lib), roles=("all",)).to_json()


def study_states(cell: Any) -> dict[str, str]:
    return {study: state for state in STATES for study in cell.studies(state)}


@pytest.mark.parametrize("seed", range(0, 60, 2))
def test_a_column_of_a_country_says_what_the_statements_of_its_studies_say(seed: int) -> None:
    lib = selection(seed)
    found = contrast(as_evidence(lib), by=("country",))
    for row, (number, column) in product(found.rows, enumerate(found.columns)):
        states = study_states(row.cells[number])
        there = {one.id for one in lib.studies.values() if equal(";".join(one.country), [column.key])}
        assert states.keys() == there
        told = reference.statements(lib, row.belief)
        for study, state in states.items():
            ways = {one.supports for one in told if one.study == study}
            said = {(): None, (True,): "voiced", (False,): "contradicted", (False, True): "both"}[
                tuple(sorted(ways))
            ]
            assert (state if state in ("voiced", "contradicted", "both") else None) == said


@pytest.mark.parametrize("seed", range(0, 60, 2))
def test_role_and_country_together_part_the_column_of_the_role(seed: int) -> None:
    """Sampled as the role and in the country; whoever speaks, speaks as that role alone."""
    lib = selection(seed)
    evidence = as_evidence(lib)
    roles = contrast(evidence, roles=ROLES)
    both = contrast(evidence, by=("role", "country"))
    for one, other in zip(roles.rows, both.rows, strict=True):
        for column, cell in zip(both.columns, other.cells, strict=True):
            role, country = column.values
            whole = study_states(one.cells[ROLES.index(role)])
            there = {i for i, study in lib.studies.items() if equal(";".join(study.country), [country])}
            assert study_states(cell) == {study: state for study, state in whole.items() if study in there}


@pytest.mark.parametrize("seed", range(0, 60, 3))
def test_one_belief_alone_is_its_row_of_the_whole(seed: int) -> None:
    evidence = as_evidence(selection(seed))
    whole = contrast(evidence, roles=ROLES)
    for row in whole.rows:
        assert contrast(evidence, roles=ROLES, about=[row.belief]).rows == (row,)

"""Who was sampled in the library made by hand, and what each of those studies says or does not say."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from paper.answers import on_paper

from beliefgraph.cli import cli

if TYPE_CHECKING:
    from beliefgraph.library import Library

CONTRAST = on_paper("contrast")
STATES = (
    "voiced",
    "contradicted",
    "both",
    "unattributed",
    "asked_not_reported",
    "not_asked",
    "not_reported",
    "not_known",
)


@pytest.mark.parametrize("role", CONTRAST["roles"])
def test_every_belief(library: Library, role: str) -> None:
    found: Any = library.contrast(roles=[role]).to_json()
    sample = CONTRAST["roles"][role]
    cells = {row["belief"]: row["roles"][role] for row in found}
    expected = {row["belief"]: row for row in CONTRAST["rows"] if row["role"] == role}
    if role in ("clinician", "patient"):  # for the others some beliefs were worked out
        assert list(cells) == sorted(expected)
    for belief, row in expected.items():
        cell = cells[belief]
        assert {one: cell["studies"][one] for one in STATES} == {one: row[one] for one in STATES}, belief
        assert {one: cell[one] for one in STATES} == {one: len(row[one]) for one in STATES}, belief
        assert cell["state"] == row["state"], belief
        assert cell["reported"] == row["reported"], belief
    for cell in cells.values():
        assert cell["sampled"] == len(sample["sampled"]) == sum(cell[one] for one in STATES)
        assert cell["read_in_full"] == len(sample["read_in_full"])


@pytest.mark.parametrize(
    "case",
    on_paper("contrast_by"),
    ids=lambda case: " ".join([*case["by"], *(case["roles"] or ()), case["belief"]]),
)
def test_by_attributes_of_studies_and_groups(library: Library, case: dict[str, Any]) -> None:
    found: Any = library.contrast(case["belief"], roles=case["roles"], by=case["by"]).to_json()
    (row,) = found
    assert row["belief"] == case["belief"]
    told = {
        name: {"state": cell["state"], **{state: there for state, there in cell["studies"].items() if there}}
        for name, cell in row["columns"].items()
    }
    assert told == case["columns"]


def test_the_command_gives_the_same(address: str) -> None:
    arguments = ["contrast", "--belief", "too busy", "--roles", "clinician,other", "--format", "json"]
    result = CliRunner().invoke(cli, ["--db", address, *arguments])
    assert result.exit_code == 0
    (row,) = json.loads(result.stdout)
    expected = {one["role"]: one["state"] for one in CONTRAST["rows"] if one["belief"] == "no-time"}
    assert {role: cell["state"] for role, cell in row["roles"].items()} == {
        role: expected[role] for role in ("clinician", "other")
    }

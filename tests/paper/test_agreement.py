"""How far the two coders of the library made by hand agree."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from paper.answers import like, on_paper

from beliefgraph.cli import cli

if TYPE_CHECKING:
    from beliefgraph.library import Library

PAPER = on_paper("agreement")
COUNTS = ("both", "first_only", "second_only", "neither")


def number(fraction: str) -> Any:
    return pytest.approx(float(Fraction(fraction)), abs=1e-6)


def agree(fraction: str) -> tuple[int, int]:
    """Read 9/12 as it stands: 9 of 12 units."""
    same, _, units = fraction.partition("/")
    return int(same), int(units)


def same_table(found: dict[str, Any], expected: dict[str, Any]) -> None:
    assert {key: found[key] for key in COUNTS} == {key: expected[key] for key in COUNTS}
    assert (found["agree"], found["units"]) == agree(expected["agreement"])
    assert found["cohens_kappa"] == number(expected["kappa"])


def test_codings(library: Library) -> None:
    found: Any = library.agreement().to_json()
    stances = PAPER["stances"]
    assert found["coders"] == PAPER["coders"]
    (pair,) = found["pairs"]
    assert pair["quotes"] == PAPER["quotes"]
    assert (pair["agree"], pair["units"]) == agree(stances["agreement"])
    assert pair["cohens_kappa"] == number(stances["kappa"])
    assert found["fleiss_kappa"]["value"] == number(stances["fleiss"])
    assert found["krippendorffs_alpha"]["value"] == number(stances["alpha"])
    table = {(one["values"]["Ana"], one["values"]["Ben"]): one["n"] for one in pair["table"] if one["n"]}
    assert table == {(one["Ana"], one["Ben"]): one["n"] for one in stances["table"]}
    said = [{"quote": one["quote"], "belief": one["belief"], **one["said"]} for one in found["disagreements"]]
    assert sorted(said, key=str) == sorted(PAPER["disagreements"], key=str)


@pytest.mark.parametrize("what", ["supports", "coded"])
def test_each_belief_and_all_together(library: Library, what: str) -> None:
    found: Any = library.agreement().to_json()
    (pair,) = found["pairs"]
    same_table(pair[what], PAPER[f"{what}_pooled"])
    tables = {one["belief"]: one[what] for one in pair["beliefs"]}
    assert tables.keys() == PAPER[what].keys()
    for belief, expected in PAPER[what].items():
        same_table(tables[belief], expected)


def test_mappings(library: Library) -> None:
    found: Any = library.agreement("mappings").to_json()
    mappings = PAPER["mappings"]
    (pair,) = found["pairs"]
    assert pair["coders"] == mappings["people"]
    assert pair["beliefs"] == mappings["beliefs"]
    assert (pair["agree"], pair["units"]) == agree(mappings["agreement"])
    assert pair["cohens_kappa"] == number(mappings["kappa"])
    assert [{"belief": one["belief"], **one["said"]} for one in found["disagreements"]] == mappings[
        "disagreements"
    ]
    assert [
        (one["belief"], one["domain"], *one["agreed_by"], *one["rejected_by"]) for one in found["rejected"]
    ] == [tuple(one.values()) for one in mappings["rejected"]]


def test_the_command_gives_the_same(address: str, library: Library) -> None:
    result = CliRunner().invoke(cli, ["--db", address, "agreement", "--format", "json"])
    assert result.exit_code == 0
    expected: Any = library.agreement().to_json()
    assert like(json.loads(result.stdout), expected) == expected

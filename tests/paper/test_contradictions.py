"""What stands against beliefs in the library made by hand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from paper.answers import filters, like, on_paper, title

from beliefgraph.cli import cli

if TYPE_CHECKING:
    from beliefgraph.library import Library

CASES = on_paper("contradictions")


@pytest.mark.parametrize("case", CASES, ids=title)
def test_contradictions(library: Library, case: dict[str, Any]) -> None:
    found: Any = library.contradictions(filters=filters(case["options"])).to_json()
    assert like(found, case["rows"]) == case["rows"]


def test_the_command_gives_the_same(address: str) -> None:
    result = CliRunner().invoke(
        cli, ["--db", address, "contradictions", "--counted-only", "--format", "json"]
    )
    assert result.exit_code == 0
    (case,) = [one for one in CASES if one["name"] == "counted only"]
    assert like(json.loads(result.stdout), case["rows"]) == case["rows"]


def test_what_is_read_differently(library: Library) -> None:
    found: Any = library.contradictions().differences.to_json()
    (one,) = found  # R1 and R2 list other studies for and against no time; only a quote is read in two ways
    assert (one["belief"], one["kind"], one["quote"], one["study"]) == ("no-time", "coders", "q06", "s02")
    assert {(reading["coder"], reading["says"]) for reading in one["readings"]} == {
        ("Ana", "contradicts"),
        ("Ben", "supports"),
    }

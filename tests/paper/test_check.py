"""What `check` has to say about the library made by hand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from paper.answers import on_paper

from beliefgraph.cli import cli

if TYPE_CHECKING:
    from beliefgraph.library import Library

PAPER = on_paper("check")


def listed(library: Library, *, deep: bool) -> dict[str, list[list[str]]]:
    found: Any = library.check(deep=deep).to_json()
    return {one["check"]: sorted(row["ids"] for row in one["rows"]) for one in found}


@pytest.mark.parametrize("deep", [False, True])
def test_check(library: Library, deep: bool) -> None:
    assert listed(library, deep=deep) == PAPER


def test_strict_ends_with_1(address: str) -> None:
    result = CliRunner().invoke(cli, ["--db", address, "check", "--strict", "--format", "json"])
    assert result.exit_code == 1
    assert {one["check"] for one in json.loads(result.stdout)} == PAPER.keys()

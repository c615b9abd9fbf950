"""Steps and paths of the library made by hand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from paper.answers import calls, filters, like, on_paper, title

from beliefgraph.cli import cli

if TYPE_CHECKING:
    from beliefgraph.library import Library


@pytest.mark.parametrize("step", on_paper("steps"), ids=lambda step: f"{step['cause']}-{step['effect']}")
def test_every_step_and_all_that_stands_behind_it(library: Library, step: dict[str, Any]) -> None:
    found: Any = library.paths(step["cause"], step["effect"], max_steps=1).to_json()
    assert [one["path"] for one in found] == [[step["cause"], step["effect"]]]
    assert like(found[0]["steps"], [step]) == [step]


def test_there_are_no_other_steps(library: Library) -> None:
    found = library.network().edges(keys=False)
    assert {(a, b) for a, b in found} == {(step["cause"], step["effect"]) for step in on_paper("steps")}


@pytest.mark.parametrize("case", on_paper("paths"), ids=title)
def test_paths(library: Library, case: dict[str, Any]) -> None:
    options = case["options"]
    found: Any = library.paths(case["from"], case["to"], filters=filters(options), **calls(options)).to_json()
    assert like(found, case["paths"]) == case["paths"]


def test_the_command_gives_the_same(address: str) -> None:
    arguments = [
        "--db",
        address,
        "paths",
        "too busy",
        "Take the tea break",
        "--max-steps",
        "2",
        "--format",
        "json",
    ]
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 0
    (case,) = [one for one in on_paper("paths") if one["name"] == "two steps"]
    assert like(json.loads(result.stdout), case["paths"]) == case["paths"]

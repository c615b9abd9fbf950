"""Rankings of the library made by hand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from paper.answers import calls, filters, like, on_paper, title

from beliefgraph.cli import cli

if TYPE_CHECKING:
    from beliefgraph.library import Library

CASES = on_paper("targets")


@pytest.mark.parametrize("case", CASES, ids=title)
def test_targets(library: Library, case: dict[str, Any]) -> None:
    options = case["options"]
    found: Any = library.targets(
        case["behaviour"], by=case["by"], filters=filters(options), **calls(options)
    ).to_json()
    assert like(found, case["rows"]) == case["rows"]


def test_the_command_gives_the_same(address: str) -> None:
    arguments = ["targets", "have a tea break", "--by", "domain", "--country", "norway", "--format", "json"]
    result = CliRunner().invoke(cli, ["--db", address, *arguments])
    assert result.exit_code == 0
    assert "too few studies to rank with confidence; listed by count" in result.stderr.casefold()
    (case,) = [one for one in CASES if (one["name"], one["by"]) == ("Norway", "domain")]
    found = [(row["rank"], row["domain"], row["n_studies"]) for row in json.loads(result.stdout)]
    assert found == [(row["rank"], row["domain"], row["n_studies"]) for row in case["rows"]]


@pytest.mark.parametrize(("by", "front"), on_paper("pareto").items())
def test_what_no_other_row_beats(library: Library, by: str, front: list[str]) -> None:
    found: Any = library.targets("take-break", by=by).to_json()
    assert sorted(row[by] for row in found if row["pareto"]) == front

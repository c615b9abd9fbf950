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

RANGES = ("rank_best", "rank_worst")
CASES = on_paper("targets")


@pytest.mark.parametrize("case", CASES, ids=title)
def test_targets(library: Library, case: dict[str, Any]) -> None:
    options = case["options"]
    found: Any = library.targets(
        case["behaviour"], by=case["by"], filters=filters(options), **calls(options)
    ).to_json()
    expected = [{key: value for key, value in row.items() if key not in RANGES} for row in case["rows"]]
    assert like(found, expected) == expected


def test_the_command_gives_the_same(address: str) -> None:
    arguments = ["targets", "have a tea break", "--by", "domain", "--country", "norway", "--format", "json"]
    result = CliRunner().invoke(cli, ["--db", address, *arguments])
    assert result.exit_code == 0
    assert "too few studies to rank with confidence; listed by count" in result.stderr.casefold()
    (case,) = [one for one in CASES if (one["name"], one["by"]) == ("Norway", "domain")]
    found = [(row["rank"], row["domain"], row["n_studies"]) for row in json.loads(result.stdout)]
    assert found == [(row["rank"], row["domain"], row["n_studies"]) for row in case["rows"]]

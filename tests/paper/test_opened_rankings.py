"""Ranks of the library made by hand: opened to their evidence, narrowed, and under other choices, from the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from click.testing import CliRunner

from beliefgraph.cli import cli
from beliefgraph.queries.opened import mappings_by_source, quote_words

if TYPE_CHECKING:
    from beliefgraph.library import Library


def command(address: str, *arguments: str) -> str:
    result = CliRunner().invoke(cli, ["--db", address, "targets", "have a tea break", *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_best_and_worst_stand_beside_the_rank(address: str) -> None:
    rows = [line.split("  ")[0] for line in command(address).splitlines() if "–" in line]
    assert rows[:4] == ["1 (1–1)", "2 (1–2)", "3 (3–6)", "4 (3–6)"]


def test_too_few_studies_have_no_range(address: str) -> None:
    text = " ".join(command(address, "--country", "norway").split())
    assert "How far ranks depend on single studies: too few to say." in text
    assert "–" not in text.split("Studies:")[0]


def test_a_rank_opens_to_its_studies_and_quotes(address: str, library: Library) -> None:
    (row,) = json.loads(command(address, "--why", "2", "--format", "json"))
    (behind,) = row["behind"]
    assert (row["belief"], behind["studies"]["counted"]) == ("guilt", ["s01", "s02", "s04", "s10", "s12"])
    assert all(path["support"] > 0 for path in behind["paths"])
    texts = {one["quote"]: one["text"] for one in behind["quotes"]}
    assert texts == {**texts, **quote_words(library._reading().query, [*texts])}
    assert "I" in " ".join(texts.values())
    shown = command(address, "--why", "guilt")
    assert "counted: 5:" in shown
    assert "beliefgraph paths" in shown


def test_words_that_may_not_be_shared_are_not_read(library: Library) -> None:
    assert quote_words(library._reading().query, ["q30"]) == {"q30": "text not shared"}
    assert quote_words(library._reading().query, []) == {}


def test_mappings_stand_under_whoever_made_them(library: Library) -> None:
    found = mappings_by_source(library._reading().query)
    assert set(found) == {"", "Ana", "Ben"}  # some stand beside the belief itself, and nobody is named
    assert ("no-time", "environmental-context-and-resources") in found["Ben"]


def test_ranks_under_other_choices_are_those_of_the_rankings_on_paper(address: str) -> None:
    rows: dict[str, Any] = {
        row["belief"]: row for row in json.loads(command(address, "--depends", "--format", "json"))
    }
    inferred = {name: row["ranks"]["with inferred claims"] for name, row in rows.items()}
    assert (inferred["habit"], inferred["tired"], inferred["permission"]) == (11, 7, 8)
    unturned = {name: row["ranks"]["opposites not turned"] for name, row in rows.items()}
    assert (unturned["guilt"], unturned["boss-frowns"], unturned["kettle-broken"]) == (8, 2, 10)
    assert (rows["guilt"]["rank"], rows["guilt"]["rank_lowest"]) == (2, 8)
    assert rows["guilt"]["lowest_under"] == ["opposites not turned"]


def test_options_that_do_not_go_together_are_refused(address: str) -> None:
    for arguments, message in (
        (["--why", "1", "--depends"], "Leave one of them out."),
        (["--depends", "--pareto"], "Leave out --min-studies, --min-reach and --pareto."),
    ):
        result = CliRunner().invoke(cli, ["--db", address, "targets", "have a tea break", *arguments])
        assert result.exit_code == 2
        assert message in result.stderr

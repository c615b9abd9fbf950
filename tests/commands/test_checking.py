"""The commands check and agreement, on libraries written by hand."""

from __future__ import annotations

import csv
import json
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from beliefgraph.cli import cli
from beliefgraph.graph.store import open_store
from beliefgraph.library import Filters, Library
from support.grid import grid
from support.libraries import write_csv

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

SECRET = "words that nobody may print"
OURS = {
    "studies": grid("id,title,year,country,coverage", "s1,Waiting rooms,2019,Norway,full"),
    "groups": grid("id,study,roles,n", "g1,s1,patient,9"),
    "subthemes": grid("id,label", "fear,Fear of missing something", "care,Taking care"),
    "behaviours": grid("id,label", "scan,Order a scan"),
    "reviews": grid("id,title,coverage", "r1,A review,full"),
    "quotes": grid(
        "id,study,groups,text,supports,coder,share",
        f"q1,s1,g1,{SECRET},fear,Ana,no",
        "q2,s1,g1,Two.,care,Ana,yes",
    ),
    "codings": grid("quote,subtheme,stance,coder", "q1,fear,contradicts,Ben", "q2,care,supports,Ben"),
    "findings": grid("id,review,statement,summarises", "f1,r1,Patients say both.,fear;care"),
    "finding_beliefs": grid("finding,belief,part", "f1,fear,part"),
}
THEIRS = {
    "studies": grid("id,title,year,country", "s1,Waiting rooms,2018,Norway"),
    "quotes": grid("id,study,text,gist", f"q1,s1,{SECRET} otherwise,{SECRET}"),
}


@pytest.fixture
def library(tmp_path: Path) -> str:
    with Library(tmp_path / "own.db") as made:
        made.load(write_csv(OURS, tmp_path / "ours"))
        made.load(write_csv(THEIRS, tmp_path / "theirs"), merge=True)
    return str(tmp_path / "own.db")


def run(address: str, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["--db", address, *arguments])


def found(address: str, *options: str) -> dict[str, Any]:
    result = run(address, "check", "--format", "json", *options)
    assert result.exit_code == 0, result.output
    return {row["check"]: row for row in json.loads(result.stdout)}


def test_conflicts_name_both_values_and_places_but_no_text_that_is_not_shared(library: str) -> None:
    rows = found(library)["sources-differ"]["rows"]
    told = {(row["ids"][0], row["what"].split(":")[0]): row["what"] for row in rows}
    assert told["s1", "Study/s1, year"] == (
        "Study/s1, year: 2019 (ours: studies.csv, studies, row 2); 2018 (theirs: studies.csv, studies, row 2)"
    )
    assert told["q1", "Quote/q1, text"] == (
        "Quote/q1, text: text not shared (ours: quotes.csv, quotes, row 2); "
        "text not shared (theirs: quotes.csv, quotes, row 2)"
    )
    assert len(rows) == 2


@pytest.mark.parametrize("shape", ["table", "json", "ndjson", "csv", "markdown"])
def test_no_output_has_the_text(library: str, shape: str) -> None:
    for command in ("check", "agreement"):
        result = run(library, command, "--format", shape)
        assert result.exit_code == 0
        assert SECRET not in result.output


def test_what_only_the_records_know(library: str) -> None:
    assert found(library)["part-not-stated"]["rows"] == [{"ids": ["f1"], "what": "not told of care"}]


def test_a_sound_library_has_no_error(library: str) -> None:
    assert "error" not in {row["severity"] for row in found(library, "--deep").values()}


def test_somebody_else_wrote_into_the_graph(library: str) -> None:
    with closing(open_store(library)) as store, store.transaction() as transaction:
        transaction.run("MATCH (s:Study {id: 's1'}) SET s.year = 1900", {})
        transaction.run(
            "MATCH (a:Subtheme {id: 'fear'}) MATCH (b:Behaviour {id: 'scan'}) CREATE (a)-[:SAID_TO_INFLUENCE {claims: 7}]->(b)",
            {},
        )
    assert found(library)["step-summary-differs"]["rows"] == [
        {"ids": ["fear", "scan"], "what": "a summary is stored, and no claim calls for it"}
    ]
    deep = found(library, "--deep")["graph-differs"]
    assert deep["severity"] == "error"
    assert deep["rows"] == [
        {"ids": ["fear", "scan"], "what": "SAID_TO_INFLUENCE"},
        {"ids": ["s1"], "what": "Study"},
    ]


def test_damaged_records_are_told(library: str) -> None:
    with closing(open_store(library)) as store, store.transaction() as transaction:
        transaction.run("MATCH (r:SourceRecord {about: 'Quote/q2'}) SET r.hash = 'x'", {})
    (row,) = found(library, "--deep")["graph-differs"]["rows"]
    assert "not those that were loaded" in row["what"]


def test_strict(library: str, tmp_path: Path) -> None:
    assert run(library, "check").exit_code == 0
    result = run(library, "check", "--strict")
    assert result.exit_code == 1
    assert "The check failed" in result.stderr
    notes = {**OURS, "groups": grid("id,study,roles,n", "g1,s1,patient,4")}
    del notes["codings"]
    with Library(tmp_path / "notes.db") as made:  # a group of four is only a note
        made.load(write_csv(notes, tmp_path / "notes"))
    assert run(str(tmp_path / "notes.db"), "check", "--strict").exit_code == 0


def test_the_screen_groups_by_check_and_shows_as_many_as_asked(library: str) -> None:
    shown = run(library, "check", "--top", "1").stdout
    assert shown.startswith("WARNINGS: mend or decide it before you publish\n\nsources-differ (2)\n")
    assert (
        "    and 1 more; all with --format json, or a larger --top\n  To do: Find out which is right" in shown
    )
    assert "coders-opposed (1)\n" in shown
    assert "    q1 · fear: supported by Ana, contradicted by Ben\n" in shown
    assert "Not looked at without --deep:" in shown
    assert "beliefgraph ask what-is --param id=ID" in shown


def test_csv_of_a_check(library: str) -> None:
    rows = list(csv.DictReader(run(library, "check", "--format", "csv").stdout.splitlines()))
    (row,) = (row for row in rows if row["check"] == "coders-opposed")
    assert (row["severity"], row["n"], row["ids"]) == ("warning", "1", "q1; fear")


def test_likeness_is_an_option(library: str) -> None:
    assert "labels-alike" not in found(library)
    assert run(library, "check", "--alike", "30").exit_code == 2


def test_agreement_in_words(library: str) -> None:
    shown = run(library, "agreement").stdout
    # q1 × fear: + and -; q2 × care: + and +; the two others nothing. po = 3/4; pe = (2·1 + 0·1 + 2·2)/16 = 3/8; kappa 0.6.
    assert "Ana and Ben: 2 quotes that both judged, 4 units\n" in shown
    assert "agree on 3 of 4 (75.0 %); Cohen's kappa 0.600\n" in shown
    assert "  q1 (s1), Fear of missing something: Ana supports; Ben contradicts\n" in shown
    assert "All coders: Ana, Ben\n" in shown


def test_agreement_for_programs(library: str) -> None:
    result = run(library, "agreement", "--format", "ndjson")
    with Library(library) as opened:
        assert json.loads(result.stdout) == opened.agreement().to_json()
    rows = list(csv.DictReader(run(library, "agreement", "--format", "csv").stdout.splitlines()))
    assert rows == [
        {
            "quote": "q1",
            "study": "s1",
            "belief": "fear",
            "label": "Fear of missing something",
            "Ana": "supports",
            "Ben": "contradicts",
        }
    ]


def test_agreement_of_a_selection(library: str) -> None:
    result = run(library, "agreement", "--coder", "Ana")
    assert "No agreement: Cohen's kappa cannot be computed because no quote was coded by" in result.stdout
    with Library(library) as opened:
        assert opened.agreement(filters=Filters(country=("Norway",))).alpha_units == 4
    refused = run(library, "agreement", "--of", "mappings", "--country", "Norway")
    assert refused.exit_code == 2
    assert "takes none" in refused.stderr

"""The command changes: the list of loads, one load, one row, in every form."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.graph import changes
from support.terminal import run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the address of a library with two loads, a minute apart."""
    times = iter(("2026-01-31T12:00:00Z", "2026-01-31T12:01:00Z"))
    monkeypatch.setattr(changes, "now", lambda: next(times))
    monkeypatch.setenv("COLUMNS", "100")
    folder, address = tmp_path / "review", str(tmp_path / "x.db")
    folder.mkdir()
    (folder / "studies.csv").write_text("id,title,year\nS1,Waiting,2001\n", encoding="utf-8")
    for words, share in (("I am afraid", "yes"), ("=Afraid", "yes")):
        (folder / "quotes.csv").write_text(
            f"id,study,text,share,note\nq1,S1,{words},{share},\nq2,S1,secret,no,{words}\n", encoding="utf-8"
        )
        run("load", str(folder), "--db", address)
    return address


def test_the_loads(library: str) -> None:
    assert run("changes", "--db", library).stdout.splitlines() == [
        "load    at                    what    sources    added    changed    removed    moved",
        "------  --------------------  ------  ---------  -------  ---------  ---------  -------",
        "2       2026-01-31T12:01:00Z  load    review     0        2          0          0",
        "1       2026-01-31T12:00:00Z  load    review     3        0          0          0",
    ]
    whole = json.loads(run("changes", "--db", library, "--format", "json").stdout)
    assert [(row["load"], row["sources"], row["changed"]) for row in whole] == [
        (2, ["review"], 2),
        (1, ["review"], 0),
    ]
    assert whole[1]["by_source"][0]["counts_only"] is True
    assert [
        row["load"]
        for row in json.loads(run("changes", "--limit", "1", "--db", library, "-f", "json").stdout)
    ] == [2]


def test_one_load(library: str) -> None:
    assert run("changes", "--load", "2", "--db", library).stdout.splitlines() == [
        "Load 2, 2026-01-31T12:01:00Z: load review.",
        "review: 0 added, 2 changed, 0 removed.",
        "",
        "source    what     table    id    column    before           after",
        "--------  -------  -------  ----  --------  ---------------  ---------------",
        "review    changed  quotes   q1    text      I am afraid      =Afraid",
        "review    changed  quotes   q2    note      text not shared  text not shared",
    ]
    table = run("changes", "--load", "2", "--db", library, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(table.stdout)))
    assert rows[0] == {
        "load": "2",
        "at": "2026-01-31T12:01:00Z",
        "source": "review",
        "what": "changed",
        "table": "quotes",
        "id": "q1",
        "column": "text",
        "before": "I am afraid",
        "after": "'=Afraid",
        "place": "quotes.csv, quotes, row 2",
    }
    assert "Load 2" in table.stderr


def test_a_load_of_which_only_counts_are_kept(library: str) -> None:
    assert run("changes", "--load", "1", "--db", library).stdout.splitlines() == [
        "Load 1, 2026-01-31T12:00:00Z: load review.",
        "review: 3 added, 0 changed, 0 removed. It came or went as a whole, so its rows are not listed.",
    ]
    assert json.loads(run("changes", "--load", "1", "--db", library, "--format", "json").stdout) == []


def test_one_row(library: str) -> None:
    rows: list[Any] = json.loads(
        run("changes", "--record", "quotes/q1", "--db", library, "-f", "json").stdout
    )
    assert [(row["load"], row["before"], row["after"]) for row in rows] == [(2, "I am afraid", "=Afraid")]
    assert run("changes", "--record", "S1", "--db", library).stdout == (
        "S1 is as it was when its source was first loaded, or as it was 50 loads ago.\n"
    )


@pytest.mark.parametrize("shape", ["table", "csv", "json", "ndjson", "markdown"])
@pytest.mark.parametrize("more", [(), ("--load", "2"), ("--record", "q2")])
def test_no_form_shows_a_text_that_is_not_shared(shape: str, more: tuple[str, ...], library: str) -> None:
    result = run("changes", *more, "--db", library, "--format", shape)
    assert "secret" not in result.output
    assert result.stdout.strip()


def test_what_is_not_there(library: str, tmp_path: Path) -> None:
    assert (
        "holds no load 3. It holds 1 to 2." in run("changes", "--load", "3", "--db", library, code=1).stderr
    )
    assert "There is no row q9" in run("changes", "--record", "q9", "--db", library, code=1).stderr
    assert "There is no library at" in run("changes", "--db", str(tmp_path / "no.db"), code=1).stderr
    assert run("changes", "--load", "x", "--db", library, code=2).exit_code == 2


def test_a_load_tells_its_number(library: str, tmp_path: Path) -> None:
    again = run("load", str(tmp_path / "review"), "--db", library, "--format", "json")
    assert json.loads(again.stdout)["load"] is None
    assert f"Nothing changed: {library} holds just this already." in again.stderr

"""The commands that move a library: what they print, say and refuse."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from beliefgraph.library import Library
from support.grid import grid
from support.libraries import write_csv
from support.terminal import run

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("small")
    tables = {
        "studies": grid("id,title,country", "S1,One,Norway", "S2,Two,Chile"),
        "subthemes": grid("id,label", "fear,Fear"),
        "quotes": grid(
            "id,study,text,supports,share",
            "q1,S1,A secret.,fear,no",
            "q2,S2,Another secret.,fear,no",
            "q3,S2,Open.,fear,",
        ),
    }
    with Library(folder / "small.db") as library:
        library.load(write_csv(tables, folder / "tables"), source="interviews")
    return str(folder / "small.db")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BELIEFGRAPH_DB", raising=False)
    return tmp_path


def said(result: Result) -> list[str]:
    """What was told to a person, without the signs of life of a slow machine."""
    return [line for line in result.stderr.splitlines() if not line.startswith("…")]


def test_dump_and_restore(small: str, here: Path) -> None:
    dumped = run("--db", small, "dump", "--format", "json")
    rows = json.loads(dumped.stdout)
    assert [(row["source"], row["records"]) for row in rows] == [
        ("frameworks", rows[0]["records"]),
        ("interviews", 6),
    ]
    assert said(dumped) == [
        "Written: small.beliefgraph.zip. The history of loads (beliefgraph changes) is not in it: it stays with the library.",
        "2 quotes are marked share=no, and their texts are in the archive: mind who gets it. With --without-unshared-texts it "
        "holds all else of them.",
    ]
    assert "Dry run" in run("--db", "new.db", "restore", "small.beliefgraph.zip", "--dry-run").stderr
    assert not (here / "new.db").exists()
    restored = run("--db", "new.db", "restore", "small.beliefgraph.zip", "--format", "csv")
    assert restored.stdout.lstrip("\ufeff").splitlines() == [
        "source,table,rows",
        "interviews,quotes,3",
        "interviews,studies,2",
        "interviews,subthemes,1",
    ]
    assert said(restored) == ["Restored into new.db."]
    run("--db", "new.db", "dump", "again.zip")
    assert (here / "again.zip").read_bytes() == (here / "small.beliefgraph.zip").read_bytes()
    # Who wrote the library is the program that restored it; what changed before is not known there.
    assert len(json.loads(run("--db", "new.db", "changes", "--format", "json").stdout)) == 1


def test_texts_that_may_not_be_shared(small: str, here: Path) -> None:
    told = run("--db", small, "dump", "open.zip", "--without-unshared-texts").stderr
    assert "Texts of quotes marked share=no that were left out: 2." in told
    assert "mind who gets it" not in told
    run("--db", "open.db", "restore", "open.zip")
    rows = json.loads(
        run(
            "--db",
            "open.db",
            "cypher",
            "MATCH (q:Quote) RETURN q.text AS text ORDER BY q.id",
            "--format",
            "json",
        ).stdout
    )
    assert [row["text"] for row in rows] == ["text not shared", "text not shared", "Open."]


def test_a_file_that_is_there(small: str, here: Path) -> None:
    (here / "mine.zip").write_text("mine", encoding="utf-8")
    result = run("--db", small, "dump", "mine.zip", code=1)
    assert "mine.zip is there already" in result.stderr
    assert "--overwrite" in result.stderr
    assert (here / "mine.zip").read_text(encoding="utf-8") == "mine"
    run("--db", small, "dump", "mine.zip", "--overwrite")
    assert "does not exist" in run("--db", small, "dump", "nowhere/mine.zip", code=2).stderr


def test_restore_says_why_not(small: str, here: Path) -> None:
    assert "there is no such file" in run("--db", "new.db", "restore", "no.zip", code=1).stderr
    (here / "evidence.csv").write_text("id\n", encoding="utf-8")
    assert "it is no archive of a library" in run("--db", "new.db", "restore", "evidence.csv", code=1).stderr
    run("--db", small, "dump", "a.zip")
    result = run("--db", small, "restore", "a.zip", code=1)
    assert len(said(result)) == 1
    assert "already holds interviews. A whole library goes only into a new or empty one" in result.stderr
    assert not (here / "new.db").exists()


def test_copy(small: str, here: Path) -> None:
    result = run("--db", small, "copy", "--to", "there.db")
    assert "Copied to there.db. The history of loads" in result.stderr
    assert "2 quotes are marked share=no, and their texts are in the copy: mind who gets it." in result.stderr
    assert "interviews" in run("--db", "there.db", "sources").stdout
    assert (
        "is the library itself"
        in run("--db", "there.db", "copy", "--to", "../" + here.name + "/there.db", code=2).stderr
    )
    assert "Missing option '--to'" in run("--db", small, "copy", code=2).stderr
    assert (
        "--to-user and --to-database belong to a server, and x.db is the name of a folder"
        in run("--db", small, "copy", "--to", "x.db", "--to-user", "ann", code=2).stderr
    )
    assert not (here / "x.db").exists()


def test_a_server_that_is_not_there(small: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "not-in-any-message")
    result = run("--db", small, "copy", "--to", "bolt://127.0.0.1:9", code=1)
    assert "127.0.0.1:9" in result.stderr
    assert "not-in-any-message" not in result.output


def test_subset(small: str, here: Path) -> None:
    result = run("--db", small, "subset", "--country", "norway", "--to", "norway.db", "--format", "json")
    kept = {row["kind"]: (row["kept"], row["of"]) for row in json.loads(result.stdout)}
    assert (kept["Study"], kept["Quote"]) == ((1, 2), (1, 3))
    assert said(result) == [
        "Only studies from norway. Numbers that reviews print are left out: they speak of more than this selection.",
        "Written: norway.db.",
        "1 quote is marked share=no, and its text is in it: mind who gets it.",
    ]
    run("--db", small, "subset", "--country", "Norway", "--output", "norway.zip")
    run("--db", "norway.db", "dump", "dumped.zip")
    assert (here / "dumped.zip").read_bytes() == (here / "norway.zip").read_bytes()


def test_subset_says_what_is_missing(small: str, here: Path) -> None:
    run("--db", small, "subset", "--country", "Norway", code=2)
    run("--db", small, "subset", "--country", "Norway", "--to", "a.db", "--output", "a.zip", code=2)
    assert "at least one filter" in run("--db", small, "subset", "--to", "a.db", code=2).stderr
    assert "No such option" in run("--db", small, "subset", "--inferred", "--to", "a.db", code=2).stderr
    assert (
        "There is no library at"
        in run("--db", "no.db", "subset", "--country", "x", "--to", "a.db", code=1).stderr
    )
    assert list(here.iterdir()) == []

"""The command line: exit codes, what goes to stdout and to stderr, every command once on the demo."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from beliefgraph.analysis.shapes import FOOTER
from beliefgraph.library import Library
from support.terminal import run

FLAGSHIP = ("fear of litigation", "order imaging")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of a library with the demo; no test here changes it."""
    address = tmp_path_factory.mktemp("demo") / "demo.db"
    with Library(address) as library:
        library.load_demo()
    return str(address)


def data(*arguments: str) -> Any:
    return json.loads(run(*arguments, "--format", "json").stdout)


def test_db_may_stand_before_or_after_the_command(
    demo: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "demo" in run("--db", demo, "sources").stdout
    assert "demo" in run("sources", "--db", demo).stdout
    assert "demo" in run("--db", str(tmp_path / "other.db"), "sources", "--db", demo).stdout
    monkeypatch.setenv("BELIEFGRAPH_DB", demo)
    assert "demo" in run("sources").stdout
    # What is typed counts more than the environment, before the command too.
    assert "no library at" in run("--db", str(tmp_path / "other.db"), "sources", code=1).stderr
    assert "no library at" in run("sources", "--db", str(tmp_path / "other.db"), code=1).stderr


def test_a_mistyped_db_is_an_error_and_makes_nothing(tmp_path: Path) -> None:
    result = run("sources", "--db", str(tmp_path / "typo.db"), code=1)
    assert "There is no library at" in result.stderr
    assert result.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_option_is_a_usage_error() -> None:
    assert run("paths", "only one", code=2).exit_code == 2
    assert "--param takes name=value" in run("ask", "what-is", "--param", "id", code=2).stderr


def test_the_flagship_as_json(demo: str) -> None:
    """More than one review in ``reported``, at least one named study, no number added to another."""
    (path,) = data("paths", *FLAGSHIP, "--db", demo)
    assert path["path"] == ["b-litigation", "order-imaging"]
    (step,) = path["steps"]
    studies = step["studies"]
    assert (studies["counted"], studies["listed"], path["support"]) == (["bussieres2012"], [], 1)
    assert [
        (one["review"], one["studies"], one["confidence"], one["part"]) for one in studies["reported"]
    ] == [
        ("hall2019", 4, "Low", "whole"),
        ("sharma2020", 12, "Moderate", "part"),
    ]


def test_every_id_of_the_flagship_can_be_opened(demo: str) -> None:
    (path,) = data("paths", *FLAGSHIP, "--db", demo)
    (step,) = path["steps"]
    found = {
        *path["path"],
        *step["claims"],
        *step["quotes"],
        *step["groups"],
        *step["findings"],
        *step["studies"]["counted"],
    }
    found |= {one[key] for one in step["studies"]["reported"] for key in ("finding", "review")}
    assert len(found) >= 8
    for identifier in sorted(found):
        rows = data("ask", "what-is", "--param", f"id={identifier}", "--db", demo)
        assert [row["id"] for row in rows] == [identifier]


def test_the_flagship_in_words(demo: str) -> None:
    text = " ".join(run("paths", *FLAGSHIP, "--db", demo).stdout.split())
    assert (
        "Fear of blame or legal action is said to encourage Order imaging: counted: 1: Bussieres 2012" in text
    )
    assert (
        "reported, never added: Hall 2019 4 studies (Low); "
        "Sharma 2020 12 studies (Moderate, for a finding that joins three beliefs)"
    ) in text
    assert text.endswith(FOOTER)


@pytest.mark.parametrize("form", ["table", "markdown"])
@pytest.mark.parametrize(
    "command",
    [
        ("paths", *FLAGSHIP),
        ("targets", "order imaging"),
        ("targets", "order imaging", "--by", "domain"),
        ("ask", "beliefs-behind-behaviour", "--param", "behaviour=order imaging"),
    ],
    ids=" ".join,
)
def test_the_footer_stands_under_every_count(demo: str, command: tuple[str, ...], form: str) -> None:
    result = run(*command, "--format", form, "--db", demo)
    assert " ".join(result.stdout.split()).endswith(FOOTER)


@pytest.mark.parametrize("form", ["csv", "json", "ndjson"])
def test_data_for_programs_is_data_alone(demo: str, form: str) -> None:
    result = run("targets", "order imaging", "--format", form, "--db", demo)
    assert FOOTER not in result.stdout
    assert FOOTER in " ".join(result.stderr.split())
    if form != "csv":
        for line in [result.stdout] if form == "json" else result.stdout.splitlines():
            json.loads(line)


def test_no_output_says_that_a_belief_drives_or_causes_anything(demo: str) -> None:
    for command in (
        ("paths", *FLAGSHIP),
        ("targets", "order imaging"),
        ("targets", "order imaging", "--by", "domain"),
    ):
        words = run(*command, "--db", demo).stdout.lower().split()
        assert not {"drives", "causes", "drive", "caused", "causing"} & set(words)


def test_filters_are_said_and_hide_printed_numbers(demo: str) -> None:
    (path,) = data("paths", *FLAGSHIP, "--country", "Canada", "--db", demo)
    assert {one["studies"] for one in path["steps"][0]["studies"]["reported"]} == {None}
    text = run("paths", *FLAGSHIP, "--country", "canada", "--db", demo).stdout
    assert "Only studies from canada." in text
    assert "Numbers that reviews print are left out" in text
    assert "Canada" in run("paths", *FLAGSHIP, "--country", "Canadda", "--db", demo, code=1).stderr


def test_an_unknown_name_lists_the_nearest(demo: str) -> None:
    message = run("paths", "fear of litigtion", "order imaging", "--db", demo, code=1).stderr
    assert "fear of litigation" in message
    assert "b-litigation" in message


def test_questions(demo: str) -> None:
    rows = data("questions", "--db", demo)
    assert len(rows) >= 12
    assert {"name", "question", "topic", "parameters", "columns", "cypher"} <= set(rows[0])
    one = run("questions", "what-is", "--db", demo).stdout
    assert "What is the thing with this id" in one
    assert "MATCH" in one
    assert "Nearest: what-is" in run("questions", "what-iss", "--db", demo, code=1).stderr


def test_questions_need_no_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "what-is" in run("questions").stdout
    assert list(tmp_path.iterdir()) == []


def test_ask_explains_the_cypher_with_its_filters(demo: str) -> None:
    command = (
        "ask",
        "beliefs-behind-behaviour",
        "--param",
        "behaviour=order imaging",
        "--role",
        "clinician",
        "--explain",
    )
    text = run(*command, "--db", demo).stdout
    assert ":param behaviour => 'order-imaging';" in text
    assert "$f_role" in text


def test_cypher_only_reads(demo: str) -> None:
    rows = data(
        "cypher",
        "MATCH (r:Review) WHERE r.year >= $year RETURN r.id AS id ORDER BY id",
        "--param",
        "year=2022",
        "--db",
        demo,
    )
    assert [row["id"] for row in rows] == ["deimpl2022"]
    for query in (
        "CREATE (n:Quote {id: 'x'})",
        "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
        "CALL db.labels()",
    ):
        message = run("cypher", query, "--db", demo, code=1).stderr
        assert "only read" in message or "Only subqueries may be called" in message


def test_targets_by_direction_and_order(demo: str) -> None:
    rows = data("targets", "order imaging", "--direction", "discourages", "--db", demo)
    assert {row["direction"] for row in rows} <= {"discourages", "mixed"}
    by_reach = data("targets", "order imaging", "--order", "reach", "--db", demo)
    reach = [row["reach"] for row in by_reach if row["rank"] is not None]
    assert reach == sorted(reach, reverse=True)


def test_maps(demo: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run("map", "--db", demo)
    assert "What is said to lead people to" in Path("map.html").read_text(encoding="utf-8")
    run("map", "beliefs", "order imaging", "--output", "beliefs.html", "--db", demo)
    run("map", "paths", *FLAGSHIP, "--output", "paths.html", "--db", demo)
    assert "Fear of blame" in Path("paths.html").read_text(encoding="utf-8")
    assert "There is no map 'gaps'" in run("map", "gaps", "--db", demo, code=2).stderr


def test_output_to_a_file(demo: str, tmp_path: Path) -> None:
    target = tmp_path / "answer.json"
    result = run("targets", "order imaging", "--format", "json", "--output", str(target), "--db", demo)
    assert result.stdout == ""
    assert len(json.loads(target.read_text(encoding="utf-8"))) > 50


def test_init_then_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for starter in ("interviews", "review"):
        run("init", f"my-{starter}", "--from", starter)
        run("load", f"my-{starter}/my-{starter}.xlsx", "--db", f"{starter}.db")
        assert [row["source"] for row in data("sources", "--db", f"{starter}.db")] == [f"my-{starter}"]
    assert "my-review.xlsx" in run("init", "my-review", "--from", "review", code=1).stderr


def test_a_bad_file_reports_every_problem_and_makes_no_library(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "studies.csv").write_text("id,title,year\ns1,T,2001\ns1,U,2002\n", encoding="utf-8")
    (tmp_path / "in" / "quotes.csv").write_text(
        "id,study,text,kind\nq1,s1,,verbatim\nq2,s1,Words,spoken\n", encoding="utf-8"
    )
    result = run("load", str(tmp_path / "in"), "--format", "json", "--db", str(tmp_path / "x.db"), code=1)
    problems = json.loads(result.stdout)["problems"]
    assert [(one["file"], one["table"], one["row"], one["column"], one["value"]) for one in problems] == [
        ("studies.csv", "studies", 3, "id", "s1"),
        ("quotes.csv", "quotes", 2, "text", ""),
        ("quotes.csv", "quotes", 3, "kind", "spoken"),
    ]
    assert all(one["message"] and one["cure"] for one in problems)
    assert "3 problems; nothing was written." in result.stderr
    assert not (tmp_path / "x.db").exists()


def test_dry_run(tmp_path: Path) -> None:
    (tmp_path / "studies.csv").write_text("id,title\ns1,T\n", encoding="utf-8")
    run("load", str(tmp_path / "studies.csv"), "--dry-run", "--db", str(tmp_path / "x.db"))
    assert not (tmp_path / "x.db").exists()
    (tmp_path / "studies.csv").write_text("id,title\n,T\n", encoding="utf-8")
    result = run("load", str(tmp_path / "studies.csv"), "--dry-run", "--db", str(tmp_path / "x.db"), code=1)
    assert "1 problem; nothing would be written." in result.stderr


def test_the_demo_tells_the_whole_story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BELIEFGRAPH_DB", raising=False)
    result = run("demo", "--no-browser")
    text = result.stdout
    assert "How “Fear of blame or legal action” is said to lead to “Order imaging”" in text
    assert "Which beliefs are said to lead to “Order imaging”" in text
    assert Path("demo-map.html").stat().st_size > 100_000
    commands = [line.strip() for line in text.split("Next:")[1].splitlines() if line.strip()]
    assert len(commands) == 3
    assert all("--db demo.db" in command for command in commands)
    assert run("demo", "--no-browser").stdout == text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["demo-map.html", "demo.db", "demo.db.lock"]


def test_sources_and_unload(tmp_path: Path) -> None:
    address = str(tmp_path / "x.db")
    for name in ("one", "two"):
        (tmp_path / f"{name}.db").mkdir()
    (tmp_path / "studies.csv").write_text("id,title\ns1,T\n", encoding="utf-8")
    (tmp_path / "themes.csv").write_text("id,label\nt1,T\n", encoding="utf-8")
    run("load", str(tmp_path / "studies.csv"), str(tmp_path / "themes.csv"), "--db", address)
    assert [row["source"] for row in data("sources", "--first", "themes", "--db", address)] == [
        "themes",
        "studies",
    ]
    run("unload", "studies", "--db", address)
    assert [row["source"] for row in data("sources", "--db", address)] == ["themes"]
    assert (
        "There is no source pilot in this library. Its sources: themes."
        in run("unload", "pilot", "--db", address, code=1).stderr
    )


def test_an_output_that_cannot_be_written_is_refused_before_anything_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "studies.csv").write_text("id,title\ns1,T\n", encoding="utf-8")
    command = ("load", str(tmp_path / "studies.csv"), "--db", str(tmp_path / "x.db"))
    assert "does not exist" in run(*command, "--output", str(tmp_path / "no" / "x.json"), code=2).stderr
    assert not (tmp_path / "x.db").exists()


def test_wrong_values_of_options_are_usage_errors(demo: str) -> None:
    for arguments in (("--years", "abc"), ("--role", "doctor"), ("--order", "size")):
        assert run("targets", "order imaging", *arguments, "--db", demo, code=2).stdout == ""


def test_quiet_says_nothing_but_the_answer(demo: str) -> None:
    assert run("--quiet", "targets", "order imaging", "--format", "json", "--db", demo).stderr == ""


def test_problems_as_rows_for_a_colleague(tmp_path: Path) -> None:
    (tmp_path / "studies.csv").write_text("id,title\ns1,T\ns1,U\n,V\n", encoding="utf-8")
    command = (
        "load",
        str(tmp_path / "studies.csv"),
        "--dry-run",
        "--format",
        "csv",
        "--db",
        str(tmp_path / "x.db"),
    )
    lines = run(*command, code=1).stdout.splitlines()
    assert lines[0] == "file,table,row,column,value,message,cure"
    assert [line.split(",")[:5] for line in lines[1:3]] == [
        ["studies.csv", "studies", "3", "id", "s1"],
        ["studies.csv", "studies", "4", "id", ""],
    ]


def test_csv_files_open_in_excel_and_name_every_study(demo: str, tmp_path: Path) -> None:
    target = tmp_path / "targets.csv"
    run("targets", "order imaging", "--format", "csv", "--output", str(target), "--db", demo)
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(target.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0]["belief"] == "b-no-guideline"
    named = rows[0]["counted"].split("; ") + rows[0]["listed"].split("; ")
    assert len(named) == int(rows[0]["n_studies"]) == 6


def test_filters_stand_in_the_file_too(demo: str, tmp_path: Path) -> None:
    target = tmp_path / "answer.md"
    run(
        "targets",
        "order imaging",
        "--country",
        "Canada",
        "--format",
        "markdown",
        "-o",
        str(target),
        "--db",
        demo,
    )
    assert "Only studies from Canada." in target.read_text(encoding="utf-8")

"""Tables for papers, printed from the library made by hand: the numbers of the answers on paper, and where they open."""

from __future__ import annotations

import json
from typing import Any

from click.testing import CliRunner
from paper.answers import on_paper

from beliefgraph.cli import cli


def printed(address: str, *arguments: str) -> list[dict[str, Any]]:
    result = CliRunner().invoke(cli, ["--db", address, *arguments, "--format", "json"])
    assert result.exit_code == 0, result.stderr
    rows: list[dict[str, Any]] = json.loads(result.stdout)
    return rows


def opened(row: dict[str, Any], what: str) -> list[str]:
    return [id_ for one in row["opens"] if one["what"].endswith(what) for id_ in one["ids"]]


def test_studies_behind_each_belief(address: str) -> None:
    found = printed(address, "profile", "--as", "counts")
    assert len(found) == 15
    rows = {row["opens"][0]["what"].partition(":")[0]: row for row in found if row["opens"]}
    for belief in on_paper("beliefs"):
        studies = belief["studies"]
        if belief["belief"] == "rota":  # a review alone: nothing to count
            continue
        row = rows[belief["belief"]]
        for kind in ("counted", "listed"):
            assert row[kind.capitalize()].partition(":")[0] == str(len(studies[kind]))
            assert opened(row, f"{kind} studies") == studies[kind]
        assert opened(row, "reported findings") == [entry["finding"] for entry in studies["reported"]]


def test_ranking_of_domains(address: str) -> None:
    found = printed(address, "targets", "take-break", "--by", "domain", "--as", "ranking")
    shown = [
        (
            row["Rank"],
            row["Studies, n (%)"],
            row["Elaboration"],
            row["Mixed"],
            row["Rank, each study left out"],
        )
        for row in found
    ]
    # 11 named studies stand behind the table: 9/11 = 81.8, 8/11 = 72.7, 7/11 = 63.6, 6/11 = 54.5, 3/11 = 27.3, 2/11 =
    # 18.2, 1/11 = 9.1.
    assert shown[:7] == [
        ("1", "9 (82)", "3", "yes", "1"),
        ("2", "8 (73)", "2", "yes", "2 to 3"),
        ("3", "7 (64)", "3", "yes", "2 to 3"),
        ("4", "6 (55)", "2", "yes", "4"),
        ("5", "3 (27)", "1", "yes", "5"),
        ("6", "2 (18)", "1", "no", "5 to 7"),
        ("7", "1 (9)", "1", "yes", "6 to 15"),
    ]
    assert {row["Rank"] for row in found[7:15]} == {"8="}
    assert shown[15][:3] == ("not ranked", "2 (18)", "1")


def test_summary_of_qualitative_findings(address: str) -> None:
    found = printed(address, "profile", "--as", "soqf")
    shown = [
        (
            opened(row, "listed studies"),
            row["GRADE-CERQual confidence"],
            row["References"].splitlines()[-1],
        )
        for row in found
    ]
    assert shown == [
        (["s01", "s03", "s06"], "Moderate", "Printed: 5 studies (60 participants)"),  # f1
        (["s08", "s10"], "High", "Printed: 2 studies (21 participants)"),  # f6
        (["s04", "s05", "s09"], "High", "Printed: 3 studies (25 participants)"),  # f2
        (["s05", "s12"], "Low", "Printed: 2 studies (participants not stated)"),  # f3
        ([], "Low", "Printed: 4 articles (41 participants)"),  # f4
        (["s06", "s11"], "Moderate", "Printed: 2 studies (33 participants)"),  # f5
        ([], "Very low", "Printed: 1 study (participants not stated)"),  # f11
        ([], "not graded", "Printed: 3 studies (participants not stated)"),  # f9
    ]

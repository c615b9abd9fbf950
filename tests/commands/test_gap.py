"""Gap maps, gap figures and contrast bars from the command line, on the library made by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from paper.answers import TABLES

from beliefgraph.cli import cli
from beliefgraph.library import Library

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> str:
    address = tmp_path_factory.mktemp("gap") / "paper.db"
    with Library(address) as library:
        library.load(TABLES)
    return str(address)


def run(paper: str, *arguments: str, code: int = 0) -> Result:
    result = CliRunner().invoke(cli, ["--db", paper, *arguments])
    assert result.exit_code == code, result.output
    return result


def test_a_gap_map_of_a_behaviour_by_role_and_country(paper: str, tmp_path: Path) -> None:
    page = tmp_path / "gap.html"
    run(paper, "map", "gap", "Take the tea break", "--by", "role,country", "--output", str(page))
    html = page.read_text(encoding="utf-8")
    assert (
        "<title>Who voices which belief on the way to “Take the tea break”, by role and country, and" in html
    )
    assert "The kitchen is noisy" not in html


def test_a_gap_map_says_no_words_of_quotes_if_asked(paper: str, tmp_path: Path) -> None:
    page = tmp_path / "gap.html"
    result = run(paper, "map", "gap", "--output", str(page))
    assert "Warning: 5 quotes are the words of groups of fewer than 5 people" in result.stderr
    assert "Not a minute. So no break." in page.read_text(encoding="utf-8")
    assert "Warning" not in run(paper, "map", "gap", "--no-quotes", "--output", str(page)).stderr
    assert "Not a minute. So no break." not in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "title"),
    [
        (("gap",), "Who voices which belief, and where is silence?"),
        (("gap", "--by", "decade"), "Where is which belief voiced, by decade, and where is silence?"),
        (("contrast",), "Who voices which belief, and who is silent?"),
        (
            ("contrast", "too busy", "--by", "country"),
            "Where is “No time for tea” voiced, by country, and who is silent?",
        ),
    ],
)
def test_figures(paper: str, tmp_path: Path, arguments: tuple[str, ...], title: str) -> None:
    run(paper, "figure", *arguments, "--output", str(tmp_path / "f.pdf"))
    assert (tmp_path / "f.pdf").read_bytes().startswith(b"%PDF")
    caption = (tmp_path / "f.caption.txt").read_text(encoding="utf-8")
    assert title in caption
    assert "Counts say where a belief was reported" in caption


def test_only_some_kinds_have_other_columns(paper: str) -> None:
    assert (
        "Error: Only 'figure contrast' and 'figure gap' take 'by', not 'figure targets [BEHAVIOUR]'. Leave 'by' out."
        in run(paper, "figure", "targets", "--by", "country", code=2).stderr
    )
    assert "There is no attribute 'shoe'" in run(paper, "map", "gap", "--by", "shoe", code=2).stderr
    assert "--by takes one name or several" in run(paper, "map", "gap", "--by", ",", code=2).stderr

"""The methods paragraph and data statement of the library made by hand."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from click.testing import CliRunner
from paper.answers import TABLES

from beliefgraph.cli import cli
from beliefgraph.library import VERSION, Filters, Library

if TYPE_CHECKING:
    from pathlib import Path


def test_counts_of_the_data_statement(library: Library) -> None:
    found = library.methods()
    # s13 is a second paper of s02. q09 is the authors', q04 q13 q28 q38 are paraphrases, q30 is not shared.
    assert found.counts["studies"] == {
        "read in full": 7,
        "read in part": 2,
        "abstract read": 1,
        "known from other papers": 1,
        "coverage not known": 1,
    }
    assert found.counts["reviews"] == {"all": 4}
    assert found.counts["participant groups"] == {"all": 15}
    assert found.counts["quotes"] == {
        "verbatim": 35,
        "paraphrase": 4,
        "author": 1,
        "of these, text not shared": 1,
    }
    assert found.counts["claims"]["inferred"] == 2  # c12, c26
    assert found.counts["findings of reviews"] == {
        "High": 2,
        "Moderate": 2,
        "Low": 2,
        "Very low": 1,
        "not graded": 1,
    }
    assert found.counts["findings of studies"] == {"all": 3}
    assert (
        "quotes: 40 (verbatim 35, paraphrase 4, author 1, of these, text not shared 1)" in found.statement[0]
    )


def test_the_paragraph_says_what_was_counted(library: Library) -> None:
    text = " ".join(library.methods().paragraph)
    assert f"4 reviews and 12 primary studies as a graph (beliefgraph {VERSION}, model version 1)" in text
    assert "All evidence in the library was used." in text
    assert "(inferred) were left out" in text
    assert "with its direction turned" in text
    chosen = library.methods(filters=Filters(country=("Norway",), inferred=True, opposites=False))
    text = " ".join(chosen.paragraph)
    assert "Only studies from Norway." in text
    assert "(inferred) counted too" in text
    assert "were not turned" in text
    assert chosen.statement[0].startswith("The selection holds")
    assert chosen.counts["studies"]["read in full"] == 2  # s01, s05
    assert chosen.counts["quotes"].get("of these, text not shared") is None  # q30 is of s10


def test_no_word_says_that_a_belief_causes_anything(library: Library) -> None:
    text = " ".join((*library.methods().paragraph, *library.methods().statement))
    assert re.search(r"\b(drives?|causes)\b", text) is None
    assert "They do not measure how common" in text


def test_the_checksum_is_that_of_the_sources(library: Library, tmp_path: Path) -> None:
    whole, part = library.methods(), library.methods(filters=Filters(role=("patient",)))
    assert whole.checksum == part.checksum
    assert len(whole.checksum) == 32
    with Library(tmp_path / "again.db") as again:
        again.load(TABLES)
        assert again.methods().checksum == whole.checksum
        (tmp_path / "more").mkdir()
        (tmp_path / "more" / "themes.csv").write_text("id,label\nt-more,One more\n", encoding="utf-8")
        again.load(tmp_path / "more")
        assert again.methods().checksum != whole.checksum
        assert [one.name for one in again.methods().sources] == ["tables", "more"]
        again.unload("more")
        assert again.methods().checksum == whole.checksum


def test_json_and_documents(address: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["--db", address, "methods", "--format", "json"])
    found = json.loads(result.stdout)
    assert found["counts"]["beliefs and circumstances"] == {"all": 15}
    assert found["reviews"][0]["studies"] == 7
    assert found["engine"].startswith("ArcadeDB")
    assert ("domains", "TDF", "v2", 14) in {
        (one["table"], one["framework"], one["version"], one["rows"]) for one in found["frameworks"]
    }
    for name in ("methods.docx", "methods.md", "methods.html"):
        result = CliRunner().invoke(cli, ["--db", address, "methods", "--output", str(tmp_path / name)])
        assert result.exit_code == 0, result.output
    assert "Data statement" in (tmp_path / "methods.md").read_text(encoding="utf-8")
    screen = CliRunner().invoke(cli, ["--db", address, "methods"]).stdout
    assert screen.startswith("METHODS PARAGRAPH\n")

"""Whose words a map shows: what is left out is in no byte of the file, and small groups are warned of."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.errors import ParameterError
from beliefgraph.graph.store import open_store
from beliefgraph.library import Library
from beliefgraph.maps.choose import around
from beliefgraph.maps.details import read_details
from beliefgraph.maps.kinds import KINDS
from beliefgraph.queries.evidence import read_evidence
from support.strange_letters import (
    ALSO_VERBATIM,
    AUTHOR,
    NOTE,
    PARAPHRASE,
    TABLES,
    UNSHARED,
    UNSHARED_NOTE,
    VERBATIM,
    holds,
)
from support.terminal import run

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from beliefgraph.graph.records import Value
    from beliefgraph.graph.store import Row

NAMES = {
    "beliefs": ("scan",),
    "paths": ("press", "scan"),
    "themes": ("scan",),
    "evidence": ("fear",),
    "targets": ("scan",),
    "loops": (),
    "gap": (),
}
WAYS = ("all", "paraphrases", "none")
WARNING = (
    "1 quote is the words of a group of fewer than 5 people (village doctors, Pike 2022): they may be recognised. "
    "--paraphrases-only or --no-quotes leaves it out."
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("confidential")
    for name, rows in TABLES.items():
        (made / f"{name}.csv").write_text(rows, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def library(folder: Path) -> Iterator[Library]:
    with Library(folder / "lib.db") as made:
        made.load(*sorted(folder.glob("*.csv")))
        yield made


def test_every_kind_of_map_is_tried() -> None:
    assert NAMES.keys() == {kind.name for kind in KINDS}


@pytest.mark.parametrize("texts", WAYS)
@pytest.mark.parametrize("kind", NAMES)
def test_a_text_that_is_not_shown_is_in_no_byte_of_any_map(library: Library, kind: str, texts: str) -> None:
    page = library.map(kind, *NAMES[kind], texts=texts)
    assert not holds(page, UNSHARED)
    assert not holds(page, UNSHARED_NOTE)
    for text in (VERBATIM, ALSO_VERBATIM, NOTE):
        if texts != "all":
            assert not holds(page, text)
    for text in (PARAPHRASE, AUTHOR):
        if texts == "none":
            assert not holds(page, text)
    if kind != "targets":  # whose panels need not show quotes
        assert "p. 4" in page
    assert "--no-quotes" not in page or texts == "none" or "leaves" in page


@pytest.mark.parametrize("kind", ["beliefs", "evidence", "gap"])
def test_what_may_be_shown_is(library: Library, kind: str) -> None:
    whole, paraphrases = (library.map(kind, *NAMES[kind], texts=texts) for texts in WAYS[:2])
    assert VERBATIM in whole
    assert ALSO_VERBATIM in whole
    assert "text not shared" in whole
    assert "text not shown" not in whole
    assert "text not shown (--paraphrases-only)" in paraphrases
    assert "text not shared" in paraphrases
    if kind == "beliefs":
        assert PARAPHRASE in paraphrases
        assert AUTHOR in paraphrases
        assert NOTE in whole
        assert "A free note" in paraphrases


def test_words_of_papers_and_coders_stay(library: Library) -> None:
    page = library.map("beliefs", "scan", texts="none")
    for said in (
        "The paper's word: driver",
        "Said to hold: at night",
        "Blame is feared",
        "coded by ann",
        "p. 4",
    ):
        assert said in page
    assert "A free note" not in page  # beside a claim from a quote whose text is not shown
    assert "text not shown (--no-quotes)" in page


def test_a_speaker_of_a_small_group_is_not_named_whatever_is_shown(library: Library) -> None:
    for kind in ("beliefs", "evidence", "gap"):
        page = library.map(kind, *NAMES[kind])
        assert "GP-one" not in page
        assert "P-five" not in page
        assert "speaker not shown: group of fewer than 5" in page
        assert "speaker P-two" in page


@pytest.mark.parametrize("texts", WAYS)
def test_the_query_itself_reads_no_text_that_is_not_shown(library: Library, folder: Path, texts: str) -> None:
    assert library.address
    with_rows: list[Row] = []
    library.close()
    store = open_store(folder / "lib.db", read_only=True)

    def query(text: str, parameters: Mapping[str, Value]) -> list[Row]:
        rows = store.query(text, parameters)
        with_rows.extend(rows)
        return rows

    try:
        evidence = read_evidence(query)
        read_details(query, evidence, around(evidence, "scan"), texts=texts)
    finally:
        store.close()
    read = json.dumps(with_rows, ensure_ascii=False, default=str)
    assert not holds(read, UNSHARED)
    assert holds(read, VERBATIM) == (texts == "all")
    assert holds(read, NOTE) == (texts == "all")
    assert holds(read, PARAPHRASE) == (texts != "none")


def test_a_way_that_does_not_exist_is_refused(library: Library) -> None:
    with pytest.raises(ParameterError, match=r"^texts is 'some', and can be all, paraphrases, none.$"):
        library.map("beliefs", "scan", texts="some")


@pytest.mark.parametrize("kind", ["beliefs", "paths", "evidence", "gap"])
def test_words_of_a_small_group_are_warned_of(library: Library, kind: str) -> None:
    page: Any = library.map(kind, *NAMES[kind])
    assert page.warning == WARNING
    assert WARNING in page
    assert escape(WARNING) in page._repr_html_()
    for texts in ("paraphrases", "none"):
        hidden: Any = library.map(kind, *NAMES[kind], texts=texts)
        assert hidden.warning == ""
        assert "may be recognised" not in hidden


def test_the_options_of_the_command(folder: Path, tmp_path: Path, library: Library) -> None:
    library.close()
    out = tmp_path / "m.html"
    asked = ("--db", str(folder / "lib.db"), "map", "beliefs", "scan", "--output", str(out))
    assert WARNING in run(*asked).stderr
    assert VERBATIM in out.read_text(encoding="utf-8")
    told = run(*asked, "--paraphrases-only")
    assert WARNING not in told.stderr
    page = out.read_text(encoding="utf-8")
    assert not holds(page, VERBATIM)
    assert PARAPHRASE in page
    for options in (("--no-quotes",), ("--no-quotes", "--paraphrases-only")):
        run(*asked, *options)
        page = out.read_text(encoding="utf-8")
        assert not holds(page, VERBATIM + PARAPHRASE + AUTHOR)
        assert "text not shown (--no-quotes)" in page

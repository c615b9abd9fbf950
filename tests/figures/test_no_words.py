"""No figure shows the text of a quote, shared or not: whoever prints one gives nobody's words away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from beliefgraph.figures.caption import caption_text
from beliefgraph.figures.kinds import KINDS
from beliefgraph.library import Library
from support.strange_letters import ALSO_VERBATIM, AUTHOR, NOTE, PARAPHRASE, TABLES, UNSHARED, VERBATIM, holds

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = {"paths": ("press", "scan"), "contrast": (), "gap": ()}
"""The names that a figure is asked with; the others are about the behaviour."""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("words")
    for name, rows in TABLES.items():
        (folder / f"{name}.csv").write_text(rows, encoding="utf-8")
    with Library(folder / "lib.db") as made:
        made.load(*sorted(folder.glob("*.csv")))
        yield made


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_no_figure_holds_a_letter_of_a_quote(library: Library, kind: str) -> None:
    figure = library.figure(kind, *NAMES.get(kind, ("scan",)))
    written = figure.svg(editable=True) + caption_text(figure.sheet) + figure._repr_html_()
    assert "Fear of blame" in written or kind == "flow"
    for text in (VERBATIM, ALSO_VERBATIM, UNSHARED, PARAPHRASE, AUTHOR, NOTE):
        assert not holds(written, text)

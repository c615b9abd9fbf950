"""A figure shows itself in a notebook, is written with its caption beside it, and is equal byte for byte."""

from __future__ import annotations

import re
from base64 import b64decode
from html import unescape
from typing import TYPE_CHECKING

import pytest

from beliefgraph.analysis.shapes import FOOTER
from beliefgraph.errors import ParameterError
from beliefgraph.figures.sheet import Sheet, Words
from beliefgraph.figures.shown import Figure

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = '"></figcaption><script>x</script>'
MM = 72 / 25.4


@pytest.fixture
def figure() -> Figure:
    sheet = Sheet(
        width=85 * MM,
        height=20,
        items=(Words(2, 12, HOSTILE),),
        title=f"Why? {HOSTILE}",
        subtitle="Shows 1 of 2.",
        caption=f"A caption. {HOSTILE}",
        alt=f"In words. {HOSTILE}",
    )
    return Figure("targets", sheet)


def test_a_prompt_shows_one_line(figure: Figure) -> None:
    assert repr(figure) == f"<Figure targets: {f'Why? {HOSTILE}'!r}, 85 mm wide>"


def test_a_notebook_shows_a_picture_with_title_caption_and_words(figure: Figure) -> None:
    shown = figure._repr_html_()
    assert re.findall(r"<(\w+)", shown) == ["figure", "p", "b", "img", "figcaption"]
    found = re.search(r'<img alt="([^"]*)" src="data:image/svg\+xml;base64,([^"]*)"', shown)
    assert found
    assert unescape(found[1]) == f"In words. {HOSTILE}"
    assert b64decode(found[2]).decode() == figure._repr_svg_() == figure.svg()
    assert f"A caption. {unescape(HOSTILE)} {FOOTER}" in unescape(shown)


def test_the_same_figure_is_the_same_bytes(figure: Figure) -> None:
    for form in ("svg", "pdf", "png"):
        assert figure.to_bytes(form) == Figure("targets", figure.sheet).to_bytes(form)


def test_it_is_written_with_its_caption_beside_it(figure: Figure, tmp_path: Path) -> None:
    assert figure.write(tmp_path / "f.pdf") == (tmp_path / "f.pdf", tmp_path / "f.caption.txt")
    assert (tmp_path / "f.pdf").read_bytes().startswith(b"%PDF")
    said = (tmp_path / "f.caption.txt").read_text(encoding="utf-8")
    assert said == (
        f"Title\nWhy? {HOSTILE}\n\nCaption\nShows 1 of 2. A caption. {HOSTILE} {FOOTER}\n\nAlternative text\nIn words. {HOSTILE}\n"
    )
    with pytest.raises(ParameterError):
        figure.write(tmp_path / "f.jpg")

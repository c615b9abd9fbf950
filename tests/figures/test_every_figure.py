"""Every kind of figure of the demo as a user gets it: nothing overlaps, every file has its size, the caption says what counts mean."""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING

import pytest

from beliefgraph.analysis.shapes import FOOTER
from beliefgraph.figures.caption import caption_text
from beliefgraph.figures.check import faults
from beliefgraph.figures.kinds import KINDS
from beliefgraph.library import Library
from beliefgraph.queries.filters import Filters

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from beliefgraph.figures.shown import Figure

NAMES = {"paths": ("b-litigation", "order-imaging"), "logic-model": ("order-imaging",)}
"""Names of the kinds that need them, on the demo."""
WIDTHS = (85, 170, 176)
FIGURES = [(kind.name, width) for kind in KINDS for width in WIDTHS]
POINT = 25.4 / 72
"""Millimetres in a point."""
DPI = 72


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library(tmp_path_factory.mktemp("every") / "demo.db") as made:
        made.load_demo()
        yield made


@pytest.fixture(scope="module")
def figures(library: Library) -> dict[tuple[str, int], Figure]:
    return {(kind, width): library.figure(kind, *NAMES.get(kind, ()), width=width) for kind, width in FIGURES}


def test_all_kinds_are_here() -> None:
    assert {kind.name for kind in KINDS} == {
        "paths",
        "themes",
        "contrast",
        "gap",
        "targets",
        "flow",
        "logic-model",
    }


@pytest.mark.parametrize(("kind", "width"), FIGURES)
def test_nothing_overlaps_or_leaves_the_page(
    figures: dict[tuple[str, int], Figure], kind: str, width: int
) -> None:
    sheet = figures[kind, width].sheet
    assert faults(sheet) == []
    assert sheet.width * POINT == pytest.approx(width)
    assert sheet.height * POINT <= 230 + 1e-6


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_a_filter_is_told_once_in_the_caption(library: Library, kind: str) -> None:
    filters = Filters(role=("clinician",))
    figure = library.figure(kind, *NAMES.get(kind, ()), filters=filters)
    caption = caption_text(figure.sheet).partition("\nAlternative text\n")[0]
    for said in (caption, figure.caption):
        assert said.count("Only what is said as clinician.") == 1
        assert said.count("Numbers that reviews print are left out") == 1
        assert said.count("Shows ") <= 1
    assert "selection.." not in figure.alt


@pytest.mark.parametrize(("kind", "width"), FIGURES)
def test_files_have_their_size_and_the_caption_says_what_counts_mean(
    figures: dict[tuple[str, int], Figure], kind: str, width: int, tmp_path: Path
) -> None:
    figure = figures[kind, width]
    svg, pdf, png = (tmp_path / f"figure.{form}" for form in ("svg", "pdf", "png"))
    beside = tmp_path / "figure.caption.txt"
    for path in (svg, pdf, png):
        assert figure.write(path, dpi=DPI) == (path, beside)
    size = figure.sheet.width, figure.sheet.height

    head = re.search(r'<svg[^>]* width="([\d.]+)pt" height="([\d.]+)pt"|<svg[^>]*>', svg.read_text("utf-8"))
    assert head is not None
    told = {name: float(value) for name, value in re.findall(r'(width|height)="([\d.]+)pt"', head[0])}
    assert (told["width"], told["height"]) == pytest.approx(size, abs=0.01)

    page = re.search(rb"/MediaBox \[ ?0 0 ([\d.]+) ([\d.]+) ?\]", pdf.read_bytes())
    assert page is not None
    assert (float(page[1]), float(page[2])) == pytest.approx(size, abs=0.01)

    pixels = struct.unpack(">II", png.read_bytes()[16:24])
    assert pixels == pytest.approx([side * DPI / 72 for side in size], abs=1)

    said = beside.read_text("utf-8")
    assert said.startswith(f"Title\n{figure.title}\n")
    assert FOOTER in said
    assert "\nAlternative text\n" in said
    drawn = " ".join(words.text for words in figure.sheet.words)
    for word in ("drives", "causes"):
        assert word not in f"{said} {drawn}".casefold()

"""Files of figures: exact size, fonts inside, the same bytes each time, nothing of whoever made them."""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import matplotlib as mpl
import pytest

from beliefgraph.errors import ParameterError
from beliefgraph.figures import fonts
from beliefgraph.figures.sheet import FORMS as SHAPES
from beliefgraph.figures.sheet import Shape, Sheet, Stroke, Words, text_width, wrapped
from beliefgraph.figures.titled import titled
from beliefgraph.figures.written import written

PAGE = 170 * 72 / 25.4
SVG = "{http://www.w3.org/2000/svg}"


def sheet(text: str = "A scan protects me") -> Sheet:
    return Sheet(
        PAGE,
        100.0,
        (
            Shape("a", 10, 10, 120, 30, "round", "asked"),
            Words(16, 24, text, bold=True, owner="a"),
            Words(16, 34, "3 studies (9)", colour="soft", owner="a"),
            Stroke(
                ((130, 25), (160, 25), (160, 60), (200, 60)),
                "mixed",
                2.0,
                (7, 2.2, 1.8, 2.2),
                True,
                head="both",
            ),
            Stroke(((10, 80), (100, 80)), "encourages", 3.2, hollow=True, head="triangle"),
            Shape("b", 210, 50, 40, 20, hatch="///", fill="tag"),
        ),
        "A title",
        "Shows 1 of 2 beliefs",
        "",
        "A box",
    )


def test_a_pdf_is_as_wide_as_it_says() -> None:
    # 170 mm = 170 / 25.4 inches of 72 pt = 481.889764 pt.
    box = re.search(rb"/MediaBox \[ 0 0 ([\d.]+) ([\d.]+) \]", written(sheet(), "pdf"))
    assert box is not None
    assert float(box[1]) == pytest.approx(481.889764, abs=1e-5)
    assert float(box[2]) == pytest.approx(100)


def test_an_svg_is_as_wide_as_it_says() -> None:
    root = ET.fromstring(written(sheet(), "svg"))
    assert root.attrib["width"] == "481.889764pt"
    assert root.attrib["height"] == "100pt"
    assert root.attrib["viewBox"] == "0 0 481.889764 100"


@pytest.mark.parametrize(("dpi", "pixels"), [(300, 2007), (600, 4015), (72, 481)])
def test_a_png_has_its_dots(dpi: int, pixels: int) -> None:
    # 170 mm = 6.6929 inches; whole dots only. The file says the density in dots per metre: 300 / 0.0254 = 11811.
    file = written(sheet(), "png", dpi=dpi)
    assert struct.unpack(">I", file[16:20])[0] == pixels
    at = file.index(b"pHYs") + 4
    assert struct.unpack(">I", file[at : at + 4])[0] == pytest.approx(dpi / 0.0254, abs=1)


def test_fonts_are_inside_a_pdf() -> None:
    file = written(sheet(), "pdf")
    assert file.count(b"/FontFile2") >= 2
    assert b"/Type0" in file
    assert b"/CIDFontType2" in file
    assert b"/Type3" not in file
    names = set(re.findall(rb"/BaseFont /(?:[A-Z]{6}\+)?([\w-]+)", file))
    assert names == {b"DejaVuSans", b"DejaVuSans-Bold"}


def test_texts_of_an_svg_are_outlines_unless_they_are_to_be_edited() -> None:
    assert not ET.fromstring(written(sheet(), "svg")).findall(f".//{SVG}text")
    texts = ET.fromstring(written(sheet(), "svg", editable=True)).findall(f".//{SVG}text")
    assert [text.text for text in texts] == ["A scan protects me", "3 studies (9)"]
    assert all("DejaVu Sans" in text.attrib["style"] for text in texts)


def test_two_processes_write_the_same_bytes() -> None:
    program = (
        "import hashlib, test_written as t; from beliefgraph.figures.written import written; "
        "print([hashlib.sha256(written(t.sheet(), form)).hexdigest() for form in ('svg', 'pdf', 'png')])"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).parent,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    ]
    assert runs[0] == runs[1] != ""


def test_settings_of_the_user_change_nothing() -> None:
    before = {form: written(sheet(), form) for form in ("svg", "pdf", "png")}
    theirs = {
        "font.family": "serif",
        "lines.linewidth": 9,
        "text.color": "red",
        "path.sketch": (1, 100, 2),
        "savefig.bbox": "tight",
        "savefig.transparent": True,
        "svg.fonttype": "none",
        "text.parse_math": True,
        "pdf.fonttype": 3,
    }
    with mpl.rc_context(theirs):  # type: ignore[arg-type]
        assert {form: written(sheet(), form) for form in before} == before
        assert mpl.rcParams["lines.linewidth"] == 9


def test_no_date_and_no_program_are_in_a_file() -> None:
    for form in ("svg", "pdf", "png"):
        file = written(sheet(), form)
        for word in (b"Date", b"Creator", b"Producer", b"Software", b"atplotlib v"):
            assert word not in file


@pytest.mark.parametrize(
    "text",
    [
        "</text><script>x</script>",
        "$x^2$ \\alpha",
        "\x00\x07 bell",
        "\ud800 half",
        "漢字 👨‍👩‍👧",
        "--> <!--",
        "",
    ],
)
def test_any_text_is_written_and_read_back(text: str) -> None:
    for editable in (False, True):
        ET.fromstring(written(sheet(text), "svg", editable=editable))
    assert written(sheet(text), "pdf").startswith(b"%PDF")
    assert written(sheet(text), "png", dpi=72).startswith(b"\x89PNG")


def test_a_formula_stays_text() -> None:
    texts = ET.fromstring(written(sheet("$x^2$"), "svg", editable=True)).findall(f".//{SVG}text")
    assert texts[0].text == "$x^2$"


def test_another_form_is_refused() -> None:
    with pytest.raises(
        ParameterError, match=r"^A figure cannot be written as 'gif'. Choose one of svg, pdf, png.$"
    ):
        written(sheet(), "gif")


def test_the_title_is_drawn_only_if_asked_for_and_makes_room() -> None:
    plain, headed = (written(sheet(), "svg", editable=True, titled=asked).decode() for asked in (False, True))
    assert ">A title</text>" not in plain
    assert ">A title</text>" in headed
    assert ">Shows 1 of 2 beliefs</text>" in headed
    made = titled(sheet())
    assert made.height > 100
    assert made.shapes[0].y - made.height == pytest.approx(10 - 100)


def test_every_form_of_shape_can_be_drawn() -> None:
    shapes = tuple(Shape(form, 10 + 30 * place, 10, 24, 20, form) for place, form in enumerate(SHAPES))
    file = written(Sheet(PAGE, 40, shapes, "", "", "", ""), "svg")
    assert len(ET.fromstring(file).findall(f".//{SVG}path")) == 1 + len(SHAPES)


@pytest.mark.parametrize(
    "text", ["A scan protects me from a claim", "AVATAR To Wy", "± 2 (4; 12*; n.s.)", "3 studies"]
)
@pytest.mark.parametrize("bold", [False, True])
def test_text_is_measured_with_the_font_that_draws_it(text: str, bold: bool) -> None:
    from matplotlib.ft2font import FT2Font, LoadFlags

    font = FT2Font(str(fonts.folder() / ("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf")))
    font.set_size(100, 72)
    font.set_text(text, 0, flags=LoadFlags.NO_HINTING)
    drawn = font.get_width_height()[0] / 64
    # Pairs of letters are drawn closer together, never wider.
    assert drawn - 1 <= text_width(text, 100, bold) <= drawn * 1.08


def test_wrapped_lines_fit_and_keep_every_word() -> None:
    text = "A scan protects me from a claim that nobody ever made"
    lines = wrapped(text, 80, 8, most=9)
    assert " ".join(lines) == text
    assert all(text_width(line, 8) <= 80 for line in lines)
    assert wrapped(text, 60, 8, most=2)[-1].endswith("…")
    assert wrapped("", 60, 8) == ("",)
    assert wrapped("anything", 0.1, 8, most=1) == ("…",)

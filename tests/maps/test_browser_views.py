"""Scenes beyond the plain map: themes that open in place, marks of evidence, maps of thousands, warnings."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.maps.html import own, page
from beliefgraph.maps.palette import DARK, LIGHT, contrast
from beliefgraph.maps.scene import Badge, Box, Line, PlacedBox, PlacedLine, Scene, Text
from support.browser import MISSING
from support.driven import Driven

if TYPE_CHECKING:
    from pathlib import Path

HEADING = "document.getElementById('panel').hidden ? null : document.querySelector('#panel h2').textContent"
HASH = "location.hash"


def box(name: str, x: float, y: float, kind: str = "belief", **more: Any) -> PlacedBox:
    label = Text(10, 24, f"Label of {name}", 14, 180, bold=True)
    return PlacedBox(Box(name, kind, 200, 50, (label,), **more), x, y)


def line(name: str, start: PlacedBox, end: PlacedBox, style: str = "encourages", **more: Any) -> PlacedLine:
    (x, y), (u, v) = (start.x + 200, start.y + 25), (end.x, end.y + 25)
    points = ((x, y), ((x + u) / 2, y), ((x + u) / 2, v), (u, v))
    label = "+ 1" if style == "encourages" else ""
    made = Line(name, start.box.id, end.box.id, style, label=label, strength=1, **more)
    return PlacedLine(made, points, None, u - 28, v)


def panels(*scenes: Scene) -> dict[str, Any]:
    marks = {placed.box.id for scene in scenes for placed in scene.boxes}
    marks |= {placed.line.id for scene in scenes for placed in scene.lines}
    return {mark: {"title": f"Panel of {mark}", "sub": "", "blocks": []} for mark in sorted(marks)}


def content(*scenes: Scene, **more: Any) -> dict[str, Any]:
    return {
        "panels": {**panels(*scenes), "coverage": {"title": "Left out", "sub": "", "blocks": []}},
        "cards": [],
        "tables": [],
        "legend": [],
        "coverage": "Shows all",
        "alt": "A map",
        "footer": "Counts",
        "start": "end",
        **more,
    }


@pytest.fixture
def themes() -> str:
    """A theme beside a behaviour; opened, its two beliefs stand between."""
    end = box("end", 700, 40, "behaviour", asked=True)
    theme = box("theme", 20, 40, "theme")
    closed = Scene(920, 130, (theme, end), (line("line-t", theme, end),))
    wide = replace(theme, box=replace(theme.box, open=True))
    one, two = box("one", 350, 10), box("two", 350, 90)
    opened = Scene(
        920,
        160,
        (wide, one, two, end),
        (
            line("hold-1", wide, one, "holds"),
            line("hold-2", wide, two, "holds"),
            line("line-1", one, end),
            line("line-2", two, end),
        ),
    )
    return page("Themes?", closed, content(closed, opened, opened={"theme": opened}))


@pytest.mark.browser
@pytest.mark.skipif(MISSING, reason="no Chromium found")
def test_a_theme_opens_in_place_and_closes_at_the_second_press(themes: str, tmp_path: Path) -> None:
    with Driven(tmp_path, themes) as page_:
        page_.see("document.getElementById('map').focus()")
        page_.press("ArrowLeft", "ArrowLeft", "Enter")
        assert page_.see(HEADING) == "Panel of theme"
        assert page_.see(HASH) == "#open=theme&theme=theme"
        page_.press("Escape")
        # Still open: the beliefs inside can be walked to.
        assert page_.see(HASH) == "#theme=theme"
        page_.press("ArrowRight", "ArrowRight", "Enter")
        assert page_.see(HEADING) == "Panel of one"
        page_.press("Escape", "ArrowLeft", "ArrowLeft", "Enter")
        assert [page_.see(HEADING), page_.see(HASH)] == [None, ""]
        # A search finds what is inside of a theme, and opens it there.
        page_.press("/")
        page_.type("of two")
        page_.press("Enter")
        assert [page_.see(HEADING), page_.see(HASH)] == ["Panel of two", "#open=two&theme=theme"]
        assert page_.said == []


KINDS = ("belief", "theme", "behaviour", "target", "quote", "group", "study")
STYLES = ("encourages", "discourages", "mixed", "addresses", "supports", "contradicts", "voiced", "holds")


@pytest.mark.browser
@pytest.mark.skipif(MISSING, reason="no Chromium found")
def test_every_kind_of_box_and_line_is_drawn_and_saved(tmp_path: Path) -> None:
    """Each in a picture of its own: all differ, with colour and without."""
    kinds = [replace(box(kind, 20, 20 + 80 * n, kind)) for n, kind in enumerate(KINDS)]
    ends = [box(f"end-{n}", 500, 20 + 80 * n) for n in range(len(STYLES))]
    scene = Scene(
        720,
        700,
        (*kinds, *ends),
        tuple(
            line(f"line-{style}", kinds[min(n, 6)], ends[n], style, hollow=style == "mixed")
            for n, style in enumerate(STYLES)
        ),
    )
    legend = [{"is": "box", "sample": kind, "text": kind} for kind in KINDS]
    legend += [{"is": "line", "sample": style, "text": style} for style in (*STYLES, "hollow")]
    html = page(
        "Kinds?",
        scene,
        content(scene, legend=legend, warning="2 groups of fewer than 5", advice="Narrower: a role."),
    )
    with Driven(tmp_path, html) as page_:
        grey = """[...document.querySelectorAll('#legend canvas')].map((one) => {
          const { data } = one.getContext('2d').getImageData(0, 0, one.width, one.height), found = [];
          for (let i = 0; i < data.length; i += 4) found.push(data[i + 3] < 128 ? 9 : Math.round((data[i] * 0.3 + data[i + 1] * 0.6 + data[i + 2] * 0.1) / 64));
          return found.join(''); })"""
        samples = page_.see(grey)
        names = (*KINDS, *STYLES, "hollow")
        same = [
            (a, b)
            for a, s in zip(names, samples, strict=True)
            for b, t in zip(names, samples, strict=True)
            if a < b and s == t
        ]
        # Plain grey both, and never on one map: themes hold beliefs, groups voice quotes.
        assert same == [("holds", "voiced")]
        assert page_.see("document.getElementById('warning').textContent") == "! 2 groups of fewer than 5"
        assert page_.see("document.getElementById('advice').textContent") == "Narrower: a role."
        svg = page_.see(
            """new Promise((done) => { URL.createObjectURL = (blob) => { blob.text().then(done); return 'blob:x'; };
               HTMLAnchorElement.prototype.click = () => {}; document.getElementById('save-svg').click(); })"""
        )
        words = [
            "".join(one.itertext()) for one in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")
        ]
        assert words[:4] == ["Kinds?", "Shows all", "Narrower: a role.", "! 2 groups of fewer than 5"]
        assert {f"Label of {kind}" for kind in KINDS} <= set(words)
        assert {*STYLES, *KINDS} <= set(words)
        assert page_.said == []


@pytest.mark.browser
@pytest.mark.skipif(MISSING, reason="no Chromium found")
def test_thousands_are_dots_from_afar_and_words_from_near(tmp_path: Path) -> None:
    boxes = [box(f"b{n}", 300.0 * (n % 50), 70.0 * (n // 50)) for n in range(2000)]
    boxes.append(box("end", 15200, 1400, "behaviour", asked=True))
    lines = [line(f"l{n}", boxes[n], boxes[-1]) for n in range(0, 2000, 2)]
    scene = Scene(15500, 2900, tuple(boxes), tuple(lines), large=True)
    with Driven(tmp_path, page("All?", scene, content(scene))) as page_:
        # Nothing is written from afar: count the calls that put text on the canvas.
        page_.see(
            "window.written = 0; const put = CanvasRenderingContext2D.prototype.fillText; CanvasRenderingContext2D.prototype.fillText = function (...all) { written++; return put.apply(this, all); }; 0"
        )
        page_.see("document.getElementById('whole').click()")
        page_.settle()
        assert page_.see("written") == 0
        page_.press("/")
        page_.type("of b77")
        page_.press("Enter")
        assert page_.see(HEADING) == "Panel of b77"
        # Only what is in view is painted: 1400 px hold some 7 columns of 8 rows or so, a few times over.
        assert 0 < page_.see("written") < 2000
        assert page_.said == []


def test_faded_words_stay_readable() -> None:
    """Ink at the opacity of the words of a faded box, on the page: 4.5 to 1, in both palettes."""
    [alpha] = re.findall(r"FADED_WORDS = ([\d.]+);", own("shapes.js"))
    for palette in (LIGHT, DARK):
        ink, paper = ([int(palette[use][at : at + 2], 16) for at in (1, 3, 5)] for use in ("ink", "page"))
        mixed = [round(float(alpha) * a + (1 - float(alpha)) * b) for a, b in zip(ink, paper, strict=True)]
        assert contrast("#{:02X}{:02X}{:02X}".format(*mixed), palette["page"]) >= 4.5


def test_a_badge_can_stand_in_a_scene_of_its_own() -> None:
    scene = Scene(300, 100, (box("a", 0, 0, badges=(Badge("patient", 17, 40),)),), ())
    assert '"role":"patient"' in page("A?", scene, content(scene))

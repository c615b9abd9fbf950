"""The path diagram and its table of routes, on evidence worked out by hand, on the demo, and on hostile labels."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.analysis.paths import paths
from beliefgraph.errors import MapError
from beliefgraph.figures import draw, routes
from beliefgraph.figures.check import faults
from beliefgraph.figures.colours import PRINT
from beliefgraph.figures.marks import DASH, HEAD, thickness
from beliefgraph.figures.sheet import SMALLEST, THINNEST
from beliefgraph.figures.titled import titled
from beliefgraph.figures.written import written
from beliefgraph.graph.evidence import Claim, End, Evidence, Finding, Group, Quote, Study, Summary
from beliefgraph.library import Library
from beliefgraph.maps.palette import contrast
from beliefgraph.queries.filters import Filters
from support.figure_evidence import HOSTILE, crowded, every_mark, hostile, no_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from beliefgraph.figures.sheet import Sheet

MM = 72 / 25.4
WIDTHS = (85, 170, 176)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library(tmp_path_factory.mktemp("paths") / "demo.db") as library:
        library.load_demo()
        yield library


def made(start: str = "press", width: float = 170, text: str | None = None) -> Sheet:
    evidence = every_mark() if text is None else hostile(every_mark(), text)
    return draw.make("paths", no_texts, evidence, (start, "scan"), Filters(), width * MM)


def texts(sheet: Sheet) -> list[str]:
    return [words.text for words in sheet.words]


def test_every_step_has_its_number_and_its_look() -> None:
    sheet = made()
    drawn = {
        (stroke.colour, stroke.dash, stroke.head, stroke.hollow, round(stroke.width, 1))
        for stroke in sheet.strokes
        if len(stroke.ends) == 2 and stroke.head
    }
    # press→blame, blame→dispute, press→harm: one study each, 1.1 + 0.9; dispute→scan and the mixed blame→scan: two.
    assert drawn == {
        ("encourages", (), "triangle", False, 2.0),
        ("encourages", (), "triangle", False, 2.9),
        ("mixed", (7.0, 2.2, 1.8, 2.2), "both", False, 2.9),
        ("discourages", (5.0, 3.0), "bar", False, 2.0),
    }
    numbers = sorted(text for text in texts(sheet) if text[0] in "+−±" and text[-1].isdigit())
    assert numbers == ["+ 1", "+ 1", "+ 1", "+ 2", "± 2", "− 1"]


def test_a_step_that_is_only_reported_is_hollow() -> None:
    sheet = made("missed")
    hollow = [stroke for stroke in sheet.strokes if stroke.hollow and stroke.head]
    # The step itself, and its sample in the key.
    assert [(stroke.colour, stroke.head, stroke.width) for stroke in hollow] == [
        ("encourages", "triangle", 3.2)
    ] * 2
    assert "+ (12)" in texts(sheet)
    assert "hollow: reviews only" in texts(sheet)


def test_the_table_says_what_each_route_rests_on() -> None:
    evidence = every_mark()
    found = paths(evidence, "press", "scan").paths
    # s1 tells press→blame→scan and press→blame→dispute→scan whole; s4 tells press→harm, s3 harm→scan: stitched.
    assert [
        (path.path[1:-1], path.direction, routes.weakest(evidence, path), routes.told(evidence, path))
        for path in found
    ] == [
        (("blame",), "mixed", "1 study", "De Silva 2020"),
        (("blame", "dispute"), "encourages", "1 study", "De Silva 2020"),
        (("harm",), "discourages", "1 study", "stitched: no study tells every step"),
    ]
    (first, _) = paths(evidence, "missed", "scan").paths
    assert routes.weakest(evidence, first) == "(12) only"
    assert routes.told(evidence, first) == "cannot tell: step 1 is reported only"


def test_joints_are_filled_where_one_source_tells_every_step() -> None:
    sheet = made()
    fills = [
        {shape.fill for shape in sheet.shapes if shape.id.startswith(f"route-{number}-")}
        for number in (1, 2, 3)
    ]
    assert fills == [{"ink"}, {"ink"}, {"page"}]
    joints = [sum(shape.id.startswith(f"route-{number}-") for shape in sheet.shapes) for number in (1, 2, 3)]
    assert joints == [3, 4, 3]


def test_the_figure_says_how_many_routes_it_shows() -> None:
    sheet = made()
    assert sheet.subtitle == "Shows 3 of 3 routes · 4 studies, 0 reviews"
    assert (
        sheet.title == "How “Patients press for a scan” is said to lead to “Order imaging for low back pain”"
    )
    assert "Shows 3 of 3 routes." in " ".join(texts(sheet))
    assert sheet.alt.startswith("Path diagram with a table of routes. How “Patients press for a scan”")
    assert (
        "Mixed links: Not scanning may bring blame or legal action is said to encourage and to discourage Order"
        in sheet.alt
    )


def test_the_two_ends_are_marked_twice() -> None:
    (start,) = (shape for shape in made().shapes if shape.fill == "asked")
    assert (start.stroke, start.line) == (1.6, "ink")
    others = {shape.stroke for shape in made().shapes if shape.form == "round" and shape.fill == "box"}
    assert others == {0.9}


@pytest.mark.parametrize("width", [60, *WIDTHS, 300])
@pytest.mark.parametrize("start", ["press", "missed"])
def test_nothing_overlaps(start: str, width: float) -> None:
    sheet = made(start, width)
    assert sheet.width == pytest.approx(width * MM)
    assert faults(sheet) == []
    assert faults(titled(sheet)) == []
    assert min(words.size for words in sheet.words) >= SMALLEST
    assert min(stroke.width for stroke in sheet.strokes) >= THINNEST


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_labels_do_no_harm(text: str, width: float) -> None:
    sheet = made("missed", width, text)
    assert faults(sheet) == []
    root = ET.fromstring(written(sheet, "svg", editable=True))
    assert not root.findall(f".//{SVG}script")
    assert not root.findall(f".//{SVG}image")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("start", "end"),
    [("ask-for-imaging", "order-imaging"), ("b-litigation", "order-imaging"), ("b-time", "order-imaging")],
)
def test_paths_of_the_demo_can_be_printed(demo: Library, start: str, end: str, width: float) -> None:
    sheet = demo.figure("paths", start, end, width=width).sheet
    assert faults(sheet) == []
    assert sheet.height < 235 * MM


def test_every_text_of_the_sheet_is_inside_the_page_of_the_file(demo: Library) -> None:
    for kind, names in (("paths", ("ask-for-imaging", "order-imaging")), ("logic-model", ("order-imaging",))):
        figure = demo.figure(kind, *names, width=85)
        root = ET.fromstring(figure.svg(editable=True))
        _, _, wide, tall = map(float, root.attrib["viewBox"].split())
        drawn = root.findall(f".//{SVG}text")
        assert [text.text for text in drawn] == [words.text for words in figure.sheet.words]
        for text in drawn:
            assert 0 <= float(text.attrib["x"]) <= wide
            assert 0 < float(text.attrib["y"]) < tall


def test_without_a_path_a_sentence_says_so() -> None:
    with pytest.raises(
        MapError, match=r"^No path in the selection leads from 'Order imaging for low back pain' to"
    ):
        draw.make("paths", no_texts, every_mark(), ("scan", "press"), Filters(), 170 * MM)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("seed", [0, 1, 3])
def test_of_many_routes_the_strongest_that_fit_are_shown(seed: int, width: float) -> None:
    sheet = draw.make("paths", no_texts, crowded(seed), ("b0", "x"), Filters(), width * MM)
    assert faults(sheet) == []
    assert sheet.height <= 231 * MM
    shown, total = (int(word) for word in re.findall(r"\d+", sheet.subtitle)[:2])
    assert 1 < shown <= 8 < total
    rows = {shape.id.split("-")[1] for shape in sheet.shapes if shape.id.startswith("route-")}
    assert len(rows) == shown


def test_directions_differ_without_colour() -> None:
    for one, other in combinations(("encourages", "discourages", "mixed"), 2):
        assert DASH[one] != DASH[other]
        assert HEAD[one] != HEAD[other]
    # And each of them, and every letter, stands out from the page.
    assert all(
        contrast(PRINT[use], PRINT["page"]) >= 4.5
        for use in (*DASH.keys() - {"addresses"}, "outline", "soft", "ink")
    )
    assert contrast(PRINT["ink"], PRINT["asked"]) >= 4.5
    assert contrast(PRINT["soft"], PRINT["asked"]) >= 4.5


def test_width_of_a_line_grows_with_named_studies_only() -> None:
    assert [round(thickness(named), 1) for named in (1, 2, 5, 6, 50)] == [2.0, 2.9, 5.6, 6.0, 6.0]


def test_equal_evidence_gives_equal_bytes() -> None:
    assert written(made(), "svg") == written(made(), "svg")
    assert made("missed", 85) == made("missed", 85)


def test_nobody_is_named_who_tells_a_route() -> None:
    # Both steps rest on the same quote of one speaker, of one group; and both on one finding of a review.
    ends = {key: End(id=key, kind="Subtheme", label=key) for key in "abc"}
    studies = {"s1": Study(id="s1", authors="Pike A", year=2022)}
    quotes = {"q": Quote(id="q", study="s1", speaker="GP 4", groups=("g1",))}
    groups = {"g1": Group(id="g1", study="s1", roles=("clinician",))}
    finding = Finding(
        id="f1", review="hall2019", beliefs={"a": Summary(), "b": Summary()}, reported_studies=9
    )

    def told(claim: Claim, **more: Any) -> str:
        claims = (claim, replace(claim, id="d", cause="b", effect="c"))
        evidence = Evidence(claims=claims, ends=ends, studies=studies, groups=groups, **more)
        (path,) = paths(evidence, "a", "c").paths
        return routes.told(evidence, path)

    claim = Claim(id="c", cause="a", effect="b", direction="encourages", quotes=("q",))
    assert told(claim, quotes=quotes) == "one speaker in Pike 2022"
    assert told(claim, quotes={"q": replace(quotes["q"], speaker=None)}) == "one group in Pike 2022"
    assert told(replace(claim, quotes=(), study="s1")) == "Pike 2022"
    assert (
        told(replace(claim, quotes=(), findings=("f1",)), findings={"f1": finding})
        == "a finding of Hall 2019"
    )


def test_two_who_each_tell_a_route_do_not_read_as_one() -> None:
    # Both steps rest on a quote of one speaker and group in s1, and on another's in s2.
    quotes = {
        "q1": Quote(id="q1", study="s1", speaker="GP 4", groups=("g1",)),
        "q2": Quote(id="q2", study="s2", speaker="P 9", groups=("g2",)),
    }
    claim = Claim(id="c", cause="a", effect="b", direction="encourages", quotes=("q1", "q2"))
    evidence = Evidence(
        claims=(claim, replace(claim, id="d", cause="b", effect="c")),
        ends={key: End(id=key, kind="Subtheme", label=key) for key in "abc"},
        studies={
            "s1": Study(id="s1", authors="Adams A", year=2010),
            "s2": Study(id="s2", authors="Brown B", year=2012),
        },
        groups={f"g{at}": Group(id=f"g{at}", study=f"s{at}", roles=("clinician",)) for at in (1, 2)},
        quotes=quotes,
    )
    sheet = draw.make("paths", no_texts, evidence, ("a", "c"), Filters(), 170 * MM)
    assert "told whole by a speaker each in Adams 2010, Brown 2012" in sheet.alt
    printed = " ".join(words.text for words in sheet.words)
    assert "a speaker each in" in printed
    assert "one speaker" not in printed + sheet.alt
    unnamed = {key: replace(quote, speaker=None) for key, quote in quotes.items()}
    sheet = draw.make("paths", no_texts, replace(evidence, quotes=unnamed), ("a", "c"), Filters(), 85 * MM)
    assert "told whole by a group each in Adams 2010, Brown 2012" in sheet.alt
    assert faults(sheet) == []


def test_a_theme_has_a_doubled_outline() -> None:
    evidence = every_mark()
    ends = {**evidence.ends, "blame": replace(evidence.ends["blame"], kind="Theme")}
    sheet = draw.make("paths", no_texts, replace(evidence, ends=ends), ("press", "scan"), Filters(), 170 * MM)
    (inner,) = (shape for shape in sheet.shapes if shape.id.endswith("-inner"))
    (outer,) = (shape for shape in sheet.shapes if shape.id == inner.id.removesuffix("-inner"))
    assert (inner.x - outer.x, inner.width - outer.width) == pytest.approx((2, -4))
    assert faults(sheet) == []

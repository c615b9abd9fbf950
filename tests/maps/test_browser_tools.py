"""Search, filters, pack again, link to the view and saved pictures, in a real browser."""

from __future__ import annotations

import json
import shlex
import struct
import xml.etree.ElementTree as ET
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from beliefgraph.errors import MapError
from beliefgraph.maps.choose import around
from beliefgraph.maps.details import read_targets
from beliefgraph.maps.draw import belief_map, draw
from beliefgraph.maps.html import own
from beliefgraph.maps.palette import DARK, LIGHT
from beliefgraph.queries.evidence import read_evidence
from beliefgraph.queries.filters import Filters
from support.browser import MISSING, Browse, opener
from support.driven import Driven

if TYPE_CHECKING:
    from pathlib import Path

    from beliefgraph.graph.evidence import Evidence
    from beliefgraph.graph.store import Store
    from beliefgraph.maps.details import Details, Target

pytestmark = [pytest.mark.browser, pytest.mark.skipif(MISSING, reason="no Chromium found")]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def browse(tmp_path: Path) -> Browse:
    return opener(tmp_path)


@pytest.fixture
def page(small: Evidence, texts: Details, targets: tuple[Target, ...]) -> str:
    """Four beliefs about scanning, and targets that address fear."""
    return str(draw(small, around(small, "scan", targets), texts))


@pytest.fixture
def demo_page(demo: tuple[Store, Evidence]) -> str:
    store, evidence = demo
    return str(belief_map(store.query, evidence, "order-imaging"))


def test_search_takes_any_part_of_a_label_and_opens_it_by_key(page: str, browse: Browse) -> None:
    seen = browse(
        page,
        """
        const find = document.getElementById("find"), list = document.getElementById("found");
        const labels = () => [...list.querySelectorAll("[role=option] > :first-child")].map((one) => one.textContent);
        key("/", document.body); result.slash = document.activeElement.id;
        type("SCÁN"); result.scan = labels();
        type("a calms"); result.both = labels();
        type("leaflet"); result.target = labels();
        type("zzz"); result.none = list.textContent; result.said = text("status");
        type("of"); result.expanded = find.getAttribute("aria-expanded");
        type("s"); key("ArrowDown", find); result.active = find.getAttribute("aria-activedescendant");
        key("ArrowUp", find); key("l", find); result.list = shown("tables");
        type("blame"); key("Enter", find); await wait();
        result.opened = [heading(), list.hidden, document.activeElement.tagName];
        key("Escape", document); await wait(); result.back = document.activeElement.id;
        result.folded = beliefSearch.fold("ØRE Straße Ärzte Łódź");
        finish();
        """,
    )
    found = seen.result
    assert seen.console == []
    assert seen.requests == []
    assert found["slash"] == "find"
    # What begins so stands first, then what has a word that begins so; of one sort, in the order of the map.
    assert found["scan"] == ["Scans do harm", "A scan calms"]
    assert found["both"] == ["A scan calms"]
    assert found["target"] == ["A leaflet"]
    assert found["none"] == "Nothing on this map is called so."
    assert found["said"] == "Nothing on this map is called so."
    assert found["expanded"] == "true"
    assert found["active"] == "found-1"
    assert found["list"] is False
    assert found["opened"] == ["Fear of blame", True, "H2"]
    assert found["back"] == "find"
    assert found["folded"] == "ore strasse arzte lodz"


def test_filters_hide_marks_and_rows_and_change_the_sentence(page: str, browse: Browse) -> None:
    seen = browse(
        page,
        """
        press("filter"); result.bar = shown("filters");
        result.before = text("coverage");
        choose("role", "patient"); await wait();
        result.patient = [text("coverage"), text("note"), text("filter")];
        key("l", document); await wait();
        result.rows = [...document.querySelectorAll("tbody tr")].map((row) => row.cells[0].textContent);
        result.captions = [...document.querySelectorAll("caption")].map((one) => one.textContent);
        choose("role", ""); choose("direction", "encourages"); choose("confidence", "Low"); await wait();
        result.low = text("coverage");
        choose("role", "patient"); await wait();
        result.emptied = [text("empty"), shown("empty")];
        press("clear"); await wait();
        result.after = [text("coverage"), shown("empty"), text("filter"), document.querySelectorAll("tbody tr").length];
        press("targets"); await wait();
        result.untargeted = document.querySelectorAll("tbody tr").length;
        finish();
        """,
    )
    found = seen.result
    assert seen.console == []
    assert found["bar"] is True
    assert found["before"].startswith("Shows 4 of 4 beliefs and 5 of 5 claims (100 %)")
    # Only c2 is said by a patient; the line stays whole, its other claim is not counted.
    assert found["patient"] == [
        "Shows 1 of 4 beliefs and 1 of 5 claims (20 %) · said by: patients",
        "Marks are hidden, nothing is counted anew: numbers and widths are those of the whole map. "
        "To count anew: map … --role patient",
        "Filters (1)",
    ]
    # Both targets address fear, which stays.
    assert found["rows"] == ["Fear of blame", "Rehearse the talk", "A leaflet"]
    assert found["captions"][0].endswith("Filters leave 1 of 4 rows.")
    assert found["low"] == "Shows 1 of 4 beliefs and 1 of 5 claims (20 %) · + encourages · CERQual: Low"
    assert found["emptied"] == [
        "Nothing is left. Without “said by: patients” 1 link would stay.",
        True,
    ]
    assert found["after"] == [found["before"], False, "Filters", 6]
    assert found["untargeted"] == 4


LEFT = """
const { facets, scene } = data(), held = beliefFilters.prepared(facets, data());
const left = (asked) => beliefFilters.left(scene, held, { ...beliefFilters.none(), ...Object.fromEntries(new URLSearchParams(asked)) });
result.left = ASKED.map((asked) => left(asked).lines.map((one) => one.id).filter((id) => id.startsWith("line-")));
finish();
"""
"""Which lines of the map the page leaves under each of some filters."""


def every_filter(evidence: Evidence) -> list[tuple[str, Filters]]:
    """Return filters as the page's address and the command's."""
    countries = sorted({country for study in evidence.studies.values() for country in study.country})
    return [
        *[(f"role={one}", Filters(role=(one,))) for one in ("patient", "clinician", "carer", "public")],
        *[(f"review={one}", Filters(review=(one,))) for one in sorted(evidence.reviews)],
        *[(urlencode({"country": one}), Filters(country=(one,))) for one in countries],
        ("country=Australia&role=clinician", Filters(country=("Australia",), role=("clinician",))),
    ]


def drawn(store: Store, filters: Filters) -> set[tuple[str, str]]:
    """Return the steps that the command draws; none if it says that there is nothing to draw."""
    evidence = read_evidence(store.query, filters)
    try:
        return {(step.cause, step.effect) for step in around(evidence, "order-imaging", boxes=None).steps}
    except MapError:
        return set()


def test_a_filter_leaves_what_the_same_filter_of_the_command_leaves(
    demo: tuple[Store, Evidence], browse: Browse
) -> None:
    """On the whole map: where boxes are cut, the command has room for others once it filters."""
    store, evidence = demo
    asked = every_filter(evidence)
    page = belief_map(store.query, evidence, "order-imaging", most=None)
    seen = browse(page, LEFT.replace("ASKED", str([one for one, _ in asked])))
    choice = around(evidence, "order-imaging", read_targets(store.query), boxes=None)
    assert seen.console == []
    for (name, filters), left in zip(asked, seen.result["left"], strict=True):
        found = drawn(store, filters)
        assert left == [
            f"line-{number}"
            for number, step in enumerate(choice.steps, start=1)
            if (step.cause, step.effect) in found
        ], name
    by_name = dict(zip([one for one, _ in asked], seen.result["left"], strict=True))
    assert by_name["role=public"] == []
    assert len(by_name["role=clinician"]) > 10


def test_links_that_no_longer_lead_to_the_question_go_and_the_page_says_why(
    demo: tuple[Store, Evidence], browse: Browse
) -> None:
    """The public says five things on this map; none of them leads to ordering imaging."""
    store, evidence = demo
    seen = browse(
        belief_map(store.query, evidence, "order-imaging", most=None),
        """
        choose("role", "public"); await wait();
        result.emptied = text("empty"); result.said = text("coverage"); result.note = text("note");
        press("clear"); await wait(); result.after = text("empty");
        finish();
        """,
    )
    assert seen.console == []
    assert seen.result["emptied"] == (
        "Nothing is left: 5 links with “said by: the public” would stay, but on no whole way or loop."
    )
    assert seen.result["said"].startswith("Shows 0 of ")
    assert "5 links would fit, but lie on no whole way or loop any more." in seen.result["note"]
    assert seen.result["after"] == ""


def test_between_two_ends_only_links_on_a_way_between_both_stay(browse: Browse) -> None:
    """a → b → c and a → d, e → c: only the first leads from a to c."""
    seen = browse(
        '<!doctype html><body><div id="map"></div><div id="panel"></div>'
        + "".join(f"<script>{own(name)}</script>" for name in ("ways.js", "filters.js"))
        + "</body>",
        """
        const pairs = ["ab", "bc", "ad", "ec"], lines = pairs.map((id) => ({ id, start: id[0], end: id[1] }));
        const scene = { boxes: [..."abcde"].map((id) => ({ id, asked: "ac".includes(id) })), lines };
        const asked = (lines, data) => beliefFilters.prepared({ lines: {} }, data).leads(lines, scene.lines).map(({ id }) => id);
        result.path = asked(lines, { scene, start: "c" });
        result.cut = asked(lines.slice(1), { scene, start: "c" });
        result.evidence = asked(lines, { scene, start: "c", backwards: true });
        result.loops = asked(lines.slice(1), { scene, start: "c", together: { "loop-1": ["a", "b", "ab", "bc"], "loop-2": ["e", "bc", "ec"] } });
        finish();
        """,
    )
    assert seen.result == {
        "path": ["ab", "bc"],
        "cut": [],
        "evidence": ["ab", "bc", "ad", "ec"],
        "loops": ["bc", "ec"],
    }


PACKED = """
const { facets, scene } = data(), held = beliefFilters.prepared(facets, data());
const measure = (asked) => {
  const plain = beliefFilters.left(scene, held, { ...beliefFilters.none(), ...asked }), packed = beliefPack.pack(plain);
  // Points along each line, close enough to see what it passes.
  const way = ({ points, stub }) => {
    const many = points.length > 40 ? 4 : 60; // a packed line has many short parts
    const found = [];
    for (let i = 0; i + 3 < points.length; i += 3) for (let n = 0; n <= many; n++) {
      const t = n / many, u = 1 - t;
      found.push([0, 1].map((k) => u * u * u * points[i][k] + 3 * u * u * t * points[i + 1][k] + 3 * u * t * t * points[i + 2][k] + t * t * t * points[i + 3][k]));
    }
    return stub ? [...found, stub] : found;
  };
  const side = (a, b, c) => Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
  const cross = (one, other) => { let sum = 0;
    for (let i = 1; i < one.length; i++) for (let j = 1; j < other.length; j++) {
      const [a, b, c, d] = [one[i - 1], one[i], other[j - 1], other[j]];
      if (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0) sum++;
    } return sum; };
  const faults = ({ boxes, lines }) => {
    const ways = lines.map(way), all = { crossings: 0, through: 0, overlaps: 0, closest: 1e9 };
    ways.forEach((one, i) => ways.slice(i + 1).forEach((other) => { all.crossings += cross(one, other); }));
    lines.forEach((line, i) => { all.through += boxes.filter((box) => box.id !== line.start && box.id !== line.end &&
      ways[i].some(([x, y]) => x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height)).length; });
    boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => { all.overlaps += a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height; }));
    const stubs = lines.filter((one) => one.stub).map((one) => one.label_y).sort((a, b) => a - b);
    stubs.slice(1).forEach((y, i) => { all.closest = Math.min(all.closest, y - stubs[i]); });
    return all;
  };
  const bar = (one) => one.boxes.find((box) => box.kind === "behaviour").height;
  const ports = plain.lines.filter((one) => one.stub).length;
  return { before: faults(plain), after: faults(packed), height: [plain.height, packed.height], width: [plain.width, packed.width], bar: [bar(plain), bar(packed)], ports };
};
"""


def test_packing_moves_things_together_and_makes_no_crossing(demo_page: str, browse: Browse) -> None:
    seen = browse(
        demo_page,
        PACKED
        + 'result.all = [{role: "patient"}, {direction: "discourages"}, {direction: "encourages", named: "2"}, {country: "Canada"}].map(measure); finish();',
    )
    assert seen.console == []
    for one in seen.result["all"]:
        before, after = one["before"], one["after"]
        assert after["crossings"] <= before["crossings"], one
        assert after["through"] <= before["through"], one
        assert after["overlaps"] == 0
        assert after["closest"] >= 22.9, one
        assert one["height"][1] < one["height"][0]
        assert one["width"][1] <= one["width"][0]
        assert one["bar"][1] <= one["bar"][0]
    few = seen.result["all"][0]
    assert few["ports"] < 4
    assert few["bar"][1] < 200 < few["bar"][0]


def test_a_link_restores_the_view_and_a_hostile_one_does_nothing(demo_page: str, browse: Browse) -> None:
    state = """
        await wait(); await wait();
        result.state = () => [heading(), shown("tables"), document.getElementById("pack").getAttribute("aria-pressed"),
          document.getElementById("targets").getAttribute("aria-pressed"), document.getElementById("filter-role").value, text("coverage").includes("said by")];
        result.found = result.state(); result.hash = location.hash;
        """
    link = "#open=box-2&role=clinician&packed=1&targets=0"
    seen = browse(
        demo_page,
        state
        + """
        result.panel = data().panels["box-2"].title;
        press("clear"); await wait(); result.cleared = [location.hash, document.getElementById("pack").getAttribute("aria-pressed")];
        key("Escape", document); await wait(); result.closed = location.hash;
        location.hash = "#role=patient&view=list"; await wait(); await wait(); result.later = result.state();
        press("link"); await wait(); result.copied = [text("status"), text("link"), document.getElementById("url").value.split("#")[1]];
        location.hash = "#open=__proto__&theme=constructor&role=%3Cimg%20src=x%20onerror=hacked=1%3E&view=<b>&packed=1&targets=zzz&" + "x".repeat(300);
        await wait(); await wait(); result.hostile = result.state(); result.elements = [document.images.length, typeof hacked];
        finish();
        """,
        fragment=link,
    )
    found = seen.result
    assert seen.console == []
    assert seen.requests == []
    assert found["found"] == [found["panel"], False, "true", "false", "clinician", True]
    assert found["hash"] == link
    assert found["cleared"] == ["#open=box-2", "false"]
    assert found["closed"] == ""
    assert found["later"] == [None, True, "false", "true", "patient", True]
    assert found["copied"][2] == "view=list&role=patient"
    assert found["hostile"] == [None, False, "false", "true", "", False]
    assert found["elements"] == [0, "undefined"]


def texts_of(svg: ET.Element) -> list[str]:
    return ["".join(one.itertext()) for one in svg.iter(f"{SVG}text")]


def test_saved_pictures_hold_title_map_legend_and_footer(demo_page: str, tmp_path: Path) -> None:
    with Driven(tmp_path, demo_page, dark=True) as browser:
        name, kind, text = browser.saved("save-svg")
        picture = browser.saved("save-png")
        scene = browser.see("JSON.parse(document.getElementById('data').textContent).scene.width")
        status = browser.see("document.getElementById('status').textContent")
        assert browser.said == browser.asked == []
    assert name == "what-is-said-to-lead-people-to-order-imaging.svg"
    assert kind == "image/svg+xml"
    svg = ET.fromstring(text)
    words = texts_of(svg)
    assert words[0] == "What is said to lead people to order imaging?"
    assert words[1].startswith("Shows ")
    assert "Visits are too short" in words
    assert "+ encourages" in words
    assert any(one.startswith("Counts say where a belief was reported") for one in words)
    assert b"href" not in text
    assert b"font-face" not in text
    # The light palette, though the screen is dark.
    assert LIGHT["encourages"].encode() in text
    assert DARK["encourages"].encode() not in text
    width, height = float(svg.attrib["width"]), float(svg.attrib["height"])
    assert width == pytest.approx(scene + 48, abs=0.02)
    assert picture[:2] == ("what-is-said-to-lead-people-to-order-imaging.png", "image/png")
    assert picture[2].startswith(b"\x89PNG")
    assert struct.unpack(">II", picture[2][16:24]) == (int(2 * width), int(2 * height))
    assert status == "Saved as what-is-said-to-lead-people-to-order-imaging.png"


def test_a_hostile_country_is_text_in_filters_sentence_and_link(
    hostile: tuple[Evidence, Details], hostile_text: str, browse: Browse
) -> None:
    evidence, texts = hostile
    studies = {**evidence.studies, "s1": replace(evidence.studies["s1"], country=(hostile_text,))}
    evidence = replace(evidence, studies=studies, included={hostile_text: ("s1",)})
    seen = browse(
        str(draw(evidence, around(evidence, "scan"), texts)),
        """
        await wait();
        const country = document.getElementById("filter-country"); result.option = country.options[1].textContent;
        choose("country", country.options[1].value); await wait();
        result.said = [text("coverage"), text("note")];
        const link = location.hash; press("clear"); await wait();
        location.hash = link; await wait(); await wait();
        result.restored = [text("coverage"), document.getElementById("filter-country").value];
        choose("review", document.getElementById("filter-review").options[1].value); choose("role", "patient"); await wait();
        result.emptied = text("empty");
        result.elements = [document.images.length, typeof hacked];
        finish();
        """,
    )
    found = seen.result
    assert seen.console == []
    assert seen.requests == []
    assert found["option"] == hostile_text
    # c1 and c5 rest on the quote from s1; c4 on a finding of a review, which is of no country.
    assert found["said"][0] == f"Shows 3 of 4 beliefs and 3 of 5 claims (60 %) · country: {hostile_text}"
    # As a shell reads it: one word, whatever it holds.
    assert shlex.split(found["said"][1].split("map …")[1]) == ["--country", hostile_text]
    assert found["restored"] == [found["said"][0], hostile_text]
    assert found["emptied"] == "Nothing is left. Without “said by: patients” 2 links would stay."
    assert found["elements"] == [0, "undefined"]


def test_hostile_text_is_text_in_search_results_and_in_the_picture(
    hostile: tuple[Evidence, Details], hostile_text: str, tmp_path: Path
) -> None:
    evidence, texts = hostile
    with Driven(tmp_path, str(draw(evidence, around(evidence, "scan"), texts))) as browser:
        browser.press("/")
        browser.type("blame")
        first = "document.querySelector('#found [role=option] > :first-child').textContent"
        assert browser.see(first) == f"Fear of blame {hostile_text}"
        browser.press("Enter")
        assert (
            browser.see("document.querySelector('#panel h2').textContent") == f"Fear of blame {hostile_text}"
        )
        quotes = (
            "[...document.querySelectorAll('#panel .card > div:first-child')].map((one) => one.textContent)"
        )
        assert hostile_text in browser.see(quotes)
        name, _, text = browser.saved("save-svg")
        odd = ["con", "../../etc/passwd", "💥", "a" * 500, "a\u202eb\u0000c"]
        names = browser.see(f"{json.dumps(odd)}.map((one) => beliefPicture.fileName(one, 'svg'))")
        assert browser.see("[document.images.length, typeof hacked]") == [0, "undefined"]
        assert browser.said == browser.asked == []
    svg = ET.fromstring(text)
    assert {one.tag for one in svg.iter()} == {
        f"{SVG}{name}" for name in ("svg", "title", "desc", "path", "rect", "text")
    }
    title = svg.find(f"{SVG}title")
    assert title is not None
    # Line separators may stand in XML; nothing else of it is changed.
    assert hostile_text in (title.text or "")
    assert any("hacked=1" in one for one in texts_of(svg))
    assert name.startswith("what-is-said-to-lead-people-to-order-imaging-script-script-hacked-1")
    assert names == ["map-con.svg", "etc-passwd.svg", "map.svg", "a" * 70 + ".svg", "a-b-c.svg"]

"""The page in a real browser: silent, self-contained, and every mark opens by pointer and by key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from beliefgraph.maps.choose import around
from beliefgraph.maps.draw import belief_map, draw
from beliefgraph.maps.html import SCRIPTS
from beliefgraph.queries.evidence import read_evidence
from beliefgraph.queries.filters import Filters
from support.browser import MISSING, Browse, opener

if TYPE_CHECKING:
    from pathlib import Path

    from beliefgraph.graph.evidence import Evidence
    from beliefgraph.graph.store import Store
    from beliefgraph.maps.details import Details

pytestmark = [pytest.mark.browser, pytest.mark.skipif(MISSING, reason="no Chromium found")]


@pytest.fixture
def browse(tmp_path: Path) -> Browse:
    return opener(tmp_path)


def test_the_instruments_see_a_request_and_a_console_message(browse: Browse) -> None:
    """Without this the two checks below could pass because nothing is ever seen."""
    seen = browse(
        '<!doctype html><body><div id="map"></div><div id="panel"></div></body>',
        'console.warn("hello"); try { await fetch("http://127.0.0.1:9/x"); } catch {} finish();',
    )
    assert any("hello" in line for line in seen.console)
    assert "http://127.0.0.1:9/x" in seen.requests


def test_the_demo_map_is_silent_and_opens_by_pointer_and_by_key(
    demo: tuple[Store, Evidence], browse: Browse
) -> None:
    store, evidence = demo
    seen = browse(
        belief_map(store.query, evidence, "order-imaging"),
        """
        await wait();
        result.title = document.title;
        result.view = [shown("map"), shown("tables"), shown("panel")];
        const canvas = map.querySelector("canvas"), pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
        const colours = new Set(); for (let i = 0; i < pixels.length; i += 4 * 7) colours.add(pixels[i] << 16 | pixels[i + 1] << 8 | pixels[i + 2]);
        result.colours = colours.size;
        map.focus(); key("ArrowLeft"); key("ArrowLeft");
        result.status = document.getElementById("status").textContent;
        key("Enter"); await wait();
        const strongest = data().scene.lines.filter((one) => one.end === "box-1").sort((a, b) => b.strength - a.strength || (a.id < b.id ? -1 : 1))[0];
        result.walked = [heading(), data().panels[strongest.start].title];
        const scene = data().scene;
        const box = scene.boxes.find((one) => one.kind === "belief");
        await tap(scene, box.x + box.width / 2, box.y + box.height / 2, data().panels[box.id].title);
        result.box = [heading(), data().panels[box.id].title];
        result.cards = panel.querySelectorAll(".card").length;
        result.focus = panel.contains(document.activeElement);
        key("Escape", document); await wait();
        result.closed = [heading(), document.activeElement.id];
        const line = scene.lines.find((one) => one.stub);
        await tap(scene, line.stub[0] - 8, line.stub[1] + 4, data().panels[line.id].title);
        result.line = [heading(), data().panels[line.id].title];
        panel.querySelector(".open").click(); await wait();
        result.from = [heading(), data().panels[line.start].title];
        key("Escape", document); await wait();
        document.getElementById("coverage").click(); await wait();
        result.coverage = heading();
        key("Escape", document); key("l", document); await wait();
        result.list = [shown("map"), shown("tables")];
        result.rows = document.querySelectorAll("tbody tr").length;
        result.steps = data().tables.reduce((sum, one) => sum + one.rows.length, 0);
        document.querySelector("td button").click(); await wait();
        result.listed = heading();
        finish();
        """,
    )
    found = seen.result
    assert seen.console == []
    assert seen.requests == []
    assert found["title"] == "What is said to lead people to order imaging?"
    assert found["view"] == [True, False, False]
    assert found["colours"] > 20
    assert found["box"][0] == found["box"][1]
    assert found["cards"] > 0
    assert found["focus"] is True
    assert found["closed"] == [None, "map"]
    assert found["line"][0] == found["line"][1]
    assert found["from"][0] == found["from"][1]
    assert found["walked"][0] == found["walked"][1]
    # Title once, then everything small that the box says.
    assert re.fullmatch(re.escape(found["walked"][0]) + r", \d+ studies \S.*", found["status"])
    assert found["coverage"] == "What the map leaves out"
    assert found["list"] == [False, True]
    assert found["rows"] == found["steps"] > 30
    assert found["listed"]


def test_under_a_filter_the_page_says_so_and_its_head_leaves_the_map_its_room(
    demo: tuple[Store, Evidence], browse: Browse
) -> None:
    store, _ = demo
    filters = Filters(country=("Canada",))
    seen = browse(
        belief_map(store.query, read_evidence(store.query, filters), "order-imaging", filters),
        """
        await wait();
        const bottom = (one) => document.querySelector(one).getBoundingClientRect().bottom;
        result.beside = document.querySelector(".tools").getBoundingClientRect().top < bottom("#coverage");
        result.legend = document.getElementById("legend").textContent;
        key("l", document); await wait();
        result.list = document.getElementById("tables").textContent;
        finish();
        """,
    )
    assert seen.console == []
    assert seen.requests == []
    assert seen.result["beside"] is True
    assert "number not shown under this filter" in seen.result["legend"]
    assert "not this selection" in seen.result["legend"]
    assert "n.s." not in seen.result["legend"] + seen.result["list"]
    assert "1 study reports it; 1 says it leads here" in seen.result["list"]


def test_hostile_text_stays_text_and_a_small_screen_gets_the_list(
    hostile: tuple[Evidence, Details], hostile_text: str, browse: Browse
) -> None:
    evidence, texts = hostile
    seen = browse(
        draw(evidence, around(evidence, "scan"), texts),
        """
        await wait();
        result.view = [shown("map"), shown("tables")];
        result.title = document.getElementById("title").textContent;
        result.wide = document.documentElement.scrollWidth > document.documentElement.clientWidth;
        document.querySelector("td button").click(); await wait();
        result.panel = heading();
        result.quotes = [...panel.querySelectorAll(".card > div:first-child")].map((one) => [one.textContent, one.dir]);
        key("Escape", document);
        document.getElementById("switch").click(); await wait();
        result.map = [shown("map"), shown("tables")];
        result.elements = [document.images.length, document.scripts.length, typeof hacked];
        finish();
        """,
        size=(600, 800),
    )
    found = seen.result
    assert seen.console == []
    assert seen.requests == []
    assert found["view"] == [False, True]
    assert found["wide"] is False
    assert hostile_text in found["title"]
    assert hostile_text in found["panel"]
    assert [hostile_text, "auto"] in found["quotes"]
    assert found["map"] == [True, False]
    assert found["elements"] == [0, 3 + len(SCRIPTS) + 1, "undefined"]

"""What the page says and saves of a filtered map: text alternative, panel, legend, loops, picture, keys, frames."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

import pytest

from beliefgraph.graph.evidence import Claim
from beliefgraph.maps.choose import around
from beliefgraph.maps.draw import belief_map, draw, theme_map
from beliefgraph.maps.loop_choice import rounds
from beliefgraph.maps.loops_map import of_rounds
from support.browser import MISSING, Browse, opener
from support.driven import Driven

if TYPE_CHECKING:
    from pathlib import Path

    from beliefgraph.graph.evidence import Evidence
    from beliefgraph.graph.store import Store
    from beliefgraph.maps.details import Details, Target

pytestmark = [pytest.mark.browser, pytest.mark.skipif(MISSING, reason="no Chromium found")]
CHOOSE = (
    "(() => {{ const menu = document.getElementById('filter-role'); menu.value = '{}'; "
    "menu.dispatchEvent(new Event('change')); }})()"
)
ALT = "document.getElementById('map').getAttribute('aria-label')"


@pytest.fixture
def browse(tmp_path: Path) -> Browse:
    return opener(tmp_path)


@pytest.fixture
def page(small: Evidence, texts: Details, targets: tuple[Target, ...]) -> str:
    """Four beliefs about scanning, and targets that address fear."""
    return str(draw(small, around(small, "scan", targets), texts))


def test_the_panel_of_the_coverage_sentence_begins_with_what_is_hidden(page: str, browse: Browse) -> None:
    seen = browse(
        page,
        """
        const parts = () => ({ sub: panel.querySelector(".sub").textContent, heads: [...panel.querySelectorAll("h3")].map((one) => one.textContent),
          items: [...(panel.querySelector("ul")?.children ?? [])].map((one) => one.textContent).sort() });
        result.sentence = text("coverage");
        choose("role", "patient"); await wait(); press("coverage"); await wait();
        result.filtered = parts(); result.text = panel.textContent;
        press("clear"); await wait(); result.cleared = parts();
        finish();
        """,
    )
    found = seen.result
    assert seen.console == []
    assert found["filtered"]["sub"] == "Shows 1 of 4 beliefs and 1 of 5 claims (20 %) · said by: patients"
    assert found["filtered"]["heads"][:2] == ["Hidden by the filters: 3 boxes", "Of the whole map"]
    assert found["filtered"]["items"] == ["A scan calms", "Patients press", "Scans do harm"]
    assert found["sentence"] in found["text"].split("Of the whole map")[1]
    # It follows the filters while it is open.
    assert found["cleared"]["sub"] == found["sentence"]
    assert "Of the whole map" not in found["cleared"]["heads"]


def test_the_text_in_place_of_the_picture_is_that_of_what_is_shown(page: str, tmp_path: Path) -> None:
    with Driven(tmp_path, page) as browser:
        whole = browser.see("JSON.parse(document.getElementById('data').textContent).alt")
        assert browser.see(ALT) == whole
        browser.see(CHOOSE.format("patient"))
        filtered = browser.see(ALT)
        _, _, saved = browser.saved("save-svg")
        browser.see("document.getElementById('clear').click()")
        assert browser.see(ALT) == whole
        browser.see("document.getElementById('targets').click()")
        assert "targets are hidden" in browser.see(ALT)
        assert browser.said == []
    # c1 and c2: two studies say it, one each way.
    assert filtered == (
        "What is said to lead people to order imaging? "
        "Shows 1 of 4 beliefs and 1 of 5 claims (20 %) · said by: patients. "
        "Strongest links shown: Fear of blame is said to encourage and to discourage: Order imaging (2 studies)."
    )
    assert ET.fromstring(saved).findtext("{http://www.w3.org/2000/svg}desc") == filtered


def test_the_legend_explains_only_what_is_left(page: str, browse: Browse) -> None:
    seen = browse(
        page,
        """
        result.whole = text("legend");
        press("targets"); await wait(); result.untargeted = [text("legend"), text("coverage")];
        press("targets"); choose("role", "patient"); await wait(); result.patient = text("legend");
        press("clear"); await wait(); result.after = text("legend");
        finish();
        """,
    )
    found = seen.result
    assert seen.console == []
    assert found["after"] == found["whole"]
    assert "target addresses a belief" in found["whole"]
    assert "target addresses a belief" not in found["untargeted"][0]
    assert found["untargeted"][1].endswith(" · targets are hidden")
    # Fear → scan is said both ways and by named studies; its targets stay with it.
    for words in ("± mixed", "3 (9; 12)", "target addresses a belief", "denied in 1"):
        assert words in found["patient"], words
    for words in ("+ encourages", "− discourages", "hollow"):
        assert words in found["whole"]
        assert words not in found["patient"], words


def test_a_loop_stays_only_if_all_its_links_do(small: Evidence, texts: Details, browse: Browse) -> None:
    more = (
        Claim(id="y", cause="scan", effect="calm", direction="discourages", study="s1"),
        Claim(id="z", cause="scan", effect="press", direction="discourages", study="s1"),
    )
    evidence = replace(small, claims=(*small.claims, *more))
    seen = browse(
        of_rounds(evidence, rounds(evidence, None), texts).page(),
        """
        await wait();
        key("l", document); await wait();
        const rows = () => [...document.querySelector("table").tBodies[0].rows].map((row) => row.cells[1].textContent).sort();
        result.all = rows();
        choose("named", "1"); await wait();
        result.left = rows(); result.said = text("coverage");
        choose("named", "2"); await wait();
        result.none = [rows(), text("empty")];
        finish();
        """,
    )
    found = seen.result
    assert seen.console == []
    calm, fear = found["all"]
    assert "A scan calms" in calm
    assert "Fear of blame" in fear
    # No study is named that says a scan calms, so scan → calm goes too, though a study says that.
    assert found["left"] == [fear]
    assert found["said"].startswith("Shows 1 of 2 loops, 2 of ")
    # Two studies say fear → scan; alone it is no loop.
    assert found["none"] == [
        [],
        "Nothing is left: 1 link with “at least 2 named studies” would stay, but on no whole way or loop.",
    ]


def test_letters_are_keys_only_where_the_map_or_the_list_has_the_focus(page: str, tmp_path: Path) -> None:
    listed = "!document.getElementById('tables').hidden"
    with Driven(tmp_path, page) as browser:
        browser.see("document.getElementById('switch').focus()")
        browser.press("l", "/")
        assert browser.see(f"[{listed}, document.activeElement.id]") == [False, "switch"]
        browser.see("document.getElementById('map').focus()")
        browser.press("l")
        assert browser.see(listed) is True
        browser.see("document.querySelector('#tables button').focus()")
        browser.press("l")
        assert browser.see(listed) is False
        browser.see("document.activeElement.blur()")
        browser.press("/")
        assert browser.see("document.activeElement.id") == "find"


def test_in_the_frame_of_a_notebook_there_is_nothing_to_copy_or_save(page: str, tmp_path: Path) -> None:
    framed = f'<!doctype html><iframe srcdoc="{escape(page)}" width="1200" height="700"></iframe>'
    with Driven(tmp_path, framed) as browser:
        hidden = "['link', 'save', 'switch'].map((id) => frames[0].document.getElementById(id).hidden)"
        assert browser.see(hidden) == [True, True, False]
        assert browser.said == []
    with Driven(tmp_path, page) as browser:
        assert browser.see(hidden.replace("frames[0].", "")) == [False, False, False]


def test_a_saved_picture_of_a_filtered_map_holds_no_empty_strips(
    demo: tuple[Store, Evidence], tmp_path: Path
) -> None:
    store, evidence = demo
    with Driven(tmp_path, str(belief_map(store.query, evidence, "order-imaging", most=None))) as browser:
        whole = ET.fromstring(browser.saved("save-svg")[2])
        browser.see(CHOOSE.format("patient"))
        part = ET.fromstring(browser.saved("save-svg")[2])
        assert browser.said == []
    words = ["".join(one.itertext()) for one in part.iter("{http://www.w3.org/2000/svg}text")]
    # Two beliefs, and the behaviour no higher than its words.
    assert "Imaging does no harm" in words
    assert "Order imaging" in words
    assert float(part.attrib["height"]) < 500 < 1000 < float(whole.attrib["height"])
    assert float(part.attrib["width"]) <= float(whole.attrib["width"]) + 40


def test_search_says_hidden_of_what_would_be_hidden_where_it_is_shown(
    demo: tuple[Store, Evidence], browse: Browse
) -> None:
    store, evidence = demo
    seen = browse(
        theme_map(store.query, evidence, "order-imaging"),
        """
        const first = () => document.querySelector("#found .sort").textContent;
        type("visits are too short"); result.whole = first();
        choose("role", "patient"); await wait();
        type("visits are too short"); result.clinicians = first();
        type("imaging does no harm"); result.patients = first();
        finish();
        """,
    )
    assert seen.console == []
    assert seen.result == {
        "whole": "belief",
        "clinicians": "belief · hidden by the filters",
        "patients": "belief",
    }

"""Everything by keyboard alone, on small screens too: real keys in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from beliefgraph.maps.choose import around
from beliefgraph.maps.draw import draw
from support.browser import MISSING
from support.driven import Driven

if TYPE_CHECKING:
    from pathlib import Path

    from beliefgraph.graph.evidence import Evidence
    from beliefgraph.maps.details import Details, Target

pytestmark = [pytest.mark.browser, pytest.mark.skipif(MISSING, reason="no Chromium found")]

HEADING = "document.getElementById('panel').hidden ? null : document.querySelector('#panel h2').textContent"
FOCUS = """(() => { const one = document.activeElement, style = getComputedStyle(one), at = one.getBoundingClientRect();
  return { id: one.id || one.tagName, ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    seen: at.width > 0 && at.bottom > 0 && at.top < innerHeight, size: Math.min(at.width, at.height) }; })()"""


@pytest.fixture
def page(small: Evidence, texts: Details, targets: tuple[Target, ...]) -> str:
    return str(draw(small, around(small, "scan", targets), texts))


def test_tab_alone_reaches_every_control_with_a_ring_round_it_and_leaves_the_map(
    page: str, tmp_path: Path
) -> None:
    with Driven(tmp_path, page) as browser:
        stops = []
        for _ in range(12):
            browser.press("Tab")
            stops.append(browser.see(FOCUS))
        assert [stop["id"] for stop in stops] == [
            "coverage",
            "find",
            "filter",
            "targets",
            "switch",
            "SUMMARY",
            "link",
            "larger",
            "smaller",
            "whole",
            "map",
            "BODY",
        ]
        for stop in stops[:-1]:
            assert stop["ring"], stop
            assert stop["seen"], stop
            assert stop["size"] >= 24, stop
        assert browser.said == []


def test_a_map_is_walked_read_and_searched_by_keys(page: str, tmp_path: Path) -> None:
    with Driven(tmp_path, page) as browser:
        browser.see("document.getElementById('whole').focus()")
        browser.press("Tab", "ArrowLeft", "ArrowLeft", "Enter")
        # The strongest cause of scanning: two studies.
        assert browser.see(HEADING) == "Fear of blame"
        assert browser.see("document.activeElement.tagName") == "H2"
        browser.press("Tab")
        assert browser.see("document.activeElement.className") == "open mixed"
        browser.press("Enter")
        assert browser.see(HEADING) == "Fear of blame is said to encourage and to discourage: Order imaging"
        assert "They might sue" in browser.see("document.getElementById('panel').textContent")
        browser.press("Escape")
        assert browser.see("[document.getElementById('panel').hidden, document.activeElement.id]") == [
            True,
            "map",
        ]
        browser.press("/")
        browser.type("hárm")
        browser.press("Enter")
        assert browser.see(HEADING) == "Scans do harm"
        browser.press("Escape", "Tab", "Enter")
        assert browser.see("document.getElementById('filters').hidden") is False
        browser.see("document.getElementById('filter-role').focus()")
        browser.type("p")
        assert browser.see("document.getElementById('coverage').textContent").endswith("said by: patients")
        browser.see("document.getElementById('switch').focus()")
        browser.press(" ")
        assert browser.see("document.querySelectorAll('tbody tr').length") == 3
        assert browser.said == []


@pytest.mark.parametrize("width", [320, 390])
def test_nothing_scrolls_sideways_on_a_phone(
    width: int, hostile: tuple[Evidence, Details], targets: tuple[Target, ...], tmp_path: Path
) -> None:
    evidence, texts = hostile
    html = str(draw(evidence, around(evidence, "scan", targets), texts))
    wide = "[document.documentElement.scrollWidth, document.body.scrollWidth]"
    with Driven(tmp_path, html, (width, 700), dark=True) as browser:
        assert browser.see("document.getElementById('tables').hidden") is False
        assert browser.see("getComputedStyle(document.body).backgroundColor") == "rgb(18, 24, 31)"
        assert max(browser.see(wide)) <= width
        browser.see("document.getElementById('filter').click()")
        browser.see("document.getElementById('save').open = true")
        assert max(browser.see(wide)) <= width
        small = browser.see(
            "[...document.querySelectorAll('button, select, input, summary')].filter((one) => one.getClientRects().length)"
            ".map((one) => [one.id || one.textContent.slice(0, 20), one.getBoundingClientRect().height]).filter((one) => one[1] < 24)"
        )
        assert small == []
        browser.see("document.querySelector('td button').click()")
        assert max(browser.see(wide)) <= width
        assert browser.see("document.getElementById('panel').scrollWidth") <= width
        assert browser.see("[...document.querySelectorAll('.card > *')].every((one) => one.dir === 'auto')")
        browser.see("document.getElementById('close').click()")
        browser.see("document.getElementById('switch').click()")
        browser.settle()
        assert max(browser.see(wide)) <= width
        # All of the width but for a scroll bar.
        assert browser.see(
            "document.querySelector('#map canvas').getBoundingClientRect().width == document.documentElement.clientWidth"
        )
        assert browser.said == []

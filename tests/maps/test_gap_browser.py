"""The gap map in a real browser: silent, a real table, every cell reached and opened by key and by pointer."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from paper.answers import TABLES

from beliefgraph.analysis.gaps import gaps
from beliefgraph.graph.store import open_store
from beliefgraph.library import Library
from beliefgraph.maps.gap import gap_map, gap_page
from beliefgraph.maps.gap_speakers import Speakers
from beliefgraph.queries.evidence import read_evidence
from support.browser import MISSING, Browse, opener

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from beliefgraph.graph.evidence import Evidence
    from beliefgraph.graph.store import Store
    from beliefgraph.maps.details import Details

pytestmark = [pytest.mark.browser, pytest.mark.skipif(MISSING, reason="no Chromium found")]

HELP = """
const table = document.getElementById("table"), held = JSON.parse(document.getElementById("data").textContent);
const here = () => document.activeElement.dataset.to;
const go = (name) => key(name, document.activeElement);
const put = (id, value) => { const one = document.getElementById(id); one.value = value; one.dispatchEvent(new Event("input")); };
const labels = () => [...table.querySelectorAll('th[scope="row"] .name')].map((one) => one.textContent);
"""


@pytest.fixture
def paper(tmp_path: Path) -> Iterator[Store]:
    with Library(tmp_path / "paper.db") as library:
        library.load(TABLES)
    with closing(open_store(tmp_path / "paper.db", read_only=True)) as store:
        yield store


@pytest.fixture
def browse(tmp_path: Path) -> Browse:
    return opener(tmp_path)


def test_a_real_table_walked_by_keys(demo: tuple[Store, Evidence], browse: Browse) -> None:
    store, evidence = demo
    seen = browse(
        gap_map(store.query, evidence, behaviour="order-imaging"),
        HELP
        + """
        result.title = document.title;
        result.caption = table.caption.textContent;
        result.heads = [...table.querySelectorAll('thead th[scope="col"]')].map((one) => (one.querySelector(".name") || one).textContent);
        result.rows = [table.querySelectorAll('tbody th[scope="row"]').length, held.rows.length];
        result.groups = table.querySelectorAll('tbody th[scope="rowgroup"]').length;
        result.tab = table.querySelectorAll('[tabindex="0"]').length;
        result.all = table.querySelectorAll("[data-to]").length;
        // What a screen reader says of a cell: its words, and nothing of the mark.
        const first = table.querySelector('[data-to="cell-1-2"]').cloneNode(true);
        first.querySelectorAll('[aria-hidden="true"]').forEach((one) => one.remove());
        result.words = [first.textContent, held.looks[held.rows[0].cells[1][0]].words];
        table.querySelector('[tabindex="0"]').focus();
        result.walk = [here()];
        for (const name of ["ArrowRight", "ArrowDown", "ArrowDown", "ArrowUp", "ArrowLeft", "Home", "ArrowUp", "ArrowUp", "End", "ArrowRight", "ArrowUp"]) { go(name); result.walk.push(here()); }
        go("ArrowDown"); go("Home"); go("ArrowRight"); go("ArrowRight");
        result.one = table.querySelectorAll('[tabindex="0"]').length;
        document.activeElement.click(); await wait();
        result.opened = [heading(), held.rows[0].label, panel.contains(document.activeElement)];
        result.cards = panel.querySelectorAll(".card").length;
        result.current = table.querySelector("[aria-current]").dataset.to;
        key("Escape", document); await wait();
        result.closed = [heading(), here(), table.querySelector("[aria-current]")];
        document.getElementById("coverage").click(); await wait();
        result.coverage = heading();
        document.getElementById("close").click(); await wait();
        result.back = document.activeElement.id;
        table.querySelector('[data-to="column-2"]').click(); await wait();
        result.column = [heading(), panel.querySelector(".sub").textContent];
        table.querySelector('[data-to="row-1"]').click(); await wait();
        panel.querySelector(".open").click(); await wait();
        result.through = panel.querySelector(".sub").textContent;
        result.wide = document.documentElement.scrollWidth > document.documentElement.clientWidth;
        result.tall = document.documentElement.scrollHeight > document.documentElement.clientHeight;
        finish();
        """,
    )
    found = seen.result
    assert seen.console == []
    assert seen.requests == []
    assert found["title"] == "Who voices which belief on the way to “Order imaging”, and where is silence?"
    assert found["caption"].startswith("Studies that voice the belief / studies that sampled the column.")
    assert found["heads"] == ["Belief", "Patients", "Clinicians", "Carers", "The public", "Others", "CERQual"]
    assert found["rows"][0] == found["rows"][1] > 30
    assert found["groups"] > 3
    assert found["tab"] == found["one"] == 1
    # Five columns: heads, and for each belief its name and five cells.
    assert found["all"] == 5 + 6 * found["rows"][0]
    assert found["words"][0] == found["words"][1]
    assert found["walk"] == [
        "cell-1-1",
        "cell-1-2",
        "cell-2-2",
        "cell-3-2",
        "cell-2-2",
        "cell-2-1",
        "row-2",
        "row-1",
        "column-1",
        "column-5",
        "column-5",
        "column-5",
    ]
    assert found["opened"] == [found["opened"][1], found["opened"][1], True]
    assert found["cards"] > 0
    assert found["current"] == "cell-1-2"
    assert found["closed"] == [None, "cell-1-2", None]
    assert found["coverage"] == "What the map leaves out"
    assert found["back"] == "coverage"
    assert found["column"] == ["Clinicians", "42 studies · none read in full"]
    assert found["through"].startswith("Patients · 3 studies")
    assert (found["wide"], found["tall"]) == (False, False)


ELEMENT = "const element = (id) => document.getElementById(id);"
PANEL = """
const told = () => [...panel.querySelectorAll("#content h3, #content p")].map((one) => one.textContent);
"""


def test_the_panel_counts_what_the_table_counts(demo: tuple[Store, Evidence], browse: Browse) -> None:
    store, evidence = demo
    seen = browse(
        gap_map(store.query, evidence, behaviour="order-imaging"),
        HELP
        + PANEL
        + """
        const cell = () => table.querySelector('[data-to="cell-1-2"]'), words = () => cell().querySelector(".unseen").textContent;
        cell().click(); await wait();
        result.all = told();
        put("of", "full"); await wait();
        result.words = words();
        result.full = told();
        result.current = cell().getAttribute("aria-current");
        table.querySelector('[data-to="row-1"]').click(); await wait();
        result.row = [told().includes("Counted: those read in full."), [...panel.querySelectorAll(".open")][1].textContent];
        table.querySelector('[data-to="column-2"]').click(); await wait();
        result.column = [told().includes("Counted: those read in full."), panel.querySelector("ul").textContent];
        put("of", "all"); await wait();
        result.back = told().includes("Counted: all that sampled it.");
        finish();
        """,
    )
    found = seen.result
    assert seen.console == []
    assert found["all"][1] == "Counted: all that sampled it, 42 studies."
    assert "Voiced: 1 of 42 studies" in found["all"]
    assert found["words"] == "none of 42 studies was read in full"
    assert found["full"][1:4] == [
        "Counted: those read in full, none of 42 studies.",
        "Not read in full, in no count here: 42 studies",
        "Voiced: 1 study.",
    ]
    assert not [one for one in found["full"] if " of 42 studies" in one][1:]
    assert found["current"] == "true"
    assert found["row"] == [True, "Clinicians: none of 42 studies was read in full"]
    assert found["column"][0] is True
    assert found["column"][1].startswith("not known: ")
    assert found["back"] is True


def test_the_panel_of_those_read_in_full_names_the_others_apart(paper: Store, browse: Browse) -> None:
    """Guilt is voiced in s01, s02, s04 and s10; s10 was read in part. Of 10 studies of clinicians 7 were read in full."""
    seen = browse(
        gap_map(paper.query, read_evidence(paper.query)),
        HELP
        + PANEL
        + """
        put("of", "full");
        const row = held.rows.findIndex((one) => one.label.startsWith("Guilt")) + 1;
        table.querySelector(`[data-to="cell-${row}-2"]`).click(); await wait();
        result.told = told();
        result.cards = panel.querySelectorAll(".card").length;
        finish();
        """,
    )
    told = seen.result["told"]
    assert seen.console == []
    assert told[1] == "Counted: those read in full, 7 of 10 studies."
    at = told.index("Voiced: 3 of 7 studies")
    assert told[at + 2] == "Abel 2001, Cole 2004, Gale 2010"
    assert "Asked, not reported: 1 of 7 studies" in told
    at = told.index("Not read in full, in no count here: 3 studies")
    assert told[at + 1 : at + 3] == ["Voiced: 1 study.", "Orr 2019"]
    assert "In sentences, of all that sampled it, to copy" in told
    assert seen.result["cards"] == 5


def test_search_folds_accents_finds_words_in_any_order_and_says_how_many(
    demo: tuple[Store, Evidence], browse: Browse
) -> None:
    store, evidence = demo
    seen = browse(
        gap_map(store.query, evidence),
        HELP
        + ELEMENT
        + """
        result.before = element("coverage").textContent;
        put("find", "ACTION  bláme"); await wait();
        result.found = labels();
        result.sentence = element("coverage").textContent;
        put("find", ""); await wait();
        result.after = [element("coverage").textContent, labels().length];
        finish();
        """,
    )
    found = seen.result
    assert seen.console == []
    assert found["found"] == ["Fear of blame or legal action"]
    assert found["before"].startswith("Shows 107 of 107 beliefs")
    assert found["sentence"] == f"Found: 1 of these 107 beliefs · {found['before']}"
    assert found["after"] == [found["before"], 107]


def test_another_link_to_the_open_page_is_followed(demo: tuple[Store, Evidence], browse: Browse) -> None:
    store, evidence = demo
    seen = browse(
        gap_map(store.query, evidence),
        HELP
        + ELEMENT
        + """
        const view = () => [element("order").value, element("of").value, element("find").value, heading(), labels().length];
        location.hash = "#open=cell-1-2&of=full&order=strongest"; await wait();
        result.there = view();
        location.hash = "#find=blame"; await wait();
        result.next = view();
        location.hash = "#of=nonsense&open=cell-999-1"; await wait();
        result.last = view();
        result.first = held.rows[0].label;
        finish();
        """,
    )
    found = seen.result
    assert seen.console == []
    assert found["there"] == ["strongest", "full", "", found["first"], 107]
    assert found["next"][:4] == ["theme", "all", "blame", None]
    assert 0 < found["next"][4] < 107
    assert found["last"] == ["theme", "all", "", None, 107]


def test_search_order_and_the_other_denominator(demo: tuple[Store, Evidence], browse: Browse) -> None:
    store, evidence = demo
    seen = browse(
        gap_map(store.query, evidence),
        HELP
        + """
        const marks = (mark) => table.querySelectorAll(".mark." + mark).length;
        result.before = [marks("voiced"), marks("unknown"), marks("never_sampled")];
        put("of", "full");
        result.full = [marks("voiced"), marks("unknown"), marks("never_sampled"), table.caption.textContent.includes("read in full")];
        put("of", "all");
        put("order", "strongest");
        result.groups = table.querySelectorAll('th[scope="rowgroup"]').length;
        const strength = new Map(held.rows.map((row) => [row.label, row.strength[0]]));
        const order = labels().map((label) => strength.get(label));
        result.sorted = order.every((one, at) => !at || order[at - 1] >= one);
        put("find", "BLAME");
        result.found = labels();
        result.status = document.getElementById("status").textContent;
        table.querySelector('[tabindex="0"]').focus();
        result.here = here();
        put("find", "no such thing <b>");
        result.none = [labels().length, document.getElementById("none").textContent];
        finish();
        """,
    )
    found = seen.result
    assert seen.console == []
    assert seen.requests == []
    # 107 beliefs: carers and others were never sampled; 69 + 11 + 3 cells are voiced, 6 unattributed, the rest not known.
    assert found["before"] == [83, 535 - 83 - 6 - 214, 214]
    assert found["full"] == [0, 321, 214, True]
    assert found["groups"] == 0
    assert found["sorted"] is True
    assert "Fear of blame or legal action" in found["found"]
    assert found["status"] == f"{len(found['found'])} of 107 beliefs"
    assert found["here"]
    assert found["none"] == [0, "No belief or theme here has “no such thing <b>” in its name."]


def test_the_fixed_head_and_names_cover_nothing_that_has_the_focus(
    demo: tuple[Store, Evidence], browse: Browse
) -> None:
    store, evidence = demo
    seen = browse(
        gap_map(store.query, evidence, behaviour="order-imaging", country=True),
        HELP
        + """
        const sheet = document.getElementById("sheet"), clear = () => {
          const one = document.activeElement.getBoundingClientRect(), name = table.querySelector("tbody th[scope=row]").getBoundingClientRect();
          return one.left >= name.right - 1 && one.top >= table.tHead.getBoundingClientRect().bottom - 1 && one.right <= sheet.getBoundingClientRect().right + 1;
        };
        table.querySelector('[data-to="cell-1-1"]').focus();
        result.walk = [];
        go("End"); result.walk.push(clear());
        for (let at = 0; at < 12; at++) go("ArrowDown");
        result.walk.push(clear());
        for (let at = 0; at < 13; at++) go("ArrowLeft");
        result.walk.push(clear());
        for (let at = 0; at < 8; at++) go("ArrowUp");
        result.walk.push(clear());
        result.scrolled = sheet.scrollLeft > 0;
        sheet.scrollLeft = 900; await wait();
        result.group = table.querySelectorAll("th.over span")[1].getBoundingClientRect().left >= table.querySelector("tbody th[scope=row]").getBoundingClientRect().right;
        finish();
        """,
        size=(1000, 700),
    )
    assert seen.console == []
    assert seen.result == {"walk": [True, True, True, True], "scrolled": True, "group": True}


def test_hostile_text_stays_text(
    hostile: tuple[Evidence, Details], hostile_text: str, browse: Browse
) -> None:
    evidence, details = hostile
    found = gaps(evidence, behaviour="scan")
    seen = browse(
        gap_page(evidence, found, details, Speakers(evidence, found)),
        HELP
        + """
        result.title = document.getElementById("title").textContent;
        result.quotes = [];
        for (const said of table.querySelectorAll(".cell")) {
          said.click(); await wait();
          result.panel = heading();
          result.quotes.push(...[...panel.querySelectorAll(".card > div:first-child")].map((one) => [one.textContent, one.dir]));
        }
        result.elements = [document.images.length, document.scripts.length, typeof hacked];
        finish();
        """,
    )
    assert seen.console == []
    assert seen.requests == []
    assert hostile_text in seen.result["title"]
    assert hostile_text in seen.result["panel"]
    assert [hostile_text, "auto"] in seen.result["quotes"]
    # The data, the page's three scripts and that of the test.
    assert seen.result["elements"] == [0, 5, "undefined"]


@pytest.mark.parametrize("width", [500, 700])
def test_on_a_phone_a_row_is_a_list_and_nothing_scrolls_sideways(
    demo: tuple[Store, Evidence], browse: Browse, width: int
) -> None:
    store, evidence = demo
    seen = browse(
        gap_map(store.query, evidence, country=True),
        HELP
        + """
        result.wide = document.documentElement.scrollWidth > document.documentElement.clientWidth;
        const cell = table.querySelector("tbody td[data-head]");
        result.head = [getComputedStyle(cell, "::before").content, getComputedStyle(cell).display];
        result.roles = [table.getAttribute("role"), cell.getAttribute("role"), cell.parentElement.getAttribute("role")];
        const small = [...document.querySelectorAll("#table button")].filter((one) => { const { width, height } = one.getBoundingClientRect(); return one.closest("tbody") && (width < 24 || height < 24); });
        result.small = small.length;
        cell.querySelector("button").click(); await wait();
        result.panel = [heading() !== null, panel.getBoundingClientRect().width >= document.documentElement.clientWidth - 1];
        finish();
        """,
        size=(width, 900),
    )
    found = seen.result
    assert seen.console == []
    assert found["wide"] is False
    assert found["head"] == ['"Patients · Australia"', "flex"]
    assert found["roles"] == ["table", "cell", "row"]
    assert found["small"] == 0
    assert found["panel"] == [True, True]


def test_in_the_dark_marks_keep_their_contrast(demo: tuple[Store, Evidence], browse: Browse) -> None:
    store, evidence = demo
    seen = browse(
        gap_map(store.query, evidence),
        HELP
        + """
        const look = (mark) => { const style = getComputedStyle(table.querySelector(".mark." + mark)); return [style.color, style.backgroundColor, style.borderTopStyle]; };
        result.voiced = look("voiced"); result.unknown = look("unknown");
        finish();
        """,
        flags=("--blink-settings=preferredColorScheme=0",),
    )
    assert seen.console == []
    # behaviour_text on behaviour, dark palette: #12181F on #D9E6F0.
    assert seen.result["voiced"] == ["rgb(18, 24, 31)", "rgb(217, 230, 240)", "solid"]
    assert seen.result["unknown"][2] == "dashed"


def test_the_address_is_a_link_to_the_view(demo: tuple[Store, Evidence], browse: Browse) -> None:
    store, evidence = demo
    html = gap_map(store.query, evidence)
    look = """
        result.view = [element("order").value, element("of").value, element("find").value, heading(), panel.hidden || panel.querySelector(".sub").textContent];
        result.hash = location.hash;
    """
    seen = browse(
        html,
        HELP
        + "const element = (id) => document.getElementById(id);"
        + """
        put("order", "strongest"); put("of", "full"); put("find", "blame & co");
        put("find", "blame");
        table.querySelector('[data-to="cell-9-2"], [data-to^="cell-"][data-to$="-2"]').click(); await wait();
        """
        + look
        + "finish();",
    )
    assert seen.console == []
    fragment = seen.result["hash"]
    assert fragment.startswith("#open=cell-")
    assert fragment.endswith("&order=strongest&of=full&find=blame")
    again = browse(
        html,
        HELP + "const element = (id) => document.getElementById(id);" + look + "finish();",
        fragment=fragment,
    )
    assert again.console == []
    assert again.result["view"] == seen.result["view"]
    assert again.result["view"][3]


@pytest.mark.parametrize(
    "fragment",
    [
        "#open=cell-999-2",
        "#open=cell-1-99",
        "#open=__proto__",
        "#open=toString",
        "#order=size&of=%00&open=%22%5D",
    ],
)
def test_an_address_that_the_page_does_not_know_changes_nothing(
    demo: tuple[Store, Evidence], browse: Browse, fragment: str
) -> None:
    store, evidence = demo
    seen = browse(
        gap_map(store.query, evidence),
        HELP
        + """
        result.view = [document.getElementById("order").value, document.getElementById("of").value, heading(), labels().length];
        finish();
        """,
        fragment=fragment,
    )
    assert seen.console == []
    assert seen.result["view"] == ["theme", "all", None, 107]

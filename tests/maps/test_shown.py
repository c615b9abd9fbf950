"""A page that shows itself in a notebook is still the text of the page."""

from __future__ import annotations

import copy
import pickle
import re
from html import unescape
from typing import TYPE_CHECKING

from beliefgraph.maps.choose import around
from beliefgraph.maps.draw import draw
from beliefgraph.maps.shown import Page

if TYPE_CHECKING:
    from pathlib import Path

    from beliefgraph.graph.evidence import Evidence
    from beliefgraph.maps.details import Details

HTML = '<!doctype html>\n<title>A "map" & more</title><script>1 < 2</script>é'


def test_a_page_is_its_text_and_says_in_one_line_what_it_is() -> None:
    page = Page(HTML, question="Why?", warning="Look out.")
    assert page == HTML
    assert isinstance(page, str)
    assert (page.question, page.warning) == ("Why?", "Look out.")
    assert repr(page) == "<Page 'Why?': 68 characters of HTML>"
    for same in (copy.deepcopy(page), pickle.loads(pickle.dumps(page))):
        assert (same, same.question, same.warning) == (HTML, "Why?", "Look out.")


def test_it_is_written_as_the_same_bytes_everywhere(tmp_path: Path) -> None:
    path = Page(HTML).write(tmp_path / "map.html")
    assert path == tmp_path / "map.html"
    assert path.read_bytes() == HTML.encode()


def test_in_a_notebook_it_runs_in_a_frame_that_may_only_run_scripts() -> None:
    shown = Page(HTML, question='"><script>x</script>', warning="<b>")._repr_html_()
    (frame,) = re.findall(r"<iframe [^>]*>", shown)
    assert 'sandbox="allow-scripts"' in frame
    assert 'title="&quot;&gt;&lt;script&gt;x&lt;/script&gt;"' in frame
    assert "height:680px" in frame
    (held,) = re.findall(r'srcdoc="([^"]*)"', frame)
    assert unescape(held) == HTML
    assert "<script" not in shown
    assert "<p><b>!</b> &lt;b&gt;</p>" in shown
    assert "<p><b>!</b>" not in Page(HTML)._repr_html_()


def test_a_hostile_library_stays_inside_of_the_frame(
    hostile: tuple[Evidence, Details],
) -> None:
    evidence, texts = hostile
    page = draw(evidence, around(evidence, "scan"), texts)
    shown = page._repr_html_()
    assert re.findall(r"<(\w+)", shown) == ["div", "iframe", "p", "code"]
    (held,) = re.findall(r'srcdoc="([^"]*)"', shown)
    assert unescape(held) == page

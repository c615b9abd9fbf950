"""Results of measures, tables for papers and checks show themselves in notebooks: whole, escaped, with what must be said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.analysis.shapes import FOOTER
from beliefgraph.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MARKUP = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Two beliefs, one of which is markup, that are said to lead to a scan; one patient denies it."""
    folder = tmp_path_factory.mktemp("notebook")
    for name, rows in {
        "studies": "id,authors,year,coverage\ns1,Pike A,2022,full\ns2,To D,2020,full\n",
        "groups": "id,study,roles,n\ng1,s1,clinician,9\ng2,s2,patient,9\n",
        "behaviours": "id,label\nscan,Scan\n",
        "subthemes": f"id,label\nfear,{MARKUP}\npress,Patients press\n",
        "quotes": "id,study,groups,text,supports,contradicts,behaviours,direction,coder\n"
        "q1,s1,g1,We fear it,fear,,scan,encourages,ann\nq2,s2,g2,No fear,,fear,,,ann\n",
        "claims": "cause,effect,direction,study\npress,fear,encourages,s1\nfear,press,encourages,s2\n",
    }.items():
        (folder / f"{name}.csv").write_text(rows, encoding="utf-8")
    with Library(folder / "lib.db") as made:
        made.load(*sorted(folder.glob("*.csv")))
        yield made


RESULTS: dict[str, tuple[Callable[[Library], Any], str]] = {
    "paths": (lambda held: held.paths("press", "scan"), "Paths from press to scan"),
    "loops": (lambda held: held.paths("press", "scan").loops, "Loops around the paths from press to scan"),
    "rests on": (lambda held: held.rests_on("press", "scan"), "What the paths from press to scan rest on"),
    "targets": (lambda held: held.targets("scan"), "What is said to lead to scan, by belief"),
    "why": (lambda held: held.why("scan", 1), "What stands behind a rank for scan"),
    "sensitivity": (lambda held: held.sensitivity("scan"), "How far the ranks for scan depend on choices"),
    "contrast": (lambda held: held.contrast(), "Who voices what, by role"),
    "contradictions": (lambda held: held.contradictions(), "For and against"),
}


@pytest.mark.parametrize("name", RESULTS)
def test_a_result_is_a_table_with_its_caption_and_what_counts_mean(library: Library, name: str) -> None:
    ask, caption = RESULTS[name]
    page = ask(library)._repr_html_()
    assert f"<p><b>{caption}</b></p>" in page
    assert page.count("<tr>") > 1
    assert page.endswith(f"<p>{FOOTER}</p></div>")
    assert "<img" not in page


def test_a_ranking_says_that_it_rests_on_few_studies(library: Library) -> None:
    page = library.targets("scan")._repr_html_()
    assert "<p>Too few studies to rank with confidence; listed by count" in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page


def test_a_contrast_counts_the_silent_studies_and_does_not_name_them(library: Library) -> None:
    page = library.contrast()._repr_html_()
    assert "<th>not_reported</th>" in page
    assert "<th>studies</th>" not in page


def test_a_table_for_a_paper_folds_its_appendix_away(library: Library) -> None:
    page = library.profile("counts")._repr_html_()
    shown, folded = page.split("<details>")
    assert "<h1>" in shown
    assert '<th scope="col">' in shown
    assert "<summary>Appendix</summary>" in folded
    assert "<img" not in page


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda held: held.methods(), "<h1>"),
        (lambda held: held.check(), FOOTER),
        (lambda held: held.agreement(), "<pre"),
        (lambda held: held.overlap(), "There is no review here."),
    ],
    ids=["methods", "check", "agreement", "overlap"],
)
def test_what_is_text_is_shown_as_text(library: Library, ask: Callable[[Library], Any], said: str) -> None:
    page = ask(library)._repr_html_()
    assert said in page
    assert "<img" not in page
    assert not re.search(
        r"<(?!/?(?:div|pre|style|h1|h2|p|table|colgroup|col|thead|tbody|tr|th|td|details|summary)\b)", page
    )

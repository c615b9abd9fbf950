"""Answers as DataFrames and as tables of a notebook."""

from __future__ import annotations

import shlex
import sys
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from beliefgraph.analysis.shapes import FOOTER
from beliefgraph.errors import ExtraMissing
from beliefgraph.exporters.notebook import frame, html_table
from beliefgraph.library import Filters, Library, open_demo
from beliefgraph.queries.header import Column
from support.grid import grid
from support.libraries import write_csv

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKUP = '<img src=x onerror="alert(1)"> & $5 or $6'
TABLES = {
    "studies": grid("id,title,year,reviews", "S1,One,2010,R1", "S2,Two,,R1", "S3,Three,2001,"),
    "reviews": grid("id,title", "R1,Review one"),
    "groups": grid("id,study,roles,profession,n", "g1,S1,patient;carer,,12", "g2,S2,clinician,,"),
    "subthemes": [{"id": "b", "label": MARKUP}, {"id": "quiet", "label": "Nobody says it"}],
    "behaviours": grid("id,label", "scan,Scan", "wait,Wait"),
    "quotes": grid(
        "id,study,groups,text,supports,behaviours,direction",
        "q1,S1,g1,They may sue.,b,scan,+",
        "q2,S2,g2,They may.,b,scan,+",
    ),
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("notebooks")
    with Library(folder / "library.db") as found:
        found.load(write_csv(TABLES, folder / "tables"))
        yield found


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with open_demo(tmp_path_factory.mktemp("demo") / "demo.db") as found:
        yield found


class Reader(HTMLParser):
    """The tags of a page and the cells of its table."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.cells: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append(tag)
        if tag in ("td", "th"):
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self.tags[-1] in ("td", "th"):
            self.cells[-1] += data


def test_whole_numbers_stay_whole_where_one_is_missing(library: Library) -> None:
    found = library.ask("studies-of-a-review", review="R1").to_pandas()
    assert list(found.columns) == [
        "study", "title", "authors", "year", "country", "how", "findings", "quotes", "coverage",
    ]  # fmt: skip
    assert found["year"].dtype == "Int64"
    assert found["year"].tolist() == [2010, pd.NA]
    assert found["quotes"].tolist() == [1, 1]
    assert found["study"].dtype == "string"
    assert found["authors"].isna().all()


def test_lists_and_yes_or_no_keep_their_kind(library: Library) -> None:
    groups = library.ask("groups-of-a-study", study="S1").to_pandas()
    assert groups["roles"].tolist() == [["patient", "carer"]]
    steps = library.ask("beliefs-behind-behaviour", behaviour="scan").to_pandas()
    assert steps["via_opposite"].dtype == "boolean"
    assert steps[["belief", "counted", "listed", "via_opposite"]].values.tolist() == [["b", 2, 0, False]]


def test_an_answer_without_rows_has_the_same_types(library: Library) -> None:
    some = library.ask("beliefs-behind-behaviour", behaviour="scan").to_pandas()
    none = library.ask("beliefs-behind-behaviour", behaviour="wait").to_pandas()
    assert (len(some), len(none)) == (1, 0)
    assert none.dtypes.to_dict() == some.dtypes.to_dict()


def test_what_the_numbers_mean_goes_with_the_frame(library: Library) -> None:
    found = library.ask("beliefs-behind-behaviour", behaviour="scan", filters=Filters(role=("patient",)))
    attrs = found.to_pandas().attrs
    assert attrs["name"] == "beliefs-behind-behaviour"
    assert attrs["question"] == found.question.question
    assert attrs["selection"].startswith("Only what is said as patient.")
    assert attrs["notes"] == [*found.question.notes, FOOTER]
    titles = library.ask("studies-that-sampled", role="patient").to_pandas()
    assert FOOTER not in titles.attrs["notes"]


def test_every_question_becomes_a_frame_with_the_values_of_its_rows(demo: Library) -> None:
    for question in demo.questions():
        words = shlex.split(question.examples[0])[3:]
        given: Any = dict(word.split("=", 1) for word in words if "=" in word)
        answer = demo.ask(question.name, **given)
        found = answer.to_pandas()
        assert tuple(found.columns) == answer.columns
        for column in question.columns:
            if column.kind in ("text", "integer") or column.of:
                assert found[column.name].dtype != "float64", f"{question.name}.{column.name}"
        plain = found.astype("object").where(found.notna(), None).to_dict("records")
        assert plain == answer.rows, question.name


def test_a_column_that_is_not_what_its_header_says_is_left_as_it_is() -> None:
    found = frame([{"n": 2.5}, {"n": "many"}], [Column("n", "integer")], {})
    assert found["n"].tolist() == [2.5, "many"]


def test_without_pandas_the_cure_is_said(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = library.ask("beliefs-behind-behaviour", behaviour="scan")
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ExtraMissing) as raised:
        answer.to_pandas()
    assert str(raised.value) == (
        "pandas is not installed, so there is no DataFrame. Install it with: pip install 'beliefgraph[pandas]'"
    )
    assert "<td" in answer._repr_html_()


def test_a_prompt_shows_one_line(library: Library) -> None:
    assert repr(library.ask("groups-of-a-study", study="S2")) == (
        "<Answer groups-of-a-study: 1 row of group, label, roles, profession, n, country, quotes>"
    )


def test_a_notebook_shows_text_as_text(library: Library) -> None:
    page = library.ask("beliefs-behind-behaviour", behaviour="scan")._repr_html_()
    read = Reader(page)
    assert set(read.tags) == {"div", "p", "b", "table", "thead", "tbody", "tr", "th", "td"}
    assert MARKUP in read.cells
    assert page.startswith('<div class="tex2jax_ignore mathjax_ignore">')


def test_under_the_table_stands_what_must_be_said(library: Library) -> None:
    found = library.ask("beliefs-behind-behaviour", behaviour="scan", filters=Filters(role=("patient",)))
    page = found._repr_html_()
    assert page.index("</table>") < page.index("Only what is said as patient.") < page.index(FOOTER)
    assert found.question.question in page
    nobody = library.ask("beliefs-behind-behaviour", behaviour="wait")._repr_html_()
    assert "<p>Nothing fits.</p>" in nobody


def test_a_long_table_is_cut_and_says_so() -> None:
    rows: Any = [{"n": number, "list": ["a", "b"]} for number in range(1201)]
    page = html_table(
        rows, [Column("n", "integer", words='a "word"'), Column("list", "list of text")], "Q", []
    )
    assert page.count("<tr>") == 201
    assert "<p>The first 200 of 1,201 rows; .rows and .to_pandas() hold all.</p>" in page
    assert '<th title="a &quot;word&quot;">n</th><th>list</th>' in page
    assert '<tr><td style="text-align: right">0</td><td style="text-align: left">a; b</td></tr>' in page

"""A speaker of a small group stays unnamed whatever the filters leave of the quote's groups, and by one rule."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.analysis.profile import STATEMENTS
from beliefgraph.analysis.recognised import TOO_SMALL, small_groups
from beliefgraph.library import Library
from beliefgraph.queries.filters import Filters
from beliefgraph.queries.quoted import QuoteText, Voice, quote_texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from support.engines import Engine

TABLES = {
    "studies": "id,authors,year\ns1,Pike A,2022\ns2,To D,2020\ns3,Lin B,2016\n",
    # s1: 3 doctors and 20 patients; s2: its only group has 2 people; s3: one small and one large group.
    "groups": "id,study,roles,label,n\n"
    "g1,s1,clinician,village doctors,3\ng2,s1,patient,patients,20\n"
    "g3,s2,patient,a couple,2\n"
    "g4,s3,patient,two women,2\ng5,s3,patient,a ward,30\n",
    "behaviours": "id,label,actor\nscan,Scan,doctors\n",
    "themes": "id,label\nrisk,Risk\n",
    "subthemes": "id,label,themes\nfear,Fear of blame,risk\n",
    "quotes": "id,study,groups,speaker,roles,text,kind,supports,behaviours,direction,locator\n"
    "q1,s1,g1;g2,P-one,patient,Of both groups,verbatim,fear,scan,encourages,p. 1\n"
    "q2,s2,,P-two,patient,Of nobody said,verbatim,fear,scan,encourages,p. 2\n"
    "q3,s3,,P-three,patient,Of one of two,verbatim,fear,scan,encourages,p. 3\n"
    "q4,s1,g2,P-four,patient,Of the large group,verbatim,fear,scan,encourages,p. 4\n",
}
MAPS = (("beliefs", "scan"), ("evidence", "fear"), ("gap",))
WARNING = (
    "2 quotes are the words of groups of fewer than 5 people (village doctors, Pike 2022; a couple, To 2020): they may "
    "be recognised. --paraphrases-only or --no-quotes leaves them out."
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("recognised")
    for name, rows in TABLES.items():
        (folder / f"{name}.csv").write_text(rows, encoding="utf-8")
    with Library(folder / "lib.db") as made:
        made.load(*sorted(folder.glob("*.csv")))
        yield made


@pytest.mark.parametrize("role", [(), ("patient",)])
@pytest.mark.parametrize("asked", MAPS)
def test_a_filter_that_leaves_out_the_small_group_uncovers_nobody(
    library: Library, asked: tuple[str, ...], role: tuple[str, ...]
) -> None:
    page: Any = library.map(*asked, filters=Filters(role=role))
    assert "Of both groups" in page
    assert "P-one" not in page
    assert "P-four" in page
    assert page.warning == WARNING


@pytest.mark.parametrize("asked", MAPS)
def test_the_speaker_of_a_quote_without_groups_is_judged_by_the_same_rule_as_the_warning(
    library: Library, asked: tuple[str, ...]
) -> None:
    page: Any = library.map(*asked)
    assert page.warning == WARNING
    assert "P-two" not in page
    assert "P-three" in page


def test_a_table_for_a_paper_goes_by_the_same_rule(library: Library) -> None:
    # The one sample of the belief is the first of its quotes, q1; without study s1 it is q2, then q3.
    for without, words in (
        ((), f"“Of both groups” – {TOO_SMALL}; Pike 2022, p. 1"),
        (("s1",), f"“Of nobody said” – {TOO_SMALL}; To 2020, p. 2"),
        (("s1", "s2"), "“Of one of two” – P-three; Lin 2016, p. 3"),
    ):
        printed = library.profile(STATEMENTS, filters=Filters(without_study=without, role=("patient",)))
        assert [cell for row in printed.rows for cell in row.cells if "“" in cell] == [words]


def test_the_groups_of_a_quote_are_read_alike_on_every_engine(engine: Engine, tmp_path: Path) -> None:
    for name, rows in TABLES.items():
        (tmp_path / f"{name}.csv").write_text(rows, encoding="utf-8")
    address = engine.empty(tmp_path / "place")
    with engine.library(address) as made:
        made.load(*sorted(tmp_path.glob("*.csv")))
    with closing(engine.open(address, read_only=True)) as store:
        found = quote_texts(store.query, ["q3", "q1", "q2", "q4"], ["paraphrase"])
    doctors, patients = Voice("g1", 3, "village doctors"), Voice("g2", 20, "patients")
    assert found == {
        "q1": QuoteText(None, "p. 1", voices=(doctors, patients)),
        "q2": QuoteText(None, "p. 2", sampled=(Voice("g3", 2, "a couple"),)),
        "q3": QuoteText(None, "p. 3", sampled=(Voice("g4", 2, "two women"), Voice("g5", 30, "a ward"))),
        "q4": QuoteText(None, "p. 4", voices=(patients,)),
    }
    assert [*found] == ["q1", "q2", "q3", "q4"]


def test_the_rule() -> None:
    three, two, twenty, unknown = Voice("g1", 3), Voice("g3", 2), Voice("g2", 20), Voice("g9")
    assert small_groups(QuoteText("x", voices=(three, twenty))) == (three,)
    assert small_groups(QuoteText("x", voices=(twenty,), sampled=(two,))) == ()
    assert small_groups(QuoteText("x", voices=(unknown,))) == ()
    assert small_groups(QuoteText("x", sampled=(two, three))) == (two, three)
    assert small_groups(QuoteText("x", sampled=(two, twenty))) == ()
    assert small_groups(QuoteText("x", sampled=(two, unknown))) == ()
    assert small_groups(QuoteText("x")) == ()
    assert small_groups(QuoteText("x", voices=(Voice("g", 4),))) == (Voice("g", 4),)
    assert small_groups(QuoteText("x", voices=(Voice("g", 5),))) == ()

"""The gap map as data: what a cell says and opens, on the library made by hand and on hostile text."""

from __future__ import annotations

import json
import re
from contextlib import closing
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from paper.answers import TABLES

from beliefgraph.analysis.gaps import gaps
from beliefgraph.graph.store import open_store
from beliefgraph.library import Library
from beliefgraph.maps import gap_words
from beliefgraph.maps.gap import gap_map, gap_page
from beliefgraph.maps.gap_speakers import Speakers
from beliefgraph.queries.evidence import read_evidence
from beliefgraph.queries.filters import Filters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from beliefgraph.graph.evidence import Evidence
    from beliefgraph.graph.store import Store
    from beliefgraph.maps.details import Details

PATIENT, CLINICIAN, CARER, PUBLIC, OTHER = range(5)


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    address = tmp_path_factory.mktemp("gap") / "paper.db"
    with Library(address) as library:
        library.load(TABLES)
    with closing(open_store(address, read_only=True)) as store:
        yield store


def data(html: str) -> Any:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found[1])


def page(store: Store, filters: Filters | None = None, **more: Any) -> Any:
    return data(gap_map(store.query, read_evidence(store.query, filters), filters, **more))


def place(found: Any, label: str) -> int:
    return next(at for at, one in enumerate(found["rows"], start=1) if one["label"] == label)


def cell(found: Any, label: str, column: int, of: int = 0) -> Any:
    """What a cell looks like and says: of all that sampled the column (0), or of those read in full (1)."""
    return found["looks"][found["rows"][place(found, label) - 1]["cells"][column][of]]


def panel(found: Any, label: str, column: int) -> Any:
    return found["panels"][f"cell-{place(found, label)}-{column + 1}"]


def texts(found: Any, blocks: Any) -> list[str]:
    """Every text of some blocks, cards and names of studies among them."""
    said = []
    for block in blocks:
        if block["is"] == "cards":
            said += [found["cards"][number]["text"] for number in block["cards"]]
        elif block["is"] == "studies":
            said.append(named(found, block["studies"]))
        elif block["is"] == "list":
            said += block["items"]
        elif block["is"] == "basis":
            said += texts(found, block["all"])
        elif block["is"] != "cells":
            said.append(block["text"])
    return said


def named(found: Any, numbers: list[int]) -> str:
    return ", ".join(found["studies"][number] for number in numbers)


def test_a_cell_in_words_and_by_both_denominators(paper: Store) -> None:
    """No time for tea (WORKED.md, section 6): s02 says both, s05 the opposite, s01 and s04 voice it."""
    found = page(paper)
    assert found["rows"][place(found, "No time for tea") - 1]["cells"][CLINICIAN][2] == "(5) (opp. 2)"
    assert cell(found, "No time for tea", CLINICIAN) == {
        "mark": "both",
        "text": "3/10",
        "sides": [3, 2, 10],
        "doubt": "",
        "words": "voiced in 3 and the opposite voiced in 2 of 10 studies; 1 of them both; 2 nobody can tell whose view; "
        "1 asked, not reported; 1 not reported, read in full; 1 not asked; 1 not known; reviews report (5) (opp. 2)",
    }
    assert cell(found, "No time for tea", CLINICIAN, 1)["sides"] == [3, 2, 7]


def test_every_silence_has_its_words(paper: Store) -> None:
    found = page(paper)
    words = {
        column: cell(found, label, column)["words"]
        for label, column in (
            ("Guilt towards those who wait", PATIENT),
            ("It has always been done so", CARER),
            ("No time for tea", PUBLIC),
            ("No time for tea", OTHER),
        )
    }
    assert words == {
        PATIENT: "asked, not reported: 1 of 3 studies; 1 not reported, read in full; 1 not known",
        CARER: "not reported, read in full: 1 of 3 studies; 2 not known",
        PUBLIC: "not known: 1 of 1 study",
        OTHER: "never sampled",
    }
    public = cell(found, "No time for tea", PUBLIC, 1)
    assert (public["mark"], public["words"]) == ("unknown", "the only study was not read in full")


def test_a_cell_opens_the_studies_in_each_state_and_what_they_say(paper: Store) -> None:
    """Voiced in s01 s02 s04 s10, by q03 q07 q16 q30 and Ben's q05 and q14; q30 may not be shared."""
    found = page(paper)
    opened = panel(found, "Guilt towards those who wait", CLINICIAN)
    assert [(state, named(found, numbers)) for state, numbers, _ in opened["told"]] == [
        ("voiced", "Abel 2001, Cole 2004, Gale 2010, Orr 2019"),
        ("asked_not_reported", "Hill 2012"),
        ("not_asked", "Lee 2016, Nash 2018"),
    ]
    said = texts(found, opened["told"][0][2])
    assert said[0] == "For it"
    assert len(said) == 7
    assert "text not shared" in said
    # Silence has no words.
    assert [blocks for _, _, blocks in opened["told"][1:]] == [[], []]
    assert opened["sentence"].startswith("Of 10 studies that sampled clinicians (7 read in full), 4 report")


def test_a_cell_opens_what_is_said_in_the_studies_read_in_full_alone(paper: Store) -> None:
    """Of those that voice it s10 was read in part: its q30 is no card of those read in full."""
    found = page(paper)
    opened = panel(found, "Guilt towards those who wait", CLINICIAN)
    assert list(opened["full"]) == ["voiced"]
    said = texts(found, opened["full"]["voiced"])
    assert said[0] == "For it"
    assert len(said) == 6
    assert "text not shared" not in said
    # Where all or none of the studies were read in full nothing more is stored.
    assert "full" not in panel(found, "Guilt towards those who wait", PATIENT)


def test_a_column_counts_its_cells_by_both_denominators(paper: Store) -> None:
    found = page(paper)
    [basis] = [one for one in found["panels"]["column-4"]["blocks"] if one["is"] == "basis"]
    # The public: 1 study, not read in full; by its own denominator no belief is anything but not known.
    assert texts(found, basis["full"]) == ["Counted: those read in full.", "not known: 15 beliefs"]
    assert texts(found, basis["all"])[0] == "Counted: all that sampled it."


def test_a_text_that_may_not_be_shared_is_nowhere_in_the_page(paper: Store) -> None:
    (held,) = paper.query("MATCH (q:Quote {id: 'q30'}) RETURN q.text AS text", {})
    html = gap_map(paper.query, read_evidence(paper.query))
    assert str(held["text"]) not in unescape(html)
    assert str(held["text"])[:20] not in unescape(html)


def test_without_words_of_quotes(paper: Store) -> None:
    (held,) = paper.query("MATCH (q:Quote {id: 'q03'}) RETURN q.text AS text", {})
    evidence = read_evidence(paper.query)
    assert str(held["text"]) in json.dumps(data(gap_map(paper.query, evidence)), ensure_ascii=False)
    none = gap_map(paper.query, evidence, texts="none")
    assert str(held["text"]) not in json.dumps(data(none), ensure_ascii=False)
    assert none.warning == ""


def test_a_belief_that_nobody_can_be_told_to_hold_opens_the_list_that_names_the_studies(paper: Store) -> None:
    """permission: review finding f6 lists s08 and s10; no statement is held."""
    found = page(paper)
    told = panel(found, "One needs leave for a break", CLINICIAN)["told"]
    assert [(state, len(numbers)) for state, numbers, _ in told] == [
        ("unattributed", 2),
        ("asked_not_reported", 2),
    ]
    said = texts(found, told[0][2])
    assert "Where the boss frowns, people think they need leave, and then they do not go." in said


def test_rows_columns_and_what_is_left_out(paper: Store) -> None:
    found = page(paper, most=4)
    assert [one["label"] for one in found["rows"]] == [
        "No time for tea",
        "Guilt towards those who wait",
        "Tea harms the work",
        "Tea helps the work",
    ]
    assert [one["theme"] for one in found["rows"]] == ["Pressure at work"] * 2 + ["The work"] * 2
    assert [(one["text"], one["under"]) for one in found["columns"]] == [
        ("Patients", ["3 studies", "1 read in full"]),
        ("Clinicians", ["10 studies", "7 read in full"]),
        ("Carers", ["3 studies", "1 read in full"]),
        ("The public", ["1 study", "none read in full"]),
        ("Others", ["never sampled"]),
    ]
    assert found["coverage"] == "Shows 4 of 15 beliefs · 12 studies sampled, 7 of them read in full"
    assert "The boss frowns on breaks (4 studies)" in texts(found, found["panels"]["coverage"]["blocks"])
    assert [one["confidence"] for one in found["rows"]] == ["Moderate", "–", "Moderate", "High"]


def test_roles_by_country_have_two_rows_of_heads(paper: Store) -> None:
    found = page(paper, country=True)
    assert [(one["text"], one["span"]) for one in found["groups"]][:2] == [("Patients", 3), ("Clinicians", 4)]
    assert [one["whole"] for one in found["columns"]][3:7] == [
        "Clinicians · Canada",
        "Clinicians · India",
        "Clinicians · Italy",
        "Clinicians · Norway",
    ]
    assert found["title"] == "Who voices which belief, by role and country, and where is silence?"
    assert "The public · Canada" in texts(found, found["panels"]["coverage"]["blocks"])


def test_only_beliefs_on_the_way_to_a_behaviour(paper: Store) -> None:
    found = page(paper, behaviour="take-break", by="decade")
    assert (
        found["title"]
        == "Where is which belief voiced on the way to “Take the tea break”, by decade, and where is silence?"
    )
    assert "The kitchen is noisy" not in [one["label"] for one in found["rows"]]


def test_numbers_that_a_filter_hides_are_told_from_those_that_no_review_states(paper: Store) -> None:
    found = page(paper, Filters(country=("Italy",)))
    printed = " ".join(part for one in found["rows"] for cell in one["cells"] for part in cell[2:])
    assert "…" in printed
    assert "n.s." not in printed
    assert any("not shown under this filter" in one["text"] for one in found["legend"])


def test_the_legend_shows_what_occurs_in_one_order(paper: Store) -> None:
    marks = [one["mark"] for one in page(paper)["legend"] if one["mark"]]
    assert marks == [
        "voiced",
        "both",
        "unattributed",
        "asked_not_reported",
        "not_reported",
        "unknown",
        "never_sampled",
    ]


def test_where_no_study_was_read_in_full_the_page_warns(demo: tuple[Store, Evidence]) -> None:
    store, evidence = demo
    assert data(gap_map(store.query, evidence))["caution"] == (
        "No study was read in full: unless a study says that it asked, silence is no evidence here."
    )


def test_every_mark_opens_something_and_the_same_library_gives_the_same_page(
    demo: tuple[Store, Evidence],
) -> None:
    store, evidence = demo
    html = gap_map(store.query, evidence)
    found = data(html)
    rows, columns = range(1, len(found["rows"]) + 1), range(1, len(found["columns"]) + 1)
    cells = {f"cell-{at}-{place}" for at in rows for place in columns}
    marks = {f"row-{at}" for at in rows} | {f"column-{place}" for place in columns} | {found["start"]}
    # A cell without a panel of its own is silent, and opens the studies of its column.
    assert marks <= set(found["panels"]) <= marks | cells
    opened = {
        block["to"] for mark in marks for block in found["panels"][mark]["blocks"] if block["is"] == "open"
    }
    assert opened <= marks | cells
    shuffled = replace(
        evidence,
        studies=dict(reversed([*evidence.studies.items()])),
        quotes=dict(reversed([*evidence.quotes.items()])),
        findings=dict(reversed([*evidence.findings.items()])),
        codings=tuple(reversed(evidence.codings)),
    )
    assert gap_map(store.query, shuffled) == html


def test_hostile_text_cannot_leave_its_place(hostile: tuple[Evidence, Details], hostile_text: str) -> None:
    evidence, details = hostile
    found = gaps(evidence, behaviour="scan")
    html = gap_page(evidence, found, details, Speakers(evidence, found))
    assert "</script><script>hacked" not in html
    # The data and three scripts.
    assert html.count("<script") == 4
    assert hostile_text in data(html)["title"]


def test_a_library_without_beliefs(hostile: tuple[Evidence, Details]) -> None:
    evidence, details = hostile
    bare = replace(evidence, ends={}, claims=(), codings=(), findings={})
    found = gaps(bare)
    assert data(gap_page(bare, found, details, Speakers(bare, found)))["rows"] == []


def test_words_for_a_finding_that_says_the_opposite(paper: Store) -> None:
    evidence = read_evidence(paper.query)
    found = gaps(evidence)
    cell = next(one for one in found.rows if one.row.belief == "no-time").row.cells[CLINICIAN]
    assert [gap_words.says_opposite(evidence, "no-time", entry) for entry in cell.reported] == [False, True]

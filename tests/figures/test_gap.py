"""The gap map in print: what is drawn is what was counted, at every width, without colour, with any label."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from paper.answers import tables

from beliefgraph.errors import MapError
from beliefgraph.figures.check import faults
from beliefgraph.figures.gap import sheet
from beliefgraph.figures.gap_marks import mark
from beliefgraph.figures.sheet import SMALLEST, Shape, Sheet, Words
from beliefgraph.figures.written import written
from beliefgraph.queries.filters import Filters
from support import reference
from support.plain_evidence import as_evidence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from beliefgraph.graph.evidence import Evidence
    from beliefgraph.graph.records import Value
    from beliefgraph.graph.store import Row

MM = 72 / 25.4
WIDTHS = (85, 170, 176)
HOSTILE = (
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen" * 3,
    "</script><script>alert(1)</script>",
    "شكرا جزيلا لكم على صبركم",
    "😀😀😀 a belief with faces 😀😀😀",
    "x" * 400,
    "very many short words " * 30,
    "",
)


@pytest.fixture(scope="module")
def paper() -> Evidence:
    return as_evidence(reference.library(tables()))


@pytest.fixture(scope="module")
def demo(read_demo: Evidence) -> Evidence:
    return read_demo


def no_query(text: str, parameters: Mapping[str, Value]) -> list[Row]:
    raise AssertionError("a gap figure reads no texts")


def drawn(
    evidence: Evidence,
    width: float = 170,
    names: tuple[str, ...] = (),
    by: Sequence[str] = (),
    *,
    country: bool = False,
) -> Sheet:
    return sheet(no_query, evidence, names, Filters(), width * MM, by=by, country=country)


def told(found: Sheet) -> list[str]:
    return [one.text for one in found.words]


def in_cells(found: Sheet) -> dict[str, str]:
    """The text in each mark of the table, by the id of its shape."""
    return {
        one.owner.removesuffix("-plate"): one.text
        for one in found.words
        if one.owner.startswith("cell-") and one.text
    }


def hostile(evidence: Evidence) -> Evidence:
    """The same evidence with every label turned against the page."""
    ends = {
        identifier: replace(end, label=HOSTILE[number % len(HOSTILE)] or end.label)
        for number, (identifier, end) in enumerate(evidence.ends.items())
    }
    return replace(evidence, ends=ends)


def test_what_is_drawn_is_what_was_counted(paper: Evidence) -> None:
    """Rows and numbers as in tests/analysis/test_gaps.py and WORKED.md; row 2 is the first belief, below its theme."""
    cells = in_cells(drawn(paper))
    no_time = {name: text for name, text in cells.items() if name.startswith("cell-2-")}
    assert no_time == {
        "cell-2-1": "2/3",
        "cell-2-2-for": "3",
        "cell-2-2-against": "2",
        "cell-2-3": "3/3",
        "cell-2-4": "?",
    }
    guilt = {name: text for name, text in cells.items() if name.startswith("cell-3-")}
    assert guilt == {
        "cell-3-1": "0/3",
        "cell-3-2": "4/10",
        "cell-3-3-for": "1",
        "cell-3-3-against": "1",
        "cell-3-4": "?",
    }


def test_heads_themes_reported_numbers_and_words_of_cerqual(paper: Evidence) -> None:
    said = told(drawn(paper))
    for text in ("Patients", "Clinicians", "10 studies", "7 read in full", "Pressure at work", "In no theme"):
        assert text in said
    assert "/10 (5)" in said
    assert "(opp. 2)" in said
    assert {"Moderate", "High", "Low", "Very\u00a0low", "none", "–"} <= set(said)


def test_words_for_who_cannot_see_it(paper: Evidence) -> None:
    found = drawn(paper)
    assert found.title == "Who voices which belief, and where is silence?"
    assert found.title not in told(found)
    assert found.subtitle == "Shows 15 of 15 beliefs · 12 studies sampled, 7 of them read in full"
    # Of 15 beliefs: WORKED.md, section 6. Clinicians: 4 both, 6 voiced, 1 unattributed, 4 not reported.
    assert (
        "Clinicians: voiced in 6, both in 4, spoken of without telling as whose view in 1, read in full and not reported in 4"
        in found.alt
    )
    assert "Others: never sampled for 15" in found.alt
    assert "A study that does not report a belief says nothing against it." in found.caption


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("country", [False, True], ids=["roles", "countries"])
def test_nothing_overlaps_or_leaves_the_page(
    demo: Evidence, paper: Evidence, width: float, country: bool
) -> None:
    for evidence, behaviour in ((demo, "order-imaging"), (paper, "take-break")):
        for names in ((), (behaviour,)):
            found = drawn(evidence, width, names, country=country)
            assert faults(found) == []
            assert found.width == width * MM
            assert found.height <= 230 * MM


@pytest.mark.parametrize("width", WIDTHS)
def test_hostile_labels_keep_their_places(paper: Evidence, width: float) -> None:
    found = drawn(hostile(paper), width)
    assert faults(found) == []
    assert written(found, "svg")


def test_a_narrow_figure_has_fewer_columns_and_says_which(paper: Evidence) -> None:
    found = drawn(paper, 85)
    said = " ".join(told(found))
    assert "Never sampled: Others." in said
    assert "Left out for room:" in said
    assert "Never sampled: Others." in found.caption
    assert "Never sampled" not in drawn(paper).caption
    # At 60 mm columns that were sampled go too; the sentence of the drawing is that of the caption.
    narrow = drawn(paper, 60)
    left = narrow.caption.partition("Left out for room: ")[2].partition(".")[0]
    assert left
    assert f"Left out for room: {left}." in " ".join(told(narrow))
    assert min(one.size for one in found.words) == SMALLEST
    wide = " ".join(told(drawn(paper)))
    assert "Left out" not in wide


def test_rows_that_do_not_fit_on_a_page_are_counted(demo: Evidence) -> None:
    found = drawn(demo)
    left = next(one.text for one in found.words if one.text.startswith("Left out for room: "))
    rows = {one.id for one in found.shapes if one.id.startswith("cell-")}
    shown = len({identifier.split("-")[1] for identifier in rows})
    assert left.startswith(f"Left out for room: {107 - shown} beliefs of 107")
    assert found.subtitle.startswith(f"Shows {shown} of 107 beliefs")


def test_marks_differ_without_colour() -> None:
    """Fill, hatch, dash, number of outlines and text: no two marks are alike."""

    def look(kind: str) -> tuple[object, ...]:
        items = mark("m", kind, 0, 0, 40, "1/6", ("1", "1"))
        shapes = tuple(
            (one.fill == "behaviour", one.hatch, one.dash, bool(one.line), one.form)
            for one in items
            if isinstance(one, Shape)
        )
        return shapes, any(isinstance(one, Words) and one.text == "?" for one in items)

    kinds = (
        "voiced",
        "contradicted",
        "both",
        "unattributed",
        "asked_not_reported",
        "not_reported",
        "unknown",
        "never_sampled",
    )
    assert len({look(kind) for kind in kinds}) == len(kinds)


def test_equal_evidence_gives_equal_bytes(paper: Evidence) -> None:
    turned = replace(
        paper,
        studies=dict(reversed([*paper.studies.items()])),
        findings=dict(reversed([*paper.findings.items()])),
        codings=tuple(reversed(paper.codings)),
    )
    assert drawn(turned) == drawn(paper)
    assert written(drawn(turned, 85), "svg") == written(drawn(paper, 85), "svg")


def test_columns_of_other_attributes(paper: Evidence) -> None:
    found = drawn(paper, by=("decade",))
    assert "2000s" in told(found)
    assert faults(found) == []


def test_nothing_to_draw(paper: Evidence) -> None:
    with pytest.raises(
        MapError,
        match=r"^There is no belief to draw a gap map of\. Drop a filter, or choose another behaviour\.$",
    ):
        drawn(paper, names=("bring-biscuits",))
    with pytest.raises(MapError, match=r"^No study of this selection stands in a column\."):
        drawn(
            replace(paper, studies={}, groups={}, quotes={}, codings=(), claims=(), findings={}, asked=()),
            by=("decade",),
        )

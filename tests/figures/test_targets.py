"""The ranking of targets: ranks and ranges as they were worked out by hand, rows of one rank together, at every width."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from beliefgraph.errors import MapError, ParameterError
from beliefgraph.figures.blocks import TALLEST
from beliefgraph.figures.check import faults
from beliefgraph.figures.sheet import text_width
from beliefgraph.figures.targets import sheet
from beliefgraph.figures.written import written
from beliefgraph.graph.evidence import Claim, End, Evidence, Summary
from beliefgraph.library import Filters
from beliefgraph.maps.palette import LIGHT, contrast
from support.figure_evidence import HOSTILE, every_mark, hostile, no_texts

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from beliefgraph.figures.sheet import Shape, Sheet, Words

MM = 72 / 25.4
WIDTHS = (85, 170, 176)

WORKED = {
    "No time for tea": ("−", 1, "(1–1)", "6", "6", "yes", "C", "Moderate"),
    "Guilt towards those who wait": ("±", 2, "(1–2)", "5", "5", "yes", "C, R", ""),
    "The boss frowns on breaks": ("±", 3, "(3–6)", "4", "2", "no", "C", "High"),
    "Tea helps the work": ("+", 4, "(3–6)", "3", "3", "yes", "C, P, R, U", "High"),
    "Tea harms the work": ("−", 5, "(3–6)", "3", "3", "no", "C, P", "Moderate"),
    "Whoever drinks tea belongs": ("+", 6, "(4–7)", "3", "2", "yes", "C, R", "High"),
    "One needs leave for a break": ("−", 7, "(5–8)", "2", "2", "no", "", "High"),
    "One can trust the others": ("+", 7, "(5–10)", "2", "2", "no", "C, P", "none"),
    "The kettle is broken": ("−", 9, "(8–9)", "2", "1", "no", "C", ""),
    "One is tired": ("+", 10, "(7–10)", "1", "1", "yes", "C, P", ""),
}
"""take-break by belief, from WORKED.md: sign, rank, range, studies, reach, conflict, roles and confidence."""


def drawn(evidence: Evidence, *names: str, width: float = 176, filters: Any = None, **options: Any) -> Sheet:
    return sheet(no_texts, evidence, names, filters or Filters(), width * MM, **options)


def said(made: Sheet) -> str:
    return " ".join(words.text for words in made.words)


def rows(made: Sheet) -> list[tuple[Words, list[Words]]]:
    """Return the number of each rank with the words beside it, from left to right."""
    numbers = [words for words in made.words if words.bold and words.anchor == "end" and words.text.isdigit()]
    return [
        (number, sorted((one for one in made.words if abs(one.y - number.y) < 6), key=lambda one: one.x))
        for number in numbers
    ]


def dots(made: Sheet) -> list[Shape]:
    return [shape for shape in made.shapes if shape.form == "circle"]


def test_rows_are_those_worked_out_by_hand(read_paper: Callable[..., Evidence]) -> None:
    made = drawn(read_paper(), "take-break")
    assert [int(number.text) for number, _ in rows(made)] == [row[1] for row in WORKED.values()]
    for (number, beside), (label, (sign, rank, spread, *cells)) in zip(
        rows(made), WORKED.items(), strict=True
    ):
        assert (number.text, label) == (str(rank), label)
        after = [one.text for one in beside if one.x > number.x]
        assert after == [one for one in (spread, *cells) if one], label
        lines = [one for one in made.words if abs(one.y - number.y) < 12 and 10 < one.x < 20]
        assert " ".join(one.text for one in lines) in (label, f"{label}"), label
        signs = [one.text for one in made.words if abs(one.y - number.y) < 7 and one.x < 10]
        assert signs == [sign], label


def test_dots_and_bars_stand_at_the_ranks_they_name(read_paper: Callable[..., Evidence]) -> None:
    made = drawn(read_paper(), "take-break")
    ticks = {
        words.text: words.x for words in made.words if words.colour == "soft" and words.anchor == "middle"
    }
    assert list(ticks) == ["1", "5", "10"]
    first, last = ticks["1"], ticks["10"]
    step = (last - first) / 9

    def x(rank: int) -> float:
        return first + (rank - 1) * step

    middles = [dot.x + dot.width / 2 for dot in dots(made)]
    assert middles == pytest.approx([x(row[1]) for row in WORKED.values()])
    bars = [stroke.points for stroke in made.strokes if stroke.width == 1.8]
    ranges = [tuple(map(int, row[2].strip("()").split("–"))) for row in WORKED.values()]
    expected = [(x(best), x(worst)) for best, worst in ranges if worst > best]
    assert [(points[0][0], points[1][0]) for points in bars] == [pytest.approx(one) for one in expected]


def test_what_is_only_reported_has_a_diamond_and_no_rank(read_paper: Callable[..., Evidence]) -> None:
    made = drawn(read_paper(), "take-break")
    assert sum(shape.form == "diamond" and shape.fill == "box" for shape in made.shapes) == 2
    text = said(made)
    assert "The rota has no break in it" in text
    assert "R4 (n.s.)" in text
    assert "R3 (4 art.)" in text
    assert "Reported by reviews only: not ranked" in text
    assert len(rows(made)) == 10
    assert "1 more belief reported, but not as a reason: the step is our reading; not ranked." in text
    assert "It has always been done so" in made.caption
    assert "It has always been done so" not in text


def test_under_five_studies_there_is_no_range(read_paper: Callable[..., Evidence]) -> None:
    made = drawn(read_paper(country=("Norway",)), "take-break", filters=Filters(country=("Norway",)))
    assert [(int(number.text)) for number, _ in rows(made)] == [1, 2, 3, 4, 5, 5, 5]
    assert not [stroke for stroke in made.strokes if stroke.width == 1.8]
    assert "too few to say under 5 named studies" in said(made)
    assert [words.text for words in made.words if words.bold][:3] == [
        "Too few studies to rank with confidence; listed by count.",
        "Belief",
        "By count",
    ]
    assert "Rank" not in [words.text for words in made.words]
    assert made.caption.count("oo few studies to rank with confidence; listed by count.") == 1
    assert "Too few studies to rank with confidence; listed by count." in made.caption
    assert "Too few studies to rank with confidence; listed by count." in made.alt
    assert "studies from Norway" in made.subtitle
    for width in (60, *WIDTHS):
        assert faults(drawn(read_paper(country=("Norway",)), "take-break", width=width)) == []


def test_order_direction_and_minimums_are_told(read_paper: Callable[..., Evidence]) -> None:
    paper = read_paper()
    made = drawn(paper, "take-break")
    assert "ranked by studies, then reach, then conflict" in made.caption
    direct = drawn(paper, "take-break", order=("direct",))
    assert "ranked by direct" in direct.caption
    assert [int(number.text) for number, _ in rows(direct)] == [1, 2, 3, 3, 5, 6, 6, 8, 8, 8]
    least = drawn(paper, "take-break", min_studies=3)
    assert len(rows(least)) == 6
    assert "Not listed: 4 ranked beliefs with less than 3 studies." in least.caption
    back = drawn(paper, "take-break", direction="discourages")
    assert [int(number.text) for number, _ in rows(back)] == [1, 2, 3, 4, 5, 6]
    assert "Only what is said to discourage it, and mixed rows." in back.caption
    with pytest.raises(ParameterError, match="no 'luck' to order by"):
        drawn(paper, "take-break", order=("luck",))


def test_the_last_rank_is_one_row_if_it_is_many_beliefs_of_one_study(read_demo: Evidence) -> None:
    made = drawn(read_demo, "order-unneeded-test")
    assert [int(number.text) for number, _ in rows(made)] == [1, 2, 3, 4, 5, 5, 7, 8]
    assert "26 more beliefs with one study each share rank 8" in said(made)
    last = rows(made)[-1]
    assert [one.text for one in last[1] if one.x > last[0].x] == ["(7–33)", "1 each"]
    assert made.subtitle.startswith("Shows 7 of 33 ranked beliefs one by one")
    assert "logarithmic" in made.caption
    named = made.caption.partition("In one row, with one study each: ")[2]
    assert named.count("; ") == 25


def test_beliefs_of_one_study_have_rows_of_their_own_where_there_is_room() -> None:
    # Five beliefs of one study each fill a small part of a page; 60 do not fit on one, so they are one row.
    for count, shown in ((5, 5), (60, 1)):
        labels = {f"b{number:02}": f"Belief {number:02}" for number in range(count)}
        evidence = Evidence(
            claims=tuple(
                Claim(id=key, cause=key, effect="x", direction="encourages", study=f"s{place % 9}")
                for place, key in enumerate(labels)
            ),
            ends={
                **{key: End(id=key, kind="Subtheme", label=label) for key, label in labels.items()},
                "x": End(id="x", kind="Behaviour", label="X"),
            },
        )
        made = drawn(evidence, "x", width=170)
        assert len(dots(made)) == shown
        folded = f"In one row, with one study each: {'; '.join(labels.values())}."
        assert (folded in made.caption) == (shown == 1)
        assert ("60 beliefs with one study each share rank 1" in said(made)) == (shown == 1)


def test_cerqual_words_keep_off_the_edge_of_the_page() -> None:
    evidence = every_mark()
    finding = replace(evidence.findings["f1"], confidence="Moderate", beliefs={"blame": Summary()})
    other = replace(finding, id="f2", confidence="High")
    made = drawn(replace(evidence, findings={"f1": finding, "f2": other}), "scan", width=170)
    (level,) = (words for words in made.words if words.text in {"Moderate;", "High; Moderate", "High;"})
    for words in made.words:
        if words.x >= level.x:
            assert words.x + text_width(words.text, words.size, words.bold) <= 170 * MM - 2.9


def test_what_does_not_fit_on_a_page_is_counted() -> None:
    many = 200
    ends = {f"b{number:03}": f"Belief number {number}" for number in range(many)}
    evidence = Evidence(
        claims=tuple(
            Claim(id=f"{belief}-{study}", cause=belief, effect="x", direction="encourages", study=study)
            for belief in ends
            for study in (f"s{belief[1]}", "s8", "s9", "s7")
        ),
        ends={
            **{belief: End(id=belief, kind="Subtheme", label=label) for belief, label in ends.items()},
            "x": End(id="x", kind="Behaviour", label="X"),
        },
    )
    for width in WIDTHS:
        made = drawn(evidence, "x", width=width)
        assert made.height <= TALLEST
        left = next(words.text for words in made.words if "not drawn" in words.text)
        assert left.startswith(f"{many - len(rows(made))} more ranked beliefs not drawn: rank 1.")
        assert faults(made) == []


@pytest.mark.parametrize("width", [60, *WIDTHS])
def test_nothing_overlaps_in_the_demo(read_demo: Evidence, width: int) -> None:
    for behaviour in ("order-imaging", "order-unneeded-test", "use-booklet", "ask-for-imaging"):
        made = drawn(read_demo, behaviour, width=width)
        assert faults(made) == []
        assert made.height <= TALLEST
        assert made.width == pytest.approx(width * MM)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("width", WIDTHS)
def test_hostile_labels_and_reviews_stay_in_their_place(width: int, text: str) -> None:
    evidence = hostile(every_mark(), text)
    findings = {key: replace(one, review=text) for key, one in evidence.findings.items()}
    made = drawn(replace(evidence, findings=findings), "scan", width=width)
    assert faults(made) == []


def test_a_narrow_figure_says_the_same(read_paper: Callable[..., Evidence]) -> None:
    made = drawn(read_paper(), "take-break", width=85)
    wide = drawn(read_paper(), "take-break")
    assert [number.text for number, _ in rows(made)] == [number.text for number, _ in rows(wide)]
    assert said(made).count("in conflict") == 5
    assert sum(words.text == "High" for words in made.words) == 4
    assert made.alt == wide.alt
    assert made.caption == wide.caption


def test_equal_evidence_gives_equal_bytes(read_paper: Callable[..., Evidence]) -> None:
    one, other = (drawn(read_paper(), "take-break") for _ in range(2))
    assert one == other
    for form in ("svg", "pdf", "png"):
        assert written(one, form, dpi=72) == written(other, form, dpi=72)


def test_it_is_readable_without_colour(read_paper: Callable[..., Evidence]) -> None:
    made = drawn(read_paper(), "take-break")
    assert {words.text for words in made.words if words.x < 10} >= {"+", "−", "±"}
    for words in made.words:
        assert contrast(LIGHT[words.colour], LIGHT["tag"]) >= 4.5


def test_words_beside_it(read_paper: Callable[..., Evidence]) -> None:
    made = drawn(read_paper(), "take-break")
    assert made.title == "Which beliefs are said to lead to “Take the tea break”?"
    assert "No time for tea, discourages, rank 1 (1 to 1), 6 studies" in made.alt
    assert "Mixed: Guilt towards those who wait; The boss frowns on breaks." in made.alt
    for text in (made.title, made.subtitle, made.caption, made.alt, said(made)):
        assert "drives" not in text
        assert "causes" not in text
    tops = [number.y for number, _ in rows(made)]
    assert all(above < below for above, below in pairwise(tops))


def test_nothing_leads_there(read_paper: Callable[..., Evidence]) -> None:
    with pytest.raises(MapError, match="No claim in the selection says what leads to 'Bring biscuits'"):
        drawn(read_paper(), "bring-biscuits")


def test_without_a_numbered_row_only_the_readings_are_counted(read_paper: Callable[..., Evidence]) -> None:
    given = Filters(coder=("Ben",), without_study=("s12",))
    for width in (60, *WIDTHS):
        made = drawn(
            read_paper(coder=("Ben",), without_study=("s12",)), "take-break", width=width, filters=given
        )
        text = said(made)
        assert "1 more belief reported, but not as a reason: the step is our reading; not ranked." in text
        assert "Dot" not in text
        assert not any(words.text == "." for words in made.words)
        assert faults(made) == []


def test_a_very_narrow_figure_has_one_column_of_numbers(read_paper: Callable[..., Evidence]) -> None:
    made = drawn(read_paper(), "take-break", width=60)
    assert "reach 6 · held by C · in conflict" in [words.text for words in made.words]
    assert "Reach" not in [words.text for words in made.words]
    assert faults(made) == []

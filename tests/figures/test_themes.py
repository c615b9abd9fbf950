"""The tree of themes: beliefs under their themes with the studies worked out by hand, what does not fit, hostile labels."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from beliefgraph.errors import MapError
from beliefgraph.figures.blocks import TALLEST
from beliefgraph.figures.check import faults
from beliefgraph.figures.theme_rows import themes
from beliefgraph.figures.themes import sheet
from beliefgraph.figures.written import written
from beliefgraph.graph.evidence import Claim, End, Evidence
from beliefgraph.library import Filters
from support.figure_evidence import HOSTILE, every_mark, hostile, no_texts

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from beliefgraph.figures.sheet import Sheet

MM = 72 / 25.4
WIDTHS = (85, 170, 176)

WORKED = [
    ("The work", "7 beliefs, 12 studies"),
    ("Tea harms the work", "4 (2)", "Moderate"),
    ("Tea helps the work", "4 (3*)", "High"),
    ("One is tired", "2"),
    ("Pressure at work", "4 beliefs, 8 studies"),
    ("No time for tea", "6 (5)", "Moderate"),
    ("† Guilt towards those who wait", "5"),
    ("The boss frowns on breaks", "4 (2)", "High"),
    ("One needs leave for a break", "2 (2)", "High"),
    ("The team", "3 beliefs, 7 studies; as such", "1 study"),
    ("† Guilt towards those who wait", "5"),
    ("Whoever drinks tea belongs", "3 (3*; 3*)", "High"),
    ("One can trust the others", "2 (3*)", "none"),
    ("No theme", "6 beliefs, 3 studies"),
    ("The kettle is broken", "2"),
    ("It has always been done so", "1"),
    ("The kitchen is noisy", "1"),
    ("The rota has no break in it", "(n.s.)", "none"),
    ("There is a queue for the kettle", "(1)", "Very low"),
    ("Thirst makes one careless", "(4 art.)", "Low"),
]
"""From section 2 of WORKED.md: named studies, what reviews print, CERQual; of a theme the union of its beliefs' studies."""


def drawn(evidence: Evidence, *names: str, width: float = 176, filters: Any = None) -> Sheet:
    return sheet(no_texts, evidence, names, filters or Filters(), width * MM)


def said(made: Sheet) -> str:
    return " ".join(words.text.replace("\u00a0", " ") for words in made.words)


def test_the_whole_tree_is_that_worked_out_by_hand(read_paper: Callable[..., Evidence]) -> None:
    made = drawn(read_paper())
    texts = [words.text.replace("\u00a0", " ") for words in made.words]
    expected = [text for row in WORKED for text in row]
    assert texts[1 : 1 + len(expected)] == expected
    assert texts[0] == "All beliefs"
    assert made.subtitle == "Shows 15 of 15 beliefs · 12 studies"
    assert "† stands under several themes" in said(made)


def test_a_theme_in_a_theme_hangs_on_it_and_beliefs_without_one_come_last(
    read_paper: Callable[..., Evidence],
) -> None:
    made = drawn(read_paper())
    boxes = [shape for shape in made.shapes if shape.form == "round" and shape.fill == "box"]
    left = {shape.id: shape.x for shape in boxes}
    outer, inner, team, none = boxes
    assert inner.x > outer.x == team.x == none.x
    assert none.dash
    assert not outer.dash
    joined = [stroke for stroke in made.strokes if stroke.ends == (outer.id, inner.id)]
    assert [stroke.points[-1] for stroke in joined] == [(left[inner.id], inner.y + 2.8 + 10.5 / 2)]
    roots = [stroke for stroke in made.strokes if stroke.ends[:1] == ("root",)]
    assert [stroke.ends[1] for stroke in roots] == [outer.id, team.id, none.id]
    # each belief hangs on its theme by one elbow
    elbows = [stroke.ends for stroke in made.strokes if len(stroke.ends) == 1]
    assert elbows == [(outer.id,)] * 3 + [(inner.id,)] * 4 + [(team.id,)] * 3 + [(none.id,)] * 6


def test_the_tree_of_a_behaviour_has_the_studies_of_its_ranking(read_paper: Callable[..., Evidence]) -> None:
    made = drawn(read_paper(), "take-break")
    texts = [words.text.replace("\u00a0", " ") for words in made.words]
    assert texts[:2] == ["Take the", "tea break"]
    for row in (
        ("−", "No time for tea", "6 (5)", "Moderate"),
        ("±", "The boss frowns on breaks", "4 (2)", "High"),
        ("−", "The kettle is broken", "2"),
        ("+", "Thirst makes one careless", "(4 art.)", "Low"),
    ):
        start = texts.index(row[1]) - 1
        assert tuple(texts[start : start + len(row)]) == row
    assert "It has always been done so" not in texts  # the step is our reading
    assert made.subtitle == "Shows 12 of 12 beliefs · 11 studies"
    assert "said to lead to “Take the tea break”" in made.title


def test_inferred_claims_count_if_asked(read_paper: Callable[..., Evidence]) -> None:
    made = drawn(read_paper(inferred=True), "take-break", filters=Filters(inferred=True))
    assert made.subtitle.startswith("Shows 13 of 13 beliefs · 12 studies · Inferred claims count too.")


def test_beliefs_of_which_a_filter_leaves_nothing_are_counted(read_paper: Callable[..., Evidence]) -> None:
    made = drawn(read_paper(kind=("paraphrase",)), filters=Filters(kind=("paraphrase",)))
    # q04 helps-work, q13 trust, q38 no-time, and q28, which contradicts belonging
    assert "11 beliefs of which nothing is said here are not on the tree." in made.caption
    assert "1 (3*)" not in said(made)
    assert "quotes of kind paraphrase" in made.subtitle


def test_a_theme_in_two_themes_is_drawn_with_its_beliefs_once() -> None:
    evidence = replace(
        every_mark(),
        parents={"harm": ("inner",), "inner": ("one", "two"), "one": ("ring",), "ring": ("one",)},
    )
    ends = {
        name: End(id=name, kind="Theme", label=f"Theme {name}") for name in ("inner", "one", "two", "ring")
    }
    evidence = replace(evidence, ends={**evidence.ends, **ends})
    made = drawn(evidence, "scan")
    assert sum(words.text == "Scans do harm" for words in made.words) == 1
    assert sum(words.text == "Theme inner" for words in made.words) == 2
    assert "drawn elsewhere" in said(made)
    assert faults(made) == []


def test_the_demo_is_cut_to_a_page_and_says_so(read_demo: Evidence) -> None:
    every = themes(read_demo, Filters(), "order-imaging")
    assert every.beliefs == 59
    for width in WIDTHS:
        made = drawn(read_demo, "order-imaging", width=width)
        assert made.height <= TALLEST
        more = [int(words.text[1:-5]) for words in made.words if words.text.endswith(" more")]
        shown = 59 - sum(more)
        assert made.subtitle.startswith(f"Shows {shown} of 59 beliefs")
        assert f"{sum(more)} beliefs not drawn, those with the fewest studies" in said(made)


def test_themes_that_do_not_fit_are_named(read_demo: Evidence) -> None:
    made = drawn(read_demo)
    assert "3 themes not drawn" in said(made)
    assert "Themes not drawn: " in made.caption
    assert made.height <= TALLEST


def test_thousands_of_beliefs_and_themes_still_make_a_page() -> None:
    ends = {
        f"b{number}": End(id=f"b{number}", kind="Subtheme", label=f"Belief {number}") for number in range(900)
    }
    tops = {f"t{number}": End(id=f"t{number}", kind="Theme", label=f"Theme {number}") for number in range(90)}
    claims = tuple(
        Claim(id=f"c-{belief}", cause=belief, effect="x", direction="encourages", study="s")
        for belief in ends
    )
    parents = {belief: (f"t{number % 90}",) for number, belief in enumerate(ends)}
    evidence = Evidence(
        claims=claims, parents=parents, ends={**ends, **tops, "x": End(id="x", kind="Behaviour", label="X")}
    )
    made = drawn(evidence, "x")
    assert made.height <= TALLEST
    assert faults(made) == []
    assert "themes not drawn" in said(made)


@pytest.mark.parametrize("width", [60, *WIDTHS])
@pytest.mark.parametrize(
    "names", [(), ("order-imaging",), ("use-booklet",), ("ask-for-imaging",), ("assess-red-flags",)]
)
def test_nothing_overlaps_in_the_demo(read_demo: Evidence, names: tuple[str, ...], width: int) -> None:
    made = drawn(read_demo, *names, width=width)
    assert faults(made) == []
    assert made.height <= TALLEST
    assert made.width == pytest.approx(width * MM)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("width", WIDTHS)
def test_hostile_labels_stay_in_their_place(width: int, text: str) -> None:
    evidence = every_mark()
    ends = {
        name: End(id=name, kind="Theme", label=name)
        for name in ("risk", "inner", "deep", "deeper", "deepest", "last")
    }
    parents = {
        "harm": ("risk", "last"),
        "blame": ("inner",),
        "inner": ("risk",),
        "deep": ("inner",),
        "deeper": ("deep",),
        "deepest": ("deeper",),
        "last": ("deepest",),
    }
    evidence = hostile(replace(evidence, ends={**evidence.ends, **ends}, parents=parents), text)
    for names in ((), ("scan",)):
        assert faults(drawn(evidence, *names, width=width)) == []


def test_equal_evidence_gives_equal_bytes(read_paper: Callable[..., Evidence]) -> None:
    one, other = (drawn(read_paper(), "take-break") for _ in range(2))
    assert one == other
    for form in ("svg", "pdf", "png"):
        assert written(one, form, dpi=72) == written(other, form, dpi=72)


def test_words_beside_it(read_paper: Callable[..., Evidence]) -> None:
    made = drawn(read_paper())
    assert made.title == "Themes of all beliefs"
    assert (
        "The work, 7 beliefs, 12 studies; The team, 3 beliefs, 7 studies; No theme, 6 beliefs, 3 studies."
        in made.alt
    )
    for text in (made.title, made.subtitle, made.caption, made.alt, said(made)):
        assert "drives" not in text
        assert "causes" not in text


def test_nothing_leads_there(read_paper: Callable[..., Evidence]) -> None:
    with pytest.raises(MapError, match="Nothing in the selection says what leads to 'Bring biscuits'"):
        drawn(read_paper(), "bring-biscuits")
    with pytest.raises(MapError, match="Nothing in the selection says anything of a belief"):
        drawn(Evidence())


def test_a_long_label_keeps_its_dagger_and_the_root_its_words() -> None:
    # blame stands under two themes; its label of 400 letters is cut off, the dagger before it is not.
    evidence = every_mark()
    ends = {**evidence.ends, **{key: End(id=key, kind="Theme", label=key) for key in ("one", "two")}}
    ends["blame"] = replace(ends["blame"], label="Blame and legal action " * 20)
    ends["scan"] = replace(ends["scan"], label="Request a test that is not recommended")
    evidence = replace(evidence, ends=ends, parents={"blame": ("one", "two"), "harm": ("one",)})
    for width in WIDTHS:
        made = drawn(evidence, "scan", width=width)
        assert sum(words.text.startswith("† Blame") for words in made.words) == 2
        root = [words.text for words in made.words if words.owner == "root"]
        assert " ".join(root) == "Request a test that is not recommended"
        assert faults(made) == []
    # A word that would take more than 96 pt is broken all the same.
    ends["scan"] = replace(ends["scan"], label="Donaudampfschifffahrtsgesellschaft")
    made = drawn(replace(evidence, ends=ends), "scan")
    (root_bar,) = (shape for shape in made.shapes if shape.id == "root")
    assert root_bar.width == 96
    assert sum(words.owner == "root" for words in made.words) == 2

"""The flow of evidence: numbers worked out by hand, numbers counted from the tables of the demo, drawing at every width."""

from __future__ import annotations

import csv
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import beliefgraph
from beliefgraph.errors import MapError
from beliefgraph.figures.blocks import TALLEST
from beliefgraph.figures.check import faults
from beliefgraph.figures.flow import sheet
from beliefgraph.figures.flow_counts import Beliefs, Findings, Flow, Groups, Quotes, Reviews, Studies, flow
from beliefgraph.figures.flow_stages import beside, stages
from beliefgraph.figures.written import written
from beliefgraph.graph.evidence import Evidence, Finding, Study
from beliefgraph.library import Filters
from support.figure_evidence import HOSTILE, every_mark, hostile, no_texts

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from beliefgraph.figures.sheet import Sheet

MM = 72 / 25.4
WIDTHS = (85, 170, 176)

WHOLE = Flow(
    # R4 prints no list
    reviews=Reviews(all=4, naming=3),
    # s13 is s02; only s07 is in no review; every study has a quote
    studies=Studies(all=12, in_reviews=11, quoted=12, speaking=0, listed=0, named=0),
    # no quote names g06c
    groups=Groups(all=15, quoted=14),
    # q04 q13 q28 q38 in other words, q09 the authors'; q09 q10 q14 q33 q34 q40 without a group; q20 q24 q37 coded to none
    quotes=Quotes(all=40, paraphrases=4, authors=1, grouped=34, coded=37),
    # fifteen beliefs and t-team, of which f10 of s04 speaks; permission, queue, rota, thirst only reported
    beliefs=Beliefs(all=16, themes=1, quoted=11, stated=1, reported=4, silent=0),
    # f1 to f6, f9, f11; f4, f9 and f11 list nobody; they do not reach guilt, habit, kettle-broken, noise, rota, tired
    findings=Findings(all=8, listed=5, idle=0, beliefs=9),
)
GUILT = Flow(
    # R1 has s01 s02 s10, R2 s02 s04 s12, R3 s02
    reviews=Reviews(all=3, naming=3),
    studies=Studies(all=5, in_reviews=5, quoted=5, speaking=0, listed=0, named=0),
    # g01 g02 g13 g04 g10; nobody of g13 speaks of it
    groups=Groups(all=5, quoted=4),
    # q03 q07 q16 q30 q33 q34 and, of Ben, q05 q14; q14 q33 q34 without a group
    quotes=Quotes(all=8, paraphrases=0, authors=0, grouped=5, coded=8),
    beliefs=Beliefs(all=1, themes=0, quoted=1, stated=0, reported=0, silent=0),
    findings=Findings(all=0, listed=0, idle=0, beliefs=0),
)
PERMISSION = Flow(
    # f6 of R1 lists s08 and s10
    reviews=Reviews(all=1, naming=1),
    studies=Studies(all=2, in_reviews=2, quoted=0, speaking=0, listed=2, named=0),
    groups=Groups(all=2, quoted=0),
    quotes=Quotes(all=0, paraphrases=0, authors=0, grouped=0, coded=0),
    beliefs=Beliefs(all=1, themes=0, quoted=0, stated=0, reported=1, silent=0),
    findings=Findings(all=1, listed=1, idle=0, beliefs=1),
)
TAKE_BREAK = Flow(
    reviews=Reviews(all=4, naming=3),
    studies=Studies(all=12, in_reviews=11, quoted=12, speaking=0, listed=0, named=0),
    groups=Groups(all=15, quoted=14),
    # all but q20 q24 q37 (coded to none), q31 (habit) and q35 (noise)
    quotes=Quotes(all=35, paraphrases=4, authors=1, grouped=29, coded=35),
    # ten ranked, rota and thirst only reported; permission, rota, thirst have no quote
    beliefs=Beliefs(all=12, themes=0, quoted=9, stated=0, reported=3, silent=0),
    # not f11, which is about the queue
    findings=Findings(all=7, listed=5, idle=0, beliefs=8),
)
PARAPHRASES = Flow(
    reviews=Reviews(all=4, naming=3),
    # q04 of s01, q13 of s03, q28 of s09, q38 of s04; findings and what they list are gone
    studies=Studies(all=12, in_reviews=6, quoted=4, speaking=0, listed=0, named=8),
    groups=Groups(all=15, quoted=4),
    quotes=Quotes(all=4, paraphrases=4, authors=0, grouped=4, coded=4),
    # helps-work, trust, belonging (against it), no-time
    beliefs=Beliefs(all=15, themes=0, quoted=4, stated=0, reported=0, silent=11),
    findings=Findings(all=0, listed=0, idle=0, beliefs=0),
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [(None, WHOLE), ("guilt", GUILT), ("permission", PERMISSION), ("take-break", TAKE_BREAK)],
)
def test_numbers_are_those_worked_out_by_hand(
    read_paper: Callable[..., Evidence], name: str | None, expected: Flow
) -> None:
    assert flow(read_paper(), Filters(), name) == expected


def test_a_filter_makes_the_flow_smaller(read_paper: Callable[..., Evidence]) -> None:
    assert flow(read_paper(kind=("paraphrase",)), Filters(kind=("paraphrase",))) == PARAPHRASES


def test_a_finding_about_no_belief_is_lost(read_paper: Callable[..., Evidence]) -> None:
    paper = read_paper()
    more = {**paper.findings, "f99": Finding(id="f99", review="R3", contributors=("s01",))}
    found = flow(replace(paper, findings=more), Filters())
    assert found.findings == Findings(all=9, listed=6, idle=1, beliefs=9)
    assert flow(replace(paper, findings=more), Filters(), "guilt") == GUILT


def _table(name: str) -> list[dict[str, str]]:
    path = Path(beliefgraph.__file__).parent / "demo" / "tables" / f"{name}.csv"
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def _several(cell: str) -> set[str]:
    return {part.strip() for part in cell.split(";") if part.strip()}


def _counted_from_tables() -> Flow:
    """Count the whole demo from its tables, without the package."""
    same = {row["id"]: row["same_as"] or row["id"] for row in _table("studies")}
    findings, quotes, groups = _table("findings"), _table("quotes"), _table("groups")
    behaviours = {row["id"] for row in _table("behaviours")}
    claims = [
        row for row in _table("claims") if row["basis"] != "inferred" and row["cause"] not in behaviours
    ]
    of_review = {row["id"]: row["review"] for row in findings if row["review"]}
    listed: dict[str, set[str]] = {
        row["id"]: {same[one] for one in _several(row["studies"])} for row in findings
    }
    for row in _table("contributions"):
        listed[row["finding"]].add(same[row["study"]])
    in_reviews: dict[str, set[str]] = {row["id"]: set() for row in _table("reviews")}
    for row in _table("studies"):
        for review in _several(row["reviews"]):
            in_reviews[review].add(same[row["id"]])
    for finding, review in of_review.items():
        in_reviews[review] |= listed[finding]

    reached = {row["id"]: _several(row["summarises"]) for row in findings}
    for row in _table("finding_beliefs"):
        reached[row["finding"]].add(row["belief"])
    for row in claims:
        if row["finding"]:
            reached[row["finding"]].add(row["cause"])
    by_quote = {row["id"]: _several(row["supports"]) | _several(row["contradicts"]) for row in quotes}
    for row in claims:
        for quote in _several(row["quotes"]):
            by_quote[quote].add(row["cause"])
    own = {row["id"]: same[row["study"]] for row in findings if row["study"]}
    quoted = {belief for held in by_quote.values() for belief in held}
    stated = {belief for finding in own for belief in reached[finding]}
    stated |= {row["cause"] for row in claims if row["study"] and not row["quotes"]}
    reported = {belief for finding in of_review for belief in reached[finding]}
    reported |= {row["cause"] for row in claims if row["review"]}
    beliefs = {row["id"] for row in _table("subthemes")}
    themes = (quoted | stated | reported) - beliefs
    beliefs |= themes

    studies = set(same.values())
    with_quote = {same[row["study"]] for row in quotes}
    speaking = (
        set(own.values()) | {same[row["study"]] for row in _table("claims") if row["study"]}
    ) - with_quote
    only_listed = {study for finding in of_review for study in listed[finding]} - with_quote - speaking
    return Flow(
        reviews=Reviews(all=len(in_reviews), naming=sum(map(bool, in_reviews.values()))),
        studies=Studies(
            all=len(studies),
            in_reviews=len(set().union(*in_reviews.values())),
            quoted=len(with_quote),
            speaking=len(speaking),
            listed=len(only_listed),
            named=len(studies - with_quote - speaking - only_listed),
        ),
        groups=Groups(
            all=len(groups), quoted=len({group for row in quotes for group in _several(row["groups"])})
        ),
        quotes=Quotes(
            all=len(quotes),
            paraphrases=sum(row["kind"] == "paraphrase" for row in quotes),
            authors=sum(row["kind"] == "author" for row in quotes),
            grouped=sum(bool(row["groups"]) for row in quotes),
            coded=sum(map(bool, by_quote.values())),
        ),
        beliefs=Beliefs(
            all=len(beliefs),
            themes=len(themes),
            quoted=len(quoted),
            stated=len(stated - quoted),
            reported=len(reported - stated - quoted),
            silent=len(beliefs - reported - stated - quoted),
        ),
        findings=Findings(
            all=len(of_review),
            listed=sum(bool(listed[finding]) for finding in of_review),
            idle=sum(not reached[finding] for finding in of_review),
            beliefs=len({belief for finding in of_review for belief in reached[finding]}),
        ),
    )


def test_the_demo_is_as_its_tables_say(read_demo: Evidence) -> None:
    expected = _counted_from_tables()
    assert flow(read_demo, Filters()) == expected
    assert expected.studies.all == 103


@pytest.mark.parametrize("name", [None, "order-imaging", "use-booklet", "b-litigation"])
def test_parts_add_up_to_the_whole(read_demo: Evidence, name: str | None) -> None:
    found = flow(read_demo, Filters(), name)
    for stage in stages(found):
        assert stage.passed + sum(number for number, _ in stage.losses) == stage.all, stage.id
    findings = beside(found)
    without = sum(number for number, words in findings.losses if words == "reported without listed studies")
    assert findings.passed + without == findings.all


def drawn(evidence: Evidence, *names: str, width: float = 176, filters: Any = None) -> Sheet:
    return sheet(no_texts, evidence, names, filters or Filters(), width * MM)


def said(made: Sheet) -> str:
    return " ".join(words.text for words in made.words)


def test_every_number_is_written_beside_what_it_counts(read_paper: Callable[..., Evidence]) -> None:
    made = drawn(read_paper(), width=300)
    text = said(made)
    for part in (
        "40 quotes 37 coded to a belief 35 verbatim 4 in other words 1 by the authors 6 without a group",
        "12 studies 12 with a quote held here 11 named by these reviews 1 read by themselves",
        "3 coded to no belief",
        "1 named by no quote",
        "4 only reported by reviews",
        "8 findings of reviews 5 with listed studies 3 reported without listed studies 9 beliefs reached",
    ):
        assert part in text
    assert "known only by name" not in text


def test_a_bar_is_dark_for_the_part_that_passes_on(read_paper: Callable[..., Evidence]) -> None:
    made = drawn(read_paper())
    bars = {shape.id: shape.width for shape in made.shapes}
    assert bars["reviews-bar-passed"] / bars["reviews-bar"] == pytest.approx(3 / 4)
    assert bars["quotes-bar-passed"] / bars["quotes-bar"] == pytest.approx(37 / 40)
    assert bars["findings-bar-passed"] / bars["findings-bar"] == pytest.approx(5 / 8)


def test_stages_are_joined_in_their_order(read_paper: Callable[..., Evidence]) -> None:
    order = ["reviews", "studies", "groups", "quotes", "beliefs"]
    steps = [*pairwise(order)]
    for width in WIDTHS:
        arrows = [stroke.ends for stroke in drawn(read_paper(), width=width).strokes if stroke.head]
        assert [one for one in arrows if "findings" not in one] == steps
        assert ("findings", "beliefs") in arrows


@pytest.mark.parametrize("width", [60, *WIDTHS])
@pytest.mark.parametrize("names", [(), ("order-imaging",), ("b-litigation",)])
def test_nothing_overlaps_in_the_demo(read_demo: Evidence, names: tuple[str, ...], width: int) -> None:
    made = drawn(read_demo, *names, width=width)
    assert faults(made) == []
    assert made.height <= TALLEST
    assert made.width == pytest.approx(width * MM)


@pytest.mark.parametrize("width", WIDTHS)
def test_big_numbers_and_an_empty_library_have_room(width: int) -> None:
    studies = {"s1": Study(id="s1")}
    assert faults(drawn(Evidence(studies=studies), width=width)) == []
    evidence = every_mark()
    quotes = {f"q{number}": replace(evidence.quotes["q1"], id=f"q{number}") for number in range(1, 12_346)}
    made = drawn(replace(evidence, quotes=quotes), width=width)
    assert "12,344 coded to no" in said(made)
    assert faults(made) == []


def test_what_leaves_nothing_is_said_instead_of_drawn(read_demo: Evidence) -> None:
    # Nothing leads to prescribing opioids; a library may hold nothing; a filter may leave studies of which none speaks.
    with pytest.raises(MapError, match=r"^Nothing in the selection speaks of 'Prescribe opioids'"):
        drawn(read_demo, "prescribe-opioids")
    with pytest.raises(MapError, match=r"^Nothing in the selection goes from a review to a belief"):
        drawn(Evidence())
    silent = Evidence(studies={"s1": Study(id="s1")})
    assert "1 study" in drawn(silent).subtitle
    with pytest.raises(MapError, match="Drop a filter"):
        drawn(silent, filters=Filters(role=("public",)))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_labels_stay_out_of_the_picture(text: str) -> None:
    for names in ((), ("scan",), ("blame",)):
        for width in WIDTHS:
            assert faults(drawn(hostile(every_mark(), text), *names, width=width)) == []


def test_equal_evidence_gives_equal_bytes(read_paper: Callable[..., Evidence]) -> None:
    one, other = (drawn(read_paper(), "take-break") for _ in range(2))
    assert one == other
    for form in ("svg", "pdf", "png"):
        assert written(one, form, dpi=72) == written(other, form, dpi=72)


def test_words_beside_it(read_paper: Callable[..., Evidence]) -> None:
    made = drawn(read_paper(), "take-break")
    assert made.title == "What the evidence on “Take the tea break” consists of"
    assert made.subtitle == "4 reviews, 12 studies, 15 groups, 35 quotes, 12 beliefs; 7 findings of reviews"
    assert "The flow to the beliefs that are said to lead to “Take the tea break”" in made.caption
    assert "The flow to “Guilt towards those who wait”" in drawn(read_paper(), "guilt").caption
    assert "12 beliefs, 9 with a quote, 3 only reported by reviews" in made.alt
    filters = Filters(role=("clinician",))
    narrowed = drawn(read_paper(role=("clinician",)), filters=filters)
    assert "Only what is said as clinician." in narrowed.subtitle
    for text in (made.title, made.subtitle, made.caption, made.alt, said(made)):
        assert "drives" not in text
        assert "causes" not in text

"""What opens behind each mark: every number leads to its evidence, and nothing that may not be shared."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.graph.evidence import Claim, End
from beliefgraph.graph.unshared import INSTEAD
from beliefgraph.library import Library
from beliefgraph.maps.blocks import Deck
from beliefgraph.maps.blocks import panel as made
from beliefgraph.maps.choose import around
from beliefgraph.maps.details import Details, read_details, read_targets
from beliefgraph.maps.panels import COVERAGE, Panels
from beliefgraph.maps.table import alt, tables
from beliefgraph.queries.evidence import read_evidence
from beliefgraph.queries.filters import Filters

if TYPE_CHECKING:
    from pathlib import Path

    from beliefgraph.graph.evidence import Evidence
    from beliefgraph.graph.store import Store
    from beliefgraph.maps.details import Target


@pytest.fixture
def panels(small: Evidence, texts: Details, targets: tuple[Target, ...]) -> Panels:
    return Panels(small, around(small, "scan", targets), texts)


@pytest.fixture
def opened(panels: Panels) -> dict[str, Any]:
    return panels.all()


def flat(blocks: Any, cards: Any) -> list[str]:
    """Return everything a panel says, as lines."""
    said = []
    for block in blocks:
        if block["is"] == "cards":
            for number in block["cards"]:
                card = cards[number]
                said += [card["text"], card["meta"], *card["notes"]]
        elif block["is"] == "two":
            said += [*flat(block["left"], cards), *flat(block["right"], cards)]
        elif block["is"] == "list":
            said += block["items"]
        else:
            said.append(" ".join(part for part in (block.get("strong"), block["text"]) if part))
    return said


def of(panels: Panels, opened: dict[str, Any], title: str) -> tuple[dict[str, Any], list[str]]:
    panel = next(panel for panel in opened.values() if panel["title"] == title)
    return panel, flat(panel["blocks"], panels.cards)


def test_every_mark_opens_something_and_leads_only_to_marks(panels: Panels, opened: dict[str, Any]) -> None:
    ends = [f"box-{n}" for n in range(1, 6)]
    lines = [f"line-{n}" for n in range(1, 5)]
    assert sorted(opened) == sorted([*ends, *lines, "tag-1", COVERAGE])
    for panel in opened.values():
        assert panel["title"]
        assert panel["blocks"]
        for block in panel["blocks"]:
            if block["is"] == "open":
                assert block["to"] in opened


def test_a_belief_shows_numbers_links_quotes_and_what_contradicts_it(
    panels: Panels, opened: dict[str, Any]
) -> None:
    panel, said = of(panels, opened, "Fear of blame")
    assert panel["sub"] == "Risk · voiced by clinicians and patients"
    assert said[0] == "To be blamed"
    assert said[1] == (
        "3 studies report it; 2 say it leads to or holds back “Order imaging”; denied in 1 study. "
        "3 studies counted here. Reported by reviews: Hall 2019 9 studies (Low, for a finding that joins two "
        "beliefs). Reported numbers are never added up."
    )
    assert said[2] == "Counted: Pike 2022, De Silva 2023, s3"  # s3 says that it has no effect
    assert said[3] == "Denied in: De Silva 2023"
    assert "→ Order imaging ± 2" in said
    assert "← Patients press + 1" in said
    after = said[said.index("Says the opposite") :]
    assert after[1] == "Nobody sues here"
    assert "carers · De Silva 2023 · coded by bob" in after


def test_a_quote_card_can_be_found_again(panels: Panels, opened: dict[str, Any]) -> None:
    _, said = of(panels, opened, "Patients press is said to encourage: Fear of blame")
    assert "They might sue" in said
    assert "encourages · clinicians · family doctors (n 9) · speaker GP 4 · Pike 2022, p. 4" in said


def test_mixed_stands_in_two_columns_and_is_never_netted(panels: Panels, opened: dict[str, Any]) -> None:
    panel, _ = of(panels, opened, "Fear of blame is said to encourage and to discourage: Order imaging")
    two = next(block for block in panel["blocks"] if block["is"] == "two")
    left, right = flat(two["left"], panels.cards), flat(two["right"], panels.cards)
    assert left[0] == "encourages"
    assert "They might sue" in left
    assert right[0] == "discourages"
    assert INSTEAD in right
    assert panel["sub"] == "± 2"


def test_no_effect_stands_beside_the_step(panels: Panels, opened: dict[str, Any]) -> None:
    _, said = of(panels, opened, "Fear of blame is said to encourage and to discourage: Order imaging")
    assert "Said to have no effect in: s3. Beside the step, not in it." in said


def test_a_turned_claim_says_so(panels: Panels, opened: dict[str, Any]) -> None:
    _, said = of(panels, opened, "Scans do harm is said to discourage: Order imaging")
    assert "Said of the opposite, Manage without, which it encourages; turned here." in said
    assert "discourages · s3" in said


def test_a_review_finding_shows_number_confidence_reason_and_silence_about_studies(
    panels: Panels, opened: dict[str, Any]
) -> None:
    _, said = of(panels, opened, "A scan calms is said to encourage: Order imaging")
    assert (
        "Only reviews report it; only reviews say it leads here. "
        "No study counted here. Reported by reviews: Hall 2019 9 studies (Low, for a finding that joins "
        in said[2]
    )
    assert "Reported by a review" in said
    assert "A scan calms and spares blame" in said
    assert (
        "encourages · clinicians · Hall 2019 · reported: 9 studies · CERQual Low · a finding that joins 2 beliefs: "
        "the number belongs to all together"
    ) in said
    assert "Why: few studies" in said
    assert "Coherence: Minor concerns" in said
    assert "The review's studies behind it are not known here." in said


def test_listed_studies_of_a_finding_are_named(small: Evidence, texts: Details) -> None:
    finding = replace(small.findings["f1"], contributors=("s1", "s9"))
    evidence = replace(small, findings={"f1": finding})
    panels = Panels(evidence, around(evidence, "scan"), texts)
    _, said = of(panels, panels.all(), "A scan calms is said to encourage: Order imaging")
    assert "The review lists 2 studies: Pike 2022, s9." in said
    panels = Panels(evidence, around(evidence, "scan", filters=Filters(review=("hall2019",))), texts)
    _, said = of(panels, panels.all(), "A scan calms is said to encourage: Order imaging")
    assert "The review lists 2 studies of this selection: Pike 2022, s9." in said


def test_a_filter_may_have_taken_the_studies_behind_a_finding(small: Evidence, texts: Details) -> None:
    panels = Panels(small, around(small, "scan", filters=Filters(review=("hall2019",))), texts)
    _, said = of(panels, panels.all(), "A scan calms is said to encourage: Order imaging")
    assert (
        "No study behind it is in this selection; the review's listed studies may be outside of it." in said
    )


def test_hidden_numbers_say_why(small: Evidence, texts: Details) -> None:
    finding = replace(small.findings["f1"], reported_studies=None)
    evidence = replace(small, findings={"f1": finding}, numbers_hidden=True)
    panels = Panels(evidence, around(evidence, "scan"), texts)
    _, said = of(panels, panels.all(), "A scan calms is said to encourage: Order imaging")
    assert any(" · number not shown under this filter · " in line for line in said)
    assert any("Hall 2019 number not shown under this filter (Low" in line for line in said)
    assert "not stated" not in " ".join(said)
    _, said = of(panels, panels.all(), "Order imaging")
    assert "← A scan calms + (…)" in said


def test_a_behaviour_ranks_what_leads_to_it_and_says_what_it_is(
    panels: Panels, opened: dict[str, Any]
) -> None:
    panel, said = of(panels, opened, "Order imaging")
    assert said[:3] == [
        "actor: clinicians",
        "context: general practice",
        "Opposite: Manage without. Claims about it count here with their direction turned.",
    ]
    assert [block["text"] for block in panel["blocks"] if block["is"] == "open"] == [
        "← Fear of blame ± 2",
        "← Scans do harm − 1",
        "← A scan calms + (9*)",
    ]


def test_a_tag_shows_every_target_with_its_technique(panels: Panels, opened: dict[str, Any]) -> None:
    panel, said = of(panels, opened, "2 intervention targets")
    assert panel["sub"] == "intervention target · not evidence"
    assert "BCT 8.1 Behavioural practice/rehearsal (BCT Taxonomy, v1)" in said
    assert "A leaflet" in said
    assert "its source ties it to several beliefs together, not row by row" in said


def test_the_coverage_sentence_opens_what_is_left_out(small: Evidence, texts: Details) -> None:
    choice = around(small, "scan", boxes=3)
    panels = Panels(small, choice, texts)
    panel = panels.all()[COVERAGE]
    said = flat(panel["blocks"], panels.cards)
    assert panel["sub"] == choice.coverage.sentence
    assert said[0].startswith("A map shows at most 3 boxes")
    assert said[1:4] == [
        "Left out: 2 beliefs, most named studies first",
        "Patients press (1 study)",
        "A scan calms (reported only)",
    ]
    assert "1 claim: it is said to have no effect" in said


def test_beliefs_and_behaviours_left_out_are_listed_apart(small: Evidence, texts: Details) -> None:
    ask = End(id="ask", kind="Behaviour", label="Ask for a scan")
    claim = Claim(id="c9", cause="ask", effect="scan", direction="encourages", findings=("f1",))
    evidence = replace(small, claims=(*small.claims, claim), ends={**small.ends, "ask": ask})
    choice = around(evidence, "scan", boxes=3)
    panels = Panels(evidence, choice, texts)
    said = flat(panels.all()[COVERAGE]["blocks"], panels.cards)
    assert choice.coverage.sentence.startswith("Shows 2 of 4 beliefs ")  # so two are listed as beliefs
    assert said[1:6] == [
        "Left out: 2 beliefs, most named studies first",
        "Patients press (1 study)",
        "A scan calms (reported only)",
        "Left out: 1 behaviour, most named studies first",
        "Ask for a scan (reported only)",
    ]
    assert alt(evidence, choice).endswith("Left out: 2 beliefs, 1 behaviour.")


def test_inferred_claims_are_named_as_left_out_or_marked(small: Evidence, texts: Details) -> None:
    panels = Panels(small, around(small, "scan"), texts)
    said = flat(panels.all()[COVERAGE]["blocks"], panels.cards)
    assert "1 claim: our reading, not printed by a source (shown with --inferred)" in said
    panels = Panels(small, around(small, "scan", filters=Filters(inferred=True)), texts)
    _, said = of(panels, panels.all(), "Patients press is said to encourage: Order imaging")
    assert "The step is our reading, not printed by the source." in said


def test_one_quote_in_several_panels_is_stored_once(panels: Panels, opened: dict[str, Any]) -> None:
    assert opened
    assert len({json.dumps(card) for card in panels.cards}) == len(panels.cards)


def test_without_texts_ids_stand_in(small: Evidence) -> None:
    panels = Panels(small, around(small, "scan"), Details())
    _, said = of(panels, panels.all(), "Patients press is said to encourage: Fear of blame")
    assert INSTEAD in said


def words_of(table: dict[str, Any]) -> list[list[str]]:
    return [[cell["text"] for cell in row] for row in table["rows"]]


def test_the_table_says_the_same(small: Evidence, targets: tuple[Target, ...]) -> None:
    steps, tags = tables(small, around(small, "scan", targets))
    assert steps["head"] == [
        "Belief",
        "What is said",
        "Of",
        "Named studies",
        "Reported by reviews",
        "CERQual",
        "Voiced by, in any study",
    ]
    assert words_of(steps) == [
        [
            "Fear of blame",
            "± is said to encourage and to discourage",
            "Order imaging",
            "3 studies report it; 2 say it leads here or holds this back; denied in 1 study",
            "–",
            "–",
            "clinicians and patients",
        ],
        [
            "Scans do harm",
            "− is said to discourage",
            "Order imaging",
            "1 study reports it; 1 says it holds this back",
            "–",
            "–",
            "–",
        ],
        [
            "A scan calms",
            "+ is said to encourage",
            "Order imaging",
            "only reviews report it; only reviews say it leads here",
            "(9*)",
            "Low",
            "–",
        ],
        [
            "Patients press",
            "+ is said to encourage",
            "Fear of blame",
            "1 study reports it; 1 says it leads here",
            "–",
            "–",
            "clinicians",
        ],
    ]
    assert words_of(tags) == [
        ["Rehearse the talk", "8.1", "Fear of blame"],
        ["A leaflet", "–", "Fear of blame"],
    ]


def test_the_text_in_place_of_the_picture_says_the_question_and_what_is_strong_mixed_and_missing(
    small: Evidence,
) -> None:
    said = alt(small, around(small, "scan", boxes=3))
    assert said == (
        "Belief map. What is said to lead people to order imaging? Shows 2 of 4 beliefs and 3 of 5 claims (60 %) · "
        "3 studies, 0 reviews. Most named studies: Fear of blame is said to encourage and to discourage: Order "
        "imaging (2 studies); Scans do harm is said to discourage: Order imaging (1 study). Said both ways: Fear of "
        "blame is said to encourage and to discourage: Order imaging (2 studies). Left out: 2 beliefs."
    )


def test_the_demo_reads_its_texts_and_every_mark_opens(demo: tuple[Store, Evidence]) -> None:
    store, evidence = demo
    choice = around(evidence, "order-imaging", read_targets(store.query))
    details = read_details(store.query, evidence, choice)
    assert details.quotes
    assert all(quote.text for quote in details.quotes.values())
    assert details.things["order-imaging"].actor == "clinicians"
    assert details.things["b-litigation"].themes
    panels = Panels(evidence, choice, details)
    opened = panels.all()
    assert len(opened) == len(choice.ends) + len(choice.steps) + len(choice.tags) + 1
    litigation = next(panel for panel in opened.values() if panel["title"] == "Fear of blame or legal action")
    said = " ".join(flat(litigation["blocks"], panels.cards))
    assert "Sharma 2020 12 studies (Moderate, for a finding that joins three beliefs)" in said
    assert "drives" not in json.dumps([opened, panels.cards])


def test_a_text_that_may_not_be_shared_is_never_read(folder: Path, tmp_path: Path) -> None:
    (folder / "studies.csv").write_text("id\ns1\n", encoding="utf-8")
    (folder / "behaviours.csv").write_text("id,label\nx,Scan\n", encoding="utf-8")
    (folder / "subthemes.csv").write_text("id,label\nb,Fear\n", encoding="utf-8")
    (folder / "quotes.csv").write_text(
        "id,study,text,supports,behaviours,direction,share,locator\n"
        "q1,s1,open words,b,x,encourages,yes,p. 1\nq2,s1,secret words,b,x,encourages,no,p. 2\n",
        encoding="utf-8",
    )
    with Library(tmp_path / "lib.db") as library:
        library.load(folder)
        from beliefgraph.graph.store import open_store
    store = open_store(tmp_path / "lib.db", read_only=True)
    try:
        evidence = read_evidence(store.query)
        choice = around(evidence, "x")
        details = read_details(store.query, evidence, choice)
    finally:
        store.close()
    assert details.quotes["q1"].text == "open words"
    assert details.quotes["q2"].text is None
    assert details.quotes["q2"].locator == "p. 2"
    panels = Panels(evidence, choice, details)
    written = json.dumps([panels.all(), panels.cards])
    assert "open words" in written
    assert "secret" not in written
    assert INSTEAD in written


def test_equal_cards_are_stored_once_and_empty_parts_of_a_line_are_left_out() -> None:
    deck = Deck()
    assert deck.of_cards([{"text": "a"}, {"text": "b"}]) == {"is": "cards", "cards": [0, 1]}
    assert deck.of_cards([{"text": "b"}, {"text": "c"}]) == {"is": "cards", "cards": [1, 2]}
    assert deck.cards == [{"text": "a"}, {"text": "b"}, {"text": "c"}]
    assert made("Fear", ["belief", "", "Pressure"], []) == {
        "title": "Fear",
        "sub": "belief · Pressure",
        "blocks": [],
    }

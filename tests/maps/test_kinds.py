"""Maps of evidence, of targets and of loops: what they show, in values worked out by hand."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.errors import MapError, ParameterError
from beliefgraph.graph.evidence import Asked, Claim, Coding, End, Evidence, Finding, Study, Summary
from beliefgraph.maps.details import Details, Target
from beliefgraph.maps.evidence_boxes import LEAF
from beliefgraph.maps.evidence_map import of_held
from beliefgraph.maps.held import DENIES, SAYS, hold
from beliefgraph.maps.kinds import KINDS, chosen
from beliefgraph.maps.layout import measure
from beliefgraph.maps.loop_choice import rounds
from beliefgraph.maps.loops_map import of_rounds
from beliefgraph.maps.rows import spread
from beliefgraph.maps.target_choice import targeted
from beliefgraph.maps.targets_map import drawing as drawing_of_targets
from beliefgraph.maps.targets_map import note, of_targets
from beliefgraph.queries.filters import Filters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from beliefgraph.graph.store import Store
    from beliefgraph.maps.drawing import Drawing


def words_of(drawing: Drawing, kind: str = "") -> list[str]:
    """Return the words in each box of a kind, lines joined."""
    return [
        " / ".join(text.words for text in box.texts) for box in drawing.boxes if not kind or box.kind == kind
    ]


def texts_of(value: Any) -> Iterable[str]:
    """Yield every text of panels and tables."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts_of(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from texts_of(one)


# ---------- kinds ----------


def test_every_kind_says_what_it_takes() -> None:
    assert [kind.usage for kind in KINDS] == [
        "map beliefs [BEHAVIOUR]",
        "map paths FROM TO",
        "map themes [BEHAVIOUR]",
        "map evidence BELIEF",
        "map targets [BEHAVIOUR]",
        "map loops [END]",
        "map gap [BEHAVIOUR]",
    ]
    assert chosen("paths", ("a", "b")).name == "paths"
    assert chosen("beliefs").name == "beliefs"


@pytest.mark.parametrize(
    ("name", "names", "message"),
    [
        (
            "beleifs",
            (),
            r"^There is no map 'beleifs'\. Did you mean 'beliefs'\? The kinds are: map beliefs \[",
        ),
        ("Order imaging", (), r"write for example: map beliefs 'Order imaging'"),
        ("paths", ("a",), r"'map paths' takes 2 names, not 1 \(a\)\. Write 'map paths FROM TO'"),
        ("evidence", (), r"takes 1 name, none is given\. Write 'map evidence BELIEF'\. For example: map evi"),
        ("beliefs", ("order", "imaging"), r"at most 1 name, not 2 .*Put names of several words in quotes\.$"),
        ("gap", ("x", "y"), r"'map gap' takes at most 1 name, not 2 \(x, y\)"),
    ],
)
def test_names_that_do_not_fit_are_explained(name: str, names: tuple[str, ...], message: str) -> None:
    with pytest.raises(ParameterError, match=message):
        chosen(name, names)


# ---------- evidence ----------


def test_a_belief_rests_on_quotes_findings_and_statements(small: Evidence) -> None:
    held = hold(small, "fear")
    # s2 first, since somebody there contradicts, and there what contradicts first; the review last.
    assert [(leaf.id, leaf.stances, leaf.place) for leaf in held.leaves] == [
        ("q3", (DENIES,), "s2"),
        ("q2", (SAYS,), "s2"),
        ("q1", (SAYS,), "s1"),
        ("c8", (SAYS,), "s3"),
        ("f1", (SAYS,), "hall2019"),
    ]
    assert held.groups == ("g1",)
    assert held.studies == ("s2", "s1", "s3")
    assert held.sentence == (
        "Shows 3 of 3 quotes, 1 of 1 report of reviews and 1 of 1 other statement of a study"
        " · 3 studies, 1 review, 1 group"
    )
    assert held.left == ()
    assert held.advice == ""


def test_each_study_speaks_once_before_any_speaks_twice(small: Evidence) -> None:
    # Of 6 boxes: the belief, q3 with s2, c8 with s3, and q2, whose study is there already.
    held = hold(small, "fear", boxes=6)
    assert [leaf.id for leaf in held.leaves] == ["q3", "q2", "c8"]
    assert [leaf.id for leaf in held.left] == ["q1", "f1"]
    assert held.sentence.startswith("Shows 2 of 3 quotes, 0 of 1 report of reviews and 1 of 1 other ")
    assert held.advice.startswith("This belief rests on 5 quotes and reports. Shown: 3, ")


def test_lines_lead_from_what_is_said_to_the_belief(small: Evidence, texts: Details) -> None:
    drawing = of_held(small, hold(small, "fear"), texts)
    lines = {(line.start, line.end): line for line in drawing.lines}
    assert {pair: line.style for pair, line in lines.items()} == {
        ("leaf-1", "belief"): "contradicts",
        ("leaf-2", "belief"): "supports",
        ("leaf-3", "belief"): "supports",
        ("leaf-4", "belief"): "supports",
        ("leaf-5", "belief"): "supports",
        ("study-1", "leaf-1"): "voiced",
        ("study-1", "leaf-2"): "voiced",
        ("group-1", "leaf-3"): "voiced",
        ("study-2", "group-1"): "voiced",
        ("study-3", "leaf-4"): "voiced",
        ("review-1", "leaf-5"): "voiced",
    }
    assert lines["leaf-1", "belief"].label == "contradicts"
    assert [pair[0] for pair, line in lines.items() if line.hollow] == ["leaf-5"]


def test_boxes_say_what_is_said_by_whom_and_where(small: Evidence, texts: Details) -> None:
    drawing = of_held(small, hold(small, "fear"), texts)
    assert words_of(drawing, "quote") == [
        "“Nobody sues here” / quote",
        "text not shared / in other words · p. 9",
        "“They might sue” / GP 4 · quote · p. 4",
        "No text is held of this statement. / statement of a study",
        "A scan calms and spares blame / reported: 9 studies* / Low",
    ]
    assert words_of(drawing, "group") == ["g1 / n not stated"]
    assert words_of(drawing, "study") == [
        "Hall 2019 / review",
        "De Silva 2023 / country not stated",
        "Pike 2022 / country not stated",
        "s3 / country, year not stated",
    ]


def test_every_box_and_line_opens_a_panel(small: Evidence, texts: Details) -> None:
    asked = (Asked(study="s2", about="fear", kind="Subtheme", asked=True),)
    study = Study(id="s2", authors="De Silva C", year=2023, country=("Chile",), coverage="abstract")
    evidence = replace(small, asked=asked, studies={**small.studies, "s2": study})
    drawing: Any = of_held(evidence, hold(evidence, "fear"), texts)
    assert {one.id for one in (*drawing.boxes, *drawing.lines)} | {"coverage"} == set(drawing.panels)
    opened = set(texts_of([panel["blocks"] for panel in drawing.panels.values()]))
    assert "← contradicts: Nobody sues here" in opened
    assert {"country: Chile", "how much was read: only the abstract was read"} <= opened
    assert "asked about Fear of blame" in opened
    assert "clinicians: g1" in opened
    assert "Everything that says or denies the belief is on the map." in opened
    targets = {
        block["to"]
        for panel in drawing.panels.values()
        for block in panel["blocks"]
        if isinstance(block, dict) and block["is"] == "open"
    }
    assert targets <= set(drawing.panels)


def test_coders_who_disagree_make_two_lines(small: Evidence, texts: Details) -> None:
    evidence = replace(small, codings=(*small.codings, Coding(quote="q3", belief="fear", coder="eve")))
    drawing = of_held(evidence, hold(evidence, "fear"), texts)
    assert [line.style for line in drawing.lines if line.start == "leaf-1"] == ["contradicts", "supports"]
    assert "Coders disagree: it was coded to contradict and to support the belief." in set(
        texts_of(drawing.panels["leaf-1"])
    )


def test_many_listed_studies_share_one_box_and_count_once(small: Evidence, texts: Details) -> None:
    finding = Finding(
        id="f2",
        review="lam2020",
        reported_studies=34,
        beliefs={"fear": Summary(part="whole")},
        contributors=("s1", "x1", "x2", "x3", "x4", "x5"),
    )
    evidence = replace(small, findings={**small.findings, "f2": finding})
    held = hold(evidence, "fear")
    assert held.bundled == {"lam2020": ("x1", "x2", "x3", "x4", "x5")}
    assert "3 studies, 5 more listed by reviews, 2 reviews" in held.sentence
    drawing = of_held(evidence, held, texts)
    assert "5 studies / listed by Lam 2020" in words_of(drawing, "study")
    # 9 and 34 stand beside each other; nowhere their sum.
    assert not any(re.search(r"\b43\b", said) for said in texts_of([drawing.panels, drawing.tables]))
    everything = hold(evidence, "fear", boxes=None)
    assert everything.bundled == {}
    assert everything.studies[-5:] == ("x1", "x2", "x3", "x4", "x5")


def test_nothing_said_is_an_error_that_names_beliefs_of_a_theme(small: Evidence) -> None:
    with pytest.raises(MapError, match=r"^Nothing in the selection says or denies 'Sleep'"):
        hold(small, "sleep")
    theme = End(id="th", kind="Theme", label="Risk")
    with pytest.raises(
        MapError, match=r"the theme 'Risk' itself\. Choose one of its beliefs: Fear of blame\.$"
    ):
        hold(replace(small, ends={**small.ends, "th": theme}, parents={"fear": ("th",)}), "th")


def test_no_line_passes_through_a_box_of_any_belief_of_the_demo(demo: tuple[Store, Evidence]) -> None:
    _, evidence = demo
    looked = 0
    for end in evidence.ends:
        try:
            held = hold(evidence, end)
        except MapError:
            continue
        looked += 1
        scene = of_held(evidence, held, Details()).scene()
        assert measure(scene).through == 0, end
        boxes = [(one.x, one.y, one.x + one.box.width, one.y + one.box.height) for one in scene.boxes]
        for number, (left, top, right, bottom) in enumerate(boxes):
            assert 0 <= left < right <= scene.width, end
            assert 0 <= top < bottom <= scene.height, end
            for other in boxes[:number]:
                assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top, end
    assert looked > 90
    assert LEAF < 400


def test_boxes_that_would_overlap_make_room_around_their_mean() -> None:
    assert spread([10, 10, 90], [10, 10, 10], 2) == [-1, 11, 85]
    assert spread([], [], 2) == []


# ---------- targets ----------


def test_targets_are_shown_with_the_ranks_of_their_beliefs(
    small: Evidence, targets: tuple[Target, ...], texts: Details
) -> None:
    found = targeted(small, "scan", targets)
    assert [[target.id for target in tag.targets] for tag in found.choice.tags] == [["t1"], ["t2"]]
    assert [(target.id, reason) for target, reason in found.elsewhere] == [
        ("t3", "aims at another behaviour: Sleep")
    ]
    # Three named studies are behind it: too few for best and worst ranks. calm is only reported.
    assert {end: note(found, end) for end in ("fear", "harm", "press", "calm")} == {
        "fear": "rank 1: too few to say",
        "harm": "rank 2: too few to say · no target here",
        "press": "rank 2: too few to say · no target here",
        "calm": "not ranked: only reported",
    }
    assert found.sentence == (
        "Shows 2 of 2 targets and 4 of 4 beliefs · without a target: 2 of those shown, 2 of all that are ranked"
        " · 3 studies, 1 review"
    )
    drawing: Any = of_targets(small, found, texts)
    assert words_of(drawing, "target") == ["Rehearse the talk / BCT 8.1", "A leaflet"]
    said = set(texts_of([drawing.panels, drawing.tables]))
    assert "BCT 8.1 Behavioural practice/rehearsal (BCT Taxonomy, v1)" in said
    assert "Aims elsewhere – aims at another behaviour: Sleep" in said
    assert "source not stated" in said
    assert [row[4]["text"] for row in drawing.tables[0]["rows"]] == [
        "Rehearse the talk; A leaflet",
        "no target here",
        "no target here",
        "–",
    ]


def test_targets_come_before_beliefs_that_none_addresses(small: Evidence) -> None:
    targets = (
        Target(id="t1", label="One", addresses={"press": None}, citation="Pike A, Ho B 2022, A journal"),
        Target(id="t2", label="Two", addresses={"sleepy": None}),
        Target(id="t3", label="Three"),
    )
    # Five boxes: scan, then t1 with press, which leads to scan by way of fear; then harm; no room for calm.
    found = targeted(small, "scan", targets, boxes=5)
    assert found.choice.ends == ("scan", "press", "fear", "harm")
    assert [reason for _, reason in found.elsewhere] == [
        "nothing it addresses is said to lead to the behaviour: I am tired",
        "addresses no belief",
    ]
    assert [left.id for left in found.choice.left] == ["calm"]
    drawing = of_targets(small, found, Details())
    assert words_of(drawing, "target") == ["One / Pike 2022"]
    assert "source: Pike A, Ho B 2022, A journal" in set(texts_of(drawing.panels["tag-1"]))


def test_a_belief_whose_target_does_not_fit_is_not_shown_as_having_none(small: Evidence) -> None:
    targets = tuple(Target(id=f"t{n}", label=f"T{n}", addresses={"fear": None}) for n in range(9))
    more = Target(id="u", label="U", addresses={"harm": None})
    found = targeted(small, "scan", (*targets, more), boxes=8)
    assert [target.id for target in found.cut] == ["t4", "t5", "t6", "t7", "t8", "u"]
    assert "harm" not in found.choice.ends
    assert "harm" not in found.without
    assert len(found.choice.ends) + len(found.choice.tags) <= 8


# ---------- loops ----------


def ends_of(*several: tuple[str, str, str]) -> dict[str, End]:
    return {
        identifier: End(id=identifier, kind=kind, label=label, actor="GPs" if kind == "Behaviour" else None)
        for identifier, kind, label in several
    }


ROUND = Evidence(
    claims=tuple(
        Claim(id=f"c{number}", cause=cause, effect=effect, direction=direction, study=study)
        for number, (cause, effect, direction, study) in enumerate(
            [
                ("press", "scan", "encourages", "s1"),
                ("press", "scan", "encourages", "s2"),
                ("scan", "worry", "encourages", "s2"),
                ("worry", "press", "encourages", "s2"),
                ("explain", "worry", "discourages", "s3"),
                ("worry", "explain", "encourages", "s3"),
                ("time", "explain", "discourages", "s1"),
                ("scan", "time", "encourages", "s1"),
                ("time", "scan", "encourages", "s1"),
                ("time", "scan", "discourages", "s3"),
            ]
        )
    ),
    studies={name: Study(id=name, authors=f"Author{name}", year=2000) for name in ("s1", "s2", "s3")},
    ends=ends_of(
        ("press", "Subtheme", "Patients press"),
        ("worry", "Subtheme", "I worry"),
        ("time", "Subtheme", "No time"),
        ("scan", "Behaviour", "Order a scan"),
        ("explain", "Behaviour", "Explain"),
    ),
)


def test_loops_say_whether_they_reinforce_or_balance() -> None:
    found = rounds(ROUND, None)
    kinds = {frozenset(path.path): (path.direction, path.told_by) for path in found.shown}
    assert found.closed
    assert kinds == {
        # press → scan → worry → press: all encourage, and s2 tells every step.
        frozenset({"press", "scan", "worry"}): ("encourages", "study"),
        frozenset({"worry", "explain"}): ("discourages", "study"),
        # time → scan is said both ways.
        frozenset({"time", "scan"}): ("mixed", "study"),
        # Two steps discourage; no one tells all.
        frozenset({"time", "explain", "worry", "press", "scan"}): ("encourages", "stitched"),
    }
    assert found.sentence == "Shows 4 of 4 loops of at most 6 steps · 3 studies, 0 reviews"


def test_loops_are_listed_with_their_steps_and_tellers() -> None:
    drawing: Any = of_rounds(ROUND, rounds(ROUND, "press"), Details())
    assert drawing.title == "Is anything said to lead from “Patients press” back to it?"
    [first, second] = drawing.tables[0]["rows"]
    assert [cell["text"] for cell in first] == [
        "Loop 1: reinforcing",
        "Patients press → Order a scan → I worry → Patients press",
        "+ · + · +",
        "1 study on its weakest step",
        "one study tells every step (Authors2 2000)",
    ]
    assert [cell["text"] for cell in second][:3] == [
        "Loop 2: reinforcing",
        "Patients press → Order a scan → No time → Explain → I worry → Patients press",
        "+ · + · − · − · +",
    ]
    said = set(texts_of(drawing.panels["loop-1"]))
    assert "+ · + · + = +" in said
    assert "Order a scan: done by GPs" in said
    assert "Patients press: who voices it is not told" in said
    assert drawing.more["together"]["loop-1"] == ["box-1", "box-2", "box-3", "line-2", "line-4", "line-6"]


def test_lines_against_the_flow_touch_their_boxes() -> None:
    scene = of_rounds(ROUND, rounds(ROUND, None), Details()).scene()
    at = {placed.box.id: placed for placed in scene.boxes}
    back = [placed for placed in scene.lines if placed.points[0][0] > placed.points[-1][0]]
    assert back
    assert measure(scene).through == 0
    for placed in back:
        start, end = at[placed.line.start], at[placed.line.end]
        assert placed.points[0][0] == pytest.approx(start.x, abs=62)
        assert placed.points[-1][0] == pytest.approx(end.x + end.box.width, abs=2)


def test_loops_that_do_not_fit_are_left_out_whole() -> None:
    found = rounds(ROUND, None, boxes=3)
    drawn = {frozenset(path.path) for path in found.shown}
    # All have one study on their weakest step; of the two of two steps that come first, both need four boxes.
    assert drawn == {frozenset({"explain", "worry"})}
    assert len(found.choice.ends) <= 3
    assert len(found.shown) + len(found.cut) == 4
    assert str(of_rounds(ROUND, found, Details()).more["advice"]).startswith("3 loops left out.")


def test_without_a_loop_the_map_says_how_far_it_goes() -> None:
    claims = tuple(claim for claim in ROUND.claims if claim.id in {"c4", "c7", "c6"})
    # explain → worry; scan → time → explain: no loop, one way from what one does to what another does.
    evidence = replace(ROUND, claims=claims)
    found = rounds(evidence, None)
    assert not found.closed
    assert [path.path for path in found.shown] == [("scan", "time", "explain")]
    assert found.sentence == (
        "No: no loop of at most 6 steps is said · shown instead: 1 of 1 way from one behaviour to another, which "
        "nothing closes · 1 study, 0 reviews"
    )
    drawing = of_rounds(evidence, found, Details())
    assert drawing.tables[0]["caption"] == "Ways, the best supported first"
    with pytest.raises(MapError, match=r"no loop of at most 6 steps that passes 'Patients press'"):
        rounds(evidence, "press")


def test_no_way_passes_the_opposite_of_its_goal() -> None:
    opposites = {"scan": frozenset({"wait"}), "wait": frozenset({"scan"})}
    ends = {**ROUND.ends, **ends_of(("wait", "Behaviour", "Wait"))}
    evidence = replace(ROUND, opposites=opposites, ends=ends)
    # Claims about scan are turned for wait; a loop needs a claim that starts at it, and none starts at wait.
    assert len(rounds(evidence, None).shown) == 4
    with pytest.raises(MapError):
        rounds(replace(ROUND, claims=()), None, Filters())


# ---------- all of them ----------


def every_kind(evidence: Evidence, targets: tuple[Target, ...], texts: Details) -> list[Drawing]:
    turning = replace(evidence, claims=(*evidence.claims, BACK))
    return [
        of_held(evidence, hold(evidence, "fear"), texts),
        of_targets(evidence, targeted(evidence, "scan", targets), texts),
        of_rounds(turning, rounds(turning, None), texts),
    ]


BACK = Claim(id="z", cause="scan", effect="fear", direction="encourages", study="s1")


def test_hostile_text_stays_text_in_every_kind(
    small: Evidence, hostile: tuple[Evidence, Details], hostile_text: str, targets: tuple[Target, ...]
) -> None:
    evidence, texts = hostile
    turned = tuple(replace(target, label=f"{target.label} {hostile_text}") for target in targets)
    plain = of_held(small, hold(small, "fear"), Details()).page()
    for drawing in every_kind(evidence, turned, texts):
        html = drawing.page()
        assert html.count("</script>") == plain.count("</script>")
        assert "<img" not in html
        assert any(hostile_text in said for said in texts_of(drawing.panels))


def test_equal_data_gives_equal_bytes_in_every_kind(
    small: Evidence, targets: tuple[Target, ...], texts: Details
) -> None:
    first = [drawing.page() for drawing in every_kind(small, targets, texts)]
    assert [drawing.page() for drawing in every_kind(small, targets, texts)] == first


def test_targets_stand_in_one_column_before_what_they_address(demo: tuple[Store, Evidence]) -> None:
    store, evidence = demo
    scene = drawing_of_targets(store.query, evidence, "order-imaging").scene()
    assert measure(scene).through == 0
    at = {placed.box.id: placed for placed in scene.boxes}
    assert len({placed.x for placed in scene.boxes if placed.box.kind == "target"}) == 1
    for line in scene.lines:
        start, end = at[line.line.start], at[line.line.end]
        assert start.x + start.box.width < end.x
        assert line.points[0][0] == pytest.approx(start.x + start.box.width, abs=0.02)
        tip = line.stub or line.points[-1]
        assert tip[0] == pytest.approx(end.x, abs=0.02)
        assert end.y <= tip[1] <= end.y + end.box.height
    overlapping = [
        (one.box.id, other.box.id)
        for one in scene.boxes
        for other in scene.boxes
        if one.box.id < other.box.id
        and one.x < other.x + other.box.width
        and other.x < one.x + one.box.width
        and one.y < other.y + other.box.height
        and other.y < one.y + one.box.height
    ]
    assert overlapping == []


def test_beliefs_stand_by_direction_and_rank(demo: tuple[Store, Evidence]) -> None:
    store, evidence = demo
    scene = drawing_of_targets(store.query, evidence, "order-imaging").scene()
    at = {" ".join(text.words for text in placed.box.texts if text.bold): placed for placed in scene.boxes}

    def column(*labels: str) -> None:
        assert len({at[label].x for label in labels}) == 1
        assert [*labels] == sorted(labels, key=lambda label: at[label].y)

    # Addressed: what holds back first (rank 16), then what pushes (ranks 1, 2 and 9).
    column(
        "A senior colleague backs the change",
        "I do not know or use a guideline",
        "Patients expect or press for a scan",
        "I cannot manage a visit without a scan",
    )
    # Without a target: ranks 2, 2 and 9 hold back, ranks 2 and 16 push.
    column(
        "Good communication helps avoid scans",
        "Imaging wastes time and money",
        "I am confident without imaging",
        "I might miss something serious",
        "Other care is hard to get",
    )


def test_more_loops_than_are_looked_for_are_said() -> None:
    # 21 beliefs, each led to by the behaviour and leading to it: 21 loops of two steps.
    ends = ends_of(*((f"b{n:02}", "Subtheme", f"B{n}") for n in range(21)), ("scan", "Behaviour", "Scan"))
    claims = tuple(
        Claim(id=f"{cause}-{effect}", cause=cause, effect=effect, direction="encourages", study="s1")
        for n in range(21)
        for cause, effect in ((f"b{n:02}", "scan"), ("scan", f"b{n:02}"))
    )
    found = rounds(Evidence(claims=claims, ends=ends, studies=ROUND.studies), None)
    assert found.sentence.startswith(
        "Shows 20 of more than 20 loops of at most 6 steps · 1 study, 0 reviews · "
    )

"""What a map shows, and what its coverage sentence admits."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from beliefgraph.errors import MapError
from beliefgraph.graph.evidence import Claim, End
from beliefgraph.maps.choose import along, around
from beliefgraph.queries.filters import Filters

if TYPE_CHECKING:
    from beliefgraph.graph.evidence import Evidence
    from beliefgraph.maps.details import Target


def test_around_a_behaviour_are_all_beliefs_with_a_way_to_it(
    small: Evidence, targets: tuple[Target, ...]
) -> None:
    choice = around(small, "scan", targets)
    # harm counts through the opposite; wait itself is not shown; sleepy belongs to another behaviour.
    assert set(choice.ends) == {"scan", "fear", "harm", "calm", "press"}
    assert [(step.cause, step.effect, step.direction) for step in choice.steps] == [
        ("calm", "scan", "encourages"),
        ("fear", "scan", "mixed"),
        ("harm", "scan", "discourages"),
        ("press", "fear", "encourages"),
    ]
    assert next(step for step in choice.steps if step.cause == "harm").via_opposite
    assert choice.left == ()
    assert choice.limit == ""


def test_the_title_is_the_question_and_the_sentence_counts(small: Evidence) -> None:
    choice = around(small, "scan")
    assert choice.title == "What is said to lead people to order imaging?"
    assert choice.coverage.sentence == (
        "Shows 4 of 4 beliefs and 5 of 5 claims (100 %) · 3 studies, 1 review"
    )


def test_strongest_stay_and_the_rest_is_named(small: Evidence) -> None:
    choice = around(small, "scan", boxes=3)
    # fear has two named studies; of harm and press with one each, harm leads to the behaviour itself.
    assert choice.ends == ("scan", "fear", "harm")
    assert [(left.id, left.named) for left in choice.left] == [("press", 1), ("calm", 0)]
    assert choice.coverage.sentence == "Shows 2 of 4 beliefs and 3 of 5 claims (60 %) · 3 studies, 0 reviews"
    assert "at most 3 boxes" in choice.limit


def test_advice_says_how_much_there_is_what_is_shown_and_what_is_narrower(small: Evidence) -> None:
    assert around(small, "scan").coverage.advice == ""
    cut = around(small, "scan", boxes=3).coverage
    assert cut.advice == (
        "This question touches 4 beliefs. Shown: the 2 with most studies, 60 % of claims. "
        "Narrower: choose a role, a behaviour or a path."
    )
    # Where beliefs have themes, rolling them up is a way too.
    themed = around(replace(small, parents={"calm": ("th",)}), "scan", boxes=3).coverage
    assert themed.advice == f"{cut.advice} Wider: 'map themes' rolls the beliefs up by theme."


def test_advice_of_a_path_does_not_name_themes(small: Evidence) -> None:
    more = Claim(id="n", cause="calm", effect="fear", direction="encourages", review="hall2019")
    on_it = Claim(id="o", cause="press", effect="calm", direction="encourages", review="hall2019")
    evidence = replace(small, claims=(*small.claims, more, on_it), parents={"calm": ("th",)})
    assert along(evidence, "press", "scan").coverage.advice == ""
    # press → fear → scan stays; press → calm → scan and press → calm → fear → scan are cut.
    assert along(evidence, "press", "scan", boxes=3).coverage.advice == (
        "This question touches 3 beliefs. Shown: the 2 with most studies, 50 % of claims. "
        "Narrower: choose a role, a behaviour or a path."
    )


def test_a_big_library_is_cut_in_a_moment(small: Evidence) -> None:
    # 6,000 beliefs, each of which leads to the one before: any search through all of them for each would take minutes.
    names = [f"n{number:04}" for number in range(6000)]
    claims = [
        Claim(
            id=f"k{number:04}",
            cause=name,
            effect="scan" if number == 0 else names[number - 1],
            direction="encourages",
            study="s1",
        )
        for number, name in enumerate(names)
    ]
    ends = {**small.ends, **{name: End(id=name, kind="Subtheme", label=name) for name in names}}
    evidence = replace(small, claims=tuple(claims), ends=ends)
    assert around(evidence, "scan").ends == ("scan", *names[:39])
    assert around(evidence, "scan", boxes=None).coverage.shown == 6000


def test_a_share_of_claims_is_rounded_down(small: Evidence) -> None:
    claims = [
        Claim(id=f"d{n:03}", cause="calm", effect="scan", direction="encourages", study="s1")
        for n in range(300)
    ]
    lone = Claim(id="e", cause="sleepy", effect="scan", direction="encourages", findings=("f1",))
    choice = around(replace(small, claims=(*claims, lone)), "scan", boxes=2)
    assert "300 of 301 claims (99 %)" in choice.coverage.sentence


def test_a_belief_is_only_shown_with_a_way_to_the_behaviour(small: Evidence) -> None:
    # press is strong but leads only to fear; with room for one belief it must not hang in the air.
    more = tuple(
        Claim(id=f"p{n}", cause="press", effect="fear", direction="encourages", study=f"x{n}")
        for n in range(5)
    )
    choice = around(replace(small, claims=(*small.claims, *more)), "scan", boxes=2)
    assert choice.ends == ("scan", "fear")


def test_filters_stand_in_the_sentence_and_choose_what_counts(small: Evidence) -> None:
    filters = Filters(role=("clinician",), opposites=False)
    choice = around(small, "scan", filters=filters)
    assert choice.coverage.sentence.endswith(filters.describe())
    assert "harm" not in choice.ends
    assert "press" in around(small, "scan", filters=Filters(inferred=True)).ends
    direct = {
        (step.cause, step.effect) for step in around(small, "scan", filters=Filters(inferred=True)).steps
    }
    assert ("press", "scan") in direct


def test_targets_that_address_the_same_beliefs_share_one_tag(
    small: Evidence, targets: tuple[Target, ...]
) -> None:
    tags = around(small, "scan", targets).tags
    assert [[target.id for target in tag.targets] for tag in tags] == [["t1", "t2"]]  # t3 aims elsewhere
    assert tags[0].beliefs == ("fear",)


def test_tags_take_room_from_beliefs_but_only_some(small: Evidence, targets: tuple[Target, ...]) -> None:
    choice = around(small, "scan", targets, boxes=4)
    assert len(choice.ends) + len(choice.tags) <= 4
    assert len(choice.tags) == 1


def test_without_a_limit_everything_is_shown(small: Evidence, targets: tuple[Target, ...]) -> None:
    assert around(small, "scan", targets, boxes=None).coverage.shown == 4


def test_paths_show_only_what_is_on_a_path(small: Evidence, targets: tuple[Target, ...]) -> None:
    choice = along(small, "press", "scan", targets)
    assert choice.ends == ("scan", "press", "fear")
    assert [(step.cause, step.effect) for step in choice.steps] == [("fear", "scan"), ("press", "fear")]
    assert choice.title == "How they are said to connect: Patients press → Order imaging"
    assert choice.asked == ("press", "scan")


def test_a_path_that_does_not_fit_leaves_no_piece(small: Evidence) -> None:
    extra = (
        End(id="m1", kind="Subtheme", label="One"),
        End(id="m2", kind="Subtheme", label="Two"),
    )
    claims = (
        Claim(id="n1", cause="press", effect="m1", direction="encourages", review="r"),
        Claim(id="n2", cause="m1", effect="m2", direction="encourages", review="r"),
        Claim(id="n3", cause="m2", effect="scan", direction="encourages", review="r"),
    )
    more = replace(
        small,
        claims=(*small.claims, *claims),
        reviews={"r": "R", **small.reviews},
        ends={**small.ends, **{end.id: end for end in extra}},
    )
    choice = along(more, "press", "scan", boxes=4)
    assert set(choice.ends) == {"scan", "press", "fear"}
    assert {left.id for left in choice.left} == {"m1", "m2"}


def test_nothing_to_draw_says_what_was_asked(small: Evidence) -> None:
    with pytest.raises(MapError, match=r"^No claim in the selection says what leads to 'Manage wi"):
        around(replace(small, claims=()), "wait")
    with pytest.raises(
        MapError, match=r"^No path in the selection leads from 'I am tired' to 'Order imaging'"
    ):
        along(small, "sleepy", "scan")

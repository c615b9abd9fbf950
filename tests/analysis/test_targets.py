"""Targets by belief and by domain on small libraries worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.analysis.targets import TOO_FEW, targets
from beliefgraph.errors import ParameterError
from beliefgraph.graph.influence import Claim, Coding, Domain, End, Evidence, Finding, Group, Quote, Summary

if TYPE_CHECKING:
    from beliefgraph.analysis.targets import Target

ENDS = {id_: End(id=id_, kind="Subtheme", label=id_.upper()) for id_ in "abcde"} | {
    "t": End(id="t", kind="Theme", label="T"),
    "x": End(id="x", kind="Behaviour", label="X"),
    "y": End(id="y", kind="Behaviour", label="Y"),
}
DOMAINS = {
    "emotion": Domain(id="emotion", label="Emotion", framework="TDF", version="v2"),
    "goals": Domain(id="goals", label="Goals", framework="TDF", version="v2"),
    "skills": Domain(id="skills", label="Skills", framework="TDF", version="v2"),
    "nature": Domain(id="nature", label="Nature of the behaviours", framework="TDF v1"),
}


def said(pair: str, *studies: str, direction: str = "encourages", **more: Any) -> list[Claim]:
    cause, effect = tuple(pair)
    return [
        Claim(
            id=f"{pair}-{study}-{direction}",
            cause=cause,
            effect=effect,
            direction=direction,
            study=study,
            **more,
        )
        for study in studies
    ]


def library(*claims: list[Claim], **more: object) -> Evidence:
    flat = tuple(one for several in claims for one in several)
    opposites = {"x": frozenset({"y"}), "y": frozenset({"x"})}
    return Evidence(claims=flat, ends=ENDS, opposites=opposites, domains=DOMAINS, **more)  # type: ignore[arg-type]


def rows(evidence: Evidence, **more: object) -> dict[str | None, Target]:
    return {row.id: row for row in targets(evidence, "x", **more).rows}  # type: ignore[arg-type]


def ranks(evidence: Evidence, **more: object) -> list[tuple[int | None, str | None]]:
    return [(row.rank, row.id) for row in targets(evidence, "x", **more).rows]  # type: ignore[arg-type]


def test_ranked_by_studies_then_reach_then_conflict() -> None:
    evidence = library(
        said("ax", "s1"),
        said("bx", "s1", "s2"),
        # c: two studies on its first step, but the step after has one: reach 1.
        said("cd", "s1", "s2"),
        said("dx", "s3"),
        said("ex", "s9"),
        codings=(Coding(quote="q", belief="e", contradicts=True),),
        quotes={"q": Quote(id="q", study="s7")},
    )
    assert ranks(evidence) == [(1, "b"), (2, "c"), (3, "e"), (4, "a"), (4, "d")]


def test_themes_and_behaviours_are_no_targets_but_paths_pass_through_them() -> None:
    found = rows(library(said("at", "s1"), said("tx", "s1", "s2")))
    assert list(found) == ["a"]
    assert (found["a"].studies.counted, found["a"].reach, found["a"].direct) == (("s1",), 1, 0)


def test_studies_are_those_of_every_first_step_that_leads_on() -> None:
    evidence = library(
        said("ab", "s1"),
        said("bx", "s9"),
        said("ax", "s2"),
        said("ac", "s3"),
        said("ca", "s4"),
        said("cd", "s4"),
    )
    # a→c leads nowhere but back through a, so s3 is not behind a and x.
    assert rows(evidence)["a"].studies.counted == ("s1", "s2")
    # c→a leads on; c→d does not.
    assert rows(evidence)["c"].studies.counted == ("s4",)


def test_a_first_step_before_one_that_is_only_reported_is_not_behind_a_ranked_belief() -> None:
    reported = [Claim(id="r", cause="b", effect="x", direction="encourages", review="r")]
    assert rows(library(said("ax", "s1"), said("ab", "s2"), reported))["a"].studies.counted == ("s1",)


def test_a_quote_that_supports_without_a_claim_does_not_count() -> None:
    evidence = library(
        said("ax", "s1"), quotes={"q": Quote(id="q", study="s2")}, codings=(Coding(quote="q", belief="a"),)
    )
    assert rows(evidence)["a"].studies.counted == ("s1",)


def test_direction_is_of_the_direct_step_if_it_has_named_studies_else_of_the_first_path() -> None:
    reported = [Claim(id="r", cause="b", effect="x", direction="encourages", review="r1")]
    evidence = library(
        said("ax", "s1", direction="discourages"),
        said("ab", "s1", "s2"),
        said("bc", "s1", direction="discourages"),
        said("cx", "s1"),
        reported,
    )
    found = rows(evidence)
    assert (found["a"].direction, found["b"].direction) == ("discourages", "discourages")
    assert (found["b"].reach, found["b"].direct) == (1, 0)


def test_claims_about_the_opposite_count_turned() -> None:
    found = rows(library(said("ay", "s1", direction="discourages", emphasis="main")))
    assert (found["a"].direction, found["a"].direct, found["a"].emphasis) == ("encourages", 1, 1)
    assert rows(library(said("ay", "s1", direction="discourages")), opposites=False) == {}


def test_conflict_is_somebody_against_or_a_mixed_step() -> None:
    denied = Finding(id="f", review="r", beliefs={"a": Summary(relation="opposite")}, contributors=("s5",))
    found = rows(
        library(
            said("ax", "s1"),
            said("bx", "s1"),
            said("bx", "s2", direction="discourages"),
            said("cx", "s1"),
            findings={"f": denied},
        )
    )
    assert {id_: row.conflict for id_, row in found.items()} == {"a": True, "b": True, "c": False}
    assert found["b"].direction == "mixed"


def test_emphasis_counts_named_studies_of_main_claims_to_the_behaviour() -> None:
    evidence = library(
        said("ax", "s1", "s2", emphasis="main"),
        said("ax", "s2", direction="discourages", emphasis="main"),
        said("ax", "s3", emphasis="minor"),
        said("ax", "s4", direction="no_effect", emphasis="main"),
        said("ab", "s5", emphasis="main"),
    )
    assert rows(evidence)["a"].emphasis == 2


def test_roles_and_confidence_are_those_of_the_belief() -> None:
    evidence = library(
        said("ax", "s1"),
        groups={"g": Group(id="g", study="s1", roles=("patient",))},
        quotes={"q": Quote(id="q", study="s2", roles=("clinician",))},
        codings=(Coding(quote="q", belief="a"),),
        findings={"f": Finding(id="f", review="r", confidence="Low", beliefs={"a": Summary(part="part")})},
    )
    row = targets(evidence, "x").to_json()[0]
    assert isinstance(row, dict)
    assert row["roles"] == ["clinician", "patient"]
    assert row["confidence"] == [{"finding": "f", "review": "r", "level": "Low", "part": "part"}]
    assert row["studies"] == {"counted": ["s1"], "listed": [], "reported": []}


def test_reported_only_beliefs_follow_without_a_rank() -> None:
    evidence = library(
        said("bx", "s1"),
        [Claim(id="c", cause="a", effect="b", direction="discourages", review="r")],
        [Claim(id="d", cause="c", effect="x", direction="encourages", review="r")],
        said("cd", "s2"),
        [Claim(id="e", cause="d", effect="x", direction="discourages", review="r")],
    )
    answer = targets(evidence, "x")
    assert [(row.id, row.rank, row.reported_only, row.direction, row.reach) for row in answer.rows] == [
        ("b", 1, False, "encourages", 1),
        ("a", None, True, "discourages", 0),
        ("c", None, True, "encourages", 0),
        ("d", None, True, "discourages", 0),
    ]
    # c: over the first steps of all its paths, c→x and c→d→x.
    assert answer.rows[2].studies.counted == ("s2",)
    assert [row.id for row in targets(evidence, "x", by="domain").rows if row.beliefs] == [None]


def test_inferred_only_beliefs_come_last_and_hold_no_number() -> None:
    evidence = library(
        said("ax", "s1"),
        said("bx", "s2", basis="inferred"),
        quotes={"q": Quote(id="q", study="s3", roles=("carer",))},
        codings=(Coding(quote="q", belief="b"),),
    )
    row = targets(evidence, "x").to_json()[-1]
    assert isinstance(row, dict)
    assert {
        key: row[key]
        for key in ("rank", "belief", "direction", "n_studies", "reach", "roles", "inferred_only")
    } == {
        "rank": None,
        "belief": "b",
        "direction": None,
        "n_studies": 0,
        "reach": 0,
        "roles": [],
        "inferred_only": True,
    }
    assert ranks(evidence, inferred=True) == [(1, "a"), (1, "b")]


def test_equal_rows_share_a_rank() -> None:
    evidence = library(said("ax", "s1", "s2"), said("bx", "s1", "s3"), said("cx", "s1"))
    assert ranks(evidence) == [(1, "a"), (1, "b"), (3, "c")]


def test_by_domain() -> None:
    evidence = library(
        said("ax", "s1", "s2"),
        said("bx", "s2", "s3", direction="discourages"),
        said("cx", "s1"),
        mappings=(("a", "emotion"), ("b", "emotion"), ("b", "nature"), ("d", "goals")),
    )
    answer = targets(evidence, "x", by="domain")
    assert [(row.rank, row.id, row.elaboration, row.direction, row.conflict) for row in answer.rows] == [
        (1, "emotion", 2, "mixed", True),
        (2, "nature", 1, "discourages", False),
        (3, "goals", 0, None, False),
        (3, "skills", 0, None, False),
        (None, None, 1, "encourages", False),
    ]
    assert answer.rows[0].studies.counted == ("s1", "s2", "s3")
    assert (answer.rows[0].beliefs, answer.rows[-1].beliefs) == (("a", "b"), ("c",))
    first = answer.to_json()[0]
    assert isinstance(first, dict)
    assert (first["domain"], first["label"], first["beliefs"], first["n_studies"]) == (
        "emotion",
        "Emotion",
        ["a", "b"],
        3,
    )
    assert (first["rank_best"], first["rank_worst"]) == (None, None)


def test_a_study_counted_for_one_belief_is_not_listed_for_the_domain() -> None:
    finding = Finding(id="f", review="r", beliefs={"a": Summary()}, contributors=("s1", "s2"))
    evidence = library(
        [Claim(id="c", cause="a", effect="x", direction="encourages", findings=("f",))],
        said("bx", "s1"),
        findings={"f": finding},
        mappings=(("a", "emotion"), ("b", "emotion")),
    )
    assert rows(evidence)["a"].studies.listed == ("s1", "s2")
    row = rows(evidence, by="domain")["emotion"]
    assert (row.studies.counted, row.studies.listed) == (("s1",), ("s2",))


def test_one_direction_ranks_among_its_own_and_mixed_rows() -> None:
    evidence = library(
        said("ax", "s1", "s2", "s3"),
        said("bx", "s1", "s2", direction="discourages"),
        said("cx", "s1"),
        said("cx", "s2", direction="discourages"),
    )
    assert ranks(evidence, direction="encourages") == [(1, "a"), (2, "c")]
    assert ranks(evidence, direction="discourages") == [(1, "c"), (2, "b")]


def test_another_order() -> None:
    evidence = library(said("ax", "s1"), said("bd", "s1", "s2"), said("dx", "s1", emphasis="main"))
    assert ranks(evidence) == [(1, "b"), (2, "a"), (2, "d")]
    assert ranks(evidence, order=("direct",)) == [(1, "a"), (1, "d"), (3, "b")]
    assert ranks(evidence, order=("emphasis", "studies")) == [(1, "d"), (2, "b"), (3, "a")]


def test_under_five_studies_every_ranking_says_so() -> None:
    few = library(said("ax", "s1", "s2"), said("bx", "s3", "s4"))
    assert targets(few, "x").note == TOO_FEW == "too few studies to rank with confidence; listed by count"
    enough = library(said("ax", "s1", "s2"), said("bx", "s3", "s4", "s5"))
    assert targets(enough, "x").note is None


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"by": "theme"}, "Targets are ranked by belief or by domain, not by 'theme'."),
        ({"direction": "mixed"}, "'mixed' is no direction to rank. Use encourages or discourages."),
        ({"max_steps": 0}, "A path has at least 1 step, not 0. Give a larger number of steps."),
        (
            {"order": ["elaboration"]},
            "Rows by belief have no 'elaboration' to order by. Use one of: studies, reach, direct, conflict, emphasis.",
        ),
        (
            {"by": "domain", "order": ["reach"]},
            "Rows by domain have no 'reach' to order by. Use one of: studies, elaboration, conflict.",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused(asked: dict[str, object], message: str) -> None:
    with pytest.raises(ParameterError) as error:
        targets(library(), "x", **asked)  # type: ignore[arg-type]
    assert str(error.value) == message

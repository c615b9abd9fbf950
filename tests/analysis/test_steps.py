"""Steps, statements and studies of a belief, on small libraries worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from beliefgraph.graph.influence import (
    Claim,
    Coding,
    End,
    Evidence,
    Finding,
    Group,
    Quote,
    Reported,
    Studies,
    Summary,
    beliefs,
    bundle,
    statements,
    steps,
    studies_of,
)

ENDS = {
    "fear": End(id="fear", kind="Subtheme", label="Fear of blame"),
    "calm": End(id="calm", kind="Subtheme", label="No fear of blame"),
    "scan": End(id="scan", kind="Behaviour", label="Order a scan"),
    "wait": End(id="wait", kind="Behaviour", label="Wait"),
}
OPPOSITES = {
    "scan": frozenset({"wait"}),
    "wait": frozenset({"scan"}),
    "fear": frozenset({"calm"}),
    "calm": frozenset({"fear"}),
}


def claim(id_: str, cause: str, effect: str, direction: str = "encourages", **more: object) -> Claim:
    return Claim(id=id_, cause=cause, effect=effect, direction=direction, **more)  # type: ignore[arg-type]


def quotes(**study_of: str) -> dict[str, Quote]:
    return {id_: Quote(id=id_, study=study) for id_, study in study_of.items()}


def evidence(*claims: Claim, **more: object) -> Evidence:
    return Evidence(claims=claims, ends=ENDS, opposites=OPPOSITES, **more)  # type: ignore[arg-type]


def test_a_claim_about_the_opposite_behaviour_is_turned_once() -> None:
    found = steps(evidence(claim("c", "fear", "wait", "discourages", study="s1")))
    assert {pair: (step.direction, step.via_opposite) for pair, step in found.items()} == {
        ("fear", "scan"): ("encourages", True),
        ("fear", "wait"): ("discourages", False),
    }


def test_no_opposites_turns_nothing() -> None:
    found = steps(evidence(claim("c", "fear", "wait", "discourages", study="s1")), opposites=False)
    assert list(found) == [("fear", "wait")]


def test_causes_and_opposite_beliefs_are_never_turned() -> None:
    found = steps(evidence(claim("c1", "wait", "fear", study="s1"), claim("c2", "scan", "calm", study="s1")))
    assert sorted(found) == [("scan", "calm"), ("wait", "fear")]


def test_nothing_influences_itself_not_even_turned() -> None:
    found = steps(evidence(claim("c1", "scan", "scan", study="s1"), claim("c2", "scan", "wait", study="s1")))
    assert list(found) == [("scan", "wait")]


def test_for_and_against_are_mixed_and_never_netted() -> None:
    step = steps(
        evidence(
            claim("c1", "fear", "scan", "encourages", study="s1"),
            claim("c2", "fear", "scan", "encourages", study="s2"),
            claim("c3", "fear", "wait", "encourages", study="s2"),
        )
    )["fear", "scan"]
    assert (step.direction, step.studies.counted, step.via_opposite) == ("mixed", ("s1", "s2"), True)
    assert (step.studies_encouraging, step.studies_discouraging) == (("s1", "s2"), ("s2",))
    assert step.claims == ("c1", "c2", "c3")


def test_no_effect_stands_beside_a_step_and_makes_none() -> None:
    without = claim("c1", "fear", "scan", "no_effect", study="s1")
    turned = claim("c2", "fear", "wait", "no_effect", study="s2")
    unclear = claim("c3", "fear", "scan", "unclear", study="s3")
    assert steps(evidence(without, turned, unclear)) == {}
    step = steps(evidence(without, turned, unclear, claim("c4", "fear", "scan", study="s4")))["fear", "scan"]
    assert (step.studies.counted, step.studies_no_effect, step.claims) == (("s4",), ("s1", "s2"), ("c4",))
    assert not step.via_opposite


def test_inferred_claims_count_only_if_asked_for() -> None:
    given = evidence(claim("c", "fear", "scan", basis="inferred", study="s1"))
    assert steps(given) == {}
    assert steps(given, inferred=True)["fear", "scan"].studies.counted == ("s1",)


TWO_PARTS = Finding(
    id="f",
    review="r",
    reported_studies=12,
    confidence="Moderate",
    beliefs={"fear": Summary(part="part"), "calm": Summary(part="part")},
    contributors=("s1", "s2"),
)


def test_studies_of_a_two_part_finding_are_shown_but_never_named() -> None:
    step = steps(evidence(claim("c", "fear", "scan", findings=("f",)), findings={"f": TWO_PARTS}))[
        "fear", "scan"
    ]
    assert step.studies == Studies(
        reported=(
            Reported(
                "f",
                "r",
                studies=12,
                confidence="Moderate",
                part="part",
                study_ids=("s1", "s2"),
                unit="studies",
            ),
        )
    )


def test_studies_of_a_finding_about_this_belief_alone_are_listed() -> None:
    whole = replace(TWO_PARTS, beliefs={"fear": Summary()})
    given = evidence(
        claim("c1", "fear", "scan", findings=("f",)),
        claim("c2", "fear", "scan", study="s2"),
        findings={"f": whole},
    )
    step = steps(given)["fear", "scan"]
    assert (step.studies.counted, step.studies.listed, step.studies.named) == (("s2",), ("s1",), ("s1", "s2"))
    assert [(entry.part, entry.study_ids) for entry in step.studies.reported] == [("whole", ("s1", "s2"))]


@pytest.mark.parametrize(
    ("links", "listed", "part"),
    [
        ({"fear": Summary(part="part")}, ("s1", "s2"), "part"),  # it summarises nothing but the cause
        ({}, ("s1", "s2"), None),
        ({"calm": Summary()}, (), None),  # it summarises another belief, as a whole
        ({"calm": Summary(part="part")}, (), "part"),
        ({"fear": Summary(part="whole"), "calm": Summary(part="part")}, ("s1", "s2"), "whole"),
        ({"fear": Summary(relation="opposite"), "calm": Summary(part="part")}, (), "whole"),
    ],
)
def test_when_a_review_finding_lists_studies_for_a_step(
    links: dict[str, Summary], listed: tuple[str, ...], part: str | None
) -> None:
    given = evidence(
        claim("c", "fear", "scan", findings=("f",)), findings={"f": replace(TWO_PARTS, beliefs=links)}
    )
    step = steps(given)["fear", "scan"]
    assert (step.studies.listed, step.studies.reported[0].part) == (listed, part)


def test_a_step_that_starts_at_a_behaviour() -> None:
    given = evidence(claim("c", "scan", "fear", findings=("f",)), findings={"f": TWO_PARTS})
    step = steps(given)["scan", "fear"]
    assert (step.studies.listed, step.studies.reported[0].part) == ((), "part")


def test_a_claim_that_rests_on_a_review_alone() -> None:
    step = steps(evidence(claim("c", "fear", "scan", review="r")))["fear", "scan"]
    assert step.studies == Studies(reported=(Reported(None, "r"),))
    beside = steps(evidence(claim("c", "fear", "scan", review="r", study="s1")))["fear", "scan"]
    assert beside.studies == Studies(counted=("s1",))


def test_reported_entries_are_sorted_and_each_once() -> None:
    given = evidence(
        claim("c1", "fear", "scan", findings=("f2",)),
        claim("c2", "fear", "scan", findings=("f1",)),
        claim("c3", "fear", "scan", findings=("f1",)),
        claim("c4", "fear", "scan", review="r2"),
        claim("c5", "fear", "scan", review="r1"),
        findings={"f1": Finding(id="f1", review="r2"), "f2": Finding(id="f2", review="r1")},
    )
    entries = steps(given)["fear", "scan"].studies.reported
    assert [(entry.finding, entry.review) for entry in entries] == [
        (None, "r1"),
        (None, "r2"),
        ("f1", "r2"),
        ("f2", "r1"),
    ]


def test_a_step_holds_the_ids_behind_it() -> None:
    given = evidence(
        claim("c2", "fear", "scan", quotes=("q2", "q1"), findings=("f",)),
        claim("c1", "fear", "wait", "no_effect", quotes=("q3",)),
        quotes={
            "q1": Quote(id="q1", study="s1", kind="author", groups=("g1",)),
            "q2": Quote(id="q2", study="s2", groups=("g2", "g1")),
            "q3": Quote(id="q3", study="s3", groups=("g3",)),
        },
        findings={"f": Finding(id="f", study="s4")},
    )
    step = steps(given)["fear", "scan"]
    assert (step.claims, step.quotes, step.groups, step.findings) == (
        ("c2",),
        ("q1", "q2"),
        ("g1", "g2"),
        ("f",),
    )
    assert step.studies == Studies(counted=("s1", "s2", "s4"))
    assert step.studies_no_effect == ("s3",)
    assert bundle(step) == {
        "direction": "encourages",
        "claims": 1,
        "counted": 3,
        "listed": 0,
        "named": 3,
        "studies_encouraging": 3,
        "studies_discouraging": 0,
        "studies_no_effect": 1,
        "groups": 2,
        "quotes": 2,
        "reported_findings": 0,
        "via_opposite": False,
    }


def test_a_claim_whose_quotes_all_contradict_counts_for_the_step_and_not_for_the_belief() -> None:
    given = evidence(
        claim("c", "fear", "scan", "discourages", quotes=("q",)),
        quotes=quotes(q="s1"),
        codings=(Coding(quote="q", belief="fear", contradicts=True),),
    )
    assert steps(given)["fear", "scan"].studies.counted == ("s1",)
    assert studies_of(given, "fear") == Studies()
    assert beliefs(given)["fear"].against == ("s1",)


def test_a_claim_with_one_quote_that_does_not_contradict_counts() -> None:
    given = evidence(
        claim("c", "fear", "scan", quotes=("q1", "q2")),
        quotes=quotes(q1="s1", q2="s2"),
        codings=(Coding(quote="q1", belief="fear", contradicts=True),),
    )
    assert studies_of(given, "fear").counted == ("s1", "s2")
    assert beliefs(given)["fear"].against == ("s1",)


def test_two_coders_who_disagree_are_both_kept() -> None:
    given = evidence(
        quotes=quotes(q="s1"),
        codings=(
            Coding(quote="q", belief="fear", coder="ann"),
            Coding(quote="q", belief="fear", coder="bo", contradicts=True),
        ),
    )
    assert (beliefs(given)["fear"].studies.counted, beliefs(given)["fear"].against) == (("s1",), ("s1",))


def test_studies_of_a_belief_count_all_its_claims_and_list_its_findings() -> None:
    given = evidence(
        claim("c1", "fear", "scan", "unclear", study="s1"),
        claim("c2", "fear", "scan", "no_effect", quotes=("q",)),
        claim("c3", "scan", "fear", study="s9"),
        quotes=quotes(q="s2"),
        findings={
            "own": Finding(id="own", study="s3", beliefs={"fear": Summary(relation="narrower")}),
            "denied": Finding(id="denied", study="s4", beliefs={"fear": Summary(relation="opposite")}),
            "whole": Finding(id="whole", review="r", beliefs={"fear": Summary()}, contributors=("s1", "s5")),
            "part": Finding(
                id="part", review="r", beliefs={"fear": Summary(part="part")}, contributors=("s6",)
            ),
            "against": Finding(
                id="against", review="r", beliefs={"fear": Summary(relation="opposite")}, contributors=("s7",)
            ),
        },
    )
    about = beliefs(given)["fear"]
    assert (about.studies.counted, about.studies.listed) == (("s1", "s2", "s3"), ("s5",))
    assert [entry.finding for entry in about.studies.reported] == ["part", "whole"]
    assert about.against == ("s4", "s7")


@pytest.mark.parametrize(
    ("quote", "groups", "told"),
    [
        (Quote(id="q", study="s", roles=("public", "carer")), {}, ("carer", "public")),
        (Quote(id="q", study="s", groups=("a", "b")), {"a": ("patient",), "b": ("patient",)}, ("patient",)),
        (Quote(id="q", study="s", groups=("a", "b")), {"a": ("patient",), "b": ("carer",)}, ()),
        (Quote(id="q", study="s", groups=("a",)), {"a": ("patient", "carer")}, ()),
        (Quote(id="q", study="s"), {"a": ("patient",)}, ("patient",)),
        (Quote(id="q", study="s"), {"a": ("patient",), "b": ("patient",)}, ()),
        (Quote(id="q", study="s"), {}, ()),
        (Quote(id="q", study="s", roles=("other",), groups=("a",)), {"a": ("patient",)}, ("other",)),
    ],
)
def test_roles_of_a_quote(quote: Quote, groups: dict[str, tuple[str, ...]], told: tuple[str, ...]) -> None:
    given = evidence(
        quotes={"q": quote},
        groups={id_: Group(id=id_, study="s", roles=roles) for id_, roles in groups.items()},
        codings=(Coding(quote="q", belief="fear"),),
    )
    assert [statement.roles for statement in statements(given)] == [told]


@pytest.mark.parametrize(
    ("roles_of_claim", "roles_of_finding", "told"),
    [
        (("carer",), ("clinician",), ("carer",)),
        ((), ("clinician", "other"), ("clinician", "other")),
        ((), (), ("patient",)),
    ],
)
def test_roles_of_a_claim_without_quotes(
    roles_of_claim: tuple[str, ...], roles_of_finding: tuple[str, ...], told: tuple[str, ...]
) -> None:
    given = evidence(
        claim("c", "fear", "scan", findings=("f",), roles=roles_of_claim),
        findings={"f": Finding(id="f", study="s", roles=roles_of_finding)},
        groups={"g": Group(id="g", study="s", roles=("patient",))},
    )
    assert [(one.source, one.study, one.roles) for one in statements(given)] == [("c", "s", told)]


def test_an_inferred_claim_makes_a_statement_only_if_asked_for() -> None:
    given = evidence(claim("c", "fear", "scan", basis="inferred", quotes=("q",)), quotes=quotes(q="s"))
    assert statements(given) == []
    assert [one.study for one in statements(given, inferred=True)] == ["s"]
    assert studies_of(given, "fear", inferred=True).counted == ("s",)

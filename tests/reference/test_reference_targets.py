"""The reference, checked by hand: ranked targets, contrast and contradictions."""

from __future__ import annotations

from typing import Any

import pytest

from support import reference
from support.grid import grid, world


def claimed(*rows: str, **tables: list[dict[str, str]]) -> reference.Plain:
    """A library with claims ``id,cause,effect,direction,study,review,emphasis,basis``."""
    claims = grid("id,cause,effect,direction,study,review,emphasis,basis", *rows)
    return reference.library(world(claims=claims, **tables))


def column(rows: list[dict[str, Any]], *keys: str) -> list[tuple[Any, ...]]:
    return [tuple(row[key] for key in keys) for row in rows]


# -- targets by belief ----------------------------------------------------------------------------------------


def test_studies_of_a_target_are_those_of_first_steps_and_reach_is_the_best_path() -> None:
    # b→y (S1), b→a (S2, S3, S4), a→y (S2, S3): studies(b, y) = S1 to S4; paths b y: 1, b a y: 2.
    lib = claimed(
        "1,b,y,-,S1",
        "2,b,a,+,S2",
        "3,b,a,+,S3",
        "4,b,a,+,S4",
        "5,a,y,+,S2",
        "6,a,y,+,S3",
        # b→c leads nowhere.
        "7,b,c,+,S5",
    )
    rows = reference.targets(lib, "y")
    assert column(rows, "rank", "belief", "n_studies", "reach", "direction") == [
        # b: the direct step has a named study, so its direction stands, though b a y is the first path.
        (1, "b", 4, 2, "discourages"),
        (2, "a", 2, 2, "encourages"),
    ]
    assert rows[0]["studies"] == {"counted": ["S1", "S2", "S3", "S4"], "listed": [], "reported": []}


def test_first_step_of_a_path_that_is_only_reported_further_on_is_not_counted() -> None:
    # b y is named throughout; b c y is reported on its second step, so S2 is no study of the target.
    lib = claimed("1,b,y,+,S1", "2,b,c,+,S2", "3,c,y,+,,R1")
    assert column(reference.targets(lib, "y")[:1], "belief", "n_studies", "reach") == [("b", 1, 1)]


def test_listed_of_a_target_are_less_those_counted_on_another_first_step() -> None:
    findings = grid("id,review,statement,studies", "f,R1,T,S1;S2")
    claims = grid("id,cause,effect,direction,study,finding", "1,b,y,+,,f", "2,b,a,+,S1,", "3,a,y,+,S3,")
    [row] = [
        r
        for r in reference.targets(reference.library(world(claims=claims, findings=findings)), "y")
        if r["belief"] == "b"
    ]
    assert (row["studies"]["counted"], row["studies"]["listed"], row["n_studies"]) == (["S1"], ["S2"], 2)


def test_direction_without_a_named_direct_step_is_that_of_the_first_path() -> None:
    # b→y is only reported (and discourages); b a y: + and - = discourages... of b c y: + and + with more studies.
    lib = claimed(
        "1,b,y,-,,R1", "2,b,a,+,S1", "3,a,y,-,S1", "4,b,c,+,S1", "5,b,c,+,S2", "6,c,y,+,S1", "7,c,y,+,S2"
    )
    row = next(row for row in reference.targets(lib, "y") if row["belief"] == "b")
    assert (row["direction"], row["reach"], row["n_studies"]) == ("encourages", 2, 2)


def test_a_quote_that_supports_a_belief_without_a_claim_is_no_study_of_the_target() -> None:
    quotes = grid("id,study,text,supports,contradicts,roles", "q1,S2,T,b,,carer", "q2,S3,T,,b,public")
    lib = claimed("1,b,y,+,S1", quotes=quotes)
    [row] = reference.targets(lib, "y")
    assert row["studies"]["counted"] == ["S1"]
    # But it tells a role of a supporting statement about b, as one that contradicts does not.
    assert row["roles"] == ["carer"]


def test_conflict_is_evidence_against_anywhere_or_a_mixed_direct_step() -> None:
    quotes = grid("id,study,text,contradicts", "q,S5,T,a")
    lib = claimed(
        "1,a,y,+,S1", "2,b,y,+,S1", "3,b,y,-,S2", "4,c,y,+,S1", "5,c,x,+,S1", "6,c,x,-,S2", quotes=quotes
    )
    found = {row["belief"]: row["conflict"] for row in reference.targets(lib, "y")}
    # c is mixed only for another behaviour.
    assert found == {"a": True, "b": True, "c": False}


def test_emphasis_counts_named_studies_of_main_claims_to_the_behaviour() -> None:
    lib = claimed(
        "1,b,x,+,S1,,main",
        "2,b,not-x,-,S2,,main",  # turned: b→x
        "3,b,x,+,S3,,minor",
        "4,b,x,no_effect,S4,,main",
        "5,b,y,+,S5,,main",
    )
    assert column(reference.targets(lib, "x"), "emphasis") == [(2,)]
    assert column(reference.targets(lib, "x", opposites=False), "emphasis") == [(1,)]


def test_confidence_is_of_the_findings_of_the_belief() -> None:
    findings = grid("id,review,statement,summarises,confidence", "f1,R1,T,b,Low", "f2,R2,T,b;a,")
    lib = claimed("1,b,y,+,S1", "2,b,y,+,,R1", findings=findings)
    [row] = reference.targets(lib, "y")
    assert row["confidence"] == [
        {"finding": "f1", "review": "R1", "level": "Low", "part": "whole"},
        {"finding": "f2", "review": "R2", "level": None, "part": "part"},
    ]


def test_equal_rows_share_a_rank_and_conflict_decides_before_the_id() -> None:
    quotes = grid("id,study,text,contradicts", "q,S5,T,c")
    lib = claimed("1,a,y,+,S1", "2,b,y,+,S2", "3,c,y,+,S3", quotes=quotes)
    assert column(reference.targets(lib, "y"), "rank", "belief") == [(1, "c"), (2, "a"), (2, "b")]


def test_order_and_direction_of_the_ranking() -> None:
    lib = claimed("1,a,y,+,S1", "2,a,y,+,S2", "3,b,y,-,S3,,main", "4,c,y,+,S1", "5,c,y,-,S2")
    by_emphasis = reference.targets(lib, "y", order=("emphasis",))
    assert column(by_emphasis, "rank", "belief") == [(1, "b"), (2, "a"), (2, "c")]
    # c is mixed and in both; its two studies and its conflict put it first.
    assert column(reference.targets(lib, "y", direction="discourages"), "rank", "belief") == [
        (1, "c"),
        (2, "b"),
    ]
    assert column(reference.targets(lib, "y", direction="encourages"), "rank", "belief") == [
        (1, "c"),
        (2, "a"),
    ]


def test_reported_only_and_inferred_only_beliefs_follow_unranked() -> None:
    # a: ranked. b: b→a named by S2, but a→y... is named, so b would be ranked; b→c named, c→y only reported.
    lib = claimed(
        "1,a,y,+,S1",
        "2,b,c,-,S2",
        "3,c,y,+,,R1",
        "4,d,y,+,S3,,,inferred",
        subthemes=grid("id,label", "a,A", "b,B", "c,C", "d,D"),
    )
    rows = reference.targets(lib, "y")
    keys = ("rank", "belief", "direction", "n_studies", "reach", "reported_only", "inferred_only")
    assert column(rows, *keys) == [
        (1, "a", "encourages", 1, 1, False, False),
        (None, "b", "discourages", 1, 0, True, False),
        (None, "c", "encourages", 0, 0, True, False),
        (None, "d", None, 0, 0, False, True),
    ]
    assert rows[3]["studies"] == {"counted": [], "listed": [], "reported": []}
    with_ours = reference.targets(lib, "y", inferred=True)
    assert column(with_ours, "rank", "belief") == [(1, "a"), (1, "d"), (None, "b"), (None, "c")]


# -- targets by domain ----------------------------------------------------------------------------------------


def test_all_fourteen_domains_are_rows_and_the_homeless_come_last() -> None:
    mappings = grid(
        "belief,domain,by,status",
        "a,Goals,ann,",
        "b,Goals,ann,agreed",
        "b,Goals,bob,rejected",  # agreed by one: counts
        "c,Skills,ann,proposed",  # not agreed: c has no domain
    )
    lib = claimed("1,a,y,+,S1", "2,b,y,-,S1", "3,b,y,-,S2", "4,c,y,+,S3", mappings=mappings)
    rows = reference.targets(lib, "y", "domain")
    assert len(rows) == 15
    keys = ("rank", "domain", "direction", "n_studies", "beliefs", "elaboration", "conflict")
    # One encourages and one discourages: mixed, in conflict. S1 is one study.
    assert column(rows[:1], *keys) == [(1, "goals", "mixed", 2, ["a", "b"], 2, True)]
    # Those without evidence share the next rank, by label.
    assert column(rows[1:3], *keys) == [
        (2, "behavioural-regulation", None, 0, [], 0, False),
        (2, "beliefs-about-capabilities", None, 0, [], 0, False),
    ]
    assert {row["rank"] for row in rows[1:14]} == {2}
    assert column(rows[14:], *keys) == [(None, None, "encourages", 1, ["c"], 1, False)]


def test_domain_of_our_own_is_a_row_only_with_evidence() -> None:
    domains = grid("id,label", "own,Own", "idle,Idle")
    mappings = grid("belief,domain,by", "b,own,ann", "c,idle,ann")
    lib = claimed("1,b,y,+,S1", mappings=mappings, domains=domains)
    rows = reference.targets(lib, "y", "domain")
    assert column(rows[:2], "rank", "domain") == [(1, "own"), (2, "behavioural-regulation")]
    assert len(rows) == 15
    assert all(row["domain"] != "idle" for row in rows)


def test_domain_counts_a_study_once_and_never_lists_what_it_counts() -> None:
    findings = grid("id,review,statement,summarises,studies,confidence", "f,R1,T,a,S1;S2,Low")
    claims = grid("id,cause,effect,direction,study,finding", "1,a,y,+,,f", "2,b,y,+,S1,")
    mappings = grid("belief,domain,by", "a,Goals,ann", "b,Goals,ann")
    lib = reference.library(world(claims=claims, findings=findings, mappings=mappings))
    row = reference.targets(lib, "y", "domain")[0]
    assert (row["studies"]["counted"], row["studies"]["listed"]) == (["S1"], ["S2"])
    assert [one["finding"] for one in row["studies"]["reported"]] == ["f"]
    assert row["confidence"] == [{"finding": "f", "review": "R1", "level": "Low", "part": "whole"}]


# -- rank_best, rank_worst ------------------------------------------------------------------------------------


def test_best_and_worst_rank_over_every_removal_of_one_study() -> None:
    # a: S1 S2 S3; b: S3 S4 S5; c: S5. Reach equals studies. Full: a 1, b 1, c 3.
    pairs = ("a,S1", "a,S2", "a,S3", "b,S3", "b,S4", "b,S5", "c,S5")
    lib = claimed(*(f"{n},{pair[0]},y,+,{pair[2:]}" for n, pair in enumerate(pairs)))
    rows = reference.targets(lib, "y", ranks=True)
    # Without S1 or S2: b 3, a 2: b first. Without S4: a first. Without S5: a 1, b 2, c has nothing left: 3.
    assert column(rows, "belief", "rank", "rank_best", "rank_worst") == [
        ("a", 1, 1, 2),
        ("b", 1, 1, 2),
        ("c", 3, 3, 3),
    ]
    # By domain an emptied one gets the number of all domains.
    by_domain = claimed(
        *(f"{n},{pair[0]},y,+,{pair[2:]}" for n, pair in enumerate(pairs)),
        mappings=grid("belief,domain,by", "a,Goals,ann", "b,Emotion,ann", "c,Skills,ann"),
    )
    rows = reference.targets(by_domain, "y", "domain", ranks=True)
    assert column(rows[:4], "domain", "rank", "rank_best", "rank_worst") == [
        ("emotion", 1, 1, 2),
        ("goals", 1, 1, 2),
        ("skills", 3, 3, 14),
        ("behavioural-regulation", 4, None, None),
    ]


def test_best_and_worst_are_null_under_five_studies() -> None:
    lib = claimed(*(f"{n},b,y,+,S{n}" for n in (1, 2, 3, 4)))
    assert column(reference.targets(lib, "y", ranks=True), "rank_best", "rank_worst") == [(None, None)]


# -- contrast -------------------------------------------------------------------------------------------------

SAMPLED = grid("id,study,roles", *(f"g{n},S{n},patient" for n in range(1, 6)))


def cell(lib: reference.Plain, b: str = "b", role: str = "patient") -> dict[str, Any]:
    row = next(row for row in reference.contrast(lib, [role]) if row["belief"] == b)
    return {key: value for key, value in row["roles"][role].items() if value not in (0, [])}


def test_states_of_studies() -> None:
    quotes = grid(
        "id,study,text,roles,supports,contradicts",
        "q1,S1,T,,b,",  # the only group is of patients: voiced
        "q2,S2,T,,,b",  # contradicted
        "q3,S3,T,,b,",
        "q4,S3,T,,,b",  # both
        "q5,S4,T,clinician,b,",  # said by somebody else; nothing asked; full coverage: not reported
    )
    studies = grid("id,coverage", "S1,", "S2,", "S3,", "S4,full", "S5,partial")
    lib = reference.library(world(quotes=quotes, groups=SAMPLED, studies=studies))
    assert cell(lib) == {
        "state": "both",
        "sampled": 5,
        "read_in_full": 1,
        "voiced": 1,
        "contradicted": 1,
        "both": 1,
        "not_reported": 1,
        "not_known": 1,
    }


def test_one_voices_and_another_contradicts_is_both() -> None:
    quotes = grid("id,study,text,supports,contradicts", "q1,S1,T,b,", "q2,S2,T,,b")
    found = cell(reference.library(world(quotes=quotes, groups=SAMPLED[:2])))
    assert found == {"state": "both", "sampled": 2, "voiced": 1, "contradicted": 1}


def test_one_study_that_says_both_is_both() -> None:
    quotes = grid("id,study,text,supports,contradicts", "q1,S1,T,b,", "q2,S1,T,,b")
    found = cell(reference.library(world(quotes=quotes, groups=SAMPLED[:1])))
    assert found == {"state": "both", "sampled": 1, "both": 1}


def test_unattributed_untold_or_listed_for_or_against() -> None:
    # S1 has two groups: the roles of its quote cannot be told. S2 is listed for b, S3 against it.
    groups = [*SAMPLED[:3], *grid("id,study,roles", "g9,S1,carer")]
    findings = grid("id,review,statement,summarises,studies", "f1,R1,T,b,S2", "f2,R1,T,,S3")
    lib = reference.library(
        world(
            groups=groups,
            findings=findings,
            finding_beliefs=grid("finding,belief,relation", "f2,b,opposite"),
            quotes=grid("id,study,text,supports", "q,S1,T,b"),
        )
    )
    assert cell(lib) == {"state": "unattributed", "sampled": 3, "unattributed": 3}
    # For carers only S1 is sampled.
    assert cell(lib, role="carer") == {"state": "unattributed", "sampled": 1, "unattributed": 1}


def test_asked_is_decided_by_the_nearest_topic_and_by_yes_before_no() -> None:
    asked = grid(
        "study,groups,about,asked",
        "S1,,b,no",  # the belief is nearer than the theme
        "S1,,t,yes",
        "S2,,top,yes",  # a parent of its theme
        "S2,,Goals,no",
        "S3,,Goals,no",
        "S3,,Goals,yes",  # yes before no
        "S4,g4,b,yes",  # the group is of patients
        "S5,g5,b,yes",
        "S5,,Skills,no",  # proposed only: says nothing
    )
    groups = [*SAMPLED[:4], *grid("id,study,roles", "g5,S5,carer", "g6,S5,patient")]
    lib = reference.library(
        world(
            asked=asked,
            groups=groups,
            themes=grid("id,label,parent", "t,T,top", "top,Top,"),
            subthemes=grid("id,label,themes,domains", "b,B,t,Goals"),
            mappings=grid("belief,domain,by,status", "b,Skills,ann,proposed"),
        )
    )
    # S5 asked carers, so for patients nothing is known.
    assert cell(lib) == {
        "state": "asked_not_reported",
        "sampled": 5,
        "asked_not_reported": 3,
        "not_asked": 1,
        "not_known": 1,
    }


def test_sampled_by_the_own_roles_of_a_statement_about_any_belief() -> None:
    # No groups: S1 is sampled for carers through a quote about a; a quote about a theme samples nobody.
    quotes = grid("id,study,text,roles,supports", "q1,S1,T,carer,a", "q2,S2,T,carer,t")
    lib = reference.library(world(quotes=quotes))
    assert cell(lib, role="carer") == {"state": "not_known", "sampled": 1, "not_known": 1}
    assert cell(lib) == {"state": "never_sampled"}


def test_contrast_shows_review_findings_of_the_role_beside_the_states() -> None:
    findings = grid("id,review,statement,roles,reported_studies", "f1,R1,T,patient;carer,7", "f2,R1,T,,9")
    beliefs = grid("finding,belief,relation", "f1,b,opposite", "f2,b,same")
    lib = reference.library(world(findings=findings, finding_beliefs=beliefs))
    [entry] = cell(lib)["reported"]
    assert (entry["finding"], entry["studies"], entry["part"]) == ("f1", 7, "whole")


# -- contradictions -------------------------------------------------------------------------------------------


def test_contradictions() -> None:
    subthemes = grid("id,label,opposite_of", "a,A,b", "b,B,", "c,C,")
    quotes = grid(
        "id,study,text,supports,contradicts", "q1,S1,T,b,", "q2,S2,T,,b", "q3,S3,T,b,", "q4,S3,T,,b"
    )
    lib = claimed("1,b,y,no_effect,S4", "2,b,x,+,S1", "3,b,x,-,S5", quotes=quotes, subthemes=subthemes)
    rows = reference.contradictions(lib, opposites=False)
    # a has no studies of its own, but its opposite b is held; c has nothing.
    assert [row["belief"] for row in rows] == ["a", "b"]
    assert rows[0]["opposite_held"] == [{"belief": "b", "studies": ["S1", "S3", "S4", "S5"]}]
    assert rows[1] == {
        "belief": "b",
        "label": "B",
        # For: q1, q3, and the claims of S1, S4, S5; S3 says both.
        "studies_for": ["S1", "S4", "S5"],
        "studies_against": ["S2"],
        "studies_mixed": ["S3"],
        "no_effect": [{"effect": "y", "studies": ["S4"]}],
        "opposite_held": [],
        "claims_both_ways": [{"effect": "x", "encourages": ["S1"], "discourages": ["S5"]}],
    }


def test_against_are_contributing_studies_of_a_whole_finding_of_the_opposite() -> None:
    findings = grid("id,review,statement,studies", "f1,R1,T,S1", "f2,R1,T,S2")
    beliefs = grid("finding,belief,relation,part", "f1,b,opposite,", "f2,b,opposite,part")
    [row] = reference.contradictions(reference.library(world(findings=findings, finding_beliefs=beliefs)))
    assert (row["studies_for"], row["studies_against"]) == ([], ["S1"])


@pytest.mark.parametrize(("opposites", "effects"), [(True, ["not-x", "x"]), (False, [])])
def test_turned_claims_go_both_ways(opposites: bool, effects: list[str]) -> None:
    rows = reference.contradictions(claimed("1,b,x,+,S1", "2,b,not-x,+,S2"), opposites=opposites)
    assert [one["effect"] for row in rows for one in row["claims_both_ways"]] == effects

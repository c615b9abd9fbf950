"""The reference, checked by hand: tables, statements, roles and the studies of a belief."""

from __future__ import annotations

import pytest

from support import reference
from support.grid import grid, world
from support.reference_model import Mapping, Summary
from support.reference_statements import quote_roles

NOTHING = {
    "finding": None,
    "studies": None,
    "participants": None,
    "confidence": None,
    "part": None,
    "study_ids": None,
}


def counted(tables: reference.Tables, b: str = "b", **how: bool) -> list[str]:
    return list(reference.studies(reference.library(tables), b, **how)["counted"])


# -- tables ---------------------------------------------------------------------------------------------------


def test_short_form_of_quotes_makes_codings_and_one_claim_for_each_belief_and_behaviour() -> None:
    quotes = grid(
        "id,study,text,supports,contradicts,behaviours,direction,coder",
        "q,S1,T,a; b ;,c,x;y,No effect,ann",
    )
    lib = reference.library(world(quotes=quotes))
    codings = sorted((one.belief, one.stance, one.coder) for one in lib.codings)
    assert codings == [("a", "supports", "ann"), ("b", "supports", "ann"), ("c", "contradicts", "ann")]
    assert sorted(lib.claims) == ["q:a:x", "q:a:y", "q:b:x", "q:b:y"]
    claim = lib.claims["q:b:y"]
    assert (claim.cause, claim.effect, claim.direction) == ("b", "y", "no_effect")
    # A verbatim quote (the default kind) is under it: stated.
    assert (claim.basis, set(claim.quotes), claim.coder) == ("stated", {"q"}, "ann")


def test_short_form_of_findings_needs_a_direction_for_a_claim() -> None:
    findings = grid(
        "id,review,study,statement,summarises,behaviours,direction",
        "f1,R1,,T,a,y,barrier",
        "f2,,S1,T,b,y,",
    )
    lib = reference.library(world(findings=findings))
    assert list(lib.claims) == ["f1:a:y"]
    assert (lib.claims["f1:a:y"].direction, lib.claims["f1:a:y"].basis) == ("discourages", "framed")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("+", "encourages"),
        ("Facilitator", "encourages"),
        ("enabler", "encourages"),
        ("-", "discourages"),
        ("BARRIER", "discourages"),
        ("no-effect", "no_effect"),
        ("no_effect", "no_effect"),
        ("unclear", "unclear"),
    ],
)
def test_direction_words(word: str, meant: str) -> None:
    lib = reference.library(world(claims=grid("id,cause,effect,direction,study", f"k,a,y,{word},S1")))
    assert lib.claims["k"].direction == meant


@pytest.mark.parametrize(("kinds", "basis"), [("paraphrase;author", "framed"), ("author;verbatim", "stated")])
def test_basis_is_stated_by_default_if_one_quote_is_verbatim(kinds: str, basis: str) -> None:
    rows = [f"q{n},S1,T,{kind}" for n, kind in enumerate(kinds.split(";"))]
    claims = grid("id,cause,effect,direction,quotes", "k,a,y,+,q0;q1")
    lib = reference.library(world(quotes=grid("id,study,text,kind", *rows), claims=claims))
    assert lib.claims["k"].basis == basis


def test_part_is_whole_if_the_finding_has_one_belief_over_both_tables() -> None:
    findings = grid("id,review,statement,summarises", "f1,R1,T,a", "f2,R1,T,a", "f3,R1,T,")
    beliefs = grid("finding,belief,part,relation", "f1,a,,opposite", "f2,b,,", "f3,t,part,Narrower")
    lib = reference.library(world(findings=findings, finding_beliefs=beliefs))
    assert lib.summaries == {
        # One pair given twice: the row completes the short form.
        ("f1", "a"): Summary("whole", "opposite"),
        # Two beliefs, one from each table.
        ("f2", "a"): Summary("part", "same"),
        ("f2", "b"): Summary("part", "same"),
        ("f3", "t"): Summary("part", "narrower"),
    }


def test_domains_by_label_id_spelling_and_of_our_own() -> None:
    subthemes = grid("id,label,domains", "b,B,Behavioral Regulation;emotion")
    mappings = grid("belief,domain,by,status", "b,Goal,ann,", "b,own,ann,Rejected")
    lib = reference.library(
        world(subthemes=subthemes, mappings=mappings, domains=grid("id,label", "own,Own"))
    )
    assert lib.mappings == {
        Mapping("b", "behavioural-regulation", "", "agreed"),
        Mapping("b", "emotion", "", "agreed"),
        Mapping("b", "goals", "ann", "agreed"),
        Mapping("b", "own", "ann", "rejected"),
    }
    assert len(lib.domains) == 15


# -- same_as --------------------------------------------------------------------------------------------------


def test_chain_of_same_as_is_the_study_at_its_end_with_what_the_others_know() -> None:
    # S3 → S2 → S9 and S1 → S9: one study, S9. It has a year, no country; S1 and S3 have one: S1 comes first.
    studies = grid(
        "id,year,country,coverage,reviews,same_as",
        "S1,2001,Chile,,R1,S9",
        "S2,,,,,S9",
        "S3,,Canada,full,R2,S2",
        "S9,2009,,,,",
    )
    lib = reference.library(world(studies=studies, quotes=grid("id,study,text,supports", "q,S3,T,b")))
    assert list(lib.studies) == ["S9"]
    study = lib.studies["S9"]
    assert study.ids == {"S1", "S2", "S3", "S9"}
    assert (study.year, study.country, study.coverage) == (2009, ("Chile",), "full")
    assert study.reviews == {"R1", "R2"}
    assert reference.studies(lib, "b")["counted"] == ["S9"]


def test_ring_of_same_as_is_its_smallest_and_a_tail_joins_it() -> None:
    # S3 → S4 → S3 is a ring; S1 hangs on it: the smallest *in the ring* is S3.
    lib = reference.library(world(studies=grid("id,same_as", "S1,S4", "S3,S4", "S4,S3")))
    assert {id_: study.ids for id_, study in lib.studies.items()} == {"S3": {"S1", "S3", "S4"}}


# -- statements and roles -------------------------------------------------------------------------------------


def test_coded_quotes_are_statements_both_ways_and_only_the_supporting_are_counted() -> None:
    quotes = grid("id,study,text,supports,contradicts", "q1,S1,T,b,", "q2,S2,T,,b", "q3,S3,T,a,")
    assert counted(world(quotes=quotes)) == ["S1"]
    said = reference.statements(reference.library(world(quotes=quotes)), "b")
    assert {(one.what, one.supports) for one in said} == {("q1", True), ("q2", False)}


def test_two_coders_apart_make_two_statements() -> None:
    codings = grid("quote,subtheme,stance,coder", "q,b,supports,ann", "q,b,contradicts,bob")
    lib = reference.library(world(quotes=grid("id,study,text", "q,S1,T"), codings=codings))
    assert sorted(one.supports for one in reference.statements(lib, "b")) == [False, True]


@pytest.mark.parametrize("direction", ["encourages", "discourages", "no_effect", "unclear"])
def test_quote_under_a_claim_from_b_supports_b_in_any_direction(direction: str) -> None:
    claims = grid("id,cause,effect,direction,quotes", f"k,b,y,{direction},q")
    assert counted(world(quotes=grid("id,study,text", "q,S1,T"), claims=claims)) == ["S1"]
    # Nothing is said about the effect.
    assert counted(world(quotes=grid("id,study,text", "q,S1,T"), claims=claims), "y") == []


def test_claim_whose_quotes_all_contradict_counts_for_the_step_and_not_for_the_belief() -> None:
    quotes = grid("id,study,text,contradicts", "q1,S1,T,b", "q2,S2,T,b", "q3,S3,T,")
    # k1: all (one) denied. k2: q3 of S3 is not: all studies of the claim count for b, that of q2 too.
    claims = grid("id,cause,effect,direction,quotes", "k1,b,x,+,q1", "k2,b,y,+,q2;q3")
    tables = world(quotes=quotes, claims=claims)
    assert counted(tables) == ["S2", "S3"]
    step = reference.steps(reference.library(tables))["b", "x"]
    assert step["studies"]["counted"] == ["S1"]


def test_study_findings_are_statements_and_opposite_contradicts() -> None:
    findings = grid("id,study,statement,summarises", "f1,S1,T,b", "f2,S2,T,", "f3,S3,T,a")
    beliefs = grid("finding,belief,part,relation", "f2,b,whole,opposite", "f3,b,part,broader")
    # A part of a study's finding is said by the study as much as a whole one.
    assert counted(world(findings=findings, finding_beliefs=beliefs)) == ["S1", "S3"]


def test_claims_without_quotes_count_their_study_finding_or_their_study() -> None:
    findings = grid("id,study,statement", "f,S1,T")
    claims = grid("id,cause,effect,direction,finding,study", "k1,b,y,-,f,", "k2,b,y,unclear,,S2")
    tables = world(findings=findings, claims=claims)
    assert counted(tables) == ["S1", "S2"]
    assert {one.what for one in reference.statements(reference.library(tables), "b")} == {"k1", "k2"}


def test_inferred_claims_count_only_when_asked_for() -> None:
    claims = grid("id,cause,effect,direction,study,basis", "k1,b,y,+,S1,inferred", "k2,b,y,+,S2,framed")
    assert counted(world(claims=claims)) == ["S2"]
    assert counted(world(claims=claims), inferred=True) == ["S1", "S2"]


@pytest.mark.parametrize(
    ("own", "groups", "told"),
    [
        ("carer;Patients", "g1", {"carer", "patient"}),  # its own, each of them
        ("", "g1;g2", {"patient"}),  # two groups, one same role
        ("", "g1;g3", set()),  # patient and clinician: cannot be told
        ("", "g4", set()),  # one group of two roles: cannot be told
        ("", "", set()),  # no groups, and the study has four
    ],
)
def test_roles_of_a_quote(own: str, groups: str, told: set[str]) -> None:
    rows = ("g1,S1,patient", "g2,S1,Patients", "g3,S1,clinician", "g4,S1,patient;clinician")
    tables = world(
        groups=grid("id,study,roles", *rows),
        quotes=grid("id,study,text,roles,groups", f"q,S1,T,{own},{groups}"),
    )
    lib = reference.library(tables)
    assert quote_roles(lib, lib.quotes["q"]) == told


@pytest.mark.parametrize(("roles", "told"), [("carer", {"carer"}), ("carer;patient", set())])
def test_roles_without_groups_are_those_of_the_only_group_if_it_has_one(roles: str, told: set[str]) -> None:
    tables = world(groups=grid("id,study,roles", f"g,S1,{roles}"), quotes=grid("id,study,text", "q,S1,T"))
    lib = reference.library(tables)
    assert quote_roles(lib, lib.quotes["q"]) == told


@pytest.mark.parametrize(
    ("claim", "finding", "told"),
    [("carer", "patient", {"carer"}), ("", "patient", {"patient"}), ("", "", {"clinician"})],
)
def test_roles_of_a_claim_without_quotes(claim: str, finding: str, told: set[str]) -> None:
    tables = world(
        groups=grid("id,study,roles", "g,S1,clinician"),
        findings=grid("id,study,statement,roles", f"f,S1,T,{finding}"),
        claims=grid("id,cause,effect,direction,finding,roles", f"k,b,y,+,f,{claim}"),
    )
    said = reference.statements(reference.library(tables), "b")
    assert [one.roles for one in said] == [told]


def test_quotes_of_a_belief_leave_out_authors_and_groups_come_with_them() -> None:
    quotes = grid(
        "id,study,text,kind,groups,supports,contradicts",
        "q1,S1,T,verbatim,g1,b,",
        "q2,S1,T,author,g2,b,",
        "q3,S1,T,paraphrase,,,b",
        "q4,S1,T,paraphrase,,,",
    )
    claims = grid("id,cause,effect,direction,quotes", "k,b,y,+,q4")
    groups = grid("id,study,roles", "g1,S1,patient", "g2,S1,carer")
    lib = reference.library(world(quotes=quotes, groups=groups, claims=claims))
    assert reference.quotes(lib, "b") == {"q1", "q4"}
    assert reference.groups(lib, "b") == {"g1"}


# -- listed and reported --------------------------------------------------------------------------------------


def test_listed_are_the_studies_of_whole_findings_that_are_not_counted() -> None:
    findings = grid(
        "id,review,statement,summarises,studies,reported_studies,reported_participants,confidence",
        "f1,R1,T,b,S1;S2,4,126,very-low",  # about b alone: S1, S2
        "f2,R1,T,a;b,S3,12,,Moderate",  # two beliefs: shown, never named
        "f3,R2,T,,S4,,,",  # the opposite of b: neither listed nor reported
    )
    beliefs = grid("finding,belief,relation", "f3,b,opposite")
    quotes = grid("id,study,text,supports", "q,S2,T,b")
    found = reference.studies(
        reference.library(world(findings=findings, finding_beliefs=beliefs, quotes=quotes)), "b"
    )
    assert found == {
        "counted": ["S2"],
        "listed": ["S1"],
        "reported": [
            {
                "finding": "f1",
                "review": "R1",
                "studies": 4,
                "participants": 126,
                "confidence": "Very low",
                "part": "whole",
                "study_ids": ["S1", "S2"],
            },
            {
                "finding": "f2",
                "review": "R1",
                "studies": 12,
                "participants": None,
                "confidence": "Moderate",
                "part": "part",
                "study_ids": ["S3"],
            },
        ],
    }


def test_findings_under_a_claim_are_listed_only_if_they_summarise_nothing_else() -> None:
    findings = grid(
        "id,review,statement,summarises,studies",
        "f1,R1,T,,S1",  # summarises nothing
        "f2,R1,T,a,S2",  # summarises another belief
        "f3,R1,T,,S3",  # summarises b alone, in part
        "f4,R1,T,,S4",  # summarises two others, both in part
    )
    beliefs = grid("finding,belief,part", "f3,b,part", "f4,a,", "f4,c,")
    claims = grid("id,cause,effect,direction,finding", *(f"k{n},b,y,+,f{n}" for n in (1, 2, 3, 4)))
    tables = world(findings=findings, finding_beliefs=beliefs, claims=claims)
    found = reference.studies(reference.library(tables), "b")
    assert found["listed"] == ["S1", "S3"]
    # The part is that of the link to b; without one, part if any other link is part.
    parts = [(one["finding"], one["part"], one["study_ids"]) for one in found["reported"]]
    assert parts == [
        ("f1", None, ["S1"]),
        ("f2", None, ["S2"]),
        ("f3", "part", ["S3"]),
        ("f4", "part", ["S4"]),
    ]
    # The same holds for the step.
    assert reference.steps(reference.library(tables))["b", "y"]["studies"] == found


def test_claim_that_rests_on_a_review_alone_gives_the_review_and_nulls() -> None:
    claims = grid(
        "id,cause,effect,direction,study,review",
        "k1,b,y,+,,R2",
        "k2,b,x,+,,R2",
        "k3,b,y,+,S1,R1",
    )
    findings = grid("id,study,statement", "f,S1,T")
    quotes = grid("id,study,text", "q,S1,T")
    claims = [
        *claims,
        *grid("id,cause,effect,direction,quotes,finding,review", "k4,b,y,+,q,,R1", "k5,b,y,+,,f,R1"),
    ]
    found = reference.studies(reference.library(world(claims=claims, findings=findings, quotes=quotes)), "b")
    # R1 never stands alone: a study, a quote or a finding is with it. R2 is one entry, though two claims rest on it.
    assert found == {"counted": ["S1"], "listed": [], "reported": [{**NOTHING, "review": "R2"}]}

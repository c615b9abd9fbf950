"""Best and worst ranks: worked out by hand, against the reference, and against the ranking run again without each study."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.analysis.smaller import without_studies
from beliefgraph.analysis.targets import targets
from beliefgraph.graph.influence import Claim, Coding, Domain, End, Evidence, Group, Quote
from support import reference
from support.dense_evidence import dense
from support.libraries import random_filters, random_tables
from support.plain_evidence import as_evidence

if TYPE_CHECKING:
    from support.reference import Plain

Ranges = dict[str | None, tuple[int | None, int | None]]
ENDS = {id_: End(id=id_, kind="Subtheme", label=id_.upper()) for id_ in "abcd"} | {
    "x": End(id="x", kind="Behaviour", label="X")
}


def said(pair: str, *studies: str, direction: str = "encourages") -> tuple[Claim, ...]:
    cause, effect = tuple(pair)
    return tuple(
        Claim(id=f"{pair}-{one}", cause=cause, effect=effect, direction=direction, study=one)
        for one in studies
    )


def ranges(evidence: Evidence, **asked: Any) -> Ranges:
    return {row.id: (row.rank_best, row.rank_worst) for row in targets(evidence, "x", **asked).rows}


def test_one_study_less_by_hand() -> None:
    evidence = Evidence(
        claims=(
            *said("ax", "s1", "s2", "s3"),
            *said("bx", "s1", "s2"),
            *said("cx", "s4", "s5"),
            *said("dx", "s5"),
        ),
        ends=ENDS,
    )
    # (studies, reach): a 3, b 2, c 2, d 1. Without s1 or s2: a 2, b 1, c 2, d 1. Without s3: a 2, b 2, c 2, d 1.
    # Without s4: c 1. Without s5: c 1, and nothing is left of d: 4, the number of rows.
    assert ranges(evidence) == {"a": (1, 1), "b": (1, 3), "c": (1, 3), "d": (3, 4)}


def test_reach_and_first_steps_go_with_a_study_further_on() -> None:
    evidence = Evidence(
        claims=(*said("ab", "s1", "s2", "s3"), *said("bx", "s4"), *said("cx", "s1"), *said("dx", "s5", "s4")),
        ends=ENDS,
    )
    # (studies, reach): a 3,1; d 2,2; b 1,1; c 1,1. Without s4 nothing leads on from a or b: 4, and d 1,1, c 1,1.
    # Without s1: a 2,1; nothing is left of c. Without s2 or s3: a 2,1, so d is first. Without s5: d 1,1, as b and c.
    assert ranges(evidence) == {"a": (1, 4), "b": (2, 4), "c": (1, 4), "d": (1, 2)}


def test_a_claim_without_anything_left_takes_the_study_it_names_along() -> None:
    quoted = Claim(id="q-claim", cause="a", effect="x", direction="encourages", quotes=("q",), study="s2")
    evidence = Evidence(
        claims=(quoted, *said("bx", "s3", "s4"), *said("cx", "s5")),
        quotes={"q": Quote(id="q", study="s1")},
        ends=ENDS,
    )
    # a rests on s1 and s2; without s1 the claim has no quote left and goes, and s2 with it.
    assert ranges(evidence)["a"] == (1, 3)


def test_under_five_studies_it_is_too_few_to_say() -> None:
    evidence = Evidence(claims=(*said("ax", "s1", "s2"), *said("bx", "s3", "s4")), ends=ENDS)
    assert ranges(evidence) == {"a": (None, None), "b": (None, None)}
    assert ranges(replace(evidence, claims=(*evidence.claims, *said("cx", "s5"))))["a"] != (None, None)


def test_a_belief_that_turns_round_leaves_its_direction_and_comes_into_the_other() -> None:
    evidence = Evidence(
        claims=(
            *said("ab", "s1", "s2", "s3"),
            *said("bx", "s1", "s2", "s3"),
            *said("ac", "s4", "s5", "s2"),
            *said("cx", "s4", "s5", "s2", direction="discourages"),
            *said("dx", "s6"),
        ),
        ends=ENDS,
    )
    # a has two paths of support 3; a → b → x comes first and encourages. Without s1 or s3 the other is the stronger.
    row = targets(evidence, "x").rows[0]
    assert (row.id, row.direction) == ("a", "encourages")
    assert ranges(evidence, direction="encourages")["a"] == (1, 3)
    assert ranges(evidence, direction="discourages") == {"c": (1, 2)}


def test_without_ranges_none_are_worked_out() -> None:
    evidence = Evidence(claims=said("ax", "s1", "s2", "s3", "s4", "s5"), ends=ENDS)
    assert ranges(evidence) == {"a": (1, 1)}
    assert ranges(evidence, ranges=False) == {"a": (None, None)}


def _selection(seed: int) -> Plain:
    given = random_tables(seed, size=8 + seed % 12)
    whole = reference.library(given)
    if seed % 2 == 0:
        return whole
    return reference.subset(whole, random_filters(given, random.Random(seed)))


def _way(rng: random.Random, by: str) -> dict[str, Any]:
    orders: list[Any] = [None, None, ("conflict", "studies")]
    orders += [("direct", "studies"), ("emphasis",)] if by == "belief" else [("elaboration",)]
    return {
        "by": by,
        "order": rng.choice(orders),
        "direction": rng.choice((None, None, "encourages", "discourages")),
        "inferred": rng.random() < 0.3,
        "opposites": rng.random() < 0.7,
    }


@pytest.mark.parametrize("by", ["belief", "domain"])
@pytest.mark.parametrize("seed", range(24))
def test_against_the_reference(seed: int, by: str) -> None:
    lib, rng = _selection(seed), random.Random(seed)
    for behaviour in lib.behaviours:
        way = _way(rng, by)
        expected = reference.targets(lib, behaviour, ranks=True, **way)
        found: Any = targets(as_evidence(lib), behaviour, **way).to_json()
        rows = [row for row in found if way["direction"] is None or not row["inferred_only"]]
        assert reference.like(rows, expected) == expected


def _dense(seed: int) -> Evidence:
    """Dense evidence, and what makes ranks change: main claims, denials, domains, claims that name a second study."""
    rng = random.Random(seed)
    made = dense(seed, claims=rng.choice((12, 18, 25, 40, 70)), studies=rng.choice((5, 6, 9)))
    claims = tuple(
        replace(
            claim,
            emphasis=rng.choice((None, "main")),
            study=claim.study or (f"s{rng.randrange(5)}" if rng.random() < 0.2 else None),
            findings=claim.findings or ((f"f{rng.randrange(4)}",) if rng.random() < 0.1 else ()),
            basis=rng.choice(("stated", "framed", "framed", "inferred")),
        )
        for claim in made.claims
    )
    findings = {
        id_: replace(finding, contributors=tuple({*finding.contributors, f"s{rng.randrange(7)}"}))
        for id_, finding in made.findings.items()
    }
    denials = {f"z{number}": f"s{rng.randrange(6)}" for number in range(rng.randrange(5))}
    return replace(
        made,
        claims=claims,
        findings=findings,
        quotes={**made.quotes, **{id_: Quote(id=id_, study=study) for id_, study in denials.items()}},
        codings=tuple(
            Coding(quote=id_, belief=rng.choice("abcdefgh"), contradicts=rng.random() < 0.8)
            for id_ in denials
        ),
        groups={
            f"s{study}-g{number}": Group(id=f"s{study}-g{number}", study=f"s{study}", roles=("patient",))
            for study in range(10)
            for number in (1, 2)
        },
        domains={d: Domain(id=d, label=d, framework="TDF", version="v2") for d in ("d1", "d2", "d3", "d4")},
        mappings=tuple(
            (belief, rng.choice(("d1", "d2", "d3"))) for belief in "abcdefgh" if rng.random() < 0.8
        ),
    )


@pytest.mark.parametrize("by", ["belief", "domain"])
@pytest.mark.parametrize("seed", range(30))
def test_against_the_ranking_run_again_without_each_study(seed: int, by: str) -> None:
    evidence, rng = _dense(seed), random.Random(seed)
    for _ in range(2):
        way = {**_way(rng, by), "max_steps": rng.choice((4, 4, 2, 3, 5))}
        whole = targets(
            evidence, "x", **{**way, "by": "belief", "direction": None, "order": None}, ranges=False
        )
        enough = len({one for row in whole.rows if row.rank for one in row.studies.named}) >= 5
        full = targets(evidence, "x", **way)
        rows = [row for row in full.rows if row.rank is not None and row.has_evidence]
        seen = {row.id: [row.rank or 0] for row in rows}
        for study in [f"s{number}" for number in range(10)]:
            left = targets(without_studies(evidence, [study]), "x", **way, ranges=False)
            ranks = {row.id: row.rank for row in left.rows if row.rank is not None and row.has_evidence}
            for id_, found in seen.items():
                found.append(ranks.get(id_) or sum(row.rank is not None for row in full.rows))
        expected = {id_: (min(ranks), max(ranks)) if enough else (None, None) for id_, ranks in seen.items()}
        assert {row.id: (row.rank_best, row.rank_worst) for row in rows} == expected


@pytest.mark.parametrize("seed", range(12))
def test_evidence_without_a_study_is_that_of_the_library_without_it(seed: int) -> None:
    lib = reference.library(random_tables(seed, size=4 + seed))
    for study in lib.studies:
        smaller = as_evidence(reference.subset(lib, {"without_study": [study]}))
        assert _unprinted(without_studies(as_evidence(lib), [study])) == _unprinted(smaller)


def _unprinted(evidence: Evidence) -> Evidence:
    """Leave out the numbers that reviews print, which a filter hides."""
    findings = {
        id_: replace(one, reported_studies=None, reported_participants=None)
        for id_, one in evidence.findings.items()
    }
    return replace(evidence, findings=findings, numbers_hidden=False)

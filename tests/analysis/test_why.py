"""Ranks opened to what is behind them, worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from beliefgraph.analysis.targets import targets
from beliefgraph.analysis.why import Why, why
from beliefgraph.errors import ParameterError
from beliefgraph.graph.influence import Claim, Coding, Domain, End, Evidence, Finding, Group, Quote, Summary

EVIDENCE = Evidence(
    claims=(
        Claim(id="c1", cause="a", effect="b", direction="encourages", quotes=("q1", "q2"), findings=("f",)),
        Claim(id="c2", cause="b", effect="x", direction="discourages", study="s9"),
        Claim(id="c3", cause="a", effect="t", direction="encourages", quotes=("q3",)),
        Claim(id="c4", cause="r", effect="x", direction="encourages", review="R"),
    ),
    quotes={
        "q1": Quote(id="q1", study="s1", speaker="P1", groups=("g1",)),
        "q2": Quote(id="q2", study="s2", kind="author"),
        "q3": Quote(id="q3", study="s3"),
        "q4": Quote(id="q4", study="s4", kind="paraphrase"),
    },
    codings=(Coding(quote="q4", belief="a", contradicts=True), Coding(quote="q3", belief="a")),
    groups={"g1": Group(id="g1", study="s1", roles=("patient",))},
    findings={"f": Finding(id="f", review="R", beliefs={"a": Summary()}, contributors=("s5",))},
    ends={id_: End(id=id_, kind="Subtheme", label=f"Belief {id_}") for id_ in "abrt"}
    | {"x": End(id="x", kind="Behaviour", label="X")},
    domains={"skills": Domain(id="skills", label="Skills", framework="TDF", version="v2")},
    mappings=(("a", "skills"), ("b", "skills")),
)


def opened(which: str, **asked: Any) -> Why:
    return why(EVIDENCE, targets(EVIDENCE, "x", **asked), which)


def test_a_rank_opens_to_paths_studies_groups_and_quotes_of_its_first_steps() -> None:
    (row,) = opened("1").rows
    (behind,) = row.beliefs
    assert (row.row.id, row.row.rank) == ("a", 1)
    assert (behind.studies.counted, behind.studies.listed) == (("s1", "s2"), ("s5",))
    assert [entry.finding for entry in behind.studies.reported] == ["f"]
    assert [(path.path, path.direction, path.support) for path in behind.paths] == [
        (("a", "b", "x"), "discourages", 1)
    ]
    assert (behind.total, behind.exact, behind.findings, behind.groups) == (1, True, ("f",), ("g1",))
    # q3 is under a step that does not lead to x; q4 is why a is in conflict.
    assert [(quote.id, quote.study, quote.against) for quote in behind.quotes] == [
        ("q1", "s1", False),
        ("q2", "s2", False),
        ("q4", "s4", True),
    ]
    assert behind.against == ("s4",)


@pytest.mark.parametrize("which", ["2", "b", "belief B", " b "])
def test_a_row_is_named_by_rank_id_or_label(which: str) -> None:
    assert [row.row.id for row in opened(which).rows] == ["b"]


def test_a_row_without_a_rank_opens_by_its_id_to_all_its_paths() -> None:
    (row,) = opened("r").rows
    assert row.row.reported_only
    assert [(path.path, path.support) for path in row.beliefs[0].paths] == [(("r", "x"), 0)]


def test_a_domain_opens_to_its_beliefs() -> None:
    (row,) = opened("1", by="domain").rows
    assert [belief.id for belief in row.beliefs] == ["a", "b"]


def test_what_nobody_has_is_refused() -> None:
    with pytest.raises(ParameterError) as error:
        opened("7")
    assert str(error.value) == (
        "No row of this ranking has the rank, id or label '7'. Its ranks go from 1 to 2; the same command without --why "
        "lists it."
    )


def test_words_come_from_outside_and_stand_with_their_quotes() -> None:
    found = opened("1").with_texts({"q1": "I fear it.", "q2": "text not shared"})
    assert sorted(found.quotes()) == ["q1", "q2", "q4"]
    row: Any = found.to_json()[0]
    assert row["rank"] == 1
    assert [(one["quote"], one["says"], one["text"]) for one in row["behind"][0]["quotes"]] == [
        ("q1", "for", "I fear it."),
        ("q2", "for", "text not shared"),
        ("q4", "against", None),
    ]

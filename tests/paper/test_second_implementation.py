"""The slow second implementation of the measures, which stands in for the text elsewhere, gives the answers on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from paper.answers import counting, like, on_paper, selecting, tables, title

from support import reference
from support.reference_contrast import sampled, state

if TYPE_CHECKING:
    from support.reference import Plain

CONTRAST = on_paper("contrast")


def selection(options: dict[str, Any]) -> Plain:
    whole = reference.library(tables())
    filters = selecting(options)
    return reference.subset(whole, filters) if filters else whole


def test_steps() -> None:
    expected = {(row["cause"], row["effect"]): row for row in on_paper("steps")}
    found = reference.steps(selection({}))
    assert found.keys() == expected.keys()
    for pair, step in expected.items():
        assert like(found[pair], step) == step


@pytest.mark.parametrize("row", on_paper("beliefs"), ids=lambda row: row["belief"])
def test_beliefs(row: dict[str, Any]) -> None:
    lib, belief = selection({}), row["belief"]
    assert reference.studies(lib, belief) == row["studies"]
    assert sorted(reference.quotes(lib, belief)) == row["quotes"]
    assert sorted(reference.groups(lib, belief)) == row["groups"]


def asked_of_it(name: str) -> list[dict[str, Any]]:
    """Return the cases that the second implementation can answer: it knows no choice of paths."""
    return [case for case in on_paper(name) if not {"via", "without", "told_whole"} & {*case["options"]}]


@pytest.mark.parametrize("case", asked_of_it("paths"), ids=title)
def test_paths(case: dict[str, Any]) -> None:
    options = case["options"]
    found = reference.paths(
        selection(options),
        case["from"],
        case["to"],
        max_steps=options.get("max_steps", 4),
        **counting(options),
    )
    assert like(found, case["paths"]) == case["paths"]


@pytest.mark.parametrize("case", asked_of_it("rests_on"), ids=title)
def test_rests_on(case: dict[str, Any]) -> None:
    options = case["options"]
    found = reference.rests_on(
        selection(options),
        case["from"],
        case["to"],
        max_steps=options.get("max_steps", 4),
        **counting(options),
    )
    for key in ("count", "exact", "lower_bound", "single_points"):
        assert found[key] == case[key], key
    assert found["studies_to_cut"] in (case["smallest_sets"] or [[]])
    assert (found["reason"] is None) == (case["count"] is not None)


@pytest.mark.parametrize("role", CONTRAST["roles"])
def test_samples(role: str) -> None:
    lib = selection({})
    assert sorted(sampled(lib, role)) == CONTRAST["roles"][role]["sampled"]


@pytest.mark.parametrize("row", CONTRAST["rows"], ids=lambda row: f"{row['belief']}-{row['role']}")
def test_contrast(row: dict[str, Any]) -> None:
    lib = selection({})
    sample = CONTRAST["roles"][row["role"]]
    for one in reference.STATES:
        there = [s for s in sample["sampled"] if state(lib, row["belief"], row["role"], s) == one]
        assert there == row[one], one
    (found,) = [one for one in reference.contrast(lib, [row["role"]]) if one["belief"] == row["belief"]]
    cell = found["roles"][row["role"]]
    assert cell["state"] == row["state"]
    assert cell["sampled"] == len(sample["sampled"])
    assert cell["read_in_full"] == len(sample["read_in_full"])
    assert cell["reported"] == row["reported"]


@pytest.mark.parametrize("case", on_paper("contradictions"), ids=title)
def test_contradictions(case: dict[str, Any]) -> None:
    options = case["options"]
    found = reference.contradictions(selection(options), **counting(options))
    assert like(found, case["rows"]) == case["rows"]


@pytest.mark.parametrize("case", on_paper("targets"), ids=title)
def test_targets(case: dict[str, Any]) -> None:
    options = case["options"]
    call = {key: options[key] for key in ("order", "direction") if key in options}
    ranks = any("rank_best" in row for row in case["rows"])
    found = reference.targets(
        selection(options), case["behaviour"], case["by"], ranks=ranks, **counting(options), **call
    )
    assert like(found, case["rows"]) == case["rows"]

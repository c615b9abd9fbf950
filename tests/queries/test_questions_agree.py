"""On random libraries, whole and filtered, questions show what an independent reading of the measures shows."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.queries.filters import Filters
from support import reference
from support.libraries import random_filters, random_tables
from support.reference_contrast import sampled

if TYPE_CHECKING:
    from collections.abc import Callable

    from queries.conftest import Asked

    from support.reference_tables import Tables

SEEDS = range(1, 7)
MORE = range(7, 34)


def sizes(kinds: dict[str, Any]) -> tuple[int, int, int]:
    return len(kinds["counted"]), len(kinds["listed"]), len(kinds["reported"])


class Compared:
    """One library under one choice of filters, beside the reference."""

    def __init__(self, asked: Asked, lib: reference.Plain, filters: Filters) -> None:
        self.asked, self.lib, self.filters = asked, lib, filters
        self.counting = {"inferred": filters.inferred}

    def rows(self, name: str, **parameters: Any) -> list[dict[str, Any]]:
        return self.asked.rows(name, self.filters, **parameters)

    def steps(self) -> None:
        steps = reference.steps(self.lib, inferred=self.filters.inferred, opposites=self.filters.opposites)
        for (cause, effect), step in steps.items():
            assert step_of(self.rows("evidence-behind-step", cause=cause, effect=effect)) == {
                name: step[name] for name in STEP
            } | {"reported": entries(step["studies"]["reported"])} | {
                kind: step["studies"][kind] for kind in ("counted", "listed")
            }, (cause, effect)
        self.counts_of_steps(steps)

    def counts_of_steps(self, steps: dict[tuple[str, str], dict[str, Any]]) -> None:
        expected = {
            pair: (*sizes(step["studies"]), step["direction"], step["via_opposite"])
            for pair, step in steps.items()
        }
        found: dict[tuple[str, str], tuple[Any, ...]] = {}
        columns = ("counted", "listed", "reported", "direction", "via_opposite")
        for end in (*self.lib.beliefs, *self.lib.themes, *self.lib.behaviours):
            for row in self.rows("steps-from", cause=end):
                found[end, row["effect"]] = tuple(row[column] for column in columns)
        assert found == expected
        for behaviour in self.lib.behaviours:
            rows = self.rows("beliefs-behind-behaviour", behaviour=behaviour)
            assert {row["belief"]: tuple(row[column] for column in columns) for row in rows} == {
                cause: step for (cause, effect), step in expected.items() if effect == behaviour
            }

    def beliefs(self) -> None:
        by_theme = {row["belief"]: row for row in self.rows("beliefs-by-theme")}
        assert by_theme.keys() == self.lib.beliefs.keys()
        without = {row["belief"] for row in self.rows("beliefs-without-quotes")}
        for belief in self.lib.beliefs:
            kinds = reference.studies(self.lib, belief, **self.counting)
            row = by_theme[belief]
            assert (row["counted"], row["listed"], row["reported"]) == sizes(kinds), belief
            rows = self.rows("evidence-behind-belief", belief=belief)
            assert studies_in(rows, "counted") == kinds["counted"], belief
            assert studies_in(rows, "listed") == kinds["listed"], belief
            printed = [row for row in rows if row["how"] == "reported" and row["stance"] == "supports"]
            assert entries(printed) >= entries(kinds["reported"]), belief
            assert (belief in without) == (not reference.quotes(self.lib, belief, **self.counting)), belief

    def voices(self) -> None:
        voiced = {
            role: {
                belief: {
                    said.study
                    for said in reference.statements(self.lib, belief, **self.counting)
                    if said.supports and role in said.roles
                }
                for belief in self.lib.beliefs
            }
            for role in ("patient", "clinician")
        }
        both = {row["belief"]: row for row in self.rows("voiced-by-both")}
        for belief in self.lib.beliefs:
            first, second = (len(voiced[role][belief]) for role in ("patient", "clinician"))
            row = both.get(belief, {"first_role_studies": 0, "second_role_studies": 0})
            assert (row["first_role_studies"], row["second_role_studies"]) == (
                (first, second) if first and second else (0, 0)
            ), belief
        for role, by_belief in voiced.items():
            sample = sampled(self.lib, role, **self.counting)
            assert {row["study"] for row in self.rows("studies-that-sampled", role=role)} == sample
            missing = {row["belief"]: row for row in self.rows("beliefs-not-voiced-by", role=role)}
            assert missing.keys() == {b for b in self.lib.beliefs if not by_belief[b] and self.supported(b)}
            assert {row["studies_with_role"] for row in missing.values()} <= {len(sample)}
            for belief, row in missing.items():
                assert row["studies_role_contradicts"] == len(self.denied(belief, role)), (belief, role)

    def supported(self, belief: str) -> set[str]:
        return {
            said.study for said in reference.statements(self.lib, belief, **self.counting) if said.supports
        }

    def denied(self, belief: str, role: str) -> set[str]:
        return {
            said.study
            for said in reference.statements(self.lib, belief, **self.counting)
            if not said.supports and role in said.roles
        }

    def contradictions(self) -> None:
        found: dict[str, dict[str, bool]] = {}
        for row in self.rows("contradicting-studies"):
            found.setdefault(row["belief"], {})[row["study"]] = row["also_supports"]
        rows = reference.contradictions(self.lib, **self.counting)
        expected = {
            row["belief"]: dict.fromkeys(row["studies_against"], False)
            | dict.fromkeys(row["studies_mixed"], True)
            for row in rows
            if row["studies_against"] or row["studies_mixed"]
        }
        assert {belief: of for belief, of in found.items() if belief in self.lib.beliefs} == expected

    def selection(self) -> None:
        reviewed = {one.id for one in self.lib.findings.values() if one.review}
        findings = {row["finding"]: row["listed"] for row in self.rows("findings-by-confidence")}
        assert findings == {
            finding: len({study for one, study in self.lib.contributions if one == finding})
            for finding in reviewed
        }
        shown = {row["review"] for row in self.rows("what-each-review-adds")}
        assert shown == {
            self.lib.findings[finding].review for finding, _ in self.lib.summaries if finding in reviewed
        }
        for quote in self.lib.quotes:
            assert [row["kind"] for row in self.rows("what-is", id=quote) if row["kind"] == "Quote"] == [
                "Quote"
            ]

    def everything(self) -> None:
        self.steps()
        self.beliefs()
        self.voices()
        self.contradictions()
        self.selection()


STEP = ("studies_no_effect", "quotes", "groups", "claims", "findings", "via_opposite")


def step_of(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """A step of ``paths`` as the rows of evidence-behind-step add up to."""
    own = [row for row in rows if row["direction"] != "no_effect"]
    beside = [row for row in rows if row["direction"] == "no_effect"]
    return {
        "counted": studies_in(own, "counted"),
        "listed": studies_in(own, "listed"),
        "reported": entries([row for row in own if row["how"] == "reported"]),
        "studies_no_effect": studies_in(beside, "counted", "listed"),
        "quotes": sorted({row["quote"] for row in own if row["quote"]}),
        "groups": sorted({group for row in own for group in row["groups"] or ()}),
        "claims": sorted({row["claim"] for row in own}),
        "findings": sorted({row["finding"] for row in own if row["finding"]}),
        "via_opposite": any(row["turned"] for row in own),
    }


def studies_in(rows: list[dict[str, Any]], *how: str) -> list[str]:
    return sorted({row["study"] for row in rows if row["how"] in how})


def entries(rows: list[dict[str, Any]]) -> set[tuple[Any, ...]]:
    return {
        (
            row["finding"],
            row["review"],
            row["studies_printed"] if "studies_printed" in row else row["studies"],
            row["participants_printed"] if "participants_printed" in row else row["participants"],
            row["confidence"],
            row["part"],
        )
        for row in rows
    }


def compare(seed: int, ask_tables: Callable[[Tables], Asked]) -> None:
    rng = random.Random(seed)
    tables = random_tables(seed, size=1 + seed % 3)
    asked, lib = ask_tables(tables), reference.library(tables)
    Compared(asked, lib, Filters()).everything()
    Compared(asked, lib, Filters(inferred=True, opposites=False)).everything()
    for _ in range(2):
        chosen = random_filters(tables, rng)
        given: dict[str, Any] = {
            name: value if value is True else tuple(value) for name, value in chosen.items()
        }
        filters = Filters(inferred=rng.random() < 0.5, **given)
        Compared(asked, reference.subset(lib, chosen), filters).everything()


@pytest.mark.parametrize("seed", SEEDS)
def test_questions_agree_with_the_reference(seed: int, ask_tables: Callable[[Tables], Asked]) -> None:
    compare(seed, ask_tables)


@pytest.mark.slow
@pytest.mark.parametrize("seed", MORE)
def test_questions_agree_with_the_reference_on_many(seed: int, ask_tables: Callable[[Tables], Asked]) -> None:
    compare(seed, ask_tables)

"""Gaps: which beliefs are rows, what stands for a cell, and both denominators; worked out by hand.

The library made by hand is that of ``tests/paper``; its states are worked out in section 6 of WORKED.md there.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from paper.answers import tables

from beliefgraph.analysis.columns import Column
from beliefgraph.analysis.contrast import NEVER_SAMPLED, STATES, Cell
from beliefgraph.analysis.gaps import MARKS, UNKNOWN, gaps, read_in_full, shown, shown_in_full
from beliefgraph.errors import ParameterError
from beliefgraph.graph.evidence import Claim, Coding, End, Evidence, Group, Quote, Study
from support import reference
from support.libraries import random_filters, random_tables
from support.plain_evidence import as_evidence

if TYPE_CHECKING:
    from beliefgraph.analysis.gaps import Gaps, Shown

SEEDS = range(40)
BY = [("role",), ("profession",), ("country",), ("role", "country")]


@pytest.fixture(scope="module")
def paper() -> Evidence:
    return as_evidence(reference.library(tables()))


def cell(found: Gaps, belief: str, column: str) -> Cell:
    row = next(one.row for one in found.rows if one.row.belief == belief)
    return row.cells[[one.key for one in found.columns].index(column)]


def numbers(one: Shown) -> tuple[str, int, int, int, int, int]:
    return one.mark, one.voices, one.denies, one.untold, one.sampled, one.open


# What WORKED.md gives: (belief, column): mark; studies that voice it and the opposite (s02 says both), that nobody can
# tell as whom; sampled; of these not asked or not known. Then the same over those read in full alone.
CLINICIANS = {
    "no-time": (("both", 3, 2, 2, 10, 2), ("both", 3, 2, 0, 7, 1)),
    "guilt": (("voiced", 4, 0, 0, 10, 4), ("voiced", 3, 0, 0, 7, 2)),
    "harms-work": (("voiced", 1, 0, 1, 10, 2), ("voiced", 1, 0, 0, 7, 0)),
    "permission": (("unattributed", 0, 0, 2, 10, 2), ("unattributed", 0, 0, 1, 7, 0)),
    "tired": (("both", 1, 1, 0, 10, 3), ("both", 1, 1, 0, 7, 0)),
    # s03 and s10 voice it, and neither was read in full: s09 did not ask, six were read and are silent.
    "trust": (("voiced", 2, 0, 0, 10, 2), ("not_reported", 0, 0, 0, 7, 1)),
    "habit": (("not_reported", 0, 0, 0, 10, 3), ("not_reported", 0, 0, 0, 7, 0)),
}
PATIENTS = {
    "no-time": (("unattributed", 0, 0, 2, 3, 0), ("not_reported", 0, 0, 0, 1, 0)),
    "guilt": (("asked_not_reported", 0, 0, 0, 3, 1), ("not_reported", 0, 0, 0, 1, 0)),
    "habit": (("not_reported", 0, 0, 0, 3, 2), ("not_reported", 0, 0, 0, 1, 0)),
    "harms-work": (("voiced", 1, 0, 1, 3, 0), ("not_reported", 0, 0, 0, 1, 0)),
}
OTHERS = {
    ("guilt", "carer"): (("both", 1, 1, 0, 3, 1), ("asked_not_reported", 0, 0, 0, 1, 0)),
    # Public: s11 alone, and it was not read in full.
    ("helps-work", "public"): (("voiced", 1, 0, 0, 1, 0), (UNKNOWN, 0, 0, 0, 0, 0)),
    ("no-time", "public"): ((UNKNOWN, 0, 0, 0, 1, 1), (UNKNOWN, 0, 0, 0, 0, 0)),
    ("no-time", "other"): ((NEVER_SAMPLED, 0, 0, 0, 0, 0), (NEVER_SAMPLED, 0, 0, 0, 0, 0)),
}
WORKED = {
    **{(belief, "clinician"): both for belief, both in CLINICIANS.items()},
    **{(belief, "patient"): both for belief, both in PATIENTS.items()},
    **OTHERS,
}


@pytest.mark.parametrize(("belief", "column"), WORKED, ids=" ".join)
def test_what_stands_in_a_cell(paper: Evidence, belief: str, column: str) -> None:
    one = cell(gaps(paper), belief, column)
    of_all, in_full = WORKED[belief, column]
    assert numbers(shown(one)) == of_all
    assert numbers(shown_in_full(one)) == in_full


def test_fractions_and_how_much_of_a_silence_is_none(paper: Evidence) -> None:
    found = gaps(paper)
    written = {
        name: (shown(cell(found, *name)).fraction, shown(cell(found, *name)).doubt)
        for name in [
            ("guilt", "clinician"),
            ("guilt", "patient"),
            ("habit", "patient"),
            ("permission", "clinician"),
            ("no-time", "public"),
        ]
    }
    assert written == {
        ("guilt", "clinician"): ("4/10", ""),
        ("guilt", "patient"): ("0/3", "1?"),
        ("habit", "patient"): ("0/3", "2?"),
        ("permission", "clinician"): ("2/10", ""),
        ("no-time", "public"): ("", ""),
    }


def test_who_denies_stands_over_the_studies_sampled() -> None:
    column = Column(("patient",), frozenset({"s1", "s2"}), frozenset())
    one = shown(Cell(column, {"contradicted": frozenset({"s1"})}))
    assert (one.mark, one.fraction, one.denies, one.voices) == ("contradicted", "1/2", 1, 0)


def test_all_five_roles_are_columns_those_never_sampled_too(paper: Evidence) -> None:
    found = gaps(paper)
    assert [(one.key, len(one.sampled), len(one.full)) for one in found.columns] == [
        ("patient", 3, 1),
        ("clinician", 10, 7),
        ("carer", 3, 1),
        ("public", 1, 0),
        ("other", 0, 0),
    ]
    assert found.missing == ()


def test_rows_by_theme_and_most_named_studies_first(paper: Evidence) -> None:
    # Named studies (section 2): no-time 6, guilt 5, boss-frowns 4, helps-work 4, harms-work 4, belonging 3, trust 2,
    # tired 2, permission 2, kettle-broken 2, habit 1, noise 1; then those that are only reported: queue, rota, thirst.
    strongest = [one.row.belief for one in gaps(paper, order="strongest").rows]
    assert strongest == [
        "no-time",
        "guilt",
        "harms-work",  # "Tea harms …": 4, as the next two; reported by one finding each; so by label
        "helps-work",  # "Tea helps …"
        "boss-frowns",  # "The boss …"
        "belonging",  # 3
        "trust",  # 2, and reported by f9; permission by f6
        "permission",
        "tired",  # 2 and not reported
        "kettle-broken",
        "habit",
        "noise",
        "rota",
        "queue",
        "thirst",
    ]
    by_theme = [(one.theme, one.row.belief) for one in gaps(paper).rows]
    assert by_theme[:4] == [
        ("t-pressure", "no-time"),
        ("t-pressure", "guilt"),
        ("t-pressure", "boss-frowns"),
        ("t-pressure", "permission"),
    ]
    assert [theme for theme, _ in by_theme] == [
        *["t-pressure"] * 4,
        *["t-team"] * 2,
        *["t-work"] * 3,
        *[None] * 6,
    ]


def test_of_ever_so_many_rows_the_strongest_stay(paper: Evidence) -> None:
    found = gaps(paper, most=2)
    assert [one.row.belief for one in found.rows] == ["no-time", "guilt"]
    assert len(found.left) == 13
    assert found.left[0].row.belief == "harms-work"


def test_only_beliefs_with_a_way_to_a_behaviour(paper: Evidence) -> None:
    """Section 3: noise has no step, habit an inferred one; all else leads to the break, some only as reported."""
    beliefs = {one.row.belief for one in gaps(paper, behaviour="take-break").rows}
    assert beliefs == {one.row.belief for one in gaps(paper).rows} - {"noise", "habit", "queue"}
    inferred = {one.row.belief for one in gaps(paper, behaviour="take-break", inferred=True).rows}
    assert inferred == beliefs | {"habit"}


def test_roles_by_country_and_what_was_never_sampled_together(paper: Evidence) -> None:
    found = gaps(paper, country=True)
    columns = {one.key: sorted(one.sampled) for one in found.columns}
    # Section 6: clinicians by country.
    assert columns["clinician · Canada"] == ["s06", "s08", "s10"]
    assert columns["clinician · India"] == ["s04", "s07"]
    assert columns["clinician · Italy"] == ["s02", "s05", "s09"]
    assert columns["clinician · Norway"] == ["s01", "s03", "s05"]
    one = cell(found, "harms-work", "clinician · Italy")
    assert numbers(shown(one)) == ("voiced", 1, 0, 0, 3, 0)
    # s11 is the only study of the public, in India.
    assert ("public", "Canada") in found.missing
    assert ("public", "India") not in found.missing
    assert gaps(paper, by=("role", "country")) == found


def test_by_an_attribute_alone(paper: Evidence) -> None:
    found = gaps(paper, by=("decade",))
    assert [one.key for one in found.columns] == ["2000s", "2010s", "2020s"]
    assert numbers(shown(cell(found, "no-time", "2000s"))) == ("both", 3, 1, 0, 3, 0)


def test_a_small_library_of_ones_own() -> None:
    """Two studies: one says it as a patient, one sampled patients and was read in full."""
    found = gaps(
        Evidence(
            studies={"s1": Study(id="s1"), "s2": Study(id="s2", coverage="full")},
            groups={name: Group(id=name, study=name, roles=("patient",)) for name in ("s1", "s2")},
            quotes={"q": Quote(id="q", study="s1")},
            codings=(Coding(quote="q", belief="fear"),),
            claims=(Claim(id="c", cause="fear", effect="scan", direction="encourages", quotes=("q",)),),
            ends={
                "fear": End(id="fear", kind="Subtheme", label="Fear of blame"),
                "hope": End(id="hope", kind="Subtheme", label="Hope"),
                "scan": End(id="scan", kind="Behaviour", label="Scan"),
            },
        )
    )
    fear, hope = (one.row.cells[0] for one in found.rows)
    assert numbers(shown(fear)) == ("voiced", 1, 0, 0, 2, 0)
    assert numbers(shown_in_full(fear)) == ("not_reported", 0, 0, 0, 1, 0)
    assert numbers(shown(hope)) == ("not_reported", 0, 0, 0, 2, 1)


def test_an_order_that_does_not_exist(paper: Evidence) -> None:
    with pytest.raises(
        ParameterError, match=r"^Rows cannot be sorted by 'size'\. Choose one of: theme, strongest\.$"
    ):
        gaps(paper, order="size")


@pytest.mark.parametrize("by", BY, ids=" ".join)
@pytest.mark.parametrize("seed", SEEDS)
def test_the_states_of_a_cell_add_up_to_the_studies_sampled(seed: int, by: tuple[str, ...]) -> None:
    """Of any library, seen through any filter, by either denominator."""
    given = random_tables(seed, size=1 + seed % 5)
    lib = reference.library(given)
    if seed % 2:
        lib = reference.subset(lib, random_filters(given, random.Random(seed)))
    found = gaps(as_evidence(lib), by=by)
    assert len({one.row.belief for one in found.rows}) == len(found.rows) == len(found.contrast.rows)
    for one in found.rows:
        for whole in one.row.cells:
            for each, studies in ((whole, whole.column.sampled), (read_in_full(whole), whole.column.full)):
                assert sum(each.counts.values()) == len(studies)
                assert sorted(study for state in STATES for study in each.studies(state)) == sorted(studies)
            assert read_in_full(whole).counts["not_known"] == 0
            assert shown(whole).mark in MARKS
            assert (shown(whole).mark == NEVER_SAMPLED) == (not whole.column.sampled)
            assert (shown_in_full(whole).mark == NEVER_SAMPLED) == (not whole.column.sampled)

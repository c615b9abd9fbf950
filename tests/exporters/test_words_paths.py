"""Paths, loops and what they rest on in words, on evidence written by hand."""

from __future__ import annotations

from typing import Any

from beliefgraph.analysis.paths import paths
from beliefgraph.analysis.rests_on import RestsOn, rests_on
from beliefgraph.analysis.shapes import FOOTER
from beliefgraph.exporters.flat import flat
from beliefgraph.exporters.words_paths import traced_text
from beliefgraph.graph.evidence import Claim, End, Evidence, Study
from beliefgraph.library import Library

STUDIES = {
    "s1": Study(id="s1", authors="Baker R", year=2006, country=("Kenya",), setting="clinic"),
    "s2": Study(id="s2", authors="Pike A", year=2022, country=("Norway",), setting="ward, night"),
    "s3": Study(id="s3", authors="Pike A", year=2023),
    "pike2024": Study(id="pike2024"),
}
ENDS = {
    "fear": End(id="fear", kind="Subtheme", label="Fear of blame"),
    "care": End(id="care", kind="Subtheme", label="Taking care"),
    "scan": End(id="scan", kind="Behaviour", label="Order a scan", actor="GPs"),
    "ask": End(id="ask", kind="Behaviour", label="Ask for a scan"),
}


def evidence(*told: tuple[str, str, str]) -> Evidence:
    """Each: cause, effect, studies that say it encourages."""
    claims = tuple(
        Claim(id=f"{cause}-{effect}-{study}", cause=cause, effect=effect, direction="encourages", study=study)
        for cause, effect, studies in told
        for study in studies.split()
    )
    return Evidence(claims=claims, studies=STUDIES, ends=ENDS)


def words(found: Any, given: Evidence) -> str:
    """The text as one line, with the notes that the command prints."""
    return " ".join(traced_text(found, given, Library.notes(found)).split())


def test_settings_of_steps_and_no_shared_setting() -> None:
    given = evidence(("fear", "care", "s1"), ("care", "scan", "s2"))
    text = words(paths(given, "fear", "scan"), given)
    assert (
        "stitched: no one source tells every step no shared setting: the named studies of the steps before and after "
        "“Taking care” share no country (Kenya | Norway) - Fear of blame"
    ) in text
    assert "counted: 1: Baker 2006 countries: Kenya (1) · settings: clinic (1) - Taking care" in text
    assert "counted: 1: Pike 2022 countries: Norway (1) · settings: ward, night (1) · actors: GPs" in text


def test_what_is_not_known_is_no_mismatch() -> None:
    given = evidence(("fear", "care", "s1"), ("care", "ask", "s3"), ("ask", "scan", "s1 s3"))
    text = words(paths(given, "fear", "scan"), given)
    assert "no shared setting" not in text
    # care → ask is by a study without a country, so neither meeting at care nor at ask is known ...
    assert "whether the steps share a country is not known" in text
    assert "countries: Kenya (1); not known (1) · settings: clinic (1); not known (1)" in text
    assert "Ask for a scan: counted: 1: Pike 2023 - Ask" in text  # nothing is known of where, nor who asks


def test_loops_stand_under_the_paths_and_name_steps_shown_above() -> None:
    given = evidence(("fear", "scan", "s1"), ("scan", "fear", "s1 s2"))
    text = words(paths(given, "fear", "scan"), given)
    assert (
        "Loops of at most 4 steps through the start, the end or what stands between (1 loop): "
        "L1. Fear of blame → Order a scan → Fear of blame reinforcing (by sign rule) · 1 study named on the weakest step · one "
        "study tells every step (Baker 2006) - Fear of blame is said to encourage Order a scan: see path 1 "
        "- Order a scan is said to encourage Fear of blame: counted: 2: Baker 2006, Pike 2022"
    ) in text
    assert text.endswith(FOOTER)


def test_loops_alone() -> None:
    given = evidence(("fear", "scan", "s1"), ("scan", "fear", "s1 s2"))
    text = words(paths(given, "fear", "scan").loops, given)
    assert text.startswith(
        "Loops around the paths from “Fear of blame” to “Order a scan” Loops of at most 4 steps"
    )
    assert text.endswith(FOOTER)
    none = evidence(("fear", "scan", "s1"))
    assert "No loop is said." in words(paths(none, "fear", "scan").loops, none)


def test_a_step_can_be_opened() -> None:
    given = evidence(("fear", "scan", "s1"))
    assert (
        "To open a step, for example the first: beliefgraph ask evidence-behind-step --param cause=fear --param "
        "effect=scan. The ids of everything: --format json."
    ) in words(paths(given, "fear", "scan"), given)


def test_resting_on_two_studies() -> None:
    given = evidence(("fear", "scan", "s1 s2"), ("fear", "care", "s1"), ("care", "scan", "s1 s3"))
    text = words(rests_on(given, "fear", "scan"), given)
    assert text == (
        "On how few studies the paths from “Fear of blame” to “Order a scan” rest "
        "All paths from “Fear of blame” to “Order a scan” of at most 4 steps rest on 2 studies: without Baker 2006 [s1] and "
        "Pike 2022 [s2] nothing named is left. No single study does it. "
        "Another set of the same size may do the same. A small number says that the account hangs on few studies, not that it "
        "is wrong. Steps that reviews only report name no study and are left out. "
        "To see what is left: beliefgraph paths fear scan --without-study s1 --without-study s2 " + FOOTER
    )


def test_resting_on_one_study_or_another() -> None:
    given = evidence(("fear", "care", "s1"), ("care", "scan", "pike2024"))
    text = words(rests_on(given, "fear", "scan", max_steps=2), given)
    assert (
        "rest on 1 study: without Pike 2024 [pike2024] nothing named is left. Each of these alone does the same: Baker 2006 "
        "[s1]. A small number"
    ) in text
    assert "beliefgraph paths fear scan --max-steps 2 --without-study pike2024" in text
    alone = evidence(("fear", "scan", "s1"))
    assert "without Baker 2006 [s1] nothing named is left. A small number" in words(
        rests_on(alone, "fear", "scan"), alone
    )


def test_resting_on_many_lists_them() -> None:
    many = " ".join(f"t{number:02}" for number in range(40))
    given = evidence(("fear", "scan", many))
    text = words(rests_on(given, "fear", "scan"), given)
    assert "rest on 40 studies: without those listed below nothing named is left." in text
    assert "- t29 … and 10 more (--format json)" in text
    assert "--without-study" not in text


def test_not_exact_says_between_which_numbers() -> None:
    found = RestsOn("fear", "scan", 4, 3, ("s1", "s2", "s3"), exact=False, lower_bound=2, time_limit=5)
    text = words(found, evidence(("fear", "scan", "s1 s2 s3")))
    assert "The search stopped after 5 seconds: at least 2 studies are needed, 3 do it." in text
    assert "rest on at most 3 studies: without those listed below nothing named is left." in text
    assert "No fewer than 2 can do; which number in between is right is not known." in text


def test_nothing_to_cut() -> None:
    given = evidence(("fear", "care", "s1"))
    assert (
        "There is nothing to cut. Nothing in the selection is said to lead from the one to the other within that many steps. "
        + FOOTER
    ) in words(rests_on(given, "fear", "scan"), given)


def test_flat_rows() -> None:
    given = evidence(("fear", "care", "s1"), ("care", "scan", "s2"), ("scan", "care", "s3"))
    found = paths(given, "fear", "scan")
    (row,), columns = flat(found)
    assert columns[-2:] == ("countries", "no_shared_setting")
    assert (row["studies"], row["countries"], row["no_shared_setting"]) == ("s1 | s2", "Kenya | Norway", True)
    (row,), columns = flat(found.loops)
    assert [row[name] for name in columns[:3]] == [
        ["scan", "care", "scan"],
        ["Order a scan", "Taking care", "Order a scan"],
        "reinforcing",
    ]
    assert (row["studies"], row["countries"], row["no_shared_setting"]) == (
        "s3 | s2",
        "not known | Norway",
        False,
    )
    (row,), columns = flat(rests_on(given, "fear", "scan"))
    assert [row[name] for name in columns] == ["fear", "scan", 4, 1, ["s1"], True, 1, ["s1", "s2"], None]

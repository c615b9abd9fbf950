"""Where the studies of steps were done, and when steps share no setting: worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from beliefgraph.analysis.paths import paths
from beliefgraph.graph.influence import Claim, End, Evidence, Quote, Study


def two_steps(first: list[Study], second: list[Study], **more: Any) -> Evidence:
    """a → b by the studies of the first step, b → x by those of the second."""
    claims = [
        Claim(id=f"{pair}-{study.id}", cause=pair[0], effect=pair[1], direction="encourages", study=study.id)
        for pair, studies in (("ab", first), ("bx", second))
        for study in studies
    ]
    return Evidence(
        claims=tuple(claims),
        studies={study.id: study for study in (*first, *second)},
        ends={
            "a": End(id="a", kind="Subtheme", label="A"),
            "b": End(id="b", kind="Behaviour", label="B", actor="patient"),
            "x": End(id="x", kind="Behaviour", label="X"),
        },
        **more,
    )


def done(study: str, *country: str, setting: str | None = None) -> Study:
    return Study(id=study, country=country, setting=setting)


@pytest.mark.parametrize(
    ("first", "second", "state", "shared"),
    [
        # No country in common, and every study has one.
        ([done("s1", "Kenya")], [done("s2", "Norway")], "none", ()),
        ([done("s1", "Kenya"), done("s2", "Chile")], [done("s3", "Norway", "Japan")], "none", ()),
        # One in common, whatever else is or is not known.
        ([done("s1", "Kenya"), done("s2", "Chile")], [done("s3", "Norway", "Chile")], "shared", ("Chile",)),
        ([done("s1", "Kenya"), done("s2")], [done("s3", "Kenya")], "shared", ("Kenya",)),
        ([done("s1", "kenya ")], [done("s2", "Kenya")], "shared", ("kenya",)),
        # A study without a country may have been done anywhere.
        ([done("s1", "Kenya"), done("s2")], [done("s3", "Norway")], "not known", ()),
        ([done("s1")], [done("s2", "Norway")], "not known", ()),
        ([done("s1")], [done("s2")], "not known", ()),
        ([done("s1", " ")], [done("s2", "Norway")], "not known", ()),
    ],
)
def test_countries_of_two_steps(
    first: list[Study], second: list[Study], state: str, shared: tuple[str, ...]
) -> None:
    (path,) = paths(two_steps(first, second), "a", "x").paths
    assert [(meeting.at, meeting.state, meeting.shared) for meeting in path.meetings] == [
        ("b", state, shared)
    ]
    assert path.told_by == "stitched"
    assert path.no_shared_setting is (state == "none")


def test_a_step_that_is_only_reported_has_no_known_country() -> None:
    given = Evidence(
        claims=(
            Claim(id="c1", cause="a", effect="b", direction="encourages", study="s1"),
            Claim(id="c2", cause="b", effect="x", direction="encourages", review="r1"),
        ),
        studies={"s1": done("s1", "Kenya")},
    )
    (path,) = paths(given, "a", "x").paths
    assert [meeting.state for meeting in path.meetings] == ["not known"]
    assert path.no_shared_setting is False


def test_what_one_teller_tells_is_not_flagged() -> None:
    # One finding of a review stands under both steps; the named studies of the steps share no country.
    from beliefgraph.graph.influence import Finding, Summary

    given = Evidence(
        claims=tuple(
            Claim(id=pair, cause=pair[0], effect=pair[1], direction="encourages", findings=("f", f"f{pair}"))
            for pair in ("ab", "bx")
        ),
        findings={
            "f": Finding(id="f", review="r"),
            "fab": Finding(id="fab", study="s1", beliefs={"a": Summary()}),
            "fbx": Finding(id="fbx", study="s2", beliefs={"b": Summary()}),
        },
        studies={"s1": done("s1", "Kenya"), "s2": done("s2", "Norway")},
    )
    (path,) = paths(given, "a", "x").paths
    assert path.told_by == "finding"
    assert [meeting.state for meeting in path.meetings] == ["none"]
    assert path.no_shared_setting is False


def test_settings_of_a_step_name_the_studies() -> None:
    given = two_steps(
        [
            done("s1", "Kenya", "Chile", setting="Clinic"),
            done("s2", "KENYA", setting="clinic"),
            done("s3", setting="ward"),
        ],
        [done("s3", setting="ward")],
    )
    path: Any
    (path,) = paths(given, "a", "x").to_json()
    assert [step["settings"] for step in path["steps"]] == [
        {
            "countries": {"Chile": ["s1"], "KENYA": ["s1", "s2"]},
            "country_not_known": ["s3"],
            "settings": {"Clinic": ["s1", "s2"], "ward": ["s3"]},
            "setting_not_known": [],
            "actors": {"b": "patient"},
        },
        {
            "countries": {},
            "country_not_known": ["s3"],
            "settings": {"ward": ["s3"]},
            "setting_not_known": [],
            "actors": {"b": "patient", "x": None},
        },
    ]
    assert path["meetings"] == [{"at": "b", "countries_shared": [], "state": "not known"}]


def test_a_study_is_in_no_country_twice() -> None:
    (path,) = paths(two_steps([done("s1", "Kenya", "kenya")], [done("s2", "Chile")]), "a", "x").paths
    assert path.settings[0].countries == {"Kenya": ("s1",)}


def test_a_speaker_of_two_countries_shares_them() -> None:
    given = Evidence(
        claims=tuple(
            Claim(id=pair, cause=pair[0], effect=pair[1], direction="encourages", quotes=("q",))
            for pair in ("ab", "bx")
        ),
        quotes={"q": Quote(id="q", study="s", speaker="P1")},
        studies={"s": done("s", "Kenya", "Chile")},
    )
    (path,) = paths(given, "a", "x").paths
    assert path.meetings[0].shared == ("Chile", "Kenya")

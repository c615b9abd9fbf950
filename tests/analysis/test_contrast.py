"""Every state of a contrast and every rule that decides it, on small libraries worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.analysis import contrast as module
from beliefgraph.analysis.contrast import STATES, contrast
from beliefgraph.errors import ParameterError
from beliefgraph.graph.evidence import (
    Asked,
    Claim,
    Coding,
    End,
    Evidence,
    Finding,
    Group,
    Quote,
    Study,
    Summary,
)

if TYPE_CHECKING:
    from beliefgraph.analysis.contrast import Cell, Contrast

ENDS = {
    "fear": End(id="fear", kind="Subtheme", label="Fear of blame"),
    "hope": End(id="hope", kind="Subtheme", label="Hope"),
    "worries": End(id="worries", kind="Theme", label="Worries"),
    "feelings": End(id="feelings", kind="Theme", label="Feelings"),
    "scan": End(id="scan", kind="Behaviour", label="Order a scan"),
}


def study(id_: str, coverage: str | None = None, **more: Any) -> Study:
    return Study(id=id_, coverage=coverage, **more)


def group(id_: str, study: str, *roles: str, **more: Any) -> Group:
    return Group(id=id_, study=study, roles=roles, **more)


def library(*things: Study | Group | Quote | Coding | Claim | Finding | Asked, **more: Any) -> Evidence:
    """Evidence of these rows; studies that only groups name are there too."""
    of: dict[type, list[Any]] = {}
    for one in things:
        of.setdefault(type(one), []).append(one)
    studies = {one.study: study(one.study) for one in of.get(Group, [])}
    studies |= {one.id: one for one in of.get(Study, [])}
    given: dict[str, Any] = {
        name: {one.id: one for one in of.get(kind, [])}
        for name, kind in (("groups", Group), ("quotes", Quote), ("findings", Finding))
    }
    return Evidence(
        studies=studies,
        ends=ENDS,
        claims=tuple(of.get(Claim, [])),
        codings=tuple(of.get(Coding, [])),
        asked=tuple(of.get(Asked, [])),
        **given,
        **more,
    )


def said(
    quote: str, study: str, *groups: str, roles: tuple[str, ...] = (), denied: bool = False
) -> list[Any]:
    """A quote of a study that is coded as saying or denying fear."""
    return [
        Quote(id=quote, study=study, groups=groups, roles=roles),
        Coding(quote=quote, belief="fear", contradicts=denied),
    ]


def cell(found: Contrast, column: str = "patient", belief: str = "fear") -> Cell:
    row = next(row for row in found.rows if row.belief == belief)
    return row.cells[[one.key for one in found.columns].index(column)]


def states(cell: Cell) -> dict[str, str]:
    """The studies of every state that is not empty, as one line."""
    return {state: " ".join(cell.studies(state)) for state in STATES if cell.studies(state)}


def test_said_denied_or_both() -> None:
    found = contrast(
        library(
            *(group(f"g{n}", f"s{n}", "patient") for n in range(1, 5)),
            *said("q1", "s1"),
            *said("q2", "s2", denied=True),
            *said("q3", "s3"),
            *said("q4", "s3", denied=True),
        )
    )
    patients = cell(found)
    assert states(patients) == {"voiced": "s1", "contradicted": "s2", "both": "s3", "not_known": "s4"}
    assert patients.state == "both"
    assert cell(found, "clinician").state == "never_sampled"
    assert cell(found, belief="hope").state == "not_known"


def test_what_a_study_says_of_two_roles_is_of_each() -> None:
    found = contrast(
        library(
            group("g1", "s", "patient"),
            group("g2", "s", "clinician"),
            *said("q1", "s", "g1"),
            *said("q2", "s", "g2", denied=True),
        )
    )
    assert (cell(found).state, cell(found, "clinician").state) == ("voiced", "contradicted")


def test_a_study_samples_the_roles_of_its_groups_and_those_that_its_statements_name() -> None:
    found = contrast(
        library(
            study("s1", "full"),
            study("s2"),
            group("g1", "s1", "patient", "carer"),
            *said("q", "s2", roles=("carer", "public")),
            Quote(id="r", study="s1", roles=("other",)),  # codes nothing, so it makes no statement
        ),
        roles=["all"],
    )
    sampled = {one.key: (sorted(one.sampled), sorted(one.full)) for one in found.columns}
    assert sampled == {
        "patient": (["s1"], ["s1"]),
        "carer": (["s1", "s2"], ["s1"]),
        "public": (["s2"], []),
    }
    assert states(cell(found, "carer")) == {"voiced": "s2", "not_reported": "s1"}


def test_a_statement_about_a_theme_samples_nobody() -> None:
    found = contrast(
        library(
            study("s"),
            Quote(id="q", study="s", roles=("carer",)),
            Coding(quote="q", belief="worries"),
        ),
        roles=["carer"],
    )
    assert (cell(found, "carer").state, found.columns[0].sampled) == ("never_sampled", frozenset())
    assert [row.belief for row in found.rows] == ["fear", "hope"]


def test_unattributed_where_nobody_can_tell_who_speaks() -> None:
    found = contrast(
        library(
            group("g1", "s1", "patient"),
            group("g2", "s1", "clinician"),
            *said("q1", "s1"),  # no groups given, and the study has two
            group("g3", "s2", "patient"),
            group("g4", "s2", "clinician"),
            *said("q2", "s2", "g3", "g4", denied=True),  # groups of two roles
            group("g5", "s3", "patient", "clinician"),
            *said("q3", "s3"),  # one group of two roles
        )
    )
    for role in ("patient", "clinician"):
        assert states(cell(found, role)) == {"unattributed": "s1 s2 s3"}
        assert cell(found, role).state == "unattributed"


def test_who_speaks_comes_before_who_cannot_be_told() -> None:
    found = contrast(
        library(
            group("g1", "s", "patient"),
            group("g2", "s", "clinician"),
            *said("q1", "s", "g1"),
            *said("q2", "s", denied=True),
        )
    )
    assert states(cell(found)) == {"voiced": "s"}
    assert states(cell(found, "clinician")) == {"unattributed": "s"}


def review_finding(relation: str = "same", part: str = "whole", **more: Any) -> Finding:
    return Finding(id="f", review="r", beliefs={"fear": Summary(part=part, relation=relation)}, **more)


@pytest.mark.parametrize(
    ("relation", "part", "state"),
    [
        ("same", "whole", "unattributed"),
        ("broader", "whole", "unattributed"),
        ("opposite", "whole", "unattributed"),  # listed against it
        ("same", "part", "not_reported"),  # listed for a finding of several beliefs
        ("opposite", "part", "not_reported"),
    ],
)
def test_listed_for_it_or_against_it_is_unattributed(relation: str, part: str, state: str) -> None:
    found = contrast(
        library(
            study("s", "full"),
            group("g", "s", "patient"),
            review_finding(relation, part, contributors=("s",)),
        )
    )
    assert states(cell(found)) == {state: "s"}


def test_a_counted_study_is_not_listed_too() -> None:
    """Its patients say it and a review lists it: of its clinicians nothing is known."""
    found = contrast(
        library(
            group("g1", "s", "patient"),
            group("g2", "s", "clinician"),
            *said("q", "s", "g1"),
            review_finding(contributors=("s",)),
        )
    )
    assert states(cell(found)) == {"voiced": "s"}
    assert states(cell(found, "clinician")) == {"not_known": "s"}


def asked(about: str, answer: bool, *groups: str, kind: str = "Subtheme") -> Asked:
    return Asked(study="s", about=about, kind=kind, asked=answer, groups=groups)


BELIEF_YES, BELIEF_NO = asked("fear", True), asked("fear", False)
THEME_YES, THEME_NO = asked("worries", True, kind="Theme"), asked("worries", False, kind="Theme")
ABOVE_YES, ABOVE_NO = asked("feelings", True, kind="Theme"), asked("feelings", False, kind="Theme")
DOMAIN_YES, DOMAIN_NO = asked("emotion", True, kind="Domain"), asked("emotion", False, kind="Domain")


@pytest.mark.parametrize(
    ("rows", "state"),
    [
        ([], "not_reported"),
        ([BELIEF_YES], "asked_not_reported"),
        ([BELIEF_NO], "not_asked"),
        ([BELIEF_NO, BELIEF_YES], "asked_not_reported"),
        ([THEME_YES], "asked_not_reported"),
        ([ABOVE_NO], "not_asked"),
        ([DOMAIN_NO], "not_asked"),
        # The nearest of belief, theme and domain decides, whatever the others say.
        ([BELIEF_NO, THEME_YES, DOMAIN_YES], "not_asked"),
        ([BELIEF_YES, THEME_NO], "asked_not_reported"),
        ([THEME_NO, DOMAIN_YES], "not_asked"),
        ([THEME_YES, DOMAIN_NO], "asked_not_reported"),
        # Themes and those above them are at one distance, and there a yes decides before a no.
        ([THEME_NO, ABOVE_YES], "asked_not_reported"),
        ([THEME_YES, ABOVE_NO], "asked_not_reported"),
        ([DOMAIN_NO, DOMAIN_YES], "asked_not_reported"),
        # A domain may have the id of a theme.
        ([asked("worries", True, kind="Domain")], "not_reported"),
        ([asked("hope", True)], "not_reported"),
    ],
)
def test_the_nearest_row_of_what_was_asked_decides(rows: list[Asked], state: str) -> None:
    given = library(
        study("s", "full"),
        group("g", "s", "patient"),
        *rows,
        parents={"fear": ("worries",), "worries": ("feelings",)},
        mappings=(("fear", "emotion"),),
    )
    assert states(cell(contrast(given))) == {state: "s"}
    assert cell(contrast(given)).state == state


def test_rows_with_groups_hold_for_their_roles_and_rows_without_for_all() -> None:
    groups = [group("g1", "s", "patient"), group("g2", "s", "clinician", "carer")]
    of_clinicians = asked("fear", True, "g2")

    def told(*rows: Asked) -> list[dict[str, str]]:
        found = contrast(library(*groups, *rows), roles=["patient", "clinician", "carer"])
        return [states(cell) for cell in found.rows[0].cells]

    yes, no, unknown = {"asked_not_reported": "s"}, {"not_asked": "s"}, {"not_known": "s"}
    assert told(of_clinicians) == [unknown, yes, yes]
    assert told(of_clinicians, BELIEF_NO) == [no, yes, yes]
    assert told(asked("fear", False, "g1"), asked("fear", True, "g1", "g2")) == [yes, yes, yes]
    assert told(asked("fear", False, "g1")) == [no, unknown, unknown]


def test_who_says_it_or_may_have_said_it_comes_before_what_was_asked() -> None:
    found = contrast(
        library(
            group("g1", "s", "patient"),
            group("g2", "s", "clinician"),
            group("g3", "s", "carer"),
            *said("q", "s", "g1"),
            BELIEF_NO,
        ),
        roles=["patient", "clinician"],
    )
    assert [states(one) for one in found.rows[0].cells] == [{"voiced": "s"}, {"not_asked": "s"}]


@pytest.mark.parametrize(
    ("coverage", "state"),
    [
        ("full", "not_reported"),
        ("partial", "not_known"),
        ("abstract", "not_known"),
        ("secondhand", "not_known"),
        (None, "not_known"),
    ],
)
def test_only_a_study_read_in_full_is_silent(coverage: str | None, state: str) -> None:
    found = contrast(library(study("s", coverage), group("g", "s", "patient")))
    assert states(cell(found)) == {state: "s"}


def test_the_row_is_the_first_state_there_is() -> None:
    """voiced and contradicted in two studies are both; silence is named by what is best known of it."""
    things: list[Any] = [
        *(study(f"s{n}", "full" if n == 3 else None) for n in range(1, 6)),
        *(group(f"g{n}", f"s{n}", "patient") for n in range(1, 6)),
        Asked(study="s1", about="fear", kind="Subtheme", asked=True),
        Asked(study="s4", about="fear", kind="Subtheme", asked=False),
    ]

    def state(*more: Any) -> str:
        return cell(contrast(library(*things, *more))).state

    assert state() == "asked_not_reported"
    assert state(review_finding(contributors=("s2",))) == "unattributed"
    assert state(*said("q1", "s5", denied=True)) == "contradicted"
    assert state(*said("q1", "s5")) == "voiced"
    assert state(*said("q1", "s5"), *said("q2", "s2", denied=True)) == "both"
    things.remove(Asked(study="s1", about="fear", kind="Subtheme", asked=True))
    assert state() == "not_reported"
    things.remove(group("g3", "s3", "patient"))
    assert state() == "not_asked"
    things.remove(group("g4", "s4", "patient"))
    assert state() == "not_known"


def test_review_findings_that_name_the_role_stand_beside_the_states() -> None:
    finding = review_finding(
        "opposite", "part", roles=("patient", "carer"), reported_studies=9, confidence="Low"
    )
    found = contrast(library(study("s", "full"), group("g", "s", "patient"), finding))
    patients, clinicians = found.rows[0].cells
    assert patients.to_json()["reported"] == [
        {
            "finding": "f",
            "review": "r",
            "studies": 9,
            "participants": None,
            "confidence": "Low",
            "part": "part",
            "study_ids": [],
        }
    ]
    assert states(patients) == {"not_reported": "s"}
    assert clinicians.reported == ()


def test_json_has_both_denominators_every_state_and_the_studies_behind_it() -> None:
    found = contrast(
        library(
            study("s1", "full"), group("g1", "s1", "patient"), group("g2", "s2", "patient"), *said("q", "s2")
        ),
        roles=["patients"],
        about=["fear"],
    )
    nothing = dict.fromkeys(STATES, 0)
    assert found.to_json() == [
        {
            "belief": "fear",
            "label": "Fear of blame",
            "roles": {
                "patient": {
                    "state": "voiced",
                    "sampled": 2,
                    "read_in_full": 1,
                    **nothing,
                    "voiced": 1,
                    "not_reported": 1,
                    "reported": [],
                    "studies": {**{state: [] for state in STATES}, "voiced": ["s2"], "not_reported": ["s1"]},
                }
            },
        }
    ]


def test_a_huge_answer_names_only_the_studies_that_say_something(monkeypatch: pytest.MonkeyPatch) -> None:
    given = library(
        group("g1", "s1", "patient"),
        group("g2", "s2", "patient"),
        group("g3", "s3", "patient"),
        *said("q", "s2"),
    )
    monkeypatch.setattr(module, "LISTED", 5)
    whole, one = contrast(given), contrast(given, about=["fear"])
    assert "not_known" not in whole.rows[0].cells[0].to_json(silent=whole.names_silent)["studies"]  # type: ignore[operator]
    assert whole.rows[0].cells[0].to_json(silent=whole.names_silent)["not_known"] == 2
    assert whole.note == (
        "studies that say nothing are counted, not named, in JSON: their ids are more than 5; give --belief"
    )
    assert (one.names_silent, one.note) == (True, None)


# Attributes -------------------------------------------------------------------------------------------------


def heads(found: Contrast) -> dict[str, str]:
    return {one.key: " ".join(sorted(one.sampled)) for one in found.columns}


def test_by_an_attribute_of_studies_everything_said_in_a_study_is_said_there() -> None:
    found = contrast(
        library(
            study("s1", country=("Canada", "Norway")),
            study("s2", "full", country=("canada",)),
            study("s3", "full", country=("Norway",)),
            study("s4", country=("Canada",)),
            study("s5"),
            group("g1", "s1", "patient"),
            group("g2", "s1", "clinician"),
            *said("q1", "s1"),  # nobody knows who says it, but it is said in Canada and in Norway
            *said("q2", "s4", denied=True),
            Asked(study="s3", about="fear", kind="Subtheme", asked=False, groups=("g9",)),
            review_finding(contributors=("s2",)),
        ),
        by=["country"],
    )
    assert heads(found) == {"Canada": "s1 s2 s4", "Norway": "s1 s3"}
    canada, norway = found.rows[0].cells
    assert states(canada) == {"voiced": "s1", "contradicted": "s4", "unattributed": "s2"}
    assert states(norway) == {"voiced": "s1", "not_asked": "s3"}
    assert found.note == "1 of 5 studies gives no country and stands in no column"
    assert found.to_json()[0]["columns"]["Canada"]["values"] == {"country": "Canada"}  # type: ignore[index, call-overload]


def test_decades_and_columns_of_ones_own() -> None:
    given = library(
        study("s1", year=1999, setting="Hospital; home", properties={"funder": "public"}),
        study("s2", year=2004, setting="hospital", properties={"funder": "none"}),
        study("s3", year=2009, setting="hospital"),
    )
    assert heads(contrast(given, by=["decade"])) == {"1990s": "s1", "2000s": "s2 s3"}
    # Spellings are united, as most write it.
    assert heads(contrast(given, by=["Setting"])) == {"home": "s1", "hospital": "s1 s2 s3"}
    assert heads(contrast(given, by=["funder"])) == {"none": "s2", "public": "s1"}
    assert heads(contrast(given, by=["year"])) == {"1999": "s1", "2004": "s2", "2009": "s3"}


def test_by_an_attribute_of_groups_a_statement_is_traced_to_its_group() -> None:
    found = contrast(
        library(
            group("gp", "s1", "clinician", profession=("GP",)),
            group("nurse", "s1", "clinician", profession=("nurse",)),
            group("patients", "s1", "patient"),
            *said("q1", "s1", "gp"),
            group("both", "s2", "clinician", profession=("GP", "nurse")),
            *said("q2", "s2"),  # the only group, of two professions
            group("gp3", "s3", "clinician", profession=("GP",)),
            group("nurse3", "s3", "clinician", profession=("nurse",)),
            *said("q3", "s3", denied=True),  # no group given, and the study has two
            group("gp4", "s4", "clinician", profession=("GP",)),
            *said("q4", "s4"),  # the only group
            group("gp5", "s5", "clinician", profession=("GP",)),
            group("patients5", "s5", "patient"),
            *said("q5", "s5", "patients5"),  # somebody without a profession: it is known who speaks
        ),
        by=["profession"],
    )
    assert heads(found) == {"GP": "s1 s2 s3 s4 s5", "nurse": "s1 s2 s3"}
    gps, nurses = found.rows[0].cells
    assert states(gps) == {"voiced": "s1 s4", "unattributed": "s2 s3", "not_known": "s5"}
    assert states(nurses) == {"unattributed": "s2 s3", "not_known": "s1"}
    assert found.note == "2 of 9 groups give no profession and stand in no column"


def test_groups_without_the_roles_that_a_statement_names_are_not_its_speakers() -> None:
    def by_profession(*things: Any) -> dict[str, dict[str, str]]:
        found = contrast(library(*things), by=["profession"])
        return {one.key: states(cell(found, one.key)) for one in found.columns}

    doctors, ill = group("gp", "s", "clinician", profession=("GP",)), group("ill", "s", "patient")
    # Said by both groups, as clinicians: the doctors said it.
    assert by_profession(doctors, ill, *said("q", "s", "gp", "ill", roles=("clinician",))) == {
        "GP": {"voiced": "s"}
    }
    # The study's only group are doctors, and this is a patient's view: nobody knows whose.
    assert by_profession(doctors, *said("q", "s", roles=("patient",))) == {"GP": {"unattributed": "s"}}


def test_rows_of_what_was_asked_hold_for_the_groups_of_the_value() -> None:
    found = contrast(
        library(
            group("gp", "s", "clinician", profession=("GP",)),
            group("nurse", "s", "clinician", profession=("nurse",)),
            asked("fear", True, "nurse"),
        ),
        by=["profession"],
    )
    assert [states(one) for one in found.rows[0].cells] == [{"not_known": "s"}, {"asked_not_reported": "s"}]


def test_two_attributes_make_the_combinations_that_one_group_has() -> None:
    found = contrast(
        library(
            study("s1", country=("Canada",)),
            study("s2", country=("Norway",)),
            group("g1", "s1", "patient", profession=("teacher",)),
            group("g2", "s1", "clinician", profession=("GP",)),
            group("g3", "s2", "clinician", profession=("GP",)),
            *said("q1", "s1", "g2"),
            *said("q2", "s2", denied=True),
        ),
        by=["country", "profession"],
    )
    assert heads(found) == {"Canada · GP": "s1", "Canada · teacher": "s1", "Norway · GP": "s2"}
    assert [one.state for one in found.rows[0].cells] == ["voiced", "not_known", "contradicted"]


def test_a_part_that_is_told_otherwise_is_not_unattributed() -> None:
    """A patient says it and of two groups of patients nobody knows which: it is not the doctors."""
    found = contrast(
        library(
            group("young", "s", "patient", properties={"age": "18-30"}),
            group("old", "s", "patient", properties={"age": "70-90"}),
            group("doctors", "s", "clinician", properties={"age": "30-60"}),
            *said("q", "s", roles=("patient",)),
        ),
        by=["role", "age"],
    )
    assert {one.key: cell(found, one.key).state for one in found.columns} == {
        "patient · 18-30": "unattributed",
        "patient · 70-90": "unattributed",
        "clinician · 30-60": "not_known",
    }


def test_roles_given_beside_other_attributes_are_a_part_of_every_column() -> None:
    given = library(
        study("s1", country=("Canada",)),
        group("g1", "s1", "patient"),
        group("g2", "s1", "clinician"),
        group("g3", "s1", "carer"),
    )
    assert list(heads(contrast(given, by=["country"], roles=["carer", "patient"]))) == [
        "patient · Canada",
        "carer · Canada",
    ]
    assert list(heads(contrast(given, by=["role"], roles=["carer"]))) == ["carer"]
    assert list(heads(contrast(given, by=["role"]))) == ["patient", "clinician", "carer"]
    assert list(heads(contrast(given))) == ["patient", "clinician"]
    assert list(heads(contrast(given, roles=["public", "Clinicians"]))) == ["public", "clinician"]


def test_an_attribute_of_both_is_the_studys_unless_the_groups_is_asked_for() -> None:
    given = library(
        study("s", country=("Canada",), properties={"n": "20"}),
        group("g", "s", "patient", country=("Peru",), properties={"n": "8"}),
    )
    assert heads(contrast(given, by=["country"])) == {"Canada": "s"}
    assert heads(contrast(given, by=["group-country"])) == {"Peru": "s"}
    assert heads(contrast(given, by=["n"])) == {"20": "s"}
    assert heads(contrast(given, by=["group-n"])) == {"8": "s"}
    assert heads(contrast(given, by=["study-n"])) == {"20": "s"}


def test_an_attribute_that_nobody_gives_has_no_column() -> None:
    found = contrast(library(group("g", "s", "patient")), by=["profession"])
    assert (found.columns, [row.cells for row in found.rows]) == ((), [(), ()])
    assert found.note == "1 of 1 group gives no profession and stands in no column"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"roles": ["nurse"]},
            "There is no role 'nurse'. It is one of: patient, clinician, carer, public, other; or all.",
        ),
        (
            {"by": ["colour"]},
            "There is no attribute 'colour' of groups or studies. There are: role, age, analysis,",
        ),
        ({"by": ["study-profession"]}, "There is no attribute 'study-profession'"),
    ],
)
def test_an_unknown_role_or_attribute_names_those_there_are(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ParameterError) as error:
        contrast(library(), **options)
    assert str(error.value).startswith(message)

"""Tables that go into a paper, of the library made by hand: what stands in them, and that each number opens."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from paper.answers import on_paper

from beliefgraph.cli import cli
from beliefgraph.errors import ParameterError
from beliefgraph.library import Filters, Library

if TYPE_CHECKING:
    from pathlib import Path

    from beliefgraph.analysis.printed import Printed

NOT_JUDGED = "not judged"


def rows(printed: Printed) -> list[tuple[str, ...]]:
    """Return the rows without their numbers and without banners."""
    return [row.cells[1:] for row in printed.rows if not row.banner]


def row(printed: Printed, first: str) -> tuple[str, ...]:
    (found,) = [one for one in rows(printed) if first in one[0]]
    return found


def opened(printed: Printed, what: str) -> tuple[str, ...]:
    (found,) = [one.ids for one in printed.appendix if one.what == what]
    return found


def test_summary_of_qualitative_findings(library: Library) -> None:
    found = library.profile("soqf")
    assert found.names == (
        "#",
        "Review finding",
        "GRADE-CERQual confidence",
        "Explanation of the judgement",
        "References",
    )
    assert [(one.cells[0], one.banner) for one in found.rows if one.banner or one.cells[0] in "1358"] == [
        ("R1: Invented review 1: tea breaks of staff", True),
        ("1", False),
        ("R2: Invented review 2: tea and the team", True),
        ("3", False),
        ("R3: Invented review 3: tea as patients see it", True),
        ("5", False),
        ("R4: Invented review 4: a review that prints no list of its studies", True),
        ("8", False),
    ]
    # f1 f6, f2 f3, f4 f5 f11, f9
    assert [one[1] for one in rows(found)] == [
        "Moderate",
        "High",
        "High",
        "Low",
        "Low",
        "Moderate",
        "Very low",
        "not graded",
    ]
    assert row(found, "too little time")[2:] == (
        "Minor concerns about adequacy",
        "Abel 2001, Dale 2008, Jay 2013\nPrinted: 5 studies (60 participants)",
    )
    assert row(found, "thirst")[3] == "no study named\nPrinted: 4 articles (41 participants)"
    assert row(found, "time enough")[2:] == (
        "no explanation printed",
        "Hill 2012, Quill 2021\nPrinted: 2 studies (participants not stated)",
    )
    assert opened(found, "finding f1: listed studies") == ("s01", "s03", "s06")
    assert opened(found, "finding f4: listed studies") == ()
    assert [(one.cited, one.id, one.full) for one in found.references if one.id in ("s03", "R1")] == [
        (
            "Dale 2008",
            "s03",
            "Dale D, Ely E, Fay F (2008). Invented study 3: a clinic",
        ),
        ("R1", "R1", "(2020). Invented review 1: tea breaks of staff"),
    ]


def test_findings_of_one_behaviour(library: Library) -> None:
    # f1, f2, f4 name it; c19 rests on f6, c22 on f9.
    found = library.profile("soqf", "have a tea break")
    assert [one.what.split()[1].rstrip(":") for one in found.appendix] == ["f1", "f6", "f2", "f4", "f9"]
    assert found.title == "Summary of Qualitative Findings: Take the tea break"


def test_printed_numbers_are_hidden_where_they_would_mislead(library: Library) -> None:
    found = library.profile("soqf", filters=Filters(country=("Norway",)))
    assert row(found, "too little time")[3] == (
        "Abel 2001, Dale 2008\nPrinted: number not shown under this filter"
    )
    assert found.notes[0].startswith("Only studies from Norway.")


def test_evidence_profile_shows_each_component_as_published(library: Library) -> None:
    found = library.profile("evidence-profile")
    assert found.names[3:7] == ("Methodological limitations", "Coherence", "Adequacy", "Relevance")
    assert row(found, "thirst")[2:] == (
        "Serious concerns\nNothing is said of the analysis",
        "Minor concerns\nno reason printed",
        "Serious concerns\nFew articles",
        "Moderate concerns\nOne town only",
        "Low",
        "Few articles from one town",
    )
    assert row(found, "boss frowns")[4] == NOT_JUDGED
    assert row(found, "Shared pots")[2:] == (
        *[NOT_JUDGED] * 4,
        "not graded",
        "no explanation printed",
    )


def test_counts_stand_side_by_side(library: Library) -> None:
    found = library.profile("counts")
    assert row(found, "No time") == (
        "No time for tea",
        "5: Abel 2001, Cole 2004, Dale 2008, Gale 2010, Quill 2021",
        "1: Jay 2013",
        "R1, f1: 5 studies (60 participants); Moderate",
    )
    assert row(found, "belongs")[1:] == (
        "3: Cole 2004, Dale 2008, Hill 2012",
        "0",
        "R2, f2: 3 studies (25 participants); High; a finding of several beliefs\n"
        "R4, f9: 3 studies (participants not stated); not graded; a finding of several beliefs",
    )
    assert row(found, "rota")[1:] == ("0", "0", "R4: without a finding")
    assert opened(found, "rota: reviews without a finding") == ("R4",)
    assert "c20" in str(library.ask("evidence-behind-belief", belief="rota").rows)
    assert {one.row for one in found.appendix} == {one.cells[0] for one in found.rows}
    assert opened(found, "no-time: counted studies") == ("s01", "s02", "s03", "s04", "s12")
    assert opened(found, "no-time: listed studies") == ("s06",)


def test_counts_are_those_worked_out(library: Library) -> None:
    printed = library.profile("counts")
    ids = {one.what.split(": ")[0] for one in printed.appendix}
    expected = {one["belief"]: one["studies"] for one in on_paper("beliefs")}
    assert ids == {
        belief
        for belief, kinds in expected.items()
        if kinds["counted"] or kinds["listed"] or kinds["reported"]
    }
    for belief in ids:
        for kind in ("counted", "listed"):
            shown = [one.ids for one in printed.appendix if one.what == f"{belief}: {kind} studies"]
            assert shown == ([tuple(expected[belief][kind])] if expected[belief][kind] else []), belief


def test_counts_of_the_steps_to_a_behaviour(library: Library) -> None:
    found = library.profile("counts", "share-pot")
    assert rows(found) == [
        (
            "Whoever drinks tea belongs",
            "is said to encourage",
            "3: Dale 2008, Hill 2012, Nash 2018",
            "0",
            "none",
        ),
        ("The kettle is broken", "is said to discourage", "1: Lee 2016", "0", "none"),
        ("No time for tea", "is said to discourage", "1: Gale 2010", "0", "none"),
    ]
    assert {one.command for one in found.appendix} == {
        f"beliefgraph ask evidence-behind-step --param cause={cause} --param effect=share-pot"
        for cause in ("belonging", "kettle-broken", "no-time")
    }


def test_domains_of_a_behaviour(library: Library) -> None:
    found = library.profile("tdf", "take-break")
    assert found.rows[0].cells == ("Behaviour: Take the tea break (staff; ward)",)
    # f2 is filed by its two beliefs, f1 and f9 by their source; permission and rota have no domain.
    assert [(one[0], one[2].split("\n")[0], one[4]) for one in rows(found)] == [
        ("Social/professional role and identity", F2, "High"),
        ("Beliefs about consequences", F2, "High"),
        ("Beliefs about consequences", f"Guilt towards those who wait ({BOTH})", NO_FINDING),
        ("Beliefs about consequences", "Tea harms the work (is said to discourage)", NO_FINDING),
        ("Memory, attention and decision processes", "One is tired (is said to encourage)", NO_FINDING),
        ("Environmental context and resources", F1, "Moderate"),
        ("Environmental context and resources", KETTLE, NO_FINDING),
        ("Social influences", F2, "High"),
        ("Social influences", F9, "not graded"),
        ("Emotion", f"Guilt towards those who wait ({BOTH})", NO_FINDING),
        ("Emotion", "One is tired (is said to encourage)", NO_FINDING),
        ("Tea things", KETTLE, NO_FINDING),
        ("no domain", F6, "High"),
        ("no domain", F4, "Low"),
        ("no domain", "One needs leave for a break (is said to discourage)", "High (R1, f6)"),
        ("no domain", "The rota has no break in it (is said to discourage)", NO_FINDING),
    ]
    time = next(one for one in rows(found) if one[2].startswith(F1))
    assert time[2].split("\n")[1:] == [
        "is said to discourage",
        "“With nine patients there are no ten minutes for tea, so I do not go.” – "
        "Nurse A, ward nurses; Abel 2001, p. 3",
    ]
    assert time[3] == "R1, printed: 5 studies (60 participants)\nAbel 2001, Dale 2008, Jay 2013"
    # What is said is reported as said, also under the table.
    assert "unless by a review finding it is said to lead to the behaviour)" in found.below[0]
    assert "from a quote by which a belief of the row is said to lead to the behaviour." in found.below[0]
    assert "leads to" not in " ".join(found.below)


F1 = "Staff say that too little time keeps them from the tea break."
F2 = "Tea helps the work and makes people belong; both bring them to the tea break."
F4 = "Patients think that thirst makes careless and that staff should go for tea."
F6 = "Where the boss frowns, people think they need leave, and then they do not go."
F9 = "Shared pots bring people to the break because they belong and trust."
SKIP, TAKE = "“Skip the tea break”", "“Take the tea break”"
BOTH = f"is said to encourage and to discourage; in part said of {SKIP} and turned"
KETTLE = f"The kettle is broken (is said to discourage; said of {SKIP} and turned)"
NO_FINDING = "no review finding"


NO_EXTRACT = "no extract held from a study named here"


def themes(printed: Printed) -> dict[str, list[str]]:
    return {one[2].split("\n")[0].split(" (")[0]: one[2].split("\n") for one in rows(printed)}


def test_an_extract_is_of_a_study_of_its_row_and_says_the_same(library: Library) -> None:
    found = library.profile("tdf", "take-break")
    told = themes(found)
    # c21 names s10 without a quote; q25 of s08 says that the kettle has no effect.
    assert told["The kettle is broken"][1:] == [NO_EXTRACT]
    # Listed for f2 are s04, s05 and s09; of their quotes only q18 (s05) leads from one of its beliefs to the break.
    assert told[F2][2].startswith("“Mother is better looked after")
    assert told[F9][1:] == ["is said to encourage", NO_EXTRACT]  # R4 names no study for it
    assert told[F6][1:] == ["is said to discourage", NO_EXTRACT]
    extracts = {one.row: one.ids[0] for one in found.appendix if one.what == "extract"}
    shown = [
        (one.cells[0], one.cells[3].split("\n")[0].split(" (")[0]) for one in found.rows if not one.banner
    ]
    assert {theme: extracts[number] for number, theme in shown if number in extracts} == {
        F2: "q18",
        "Guilt towards those who wait": "q03",
        "Tea harms the work": "q11",
        "One is tired": "q23",
        F1: "q01",
    }


def test_what_is_said_of_the_opposite_is_marked_as_turned(library: Library) -> None:
    told = themes(library.profile("tdf", "skip-break"))
    assert told[F1][1] == f"is said to encourage; said of {TAKE} and turned"
    assert told[F2][1] == f"is said to discourage; said of {TAKE} and turned"
    assert told["Tea harms the work"][0].endswith(f"(is said to encourage; said of {TAKE} and turned)")
    # c21 is about skipping it; of guilt, c03 alone is about taking it.
    assert told["The kettle is broken"][0] == "The kettle is broken (is said to encourage)"
    assert told["Guilt towards those who wait"][0].endswith(
        f"(is said to encourage and to discourage; in part said of {TAKE} and turned)"
    )
    own = library.profile("tdf", "skip-break", filters=Filters(opposites=False))
    assert not [one for one in rows(own) if "turned" in one[2]]
    assert {one.split(" (")[0] for one in themes(own)} == {
        "Guilt towards those who wait",
        "No time for tea",
        "The kettle is broken",
    }


def test_a_step_on_a_finding_or_a_review_alone_opens(library: Library) -> None:
    found = library.profile("tdf", "take-break")
    by_theme = {one[2].split("\n")[0].split(" (")[0]: one for one in rows(found)}
    assert by_theme["One needs leave for a break"][3:] == (
        "2 named studies (participants not stated)\nLee 2016, Orr 2019\n"
        "Reported: R1, f6: 2 studies (21 participants); High",
        "High (R1, f6)",
    )
    assert by_theme["The rota has no break in it"][3:] == (
        "0 named studies (participants not stated)\nReported: R4: without a finding",
        NO_FINDING,
    )
    assert opened(found, "rota: reviews without a finding") == ("R4",)
    assert {one.row for one in found.appendix} == {one.cells[0] for one in found.rows if not one.banner}


def test_nobody_of_a_small_group_is_named_and_unshared_texts_stay_away(library: Library) -> None:
    statements = library.profile("belief-statements")
    # q22 of three people; q23 has an n of 9, but q22 comes first by id.
    assert {one[2] for one in rows(statements) if one[1] == "One is tired"} == {
        "“They are dead tired in there.” – speaker not shown: group of fewer than 5; Jay 2013, table 2"
    }
    # Of guilt only q30 of s10 is from Canada.
    canada = library.profile("belief-statements", filters=Filters(country=("Canada",)))
    assert {one[2] for one in rows(canada) if one[1].startswith("Guilt")} == {
        "text not shared – Nurse L, community nurses; Orr 2019, p. 6"
    }
    assert all("invented words" not in cell for one in rows(canada) for cell in one)


def test_belief_statements(library: Library) -> None:
    found = library.profile("belief-statements")
    shown = [(one[0], one[1], one[3].split("\n")[0]) for one in rows(found)]
    assert shown[:4] == [
        ("Social/professional role and identity", "Whoever drinks tea belongs", "3 of 12"),
        ("Beliefs about consequences", "Guilt towards those who wait", "5 of 12"),
        ("Beliefs about consequences", "Tea harms the work", "4 of 12"),
        ("Beliefs about consequences", "Tea helps the work", "4 of 12"),
    ]
    assert ("Social influences", "One can trust the others", "2 of 12") in shown  # Ana agreed
    # q11 is of s03; f7 of s09 prints 5 of 6.
    (harms,) = [one for one in rows(found) if one[1] == "Tea harms the work"]
    assert harms[3].split("\n")[1] == "Nash 2018: 5 of 6 participants"
    (leave,) = [one for one in rows(found) if one[1] == "One needs leave for a break"]
    assert leave[2] == "no quote held"


@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(inferred=True),
        Filters(role=("clinician",)),
        Filters(coder=("Ben",)),
        Filters(country=("Canada",)),
        Filters(kind=("paraphrase",)),
        Filters(without_study=("s01",)),
        Filters(counted_only=True),
        Filters(review=("R2",)),
    ],
    ids=str,
)
def test_the_question_shows_the_same_statements(library: Library, filters: Filters) -> None:
    asked: list[Any] = [*library.ask("belief-statements", filters=filters).rows]
    found = library.profile("belief-statements", filters=filters)
    numbers = {one.cells[0]: one.cells for one in found.rows}
    quotes = {one.row: one.ids[0] for one in found.appendix if one.what == "sample quote"}
    shown = {
        (cells[1], cells[2], quotes.get(number), int(cells[4].split(" of ")[0]))
        for number, cells in numbers.items()
    }
    rows_of_question = {
        (row["domain_label"] or "no domain", row["label"], row["quote"], row["counted"] + row["listed"])
        for row in asked
    }
    assert shown <= rows_of_question
    assert {one for one in rows_of_question if one[2] or one[3]} <= shown


def test_ranking_of_domains(library: Library) -> None:
    found = library.printed_ranking(library.targets("take-break", by="domain"))
    ranks = [(one[0], one[1], one[2], one[3], one[4]) for one in rows(found)]
    # 11 studies behind all of it: 9 of 11 = 81.8 %, 8 = 72.7, 6 = 54.5, 3 = 27.3, 1 = 9.1.
    assert ranks[:8] == [
        ("1", "Beliefs about consequences", "9 (82)", "3", "yes"),
        ("2", "Environmental context and resources", "8 (73)", "2", "yes"),
        ("3", "Social influences", "7 (64)", "3", "yes"),
        ("4", "Emotion", "6 (55)", "2", "yes"),
        ("5", "Social/professional role and identity", "3 (27)", "1", "yes"),
        ("6", "Tea things", "2 (18)", "1", "no"),
        ("7", "Memory, attention and decision processes", "1 (9)", "1", "yes"),
        ("8=", "Behavioural regulation", "0 (0)", "0", "no"),
    ]
    assert ranks[-1] == ("not ranked", "no domain", "2 (18)", "1", "no")
    assert opened(found, "emotion: named studies") == ("s01", "s02", "s04", "s07", "s10", "s12")
    assert opened(found, "emotion: beliefs") == ("guilt", "tired")
    assert "beliefgraph targets take-break --by domain --why emotion" in {
        one.command for one in found.appendix
    }


def test_ranking_of_beliefs_says_why_a_row_has_no_rank(library: Library) -> None:
    found = library.printed_ranking(library.targets("take-break"))
    ranks = {one[1]: (one[0], one[2], one[3], one[6]) for one in rows(found)}
    assert ranks["No time for tea"] == ("1", "6 (55)", "6", "1")
    assert ranks["One needs leave for a break"] == ("7=", "2 (18)", "2", "5 to 8")
    assert ranks["The rota has no break in it"][0] == "only reported"
    assert ranks["It has always been done so"][0] == "step only inferred"


def test_unknown_tables_are_refused(library: Library) -> None:
    with pytest.raises(ParameterError, match=r"There is no table 'prisma'\. Choose one of soqf"):
        library.profile("prisma")
    with pytest.raises(ParameterError, match="Leave the behaviour out"):
        library.profile("belief-statements", "take-break")


def test_any_answer_becomes_a_table(library: Library) -> None:
    found = library.printed_answer("steps-from", cause="belonging")
    assert found.names[:2] == ("#", "effect")
    assert rows(found)[0][0] == "share-pot"
    assert found.title == library.question("steps-from").question


def test_the_command_on_the_screen_and_as_json(address: str) -> None:
    result = CliRunner().invoke(cli, ["--db", address, "profile", "--as", "soqf", "--format", "json"])
    assert result.exit_code == 0
    first = json.loads(result.stdout)[0]
    assert first["GRADE-CERQual confidence"] == "Moderate"
    assert first["under"] == "R1: Invented review 1: tea breaks of staff"
    assert first["opens"] == [
        {
            "what": "finding f1: listed studies",
            "ids": ["s01", "s03", "s06"],
            "command": "beliefgraph ask studies-behind-finding --param finding=f1",
        }
    ]
    screen = CliRunner().invoke(cli, ["--db", address, "profile", "--as", "counts"])
    assert screen.stdout.startswith("Studies behind each belief.\n\n#    Belief or circumstance")
    assert "They do not measure how common" in screen.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["profile", "--output", "x.pdf"], "There is no form .pdf of a table."),
        (["ask", "belief-statements", "--as", "docx"], "A .docx is a file. Name it with --output"),
        (["targets", "take-break", "--as", "ranking", "--top", "3"], "--as ranking prints every row."),
        (["methods", "--format", "csv"], "Methods are text."),
        (["methods", "--output", "x.xlsx"], "Methods are text. Name a file ending in .docx, .html, .md."),
    ],
)
def test_what_cannot_be_is_said(address: str, arguments: list[str], words: str) -> None:
    result = CliRunner().invoke(cli, ["--db", address, *arguments])
    assert result.exit_code == 2
    assert words in result.stderr


@pytest.mark.parametrize(
    "filters",
    [
        Filters(country=("Norway",)),
        Filters(role=("clinician",)),
        Filters(review=("R2",)),
        Filters(coder=("Ben",)),
    ],
    ids=str,
)
def test_a_filter_is_a_smaller_library(library: Library, tmp_path: Path, filters: Filters) -> None:
    library.subset(filters, to=tmp_path / "small.db")
    with Library(tmp_path / "small.db") as small:
        for table in ("soqf", "evidence-profile", "tdf", "counts", "belief-statements"):
            filtered = [row.cells for row in library.profile(table, filters=filters).rows]
            assert [_unhidden(cells) for cells in filtered] == [
                _unhidden(row.cells) for row in small.profile(table).rows
            ], table
        assert small.methods().counts == library.methods(filters=filters).counts


def _unhidden(cells: tuple[str, ...]) -> list[str]:
    """Return cells without the reason why a number is missing: a smaller library never had it."""
    return [cell.replace("number not shown under this filter", "number not stated") for cell in cells]

"""Every problem that files alone can show, with its cell, and never more problems than mistakes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from beliefgraph.graph.records import Reading
from beliefgraph.loaders.registry import read
from support.mistakes import CELLS, workbook_of_mistakes

Load = Callable[..., Reading]
Book = Callable[..., Path]

STUDIES = "id,title\nS1,One\nS2,Two\n"
GROUPS = "id,study,roles\nG1,S1,patient\nG2,S2,clinician\n"
QUOTES = "id,study,text\nQ1,S1,a\nQ2,S2,b\n"


def _found(reading: Reading) -> list[tuple[str, int | None, str | None, str]]:
    return [(p.place.table, p.place.row, p.place.column, p.value) for p in reading.problems]


def _one(reading: Reading) -> tuple[tuple[str, int | None, str | None, str], str]:
    (problem,) = reading.problems
    return _found(reading)[0], problem.message


def test_twenty_mistakes_are_twenty_problems(tmp_path: Path) -> None:
    reading = read(workbook_of_mistakes(tmp_path / "evidence.xlsx"))
    assert len(reading.problems) == 20
    assert sorted(_found(reading), key=str) == sorted(CELLS, key=str)
    assert all(
        problem.message and problem.cure and problem.place.file == "evidence.xlsx"
        for problem in reading.problems
    )
    # In the order of tables and rows, so that a person can work down the workbook.
    rows = [(p.place.table, p.place.row or 0) for p in reading.problems]
    assert rows == sorted(rows, key=lambda place: (list(reading.read).index(place[0]), place[1]))


def test_the_whole_line_a_person_reads(load: Load) -> None:
    reading = load(studies=STUDIES, groups="Id,Study,Roles\nG1,s1,GP\n")
    assert [str(problem) for problem in reading.problems] == [
        'groups.csv, groups, row 2, column Study: There is no study with the id "s1"; ids are matched exactly. '
        'Did you mean "S1"?',
        'groups.csv, groups, row 2, column Roles: "GP" is not a value of roles. Write one of: patient, clinician, carer, '
        "public, other. A profession such as GP or physiotherapist belongs in the column profession of groups.",
    ]


def test_missing_columns_and_near_misses_of_headers(load: Load) -> None:
    reading = load(
        quotes="id,studdy,txt,suport\nQ1,S1,t,B1\n",
        themes="id,label,owner,Note\nT1,a,b,c\n",
    )
    assert _found(reading) == [
        ("themes", 1, "owner", "owner"),
        ("quotes", 1, "studdy", "studdy"),
        ("quotes", 1, "suport", "suport"),
        ("quotes", 1, "text", ""),
    ]
    assert reading.problems[0].message == 'The name "owner" is used by the graph itself.'
    reading = load(quotes="identifier,where\nQ1,S1\n", themes="id,label\n")
    assert _found(reading) == [("quotes", 1, "id", ""), ("quotes", 1, "study", ""), ("quotes", 1, "text", "")]
    assert (
        reading.problems[0].message
        == "The table quotes has no column id; its headers are: identifier, where."
    )


def test_names_of_columns_that_the_database_does_not_take(load: Load) -> None:
    long, longest = "x" * 201, "y" * 200
    reading = load(themes=f"id,label,@rid,{long},{longest},@,a@b\nT1,a,b,c,d,e,f\n")
    shown = f"{'x' * 40}…"
    assert [(p.place.row, p.place.column, p.value, p.message) for p in reading.problems] == [
        (1, "@rid", "@rid", "The column name @rid cannot be used."),
        (1, shown, long, f"The column name {shown} cannot be used."),
        (1, "@", "@", "The column name @ cannot be used."),
    ]
    assert {problem.cure for problem in reading.problems} == {"Rename the column."}
    assert reading.records[0].properties == {"label": "a", longest: "d", "a@b": "f"}


@pytest.mark.parametrize("headers", ["id,label,x,Label", "id,label,my note,My-Note"])
def test_two_headers_alike(load: Load, headers: str) -> None:
    place, message = _one(load(themes=f"{headers}\nT1,a,b,c\n"))
    twin = headers.rsplit(",", 1)[1]
    assert place == ("themes", 1, twin, twin)
    assert message == f'Two columns have the header "{twin}".'


def test_a_starred_header_is_the_column_itself(load: Load) -> None:
    reading = load(themes="ID*,Label *\nT1,a\n")
    assert reading.problems == ()
    assert reading.records[0].properties == {"label": "a"}


@pytest.mark.parametrize(
    ("table", "text", "place"),
    [
        ("studies", "id,title\nS1,a\nS1,a\n", ("studies", 3, "id", "S1")),
        ("studies", "id,title\n,a\n", ("studies", 2, "id", "")),
        ("studies", "id,title\n ; ,a\n", ("studies", 2, "id", " ; ")),
        ("studies", "id,same_as\nS1,S1\n", ("studies", 2, "same_as", "S1")),
        ("behaviours", "id,label,opposite_of\nX1,a,X1\n", ("behaviours", 2, "opposite_of", "X1")),
        ("groups", "id,study,roles\nG1,S1;S2,patient\n", ("groups", 2, "study", "S1;S2")),
        ("groups", "id,study,roles\nG1,S1,;\n", ("groups", 2, "roles", "")),
        ("quotes", "id,study,text,direction\nQ1,S1,t,+\n", ("quotes", 2, "direction", "encourages")),
        ("quotes", "id,study,text,behaviours\nQ1,S1,t,X1\n", ("quotes", 2, "behaviours", "X1")),
        ("quotes", "id,study,text,behaviours,direction\nQ1,S1,t,X1,+\n", ("quotes", 2, "behaviours", "X1")),
        (
            "quotes",
            "id,study,text,behaviours,contradicts,direction\nQ1,S1,t,X1,B1,+\n",
            ("quotes", 2, "behaviours", "X1"),
        ),
        ("quotes", "id,study,text,supports,direction\nQ1,S1,t,B1,+\n", ("quotes", 2, "behaviours", "")),
        ("quotes", "id,study,text,supports,behaviours\nQ1,S1,t,B1,X1\n", ("quotes", 2, "direction", "")),
        (
            "quotes",
            "id,study,text,supports,behaviours,direction\nQ1,S1,t,B1,X1,up\n",
            ("quotes", 2, "direction", "up"),
        ),
        ("findings", "id,statement\nF1,s\n", ("findings", 2, "review", "")),
        ("findings", "id,review,study,statement\nF1,R1,S1,s\n", ("findings", 2, "study", "S1")),
        ("findings", "id,review,statement\nF1,R1;R2,s\n", ("findings", 2, "review", "R1;R2")),
        (
            "findings",
            "id,review,statement,direction,behaviours\nF1,R1,s,+,X1\n",
            ("findings", 2, "direction", "encourages"),
        ),
        (
            "findings",
            "id,review,statement,direction,summarises\nF1,R1,s,+,B1\n",
            ("findings", 2, "behaviours", ""),
        ),
        ("claims", "cause,effect,direction\nB1,X1,+\n", ("claims", 2, "quotes", "")),
        ("claims", "cause,effect,direction,quotes\nB1,,+,Q1\n", ("claims", 2, "effect", "")),
        ("claims", "id,cause,effect,direction,study\nC;1,B1,X1,+,S1\n", ("claims", 2, "id", "C;1")),
        ("claims", "cause,effect,direction,study\nB1,X1,+,S1;S2\n", ("claims", 2, "study", "S1;S2")),
        ("codings", "quote,subtheme,stance\nQ1,B1,maybe\n", ("codings", 2, "stance", "maybe")),
        (
            "codings",
            "quote,subtheme,stance,note\nQ1,B1,supports,a\nQ1,B1,supports,b\n",
            ("codings", 3, None, "Q1;B1;supports;"),
        ),
        ("appraisals", "study,tool,item,answer\nS1,C,1,yes\nS1,C,1,no\n", ("appraisals", 3, None, "S1;C;1")),
        ("domains", "id,label\nskill,Skills\n", ("domains", 2, "id", "skill")),
        ("domains", "id,label,parent\nd1,a,d2\nd2,b,d1\n", ("domains", 2, "parent", "d2")),
        ("themes", "id,label,parent\nT1,a,T1\n", ("themes", 2, "parent", "T1")),
    ],
)
def test_one_mistake_is_one_problem(
    load: Load, table: str, text: str, place: tuple[str, int | None, str | None, str]
) -> None:
    assert _found(load(**{table: text})) == [place]


def test_ids_of_ideas_are_unique_over_three_tables(load: Load) -> None:
    reading = load(themes="id,label\nA,a\n", subthemes="id,label\nA,b\n", behaviours="id,label\nA,c\n")
    assert [(*place, p.message) for place, p in zip(_found(reading), reading.problems, strict=True)] == [
        ("subthemes", 2, "id", "A", 'The id "A" is already used in themes.csv, themes, row 2.'),
        ("behaviours", 2, "id", "A", 'The id "A" is already used in themes.csv, themes, row 2.'),
    ]
    assert (
        load(studies="id\nA\n", groups="id,study,roles\nA,A,patient\n", themes="id,label\nA,a\n").problems
        != ()
    )


def test_a_made_id_that_another_claim_has(load: Load) -> None:
    reading = load(
        quotes="id,study,text,supports,behaviours,direction\nQ1,S1,t,B1,X1,+\n",
        claims="id,cause,effect,direction,study\nQ1:B1:X1,B2,X1,+,S1\n",
    )
    assert _one(reading) == (
        ("claims", 2, "id", "Q1:B1:X1"),
        'The id "Q1:B1:X1" is already used in quotes.csv, quotes, row 2.',
    )


@pytest.mark.parametrize("word", ["barrier", "Barriers", "enabler", "facilitator"])
def test_barrier_and_enabler_where_an_opposite_exists(load: Load, word: str) -> None:
    behaviours = "id,label,opposite_of\nX1,Order,\nX2,Wait,X1\nX3,Ask,\n"
    reading = load(
        behaviours=behaviours,
        claims=f"cause,effect,direction,study\nB1,X1,{word},S1\nB1,X2,{word},S1\nB1,X3,{word},S1\nB1,X1,+,S1\n",
        findings=f"id,review,statement,summarises,behaviours,direction\nF1,R1,s,B1,X3;X1,{word}\n",
    )
    assert _found(reading) == [
        ("claims", 2, "direction", word),
        ("claims", 3, "direction", word),
        ("findings", 2, "direction", word),
    ]
    assert "Say which you mean: encourages or discourages X1." in reading.problems[0].cure


def test_one_problem_for_a_row_with_several_beliefs(load: Load) -> None:
    reading = load(
        behaviours="id,label,opposite_of\nX1,Order,\nX2,Wait,X1\n",
        quotes="id,study,text,supports,behaviours,Direction\nQ1,S1,t,B1;B2,X1;X2,barrier\n",
    )
    assert _found(reading) == [("quotes", 2, "Direction", "barrier"), ("quotes", 2, "Direction", "barrier")]
    assert [problem.message.split(" or ")[0] for problem in reading.problems] == [
        '"barrier" can be meant for X1',
        '"barrier" can be meant for X2',
    ]


def test_codings_at_odds(load: Load) -> None:
    reading = load(
        studies=STUDIES,
        quotes="id,study,text,supports,coder\nQ1,S1,a,B1,AB\nQ2,S1,b,B1,\nQ3,S1,c,B1,AB\n",
        codings="quote,subtheme,stance,coder\nQ1,B1,contradicts,ab\nQ2,B1,contradicts,AB\nQ3,B2,contradicts,AB\n"
        "Q3,B3,supports,\nQ3,B3,contradicts,\n",
    )
    assert _found(reading) == [("codings", 2, "stance", "B1"), ("codings", 5, "stance", "B3")]
    assert reading.problems[0].message == (
        "The quote Q1 both supports and contradicts B1, by the coder AB; see quotes.csv, quotes, row 2."
    )


def test_groups_of_other_studies_unless_they_are_one(load: Load) -> None:
    quotes = "id,study,text,groups\nQ1,S1,a,G1;G2\nQ2,S2,b,G9\n"
    asked = "study,groups,about,asked\nS1,G2,B1,yes\n"
    reading = load(studies=STUDIES, groups=GROUPS, quotes=quotes, asked=asked)
    assert _found(reading) == [("quotes", 2, "groups", "G2"), ("asked", 2, "groups", "G2")]
    assert reading.problems[0].message == "The group G2 took part in the study S2, but this row is about S1."
    same = "id,title,same_as\nS1,One,S3\nS2,Two,S3\nS3,Three,\n"
    assert load(studies=same, groups=GROUPS, quotes=quotes, asked=asked).problems == ()


def test_claims_of_other_studies_unless_they_are_one(load: Load) -> None:
    claims = (
        "id,cause,effect,direction,quotes,study\nC1,B1,X1,+,Q1;Q2,S1\nC2,B1,X1,+,Q2,S1\nC3,B1,X1,+,Q2;Q9,S1\n"
    )
    reading = load(studies=STUDIES, quotes=QUOTES, claims=claims)
    assert _one(reading) == (
        ("claims", 3, "study", "S1"),
        "The claim names the study S1, but its quotes are from S2.",
    )
    assert load(studies="id,same_as\nS1,\nS2,S1\n", quotes=QUOTES, claims=claims).problems == ()


def test_contributions_to_a_studys_own_finding(load: Load) -> None:
    reading = load(
        findings="id,review,study,statement,studies\nF1,,S1,own,S2;S3\nF2,R1,,review's,S2\nF3,,S1,own,\n",
        contributions="finding,study\nF2,S1\nF3,S2\n",
    )
    assert _found(reading) == [("findings", 2, "studies", "S2"), ("contributions", 3, "finding", "F3")]
    assert (
        reading.problems[0].message
        == "The finding F1 is the study S1's own, so no study can be listed for it."
    )


def test_a_ring_of_parents_is_one_problem(load: Load) -> None:
    text = "id,label,parent\nT0,start,T1\nT1,a,T2\nT2,b,T3\nT3,c,T1\nT4,d,T5\nT5,e,\n"
    assert _one(load(themes=text)) == (
        ("themes", 3, "parent", "T2"),
        "T1 → T2 → T3 → T1: a theme cannot be above itself.",
    )


def test_many_warnings_of_one_kind_are_folded(load: Load) -> None:
    rows = "".join(f'S{i},about {i},"A{i}, B"\n' for i in range(1, 43))
    reading = load(
        studies=f"id,Year,country\n{rows}",
        groups="id,study,roles,n\n" + "".join(f"G{i},S1,patient,some\n" for i in range(1, 7)),
    )
    told = [(w.place.table, w.place.row, w.place.column) for w in reading.warnings]
    each = [("studies", row, column) for row in range(2, 7) for column in ("Year", "country")]
    assert told == [
        *each,
        ("studies", None, "Year"),
        ("studies", None, "country"),
        *(("groups", row, "n") for row in range(2, 7)),
        ("groups", None, "n"),
    ]
    assert str(reading.warnings[10]) == "studies.csv, studies, column Year: And 37 more rows like these."
    assert reading.warnings[-1].message == "And 1 more row like these."


def test_five_warnings_are_told_one_by_one(load: Load) -> None:
    reading = load(studies="id,year\n" + "".join(f"S{i},about {i}\n" for i in range(5)))
    assert [warning.place.row for warning in reading.warnings] == [2, 3, 4, 5, 6]


def test_numbers_that_are_text_stop_nothing(load: Load) -> None:
    reading = load(reviews="id,title,year,n_studies\nR1,t,in press,about 70\n")
    assert reading.problems == ()
    assert reading.records[0].properties == {
        "title": "t",
        "year_text": "in press",
        "n_studies_text": "about 70",
    }
    assert [(w.place.column, w.value) for w in reading.warnings] == [
        ("year", "in press"),
        ("n_studies", "about 70"),
    ]

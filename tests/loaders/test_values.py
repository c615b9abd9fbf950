"""What a cell may say, in every accepted spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beliefgraph.graph.fold import fold
from beliefgraph.loaders.columns import TABLE_BY_NAME
from beliefgraph.loaders.known_ids import KnownIds
from beliefgraph.loaders.notes import Notes
from beliefgraph.loaders.spelling import component, nearly, tdf_domain
from beliefgraph.loaders.values import Parsed, parser, pieces, whole_number


def _parse(table: str, column: str, text: str, known: KnownIds | None = None) -> tuple[Parsed, list[str]]:
    found = TABLE_BY_NAME[table].column(column)
    assert found is not None
    notes = Notes("f", table)
    value = parser(found, notes, known or KnownIds())(text)
    return value, [f"{problem.message} {problem.cure}" for problem in notes.problems]


@pytest.mark.parametrize(
    ("table", "column", "text", "value"),
    [
        ("claims", "direction", "+", "encourages"),
        ("claims", "direction", " - ", "discourages"),
        ("claims", "direction", "\u2212", "discourages"),
        ("claims", "direction", "Enabler", "encourages"),
        ("claims", "direction", "facilitators", "encourages"),
        ("claims", "direction", "BARRIER", "discourages"),
        ("claims", "direction", "No effect", "no_effect"),
        ("claims", "direction", "no-effect", "no_effect"),
        ("claims", "direction", "Unclear ", "unclear"),
        ("findings", "confidence", "very LOW", "Very low"),
        ("findings", "confidence", "Moderate confidence", "Moderate"),
        ("findings", "coherence", "substantial", "Serious concerns"),
        ("findings", "coherence", "Substantial concerns", "Serious concerns"),
        ("findings", "coherence", "no or very minor concerns", "No or very minor concerns"),
        ("findings", "coherence", "minor", "Minor concerns"),
        ("groups", "roles", "Patients; CARERS;;patient", ["patient", "carer"]),
        ("groups", "roles", "others; public", ["other", "public"]),
        ("quotes", "share", "NO", "no"),
        ("studies", "coverage", "Secondhand", "secondhand"),
        ("studies", "country", " Canada ;; New  Zealand; Canada", ["Canada", "New  Zealand"]),
        ("domains", "component", "Reflective Motivation", "M-Re"),
        ("domains", "component", "c-ph", "C-Ph"),
        (
            "mappings",
            "domain",
            "Social / Professional Role & Identity",
            "social-professional-role-and-identity",
        ),
        ("mappings", "domain", "Behavioral regulation", "behavioural-regulation"),
        ("mappings", "domain", "Belief about capability", "beliefs-about-capabilities"),
        (
            "mappings",
            "domain",
            "memory, attention and decision process",
            "memory-attention-and-decision-processes",
        ),
        ("mappings", "domain", "environmental-context-and-resources", "environmental-context-and-resources"),
        ("mappings", "domain", "Goal", "goals"),
        ("mappings", "domain", "Nature of the behaviours", "Nature of the behaviours"),
        ("asked", "about", "Emotions", "emotion"),
        ("quotes", "coder", " AB ", "AB"),
        ("quotes", "text", " AB ", " AB "),
        ("quotes", "supports", "B1; ;B2;B1", ["B1", "B2"]),
    ],
)
def test_accepted_spellings(table: str, column: str, text: str, value: Parsed) -> None:
    assert _parse(table, column, text) == (value, [])


@pytest.mark.parametrize(
    ("table", "column", "text", "problem"),
    [
        (
            "groups",
            "roles",
            "GP;patient",
            '"GP" is not a value of roles. Write one of: patient, clinician, carer, public, other. '
            "A profession such as GP or physiotherapist belongs in the column profession of groups.",
        ),
        (
            "claims",
            "direction",
            "drives",
            '"drives" is not a value of direction. Write one of: encourages, discourages, no_effect, unclear.',
        ),
        (
            "studies",
            "coverage",
            "fully",
            '"fully" is not a value of coverage. Write one of: full, partial, abstract, secondhand, or leave it empty.',
        ),
        (
            "findings",
            "adequacy",
            "severe",
            '"severe" is not a value of adequacy. Write one of: No or very minor concerns, Minor concerns, Moderate concerns, '
            "Serious concerns, or leave it empty.",
        ),
        (
            "studies",
            "same_as",
            "S1;S2",
            "There are several ids here, but same_as takes one. Keep one id, and let that row name the next.",
        ),
        (
            "claims",
            "cause",
            "B1;B2",
            "There are several ids here, but cause takes one. Keep one id; for further ones write further rows.",
        ),
        (
            "quotes",
            "id",
            "Q1;Q2",
            'The id "Q1;Q2" contains a semicolon, which separates several ids in other cells. '
            "Give it an id without a semicolon, here and wherever it is referred to.",
        ),
        (
            "domains",
            "component",
            "Motivation",
            '"Motivation" is not a COM-B component. Write one of: Physical capability, Psychological capability, '
            "Physical opportunity, Social opportunity, Reflective motivation, Automatic motivation.",
        ),
    ],
)
def test_values_outside_their_list(table: str, column: str, text: str, problem: str) -> None:
    assert _parse(table, column, text)[1] == [problem]


@pytest.mark.parametrize("spelled", ["s1", "S-1", "S 1", "s\u20111", "S1\u200b"])
def test_a_near_miss_suggests_the_id_meant(spelled: str) -> None:
    known = KnownIds()
    known.add("Study", ["S1", "S10"])
    value, problems = _parse("quotes", "study", spelled, known)
    assert value == "S1"
    assert problems == [
        f'There is no study with the id "{spelled}"; ids are matched exactly. Did you mean "S1"?'
    ]


def test_an_id_of_another_file_is_no_near_miss() -> None:
    known = KnownIds()
    known.add("Study", ["S1", "s2", "S2"])
    assert _parse("quotes", "study", "S3", known) == ("S3", [])
    assert _parse("quotes", "study", "S2", known) == ("S2", [])
    assert _parse("quotes", "groups", "s1", known) == (["s1"], [])


def test_own_domains_by_id_or_label_and_own_ids_before_tdf_names() -> None:
    known = KnownIds()
    known.add("Domain", ["physical-skills"])
    known.add_domain("physical-skills", "Skills of the body")
    known.add("Subtheme", ["Optimism"])
    assert _parse("mappings", "domain", "Physical Skills", known) == ("physical-skills", [])
    assert _parse("mappings", "domain", "skills of the body", known) == ("physical-skills", [])
    assert _parse("asked", "about", "Optimism", known) == ("Optimism", [])
    assert _parse("mappings", "domain", "Optimism", known) == ("optimism", [])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        (" 007 ", 7),
        ("2020.0", 2020),
        ("1,747", "1,747"),
        ("1.000", "1.000"),
        ("-3", "-3"),
        ("9 to 12", "9 to 12"),
        ("\u0661\u0662", "\u0661\u0662"),
        ("9" * 19, "9" * 19),
    ],
)
def test_whole_numbers(text: str, value: int | str) -> None:
    assert whole_number(text) == value


@given(st.integers(0, 10**18 - 1))
def test_every_whole_number_is_read(number: int) -> None:
    assert whole_number(f" {number}") == number


@pytest.mark.parametrize(
    ("table", "column", "text", "warned"),
    [
        ("studies", "country", " Canada, USA", True),
        ("groups", "country", "Canada,USA", True),
        ("groups", "profession", "GP, nurse", True),
        ("studies", "country", "Canada; USA", False),
        ("studies", "country", "Korea, Republic of; USA", False),
        ("studies", "country", "New Zealand", False),
        ("subthemes", "aliases", "fear, of being sued", False),
        ("studies", "setting", "wards, clinics", False),
    ],
)
def test_commas_where_semicolons_separate(table: str, column: str, text: str, warned: bool) -> None:
    found = TABLE_BY_NAME[table].column(column)
    assert found is not None
    notes = Notes("f", table, row=2)
    parser(found, notes, KnownIds())(text)
    assert notes.problems == []
    said = f"f, {table}, row 2, column {column}: {text.strip()} is read as one value. Separate several values by ;."
    assert [str(warning) for warning in notes.warnings] == [said] * warned


@given(st.lists(st.text(st.characters(exclude_characters=";")), max_size=6))
def test_pieces_are_trimmed_distinct_and_never_empty(texts: list[str]) -> None:
    found = pieces(";".join([*texts, ""]))
    assert found == list(dict.fromkeys(text.strip() for text in texts if text.strip()))


@given(st.text())
def test_tdf_names_and_components_never_fail(text: str) -> None:
    assert tdf_domain(text) is None or fold(text)
    assert component(text) is None or fold(text)


@pytest.mark.parametrize(
    ("name", "known", "meant"),
    [
        ("suports", ["supports", "study"], "supports"),
        ("support", ["supports"], "supports"),
        ("lable", ["label"], "label"),
        ("behaviors", ["behaviours"], "behaviours"),
        ("notes", ["note"], "note"),
        ("studies", ["study"], "study"),
        ("quote_text", ["text", "quotes"], None),
        ("code", ["mode"], None),
        ("code", ["coder"], "coder"),
        ("codes", ["coder"], None),
        ("page", ["age"], None),
        ("published_as", ["label", "opposite_of"], None),
        ("subdomain", ["domains"], None),
        ("n_reports", ["n_studies", "n_participants"], None),
    ],
)
def test_slips_of_the_pen(name: str, known: list[str], meant: str | None) -> None:
    assert nearly(name, known) == meant

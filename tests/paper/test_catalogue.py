"""More questions of the catalogue, asked of the library made by hand. The reasons stand beside the rows; studies and ids are those of `tables/`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.library import Filters

if TYPE_CHECKING:
    from beliefgraph.library import Library

ENVIRONMENT, CONSEQUENCES = "environmental-context-and-resources", "beliefs-about-consequences"

Case = tuple[str, dict[str, Any], tuple[str, ...], list[list[Any]]]
CASES: list[Case] = [
    # Section 3: 11 lines end in take-break; guilt is mixed, so it is on either side. share-pot: belonging, t-team; kettle-broken, no-time.
    (
        "behaviours-with-evidence",
        {},
        ("behaviour", "influences", "encouraging", "discouraging", "opposites"),
        [
            ["skip-break", 11, 6, 6, ["take-break"]],
            ["take-break", 11, 6, 6, ["skip-break"]],
            ["share-pot", 4, 2, 2, []],
            ["bring-biscuits", 0, 0, 0, []],
        ],
    ),
    # c03 encourages take-break; c25 and the claims that q03 and q33 make encourage the opposite.
    (
        "mixed-steps",
        {},
        ("cause", "effect", "encouraging", "discouraging", "turned"),
        [["guilt", "skip-break", 3, 1, 1], ["guilt", "take-break", 1, 3, 3]],
    ),
    # c23 and c08; q04, q08, q18 and f2 say that helps-work encourages it.
    (
        "said-to-have-no-effect",
        {},
        ("cause", "effect", "claim", "quotes", "findings", "also"),
        [
            ["helps-work", "take-break", "c23", ["q32"], [], ["encourages"]],
            ["kettle-broken", "take-break", "c08", ["q25"], [], []],
        ],
    ),
    # q04 q08 q18 q32 for the one, q11 q21 q27 for the other; no study has both.
    (
        "what-is-said-of-the-opposite",
        {},
        ("belief", "quotes", "opposite", "opposite_quotes", "in_both"),
        [["harms-work", 3, "helps-work", 4, []], ["helps-work", 4, "harms-work", 3, []]],
    ),
    # q05, q07: Ana and Ben, of s02; q14 of s04.
    (
        "beliefs-told-together",
        {},
        ("belief", "other", "quotes", "studies"),
        [["guilt", "no-time", ["q05", "q07", "q14"], ["s02", "s04"]]],
    ),
    # habit and kettle-broken are filed in subthemes, by nobody named; thirst is only proposed; Ben rejects trust.
    (
        "beliefs-by-domain",
        {},
        ("domain", "belief", "agreed_by", "proposed_by", "rejected_by", "other_domains"),
        [
            ["d-none", "habit", ["?"], [], [], []],
            ["d-tea", "kettle-broken", ["?"], [], [], [ENVIRONMENT]],
            [CONSEQUENCES, "guilt", ["Ben"], [], [], ["emotion"]],
            [CONSEQUENCES, "harms-work", ["Ana", "Ben"], [], [], []],
            [CONSEQUENCES, "helps-work", ["Ana", "Ben"], [], [], []],
            ["emotion", "guilt", ["Ana"], [], [], [CONSEQUENCES]],
            ["emotion", "tired", ["Ana"], [], [], ["memory-attention-and-decision-processes"]],
            [ENVIRONMENT, "kettle-broken", ["Ana", "Ben"], [], [], ["d-tea"]],
            [ENVIRONMENT, "no-time", ["Ana", "Ben"], [], [], []],
            ["memory-attention-and-decision-processes", "tired", ["Ben"], [], [], ["emotion"]],
            ["reinforcement", "thirst", [], ["Ana"], [], []],
            ["social-influences", "belonging", ["Ana"], [], [], ["social-professional-role-and-identity"]],
            ["social-influences", "boss-frowns", ["Ana", "Ben"], [], [], []],
            ["social-influences", "trust", ["Ana"], [], ["Ben"], []],
            ["social-professional-role-and-identity", "belonging", ["Ben"], [], [], ["social-influences"]],
        ],
    ),
    # t-pressure is part of t-work. Quotes of guilt: five of Ana's, and q05 and q14 of Ben's; of no-time also q06 and q07 of Ben's.
    (
        "what-a-theme-holds",
        {"theme": "t-work"},
        ("under", "part", "what", "quotes"),
        [
            ["t-pressure", "guilt", "belief", 7],
            ["t-pressure", "no-time", "circumstance", 7],
            ["t-pressure", "permission", "belief", 0],
            ["t-pressure", "boss-frowns", "belief", 2],
            ["t-work", "tired", "circumstance", 2],
            ["t-work", "t-pressure", "theme", 0],
            ["t-work", "harms-work", "belief", 3],
            ["t-work", "helps-work", "belief", 4],
        ],
    ),
    # q10, q14 and q40 give no group. q38 stands under a claim from no-time. q06 is read both ways.
    (
        "who-says-it",
        {"belief": "no-time"},
        ("study", "group", "n", "quotes", "against"),
        [
            ["s01", "g01", 12, ["q01"], []],
            ["s02", "g02", 8, ["q05", "q06", "q07"], ["q06"]],
            ["s04", "g04", 4, ["q38"], []],
            ["s05", "g05c", 10, [], ["q17"]],
        ],
    ),
    # Groups of s05 give their own country; s02 has that of its second row, s13. g06m has two roles. s12 has no group.
    (
        "who-was-sampled",
        {},
        ("country", "role", "study", "group"),
        [
            ["Canada", "carer", "s06", "g06m"],
            ["Canada", "clinician", "s06", "g06c"],
            ["Canada", "clinician", "s08", "g08"],
            ["Canada", "clinician", "s10", "g10"],
            ["Canada", "patient", "s06", "g06m"],
            ["India", "clinician", "s04", "g04"],
            ["India", "clinician", "s07", "g07"],
            ["India", "public", "s11", "g11"],
            ["Italy", "carer", "s05", "g05k"],
            ["Italy", "clinician", "s02", "g02"],
            ["Italy", "clinician", "s09", "g09"],
            ["Italy", "patient", "s02", "g13"],
            ["Norway", "clinician", "s01", "g01"],
            ["Norway", "clinician", "s03", "g03c"],
            ["Norway", "clinician", "s05", "g05c"],
            ["Norway", "patient", "s03", "g03p"],
        ],
    ),
    # s05 was done in two countries; s02 is of 2004, whatever the year of s13.
    (
        "studies-by-country-and-decade",
        {},
        ("country", "decade", "study"),
        [
            ["Canada", 2010, "s06"],
            ["Canada", 2010, "s08"],
            ["Canada", 2010, "s10"],
            ["India", 2010, "s04"],
            ["India", 2010, "s07"],
            ["India", 2020, "s11"],
            ["Italy", 2000, "s02"],
            ["Italy", 2010, "s05"],
            ["Italy", 2010, "s09"],
            ["Norway", 2000, "s01"],
            ["Norway", 2000, "s03"],
            ["Norway", 2010, "s05"],
            ["Norway", 2020, "s12"],
        ],
    ),
    # s07 asked about no-time and s03 its patients about guilt; neither reports it.
    (
        "asked-and-not-reported",
        {},
        ("belief", "study", "groups", "locators", "coverage"),
        [
            ["guilt", "s03", ["g03p"], ["appendix"], "partial"],
            ["no-time", "s07", [], ["topic guide"], "full"],
        ],
    ),
    # t-work (with t-pressure in it), t-team and environmental context were asked about; these five are in none of them.
    (
        "never-asked",
        {},
        ("belief", "not_asked"),
        [["habit", []], ["noise", []], ["queue", []], ["rota", []], ["thirst", []]],
    ),
    # Without s10 nobody asked about the team; s09 says so.
    (
        "never-asked",
        {"filters": Filters(without_study=("s10",))},
        ("belief", "not_asked"),
        [
            ["belonging", ["s09"]],
            ["habit", []],
            ["noise", []],
            ["queue", []],
            ["rota", []],
            ["thirst", []],
            ["trust", ["s09"]],
        ],
    ),
    # Quotes of every study are held.
    ("studies-to-obtain", {}, ("study",), []),
    # As patients only g13 (s02), g03p (s03) and q22 (s06) speak. R1: f1 is the clinicians'. Left with a list: those included, and f4 f5 of patients.
    (
        "studies-to-obtain",
        {"filters": Filters(role=("patient",))},
        ("study", "reviews", "findings"),
        [
            ["s11", ["R3"], ["f5"]],
            ["s05", ["R1", "R2"], []],
            ["s01", ["R1"], []],
            ["s04", ["R2"], []],
            ["s09", ["R2"], []],
        ],
    ),
    (
        "appraisal-overview",
        {},
        ("tool", "item", "answer", "study"),
        [
            ["CASP", "1 Was there a clear aim?", "yes", "s01"],
            ["CASP", "8", "yes", "s02"],  # of s13
            ["CASP", "8 Was the analysis rigorous?", "cannot tell", "s03"],
            ["CASP", "8 Was the analysis rigorous?", "no", "s05"],
            ["CASP", "8 Was the analysis rigorous?", "yes", "s01"],
            ["CASP", "80", "yes", "s07"],
            ["CASP", "8: analysis", "Yes", "s10"],
            ["CASP", "8a Rigour", "yes", "s07"],
            ["CASP qualitative", "8. Rigour", "yes", "s04"],
            ["JBI", "8", "yes", "s09"],
        ],
    ),
    (
        "studies-without-appraisal",
        {},
        ("study", "quotes", "findings"),
        [["s11", 3, ["f5"]], ["s12", 3, ["f3"]], ["s06", 2, ["f1", "f5"]], ["s08", 2, ["f6", "f8"]]],
    ),
    # s05 alone: q18 (helps-work), q19 and q36 (belonging); q17 contradicts no-time.
    (
        "beliefs-resting-on-answer",
        {"answer": "no"},
        ("belief", "studies", "others"),
        [["belonging", ["s05"], ["s02", "s03"]], ["helps-work", ["s05"], ["s01", "s02", "s11"]]],
    ),
    # Capital letters do not matter; the item must be written as it is: s10 answers "Yes". q29 trust, q30 guilt, q35 noise.
    (
        "beliefs-resting-on-answer",
        {"answer": "YES", "item": "8: analysis"},
        ("belief", "studies", "others"),
        [
            ["noise", ["s10"], []],
            ["trust", ["s10"], ["s03"]],
            ["guilt", ["s10"], ["s01", "s02", "s04", "s12"]],
        ],
    ),
    (
        "studies-in-several-reviews",
        {},
        ("study", "reviews", "findings", "quotes"),
        [
            ["s02", ["R1", "R2", "R3"], [], 5],
            ["s05", ["R1", "R2"], ["f2", "f3"], 5],
            ["s06", ["R1", "R3"], ["f1", "f5"], 2],
        ],
    ),
    # belonging has f2 (High) and f9, which was not graded: no difference.
    (
        "reviews-that-grade-differently",
        {},
        ("belief", "confidence", "review", "relation", "finding"),
        [["no-time", "Moderate", "R1", "same", "f1"], ["no-time", "Low", "R2", "opposite", "f3"]],
    ),
    # Each speaks of a behaviour or a step.
    (
        "quotes-without-coding",
        {},
        ("quote", "study", "claims"),
        [["q38", "s04", ["c16"]], ["q20", "s05", ["c06"]], ["q24", "s07", ["c07"]], ["q37", "s11", ["c15"]]],
    ),
    (
        "codings-that-differ",
        {},
        ("belief", "study", "quote", "supports", "contradicts"),
        [["no-time", "s02", "q06", ["Ben"], ["Ana"]]],
    ),
    (
        "claims-by-basis",
        {},
        ("claim", "cause", "direction", "effect", "coder", "quotes", "alone"),
        [
            ["c12", "habit", "encourages", "take-break", "Ben", ["q31"], True],
            ["c26", "tired", "discourages", "take-break", "Ana", ["q22"], True],
        ],
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: " ".join([case[0], *map(str, case[1])]))
def test_rows_in_their_order(library: Library, case: Case) -> None:
    name, given, columns, rows = case
    assert [[row[column] for column in columns] for row in library.ask(name, **given).rows] == rows


def test_concerns_are_those_of_the_reviews(library: Library) -> None:
    rows: Any = library.ask("concerns-of-findings").rows
    assert len(rows) == 4 * 8  # f7, f8 and f10 are findings of studies
    assert [(row["component"], row["level"], row["finding"]) for row in rows[:6]] == [
        ("adequacy", "Serious concerns", "f4"),
        ("methodological limitations", "Serious concerns", "f4"),
        ("adequacy", "Moderate concerns", "f1"),
        ("relevance", "Moderate concerns", "f4"),
        ("adequacy", "Minor concerns", "f2"),
        ("coherence", "Minor concerns", "f4"),
    ]
    # f3, f5, f9 and f11 give no component, f6 all but adequacy
    assert sum(row["level"] is None for row in rows) == 4 * 4 + 1


def test_a_missing_link_is_shown_as_missing(library: Library) -> None:
    rows: Any = library.ask(
        "functions-for-belief", belief="habit"
    ).rows  # in d-none, which belongs to no component
    assert [(row["domain"], row["function"], row["source"]) for row in rows] == [("d-none", None, None)]
    rows = library.ask("functions-for-belief", belief="kettle-broken").rows
    # d-tea has published links by its component alone
    assert {row["component"] for row in rows if row["domain"] == "d-tea"} == {"C-Ph"}
    published = [row for row in rows if row["domain"] == ENVIRONMENT]
    assert published
    assert all(row["function"] and row["source"] and row["version"] for row in published)

    rows = library.ask("techniques-for-behaviour", behaviour="share-pot").rows
    found = {row["domain"]: row["beliefs"] for row in rows}
    assert found == {
        "d-tea": ["kettle-broken"],
        ENVIRONMENT: ["kettle-broken", "no-time"],
        "social-influences": ["belonging"],
        "social-professional-role-and-identity": ["belonging"],
    }
    assert [row["technique"] for row in rows if row["domain"] == "d-tea"] == [None]
    assert all(row["source"] and row["version"] for row in rows if row["technique"])

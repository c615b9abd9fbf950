"""Every question of the catalogue on the small library of conftest.py; all values were worked out by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.queries.filters import Filters

if TYPE_CHECKING:
    from queries.conftest import Asked

CANADA = Filters(country=("Canada",))
INFERRED = Filters(inferred=True)
AS_IT_STANDS = Filters(opposites=False)
COUNTED = Filters(counted_only=True)

EXPECTED: list[tuple[str, str, Filters | None, dict[str, Any], list[tuple[Any, ...]]]] = [
    (
        # q1 and f1 are about scanning; q5 discourages waiting, so trust encourages scanning; c2 makes no step.
        "beliefs-behind-behaviour",
        "belief kind direction counted listed reported via_opposite",
        None,
        {"behaviour": "scan"},
        [
            ("fear", "belief", "encourages", 1, 1, 1, False),
            ("cost", "circumstance", "encourages", 1, 0, 0, False),
            ("trust", "belief", "encourages", 1, 0, 1, True),
        ],
    ),
    (
        "beliefs-behind-behaviour",
        "belief counted listed reported via_opposite",
        AS_IT_STANDS,
        {"behaviour": "scan"},
        [("fear", 1, 1, 1, False), ("cost", 1, 0, 0, False), ("trust", 0, 0, 1, False)],
    ),
    (
        # Without contributions nothing is listed; the finding is reported all the same.
        "beliefs-behind-behaviour",
        "belief counted listed reported",
        COUNTED,
        {"behaviour": "scan"},
        [("cost", 1, 0, 0), ("fear", 1, 0, 1), ("trust", 1, 0, 1)],
    ),
    (
        "beliefs-behind-behaviour",
        "belief counted listed reported",
        INFERRED,
        {"behaviour": "order imaging"},
        [("fear", 1, 1, 1), ("cost", 1, 0, 0), ("trust", 1, 0, 1), ("quiet", 0, 0, 1)],
    ),
    (
        "steps-from",
        "effect direction counted listed reported via_opposite",
        None,
        {"cause": "Fear of blame"},
        [("scan", "encourages", 1, 1, 1, False), ("wait", "discourages", 1, 1, 1, True)],
    ),
    (
        "evidence-behind-step",
        "how study direction claim quote finding review studies_printed part groups",
        None,
        {"cause": "fear", "effect": "scan"},
        [
            ("also listed", "S1", "encourages", "f1:fear:scan", None, "f1", "R1", None, None, None),
            ("counted", "S2", "no_effect", "c2", None, None, None, None, None, None),
            ("counted", "S1", "encourages", "q1:fear:scan", "q1", None, None, None, None, ["g1"]),
            ("listed", "S4", "encourages", "f1:fear:scan", None, "f1", "R1", None, None, None),
            ("reported", None, "encourages", "f1:fear:scan", None, "f1", "R1", 5, "whole", None),
        ],
    ),
    (
        "evidence-behind-step",
        "how study direction turned claim review",
        None,
        {"cause": "trust", "effect": "scan"},
        [
            ("counted", "S1", "encourages", True, "q5:trust:wait", None),
            ("reported", None, "encourages", False, "c5", "R2"),
        ],
    ),
    (
        # f4 and q2 speak against fear; c2 is a claim from fear, so its study counts; f2 is about trust too.
        "evidence-behind-belief",
        "how stance study roles quote finding claims review part studies_printed",
        None,
        {"belief": "fear of litigation"},
        [
            ("against", "contradicts", "S2", ["clinician"], "q2", None, [], None, None, None),
            ("against", "contradicts", "S5", [], None, "f4", [], None, "whole", None),
            ("also listed", "supports", "S1", None, None, "f1", ["f1:fear:scan"], "R1", "whole", None),
            ("counted", "supports", "S1", ["patient"], "q1", None, ["q1:fear:scan"], None, None, None),
            ("counted", "supports", "S3", ["clinician"], "q4", None, [], None, None, None),
            ("counted", "supports", "S2", [], None, None, ["c2"], None, None, None),
            ("listed", "supports", "S4", None, None, "f1", ["f1:fear:scan"], "R1", "whole", None),
            ("reported", "supports", None, ["clinician"], None, "f1", ["f1:fear:scan"], "R1", "whole", 5),
            ("reported", "supports", None, ["patient"], None, "f2", [], "R2", "part", 12),
            ("whole finding", "supports", "S5", None, None, "f2", [], "R2", "part", None),
        ],
    ),
    (
        # The text of q3 may not be shown; nobody can tell who of S2 said it. q5 is S1b's, which is S1.
        "evidence-behind-belief",
        "how study roles quote kind finding claims review text",
        None,
        {"belief": "trust"},
        [
            ("counted", "S2", [], "q3", "verbatim", None, [], None, "text not shared"),
            ("counted", "S1", ["patient"], "q5", "paraphrase", None, ["q5:trust:wait"], None, "I trust him."),
            ("counted", "S4", ["clinician"], None, None, "f3", [], None, "Trust grows"),
            ("reported", None, ["patient"], None, None, "f2", [], "R2", "Fear and trust matter"),
            ("reported", None, None, None, None, None, ["c5"], "R2", None),
            ("whole finding", "S5", None, None, None, "f2", [], "R2", "Fear and trust matter"),
        ],
    ),
    (
        "beliefs-by-theme",
        "theme belief kind counted listed reported",
        None,
        {},
        [
            ("t1", "fear", "belief", 3, 1, 2),
            ("t1", "trust", "belief", 3, 0, 2),
            (None, "cost", "circumstance", 1, 0, 0),
            (None, "quiet", "belief", 0, 0, 0),
        ],
    ),
    (
        # Of Canada only S1 stays: q1 and, through f1, its being listed.
        "beliefs-by-theme",
        "belief counted listed reported",
        CANADA,
        {},
        [("fear", 1, 0, 2), ("trust", 1, 0, 2), ("cost", 0, 0, 0), ("quiet", 0, 0, 0)],
    ),
    (
        # Fear: P1 of S1 against the author's sentence of S3, whose roles say clinician. Trust: S1, and f3 of S4.
        "voiced-by-both",
        "belief first_role_studies second_role_studies first_role_findings second_role_findings",
        None,
        {},
        [("fear", 1, 1, 1, 1), ("trust", 1, 1, 1, 0)],
    ),
    ("voiced-by-both", "belief", None, {"first": "patients", "second": "carer"}, []),
    (
        "beliefs-not-voiced-by",
        "belief other_roles studies studies_role_unknown findings_naming_role studies_with_role",
        None,
        {"role": "patient"},
        [("cost", ["clinician"], 1, 0, 0, 2)],
    ),
    (
        # S2 is counted for fear by c2, whose roles cannot be told.
        "beliefs-not-voiced-by",
        "belief other_roles studies studies_role_unknown studies_with_role",
        None,
        {"role": "carer"},
        [
            ("fear", ["clinician", "patient"], 3, 1, 0),
            ("trust", ["clinician", "patient"], 3, 1, 0),
            ("cost", ["clinician"], 1, 0, 0),
        ],
    ),
    (
        # S3 and S4 by the own roles of q4 and f3, S5 by those of c1.
        "studies-that-sampled",
        "study groups coverage",
        None,
        {"role": "clinician"},
        [("S2", ["g2"], "partial"), ("S3", [], None), ("S4", [], None), ("S5", [], None)],
    ),
    (
        "findings-by-confidence",
        "confidence finding review beliefs studies_printed unit listed",
        None,
        {},
        [
            ("High", "f2", "R2", ["fear", "trust"], 12, "studies", 1),
            ("Moderate", "f1", "R1", ["fear"], 5, "studies", 2),
            (None, "f5", "R2", [], None, None, 0),
        ],
    ),
    (
        # Printed numbers speak of all studies, not of those from Canada.
        "findings-by-confidence",
        "finding studies_printed unit listed",
        CANADA,
        {},
        [("f2", None, None, 0), ("f1", None, None, 1), ("f5", None, None, 0)],
    ),
    (
        "findings-without-direction",
        "finding review study beliefs confidence",
        None,
        {"behaviour": "scan"},
        [("f2", "R2", None, ["fear", "trust"], "High"), ("f5", "R2", None, [], None)],
    ),
    ("findings-without-direction", "finding", INFERRED, {"behaviour": "scan"}, [("f2",)]),
    (
        # S2 is for fear through c2 too; S5 is only listed for a part of f2, which names it for no belief.
        "contradicting-studies",
        "belief study how quotes findings also_supports",
        None,
        {},
        [("fear", "S2", "counted", ["q2"], [], True), ("fear", "S5", "counted", [], ["f4"], False)],
    ),
    (
        "beliefs-without-target",
        "belief counted listed reported domains",
        None,
        {},
        [("trust", 3, 0, 2, []), ("cost", 1, 0, 0, []), ("quiet", 0, 0, 0, [])],
    ),
    (
        "targets-for-behaviour",
        "aims_at target beliefs techniques tie",
        None,
        {"behaviour": "scan"},
        [("wait", "T1", ["fear"], ["5.1"], "row")],
    ),
    ("targets-for-behaviour", "target", AS_IT_STANDS, {"behaviour": "scan"}, []),
    (
        "what-each-review-adds",
        "review only_here belief findings also_in",
        None,
        {},
        [
            ("R1", False, "fear", ["f1"], ["R2"]),
            ("R2", True, "trust", ["f2"], []),
            ("R2", False, "fear", ["f2"], ["R1"]),
        ],
    ),
    ("what-each-review-adds", "review only_here belief", Filters(review=("R1",)), {}, [("R1", True, "fear")]),
    (
        "beliefs-without-quotes",
        "belief findings by_authors",
        None,
        {},
        [("cost", [], []), ("quiet", [], [])],
    ),
    (
        "beliefs-without-quotes",
        "belief findings by_authors",
        Filters(role=("clinician",)),
        {},
        [("cost", [], []), ("fear", ["f1"], ["q4"]), ("quiet", [], []), ("trust", ["f3"], [])],
    ),
    (
        "studies-of-a-review",
        "study year country how findings quotes coverage",
        None,
        {"review": "review one"},
        [
            ("S1", 2010, ["Canada"], "both", ["f1"], 2, "full"),
            ("S3", 2020, None, "included", [], 1, None),
            ("S4", None, None, "listed for a finding", ["f1"], 0, None),
        ],
    ),
    (
        "studies-of-a-review",
        "study how findings",
        COUNTED,
        {"review": "R1"},
        [("S1", "included", []), ("S3", "included", [])],
    ),
    (
        "groups-of-a-study",
        "group roles profession n quotes",
        None,
        {"study": "S2"},
        [("g2", ["clinician"], ["GP"], 8, 1), ("g3", ["patient"], None, 9, 0)],
    ),
    (
        "studies-behind-finding",
        "study how year",
        None,
        {"finding": "f1"},
        [("S1", "listed", 2010), ("S4", "listed", None)],
    ),
    ("studies-behind-finding", "study how", None, {"finding": "f3"}, [("S4", "own")]),
    (
        "what-a-study-says",
        "what quote finding claim text stance belief direction effect basis",
        None,
        {"study": "S2"},
        [
            ("quote", "q2", None, None, "Nobody sues here.", "contradicts", "fear", None, None, None),
            ("quote", "q3", None, None, "text not shared", "supports", "trust", None, None, None),
            ("claim", None, None, "c2", None, None, "fear", "no_effect", "scan", "framed"),
        ],
    ),
    (
        # Asked by the other row of the same study.
        "what-a-study-says",
        "quote claim stance belief direction effect",
        None,
        {"study": "S1b"},
        [
            ("q1", "q1:fear:scan", "supports", "fear", "encourages", "scan"),
            ("q5", "q5:trust:wait", "supports", "trust", "discourages", "wait"),
        ],
    ),
    (
        "what-is",
        "kind id label belongs_to",
        None,
        {"id": "fear of litigation"},
        [("Subtheme", "fear", "Fear of blame", None)],
    ),
    ("what-is", "kind id label belongs_to", None, {"id": "S1b"}, [("Study", "S1b", "Study one again", "S1")]),
    ("what-is", "kind id label belongs_to", None, {"id": "q3"}, [("Quote", "q3", "text not shared", "S2")]),
    ("what-is", "kind label belongs_to", None, {"id": "f4"}, [("Finding", "No fear", "S5")]),
    ("what-is", "kind label belongs_to", None, {"id": "f1"}, [("Finding", "Fear leads to scans", "R1")]),
    ("what-is", "kind label belongs_to", None, {"id": "g1"}, [("ParticipantGroup", "Patients", "S1")]),
    ("what-is", "kind label", None, {"id": "R1"}, [("Review", "Review one")]),
    ("what-is", "kind label", None, {"id": "S1;CASP;8"}, [("Appraisal", "CASP 8: yes")]),
    (
        "what-is",
        "kind label",
        None,
        {"id": "q5:trust:wait"},
        [("Claim", "Trust in the doctor is said to discourage Wait and see")],
    ),
    (
        "what-is",
        "kind label",
        None,
        {"id": "c2"},
        [("Claim", "Fear of blame is said to have no effect on Order a scan")],
    ),
    ("what-is", "kind label", None, {"id": "emotion"}, [("Domain", "Emotion")]),
]


@pytest.mark.parametrize(
    ("name", "columns", "filters", "parameters", "expected"),
    EXPECTED,
    ids=[f"{name}-{number}" for number, (name, *_) in enumerate(EXPECTED)],
)
def test_rows(
    small: Asked,
    name: str,
    columns: str,
    filters: Filters | None,
    parameters: dict[str, Any],
    expected: list[tuple[Any, ...]],
) -> None:
    assert small.cells(columns, name, filters, **parameters) == expected


def test_every_question_has_rows_that_a_person_worked_out(small: Asked) -> None:
    """Here, or in the tests of the library made by hand."""
    paper = Path(__file__).parents[1] / "paper"
    texts = [
        path.read_text(encoding="utf-8")
        for path in (*paper.glob("*.py"), *paper.glob("expected/questions.json"))
    ]
    here = {name for name, *_ in EXPECTED}
    missing = {
        question.name
        for question in small.catalogue.questions()
        if question.name not in here and not any(f'"{question.name}"' in text for text in texts)
    }
    assert missing == set()


def test_text_that_is_not_shared_appears_in_no_answer(small: Asked) -> None:
    shown = [small.rows(name, filters, **parameters) for name, _, filters, parameters, _ in EXPECTED]
    assert "She knows best" not in repr(shown)
    assert "They may sue" in repr(shown)


def test_places_and_sources_say_where_a_thing_comes_from(small: Asked) -> None:
    (row,) = small.rows("what-is", id="fear")
    assert row["sources"] == ["tables"]
    assert row["places"] == ["subthemes.csv, subthemes, row 2"]
    assert row["details"]["aliases"] == ["fear of litigation"]


def test_printed_numbers_are_left_out_of_details_under_filters(small: Asked) -> None:
    (whole,) = small.rows("what-is", id="f1")
    (canada,) = small.rows("what-is", CANADA, id="f1")
    assert whole["details"]["reported_studies"] == 5
    assert "reported_studies" not in canada["details"]
    assert canada["details"]["confidence"] == "Moderate"


def test_a_thing_outside_the_selection_is_not_shown(small: Asked) -> None:
    assert small.rows("what-is", CANADA, id="q2") == []
    assert small.cells("id", "what-is", CANADA, id="S1b") == [("S1b",)]

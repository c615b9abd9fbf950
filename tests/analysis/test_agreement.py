"""Agreement: the coefficients against numbers that were published, and the units they are computed on."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from beliefgraph.analysis.agreement import Filed, agreement, codings_agreement, mappings_agreement
from beliefgraph.analysis.coefficients import MOST, alpha, cohen, fleiss
from beliefgraph.errors import ParameterError
from beliefgraph.graph.evidence import Coding, End, Evidence, Quote

FLEISS_1971 = """
0 0 0 6 0  0 3 0 0 3  0 1 4 0 1  0 0 0 0 6  0 3 0 3 0  2 0 4 0 0  0 0 4 0 2  2 0 3 1 0  2 0 0 4 0  0 0 0 0 6
1 0 0 5 0  1 1 0 4 0  0 3 3 0 0  1 0 0 5 0  0 2 0 3 1  0 0 5 0 1  3 0 0 1 2  5 1 0 0 0  0 2 0 4 0  1 0 2 0 3
0 0 0 0 6  0 1 0 5 0  0 2 0 1 3  2 0 0 4 0  1 0 0 4 1  0 5 0 1 0  4 0 0 0 2  0 2 0 4 0  1 0 5 0 0  0 0 0 0 6
"""
"""Fleiss (1971), Psychological Bulletin 76:378: six psychiatrists each, 30 patients, five diagnoses."""

KRIPPENDORFF = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
"""Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, part C: four observers, 12 units, gaps."""


def units(*coders: str) -> Counter[tuple[str, ...]]:
    columns = zip(*(coder.split() for coder in coders), strict=True)
    return Counter(tuple(value for value in column if value != ".") for column in columns)


def test_fleiss_1971() -> None:
    numbers = [int(number) for number in FLEISS_1971.split()]
    rows = [numbers[start : start + 5] for start in range(0, len(numbers), 5)]
    assert len(rows) == 30
    assert [sum(column) for column in zip(*rows, strict=True)] == [26, 26, 30, 55, 43]
    table = Counter(
        tuple("ABCDE"[kind] for kind, many in enumerate(row) for _ in range(many)) for row in rows
    )
    assert fleiss(table).value == pytest.approx(0.430, abs=0.0005)


def test_krippendorff_with_gaps() -> None:
    # Published: 0.743. By hand: 40 values stand in units of two or more, of 1 to 5: 9, 13, 10, 5, 3. Unit 2 (2 2 3 2) has 6 of 12
    # ordered pairs apart, weight 1/3: 2; unit 6 (1 2 3 4): 12/3 = 4; unit 8 (1 1 2 1): 2; all others agree. So Do = 8/40 and
    # De = 1 - (9·8 + 13·12 + 10·9 + 5·4 + 3·2)/(40·39) = 1 - 344/1560 = 1216/1560; alpha = 1 - 0.2·1560/1216 = 0.7434.
    found = alpha(units(*KRIPPENDORFF))
    assert found.value == pytest.approx(1 - 0.2 * 1560 / 1216)
    assert found.value == pytest.approx(0.743, abs=0.0005)


@pytest.mark.parametrize(
    ("one", "other", "published"),
    [
        ("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0", 0.095),  # part A
        ("a a b b d c c c e d d a", "b a b b b c c c e d d d", 0.692),  # part B
    ],
)
def test_krippendorff_of_two(one: str, other: str, published: float) -> None:
    assert alpha(units(one, other)).value == pytest.approx(published, abs=0.0005)


def test_cohen() -> None:
    # po = 35/50; pe = (25·30 + 25·20)/2500 = 1/2; kappa = (0.7 - 0.5)/0.5.
    table: dict[tuple[str, ...], int] = {
        ("yes", "yes"): 20,
        ("yes", "no"): 5,
        ("no", "yes"): 10,
        ("no", "no"): 15,
    }
    assert cohen(table).value == pytest.approx(0.4)
    # Scott's pi is Fleiss' kappa of two: pe = (55/100)² + (45/100)² = 0.505; (0.7 - 0.505)/0.495.
    assert fleiss(table).value == pytest.approx(0.195 / 0.495)


def test_cohen_of_three_values() -> None:
    # po = 6/10; first: a 4, b 3, c 3; second: a 3, b 4, c 3; pe = (12 + 12 + 9)/100; kappa = 0.27/0.67.
    table = units("a a a a b b b c c c", "a a b c b b a c c b")
    assert cohen(table).value == pytest.approx(0.27 / 0.67)


@pytest.mark.parametrize("measure", [cohen, fleiss, alpha])
def test_what_cannot_be_computed_says_why(measure: Any) -> None:
    for table, why in (
        ({}, "there is nothing that several people judged"),
        (
            {("yes", "yes"): 9},
            "everybody said 'yes' each time: where nothing varies, agreement by chance is complete too",
        ),
        (
            {("yes", "no"): MOST, ("no", "no"): 1},
            "there are 100,001 units, and at most 100,000 are taken; ask with filters, such as --review",
        ),
    ):
        found = measure(table)
        assert found.value is None
        assert found.reason == f"cannot be computed because {why}"


def test_a_constant_coder_has_a_kappa_of_zero() -> None:
    assert cohen({("yes", "yes"): 3, ("yes", "no"): 2}).value == 0


def evidence(*codings: tuple[str, str, str, str | None]) -> Evidence:
    return Evidence(
        quotes={quote: Quote(id=quote, study="s1") for quote, *_ in codings},
        codings=tuple(
            Coding(quote=quote, belief=belief, contradicts=stance == "-", coder=coder)
            for quote, belief, stance, coder in codings
        ),
        ends={belief: End(id=belief, kind="Subtheme", label=belief.upper()) for _, belief, *_ in codings},
    )


def test_only_quotes_that_both_coded_are_compared() -> None:
    found: Any = codings_agreement(
        evidence(
            ("q1", "a", "+", "Ana"),
            ("q1", "a", "-", "Ben"),
            ("q2", "a", "+", "Ana"),
            ("q2", "b", "+", "Ben"),
            ("q3", "a", "+", "Ana"),  # not coded by Ben: he may never have seen it
            ("q4", "c", "+", "Ben"),
            ("q1", "a", "+", None),
        )
    ).to_json()
    (pair,) = found["pairs"]
    assert found["without_coder"] == 1
    assert pair["quotes"] == ["q1", "q2"]
    # q1 × a, q1 × b, q2 × a, q2 × b; c is used on neither quote. Only q1 × b is the same: nothing, nothing.
    assert (pair["agree"], pair["units"], pair["per_cent"]) == (1, 4, 25.0)
    assert [(one["quote"], one["belief"], one["said"]) for one in found["disagreements"]] == [
        ("q1", "a", {"Ana": "supports", "Ben": "contradicts"}),
        ("q2", "a", {"Ana": "supports", "Ben": "nothing"}),
        ("q2", "b", {"Ana": "nothing", "Ben": "supports"}),
    ]
    assert found["disagreements"][0]["study"] == "s1"
    # coded or not: q1 × a both, q2 × a Ana, q2 × b Ben, q1 × b neither; po = 1/2, pe = 1/2.
    assert {name: pair["coded"][name] for name in ("both", "first_only", "second_only", "neither")} == {
        "both": 1,
        "first_only": 1,
        "second_only": 1,
        "neither": 1,
    }
    assert pair["coded"]["cohens_kappa"] == 0


def test_three_coders_and_quotes_not_all_of_them_coded() -> None:
    found = codings_agreement(
        evidence(
            ("q1", "a", "+", "Ana"),
            ("q1", "a", "+", "Ben"),
            ("q1", "b", "+", "Cleo"),
            ("q2", "a", "+", "Ana"),
            ("q2", "b", "+", "Ben"),
        )
    )
    assert [pair.coders for pair in found.pairs] == [("Ana", "Ben"), ("Ana", "Cleo"), ("Ben", "Cleo")]
    assert (found.fleiss_units, found.alpha_units) == (2, 4)
    # Fleiss over q1 × a, q1 × b: one of three pairs agrees on each, so po = 1/3; 3 of 6 support: pe = 1/2.
    assert found.fleiss.value == pytest.approx((1 / 3 - 1 / 2) / (1 / 2))
    # Alpha: q1 has 3 values a unit with 4 of 6 ordered pairs apart, weight 1/2: 2 each; q2 has 2 apart each, weight 1: 2 each.
    # Do = 8/10; of 10 values 5 are supports: De = 1 - 2·5·4/90 = 50/90.
    assert found.alpha.value == pytest.approx(1 - 0.8 * 90 / 50)


def test_nobody_in_common() -> None:
    found = codings_agreement(evidence(("q1", "a", "+", "Ana"), ("q2", "a", "+", "Ben")))
    assert [*found.pairs, *found.disagreements, *found.coders] == []
    assert found.fleiss.reason == (
        "cannot be computed because no quote was coded by two coders who are named"
    )


def filed(belief: str, domain: str, by: str | None, status: str = "agreed", framework: str = "TDF") -> Filed:
    return Filed(belief, domain, framework, by, status)


def test_mappings_compare_the_domains_of_a_belief_as_a_whole() -> None:
    found: Any = mappings_agreement(
        [
            filed("a", "d1", "Ana"),
            filed("a", "d1", "Ben", "proposed"),
            filed("b", "d1", "Ana"),
            filed("b", "d2", "Ana"),
            filed("b", "d2", "Ben"),
            filed("c", "d2", "Ana"),
            filed("c", "d2", "Ben", "rejected"),
            filed("a", "x1", "Ana", framework="mine"),
            filed("d", "d1", None),
        ],
        str.upper,
    ).to_json()
    (pair,) = found["pairs"]
    assert (pair["beliefs"], pair["agree"], pair["units"]) == (["a", "b"], 1, 2)
    assert found["disagreements"] == [{"belief": "b", "label": "B", "said": {"Ana": "d1; d2", "Ben": "d2"}}]
    assert found["rejected"] == [
        {"belief": "c", "domain": "d2", "agreed_by": ["Ana"], "rejected_by": ["Ben"]}
    ]
    assert found["without_coder"] == 1


def test_usage() -> None:
    with pytest.raises(ParameterError, match="Choose codings or mappings"):
        agreement("colours", Evidence(), (), filtered=False)
    with pytest.raises(ParameterError, match="takes none"):
        agreement("mappings", Evidence(), (), filtered=True)

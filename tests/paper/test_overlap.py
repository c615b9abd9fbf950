"""Which studies the reviews of the library made by hand share."""

from __future__ import annotations

import csv
import json
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from paper.answers import on_paper

from beliefgraph.analysis.overlap import shared_sentence
from beliefgraph.cli import cli
from beliefgraph.library import Filters
from beliefgraph.queries.review_lists import read_lists

if TYPE_CHECKING:
    from beliefgraph.library import Library

PAPER: Any = on_paper("overlap")


def area(given: dict[str, Any]) -> dict[str, Any]:
    """The same with the area, written as a fraction on paper, as a number."""
    share = given["corrected_covered_area"]
    return {**given, "corrected_covered_area": None if share is None else float(Fraction(share))}


def test_lists_pairs_and_matrix(library: Library) -> None:
    found: Any = library.overlap().to_json()
    known = [{key: row[key] for key in ("review", "printed", "known")} for row in found["reviews"]]
    assert known == PAPER["reviews"]
    assert [row["list"] for row in found["reviews"]] == ["whole", "whole", "in part", "missing"]
    assert found["overall"] == area(PAPER["overall"])
    assert sorted(found["pairs"], key=lambda pair: pair["reviews"]) == sorted(
        map(area, PAPER["pairs"]), key=lambda pair: pair["reviews"]
    )
    assert found["matrix"] == PAPER["matrix"]


def test_under_a_filter_printed_numbers_are_left_out(library: Library) -> None:
    found: Any = library.overlap(Filters(country=("India",))).to_json()
    # s04 (R2), s07 and s11 (R3): no list has anything of another
    assert [(row["printed"], row["known"]) for row in found["reviews"]] == [
        (None, None),
        (None, 1),
        (None, 1),
        (None, None),
    ]
    assert found["overall"] == {"N": 2, "r": 2, "c": 2, "corrected_covered_area": 0.0}


def test_counted_only_leaves_what_is_only_named_for_findings(library: Library) -> None:
    found: Any = library.overlap(Filters(counted_only=True)).to_json()
    assert [row["known"] for row in found["reviews"]] == [
        4,
        4,
        1,
        None,
    ]  # s01 s02 s03 s05; s02 s04 s05 s09; s02


def test_the_lists_alone_are_those_of_the_evidence(library: Library) -> None:
    for filters in (
        Filters(),
        Filters(country=("Norway",)),
        Filters(counted_only=True),
        Filters(review=("R2",)),
    ):
        evidence = library.evidence(filters)
        assert read_lists(library._reading().query, evidence.reviews, filters) == dict(evidence.included)


@pytest.mark.parametrize(
    ("reviews", "said"),
    [
        (["R1"], ""),
        (["R2", "R1"], "Reviews R1 and R2 share 2 known studies."),
        (["R2", "R3"], "Reviews R2 and R3 share 1 known study."),
        (
            ["R3", "R4"],
            "It is not known how many studies reviews R3 and R4 share: the list of R4 is missing.",
        ),
        (
            ["R1", "R2", "R4"],
            "Reviews R1, R2 and R4: R1 and R2 share 2 known studies. What the others share is not known: the list of R4 is missing.",
        ),
        (
            ["R1", "R2", "R3", "R4"],
            "These rows join 4 reviews: R1 and R2 share 2 known studies; R1 and R3 share 2 known studies; "
            "R2 and R3 share 1 known study. What the others share is not known: the list of R4 is missing.",
        ),
    ],
)
def test_what_stands_under_listings(library: Library, reviews: list[str], said: str) -> None:
    assert shared_sentence(reviews, library.evidence().included) == said


def test_the_command(address: str) -> None:
    def run(*words: str) -> str:
        result = CliRunner().invoke(cli, ["--db", address, *words])
        assert result.exit_code == 0, result.output
        return result.stdout

    text = run("overlap")
    assert "list missing" in text
    assert "18.2 %" in text
    assert "20.0 %" in text
    assert json.loads(run("overlap", "--format", "json"))["overall"]["N"] == 15
    rows = list(csv.DictReader(run("overlap", "--format", "csv").lstrip("﻿").splitlines()))
    assert [row["in R1"] for row in rows[:4]] == ["x", "x", "x", ""]
    assert {row["in R4"] for row in rows} == {"?"}
    asked = run("ask", "findings-by-confidence")
    assert "These rows join 4 reviews: R1 and R2 share 2 known studies" in " ".join(asked.split())


def test_results_that_join_reviews_say_what_these_share(library: Library) -> None:
    # no-time is reported by R1 (f1); boss-frowns and permission by R1 (f6), helps-work by R2 (f2), rota by R4, thirst by R3 (f4)
    ranked = library.targets("take-break")
    assert "These rows join 4 reviews: R1 and R2 share 2 known studies" in library.remarks(ranked)
    assert "the list of R4 is missing" in " ".join(library.words(ranked).split())
    traced = library.paths("boss-frowns", "take-break")  # R1 alone
    assert "share" not in library.remarks(traced)
    assert "Reviews R1 and R2 share 2 known studies." in library.remarks(library.contradictions("no-time"))

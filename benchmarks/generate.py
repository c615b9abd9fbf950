"""Evidence tables of a made-up library of any size, for measuring; the same size gives the same tables."""

from __future__ import annotations

import argparse
import csv
import random
from pathlib import Path
from typing import Any

COUNTRIES = ("Norway", "Japan", "Chile", "Kenya", "Canada", "India")
DIRECTIONS = ("encourages", "encourages", "encourages", "discourages", "no_effect")
LEVELS = ("High", "Moderate", "Low", "Very low")
DOMAINS = (
    "Knowledge",
    "Skills",
    "Goals",
    "Emotion",
    "Optimism",
    "Social influences",
    "Beliefs about consequences",
)
WORDS = (
    "scan",
    "pain",
    "doctor",
    "time",
    "worry",
    "cause",
    "family",
    "work",
    "rest",
    "cost",
    "trust",
    "harm",
)

Rows = dict[str, list[dict[str, Any]]]


class Maker:
    """Makes the rows of one library with ``quotes`` quotes."""

    def __init__(self, quotes: int, seed: int = 1) -> None:
        self.random = random.Random(seed)
        self.quotes = quotes
        self.studies = max(5, quotes // 20)
        self.reviews = max(2, quotes // 1_000)
        self.beliefs = max(20, quotes // 50)
        self.behaviours = 20

    def belief(self) -> str:
        """Return a belief; early ones come up more often, as in real libraries."""
        return f"b{int(self.beliefs * self.random.random() ** 2)}"

    def sentence(self) -> str:
        return "Made-up words: " + " ".join(self.random.choices(WORDS, k=self.random.randint(8, 30)))

    def tables(self) -> Rows:
        pick = self.random.choice
        return {
            "reviews": [
                {"id": f"r{n}", "title": f"Made-up review {n}", "year": 2000 + n % 25}
                for n in range(self.reviews)
            ],
            "studies": [
                {
                    "id": f"s{n}",
                    "title": f"Made-up study {n}",
                    "authors": f"Author{n} A",
                    "year": 1990 + n % 35,
                    "country": pick(COUNTRIES),
                    "coverage": pick(("full", "partial", "")),
                    "reviews": ";".join(
                        sorted({f"r{self.random.randrange(self.reviews)}" for _ in range(2)})
                    ),
                }
                for n in range(self.studies)
            ],
            "groups": [
                {"id": f"g{n}-{role}", "study": f"s{n}", "roles": role, "n": 5 + n % 20}
                for n in range(self.studies)
                for role in ("patient", "clinician")
            ],
            "themes": [
                {"id": f"t{n}", "label": f"Made-up theme {n}"} for n in range(max(2, self.beliefs // 20))
            ],
            "subthemes": [
                {
                    "id": f"b{n}",
                    "label": f"Made-up belief {n}",
                    "themes": f"t{n % max(2, self.beliefs // 20)}",
                    "domains": pick(DOMAINS) if n % 3 else "",
                }
                for n in range(self.beliefs)
            ],
            "behaviours": [
                {
                    "id": f"x{n}",
                    "label": f"Made-up behaviour {n}",
                    "opposite_of": f"x{n + 1}" if n % 2 == 0 else "",
                }
                for n in range(self.behaviours)
            ],
            "quotes": [self.quote(n) for n in range(self.quotes)],
            "findings": [self.finding(n) for n in range(max(10, self.quotes // 50))],
            "claims": [self.claim(n) for n in range(self.quotes // 50)],
        }

    def quote(self, number: int) -> dict[str, Any]:
        study = self.random.randrange(self.studies)
        role = self.random.choice(("patient", "clinician"))
        says = self.random.random() < 0.25
        return {
            "id": f"q{number}",
            "study": f"s{study}",
            "groups": f"g{study}-{role}",
            "text": self.sentence(),
            "kind": self.random.choice(("verbatim", "paraphrase", "")),
            "speaker": f"P{number % 7}",
            "supports": ";".join(sorted({self.belief() for _ in range(1 if says else 2)})),
            "behaviours": f"x{self.random.randrange(self.behaviours)}" if says else "",
            "direction": self.random.choice(DIRECTIONS) if says else "",
            "coder": self.random.choice(("ann", "bo", "")),
        }

    def finding(self, number: int) -> dict[str, Any]:
        beliefs = sorted({self.belief() for _ in range(self.random.choice((1, 1, 2)))})
        return {
            "id": f"f{number}",
            "review": f"r{self.random.randrange(self.reviews)}",
            "statement": self.sentence(),
            "summarises": ";".join(beliefs),
            "behaviours": f"x{self.random.randrange(self.behaviours)}",
            "direction": self.random.choice(DIRECTIONS),
            "studies": ";".join(sorted({f"s{self.random.randrange(self.studies)}" for _ in range(5)})),
            "reported_studies": self.random.randint(1, 40),
            "confidence": self.random.choice(LEVELS),
        }

    def claim(self, number: int) -> dict[str, Any]:
        cause, effect = self.belief(), self.belief()
        return {
            "id": f"c{number}",
            "cause": cause,
            "effect": effect if effect != cause else "x0",
            "direction": self.random.choice(DIRECTIONS),
            "quotes": f"q{self.random.randrange(self.quotes)}",
        }


def write(tables: Rows, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, fieldnames=list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("quotes", type=int)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    write(Maker(given.quotes).tables(), given.folder)


if __name__ == "__main__":
    main()

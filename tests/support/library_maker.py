"""Makes the evidence tables of one random library, table after table.

The tables avoid every problem a load refuses, so they must load as they are.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from support.reference_model import TDF_LABELS
from support.reference_tables import library

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from support.reference_tables import Tables

ROLES = ("patient", "clinician", "carer", "public", "other")
CODERS = ("", "ann", "bob")
WORDS = (
    "fear",
    "scan, “now”",
    "time\nruns out",
    'they said "no"',
    "naïve hope",
    "  spaced  ",
    "ask; then wait",
)


class Maker:
    """Makes the tables one after the other; each refers only to what is already there."""

    def __init__(self, rng: random.Random, size: int) -> None:
        self.rng, self.size = rng, size
        self.tables: Tables = {}

    def ids(self, table: str) -> list[str]:
        return [row["id"] for row in self.tables.get(table, [])]

    def chance(self, percent: int) -> bool:
        return self.rng.randrange(100) < percent

    def some(self, values: Sequence[str], most: int) -> list[str]:
        """None to ``most`` different values."""
        return self.rng.sample(list(values), min(len(values), self.rng.randint(0, most)))

    def one_or_none(self, values: Sequence[str], percent: int = 50) -> str:
        return self.rng.choice(list(values)) if values and self.chance(percent) else ""

    def joined(self, values: Sequence[str]) -> str:
        """Several values in one cell, now and then with the untidy separators people type."""
        if values and self.chance(10):
            return "; ".join(values) + " ;"
        return ";".join(values)

    def year(self) -> str:
        return self.rng.choice(["", "2001", "2005", "2010", "2020"])

    def add(self, table: str, **row: str) -> None:
        self.tables.setdefault(table, []).append(row)

    @property
    def ends(self) -> list[str]:
        return self.ids("subthemes") + self.ids("themes") + self.ids("behaviours")

    @property
    def sayable(self) -> list[str]:
        """What a quote or finding can support: a belief or, less often, a theme."""
        return self.ids("subthemes") * 2 + self.ids("themes")

    # -- what is spoken of ------------------------------------------------------------------------------------

    def behaviours(self) -> None:
        for number in range(self.rng.randint(2, 3)):
            self.add("behaviours", id=f"x{number}", label=f"Behaviour {number}", opposite_of="")
        if self.chance(60):
            first, second = self.tables["behaviours"][:2]
            first["opposite_of"] = second["id"]
            # Stating it from both sides, or two opposites of one behaviour, is allowed.
            if self.chance(20):
                second["opposite_of"] = first["id"]
            if len(self.tables["behaviours"]) > 2 and self.chance(20):
                self.tables["behaviours"][2]["opposite_of"] = second["id"]

    def themes(self) -> None:
        for number in range(self.rng.randint(0, 3)):
            parent = self.one_or_none(self.ids("themes"))
            self.add("themes", id=f"t{number}", label=f"Theme {number}", definition="", parent=parent)

    def domains(self) -> None:
        if self.chance(40):
            self.add("domains", id="d-own", label="A domain of our own", framework="Ours")

    def subthemes(self) -> None:
        for number in range(self.rng.randint(2, 2 + self.size)):
            self.add(
                "subthemes",
                id=self.rng.choice((f"b{number}", f"B {number}", f"ö-{number}")),
                label=f"Belief {number}",
                definition=self.one_or_none(WORDS, 20),
                kind=self.rng.choice(("", "belief", "circumstance", "Circumstance")),
                themes=self.joined(self.some(self.ids("themes"), 2)),
                domains=self.joined(self.some(self.domain_names(), 1)),
                opposite_of=self.one_or_none(self.ids("subthemes"), 15),
            )

    def domain_names(self) -> list[str]:
        return [*TDF_LABELS[10:], "emotion", *self.ids("domains")]

    def mappings(self) -> None:
        for belief in self.ids("subthemes"):
            # A pair already filed by the belief's own row is filed again only by a named person.
            for by in self.some(("ann", "bob"), 2):
                for domain in self.some((*TDF_LABELS[11:], *self.ids("domains")), 1):
                    status = self.rng.choice(("", "agreed", "agreed", "proposed", "rejected"))
                    self.add("mappings", belief=belief, domain=domain, by=by, status=status, note="")

    # -- where it is said -------------------------------------------------------------------------------------

    def reviews(self) -> None:
        for number in range(self.rng.randint(0, 2)):
            self.add("reviews", id=f"R{number}", title=f"Review {number}", year=self.year())

    def studies(self) -> None:
        for number in range(self.rng.randint(1, 2 + self.size)):
            self.add(
                "studies",
                id=self.rng.choice((f"S{number}", f"s {number}")),
                title=f"Study {number}",
                year=self.year(),
                country=self.rng.choice(("", "Canada", "canada", "Finland;Canada", "New Zealand")),
                coverage=self.rng.choice(("", "full", "full", "partial", "secondhand")),
                reviews=self.joined(self.some(self.ids("reviews"), 2)),
                same_as="",
            )
        rows = self.tables["studies"]
        if len(rows) > 2 and self.chance(40):
            chain = self.rng.sample(rows, self.rng.randint(2, 3))
            for row, following in pairwise(chain):
                row["same_as"] = following["id"]
            if self.chance(30):
                chain[-1]["same_as"] = chain[0]["id"]

    def same(self) -> dict[str, str]:
        """Study id to the id of the study it is joined into."""
        joined = library({"studies": self.tables["studies"]}).studies.values()
        return {id_: study.id for study in joined for id_ in study.ids}

    def groups(self) -> None:
        for study in self.ids("studies"):
            for number in range(self.rng.choice((0, 1, 1, 2))):
                roles = self.rng.choice(("patient", "clinician", "Clinicians", "patient; clinician", "carer"))
                self.add(
                    "groups",
                    id=f"g-{study}-{number}",
                    study=study,
                    roles=roles,
                    profession=self.rng.choice(("", "GP", "nurse", "GP;nurse")),
                )

    def roles(self, percent: int = 40) -> str:
        return self.joined(self.some(ROLES[:3], 2)) if self.chance(percent) else ""

    def direction(self, effects: Sequence[str], *, plain: bool = False) -> str:
        """Any accepted word; "barrier" and "enabler" only where no effect has an opposite."""
        words = ["encourages", "encourages", "discourages", "+", "-"]
        if not plain:
            words += ["no_effect", "No effect", "unclear"]
        behaviours = {row["id"] for row in self.tables["behaviours"]}
        paired = {row["id"] for row in self.tables["behaviours"] if row["opposite_of"]}
        paired |= {row["opposite_of"] for row in self.tables["behaviours"]}
        if not any(effect in behaviours & paired for effect in effects):
            words += ["barrier", "enabler", "facilitator"]
        return self.rng.choice(words)

    def quotes(self) -> None:
        same = self.same()
        for number in range(self.rng.randint(0, 3 * self.size)):
            study = self.rng.choice(self.ids("studies"))
            near = [row["id"] for row in self.tables.get("groups", []) if same[row["study"]] == same[study]]
            supports = list(dict.fromkeys(self.some(self.sayable, 2)))
            contradicts = [b for b in dict.fromkeys(self.some(self.sayable, 1)) if b not in supports]
            row = {
                "id": f"q{number}",
                "study": study,
                "groups": self.joined(self.some(near, 2)),
                "roles": self.roles(),
                "text": f"{self.rng.choice(WORDS)} {number}",
                "kind": self.rng.choice(("", "verbatim", "paraphrase", "author")),
                "speaker": self.rng.choice(("", " P1", "P1 ", "P2")),
                "supports": self.joined(supports),
                "contradicts": self.joined(contradicts) if self.chance(60) else "",
                "coder": self.rng.choice(CODERS),
                "share": self.rng.choice(("", "yes", "no")),
                "behaviours": "",
                "direction": "",
                "basis": "",
            }
            if supports and self.chance(50):
                behaviours = self.rng.sample(self.ids("behaviours"), self.rng.randint(1, 2))
                row["behaviours"] = self.joined(behaviours)
                row["direction"] = self.direction(behaviours)
                row["basis"] = self.rng.choice(("", "", "stated", "framed", "inferred"))
            self.add("quotes", **row)

    def codings(self) -> None:
        made = library(self.tables).codings
        taken = {(one.quote, one.belief, one.coder): one.stance for one in made}
        given: set[tuple[str, str, str]] = set()
        for _ in range(self.rng.randint(0, 2 * self.size) if self.ids("quotes") else 0):
            key = (
                self.rng.choice(self.ids("quotes")),
                self.rng.choice(self.sayable),
                self.rng.choice(CODERS),
            )
            # One coder never takes both sides; the same coding from both tables is one.
            stance = taken.setdefault(key, self.rng.choice(("supports", "contradicts", "Contradicts")))
            if key not in given:
                self.add("codings", quote=key[0], subtheme=key[1], stance=stance, coder=key[2], note="")
            given.add(key)

    # -- findings and claims ----------------------------------------------------------------------------------

    def findings(self) -> None:
        for number in range(self.rng.randint(0, 1 + 2 * self.size)):
            review = self.one_or_none(self.ids("reviews"), 70)
            summarises = list(dict.fromkeys(self.some(self.sayable, self.rng.choice((1, 1, 2)))))
            behaviours = self.some(self.ids("behaviours"), 1)
            row = {
                "id": f"f{number}",
                "review": review,
                "study": "" if review else self.rng.choice(self.ids("studies")),
                "statement": f"Statement {number}",
                "summarises": self.joined(summarises),
                "behaviours": self.joined(behaviours),
                "direction": "",
                "roles": self.roles(),
                "domains": self.joined(self.some(self.domain_names(), 1)) if self.chance(10) else "",
                "studies": "",
                "reported_unit": self.one_or_none(("studies", "articles"), 20),
                "reported_studies": "",
                "reported_participants": "",
                "confidence": "",
            }
            if summarises and behaviours and self.chance(60):
                row["direction"] = self.direction(behaviours)
            if review:
                row["studies"] = self.joined(self.some(self.ids("studies"), 3))
                row["reported_studies"] = self.rng.choice(("", "4", "12"))
                row["reported_participants"] = self.rng.choice(("", "126"))
                row["confidence"] = self.rng.choice(("", "high", "Moderate", "very low"))
            self.add("findings", **row)

    def finding_beliefs(self) -> None:
        for finding in self.ids("findings"):
            for belief in dict.fromkeys(self.some(self.sayable, self.rng.choice((0, 0, 1, 2)))):
                self.add(
                    "finding_beliefs",
                    finding=finding,
                    belief=belief,
                    part=self.rng.choice(("", "", "whole", "part")),
                    relation=self.rng.choice(("", "same", "narrower", "broader", "opposite", "opposite")),
                )

    def contributions(self) -> None:
        for row in self.tables.get("findings", []):
            for study in self.some(self.ids("studies"), 2) if row["review"] else []:
                relevance = self.rng.choice(("", "direct", "indirect"))
                self.add("contributions", finding=row["id"], study=study, relevance=relevance)

    def claims(self) -> None:
        for number in range(self.rng.randint(2, 2 + 4 * self.size)):
            cause, effect = (
                self.rng.choice(self.ends),
                self.rng.choice(self.ids("behaviours") * 2 + self.ends),
            )
            row = {
                "id": f"c{number}",
                "cause": cause,
                "effect": effect,
                "direction": self.direction([effect]),
                "basis": self.rng.choice(("", "", "", "stated", "framed", "inferred")),
                "roles": self.roles(25),
                "emphasis": self.rng.choice(("", "main", "minor")),
                "coder": self.rng.choice(CODERS),
                **self.evidence(),
            }
            self.add("claims", **row)

    def evidence(self) -> dict[str, str]:
        """At least one of quotes, finding, study, review; a study that fits the quotes or the finding."""
        same, row = self.same(), {"quotes": "", "finding": "", "study": "", "review": ""}
        quotes = self.some(self.ids("quotes"), 3) if self.chance(55) else []
        row["quotes"] = self.joined(quotes)
        row["finding"] = self.one_or_none(self.ids("findings"), 55)
        row["review"] = self.one_or_none(self.ids("reviews"), 20)
        text_of = {q["id"]: q["study"] for q in self.tables.get("quotes", [])}
        homes = {text_of[quote] for quote in quotes}
        if row["finding"] and not homes:
            homes = {f["study"] for f in self.tables["findings"] if f["id"] == row["finding"] and f["study"]}
        fitting = [s for s in self.ids("studies") if not homes or same[s] in {same[home] for home in homes}]
        row["study"] = self.one_or_none(fitting, 25)
        if not any(row.values()):
            row["study"] = self.rng.choice(self.ids("studies"))
        return row

    # -- the rest ---------------------------------------------------------------------------------------------

    def asked(self) -> None:
        topics = [*self.ids("subthemes"), *self.ids("themes"), *TDF_LABELS[11:]]
        given = set()
        for _ in range(self.rng.randint(0, 2 * self.size)):
            study = self.rng.choice(self.ids("studies"))
            own = [group["id"] for group in self.tables.get("groups", []) if group["study"] == study]
            groups, about, answer = self.some(own, 2), self.rng.choice(topics), self.rng.choice(("yes", "no"))
            key = (study, frozenset(groups), about, answer)
            if key not in given:
                self.add(
                    "asked", study=study, groups=self.joined(groups), about=about, asked=answer, locator=""
                )
            given.add(key)

    def appraisals(self) -> None:
        for study in self.ids("studies"):
            for tool, item in self.rng.sample(
                (("CASP", "8"), ("CASP", "8. Rigour"), ("CASP", "80"), ("JBI", "1")), 2
            ):
                if self.chance(50):
                    answer = self.rng.choice(("yes", "Yes", "no"))
                    self.add("appraisals", study=study, tool=tool, item=item, answer=answer, note="")

    def targets(self) -> None:
        for number in range(self.rng.randint(0, 1)):
            self.add(
                "targets",
                id=f"i{number}",
                label=f"Target {number}",
                addresses=self.joined(self.some(self.ids("subthemes"), 2)),
                aims_at=self.one_or_none(self.ids("behaviours")),
            )


ORDER = (
    "reviews",
    "domains",
    "behaviours",
    "themes",
    "subthemes",
    "studies",
    "groups",
    "findings",
    "quotes",
    "claims",
    "codings",
    "finding_beliefs",
    "contributions",
    "mappings",
    "asked",
    "appraisals",
    "targets",
)
"""Tables so that rows refer only to their own or an earlier table."""

"""A library under filters and the smaller library that the filters mean, asked the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from beliefgraph.analysis.paths import paths
from beliefgraph.analysis.targets import targets
from beliefgraph.errors import UnknownName
from beliefgraph.graph.influence import beliefs
from beliefgraph.library import Library
from beliefgraph.queries.evidence import read_evidence
from beliefgraph.queries.filters import Filters

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator
    from pathlib import Path

    from beliefgraph.graph.evidence import Evidence
    from beliefgraph.queries.header import Question

ROLES = ("patient", "clinician", "carer")
KINDS = {
    "Belief": "Subtheme|Theme",
    "End": "Subtheme|Theme|Behaviour",
    "Domain": "Domain",
}
ANY = (
    "Review|Study|ParticipantGroup|Quote|Finding|Claim|Appraisal|Subtheme|Theme|Behaviour|InterventionTarget"
)
ORDERS = (None, ("direct", "conflict"), ("emphasis",))


class Twins:
    """The full library, asked with ``filters``, beside the library that holds their subset."""

    def __init__(self, full: Library, filters: Filters, place: Path, rng: random.Random) -> None:
        full.subset(filters, to=place)
        self.full, self.small, self.filters, self.rng = full, Library(place), filters, rng

    def close(self) -> None:
        self.small.close()

    def ways(self) -> Iterator[tuple[Filters, Filters]]:
        """How the full and the smaller library are asked: plain, and in one other way of counting."""
        yield self.filters, Filters()
        ways: tuple[dict[str, Any], ...] = (
            {"inferred": True},
            {"opposites": False},
            {"inferred": True, "opposites": False},
        )
        other = self.rng.choice(ways)
        yield replace(self.filters, **other), Filters(**other)

    def same_answers(self, most: int) -> int:
        """Ask every question on both, each for at most ``most`` choices of its parameters; returns how many rows there were."""
        rows = 0
        for question in self.full.questions():
            for given in self.parameters(question, most):
                for filtered, plain in self.ways():
                    answer = self.full.ask(question.name, filters=filtered, **given).rows
                    assert answer == self.asked_small(question, plain, given), (
                        question.name,
                        given,
                        filtered,
                    )
                    rows += len(answer)
        return rows

    def asked_small(
        self, question: Question, filters: Filters, given: dict[str, Any]
    ) -> list[dict[str, Any]]:
        try:
            return self.small.ask(question.name, filters=filters, **given).rows
        except (
            UnknownName
        ):  # it is not in the smaller library: under the filters there must be nothing to say
            return []

    def parameters(self, question: Question, most: int) -> list[dict[str, Any]]:
        """Return at most ``most`` choices; of two ends, first those that some claim joins."""
        required = [one for one in question.parameters if one.required or one.kind == "role"]
        if [one.kind for one in required] == ["End", "End"]:
            names = [one.name for one in required]
            choices = [dict(zip(names, pair, strict=True)) for pair in self.joined()]
            return self.rng.sample(choices, min(most, len(choices)))
        choices = [{}]
        for one in required:
            values = list(ROLES) if one.kind == "role" else self.ids(KINDS.get(one.kind, one.kind))
            choices = [{**choice, one.name: value} for choice in choices for value in values]
        return self.rng.sample(choices, min(most, len(choices)))

    def ids(self, labels: str) -> list[str]:
        labels = ANY if labels == "any" else labels
        return [
            str(row["id"])
            for row in self.full.cypher(f"MATCH (n:{labels}) WITH DISTINCT n.id AS id RETURN id ORDER BY id")
        ]

    def some(self, labels: str, most: int) -> list[str]:
        found = self.ids(labels)
        return self.rng.sample(found, min(most, len(found)))

    def joined(self) -> list[tuple[str, str]]:
        rows = self.full.cypher(
            "MATCH (a)<-[:CAUSE]-(:Claim)-[:EFFECT]->(x) WITH DISTINCT a.id AS cause, x.id AS effect "
            "OPTIONAL MATCH (o)-[:OPPOSITE_OF]-(:Behaviour {id: effect}) "
            "RETURN cause, effect, o.id AS opposite ORDER BY cause, effect, opposite"
        )
        pairs = {
            (str(row["cause"]), str(row[end])) for row in rows for end in ("effect", "opposite") if row[end]
        }
        return sorted(pair for pair in pairs if pair[0] != pair[1])

    def same_measures(self, most: int) -> int:
        """Compare what the measures read, and what they say of at most ``most`` things; returns how many rows there were."""
        rows = 0
        full, small = (
            read_evidence(library._reading().query, filters)
            for library, filters in ((self.full, self.filters), (self.small, Filters()))
        )
        assert plain(full) == plain(small), self.filters
        ways: tuple[dict[str, Any], ...] = ({}, {"inferred": True}, {"opposites": False})
        for way in ways:
            inferred = "inferred" in way
            assert beliefs(full, inferred=inferred) == beliefs(small, inferred=inferred)
            for behaviour in self.some("Behaviour", most):
                for by in ("belief", "domain"):
                    for order in ORDERS if by == "belief" else ORDERS[:1]:
                        found = targets(full, behaviour, by=by, order=order, **way).to_json()
                        assert found == targets(small, behaviour, by=by, order=order, **way).to_json()
                        rows += len(found)
                for start in self.some(KINDS["End"], most):
                    found = paths(full, start, behaviour, limit=None, **way).to_json()
                    assert found == paths(small, start, behaviour, limit=None, **way).to_json()
                    rows += len(found)
        return rows


def plain(evidence: Evidence) -> Evidence:
    """Evidence in one order, without what says only that numbers are hidden."""
    return replace(
        evidence,
        codings=tuple(sorted(evidence.codings, key=repr)),
        groups=dict(sorted(evidence.groups.items())),
        findings={
            key: replace(one, reported_unit="studies") for key, one in sorted(evidence.findings.items())
        },
        numbers_hidden=False,
    )

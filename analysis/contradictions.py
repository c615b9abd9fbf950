"""Beliefs that somebody speaks against, and where reviews or coders read the same study differently.

For and against are never netted: a study that says both stands apart. Silence is not among them; for what it
means see :mod:`.contrast`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..graph.collection import no_collection
from ..graph.influence import About, Studies, beliefs, said_of_pairs, statements_by_belief, studies_behind
from ..graph.studies import reported
from .differences import Difference, Differences, ReadDifferently
from .displayed import Displayed
from .shapes import reported_entry

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from ..graph.influence import Claim, End, Evidence, Finding, Reported, Said, Statement
    from ..graph.records import Value

__all__ = [
    "Behind",
    "Contradiction",
    "Contradictions",
    "Difference",
    "Effect",
    "ReadDifferently",
    "contradictions",
]

BOTH = ("encourages", "discourages")
_NOBODY = About(Studies(), (), ())


@dataclass(frozen=True, slots=True)
class Behind:
    """What is held for or against a belief, by id; the texts are read when they are shown."""

    quotes: tuple[str, ...] = ()
    """Of all kinds."""
    findings: tuple[str, ...] = ()
    """Of reviews and of studies."""
    claims: tuple[str, ...] = ()
    """Those without a quote and a finding: all that is held of them is who says so."""
    reported: tuple[Reported, ...] = ()
    """The findings of reviews as printed; never added."""

    def to_json(self) -> dict[str, Value]:
        """Return it as an object."""
        return {
            "quotes": [*self.quotes],
            "findings": [*self.findings],
            "claims": [*self.claims],
            "reported": [reported_entry(entry) for entry in self.reported],
        }


@dataclass(frozen=True, slots=True)
class Effect:
    """What claims from a belief say about one effect, direction by direction."""

    effect: str
    studies: Mapping[str, tuple[str, ...]]
    """Named studies by direction (encourages, discourages, no_effect); a direction that only a printed number
    stands behind has none."""
    claims: Mapping[str, tuple[str, ...]]
    """Ids of the claims by direction."""
    behind: Mapping[str, Behind]
    """Their quotes and findings by direction."""
    turned: bool = False
    """True if every claim is about the exact opposite of the effect, and stands there too."""

    @property
    def both_ways(self) -> bool:
        """Tell whether claims say that it encourages and that it discourages."""
        return "encourages" in self.claims and "discourages" in self.claims


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One belief with what stands against it."""

    belief: str
    label: str
    studies_for: tuple[str, ...] = ()
    studies_against: tuple[str, ...] = ()
    studies_mixed: tuple[str, ...] = ()
    """Studies for and against; they are in neither of the other two."""
    no_effect: tuple[Effect, ...] = ()
    opposite_held: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Named studies of each exact opposite that has any."""
    claims_both_ways: tuple[Effect, ...] = ()
    said_for: Behind = Behind()
    said_against: Behind = Behind()
    said_for_opposite: Behind = Behind()
    read_differently: tuple[Difference, ...] = ()

    @property
    def against_anything(self) -> bool:
        """Tell whether it is a contradiction at all."""
        return bool(
            self.studies_against
            or self.studies_mixed
            or self.no_effect
            or self.opposite_held
            or self.claims_both_ways
        )

    def to_json(self) -> dict[str, Value]:
        """Return the row as an object."""
        return {
            "belief": self.belief,
            "label": self.label,
            "studies_for": [*self.studies_for],
            "studies_against": [*self.studies_against],
            "studies_mixed": [*self.studies_mixed],
            "no_effect": [
                {
                    "effect": one.effect,
                    "studies": [*one.studies["no_effect"]],
                    "claims": [*one.claims["no_effect"]],
                    "evidence": one.behind["no_effect"].to_json(),
                }
                for one in self.no_effect
            ],
            "opposite_held": [
                {"belief": other, "studies": [*studies]} for other, studies in self.opposite_held.items()
            ],
            "claims_both_ways": [_both_ways(one) for one in self.claims_both_ways],
            "evidence_for": self.said_for.to_json(),
            "evidence_against": self.said_against.to_json(),
            "evidence_for_opposite": self.said_for_opposite.to_json(),
            "read_differently": [one.to_json() for one in self.read_differently],
        }


def _both_ways(one: Effect) -> dict[str, Value]:
    return {
        "effect": one.effect,
        "encourages": [*one.studies["encourages"]],
        "discourages": [*one.studies["discourages"]],
        "claims": {way: [*one.claims[way]] for way in BOTH},
        "evidence": {way: one.behind[way].to_json() for way in BOTH},
    }


@dataclass(frozen=True, slots=True)
class Contradictions(Displayed):
    """The answer to ``contradictions``."""

    rows: tuple[Contradiction, ...]
    differences: ReadDifferently
    """Of every belief, those without a row among them."""
    note: str | None = None
    numbers_hidden: bool = False

    def to_json(self) -> list[Value]:
        """Return the rows as an array of objects."""
        return [row.to_json() for row in self.rows]


@no_collection()
def contradictions(
    evidence: Evidence,
    *,
    about: Collection[str] | None = None,
    inferred: bool = False,
    opposites: bool = True,
) -> Contradictions:
    """Return every belief with something against it, sorted by id; with ``about`` only of these.

    For a belief b

    - *for*: named studies of b; *against*: studies of contradicting statements, and contributing studies of review
      findings that summarise b as a whole with relation opposite. A study in both is *mixed* and in neither;
    - *no effect*: named studies of claims from b that say it has no effect on something;
    - *opposite held*: named studies of the belief that is declared its exact opposite;
    - *claims both ways*: what b is said to encourage and to discourage, with the named studies of either. Claims
      about the exact opposite of a behaviour count for that behaviour too, turned, unless ``opposites`` is False.

    A belief is a row if any of the last four or against is not empty; what is read differently
    (:class:`.differences.Difference`) makes no row, and is listed for every belief in ``differences``.

    How many studies are against a belief depends on how many asked for it and on who coded denials: a coder who
    codes only what is said makes a library without contradictions.

    Examples
    --------
    >>> from beliefgraph.graph.evidence import Coding, End, Evidence, Quote
    >>> found = contradictions(Evidence(
    ...     quotes={"q1": Quote(id="q1", study="s1"), "q2": Quote(id="q2", study="s2")},
    ...     codings=(Coding(quote="q1", belief="fear"), Coding(quote="q2", belief="fear", contradicts=True)),
    ...     ends={"fear": End(id="fear", kind="Subtheme", label="Fear of blame")},
    ... ))
    >>> row = found.rows[0]
    >>> row.studies_for, row.studies_against, row.said_against.quotes
    (('s1',), ('s2',), ('q2',))
    """
    told = statements_by_belief(evidence, inferred=inferred)
    said = beliefs(evidence, inferred=inferred, told=told)
    effects = _effects(evidence, said_of_pairs(evidence, inferred=inferred, opposites=opposites))
    texts = _Texts(evidence, told, said)
    differences = Differences(evidence, inferred=inferred)
    rows: list[Contradiction] = []
    differing: list[tuple[str, str, Difference]] = []
    for end in sorted(evidence.ends.values(), key=lambda end: end.id):
        if end.kind != "Subtheme" or (about is not None and end.id not in about):
            continue
        of_effects = effects.get(end.id, ())
        read = differences.of(end.id, [one for one in of_effects if one.both_ways])
        differing += [(end.id, end.label, one) for one in read]
        row = _row(evidence, end, said, of_effects)
        if row.against_anything:
            rows.append(_with_texts(row, texts, read))
    return Contradictions(
        rows=tuple(rows),
        differences=ReadDifferently(tuple(differing)),
        numbers_hidden=evidence.numbers_hidden,
    )


def _effects(evidence: Evidence, said: Mapping[tuple[str, str], Sequence[Said]]) -> dict[str, list[Effect]]:
    """Return, by cause, the effects about which claims disagree or see none."""
    found: dict[str, list[Effect]] = {}
    for (cause, effect), several in sorted(said.items(), key=lambda item: item[0]):
        claims: dict[str, list[Claim]] = {}
        for one in several:
            claims.setdefault(one.direction, []).append(one.claim)
        if "no_effect" in claims or len(claims) > 1:
            found.setdefault(cause, []).append(
                Effect(
                    effect,
                    {way: studies_behind(evidence, cause, made).named for way, made in claims.items()},
                    {way: tuple(sorted(claim.id for claim in made)) for way, made in claims.items()},
                    {way: _of_claims(made) for way, made in claims.items()},
                    turned=all(one.turned for one in several),
                )
            )
    return found


def _of_claims(claims: Iterable[Claim]) -> Behind:
    kept = [*claims]
    return Behind(
        quotes=_sorted(quote for claim in kept for quote in claim.quotes),
        findings=_sorted(finding for claim in kept for finding in claim.findings),
        claims=_sorted(claim.id for claim in kept if not (claim.quotes or claim.findings)),
    )


def _sorted(several: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(several)))


def _row(evidence: Evidence, end: End, said: Mapping[str, About], effects: Sequence[Effect]) -> Contradiction:
    about = said.get(end.id, _NOBODY)
    in_favour, against = set(about.studies.named), set(about.against)
    held = {
        other: said[other].studies.named
        for other in sorted(evidence.opposites.get(end.id, ()))
        if other in said and said[other].studies.named
    }
    return Contradiction(
        belief=end.id,
        label=end.label,
        studies_for=tuple(sorted(in_favour - against)),
        studies_against=tuple(sorted(against - in_favour)),
        studies_mixed=tuple(sorted(in_favour & against)),
        no_effect=tuple(one for one in effects if "no_effect" in one.claims),
        opposite_held=held,
        claims_both_ways=tuple(one for one in effects if one.both_ways),
    )


class _Texts:
    """Gathers what is held for and against beliefs."""

    def __init__(
        self, evidence: Evidence, told: Mapping[str, Sequence[Statement]], said: Mapping[str, About]
    ) -> None:
        self._told = told
        self._said = said
        self._claims = {claim.id: claim for claim in evidence.claims if not claim.quotes}
        self._against: dict[str, list[Finding]] = {}
        for finding in evidence.findings.values():
            if finding.review is not None:
                for belief, link in finding.beliefs.items():
                    if link.relation == "opposite":
                        self._against.setdefault(belief, []).append(finding)

    def held_for(self, belief: str) -> Behind:
        """Return what is held for a belief."""
        statements = [one for one in self._told.get(belief, ()) if not one.contradicts]
        return self._behind(statements, self._said.get(belief, _NOBODY).studies.reported)

    def held_against(self, belief: str) -> Behind:
        """Return what is held against a belief; review findings that say the opposite of it in part are shown too."""
        entries = (reported(finding, belief) for finding in self._against.get(belief, ()))
        statements = [one for one in self._told.get(belief, ()) if one.contradicts]
        return self._behind(statements, tuple(sorted(entries, key=lambda entry: entry.order)))

    def _behind(self, statements: Iterable[Statement], entries: tuple[Reported, ...]) -> Behind:
        by_kind: dict[str, set[str]] = {"Quote": set(), "Finding": set(), "Claim": set()}
        for one in statements:
            by_kind[one.kind].add(one.source)
        by_kind["Finding"].update(entry.finding for entry in entries if entry.finding is not None)
        of_claims = _of_claims(self._claims[one] for one in by_kind["Claim"])
        findings = _sorted((*by_kind["Finding"], *of_claims.findings))
        return Behind(_sorted(by_kind["Quote"]), findings, of_claims.claims, entries)


def _with_texts(row: Contradiction, texts: _Texts, read: tuple[Difference, ...]) -> Contradiction:
    opposites = [texts.held_for(other) for other in row.opposite_held]
    return replace(
        row,
        said_for=texts.held_for(row.belief),
        said_against=texts.held_against(row.belief),
        said_for_opposite=Behind(
            quotes=_sorted(one for held in opposites for one in held.quotes),
            findings=_sorted(one for held in opposites for one in held.findings),
            claims=_sorted(one for held in opposites for one in held.claims),
            reported=tuple(entry for held in opposites for entry in held.reported),
        ),
        read_differently=read,
    )

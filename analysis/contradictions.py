"""Beliefs that somebody speaks against, and where reviews or coders read the same study differently.

For and against are never netted: a study that says both stands apart. Silence is not among them; for what it
means see :mod:`.contrast`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..graph.influence import About, Studies, beliefs, said_of_pairs, statements_by_belief, studies_behind
from ..graph.studies import reported
from .differences import Difference, Differences
from .shapes import reported_entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..graph.influence import Claim, End, Evidence, Finding, Reported, Said, Statement
    from ..graph.records import Value

__all__ = ["Behind", "Contradiction", "Contradictions", "Difference", "Effect", "contradictions"]

_NOBODY = About(Studies(), (), ())


@dataclass(frozen=True, slots=True)
class Behind:
    """What is held for or against a belief, by id; the texts are read when they are shown."""

    quotes: tuple[str, ...] = ()
    """Of all kinds."""
    findings: tuple[str, ...] = ()
    """Of reviews and of studies."""
    claims: tuple[str, ...] = ()
    """Without quotes: all that is held of them is who says so."""
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
                }
                for one in self.no_effect
            ],
            "opposite_held": [
                {"belief": other, "studies": [*studies]} for other, studies in self.opposite_held.items()
            ],
            "claims_both_ways": [_both_ways(one) for one in self.claims_both_ways],
            "evidence_for": self.said_for.to_json(),
            "evidence_against": self.said_against.to_json(),
            "read_differently": [one.to_json() for one in self.read_differently],
        }


def _both_ways(one: Effect) -> dict[str, Value]:
    return {
        "effect": one.effect,
        "encourages": [*one.studies["encourages"]],
        "discourages": [*one.studies["discourages"]],
        "claims": {way: [*one.claims[way]] for way in ("encourages", "discourages")},
    }


@dataclass(frozen=True, slots=True)
class Contradictions:
    """The answer to ``contradictions``."""

    rows: tuple[Contradiction, ...]
    differences: tuple[tuple[str, str, Difference], ...] = ()
    """(belief, label, difference): where reviews or coders read the same differently, of every belief, those
    without a row among them."""
    note: str | None = None
    numbers_hidden: bool = False

    def to_json(self) -> list[Value]:
        """Return the rows as an array of objects."""
        return [row.to_json() for row in self.rows]

    def differences_json(self) -> list[Value]:
        """Return what is read differently as an array of objects."""
        return [
            {"belief": belief, "label": label, **one.to_json()} for belief, label, one in self.differences
        ]


def contradictions(evidence: Evidence, *, inferred: bool = False, opposites: bool = True) -> Contradictions:
    """Return every belief with something against it, sorted by id.

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
    findings = _findings_against(evidence)
    differences = Differences(evidence, inferred=inferred)
    rows: list[Contradiction] = []
    differing: list[tuple[str, str, Difference]] = []
    for end in sorted(evidence.ends.values(), key=lambda end: end.id):
        if end.kind != "Subtheme":
            continue
        of_effects = effects.get(end.id, ())
        read = differences.of(end.id, [one for one in of_effects if one.both_ways])
        differing += [(end.id, end.label, one) for one in read]
        row = _row(evidence, end, said, of_effects)
        if row.against_anything:
            about, statements = said.get(end.id, _NOBODY), told.get(end.id, ())
            rows.append(
                replace(
                    row,
                    said_for=_for(statements, about.studies.reported),
                    said_against=_against(statements, findings.get(end.id, ()), end.id),
                    read_differently=read,
                )
            )
    return Contradictions(
        rows=tuple(rows), differences=tuple(differing), numbers_hidden=evidence.numbers_hidden
    )


def _effects(evidence: Evidence, said: Mapping[tuple[str, str], Sequence[Said]]) -> dict[str, list[Effect]]:
    """Return, by cause, the effects about which claims disagree or see none; of each what every direction holds."""
    found: dict[str, list[Effect]] = {}
    for (cause, effect), several in sorted(said.items()):
        claims: dict[str, list[Claim]] = {}
        for one in several:
            claims.setdefault(one.direction, []).append(one.claim)
        if "no_effect" in claims or len(claims) > 1:
            studies = {way: studies_behind(evidence, cause, made).named for way, made in claims.items()}
            ids = {way: tuple(sorted(claim.id for claim in made)) for way, made in claims.items()}
            found.setdefault(cause, []).append(Effect(effect, studies, ids))
    return found


def _findings_against(evidence: Evidence) -> dict[str, list[Finding]]:
    """Return the review findings that say the opposite, in whole or in part, by what they summarise."""
    found: dict[str, list[Finding]] = {}
    for finding in evidence.findings.values():
        if finding.review is not None:
            for belief, link in finding.beliefs.items():
                if link.relation == "opposite":
                    found.setdefault(belief, []).append(finding)
    return found


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


def _for(statements: Sequence[Statement], entries: tuple[Reported, ...]) -> Behind:
    return _behind([one for one in statements if not one.contradicts], entries)


def _against(statements: Sequence[Statement], findings: Sequence[Finding], belief: str) -> Behind:
    """Return what is held against a belief; review findings that say the opposite of it in part are shown too."""
    entries = sorted((reported(finding, belief) for finding in findings), key=lambda entry: entry.order)
    return _behind([one for one in statements if one.contradicts], tuple(entries))


def _behind(statements: Iterable[Statement], entries: tuple[Reported, ...]) -> Behind:
    by_kind: dict[str, set[str]] = {"Quote": set(), "Finding": set(), "Claim": set()}
    for one in statements:
        by_kind[one.kind].add(one.source)
    by_kind["Finding"].update(entry.finding for entry in entries if entry.finding is not None)
    quotes, findings, claims = (tuple(sorted(by_kind[kind])) for kind in ("Quote", "Finding", "Claim"))
    return Behind(quotes, findings, claims, entries)

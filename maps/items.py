"""The evidence cards of a panel: one quote, finding or claim with all that is needed to find it again.

A card is plain data: ``text`` and lines of ``meta``, and how its edge is drawn. Nothing here is markup; the
page puts every text in as text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..analysis import wording
from ..queries.quoted import QuoteText
from . import words
from .confidential import speaker
from .details import ClaimText, FindingText

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..graph.evidence import Claim, Evidence, Finding
    from ..graph.records import Value
    from ..graph.statements import Roles
    from .details import Details

NO_TEXT = "No text is held for this claim."
UNKNOWN = "The review's studies behind it are not known here."
OUTSIDE = "No study behind it is in this selection; the review's listed studies may be outside of it."
TURNED = {"encourages": "discourages", "discourages": "encourages"}
COUNTED, REPORTED = "counted", "reported"


class Cards:
    """Makes the cards of one map."""

    def __init__(self, evidence: Evidence, details: Details, roles: Roles, *, filtered: bool = False) -> None:
        self._evidence = evidence
        self._details = details
        self._roles = roles
        self._filtered = filtered
        self._coders: dict[tuple[str, str], set[str]] = {}
        for coding in evidence.codings:
            if coding.coder:
                self._coders.setdefault((coding.quote, coding.belief), set()).add(coding.coder)

    def of_claim(self, claim: Claim, effect: str) -> list[dict[str, Value]]:
        """Return a card for everything a claim rests on, towards ``effect``."""
        turned = claim.effect != effect
        direction = TURNED.get(claim.direction, claim.direction) if turned else claim.direction
        lead = [direction.replace("_", " ")]
        notes = self._notes(claim, turned)
        cards = [self.quote(quote, claim.cause, direction, lead, notes) for quote in claim.quotes]
        cards += [
            self.finding(self._evidence.findings[finding], direction, lead, notes)
            for finding in claim.findings
        ]
        if not cards:
            where = self._study(claim.study) if claim.study else wording.named(claim.review or "")
            kind = COUNTED if claim.study else REPORTED
            cards.append(_card(NO_TEXT, kind, direction, [*lead, words.roles(claim.roles), where], notes))
        return cards

    def quote(
        self,
        identifier: str,
        belief: str,
        tone: str = "",
        lead: Iterable[str] = (),
        notes: Iterable[str] = (),
    ) -> dict[str, Value]:
        """Return the card of a quote coded to a belief."""
        quote = self._evidence.quotes[identifier]
        held = self._details.quotes.get(identifier, QuoteText(None))
        who = [self._group(group) for group in quote.groups]
        coders = sorted(self._coders.get((identifier, belief), ()))
        meta = [
            *lead,
            words.roles(self._roles.of_quote(quote)),
            *who,
            speaker(self._evidence, self._details, identifier, "speaker "),
            ", ".join(part for part in (self._study(quote.study), held.locator) if part),
            {"paraphrase": "in other words", "author": "the authors' interpretation"}.get(quote.kind, ""),
            f"coded by {', '.join(coders)}" if coders else "",
        ]
        return _card(held.words, COUNTED, tone, meta, notes)

    def finding(
        self, finding: Finding, tone: str = "", lead: Iterable[str] = (), notes: Iterable[str] = ()
    ) -> dict[str, Value]:
        """Return the card of a finding: its statement, its number as printed, CERQual with the reasons."""
        held = self._details.findings.get(finding.id, FindingText(""))
        meta = [*lead, words.roles(self._roles.of_finding(finding))]
        if finding.study is not None:
            meta += [self._study(finding.study), _said_by(held)]
            return _card(held.statement or NO_TEXT, COUNTED, tone, meta, notes)
        meta += [wording.named(finding.review or ""), *self._reported(finding), _said_by(held)]
        return _card(
            held.statement or NO_TEXT, REPORTED, tone, meta, [*notes, *_judged(held), self._behind(finding)]
        )

    def _reported(self, finding: Finding) -> list[str]:
        found = []
        if finding.reported_studies is not None:
            unit = wording.ONE[finding.reported_unit]
            found.append(f"reported: {wording.many(finding.reported_studies, unit, finding.reported_unit)}")
        elif self._evidence.numbers_hidden:
            found.append(wording.NOT_SHOWN)
        else:
            found.append(wording.NOT_STATED)
        if finding.reported_participants is not None:
            found.append(f"with {wording.many(finding.reported_participants, 'participant')} in all")
        found.append(f"CERQual {finding.confidence}" if finding.confidence else "CERQual none")
        several = sum(link.relation != "opposite" for link in finding.beliefs.values())
        if several > 1:
            found.append(f"a finding that joins {several} beliefs: the number belongs to all together")
        return found

    def _behind(self, finding: Finding) -> str:
        if not finding.contributors:
            return OUTSIDE if self._filtered else UNKNOWN
        listed = ", ".join(self._study(study) for study in finding.contributors)
        where = " of this selection" if self._filtered else ""
        return f"The review lists {wording.studies(len(finding.contributors))}{where}: {listed}."

    def _notes(self, claim: Claim, turned: bool) -> list[str]:
        held = self._details.claims.get(claim.id, ClaimText())
        notes = []
        if turned:
            notes.append(
                f"Said of the opposite, {self._evidence.label(claim.effect)}, which it "
                f"{claim.direction}; turned here."
            )
        if held.as_published:
            notes.append(f"The paper's word: {held.as_published}")
        if held.condition:
            notes.append(f"Said to hold: {held.condition}")
        if held.note:
            notes.append(f"Note: {held.note}")
        if claim.basis == "inferred":
            notes.append("The step is our reading, not printed by the source.")
        if claim.coder and not claim.quotes:
            notes.append(f"Coded by {claim.coder}")
        return notes

    def _group(self, identifier: str) -> str:
        held = self._details.groups.get(identifier)
        if held is None:
            return identifier
        name = held.label or ", ".join(held.profession) or identifier
        return f"{name} (n {held.n})" if held.n is not None else name

    def _study(self, identifier: str) -> str:
        return wording.cite(self._evidence.studies.get(identifier), identifier)


def _card(text: str, kind: str, tone: str, meta: Iterable[str], notes: Iterable[str]) -> dict[str, Value]:
    return {
        "kind": kind,
        "tone": tone,
        "text": text,
        "meta": " · ".join(part for part in meta if part),
        "notes": [note for note in notes if note],
    }


def _said_by(held: FindingText) -> str:
    if held.said_by is None:
        return ""
    of = f" of {held.said_of}" if held.said_of is not None else ""
    return f"said by {held.said_by}{of} {held.unit or ''}".strip()


def _judged(held: FindingText) -> list[str]:
    """Return the judgements as printed; the level is shown by itself, so only reasons and parts are here."""
    reasons = [f"Why: {held.why}"] if held.why else []
    parts = [
        f"{name[:1].upper()}{name[1:]}: {level}{f' ({why})' if why else ''}"
        for name, level, why in held.components
    ]
    return [*reasons, *parts]

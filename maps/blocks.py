"""The blocks of a panel that show evidence: numbers side by side, then the cards behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, cast

from ..analysis import wording
from ..graph.statements import Roles
from .items import COUNTED, REPORTED, Cards

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..graph.evidence import Claim, Coding, Evidence
    from ..graph.influence import Step
    from ..graph.records import Value
    from ..graph.studies import Studies
    from .choose import Choice
    from .details import Details

Block: TypeAlias = "dict[str, Value]"


class Deck:
    """The cards of one map, each once: its panels refer to them by number."""

    def __init__(self) -> None:
        self.cards: list[dict[str, Value]] = []
        self._known: dict[str, int] = {}

    def of_cards(self, cards: Sequence[dict[str, Value]]) -> Block:
        """Refer to cards by number; a quote that stands in several panels is stored once."""
        numbers: list[Value] = []
        for card in cards:
            key = repr(card)
            if key not in self._known:
                self._known[key] = len(self.cards)
                self.cards.append(card)
            numbers.append(self._known[key])
        return {"is": "cards", "cards": numbers}


class Blocks(Deck):
    """Makes the blocks of one map; ``cards`` are shared by all its panels."""

    def __init__(self, evidence: Evidence, choice: Choice, details: Details) -> None:
        super().__init__()
        self._evidence = evidence
        self._choice = choice
        self._claims = {claim.id: claim for claim in evidence.claims}
        self._make = Cards(evidence, details, Roles(evidence), filtered=choice.filtered)
        self._from: dict[str, list[Step]] = {}
        for step in choice.steps:
            self._from.setdefault(step.cause, []).append(step)
        self._codings: dict[str, list[Coding]] = {}
        for coding in evidence.codings:
            self._codings.setdefault(coding.belief, []).append(coding)

    def numbers(self, found: Studies, lead: str) -> list[Block]:
        """Return the three kinds of number, side by side, and the studies that can be named.

        ``lead`` comes first: the same numbers in words, without a full stop.
        """
        counted = wording.studies(len(found.counted)) if found.counted else "No study"
        said = [f"{counted} counted here."]
        if found.listed:
            said.append(f"{wording.studies(len(found.listed))} listed by reviews besides.")
        if found.reported:
            entries = "; ".join(wording.reported_by(self._evidence, entry) for entry in found.reported)
            said.append(f"Reported by reviews: {entries}. Reported numbers are never added up.")
        blocks: list[Block] = [
            {"is": "text", "strong": f"{lead[:1].upper()}{lead[1:]}.", "text": " ".join(said)}
        ]
        if found.counted:
            blocks.append(text(f"Counted: {self.cited(found.counted)}"))
        if found.listed:
            blocks.append(text(f"Listed by reviews: {self.cited(found.listed)}"))
        return blocks

    def of_step(self, step: Step) -> list[Block]:
        """Return the cards of a step: two columns if it is mixed, so that neither side is netted."""
        claims = [self._claims[claim] for claim in step.claims]
        if step.direction != "mixed":
            return self._grouped(claims, step.effect)
        sides = [
            [heading(side), *self._grouped(self._said(claims, step.effect, side), step.effect)]
            for side in ("encourages", "discourages")
        ]
        return [{"is": "two", "left": cast("Value", sides[0]), "right": cast("Value", sides[1])}]

    def _said(self, claims: Iterable[Claim], effect: str, direction: str) -> list[Claim]:
        return [claim for claim in claims if (claim.direction == direction) == (claim.effect == effect)]

    def _grouped(self, claims: Iterable[Claim], effect: str) -> list[Block]:
        cards = [card for claim in claims for card in self._make.of_claim(claim, effect)]
        blocks: list[Block] = []
        for kind, title in ((COUNTED, "Counted here"), (REPORTED, "Reported by a review")):
            held = [card for card in cards if card["kind"] == kind]
            if held:
                blocks += [heading(title, small=True), self.of_cards(held)]
        return blocks

    def without_step(self, end: str) -> list[Block]:
        """Return what is coded to a belief and stands under none of its steps here."""
        under = {quote for step in self._from.get(end, ()) for quote in step.quotes}
        blocks: list[Block] = []
        for contradicts, title in (
            (False, "Also said, without a step shown here"),
            (True, "Says the opposite"),
        ):
            quotes = dict.fromkeys(
                coding.quote
                for coding in self._codings.get(end, ())
                if coding.contradicts == contradicts and coding.quote not in under
            )
            if quotes:
                cards = [self._make.quote(quote, end) for quote in sorted(quotes)]
                blocks += [heading(title), self.of_cards(cards)]
        return blocks

    def of_reviews(self, end: str) -> list[Block]:
        """Return findings of reviews about a belief that stand under none of its steps here."""
        under = {one for step in self._from.get(end, ()) for one in step.findings}
        about = self._choice.about.get(end)
        found = [
            self._evidence.findings[entry.finding]
            for entry in (about.studies.reported if about else ())
            if entry.finding is not None and entry.finding not in under
        ]
        if not found:
            return []
        cards = [self._make.finding(finding) for finding in found]
        return [heading("Also reported by reviews, without a step shown here"), self.of_cards(cards)]

    def cited(self, studies: Iterable[str]) -> str:
        """Return studies as "Pike 2022, To 2022"."""
        return wording.cited(self._evidence, studies)


def panel(title: str, sub: Iterable[str], blocks: Sequence[Block]) -> Block:
    """Return a panel: its title, what stands under it (empty parts are left out), and its blocks."""
    return {
        "title": title,
        "sub": " · ".join(part for part in sub if part),
        "blocks": cast("Value", list(blocks)),
    }


def text(words_: str, strong: str = "") -> Block:
    """Return a paragraph; ``strong`` stands before the rest."""
    return {"is": "text", "strong": strong, "text": words_}


def heading(words_: str, *, small: bool = False) -> Block:
    """Return a heading; ``small`` inside the evidence of one link."""
    return {"is": "heading", "text": words_, "small": small}


def bullets(lines: Iterable[str]) -> Block:
    """Return a list of lines."""
    return {"is": "list", "items": cast("Value", list(lines))}

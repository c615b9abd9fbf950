"""What opens on a gap map: for a cell the studies of every state and their quotes, for a row and a column what is behind.

The blocks are those of :mod:`.panels`, and three more: ``studies``, numbers of names that all panels share,
``cells``, a button for every cell of a row, and ``basis``, one list of blocks for all studies and one for those read
in full. The panel of a cell holds only what is said in it: the studies that are silent are all the others of its
column, and the page lists them, since thousands of cells would repeat them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from ..analysis import wording
from ..analysis.contrast import SAID, STATES
from ..analysis.gaps import shown, shown_in_full
from ..exporters.words_compare import sentences
from ..graph.statements import Roles
from ..graph.studies import usable_claims
from . import gap_words, words
from .blocks import Deck, bullets, heading, panel, text
from .details import Thing
from .items import Cards

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..analysis.columns import Column
    from ..analysis.contrast import Cell
    from ..analysis.gaps import GapRow, Gaps, Shown
    from ..graph.evidence import Claim, Evidence
    from ..graph.records import Value
    from ..graph.statements import Statement
    from .blocks import Block
    from .details import Details
    from .gap_speakers import Speakers

COVERAGE = "coverage"
"""Mark of the coverage sentence."""


SENTENCES = 400
"""Up to so many rows every cell has a sentence to copy; of more, ``contrast --sentence`` gives them."""


def cell_mark(row: int, column: int) -> str:
    """Return the mark of a cell; rows and columns count from 1."""
    return f"cell-{row}-{column}"


class GapPanels:
    """Writes the panels of a gap map; ``cards`` and ``names`` (of studies) are shared by them."""

    def __init__(
        self,
        evidence: Evidence,
        found: Gaps,
        details: Details,
        speakers: Speakers,
        *,
        filtered: bool = False,
        inferred: bool = False,
    ) -> None:
        self._evidence = evidence
        self._found = found
        self._details = details
        self._speakers = speakers
        self._filtered = filtered
        self._claims = {claim.id: claim for claim in evidence.claims}
        self._claims_from: dict[str, list[Claim]] = {}
        for claim in usable_claims(evidence, inferred=inferred):
            self._claims_from.setdefault(claim.cause, []).append(claim)
        self._make = Cards(evidence, details, Roles(evidence), filtered=filtered)
        self._heads = [gap_words.head(column, found.contrast.of) for column in found.columns]
        self._deck = Deck()
        self.cards = self._deck.cards
        self.names = _names(evidence)
        self._place = {study: number for number, study in enumerate(sorted(evidence.studies))}

    def all(self) -> dict[str, Block]:
        """Return the panel of every row and column, of every cell in which anything is told, and of the coverage sentence."""
        panels: dict[str, Block] = {}
        rows = self._found.rows
        said = _sentences(self._found, self._evidence) if len(rows) <= SENTENCES else []
        wide = len(self._found.columns)
        for at, one in enumerate(rows, start=1):
            panels[f"row-{at}"] = self._belief(at, one)
            for place, cell in enumerate(one.row.cells, start=1):
                opened = self._cell(one, cell)
                if said:
                    opened["sentence"] = said[(at - 1) * wide + place - 1]
                if opened:
                    panels[cell_mark(at, place)] = opened
        for place, column in enumerate(self._found.columns, start=1):
            panels[f"column-{place}"] = self._column(place, column)
        panels[COVERAGE] = self._coverage()
        return panels

    def _cell(self, one: GapRow, cell: Cell) -> Block:
        """Return the studies of each state in which something is known, and what puts them there; and what reviews report.

        ``full`` is what puts those of them there that were read in full, of states in which others are too.
        """
        opened: Block = {}
        told: list[Value] = []
        in_full: dict[str, Value] = {}
        for state in STATES:
            studies = cell.told.get(state)
            if studies:
                blocks = self._statements(one.row.belief, cell.column, state, studies)
                told.append([state, self.numbers(studies), cast("Value", blocks)])
                read = studies & cell.column.full
                if read and read != studies:
                    blocks = self._statements(one.row.belief, cell.column, state, read)
                    in_full[state] = cast("Value", blocks)
        if told:
            opened["told"] = told
        if in_full:
            opened["full"] = in_full
        if cell.reported:
            findings = (entry.finding for entry in cell.reported)
            opened["reported"] = cast("Value", self._findings(one.row.belief, findings))
        return opened

    def _statements(self, belief: str, column: Column, state: str, studies: frozenset[str]) -> list[Block]:
        """Return the cards of what puts these studies into a state; silence has none."""
        if state not in (*SAID, "unattributed"):
            return []
        told = self._speakers.of(belief, column, state, studies)
        blocks: list[Block] = []
        for contradicts, title in ((False, "For it"), (True, "Against it")):
            cards = [card for one in told if one.contradicts == contradicts for card in self._card(one)]
            if cards:
                blocks += [heading(title, small=True), self._deck.of_cards(cards)]
        if state == "unattributed":
            blocks += self._findings(belief, self._listing(belief, studies))
        return blocks

    def _listing(self, belief: str, studies: frozenset[str]) -> list[str]:
        """Return the review findings that list one of these studies for a belief alone, or against it.

        They are wholly about it, or summarise nothing else and a claim from it rests on them.
        """
        under = {finding for claim in self._claims_from.get(belief, ()) for finding in claim.findings}
        return [
            finding.id
            for _, finding in sorted(self._evidence.findings.items())
            if finding.review is not None
            and not studies.isdisjoint(finding.contributors)
            and (
                (belief in finding.beliefs and finding.beliefs[belief].part == "whole")
                or (finding.id in under and finding.beliefs.keys() <= {belief})
            )
        ]

    def _card(self, one: Statement) -> list[dict[str, Value]]:
        if one.kind == "Quote":
            return [self._make.quote(one.source, one.belief)]
        if one.kind == "Finding":
            return [self._make.finding(self._evidence.findings[one.source])]
        claim = self._claims[one.source]
        return self._make.of_claim(claim, claim.effect)

    def _findings(self, belief: str, findings: Iterable[str | None]) -> list[Block]:
        cards = []
        for identifier in dict.fromkeys(one for one in findings if one is not None):
            finding = self._evidence.findings[identifier]
            link = finding.beliefs.get(belief)
            opposite = link is not None and link.relation == "opposite"
            cards.append(self._make.finding(finding, lead=["says the opposite"] if opposite else []))
        return [self._deck.of_cards(cards)] if cards else []

    def _belief(self, at: int, one: GapRow) -> Block:
        thing = self._details.things.get(one.row.belief, Thing())
        blocks = [text(thing.definition)] if thing.definition else []
        named = one.studies.named
        blocks.append(
            text(
                f"{wording.studies(len(one.studies.counted))} counted here, "
                f"{len(one.studies.listed)} listed by reviews besides, whoever speaks.",
                f"{wording.studies(len(named))} {'reports' if len(named) == 1 else 'report'} it.",
            )
        )
        blocks += [self._studies(named)] if named else []
        if one.studies.reported:
            entries = "; ".join(wording.reported_by(self._evidence, entry) for entry in one.studies.reported)
            blocks.append(text(f"Reported by reviews: {entries}. Reported numbers are never added up."))
        blocks += [heading("Column by column"), {"is": "cells", "row": at}]
        findings = self._findings(one.row.belief, (entry.finding for entry in one.studies.reported))
        if findings:
            judged = words.confidence(one.studies.reported)
            blocks += [heading(f"Findings of reviews · CERQual: {judged}"), *findings]
        themes = [self._evidence.label(theme) for theme in one.themes]
        kind = "circumstance" if thing.kind == "circumstance" else "belief"
        return panel(one.row.label, [kind, *themes], blocks)

    def _column(self, place: int, column: Column) -> Block:
        name = self._heads[place - 1]
        if not column.sampled:
            never = text(f"No study of this selection sampled it, so that nothing can be said: {name}.")
            return panel(name, gap_words.under(column), [never, *self._beside(place)])
        blocks: list[Block] = []
        for title, studies in (
            ("Read in full", column.full),
            ("Not read in full", column.sampled - column.full),
        ):
            if studies:
                blocks += [heading(f"{title}: {wording.studies(len(studies))}"), self._studies(studies)]
        blocks += [
            heading("Its cells, by the strongest statement in each"),
            {
                "is": "basis",
                "all": cast("Value", self._marks(place, "all that sampled it", shown)),
                "full": cast("Value", self._marks(place, "those read in full", shown_in_full)),
            },
        ]
        return panel(name, gap_words.under(column), [*blocks, *self._beside(place)])

    def _marks(self, place: int, counted: str, look: Callable[[Cell], Shown]) -> list[Block]:
        """Return how many cells of a column are in which state, by one of both denominators."""
        marks = Counter(look(one.row.cells[place - 1]).state for one in self._found.rows)
        lines = [
            f"{gap_words.STATE[state]}: {wording.many(marks[state], 'belief')}"
            for state in gap_words.STATE
            if marks[state]
        ]
        return [text(f"Counted: {counted}."), bullets(lines)]

    def _beside(self, place: int) -> list[Block]:
        """Return how many beliefs reviews report of a column."""
        count = sum(bool(one.row.cells[place - 1].reported) for one in self._found.rows)
        return (
            [text(f"Reviews report {wording.many(count, 'belief')} of it, beside all counts.")]
            if count
            else []
        )

    def _coverage(self) -> Block:
        found = self._found
        blocks: list[Block] = [text(gap_words.SILENCE)]
        caution = gap_words.caution(found)
        blocks += [text(caution)] if caution else []
        if found.behaviour is not None:
            label = self._evidence.label(found.behaviour)
            blocks.append(
                text(
                    f"Rows are the beliefs with a path of at most four steps to “{label}”. The cells count who voices the "
                    "belief, not who says that it leads there."
                )
            )
        blocks += [text(f"{found.contrast.note}.")] if found.contrast.note else []
        if not found.contrast.of_roles:
            blocks.append(
                text("A finding of a review tells of roles only, so that no number of a review is here.")
            )
        if found.left:
            lines = [
                f"{one.row.label} ({wording.studies(len(one.studies.named)) if one.studies.named else 'no named study'})"
                for one in found.left
            ]
            count = wording.many(len(lines), "belief")
            blocks += [heading(f"Left out: {count}, most named studies first"), bullets(lines)]
        else:
            blocks.append(text("Every belief that belongs to the question is a row."))
        if found.missing:
            blocks += [
                heading("Never sampled together"),
                bullets(gap_words.named(values, found.contrast.of) for values in found.missing),
            ]
        return panel("What the map leaves out", [], blocks)

    def numbers(self, studies: Iterable[str]) -> Value:
        """Return studies as their places in ``names``."""
        return [self._place[one] for one in sorted(studies)]

    def _studies(self, studies: Iterable[str]) -> Block:
        return {"is": "studies", "studies": self.numbers(studies)}


def _sentences(found: Gaps, evidence: Evidence) -> list[str]:
    """Return one sentence for every cell shown, row after row."""
    return sentences(replace(found.contrast, rows=tuple(one.row for one in found.rows)), evidence)


def _names(evidence: Evidence) -> list[str]:
    """Return the name of every study, with its id where two share one."""
    names = {study: wording.cite(held, study) for study, held in sorted(evidence.studies.items())}
    times = Counter(names.values())
    return [f"{name} [{study}]" if times[name] > 1 else name for study, name in names.items()]


def _open(mark: str, label: str) -> Block:
    return {"is": "open", "to": mark, "text": label, "tone": ""}

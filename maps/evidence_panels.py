"""The panels of a map of evidence: every box opens the whole text, who said it, where, and what was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..analysis import wording
from ..graph.statements import Roles
from . import words
from .blocks import bullets, heading, panel, text
from .choose import Choice, Coverage
from .evidence_boxes import group_name, kind, marks, people, statement
from .held import CLAIM, DENIES, FINDING, QUOTE, SAYS
from .items import Cards
from .panels import COVERAGE, Panels

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..graph.evidence import Asked, Evidence, Group, Study
    from ..graph.records import Value
    from .blocks import Block
    from .details import Details
    from .held import Held, Leaf
    from .scene import Line

READ = {
    "full": "read in full",
    "partial": "read in part",
    "abstract": "only the abstract was read",
    "secondhand": "known from another paper only",
}
"""What a study's coverage means. Without it nobody knows how much was read."""
STANCE = {SAYS: "supports", DENIES: "contradicts"}


class EvidencePanels:
    """Writes the panels of one map; ``cards`` are shared by them."""

    def __init__(self, evidence: Evidence, held: Held, details: Details) -> None:
        self._evidence = evidence
        self._held = held
        self._details = details
        self._mark = marks(held)
        self._about = Panels(evidence, _alone(held), details)
        self._blocks = self._about.blocks
        self._make = Cards(evidence, details, Roles(evidence), filtered=held.filtered)
        self._claims = {claim.id: claim for claim in evidence.claims}
        self.cards = self._blocks.cards

    def all(self, lines: Iterable[Line]) -> dict[str, Block]:
        """Return the panel of every box and line, and of the coverage sentence."""
        held, mark = self._held, self._mark
        found = {"belief": self._about.belief(held.belief)}
        found |= {mark[leaf.key]: self._leaf(leaf) for leaf in held.leaves}
        found |= {mark["group", group]: self._group(group) for group in held.groups}
        found |= {mark["source", review]: self._review(review) for review in held.reviews}
        found |= {mark["study", study]: self._study(study) for study in held.studies}
        found |= {mark["listed", review]: self._listed(review) for review in held.bundled}
        # A line is no evidence of its own: towards the belief it opens what is said, else who said it.
        found |= {line.id: found[line.start] for line in lines}
        found[COVERAGE] = self._coverage()
        return found

    def _leaf(self, leaf: Leaf) -> Block:
        stances = " and ".join(STANCE[stance] for stance in leaf.stances)
        by = " and ".join(f"to {'support' if stance == SAYS else 'contradict'}" for stance in leaf.stances)
        blocks: list[Block] = [self._blocks.of_cards(self._cards(leaf))]
        blocks.append(self._to("belief", "", f"← {stances}: {self._evidence.label(self._held.belief)}"))
        if len(leaf.stances) > 1:
            blocks.append(text(f"Coders disagree: it was coded {by} the belief."))
        blocks += [self._to("group", group, f"→ {self._group_name(group)}") for group in leaf.groups]
        if leaf.review is not None:
            blocks.append(self._to("source", leaf.review, f"→ {wording.named(leaf.review)}, review"))
        else:
            blocks.append(self._to("study", leaf.study or "", f"→ {self._cite(leaf.study or '')}"))
        title = f"{kind(leaf, self._evidence)} · {wording.named(leaf.review) if leaf.review else self._cite(leaf.study or '')}"
        return panel(f"{title[:1].upper()}{title[1:]}", [stances, leaf.id], blocks)

    def _cards(self, leaf: Leaf) -> list[dict[str, Value]]:
        tone = "discourages" if DENIES in leaf.stances else ""
        if leaf.kind == QUOTE:
            return [self._make.quote(leaf.id, self._held.belief, tone)]
        if leaf.kind == FINDING:
            return [self._make.finding(self._evidence.findings[leaf.id], tone)]
        if leaf.kind == CLAIM:
            claim = self._claims[leaf.id]
            return self._make.of_claim(claim, claim.effect)
        return [
            card
            for claim in self._evidence.claims
            if claim.cause == self._held.belief and claim.review == leaf.review and not claim.findings
            for card in self._make.of_claim(claim, claim.effect)
        ][:1]

    def _group(self, group: str) -> Block:
        held = self._evidence.groups[group]
        facts = [
            f"people: {people(held) or 'number not stated'}",
            f"role: {words.roles(held.roles) or 'not stated'}",
            f"profession: {', '.join(held.profession)}" if held.profession else "",
            f"country: {', '.join(held.country)}" if held.country else "",
        ]
        blocks: list[Block] = [bullets(filter(None, facts))]
        blocks += self._asked(
            [one for one in self._evidence.asked if group in one.groups], "Asked, as the study says"
        )
        blocks.append(self._to("study", held.study, f"→ {self._cite(held.study)}"))
        blocks += self._said("Says here", [leaf for leaf in self._held.leaves if group in leaf.groups])
        return panel(self._group_name(group), ["participant group"], blocks)

    def _study(self, study: str) -> Block:
        told = self._evidence.studies.get(study)
        blocks: list[Block] = [text(told.title)] if told is not None and told.title else []
        blocks.append(bullets(_facts(told)))
        groups = [group for group in self._evidence.groups.values() if group.study == study]
        if groups:
            sampled = [_sampled(group) for group in sorted(groups, key=lambda group: group.id)]
            blocks += [heading("Sampled"), bullets(sampled)]
        else:
            blocks.append(text("Who was sampled is not known here."))
        asked = [one for one in self._evidence.asked if one.study == study]
        blocks += self._asked(asked, "Asked, as the study says")
        if not asked:
            blocks.append(text("Whether it asked about the belief is not known here."))
        blocks += self._said("Says here", [leaf for leaf in self._held.leaves if leaf.study == study])
        listing = [leaf for leaf in self._held.leaves if study in leaf.listed]
        blocks += self._said("Listed by a review for", listing)
        return panel(self._cite(study), ["study", study], blocks)

    def _review(self, review: str) -> Block:
        leaves = [leaf for leaf in self._held.leaves if leaf.review == review]
        title = self._evidence.reviews.get(review)
        blocks = [text(title)] if title else []
        blocks += self._said("Reports here", leaves)
        if review in self._held.bundled:
            blocks.append(self._to("listed", review, "→ studies that it lists"))
        listed = dict.fromkeys(study for leaf in leaves for study in leaf.listed)
        blocks += [
            self._to("study", study, f"→ lists {self._cite(study)}")
            for study in listed
            if ("study", study) in self._mark
        ]
        blocks.append(text("Reported numbers are never added up: reviews may count the same studies."))
        return panel(wording.named(review), ["review", review], blocks)

    def _listed(self, review: str) -> Block:
        several = self._held.bundled[review]
        blocks = [
            text(
                f"{wording.named(review)} names these studies for a finding about this belief alone. "
                "No statement of theirs about it is held here."
            ),
            bullets(self._cite(study) for study in several),
            self._to("source", review, f"← {wording.named(review)}, review"),
        ]
        return panel(f"{wording.studies(len(several))} listed by {wording.named(review)}", ["listed"], blocks)

    def _coverage(self) -> Block:
        left = self._held.left
        blocks: list[Block] = []
        if left:
            blocks.append(
                text(
                    "A map shows at most so many boxes as can be read. One statement of every study stays before a "
                    "second of any, what contradicts before what supports; --all shows every box."
                )
            )
            lines = [
                f"{self._cite(leaf.study) if leaf.study else wording.named(leaf.review or '')}: {kind(leaf, self._evidence)}, "
                f"{leaf.id}"
                for leaf in left
            ]
            blocks += [
                heading(f"Left out: {wording.many(len(left), 'quote or report', 'quotes and reports')}"),
                bullets(lines),
            ]
        else:
            blocks.append(text("Everything that says or denies the belief is on the map."))
        return panel("What the map leaves out", [self._held.sentence], blocks)

    def _said(self, title: str, leaves: Sequence[Leaf]) -> list[Block]:
        if not leaves:
            return []
        return [heading(title), *(self._to(leaf.kind, leaf.id, self._short(leaf)) for leaf in leaves)]

    def _short(self, leaf: Leaf) -> str:
        said = statement(leaf, self._details, self._evidence)
        stances = " and ".join(STANCE[stance] for stance in leaf.stances)
        return f"← {stances}: {said if len(said) <= SHORT else said[:SHORT].rstrip() + '…'}"

    def _asked(self, rows: Iterable[Asked], title: str) -> list[Block]:
        lines = [f"{'asked' if one.asked else 'did not ask'} about {self._topic(one.about)}" for one in rows]
        return [heading(title), bullets(dict.fromkeys(lines))] if lines else []

    def _topic(self, about: str) -> str:
        domain = self._evidence.domains.get(about)
        return self._evidence.label(about) if domain is None else domain.label

    def _group_name(self, group: str) -> str:
        return group_name(self._evidence.groups[group])

    def _cite(self, study: str) -> str:
        return wording.cite(self._evidence.studies.get(study), study)

    def _to(self, sort: str, identifier: str, words_: str) -> Block:
        mark = "belief" if sort == "belief" else self._mark.get((sort, identifier), "")
        return {"is": "open", "to": mark, "text": words_, "tone": ""} if mark else text(words_)


SHORT = 90
"""Characters of a statement on a button; its panel has it whole."""


def _alone(held: Held) -> Choice:
    """Return the belief as a choice of its own, for the panel that all maps share."""
    return Choice(
        title="",
        asked=(held.belief,),
        ends=(held.belief,),
        steps=(),
        about={held.belief: held.about},
        tags=(),
        coverage=Coverage(1, 1, 0, 0, 0, 0),
        left=(),
        limit="",
        filtered=held.filtered,
    )


def _sampled(group: Group) -> str:
    n = f", n = {people(group)}" if people(group) else ""
    return f"{words.roles(group.roles) or 'role not stated'}: {group_name(group)}{n}"


def _facts(study: Study | None) -> list[str]:
    if study is None:
        return ["nothing more is held of it"]
    return [
        f"authors: {study.authors}" if study.authors else "authors not stated",
        f"year: {study.year}" if study.year is not None else "year not stated",
        f"country: {'; '.join(study.country)}" if study.country else "country not stated",
        *([f"setting: {study.setting}"] if study.setting else []),
        f"how much was read: {READ.get(study.coverage or '', 'not known')}",
    ]

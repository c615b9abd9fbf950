"""The map of one belief's evidence: belief, quotes and findings, groups and reviews, studies, from left to right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..analysis import wording
from . import words
from .choose import BOXES
from .confidential import ALL, warning
from .details import details_of
from .drawing import Drawing
from .evidence_boxes import group_name, kind, make, marks, people, statement
from .evidence_facets import evidence_facets
from .evidence_panels import STANCE, EvidencePanels
from .held import CLAIM, DENIES, FINDING, QUOTE, SAYS, hold
from .rows import place_rows

if TYPE_CHECKING:
    from ..graph.evidence import Evidence
    from ..graph.records import Value
    from ..queries.filters import Filters
    from .details import Details, Query
    from .held import Held, Leaf
    from .table import Table

TEXTS = 1
"""Column that is stacked; the others stand level with what they hold."""


def drawing(
    query: Query,
    evidence: Evidence,
    belief: str,
    filters: Filters | None = None,
    *,
    most: int | None = BOXES,
    texts: str = ALL,
) -> Drawing:
    """Return the map of what a belief rests on; parameters and errors as in :mod:`.draw`."""
    held = hold(evidence, belief, filters, boxes=most)
    return of_held(evidence, held, read(query, evidence, held, texts))


def read(query: Query, evidence: Evidence, held: Held, texts: str = ALL) -> Details:
    """Read the texts behind the leaves of a map, and what the belief's own panel shows."""
    every = (*held.leaves, *held.left)
    claims = {claim.id: claim for claim in evidence.claims}
    under = [claims[leaf.id] for leaf in every if leaf.kind == CLAIM]
    under += [claim for claim in evidence.claims if claim.cause == held.belief and claim.review is not None]
    findings = {leaf.id for leaf in every if leaf.kind == FINDING}
    findings |= {finding for claim in under for finding in claim.findings}
    quotes = {leaf.id for leaf in every if leaf.kind == QUOTE}
    quotes |= {coding.quote for coding in evidence.codings if coding.belief == held.belief}
    return details_of(
        query, evidence, (held.belief,), quotes, findings, {claim.id for claim in under}, texts=texts
    )


def of_held(evidence: Evidence, held: Held, details: Details) -> Drawing:
    """Return the drawing of what was chosen."""
    columns, lines = make(evidence, held, details)
    panels = EvidencePanels(evidence, held, details)
    return Drawing(
        title=f"What does “{evidence.label(held.belief)}” rest on?",
        boxes=[box for column in columns for box in column.boxes],
        lines=lines,
        start="belief",
        coverage=held.sentence,
        alt=_alt(evidence, held),
        panels=panels.all(lines),
        cards=panels.cards,
        tables=[_table(evidence, held, details)],
        placed=lambda _, ways: place_rows(columns, ways, TEXTS),
        filtered=held.filtered,
        hidden=evidence.numbers_hidden,
        warning=warning(evidence, details),
        more={"advice": held.advice, "backwards": True, "facets": evidence_facets(evidence, held, lines)},
    )


def _table(evidence: Evidence, held: Held, details: Details) -> Table:
    return {
        "caption": "What says or contradicts the belief, study by study",
        "head": ["What is said", "Kind", "Of the belief", "Who", "Where", "Printed by the review", "CERQual"],
        "rows": [_row(evidence, held, details, leaf) for leaf in held.leaves],
    }


def _row(evidence: Evidence, held: Held, details: Details, leaf: Leaf) -> Value:
    mark = marks(held)
    who = [
        " ".join(
            part for part in (group_name(group), f"(n {people(group)})" if people(group) else "") if part
        )
        for group in (evidence.groups[one] for one in leaf.groups)
    ]
    if leaf.review is not None:
        where, to = wording.named(leaf.review), mark["source", leaf.review]
    else:
        where = wording.cite(evidence.studies.get(leaf.study or ""), leaf.study or "")
        to = mark["study", leaf.study or ""]
    entries = [entry for entry in held.about.studies.reported if entry.finding == leaf.id]
    reported = leaf.kind == FINDING and leaf.review is not None
    return [
        {"text": statement(leaf, details, evidence), "to": mark[leaf.key]},
        {"text": kind(leaf, evidence)},
        {"text": " and ".join(STANCE[stance] for stance in leaf.stances)},
        {"text": "; ".join(who) or "–"},
        {"text": where, "to": to},
        {"text": words.bracket(entries, hidden=evidence.numbers_hidden) or "–" if reported else "–"},
        {"text": (evidence.findings[leaf.id].confidence or "none") if reported else "–"},
    ]


def _alt(evidence: Evidence, held: Held) -> str:
    """Return the text in place of the picture."""
    label = evidence.label(held.belief)
    supporting = sum(SAYS in leaf.stances for leaf in held.leaves)
    denying = sum(DENIES in leaf.stances for leaf in held.leaves)
    named = ", ".join(
        wording.cite(evidence.studies.get(study), study)
        for study in dict.fromkeys(leaf.study for leaf in held.leaves if leaf.study is not None)
    )
    parts = [
        f"Map of evidence. What does “{label}” rest on?",
        f"{held.sentence}.",
        f"{supporting} {'supports' if supporting == 1 else 'support'} it, {denying} {'contradicts' if denying == 1 else 'contradict'} it.",
        f"Studies: {named}." if named else "",
        f"Left out: {wording.many(len(held.left), 'quote or report', 'quotes and reports')}."
        if held.left
        else "",
    ]
    return " ".join(part for part in parts if part)

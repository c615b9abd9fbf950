"""The map of intervention targets: every target, the beliefs it addresses with their rank, the behaviour."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ..analysis.wording import SAID, many
from . import boxes
from .blocks import bullets, heading, text
from .choose import BOXES
from .confidential import ALL, warning
from .details import read_details, read_targets
from .drawing import Drawing
from .facets import facets
from .panels import COVERAGE, Panels
from .table import tables
from .target_choice import NO_TARGET, targeted
from .target_layout import WIDE, place_targets

if TYPE_CHECKING:
    from ..analysis.target_rows import Target as Row
    from ..graph.evidence import Evidence
    from ..graph.records import Value
    from ..queries.filters import Filters
    from .blocks import Block
    from .details import Details, Query
    from .table import Table
    from .target_choice import Targeted

EXPLAINED = (
    "Rank 1 is the belief that most named studies give as a reason, given who was sampled and asked; in brackets the best and the "
    "worst rank when any one study is left out. It says neither that the belief matters most nor that it can be changed."
)


def drawing(
    query: Query,
    evidence: Evidence,
    behaviour: str,
    filters: Filters | None = None,
    *,
    most: int | None = BOXES,
    texts: str = ALL,
) -> Drawing:
    """Return the map of the targets of a behaviour; parameters and errors as in :mod:`.draw`."""
    found = targeted(evidence, behaviour, read_targets(query), filters, boxes=most)
    return of_targets(evidence, found, read_details(query, evidence, found.choice, texts=texts))


def of_targets(evidence: Evidence, found: Targeted, details: Details) -> Drawing:
    """Return the drawing of what was chosen."""
    choice = found.choice
    mark = boxes.marks(choice)
    made, lines = boxes.make(
        evidence, choice, details, {end: note(found, end) for end in choice.ends if end in found.rows}
    )
    for at, tag in enumerate(choice.tags, start=1):
        held = next(place for place, box in enumerate(made) if box.id == f"tag-{at}")
        made[held] = boxes.tag_box(tag, f"tag-{at}", len(tag.beliefs), WIDE)
    panels = Panels(evidence, choice, details)
    shown = panels.all()
    for end in choice.ends:
        if end in found.rows:
            shown[mark[end]] = _first(shown[mark[end]], text(f"{_rank(found.rows[end])}. {EXPLAINED}"))
    limit = [text(choice.limit)] if choice.limit else []
    rest = cast("list[Value]", shown[COVERAGE]["blocks"])[len(limit) :]
    shown[COVERAGE] = {
        **shown[COVERAGE],
        "sub": found.sentence,
        "blocks": [*limit, *_left(evidence, found), *rest],
    }
    return Drawing(
        title=choice.title,
        boxes=made,
        lines=lines,
        start=mark[choice.asked[-1]],
        coverage=found.sentence,
        alt=_alt(evidence, found),
        panels=shown,
        cards=panels.cards,
        placed=lambda made, lines: place_targets(
            made, lines, [mark[end] for end in found.rows if end in mark]
        ),
        tables=[_ranked(evidence, found), *reversed(tables(evidence, choice))],
        filtered=choice.filtered,
        hidden=evidence.numbers_hidden,
        warning=warning(evidence, details),
        more={"advice": _advice(found), "facets": facets(evidence, choice)},
    )


def note(found: Targeted, end: str) -> str:
    """Return what a belief's box says besides its studies: "rank 2 (1–5) · no target here"."""
    words = _rank(found.rows[end])
    words = f"{words[:1].lower()}{words[1:]}"
    return f"{words} · {NO_TARGET}" if end in found.without else words


def _rank(row: Row) -> str:
    """Return the rank as in ``targets``, with its range, or why there is none."""
    if row.rank is None:
        return "Not ranked: the step is our reading" if row.inferred_only else "Not ranked: only reported"
    if row.rank_best is None:
        return f"Rank {row.rank}: too few to say"
    return f"Rank {row.rank} ({row.rank_best}–{row.rank_worst})"


def _ranked(evidence: Evidence, found: Targeted) -> Table:
    """Return the beliefs shown by rank, each with the targets that address it."""
    mark = boxes.marks(found.choice)
    addressing = {
        belief: [tag.targets[0].label for tag in found.choice.tags if belief in tag.beliefs]
        for belief in found.choice.ends
    }
    rows: list[Value] = [
        [
            {"text": _rank(row)},
            {"text": evidence.label(belief), "to": mark[belief]},
            {"text": SAID[row.direction] if row.direction else "–"},
            {"text": f"{len(row.studies.named):,}"},
            {"text": "; ".join(addressing[belief]) or (NO_TARGET if belief in found.without else "–")},
        ]
        for belief, row in found.rows.items()
        if belief in mark
    ]
    return {
        "caption": "Beliefs by rank and the targets that address them",
        "head": ["Rank", "Belief", "What is said", "Named studies", "Targets"],
        "rows": rows,
    }


def _left(evidence: Evidence, found: Targeted) -> list[Block]:
    blocks: list[Block] = []
    if found.cut:
        blocks += [
            heading(f"Left out: {many(len(found.cut), 'target')}"),
            bullets(target.label for target in found.cut),
        ]
    if found.elsewhere:
        blocks += [
            heading(f"Not part of the question: {many(len(found.elsewhere), 'target')}"),
            bullets(f"{target.label} – {reason}" for target, reason in found.elsewhere),
        ]
    hidden = [belief for belief in found.without if belief not in found.choice.ends]
    if hidden:
        blocks += [
            heading(f"Ranked, without a target and not shown: {many(len(hidden), 'belief')}"),
            bullets(f"{evidence.label(belief)}: {_rank(found.rows[belief]).lower()}" for belief in hidden),
        ]
    if found.note:
        blocks.append(text(f"{found.note[:1].upper()}{found.note[1:]}."))
    return blocks


def _advice(found: Targeted) -> str:
    if not found.choice.limit:
        return ""
    return (
        f"This question touches {many(found.choice.coverage.beliefs, 'belief')}. Shown: those that targets address, then the "
        "highest ranked. Narrower: choose a role or a country."
    )


def _alt(evidence: Evidence, found: Targeted) -> str:
    without = [evidence.label(belief) for belief in found.without if belief in found.choice.ends]
    parts = [
        f"Map of intervention targets. {found.choice.title}",
        f"{found.sentence}.",
        f"Ranked highest without a target: {'; '.join(without[:3])}." if without else "",
        f"Left out: {many(len(found.cut), 'target')}, {many(len(found.choice.left), 'belief or behaviour', 'beliefs and behaviours')}."
        if found.cut or found.choice.left
        else "",
    ]
    return " ".join(part for part in parts if part)


def _first(panel: Block, block: Block) -> Block:
    return {**panel, "blocks": [block, *cast("list[Value]", panel["blocks"])]}

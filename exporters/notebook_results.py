"""Results of measures, tables for papers and checks as notebooks show them.

A result is the table that ``--format csv`` writes, with ids in place of citations; ``Library.words`` says the same in
sentences, with every study cited. Everything that comes from a library is escaped.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, cast

from ..analysis.agreement_rows import Agreement
from ..analysis.contrast import Contrast
from ..analysis.differences import ReadDifferently
from ..analysis.loops import Loops
from ..analysis.methods import Methods
from ..analysis.overlap import Overlap
from ..analysis.paths import Paths
from ..analysis.printed import Printed
from ..analysis.quality import Checked
from ..analysis.rests_on import RestsOn
from ..analysis.sensitivity import Sensitivity
from ..analysis.shapes import FOOTER
from ..analysis.targets import Targets
from ..analysis.why import Why
from ..queries.header import Column
from .flat import flat
from .notebook import SAFE, html_table
from .paper.blocks import Heading, table_document
from .paper.methods_document import methods_document
from .paper.page import fragment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..analysis.contradictions import Contradictions
    from .paper.blocks import Block

MOST = 20
"""Rows of each list of a check, pairs of an overlap."""
STYLE = (
    "<style>.beliefgraph-printed th, .beliefgraph-printed td "
    "{ text-align: left !important; vertical-align: top; white-space: pre-line }</style>"
)


def result_html(found: object) -> str:
    """Return a result as HTML for a notebook."""
    if isinstance(found, Printed):
        return _document(table_document(found).blocks)
    if isinstance(found, Methods):
        return _document(methods_document(found).blocks)
    text = _text(found)
    if text is not None:
        return f'<div {SAFE}><pre style="white-space: pre-wrap">{html.escape(text)}</pre></div>'
    result = cast("Contrast | Contradictions | Paths", found)
    rows, names = flat(result)
    if isinstance(found, Contrast):
        # Which studies are silent fills a screen for every belief; the counts beside it say how many they are.
        names = tuple(name for name in names if name != "studies")
    note = getattr(result, "note", None)
    notes = [f"{note[0].upper()}{note[1:]}."] if note else []
    return html_table(rows, [Column(name, "text") for name in names], caption(result), [*notes, FOOTER])


def caption(found: object) -> str:
    """Return what a result is an answer to, in a few words; things are named by id."""
    if isinstance(found, Contrast):
        return f"Who voices what, by {', '.join(found.by)}"
    if isinstance(found, Paths):
        return f"Paths from {found.start} to {found.end}"
    if isinstance(found, Loops):
        return f"Loops around the paths from {found.start} to {found.end}"
    if isinstance(found, RestsOn):
        return f"What the paths from {found.start} to {found.end} rest on"
    if isinstance(found, Targets):
        return f"What is said to lead to {found.behaviour}, by {found.by}"
    if isinstance(found, Why):
        return f"What stands behind a rank for {found.behaviour}"
    if isinstance(found, Sensitivity):
        return f"How far the ranks for {found.behaviour} depend on choices"
    differ = isinstance(found, ReadDifferently)
    return "What coders or reviews read differently" if differ else "For and against"


def _text(found: object) -> str | None:
    """Return those results as text that are several lists, and None for others."""
    from .words_check import agreement_text, check_text
    from .words_overlap import overlap_text

    if isinstance(found, Checked):
        return f"{check_text(found, MOST)}\n\n{FOOTER}"
    if isinstance(found, Agreement):
        return agreement_text(found, MOST)
    return overlap_text(found, MOST) if isinstance(found, Overlap) else None


def _document(blocks: Sequence[Block]) -> str:
    """Return blocks; what stands behind the numbers, an appendix, is folded away."""
    at = next(
        (place for place, one in enumerate(blocks) if isinstance(one, Heading) and one.level > 1), len(blocks)
    )
    rest = fragment(blocks[at:])
    folded = f"<details><summary>Appendix</summary>{rest}</details>" if rest else ""
    return f"<div {SAFE}><div class='beliefgraph-printed'>{STYLE}{fragment(blocks[:at])}{folded}</div></div>"

"""What the page of a belief's evidence filters by: each quote or report by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .evidence_boxes import marks
from .facets import NOT_GRADED, Grounds, offered, written
from .held import DENIES, FINDING, QUOTE, SAYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..graph.evidence import Evidence
    from ..graph.records import Value
    from .facets import Ground
    from .held import Held, Leaf
    from .scene import Line

THINGS = ["quote or report", "quotes and reports"]
WORDS = {SAYS: "supports the belief", DENIES: "contradicts it"}


def evidence_facets(evidence: Evidence, held: Held, lines: Sequence[Line]) -> dict[str, Value]:
    """Return it in the form of :func:`.facets.of_lines`; only lines that say or deny the belief are judged.

    What a group said and where it stands stays as long as one of its quotes does.
    """
    mark, grounds = marks(held), Grounds(evidence)
    number = {mark[leaf.key]: place for place, leaf in enumerate(held.leaves)}
    rests = [_ground(grounds, leaf) for leaf in held.leaves]
    levels = [_levels(evidence, leaf) for leaf in held.leaves]
    told = [line for line in lines if line.style in WORDS]
    styles = {line.style for line in told}
    made: dict[str, Any] = {
        "lines": {
            line.id: {
                "direction": line.style,
                "named": 0,
                "confidence": levels[number[line.start]],
                "claims": [number[line.start]],
            }
            for line in told
        },
        "claims": [{"ends": [place], "grounds": [written(ground)]} for place, ground in enumerate(rests)],
        "values": offered(
            rests,
            [[style, said] for style, said in WORDS.items() if style in styles],
            {level for several in levels for level in several},
            0,
        ),
        "of": {
            "beliefs": len(held.leaves) + len(held.left),
            "claims": 0,
            "filters": held.filters,
            "things": THINGS,
        },
    }
    return made


def _ground(grounds: Grounds, leaf: Leaf) -> Ground:
    if leaf.kind == QUOTE:
        return grounds.of_quote(leaf.id)
    if leaf.kind == FINDING:
        return grounds.of_finding(leaf.id)
    return grounds.bare(leaf.study, leaf.review)


def _levels(evidence: Evidence, leaf: Leaf) -> list[str]:
    if leaf.kind != FINDING or leaf.review is None:
        return []
    return [evidence.findings[leaf.id].confidence or NOT_GRADED]

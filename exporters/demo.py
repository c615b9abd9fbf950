"""What ``beliefgraph demo`` says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..analysis.wording import many

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SHOWN = {
    "Review": ("review", "reviews"),
    "Study": ("study", "studies"),
    "ParticipantGroup": ("participant group", "participant groups"),
    "Quote": ("quote", "quotes"),
    "Subtheme": ("belief", "beliefs"),
    "Finding": ("finding", "findings"),
    "Claim": ("claim", "claims"),
}
"""What is counted, by label, and its name for one and for several."""


def demo_text(counts: Mapping[str, int], paths: str, targets: str, page: Path, command: str) -> str:
    """Return the demo's output: what it holds, the answer, the first targets, the map, what to type next."""
    held = ", ".join(many(counts[label], one, several) for label, (one, several) in SHOWN.items())
    return "\n".join(
        [
            "The demo: imaging for low back pain",
            "Published findings in our own words, each with its citation (demo/SOURCES.md). It is not the data set of any",
            "of the reviews it cites.",
            f"It holds {held}.",
            "",
            "Question: how is fear of litigation said to connect to ordering imaging?",
            "",
            paths,
            "",
            targets,
            "",
            f"The belief map: {page}",
            "",
            "Next:",
            f'  {command} ask evidence-behind-belief --param belief="fear of litigation"',
            f'  {command} targets "order imaging" --by domain',
            f'  {command} map paths "patients expect or press for a scan" "order imaging"',
        ]
    )

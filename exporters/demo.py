"""What ``beliefgraph demo`` says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..analysis.wording import many

if TYPE_CHECKING:
    from pathlib import Path

    from ..graph.report import LoadReport

SHOWN = (
    ("reviews", "review"),
    ("studies", "study"),
    ("groups", "participant group"),
    ("quotes", "quote"),
    ("subthemes", "belief"),
    ("findings", "finding"),
    ("claims", "claim"),
)
SEVERAL = {"study": "studies"}


def demo_text(report: LoadReport, paths: str, targets: str, page: Path, command: str) -> str:
    """Return the demo's output: what was loaded, the answer, the first targets, the map, what to type next."""
    return "\n".join(
        [
            "The demo: imaging for low back pain",
            "Published findings in our own words, each with its citation (demo/SOURCES.md). It is not the data set of any",
            "of the reviews it cites.",
            f"Loaded: {_loaded(report)}.",
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


def _loaded(report: LoadReport) -> str:
    tables = report.sources[0].tables
    return ", ".join(many(tables[table].read, one, SEVERAL.get(one)) for table, one in SHOWN)

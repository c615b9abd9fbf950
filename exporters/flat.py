"""Results as flat rows, for spreadsheets and Markdown: ids of every study beside each number."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..analysis.loops import Loops
    from ..analysis.path_rows import Path
    from ..analysis.paths import Paths
    from ..analysis.rests_on import RestsOn
    from ..analysis.sensitivity import Band, Sensitivity
    from ..analysis.targets import Target, Targets
    from ..analysis.why import Why
    from ..graph.records import Value
    from ..graph.studies import Reported
    from .flat_compare import Compared


def flat(
    found: Compared | Paths | Loops | RestsOn | Targets | Why | Sensitivity,
) -> tuple[list[dict[str, Value]], tuple[str, ...]]:
    """Return the rows of a result with cells of text, numbers and lists only, and their columns in order."""
    from ..analysis.loops import Loops
    from ..analysis.paths import Paths
    from ..analysis.rests_on import RestsOn
    from ..analysis.sensitivity import Sensitivity
    from ..analysis.why import Why
    from .flat_compare import COMPARED, compared

    if isinstance(found, COMPARED):
        return compared(found)
    if isinstance(found, Paths):
        return [_path(path) for path in found.paths], PATH
    if isinstance(found, Loops):
        return [
            {**_path(loop.path), "loop": [*loop.path.path], "kind": loop.kind} for loop in found.loops
        ], LOOP
    if isinstance(found, RestsOn):
        return [found.to_json()], RESTS_ON
    if isinstance(found, Sensitivity):
        return [_band(row) for row in found.rows], (found.by, *BAND)
    if isinstance(found, Why):
        return [*_opened(found)], OPENED
    columns = [name for name in TARGET if name not in _ONLY["belief" if found.by == "domain" else "domain"]]
    return [_target(row) for row in found.rows], tuple(found.by if name == "id" else name for name in columns)


_UNDER = ("support", "told_by", "tellers", "studies", "reported", "countries", "no_shared_setting")
PATH = ("path", "labels", "direction", *_UNDER)
LOOP = ("loop", "labels", "kind", *_UNDER)
RESTS_ON = (
    "from",
    "to",
    "max_steps",
    "count",
    "studies_to_cut",
    "exact",
    "lower_bound",
    "single_points",
    "reason",
)
BAND = (
    "label",
    "rank",
    "rank_highest",
    "highest_under",
    "rank_lowest",
    "lowest_under",
    "unranked_under",
)
OPENED = (
    "rank",
    "row",
    "belief",
    "label",
    "quote",
    "says",
    "study",
    "groups",
    "speaker",
    "kind",
    "text",
    "counted",
    "listed",
    "reported",
    "paths",
)
TARGET = (
    "rank",
    "rank_best",
    "rank_worst",
    "id",
    "label",
    "direction",
    "n_studies",
    "counted",
    "listed",
    "reported",
    "elaboration",
    "beliefs",
    "conflict",
    "reach",
    "direct",
    "emphasis",
    "pareto",
    "roles",
    "confidence",
    "reported_only",
    "inferred_only",
)
_ONLY = {
    "belief": ("reach", "direct", "emphasis", "reported_only", "inferred_only"),
    "domain": ("elaboration", "beliefs"),
}
"""Columns that only rows of one kind have."""


def _path(path: Path) -> dict[str, Value]:
    return {
        "path": [*path.path],
        "labels": [*path.labels],
        "direction": path.direction,
        "support": path.support,
        "told_by": path.told_by,
        "tellers": [*path.tellers],
        "studies": " | ".join(", ".join(step.studies.named) or "none named" for step in path.steps),
        "reported": " | ".join(printed(step.studies.reported) or "none" for step in path.steps),
        "countries": " | ".join(", ".join(setting.countries) or "not known" for setting in path.settings),
        "no_shared_setting": path.no_shared_setting,
    }


def _target(row: Target) -> dict[str, Value]:
    levels = [f"{one.review}: {one.confidence}" for one in row.confidence if one.confidence]
    return {
        "rank": row.rank,
        "rank_best": row.rank_best,
        "rank_worst": row.rank_worst,
        row.by: row.id,
        "label": row.label,
        "direction": row.direction,
        "n_studies": len(row.studies.named),
        "counted": [*row.studies.counted],
        "listed": [*row.studies.listed],
        "reported": printed(row.studies.reported),
        "elaboration": row.elaboration,
        "beliefs": [*row.beliefs],
        "conflict": row.conflict,
        "reach": row.reach,
        "direct": row.direct,
        "emphasis": row.emphasis,
        "pareto": row.pareto,
        "roles": [*row.roles],
        "confidence": [*dict.fromkeys(levels)],
        "reported_only": row.reported_only,
        "inferred_only": row.inferred_only,
    }


def _band(row: Band) -> dict[str, Value]:
    return {name: value for name, value in row.to_json().items() if name != "ranks"}


def _opened(found: Why) -> Iterator[dict[str, Value]]:
    """Yield one row for each quote; one without a quote for a belief that has none."""
    for opened in found.rows:
        for belief in opened.beliefs:
            studies = belief.studies
            common: dict[str, Value] = {
                "rank": opened.row.rank,
                "row": opened.row.id,
                "belief": belief.id,
                "label": belief.label,
                "counted": [*studies.counted],
                "listed": [*studies.listed],
                "reported": printed(studies.reported),
                "paths": " | ".join(" > ".join(path.path) for path in belief.paths),
            }
            yield from ({**common, **quote.to_json()} for quote in belief.quotes)
            if not belief.quotes:
                yield common


def printed(entries: Iterable[Reported]) -> str:
    """Return what reviews print, each by itself: numbers are never added."""
    return "; ".join(
        f"{one.review}: {'?' if one.studies is None else one.studies} {one.unit or 'studies'}"
        f"{' (part of a finding)' if one.part == 'part' else ''}"
        for one in entries
    )

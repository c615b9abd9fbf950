"""Who tells a whole path or loop, in words that name nobody: a speaker or a group is told by the study alone."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ..analysis.wording import cited, many, named

if TYPE_CHECKING:
    from ..analysis.path_rows import Path
    from ..graph.evidence import Evidence


def tellers(evidence: Evidence, path: Path) -> str:
    """Return who tells every step, each of them alone; "" if no one does.

    "De Silva 2020", "one speaker in Pike 2022", "a speaker each in Adams 2010, Brown 2012", "each of 3 groups in Adams
    2010, Brown 2012" if a study has several of them, "a finding of Hall 2019".
    """
    if path.told_by == "stitched":
        return ""
    if path.told_by == "finding":
        reviews = dict.fromkeys(named(evidence.findings[one].review or one) for one in path.tellers)
        return f"a finding of {', '.join(reviews)}"
    if path.told_by == "study":
        return cited(evidence, path.tellers)
    of = _of_group if path.told_by == "group" else _of_speaker
    held = Counter(of(evidence, one) for one in path.tellers)
    where = cited(evidence, held)
    if len(path.tellers) == 1:
        return f"one {path.told_by} in {where}"
    if len(held) == len(path.tellers):
        return f"a {path.told_by} each in {where}"
    return f"each of {many(len(path.tellers), path.told_by)} in {where}"


def _of_group(evidence: Evidence, group: str) -> str:
    return evidence.groups[group].study if group in evidence.groups else group


def _of_speaker(evidence: Evidence, teller: str) -> str:
    """Return the study of ``study:speaker``; either may hold a colon, and no part of the speaker may be shown."""
    parts = teller.split(":")
    starts = [":".join(parts[:count]) for count in range(1, len(parts))]
    return next((start for start in reversed(starts) if start in evidence.studies), starts[0])

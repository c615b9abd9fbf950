"""Checks of CERQual as printed: what is misused or left out. Nothing of it is ever computed here.

What stands in words is found by patterns, which name what they saw, so that a person can judge.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from ..graph.fold import fold
from ..graph.model import COMPONENTS, CONCERNS, CONFIDENCE
from .spots import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .material import Material, Printed

TITLE = 6
"""A statement of at most so many words, without a full stop, looks like a title."""
FEW = 2
"""Studies up to which high or moderate confidence needs a word on adequacy."""

_NUMBER = r"(?:\d+(?:[.,]\d+)?|one|two|three|four|five|six|seven|eight|nine|ten)"
_SCORE = re.compile(
    rf"\bscor(?:e|es|ed|ing)\b|\b{_NUMBER}\s+points?\b|^\W*\d+(?:[.,]\d+)?\W*$"
    r"|\brat(?:ed|ing)\s*(?:of|at|:|=)?\s*\d|\b\d+(?:[.,]\d+)?\s*(?:%|per ?cent\b)"
    r"|\b(?:total|sum|mean|average)\s*(?:of|[:=])\s*\d",
    re.IGNORECASE,
)
_SCORE_COLUMN = re.compile(r"score|points|weight|cerqual|confidence|certainty|grade", re.IGNORECASE)
_TOOL = r"(?:CASP|JBI|COREQ|SRQR|checklist|appraisal|quality)"
_ITEMS = re.compile(
    rf"\b{_NUMBER}\s*(?:/|of|out of)\s*(?:the\s+)?{_NUMBER}\s+(?:{_TOOL}\s+)?(?:items?|criteria|questions|domains)\b"
    rf"|\b{_NUMBER}\s+(?:{_TOOL}\s+)?(?:items?|criteria|questions)\s+(?:were\s+|are\s+)?(?:not\s+)?(?:met|fulfilled|satisfied|unmet)\b"
    rf"|\b{_TOOL}\b\W+(?:\w+\W+){{0,3}}?\d+\s*(?:/|of|out of)\s*\d+\b(?!\s+(?:of\s+)?(?:the\s+)?(?:stud|paper|article|report))"
    rf"|\b\d+\s*(?:/|of|out of)\s*\d+\s+(?:on|in|for|by)\s+(?:the\s+)?{_TOOL}\b",
    re.IGNORECASE,
)
_ADEQUACY = re.compile(
    r"adequa|\brich|\bthin\b|\bsparse|\bfew\b|\bdata saturation|\bsmall number", re.IGNORECASE
)
_OLDER = ("no concerns", "substantial concerns", "no or very minor")
_LEVELS = frozenset(map(fold, (*CONCERNS, *_OLDER, *(f"{level} confidence" for level in CONFIDENCE))))
_CERQUAL = re.compile(r"cerqual|conqual", re.IGNORECASE)
_NAMES = {"confidence": "confidence", **{name: name.replace("_", " ") for name in COMPONENTS}}


def no_explanation(material: Material) -> Iterator[Spot]:
    """Yield the findings rated without a reason."""
    for finding in material.findings:
        if "confidence" in finding.levels and "confidence" not in finding.explanations:
            yield Spot((finding.id,), finding.levels["confidence"])


def component_missing(material: Material) -> Iterator[Spot]:
    """Yield the findings rated without all components, and which are missing."""
    for finding in material.findings:
        missing = [_NAMES[name] for name in COMPONENTS if name not in finding.levels]
        if "confidence" in finding.levels and missing:
            told = "all four" if len(missing) == len(COMPONENTS) else ", ".join(missing)
            yield Spot((finding.id,), f"missing: {told}")


def concern_unexplained(material: Material) -> Iterator[Spot]:
    """Yield the findings with a concern that nobody explains, and in which component."""
    for finding in material.findings:
        bare = [
            f"{_NAMES[name]}: {finding.levels[name]}"
            for name in COMPONENTS
            if finding.levels.get(name, CONCERNS[0]) != CONCERNS[0] and name not in finding.explanations
        ]
        if bare:
            yield Spot((finding.id,), "; ".join(bare))


def own_score(material: Material) -> Iterator[Spot]:
    """Yield the findings with a score in an explanation or in a column of somebody's own."""
    for finding in material.findings:
        seen = [
            f"{_NAMES[name]}: “{_around(text, match)}”"
            for name, text in finding.explanations.items()
            if (match := _SCORE.search(text))
        ]
        seen += [
            f"column {name}: {value}"
            for name, value in finding.columns.items()
            if _SCORE_COLUMN.search(name) and re.fullmatch(r"\W*\d+(?:[.,/]\d+)?\W*", value)
        ]
        if seen:
            yield Spot((finding.id,), "; ".join(seen))


def short_title(material: Material) -> Iterator[Spot]:
    """Yield the rated findings whose statement is no sentence."""
    labels = {fold(end.label) for end in material.evidence.ends.values()}
    for finding in material.findings:
        text = finding.statement.strip()
        short = len(text.split()) <= TITLE and not text.endswith((".", "!", "?", ";"))
        if "confidence" in finding.levels and (short or fold(text.rstrip(".")) in labels):
            yield Spot((finding.id,), f"“{text}”")


def study_rated(material: Material) -> Iterator[Spot]:
    """Yield where a level stands for a study: in an appraisal, at a contribution alone, in a column, in its own finding."""
    for answer in material.answers:
        if _CERQUAL.search(answer.tool) or fold(answer.answer) in _LEVELS:
            yield Spot((answer.study,), f"appraisal {answer.tool}: {answer.answer}")
    rated = {finding.id: finding for finding in material.findings}
    alone: defaultdict[str, list[str]] = defaultdict(list)
    for one in material.concerns:
        finding = rated.get(one.finding)
        if finding is not None and "methodological_limitations" not in finding.levels:
            alone[one.finding].append(f"{one.study} {one.concern}")
    for identifier, studies in alone.items():
        yield Spot((identifier,), f"concerns about {'; '.join(studies)}, and none for the finding")
    for study in material.evidence.studies.values():
        for name, value in study.properties.items():
            if fold(value) in _LEVELS or (_CERQUAL.search(name) and value):
                yield Spot((study.id,), f"column {name}: {value}")
    for finding in material.findings:
        if finding.review is None and finding.levels:
            yield Spot((finding.id,), "a finding of one study is rated")


def items_counted(material: Material) -> Iterator[Spot]:
    """Yield the findings whose methodological limitations are a number of items."""
    for finding in material.findings:
        for name in ("methodological_limitations", "confidence"):
            text = finding.explanations.get(name, "")
            match = _ITEMS.search(text)
            if match:
                yield Spot((finding.id,), f"{_NAMES[name]}: “{_around(text, match)}”")
                break


def few_studies(material: Material) -> Iterator[Spot]:
    """Yield the findings of high or moderate confidence from few studies, if nothing is said about that."""
    for finding in material.findings:
        held = material.evidence.findings.get(finding.id)
        if held is None or finding.levels.get("confidence") not in CONFIDENCE[:2]:
            continue
        many = len(held.contributors) or held.reported_studies
        if many is not None and 0 < many <= FEW and not _on_adequacy(finding):
            yield Spot(
                (finding.id,), f"{finding.levels['confidence']}, {many} {'study' if many == 1 else 'studies'}"
            )


def _on_adequacy(finding: Printed) -> bool:
    """Tell whether anything is said about adequacy: a reason, a concern, or a word in the overall explanation."""
    return (
        "adequacy" in finding.explanations
        or finding.levels.get("adequacy", CONCERNS[0]) != CONCERNS[0]
        or bool(_ADEQUACY.search(finding.explanations.get("confidence", "")))
    )


def _around(text: str, match: re.Match[str]) -> str:
    """Return the words around what was seen."""
    start, end = max(0, match.start() - 30), min(len(text), match.end() + 30)
    return f"{'…' if start else ''}{text[start:end].strip()}{'…' if end < len(text) else ''}"

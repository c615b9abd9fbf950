"""The words and numbers of a gap map: one wording for the page, its panels and the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..analysis.attributes import ROLE, STUDY
from ..analysis.contrast import NEVER_SAMPLED
from ..analysis.gaps import UNKNOWN, read_in_full, shown
from ..analysis.wording import many, studies
from . import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..analysis.columns import Column
    from ..analysis.contrast import Cell, Contrast
    from ..analysis.gaps import Gaps
    from ..graph.evidence import Evidence
    from ..graph.studies import Reported

STATE = {
    "voiced": "voiced",
    "contradicted": "the opposite voiced",
    "both": "voiced and the opposite",
    "unattributed": "nobody can tell whose view",
    "asked_not_reported": "asked, not reported",
    "not_reported": "not reported, read in full",
    "not_asked": "not asked",
    "not_known": "not known",
    NEVER_SAMPLED: "never sampled",
}
"""A state in a few words, as they stand behind a number of studies."""
MEANS = {
    "voiced": "People of this column say it.",
    "contradicted": "People of this column say that it is not so.",
    "both": "People of this column say it, and say that it is not so.",
    "unattributed": "The study speaks of it without telling as whose view, or a review lists the study for it or against it.",
    "asked_not_reported": "The study says that it asked about it, and does not report it.",
    "not_asked": "The study says that it did not ask about it.",
    "not_reported": "Read in full, and silent. Whether it was asked is not known.",
    "not_known": "Not read in full, so that its silence says nothing.",
}
"""What a state means for the studies that are in it."""
SILENCE = "A study that does not report a belief says nothing against it."
OPPOSITE = "opp."
"""Stands before the numbers of findings that say the opposite of the belief."""
LEGEND = {
    "voiced": "voiced: by 2 of 6 studies that sampled the column",
    "contradicted": "the opposite is voiced",
    "both": "both: 2 studies voice it, 1 the opposite, of 6",
    "unattributed": "spoken of, nobody can tell as whose view",
    "asked_not_reported": "asked, and not reported",
    "not_reported": "read in full, and not reported",
    UNKNOWN: "not asked, or not known: its silence says nothing",
    NEVER_SAMPLED: "never sampled",
}
"""What each mark means, in the order of the legend."""
LEGEND_SHORT = {
    "voiced": "voiced in",
    "contradicted": "the opposite voiced in",
    "both": "both in",
    "unattributed": "spoken of without telling as whose view in",
    "asked_not_reported": "asked and not reported in",
    "not_reported": "read in full and not reported in",
    UNKNOWN: "not asked or not known in",
    NEVER_SAMPLED: "never sampled for",
}
"""The same before a number of beliefs."""
SAMPLE = {
    "voiced": "2/6",
    "contradicted": "1/6",
    "both": "2|1",
    "unattributed": "1/6",
    "asked_not_reported": "0/6",
    "not_reported": "0/6",
    UNKNOWN: "?",
    NEVER_SAMPLED: "····",
}
"""What stands in the mark in the legend; the two sides of "both" with a line between them."""


def title(found: Gaps, evidence: Evidence) -> str:
    """Return the question that a gap map answers."""
    way = "" if found.behaviour is None else f" on the way to “{evidence.label(found.behaviour)}”"
    return f"{_asks(found.contrast)}{way}{_by(found.contrast)}, and where is silence?"


def contrast_title(found: Contrast, only: str | None = None) -> str:
    """Return the question of contrast bars: of several beliefs, or of ``only`` one by its label."""
    if only is None:
        return f"{_asks(found)}{_by(found)}, and who is silent?"
    asks = f"Who voices “{only}”" if set(found.of) != {STUDY} else f"Where is “{only}” voiced"
    return f"{asks}{_by(found)}, and who is silent?"


def _asks(found: Contrast) -> str:
    return "Who voices which belief" if set(found.of) != {STUDY} else "Where is which belief voiced"


def _by(found: Contrast) -> str:
    """Return what the columns are, where they are not roles alone."""
    return "" if found.of_roles else f", by {' and '.join(one.replace('_', ' ') for one in found.by)}"


def head(column: Column, of: Sequence[str]) -> str:
    """Return the name of a column: "Clinicians", "Clinicians · Canada"."""
    return named(column.values, of)


def named(values: Sequence[str], of: Sequence[str]) -> str:
    """Return the values of a column as its name."""
    return " · ".join(value(one, kind) for kind, one in zip(of, values, strict=True))


def value(given: str, of: str) -> str:
    """Return one value of a column as a heading: a role in the plural, anything else as it is written."""
    if of != ROLE:
        return given
    name = words.SEVERAL[given]
    return name[:1].upper() + name[1:]


def under(column: Column) -> tuple[str, str]:
    """Return both denominators of a column: ("10 studies", "7 read in full"); ("never sampled", "")."""
    if not column.sampled:
        return "never sampled", ""
    return studies(len(column.sampled)), f"{len(column.full) or 'none'} read in full"


def bracket(evidence: Evidence, belief: str, entries: Iterable[Reported]) -> str:
    """Return the numbers that reviews print of a role, "(9; 12) (opp. 3)"; empty without any.

    They are beside the studies and never added. Those of findings that say the opposite stand apart.
    """
    sides: dict[bool, list[Reported]] = {False: [], True: []}
    for entry in entries:
        sides[says_opposite(evidence, belief, entry)].append(entry)
    said = words.bracket(sides[False], hidden=evidence.numbers_hidden)
    denied = words.bracket(sides[True], hidden=evidence.numbers_hidden)
    return " ".join(part for part in (said, denied.replace("(", f"({OPPOSITE} ", 1)) if part)


def says_opposite(evidence: Evidence, belief: str, entry: Reported) -> bool:
    """Tell whether the finding of a review says the opposite of a belief."""
    finding = evidence.findings.get(entry.finding or "")
    link = finding.beliefs.get(belief) if finding is not None else None
    return link is not None and link.relation == "opposite"


def cell_words(evidence: Evidence, belief: str, cell: Cell) -> str:
    """Return a cell in words, for whoever does not see its mark.

    "voiced in 2 of 6 studies; 1 asked, not reported; 3 not known; reviews report (9)"
    """
    counts, mark = cell.counts, shown(cell)
    if mark.mark == NEVER_SAMPLED:
        said = [STATE[NEVER_SAMPLED]]
    else:
        first = [f"voiced in {mark.voices}"] if mark.voices else []
        first += [f"the opposite voiced in {mark.denies}"] if mark.denies else []
        if first:
            said = [f"{' and '.join(first)} of {studies(mark.sampled)}"]
            said += [f"{counts['both']} of them both"] if counts["both"] else []
            rest = [state for state in STATE if state not in ("voiced", "contradicted", "both")]
        else:
            said = [f"{STATE[mark.state]}: {counts[mark.state]} of {studies(mark.sampled)}"]
            rest = [state for state in STATE if state != mark.state]
        said += [f"{counts[state]} {STATE[state]}" for state in rest if counts.get(state)]
    printed = bracket(evidence, belief, cell.reported)
    return "; ".join([*said, *([f"reviews report {printed}"] if printed else [])])


def cell_words_in_full(evidence: Evidence, belief: str, cell: Cell) -> str:
    """Return a cell in words of which only the studies read in full are counted; as :func:`cell_words`."""
    if cell.column.sampled and not cell.column.full:
        count = len(cell.column.sampled)
        return (
            "the only study was not read in full"
            if count == 1
            else f"none of {studies(count)} was read in full"
        )
    return cell_words(evidence, belief, read_in_full(cell))


def confidence(reported: Sequence[Reported]) -> str:
    """Return the CERQual words of a belief as printed; a dash if no review reports it."""
    return words.confidence(reported) or "–"


def coverage(found: Gaps, filters: str = "") -> str:
    """Return what of the library a gap map shows, as the sentence under its title."""
    sampled = {study for column in found.columns for study in column.sampled}
    full = {study for column in found.columns for study in column.full}
    total = len(found.rows) + len(found.left)
    parts = [
        f"Shows {len(found.rows):,} of {many(total, 'belief')}",
        f"{studies(len(sampled))} sampled, {len(full) or 'none'} of them read in full",
        filters,
    ]
    return " · ".join(part for part in parts if part)


def caution(found: Gaps) -> str:
    """Return the sentence that must be read before an empty cell is; empty where silence can be trusted a little."""
    if any(column.full for column in found.columns):
        return ""
    return "No study was read in full: unless a study says that it asked, silence is no evidence here."

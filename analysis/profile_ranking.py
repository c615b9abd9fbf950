"""A ranking of domains or beliefs as papers on the TDF print it: joint ranks, n (%), elaboration, mixed."""

from __future__ import annotations

import shlex
from collections import Counter
from typing import TYPE_CHECKING

from .citing import Citer
from .printed import NUMBER, Column, Opened, Printed, Row
from .profile_words import reported_cell
from .shapes import FOOTER
from .wording import many

if TYPE_CHECKING:
    from ..graph.evidence import Evidence
    from ..queries.paper_texts import Texts
    from .target_rows import Target
    from .targets import Targets

_SAY = {"encourages": "encourage", "discourages": "discourage", "mixed": "both"}


def ranking(found: Targets, evidence: Evidence, texts: Texts) -> Printed:
    """Return a ranking as a table; rows of one rank share it ("2="), rows without a rank follow with the reason."""
    citer = Citer(evidence, texts)
    behind = {
        study
        for row in found.rows
        if not (row.reported_only or row.inferred_only)
        for study in row.studies.named
    }
    times = Counter(row.rank for row in found.rows)
    domains = found.by == "domain"
    rows, appendix = [], []
    for number, row in enumerate(found.rows, 1):
        shared = row.rank is not None and times[row.rank] > 1
        rank = f"{row.rank}{'=' if shared else ''}" if row.rank is not None else _why(row)
        named = row.studies.named
        beliefs = "; ".join(evidence.label(one) for one in row.beliefs)
        cells = [
            str(number),
            rank,
            row.label,
            _share(len(named), len(behind)),
            str(row.elaboration if domains else row.reach),
            "yes" if row.conflict else "no",
            _SAY.get(row.direction or "", "–"),
            _range(row),
            beliefs or "–" if domains else reported_cell(evidence, row.studies.reported, citer) or "–",
        ]
        rows.append(Row(tuple(cells)))
        if named:
            citer.studies(named)
            appendix.append(
                Opened(str(number), f"{row.id or row.label}: named studies", named, _opens(found, row))
            )
        if row.beliefs:
            appendix.append(
                Opened(str(number), f"{row.id or row.label}: beliefs", row.beliefs, _opens(found, row))
            )
    what = "domains" if domains else "beliefs"
    return Printed(
        title=f"Ranking of {what} said to lead to “{evidence.label(found.behaviour)}”",
        columns=(
            Column(NUMBER, 3),
            Column("Rank", 9),
            Column("Domain" if domains else "Belief", 24),
            Column("Studies, n (%)", 10),
            Column("Elaboration" if domains else "Reach", 11),
            Column("Mixed", 7),
            Column("Said to", 11),
            Column("Rank, each study left out", 12),
            Column("Beliefs" if domains else "Reported (as printed)", 34),
        ),
        rows=tuple(rows),
        notes=(f"{found.note[0].upper()}{found.note[1:]}.",) if found.note else (),
        below=(
            f"n: named studies, counted and listed; % of the {many(len(behind), 'named study', 'named studies')} behind this table. Joint ranks are marked =. "
            + (
                "Elaboration: number of ranked beliefs in the domain. Mixed: one of its beliefs is in conflict, or some encourage "
                "and some discourage."
                if domains
                else "Reach: the fewest studies on any step of its best supported path. Mixed: somebody in the selection contradicts the belief, or "
                "its step is said both ways."
            ),
            FOOTER,
        ),
        appendix=tuple(appendix),
        references=citer.references(),
    )


def _why(row: Target) -> str:
    if row.reported_only:
        return "only reported"
    return "step only inferred" if row.inferred_only else "not ranked"


def _share(count: int, of: int) -> str:
    """Return "3 (25)": a whole per cent, halves upwards."""
    return f"{count} ({(200 * count + of) // (2 * of)})" if of else str(count)


def _range(row: Target) -> str:
    if row.rank_best is None or row.rank_worst is None:
        return "–"
    return str(row.rank_best) if row.rank_best == row.rank_worst else f"{row.rank_best} to {row.rank_worst}"


def _opens(found: Targets, row: Target) -> str:
    by = " --by domain" if found.by == "domain" else ""
    why = f" --why {shlex.quote(row.id)}" if row.id is not None else ""
    return f"beliefgraph targets {shlex.quote(found.behaviour)}{by}{why}"

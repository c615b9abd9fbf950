"""Tables that go into the paper: review findings, CERQual judgements, domains, counts, belief statements, rankings.

What is printed is what the library holds. Nothing is judged, summed over findings or filled in: a level that no review
prints is "not graded", a text that may not be shared "text not shared", and no speaker is named whose group has fewer
than five people.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from ..errors import ParameterError
from ..queries.paper_texts import read_paper_texts
from .extracts import Extracts
from .printed import NUMBER, Column, Printed, Row
from .profile_beliefs import belief_statements, counts
from .profile_domains import by_domain
from .profile_findings import evidence_profile, summary_of_findings
from .profile_ranking import ranking
from .shapes import FOOTER

if TYPE_CHECKING:
    from ..graph.evidence import Evidence
    from ..graph.records import Value
    from ..queries.catalogue import Answer
    from ..queries.filters import Filters
    from ..queries.stored import Query
    from .targets import Targets

PROFILES = ("soqf", "evidence-profile", "tdf", "counts")
STATEMENTS = "belief-statements"
"""The table of the question of that name."""


def profile(
    query: Query, evidence: Evidence, as_: str, filters: Filters, behaviour: str | None = None
) -> Printed:
    """Return one of :data:`PROFILES`, or :data:`STATEMENTS`, for a selection.

    - ``soqf``: Summary of Qualitative Findings, the review findings with confidence, explanation and references;
    - ``evidence-profile``: the same findings with the four components of GRADE-CERQual, each with level and reasons;
    - ``tdf``: findings and beliefs by behaviour and domain, with one extract each, and confidence as printed;
    - ``counts``: counted, listed and reported studies side by side, of each belief or of each step to ``behaviour``.

    Raises ParameterError for any other name, and for belief statements of a behaviour.
    """
    if as_ not in (*PROFILES, STATEMENTS):
        raise ParameterError(f"There is no table '{as_}'. Choose one of {', '.join(PROFILES)}.")
    if as_ == STATEMENTS and behaviour is not None:
        raise ParameterError("Belief statements are of all behaviours together. Leave the behaviour out.")
    if as_ in ("tdf", STATEMENTS):
        extracts = Extracts(evidence, inferred=filters.inferred)
        texts = read_paper_texts(query, evidence, quotes=extracts.quotes, groups=extracts.groups)
        made = (
            belief_statements(evidence, texts, extracts, inferred=filters.inferred)
            if as_ == STATEMENTS
            else by_domain(
                evidence,
                texts,
                extracts,
                behaviour,
                inferred=filters.inferred,
                opposites=filters.opposites,
            )
        )
    else:
        texts = read_paper_texts(query, evidence)
        if as_ == "counts":
            made = counts(evidence, texts, behaviour, inferred=filters.inferred, opposites=filters.opposites)
        else:
            make = summary_of_findings if as_ == "soqf" else evidence_profile
            made = make(evidence, texts, behaviour)
    return _with_filters(made, filters)


def printed_ranking(query: Query, evidence: Evidence, found: Targets, filters: Filters) -> Printed:
    """Return a ranking as a table for a paper."""
    return _with_filters(ranking(found, evidence, read_paper_texts(query, evidence)), filters)


def printed_answer(answer: Answer) -> Printed:
    """Return the answer to any question as a table: its columns in their order, its notes under it."""
    rows = tuple(
        Row((str(number), *(_cell(row.get(name)) for name in answer.columns)))
        for number, row in enumerate(answer.rows, 1)
    )
    meanings = "; ".join(f"{one.name}: {one.words}" for one in answer.question.columns if one.words)
    return Printed(
        title=answer.question.question,
        columns=(Column(NUMBER, 3), *(Column(name, _width(name, answer)) for name in answer.columns)),
        rows=rows,
        notes=(answer.selection,) if answer.selection else (),
        below=tuple(
            one
            for one in (
                f"{meanings}." if meanings else "",
                *answer.notes,
                f"Question: {answer.question.name}.",
                FOOTER if answer.counts else "",
            )
            if one
        ),
    )


def _width(name: str, answer: Answer) -> int:
    """Return a width by the longest of the first cells, within bounds."""
    longest = max((len(_cell(row.get(name))) for row in answer.rows[:200]), default=0)
    return min(40, max(8, len(name), longest))


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(map(_cell, value))
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)


def _with_filters(made: Printed, filters: Filters) -> Printed:
    """Put the selection above the table: without it no number can be understood."""
    said = filters.describe()
    return replace(made, notes=(said, *made.notes)) if said else made

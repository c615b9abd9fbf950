"""The gap map: a table of beliefs by role, in which every empty cell says which silence it is.

The numbers are those of :mod:`..analysis.gaps`. The page is one file as the other maps are, with the same policy:
nothing is fetched and only the script written here runs. It draws no network, so that it needs no drawing library.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, cast

from ..analysis.attributes import ROLE
from ..analysis.gaps import MARKS, gaps, shown, shown_in_full
from ..analysis.shapes import FOOTER
from ..queries.filters import Filters
from . import gap_words, html, words
from .confidential import ALL, warning
from .details import details_of
from .gap_panels import COVERAGE, GapPanels
from .gap_speakers import Speakers
from .shown import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..analysis.gaps import GapRow, Gaps, Shown
    from ..graph.evidence import Evidence
    from ..graph.records import Value
    from .details import Details, Query

ROWS = 150
"""Beliefs that a page shows unless all are asked for; a table can be read further than a picture."""
SCRIPTS = ("search.js", "panel.js", "gap.js")
"""In the order in which they need each other; the first two are those of every map."""


def gap_map(
    query: Query,
    evidence: Evidence,
    filters: Filters | None = None,
    behaviour: str | None = None,
    by: str | Sequence[str] = (),
    country: bool = False,
    *,
    most: int | None = ROWS,
    texts: str = ALL,
) -> Page:
    """Return the gap map as one HTML page.

    Parameters
    ----------
    query
        Sends one reading statement; only the texts of what is shown are read.
    filters
        Those that made the evidence.
    behaviour
        Id of a behaviour: only beliefs with a way to it. None: all beliefs.
    by
        Attributes whose values are the columns, such as profession or decade; of several, their combinations. None given:
        the five roles, those that no study sampled among them.
    country
        Split the columns by the country of the studies.
    most
        Rows that are shown, those with most named studies; None shows all.
    texts
        Which quotes show their words: all, paraphrases or none. A quote that may not be shared never does.

    Raises ParameterError for an attribute that does not exist.
    """
    filters = filters or Filters()
    found = gaps(
        evidence,
        by=[by] if isinstance(by, str) else by or (ROLE,),
        country=country,
        behaviour=behaviour,
        most=most,
        inferred=filters.inferred,
        opposites=filters.opposites,
    )
    speakers = Speakers(evidence, found, inferred=filters.inferred)
    details = _details(query, evidence, found, speakers, texts)
    return gap_page(evidence, found, details, speakers, filters)


def gap_page(
    evidence: Evidence, found: Gaps, details: Details, speakers: Speakers, filters: Filters | None = None
) -> Page:
    """Return the page of gaps that were worked out; equal arguments give equal text."""
    filters = filters or Filters()
    panels = GapPanels(
        evidence, found, details, speakers, filtered=bool(filters.used), inferred=filters.inferred
    )
    title, warned = gap_words.title(found, evidence), warning(evidence, details)
    shown_panels = panels.all()
    looks = _Looks()
    rows: list[Value] = [_row(evidence, one, looks) for one in found.rows]
    data: dict[str, Value] = {
        "title": title,
        "coverage": gap_words.coverage(found, filters.describe()),
        "caution": gap_words.caution(found),
        "warning": warned,
        "captions": {"all": _caption(found), "full": _caption(found, " and were read in full")},
        "groups": _groups(found),
        "columns": _columns(found, panels),
        "rows": rows,
        "looks": cast("Value", looks.all),
        "states": {state: [gap_words.STATE[state], means] for state, means in gap_words.MEANS.items()},
        "judged": any(one.studies.reported for one in found.rows),
        "legend": _legend(evidence, found),
        "footer": FOOTER,
        "panels": cast("Value", shown_panels),
        "cards": cast("Value", panels.cards),
        "studies": cast("Value", panels.names),
        "start": COVERAGE,
    }
    text = html.assembled(
        "gap.html", title, [html.own(name) for name in SCRIPTS], html.style_with("gap.css"), data=data
    )
    return Page(text, question=title, warning=warned)


def _details(query: Query, evidence: Evidence, found: Gaps, speakers: Speakers, texts: str) -> Details:
    """Read the texts of everything that a panel shows."""
    told = speakers.all()
    claims = {claim.id: claim for claim in evidence.claims}
    under = [claims[one.source] for one in told if one.kind == "Claim"]
    findings = {one.source for one in told if one.kind == "Finding"}
    findings |= {finding for claim in under for finding in claim.findings}
    beliefs = [one.row.belief for one in found.rows]
    findings |= {
        finding.id for finding in evidence.findings.values() if not finding.beliefs.keys().isdisjoint(beliefs)
    }
    findings |= {entry.finding for one in found.rows for entry in one.studies.reported if entry.finding}
    return details_of(
        query,
        evidence,
        beliefs,
        {one.source for one in told if one.kind == "Quote"},
        findings,
        {claim.id for claim in under},
        texts=texts,
    )


def _caption(found: Gaps, only: str = "") -> str:
    """Return how a cell is read; it is the caption of the table."""
    reported = " In brackets: studies that reviews report, never added." if found.contrast.of_roles else ""
    return f"Studies that voice the belief / studies that sampled the column{only}.{reported}"


def _groups(found: Gaps) -> Value:
    """Return the upper row of headings where columns are combinations: a name and how many columns it spans."""
    if len(found.contrast.by) < 2:
        return []
    return [
        {"text": gap_words.value(first, found.contrast.of[0]), "span": len([*columns])}
        for first, columns in groupby(found.columns, key=lambda column: column.values[0])
    ]


def _columns(found: Gaps, panels: GapPanels) -> Value:
    several = len(found.contrast.by) > 1
    return [
        {
            "text": " · ".join(column.values[1:]) if several else gap_words.head(column, found.contrast.of),
            "whole": gap_words.head(column, found.contrast.of),
            "under": [part for part in gap_words.under(column) if part],
            "sampled": panels.numbers(column.sampled),
            "full": panels.numbers(column.full),
        }
        for column in found.columns
    ]


class _Looks:
    """What cells look like and say, each once: of thousands of cells most are alike."""

    def __init__(self) -> None:
        self.all: list[Value] = []
        self._known: dict[tuple[Shown, str], int] = {}

    def number(self, mark: Shown, said: str) -> int:
        """Return which one it is."""
        if (mark, said) not in self._known:
            self._known[mark, said] = len(self.all)
            self.all.append(
                {
                    "mark": mark.mark,
                    "text": mark.fraction,
                    "sides": [mark.voices, mark.denies, mark.sampled],
                    "doubt": mark.doubt,
                    "words": said,
                }
            )
        return self._known[mark, said]


def _row(evidence: Evidence, one: GapRow, looks: _Looks) -> Value:
    """Return a row; a cell is its looks by either denominator, and what reviews report if they do."""
    belief = one.row.belief
    cells: list[Value] = []
    for cell in one.row.cells:
        of_all = looks.number(shown(cell), gap_words.cell_words(evidence, belief, cell))
        in_full = looks.number(shown_in_full(cell), gap_words.cell_words_in_full(evidence, belief, cell))
        beside = gap_words.bracket(evidence, belief, cell.reported)
        cells.append([of_all, in_full, beside] if beside else [of_all, in_full])
    return {
        "label": one.row.label,
        "theme": evidence.label(one.theme) if one.theme is not None else "",
        "strength": [len(one.studies.named), len(one.studies.reported)],
        "confidence": gap_words.confidence(one.studies.reported),
        "cells": cells,
    }


def _legend(evidence: Evidence, found: Gaps) -> Value:
    """Return what occurs on this map: a mark with its sample and meaning; the pattern of numbers where there are any."""
    cells = [(one, cell) for one in found.rows for cell in one.row.cells]
    there = {shown(cell).mark for _, cell in cells} | {shown_in_full(cell).mark for _, cell in cells}
    entries = [
        {"mark": mark, "sample": gap_words.SAMPLE[mark], "text": gap_words.LEGEND[mark]}
        for mark in MARKS
        if mark in there
    ]
    if any(shown(cell).doubt for _, cell in cells):
        entries.append({"mark": "", "sample": "2?", "text": "silence of 2 of these studies says nothing"})
    written = " ".join(gap_words.bracket(evidence, one.row.belief, cell.reported) for one, cell in cells)
    if written.strip():
        entries.append({"mark": "", "sample": "(12)", "text": "a review reports 12 studies"})
    for sample, inside, text in (
        (f"12{words.PART_MARK}", words.PART_MARK, "of a finding of several beliefs"),
        ("art.", " art.", "articles"),
        (words.NOT_STATED, words.NOT_STATED, "number not stated by the review"),
        (words.NOT_SHOWN, words.NOT_SHOWN, "number not shown under this filter, or more of them"),
        (gap_words.OPPOSITE, gap_words.OPPOSITE, "of a finding that says the opposite"),
    ):
        if inside in written:
            entries.append({"mark": "", "sample": sample, "text": text})
    return cast("Value", entries)

"""Contrast in words, for the screen, and as sentences a reviewer can paste.

Silence is never put as disagreement: every sentence says why a study is silent, as far as it is known.
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from ..analysis.attributes import GROUP, ROLE
from ..analysis.contradictions import Contradictions
from ..analysis.contrast import SAID as SPOKEN
from ..analysis.contrast import STATES, Contrast
from ..analysis.shapes import FOOTER
from ..analysis.wording import cited, reported_by, studies
from ..queries.quoted import read_texts
from .rows import render
from .words import wrapped
from .words_contradictions import contradictions_text, differences_text, texts_shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..analysis.columns import Column
    from ..analysis.contrast import Cell, Row
    from ..analysis.differences import ReadDifferently
    from ..graph.evidence import Evidence
    from ..graph.records import Value
    from ..queries.stored import Query

STATE = {
    "voiced": "voiced",
    "contradicted": "contradicted",
    "both": "both",
    "unattributed": "unattributed",
    "asked_not_reported": "asked, not reported",
    "not_asked": "not asked",
    "not_reported": "not reported",
    "not_known": "not known",
}
MEANS = {
    "voiced": "they say it",
    "contradicted": "they say that it is not so",
    "both": "they say both",
    "unattributed": "the study speaks of it without telling as whose view, or a review lists the study for it or against it",
    "asked_not_reported": "the study asked about it and does not report it",
    "not_asked": "the study says that it did not ask about it",
    "not_reported": "read in full, and silent",
    "not_known": "not read in full, so that its silence says nothing",
}
NAMES = {
    "patient": "patients",
    "clinician": "clinicians",
    "carer": "carers",
    "public": "members of the public",
    "other": "people of other roles",
}
SIDE_BY_SIDE = 3
"""Columns that stand beside each other in a table; of more each belief is a paragraph."""
SILENCE = "A study that does not report the belief says nothing against it."


def compared_text(
    found: Contrast | Contradictions | ReadDifferently, evidence: Evidence, query: Query, notes: str = ""
) -> str:
    """Return a contrast or contradictions as text; ``query`` reads the words of quotes and findings that are shown."""
    if isinstance(found, Contrast):
        return contrast_text(found, evidence, notes)
    if isinstance(found, Contradictions):
        return contradictions_text(found, evidence, read_texts(query, *texts_shown(found)), notes)
    return differences_text(found, evidence, notes)


def contrast_text(found: Contrast, evidence: Evidence, notes: str = "") -> str:
    """Return a contrast as text: one row a belief, or for one belief its sentences and the studies behind them."""
    lines = wrapped(f"Who voices each belief, by {_and(map(_name, found.by))}", "")
    lines += wrapped(notes, "")
    if not found.columns:
        lines += ["", "No study of this selection stands in a column."]
    elif len(found.rows) == 1:
        for sentence, column, cell in zip(
            sentences(found, evidence), found.columns, found.rows[0].cells, strict=True
        ):
            lines += ["", *wrapped(sentence, ""), *_behind_states(column, cell, evidence)]
    else:
        rows = _most_said_first(found.rows)
        lines += ["", *(_denominators(found, column) for column in found.columns), ""]
        if len(found.columns) <= SIDE_BY_SIDE:
            lines.append(render([_line(found, row) for row in rows], _heads(found), "table"))
        else:
            lines += [line for row in rows for line in _paragraph(found, row)]
        lines += ["", *wrapped(_legend(found), "")]
    if found.rows and found.columns:
        lines += ["", *wrapped(_opens(found), "")]
    return "\n".join([*lines, "", *wrapped(FOOTER, "")])


def sentences(found: Contrast, evidence: Evidence) -> list[str]:
    """Return one sentence for every belief and column, belief after belief.

    >>> from beliefgraph.analysis.contrast import contrast
    >>> from beliefgraph.graph.evidence import End, Evidence, Group, Study
    >>> evidence = Evidence(studies={"s": Study(id="s")}, groups={"g": Group(id="g", study="s", roles=("patient",))},
    ...                     ends={"b": End(id="b", kind="Subtheme", label="Fear of blame")})
    >>> sentences(contrast(evidence, roles=["carer"]), evidence)
    ['No study of this selection sampled carers, so that nothing can be said about “Fear of blame”.']
    """
    return [
        _sentence(found, row, column, cell, evidence)
        for row in found.rows
        for column, cell in zip(found.columns, row.cells, strict=True)
    ]


def sentence_rows(found: Contrast, evidence: Evidence) -> list[dict[str, Value]]:
    """Return the sentences as rows: belief, label, column and sentence."""
    places = [(row, column) for row in found.rows for column in found.columns]
    return [
        {"belief": row.belief, "label": row.label, "column": column.key, "sentence": sentence}
        for (row, column), sentence in zip(places, sentences(found, evidence), strict=True)
    ]


def _sentence(found: Contrast, row: Row, column: Column, cell: Cell, evidence: Evidence) -> str:
    whose, which = _people(found, column), _which(found, column)
    if column.sampled:
        count = f"the {studies(1)}" if len(column.sampled) == 1 else studies(len(column.sampled))
        full = f"{len(column.full) or 'none'} read in full"
        said, it = [], f"“{row.label}”"
        for state, number in cell.counts.items():
            if number:
                said.append(_clause(state, number, it, of_people=bool(whose)))
                it = "it"
        text = f"Of {count}{which} ({full}), {'; '.join(said)}."
        if any(cell.counts[state] for state in STATES[4:]):
            text += f" {SILENCE}"
    else:
        text = f"No study of this selection{which.replace(' that', '')}, so that nothing can be said about “{row.label}”."
    if cell.reported:
        entries = "; ".join(reported_by(evidence, entry) for entry in cell.reported)
        text += f" Beside these, reviews report it of {whose}, never added: {entries}."
    return text


def _clause(state: str, number: int, it: str, *, of_people: bool) -> str:
    """Return what ``number`` studies do, "3 report “Fear of blame” as their view"."""
    s, do, are, were = ("s", "does", "is", "was") if number == 1 else ("", "do", "are", "were")
    listed = f"{number} {are} listed by a review for {it} or against it"
    untold = (
        f"{number} speak{s} of {it}, by itself or in the list of a review, without telling whose view it is"
    )
    return {
        "voiced": f"{number} report{s} {it}{' as their view' if of_people else ''}",
        "contradicted": f"{number} report{s} that {f'they contradict {it}' if of_people else f'{it} is contradicted'}",
        "both": f"{number} report{s} {it} as voiced and as contradicted",
        "unattributed": untold if of_people else listed,
        "asked_not_reported": f"{number} asked about {it} and {do} not report it",
        "not_asked": f"{number} say{s} not to have asked about {it}",
        "not_reported": f"{number} {were} read in full and {do} not report {it}",
        "not_known": f"{number} {were} not read in full and {are} not known to report {it}",
    }[state]


def _people(found: Contrast, column: Column) -> str:
    """Return who was sampled, "patients whose profession is “GP”"; empty if the column is of studies alone."""
    parts = [*zip(found.by, found.of, column.values, strict=True)]
    who = next((NAMES[value] for _, of, value in parts if of == ROLE), "")
    told = [f"{_name(name)} is “{value}”" for name, of, value in parts if of == GROUP]
    return f"{who or 'people'} whose {_and(told)}" if told else who


def _which(found: Contrast, column: Column) -> str:
    """Return which studies a column holds, " done in Canada that sampled patients"."""
    parts = [*zip(found.by, found.of, column.values, strict=True)]
    said = ""
    for name, of, value in parts:
        if of not in (ROLE, GROUP):
            said += {
                "country": f" done in {value}",
                "decade": f" published in the {value}",
                "year": f" published in {value}",
            }.get(name, f" whose {_name(name)} is “{value}”")
    people = _people(found, column)
    return f"{said} that sampled {people}" if people else said


def _behind_states(column: Column, cell: Cell, evidence: Evidence) -> Iterator[str]:
    """Yield the studies behind every number of a cell."""
    for state, number in cell.counts.items():
        if number:
            head = f"  {column.key}, {STATE[state]} {number}: "
            yield from wrapped(f"{head.strip()} {cited(evidence, cell.studies(state))}", "  ")


def _denominators(found: Contrast, column: Column) -> str:
    people = "sampled" if any(of in (ROLE, GROUP) for of in found.of) else "there"
    return f"{column.key}: {studies(len(column.sampled))} {people}, {len(column.full)} of them read in full"


def _heads(found: Contrast) -> list[str]:
    return ["belief", *(column.key for column in found.columns)]


def _line(found: Contrast, row: Row) -> dict[str, Value]:
    cells = zip(found.columns, row.cells, strict=True)
    return {"belief": row.label, **{column.key: _cell(cell) for column, cell in cells}}


def _paragraph(found: Contrast, row: Row) -> Iterator[str]:
    """Yield a belief in many columns: those with several states first, the others by their only state."""
    several: list[str] = []
    alone: dict[str, list[str]] = {}
    for column, cell in zip(found.columns, row.cells, strict=True):
        states = [(state, number) for state, number in cell.counts.items() if number]
        if len(states) == 1 and not cell.reported:
            ((state, number),) = states
            alone.setdefault(STATE[state], []).append(f"{column.key} {number}")
        else:
            several.append(f"{column.key}: {_cell(cell)}")
    for state in map(STATE.__getitem__, STATES):
        if state in alone:
            several.append(f"{state}: {', '.join(alone[state])}")
    yield from wrapped(row.label, "")
    yield from wrapped(" | ".join(several), "  ")


def _cell(cell: Cell) -> str:
    """Return the states that are not empty, "voiced 3; not known 2"; and how many review findings name the role."""
    if not cell.column.sampled:
        shown = ["never sampled"]
    else:
        shown = [f"{STATE[state]} {number}" for state, number in cell.counts.items() if number]
    if cell.reported:
        shown.append(f"({len(cell.reported)} reported)")
    return "; ".join(shown).replace("; (", " (")


def _most_said_first(rows: Sequence[Row]) -> list[Row]:
    """Sort rows for reading: what most studies speak about first, then what most speak of at all."""

    def place(row: Row) -> tuple[int, int, int, str, str]:
        spoken = {study for cell in row.cells for state in SPOKEN for study in cell.told.get(state, ())}
        known = {study for cell in row.cells for several in cell.told.values() for study in several}
        printed = sum(len(cell.reported) for cell in row.cells)
        return (-len(spoken), -len(known), -printed, row.label, row.belief)

    return sorted(rows, key=place)


def _legend(found: Contrast) -> str:
    shown = [state for state in STATES if any(cell.counts[state] for row in found.rows for cell in row.cells)]
    parts = [f"{STATE[state]}: {MEANS[state]}" for state in shown]
    if any(cell.reported for row in found.rows for cell in row.cells):
        parts.append("reported: review findings that name the role, in no count")
    return f"Studies. {'; '.join(parts)}." if parts else ""


def _opens(found: Contrast) -> str:
    belief = found.rows[0].belief
    quoted = shlex.quote(f"belief={belief}")
    if len(found.rows) == 1:
        return f"What is held of it: beliefgraph ask evidence-behind-belief --param {quoted}. The ids of all studies: --format json."
    return (
        "The sentence and the studies behind the numbers of one belief: contrast --belief and its name, for example "
        f"--belief {shlex.quote(belief)}. The ids of all studies: --format json."
    )


def _name(name: str) -> str:
    return name.replace("_", " ")


def _and(parts: Iterable[str]) -> str:
    """Join words: "a, b and c"."""
    *several, last = [*parts] or [""]
    return f"{', '.join(several)} and {last}" if several else last

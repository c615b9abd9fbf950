"""Why a row has its rank: its paths, its studies of all three kinds, the groups and the quotes behind its first steps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..errors import ParameterError
from ..graph.fold import fold
from .belief_rows import BeliefRows
from .displayed import Displayed
from .paths import LONGEST
from .shapes import studies_object

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..graph.influence import Evidence, Studies
    from ..graph.records import Value
    from .path_rows import Path
    from .target_rows import Target
    from .targets import Targets

MOST = 10
"""Paths of one belief that are shown."""


@dataclass(frozen=True, slots=True)
class OpenedQuote:
    """One quote behind a belief."""

    id: str
    study: str
    groups: tuple[str, ...]
    kind: str
    speaker: str | None
    against: bool
    """True if it is coded as contradicting the belief."""
    text: str | None = None
    """None until it is read; "text not shared" for one that may not be shown."""

    def to_json(self) -> dict[str, Value]:
        """Return the quote as an object."""
        return {
            "quote": self.id,
            "study": self.study,
            "groups": [*self.groups],
            "kind": self.kind,
            "speaker": self.speaker,
            "says": "against" if self.against else "for",
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class OpenedBelief:
    """What is behind one belief for one behaviour."""

    id: str
    label: str
    studies: Studies
    """studies(b, X): behind the first steps of its paths."""
    against: tuple[str, ...]
    """Studies that speak against the belief."""
    paths: tuple[Path, ...]
    total: int
    """How many paths there are; at most so many if not ``exact``."""
    exact: bool
    reported_only: bool
    """True if none of its paths has named studies throughout; then all are shown, else those that have."""
    findings: tuple[str, ...]
    """Of studies and of reviews, under the claims of its first steps."""
    groups: tuple[str, ...]
    """Whose words the quotes are."""
    quotes: tuple[OpenedQuote, ...]
    """Under the claims of its first steps; then those against the belief."""

    def to_json(self) -> dict[str, Value]:
        """Return the belief as an object."""
        return {
            "belief": self.id,
            "label": self.label,
            "studies": studies_object(self.studies),
            "studies_against": [*self.against],
            "findings": [*self.findings],
            "groups": [*self.groups],
            "quotes": [quote.to_json() for quote in self.quotes],
            "paths": [path.to_json() for path in self.paths],
            "paths_total": self.total,
            "paths_total_exact": self.exact,
        }


@dataclass(frozen=True, slots=True)
class OpenedRow:
    """A row of the ranking and what is behind it: a belief itself, or the ranked beliefs of a domain."""

    row: Target
    beliefs: tuple[OpenedBelief, ...]

    def to_json(self) -> dict[str, Value]:
        """Return the row as an object: as in the ranking, and ``behind``."""
        return {**self.row.to_json(), "behind": [one.to_json() for one in self.beliefs]}


@dataclass(frozen=True, slots=True)
class Why(Displayed):
    """The answer to ``targets BEHAVIOUR --why RANK``."""

    behaviour: str
    by: str
    rows: tuple[OpenedRow, ...]
    """All rows of that rank."""
    note: str | None = None

    def quotes(self) -> Iterator[str]:
        """Yield the ids of the quotes whose words are to be read."""
        return (quote.id for row in self.rows for belief in row.beliefs for quote in belief.quotes)

    def with_texts(self, texts: Mapping[str, str]) -> Why:
        """Return the same with the words of the quotes."""
        return replace(
            self,
            rows=tuple(
                replace(row, beliefs=tuple(_with_texts(belief, texts) for belief in row.beliefs))
                for row in self.rows
            ),
        )

    def to_json(self) -> list[Value]:
        """Return the rows as an array of objects."""
        return [row.to_json() for row in self.rows]


def why(
    evidence: Evidence,
    ranking: Targets,
    which: str,
    *,
    max_steps: int = LONGEST,
    inferred: bool = False,
    opposites: bool = True,
) -> Why:
    """Return what is behind the rows of a ``ranking`` that have a rank, or the row of an id or a label.

    ``evidence`` and the ways to count are those of the ranking. Raises ParameterError if no row is meant.
    """
    rows = _meant(ranking, which.strip())
    found = BeliefRows(evidence, ranking.behaviour, max_steps, inferred=inferred, opposites=opposites)
    held = {row.id: row for row in (*found.ranked(), *found.reported_only())}
    denied = {(one.quote, one.belief) for one in evidence.codings if one.contradicts}
    return Why(
        behaviour=ranking.behaviour,
        by=ranking.by,
        rows=tuple(
            OpenedRow(
                row,
                tuple(
                    _open(evidence, found, held[belief], denied)
                    for belief in (row.beliefs if ranking.by == "domain" else (row.id,))
                    if belief in held
                ),
            )
            for row in rows
        ),
        note=ranking.note,
    )


def _meant(ranking: Targets, which: str) -> list[Target]:
    """Return the rows that are meant: by rank if it is a number and somebody has it, else by id, else by label."""
    if which.isdecimal():
        rows = [row for row in ranking.rows if row.rank == int(which)]
        if rows:
            return rows
    for name in (lambda row: row.id == which, lambda row: fold(row.label) == fold(which)):
        rows = [row for row in ranking.rows if name(row)]
        if rows:
            return rows
    ranks = [row.rank for row in ranking.rows if row.rank is not None]
    has = f"Its ranks go from 1 to {max(ranks)}" if ranks else "Nothing is ranked in it"
    raise ParameterError(
        f"No row of this ranking has the rank, id or label '{which}'. {has}; the same command without --why lists it."
    )


def _open(evidence: Evidence, found: BeliefRows, row: Target, denied: set[tuple[str, str]]) -> OpenedBelief:
    belief = row.id or ""
    # A ranked belief is opened to the paths that count for its rank: those of which every step has named studies.
    strongest = found.finder.strongest(belief, MOST)
    paths = tuple(path for path in strongest.paths if path.support or row.reported_only)
    whole = len(paths) < MOST
    first = [found.steps[belief, there] for there in found.leads[belief]]
    behind = {quote for step in first for quote in step.quotes}
    against = {quote for quote, about in denied if about == belief}
    quotes = [
        OpenedQuote(
            id=id_,
            study=evidence.quotes[id_].study,
            groups=evidence.quotes[id_].groups,
            kind=evidence.quotes[id_].kind,
            speaker=evidence.quotes[id_].speaker,
            against=id_ in against,
        )
        for id_ in (*sorted(behind - against), *sorted(against))
    ]
    return OpenedBelief(
        id=belief,
        label=row.label,
        studies=row.studies,
        against=found.against(belief),
        paths=paths,
        total=len(paths) if whole else strongest.total,
        exact=whole or (strongest.exact and row.reported_only),
        reported_only=row.reported_only,
        findings=tuple(sorted({finding for step in first for finding in step.findings})),
        groups=tuple(sorted({group for quote in quotes for group in quote.groups})),
        quotes=tuple(quotes),
    )


def _with_texts(belief: OpenedBelief, texts: Mapping[str, str]) -> OpenedBelief:
    return replace(belief, quotes=tuple(replace(quote, text=texts.get(quote.id)) for quote in belief.quotes))

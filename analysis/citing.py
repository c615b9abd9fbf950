"""Studies and reviews as author and year, one name for each throughout a table, and the list of what was cited."""

from __future__ import annotations

import shlex
from collections import Counter
from typing import TYPE_CHECKING

from .printed import Reference
from .wording import cite, named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..graph.evidence import Evidence, Study
    from ..queries.paper_texts import ReviewWords, Texts


class Citer:
    """Cites the studies and reviews of one selection, and remembers which."""

    def __init__(self, evidence: Evidence, texts: Texts) -> None:
        self._evidence, self._texts = evidence, texts
        names = {study.id: cite(study, study.id) for study in evidence.studies.values()}
        shared = {name for name, times in Counter(names.values()).items() if times > 1}
        self._names = {
            identifier: f"{name} [{identifier}]" if name in shared else name
            for identifier, name in names.items()
        }
        self._used: dict[str, Reference] = {}

    def studies(self, identifiers: Iterable[str]) -> str:
        """Return studies as "Baker 2006, Pike 2022", by name; two of one name with their ids."""
        found = {identifier: self._names.get(identifier, named(identifier)) for identifier in identifiers}
        for identifier, name in found.items():
            study = self._evidence.studies.get(identifier)
            self._used[f"study {identifier}"] = Reference(name, identifier, full_study(study))
        return ", ".join(sorted(found.values(), key=lambda name: (name.casefold(), name)))

    def review(self, identifier: str) -> str:
        """Return a review by its name."""
        name = named(identifier)
        self._used[f"review {identifier}"] = Reference(
            name, identifier, full_review(self._texts.reviews.get(identifier))
        )
        return name

    def references(self) -> tuple[Reference, ...]:
        """Return what was cited so far, sorted by name."""
        return tuple(sorted(self._used.values(), key=lambda one: (one.cited.casefold(), one.id)))


def full_study(study: Study | None) -> str:
    """Return authors, year, title and doi of a study, as far as they are known."""
    if study is None:
        return "no details known"
    authors = ", ".join(part.strip() for part in (study.authors or "").split(";") if part.strip())
    return _full(authors, study.year, study.title, study.properties.get("doi"))


def full_review(review: ReviewWords | None) -> str:
    """Return a review's own citation, else its title, year and doi, as far as they are known."""
    if review is None:
        return "no details known"
    return review.citation or _full("", review.year, review.title, review.doi)


def _full(authors: str, year: int | None, title: str | None, doi: str | None) -> str:
    head = f"{authors} ({year})" if authors and year else authors or (f"({year})" if year else "")
    parts = [head, (title or "").rstrip("."), f"doi {doi}" if doi else ""]
    return ". ".join(part for part in parts if part) or "no details known"


def opening(question: str, **parameters: str) -> str:
    """Return the command that shows what is behind a number.

    >>> opening("studies-behind-finding", finding="f 1")
    "beliefgraph ask studies-behind-finding --param 'finding=f 1'"
    """
    given = " ".join(f"--param {shlex.quote(f'{name}={value}')}" for name, value in parameters.items())
    return f"beliefgraph ask {question} {given}"

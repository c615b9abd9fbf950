"""How far reviews rest on the same studies: which they share, and the corrected covered area.

A study that three reviews include looks like three. The studies of a review are those it includes and those it
names for a finding, as far as known; of a review without any the list is missing, and what it shares is not known.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from .displayed import Displayed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..graph.evidence import Evidence
    from ..graph.records import Value

MISSING, PART, WHOLE, UNSURE = "missing", "in part", "whole", "no number printed"
_NAMED = 3
"""Pairs that one sentence names."""


@dataclass(frozen=True, slots=True)
class Cover:
    """What some lists have in common: N entries, r different studies, c lists."""

    entries: int
    studies: int
    lists: int

    @property
    def area(self) -> float | None:
        """Return the corrected covered area, (N − r) / (r·c − r); None for fewer than two lists.

        >>> Cover(entries=12, studies=10, lists=2).area
        0.2
        """
        open_cells = self.studies * self.lists - self.studies
        return (self.entries - self.studies) / open_cells if open_cells else None


@dataclass(frozen=True, slots=True)
class Listed:
    """One review and how much of its list of studies is known."""

    review: str
    title: str
    studies: tuple[str, ...] | None
    """None if the list is missing."""
    printed: int | None = None
    """Included studies as the review prints it; None if it does not, or if filters hide printed numbers."""

    @property
    def state(self) -> str:
        """Return whether the list is whole, known in part or missing, as far as its printed number tells."""
        if self.studies is None:
            return MISSING
        if self.printed is None:
            return UNSURE
        return PART if len(self.studies) < self.printed else WHOLE


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reviews, in the order of their ids."""

    reviews: tuple[str, str]
    shared: tuple[str, ...] | None
    """None if it is not known, because a list is missing."""
    cover: Cover | None


@dataclass(frozen=True, slots=True)
class Overlap(Displayed):
    """The answer to ``overlap``."""

    reviews: tuple[Listed, ...]
    pairs: tuple[Pair, ...]
    matrix: Mapping[str, tuple[str, ...]]
    """The reviews of every study of the selection; of some studies none."""
    cover: Cover
    """Over all reviews whose list is not missing."""
    numbers_hidden: bool = False

    def to_json(self) -> dict[str, Value]:
        """Return it as an object; an area is a share of 1."""
        return {
            "reviews": [
                {
                    "review": one.review,
                    "title": one.title,
                    "printed": one.printed,
                    "known": None if one.studies is None else len(one.studies),
                    "list": one.state,
                }
                for one in self.reviews
            ],
            "pairs": [
                {
                    "reviews": [*pair.reviews],
                    "shared": None if pair.shared is None else [*pair.shared],
                    "N": pair.cover.entries if pair.cover else None,
                    "r": pair.cover.studies if pair.cover else None,
                    "corrected_covered_area": pair.cover.area if pair.cover else None,
                }
                for pair in self.pairs
            ],
            "overall": {
                "N": self.cover.entries,
                "r": self.cover.studies,
                "c": self.cover.lists,
                "corrected_covered_area": self.cover.area,
            },
            "matrix": {study: [*reviews] for study, reviews in self.matrix.items()},
        }


def overlap(evidence: Evidence, printed: Mapping[str, int | None] | None = None) -> Overlap:
    """Return which studies the reviews of a selection share.

    Parameters
    ----------
    evidence
        The selection; under filters only its studies are compared.
    printed
        Number of included studies that each review prints.

    Examples
    --------
    >>> from beliefgraph.graph.evidence import Evidence, Study
    >>> found = overlap(Evidence(
    ...     reviews={"r1": "", "r2": "", "r3": ""},
    ...     studies={name: Study(id=name) for name in ("s1", "s2", "s3")},
    ...     included={"r1": ("s1", "s2"), "r2": ("s2", "s3")},
    ... ))
    >>> [(*pair.reviews, pair.shared) for pair in found.pairs]
    [('r1', 'r2', ('s2',)), ('r1', 'r3', None), ('r2', 'r3', None)]
    >>> found.cover.area  # (4 − 3) / (3·2 − 3)
    0.3333333333333333
    """
    numbers = {} if evidence.numbers_hidden else printed or {}
    reviews = sorted(evidence.reviews)
    lists = {review: evidence.included[review] for review in reviews if evidence.included.get(review)}
    held: dict[str, list[str]] = {study: [] for study in sorted(evidence.studies)}
    for review, studies in lists.items():
        for study in studies:
            held.setdefault(study, []).append(review)
    return Overlap(
        reviews=tuple(
            Listed(review, evidence.reviews[review], lists.get(review), numbers.get(review))
            for review in reviews
        ),
        pairs=pairs(reviews, lists),
        matrix={study: tuple(several) for study, several in held.items()},
        cover=cover(lists.values()),
        numbers_hidden=evidence.numbers_hidden,
    )


def cover(lists: Iterable[Sequence[str]]) -> Cover:
    """Return what some lists of studies have in common."""
    kept = [set(one) for one in lists]
    return Cover(sum(map(len, kept)), len(set().union(*kept)), len(kept))


def pairs(reviews: Iterable[str], lists: Mapping[str, Sequence[str]]) -> tuple[Pair, ...]:
    """Return every two reviews and the studies they share."""
    found = []
    for one, other in combinations(sorted(reviews), 2):
        if lists.get(one) and lists.get(other):
            shared = tuple(sorted(set(lists[one]) & set(lists[other])))
            found.append(Pair((one, other), shared, cover((lists[one], lists[other]))))
        else:
            found.append(Pair((one, other), None, None))
    return tuple(found)


def shared_sentence(
    reviews: Iterable[str], lists: Mapping[str, Sequence[str]], *, narrowed: bool = False
) -> str:
    """Return what must stand under a listing that joins several reviews; empty for fewer than two.

    ``narrowed`` says that filters choose studies, so that an empty list may only be empty here.

    >>> lists = {"hall2019": ("s1", "s2"), "pike2021": ("s2",)}
    >>> shared_sentence(["hall2019", "pike2021"], lists)
    'Reviews hall2019 and pike2021 share 1 known study.'
    >>> shared_sentence(["hall2019", "r4"], lists)
    'It is not known how many studies reviews hall2019 and r4 share: the list of r4 is missing.'
    """
    names = sorted(set(reviews))
    if len(names) < 2:
        return ""
    missing = [name for name in names if not lists.get(name)]
    known = [pair for pair in pairs(names, lists) if pair.shared is not None]
    if not known:
        lost = _missing(missing, narrowed=narrowed)
        return f"It is not known how many studies reviews {_and(names)} share: {lost}."
    if len(names) == len(known) + 1 == 2:
        return f"Reviews {_and(names)} share {_many(known[0])}."
    known.sort(key=lambda pair: (-len(pair.shared or ()), pair.reviews))
    told = "; ".join(f"{_and(pair.reviews)} share {_many(pair)}" for pair in known[:_NAMED])
    rest = f"; {len(known) - _NAMED:,} more pairs: beliefgraph overlap" if len(known) > _NAMED else ""
    head = f"Reviews {_and(names)}" if len(names) <= _NAMED else f"These rows join {len(names)} reviews"
    unknown = (
        f" What the others share is not known: {_missing(missing, narrowed=narrowed)}." if missing else ""
    )
    return f"{head}: {told}{rest}.{unknown}"


def reviews_in(result: Value) -> set[str]:
    """Return the reviews that the JSON shape of a result names, at any depth.

    >>> sorted(reviews_in([{"reported": [{"review": "r2"}]}, {"review": "r1"}, {"review": None}]))
    ['r1', 'r2']
    """
    found: set[str] = set()
    waiting: list[Value] = [result]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            if isinstance(review := one.get("review"), str):
                found.add(review)
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return found


def _missing(names: Sequence[str], *, narrowed: bool) -> str:
    shown = _and(names[:_NAMED]) if len(names) <= _NAMED else f"{len(names)} of them"
    if narrowed:
        return f"no study of {shown} is known in this selection"
    return f"the {'list' if len(names) == 1 else 'lists'} of {shown} {'is' if len(names) == 1 else 'are'} missing"


def _and(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _many(pair: Pair) -> str:
    count = len(pair.shared or ())
    return f"{count or 'no'} known {'study' if count == 1 else 'studies'}"

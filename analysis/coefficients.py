"""Coefficients of agreement between coders, by name and publication; the only file that imports NLTK.

NLTK names its measures after a survey. Which published coefficient each of them is was checked with the numbers
printed in the publications (the tests hold them):

- ``kappa_pairwise`` is Cohen's kappa (Cohen 1960) of two coders;
- ``pi`` of several coders, the mean agreement of all pairs against the shared distribution, is the kappa of
  Fleiss (1971), which for two coders is Scott's pi. ``multi_kappa`` is another one (Davies & Fleiss 1982);
- ``alpha`` with its binary distance is Krippendorff's alpha for nominal data, which may have gaps.

NLTK gives 1 where nothing varies; here such a coefficient has no value but a reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    Table = Mapping[tuple[str, ...], int]

MOST = 100_000
"""Units beyond which nothing is computed: NLTK holds every one of them, and takes seconds for as many."""

_CANNOT = "cannot be computed because "


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A value, or the reason why there is none."""

    value: float | None = None
    reason: str | None = None

    @staticmethod
    def none(reason: str) -> Coefficient:
        """Return a coefficient without a value; the reason goes on from "because"."""
        return Coefficient(reason=_CANNOT + reason)


def cohen(table: Table) -> Coefficient:
    """Return Cohen's kappa of two coders; the table says how often the first said the one, the second the other.

    >>> cohen({("yes", "yes"): 1, ("no", "no"): 2, ("yes", "no"): 1}).value
    0.5
    """
    return _coefficient(table, lambda task: task.kappa_pairwise(0, 1))


def fleiss(table: Table) -> Coefficient:
    """Return the kappa of Fleiss (1971); the table says how often units were judged so by as many coders each.

    Which of the coders said what makes no difference.
    """
    return _coefficient(table, lambda task: task.pi())


def alpha(table: Table) -> Coefficient:
    """Return Krippendorff's alpha for nominal data; units may be judged by different numbers of coders.

    A unit that only one coder has judged is left out, as the definition wants. Which of the coders said what makes no
    difference.
    """
    return _coefficient({said: n for said, n in table.items() if len(said) > 1}, lambda task: task.alpha())


def _coefficient(table: Table, compute: Any) -> Coefficient:
    reason = _useless(table)
    if reason is not None:
        return Coefficient.none(reason)
    from nltk.metrics.agreement import AnnotationTask

    # Sorted, so that equal tables give the same digits.
    units = (said for said, n in sorted(table.items()) for _ in range(n))
    task = AnnotationTask(
        [(coder, number, value) for number, said in enumerate(units) for coder, value in enumerate(said)]
    )
    return Coefficient(_clean(compute(task)))


def _useless(table: Table) -> str | None:
    """Return why no coefficient can be computed, if so."""
    units = sum(table.values())
    if not units:
        return "there is nothing that several people judged"
    if units > MOST:
        return (
            f"there are {units:,} units, and at most {MOST:,} are taken; ask with filters, such as --review"
        )
    used = {value for said, n in table.items() if n for value in said}
    if len(used) == 1:
        return f"everybody said '{used.pop()}' each time: where nothing varies, agreement by chance is complete too"
    return None


def _clean(value: float) -> float:
    """Return a coefficient without the noise of floating point, which differs with the order of the units."""
    return round(float(value), 9) + 0.0

"""Filters: a filter is a smaller library.

Every question file has markers ``/* filter: claim c, quote q */`` behind a condition. With filters in use,
:func:`apply` puts ``AND`` and the predicate of each variable there; without, the text stays as it is. The
predicates are those of :mod:`beliefgraph.queries.predicates`. They are complete (a quote's asks for its study
too), but for a coding's and a contribution's: the quote, or the study and the finding, must stand in a marker
of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from ..errors import ParameterError, QuestionError
from ..graph.fold import fold
from ..graph.model import QUOTE_KINDS, ROLES
from .predicates import KINDS, Predicates
from .stored import CHOICES, stored_appraisals, stored_values, stored_years

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..graph.records import Value
    from .stored import Query

_MARKER = re.compile(r"/\*\s*filter:\s*(.*?)\s*\*/", re.DOTALL)
_ITEM = re.compile(r"(\w+)\s+(\w+)")
_APPRAISAL = re.compile(r"\s*[^=\s][^=]*=\s*\S.*")
_RANGE = re.compile(r"\s*(\d{4})\s*(?:[-–]\s*(\d{4})\s*)?")
_PARAMETER = re.compile(r"\$(f_\w+)")

_HIDES_NUMBERS = ("country", "years", "appraisal", "without_study", "role", "profession", "kind", "coder")
"""Filters under which a printed number would still speak of the whole review."""

PRINTED_PROPERTIES = (
    "reported_studies",
    "reported_studies_text",
    "reported_unit",
    "reported_participants",
    "reported_participants_text",
)
"""Numbers that a review prints for a finding, as a number or in the words of the file, and what they count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which part of the library to ask. Empty filters ask the whole of it.

    Several values of one filter mean any of them, of ``appraisal`` all of them, of ``without_study`` none of
    them; several filters mean all. A record without a value for the property is left out. Texts match
    whatever their case, spaces and hyphens. Raises ParameterError for a value that no library can have.
    """

    review: tuple[str, ...] = ()
    """Id or title: that review, its findings, the studies it includes or lists."""
    country: tuple[str, ...] = ()
    """Studies done there."""
    years: tuple[tuple[int, int], ...] = ()
    """Studies published from the first to the second year, ends included."""
    role: tuple[str, ...] = ()
    """Groups with that role, and what is said as that role."""
    profession: tuple[str, ...] = ()
    """Groups of that profession, and their quotes; no findings."""
    kind: tuple[str, ...] = ()
    """Quotes of that kind; no findings."""
    coder: tuple[str, ...] = ()
    """Codings and claims of that coder; no findings."""
    appraisal: tuple[str, ...] = ()
    """Studies with that answer, written ``CASP 8=yes``: tool, item, answer."""
    without_study: tuple[str, ...] = ()
    """All but that study (any id of a joined one)."""
    counted_only: bool = False
    """Leave out what reviews list."""
    inferred: bool = False
    """Count claims that are the coder's own reading too."""
    opposites: bool = True
    """Turn claims about the exact opposite of a behaviour."""

    def __post_init__(self) -> None:
        for name in _TEXTS:
            object.__setattr__(self, name, _texts(name, getattr(self, name)))
        object.__setattr__(self, "years", tuple(_range(given) for given in self.years))
        object.__setattr__(self, "role", tuple(_word("role", given, ROLES) for given in self.role))
        object.__setattr__(self, "kind", tuple(_word("kind", given, QUOTE_KINDS) for given in self.kind))
        for given in self.appraisal:
            if not _APPRAISAL.fullmatch(given):
                raise ParameterError(f"'{given}' is no appraisal. Write tool, item and answer: 'CASP 8=yes'.")

    @property
    def used(self) -> tuple[str, ...]:
        """Return the names of the filters that make the library smaller, in their order."""
        return tuple(
            one.name for one in fields(self) if getattr(self, one.name) and one.name not in _COUNTING
        )

    @property
    def hides_numbers(self) -> bool:
        """Tell whether printed numbers are left out, since they speak of more than the selection."""
        return not set(_HIDES_NUMBERS).isdisjoint(self.used)

    def describe(self) -> str:
        """Return sentences that say what is filtered and counted; empty if nothing is."""
        parts = [words for name in self.used for words in [self._words(name)]]
        sentences = [f"Only {'; '.join(parts)}."] if parts else []
        if self.hides_numbers:
            sentences.append(
                "Numbers that reviews print are left out: they speak of more than this selection."
            )
        if self.inferred:
            sentences.append("Inferred claims count too.")
        if not self.opposites:
            sentences.append("Claims about the opposite behaviour are not turned.")
        return " ".join(sentences)

    def _words(self, name: str) -> str:
        if name == "years":
            shown = " or ".join(f"{a}-{b}" if a != b else str(a) for a, b in self.years)
        elif name == "counted_only":
            return _WORDS[name]
        else:
            shown = _JOIN.get(name, " or ").join(getattr(self, name))
        return _WORDS[name].format(shown)


_TEXTS = ("review", "country", "role", "profession", "kind", "coder", "appraisal", "without_study")
"""Filters whose values are texts."""
_WHOLE = ("review", "appraisal")
"""Filters whose values may hold a semicolon: a title, an answer in free text."""
_COUNTING = ("inferred", "opposites")
"""Choices of how to count; they leave nothing out."""
_JOIN = {"appraisal": " and ", "without_study": ", "}
_WORDS = {
    "review": "review {}",
    "country": "studies from {}",
    "years": "studies published in {}",
    "role": "what is said as {}",
    "profession": "what is said by {}",
    "kind": "quotes of kind {}",
    "coder": "what was coded by {}",
    "appraisal": "studies appraised as {}",
    "without_study": "what remains without study {}",
    "counted_only": "studies whose statement is held, none that a review lists",
}


@dataclass(frozen=True, slots=True)
class Resolved:
    """Filters whose values were looked up in one library."""

    filters: Filters
    parameters: dict[str, Value]
    """Stored values by parameter name, ``f_…``."""

    def predicates(self) -> Predicates:
        """Return the conditions under these filters."""
        return Predicates(self.filters.used, len(self.filters.appraisal))


def resolve(query: Query, filters: Filters) -> Resolved:
    """Look up the stored values that fold to what was asked.

    ``query`` sends a reading statement. Raises UnknownName, which lists the nearest, if the library holds no
    such value. Years without studies, and roles and kinds nobody has, are no mistake: nothing is left then.
    """
    parameters: dict[str, Value] = {}
    for name in CHOICES:
        if asked := getattr(filters, name):
            parameters[f"f_{name}"] = [*stored_values(query, name, asked)]
    if filters.years:
        parameters["f_years"] = [*stored_years(query, filters.years)]
    if filters.role:
        parameters["f_role"] = [*filters.role]
    if filters.kind:
        parameters["f_kind"] = [*filters.kind]
    for number, asked in enumerate(filters.appraisal):
        found = stored_appraisals(query, asked)
        for name, values in zip(("tool", "item", "answer"), found, strict=True):
            parameters[f"f_{name}_{number}"] = [*values]
    return Resolved(filters, parameters)


def apply(text: str, resolved: Resolved) -> tuple[str, dict[str, Value]]:
    """Replace the markers of a question by the predicates of the filters in use.

    Returns the text and the parameters it needs for them. Without filters the text is unchanged. Raises
    QuestionError for a marker that is not a list of kinds and variables.

    Examples
    --------
    >>> from beliefgraph.queries.filters import Filters, Resolved, apply
    >>> text = "MATCH (s:Study) WHERE true /* filter: study s */ RETURN s.id AS study ORDER BY study"
    >>> years = Resolved(Filters(years=((2010, 2020),)), {"f_years": [2012, 2018]})
    >>> apply(text, years)[0]
    'MATCH (s:Study) WHERE true AND s.year IN $f_years RETURN s.id AS study ORDER BY study'
    """
    predicates = resolved.predicates()

    def conditions(marker: re.Match[str]) -> str:
        found = [predicates.of(kind, variable) for kind, variable in marked(marker[1])]
        return " ".join(f"AND {condition}" for condition in found if condition) or marker[0]

    text = _MARKER.sub(conditions, text)
    needed = set(_PARAMETER.findall(text))
    return text, {name: value for name, value in resolved.parameters.items() if name in needed}


def markers(text: str) -> list[tuple[str, str]]:
    """Return every (kind, variable) that stands in a marker of ``text``, in their order."""
    return [item for marker in _MARKER.finditer(text) for item in marked(marker[1])]


def marked(items: str) -> list[tuple[str, str]]:
    """Read the inside of one marker, ``claim c, quote q``. Raises QuestionError if it is anything else."""
    found = []
    for item in items.split(","):
        match = _ITEM.fullmatch(item.strip())
        if match is None or match[1] not in KINDS:
            raise QuestionError(
                f"The filter marker holds '{item.strip()}'. Write a kind and a variable, for example 'quote q'; "
                f"the kinds are {', '.join(KINDS)}."
            )
        found.append((match[1], match[2]))
    return found


def year_range(text: str) -> tuple[int, int]:
    """Read ``2000-2010``, or ``2005`` for one year. Raises ParameterError for anything else."""
    match = _RANGE.fullmatch(text)
    if match is None:
        raise ParameterError(
            f"'{text}' is no range of years. Write the first and the last, for example 2000-2010."
        )
    return _range((int(match[1]), int(match[2] or match[1])))


def _range(given: tuple[int, int]) -> tuple[int, int]:
    first, last = given
    if first > last:
        raise ParameterError(f"The years {first}-{last} end before they begin. Write the earlier year first.")
    return first, last


def _texts(name: str, given: Iterable[str]) -> tuple[str, ...]:
    """Split values at ``;`` and trim them."""
    if isinstance(given, str):
        raise ParameterError(f"The filter {name} takes several values: write ({given!r},) for one.")
    parts = [part.strip() for value in given for part in ([value] if name in _WHOLE else value.split(";"))]
    if not all(parts):
        raise ParameterError(
            f"A value of the filter {name.replace('_', '-')} is empty. Leave the filter out, or give it one."
        )
    return tuple(parts)


def _word(name: str, given: str, allowed: tuple[str, ...]) -> str:
    """Return the canonical word of a closed list, singular."""
    folded = fold(given)
    for word in allowed:
        if folded in (word, f"{word}s"):
            return word
    raise ParameterError(f"There is no {name} '{given}'. It is one of: {', '.join(allowed)}.")

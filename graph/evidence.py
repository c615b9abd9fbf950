"""What the measures compute on: claims, quotes, findings and what they hang on, as plain immutable rows.

The evidence queries (:mod:`beliefgraph.queries.evidence`) read these rows from a library, already
filtered; tests write them by hand. Nothing here knows Cypher or a store. All ids are the user's own;
a study stands under the id it was joined to by SAME_AS. Missing text is None, a missing list empty.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One coded statement that ``cause`` is said to influence ``effect``. Identity is ``id``."""

    id: str
    cause: str
    effect: str
    direction: str
    """encourages, discourages, no_effect or unclear; relative to ``effect``."""
    basis: str = "framed"
    """stated, framed or inferred."""
    roles: tuple[str, ...] = ()
    emphasis: str | None = None
    """main or minor."""
    coder: str | None = None
    quotes: tuple[str, ...] = ()
    """Ids of the quotes under it that are in the selection."""
    findings: tuple[str, ...] = ()
    """Ids of the findings under it, of reviews and of studies, that are in the selection."""
    study: str | None = None
    review: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A piece of text from a study, without the text."""

    id: str
    study: str
    kind: str = "verbatim"
    """verbatim, paraphrase or author; an author's sentence is a statement, not a quote."""
    speaker: str | None = None
    """As the study labels them, trimmed; None if empty."""
    roles: tuple[str, ...] = ()
    """Its own roles only; told roles are computed."""
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """How a finding and a belief belong together (SUMMARISES)."""

    part: str = "whole"
    """whole or part of the finding."""
    relation: str = "same"
    """What the belief is to the finding: same, narrower, broader or opposite."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A statement of a review or of one study's authors; exactly one of ``review`` and ``study`` is given."""

    id: str
    review: str | None = None
    study: str | None = None
    roles: tuple[str, ...] = ()
    confidence: str | None = None
    """GRADE-CERQual level as printed; None if not graded."""
    reported_studies: int | None = None
    """As printed; None if not printed, or hidden by a filter."""
    reported_unit: str = "studies"
    """What ``reported_studies`` counts: studies or articles."""
    reported_participants: int | None = None
    beliefs: Mapping[str, Summary] = field(default_factory=dict)
    """Every belief or theme it summarises."""
    contributors: tuple[str, ...] = ()
    """Studies in the selection that the review lists for it, sorted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """A quote coded as supporting or contradicting a belief or theme."""

    quote: str
    belief: str
    contradicts: bool = False
    coder: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """People sampled in a study."""

    id: str
    study: str
    roles: tuple[str, ...]
    profession: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    """Where they live or work, if the group says so itself."""
    properties: Mapping[str, str] = field(default_factory=dict)
    """Everything else that is told of the group, as text: condition, age, columns of one's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """One primary study, all its joined rows together."""

    id: str
    title: str | None = None
    authors: str | None = None
    year: int | None = None
    coverage: str | None = None
    """full, partial, abstract or secondhand; None = not known."""
    country: tuple[str, ...] = ()
    setting: str | None = None
    data_year: str | None = None
    properties: Mapping[str, str] = field(default_factory=dict)
    """Everything else that is told of the study, as text: design, doi, columns of one's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """A possible end of a claim."""

    id: str
    kind: str
    """Subtheme, Theme or Behaviour."""
    label: str
    aliases: tuple[str, ...] = ()
    sort: str | None = None
    """Of a Subtheme: belief or circumstance."""
    actor: str | None = None
    """Of a Behaviour: who does it."""
    context: str | None = None
    """Of a Behaviour: where and in what circumstances."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A study says whether it asked about a belief, theme or domain."""

    study: str
    about: str
    kind: str
    """What ``about`` is: Subtheme, Theme or Domain; a domain may have the id of a belief."""
    asked: bool
    groups: tuple[str, ...] = ()
    """Who was asked, as far as in the selection; empty: the row speaks of the whole study."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """A domain of the TDF or of another framework."""

    id: str
    label: str
    framework: str | None = None
    version: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One selection of a library: everything in it agrees with the filters, links to the rest are gone."""

    claims: tuple[Claim, ...] = ()
    """Sorted by id; of every basis and direction."""
    quotes: Mapping[str, Quote] = field(default_factory=dict)
    findings: Mapping[str, Finding] = field(default_factory=dict)
    codings: tuple[Coding, ...] = ()
    """In no order."""
    groups: Mapping[str, Group] = field(default_factory=dict)
    studies: Mapping[str, Study] = field(default_factory=dict)
    reviews: Mapping[str, str] = field(default_factory=dict)
    """Title of each review."""
    ends: Mapping[str, End] = field(default_factory=dict)
    """Every belief, theme and behaviour; filters never leave one out."""
    opposites: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Exact opposites of a belief or behaviour, in both directions."""
    mappings: tuple[tuple[str, str], ...] = ()
    """(belief, domain), agreed ones only, each once."""
    domains: Mapping[str, Domain] = field(default_factory=dict)
    asked: tuple[Asked, ...] = ()
    """Sorted by study, about, kind, groups and asked."""
    parents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The themes that a belief or theme is part of, sorted; no entry for one that is part of none."""
    included: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The studies that each review includes or lists for a finding, as far as known, sorted; no entry for none."""
    numbers_hidden: bool = False
    """True if a filter is in use under which printed numbers would mislead; they are None then."""

    def label(self, end: str) -> str:
        """Return the label of a belief, theme or behaviour, or its id if it has none."""
        found = self.ends.get(end)
        return found.label if found else end


def opposites_of(declared: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Return each one's opposites, whichever of the two declares them. Nothing is its own opposite.

    >>> opposites_of([("order", "wait"), ("wait", "wait")])
    {'order': frozenset({'wait'}), 'wait': frozenset({'order'})}
    """
    found: dict[str, set[str]] = {}
    for one, other in declared:
        if one != other:
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
    return {one: frozenset(others) for one, others in found.items()}

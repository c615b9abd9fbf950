"""What agreement is told in: pairs of coders, tables of two by two, disagreements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .displayed import Displayed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..graph.records import Value
    from .coefficients import Coefficient

UNITS = {
    "codings": (
        "One unit is a quote and a belief: every quote that both coders coded at all, with every belief that either of them "
        "used on one of these quotes. 'nothing' means that the coder coded the quote, but not with this belief."
    ),
    "mappings": (
        "One unit is a belief that both people filed under a domain of one framework; they agree if they filed it under the "
        "same domains. Rejected mappings file nothing and are listed apart."
    ),
}
JUDGED = {"codings": "quotes", "mappings": "beliefs"}


@dataclass(frozen=True, slots=True)
class TwoByTwo:
    """Two coders and one answer: how often both, one or neither of them gave it."""

    both: int
    first_only: int
    second_only: int
    neither: int
    kappa: Coefficient

    @property
    def units(self) -> int:
        """Return the number of units."""
        return self.both + self.first_only + self.second_only + self.neither

    @property
    def agree(self) -> int:
        """Return the number of units of which both said the same."""
        return self.both + self.neither

    def to_json(self) -> dict[str, Value]:
        """Return it as an object."""
        return {
            "both": self.both,
            "first_only": self.first_only,
            "second_only": self.second_only,
            "neither": self.neither,
            "units": self.units,
            "agree": self.agree,
            "per_cent": per_cent(self.agree, self.units),
            "cohens_kappa": self.kappa.value,
            "reason": self.kappa.reason,
        }


@dataclass(frozen=True, slots=True)
class OfBelief:
    """Two coders and one belief, read in two ways; all beliefs together if ``belief`` is None."""

    belief: str | None
    label: str | None
    supports: TwoByTwo
    """Whether the quote was coded as supporting it."""
    coded: TwoByTwo
    """Whether the quote was coded with it, whatever the stance."""

    def to_json(self) -> dict[str, Value]:
        """Return it as an object."""
        return {
            "belief": self.belief,
            "label": self.label,
            "supports": self.supports.to_json(),
            "coded": self.coded.to_json(),
        }


@dataclass(frozen=True, slots=True)
class Pair:
    """Two coders, and what both of them judged."""

    coders: tuple[str, str]
    judged: tuple[str, ...]
    """Ids of the quotes, or beliefs, that both judged."""
    units: int
    agree: int
    kappa: Coefficient
    table: Mapping[tuple[str, ...], int]
    """How often the first said the one and the second the other."""
    beliefs: tuple[OfBelief, ...] = ()
    together: OfBelief | None = None

    def to_json(self, judged: str) -> dict[str, Value]:
        """Return it as an object; ``judged`` says what was judged."""
        first, second = self.coders
        found: dict[str, Value] = {
            "coders": [*self.coders],
            judged: [*self.judged],
            "units": self.units,
            "agree": self.agree,
            "per_cent": per_cent(self.agree, self.units),
            "cohens_kappa": self.kappa.value,
            "reason": self.kappa.reason,
            "table": [
                {"values": {first: one, second: other}, "n": n}
                for (one, other), n in sorted(self.table.items())
            ],
        }
        if self.together is not None:
            found["supports"] = self.together.supports.to_json()
            found["coded"] = self.together.coded.to_json()
            found["beliefs"] = [one.to_json() for one in self.beliefs]
        return found


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One unit of which not everybody who judged it said the same."""

    quote: str | None
    study: str | None
    belief: str
    label: str
    said: Mapping[str, str]
    """What each coder said."""

    def to_json(self) -> dict[str, Value]:
        """Return it as an object."""
        return {
            **({} if self.quote is None else {"quote": self.quote, "study": self.study}),
            "belief": self.belief,
            "label": self.label,
            "said": dict(self.said),
        }


@dataclass(frozen=True, slots=True)
class Rejected:
    """A mapping that some made and others rejected."""

    belief: str
    domain: str
    agreed_by: tuple[str, ...]
    rejected_by: tuple[str, ...]

    def to_json(self) -> dict[str, Value]:
        """Return it as an object."""
        return {
            "belief": self.belief,
            "domain": self.domain,
            "agreed_by": [*self.agreed_by],
            "rejected_by": [*self.rejected_by],
        }


@dataclass(frozen=True, slots=True)
class Agreement(Displayed):
    """How far coders agree; see the module."""

    of: str
    coders: tuple[str, ...]
    pairs: tuple[Pair, ...]
    """Only those who judged something in common."""
    fleiss: Coefficient
    fleiss_units: int
    alpha: Coefficient
    alpha_units: int
    disagreements: tuple[Disagreement, ...]
    rejected: tuple[Rejected, ...] = ()
    without_coder: int = 0
    """Codings or mappings that name nobody; they are left out."""

    @property
    def unit(self) -> str:
        """Return what was counted, in words."""
        return UNITS[self.of]

    def to_json(self) -> dict[str, Value]:
        """Return it as one object."""
        return {
            "of": self.of,
            "unit": self.unit,
            "coders": [*self.coders],
            "without_coder": self.without_coder,
            "pairs": [pair.to_json(JUDGED[self.of]) for pair in self.pairs],
            "fleiss_kappa": {
                "value": self.fleiss.value,
                "reason": self.fleiss.reason,
                "units": self.fleiss_units,
            },
            "krippendorffs_alpha": {
                "value": self.alpha.value,
                "reason": self.alpha.reason,
                "units": self.alpha_units,
            },
            "disagreements": [one.to_json() for one in self.disagreements],
            "rejected": [one.to_json() for one in self.rejected],
        }


def per_cent(agree: int, units: int) -> float | None:
    """Return how many of a hundred, to one decimal; None of nothing."""
    return round(100 * agree / units, 1) if units else None

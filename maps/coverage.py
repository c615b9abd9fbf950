"""How much of a question a map shows, in numbers and in the sentences that stand under its title."""

from __future__ import annotations

from dataclasses import dataclass

from ..analysis.wording import many, studies

NARROWER = "Narrower: choose a role, a behaviour or a path."
ROLLED = "Wider: 'map themes' rolls the beliefs up by theme."


@dataclass(frozen=True, slots=True)
class Left:
    """A belief or behaviour that belongs to the question and is not on the map."""

    id: str
    label: str
    named: int
    """Named studies on its steps."""
    behaviour: bool
    """The coverage sentence counts beliefs only."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the question the map shows."""

    shown: int
    """Beliefs on the map; behaviours are not counted."""
    beliefs: int
    """Beliefs that belong to the question."""
    claims_shown: int
    claims: int
    studies: int
    """Distinct named studies of the steps shown."""
    reviews: int
    """Distinct reviews that report one of the steps shown."""
    filters: str = ""
    """Filters in use, in sentences; empty if none are."""
    narrower: str = ""
    """What to do if this is too much, or was cut: the end of :attr:`advice`."""
    themes: int = 0
    """Themes that the beliefs are rolled up into; 0 where each stands by itself."""

    @property
    def sentence(self) -> str:
        """Return the coverage as it stands under the title."""
        share = f" ({self._share} %)" if self.claims else ""
        rolled = f" in {many(self.themes, 'theme')}" if self.themes else ""
        parts = [
            f"Shows {self.shown:,} of {many(self.beliefs, 'belief')}{rolled} "
            f"and {self.claims_shown:,} of {many(self.claims, 'claim')}{share}",
            f"{studies(self.studies)}, {many(self.reviews, 'review')}",
            self.filters,
        ]
        return " · ".join(part for part in parts if part)

    @property
    def advice(self) -> str:
        """Return what to do where beliefs were cut: how many there are, which are shown, what is narrower.

        Empty if every belief is shown.
        """
        if self.shown == self.beliefs:
            return ""
        share = f", {self._share} % of claims" if self.claims else ""
        return (
            f"This question touches {many(self.beliefs, 'belief')}. "
            f"Shown: the {self.shown:,} with most studies{share}. {self.narrower}".rstrip()
        )

    @property
    def _share(self) -> int:
        """Return the share of claims shown, in percent, rounded down: 100 must mean all of them."""
        return 100 * self.claims_shown // self.claims

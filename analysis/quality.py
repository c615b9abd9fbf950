"""Check: what of a library does not hold together, or should be looked at before somebody relies on it.

Rows in, results out. A check that finds something gives its ids and what to do about it; none changes anything.
How grave it is:

- *error*: the library contradicts itself;
- *warning*: somebody should mend it or decide it before the results are published;
- *note*: worth knowing, and often right as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from .alike import THRESHOLD
from .check_list import CHECKS, ERROR, NOTE, WARNING, Check
from .displayed import Displayed

if TYPE_CHECKING:
    from ..graph.records import Value
    from .material import Material
    from .spots import Spot

SEVERITIES = (ERROR, WARNING, NOTE)
STRICT = (ERROR, WARNING)
"""What makes a strict check fail."""


@dataclass(frozen=True, slots=True)
class Found:
    """What one check found."""

    check: Check
    spots: tuple[Spot, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """Return every id once, in the order of the rows."""
        return tuple(dict.fromkeys(identifier for spot in self.spots for identifier in spot.ids))

    @property
    def message(self) -> str:
        """Return what was found, how often, and why it matters."""
        return f"{self.check.title}: {len(self.spots)}. {self.check.why}"

    def to_json(self) -> dict[str, Value]:
        """Return it as an object."""
        return {
            "check": self.check.name,
            "severity": self.check.severity,
            "message": self.message,
            "ids": [*self.ids],
            "cure": self.check.cure,
            "topic": self.check.topic,
            "n": len(self.spots),
            "rows": [spot.to_json() for spot in self.spots],
        }


@dataclass(frozen=True, slots=True)
class Checked(Displayed):
    """The outcome of all checks."""

    found: tuple[Found, ...]
    """The checks that found something, the gravest first, else in the order of the table."""
    passed: tuple[Check, ...]
    """Those that found nothing."""
    skipped: tuple[Check, ...] = field(default=())
    """Those that were not asked for."""

    @property
    def failed(self) -> bool:
        """Return True if a strict check fails: an error or a warning was found."""
        return any(one.check.severity in STRICT for one in self.found)

    def to_json(self) -> list[dict[str, Value]]:
        """Return one object for each check that found something."""
        return [one.to_json() for one in self.found]


def check(material: Material, *, threshold: float = THRESHOLD, deep: bool = False) -> Checked:
    """Return what the checks find; ``threshold`` is the likeness, of 100, of labels and titles that look the same."""
    asked = [_worded(one, threshold) for one in CHECKS if deep or not one.deep]
    spots = {one.name: _spots(one, material, threshold) for one in asked}
    return Checked(
        found=tuple(
            Found(one, spots[one.name])
            for one in sorted(asked, key=lambda one: SEVERITIES.index(one.severity))
            if spots[one.name]
        ),
        passed=tuple(one for one in asked if not spots[one.name]),
        skipped=tuple(one for one in CHECKS if one.deep and not deep),
    )


def _spots(one: Check, material: Material, threshold: float) -> tuple[Spot, ...]:
    found = one.find(material, threshold) if one.alike else one.find(material)
    return tuple(sorted(found, key=lambda spot: spot.ids))


def _worded(one: Check, threshold: float) -> Check:
    """Return a check that names the likeness in use."""
    return replace(one, why=one.why.format(threshold=threshold)) if one.alike else one

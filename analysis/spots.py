"""What a check points at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..graph.records import Value


@dataclass(frozen=True, slots=True)
class Spot:
    """One row of a check."""

    ids: tuple[str, ...]
    """What it is about, the thing itself first."""
    what: str = ""
    """What is to be seen there."""

    def to_json(self) -> dict[str, Value]:
        """Return it as an object."""
        return {"ids": [*self.ids], "what": self.what}

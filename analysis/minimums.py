"""Which ranked rows are listed: those of enough studies and reach, those that no other beats; and what is left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import ParameterError
from .wording import many, studies

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .target_rows import Target


@dataclass(frozen=True, slots=True)
class Minimums:
    """What a ranked row needs to be listed. Ranks stay as they are: nothing is ranked anew among those listed."""

    by: str
    studies: int
    reach: int
    pareto: bool

    @classmethod
    def of(cls, by: str, studies: int, reach: int, *, pareto: bool) -> Minimums:
        """Return the minimums. Raises ParameterError for a number below 0 and for a reach of domains."""
        for number, name in ((studies, "studies"), (reach, "reach")):
            if number < 0:
                raise ParameterError(f"The smallest number of {name} to list cannot be below 0; {number} is.")
        if reach and by == "domain":
            raise ParameterError(
                "Domains have no reach, so there is none to ask of them. Use the minimum of studies, or rank by belief."
            )
        return cls(by, studies, reach, pareto)

    def keep(self, rows: Sequence[Target]) -> list[Target]:
        """Return the rows that are listed."""
        return [row for row in rows if self._enough(row) and (row.pareto or not self.pareto)]

    def left_out(self, rows: Sequence[Target]) -> str | None:
        """Say what is not listed, without a full stop; None if everything is."""
        return "; ".join(self._parts(rows)) or None

    def _parts(self, rows: Sequence[Target]) -> Iterator[str]:
        enough = [row for row in rows if self._enough(row)]
        few = len(rows) - len(enough)
        if few:
            empty = sum(not row.has_evidence for row in rows)
            least = [f"{studies(self.studies)}"] if self.studies else []
            least += [f"reach {self.reach}"] if self.reach else []
            without = f", {empty} of them without evidence" if empty else ""
            yield f"not listed: {many(few, f'ranked {self.by}')} with less than {' and '.join(least)}{without}"
        beaten = sum(not row.pareto for row in enough) if self.pareto else 0
        if self.pareto:
            second = "beliefs" if self.by == "domain" else "reach"
            yield (
                f"only rows that no other beats: none has at least as many studies, at least as {_large(second)} and no more "
                f"conflict, and is better in one of them; {many(beaten, f'other {self.by}')} not listed"
            )

    def _enough(self, row: Target) -> bool:
        return len(row.studies.named) >= self.studies and (row.reach or 0) >= self.reach


def _large(second: str) -> str:
    return "many beliefs" if second == "beliefs" else "large a reach"

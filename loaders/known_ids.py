"""The ids that the files define, and which of them a slightly different spelling means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.fold import fold
from ..graph.model import FAMILIES

if TYPE_CHECKING:
    from collections.abc import Iterable


class KnownIds:
    """Ids by kind. A file sees only its own: an id that is not here may be in the library already."""

    def __init__(self) -> None:
        self._ids: dict[str, set[str]] = {}
        self._folded: dict[str, dict[str, str]] = {}
        self._domains: dict[str, str] = {}

    def add(self, kind: str, ids: Iterable[str]) -> None:
        """Add the ids that a table defines."""
        self._ids.setdefault(kind, set()).update(ids)
        self._folded.clear()

    def defines(self, refers: str, identifier: str) -> bool:
        """Tell whether the files define this id for a kind or a family of kinds."""
        # Asked for every reference of every row: a generator would take twice the time.
        for kind in FAMILIES.get(refers) or (refers,):  # noqa: SIM110
            if identifier in self._ids.get(kind, ()):
                return True
        return False

    def add_domain(self, identifier: str, label: str) -> None:
        """Add a domain of the files' own, which cells may name by its label as well."""
        for name in (identifier, label):
            self._domains.setdefault(_key(name), identifier)

    def own_domain(self, name: str) -> str | None:
        """Return the id of the files' own domain of this id or label, None if there is none."""
        return self._domains.get(_key(name))

    def near_miss(self, refers: str, identifier: str) -> str | None:
        """Return the id that differs from ``identifier`` only in case, spaces or hyphens, or None.

        None as well if ``identifier`` itself is defined, or nothing is like it.
        """
        if self.defines(refers, identifier):
            return None
        if refers not in self._folded:
            ids = (i for kind in FAMILIES.get(refers, (refers,)) for i in sorted(self._ids.get(kind, ())))
            self._folded[refers] = {_key(i): i for i in ids}
        return self._folded[refers].get(_key(identifier))


def _key(identifier: str) -> str:
    # S 1, S-1, s1 and S1 are one id to a person; so are ids with a space of no width in them.
    return fold(identifier.replace("\u200b", "").replace("\ufeff", "")).replace(" ", "")

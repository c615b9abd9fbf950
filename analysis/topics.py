"""What studies say they asked about: of a belief itself, of its themes, of its domains; the nearest decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..graph.evidence import Asked, Evidence

Topic = tuple[str, str]
"""(Subtheme, Theme or Domain, id)."""
Answers = tuple[frozenset[str], frozenset[str]]
"""The studies that asked, and those that say they did not."""
_NONE: Answers = (frozenset(), frozenset())


class Topics:
    """Tells for columns of a contrast which studies asked about a belief.

    ``holds`` tells, column by column, whether a row about some groups holds for it; a row without groups always
    does. A row about a belief decides before one about its themes, their parents among them and none nearer than
    another, and that before one about its domains; at one distance a yes decides before a no.
    """

    def __init__(self, evidence: Evidence, holds: Sequence[Callable[[tuple[str, ...]], bool]]) -> None:
        self._evidence = evidence
        self._holds = holds
        self._rows: dict[Topic, list[Asked]] = {}
        for row in evidence.asked:
            self._rows.setdefault((row.kind, row.about), []).append(row)
        self._domains: dict[str, list[str]] = {}
        for belief, domain in evidence.mappings:
            self._domains.setdefault(belief, []).append(domain)
        self._found: dict[tuple[tuple[Topic, ...], int], Answers] = {}

    def answers(self, belief: str, column: int) -> Answers:
        """Return the studies that asked about a belief, and those that say they did not."""
        if not self._rows:
            return _NONE
        levels = (
            (("Subtheme", belief),),
            tuple(("Theme", theme) for theme in self._themes(belief)),
            tuple(("Domain", domain) for domain in self._domains.get(belief, ())),
        )
        yes: frozenset[str] = frozenset()
        no: frozenset[str] = frozenset()
        for topics in levels:
            asked, not_asked = self._of(topics, column)
            decided = yes | no
            yes, no = yes | (asked - decided), no | (not_asked - decided)
        return yes, no

    def _of(self, topics: tuple[Topic, ...], column: int) -> Answers:
        """Return the answers at one distance; many beliefs share their domains and themes."""
        topics = tuple(topic for topic in topics if topic in self._rows)
        if not topics:
            return _NONE
        if (topics, column) not in self._found:
            holding = [
                row
                for topic in topics
                for row in self._rows[topic]
                if not row.groups or self._holds[column](row.groups)
            ]
            yes = frozenset(row.study for row in holding if row.asked)
            self._found[topics, column] = yes, frozenset(row.study for row in holding) - yes
        return self._found[topics, column]

    def _themes(self, belief: str) -> list[str]:
        """Return the themes of a belief and theirs, sorted."""
        found: set[str] = set()
        looking = [belief]
        while looking:
            for theme in self._evidence.parents.get(looking.pop(), ()):
                if theme not in found:
                    found.add(theme)
                    looking.append(theme)
        return sorted(found)

"""The words under and beside a tree of themes: key, coverage, caption, the figure in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..analysis.wording import many, studies
from ..maps import words
from . import blocks
from .caption import opened
from .theme_rows import every

if TYPE_CHECKING:
    from collections.abc import Container

    from ..graph.evidence import Evidence
    from ..queries.filters import Filters
    from .theme_rows import Leaf, Themes

SEVERAL = "†"
"""Stands before a belief that is under several themes, where no end of a long label cuts it off."""


class ThemeWords:
    """What is said of a tree of themes."""

    def __init__(self, evidence: Evidence, found: Themes, behaviour: str | None, filters: Filters) -> None:
        self._found = found
        self._behaviour = behaviour
        self._label = evidence.label(behaviour) if behaviour else "All beliefs"
        self._filters = filters
        self._hidden = evidence.numbers_hidden

    @property
    def title(self) -> str:
        """The question that it answers."""
        return (
            f"Themes of what is said to lead to “{self._label}”"
            if self._behaviour
            else "Themes of all beliefs"
        )

    def _leaves(self) -> list[Leaf]:
        return [leaf for branch in every(self._found.branches) for leaf in branch.leaves]

    def key(self) -> str:
        """Return what stands under the tree."""
        leaves = self._leaves()
        levels = [words.confidence(leaf.confidence) for leaf in leaves]
        brackets = [words.bracket(leaf.studies.reported, hidden=self._hidden) for leaf in leaves]
        signs = blocks.signs(leaf.direction for leaf in leaves) if self._behaviour else ""
        what = "that say it leads there" if self._behaviour else "that report the belief"
        return blocks.sentences(
            (
                f"{signs}." if signs else "",
                f"Studies: named studies {what}. {blocks.bracketed(brackets)}",
                "Of a theme: its beliefs and their studies, each once.",
                f"{SEVERAL} stands under several themes." if any(leaf.several for leaf in leaves) else "",
                blocks.judged(levels, filtered=bool(self._filters.used)),
            )
        )

    def left_out(self, left: tuple[int, int]) -> str:
        """Say how many themes and beliefs are not drawn; empty if all are."""
        out, missing = left
        parts = [
            f"{many(missing, 'belief')} not drawn, those with the fewest studies of their theme"
            if missing
            else "",
            f"{many(out, 'theme')} not drawn" if out else "",
        ]
        said = "; ".join(part for part in parts if part)
        return f"{said}." if said else ""

    def subtitle(self, missing: int) -> str:
        """Return how many beliefs are drawn, and under which filters."""
        count = self._found.beliefs
        parts = [
            f"Shows {count - missing} of {many(count, 'belief')} · {studies(len(self._found.studies.named))}",
            self._filters.describe(),
        ]
        return " · ".join(part for part in parts if part)

    def caption(self, drawn: Container[str], missing: int) -> str:
        """Return what the tree holds, which themes are not ``drawn``, and how many beliefs are ``missing``."""
        gone = {branch.id: branch.label for branch in every(self._found.branches) if branch.id not in drawn}
        if self._behaviour:
            what = (
                f"Themes of the beliefs that are said to lead to “{self._label}”, with the named studies behind the first steps "
                "of their paths; a belief that no study behind every step can be named for has only the numbers of reviews."
            )
        else:
            what = (
                "Themes of all beliefs of which something is said, with the named studies that report them."
            )
        silent = self._found.silent
        said = blocks.sentences(
            (
                what,
                "A theme is a heap of beliefs: nothing is added up in it. Themes and beliefs with the most named studies stand "
                "first.",
                f"Themes not drawn: {'; '.join(gone.values())}." if gone else "",
                f"{many(silent, 'belief')} of which nothing is said here {'is' if silent == 1 else 'are'} not on the tree."
                if silent
                else "",
            )
        )
        return opened(self.subtitle(missing), said)

    def alt(self, left: tuple[int, int]) -> str:
        """Return the figure in words."""
        told = [
            f"{branch.label}, {many(branch.beliefs, 'belief')}, {studies(len(branch.studies.named))}"
            for branch in self._found.branches
        ]
        about = f"what is said to lead to “{self._label}”" if self._behaviour else "all beliefs"
        return blocks.sentences(
            (
                f"Tree of the themes of {about}: {many(self._found.beliefs, 'belief')}.",
                f"{'; '.join(told)}.",
                self.left_out(left),
            )
        )

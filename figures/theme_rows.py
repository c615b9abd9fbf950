"""What stands on a theme tree, before it gets its places: themes with their beliefs and themes, strongest first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..analysis.targets import targets
from ..graph.statements import beliefs
from ..graph.studies import Studies
from ..maps.rollup import WITHOUT, Tree, tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..graph.evidence import Evidence
    from ..graph.studies import Reported
    from ..queries.filters import Filters

NO_THEME = "No theme"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A belief."""

    id: str
    label: str
    studies: Studies
    confidence: tuple[Reported, ...]
    """What its CERQual words are taken from."""
    direction: str | None = None
    """Of a tree for a behaviour: encourages, discourages or mixed."""
    several: bool = False
    """True if it stands under several themes."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A theme."""

    id: str
    """Of the theme; empty for the beliefs without one."""
    label: str
    beliefs: int
    """In it and in the themes in it, each once."""
    studies: Studies
    """Of these beliefs, each study once; nothing is said of the theme itself by them."""
    itself: Studies | None = None
    """Of what is said of the theme as such; None if nothing is."""
    leaves: tuple[Leaf, ...] = ()
    """Most named studies first."""
    branches: tuple[Branch, ...] = ()
    """Most named studies first."""
    again: bool = False
    """True if it is drawn elsewhere with what is in it."""


@dataclass(slots=True)
class Themes:
    """The whole tree."""

    branches: tuple[Branch, ...]
    """Those without a theme last."""
    beliefs: int
    """Beliefs of the tree, each once."""
    silent: int
    """Beliefs of the library of which nothing is said here; they are not on the tree. 0 for a behaviour's tree."""
    studies: Studies = field(default_factory=Studies)
    """Of all beliefs, each study once."""


def themes(evidence: Evidence, filters: Filters, behaviour: str | None) -> Themes:
    """Return the themes of the beliefs that are said to lead to a behaviour, or of all of which something is said.

    The studies of a belief are those of ``targets`` for the behaviour, else all that report it.
    """
    about = beliefs(evidence, inferred=filters.inferred)
    if behaviour is None:
        leaves = {
            end: Leaf(end, evidence.label(end), one.studies, one.studies.reported)
            for end, one in about.items()
            if kind_of(evidence, end) == "Subtheme"
        }
        silent = sum(end.kind == "Subtheme" for end in evidence.ends.values()) - len(leaves)
    else:
        found = targets(
            evidence, behaviour, ranges=False, inferred=filters.inferred, opposites=filters.opposites
        )
        leaves = {
            row.id: Leaf(row.id, row.label, row.studies, row.confidence, row.direction)
            for row in found.rows
            if row.id is not None and not row.inferred_only
        }
        silent = 0
    itself = {end: one.studies for end, one in about.items() if kind_of(evidence, end) == "Theme"}
    return _Building(evidence, leaves, itself).themes(silent)


def every(branches: Sequence[Branch]) -> Iterator[Branch]:
    """Yield themes and all themes in them."""
    for branch in branches:
        yield branch
        yield from every(branch.branches)


class _Building:
    def __init__(self, evidence: Evidence, leaves: Mapping[str, Leaf], itself: Mapping[str, Studies]) -> None:
        self._evidence = evidence
        self._leaves = leaves
        self._itself = itself
        self._tree: Tree = tree(evidence, leaves)
        self._drawn: set[str] = set()

    def themes(self, silent: int) -> Themes:
        tops = self._tree.tops
        loose = [self._leaf(top) for top in tops if top in self._leaves]
        branches = self._sorted(top for top in tops if top not in self._leaves and top != WITHOUT)
        if WITHOUT in tops:
            loose += [self._leaf(one) for one in self._tree.children[WITHOUT]]
        if loose:
            branches = [
                *branches,
                Branch(WITHOUT, NO_THEME, len(loose), _union(loose), leaves=_strongest(loose)),
            ]
        return Themes(tuple(branches), len(self._leaves), silent, _union(self._leaves.values()))

    def _sorted(self, several: Iterable[str]) -> list[Branch]:
        order = sorted(several, key=lambda theme: (*self._strength(theme), theme))
        return [self._branch(theme) for theme in order]

    def _strength(self, theme: str) -> tuple[int, str]:
        inside = _union(self._leaves[one] for one in self._tree.within[theme])
        return -len(inside.named), self._evidence.label(theme).casefold()

    def _branch(self, theme: str) -> Branch:
        inside = [self._leaves[one] for one in self._tree.within[theme]]
        again = theme in self._drawn
        self._drawn.add(theme)
        held = () if again else self._tree.children[theme]
        return Branch(
            theme,
            self._evidence.label(theme),
            len(inside),
            _union(inside),
            self._itself.get(theme),
            _strongest(self._leaf(one) for one in held if one in self._leaves),
            tuple(self._sorted(one for one in held if one not in self._leaves)),
            again,
        )

    def _leaf(self, belief: str) -> Leaf:
        leaf = self._leaves[belief]
        several = belief in self._tree.several
        return Leaf(leaf.id, leaf.label, leaf.studies, leaf.confidence, leaf.direction, several)


def _union(leaves: Iterable[Leaf]) -> Studies:
    return Studies.union(leaf.studies for leaf in leaves)


def _strongest(leaves: Iterable[Leaf]) -> tuple[Leaf, ...]:
    return tuple(sorted(leaves, key=lambda leaf: (-len(leaf.studies.named), leaf.label.casefold(), leaf.id)))


def kind_of(evidence: Evidence, end: str) -> str | None:
    """Return what an end is: Subtheme, Theme, Behaviour; None if it is not known."""
    found = evidence.ends.get(end)
    return found.kind if found else None

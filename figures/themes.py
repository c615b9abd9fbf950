"""The tree of themes: a behaviour, or everything, its themes, the themes in them, and their beliefs with their studies.

A theme is a heap of beliefs, no measure: its studies are those of its beliefs, each once. Reported numbers stand in
brackets and are never added.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..analysis.wording import many, studies
from ..errors import MapError
from ..maps import words
from . import blocks
from .blocks import NARROW, PITCH, TALLEST
from .sheet import SMALLEST, Item, Shape, Sheet, Stroke, text_width, wrapped
from .theme_rows import Branch, Leaf, Themes, every, themes
from .theme_words import SEVERAL, ThemeWords

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..graph.evidence import Evidence
    from ..maps.details import Query
    from ..queries.filters import Filters

ROOT, WIDEST_ROOT = 58.0, 96.0
"""Width of the bar at the root: as wide as its longest word within these bounds; a longer word is broken."""
THEME = 122.0
"""Width of a theme."""
INDENT = 9.0
"""Of a theme in a theme."""
DEEPEST = 4
"""Themes within themes from which on the indent does not grow."""
BETWEEN = 5.0
"""Between two themes."""
ROW = 2.0
"""Between two beliefs."""
PAD = 2.8
CELL = 92.0
"""Width of the numbers of a belief in a narrow figure."""
LEAST = 2
"""Beliefs that a theme shows at least, before whole themes are left out; in a narrow figure one."""


def sheet(
    query: Query,  # noqa: ARG001 - figures of every kind are called alike
    evidence: Evidence,
    names: tuple[str, ...],
    filters: Filters,
    width: float,
) -> Sheet:
    """Draw the themes of the beliefs that are said to lead to a behaviour, or of all beliefs without ``names``.

    If they do not fit on a page of 230 mm, every theme shows its strongest beliefs and counts the others.

    Raises MapError if there is no belief to draw.
    """
    behaviour = names[0] if names else None
    found = themes(evidence, filters, behaviour)
    if not found.beliefs:
        about = f"what leads to '{evidence.label(behaviour)}'" if behaviour else "anything of a belief"
        raise MapError(f"Nothing in the selection says {about}. Drop a filter, or choose another behaviour.")
    return _Tree(evidence, found, behaviour, filters, width).sheet()


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of the tree, placed: a theme, a belief, or how many beliefs are left out."""

    kind: str
    """theme, belief or more."""
    depth: int
    top: float
    height: float
    branch: Branch
    leaf: Leaf | None = None
    more: int = 0


class _Tree(ThemeWords):
    def __init__(
        self, evidence: Evidence, found: Themes, behaviour: str | None, filters: Filters, width: float
    ) -> None:
        super().__init__(evidence, found, behaviour, filters)
        self._width = width
        self._items: list[Item] = []
        self._heights: dict[tuple[str, str, int, bool], float] = {}
        self._columns(width)

    def _columns(self, width: float) -> None:
        self._narrow = width < NARROW
        self._signed = 11.0 if self._behaviour else 0.0
        if self._narrow:
            self._theme = self._belief = 0.0
            self._number = self._level = width
        else:
            lengths = [text_width(word, SMALLEST, bold=True) for word in self._label.split()]
            self._root = min(max([ROOT, *(one + 2 * PAD + 0.1 for one in lengths)]), WIDEST_ROOT)
            self._theme = self._root + 14
            self._belief = self._theme + THEME + 15
            self._level = width - 52
            self._number = self._level - 62
        self._head = PITCH + 5

    def sheet(self) -> Sheet:
        """Return the whole figure."""
        root = self._root_height()
        top = root + self._head if self._narrow else self._head
        key = blocks.filled(self.key(), self._width)
        # the longest that may have to be said of what does not fit
        said = blocks.filled(self.left_out((999, 99_999)), self._width)
        room = TALLEST - top - PITCH * (len(key) + len(said)) - 14
        rows, left = self._fitting(top, room)
        bottom = max(_bottom(rows), top + (0 if self._narrow else PITCH * len(self._root_lines()) + 2 * PAD))
        self._draw_root(root, top, bottom, rows)
        for row in rows:
            self._draw(row)
        self._elbows(rows)
        self._heading(root)
        y = bottom + 5
        y = self._text(blocks.filled(self.left_out(left), self._width), y)
        self._items.append(Stroke(((0, y + 1), (self._width, y + 1)), "outline", 0.6))
        y = self._text(key, y + 4)
        return Sheet(
            width=self._width,
            height=y + 2,
            items=tuple(self._items),
            title=self.title,
            subtitle=self.subtitle(left[1]),
            caption=self.caption({row.branch.id for row in rows}, left[1]),
            alt=self.alt(left),
        )

    # What fits

    def _fitting(self, top: float, room: float) -> tuple[list[_Row], tuple[int, int]]:
        """Return the rows that fit into a height, and how many themes and beliefs are left out.

        As many themes as possible, the first ones, with few beliefs each; then the themes in turn get one belief more
        as long as there is room.
        """
        tops = self._found.branches
        least = 1 if self._narrow else LEAST
        shown = {branch.id: least for branch in every(tops)}

        def rows(kept: int) -> list[_Row] | None:
            made = list(self._rows(tops[:kept], top, shown))
            return made if _bottom(made) - top <= room else None

        kept = 1
        while kept < len(tops) and rows(kept + 1):
            kept += 1
        growing = [branch for branch in every(tops[:kept]) if len(branch.leaves) > least]
        while growing:
            for branch in [*growing]:
                shown[branch.id] += 1
                if rows(kept) is None:
                    shown[branch.id] -= 1
                    growing.remove(branch)
                elif shown[branch.id] >= len(branch.leaves):
                    growing.remove(branch)
        found = list(self._rows(tops[:kept], top, shown))
        while len(found) > 1 and _bottom(found) - top > room:
            found.pop()
        return found, (self._gone(found), self._missing(found))

    def _gone(self, rows: Sequence[_Row]) -> int:
        drawn = {row.branch.id for row in rows}
        return len({branch.id for branch in every(self._found.branches)} - drawn)

    def _missing(self, rows: Sequence[_Row]) -> int:
        return self._found.beliefs - len({row.leaf.id for row in rows if row.leaf is not None})

    def _rows(
        self, branches: Sequence[Branch], top: float, most: Mapping[str, int], depth: int = 0
    ) -> Iterator[_Row]:
        """Yield the rows of themes that begin at ``top``, each with at most so many beliefs."""
        for branch in branches:
            high = self._high(branch, depth)
            yield _Row("theme", depth, top, high, branch)
            y = top + high + ROW if self._narrow else top
            shown = branch.leaves[: most[branch.id]]
            for leaf in shown:
                row = _Row("belief", depth, y, self._high(leaf, depth), branch, leaf)
                yield row
                y += row.height + ROW
            if len(branch.leaves) > len(shown):
                yield _Row("more", depth, y, PITCH, branch, more=len(branch.leaves) - len(shown))
                y += PITCH + ROW
            top = max(y - ROW, top + high) + BETWEEN
            inner = list(self._rows(branch.branches, top, most, depth + 1))
            yield from inner
            top = _bottom(inner) + BETWEEN if inner else top

    def _theme_height(self, branch: Branch, depth: int) -> float:
        lines = len(self._theme_lines(branch, depth)) + len(self._counts(branch, depth))
        return PITCH * (lines - self._counts_beside(branch, depth)) + 2 * PAD

    def _counts_beside(self, branch: Branch, depth: int) -> bool:
        """Tell whether the counts of a theme stand behind its label, in a narrow figure."""
        label, counts = self._theme_lines(branch, depth), self._counts(branch, depth)
        together = text_width(label[-1], SMALLEST, bold=True) + 8 + text_width(counts[0], SMALLEST)
        return self._narrow and len(counts) == 1 and together <= self._theme_room(depth)

    def _theme_room(self, depth: int) -> float:
        full = self._width - 1.2 if self._narrow else THEME
        return full - INDENT * min(depth, DEEPEST) - 2 * PAD - 3

    def _theme_lines(self, branch: Branch, depth: int) -> tuple[str, ...]:
        return wrapped(branch.label, self._theme_room(depth), SMALLEST, bold=True)

    def _counts(self, branch: Branch, depth: int) -> tuple[str, ...]:
        named = len(branch.studies.named)
        said = f"{many(branch.beliefs, 'belief')}, {studies(named) if named else 'reported only'}"
        if branch.again:
            said += "; drawn elsewhere"
        if branch.itself is not None:
            said += f"; as such {words.count(branch.itself, hidden=self._hidden)}"
        return blocks.filled(said, self._theme_room(depth))

    def _high(self, row: Branch | Leaf, depth: int) -> float:
        """Return the height of a theme or belief, measured once: a page is tried out many times."""
        key = type(row).__name__, row.id, depth, isinstance(row, Branch) and row.again
        if key not in self._heights:
            self._heights[key] = (
                self._theme_height(row, depth) if isinstance(row, Branch) else self._leaf_height(row, depth)
            )
        return self._heights[key]

    def _leaf_height(self, leaf: Leaf, depth: int) -> float:
        lines = len(self._leaf_lines(leaf, depth))
        return PITCH * max(lines, len(self._number_lines(leaf)), len(self._level_lines(leaf)))

    def _leaf_x(self, depth: int) -> float:
        return INDENT * min(depth, DEEPEST) + 15 if self._narrow else self._belief

    def _leaf_lines(self, leaf: Leaf, depth: int) -> tuple[str, ...]:
        end = self._number
        if self._narrow:
            end = self._width - max(text_width(line, SMALLEST) for line in ("", *self._number_lines(leaf)))
        label = f"{SEVERAL} {leaf.label}" if leaf.several else leaf.label
        return wrapped(label, end - 7 - self._leaf_x(depth) - self._signed, SMALLEST)

    def _number_lines(self, leaf: Leaf) -> tuple[str, ...]:
        number = blocks.number(words.number(leaf.studies, hidden=self._hidden))
        if self._narrow:
            level = blocks.level(words.confidence(leaf.confidence))
            together = f"{number} · {level}" if level else number
            if text_width(together, SMALLEST) <= CELL:
                return (together,)
            return (*blocks.filled(number, CELL), *blocks.filled(level, CELL))
        return blocks.filled(number, self._level - self._number - 5)

    def _level_lines(self, leaf: Leaf) -> tuple[str, ...]:
        if self._narrow:
            return ()
        return blocks.filled(blocks.level(words.confidence(leaf.confidence)), self._width - self._level)

    # Drawing

    def _root_height(self) -> float:
        return PITCH * len(self._root_lines()) + 2 * PAD + 2 if self._narrow else 0.0

    def _root_lines(self) -> tuple[str, ...]:
        room = self._width - 2 * PAD if self._narrow else self._root - 2 * PAD
        return wrapped(self._label, room, SMALLEST, bold=True, most=8)

    def _draw_root(self, root: float, top: float, bottom: float, rows: Sequence[_Row]) -> None:
        dark = self._behaviour is not None
        fill, ink = ("behaviour", "behaviour_text") if dark else ("tag", "ink")
        lines = self._root_lines()
        y, high, wide = (0.6, root, self._width - 1.2) if self._narrow else (top, bottom - top, self._root)
        high = max(high, PITCH * len(lines) + 2 * PAD)
        self._items.append(Shape("root", 0.6, y, wide, high, "rect", fill, "" if dark else "outline"))
        start = y + (high - PITCH * len(lines)) / 2
        self._items += blocks.column(
            lines, 0.6 + wide / 2, start, bold=True, colour=ink, anchor="middle", owner="root"
        )
        if not self._narrow:
            for place, row in enumerate(rows):
                if row.kind == "theme" and row.depth == 0:
                    line = row.top + PAD + PITCH / 2
                    ends = ("root", _mark(rows, place))
                    self._items.append(
                        Stroke(((self._root + 0.6, line), (self._theme, line)), "outline", ends=ends)
                    )
        self._marks = {id(row): _mark(rows, place) for place, row in enumerate(rows)}

    def _draw(self, row: _Row) -> None:
        if row.kind == "theme":
            self._draw_theme(row)
        elif row.leaf is None:
            said = f"+ {row.more:,} more"
            self._items += blocks.column(
                (said,), self._leaf_x(row.depth) + self._signed, row.top, colour="soft"
            )
        else:
            self._draw_leaf(row, row.leaf)

    def _draw_theme(self, row: _Row) -> None:
        x = self._theme_x(row.depth)
        wide = (self._width - 0.6 if self._narrow else self._theme + THEME) - x
        mark, dash = self._marks[id(row)], (3.0, 2.0) if not row.branch.id else ()
        self._items.append(Shape(mark, x, row.top, wide, row.height, "round", "box", "ink", 0.9, dash))
        inner = 1.7
        self._items.append(
            Shape(
                f"{mark}-in",
                x + inner,
                row.top + inner,
                wide - 2 * inner,
                row.height - 2 * inner,
                "round",
                "",
                "outline",
                0.5,
            )
        )
        lines = self._theme_lines(row.branch, row.depth)
        at, owner = x + PAD + 1.5, mark
        self._items += blocks.column(lines, at, row.top + PAD, bold=True, owner=owner)
        below, counts = row.top + PAD + PITCH * len(lines), self._counts(row.branch, row.depth)
        if self._counts_beside(row.branch, row.depth):
            self._items += blocks.column(
                counts, x + wide - PAD - 1.5, below - PITCH, colour="soft", anchor="end", owner=owner
            )
        else:
            self._items += blocks.column(counts, at, below, colour="soft", owner=owner)

    def _draw_leaf(self, row: _Row, leaf: Leaf) -> None:
        x = self._leaf_x(row.depth)
        if leaf.direction and self._signed:
            sign = (words.SIGN[leaf.direction],)
            self._items += blocks.column(sign, x, row.top, bold=True, colour=leaf.direction)
        self._items += blocks.column(self._leaf_lines(leaf, row.depth), x + self._signed, row.top)
        number, level = self._number_lines(leaf), self._level_lines(leaf)
        if self._narrow:
            self._items += blocks.column(number, self._width - 0.6, row.top, anchor="end")
        else:
            self._items += blocks.column(number, self._number, row.top)
            self._items += blocks.column(level, self._level, row.top, colour="soft")

    def _theme_x(self, depth: int) -> float:
        return (0.6 if self._narrow else self._theme) + INDENT * min(depth, DEEPEST)

    def _elbows(self, rows: Sequence[_Row]) -> None:
        """Draw the lines from each theme to its beliefs and themes."""
        path: list[_Row] = []
        for row in rows:
            if row.kind == "theme":
                path = [*path[: row.depth], row]
                if row.depth:
                    self._to_theme(path[-2], row)
            else:
                self._to_belief(path[-1], row)

    def _to_theme(self, outer: _Row, inner: _Row) -> None:
        trunk = self._theme_x(outer.depth) + 4
        if inner.depth > DEEPEST:
            return
        y = inner.top + PAD + PITCH / 2
        points = ((trunk, outer.top + outer.height), (trunk, y), (self._theme_x(inner.depth), y))
        ends = self._marks[id(outer)], self._marks[id(inner)]
        self._items.append(Stroke(points, "outline", 0.8, ends=ends))

    def _to_belief(self, theme: _Row, row: _Row) -> None:
        mark, y = self._marks[id(theme)], row.top + PITCH / 2
        # a line that ends beside a minus would look like one
        end = self._leaf_x(row.depth) - (5 if self._signed else 2.5)
        if self._narrow:
            trunk = self._theme_x(row.depth) + 4
            points: tuple[tuple[float, float], ...] = (
                (trunk, theme.top + theme.height),
                (trunk, y),
                (end, y),
            )
        else:
            start, trunk = theme.top + PITCH / 2, self._theme + THEME + 6
            points = ((self._theme + THEME, start), (trunk, start), (trunk, y), (end, y))
        self._items.append(Stroke(points, "outline", 0.8, ends=(mark,)))

    def _heading(self, root: float) -> None:
        y = root + 1 if self._narrow else 0.0
        if self._narrow:
            self._items += blocks.column(("Theme, belief",), 0, y + 2, bold=True)
            self._items += blocks.column(
                ("Studies · CERQual",), self._width - 0.6, y + 2, bold=True, anchor="end"
            )
            return
        for name, x in (
            ("Theme", self._theme),
            ("Belief", self._belief + self._signed),
            ("Studies", self._number),
            ("CERQual", self._level),
        ):
            self._items += blocks.column((name,), x, y, bold=True)

    def _text(self, lines: Sequence[str], y: float) -> float:
        self._items += blocks.column(lines, 0, y, colour="soft")
        return y + PITCH * len(lines)


def _bottom(rows: Sequence[_Row]) -> float:
    return max((row.top + row.height for row in rows), default=0.0)


def _mark(rows: Sequence[_Row], place: int) -> str:
    """Return the id under which a row is drawn; those of a library may hold anything."""
    return f"{rows[place].kind}-{place}"

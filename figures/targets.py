"""The ranking of what is said to lead to a behaviour, with how far each rank depends on single studies.

Every number is that of :mod:`beliefgraph.analysis.targets`; nothing is counted or ranked anew here. A dot stands at
the rank, a bar reaches from the best to the worst rank when any one study is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..analysis.ranking import ORDERS
from ..analysis.targets import targets
from ..analysis.wording import many, named
from ..errors import MapError
from ..maps import words
from ..maps.choose import most_studied
from . import blocks
from .blocks import PITCH, TALLEST
from .sheet import SMALLEST, Item, Shape, Sheet, Stroke, wrapped
from .target_columns import DOT, Columns, Row, Scale
from .target_words import BY_COUNT, RankingWords
from .titled import moved

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..analysis.target_rows import Target
    from ..analysis.targets import Targets
    from ..graph.evidence import Evidence
    from ..graph.studies import Reported
    from ..maps.details import Query
    from ..queries.filters import Filters

CAP = 9.5
"""Height of the ends of a bar."""
PAD = 3.6
"""Above and below the words of a row."""
TOGETHER = 4
"""Beliefs of the last rank that are drawn as one row if the page has no room and each has one study, from this number on."""
MOST_LINES = 3
"""Lines of a label."""


def sheet(
    query: Query,  # noqa: ARG001 - figures of every kind are called alike
    evidence: Evidence,
    names: tuple[str, ...],
    filters: Filters,
    width: float,
    *,
    order: Sequence[str] | None = None,
    direction: str | None = None,
    min_studies: int = 0,
    min_reach: int = 0,
) -> Sheet:
    """Draw the ranking of the beliefs that are said to lead to a behaviour; the most studied one without ``names``.

    ``order``, ``direction`` and the minimums are those of :func:`beliefgraph.analysis.targets.targets`. Beliefs that
    share the last rank with one study each are one row if they are many and the page has no room for them; beliefs that are only reported stand in a
    block of their own, without a rank. What does not fit on a page of 230 mm is counted in a line.

    Raises MapError if nothing is said to lead to the behaviour, ParameterError for an order that there is not.
    """
    behaviour = names[0] if names else most_studied(evidence, filters)
    found = targets(
        evidence,
        behaviour,
        order=order,
        direction=direction,
        min_studies=min_studies,
        min_reach=min_reach,
        inferred=filters.inferred,
        opposites=filters.opposites,
    )
    if not found.rows:
        raise MapError(
            f"No claim in the selection says what leads to '{evidence.label(behaviour)}'. "
            "Drop a filter, or choose another behaviour."
        )
    return _Ranking(evidence, found, filters, width, tuple(order or ORDERS["belief"]), direction).sheet()


class _Ranking(RankingWords):
    def __init__(
        self,
        evidence: Evidence,
        found: Targets,
        filters: Filters,
        width: float,
        order: tuple[str, ...],
        direction: str | None,
    ) -> None:
        super().__init__(evidence, found, filters, order, direction)
        self._width = width
        self._columns = Columns(width, self._ranked, self._reported, few=self._few)
        self._items: list[Item] = []
        self._shapes: list[str] = []

    def sheet(self) -> Sheet:
        """Return the whole figure."""
        block = [self._row(target.label, target) for target in self._reported]
        taken = sum(row.height for row in block)
        inferred = self._inferred_line()
        warning = blocks.filled(BY_COUNT, self._width, bold=True) if self._listed_only else ()
        above = PITCH * len(warning) + 4 if warning else 0.0
        heading = PITCH * len(self._heading()) + 8 if block else 0
        rows = [self._row(row.label, row) for row in self._ranked]
        folded: Sequence[Target] = ()
        # Beliefs are one row only if the page has no room for one each.
        for together in (False, True):
            if together:
                folded = self._alike()
                rows = self._together(folded) if folded else rows
            key = blocks.filled(self.key(narrow=self._columns.narrow, together=bool(folded)), self._width)
            room = TALLEST - above - self._columns.head - heading - PITCH * (len(key) + len(inferred)) - 18
            if sum(row.height for row in rows) + taken <= room:
                break
        # Neither kind of row may push the other off the page.
        shown = self._fitting(rows, max(room - taken, room * 2 / 3))
        hidden = [row for row in rows if row not in shown]
        used = sum(row.height for row in shown) + PITCH * len(self._left_out(hidden))
        beside = self._fitting(block, room - used)
        out = hidden, [row for row in block if row not in beside]

        scale = Scale(shown, self._columns)
        y = self._head(scale) if shown else 0.0
        top = y
        for number, row in enumerate(shown):
            y = self._draw(row, y, scale, shaded=number % 2 == 0)
        if shown:
            self._grid(scale, top, y)
            y += 2
        y = self._text(self._left_out(out[0]), y, x=self._columns.label)
        y = self._block(beside, out[1], y) if block else y
        y = self._text(inferred, y + 2 if inferred else y)
        y = self._rule(y + 4)
        y = self._text(key, y + 3)
        drawn = (*blocks.column(warning, 0, 0, bold=True), *(moved(item, 0, above) for item in self._items))
        count = sum(row.several == 1 for row in shown)
        return Sheet(
            width=self._width,
            height=above + y + 2,
            items=drawn,
            title=f"Which beliefs are said to lead to “{self._label}”?",
            subtitle=self.subtitle(count),
            caption=self.caption(count, logarithmic=Scale(rows, self._columns).log, together=folded),
            alt=self.alt(sum(row.several for one in out for row in one)),
        )

    # Rows

    def _alike(self) -> Sequence[Target]:
        """Return the beliefs of the last rank, if each has one study and they are many."""
        last = [row for row in self._ranked if row.rank == self._ranked[-1].rank] if self._ranked else []
        return () if len(last) < TOGETHER or any(len(row.studies.named) != 1 for row in last) else last

    def _together(self, last: Sequence[Target]) -> list[Row]:
        """Return the rows to draw, those of the last rank as one."""
        rows = [self._row(row.label, row) for row in self._ranked[: -len(last)]]
        more = "more " if rows else ""
        label = f"{len(last)} {more}beliefs with one study each share {'place' if self._few else 'rank'} {last[0].rank}"
        return [*rows, self._row(label, _widest(last), len(last))]

    def _row(self, label: str, target: Target, several: int = 1) -> Row:
        columns = self._columns
        lines = len(wrapped(label, columns.label_room, SMALLEST, most=MOST_LINES))
        levels = len(self._level(target)) if several == 1 else 0
        if columns.narrow:
            under = max(1, len(self._reports(target))) + (several == 1 and bool(self._beneath(target)))
            lines = max(lines, levels) + under
        else:
            lines = max(lines, levels, len(self._reports(target)))
        return Row(label, lines * PITCH + 2 * PAD, target, several)

    def _beneath(self, target: Target) -> str:
        """Return what a narrow figure writes under a row, having no column for it."""
        tiny = self._columns.tiny
        held = blocks.letters(target.roles)
        parts = (
            f"reach {target.reach}" if tiny and target.rank is not None else "",
            f"held by {held}" if tiny and held else "",
            "in conflict" if target.conflict else "",
        )
        return " · ".join(part for part in parts if part)

    def _level(self, target: Target) -> tuple[str, ...]:
        """Return the CERQual words of a belief, broken between them only."""
        return blocks.filled(blocks.level(words.confidence(target.confidence)), self._columns.level_room)

    def _reports(self, target: Target) -> tuple[str, ...]:
        """Return the numbers of a belief that is only reported, each with its review."""
        if not target.reported_only:
            return ()
        by_review: dict[str, list[Reported]] = {}
        for entry in target.studies.reported:
            by_review.setdefault(entry.review, []).append(entry)
        said = "; ".join(
            f"{named(review)} {words.bracket(entries, hidden=self._hidden)}".strip()
            for review, entries in by_review.items()
        )
        return wrapped(said, self._columns.report_room, SMALLEST)

    def _draw(self, row: Row, y: float, scale: Scale, *, shaded: bool) -> float:
        """Draw one row with its top at ``y``; return where the next begins."""
        columns, target = self._columns, row.target
        band = self._band(y, row.height) if shaded else ""
        self._name(row, y, band)
        middle = y + row.height / 2
        if columns.narrow:
            lines = len(wrapped(row.label, columns.label_room, SMALLEST, most=MOST_LINES))
            levels = len(self._level(target)) if row.several == 1 else 0
            middle = y + PAD + PITCH * (max(lines, levels) + 0.5)
        if target.rank is None:
            self._unranked(target, middle, scale, band)
        else:
            self._bar(row, target.rank, middle, scale, band)
        self._cells(row, middle, band)
        return y + row.height

    def _band(self, y: float, height: float) -> str:
        band = f"band-{len(self._shapes)}"
        self._shapes.append(band)
        self._items.append(Shape(band, 0, y, self._width, height, fill="tag", line=""))
        return band

    def _name(self, row: Row, y: float, band: str) -> None:
        columns, target = self._columns, row.target
        lines = wrapped(row.label, columns.label_room, SMALLEST, most=MOST_LINES)
        top = y + PAD if columns.narrow else y + (row.height - PITCH * len(lines)) / 2
        direction = target.direction if row.several == 1 else None
        if direction:
            sign = (words.SIGN[direction],)
            self._items += blocks.column(sign, 1.5, top, bold=True, colour=direction, owner=band)
        colour = "ink" if row.several == 1 else "soft"
        self._items += blocks.column(lines, columns.label, top, colour=colour, owner=band)
        if columns.narrow and row.several == 1:
            right = self._width - 1
            self._items += blocks.column(
                self._level(target), right, top, colour="soft", anchor="end", owner=band
            )
            beneath = y + row.height - PAD - PITCH
            said = (self._beneath(target),)
            self._items += blocks.column(said, columns.label, beneath, colour="soft", owner=band)

    def _bar(self, row: Row, rank: int, middle: float, scale: Scale, band: str) -> None:
        target = row.target
        x = scale.x(rank)
        dot = f"dot-{len(self._shapes)}"
        best, worst = target.rank_best, target.rank_worst
        if best is not None and worst is not None:
            low, high = scale.x(best), scale.x(worst)
            if worst > best:
                self._items.append(Stroke(((low, middle), (high, middle)), "ink", 1.8, ends=(band, dot)))
            for end in dict.fromkeys((low, high)) if worst > best else ():
                cap = ((end, middle - CAP / 2), (end, middle + CAP / 2))
                self._items.append(Stroke(cap, "ink", 1.2, ends=(band, dot)))
            said = f"({best}–{worst})"
        else:
            said = ""
        self._shapes.append(dot)
        colour = target.direction if row.several == 1 and target.direction else "soft"
        self._items.append(Shape(dot, x - DOT / 2, middle - DOT / 2, DOT, DOT, "circle", colour, "box", 0.8))
        top = middle - PITCH / 2
        columns = self._columns
        self._items += blocks.column(
            (str(rank),), columns.number + columns.rank_width, top, bold=True, anchor="end", owner=band
        )
        self._items += blocks.column(
            (said,), columns.number + columns.rank_width + 4, top, colour="soft", owner=band
        )

    def _unranked(self, target: Target, middle: float, scale: Scale, band: str) -> None:
        columns = self._columns
        mark = f"open-{len(self._shapes)}"
        self._shapes.append(mark)
        size = DOT + 2
        x = scale.first
        self._items.append(
            Shape(mark, x - size / 2, middle - size / 2, size, size, "diamond", "box", "ink", 1.1)
        )
        lines = self._reports(target)
        top = middle - PITCH * (1 if columns.narrow else len(lines)) / 2
        self._items += blocks.column(lines, columns.report, top, owner=band)

    def _cells(self, row: Row, middle: float, band: str) -> None:
        target = row.target
        several = row.several > 1
        count = len(target.studies.named)
        cells = {
            "Studies": "1 each" if several else str(count) if count else "",
            "Reach": "" if several or target.rank is None else str(target.reach),
            "Conflict": "" if several else "yes" if target.conflict else "no",
            "Held by": "" if several else blocks.letters(target.roles),
        }
        for name, x in self._columns.places.items():
            self._items += blocks.column((cells[name],), x, middle - PITCH / 2, anchor="middle", owner=band)
        if not self._columns.narrow and not several:
            lines = self._level(target)
            top = middle - PITCH * len(lines) / 2
            self._items += blocks.column(lines, self._columns.level, top, owner=band)

    # Head, grid, texts

    def _head(self, scale: Scale) -> float:
        columns = self._columns
        bottom = columns.head
        top = bottom - PITCH - 3
        self._items += blocks.column(("Belief",), columns.label, 0 if columns.narrow else top, bold=True)
        name = "By count" if self._few else "Rank (best–worst)"
        self._items += blocks.column((name,), columns.axis - DOT / 2, top - PITCH, bold=True)
        for tick in scale.ticks:
            self._items += blocks.column((str(tick),), scale.x(tick), top, colour="soft", anchor="middle")
        for title, x in columns.places.items():
            self._items += blocks.column((title,), x, top, bold=True, anchor="middle")
        if columns.narrow:
            self._items += blocks.column(("CERQual",), self._width - 1, 0, bold=True, anchor="end")
        else:
            self._items += blocks.column(("CERQual",), columns.level, top, bold=True)
        self._items.append(Stroke(((0, bottom), (self._width, bottom)), "ink", 1.0))
        return bottom + 1.5

    def _grid(self, scale: Scale, top: float, bottom: float) -> None:
        """Draw the lines of the ticks beneath the dots and above the shaded rows."""
        shapes = tuple(self._shapes)
        lines = [
            Stroke(((scale.x(tick), top), (scale.x(tick), bottom)), "rule", 0.5, ends=shapes)
            for tick in scale.ticks
        ]
        bands = [item for item in self._items if isinstance(item, Shape) and item.fill == "tag"]
        rest = [item for item in self._items if item not in bands]
        self._items = [*bands, *(lines if not self._columns.narrow else ()), *rest]

    def _text(self, lines: Sequence[str], y: float, *, x: float = 0.0, bold: bool = False) -> float:
        self._items += blocks.column(lines, x, y, bold=bold, colour="ink" if bold else "soft")
        return y + PITCH * len(lines)

    def _rule(self, y: float) -> float:
        self._items.append(Stroke(((0, y), (self._width, y)), "outline", 0.6))
        return y

    def _block(self, rows: Sequence[Row], out: Sequence[Row], y: float) -> float:
        """Draw the beliefs that are only reported."""
        y = self._rule(y + 4) + 3
        y = self._text(self._heading(), y, bold=True) + 1
        scale = Scale([], self._columns)
        for row in rows:
            y = self._draw(row, y, scale, shaded=False)
        left = f"{many(len(out), 'more belief')} reported only, not drawn." if out else ""
        return self._text(blocks.filled(left, self._width - self._columns.label), y, x=self._columns.label)

    def _heading(self) -> tuple[str, ...]:
        heading = "Reported by reviews only: not ranked, no study behind every step can be named here"
        return blocks.filled(heading, self._width, bold=True)

    def _fitting(self, rows: Sequence[Row], room: float) -> list[Row]:
        """Return the rows that fit into a height: from the top, but the last if it stands for several."""
        if sum(row.height for row in rows) <= room:
            return [*rows]
        last = [row for row in rows[-1:] if row.several > 1]
        room -= sum(row.height for row in last) + PITCH * (
            3 if self._columns.tiny else 2 if self._columns.narrow else 1
        )
        shown: list[Row] = []
        for row in rows[: len(rows) - len(last)]:
            room -= row.height
            if room < 0:
                break
            shown.append(row)
        return [*shown, *last]

    def _left_out(self, rows: Sequence[Row]) -> tuple[str, ...]:
        if not rows:
            return ()
        count = sum(row.several for row in rows)
        first, last = rows[0].target.rank, rows[-1].target.rank
        ranks = f"rank {first}" if first == last else f"ranks {first} to {last}"
        said = f"{many(count, 'more ranked belief')} not drawn: {ranks}. The command targets lists all."
        return blocks.filled(said, self._width - self._columns.label)

    def _inferred_line(self) -> tuple[str, ...]:
        if not self._inferred:
            return ()
        said = f"{many(len(self._inferred), 'more belief')} reported, but not as a reason: the step is our reading; not ranked."
        return blocks.filled(said, self._width)


def _widest(rows: Sequence[Target]) -> Target:
    """Return the first of some rows with the best and the worst rank of them all."""
    best = [row.rank_best for row in rows if row.rank_best is not None]
    worst = [row.rank_worst for row in rows if row.rank_worst is not None]
    return rows[0].with_range(min(best), max(worst), pareto=False) if best and worst else rows[0]

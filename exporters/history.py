"""Loads and changes as rows for a reviewer: which cell of which row of a table said what before and says what now.

A record is shown as the row that made it: properties and links under the column of the evidence tables that
states them. What no table has, because another format brought it, is shown under its own name.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ..graph.bookkeeping import Stored, place_of
from ..graph.model import FAMILIES, KIND, LINK_KINDS
from ..graph.unshared import INSTEAD
from ..loaders.columns import TABLES
from ..loaders.fields import REF

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from ..graph.changes import Change, Load
    from ..graph.records import Value
    from ..graph.store import Row
    from ..loaders.fields import Column, Table

LOAD_COLUMNS = ("load", "at", "what", "sources", "added", "changed", "removed", "moved")
CHANGE_COLUMNS = ("load", "at", "source", "what", "table", "id", "column", "before", "after", "place")

_TABLE_OF: dict[str, Table] = {table.kind: table for table in TABLES}
_SPOKEN = {"direction_given": "direction (as written)"}
"""Properties that no column holds under their own name."""


def load_rows(loads: Sequence[Load]) -> list[Row]:
    """Return one row for each load: its number, time, sources and counts."""
    return [
        {
            "load": load.number,
            "at": load.at,
            "what": load.what,
            "sources": list(load.sources),
            "added": sum(one.added for one in load.counts.values()),
            "changed": sum(one.changed for one in load.counts.values()),
            "removed": sum(one.removed for one in load.counts.values()),
            "moved": sum(one.moved for one in load.counts.values()),
            "seconds": load.seconds,
            "model_version": load.model_version,
            "written_by": load.written_by,
            "by_source": [
                {
                    "source": name,
                    "added": one.added,
                    "changed": one.changed,
                    "removed": one.removed,
                    "moved": one.moved,
                    "moved_only": one.moved_only,
                    "counts_only": one.whole,
                }
                for name, one in load.counts.items()
            ],
        }
        for load in loads
    ]


def change_rows(
    changes: Sequence[Change], times: Mapping[int, str], hidden: Collection[str] = ()
) -> list[Row]:
    """Return one row for each cell that is not what it was; an added or removed record gives all its cells.

    ``times`` tells when each load was, ``hidden`` the quotes (``Quote/id``) whose text is not to be shown.
    """
    rows: list[Row] = []
    for change in changes:
        kind, _, identifier = change.about.partition("/")
        place = place_of(Stored("", "", change.place))
        table = _TABLE_OF.get(kind)
        for column, before, after in _differences(kind, change, shown=change.about not in hidden):
            rows.append(
                {
                    "load": change.load,
                    "at": times.get(change.load),
                    "source": change.source,
                    "what": change.what,
                    "table": table.name if table else place.table or kind,
                    "id": identifier,
                    "column": column,
                    "before": before,
                    "after": after,
                    "place": str(place),
                    "record": change.about,
                }
            )
    return rows


def abouts(record: str) -> list[str]:
    """Return the records that a person may mean by ``Quote/q1``, ``quotes/q1`` or ``q1``: their ``kind/id``.

    >>> abouts("quotes/q1")[0]
    'Quote/q1'
    """
    named, _, identifier = record.partition("/")
    kinds = [
        table.kind
        for table in TABLES
        if named.casefold() in (table.kind.casefold(), table.name) and identifier
    ]
    return [
        *(f"{kind}/{identifier}" for kind in kinds),
        *(f"{kind}/{record}" for kind in (*KIND, *LINK_KINDS)),
    ]


def _differences(kind: str, change: Change, *, shown: bool) -> Iterator[tuple[str, Value, Value]]:
    """Yield (column, before, after) of every cell that differs; at least one, so that no change is invisible."""
    before, after = _cells(kind, change.before), _cells(kind, change.after)
    different = [name for name in _in_order(kind, {**before, **after}) if before.get(name) != after.get(name)]
    for name in different:
        if not shown and name in _may_hold_text(kind, different):
            yield name, INSTEAD if name in before else None, INSTEAD if name in after else None
        else:
            yield name, before.get(name), after.get(name)
    if not different:
        yield "", None, None


def _may_hold_text(kind: str, names: Collection[str]) -> set[str]:
    """Return which cells may hold a quote's text: its own, and columns that the user added (a translation, the passage)."""
    known = {prop.name for prop in KIND[kind].properties}
    links = {column.name for column in _TABLE_OF[kind].columns if column.relation}
    return {name for name in names if name == "text" or name not in known | links}


def _in_order(kind: str, names: Collection[str]) -> list[str]:
    """Return names of cells as the table orders its columns, others behind."""
    table = _TABLE_OF.get(kind)
    order = {column.name: at for at, column in enumerate(table.columns)} if table else {}
    return sorted(names, key=lambda name: (order.get(name, len(order)), name))


def _cells(kind: str, body: str | None) -> dict[str, Value]:
    """Return what a record says as the cells of its row."""
    if body is None:
        return {}
    properties, links = json.loads(body)
    cells: dict[str, Value] = {_SPOKEN.get(name, name): value for name, value in properties.items()}
    lists: dict[str, list[Value]] = {}
    for relation, start_kind, start, end_kind, end, said in links:
        ends = ((start_kind, start), (end_kind, end))
        if kind in LINK_KINDS:
            for name, value in (*_named_ends(kind, relation, ends), *said.items()):
                _once(lists.setdefault(name, []), value)
            continue
        # The row is one end of its links; the other is what the cell holds.
        other_kind, other = ends[0] if end_kind == kind and start_kind != kind else ends[1]
        column = _column(kind, relation, other_kind)
        words = ", ".join(f"{name}: {_words(value)}" for name, value in sorted(said.items()))
        lists.setdefault(column.name if column else relation.lower(), []).append(
            f"{other} ({words})" if words else other
        )
    for name, values in lists.items():
        cells[name] = values[0] if len(values) == 1 and not _many(kind, name) else values
    return cells


def _named_ends(
    kind: str, relation: str, ends: tuple[tuple[str, str], tuple[str, str]]
) -> Iterator[tuple[str, Value]]:
    """Yield the columns of a row that is only a link which its two ends fill in."""
    for column in _TABLE_OF[kind].columns:
        if column.type == REF:
            yield from ((column.name, identifier) for end, identifier in ends if end == column.refers)
        elif column.name == "stance":
            yield column.name, relation.lower()


def _once(values: list[Value], value: Value) -> None:
    if value not in values:
        values.append(value)


def _column(kind: str, relation: str, refers: str) -> Column | None:
    """Return the column of a kind's table that states such a link."""
    table = _TABLE_OF.get(kind)
    fitting = [column for column in table.columns if column.relation == relation] if table else []
    if len(fitting) == 1:
        return fitting[0]
    return next(
        (one for one in fitting if refers == one.refers or refers in FAMILIES.get(one.refers, ())), None
    )


def _many(kind: str, name: str) -> bool:
    table = _TABLE_OF.get(kind)
    column = table.column(name) if table else None
    return column.many if column else False


def _words(value: Value) -> str:
    return ";".join(map(str, value)) if isinstance(value, list) else str(value)

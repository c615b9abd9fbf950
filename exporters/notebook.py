"""Answers for notebooks: an HTML table that escapes everything, and a pandas DataFrame."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from ..errors import ExtraMissing
from .rows import cell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import ModuleType

    import pandas as pd

    from ..graph.records import Value
    from ..queries.header import Column

MOST_ROWS = 200
"""Rows of a table in a notebook; a longer one makes the page slow."""

SAFE = 'class="tex2jax_ignore mathjax_ignore"'
"""Or notebooks take what stands between two dollar signs for a formula."""

_DTYPES = {"text": "string", "role": "string", "printed unit": "string", "boolean": "boolean"}
"""Types of columns by their kind; ids are text too, counts and numbers Int64, lists and maps objects."""
_NUMBERS = ("integer", "printed number")


def html_table(
    rows: Sequence[Mapping[str, Value]], columns: Sequence[Column], caption: str, notes: Sequence[str]
) -> str:
    """Return rows as an HTML table with its caption above and what must be said of it below.

    Everything that comes from a library is escaped: a label is text, never markup.
    """
    head = "".join(map(_header, columns))
    body = "".join(
        f"<tr>{''.join(_cell(row.get(column.name)) for column in columns)}</tr>" for row in rows[:MOST_ROWS]
    )
    below = [*notes]
    if len(rows) > MOST_ROWS:
        below.insert(0, f"The first {MOST_ROWS} of {len(rows):,} rows; .rows and .to_pandas() hold all.")
    elif not rows:
        below.insert(0, "Nothing fits.")
    return (
        f"<div {SAFE}>"
        f"<p><b>{html.escape(caption)}</b></p>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        f"{''.join(f'<p>{html.escape(note)}</p>' for note in below)}</div>"
    )


def _header(column: Column) -> str:
    title = f' title="{html.escape(column.words)}"' if column.words else ""
    return f"<th{title}>{html.escape(column.name)}</th>"


def _cell(value: Value) -> str:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    side = "right" if number else "left"
    return f'<td style="text-align: {side}">{html.escape(cell(value))}</td>'


def frame(
    rows: Sequence[Mapping[str, Value]], columns: Sequence[Column], about: Mapping[str, Value]
) -> pd.DataFrame:
    """Return rows as a DataFrame; ``about`` goes into its ``attrs``.

    The type of a column depends on its kind alone, never on the rows: whole numbers are Int64, so that one which
    is missing leaves the others whole; text and ids are string; lists and maps stay what they are.

    Raises ExtraMissing without pandas.
    """
    try:
        import pandas
    except ImportError as error:
        raise ExtraMissing(
            "pandas is not installed, so there is no DataFrame. Install it with: pip install 'beliefgraph[pandas]'"
        ) from error
    found = pandas.DataFrame(
        {column.name: _series(pandas, [row.get(column.name) for row in rows], column) for column in columns}
    )
    found.attrs.update(about)
    return found


def _series(pandas: ModuleType, values: list[Value], column: Column) -> pd.Series[Any]:
    try:
        return pandas.Series(values, dtype=_dtype(column))
    except (TypeError, ValueError):  # a question of the user's own that does not hold what its header says
        return pandas.Series(values, dtype="object")


def _dtype(column: Column) -> str:
    if column.is_count or column.kind in _NUMBERS:
        return "Int64"
    return "string" if column.is_id else _DTYPES.get(column.kind, "object")

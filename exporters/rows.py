"""Rows as a table for the screen, CSV, JSON, one JSON object a line, or Markdown."""

from __future__ import annotations

import json
import re
import shutil
import textwrap
from typing import TYPE_CHECKING

from ..errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..graph.records import Value

FORMATS = ("table", "csv", "json", "ndjson", "markdown")
NARROWEST = 14
"""No column of a table on the screen is squeezed below this many characters."""
WORD = 24
"""Words of up to this many characters are not broken."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_MARKUP = re.compile(r"([\\`*_\[\]<>|#~$])")


def render(rows: Sequence[Mapping[str, Value]], columns: Sequence[str], format: str) -> str:  # noqa: A002
    """Return ``rows`` as text in one of :data:`FORMATS`; no rows give the headers, or ``[]``.

    CSV begins every text and header that a spreadsheet would run as a formula with an apostrophe. Lists are joined by
    ``;`` except in JSON, where everything keeps its type.

    >>> print(render([{"id": "b1", "studies": 2}], ["id", "studies"], "ndjson"))
    {"id": "b1", "studies": 2}
    """
    if format == "json":
        return json.dumps([dict(row) for row in rows], ensure_ascii=False, indent=2)
    if format == "ndjson":
        return "\n".join(json.dumps(dict(row), ensure_ascii=False) for row in rows)
    if format == "csv":
        return _csv(rows, columns)
    if format in ("table", "markdown"):
        return _grid(rows, columns, format)
    raise InputError(f"There is no output format {format}. Choose one of {', '.join(FORMATS)}.")


def cell(value: Value) -> str:
    """Return a value as one cell: lists joined by ``;``, maps as JSON, nothing for a missing value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        if any(isinstance(part, dict | list) for part in value):
            return json.dumps(value, ensure_ascii=False)
        return "; ".join(cell(part) for part in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _csv(rows: Sequence[Mapping[str, Value]], columns: Sequence[str]) -> str:
    lines = [
        [_harmless(column) for column in columns],
        *([_harmless(row.get(column)) for column in columns] for row in rows),
    ]
    return "\n".join(",".join(map(_quoted, line)) for line in lines)


def _quoted(text: str) -> str:
    """Quote a cell as RFC 4180 does; the csv module leaves a lone carriage return bare, and readers end the row there."""
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if any(mark in text for mark in ',;"\n\r') else text


def _harmless(value: Value) -> str:
    text = cell(value)
    return f"'{text}" if not isinstance(value, int | float) and text.startswith(FORMULA) else text


def _grid(rows: Sequence[Mapping[str, Value]], columns: Sequence[str], format: str) -> str:  # noqa: A002
    from tabulate import tabulate

    cells = [[_one_line(cell(row.get(column)), format) for column in columns] for row in rows]
    if format == "markdown":
        return tabulate(cells, headers=list(map(escaped, columns)), tablefmt="pipe", disable_numparse=True)
    used = [index for index in range(len(columns)) if not cells or any(row[index] for row in cells)]
    names, cells = [columns[index] for index in used], [[row[index] for index in used] for row in cells]
    widths, room = _needed(cells, names), _room(names)
    if len(rows) == 1 and sum(widths) > room:
        return _one_thing(rows[0], names)
    if sum(min(width, NARROWEST) for width in widths) > room:
        return _paragraphs(cells, names)
    least = [
        min(WORD, max([NARROWEST, *(_longest(row[index]) for row in cells)])) for index in range(len(names))
    ]
    return tabulate(
        cells,
        headers=names,
        tablefmt="simple",
        disable_numparse=True,
        maxcolwidths=_squeezed(widths, least, room),
    )


def _one_thing(row: Mapping[str, Value], columns: Sequence[str]) -> str:
    """Return a single row that is too wide for the screen as a list, one line a value."""
    lines: list[str] = []
    for column in columns:
        value = row[column]
        if isinstance(value, dict):
            lines.append(f"{column}:")
            lines += _wrapped({f"  {key}": cell(part) for key, part in sorted(value.items())})
        else:
            lines += _wrapped({column: cell(value)})
    return "\n".join(lines)


def _wrapped(values: Mapping[str, str]) -> list[str]:
    width = shutil.get_terminal_size((120, 40)).columns
    return [
        line
        for name, value in values.items()
        for line in textwrap.wrap(
            f"{name}: {_one_line(value, 'table')}", width, subsequent_indent="      ", drop_whitespace=True
        )
    ]


def _paragraphs(cells: Sequence[Sequence[str]], columns: Sequence[str]) -> str:
    """Return rows of too many columns for the screen as numbered paragraphs; empty cells are left out."""
    width = shutil.get_terminal_size((120, 40)).columns
    lines: list[str] = []
    for number, row in enumerate(cells, start=1):
        text = " · ".join(f"{column}: {value}" for column, value in zip(columns, row, strict=True) if value)
        lines += textwrap.wrap(text, width, initial_indent=f"{number}. ", subsequent_indent="   ")
    return "\n".join(lines)


def plain(text: str) -> str:
    """Return text as one line without control characters: what a file says must not steer the screen."""
    return "".join(character if character.isprintable() else " " for character in " ".join(text.split()))


def escaped(text: str) -> str:
    """Return text as one line in which nothing is read as Markdown or HTML, and no bar ends a cell.

    >>> escaped("<b> & more")
    '\\\\<b\\\\> &amp; more'
    """
    return _MARKUP.sub(r"\\\1", plain(text)).replace("&", "&amp;")


def _one_line(text: str, format: str) -> str:  # noqa: A002
    """Keep a cell inside its cell: no line breaks, no control characters, in Markdown no markup."""
    return escaped(text) if format == "markdown" else plain(text)


def _needed(cells: Sequence[Sequence[str]], columns: Sequence[str]) -> list[int]:
    return [max([len(column), *(len(row[index]) for row in cells)]) for index, column in enumerate(columns)]


def _room(columns: Sequence[str]) -> int:
    """Return how many characters the screen has for cells; two stand between columns."""
    return shutil.get_terminal_size((120, 40)).columns - 2 * (len(columns) - 1)


def _longest(text: str) -> int:
    return max(map(len, text.split()), default=0)


def _squeezed(widths: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Share the screen between the columns: each gets what it needs until the widest must give way."""
    given = list(widths)
    while sum(given) > room:
        widest = max(range(len(given)), key=lambda index: given[index] - least[index])
        if given[widest] <= least[widest]:
            break
        given[widest] = max(least[widest], given[widest] - max(1, (sum(given) - room) // 2))
    return given

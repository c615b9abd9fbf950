"""Printing: data to stdout or a file, words for people to stderr."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..library import Filters, Library, Result


def emit(text: str, output: str | None, *, excel: bool = False) -> None:
    """Write data to ``output`` or stdout. ``excel`` begins a file with the mark by which Excel knows UTF-8."""
    if output is None:
        click.echo(text)
    else:
        Path(output).write_text(text + "\n", encoding="utf-8-sig" if excel else "utf-8")
        say(f"Written to {output}.")


def say(text: str) -> None:
    """Tell a person something on stderr, unless they asked for quiet."""
    context = click.get_current_context(silent=True)
    if text and not (context is not None and (context.find_root().obj or {}).get("quiet")):
        click.echo(harmless(text), err=True)


def harmless(text: str) -> str:
    """Return text without control characters, line breaks apart: what a file says must not steer the screen."""
    return "".join(character if character.isprintable() or character == "\n" else " " for character in text)


def emit_rows(
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[str],
    shape: str,
    output: str | None,
    *,
    counts: bool = False,
    notes: str = "",
) -> None:
    """Write rows in the wanted form.

    ``notes`` (filters in use, warnings) and the footer that belongs to ``counts`` stand around a table, and
    on stderr beside data for programs.
    """
    from ..analysis.shapes import FOOTER
    from ..exporters.rows import render

    text = render(rows, columns, shape)
    footer = FOOTER if counts else ""
    if shape in ("table", "markdown"):
        body = text if rows else f"{text}\n(nothing found)"
        emit("\n\n".join(part for part in (notes, body, footer) if part), output)
    else:
        emit(text, output, excel=shape == "csv")
        say(notes)
        say(footer)


def emit_result(
    library: Library,
    found: Result,
    filters: Filters,
    shape: str,
    output: str | None,
    top: int | None = None,
) -> None:
    """Print a result: in words, as flat rows, or whole for programs; one that is no list as one object."""
    from ..analysis.shapes import FOOTER
    from ..exporters.flat import flat

    if shape == "table":
        emit(library.words(found, filters, top=top), output)
        return
    rows: Any
    rows, columns = (found.to_json(), ()) if shape in ("json", "ndjson") else flat(found)
    if isinstance(rows, dict):
        emit(json.dumps(rows, ensure_ascii=False, indent=2 if shape == "json" else None), output)
        say(library.remarks(found, filters))
        say(FOOTER)
        return
    emit_rows(rows[:top], columns, shape, output, counts=True, notes=library.remarks(found, filters))

"""Printing: data to stdout or a file, words for people to stderr."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def emit(text: str, output: str | None) -> None:
    """Write data to ``output`` or stdout."""
    if output is None:
        click.echo(text)
    else:
        Path(output).write_text(text + "\n", encoding="utf-8")
        click.echo(f"Written to {output}.", err=True)


def say(text: str) -> None:
    """Tell a person something on stderr."""
    if text:
        click.echo(text, err=True)


def emit_rows(
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[str],
    shape: str,
    output: str | None,
    *,
    counts: bool = False,
) -> None:
    """Write rows in the wanted form. The footer that belongs to ``counts`` stands under a table, and beside data for programs."""
    from ..library import FOOTER, render

    text = render(rows, columns, shape)
    for_people = shape in ("table", "markdown")
    emit(f"{text}\n\n{FOOTER}" if counts and for_people else text, output)
    if counts and not for_people:
        say(FOOTER)

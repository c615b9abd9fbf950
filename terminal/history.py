"""The command that shows what loads changed: changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from .options import db_option, output_options
from .printing import emit, emit_rows
from .session import session_of

if TYPE_CHECKING:
    from collections.abc import Mapping


@click.command()
@click.option(
    "--load",
    "number",
    type=click.IntRange(min=1),
    metavar="N",
    help="Show what load N changed, cell by cell.",
)
@click.option(
    "--record", metavar="ID", help="Show what became of one row: its id, or kind and id (Quote/q1)."
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many rows.")
@output_options()
@db_option
@click.pass_context
def changes(
    ctx: click.Context,
    number: int | None,
    record: str | None,
    limit: int | None,
    shape: str,
    output: str | None,
) -> None:
    """List the last 50 loads, newest first, or show what they changed.

    After an error that leaves it unknown whether a load was stored: compare the first line with the number,
    time and counts in the message. If it is another load, load again; the same files twice change nothing.

    \b
    Example: beliefgraph changes --load 3
    """
    from ..exporters.history import CHANGE_COLUMNS, LOAD_COLUMNS

    library = session_of(ctx).library
    rows: list[Any] = library.changes(limit=limit, load=number, record=record)
    if number is None and record is None:
        emit_rows(rows, LOAD_COLUMNS, shape, output)
        return
    columns: tuple[str, ...] = CHANGE_COLUMNS
    notes = ""
    if number is not None:
        (entry,) = (one for one in library.changes() if one["load"] == number)
        notes = _words(entry)
    elif not rows:
        notes = f"{record} is as it was when its source was first loaded, or as it was 50 loads ago."
    if shape in ("table", "markdown"):
        if not rows:
            emit(notes, output)
            return
        # A person finds a row by its id; number and time of a load stand in the words above.
        apart = ("place",) if number is None else ("load", "at", "place")
        columns = tuple(name for name in columns if name not in apart)
    emit_rows(rows, columns, shape, output, notes=notes)


def _words(load: Mapping[str, Any]) -> str:
    """Return what a load was in a sentence, and of what it keeps counts only."""
    lines = [
        f"Load {load['load']}, {load['at']}: {load['what']} {', '.join(load['sources'])}.".replace(" .", ".")
    ]
    for one in load["by_source"]:
        counts = f"{one['source']}: {one['added']} added, {one['changed']} changed, {one['removed']} removed"
        if one["moved"]:
            counts += f", {one['moved']} only moved to another place"
        if one["counts_only"]:
            counts += ". It came or went as a whole, so its rows are not listed"
        lines.append(f"{counts}.")
    return "\n".join(lines)

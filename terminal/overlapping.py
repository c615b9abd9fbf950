"""The command overlap: which studies reviews share."""

from __future__ import annotations

import json
from typing import Any

import click

from .options import db_option, filter_options, filters_of, output_options
from .printing import emit, emit_rows, say
from .session import session_of


@click.command()
@click.option(
    "--top",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="Most pairs on the screen; json has all.",
)
@filter_options
@output_options()
@db_option
@click.pass_context
def overlap(ctx: click.Context, /, top: int, shape: str, output: str | None, **options: Any) -> None:
    """Show which studies reviews share: in pairs, over all (corrected covered area), and as a matrix.

    csv and markdown hold the matrix of studies and reviews. Where the list of a review is missing, what it shares is not known.

    \b
    Example: beliefgraph overlap
    Example: beliefgraph overlap --format csv --output overlap.csv
    """
    from ..exporters.words_overlap import overlap_rows, overlap_text

    filters = filters_of(options)
    found = session_of(ctx).library.overlap(filters)
    notes = filters.describe()
    if shape == "table":
        emit(overlap_text(found, top, notes), output)
    elif shape in ("json", "ndjson"):
        emit(json.dumps(found.to_json(), ensure_ascii=False, indent=2 if shape == "json" else None), output)
        say(notes)
    else:
        rows, columns = overlap_rows(found)
        emit_rows(rows, columns, shape, output, notes=notes)

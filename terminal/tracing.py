"""The command that traces how one thing is said to lead to another: paths."""

from __future__ import annotations

from typing import Any

import click

from .options import db_option, filter_options, filters_of, output_options
from .printing import emit_result
from .session import session_of


@click.command()
@click.argument("start", metavar="FROM")
@click.argument("end", metavar="TO")
@click.option("--max-steps", type=click.IntRange(1, 10), default=4, show_default=True, help="Longest path.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=100,
    show_default=True,
    help="Most paths to list, strongest first.",
)
@filter_options
@output_options()
@db_option
@click.pass_context
def paths(
    ctx: click.Context,
    /,
    start: str,
    end: str,
    max_steps: int,
    limit: int,
    shape: str,
    output: str | None,
    **options: Any,
) -> None:
    """Show how FROM is said to lead to TO, step by step, with the studies behind each step.

    \b
    Example: beliefgraph paths "fear of litigation" "order imaging"
    """
    filters = filters_of(options)
    library = session_of(ctx).library
    found = library.paths(start, end, max_steps=max_steps, limit=limit, filters=filters)
    emit_result(library, found, filters, shape, output)

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
@click.option("--via", multiple=True, metavar="NAME", help="Only paths that pass this; several: all of them.")
@click.option(
    "--without",
    multiple=True,
    metavar="NAME",
    help="Only paths that do not pass this; several: none of them.",
)
@click.option(
    "--told-whole",
    is_flag=True,
    help="Only paths of which one speaker, group, study or review finding tells every step.",
)
@click.option("--loops", is_flag=True, help="List only the loops that these paths meet.")
@click.option(
    "--rests-on",
    is_flag=True,
    help="Say instead on how few named studies all paths rest: without these none is left.",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    default=10.0,
    show_default=True,
    help="Seconds that --rests-on may search.",
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
    via: tuple[str, ...],
    without: tuple[str, ...],
    told_whole: bool,
    loops: bool,
    rests_on: bool,
    time_limit: float,
    shape: str,
    output: str | None,
    **options: Any,
) -> None:
    """Show how FROM is said to lead to TO, step by step, with the studies behind each step.

    \b
    Example: beliefgraph paths "fear of litigation" "order imaging"
    Example: beliefgraph paths "fear of litigation" "order imaging" --rests-on
    """
    filters = filters_of(options)
    library = session_of(ctx).library
    if rests_on:
        if via or told_whole or loops:
            raise click.UsageError(
                "--rests-on is worked out over all paths from FROM to TO. Leave out --via, --told-whole and --loops."
            )
        resting = library.rests_on(
            start, end, max_steps=max_steps, without=without, time_limit=time_limit, filters=filters
        )
        emit_result(library, resting, filters, shape, output)
        return
    found = library.paths(
        start,
        end,
        max_steps=max_steps,
        limit=limit,
        via=via,
        without=without,
        told_whole=told_whole,
        filters=filters,
    )
    emit_result(library, found.loops if loops else found, filters, shape, output)

"""The command that ranks what is said to lead to a behaviour: targets."""

from __future__ import annotations

from typing import Any

import click

from .options import db_option, filter_options, filters_of, output_options
from .printing import emit_result
from .publishing import emit_printed
from .session import session_of


@click.command()
@click.argument("behaviour")
@click.option(
    "--by",
    type=click.Choice(["belief", "domain"]),
    default="belief",
    show_default=True,
    help="What is ranked.",
)
@click.option(
    "--direction",
    type=click.Choice(["encourages", "discourages"]),
    help="Rank only what is said to encourage, or to discourage; mixed is in both.",
)
@click.option(
    "--order",
    metavar="A,B",
    help="Rank by these instead: studies, reach, direct, elaboration, conflict, emphasis.",
)
@click.option(
    "--min-studies", type=click.IntRange(min=1), help="List only ranked rows with that many named studies."
)
@click.option("--min-reach", type=click.IntRange(min=1), help="List only ranked beliefs of that reach.")
@click.option(
    "--pareto",
    is_flag=True,
    help="List only rows that no other beats in studies, reach (by domain: beliefs) and absence of conflict together.",
)
@click.option("--why", metavar="RANK", help="Open a rank, or a row by its id, to paths, studies and quotes.")
@click.option(
    "--depends",
    is_flag=True,
    help="Show instead how far each rank depends on choices: which claims count, what is turned, whose mappings, "
    "which reviews.",
)
@click.option(
    "--as",
    "as_",
    type=click.Choice(["ranking"]),
    help="Write it as a table for a paper: joint ranks, n (%), elaboration, mixed. The name of --output decides the form: .docx, "
    ".xlsx, .html, .md, .csv.",
)
@click.option("--top", type=click.IntRange(min=1), help="Only the first rows of the table.")
@filter_options
@output_options()
@db_option
@click.pass_context
def targets(
    ctx: click.Context,
    /,
    behaviour: str,
    by: str,
    direction: str | None,
    order: str | None,
    min_studies: int | None,
    min_reach: int | None,
    pareto: bool,
    why: str | None,
    depends: bool,
    as_: str | None,
    top: int | None,
    shape: str,
    output: str | None,
    **options: Any,
) -> None:
    """Rank the beliefs, or the TDF domains, that are said to lead to BEHAVIOUR.

    Beside each rank stand the best and the worst that it becomes when any one study is left out.

    \b
    Example: beliefgraph targets "order imaging" --by domain
    Example: beliefgraph targets "order imaging" --why 1
    Example: beliefgraph targets "order imaging" --depends
    Example: beliefgraph targets "order imaging" --by domain --as ranking --output ranking.docx
    """
    filters = filters_of(options)
    library = session_of(ctx).library
    ways: dict[str, Any] = {
        "by": by,
        "direction": direction,
        "order": [one.strip() for one in order.split(",")] if order else None,
        "filters": filters,
    }
    if as_ is not None and (why is not None or depends or top):
        raise click.UsageError("--as ranking prints every row. Leave out --why, --depends and --top.")
    if why is not None or depends:
        if why is not None and depends:
            raise click.UsageError(
                "--why opens a row and --depends compares rankings. Leave one of them out."
            )
        if min_studies or min_reach or pareto:
            raise click.UsageError(
                "--why and --depends take every row. Leave out --min-studies, --min-reach and --pareto."
            )
        opened = (
            library.why(behaviour, why, **ways) if why is not None else library.sensitivity(behaviour, **ways)
        )
        emit_result(library, opened, filters, shape, output, top)
        return
    found = library.targets(
        behaviour, **ways, min_studies=min_studies or 0, min_reach=min_reach or 0, pareto=pareto
    )
    if as_ is not None:
        emit_printed(library.printed_ranking(found, filters=filters), shape, output)
        return
    emit_result(library, found, filters, shape, output, top)

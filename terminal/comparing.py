"""The commands that set voices against each other: contrast, contradictions."""

from __future__ import annotations

from typing import Any

import click

from .options import db_option, filter_options, filters_of, output_options, parted
from .printing import emit, emit_result, emit_rows, say
from .session import session_of


@click.command()
@click.option("--belief", multiple=True, metavar="NAME", help="Only this belief; several: each of them.")
@click.option(
    "--roles",
    metavar="ROLE,ROLE",
    help="Columns: patient, clinician, carer, public, other; or all that were sampled.  [default: patient,clinician]",
)
@click.option(
    "--by",
    metavar="NAME,NAME",
    help="Columns are the values of this instead: profession, country, decade, any column of groups or studies; "
    "of several, their combinations.",
)
@click.option("--sentence", is_flag=True, help="Only the sentences, to paste into a paper.")
@filter_options
@output_options()
@db_option
@click.pass_context
def contrast(
    ctx: click.Context,
    /,
    belief: tuple[str, ...],
    roles: str | None,
    by: str | None,
    sentence: bool,
    shape: str,
    output: str | None,
    **options: Any,
) -> None:
    """Show who voices each belief, who contradicts it, and what the silence of the other studies means.

    \b
    Example: beliefgraph contrast --belief "fear of litigation"
    Example: beliefgraph contrast --by profession,decade --format csv --output contrast.csv
    """
    filters = filters_of(options)
    library = session_of(ctx).library
    found = library.contrast(
        belief or None, roles=parted(roles, "--roles"), by=parted(by, "--by"), filters=filters
    )
    if not sentence:
        emit_result(library, found, filters, shape, output)
        return
    rows, notes = library.sentences(found, filters), library.remarks(found, filters)
    if shape == "table":
        emit("\n\n".join(str(row["sentence"]) for row in rows), output)
        say(notes)
    else:
        emit_rows(rows, ("belief", "label", "column", "sentence"), shape, output, counts=True, notes=notes)


@click.command()
@click.option("--belief", multiple=True, metavar="NAME", help="Only this belief; several: each of them.")
@click.option(
    "--differences",
    is_flag=True,
    help="List instead what two coders or two reviews read differently, of every belief.",
)
@filter_options
@output_options()
@db_option
@click.pass_context
def contradictions(
    ctx: click.Context,
    /,
    belief: tuple[str, ...],
    differences: bool,
    shape: str,
    output: str | None,
    **options: Any,
) -> None:
    """List the beliefs that something stands against: studies, quotes and findings on either side.

    \b
    Example: beliefgraph contradictions
    Example: beliefgraph contradictions --belief "know the guideline"
    """
    filters = filters_of(options)
    library = session_of(ctx).library
    found = library.contradictions(belief or None, filters=filters)
    emit_result(library, found.differences if differences else found, filters, shape, output)

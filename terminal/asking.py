"""The commands that ask a library: questions, ask, cypher, map."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from .options import (
    db_option,
    filter_options,
    filters_of,
    output_options,
    parameters_of,
    parted,
    said_of,
    text_options,
    texts_of,
    writable,
)
from .printing import emit, emit_rows, say
from .publishing import FORMS, emit_printed
from .session import session_of


@click.command()
@click.argument("name", required=False)
@output_options()
@db_option
@click.pass_context
def questions(ctx: click.Context, name: str | None, shape: str, output: str | None) -> None:
    """List the questions of the catalogue, or show one with its parameters and its Cypher.

    \b
    Example: beliefgraph questions beliefs-behind-behaviour
    """
    library = session_of(ctx).library
    found = [library.question(name)] if name else library.questions()
    if name and shape == "table":
        emit(found[0].describe(), output)
        return
    rows = [question.to_json() for question in found]
    columns = (
        ("topic", "name", "question")
        if shape in ("table", "markdown", "csv")
        else tuple(rows[0])
        if rows
        else ()
    )
    emit_rows(rows, columns, shape, output)


@click.command()
@click.argument("name")
@click.option(
    "--param",
    "-p",
    "given",
    multiple=True,
    metavar="NAME=VALUE",
    help="A parameter of the question; ids, labels and aliases are accepted.",
)
@click.option("--explain", is_flag=True, help="Show the Cypher that would be sent, and its parameters.")
@click.option(
    "--as",
    "as_",
    type=click.Choice(FORMS),
    help="Write the answer as a document; 'belief-statements' becomes the table that papers print.",
)
@filter_options
@output_options()
@db_option
@click.pass_context
def ask(
    ctx: click.Context,
    /,
    name: str,
    given: tuple[str, ...],
    explain: bool,
    as_: str | None,
    shape: str,
    output: str | None,
    **options: Any,
) -> None:
    """Answer a question of the catalogue.

    \b
    Example: beliefgraph ask beliefs-behind-behaviour --param behaviour="order imaging"
    Example: beliefgraph ask belief-statements --as docx --output statements.docx
    """
    filters = filters_of(options)
    library = session_of(ctx).library
    if explain:
        emit(library.explain(name, filters=filters, **parameters_of(given)), output)
        return
    if as_ is not None:
        emit_printed(
            library.printed_answer(name, filters=filters, **parameters_of(given)), shape, output, as_
        )
        return
    answer = library.ask(name, filters=filters, **parameters_of(given))
    notes = "\n".join(part for part in (filters.describe(), library.shared_studies(answer, filters)) if part)
    emit_rows(answer.rows, answer.columns, shape, output, counts=answer.counts, notes=notes)


@click.command()
@click.argument("query")
@click.option(
    "--param",
    "-p",
    "given",
    multiple=True,
    metavar="NAME=VALUE",
    help="A parameter of the query; the value is read as JSON if it is JSON.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.1),
    default=60.0,
    show_default=True,
    help="Seconds after which the query is stopped.",
)
@output_options()
@db_option
@click.pass_context
def cypher(
    ctx: click.Context, query: str, given: tuple[str, ...], timeout: float, shape: str, output: str | None
) -> None:
    """Answer free Cypher. It can only read.

    \b
    Example: beliefgraph cypher 'MATCH (s:Study) RETURN s.id AS study ORDER BY study'
    """
    parameters = {name: _json_or_text(value) for name, value in parameters_of(given).items()}
    rows = session_of(ctx).library.cypher(query, timeout=timeout, **parameters)
    emit_rows(rows, tuple(rows[0]) if rows else (), shape, output)


def _json_or_text(value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        return value


@click.command(name="map")
@click.argument("what", nargs=-1, metavar="[KIND [NAME]...]")
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False),
    callback=writable,
    default="map.html",
    show_default=True,
    help="The page to write, an .html file.",
)
@click.option("--all", "everything", is_flag=True, help="Show every box, however many.")
@click.option(
    "--by",
    metavar="NAME,NAME",
    help="map gap: columns are the values of this instead of roles, as in contrast; role,country splits roles by country.",
)
@click.option("--open", "show", is_flag=True, help="Open the page.")
@text_options
@filter_options
@db_option
@click.pass_context
def draw_map(
    ctx: click.Context,
    /,
    what: tuple[str, ...],
    output: str,
    everything: bool,
    by: str | None,
    show: bool,
    **options: Any,
) -> None:
    """Draw a map: one page that answers one question, opens anywhere and needs no network.

    Every box and line opens what is behind it. Without arguments: the beliefs around the behaviour with most
    named studies. A NAME is an id, a label or an alias.

    \b
    map beliefs [BEHAVIOUR]   what is said to lead to a behaviour
    map paths FROM TO         how one thing is said to lead to another
    map themes [BEHAVIOUR]    beliefs, rolled up into themes that open in place
    map evidence BELIEF       a belief, its quotes and findings, who said them, where
    map targets [BEHAVIOUR]   which intervention target addresses which belief
    map loops [END]           what is said to lead back to where it began
    map gap [BEHAVIOUR]       who voices which belief, and what silence means

    \b
    Example: beliefgraph map beliefs "order imaging" --output order-imaging.html
    Example: beliefgraph map paths "fear of litigation" "order imaging"
    Example: beliefgraph map themes "order imaging" --role clinician
    Example: beliefgraph map evidence "fear of litigation"
    Example: beliefgraph map targets "order imaging" --all
    Example: beliefgraph map loops "order imaging"
    Example: beliefgraph map gap "order imaging" --by role,country
    """
    from ..maps.files import check_page

    check_page(output)
    filters = filters_of(options)
    library = session_of(ctx).library
    kind, *names = what or ("beliefs",)
    texts = texts_of(options)
    columns = parted(by, "--by")
    page = library.map(kind, *names, filters=filters, everything=everything, texts=texts, by=columns)
    said = said_of([output])
    say(said[page.write(output)])
    if page.warning:
        say(f"Warning: {page.warning}")
    if show:
        click.launch(str(Path(output).resolve()))

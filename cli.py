"""The command line: words and printing, no logic. Every command is one call of Library.

Data goes to stdout, everything for people to stderr. Exit codes: 0 fine, 1 an error of ours, 2 usage.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from pathlib import Path
from typing import Any

import click

from beliefgraph.errors import BeliefGraphError, FileProblems, LoadRefused
from beliefgraph.terminal.options import (
    db_option,
    filter_options,
    filters_of,
    output_options,
    parameters_of,
)
from beliefgraph.terminal.printing import emit, emit_rows, say
from beliefgraph.terminal.session import session_of


class Commands(click.Group):
    """The group of all commands; our own errors become one sentence and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; see the class."""
        try:
            return super().invoke(ctx)
        except BeliefGraphError as error:
            raise click.ClickException(str(error)) from error
        except KeyboardInterrupt:
            click.echo("Stopped; nothing was changed.", err=True)
            raise SystemExit(130) from None

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Keep the order in which a reviewer needs them."""
        return list(self.commands)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="beliefgraph", message="beliefgraph %(version)s")
@db_option
@click.option(
    "--questions",
    "folders",
    multiple=True,
    envvar="BELIEFGRAPH_QUESTIONS",
    type=click.Path(exists=True, file_okay=False),
    help="A folder with more question files.",
)
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but answers and errors.")
@click.pass_context
def cli(ctx: click.Context, folders: tuple[str, ...], quiet: bool) -> None:
    """Beliefs and evidence as a graph: load studies, quotes and findings, ask what is said to lead to a behaviour, and which beliefs are worth targeting.

    \b
    Start:   beliefgraph demo
    Your own data:   beliefgraph init my-review
    """
    ctx.ensure_object(dict).update(folders=folders, quiet=quiet)


@cli.command()
@click.option("--no-browser", is_flag=True, help="Do not open the map.")
@db_option
@click.pass_context
def demo(ctx: click.Context, no_browser: bool) -> None:
    """Show the main job on bundled evidence: how fear of litigation connects to ordering imaging.

    \b
    Example: beliefgraph demo
    """
    from beliefgraph.library import DEMO_DB

    ctx.ensure_object(dict).setdefault("db", DEMO_DB)
    ctx.ensure_object(dict)["quiet"] = True
    session = session_of(ctx)
    page = Path("demo-map.html")
    click.echo(session.library.demo(page, _program()))
    if not no_browser and _has_desktop():
        click.launch(str(page.resolve()))


def _program() -> str:
    """Return what to type for this command: its name, or its path if the name is not on the search path."""
    import shutil

    called = Path(sys.argv[0])
    if called.suffix == ".py" or shutil.which("beliefgraph") is not None:
        return "beliefgraph" if called.suffix != ".py" else "python -m beliefgraph"
    return os.path.relpath(called)


def _has_desktop() -> bool:
    """Tell whether a page can be shown to the person who typed the command."""
    if os.environ.get("CI") or not sys.stdout.isatty():
        return False
    return sys.platform in ("darwin", "win32") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


@cli.command()
@click.argument("folder", type=click.Path(file_okay=False))
@click.option(
    "--from",
    "starter",
    type=click.Choice(["interviews", "review"]),
    default="interviews",
    show_default=True,
    help="Which tables come first.",
)
def init(folder: str, starter: str) -> None:
    """Write an empty workbook with drop-downs, notes and a worked example into FOLDER.

    \b
    Example: beliefgraph init my-review --from review
    """
    from beliefgraph.library import write_template

    path = write_template(Path(folder), starter)
    say(f"Written: {path}\nFill it in, then: beliefgraph load {path}")


@cli.command()
@click.argument("files", nargs=-1, required=True, type=click.Path())
@click.option("--source", metavar="NAME", help="Name of the source; all files together are one.")
@click.option("--prefix", metavar="P:", help="Put this before the ids that the files define.")
@click.option("--merge", is_flag=True, help="Rows with one id are the same thing, even where they differ.")
@click.option("--new", is_flag=True, help="A new source may repeat another one's rows.")
@click.option("--replace", is_flag=True, help="Replace all that the source holds, even if nothing is shared.")
@click.option("--dry-run", is_flag=True, help="Find all problems, write nothing.")
@output_options()
@db_option
@click.pass_context
def load(
    ctx: click.Context, /, files: tuple[str, ...], shape: str, output: str | None, **options: Any
) -> None:
    """Load evidence tables: workbooks, CSV files or folders of CSV files.

    Everything is stored or nothing; the same files again change nothing.

    \b
    Example: beliefgraph load my-review/my-review.xlsx
    """
    from beliefgraph.library import refused, remarks

    session = session_of(ctx)
    try:
        report = session.library.load(*files, **options)
    except (FileProblems, LoadRefused) as error:
        if shape == "json":
            _print_report(refused(error.problems), shape, output)
        raise
    _print_report(report, shape, output)
    say(remarks(report))
    if report.problems:
        many = len(report.problems)
        raise click.ClickException(f"{many} problem{'' if many == 1 else 's'}; nothing would be written.")


def _print_report(report: Any, shape: str, output: str | None) -> None:
    """Print what a load did: whole as JSON, else its tables as rows."""
    whole = report.to_json()
    if shape == "json":
        emit(json.dumps(whole, ensure_ascii=False, indent=2), output)
        return
    columns = ("source", "table", "read", "written", "unchanged", "removed", "skipped")
    rows = [
        {"source": source["source"], "table": name, **counts}
        for source in whole["sources"]
        for name, counts in source["tables"].items()
    ]
    emit_rows(rows, columns, shape, output)


@cli.command()
@click.option("--first", metavar="NAME", help="Let this source win where sources differ.")
@click.option("--all", "everything", is_flag=True, help="Show the bundled framework tables too.")
@output_options()
@db_option
@click.pass_context
def sources(ctx: click.Context, first: str | None, everything: bool, shape: str, output: str | None) -> None:
    """List the sources of the library in their order.

    \b
    Example: beliefgraph sources --first hall2019
    """
    library = session_of(ctx).library
    if first is not None:
        library.put_first(first)
    emit_rows(
        library.sources(all=everything),
        ("source", "order", "format", "records", "prefix", "last_load"),
        shape,
        output,
    )


@cli.command()
@click.argument("name")
@db_option
@click.pass_context
def unload(ctx: click.Context, name: str) -> None:
    """Remove the source NAME and everything that no other source holds.

    \b
    Example: beliefgraph unload pilot
    """
    session_of(ctx).library.unload(name)
    say(f"The source {name} is no longer in the library.")


@cli.command()
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


@cli.command()
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
    shape: str,
    output: str | None,
    **options: Any,
) -> None:
    """Answer a question of the catalogue.

    \b
    Example: beliefgraph ask beliefs-behind-behaviour --param behaviour="order imaging"
    """
    filters = filters_of(options)
    library = session_of(ctx).library
    if explain:
        emit(library.explain(name, filters=filters, **parameters_of(given)), output)
        return
    answer = library.ask(name, filters=filters, **parameters_of(given))
    say(filters.describe())
    emit_rows(answer.rows, answer.columns, shape, output, counts=answer.counts)


@cli.command()
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


@cli.command()
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
    if shape == "table":
        emit(library.words(found, filters), output)
        return
    say(" ".join(part for part in (filters.describe(), found.note) if part))
    rows: Any = found.to_json()
    emit_rows(
        rows, ("path", "labels", "direction", "support", "told_by", "tellers"), shape, output, counts=True
    )


@cli.command()
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
    top: int | None,
    shape: str,
    output: str | None,
    **options: Any,
) -> None:
    """Rank the beliefs, or the TDF domains, that are said to lead to BEHAVIOUR.

    \b
    Example: beliefgraph targets "order imaging" --by domain
    """
    filters = filters_of(options)
    library = session_of(ctx).library
    found = library.targets(
        behaviour, by=by, direction=direction, order=order.split(",") if order else None, filters=filters
    )
    if shape == "table":
        emit(library.words(found, filters, top=top), output)
        return
    say(" ".join(part for part in (filters.describe(), found.note) if part))
    rows: Any = found.to_json()[:top]
    columns = (
        "rank",
        by,
        "label",
        "direction",
        "n_studies",
        "elaboration",
        "conflict",
        "reach",
        "emphasis",
        "roles",
        "reported_only",
        "inferred_only",
        *(("studies", "confidence") if shape == "csv" else ()),
    )
    emit_rows(rows, columns, shape, output, counts=True)


@cli.command(name="map")
@click.argument("what", nargs=-1, metavar="[beliefs [BEHAVIOUR] | paths FROM TO]")
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False),
    default="map.html",
    show_default=True,
    help="The page to write.",
)
@click.option("--all", "everything", is_flag=True, help="Show every box, however many.")
@click.option("--open", "show", is_flag=True, help="Open the page.")
@filter_options
@db_option
@click.pass_context
def draw_map(
    ctx: click.Context, /, what: tuple[str, ...], output: str, everything: bool, show: bool, **options: Any
) -> None:
    """Draw a belief map: one page that opens anywhere and needs no network.

    Without arguments: the beliefs around the behaviour with most named studies.

    \b
    Example: beliefgraph map beliefs "order imaging" --output order-imaging.html
    Example: beliefgraph map paths "fear of litigation" "order imaging"
    """
    filters = filters_of(options)
    library = session_of(ctx).library
    kind, *names = what or ("beliefs",)
    text = library.map(kind, *names, filters=filters, everything=everything)
    Path(output).write_text(text, encoding="utf-8")
    say(f"Written: {output}")
    if show:
        click.launch(str(Path(output).resolve()))


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # an arrow must not end a command on an old console
    code: str | int | None = 0
    try:
        cli()
    except SystemExit as stop:
        code = stop.code
    if threading.active_count() > 1:  # a query that cannot be stopped: do not wait for it
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else 1)
    sys.exit(code)


if __name__ == "__main__":
    main()

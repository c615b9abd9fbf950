"""The command line: words and printing, no logic. Every command is one call of Library.

Data goes to stdout, everything for people to stderr. Exit codes: 0 fine, 1 an error of ours, 2 usage.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from beliefgraph.errors import BeliefGraphError, FileProblems, LoadRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from beliefgraph.library import Filters, Library

    Command = TypeVar("Command", bound=Callable[..., Any])

DEFAULT_DB = "beliefgraph.db"
FORMATS = ("table", "csv", "json", "ndjson", "markdown")
FOOTER = (
    "Counts say where a belief was reported, given who was sampled and asked. "
    "They do not measure how common or how strong it is."
)


class Commands(click.Group):
    """The group of all commands; our own errors become one sentence and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; see the class."""
        try:
            return super().invoke(ctx)
        except BeliefGraphError as error:
            raise click.ClickException(str(error)) from error

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Keep the order in which a reviewer needs them."""
        return list(self.commands)


class Session:
    """What the commands of one call share: the library, opened when first used."""

    def __init__(self, db: str | None) -> None:
        self.db = db
        self.questions: tuple[str, ...] = ()
        self.quiet = False
        self._library: Library | None = None

    @property
    def library(self) -> Library:
        """Return the library at ``--db``, ``BELIEFGRAPH_DB`` or ``beliefgraph.db`` here."""
        if self._library is None:
            from beliefgraph.library import Library

            self._library = Library(
                self.db or DEFAULT_DB, questions=self.questions, progress=None if self.quiet else Progress()
            )
        return self._library

    def close(self) -> None:
        """Close the library; a query that cannot be stopped ends with the process."""
        if self._library is not None:
            stuck = self._library.stuck
            self._library.close()
            if stuck:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(1)


class Progress:
    """Says on stderr what a long load is doing, every two seconds."""

    EVERY = 2.0

    def __init__(self) -> None:
        self._next = time.monotonic() + self.EVERY
        self._rows: dict[str, int] = {}

    def __call__(self, what: str, rows: int) -> None:
        """Count ``rows`` more of ``what``."""
        self._rows[what] = self._rows.get(what, 0) + rows
        if time.monotonic() >= self._next:
            click.echo(f"… {what}: {self._rows[what]:,}", err=True)
            self._next = time.monotonic() + self.EVERY


def _put_db(ctx: click.Context, _: click.Parameter, value: str | None) -> str | None:
    """Accept ``--db`` before and after the command; the later one counts."""
    if value is not None:
        ctx.ensure_object(dict)["db"] = value
    return value


db_option = click.option(
    "--db",
    envvar="BELIEFGRAPH_DB",
    metavar="PATH",
    expose_value=False,
    callback=_put_db,
    help=f"Folder of the library  [default: $BELIEFGRAPH_DB or {DEFAULT_DB} here]",
)


def output_options(default: str = "table") -> Callable[[Command], Command]:
    """Add ``--format`` and ``--output`` to a command."""

    def add(command: Command) -> Command:
        command = click.option("--output", "-o", type=click.Path(dir_okay=False), help="Write to this file instead of the screen.")(command)
        return click.option(
            "--format", "-f", "shape", type=click.Choice(FORMATS), default=default, show_default=True, help="Form of the answer."
        )(command)

    return add


def filter_options(command: Command) -> Command:
    """Add every filter to a command; they arrive as one ``filters``."""
    for option in reversed(FILTER_OPTIONS):
        command = option(command)
    return command


FILTER_OPTIONS = (
    click.option("--review", multiple=True, metavar="ID", help="Only this review, its findings and its studies."),
    click.option("--country", multiple=True, metavar="NAME", help="Only studies done there."),
    click.option("--years", multiple=True, metavar="A-B", help="Only studies published in these years."),
    click.option("--role", multiple=True, metavar="ROLE", help="Only what is said as patient, clinician, carer, public or other."),
    click.option("--profession", multiple=True, metavar="NAME", help="Only quotes of that profession."),
    click.option("--kind", multiple=True, metavar="KIND", help="Only quotes of kind verbatim, paraphrase or author."),
    click.option("--coder", multiple=True, metavar="NAME", help="Only what that coder coded."),
    click.option("--appraisal", multiple=True, metavar="'TOOL ITEM=ANSWER'", help="Only studies with that answer, e.g. 'CASP 8=yes'."),
    click.option("--without-study", multiple=True, metavar="ID", help="Leave this study out."),
    click.option("--counted-only", is_flag=True, help="Leave out studies that reviews only list."),
    click.option("--inferred", is_flag=True, help="Count claims that are the coder's own reading too."),
    click.option("--no-opposites", is_flag=True, help="Do not turn claims about the opposite behaviour."),
)
FILTER_NAMES = ("review", "country", "role", "profession", "kind", "coder", "appraisal", "without_study")


def filters_of(options: dict[str, Any]) -> Filters:
    """Take the filter options out of ``options`` and return them as Filters."""
    from beliefgraph.library import Filters, year_range

    return Filters(
        **{name: options.pop(name) for name in FILTER_NAMES},
        years=tuple(year_range(text) for text in options.pop("years")),
        counted_only=options.pop("counted_only"),
        inferred=options.pop("inferred"),
        opposites=not options.pop("no_opposites"),
    )


def parameters_of(given: Sequence[str]) -> dict[str, str]:
    """Return ``("behaviour=order imaging",)`` as a mapping."""
    found: dict[str, str] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise click.UsageError(f"--param takes name=value, not '{text}'.")
        if name.strip() in found:
            raise click.UsageError(f"--param {name.strip()} is given twice.")
        found[name.strip()] = value
    return found


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


def emit_rows(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], shape: str, output: str | None, footer: str = "") -> None:
    """Write rows in the wanted form; the footer goes with a table, and beside data for programs."""
    from beliefgraph.library import render

    text = render(rows, columns, shape)
    if footer and shape in ("table", "markdown"):
        text, footer = f"{text}\n\n{footer}", ""
    emit(text, output)
    say(footer)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="beliefgraph", message="beliefgraph %(version)s")
@db_option
@click.option("--questions", "folders", multiple=True, envvar="BELIEFGRAPH_QUESTIONS", type=click.Path(exists=True, file_okay=False), help="A folder with more question files.")
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but answers and errors.")
@click.pass_context
def cli(ctx: click.Context, folders: tuple[str, ...], quiet: bool) -> None:
    """Beliefs and evidence as a graph: load studies, quotes and findings, ask what is said to lead to a behaviour, and which beliefs are worth targeting.

    \b
    Start:   beliefgraph demo
    Your own data:   beliefgraph init my-review
    """
    ctx.ensure_object(dict).update(folders=folders, quiet=quiet)


def session_of(ctx: click.Context) -> Session:
    """Return the session of this call, made with the last ``--db`` given."""
    given = ctx.ensure_object(dict)
    if "session" not in given:
        session = given["session"] = Session(given.get("db"))
        session.questions = given.get("folders", ())
        session.quiet = given.get("quiet", False)
        ctx.find_root().call_on_close(session.close)
    found: Session = given["session"]
    return found


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
    session = session_of(ctx)
    shown = session.library.demo(Path("demo-map.html"))
    click.echo(shown.text)
    if not no_browser and shown.desktop:
        click.launch(str(shown.map.resolve()))


@cli.command()
@click.argument("folder", type=click.Path(file_okay=False))
@click.option("--from", "starter", type=click.Choice(["interviews", "review"]), default="interviews", show_default=True, help="Which tables come first.")
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
def load(ctx: click.Context, files: tuple[str, ...], shape: str, output: str | None, **options: Any) -> None:
    """Load evidence tables: workbooks, CSV files or folders of CSV files.

    Everything is stored or nothing; the same files again change nothing.

    \b
    Example: beliefgraph load my-review/my-review.xlsx
    """
    from beliefgraph.library import LoadReport, summary

    session = session_of(ctx)
    try:
        report = session.library.load(*files, **options)
    except (FileProblems, LoadRefused) as error:
        if shape == "json":
            emit(json.dumps(LoadReport(problems=list(error.problems)).to_json(), ensure_ascii=False, indent=2), output)  # type: ignore[arg-type]
        raise
    _print_report(report, shape, output)
    if not session.quiet:
        say(summary(report))
    if report.problems:
        many = len(report.problems)
        say("\n".join(map(str, report.problems)))
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
    emit_rows(library.sources(all=everything), ("source", "order", "format", "records", "prefix", "last_load"), shape, output)


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
    columns = ("topic", "name", "question") if shape in ("table", "markdown", "csv") else tuple(rows[0]) if rows else ()
    emit_rows(rows, columns, shape, output)


@cli.command()
@click.argument("name")
@click.option("--param", "-p", "given", multiple=True, metavar="NAME=VALUE", help="A parameter of the question; ids, labels and aliases are accepted.")
@click.option("--explain", is_flag=True, help="Show the Cypher that would be sent, and its parameters.")
@filter_options
@output_options()
@db_option
@click.pass_context
def ask(ctx: click.Context, name: str, given: tuple[str, ...], explain: bool, shape: str, output: str | None, **options: Any) -> None:
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
    emit_rows(answer.rows, answer.columns, shape, output, FOOTER if answer.counts else "")


@cli.command()
@click.argument("query")
@click.option("--param", "-p", "given", multiple=True, metavar="NAME=VALUE", help="A parameter of the query; the value is read as JSON if it is JSON.")
@click.option("--timeout", type=click.FloatRange(min=0.1), default=60.0, show_default=True, help="Seconds after which the query is stopped.")
@output_options()
@db_option
@click.pass_context
def cypher(ctx: click.Context, query: str, given: tuple[str, ...], timeout: float, shape: str, output: str | None) -> None:
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
@click.option("--limit", type=click.IntRange(min=1), default=100, show_default=True, help="Most paths to list, strongest first.")
@filter_options
@output_options()
@db_option
@click.pass_context
def paths(ctx: click.Context, start: str, end: str, max_steps: int, limit: int, shape: str, output: str | None, **options: Any) -> None:
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
    rows = found.to_json()
    emit_rows(rows, ("labels", "direction", "support", "told_by", "tellers"), shape, output, FOOTER)


@cli.command()
@click.argument("behaviour")
@click.option("--by", type=click.Choice(["belief", "domain"]), default="belief", show_default=True, help="What is ranked.")
@click.option("--direction", type=click.Choice(["encourages", "discourages"]), help="Rank only what is said to encourage, or to discourage; mixed is in both.")
@click.option("--top", type=click.IntRange(min=1), help="Only the first rows of the table.")
@filter_options
@output_options()
@db_option
@click.pass_context
def targets(ctx: click.Context, behaviour: str, by: str, direction: str | None, top: int | None, shape: str, output: str | None, **options: Any) -> None:
    """Rank the beliefs, or the TDF domains, that are said to lead to BEHAVIOUR.

    \b
    Example: beliefgraph targets "order imaging" --by domain
    """
    filters = filters_of(options)
    library = session_of(ctx).library
    found = library.targets(behaviour, by=by, direction=direction, filters=filters)
    if shape == "table":
        emit(library.words(found, filters, top=top), output)
        return
    say(" ".join(part for part in (filters.describe(), found.note) if part))
    rows = found.to_json()[:top]
    columns = ("rank", by, "label", "direction", "n_studies", "elaboration", "conflict", "reach", "emphasis", "roles", "reported_only", "inferred_only")
    emit_rows(rows, columns, shape, output, FOOTER)


@cli.command(name="map")
@click.argument("what", nargs=-1, metavar="[beliefs [BEHAVIOUR] | paths FROM TO]")
@click.option("--output", "-o", type=click.Path(dir_okay=False), default="map.html", show_default=True, help="The page to write.")
@click.option("--all", "everything", is_flag=True, help="Show every box, however many.")
@click.option("--open", "show", is_flag=True, help="Open the page.")
@filter_options
@db_option
@click.pass_context
def draw_map(ctx: click.Context, what: tuple[str, ...], output: str, everything: bool, show: bool, **options: Any) -> None:
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
    try:
        cli()
    except KeyboardInterrupt:
        os._exit(130)


if __name__ == "__main__":
    main()

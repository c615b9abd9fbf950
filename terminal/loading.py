"""The commands that make and change a library: demo, init, load, sources, unload."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import FileProblems, LoadRefused
from .options import db_option, output_options
from .printing import emit, emit_rows, say
from .session import session_of

if TYPE_CHECKING:
    from ..graph.report import LoadReport


@click.command()
@click.option("--no-browser", is_flag=True, help="Do not open the map.")
@db_option
@click.pass_context
def demo(ctx: click.Context, no_browser: bool) -> None:
    """Show the main job on bundled evidence: how fear of litigation connects to ordering imaging.

    \b
    Example: beliefgraph demo
    """
    from ..library import DEMO_DB

    given = ctx.ensure_object(dict)
    given.setdefault("db", os.environ.get("BELIEFGRAPH_DB") or DEMO_DB)
    given["quiet"] = True
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


@click.command()
@click.argument("folder", type=click.Path(file_okay=False))
@click.option(
    "--from",
    "starter",
    type=click.Choice(["interviews", "review"]),
    default="interviews",
    show_default=True,
    help="What you start from: interviews of your own, or the findings of a review.",
)
def init(folder: str, starter: str) -> None:
    """Write an empty workbook with drop-downs, notes and a worked example into FOLDER.

    \b
    Example: beliefgraph init my-review --from review
    """
    from ..loaders.template import write_template

    path = write_template(Path(folder), starter)
    say(f"Written: {path}\nFill it in, then: beliefgraph load {path}")


@click.command()
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
    from ..graph.report import LoadReport, remarks

    session = session_of(ctx)
    try:
        report = session.library.load(*files, **options)
    except (FileProblems, LoadRefused) as error:
        if shape != "table":
            _print_report(LoadReport(problems=list(error.problems)), shape, output)
        raise
    _print_report(report, shape, output)
    say(remarks(report))
    if report.problems:
        many = len(report.problems)
        raise click.ClickException(f"{many} problem{'' if many == 1 else 's'}; nothing would be written.")
    if report.dry_run:
        say(f"Dry run: no problems, and nothing was written. Now: beliefgraph load {' '.join(files)}")
    elif report.load is None:
        say(f"Nothing changed: {session.library.address} holds just this already.")
    else:
        say(f"Loaded into {session.library.address} (load {report.load}).")


def _print_report(report: LoadReport, shape: str, output: str | None) -> None:
    """Print what a load did: whole as JSON; else its problems as rows or, without any, its tables."""
    whole: Any = report.to_json()
    if shape == "json":
        emit(json.dumps(whole, ensure_ascii=False, indent=2), output)
    elif report.problems:
        if shape != "table":  # on the screen they are told in words
            emit_rows(
                whole["problems"],
                ("file", "table", "row", "column", "value", "message", "cure"),
                shape,
                output,
            )
    else:
        written = "would write" if report.dry_run else "written"
        columns = ("source", "table", "read", written, "unchanged", "removed", "skipped")
        rows = [
            {"source": source["source"], "table": name, **counts, written: counts["written"]}
            for source in whole["sources"]
            for name, counts in source["tables"].items()
        ]
        emit_rows(rows, columns, shape, output)


@click.command()
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


@click.command()
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

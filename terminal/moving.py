"""The commands that move a whole library, or a part of one: dump, restore, copy, subset."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from ..errors import FileProblems
from .options import (
    FORMATS,
    SELECTING,
    db_option,
    filters_of,
    output_options,
    writable,
)
from .printing import emit_rows, say
from .session import access_to, session_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..graph.report import LoadReport
    from ..graph.store import Access
    from ..library import Library
    from .options import Command

HISTORY = "The history of loads (beliefgraph changes) is not in it: it stays with the library."


def to_options(what: str, *, required: bool) -> Callable[[Command], Command]:
    """Add ``--to`` and who opens it; ``what`` goes there."""

    def add(command: Command) -> Command:
        for option in (
            click.option("--to-database", metavar="NAME", help="Database of the server that --to names."),
            click.option(
                "--to-user",
                metavar="NAME",
                help="User at the server that --to names; the password is read from $NEO4J_PASSWORD, from one server to another from "
                "$NEO4J_TO_PASSWORD, or asked.",
            ),
            click.option("--to", metavar="PATH-or-URL", required=required, help=f"{what}; new or empty."),
        ):
            command = option(command)
        return command

    return add


def _access(library: Library, to: str, user: str | None, database: str | None) -> Access | None:
    """Return who opens the target.

    From a server to another one, nothing of the one is told to the other: its user, password and database are
    those of ``NEO4J_TO_USERNAME``, ``NEO4J_TO_PASSWORD`` and ``NEO4J_TO_DATABASE``, or asked for.
    """
    from ..graph.store import Access, is_server

    if not is_server(to) and (user is not None or database is not None):
        raise click.UsageError(
            f"--to-user and --to-database belong to a server, and {to} is the name of a folder. Give --to bolt://…"
        )
    if not (is_server(to) and is_server(library.address)):
        return access_to(to, user, database)
    access = access_to(
        to,
        user or os.environ.get("NEO4J_TO_USERNAME") or "neo4j",
        database,
        password_in="NEO4J_TO_PASSWORD",  # noqa: S106 - a name
    )
    named = database or os.environ.get("NEO4J_TO_DATABASE") or ""
    return None if access is None else Access(access.user, access.password or "", named)


def _tell_unshared(count: int, where: str, cure: str = "") -> None:
    if count:
        quotes = "1 quote is" if count == 1 else f"{count} quotes are"
        texts = "its text is" if count == 1 else "their texts are"
        say(f"{quotes} marked share=no, and {texts} in {where}: mind who gets it. {cure}".rstrip())


def _unshared(library: Library) -> int:
    from ..graph.unshared import unshared_quotes

    return len(unshared_quotes(lambda text, _: library.cypher(text)))


@click.command()
@click.argument("file", required=False, type=click.Path(dir_okay=False), callback=writable)
@click.option("--overwrite", is_flag=True, help="Replace the file if it is there already.")
@click.option(
    "--without-unshared-texts",
    is_flag=True,
    help='Write "text not shared" for the text of quotes marked share=no.',
)
@output_options()
@db_option
@click.pass_context
def dump(
    ctx: click.Context,
    file: str | None,
    overwrite: bool,
    without_unshared_texts: bool,
    shape: str,
    output: str | None,
) -> None:
    """Write the whole library to one file, an archive that `restore` reads on either engine.

    The same sources give the same bytes. FILE is NAME.beliefgraph.zip, by default named after the library, here.

    \b
    Example: beliefgraph dump backup.beliefgraph.zip
    """
    library = session_of(ctx).library
    written = library.dump(
        file or _name(library.address), without_unshared_texts=without_unshared_texts, overwrite=overwrite
    )
    rows = [{"source": one.name, "records": one.records, "bytes": one.bytes} for one in written.sources]
    emit_rows(rows, ("source", "records", "bytes"), shape, output)
    say(f"Written: {written.path}. {HISTORY}")
    _tell_unshared(
        written.not_shared, "the archive", "With --without-unshared-texts it holds all else of them."
    )
    if written.left_out:
        say(f"Texts of quotes marked share=no that were left out: {written.left_out}.")


def _name(address: str) -> str:
    """Return the name of an archive of the library at an address."""
    from ..graph.archive import SUFFIX
    from ..graph.store import folder_of, is_server

    name = "library" if is_server(address) else folder_of(address).name.removesuffix(".db")
    return f"{'library' if name == 'beliefgraph' else name}{SUFFIX}"


@click.command()
@click.argument("file", type=click.Path())
@click.option("--dry-run", is_flag=True, help="Check the archive and everything in it, write nothing.")
@output_options()
@db_option
@click.pass_context
def restore(ctx: click.Context, file: str, dry_run: bool, shape: str, output: str | None) -> None:
    """Put an archive that `dump` or `subset` wrote into a new or empty library.

    Everything in it is checked first; it is stored whole or not at all.

    \b
    Example: beliefgraph restore backup.beliefgraph.zip --db restored.db
    """
    library = session_of(ctx).library
    report = library.restore(file, dry_run=dry_run)
    if report.problems:
        raise FileProblems(report.problems)
    _print_sources(report, shape, output)
    if dry_run:
        say("Dry run: the archive is whole and fits; nothing was written.")
    else:
        say(f"Restored into {library.address}.")


def _print_sources(report: LoadReport, shape: str, output: str | None) -> None:
    """Print how many rows of each table came over."""
    rows: list[Any] = [
        {"source": source.source, "table": table, "rows": counts.written}
        for source in report.sources
        for table, counts in source.tables.items()
    ]
    emit_rows(rows, ("source", "table", "rows"), shape, output)


@click.command()
@to_options("The library to copy to", required=True)
@output_options()
@db_option
@click.pass_context
def copy(
    ctx: click.Context,
    to: str,
    to_user: str | None,
    to_database: str | None,
    shape: str,
    output: str | None,
) -> None:
    """Copy the whole library to another place: from a folder to a server, back, or from one to the other of a kind.

    \b
    Example: beliefgraph copy --to bolt://localhost:7687
    """
    library = session_of(ctx).library
    report = library.copy_to(to, access=_access(library, to, to_user, to_database))
    _print_sources(report, shape, output)
    say(f"Copied to {to}. {HISTORY}")
    _tell_unshared(_unshared(library), "the copy")


def selection_options(command: Command) -> Command:
    """Add the filters that leave something out; those of how to count are not among them."""
    for option in reversed(SELECTING):
        command = option(command)
    return command


@click.command()
@selection_options
@to_options("The smaller library", required=False)
@click.option(
    "--output",
    "-o",
    "archive",
    type=click.Path(dir_okay=False),
    callback=writable,
    metavar="FILE",
    help="An archive of the smaller library, NAME.beliefgraph.zip.",
)
@click.option("--overwrite", is_flag=True, help="Replace the archive if it is there already.")
@click.option(
    "--format",
    "-f",
    "shape",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="Form of the counts.",
)
@db_option
@click.pass_context
def subset(
    ctx: click.Context,
    /,
    to: str | None,
    to_user: str | None,
    to_database: str | None,
    archive: str | None,
    overwrite: bool,
    shape: str,
    **options: Any,
) -> None:
    """Make the smaller library that filters mean: --to a new library, or --output an archive.

    Every answer from it is the answer that the full library gives with these filters.

    \b
    Example: beliefgraph subset --country Norway --to norway.db
    """
    if (to is None) == (archive is None):
        raise click.UsageError(
            "Say where the smaller library goes: --to a new library, or --output an archive."
        )
    filters = filters_of({**options, "inferred": False, "no_opposites": False})
    library = session_of(ctx).library
    access = _access(library, to, to_user, to_database) if to is not None else None
    small = library.subset(filters, to=to, access=access, output=archive, overwrite=overwrite)
    rows = [{"kind": one.kind, "kept": one.kept, "of": one.of} for one in small.kept]
    emit_rows(rows, ("kind", "kept", "of"), shape, None)
    say(filters.describe())
    if small.empty:
        say(f"Nothing is left of: {', '.join(small.empty)}.")
    say(f"Written: {to or archive}.")
    _tell_unshared(small.not_shared, "it")

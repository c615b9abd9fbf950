"""Options that several commands have, spelled the same everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ..errors import ParameterError
from .session import DEFAULT_DB

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ..library import Filters

Command = TypeVar("Command", bound="Callable[..., Any]")

FORMATS = ("table", "csv", "json", "ndjson", "markdown")


def _put(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Accept an option before and after the command; the later one counts."""
    if value is not None and parameter.name is not None:
        ctx.ensure_object(dict)[parameter.name] = value
    return value


def db_option(command: Command) -> Command:
    """Add the options that say which library is meant."""
    for option in reversed(DB_OPTIONS):
        command = option(command)
    return command


# BELIEFGRAPH_DB is read once, in the session: an option would read it again after each command's name and so
# overrule a --db before it. The same holds for the variables of the server. A password is no option: others could
# read it in the list of processes and in the history of the shell.
DB_OPTIONS = (
    click.option(
        "--db",
        metavar="PATH-or-URL",
        expose_value=False,
        callback=_put,
        help=f"Folder of the library, or bolt://… of a server  [default: $BELIEFGRAPH_DB or {DEFAULT_DB} here]",
    ),
    click.option(
        "--user",
        metavar="NAME",
        expose_value=False,
        callback=_put,
        help="User at the server; the password is read from $NEO4J_PASSWORD or asked  [default: $NEO4J_USERNAME or neo4j]",
    ),
    click.option(
        "--database",
        metavar="NAME",
        expose_value=False,
        callback=_put,
        help="Database of the server  [default: $NEO4J_DATABASE or the user's own]",
    ),
)


def writable(_: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Refuse a file that cannot be written before anything is done, not after."""
    if value is not None:
        from ..maps.files import check_writable

        try:
            check_writable(value)
        except ParameterError as error:
            raise click.BadParameter(str(error), param=parameter) from None
    return value


def said_of(paths: Iterable[str | Path]) -> dict[Path, str]:
    """Return what is said once these files are written; asked before, since those that are there get replaced."""
    return {path: f"Written: {path}{' (replaced)' if path.exists() else ''}" for path in map(Path, paths)}


def output_options(default: str = "table") -> Callable[[Command], Command]:
    """Add ``--format`` and ``--output`` to a command."""

    def add(command: Command) -> Command:
        command = click.option(
            "--output",
            "-o",
            type=click.Path(dir_okay=False),
            callback=writable,
            help="Write to this file instead of the screen.",
        )(command)
        return click.option(
            "--format",
            "-f",
            "shape",
            type=click.Choice(FORMATS),
            default=default,
            show_default=True,
            help="Form of the answer.",
        )(command)

    return add


TEXT_OPTIONS = (
    click.option(
        "--paraphrases-only",
        is_flag=True,
        help="Show no participant's own words: quotes of kind verbatim are there without their text.",
    ),
    click.option(
        "--no-quotes",
        is_flag=True,
        help="Show the text of no quote. Who coded it, group, study and locator stay.",
    ),
)
"""Whose words are shown; the same in every command that may show any."""


def text_options(command: Command) -> Command:
    """Add the options that say whose words are shown."""
    for option in reversed(TEXT_OPTIONS):
        command = option(command)
    return command


def texts_of(options: dict[str, Any]) -> str:
    """Take these options out of ``options`` and return which quotes show their words: all, paraphrases or none.

    Both together show none: the stricter one counts.
    """
    paraphrases, none = options.pop("paraphrases_only"), options.pop("no_quotes")
    return "none" if none else "paraphrases" if paraphrases else "all"


def filter_options(command: Command) -> Command:
    """Add every filter to a command; they arrive as one ``filters``."""
    for option in reversed(FILTER_OPTIONS):
        command = option(command)
    return command


SELECTING = (
    click.option(
        "--review", multiple=True, metavar="ID", help="Only this review, its findings and its studies."
    ),
    click.option("--country", multiple=True, metavar="NAME", help="Only studies done there."),
    click.option("--years", multiple=True, metavar="A-B", help="Only studies published in these years."),
    click.option(
        "--role",
        multiple=True,
        metavar="ROLE",
        help="Only what is said as patient, clinician, carer, public or other.",
    ),
    click.option("--profession", multiple=True, metavar="NAME", help="Only quotes of that profession."),
    click.option(
        "--kind", multiple=True, metavar="KIND", help="Only quotes of kind verbatim, paraphrase or author."
    ),
    click.option("--coder", multiple=True, metavar="NAME", help="Only what that coder coded."),
    click.option(
        "--appraisal",
        multiple=True,
        metavar="'TOOL ITEM=ANSWER'",
        help="Only studies with that answer, e.g. 'CASP 8=yes'.",
    ),
    click.option("--without-study", multiple=True, metavar="ID", help="Leave this study out."),
    click.option("--counted-only", is_flag=True, help="Leave out studies that reviews only list."),
)
"""Filters that leave something out."""
COUNTING = (
    click.option("--inferred", is_flag=True, help="Count claims that are the coder's own reading too."),
    click.option("--no-opposites", is_flag=True, help="Do not turn claims about the opposite behaviour."),
)
"""Choices of how to count."""
FILTER_OPTIONS = (*SELECTING, *COUNTING)
FILTER_NAMES = ("review", "country", "role", "profession", "kind", "coder", "appraisal", "without_study")


def filters_of(options: dict[str, Any]) -> Filters:
    """Take the filter options out of ``options`` and return them as Filters."""
    from ..queries.filters import Filters, year_range

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


def parted(text: str | None, option: str) -> list[str] | None:
    """Return ``"a, b"`` as a list, and None if the option is not given."""
    if text is None:
        return None
    parts = [part for one in text.split(",") if (part := one.strip())]
    if not parts:
        raise click.UsageError(f"{option} takes one name or several, with commas between them.")
    return parts

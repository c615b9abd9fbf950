"""Commands about the quality of a library: check, agreement."""

from __future__ import annotations

import json
from typing import Any

import click

from .options import SELECTING, db_option, filters_of, output_options
from .printing import emit, emit_rows, say
from .session import session_of

_TOP = click.option(
    "--top",
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    help="Most rows of each list on the screen; json, ndjson and csv have all.",
)


@click.command()
@click.option(
    "--strict",
    is_flag=True,
    help="End with exit code 1 if there is an error or a warning; notes do not count.",
)
@click.option(
    "--deep",
    is_flag=True,
    help="Compare the whole graph with the records of its sources too; takes as long as loading them.",
)
@click.option(
    "--alike",
    type=click.FloatRange(50, 100),
    default=90,
    show_default=True,
    help="Likeness, of 100, from which two labels or titles count as nearly the same.",
)
@_TOP
@output_options()
@db_option
@click.pass_context
def check(
    ctx: click.Context, /, strict: bool, deep: bool, alike: float, top: int, shape: str, output: str | None
) -> None:
    """Look for what does not hold together, is missing, or should be decided before you publish.

    Nothing is changed. Each list says what to do about it. docs/check.md explains every check.

    \b
    Example: beliefgraph check
    Example: beliefgraph check --strict --format json --output check.json
    """
    from ..analysis.shapes import FOOTER
    from ..exporters.words_check import CHECKS, check_rows, check_text

    checked = session_of(ctx).library.check(deep=deep, threshold=alike)
    if shape == "table":
        emit(f"{check_text(checked, top)}\n\n{FOOTER}", output)
    else:
        rows: Any = checked.to_json() if shape in ("json", "ndjson") else check_rows(checked)
        emit_rows(rows, CHECKS, shape, output, counts=True)
    if strict and checked.failed:
        say("The check failed: there are errors or warnings.")
        ctx.exit(1)


def _selecting(command: Any) -> Any:
    for option in reversed(SELECTING):
        command = option(command)
    return command


@click.command()
@click.option(
    "--of",
    type=click.Choice(("codings", "mappings")),
    default="codings",
    show_default=True,
    help="What was judged by two people: quotes coded with beliefs, or beliefs filed under domains.",
)
@_TOP
@_selecting
@output_options()
@db_option
@click.pass_context
def agreement(
    ctx: click.Context, /, of: str, top: int, shape: str, output: str | None, **options: Any
) -> None:
    """Show how far coders agree: per cent, Cohen's kappa, Fleiss' kappa, Krippendorff's alpha, and where they do not.

    Compared are quotes that two named coders both coded, or beliefs that two people both filed. csv and markdown hold the
    disagreements.

    \b
    Example: beliefgraph agreement
    Example: beliefgraph agreement --of mappings
    """
    from ..exporters.words_check import agreement_text, disagreement_rows

    filters = filters_of({**options, "inferred": False, "no_opposites": False})
    found = session_of(ctx).library.agreement(of, filters)
    notes = filters.describe()
    if shape == "table":
        emit("\n\n".join(part for part in (notes, agreement_text(found, top)) if part), output)
    elif shape in ("json", "ndjson"):
        emit(json.dumps(found.to_json(), ensure_ascii=False, indent=2 if shape == "json" else None), output)
        say(notes)
    else:
        rows, columns = disagreement_rows(found)
        emit_rows(rows, columns, shape, output, notes=notes)

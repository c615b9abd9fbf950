"""The commands that write what goes into a paper: profile, methods."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .options import db_option, filter_options, filters_of, output_options
from .printing import emit, emit_rows, say
from .session import session_of

if TYPE_CHECKING:
    from ..analysis.printed import Printed

PROFILES = ("soqf", "evidence-profile", "tdf", "counts")
FORMS = ("docx", "xlsx", "html", "md", "csv")
DOCUMENTS = ("docx", "xlsx")
"""Forms that only a file can have."""
TEXT_FORMS = ("docx", "html", "md")
NO_FORMS = ("doc", "xls", "odt", "ods", "pdf", "rtf")


@click.command()
@click.argument("behaviour", required=False)
@click.option(
    "--as",
    "as_",
    type=click.Choice(PROFILES),
    default="soqf",
    show_default=True,
    help="soqf: Summary of Qualitative Findings. evidence-profile: with the four components of GRADE-CERQual. tdf: by "
    "behaviour and domain, with an extract. counts: studies behind each belief.",
)
@filter_options
@output_options()
@db_option
@click.pass_context
def profile(
    ctx: click.Context,
    /,
    behaviour: str | None,
    as_: str,
    shape: str,
    output: str | None,
    **options: Any,
) -> None:
    """Print a table that goes into the paper, of the whole library or of one BEHAVIOUR.

    The name of the file decides its form: .docx, .xlsx, .html, .md or .csv. Levels of confidence are shown as the reviews print
    them; what no review judges is "not graded". An appendix holds the ids behind every number.

    \b
    Example: beliefgraph profile --as soqf --output findings.docx
    Example: beliefgraph profile "order imaging" --as tdf --output domains.docx
    """
    filters = filters_of(options)
    library = session_of(ctx).library
    emit_printed(library.profile(as_, behaviour, filters=filters), shape, output)


def emit_printed(printed: Printed, shape: str, output: str | None, form: str | None = None) -> None:
    """Write a table for a paper: in the form of the file's name, or of ``form``, else as rows."""
    from ..exporters.paper.written import form_of, table, table_rows

    wanted = form or (form_of(output) if output is not None else None)
    if wanted in FORMS and shape == "table":
        if output is None:
            if wanted in DOCUMENTS:
                raise click.UsageError(f"A .{wanted} is a file. Name it with --output FILE.{wanted}.")
            click.echo(table(printed, wanted).decode("utf-8-sig"), nl=False)
            return
        Path(output).write_bytes(table(printed, wanted))
        say(f"Written to {output}.")
        return
    if wanted in NO_FORMS:
        raise click.UsageError(
            f"There is no form .{wanted} of a table. Name a file ending in {', '.join(f'.{one}' for one in FORMS)}."
        )
    if shape in ("json", "ndjson"):
        rows = printed.to_json()
        lines = (json.dumps(row, ensure_ascii=False) for row in rows)
        whole = json.dumps(rows, ensure_ascii=False, indent=2)
        emit(whole if shape == "json" else "\n".join(lines), output)
        for note in printed.notes:
            say(note)
    else:
        flat, columns = table_rows(printed, one_line=shape != "csv")
        head = " ".join((f"{printed.title}.", *printed.notes))
        emit_rows(flat, columns[:-1] if shape == "table" else columns, shape, output, notes=head)
    for note in printed.below:
        say(note)


@click.command()
@filter_options
@output_options()
@db_option
@click.pass_context
def methods(ctx: click.Context, /, shape: str, output: str | None, **options: Any) -> None:
    """Write the methods paragraph and the data statement of a paper: definitions, filters, counts, checksum, versions.

    --format json gives every number by name; a file ending in .docx, .html or .md becomes a document.

    \b
    Example: beliefgraph methods --output methods.docx
    Example: beliefgraph methods --country Australia --format json
    """
    from ..exporters.paper.methods_document import methods_document, methods_text
    from ..exporters.paper.written import form_of, written

    if shape in ("csv", "ndjson"):
        raise click.UsageError("Methods are text. Choose --format table, markdown or json, or a .docx file.")
    found = session_of(ctx).library.methods(filters=filters_of(options))
    form = form_of(output) if output is not None else ""
    if shape == "json":
        emit(json.dumps(found.to_json(), ensure_ascii=False, indent=2), output)
    elif output is not None and form in (*FORMS, *NO_FORMS):
        if form not in TEXT_FORMS:
            raise click.UsageError(
                f"Methods are text. Name a file ending in {', '.join(f'.{one}' for one in TEXT_FORMS)}."
            )
        Path(output).write_bytes(written(methods_document(found), form))
        say(f"Written to {output}.")
    elif shape == "markdown":
        emit(written(methods_document(found), "md").decode().rstrip("\n"), output)
    else:
        emit(methods_text(found), output)

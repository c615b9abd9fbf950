"""The command line: words and printing, no logic. Every command is one call of Library.

Data goes to stdout, everything for people to stderr. Exit codes: 0 fine, 1 an error of ours, 2 usage.
"""

from __future__ import annotations

import os
import sys
import threading
from typing import Any

import click

from beliefgraph.errors import BeliefGraphError, ParameterError
from beliefgraph.terminal import (
    asking,
    checking,
    comparing,
    drawing,
    history,
    loading,
    moving,
    overlapping,
    publishing,
    ranking,
    tracing,
)
from beliefgraph.terminal.options import db_option
from beliefgraph.terminal.printing import harmless, say


class Commands(click.Group):
    """The group of all commands; our own errors become one sentence and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; see the class."""
        try:
            return super().invoke(ctx)
        except ParameterError as error:  # what was typed cannot be meant: a usage error
            raise click.UsageError(harmless(str(error))) from error
        except BeliefGraphError as error:
            raise click.ClickException(harmless(str(error))) from error
        except KeyboardInterrupt:
            say(
                "Stopped. A load is stored whole or not at all: 'beliefgraph sources' shows what the library holds."
            )
            raise SystemExit(130) from None
        except OSError as error:  # a file that cannot be written, a full disk
            raise click.ClickException(f"{error.filename or 'A file'}: {error.strerror or error}.") from error

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


for command in (
    loading.demo,
    loading.init,
    loading.load,
    loading.sources,
    loading.unload,
    history.changes,
    moving.dump,
    moving.restore,
    moving.copy,
    moving.subset,
    checking.check,
    checking.agreement,
    asking.questions,
    asking.ask,
    asking.cypher,
    tracing.paths,
    comparing.contrast,
    comparing.contradictions,
    overlapping.overlap,
    ranking.targets,
    asking.draw_map,
    drawing.figure,
    publishing.profile,
    publishing.methods,
):
    cli.add_command(command)


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

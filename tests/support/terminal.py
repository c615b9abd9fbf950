"""The command line, called as a user calls it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner

from beliefgraph.cli import cli

if TYPE_CHECKING:
    from click.testing import Result


def run(*arguments: str, code: int = 0) -> Result:
    """Run a command and return what it printed; it must end with ``code``, and never with a traceback."""
    result = CliRunner().invoke(cli, arguments)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == code, result.output
    return result

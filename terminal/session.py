"""The session of one call of the command line: the library, opened when first used, and progress."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

import click

from .printing import say

if TYPE_CHECKING:
    from ..graph.store import Access
    from ..library import Library

DEFAULT_DB = "beliefgraph.db"


class Session:
    """What the commands of one call share: the library, opened when first used."""

    def __init__(self, db: str | None, user: str | None = None, database: str | None = None) -> None:
        self.db = db
        self.user = user
        self.database = database
        self.questions: tuple[str, ...] = ()
        self.quiet = False
        self._library: Library | None = None

    @property
    def library(self) -> Library:
        """Return the library at ``--db``, ``BELIEFGRAPH_DB`` or ``beliefgraph.db`` here."""
        if self._library is None:
            from ..library import Library

            address = self.db or os.environ.get("BELIEFGRAPH_DB") or DEFAULT_DB
            self._library = Library(
                address,
                access=access_to(address, self.user, self.database),
                questions=self.questions,
                progress=None if self.quiet else Progress(),
                tell=say,
            )
        return self._library

    def close(self) -> None:
        """Close the library, unless a stopped query still runs in it: then only the end of the process ends that."""
        if self._library is not None and not self._library.stuck:
            self._library.close()


def access_to(
    address: str,
    user: str | None,
    database: str | None,
    *,
    password_in: str = "NEO4J_PASSWORD",  # noqa: S107 - the name of a variable
) -> Access | None:
    """Return who opens an address: nobody in particular for a folder; a missing password is asked for on a terminal.

    ``password_in`` names the variable of the environment that may hold the password.

    Raises UsageError if ``--user`` or ``--database`` is given for a folder, which has neither.
    """
    from ..graph.store import Access, check_address, is_server

    if not is_server(address):
        if user is not None or database is not None:
            raise click.UsageError(
                f"--user and --database belong to a server, and {address} is the name of a folder. Give --db bolt://…"
            )
        return None
    check_address(address)  # before a password is asked for
    password = os.environ.get(password_in)
    if password is None and sys.stdin.isatty():
        password = click.prompt(
            f"Password of {user or os.environ.get('NEO4J_USERNAME') or 'neo4j'} at the server (Enter for none)",
            default="",
            show_default=False,
            hide_input=True,
            err=True,
        )
    return Access(user, password, database)


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


def session_of(ctx: click.Context) -> Session:
    """Return the session of this call, made with the last ``--db`` given."""
    given = ctx.ensure_object(dict)
    if "session" not in given:
        session = given["session"] = Session(given.get("db"), given.get("user"), given.get("database"))
        session.questions = given.get("folders", ())
        session.quiet = given.get("quiet", False)
        ctx.find_root().call_on_close(session.close)
    found: Session = given["session"]
    return found

"""The driver's and the server's errors as ours, each with what to do about it.

The server's code decides (``Neo.ClientError.Security.Unauthorized``): it is the same on all versions, unlike the
class or the GQL status. What the driver raises itself has no code; there the class decides.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from ...errors import (
    AccessRefused,
    BeliefGraphError,
    CommitUnknown,
    QueryTimeout,
    QuestionError,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreUnreachable,
    WriteRefused,
)

TOO_LONG = "The query took {longer} and was stopped. Ask for less, or raise the limit."

if TYPE_CHECKING:
    from collections.abc import Iterator

    Kind = type[BeliefGraphError]


@contextlib.contextmanager
def translated(
    address: str, user: str, database: str | None, *, connected: bool, timeout: float | None = None
) -> Iterator[None]:
    """Turn errors of the driver and the server into ours; everything else passes unchanged.

    ``address``, ``user`` and ``database`` (None: the user's home database) are named in the sentences;
    ``connected`` says whether the server has answered before, ``timeout`` after how many seconds it was told to stop.
    """
    from neo4j.exceptions import DriverError, Neo4jError

    try:
        yield
    except (DriverError, Neo4jError) as error:
        raise _translation(error, address, user, database, connected=connected, timeout=timeout) from error
    except (OverflowError, UnicodeEncodeError) as error:
        # The driver cannot send it: a whole number of more than 64 bits, half of a surrogate pair.
        raise QuestionError(f"A value cannot be sent to the server: {error}.") from error


def _translation(
    error: Exception,
    address: str,
    user: str,
    database: str | None,
    *,
    connected: bool,
    timeout: float | None,
) -> BeliefGraphError:
    code = str(getattr(error, "code", None) or "")
    words = {
        "address": address,
        "user": user or "a user without a name",
        "database": database or "the user's home database",
        "longer": "too long" if timeout is None else f"longer than {timeout:g} seconds",
        "message": _sentence(error),
    }
    for part, kind, text in BY_CODE if code else ():
        if part in code:
            return kind(text.format(**words))
    if not code:
        classes = {one.__name__ for one in type(error).__mro__}
        for names, kind, text in BY_CLASS if connected else NOT_CONNECTED + BY_CLASS:
            if names & classes:
                return kind(text.format(**words))
    return StoreError(f"The server at {address} reports: {words['message']}{f' ({code})' if code else ''}")


def _sentence(error: Exception) -> str:
    """Return the first line of the message; what follows points into the query with blanks and a caret."""
    text = str(getattr(error, "message", None) or error).strip()
    return text.splitlines()[0].rstrip(":.") if text else type(error).__name__


# The first entry whose text is part of the code is taken, so the special ones stand before the general ones.
BY_CODE: tuple[tuple[str, Kind, str], ...] = (
    (
        "Security.Unauthorized",
        AccessRefused,
        "The server at {address} does not let {user} in: the user name or the password is wrong or missing. Set "
        "NEO4J_USERNAME and NEO4J_PASSWORD, or give --user and type the password when asked.",
    ),
    (
        "Security.AuthenticationRateLimit",
        AccessRefused,
        "The server at {address} takes no password of {user} for the moment, because several were wrong. Wait ten seconds, then "
        "try again with the right one in NEO4J_PASSWORD.",
    ),
    (
        "Security.CredentialsExpired",
        AccessRefused,
        "The password of {user} at {address} must be changed before it can be used: log in once with Neo4j Browser, or run "
        "ALTER CURRENT USER SET PASSWORD.",
    ),
    (
        "Security.",
        AccessRefused,
        "{user} may not do this at {address}: {message}. Asking needs the right to read; a first load also needs the rights to "
        "write and to create constraints (role publisher or architect, for example). Ask whoever runs the server.",
    ),
    (
        "Database.DatabaseNotFound",
        StoreUnreachable,
        "The server at {address} has no database {database}. Check --database and NEO4J_DATABASE; Neo4j Community has one, neo4j.",
    ),
    (
        "Database.",
        StoreUnreachable,
        "The database {database} at {address} cannot be used now: {message}. Start it, or wait until it is started.",
    ),
    (
        "Statement.AccessMode",
        WriteRefused,
        "This query would change the library; queries may only read it.",
    ),
    (
        "Schema.ConstraintValidationFailed",
        StoreError,
        "An id would be given twice: {message}",
    ),
    (
        "Schema.",
        StoreDamaged,
        "The unique ids that a library needs cannot be made in {database}: {message}",
    ),
    (
        "UnsupportedAdministrationCommand",
        StoreError,
        "This edition of Neo4j cannot do that: {message}",
    ),
    (
        "TransactionTimedOut",
        QueryTimeout,
        TOO_LONG,
    ),
    (
        "LockClientStopped",
        QueryTimeout,
        TOO_LONG,
    ),
    ("Statement.ParameterMissing", QuestionError, "A parameter of the query has no value: {message}"),
    (
        "Statement.ExecutionFailed",
        StoreError,
        "The server at {address} could not do this: {message}",
    ),
    ("ClientError.Statement.", QuestionError, "The query cannot be understood: {message}"),
    (
        "OutOfMemory",
        StoreError,
        "The server at {address} has too little memory for this in one transaction; nothing was written. Raise its setting "
        "server.memory.heap.max_size (about 2 GB for 100,000 quotes with their 300,000 links), or "
        "dbms.memory.transaction.total.max if that is what limits it, restart it and try again.",
    ),
    (
        "DeadlockDetected",
        StoreBusy,
        "Another command was changing the library at {address} in the same moment; nothing was written. Try again.",
    ),
    (
        "LockAcquisitionTimeout",
        StoreBusy,
        "Another command has been changing the library at {address} for longer than the server lets one wait; nothing was "
        "written. Try again later.",
    ),
    (
        "Cluster.NotALeader",
        StoreUnreachable,
        "The server at {address} is a member of a cluster that takes no changes. Use the address neo4j://… instead of bolt://…: "
        "it finds the member that does.",
    ),
    (
        "ReadOnly",
        WriteRefused,
        "The database {database} at {address} can only be read. A cluster is changed through neo4j://…; otherwise ask whoever runs "
        "the server.",
    ),
)

LOST = frozenset({"ServiceUnavailable", "SessionExpired", "IncompleteRead"})

NOT_CONNECTED: tuple[tuple[frozenset[str], Kind, str], ...] = (
    (
        LOST,
        StoreUnreachable,
        "No Neo4j server answers at {address} ({message}). Is it running, is the port that of Bolt (7687, not 7474), and is the "
        "address right: bolt://… or neo4j://… without encryption, neo4j+s://… with it?",
    ),
)

BY_CLASS: tuple[tuple[frozenset[str], Kind, str], ...] = (
    (
        frozenset({"IncompleteCommit"}),
        CommitUnknown,
        "The connection to {address} broke while the load was being stored. It is stored whole or not at all, but which of the "
        "two is unknown: run 'beliefgraph changes' to see the last load, and load again if it is not this one.",
    ),
    (
        frozenset({"AuthError", "AuthConfigurationError"}),
        AccessRefused,
        "The server at {address} wants a user name and a password. Set NEO4J_USERNAME and NEO4J_PASSWORD, or give --user and "
        "type the password when asked.",
    ),
    (
        LOST,
        StoreUnreachable,
        "The connection to {address} broke, so nothing of this was stored: {message}. Try again when the server is there.",
    ),
    (
        frozenset({"ConfigurationError"}),
        StoreUnreachable,
        "{address} is not the address of a server as it should be written: {message}. Write bolt://HOST:7687 or "
        "neo4j://HOST:7687, with +s for encryption (neo4j+s://HOST).",
    ),
)

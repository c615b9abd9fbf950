"""The embedded engine's errors as ours. The engine has one exception; what went wrong is in its chain of causes."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from ...errors import (
    QueryTimeout,
    QuestionError,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreUnreachable,
    WriteRefused,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


def chain_of(error: BaseException) -> list[tuple[str, str]]:
    """Return the engine's own (class, message) pairs, outermost first; empty for other errors."""
    native = getattr(error, "native", None)
    return [(str(name), str(message)) for name, message in native["chain"]] if native else []


def names(error: BaseException, name: str) -> bool:
    """Tell whether a class of the engine whose name holds ``name`` is among the causes."""
    return any(name in found for found, _ in chain_of(error))


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Turn the engine's errors into ours; everything else passes unchanged."""
    try:
        yield
    except Exception as error:
        if type(error).__module__.partition(".")[0] != "arcadedb":
            raise
        raise _translation(error) from error


def _translation(error: Exception) -> StoreError | QuestionError:
    chain = chain_of(error)
    classes = " ".join(name for name, _ in chain)
    message = chain[-1][1] if chain else str(error)
    for part, kind, text in TRANSLATIONS:
        if part in classes:
            return kind(text.format(message=message))
    return StoreError(f"The database reports: {message or error}")


TRANSLATIONS: tuple[tuple[str, type[StoreError] | type[QuestionError], str], ...] = (
    (
        "QueryNotIdempotentException",
        WriteRefused,
        "This query would change the library; queries may only read it.",
    ),
    ("DatabaseIsReadOnlyException", WriteRefused, "The library was opened for reading only."),
    ("TimeoutException", QueryTimeout, "The query took too long and was stopped. Ask for less."),
    ("CommandParameterMissingException", QuestionError, "A parameter of the query has no value: {message}"),
    ("CommandSemanticException", QuestionError, "The query cannot be understood: {message}"),
    ("CommandParsingException", QuestionError, "The query cannot be understood: {message}"),
    ("DuplicatedKeyException", StoreError, "An id would be given twice: {message}"),
    ("DatabaseNotFoundException", StoreUnreachable, "There is no library there: {message}"),
    ("LockException", StoreBusy, "Another program has the library open: {message}"),
    ("DatabaseMetadataException", StoreDamaged, "The library needs repair: {message}"),
    ("java.io.IOException", StoreError, "The disk refuses: {message}"),
    (
        "DatabaseOperationException",
        StoreBusy,
        "This program has the library open already; close it there first: {message}",
    ),
)

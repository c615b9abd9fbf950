"""The one tree of errors. Every message is written for a researcher, not for a programmer.

::

    BeliefGraphError
    ├── InputError (ValueError)       a file or an argument cannot be used as it is
    │   ├── ArchiveError              an archive is damaged, newer, or none
    │   └── FileProblems              every problem of every file, at once
    ├── ModelError                    a record does not fit the model (a loader's mistake)
    ├── QuestionError
    │   ├── UnknownQuestion (KeyError)
    │   ├── ParameterError            missing, surplus or ill-typed parameter of a question
    │   ├── UnknownName               no belief, theme, behaviour … has this name
    │   ├── AmbiguousName             several have it
    │   ├── WriteRefused              a query would write, or leave the database
    │   └── QueryTimeout
    ├── StoreError
    │   ├── EngineMissing (ImportError)
    │   ├── StoreUnreachable          nothing there, or it cannot be read
    │   ├── AccessRefused             the server does not let this user in
    │   ├── StoreBusy                 another command is using it
    │   ├── StoreTooNew               written by a newer beliefgraph
    │   ├── StoreForeign              the place holds something that is not ours
    │   ├── StoreDamaged
    │   └── CommitUnknown             nobody knows whether a load was stored
    ├── LoadRefused
    │   ├── IdentityClash             one id, two things
    │   └── DanglingReference         a row refers to something that is not there
    ├── MapError                      a map cannot be drawn
    └── ExtraMissing (ImportError)    an optional package is not installed

``str(error)`` is the whole text to show. Nothing here imports anything of beliefgraph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence


class BeliefGraphError(Exception):
    """Anything this library refuses or fails to do; catch this to catch them all."""


class InputError(BeliefGraphError, ValueError):
    """A file or an argument cannot be used as it is."""


class FileProblems(InputError):
    """Every problem of every file of one load; nothing was written.

    ``problems`` holds records with ``place``, ``value``, ``message`` and ``cure``
    (:class:`beliefgraph.graph.records.Problem`), in the order of files, tables and rows.
    """

    def __init__(self, problems: Sequence[Any]) -> None:
        self.problems = tuple(problems)
        many = len(self.problems)
        head = "1 problem" if many == 1 else f"{many} problems"
        body = "\n".join(str(problem) for problem in self.problems)
        super().__init__(f"{head}; nothing was written.\n{body}")


class ArchiveError(InputError):
    """An archive cannot be restored: it is damaged, was changed, or a newer beliefgraph wrote it."""


class ModelError(BeliefGraphError):
    """A record does not fit the model: raised for loaders, never for what a user typed."""


class QuestionError(BeliefGraphError):
    """A question cannot be asked as it was put."""


class UnknownQuestion(QuestionError, KeyError):
    """No question of the catalogue has this name."""

    def __str__(self) -> str:
        """Show the sentence itself; KeyError would show its repr."""
        return str(self.args[0]) if self.args else ""


class ParameterError(QuestionError):
    """A parameter of a question is missing, unknown or of the wrong type."""


class UnknownName(QuestionError):
    """No thing of the kind asked for has this id, label or alias."""


class AmbiguousName(QuestionError):
    """Several things have this label or alias; the message lists their ids."""


class WriteRefused(QuestionError):
    """A query would write to the database, or read files, addresses or other databases."""


class QueryTimeout(QuestionError):
    """A query took longer than its limit and was stopped."""


class StoreError(BeliefGraphError):
    """The library (the database) cannot be used."""


class EngineMissing(StoreError, ImportError):
    """The engine's package is not installed, or has no wheel for this platform."""


class StoreUnreachable(StoreError):
    """There is no library at this address, or it cannot be read."""


class AccessRefused(StoreError):
    """The server does not accept the user name and password, or the user may not do this."""


class StoreBusy(StoreError):
    """Another command is using the library."""


class StoreTooNew(StoreError):
    """A newer beliefgraph wrote this library."""


class StoreForeign(StoreError):
    """The folder or database holds something that is not a beliefgraph library."""


class StoreDamaged(StoreError):
    """The library cannot be opened, or contradicts itself."""


class CommitUnknown(StoreError):
    """The connection broke while a load was being stored: it is there whole or not at all, and nobody knows which."""


class LoadRefused(BeliefGraphError):
    """A load would break the library; nothing was written.

    ``problems`` holds what was found, as in :class:`FileProblems`.
    """

    def __init__(self, message: str, problems: Sequence[Any] = ()) -> None:
        self.problems = tuple(problems)
        body = "".join(f"\n{problem}" for problem in self.problems)
        super().__init__(message + body)


class IdentityClash(LoadRefused):
    """Two sources, or two rows, give one id to two different things."""


class DanglingReference(LoadRefused):
    """A row refers to something that no row defines."""


class MapError(BeliefGraphError):
    """A map cannot be drawn: nothing to draw, or the drawing library is missing."""


class ExtraMissing(BeliefGraphError, ImportError):
    """An optional package is not installed; the message says how to get it."""

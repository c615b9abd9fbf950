"""The catalogue: every question that can be asked, and the asking of it.

Questions are the files ``cypher/<topic>/<name>.cypher`` of this package, and those of any folders that are
named besides; the latter are checked when they are read. Nothing is sent before all parameters are right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, cast

from ..errors import InputError, ParameterError, UnknownQuestion
from ..graph.fold import fold
from ..graph.model import KIND, ROLES
from ..graph.tokens import TokenKind, code
from . import filters as filtering
from .filters import Filters
from .header import ANY, IMPLICIT, NODE_KINDS, PRINTED, PRINTED_UNIT, Parameter, Question, parse
from .names import find, has

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from importlib.resources.abc import Traversable

    import pandas as pd

    from ..graph.records import Value
    from ..graph.store import Row
    from .stored import Query

_NEAREST = 3
_SUFFIX = ".cypher"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A question as it is sent: names are ids, markers are conditions."""

    question: Question
    cypher: str
    parameters: dict[str, Value]
    filters: Filters

    def explain(self) -> str:
        """Return the Cypher and its parameters as text that Neo4j Browser takes as it is."""
        given = "".join(f":param {name} => {_literal(value)};\n" for name, value in self.parameters.items())
        return f"{given}{self.cypher.rstrip()}\n"


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows that answer a question, and what was sent for them."""

    question: Question
    rows: list[Row]
    """One mapping per row, its keys in the order of ``columns``; empty if nothing fits."""
    cypher: str
    parameters: dict[str, Value]
    notes: tuple[str, ...]
    """What a reader of the rows must know."""
    selection: str = ""
    """Sentences on the filters in use; empty if there are none."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the names of the columns, in their order."""
        return tuple(column.name for column in self.question.columns)

    @property
    def counts(self) -> bool:
        """Return whether a column is a count: then the sentence on what counts say belongs under it."""
        return self.question.has_counts

    def __repr__(self) -> str:
        """Say what was asked and how much was found; the Cypher would fill the screen."""
        rows = f"{len(self.rows):,} row{'' if len(self.rows) == 1 else 's'}"
        return f"<Answer {self.question.name}: {rows} of {', '.join(self.columns)}>"

    def to_pandas(self) -> pd.DataFrame:
        """Return the rows as a DataFrame, one column each for :attr:`columns`, also if there are no rows.

        Whole numbers and counts are Int64, ids and text string, yes or no boolean; lists and maps stay what they are. The
        question, the filters and what the numbers mean are in ``attrs``. Raises ExtraMissing without pandas.
        """
        from ..exporters.notebook import frame

        about: dict[str, Value] = {
            "name": self.question.name,
            "question": self.question.question,
            "selection": self.selection,
            "notes": [*self._said()],
        }
        return frame(self.rows, self.question.columns, about)

    def _repr_html_(self) -> str:
        """Return the rows as a table for notebooks, with what must be said of its numbers."""
        from ..exporters.notebook import html_table

        below = [self.selection] if self.selection else []
        return html_table(self.rows, self.question.columns, self.question.question, [*below, *self._said()])

    def _said(self) -> Iterator[str]:
        from ..analysis.shapes import FOOTER

        yield from self.notes
        if self.counts:
            yield FOOTER


class Catalogue:
    """All questions of the package and of further folders.

    A bundled file has the name of its question and is read when the question is asked for; files of further
    folders are read and checked at once. Raises InputError for a file of such a folder that does not read or
    fails a check, and for a name that two files give, naming both.
    """

    def __init__(self, folders: Iterable[Path] = ()) -> None:
        self._unread = {file.name.removesuffix(_SUFFIX): (file, topic) for topic, file in _bundled()}
        self._questions: dict[str, Question] = {}
        added = [question for folder in folders for question in _in_folder(Path(folder))]
        if added:
            self._read_all()
        for question in added:
            self._add(question)
        if added:
            self._check(added)

    def questions(self) -> tuple[Question, ...]:
        """Return every question, by topic and name."""
        self._read_all()
        return tuple(sorted(self._questions.values(), key=lambda one: (one.topic, one.name)))

    def get(self, name: str) -> Question:
        """Return one question. Raises UnknownQuestion, which lists the nearest."""
        key = fold(name).replace(" ", "-")
        if key in self._unread:
            self._read(key)
        found = self._questions.get(key)
        if found is None:
            raise UnknownQuestion(self._unknown(name))
        return found

    def prepare(
        self, query: Query, name: str, parameters: Mapping[str, Value], filters: Filters | None = None
    ) -> Prepared:
        """Return what would be sent for a question.

        Parameters
        ----------
        query
            Sends a reading statement; used to look up names and the values of filters.
        name
            Of the question.
        parameters
            By name. Things may be given by id, label or alias, numbers and yes/no as text.
        filters
            Also say whether inferred claims count and opposites are turned.

        Raises
        ------
        UnknownQuestion, ParameterError, UnknownName, AmbiguousName
            Nothing is sent to answer the question then.
        """
        question, chosen = self.get(name), filters or Filters()
        _refuse_surplus(question, parameters)
        given = {one.name: _value(query, question, one, parameters) for one in question.parameters}
        text, bound = filtering.apply(question.text, filtering.resolve(query, chosen))
        used = _parameters(text)
        implicit: dict[str, Value] = {"inferred": chosen.inferred, "opposites": chosen.opposites}
        everything = {**given, **implicit, **bound}
        return Prepared(
            question, text, {name: value for name, value in everything.items() if name in used}, chosen
        )

    def ask(
        self, query: Query, name: str, parameters: Mapping[str, Value], filters: Filters | None = None
    ) -> Answer:
        """Answer a question; parameters and errors as in :meth:`prepare`."""
        prepared = self.prepare(query, name, parameters, filters)
        question = prepared.question
        rows = [_in_order(question, row) for row in query(prepared.cypher, prepared.parameters)]
        if prepared.filters.hides_numbers:
            rows = [_without_printed(question, row) for row in rows]
        return Answer(
            question, rows, prepared.cypher, prepared.parameters, question.notes, prepared.filters.describe()
        )

    def explain(
        self, query: Query, name: str, parameters: Mapping[str, Value], filters: Filters | None = None
    ) -> str:
        """Return the Cypher that would be sent, with its parameters."""
        return self.prepare(query, name, parameters, filters).explain()

    def table(self) -> list[tuple[str, str, str, str]]:
        """Return (topic, name, question, parameters) of every question, for documentation."""
        return [
            (one.topic, one.name, one.question, ", ".join(parameter.name for parameter in one.parameters))
            for one in self.questions()
        ]

    def _read_all(self) -> None:
        for name in list(self._unread):
            self._read(name)

    def _read(self, name: str) -> None:
        file, topic = self._unread.pop(name)
        self._add(_question(file, topic))

    def _unknown(self, name: str) -> str:
        from rapidfuzz import process

        near = process.extract(name, sorted({*self._unread, *self._questions}), limit=_NEAREST)
        return (
            f"There is no question '{name}'. Nearest: {', '.join(one for one, _, _ in near)}. "
            "'beliefgraph questions' lists all."
        )

    def _add(self, question: Question) -> None:
        other = self._questions.get(question.name)
        if other is not None:
            raise InputError(
                f"Two files are called {question.name}: {other.file} and {question.file}. "
                "Give one of them, and the question in it, another name."
            )
        self._questions[question.name] = question

    def _check(self, added: Sequence[Question]) -> None:
        from .lint import lint

        faults = [fault for question in added for fault in lint(question, self._questions)]
        if faults:
            listed = "\n".join(str(fault) for fault in faults)
            raise InputError(
                f"Question files that cannot be used; mend them or leave the folder out.\n{listed}"
            )


def catalogue_table() -> list[tuple[str, str, str, str]]:
    """Return (topic, name, question, parameters) of every bundled question, by topic and name."""
    return Catalogue().table()


def _bundled() -> Iterable[tuple[str, Traversable]]:
    """Yield the files of the package, each with its topic."""
    root = files(__package__ or "beliefgraph.queries") / "cypher"
    for topic in sorted((one for one in root.iterdir() if one.is_dir()), key=lambda one: one.name):
        for file in _files(topic):
            yield topic.name, file


def _in_folder(folder: Path) -> Iterable[Question]:
    """Yield the questions of a user's folder, and of the folders in it: one per topic."""
    if not folder.is_dir():
        raise InputError(
            f"{folder} is no folder. Name a folder of .cypher files, or of one folder for each topic."
        )
    for inner in (folder, *sorted(one for one in folder.iterdir() if one.is_dir())):
        for file in _files(inner):
            yield _question(file, str(inner))


def _files(folder: Traversable) -> list[Traversable]:
    return sorted((one for one in folder.iterdir() if one.name.endswith(_SUFFIX)), key=lambda one: one.name)


def _question(file: Traversable, shown: str) -> Question:
    """Read one file; ``shown`` is its folder as messages name it."""
    name = f"{shown}/{file.name}"
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{name} is not UTF-8 text. Save it as UTF-8 and try again.") from error
    return parse(text, name)


def _refuse_surplus(question: Question, parameters: Mapping[str, Value]) -> None:
    known = [parameter.name for parameter in question.parameters]
    for name in parameters:
        if name in IMPLICIT:
            raise ParameterError(
                f"{name} is no parameter: it is chosen by the filters (--inferred, --no-opposites)."
            )
        if name not in known:
            takes = f"it takes {', '.join(known)}" if known else "it takes none"
            raise ParameterError(f"The question {question.name} has no parameter '{name}'; {takes}.")


@lru_cache(maxsize=256)
def _parameters(text: str) -> frozenset[str]:
    """Return the names of the parameters in Cypher; kept, since reading it takes as long as a small library needs to answer."""
    return frozenset(token.name for token in code(text) if token.kind is TokenKind.PARAMETER)


def _in_order(question: Question, row: Row) -> Row:
    """Return a row with its columns as the question lists them and the keys of maps by name: each engine has its own order."""
    values = ((column, row[column.name]) for column in question.columns)
    return {
        column.name: dict(sorted(value.items())) if isinstance(value, dict) else value
        for column, value in values
    }


def _value(query: Query, question: Question, parameter: Parameter, given: Mapping[str, Value]) -> Value:
    """Return the value to send for one parameter."""
    value = given.get(parameter.name)
    if value is None or value == "":
        if parameter.required:
            raise ParameterError(
                f"The question {question.name} needs the parameter '{parameter.name}' ({parameter.kind}). "
                f"Example: {question.examples[0] if question.examples else f'--param {parameter.name}=…'}"
            )
        return parameter.default
    if parameter.kind in NODE_KINDS:
        return _id(query, parameter, value)
    return _plain(parameter, value)


def _id(query: Query, parameter: Parameter, value: Value) -> str:
    if not isinstance(value, str):
        raise ParameterError(f"The parameter '{parameter.name}' takes an id, label or alias, not {value!r}.")
    if parameter.kind != ANY:
        return find(query, [parameter.kind], value).id
    # Kinds may share an id, and a row joined to another study is asked for by its own: the id stands as it is.
    name = value.strip()
    return name if has(query, KIND, name) else find(query, list(KIND), name).id


def _plain(parameter: Parameter, value: Value) -> Value:
    kind, text = parameter.kind, str(value).strip()
    if kind == "integer" and not isinstance(value, (bool, float)) and re.fullmatch(r"-?\d+", text):
        return int(text)
    if kind == "boolean" and text.lower() in {"true", "yes", "false", "no"}:
        return text.lower() in {"true", "yes"}
    if kind == "role":
        role = next((one for one in ROLES if fold(text) in {one, f"{one}s"}), None)
        if role is None:
            raise ParameterError(
                f"The parameter '{parameter.name}' takes a role, not '{text}'. Roles are {', '.join(ROLES)}."
            )
        return role
    if kind == "text" and isinstance(value, str):
        return value
    wanted = {"integer": "a whole number", "boolean": "true or false"}.get(kind, "text")
    raise ParameterError(f"The parameter '{parameter.name}' takes {wanted}, not '{text}'.")


def _without_printed(question: Question, row: Row) -> Row:
    """Leave out printed numbers, which would speak of more than the selection."""
    shown = dict(row)
    for column in question.columns:
        if column.kind in {PRINTED, PRINTED_UNIT}:
            shown[column.name] = None
        elif column.kind == "map" and isinstance(shown[column.name], dict):
            held = cast("dict[str, Value]", shown[column.name])
            shown[column.name] = {
                name: value for name, value in held.items() if name not in filtering.PRINTED_PROPERTIES
            }
    return shown


def _literal(value: Value) -> str:
    """Return a value as Cypher writes it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
    if isinstance(value, list):
        return f"[{', '.join(_literal(one) for one in value)}]"
    return str(value)

"""The header of a question: what a ``.cypher`` file says about itself.

The first lines of a question file are comments of the form ``// key: value``; the rest is plain Cypher. A
line that begins with ``//`` and three or more spaces continues the value above it. Keys::

    name:        name of the file, without .cypher
    question:    the question in words
    topic:       name of the folder it is in
    parameter:   behaviour (Behaviour)  free words          without "=" it is required
    parameter:   limit (integer) = 20   free words
    column:      belief (Subtheme)      free words          one line per column, in their order
    column:      studies (count of Study) opens evidence-behind-step(cause=belief, effect=$behaviour)
    example:     beliefgraph ask …
    note:        what a reader of the numbers must know
    unfiltered:  s, r because …         variables that no filter may touch, and why

Every question also takes ``$inferred`` (false) and ``$opposites`` (true), which it does not declare.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import InputError
from ..graph.model import FAMILIES, KIND

if TYPE_CHECKING:
    from ..graph.records import Value

ANY = "any"
"""Kind of a parameter or column that holds the id of anything."""
NODE_KINDS = frozenset(KIND) | frozenset(FAMILIES) | {ANY}
VALUE_KINDS = ("text", "integer", "boolean", "role")
PRINTED = "printed number"
"""Kind of a column that shows a number as a paper prints it; empty under filters that would make it untrue."""
PRINTED_UNIT = "printed unit"
"""Kind of a column that says what a printed number counts."""
COLUMN_KINDS = (*VALUE_KINDS, "map", PRINTED, PRINTED_UNIT)
IMPLICIT: dict[str, Value] = {"inferred": False, "opposites": True}
"""Parameters that every question has; they come with the filters."""

RESERVED = ("self", "name", "filters")
"""Names that the Python call of a question takes itself."""

_SINGLE = ("name", "question", "topic")
_SEVERAL = ("parameter", "column", "example", "note", "unfiltered")
_LINE = re.compile(r"//\s?(?P<key>[a-z]+):\s*(?P<value>.*)")
_MORE = re.compile(r"//\s{3,}(?P<value>\S.*)")
_NAMED = re.compile(r"(?P<name>[a-z][a-z0-9_]*)\s*\((?P<kind>[^)]*)\)\s*(?P<rest>.*)")
_DEFAULT = re.compile(r"=\s*(?P<default>\"[^\"]*\"|\S+)\s*(?P<words>.*)")
_OPENS = re.compile(r"opens\s+(?P<question>[a-z][a-z0-9-]*)\((?P<arguments>[^)]*)\)\s*(?P<words>.*)")
UNFILTERED = re.compile(r"(?P<names>\w+(?:\s*,\s*\w+)*)\s*,?\s+because\s+(?P<reason>\S.*)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One ``$name`` of a question."""

    name: str
    kind: str
    """A node kind or family (takes id, label or alias), ``any`` (any id), or one of VALUE_KINDS."""
    default: Value = None
    """Only if not required; None means that it may be left out."""
    required: bool = True
    words: str = ""

    def __str__(self) -> str:
        """Return name, kind, default and words on one line."""
        default = (
            "required" if self.required else f"default {'none' if self.default is None else self.default}"
        )
        return " ".join(f"{self.name} ({self.kind}, {default}) {self.words}".split())


@dataclass(frozen=True, slots=True)
class Opens:
    """The question that shows what is behind a number, and its arguments."""

    question: str
    arguments: tuple[tuple[str, str], ...]
    """(parameter, column of the same row, ``$parameter`` of this question or ``"text"``)."""

    def __str__(self) -> str:
        """Return it as the header writes it."""
        return f"{self.question}({', '.join(f'{name}={given}' for name, given in self.arguments)})"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the answer."""

    name: str
    kind: str
    """A node kind (the cell is an id), ``list of`` one, ``count of`` one, or one of COLUMN_KINDS."""
    opens: Opens | None = None
    words: str = ""

    def __str__(self) -> str:
        """Return name, kind, words and the question that opens it on one line."""
        opened = f"; opened by {self.opens}" if self.opens else ""
        return " ".join(f"{self.name} ({self.kind}{opened}) {self.words}".split())

    @property
    def of(self) -> str:
        """Return the node kind of an id, a list of ids or a count; empty for any other column."""
        kind = self.kind.removeprefix("list of ").removeprefix("count of ")
        return kind if kind in NODE_KINDS else ""

    @property
    def is_id(self) -> bool:
        """Return whether every cell is one id."""
        return self.kind in NODE_KINDS

    @property
    def is_count(self) -> bool:
        """Return whether the cells are counts."""
        return self.kind.startswith("count of ")


@dataclass(frozen=True, slots=True)
class Unfiltered:
    """Variables that stand outside every filter, and the reason."""

    variables: tuple[str, ...]
    reason: str
    line: int


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the catalogue. Two with one name are an error, wherever they come from."""

    file: str
    """Where it was read, as a person would name it."""
    name: str
    question: str
    topic: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    examples: tuple[str, ...]
    notes: tuple[str, ...]
    unfiltered: tuple[Unfiltered, ...]
    text: str
    """The whole file, header included: what is checked, filtered and sent."""

    def to_json(self) -> dict[str, Value]:
        """Return the question as other programs read it."""
        return {
            "name": self.name,
            "question": self.question,
            "topic": self.topic,
            "parameters": [
                {
                    "name": one.name,
                    "type": one.kind,
                    "required": one.required,
                    "default": one.default,
                    "words": one.words,
                }
                for one in self.parameters
            ],
            "columns": [one.name for one in self.columns],
            "column_details": [
                {
                    "name": one.name,
                    "type": one.kind,
                    "words": one.words,
                    "opens": str(one.opens) if one.opens else None,
                }
                for one in self.columns
            ],
            "notes": list(self.notes),
            "examples": list(self.examples),
            "file": self.file,
            "cypher": self.text,
        }

    def describe(self) -> str:
        """Return the question as text for a person: parameters, columns, notes, examples and the Cypher."""
        parts = [f"{self.name} ({self.topic})\n{self.question}"]
        if self.parameters:
            parts.append("\n".join(["Parameters:", *(f"  {one}" for one in self.parameters)]))
        parts.append("\n".join(["Columns:", *(f"  {one}" for one in self.columns)]))
        parts.extend(self.notes)
        parts.append("\n".join(["Example:", *(f"  {one}" for one in self.examples)]))
        return "\n\n".join([*parts, self.cypher])

    @property
    def cypher(self) -> str:
        """Return the file without its header."""
        lines = self.text.splitlines()
        body = next((at for at, line in enumerate(lines) if not line.startswith("//")), len(lines))
        return "\n".join(lines[body:]) + "\n"

    @property
    def has_counts(self) -> bool:
        """Return whether an answer shows a count, and so needs the sentence on what counts say."""
        return any(column.is_count for column in self.columns)


def parse(text: str, file: str) -> Question:
    """Read the header of a question.

    Parameters
    ----------
    text
        The whole file.
    file
        Named in errors.

    Raises
    ------
    InputError
        A line is no ``// key: value``, a key is unknown, missing or given twice, or a value does not read;
        the message names file and line. Whether header and Cypher fit is checked in ``lint``.
    """
    values: dict[str, list[tuple[int, str]]] = {}
    for line, key, value in _lines(text, file):
        if key in _SINGLE and key in values:
            raise _fault(file, line, f"'{key}' is given twice. Keep one of the two lines.")
        values.setdefault(key, []).append((line, value))
    missing = [key for key in _SINGLE if not values.get(key) or not values[key][0][1]]
    if missing:
        raise _fault(file, 1, f"the header has no '{missing[0]}'. Add a line '// {missing[0]}: …'.")
    return Question(
        file=file,
        name=values["name"][0][1],
        question=values["question"][0][1],
        topic=values["topic"][0][1],
        parameters=tuple(_parameter(file, *item) for item in values.get("parameter", ())),
        columns=tuple(_column(file, *item) for item in values.get("column", ())),
        examples=tuple(value for _, value in values.get("example", ())),
        notes=tuple(value for _, value in values.get("note", ())),
        unfiltered=tuple(_unfiltered(file, *item) for item in values.get("unfiltered", ())),
        text=text,
    )


def _fault(file: str, line: int, message: str) -> InputError:
    return InputError(f"{file}, line {line}: {message}")


def _lines(text: str, file: str) -> list[tuple[int, str, str]]:
    found: list[tuple[int, str, str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("//"):
            break
        more = _MORE.fullmatch(line.rstrip())
        if more and found:
            at, key, value = found[-1]
            found[-1] = (at, key, f"{value} {more['value']}".strip())
            continue
        match = _LINE.fullmatch(line.rstrip())
        allowed = (*_SINGLE, *_SEVERAL)
        if match is None or match["key"] not in allowed:
            raise _fault(
                file,
                number,
                f"'{line.strip()}' is no line of a header. Write '// key: value' with one of the keys {', '.join(allowed)}.",
            )
        found.append((number, match["key"], match["value"].strip()))
    return found


def _parameter(file: str, line: int, value: str) -> Parameter:
    match = _NAMED.fullmatch(value)
    if match is None:
        raise _fault(
            file, line, f"'{value}' is no parameter. Write 'name (kind)' or 'name (kind) = default'."
        )
    name, kind, rest = match["name"], match["kind"].strip(), match["rest"]
    if kind not in NODE_KINDS and kind not in VALUE_KINDS:
        raise _fault(file, line, f"'{kind}' is no kind of parameter. Allowed are {_kinds(VALUE_KINDS)}.")
    if name in RESERVED:
        raise _fault(file, line, f"a parameter cannot be called '{name}'; give it another name.")
    if name in IMPLICIT:
        raise _fault(file, line, f"every question has ${name}; do not declare it.")
    default = _DEFAULT.fullmatch(rest)
    if default is None:
        return Parameter(name, kind, words=rest)
    return Parameter(
        name, kind, _default(file, line, kind, default["default"]), required=False, words=default["words"]
    )


def _default(file: str, line: int, kind: str, text: str) -> Value:
    if text == "none":
        return None
    if kind == "integer":
        if not re.fullmatch(r"-?\d+", text):
            raise _fault(file, line, f"the default '{text}' is no whole number.")
        return int(text)
    if kind == "boolean":
        if text not in {"true", "false"}:
            raise _fault(file, line, f"the default '{text}' is neither true nor false.")
        return text == "true"
    return text.strip('"')


def _column(file: str, line: int, value: str) -> Column:
    match = _NAMED.fullmatch(value)
    if match is None:
        raise _fault(
            file, line, f"'{value}' is no column. Write 'name (kind)', for example 'belief (Subtheme)'."
        )
    kind, rest = match["kind"].strip(), match["rest"]
    if not _is_column_kind(kind):
        raise _fault(
            file,
            line,
            f"'{kind}' is no kind of column. Allowed are {_kinds(COLUMN_KINDS)}, 'list of …' and 'count of …'.",
        )
    opens = _OPENS.fullmatch(rest)
    if opens is None:
        if rest.startswith("opens"):
            raise _fault(
                file,
                line,
                f"'{rest}' does not read. Write 'opens question(parameter=column, other=$parameter)'.",
            )
        return Column(match["name"], kind, words=rest)
    pairs = [part.partition("=") for part in opens["arguments"].split(",") if part.strip()]
    if not all(sign and name.strip() and given.strip() for name, sign, given in pairs):
        raise _fault(
            file, line, f"the arguments '{opens['arguments']}' do not read. Write 'parameter=column'."
        )
    arguments = tuple((name.strip(), given.strip()) for name, _, given in pairs)
    return Column(match["name"], kind, Opens(opens["question"], arguments), opens["words"])


def _is_column_kind(kind: str) -> bool:
    if kind in COLUMN_KINDS or kind in NODE_KINDS:
        return True
    head, _, of = kind.partition(" of ")
    return (head == "list" and of in {*NODE_KINDS, "text", "integer"}) or (
        head == "count" and of in NODE_KINDS
    )


def _kinds(others: tuple[str, ...]) -> str:
    return ", ".join((*others, *sorted(NODE_KINDS)))


def _unfiltered(file: str, line: int, value: str) -> Unfiltered:
    match = UNFILTERED.fullmatch(value)
    if match is None:
        raise _fault(file, line, f"'{value}' does not read. Write 'variable, variable because reason'.")
    return Unfiltered(tuple(name.strip() for name in match["names"].split(",")), match["reason"], line)

"""Static checks of question files: what a test of rows would find too late, or only with the right data.

Each check returns faults that name file and line; none needs a library. The same checks run on the
catalogue's own files (a test), on the evidence queries and on files from other folders (when they are read).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from ..errors import QuestionError
from ..graph.guard import refuse_writes
from ..graph.model import FAMILIES, KIND, RELATION
from ..graph.tokens import TokenKind
from . import clauses, coverage
from .header import ANY, IMPLICIT, NODE_KINDS
from .patterns import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..graph.tokens import Token
    from .header import Question
    from .patterns import Reading

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_TRAPS = {
    "SHORTEST": "the embedded engine does not know it; write shortestPath(…)",
    "ELEMENTID": "it differs between engines; use .id",
}
_INTERNAL = frozenset({"id", "label", "sources", "places", "same", "owner"})


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing to mend in a question file."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        """Return file, line and message as one sentence."""
        return f"{self.file}, line {self.line}: {self.message}"


def lint(question: Question, questions: Mapping[str, Question]) -> list[Fault]:
    """Check one question.

    Parameters
    ----------
    question
        Its header is read already.
    questions
        All questions by name, itself among them: numbers open others.

    Returns
    -------
    list of Fault
        Sorted by line; empty if all is well.
    """
    try:
        refuse_writes(question.text)
        reading = read(question.text)
    except QuestionError as error:
        return [Fault(question.file, 1, str(error))]
    found = [
        *_header(question),
        *_parameters(question, reading),
        *_vocabulary(reading),
        *coverage.unfiltered(reading),
        *_share(reading),
        *_dialect(reading),
        *_answer(question, reading),
        *_opens(question, questions),
    ]
    return sorted(Fault(question.file, line, message) for line, message in found)


def lint_evidence(text: str, file: str) -> list[Fault]:
    """Check one evidence query: everything but what concerns the header and the columns."""
    try:
        refuse_writes(text)
        reading = read(text)
    except QuestionError as error:
        return [Fault(file, 1, str(error))]
    found = [
        *_vocabulary(reading),
        *coverage.unfiltered(reading),
        *_share(reading),
        *_dialect(reading),
        *_returned(reading),
    ]
    return sorted(Fault(file, line, message) for line, message in found)


_Found = tuple[int, str]


def _header(question: Question) -> Iterator[_Found]:
    path = PurePath(question.file)
    if not _NAME.fullmatch(question.name):
        yield 1, f"the name '{question.name}' is not made of lower-case words joined by hyphens."
    if path.stem != question.name:
        yield 1, f"the file is called {path.stem}, the question {question.name}; give both one name."
    if path.parent.name and path.parent.name != question.topic:
        yield 1, f"the folder is {path.parent.name}, the topic {question.topic}; give both one name."
    if not question.question.endswith("?"):
        yield 1, "the question does not end in a question mark."
    if not question.columns:
        yield 1, "the header names no column."
    if not question.examples:
        yield 1, f"the header has no example. Add '// example: beliefgraph ask {question.name} …'."
    required = [parameter.name for parameter in question.parameters if parameter.required]
    for example in question.examples:
        missing = [name for name in required if f"--param {name}=" not in example]
        if not example.startswith(f"beliefgraph ask {question.name}") or missing:
            yield 1, f"the example '{example}' does not ask {question.name} with all it requires."


def _parameters(question: Question, reading: Reading) -> Iterator[_Found]:
    declared = {parameter.name for parameter in question.parameters}
    used = {token.name: token.line for token in reading.tokens if token.kind is TokenKind.PARAMETER}
    for name in sorted(declared - used.keys()):
        yield 1, f"${name} is declared and not used."
    for name in sorted(used.keys() - declared - IMPLICIT.keys()):
        yield used[name], f"${name} is used and not declared."


def _vocabulary(reading: Reading) -> Iterator[_Found]:
    for node in reading.nodes:
        for label in node.labels:
            if label not in KIND:
                yield node.line, f"'{label}' is no kind of node of the model."
    for edge in reading.edges:
        if not edge.types:
            yield edge.line, "a relationship has no type; name it."
        for name in edge.types:
            if name not in RELATION:
                yield edge.line, f"'{name}' is no relationship of the model."
    yield from _properties(reading)


def _properties(reading: Reading) -> Iterator[_Found]:
    kinds = coverage.kinds(reading)
    types = coverage.types(reading)
    pieces = [token for _, token in reading.code()]
    for owner, dot, name in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if dot.text != "." or not owner.word or not name.name:
            continue
        modelled = [KIND[label].properties for label in kinds.get(owner.name, ()) if label in KIND]
        modelled += [RELATION[kind].properties for kind in types.get(owner.name, ()) if kind in RELATION]
        if modelled and name.name not in {one.name for several in modelled for one in several} | _INTERNAL:
            yield name.line, f"'{name.name}' is no property of {owner.name} in the model."


def _share(reading: Reading) -> Iterator[_Found]:
    """Yield places where the text of a quote could be shown against its ``share``."""
    kinds = coverage.kinds(reading)
    pieces = [token for _, token in reading.code()]
    for at, token in enumerate(pieces):
        if "Quote" not in kinds.get(token.name, ()):
            continue
        after = [piece.text for piece in pieces[at + 1 : at + 3]]
        shown = " ".join(piece.text for piece in pieces[max(0, at - 10) : at + 4])
        guarded = [
            f"CASE WHEN {token.name} . share = 'no' THEN {hidden} ELSE {token.name} . text END"
            for hidden in ("'text not shared'", "null")
        ]
        if after == [".", "text"] and shown not in guarded:
            yield token.line, f"show the text of a quote only as {guarded[0].replace(' . ', '.')}."
        if after[:1] == ["{"] and "text" not in {piece.name for piece in _until_brace(pieces, at + 2)}:
            yield token.line, f"{token.name}{{…}} shows the text of a quote; give it a 'text' of its own."
        if at > 1 and pieces[at - 1].text == "(" and pieces[at - 2].word == "PROPERTIES":
            yield token.line, f"properties({token.name}) shows the text of a quote."


def _until_brace(pieces: list[Token], at: int) -> list[Token]:
    end = next((here for here in range(at, len(pieces)) if pieces[here].text == "}"), len(pieces))
    return pieces[at:end]


def _dialect(reading: Reading) -> Iterator[_Found]:
    """Yield words that the two engines do not read alike, or one of them reads wrongly."""
    depth = 0
    pieces = [token for _, token in reading.code()]
    for token, after in zip(pieces, [*pieces[1:], None], strict=True):
        if token.word in _TRAPS:
            yield token.line, f"{token.text} is not portable: {_TRAPS[token.word]}."
        if token.word == "CALL" and after is not None and after.text == "{":
            yield token.line, "write CALL () { … } or CALL (x) { … }; CALL { … } is deprecated."
        depth += (token.word == "CASE") - (token.word == "END")
        if (
            depth
            and token.word in {"ANY", "ALL", "NONE", "SINGLE"}
            and after is not None
            and after.text == "("
        ):
            yield (
                token.line,
                f"{token.text}(…) inside CASE gives wrong rows on the embedded engine; compute it in a WITH before.",
            )


def _answer(question: Question, reading: Reading) -> Iterator[_Found]:
    """Check what is returned against the columns, and the order of the rows."""
    pieces = [token for _, token in reading.code()]
    returned = clauses.final(reading)
    declared = [column.name for column in question.columns]
    names = [item.name for item in returned]
    last = returned[-1].line if returned else 1
    if clauses.unions(reading):
        yield 1, "a UNION cannot be ordered as a whole; put it into CALL () { … }."
    if names != declared:
        yield (
            last,
            f"the columns are {', '.join(declared)}; returned are {', '.join(name or '?' for name in names)}.",
        )
    yield from _returned(reading)
    counts = clauses.counted(pieces)
    for column, item in zip(question.columns, returned, strict=False):
        if column.kind == "integer" and clauses.is_count(item, counts):
            yield (
                item.line,
                f"'{column.name}' is a count; declare it as 'count of …' with the question that opens it.",
            )
        if column.is_count and column.opens is None:
            yield 1, f"the count '{column.name}' opens nothing. Add 'opens question(parameter=column)'."
    ids = {column.name for column in question.columns if column.is_id}
    keys = clauses.order_keys(reading)
    final = (
        [token for token in keys[-1] if token.word not in {"ASC", "DESC", "ASCENDING", "DESCENDING"}]
        if keys
        else []
    )
    if len(final) != 1 or final[0].name not in ids:
        yield last, "the last ORDER BY must end in a column that holds one id, so that rows have one order."


def _returned(reading: Reading) -> Iterator[_Found]:
    """Yield what is returned without a name, or as a node, relationship or path."""
    pieces = [token for _, token in reading.code()]
    paths = {
        before.name
        for before, sign, after in zip(pieces, pieces[1:], pieces[2:], strict=False)
        if sign.text == "=" and after.text == "("
    }
    entities = clauses.tainted(pieces, reading.variables | frozenset(paths))
    for item in clauses.final(reading):
        if not item.name:
            yield item.line, "a returned expression has no name; add AS name."
        if clauses.holds(item, entities):
            yield item.line, f"'{item.name}' returns a node, relationship or path; return its properties."


def _opens(question: Question, questions: Mapping[str, Question]) -> Iterator[_Found]:
    """Check that every number can be opened: the question exists and its arguments fit."""
    for column in question.columns:
        if column.opens is None:
            continue
        opened = questions.get(column.opens.question)
        if opened is None:
            yield 1, f"'{column.name}' opens {column.opens.question}, which is no question."
            continue
        parameters = {parameter.name: parameter for parameter in opened.parameters}
        given = dict(column.opens.arguments)
        for name in sorted(given.keys() - parameters.keys()):
            yield 1, f"'{column.name}' opens {opened.name} with {name}, which it does not take."
        for name, parameter in parameters.items():
            if name not in given and parameter.required:
                yield 1, f"'{column.name}' opens {opened.name} without {name}."
            elif name in given:
                kind = _kind_of(question, given[name])
                if not _fits(kind, parameter.kind):
                    yield (
                        1,
                        f"'{column.name}' opens {opened.name} with {name}={given[name]}, which is no {parameter.kind}.",
                    )


def _kind_of(question: Question, argument: str) -> str:
    """Return the kind of a column, ``$parameter`` or ``"text"``; empty if there is no such thing."""
    if argument.startswith('"'):
        return "text"
    if argument.startswith("$"):
        return next((one.kind for one in question.parameters if one.name == argument[1:]), "")
    return next((one.kind for one in question.columns if one.name == argument), "")


def _fits(kind: str, wanted: str) -> bool:
    """Return whether every value of one kind is one of the other."""
    if kind == wanted or (wanted == ANY and kind in NODE_KINDS):
        return True
    return bool(kind) and set(FAMILIES.get(kind, (kind,))) <= set(FAMILIES.get(wanted, ()))

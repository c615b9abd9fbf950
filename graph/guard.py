"""The guard that lets a query read the library and do nothing else.

Engines have read-only modes of their own, but those let a query read files (``LOAD CSV``), switch to
another database (``USE``) and call procedures. So free Cypher and every question file pass here first.
"""

from __future__ import annotations

from ..errors import WriteRefused
from .tokens import Token, TokenKind, code

# Administration (DROP, ALTER, GRANT …) can only begin a statement and is refused there.
_WRITES = frozenset({"CREATE", "MERGE", "DELETE", "DETACH", "SET", "REMOVE", "FOREACH", "INSERT"})
_LEAVES = frozenset({"LOAD", "USE"})
_BEGINS = frozenset({"MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL"})

_ONLY_READS = "Queries only read the library; to change it, load a corrected file."


def refuse_writes(text: str) -> None:
    """Raise WriteRefused unless ``text`` is one Cypher statement that only reads this library.

    Refused are writing clauses, ``LOAD CSV``, ``USE``, ``CALL`` of any procedure, several statements and
    statements that begin with anything but a reading clause. Subqueries ``CALL (x) {…}`` and ``CALL {…}``
    are allowed. The words count wherever they could be a clause; as a label, property or map key they are
    allowed, and so in strings, comments and backticks.

    Raises
    ------
    WriteRefused
        The message names the word, its line and what to write instead.
    QuestionError
        A string, comment or name in backticks is never closed.
    """
    pieces = code(text)
    if not pieces:
        raise WriteRefused(
            "The query is empty. Write one statement, for example MATCH (s:Study) RETURN s.id AS study."
        )
    if "\\u" in text.lower():
        # Neo4j turns \u0027 into a quote before it looks for strings: what we read is not what it would run.
        raise WriteRefused(
            "The query holds a \\u escape, which could hide a clause. Write the character itself."
        )
    _refuse_second_statement(pieces)
    if pieces[0].word not in _BEGINS:
        raise WriteRefused(
            f"The query begins with {pieces[0].text}. {_ONLY_READS} "
            f"Begin it with one of {', '.join(sorted(_BEGINS))}."
        )
    for position, piece in enumerate(pieces):
        _refuse_clause(pieces, position, piece)


def _refuse_second_statement(pieces: list[Token]) -> None:
    for position, piece in enumerate(pieces[:-1]):
        if piece.text == ";" and piece.kind is TokenKind.SYMBOL:
            raise WriteRefused(
                f"Line {pieces[position + 1].line} of the query begins a second statement after ';'. "
                "Ask one statement at a time."
            )


def _refuse_clause(pieces: list[Token], position: int, piece: Token) -> None:
    if not piece.word or _is_name(pieces, position):
        return
    if piece.word in _WRITES:
        raise WriteRefused(
            f"Line {piece.line} of the query holds {piece.text}, which would change the library. {_ONLY_READS} "
            f"If {piece.text} is meant as a name, put it in backticks."
        )
    if piece.word in _LEAVES:
        raise WriteRefused(
            f"Line {piece.line} of the query holds {piece.text}, which reads files or other databases. "
            f"Queries read this library only. If {piece.text} is meant as a name, put it in backticks."
        )
    if piece.word == "CALL" and _after(pieces, position) not in {"(", "{"}:
        raise WriteRefused(
            f"Line {piece.line} of the query calls a procedure, which may do more than read. "
            "Only subqueries may be called: CALL (x) { … }."
        )


def _is_name(pieces: list[Token], position: int) -> bool:
    """Return whether the word is a property (``n.set``), a label (``:Create``) or a map key (``set: 1``)."""
    before = pieces[position - 1].text if position else ""
    if before == ".":
        # Behind a number the dot ends the number: what follows is a word of its own.
        owner = pieces[position - 2] if position > 1 else None
        return owner is not None and (bool(owner.name) or owner.text in {")", "]", "}"})
    return before == ":" or (before in {"{", ","} and _after(pieces, position) == ":")


def _after(pieces: list[Token], position: int) -> str:
    return pieces[position + 1].text if position + 1 < len(pieces) else ""

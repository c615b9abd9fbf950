"""Cypher cut into tokens, so that words inside strings, comments and backticks are not taken for Cypher.

This is no parser: it knows where each piece begins and ends and nothing about what pieces mean together.
The guard against writing and the checks of question files are built on it. Strings follow openCypher:
single or double quotes, backslash escapes; a line comment ends at a line feed or a carriage return.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from ..errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Iterator


class TokenKind(Enum):
    """What a piece of Cypher is."""

    WORD = "word"
    """A keyword, name, label or function: Cypher tells them apart by position only."""
    QUOTED_NAME = "name in backticks"
    STRING = "string"
    NUMBER = "number"
    PARAMETER = "parameter"
    COMMENT = "comment"
    SYMBOL = "symbol"


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of Cypher as it stands in the text."""

    kind: TokenKind
    text: str
    start: int
    """Offset of its first character."""
    line: int
    """Line it begins on, the first being 1."""

    @property
    def word(self) -> str:
        """Return the keyword it may be, in capitals; empty for anything but a bare word."""
        return self.text.upper() if self.kind is TokenKind.WORD else ""

    @property
    def name(self) -> str:
        """Return the name a bare word, a name in backticks or a parameter stands for; else empty."""
        if self.kind is TokenKind.WORD:
            return self.text
        if self.kind is TokenKind.QUOTED_NAME:
            return self.text[1:-1].replace("``", "`")
        if self.kind is TokenKind.PARAMETER:
            return self.text[1:].strip("`")
        return ""

    @property
    def end(self) -> int:
        """Return the offset behind its last character."""
        return self.start + len(self.text)


_PIECES = (
    (TokenKind.COMMENT, r"//[^\n\r]*|/\*.*?\*/"),
    (TokenKind.STRING, r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\""),
    (TokenKind.QUOTED_NAME, r"`(?:[^`]|``)*`"),
    (TokenKind.PARAMETER, r"\$(?:\w+|`[^`]*`)"),
    # A dot belongs to a number only before a digit: `1..4` is a range, `n.1` does not exist.
    (TokenKind.NUMBER, r"\d\w*(?:\.\d\w*)?"),
    (TokenKind.WORD, r"\w+"),
    (TokenKind.SYMBOL, r"[^\s]"),
)
_PIECE = re.compile("|".join(f"(?P<{kind.name}>{pattern})" for kind, pattern in _PIECES), re.DOTALL)
_OPENERS = {"'": "a string", '"': "a string", "`": "a name in backticks"}


def tokens(text: str) -> Iterator[Token]:
    """Cut Cypher into tokens, comments among them.

    Parameters
    ----------
    text
        One or several statements.

    Yields
    ------
    Token
        In the order of the text; white space is left out. Nothing for empty text.

    Raises
    ------
    QuestionError
        A string, a name in backticks or a comment is opened and never closed.
    """
    line, counted = 1, 0
    for match in _PIECE.finditer(text):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        piece = match.group()
        opened = (
            "a comment" if text.startswith("/*", match.start()) and len(piece) == 1 else _OPENERS.get(piece)
        )
        if opened:
            raise QuestionError(
                f"Line {line} of the query opens {opened} with {piece if opened != 'a comment' else '/*'} "
                "and never closes it. Close it and try again."
            )
        yield Token(TokenKind[str(match.lastgroup)], piece, match.start(), line)


def code(text: str) -> list[Token]:
    """Return the tokens of ``text`` without its comments."""
    return [token for token in tokens(text) if token.kind is not TokenKind.COMMENT]

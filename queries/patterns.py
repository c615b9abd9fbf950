"""What a Cypher text matches: its nodes and relationships, and in which part of the text each stands.

Enough reading of Cypher for the checks of question files, and no more: patterns, variables, subqueries and
the branches of a UNION. Expressions are left as tokens.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from ..graph.tokens import Token, TokenKind, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SUBQUERIES = frozenset({"EXISTS", "COUNT", "COLLECT", "CALL"})


@dataclass(slots=True, eq=False)
class Scope:
    """One query or subquery, or one branch of its UNION: where a variable can be seen."""

    parent: Scope | None
    imports: frozenset[str] | None
    """Names handed in by ``CALL (a, b)``; None if all outer names are seen, as in EXISTS."""
    is_map: bool = False
    """True for the braces of a map: no scope of its own."""


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One node in a pattern."""

    variable: str
    labels: tuple[str, ...]
    position: int
    """Index of its first token in the text's tokens."""
    line: int


@dataclass(frozen=True, slots=True, eq=False)
class Edge:
    """One relationship in a pattern, from ``start`` to ``end`` unless it has no direction."""

    variable: str
    types: tuple[str, ...]
    start: Node
    end: Node
    directed: bool
    position: int
    line: int


@dataclass(slots=True)
class Reading:
    """A Cypher text as the checks see it."""

    tokens: list[Token]
    """All of them, comments included."""
    scopes: list[Scope] = field(default_factory=list)
    """Of each token."""
    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)

    def code(self) -> Iterator[tuple[int, Token]]:
        """Yield position and token, without comments."""
        return ((i, token) for i, token in enumerate(self.tokens) if token.kind is not TokenKind.COMMENT)

    @property
    def variables(self) -> frozenset[str]:
        """Return the names of all nodes and relationships."""
        named = {node.variable for node in self.nodes} | {edge.variable for edge in self.edges}
        return frozenset(named - {""})


def read(text: str) -> Reading:
    """Return the patterns and scopes of a Cypher text. Raises QuestionError for an unclosed string or comment."""
    reading = Reading(list(tokens(text)))
    reading.scopes = _scopes(reading.tokens)
    places = [position for position, _ in reading.code()]
    _Patterns(reading, places).read()
    return reading


def _scopes(pieces: Sequence[Token]) -> list[Scope]:
    top = Scope(None, None)
    stack, found = [top], []
    before: list[Token] = []
    for piece in pieces:
        if piece.kind is TokenKind.COMMENT:
            found.append(stack[-1])
            continue
        if piece.text == "{":
            stack.append(_opened(stack[-1], before))
        elif piece.word == "UNION" and not stack[-1].is_map:
            stack[-1] = Scope(stack[-1].parent, stack[-1].imports)
        found.append(stack[-1])
        if piece.text == "}" and len(stack) > 1:
            stack.pop()
        before.append(piece)
    return found


def _opened(outer: Scope, before: Sequence[Token]) -> Scope:
    """Return the scope that a brace opens after these tokens."""
    last = before[-1] if before else None
    if last is not None and last.word in SUBQUERIES:
        return Scope(outer, frozenset() if last.word == "CALL" else None)
    if last is not None and last.text == ")":
        opener = _opening(before)
        if opener > 0 and before[opener - 1].word == "CALL":
            return Scope(outer, frozenset(piece.name for piece in before[opener:] if piece.name))
    return Scope(outer, None, is_map=True)


def _opening(before: Sequence[Token]) -> int:
    """Return where the parenthesis that the last token closes was opened."""
    depth = 0
    for position in range(len(before) - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(before[position].text, 0)
        if depth == 0:
            return position
    return -1


class _Patterns:
    """Finds nodes and relationships; positions are those of the reading's tokens."""

    def __init__(self, reading: Reading, places: list[int]) -> None:
        self._reading = reading
        self._places = places

    def read(self) -> None:
        at = 0
        while at < len(self._places):
            found = self._node(at)
            if found is None:
                at += 1
                continue
            node, after = found
            chain = [node]
            while (step := self._edge(chain[-1], after)) is not None:
                edge, end, after = step
                self._reading.edges.append(edge)
                chain.append(end)
            if len(chain) > 1 or node.labels or self._word(at - 1) in {"MATCH", ","}:
                self._reading.nodes.extend(chain)
                at = after
            else:
                at += 1

    def _text(self, at: int) -> str:
        return self._reading.tokens[self._places[at]].text if 0 <= at < len(self._places) else ""

    def _word(self, at: int) -> str:
        return self._text(at).upper()

    def _name(self, at: int) -> str:
        return self._reading.tokens[self._places[at]].name if 0 <= at < len(self._places) else ""

    def _node(self, at: int) -> tuple[Node, int] | None:
        """Read ``(variable:Label {…})``; None if a parenthesis there is something else."""
        if self._text(at) != "(":
            return None
        before = self._reading.tokens[self._places[at - 1]] if at else None
        if before is not None and before.kind is TokenKind.WORD and before.word not in _BEFORE_PATTERN:
            return None
        position, here = self._places[at], at + 1
        variable = self._name(here)
        if variable.upper() in SUBQUERIES:
            return None
        here += bool(variable)
        labels, here = self._labels(here)
        if self._text(here) == "{":
            here = self._closing(here) + 1
        if self._text(here) != ")":
            return None
        return Node(variable, labels, position, self._reading.tokens[position].line), here + 1

    def _labels(self, here: int) -> tuple[tuple[str, ...], int]:
        labels: list[str] = []
        while self._text(here) in {":", "|", "&"} and self._name(here + 1):
            labels.append(self._name(here + 1))
            here += 2
        return tuple(labels), here

    def _edge(self, left: Node, here: int) -> tuple[Edge, Node, int] | None:
        """Read ``-[variable:TYPE]->(right)`` behind a node; None if there is none."""
        backwards = self._text(here) == "<"
        here += backwards
        if self._text(here) != "-":
            return None
        here += 1
        variable, position = "", self._places[here - 1]
        types: tuple[str, ...] = ()
        if self._text(here) == "[":
            position, close = self._places[here], self._closing(here)
            variable = self._name(here + 1)
            types, _ = self._labels(here + 1 + bool(variable))
            here = close + 1
        if self._text(here) != "-":
            return None
        forwards = self._text(here + 1) == ">"
        found = self._node(here + 1 + forwards)
        if found is None:
            return None
        right, after = found
        start, end = (right, left) if backwards else (left, right)
        line = self._reading.tokens[position].line
        return Edge(variable, types, start, end, backwards != forwards, position, line), right, after

    def _closing(self, here: int) -> int:
        """Return where the bracket or brace opened here is closed."""
        depth = 0
        for at in range(here, len(self._places)):
            depth += {"[": 1, "{": 1, "(": 1, "]": -1, "}": -1, ")": -1}.get(self._text(at), 0)
            if depth == 0:
                return at
        return len(self._places) - 1


_BEFORE_PATTERN = frozenset(
    {"MATCH", "WHERE", "AND", "OR", "XOR", "NOT", "WHEN", "RETURN", "WITH", "THEN", "ELSE", "IN", "BY"}
)


def seen(reading: Reading, position: int, name: str) -> bool:
    """Return whether a variable is already known where it stands at ``position``, and not introduced there."""
    scope: Scope | None = _whole(reading.scopes[position])
    while scope is not None:
        if any(
            token.name == name and _whole(reading.scopes[at]) is scope
            for at, token in enumerate(reading.tokens[:position])
            if _introduces(reading, at)
        ) or _returned(reading, position, scope, name):
            return True
        if scope.imports is not None:
            return name in scope.imports
        scope = _whole(scope.parent) if scope.parent else None
    return False


def _whole(scope: Scope) -> Scope:
    """Return the query that a map stands in, or the scope itself."""
    while scope.is_map and scope.parent is not None:
        scope = scope.parent
    return scope


def _introduces(reading: Reading, at: int) -> bool:
    """Return whether the name there is made: in a pattern, or by AS."""
    token = reading.tokens[at]
    if not token.name or token.kind is TokenKind.PARAMETER:
        return False
    before = reading.tokens[at - 1] if at else None
    return before is not None and (before.word == "AS" or before.text in {"(", "["})


def _returned(reading: Reading, position: int, scope: Scope, name: str) -> bool:
    """Return whether a subquery of ``scope`` before ``position`` returns the name as it is."""
    for at, token in enumerate(reading.tokens[:position]):
        inner = reading.scopes[at]
        if (
            token.word == "RETURN"
            and inner.parent is not None
            and _whole(inner.parent) is scope
            and inner.imports is not None
        ):
            for one, other in pairwise(reading.tokens[at:position]):
                if other.text == "}":
                    break
                if other.name == name and one.text in {"RETURN", ","}:
                    return True
    return False

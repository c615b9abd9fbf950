"""What a Cypher text returns and in which order, as far as the checks of question files need it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ..graph.tokens import Token, TokenKind
from .patterns import SUBQUERIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .patterns import Reading

KEYWORDS = frozenset(
    {"MATCH", "OPTIONAL", "WHERE", "WITH", "RETURN", "UNWIND", "CALL", "UNION", "ORDER", "SKIP", "LIMIT"}
)
_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")
_TELLS = frozenset({"COUNT", "LABELS", "TYPE", "SIZE", "PROPERTIES", "EXISTS"})
"""Functions of a node that give plain data."""
_COUNTS = frozenset({"COUNT", "SIZE", "SUM"})


@dataclass(frozen=True, slots=True)
class Item:
    """One expression of a WITH or RETURN."""

    name: str
    """What it is called from there on; empty if it has no name."""
    tokens: tuple[Token, ...]
    """Of the expression, without ``AS name``."""
    line: int


def items(pieces: Sequence[Token], at: int) -> list[Item]:
    """Return the items of the WITH or RETURN that stands at ``at`` of ``pieces``, in their order."""
    found: list[list[Token]] = [[]]
    depth = 0
    for piece in pieces[at + 1 :]:
        depth += (piece.text in _OPEN) - (piece.text in _CLOSE)
        if depth < 0 or piece.text == ";" or (depth == 0 and piece.word in KEYWORDS):
            break
        if depth == 0 and piece.text == ",":
            found.append([])
        elif piece.word != "DISTINCT" or found[-1]:
            found[-1].append(piece)
    return [_item(expression) for expression in found if expression]


def _item(expression: list[Token]) -> Item:
    line = expression[0].line
    if len(expression) > 2 and expression[-2].word == "AS":
        return Item(expression[-1].name, tuple(expression[:-2]), line)
    return Item(expression[0].name if len(expression) == 1 else "", tuple(expression), line)


def all_items(pieces: Sequence[Token]) -> Iterator[Item]:
    """Yield the items of every WITH and RETURN, also of subqueries."""
    for at, piece in enumerate(pieces):
        if piece.word == "RETURN" or (piece.word == "WITH" and pieces[at - 1].word not in {"STARTS", "ENDS"}):
            yield from items(pieces, at)


def final(reading: Reading) -> list[Item]:
    """Return the items of the last RETURN of the outermost query; none if there is no RETURN."""
    pieces = [token for _, token in reading.code()]
    top = [at for at, piece in enumerate(pieces) if piece.word == "RETURN" and _depth(pieces, at) == 0]
    return items(pieces, top[-1]) if top else []


def order_keys(reading: Reading) -> list[list[Token]]:
    """Return the keys of the last ORDER BY of the outermost query, behind its last RETURN."""
    pieces = [token for _, token in reading.code()]
    top = [at for at in range(len(pieces)) if _depth(pieces, at) == 0]
    returns = [at for at in top if pieces[at].word == "RETURN"]
    orders = [at for at in top if pieces[at].word == "ORDER" and returns and at > returns[-1]]
    if not orders:
        return []
    return [list(item.tokens) for item in items(pieces, orders[-1] + 1)]


def unions(reading: Reading) -> bool:
    """Return whether the outermost query is a UNION."""
    pieces = [token for _, token in reading.code()]
    return any(piece.word == "UNION" and _depth(pieces, at) == 0 for at, piece in enumerate(pieces))


def _depth(pieces: Sequence[Token], at: int) -> int:
    return sum((piece.text in _OPEN) - (piece.text in _CLOSE) for piece in pieces[:at])


def tainted(pieces: Sequence[Token], variables: frozenset[str]) -> frozenset[str]:
    """Return all names that hold a node or relationship, or a list or map of them."""
    known, grown = variables, True
    while grown:
        more = known | {item.name for item in all_items(pieces) if item.name and holds(item, known)}
        known, grown = more, more != known
    return known


def holds(item: Item, names: frozenset[str]) -> bool:
    """Return whether an expression gives one of these names as it is, not a property or a count of it."""
    outer = _outside_subqueries(item.tokens)
    for at, token in enumerate(outer):
        before = outer[at - 1].text if at else ""
        after = outer[at + 1].text if at + 1 < len(outer) else ""
        if (
            token.name not in names
            or token.kind is TokenKind.PARAMETER
            or before == "."
            or after in {".", ":", "{", "["}
        ):
            continue
        function = outer[at - 2].word if before == "(" and at > 1 else ""
        if before == "DISTINCT":
            function = outer[at - 3].word if at > 2 else ""
        if function not in _TELLS:
            return True
    return False


def counted(pieces: Sequence[Token]) -> frozenset[str]:
    """Return all names that hold a count, directly or under another name."""
    known: frozenset[str] = frozenset()
    while True:
        more = known | {item.name for item in all_items(pieces) if item.name and is_count(item, known)}
        if more == known:
            return known
        known = more


def is_count(item: Item, names: frozenset[str]) -> bool:
    """Return whether an expression counts something or is such a name."""
    outer = _outside_subqueries(item.tokens)
    calls = any(one.word in _COUNTS and other.text in {"(", "{"} for one, other in pairwise(outer))
    return calls or any(token.name in names for token in outer)


def _outside_subqueries(pieces: Sequence[Token]) -> list[Token]:
    """Return the tokens that stand in no ``EXISTS { … }``, ``COUNT { … }`` or ``COLLECT { … }``."""
    found: list[Token] = []
    depth = inside = 0
    for piece in pieces:
        if piece.text == "{":
            depth += 1
            if not inside and found and found[-1].word in SUBQUERIES:
                inside = depth
                found.append(piece)
        if not inside:
            found.append(piece)
        if piece.text == "}":
            if inside == depth:
                inside = 0
            depth -= 1
    return found

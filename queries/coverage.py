"""Does every filter reach everything? Each node and relationship that a filter can leave out stands in a marker.

A variable is looked at where it is introduced: the marker must follow in the same query, subquery or branch
of a UNION. What no filter may touch is named in a comment ``// unfiltered: variable because reason``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..errors import QuestionError
from ..graph.model import RELATION
from ..graph.tokens import TokenKind
from .clauses import KEYWORDS, all_items
from .filters import marked
from .header import UNFILTERED
from .patterns import seen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .patterns import Edge, Node, Reading

NODES = {
    "Study": "study",
    "ParticipantGroup": "group",
    "Quote": "quote",
    "Claim": "claim",
    "Finding": "finding",
    "Review": "review",
}
"""Kinds of node that a filter can leave out, and what they are called in a marker. ``asked`` holds groups and studies."""
EDGES = {"SUPPORTS": "coding", "CONTRADICTS": "coding", "CONTRIBUTES_TO": "contribution"}

_MARKER = re.compile(r"/\*\s*filter:\s*(?P<items>.*?)\s*\*/", re.DOTALL)
_COMMENT = re.compile(r"//\s*unfiltered:\s*(?P<value>.*)")

_Found = tuple[int, str]


def kinds(reading: Reading) -> dict[str, frozenset[str]]:
    """Return the kinds of node that each variable may be: by its labels, else by its relationships."""
    found: dict[str, set[str]] = {}
    for node in reading.nodes:
        found.setdefault(node.variable, set()).update(node.labels)
    for node in reading.nodes:
        if node.variable and not found[node.variable]:
            found[node.variable] = set(_inferred(reading, node))
    for item in all_items([token for _, token in reading.code()]):
        if len(item.tokens) == 1 and item.name in found:
            found[item.name] |= found.get(item.tokens[0].name, set())
    return {variable: frozenset(labels) for variable, labels in found.items() if variable}


def types(reading: Reading) -> dict[str, frozenset[str]]:
    """Return the types of relationship that each variable may have."""
    found: dict[str, frozenset[str]] = {}
    for edge in reading.edges:
        found[edge.variable] = found.get(edge.variable, frozenset()) | frozenset(edge.types)
    return {variable: names for variable, names in found.items() if variable}


def _inferred(reading: Reading, node: Node) -> frozenset[str]:
    """Return the kinds that the relationships at an unlabelled node allow."""
    allowed: list[set[str]] = []
    for edge in reading.edges:
        relations = [RELATION[name] for name in edge.types if name in RELATION]
        ends = [(edge.start is node, "start"), (edge.end is node, "end")]
        for here, side in ends:
            if here and relations:
                sides = (side,) if edge.directed else ("start", "end")
                allowed.append({kind for one in relations for way in sides for kind in getattr(one, way)})
    return frozenset(set.intersection(*allowed)) if allowed else frozenset()


def unfiltered(reading: Reading) -> Iterator[_Found]:
    """Yield each variable that a filter could leave out and no marker names, and each marker that is wrong."""
    excused = _excused(reading)
    markers: list[tuple[int, str, str]] = []
    for position, token in enumerate(reading.tokens):
        match = _MARKER.fullmatch(token.text) if token.kind is TokenKind.COMMENT else None
        if match is None:
            continue
        try:
            markers.extend((position, kind, variable) for kind, variable in marked(match["items"]))
        except QuestionError as error:
            yield token.line, str(error)
        yield from _marker_place(reading, position)
    yield from _marker_names(reading, markers)
    known = kinds(reading)
    for node in reading.nodes:
        labels = frozenset(node.labels) or (
            known.get(node.variable, frozenset()) if node.variable else _inferred(reading, node)
        )
        wanted = {NODES[label] for label in labels if label in NODES}
        if node.variable not in excused:
            yield from _missing(reading, markers, node, wanted, len(labels) > 1)
    for edge in reading.edges:
        wanted = {EDGES[name] for name in edge.types if name in EDGES}
        if edge.variable not in excused:
            yield from _missing(
                reading, markers, edge, wanted, len(wanted) != len({EDGES.get(name) for name in edge.types})
            )


def _excused(reading: Reading) -> set[str]:
    found: set[str] = set()
    for token in reading.tokens:
        match = _COMMENT.fullmatch(token.text) if token.kind is TokenKind.COMMENT else None
        reasons = UNFILTERED.fullmatch(match["value"]) if match else None
        if reasons:
            found.update(name.strip() for name in reasons["names"].split(","))
    return found


def _missing(
    reading: Reading, markers: list[tuple[int, str, str]], one: Node | Edge, wanted: set[str], mixed: bool
) -> Iterator[_Found]:
    if not wanted:
        return
    what = " or ".join(sorted(wanted))
    if not one.variable:
        # A node of a pattern that only says what hangs on a filtered one needs no name of its own.
        if wanted != {"review"}:
            yield (
                one.line,
                f"a {what} has no variable, so no filter reaches it; name it and put it in a marker.",
            )
        return
    if seen(reading, one.position, one.variable):
        return
    if mixed:
        yield (
            one.line,
            f"'{one.variable}' may be a {what} or something else; match each kind by itself, or say why it is unfiltered.",
        )
        return
    scope = reading.scopes[one.position]
    if not any(
        kind in wanted
        and variable == one.variable
        and position > one.position
        and reading.scopes[position] is scope
        for position, kind, variable in markers
    ):
        kind = sorted(wanted)[0]
        yield (
            one.line,
            (
                f"'{one.variable}' is a {kind} and stands in no marker of its query. Add /* filter: {kind} {one.variable} */ "
                f"behind a condition, or '// unfiltered: {one.variable} because …'."
            ),
        )


def _marker_names(reading: Reading, markers: list[tuple[int, str, str]]) -> Iterator[_Found]:
    known = kinds(reading)
    related = types(reading)
    for position, kind, variable in markers:
        may_be = {NODES.get(label) for label in known.get(variable, ())} | {
            EDGES.get(name) for name in related.get(variable, ())
        }
        if not may_be & ({"study", "group"} if kind == "asked" else {kind}):
            yield (
                reading.tokens[position].line,
                f"the marker names {kind} {variable}, which the query does not match.",
            )


def _marker_place(reading: Reading, position: int) -> Iterator[_Found]:
    """Yield a fault unless the marker ends a condition to which ``AND …`` can be added."""
    token, scope = reading.tokens[position], reading.scopes[position]
    depth = 0
    for before in reversed([piece for at, piece in reading.code() if at < position]):
        depth += (before.text in {")", "]", "}"}) - (before.text in {"(", "[", "{"})
        if depth < 0 or (depth == 0 and before.word in KEYWORDS - {"WHERE"}):
            yield token.line, "the marker stands behind no WHERE of its own; write WHERE true before it."
            return
        if depth == 0 and before.word in {"OR", "XOR"}:
            yield (
                token.line,
                f"the marker ends a condition with {before.word}; put the condition in parentheses.",
            )
            return
        if depth == 0 and before.word == "WHERE":
            break
    after = next((piece for at, piece in reading.code() if at > position), None)
    if after is not None and after.word in {"OR", "XOR", "AND"} and reading.scopes[position] is scope:
        yield token.line, f"{after.word} follows the marker; put the marker at the end of the condition."

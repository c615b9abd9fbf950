"""Every answer that a library can give, as JSON text: what two engines must give alike, to the byte."""

from __future__ import annotations

import json
from itertools import product
from typing import TYPE_CHECKING, Any

from beliefgraph.errors import BeliefGraphError
from beliefgraph.graph.model import FAMILIES, KIND, ROLES
from beliefgraph.queries.filters import Filters
from beliefgraph.queries.header import ANY

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from beliefgraph.library import Library
    from beliefgraph.queries.header import Question

FILTERS: dict[str, str | None] = {
    "review": "MATCH (v:Review) RETURN v.id AS value ORDER BY value",
    "country": "MATCH (s:Study) UNWIND s.country AS value RETURN DISTINCT value ORDER BY value",
    "years": "MATCH (s:Study) WHERE s.year IS NOT NULL RETURN DISTINCT s.year AS value ORDER BY value",
    "role": "MATCH (g:ParticipantGroup) UNWIND g.roles AS value RETURN DISTINCT value ORDER BY value",
    "profession": "MATCH (g:ParticipantGroup) UNWIND g.profession AS value RETURN DISTINCT value ORDER BY value",
    "kind": "MATCH (q:Quote) RETURN DISTINCT q.kind AS value ORDER BY value",
    "coder": "MATCH (c:Claim) WHERE c.coder IS NOT NULL RETURN DISTINCT c.coder AS value ORDER BY value",
    "appraisal": "MATCH (a:Appraisal) RETURN DISTINCT a.tool + ' ' + split(a.item, '.')[0] + '=' + a.answer AS value ORDER BY value",
    "without_study": "MATCH (s:Study) RETURN s.id AS value ORDER BY value",
    "counted_only": None,
    "inferred": None,
    "opposites": None,
}
"""Every filter, with the values that a library has for it; None for those that are on or off."""


def spread(values: Sequence[Any], most: int) -> list[Any]:
    """At most ``most`` of the values: the first, the last and some between."""
    if len(values) <= most:
        return list(values)
    return [values[round(index * (len(values) - 1) / max(1, most - 1))] for index in range(most)]


def found(library: Library, text: str) -> list[Any]:
    return [row["value"] for row in library.cypher(text)]


def filters_of(library: Library) -> dict[str, Filters]:
    """One selection for each filter, with a value in the middle of those that the library has."""
    chosen: dict[str, Filters] = {}
    for name, text in FILTERS.items():
        values = found(library, text) if text else []
        given: dict[str, Any] = {name: name != "opposites"}
        if values:
            middle = values[len(values) // 2]
            given = {name: ((values[0], middle),) if name == "years" else (middle,)}
        if values or not text:
            chosen[name] = Filters(**given)
    return chosen


def ids(library: Library, kind: str, most: int) -> list[str]:
    """Ids of things of a kind or family, spread over all of them."""
    labels = list(KIND) if kind == ANY else list(FAMILIES.get(kind, (kind,)))
    each = 1 if kind == ANY else most
    every = [
        spread(found(library, f"MATCH (n:{label}) RETURN n.id AS value ORDER BY value"), each)
        for label in labels
    ]
    return spread([one for some in every for one in some], max(most, len(labels)))


def parameters_of(library: Library, question: Question, most: int) -> list[dict[str, Any]]:
    """About ``most`` ways to put a question to this library; none if it has nothing to ask about."""
    required = [one for one in question.parameters if one.required]
    choices = [list(ROLES[:most]) if one.kind == "role" else ids(library, one.kind, most) for one in required]
    ways = list(product(*choices))
    return [
        dict(zip((one.name for one in required), values, strict=True)) for values in spread(ways, 2 * most)
    ]


def told(ask: Callable[[], Any]) -> str:
    """The answer as JSON text in the order it came, or the error in words."""
    try:
        return json.dumps(ask(), ensure_ascii=False)
    except BeliefGraphError as error:
        return f"{type(error).__name__}: {error}"


def answers(library: Library, name: str, filters: Filters | None = None, most: int = 3) -> dict[str, str]:
    """What one question answers, by its parameters."""
    question = library.question(name)
    return {
        json.dumps(way): told(lambda way=way: library.ask(name, filters=filters, **way).rows)  # type: ignore[misc]
        for way in parameters_of(library, question, most)
    }


def measures(library: Library, filters: Filters | None = None, most: int = 3) -> dict[str, str]:
    """What ``paths``, ``targets``, ``contrast`` and ``contradictions`` answer, by what was asked."""
    given: dict[str, str] = {}
    for by in (None, "role", "profession", ("country", "role")):
        given[f"contrast by {by}"] = told(lambda by=by: library.contrast(by=by, filters=filters).to_json())  # type: ignore[misc]
    given["contradictions"] = told(lambda: library.contradictions(filters=filters).to_json())
    given["differences"] = told(lambda: library.contradictions(filters=filters).differences.to_json())
    behaviours = ids(library, "Behaviour", most)
    for behaviour in behaviours:
        for by in ("belief", "domain"):
            given[f"targets {behaviour} by {by}"] = told(
                lambda b=behaviour, by=by: library.targets(b, by=by, filters=filters).to_json()  # type: ignore[misc]
            )
    for start, end in product(ids(library, "End", most), behaviours):
        given[f"paths {start} {end}"] = told(
            lambda a=start, b=end: library.paths(a, b, filters=filters).to_json()  # type: ignore[misc]
        )
    return given

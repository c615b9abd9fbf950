"""Reads what the checks look at, and what agreement is computed on; every query stands in ``quality/*.cypher``.

The words of quotes are never read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ..analysis.agreement import Filed
from ..analysis.material import Answer, Concern, Material, Printed
from ..errors import StoreDamaged
from ..graph.model import COMPONENTS, KIND, KINDS
from ..graph.unshared import unshared_quotes
from ..graph.verify import differences, stated
from .bundled import bundled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..graph.evidence import Evidence
    from ..graph.records import Value
    from ..graph.store import Row
    from .stored import Query

JUDGED = ("confidence", *COMPONENTS)
_OF_THE_MODEL = frozenset({"id", "sources", "places", *(prop.name for prop in KIND["Finding"].properties)})


def read_material(query: Query, evidence: Evidence, *, deep: bool = False) -> Material:
    """Read all that is checked; ``evidence`` is that of the whole library.

    ``deep`` compares the whole graph with its records, which takes as long as loading them.
    """
    known = stated(query)
    different, damaged = _compared(query) if deep else ((), None)
    return Material(
        evidence=evidence,
        findings=tuple(_printed(row) for row in _read(query, "findings", "finding")),
        concerns=tuple(
            Concern(finding=_text(row["finding"]), study=_text(row["study"]), concern=_text(row["concern"]))
            for row in _read(query, "concerns", "finding", "study")
        ),
        answers=tuple(
            Answer(
                id=_text(row["appraisal"]),
                study=_text(row["study"]),
                tool=_text(row["tool"]),
                answer=_text(row["answer"]),
            )
            for row in _read(query, "appraisals", "appraisal")
        ),
        printed_by_reviews={
            _text(row["review"]): cast("int", row["printed"]) for row in _read(query, "reviews", "review")
        },
        mappings=read_mappings(query),
        targets={_text(row["target"]): _text(row["label"]) for row in _read(query, "targets", "target")},
        not_shared=tuple(sorted(unshared_quotes(query))),
        influence={
            (_text(row["cause"]), _text(row["effect"])): cast("Mapping[str, Value]", row["properties"])
            for row in _read(query, "influence", "cause", "effect")
        },
        counts=dict(_counts(query, kind.label) for kind in KINDS),
        conflicts=known.conflicts,
        parts_open=known.parts_open,
        different=different,
        damaged=damaged,
    )


def read_mappings(query: Query) -> tuple[Filed, ...]:
    """Return who filed which belief under which domain, or refused to."""
    return tuple(
        Filed(
            belief=_text(row["belief"]),
            domain=_text(row["domain"]),
            framework=_text(row["framework"]),
            by=cast("str | None", row["who"]),
            status=_text(row["status"]) or "agreed",
        )
        for row in _read(query, "mappings", "belief", "domain", "who")
    )


def _compared(query: Query) -> tuple[tuple[tuple[str, ...], ...], str | None]:
    try:
        return tuple(differences(query)), None
    except StoreDamaged as error:
        return (), str(error)


def _counts(query: Query, label: str) -> tuple[str, tuple[int, int]]:
    # Two statements: an engine may answer the first from its book of counts, the second from the nodes.
    (nodes,) = query(f"MATCH (n:{label}) RETURN count(n) AS n", {})
    (ids,) = query(f"MATCH (n:{label}) RETURN count(n.id) AS n", {})
    return label, (cast("int", nodes["n"]), cast("int", ids["n"]))


def _printed(row: Row) -> Printed:
    properties = cast("dict[str, Value]", row["properties"])
    return Printed(
        id=_text(row["finding"]),
        review=_text(row["place"]) if row["kind"] == "Review" else None,
        statement=_text(properties.get("statement")),
        levels={name: _text(properties[name]) for name in JUDGED if _text(properties.get(name))},
        explanations={
            name: text for name in JUDGED if (text := _text(properties.get(f"{name}_explanation")).strip())
        },
        columns={
            name: str(value)
            for name, value in sorted(properties.items())
            if name not in _OF_THE_MODEL and value is not None
        },
    )


def _read(query: Query, name: str, *order: str) -> list[Row]:
    return sorted(
        query(bundled(name, "quality"), {}), key=lambda row: [_text(row[column]) for column in order]
    )


def _text(value: Value) -> str:
    return "" if value is None else str(value)

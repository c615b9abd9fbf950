"""Whose statements put a study into a state: those about one belief that a column makes, or perhaps makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..analysis.attributes import attribute_named
from ..analysis.contrast import SAID
from ..graph.statements import statements_by_belief

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..analysis.columns import Column
    from ..analysis.gaps import Gaps
    from ..graph.evidence import Evidence
    from ..graph.statements import Statement


class Speakers:
    """The statements about the beliefs shown, and in which columns each is made."""

    def __init__(self, evidence: Evidence, found: Gaps, *, inferred: bool = False) -> None:
        self._attributes = [attribute_named(evidence, name) for name in found.contrast.by]
        told = statements_by_belief(evidence, inferred=inferred)
        self._told = {one.row.belief: _once(told.get(one.row.belief, ())) for one in found.rows}

    def all(self) -> list[Statement]:
        """Return every statement about the beliefs shown."""
        return [one for told in self._told.values() for one in told]

    def of(self, belief: str, column: Column, state: str, studies: frozenset[str]) -> list[Statement]:
        """Return the statements of studies that put them into a state: made by the column, or perhaps by it."""
        return [
            one
            for one in self._told[belief]
            if one.study in studies and self._made(one, column) is (state in SAID)
        ]

    def _made(self, one: Statement, column: Column) -> bool | None:
        """Tell whether a statement is made by a column: yes, False for perhaps, None for no."""
        told = [attribute.told(one) for attribute in self._attributes]
        if not all(part is None or value in part for value, part in zip(column.values, told, strict=True)):
            return None
        return None not in told


def _once(told: Iterable[Statement]) -> list[Statement]:
    """Return statements sorted, each source once for each side it takes."""
    return sorted({(one.source, one.contradicts): one for one in told}.values())

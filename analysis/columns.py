"""The columns of a contrast: which there are, which studies sampled each, and as which of them something is said."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from .attributes import ROLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..graph.influence import Evidence, Statement
    from .attributes import Attribute

Told = tuple["tuple[str, ...] | None", ...]
"""As what something is said, attribute by attribute; None where that cannot be told."""


@dataclass(frozen=True, slots=True)
class Column:
    """A role, a value of an attribute, or several of them together, and the studies that sampled it."""

    values: tuple[str, ...]
    sampled: frozenset[str]
    full: frozenset[str]
    """Those of ``sampled`` that were read in full."""

    @property
    def key(self) -> str:
        """Return the name of the column: its values."""
        return " · ".join(self.values)


class Heads:
    """The columns while they are made: which there are, who was sampled, and which of them something is said by."""

    def __init__(
        self, evidence: Evidence, attributes: Sequence[Attribute], roles: tuple[str, ...] | None
    ) -> None:
        self._evidence = evidence
        self._attributes = attributes
        self._roles = roles
        self._sampled: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
        self._order: list[tuple[str, ...]] = []
        self._known: dict[Told, tuple[list[int], list[int]]] = {}
        self.of_roles = [one.of for one in attributes] == [ROLE]

    def sample(self, own: Iterable[Statement]) -> None:
        """Find who was sampled: by groups or studies, and by the roles that statements ``own``."""
        of_groups = any(one.of_groups for one in self._attributes)
        places = (
            [(group.id, group.study) for group in self._evidence.groups.values()]
            if of_groups
            else [("", study) for study in self._evidence.studies]
        )
        for group, study in places:
            for values in product(*(self._held(one, group, study) for one in self._attributes)):
                self._sampled[values].add(study)
        if any(one.of == ROLE for one in self._attributes):
            for statement in own:
                told = self.told(statement)
                for values in product(*(part or () for part in told)):
                    self._sampled[values].add(statement.study)

    def columns(self) -> tuple[Column, ...]:
        """Return the columns in their order: roles as asked for, other values as they sort."""
        if self.of_roles and self._roles is not None:
            self._order = [(role,) for role in self._roles]
        else:
            self._order = sorted(filter(self._wanted, self._sampled), key=self._place)
        studies = self._evidence.studies
        return tuple(
            Column(
                values,
                frozenset(self._sampled.get(values, ())),
                frozenset(
                    study for study in self._sampled.get(values, ()) if studies[study].coverage == "full"
                ),
            )
            for values in self._order
        )

    def told(self, statement: Statement) -> Told:
        """Return as what a statement is made, attribute by attribute; None for one that cannot be told."""
        return tuple([one.told(statement) for one in self._attributes])

    def said_by(self, told: Told) -> tuple[list[int], list[int]]:
        """Return the columns that something told so is said by, and those for which that cannot be told."""
        if told not in self._known:
            certain: list[int] = []
            open_: list[int] = []
            for number, values in enumerate(self._order):
                parts = [part is None or value in part for value, part in zip(values, told, strict=True)]
                if all(parts):
                    (open_ if None in told else certain).append(number)
            self._known[told] = certain, open_
        return self._known[told]

    def holds_for(self, column: Column, groups: Iterable[str]) -> bool:
        """Tell whether one of the groups has all values of a column that groups can have."""
        return any(
            all(
                value in one.held[group]
                for value, one in zip(column.values, self._attributes, strict=True)
                if one.of_groups
            )
            for group in groups
        )

    def _wanted(self, values: tuple[str, ...]) -> bool:
        return self._roles is None or all(
            value in self._roles
            for value, one in zip(values, self._attributes, strict=True)
            if one.of == ROLE
        )

    def _place(self, values: tuple[str, ...]) -> tuple[int, ...]:
        return tuple(one.values.index(value) for value, one in zip(values, self._attributes, strict=True))

    @staticmethod
    def _held(attribute: Attribute, group: str, study: str) -> tuple[str, ...]:
        return attribute.held.get(group if attribute.of_groups else study, ())

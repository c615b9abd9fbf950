"""What can stand at the head of a column: a role, or an attribute of groups or of studies.

An attribute is asked for by the name of a column of the evidence tables, one's own among them (``profession``,
``country``, ``setting``), or as ``decade``. Values that differ only in case, spaces and hyphens are one, written as
most often; ``;`` parts several.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from ..errors import ParameterError
from ..graph.fold import fold
from ..graph.model import KIND, ROLES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from ..graph.evidence import Evidence, Group, Study
    from ..graph.statements import Statement

    Holder = TypeVar("Holder", Study, Group)

ROLE, GROUP, STUDY = "role", "group", "study"
"""Whose attribute it is."""
DECADE = "decade"
_NO_ATTRIBUTE = ("id", "title", "same", "roles", "label")
"""Names, and what is asked for in another way."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute with the values that groups or studies of a selection have."""

    name: str
    of: str
    """role, group or study."""
    values: tuple[str, ...]
    """Every value, in the order of columns."""
    held: Mapping[str, tuple[str, ...]]
    """The values of each group (role, group) or study, by id; of one without a value, none."""
    roles: Mapping[str, tuple[str, ...]]
    """The roles of each group."""

    @property
    def of_groups(self) -> bool:
        """Tell whether groups have it, and so whether a statement must be traced to a group."""
        return self.of != STUDY

    def told(self, statement: Statement) -> tuple[str, ...] | None:
        """Return the values as which something is said; None if that cannot be told.

        A role as :class:`beliefgraph.graph.statements.Roles` tells it. An attribute of studies is that of the
        study, whoever speaks. An attribute of groups is told as roles are, from the groups whose words it is
        (without groups, the study's only one): if they all have the same single value, that. Groups without
        any of the roles that the statement itself names are not the speakers. Of a group without a value it
        is known who speaks, and that it is none of the columns.
        """
        if self.of == STUDY:
            return self.held.get(statement.study, ())
        if self.of == ROLE:
            return statement.roles or None
        speakers: Iterable[str] = statement.speakers
        if statement.own:
            speakers = [one for one in speakers if not set(self.roles[one]).isdisjoint(statement.roles)]
        found = {self.held[one] for one in speakers}
        only = found.pop() if len(found) == 1 else None
        return only if only is not None and len(only) <= 1 else None


def role_attribute(evidence: Evidence) -> Attribute:
    """Return the roles as an attribute."""
    roles = {group.id: group.roles for group in evidence.groups.values()}
    return Attribute(ROLE, ROLE, ROLES, roles, roles)


def attribute_named(evidence: Evidence, name: str) -> Attribute:
    """Return an attribute of groups or studies by its name; ``role`` is one.

    What both have (``country``, ``n``) is the study's; ``group-country`` is the group's, ``study-…`` the study's.
    Raises ParameterError for a name that neither has.
    """
    wanted = fold(name)
    if wanted in ("role", "roles"):
        return role_attribute(evidence)
    prefix, _, rest = wanted.partition(" ")
    sides = (
        (STUDY, wanted),
        (GROUP, wanted),
        *([(prefix, rest)] if prefix in (STUDY, GROUP) and rest else []),
    )
    for side, asked in sides:
        known = _study_attributes(evidence) if side == STUDY else _group_attributes(evidence)
        if asked in known:
            return known[asked]()
    names = [*_study_attributes(evidence), *_group_attributes(evidence)]
    raise ParameterError(
        f"There is no attribute '{name}' of groups or studies. There are: role, "
        f"{', '.join(sorted({one.replace(' ', '-') for one in names}))}."
    )


def _study_attributes(evidence: Evidence) -> dict[str, Callable[[], Attribute]]:
    """Return how to make each attribute of studies, by its folded name."""
    own: dict[str, Callable[[Study], Iterable[str | None]]] = {
        "country": lambda study: study.country,
        DECADE: lambda study: [None if study.year is None else f"{study.year // 10}0s"],
        "year": lambda study: [None if study.year is None else str(study.year)],
        "data_year": lambda study: [study.data_year],
        "setting": lambda study: [study.setting],
        "coverage": lambda study: [study.coverage],
        "authors": lambda study: [study.authors],
    }
    return _makers(evidence, STUDY, "Study", evidence.studies.values(), own)


def _group_attributes(evidence: Evidence) -> dict[str, Callable[[], Attribute]]:
    """Return how to make each attribute of groups, by its folded name."""
    own: dict[str, Callable[[Group], Iterable[str | None]]] = {
        "profession": lambda group: group.profession,
        "country": lambda group: group.country,
    }
    return _makers(evidence, GROUP, "ParticipantGroup", evidence.groups.values(), own)


def _makers(
    evidence: Evidence,
    of: str,
    kind: str,
    rows: Collection[Holder],
    own: Mapping[str, Callable[[Holder], Iterable[str | None]]],
) -> dict[str, Callable[[], Attribute]]:
    """Return how to make each attribute of studies or of groups; ``own`` reads those that are not plain properties."""

    def make(name: str, read: Callable[[Holder], Iterable[str | None]]) -> Callable[[], Attribute]:
        return lambda: _attribute(evidence, name, of, {one.id: read(one) for one in rows})

    names = _names(kind, (one.properties for one in rows))
    found = {name: make(name, _property(name)) for name in names}
    found |= {name: make(name, read) for name, read in own.items()}
    return {fold(name): maker for name, maker in found.items()}


def _property(name: str) -> Callable[[Study | Group], Iterable[str | None]]:
    return lambda one: [one.properties.get(name)]


def _names(kind: str, properties: Iterable[Mapping[str, str]]) -> list[str]:
    """Return the attributes of a kind of the model and those that some row has besides."""
    known = [one.name for one in KIND[kind].properties]
    names = dict.fromkeys([*known, *sorted({name for one in properties for name in one})])
    return [name for name in names if name not in _NO_ATTRIBUTE]


def _attribute(
    evidence: Evidence, name: str, of: str, given: Mapping[str, Iterable[str | None]]
) -> Attribute:
    """Put an attribute together: values parted at ``;``, spellings united."""
    parted = {
        identifier: [part.strip() for text in texts if text for part in text.split(";") if part.strip()]
        for identifier, texts in given.items()
    }
    spellings: dict[str, Counter[str]] = {}
    for parts in parted.values():
        for part in parts:
            spellings.setdefault(fold(part), Counter())[part] += 1
    shown = {
        folded: min(several, key=lambda one: (-several[one], one)) for folded, several in spellings.items()
    }
    return Attribute(
        name=name,
        of=of,
        values=tuple(shown[folded] for folded in sorted(shown, key=_in_order)),
        held={
            identifier: tuple(dict.fromkeys(shown[fold(part)] for part in parts))
            for identifier, parts in parted.items()
        },
        roles={group.id: group.roles for group in evidence.groups.values()},
    )


def _in_order(folded: str) -> tuple[bool, int, str]:
    """Sort numbers as numbers, before texts."""
    return (False, int(folded), "") if folded.isdecimal() else (True, 0, folded)

"""Who voices a belief, who denies it, and what the silence of the other studies means.

Every study that sampled a role is in exactly one state for each belief, so the states add up to the studies
sampled. Silence is never read as disagreement: a study can be silent because it asked nobody, because it was
not read in full, or because a review names it without saying who spoke.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from ..errors import ParameterError
from ..graph.collection import no_collection
from ..graph.fold import fold
from ..graph.influence import beliefs, statements_by_belief
from ..graph.model import ROLES
from ..graph.studies import reported
from .attributes import ROLE, Attribute, attribute_named, role_attribute
from .columns import Column, Heads
from .displayed import Displayed
from .shapes import reported_entry
from .topics import Topics
from .wording import many

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from ..graph.influence import About, Evidence, Finding, Reported, Statement
    from ..graph.records import Value

SAID = ("voiced", "contradicted", "both")
"""States of a study in which they speak about the belief."""
STATES = (*SAID, "unattributed", "asked_not_reported", "not_asked", "not_reported", "not_known")
"""Every state of one study for one belief."""
NEVER_SAMPLED = "never_sampled"
_SILENT = ("unattributed", "asked_not_reported", "not_reported", "not_asked", "not_known")
"""In which order they name a row in which nobody speaks."""
DEFAULT_ROLES = ("patient", "clinician")
ALL = "all"
LISTED = 500_000
"""Up to so many ids of studies a whole contrast names in JSON; beyond, only where a study says something."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One belief in one column."""

    column: Column
    told: Mapping[str, frozenset[str]]
    """Studies by state, for the states that something is known for: all but the last two; empty ones left out."""
    reported: tuple[Reported, ...] = ()
    """Review findings that summarise the belief and whose own roles name the role; beside the states."""

    @property
    def counts(self) -> dict[str, int]:
        """Return the number of studies in every state; they add up to the studies sampled."""
        found = {state: len(self.told.get(state, ())) for state in STATES}
        in_full = sum(len(studies & self.column.full) for studies in self.told.values())
        found["not_reported"] = len(self.column.full) - in_full
        found["not_known"] = len(self.column.sampled) - sum(found.values())
        return found

    @property
    def state(self) -> str:
        """Return the state of the whole cell."""
        counts = self.counts
        if counts["both"] or (counts["voiced"] and counts["contradicted"]):
            return "both"
        order = ("voiced", "contradicted", *_SILENT)
        return next((state for state in order if counts[state]), NEVER_SAMPLED)

    def studies(self, state: str) -> tuple[str, ...]:
        """Return the studies in a state, sorted."""
        if state not in ("not_reported", "not_known"):
            return tuple(sorted(self.told.get(state, ())))
        in_full = self.column.full
        rest = in_full if state == "not_reported" else self.column.sampled - in_full
        return tuple(sorted(rest.difference(*self.told.values())))

    def to_json(self, *, silent: bool = True) -> dict[str, Value]:
        """Return the cell as an object; without ``silent`` the studies that say nothing are counted, not named."""
        named = [state for state in STATES if silent or state not in ("not_reported", "not_known")]
        found: dict[str, Value] = {
            "state": self.state,
            "sampled": len(self.column.sampled),
            "read_in_full": len(self.column.full),
            **self.counts,
            "reported": [reported_entry(entry) for entry in self.reported],
            "studies": {state: [*self.studies(state)] for state in named},
        }
        return found


@dataclass(frozen=True, slots=True)
class Row:
    """One belief; the cells stand in the order of the columns."""

    belief: str
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Contrast(Displayed):
    """The answer to ``contrast``."""

    by: tuple[str, ...]
    """What the values of the columns are: role, or the names of attributes."""
    of: tuple[str, ...]
    """Whose attributes they are: role, group or study."""
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str | None = None
    """What stands in no column, and ids that are left out."""
    numbers_hidden: bool = False

    @property
    def of_roles(self) -> bool:
        """Tell whether the columns are roles and nothing else."""
        return self.by == (ROLE,)

    @property
    def names_silent(self) -> bool:
        """Tell whether the studies that say nothing are named in JSON, not only counted."""
        return len(self.rows) * sum(len(column.sampled) for column in self.columns) <= LISTED

    def to_json(self) -> list[Value]:
        """Return the rows as an array of objects, cells under ``roles``, or under ``columns`` for other attributes."""
        silent = self.names_silent
        found: list[Value] = []
        for row in self.rows:
            cells: dict[str, Value] = {}
            for column, cell in zip(self.columns, row.cells, strict=True):
                shown = cell.to_json(silent=silent)
                if not self.of_roles:
                    shown["values"] = dict(zip(self.by, column.values, strict=True))
                cells[column.key] = shown
            found.append(
                {"belief": row.belief, "label": row.label, "roles" if self.of_roles else "columns": cells}
            )
        return found


@no_collection()
def contrast(
    evidence: Evidence,
    *,
    roles: Sequence[str] | None = None,
    by: Sequence[str] = (),
    about: Collection[str] | None = None,
    inferred: bool = False,
) -> Contrast:
    """Return, for every belief, what each study that sampled a role says about it or does not say.

    *sampled(R)*: studies with a group that has role R, or with a statement about any belief whose own roles
    name R. *read in full*: those of them whose coverage is full. Each is in exactly one state:

    1. statements by R (as whom something is said is told as for every measure): all supporting ``voiced``, all
       contradicting ``contradicted``, of both kinds ``both``;
    2. else ``unattributed``: it makes a statement about the belief and nobody can tell as whom, or a review lists
       it for the belief or against it;
    3. else what the study says it asked: ``asked_not_reported`` or ``not_asked``. A row about the belief itself
       decides before one about its themes (or theirs), and that before one about its domains (agreed mappings);
       at one distance a yes decides before a no. Rows without groups hold for every role, rows with groups for
       their roles;
    4. else ``not_reported`` if the study was read in full, else ``not_known``.

    The cell as a whole: ``both`` if a study says both or one voices and another contradicts; ``voiced``;
    ``contradicted``; ``never_sampled`` if nobody was; else the first there is of unattributed,
    asked_not_reported, not_reported, not_asked, not_known. Beside the states stand the review findings that
    summarise the belief and whose own roles name R: how often is printed by the review, and is in no count.

    ``by`` names attributes whose values are the columns instead (see :mod:`.attributes`). By analogy

    - for an attribute of *studies* (country, decade, setting): *sampled(V)* are the studies that have the value;
      any statement of such a study is made there, whoever speaks; every row of what it asked holds;
    - for an attribute of *groups* (profession, age): *sampled(V)* are the studies with a group that has the
      value; a statement is made by V if its groups all have V and no other value, or, without groups, the
      study's only group has; where a statement names its own roles, groups without any of them do not count as
      its speakers; a statement that cannot be told so is unattributed; rows of what was asked hold for their
      groups;
    - for several together, a study was sampled if it has the values of studies and *one* group with all values
      of groups (or a statement that is made so and names its own roles); a statement is made by the combination
      if it is made by each part, and is unattributed if none of its parts is told otherwise and one cannot be.
      Columns are the combinations that were sampled.

    ``reported`` is empty in them: a review's finding tells of roles only. Studies or groups without a value
    stand in no column; ``note`` says how many.

    The numbers mislead where few studies were read in full (nearly all silence is then ``not_known``), and
    where studies sampled a role without asking it about the belief and do not say so.

    Parameters
    ----------
    roles
        Columns, in their order; ``all`` for every role that was sampled. Default: patient and clinician; every
        role that was sampled if ``by`` names role. With other attributes in ``by``, roles given are a part of
        every column.
    by
        Names of attributes, ``role`` among them.
    about
        Only these beliefs.

    Raises ParameterError for a role or an attribute that does not exist.

    Examples
    --------
    >>> from beliefgraph.graph.evidence import Coding, End, Evidence, Group, Quote, Study
    >>> found = contrast(Evidence(
    ...     studies={"s1": Study(id="s1"), "s2": Study(id="s2", coverage="full")},
    ...     groups={"g1": Group(id="g1", study="s1", roles=("patient",)),
    ...             "g2": Group(id="g2", study="s2", roles=("patient",))},
    ...     quotes={"q": Quote(id="q", study="s1")}, codings=(Coding(quote="q", belief="fear"),),
    ...     ends={"fear": End(id="fear", kind="Subtheme", label="Fear of blame")},
    ... ))
    >>> patients, clinicians = found.rows[0].cells
    >>> patients.state, patients.studies("voiced"), patients.studies("not_reported"), clinicians.state
    ('voiced', ('s1',), ('s2',), 'never_sampled')
    """
    attributes = _attributes(evidence, roles, by)
    told = statements_by_belief(evidence, inferred=inferred)
    wanted = sorted(end.id for end in evidence.ends.values() if end.kind == "Subtheme")
    heads = Heads(evidence, attributes, _roles(roles, by))
    heads.sample(one for belief in wanted for one in told.get(belief, ()) if one.own)
    columns = heads.columns()
    states = _States(evidence, heads, columns)
    said = beliefs(evidence, inferred=inferred, told=told)
    findings = _findings_of_roles(evidence) if heads.of_roles else {}
    rows = tuple(
        Row(
            belief=belief,
            label=evidence.label(belief),
            cells=tuple(
                Cell(column, states, _reported(findings.get(belief, ()), belief, column))
                for column, states in zip(
                    columns, states.of(belief, told.get(belief, ()), said.get(belief)), strict=True
                )
            ),
        )
        for belief in wanted
        if about is None or belief in about
    )
    found = Contrast(
        by=tuple(one.name for one in attributes),
        of=tuple(one.of for one in attributes),
        columns=columns,
        rows=rows,
        numbers_hidden=evidence.numbers_hidden,
    )
    notes = [
        *_without_value(evidence, attributes),
        *([] if found.names_silent else [_NOT_NAMED.format(LISTED)]),
    ]
    return replace(found, note="; ".join(notes) or None)


def _attributes(evidence: Evidence, roles: Sequence[str] | None, by: Sequence[str]) -> list[Attribute]:
    """Return what the columns are made of; roles given beside other attributes come first."""
    named = [attribute_named(evidence, name) for name in by]
    if not named or (roles is not None and all(one.of != ROLE for one in named)):
        named.insert(0, role_attribute(evidence))
    return list({(one.of, one.name): one for one in named}.values())


def _roles(given: Sequence[str] | None, by: Sequence[str]) -> tuple[str, ...] | None:
    """Return the roles that may be columns; None for every role that was sampled."""
    if given is None:
        return None if by else DEFAULT_ROLES
    if [fold(one) for one in given] == [ALL]:
        return None
    return tuple(dict.fromkeys(_role(one) for one in given))


def _role(given: str) -> str:
    folded = fold(given)
    for role in ROLES:
        if folded in (role, f"{role}s"):
            return role
    raise ParameterError(f"There is no role '{given}'. It is one of: {', '.join(ROLES)}; or all.")


class _States:
    """Puts every sampled study into its state for one belief after the other."""

    def __init__(self, evidence: Evidence, heads: Heads, columns: Sequence[Column]) -> None:
        self._heads = heads
        self._columns = columns
        self._topics = Topics(evidence, [partial(heads.holds_for, one) for one in columns])

    def of(
        self, belief: str, told: Iterable[Statement], about: About | None
    ) -> list[dict[str, frozenset[str]]]:
        """Return, column by column, the studies by state, but for those of which nothing is known."""
        supporting: list[set[str]] = [set() for _ in self._columns]
        denying: list[set[str]] = [set() for _ in self._columns]
        untold: list[set[str]] = [set() for _ in self._columns]
        for one in told:
            by, perhaps = self._heads.said_by(self._heads.told(one))
            for number in by:
                (denying if one.contradicts else supporting)[number].add(one.study)
            for number in perhaps:
                untold[number].add(one.study)
        listed = {*about.studies.listed, *about.listed_against} if about else set()
        return [
            self._filed(belief, number, supporting[number], denying[number], untold[number] | listed)
            for number in range(len(self._columns))
        ]

    def _filed(
        self, belief: str, number: int, supporting: set[str], denying: set[str], somebody: set[str]
    ) -> dict[str, frozenset[str]]:
        sampled = self._columns[number].sampled
        speaking = supporting | denying
        unattributed = (somebody & sampled) - speaking
        known = speaking | unattributed
        yes, no = self._topics.answers(belief, number)
        found = {
            "voiced": supporting - denying,
            "contradicted": denying - supporting,
            "both": supporting & denying,
            "unattributed": unattributed,
            "asked_not_reported": (yes & sampled) - known,
            "not_asked": (no & sampled) - known,
        }
        return {state: frozenset(studies) for state, studies in found.items() if studies}


def _findings_of_roles(evidence: Evidence) -> dict[str, list[Finding]]:
    """Return the review findings that name roles, by what they summarise."""
    found: dict[str, list[Finding]] = {}
    for finding in evidence.findings.values():
        if finding.review is not None and finding.roles:
            for belief in finding.beliefs:
                found.setdefault(belief, []).append(finding)
    return found


def _reported(findings: Iterable[Finding], belief: str, column: Column) -> tuple[Reported, ...]:
    named = (reported(finding, belief) for finding in findings if column.values[0] in finding.roles)
    return tuple(sorted(named, key=lambda entry: entry.order))


def _without_value(evidence: Evidence, attributes: Sequence[Attribute]) -> Iterator[str]:
    """Say how many groups or studies stand in no column because they do not give the attribute."""
    for one in attributes:
        held, kinds = (
            (evidence.groups, ("group", "groups"))
            if one.of_groups
            else (evidence.studies, ("study", "studies"))
        )
        without = sum(not one.held.get(identifier) for identifier in held)
        if without and one.of != ROLE:
            give, stand = ("gives", "stands") if without == 1 else ("give", "stand")
            name = one.name.replace("_", " ")
            yield f"{without} of {many(len(held), *kinds)} {give} no {name} and {stand} in no column"


_NOT_NAMED = (
    "studies that say nothing are counted, not named, in JSON: their ids are more than {:,}; give --belief"
)

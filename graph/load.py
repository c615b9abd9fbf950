"""A load, an unload, a restore or a change of order: one source's records change, the graph follows, in one transaction.

Everything is one function: the records of all sources before and after are merged and projected, and the
rows that differ are written. Any problem rolls everything back, and all problems are reported together.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from ..errors import CommitUnknown, DanglingReference, FileProblems, IdentityClash, InputError, LoadRefused
from .bookkeeping import FRAMEWORKS, SourceState, check_library, enter_library, read_sources
from .changes import LOAD, ORDER, UNLOAD, begun, write_history
from .collection import no_collection
from .derived import influence
from .identity import accepted_key
from .incoming import Incoming, Options, with_incoming
from .merge import Merging, merge
from .project import Graph, project
from .records import Place, Problem, Skipped
from .references import Unread, dangling
from .report import LoadReport, SourceReport, TableReport, count_rows
from .write import prepare, write_difference, write_influence, write_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from .bookkeeping import Run
    from .changes import Load
    from .merge import Conflict, Merged
    from .store import Store, Transaction
    from .write import Progress

    Checks: TypeAlias = Callable[[Mapping[str, Merged]], list[Problem]]


@dataclass(frozen=True, slots=True)
class Hooks:
    """What a load needs from layers above: checks on the merged records, who writes, whom to tell."""

    checks: Checks
    written_by: str
    progress: Progress | None = None


@dataclass(slots=True)
class Plan:
    """The state before and after, with everything found on the way."""

    before: dict[str, SourceState]
    after: dict[str, SourceState]
    report: LoadReport = field(default_factory=LoadReport)
    graph_before: Graph = field(default_factory=Graph)
    graph_after: Graph = field(default_factory=Graph)
    clashes: list[Problem] = field(default_factory=list)
    dangling: list[Problem] = field(default_factory=list)
    checked: list[Problem] = field(default_factory=list)

    @property
    def changes(self) -> bool:
        """True if anything would be written."""
        return _fingerprint(self.before) != _fingerprint(self.after)


def load(store: Store, incoming: Sequence[Incoming], options: Options, hooks: Hooks) -> LoadReport:
    """Load sources in one transaction. Files must be free of problems of their own (:func:`rehearse` finds all).

    Raises FileProblems, IdentityClash, DanglingReference or LoadRefused; nothing is written then.
    """
    return _change(
        store, LOAD, lambda before: with_incoming(before, incoming, options), incoming, options, hooks
    )


def unload(store: Store, name: str, hooks: Hooks) -> LoadReport:
    """Remove a source and everything that only it holds.

    Raises InputError for an unknown name, DanglingReference if other sources refer to what would go.
    """

    def without(before: dict[str, SourceState]) -> dict[str, SourceState]:
        _require_source(before, name)
        return {key: state for key, state in before.items() if key != name}

    try:
        return _change(store, UNLOAD, without, (), Options(), hooks)
    except DanglingReference as refused:
        raise DanglingReference(
            f"The source {name} cannot be removed: others refer to what it holds. Unload those first, or remove these references. "
            "Nothing was changed.",
            refused.problems,
        ) from None


def put_first(store: Store, name: str, hooks: Hooks) -> LoadReport:
    """Make a source the first after the frameworks: its values win in conflicts."""

    def reordered(before: dict[str, SourceState]) -> dict[str, SourceState]:
        _require_source(before, name)
        others = [state for state in before.values() if state.name not in (FRAMEWORKS, name)]
        order = [before[name], *others]
        after = {key: state for key, state in before.items() if key == FRAMEWORKS}
        after.update({state.name: replace(state, order=index) for index, state in enumerate(order, start=1)})
        return after

    return _change(store, ORDER, reordered, (), Options(), hooks)


def put_sources(store: Store, states: Mapping[str, SourceState], hooks: Hooks, *, what: str) -> LoadReport:
    """Put whole sources, as another library or an archive holds them, into an empty library.

    Their order, prefixes and accepted identities stay; the time and number of the load are this library's own.
    ``what`` is the word for it in the history of loads: restore, copy or subset.

    Raises LoadRefused, naming its sources, if the library holds any; FileProblems, IdentityClash or
    DanglingReference if the sources do not fit together.
    """

    def put(before: dict[str, SourceState]) -> dict[str, SourceState]:
        held = [name for name in before if name != FRAMEWORKS]
        if held:
            raise LoadRefused(
                f"This library already holds {', '.join(held)}. Whole sources go into an empty library only: give another --db, "
                "or unload these first. Nothing was written."
            )
        after = {**before, **states}
        return dict(sorted(after.items(), key=lambda pair: (pair[1].order, pair[0])))

    report = _change(store, what, put, (), Options(), hooks)
    report.sources = [whole_source_report(state) for name, state in states.items() if name != FRAMEWORKS]
    return report


def rehearse(run: Run | None, incoming: Sequence[Incoming], options: Options, checks: Checks) -> LoadReport:
    """Find everything a load would find, without writing: problems of files and across sources, in one list.

    ``run`` reads an existing library; None: there is none yet, and the files are checked alone.
    """
    before = read_sources(run) if run is not None else {}
    own = [problem for item in incoming for reading in item.readings for problem in reading.problems]
    try:
        after = with_incoming(before, incoming, options)
    except (FileProblems, LoadRefused) as refused:
        names = ", ".join(item.name for item in incoming if item.name != FRAMEWORKS)
        others = refused.problems or [Problem(Place(names), "", str(refused), "")]
        return LoadReport(problems=[*own, *others], dry_run=True)
    plan = plan_change(before, after, incoming, options, checks)
    plan.report.dry_run = True
    # Readers run the same checks on their own files, before a prefix changes the ids in their messages.
    prefixed = any(item.prefix for item in incoming)
    told = {_fault(problem, words=not prefixed) for problem in own}
    found = [one for one in _found(plan) if _fault(one, words=not prefixed) not in told]
    plan.report.problems = [*own, *found]
    return plan.report


def _fault(problem: Problem, *, words: bool) -> tuple[str, str, int | None, str, str]:
    place = problem.place
    return place.file, place.table, place.row, problem.value, problem.message if words else ""


def _require_source(before: Mapping[str, SourceState], name: str) -> None:
    if name not in before or name == FRAMEWORKS:
        known = ", ".join(sorted(key for key in before if key != FRAMEWORKS)) or "none"
        raise InputError(f"There is no source {name} in this library. Its sources: {known}.")


def plan_change(
    before: dict[str, SourceState],
    after: dict[str, SourceState],
    incoming: Sequence[Incoming],
    options: Options,
    checks: Checks,
) -> Plan:
    """Merge and project the sources before and after, and check the state after."""
    plan = Plan(before, after)
    plan.report.sources = [
        _source_report(item, before, after) for item in incoming if item.name != FRAMEWORKS
    ]
    if not plan.changes:
        return plan
    merged = merge(after.values())
    if options.merge and merged.clashes:
        _accept(plan, merged, incoming)
        merged = merge(plan.after.values())
    merged_before = merge(before.values())
    plan.clashes = [*merged.clashes.values(), *merged.shared_ids]
    plan.dangling = dangling(merged.items, list(plan.after.values()), merged_before.items, _unread(incoming))
    plan.checked = checks(merged.items)
    plan.graph_after = project(merged.items)
    plan.report.conflicts = _conflicts(merged, plan.graph_after, incoming)
    del merged
    plan.graph_before = project(merged_before.items)
    return plan


def _unread(incoming: Sequence[Incoming]) -> Unread:
    """Return what the files define but could not be read: whole tables, and rows whose id is refused.

    A table with a problem of no row could not be read at all.
    """
    problems = [one for item in incoming for reading in item.readings for one in reading.problems]
    return Unread(
        tables={one.place.table for one in problems if one.place.row is None},
        rows={(one.place.table, one.value) for one in problems if one.place.column == "id"},
    )


def _accept(plan: Plan, merged: Merging, incoming: Sequence[Incoming]) -> None:
    """Remember the clashes that ``--merge`` accepts: which records of which other sources are the same thing."""
    for name in [item.name for item in incoming]:
        state = plan.after[name]
        accepted = {
            accepted_key(other.name, about)
            for about in merged.clashes
            if about in state.records
            for other in plan.after.values()
            if other.name != name and about in other.records
        }
        if accepted:
            plan.after[name] = replace(state, merged=tuple(sorted({*state.merged, *accepted})))


def _conflicts(merged: Merging, graph: Graph, incoming: Sequence[Incoming]) -> list[Conflict]:
    names = {item.name for item in incoming}
    every = [*merged.conflicts, *graph.conflicts]
    return [conflict for conflict in every if names & {source for source, _, _ in conflict.values}]


def _source_report(
    item: Incoming, before: Mapping[str, SourceState], after: Mapping[str, SourceState]
) -> SourceReport:
    report = SourceReport(item.name)
    for reading in item.readings:
        for table, rows in reading.read.items():
            report.tables.setdefault(table, TableReport()).read += rows
        report.skipped += reading.skipped
        report.warnings += reading.warnings
    report.skipped += _said_twice(item)
    for skipped in report.skipped:
        if skipped.place.row is not None:
            report.tables.setdefault(skipped.place.table, TableReport()).skipped += 1
    count_rows(report, before.get(item.name), after[item.name])
    return report


def whole_source_report(state: SourceState) -> SourceReport:
    """Return the report of a source that comes whole from elsewhere: all its rows are written."""
    report = SourceReport(state.name)
    count_rows(report, None, state)
    for counts in report.tables.values():
        counts.read = counts.written
    return report


def _said_twice(item: Incoming) -> list[Skipped]:
    """Return the rows of a source's later files that say what an earlier file of it says."""
    if len(item.readings) < 2:
        return []
    first: dict[str, Place] = {}
    twice = []
    for reading in item.readings:
        for record in reading.records:
            place = first.setdefault(record.about, record.place)
            if place is not record.place:
                twice.append(Skipped(record.place, f"{place} says the same"))
    return twice


def _change(
    store: Store,
    what: str,
    change: Callable[[dict[str, SourceState]], dict[str, SourceState]],
    incoming: Sequence[Incoming],
    options: Options,
    hooks: Hooks,
) -> LoadReport:
    """Run one change of the sources in one transaction; ``change`` gives the sources after it, ``what`` its word."""
    check_library(store.query)  # before anything is made in a database that is not ours
    prepare(store)
    try:
        with no_collection():
            return _in_transaction(store, what, change, incoming, options, hooks)
    except _Nothing as nothing:
        return nothing.report


def _in_transaction(
    store: Store,
    what: str,
    change: Callable[[dict[str, SourceState]], dict[str, SourceState]],
    incoming: Sequence[Incoming],
    options: Options,
    hooks: Hooks,
) -> LoadReport:
    start = time.monotonic()
    load: Load | None = None
    try:
        with store.transaction() as transaction:
            number = enter_library(transaction.run, hooks.written_by)
            before = read_sources(transaction.run)
            plan = plan_change(before, change(before), incoming, options, hooks.checks)
            _refuse(plan)
            if not plan.changes:
                raise _Nothing(plan.report)
            _write(transaction, plan, number, hooks)
            load = begun(number, what, hooks.written_by, time.monotonic() - start)
            load = write_history(transaction, load, plan.before, plan.after)
            plan.report.load = number
    except CommitUnknown as unknown:
        if load is None:
            raise
        raise CommitUnknown(f"{unknown} If it was stored, it is {load}.") from unknown
    return plan.report


class _Nothing(Exception):  # noqa: N818 - not an error
    """Nothing to do: carries the report out of a transaction that must then roll back."""

    def __init__(self, report: LoadReport) -> None:
        self.report = report


def _write(transaction: Transaction, plan: Plan, number: int, hooks: Hooks) -> None:
    after = {
        name: replace(state, last_load=number if _differs(plan.before.get(name), state) else state.last_load)
        for name, state in plan.after.items()
    }
    write_sources(transaction, plan.before, after)
    write_difference(transaction, plan.graph_before, plan.graph_after, hooks.progress)
    write_influence(transaction, influence(plan.graph_after))


def _found(plan: Plan) -> list[Problem]:
    return [*plan.clashes, *plan.dangling, *plan.checked]


def _refuse(plan: Plan) -> None:
    """Raise if anything is wrong, with all of it in one list."""
    problems = _found(plan)
    if not problems:
        return
    head = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    message = f"{head}; nothing was written."
    if plan.clashes:
        raise IdentityClash(message, problems)
    if plan.dangling:
        raise DanglingReference(message, problems)
    raise FileProblems(problems)


def _differs(old: SourceState | None, new: SourceState) -> bool:
    return old is None or _fingerprint({old.name: old}) != _fingerprint({new.name: new})


def _fingerprint(sources: Mapping[str, SourceState]) -> list[tuple[str, int, str, str, tuple[str, ...]]]:
    return [(state.name, state.order, state.digest, state.prefix, state.merged) for state in sources.values()]

"""What a library remembers of its loads: one Load each, and one Change for every record that a load changed.

Both are book-keeping nodes without relationships, written in the transaction of the load itself: a load that
failed left no trace, and whether a load that ended in doubt was stored can be read here. A source's first load, its
removal and a restore keep counts only, because every record of the source would be a change. The last
:data:`KEPT` loads are kept; the load after that takes the oldest away, with its changes.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from .bookkeeping import FRAMEWORKS
from .model import MODEL_VERSION
from .write import create_nodes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from .bookkeeping import Run, SourceState
    from .records import Value
    from .store import Row, Transaction

KEPT = 50
"""Loads that a library remembers."""
LOOKED_UP = 2_000
"""Ids in one statement that reads."""

LOAD, UNLOAD, ORDER = "load", "unload", "order"
"""What a load was; what puts whole sources into an empty library gives its own word."""
ADDED, CHANGED, REMOVED = "added", "changed", "removed"


@dataclass(frozen=True, slots=True)
class Counts:
    """Records of one source that a load changed. Records that only stand in another place now are no changes."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    moved: int = 0
    """Records that say the same as before in another row, table or file."""
    whole: bool = False
    """True if the source came or went as a whole: only these counts are kept."""

    @property
    def moved_only(self) -> bool:
        """True if nothing was said differently."""
        return self.moved > 0 and not (self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class Load:
    """One load, unload, change of order or restore that was stored."""

    number: int
    at: str
    """UTC, ISO 8601, by the clock of the computer that loaded."""
    seconds: float
    """From its beginning to just before it was stored, without reading the files."""
    what: str
    sources: tuple[str, ...]
    """The sources it changed; of a change of order all, in their new order."""
    counts: Mapping[str, Counts]
    """By source. The bundled tables appear only when a newer beliefgraph brings others."""
    model_version: int
    written_by: str
    """Which beliefgraph stored it."""

    def __str__(self) -> str:
        """Return "load 3 (2026-01-31T09:00:00Z: hall2019 0 added, 2 changed, 1 removed)"."""
        counts = ", ".join(
            f"{name} {one.added} added, {one.changed} changed, {one.removed} removed"
            for name, one in self.counts.items()
        )
        return f"load {self.number} ({self.at}: {counts or self.what})"


@dataclass(frozen=True, slots=True)
class Change:
    """One record that one load changed."""

    load: int
    source: str
    about: str
    """``kind/id``."""
    what: str
    before: str | None
    """What the record said, as canonical JSON of properties and links; None if it was added."""
    after: str | None
    place: str
    """JSON of file, table and row after the load; of a record that was removed, where it stood."""


def write_history(
    transaction: Transaction,
    load: Load,
    before: Mapping[str, SourceState],
    after: Mapping[str, SourceState],
) -> Load:
    """Store ``load`` with its counts and changes, and forget the loads that are too old.

    Returns it with its sources and counts, which follow from the states before and after.
    """
    different: dict[str, list[tuple[str, str]]] = {}
    if load.what == ORDER:
        load = replace(load, sources=tuple(name for name in after if name != FRAMEWORKS))
    else:
        names = [name for name in dict.fromkeys((*after, *before)) if _differs(name, before, after)]
        counts: dict[str, Counts] = {}
        for name in names:
            counts[name], different[name] = _compared(before.get(name), after.get(name))
        load = replace(load, sources=tuple(names), counts=counts)
    _forget(transaction, load.number - KEPT)
    create_nodes(transaction, "Load", [_load_row(load)])
    rows = (
        _change_row(load.number, about, what, before[name], after[name])
        for name, found in different.items()
        for about, what in found
    )
    create_nodes(transaction, "Change", rows)
    return load


def now() -> str:
    """Return the time as a Load keeps it."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _differs(name: str, before: Mapping[str, SourceState], after: Mapping[str, SourceState]) -> bool:
    """Tell whether a source changed. The bundled tables of the first load are no news."""
    old, new = before.get(name), after.get(name)
    if old is None or new is None:
        return name != FRAMEWORKS
    return (old.digest, old.prefix, old.merged) != (new.digest, new.prefix, new.merged)


def _compared(old: SourceState | None, new: SourceState | None) -> tuple[Counts, list[tuple[str, str]]]:
    """Return how many records of a source are different, and which in what way; of a whole source the counts only."""
    if old is None or new is None:
        came, went = len(new.records) if new else 0, len(old.records) if old else 0
        return Counts(added=came, removed=went, whole=True), []
    added, changed, moved = [], [], 0
    for about, stored in new.records.items():
        known = old.records.get(about)
        if known is None:
            added.append((about, ADDED))
        elif known.hash != stored.hash:
            changed.append((about, CHANGED))
        elif known.place != stored.place:
            moved += 1
    removed = [(about, REMOVED) for about in old.records if about not in new.records]
    return Counts(len(added), len(changed), len(removed), moved), [*added, *changed, *removed]


def _load_row(load: Load) -> Row:
    return {
        "id": str(load.number),
        "number": load.number,
        "at": load.at,
        "seconds": load.seconds,
        "what": load.what,
        "sources": list(load.sources),
        # No maps in a property: Neo4j stores none.
        "counts": json.dumps(
            {name: asdict(found) for name, found in load.counts.items()}, ensure_ascii=False
        ),
        "model_version": load.model_version,
        "written_by": load.written_by,
    }


def _change_row(number: int, about: str, what: str, old: SourceState, new: SourceState) -> Row:
    before, after = old.records.get(about), new.records.get(about)
    stands = after or before
    return {
        "id": f"{number}#{new.name}#{about}",
        "load": number,
        "source": new.name,
        "about": about,
        "what": what,
        "before": before.body if before else None,
        "after": after.body if after else None,
        "place": stands.place if stands else None,
    }


def _forget(transaction: Transaction, last: int) -> None:
    """Take away the loads up to number ``last``; their changes are looked for only if there are such loads."""
    if last < 1:
        return
    gone = transaction.run(
        "MATCH (l:Load) WHERE l.number <= $last RETURN l.id AS id ORDER BY id", {"last": last}
    )
    if not gone:
        return
    changes = transaction.run(
        "MATCH (c:Change) WHERE c.load <= $last RETURN c.id AS id ORDER BY id", {"last": last}
    )
    for label, ids in (("Change", changes), ("Load", gone)):
        for batch in _batches([row["id"] for row in ids], transaction.batch):
            transaction.run(f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) DELETE n", {"ids": batch})


def _batches(rows: Sequence[Value], size: int) -> Iterator[list[Value]]:
    for start in range(0, len(rows), size):
        yield list(rows[start : start + size])


def begun(number: int, what: str, written_by: str, seconds: float) -> Load:
    """Return a load of now whose sources and counts are not yet known."""
    return Load(number, now(), round(seconds, 1), what, (), {}, MODEL_VERSION, written_by)


# ------------------------------------------------------------------------------------------------ reading


def read_loads(run: Run) -> list[Load]:
    """Return the loads that the library remembers, newest first."""
    rows = run(
        "MATCH (l:Load) RETURN l.number AS number, l.at AS at, l.seconds AS seconds, l.what AS what, l.sources AS sources, "
        "l.counts AS counts, l.model_version AS model_version, l.written_by AS written_by, l.id AS id "
        "ORDER BY number DESC, id",
        {},
    )
    return [
        Load(
            cast("int", row["number"]),
            str(row["at"]),
            float(cast("float", row["seconds"])),
            str(row["what"]),
            tuple(cast("list[str]", row["sources"] or [])),
            {name: Counts(**counts) for name, counts in json.loads(str(row["counts"])).items()},
            cast("int", row["model_version"]),
            str(row["written_by"]),
        )
        for row in rows
    ]


_FIELDS = (
    "c.load AS load, c.source AS source, c.about AS about, c.what AS what, c.before AS before, c.after AS after, "
    "c.place AS place, c.id AS id ORDER BY load DESC, source, about, id"
)


def read_changes(run: Run, *, load: int | None = None, abouts: Collection[str] | None = None) -> list[Change]:
    """Return the changes that one load made, or that were made to the records ``abouts``: newest load first."""
    conditions = [
        text
        for text, given in (("c.load = $load", load), ("c.about IN $abouts", abouts))
        if given is not None
    ]
    where = f"WHERE {' AND '.join(conditions)} " if conditions else ""
    parameters: dict[str, Value] = {}
    if load is not None:
        parameters["load"] = load
    if abouts is not None:
        parameters["abouts"] = [*sorted(abouts)]
    return [
        Change(
            cast("int", row["load"]),
            str(row["source"]),
            str(row["about"]),
            str(row["what"]),
            None if row["before"] is None else str(row["before"]),
            None if row["after"] is None else str(row["after"]),
            str(row["place"]),
        )
        for row in run(f"MATCH (c:Change) {where}RETURN {_FIELDS}", parameters)
    ]


def held(run: Run, sources: Collection[str], abouts: Collection[str]) -> dict[str, list[str]]:
    """Return what the sources say today of the records ``abouts``: their bodies, by ``kind/id``."""
    found: dict[str, list[str]] = {}
    ids: list[Value] = [f"{source}#{about}" for source in sorted(sources) for about in sorted(abouts)]
    for batch in _batches(ids, LOOKED_UP):
        for row in run(
            "UNWIND $ids AS id MATCH (r:SourceRecord {id: id}) RETURN r.about AS about, r.body AS body, id ORDER BY id",
            {"ids": batch},
        ):
            found.setdefault(str(row["about"]), []).append(str(row["body"]))
    return found


def not_shared(run: Run, sources: Collection[str], changes: Collection[Change]) -> set[str]:
    """Return which of the quotes that were changed must not be shown with their text.

    That is every quote whose row says ``share`` = no, in any source and at any time that the library still
    knows: before a load, after it, or today.
    """
    quotes = {change.about for change in changes if change.about.startswith("Quote/")}
    if not quotes:
        return set()
    refused = {about for about, bodies in held(run, sources, quotes).items() if any(map(_refuses, bodies))}
    # Other loads may have said so. Canonical JSON spells it in one way; a text cannot hold it, its quotation marks are escaped.
    rows = run(
        "MATCH (c:Change) WHERE c.before CONTAINS $said OR c.after CONTAINS $said RETURN DISTINCT c.about AS about ORDER BY about",
        {"said": '"share":"no"'},
    )
    return refused | (quotes & {str(row["about"]) for row in rows})


def _refuses(body: str) -> bool:
    return json.loads(body)[0].get("share") == "no"  # type: ignore[no-any-return]

"""A whole library from one place to another: what must be true before, and the archive on the way."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ..errors import ParameterError
from .archive import Written, archive_at
from .bookkeeping import FRAMEWORKS
from .collection import no_collection
from .incoming import Options
from .load import plan_change, whole_source_report
from .report import LoadReport
from .snapshot import unchanged, write_whole
from .store import check_address, folder_of, is_server
from .unshared import unshared_quotes, without_texts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from .bookkeeping import Run, SourceState
    from .load import Hooks
    from .records import Problem
    from .store import Access

_PORT = 7687


def dump(
    run: Run, path: Path, hooks: Hooks, *, without_unshared_texts: bool = False, overwrite: bool = False
) -> Written:
    """Write a library to an archive, record by record.

    Raises InputError if a file is there already, StoreBusy if somebody loads meanwhile, StoreDamaged.
    """
    # Within the guard from the first: a quote that a load hides meanwhile must not go out with its text.
    with archive_at(path, hooks.written_by, overwrite=overwrite) as archive, unchanged(run):
        hidden = unshared_quotes(run)
        change = without_texts(hidden) if without_unshared_texts and hidden else None
        write_whole(run, archive, change, hooks.progress)
    written = Written(path, archive.entries)
    if change is None:
        return replace(written, not_shared=len(hidden))
    return replace(written, left_out=len(hidden))


def write_sources(
    sources: Mapping[str, SourceState], path: Path, hooks: Hooks, *, overwrite: bool = False
) -> Written:
    """Write sources, in their order, to an archive."""
    with archive_at(path, hooks.written_by, overwrite=overwrite) as archive:
        for state in sources.values():
            archive.add(state, sorted(state.records.items()))
    return Written(path, archive.entries)


def problems_of(sources: Mapping[str, SourceState], hooks: Hooks) -> list[Problem]:
    """Return what a load of these sources into an empty library would refuse; nothing is written."""
    with no_collection():
        plan = plan_change({}, dict(sources), (), Options(), hooks.checks)
    return [*plan.clashes, *plan.dangling, *plan.checked]


def rehearse_sources(sources: Mapping[str, SourceState], hooks: Hooks) -> LoadReport:
    """Return what putting these sources into an empty library would do, with all problems; nothing is written."""
    return LoadReport(
        sources=[whole_source_report(state) for state in sources.values() if state.name != FRAMEWORKS],
        problems=problems_of(sources, hooks),
        dry_run=True,
    )


def refuse_same(one: str, its: Access | None, other: str, others: Access | None) -> None:
    """Raise ParameterError if two addresses plainly name one place.

    Two names of one server are not recognised, but then the target is not empty, which is refused too.
    """
    for address in (one, other):
        if is_server(address):
            check_address(address)  # before a message repeats it
    if is_server(one) != is_server(other):
        return
    if is_server(one):
        same = _server(one, its) == _server(other, others)
    else:
        same = folder_of(one) == folder_of(other)
    if same:
        raise ParameterError(f"{other} is the library itself. Name another place.")


def _server(address: str, access: Access | None) -> tuple[str, int, str]:
    """Return what tells databases apart: a server listens to every way of writing its scheme."""
    database = (access.database if access is not None else None) or os.environ.get("NEO4J_DATABASE", "")
    parts = urlsplit(address)
    return (parts.hostname or "").lower(), parts.port or _PORT, database.lower()

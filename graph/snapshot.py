"""A library read as a whole, as its sources: for an archive one record after the other, for a copy all at once.

Both are compared with the digests that the library keeps of its sources. On a server, somebody may load while
we read: then the number of the last load has changed, and what was read may be half old and half new.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias, cast

from ..errors import StoreBusy, StoreDamaged
from .bookkeeping import Digest, Stored, check_library, digest_of, read_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .archive import ArchiveWriter
    from .bookkeeping import Run, SourceState
    from .write import Progress

    Change: TypeAlias = Callable[[str, Stored], Stored]

BATCH = 2_000
"""Records fetched by one statement."""


@contextmanager
def unchanged(run: Run) -> Iterator[None]:
    """Raise StoreBusy at the end, or instead of StoreDamaged, if somebody loaded meanwhile."""
    number = check_library(run)
    try:
        yield
    except StoreDamaged:
        _refuse_change(run, number)
        raise
    _refuse_change(run, number)


def _refuse_change(run: Run, number: int | None) -> None:
    if check_library(run) != number:
        raise StoreBusy(
            "Somebody changed the library while it was read, so nothing was written. Run the command again."
        )


def read_whole(run: Run) -> dict[str, SourceState]:
    """Return all sources with all records. Raises StoreDamaged if one is not what was loaded."""
    states = read_sources(run)
    for state in states.values():
        _compare(state, digest_of(state.records))
    return states


def write_whole(
    run: Run, archive: ArchiveWriter, change: Change | None = None, progress: Progress | None = None
) -> None:
    """Write all sources into an archive, with only a batch of records in memory; ``change`` may replace each.

    Raises StoreDamaged if a source is not what was loaded, StoreBusy if somebody loads meanwhile.
    """
    with unchanged(run):
        # Only the names of the records are held: sorted here, so that no engine's order is relied on.
        abouts = {
            str(row["source"]): sorted(cast("list[str]", row["abouts"]))
            for row in run("MATCH (r:SourceRecord) RETURN r.source AS source, collect(r.about) AS abouts", {})
        }
        for state in read_sources(run, records_of=()).values():
            reader = _Reader(run, state, abouts.pop(state.name, []), progress)
            archive.add(state, reader.records(change))
            _compare(state, reader.digest)


class _Reader:
    """Fetches the records of one source in batches; its digest is that of what the library holds."""

    def __init__(
        self, run: Run, state: SourceState, abouts: Sequence[str], progress: Progress | None
    ) -> None:
        self._run, self._state, self._abouts, self._progress = run, state, abouts, progress
        self.digest = ""

    def records(self, change: Change | None) -> Iterator[tuple[str, Stored]]:
        digest = Digest()
        for start in range(0, len(self._abouts), BATCH):
            batch = self._abouts[start : start + BATCH]
            found = self._fetch(batch)
            for about in batch:
                stored = found.get(about)
                if stored is None:
                    raise StoreDamaged(_NOT_AS_LOADED.format(self._state.name))
                digest.add(about, stored)
                yield about, stored if change is None else change(about, stored)
            if self._progress is not None:
                self._progress("records", len(batch))
        self.digest = digest.text()

    def _fetch(self, abouts: Sequence[str]) -> dict[str, Stored]:
        rows = self._run(
            "UNWIND $ids AS id MATCH (r:SourceRecord {id: id}) "
            "RETURN r.about AS about, r.body AS body, r.hash AS hash, r.place AS place",
            {"ids": [f"{self._state.name}#{about}" for about in abouts]},
        )
        return {
            str(row["about"]): Stored(str(row["body"]), str(row["hash"]), str(row["place"])) for row in rows
        }


_NOT_AS_LOADED = (
    "The records of the source {} are not those that were loaded: the library is damaged. Load the sources into a "
    "new library, or restore an earlier archive."
)


def _compare(state: SourceState, digest: str) -> None:
    if digest != state.digest:
        raise StoreDamaged(_NOT_AS_LOADED.format(state.name))

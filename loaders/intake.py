"""From what a user names on the command line to what a load takes: files, names of sources, prefixes, checks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError
from ..frameworks.registry import reading as frameworks_reading
from ..graph.bookkeeping import FRAMEWORKS
from ..graph.fold import fold
from ..graph.incoming import Incoming
from ..graph.load import Hooks
from .checks import check_merged
from .prefix import with_prefix
from .registry import read

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ..graph.records import Place, Reading
    from ..graph.write import Progress

LONGEST = 100
"""Characters in the name of a source."""


def intake(
    paths: Sequence[str | Path],
    source: str | None,
    prefix: str | None,
    remembered: Callable[[], Mapping[str, str]],
    progress: Progress | None = None,
) -> list[Incoming]:
    """Read files and folders: each a source named after it, or all of them together as ``source``.

    ``prefix`` goes before the ids they define; None means the prefix that the library remembers for the
    source, which ``remembered`` tells when the files have been read. Raises InputError for a name that is
    given twice or taken, and for what cannot be read at all.
    """
    if not paths:
        raise InputError("Name at least one file or folder to load.")
    source = _checked(source)
    readings: dict[str, list[Reading]] = {}
    for path in map(Path, paths):
        name = source or source_name(path)
        if fold(name) == FRAMEWORKS:
            raise InputError(
                f"The name {name} is taken by the bundled tables. Use --source with another name."
            )
        if name in readings and source is None:
            raise InputError(
                f"Two files would both be the source {name}. Load them one by one with --source, or together as one "
                f"source with --source {name}."
            )
        reading = read(path, progress)
        readings.setdefault(name, []).append(
            within(path.name, reading) if source and len(paths) > 1 else reading
        )
    known = remembered() if prefix is None else {}
    incoming = []
    for name, found in readings.items():
        wanted = known.get(name, "") if prefix is None else prefix
        incoming.append(Incoming(name, tuple(with_prefix(one, wanted, found) for one in found), wanted))
    return incoming


def within(folder: str, reading: Reading) -> Reading:
    """Return a reading whose places name the folder too: two folders of one source may hold files of one name."""

    def moved(place: Place) -> Place:
        return place if place.file == folder else replace(place, file=f"{folder}/{place.file}")

    return replace(
        reading,
        records=tuple(replace(one, place=moved(one.place)) for one in reading.records),
        skipped=tuple(replace(one, place=moved(one.place)) for one in reading.skipped),
        problems=tuple(replace(one, place=moved(one.place)) for one in reading.problems),
        warnings=tuple(replace(one, place=moved(one.place)) for one in reading.warnings),
    )


def _checked(source: str | None) -> str | None:
    """Return the name given to a source, trimmed. Raises InputError for one that is empty, a path or too long."""
    if source is None:
        return None
    name = source.strip()
    if not name or len(name) > LONGEST or not name.isprintable() or any(mark in name for mark in "/\\#"):
        raise InputError(
            f"'{name[:LONGEST]}' is no name for a source. Give --source 1 to {LONGEST} characters, none of them / \\ or #."
        )
    return name


def frameworks() -> Incoming:
    """Return the bundled framework tables as the source they are."""
    return Incoming(FRAMEWORKS, (frameworks_reading(),))


def hooks(written_by: str, progress: Progress | None = None) -> Hooks:
    """Return what a load asks of the loaders: the checks that only the records of all sources together allow."""
    return Hooks(check_merged, written_by, progress)


def source_name(path: Path) -> str:
    """Return the name of a file or folder without suffix: how its user knows it.

    >>> source_name(Path("reviews/hall2019.xlsx"))
    'hall2019'
    """
    name = path.resolve().name if path.name in ("", ".", "..") else path.name
    return name if path.is_dir() else Path(name).stem

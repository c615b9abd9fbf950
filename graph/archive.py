"""The archive: all that a library is made of in one file, the same bytes for the same sources.

A ZIP file ``NAME.beliefgraph.zip`` holds one entry for each source, ``sources/0001.ndjson`` and so on in their
order, and last ``manifest.json``. A line of a source is ``[about, body, place]`` of one record, as the library
keeps it, sorted by ``about``. Times, the history of loads and the graph, which is computed, are not in it, so
libraries with equal sources give equal archives on every engine. ``docs/archive.md`` is the whole description.
"""

from __future__ import annotations

import json
import os
import tempfile
import unicodedata
import zipfile
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import IO, TYPE_CHECKING

from ..errors import InputError, StoreDamaged
from .bookkeeping import FRAMEWORKS, Digest, Stored, body_hash
from .fold import fold
from .model import MODEL_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .bookkeeping import SourceState

FORMAT = "beliefgraph archive"
FORMAT_VERSION = 1
"""Raised when an older beliefgraph could no longer read a new archive."""
SUFFIX = ".beliefgraph.zip"
MANIFEST = "manifest.json"
_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time a ZIP file can say: an archive tells none."""
_LONGEST_NAME = 255
"""Characters in the name of a file, after which a source may be named."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the manifest says of one source; ``bytes`` and ``sha256`` are those of its entry, not compressed."""

    name: str
    format: str
    prefix: str
    merged: tuple[str, ...]
    digest: str
    records: int
    file: str
    sha256: str
    bytes: int

    def to_json(self) -> dict[str, object]:
        """Return the entry as it stands in the manifest."""
        return {
            "name": self.name,
            "format": self.format,
            "prefix": self.prefix,
            "merged": list(self.merged),
            "digest": self.digest,
            "records": self.records,
            "file": self.file,
            "sha256": self.sha256,
            "bytes": self.bytes,
        }


@dataclass(slots=True)
class Written:
    """What was put into an archive."""

    path: Path
    sources: list[Entry] = field(default_factory=list)
    not_shared: int = 0
    """Quotes marked share=no whose text is in the archive."""
    left_out: int = 0
    """Quotes marked share=no whose text was replaced."""


def entry_name(number: int) -> str:
    """Return the name of the ``number``-th source's entry, counted from 1."""
    return f"sources/{number:04d}.ndjson"


def is_source_name(name: str) -> bool:
    """Return whether a source in an archive may have this name.

    A source named after its file has more freedom than one that ``--source`` names ("interviews #2"), and what was
    loaded must come back. Never in a name are separators of paths, line breaks and other control characters.
    """
    return (
        bool(name.strip())
        and len(name) <= _LONGEST_NAME
        and not any(mark in "/\\" or unicodedata.category(mark) in _CONTROLS for mark in name)
        and (name == FRAMEWORKS or fold(name) != FRAMEWORKS)
    )


_CONTROLS = ("Cc", "Zl", "Zp")


class ArchiveWriter:
    """Writes sources one after the other; a line is forgotten when it is written."""

    def __init__(self, file: IO[bytes], written_by: str) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
        self._written_by = written_by
        self.entries: list[Entry] = []

    def add(self, source: SourceState, records: Iterable[tuple[str, Stored]]) -> None:
        """Write one source; ``records`` come sorted by ``about``, and only their digest is believed.

        Raises StoreDamaged if a record is not what its hash says, InputError if the source has a name with which
        no archive could be restored.
        """
        if not is_source_name(source.name):
            raise InputError(
                f"The source {source.name!r} has a name that no archive can hold. "
                "Load its file under another name with --source, and unload this one."
            )
        name = entry_name(len(self.entries) + 1)
        total, digest, count, size = sha256(), Digest(), 0, 0
        # Always with room for more than 4 GB, so that the header does not depend on how much comes.
        with self._zip.open(_info(name), "w", force_zip64=True) as out:
            for about, stored in records:
                if body_hash(stored.body) != stored.hash:
                    raise StoreDamaged(
                        f"The record {about} of the source {source.name} is not what was stored. "
                        "Load the sources into a new library, or restore an earlier archive."
                    )
                line = line_of(about, stored)
                out.write(line)
                total.update(line)
                digest.add(about, stored)
                count, size = count + 1, size + len(line)
        self.entries.append(
            Entry(
                source.name,
                source.format,
                source.prefix,
                source.merged,
                digest.text(),
                count,
                name,
                total.hexdigest(),
                size,
            )
        )

    def finish(self) -> None:
        """Write the manifest, which makes the file an archive."""
        manifest = {
            "format": FORMAT,
            "format_version": FORMAT_VERSION,
            "model_version": MODEL_VERSION,
            "written_by": self._written_by,
            "sources": [entry.to_json() for entry in self.entries],
        }
        text = json.dumps(manifest, ensure_ascii=True, indent=1)
        with self._zip.open(_info(MANIFEST), "w", force_zip64=True) as out:
            out.write(text.encode("ascii") + b"\n")
        self.close()

    def close(self) -> None:
        """Give the file back; without a manifest it is no archive."""
        self._zip.close()


def line_of(about: str, stored: Stored) -> bytes:
    """Return the line of one record; body and place are JSON already and stand in it as they are."""
    line = f"[{json.dumps(about, ensure_ascii=False)},{stored.body},{stored.place}]\n"
    try:
        return line.encode("utf-8")
    except UnicodeEncodeError:
        # Half a character, as a broken file may have it: only escaped is it JSON in UTF-8.
        return json.dumps(json.loads(line), separators=(",", ":")).encode("ascii") + b"\n"


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _TIME)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3
    info.external_attr = 0o644 << 16
    return info


@contextmanager
def archive_at(path: Path, written_by: str, *, overwrite: bool = False) -> Iterator[ArchiveWriter]:
    """Write an archive to ``path``: it stands there whole at the end, or nothing does.

    Raises InputError if something is there already, unless ``overwrite``, also if it came meanwhile; or if there is
    no such folder.
    """
    _refuse_place(path, overwrite=overwrite)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            writer = ArchiveWriter(file, written_by)
            with closing(writer):
                yield writer
                writer.finish()
            # On the disk before it has its name: after a power cut there must not be an empty file in its place.
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_permissions())
        _publish(Path(name), path, overwrite=overwrite)
    finally:
        Path(name).unlink(missing_ok=True)


def _publish(made: Path, path: Path, *, overwrite: bool) -> None:
    """Give the finished file its name. Without ``overwrite`` nothing is replaced that came there meanwhile."""
    if overwrite:
        made.replace(path)
    else:
        try:
            path.hardlink_to(made)
        except FileExistsError:
            raise _taken(path) from None
        except (OSError, NotImplementedError):
            # A file system without hard links, such as that of a memory stick: looking again is the next best.
            _refuse_place(path, overwrite=False)
            made.replace(path)
    _keep_names(path.parent)


def _keep_names(folder: Path) -> None:
    """Put the names in a folder on the disk, where that can be asked for."""
    if os.name != "posix":
        return
    # The archive is whole and in its place; some network folders cannot do more.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _refuse_place(path: Path, *, overwrite: bool) -> None:
    if path.is_dir():
        raise InputError(f"{path} is a folder. Name a file, for example {path / ('library' + SUFFIX)}.")
    if not path.parent.is_dir():
        raise InputError(f"There is no folder {path.parent}. Name a file in a folder that is there.")
    if path.exists() and not overwrite:
        raise _taken(path)


def _taken(path: Path) -> InputError:
    return InputError(
        f"{path} is there already, and an archive may be the only copy: name another file, or use --overwrite."
    )


def _permissions() -> int:
    """Return what a new file of this user gets: a temporary file has narrower rights."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask

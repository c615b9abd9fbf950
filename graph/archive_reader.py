"""An archive read back: everything in it is checked before anything of it is used.

It may be damaged, cut off, changed by hand, or made to do harm. Nothing is unpacked to the disk, no name in it is
used as a path, and no more is read than the size of the file allows: text that compresses better than records do
is refused before it is read.
"""

from __future__ import annotations

import json
import struct
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from ..errors import ArchiveError
from .archive import FORMAT, FORMAT_VERSION, MANIFEST, Entry, entry_name, is_source_name
from .archive_records import LineError, stored_of
from .bookkeeping import FRAMEWORKS, Digest, SourceState
from .collection import no_collection
from .model import MODEL_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .bookkeeping import Stored
    from .write import Progress

MOST_SOURCES = 9_999
LONGEST_LINE = 64 * 2**20
"""Bytes of one record: far more than the longest text a table can hold."""
RATIO, ALWAYS = 100, 32 * 2**20
"""No more than ALWAYS bytes, or RATIO times the file, are read. Records of real libraries shrink to a fifth or a
tenth; a file made to fill the memory shrinks to a thousandth."""

_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Other ways of packing may ask for any amount of memory before a byte is read."""
_STEP = 10_000
_ANEW = "Take another copy of it, or dump the library again."
_GIVE = "Give a file that 'beliefgraph dump' wrote."
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    RuntimeError,
    NotImplementedError,
    OverflowError,
    ValueError,
)
"""What reading a broken ZIP file may raise."""


@dataclass(frozen=True, slots=True)
class Archive:
    """What an archive holds."""

    path: Path
    model_version: int
    written_by: str
    states: dict[str, SourceState]
    """The sources in their order, with all records."""


def read_archive(path: str | Path, progress: Progress | None = None) -> Archive:
    """Read and check a whole archive. Raises ArchiveError, which says why it cannot be used and what to do."""
    reader = _Reader(Path(path), progress)
    with _readable(reader), no_collection():
        return reader.read()


@contextmanager
def _readable(reader: _Reader) -> Iterator[None]:
    """Turn what a broken ZIP file raises into our error."""
    try:
        yield
    except ArchiveError:
        raise
    except FileNotFoundError:
        raise reader.refusal("there is no such file", _GIVE) from None
    except IsADirectoryError:
        raise reader.refusal("it is a folder", "Give the file itself; it need not be unpacked.") from None
    except PermissionError:
        raise reader.refusal("you may not read it", "Ask whoever wrote it.") from None
    except MemoryError:
        raise reader.refusal(
            "there is not enough memory to read it", "Close other programs, or use a larger computer."
        ) from None
    except (*_BROKEN, OSError) as error:
        raise reader.refusal("it is cut off or damaged") from error


class _Reader:
    def __init__(self, path: Path, progress: Progress | None) -> None:
        self._path = path
        self._progress = progress

    def refusal(self, why: str, cure: str = _ANEW) -> ArchiveError:
        return ArchiveError(f"{self._path.name} cannot be restored: {why}. {cure}")

    def read(self) -> Archive:
        size = self._path.stat().st_size
        with self._path.open("rb") as file:
            if not zipfile.is_zipfile(file):
                raise self.refusal(
                    "it is no archive of a library, or is cut off",
                    "Give a file that 'beliefgraph dump' wrote; evidence tables are loaded with 'beliefgraph load'.",
                )
            with zipfile.ZipFile(file) as archive:
                self._check_entries(archive.infolist(), size)
                manifest = self._manifest(archive)
                entries = self._entries(manifest)
                self._compare(archive, entries)
                states = {
                    entry.name: self._source(archive, entry, order) for order, entry in self._ordered(entries)
                }
        return Archive(self._path, manifest["model_version"], str(manifest.get("written_by", "")), states)

    def _check_entries(self, infos: list[zipfile.ZipInfo], size: int) -> None:
        """Refuse names and sizes that no archive has, before anything is read."""
        names = [info.orig_filename for info in infos]
        if len(set(names)) < len(names):
            raise self.refusal("a name stands in it twice")
        if MANIFEST not in names:
            raise self.refusal(
                f"it is a ZIP file without {MANIFEST}, so no archive of a library",
                _GIVE,
            )
        if len(names) > MOST_SOURCES + 1:
            raise self.refusal(f"it holds more than {MOST_SOURCES:,} sources")
        sources = sorted(name for name in names if name != MANIFEST)
        if sources != [entry_name(number) for number in range(1, len(names))]:
            raise self.refusal("it holds files that are not part of an archive")
        if any(info.flag_bits & 1 for info in infos):
            raise self.refusal("it is encrypted", "Decrypt it first.")
        if any(info.compress_type not in _PACKED for info in infos):
            raise self.refusal("it is packed in a way that no archive of a library is", _GIVE)
        if sum(info.file_size for info in infos) > max(ALWAYS, RATIO * size):
            raise self.refusal(
                "it would grow more than records do when it is read, as a file made to do harm would"
            )

    def _manifest(self, archive: zipfile.ZipFile) -> dict[str, Any]:
        try:
            manifest = json.loads(archive.read(MANIFEST).decode("utf-8"))
        except (ValueError, RecursionError):
            raise self.refusal(f"{MANIFEST} in it cannot be read") from None
        if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
            raise self.refusal(f"{MANIFEST} in it is not that of a library", _GIVE)
        self._check_version(manifest, "format_version", FORMAT_VERSION)
        self._check_version(manifest, "model_version", MODEL_VERSION)
        return manifest

    def _check_version(self, manifest: dict[str, Any], name: str, known: int) -> None:
        version = manifest.get(name)
        if type(version) is not int or version < 1:
            raise self.refusal(f"{name} is missing in its {MANIFEST}")
        if version > known:
            by = f" ({manifest['written_by'][:50]})" if isinstance(manifest.get("written_by"), str) else ""
            raise self.refusal(
                f"a newer beliefgraph{by} wrote it: its {name.replace('_', ' ')} is {version}, and this one knows {known}",
                "Upgrade beliefgraph.",
            )

    def _entries(self, manifest: dict[str, Any]) -> list[Entry]:
        """Return what the manifest says of the sources, in their order."""
        given = manifest.get("sources")
        if not isinstance(given, list):
            raise self.refusal(f"the sources are missing in its {MANIFEST}")
        entries = []
        for number, one in enumerate(given, start=1):
            entry = _entry(one)
            if entry is None or entry.file != entry_name(number):
                raise self.refusal(f"what its {MANIFEST} says of source {number} cannot be used")
            entries.append(entry)
            if not is_source_name(entry.name):
                raise self.refusal(f"the name of source {number} in its {MANIFEST} is no name for a source")
        names = [entry.name for entry in entries]
        if len(set(names)) < len(names):
            raise self.refusal(f"its {MANIFEST} names a source twice")
        if FRAMEWORKS in names[1:]:
            raise self.refusal(f"the source {FRAMEWORKS} is not the first in it")
        return entries

    def _compare(self, archive: zipfile.ZipFile, entries: list[Entry]) -> None:
        """Refuse an archive whose manifest names other files, or other sizes, than are there."""
        sizes = {info.filename: info.file_size for info in archive.infolist() if info.filename != MANIFEST}
        if sizes != {entry.file: entry.bytes for entry in entries}:
            raise self.refusal(f"the files in it are not those that its {MANIFEST} names")

    @staticmethod
    def _ordered(entries: list[Entry]) -> Iterator[tuple[int, Entry]]:
        """Return the sources numbered as in a library: the frameworks 0, the others from 1."""
        first = 0 if entries and entries[0].name == FRAMEWORKS else 1
        return enumerate(entries, start=first)

    def _source(self, archive: zipfile.ZipFile, entry: Entry, order: int) -> SourceState:
        total, digest = sha256(), Digest()
        records: dict[str, Stored] = {}
        last = ""
        for number, line in enumerate(self._lines(archive, entry), start=1):
            total.update(line)
            try:
                about, stored = stored_of(line)
            except LineError as error:
                raise self._line_refusal(entry, number, str(error)) from None
            if about <= last:
                raise self._line_refusal(entry, number, "it is there twice, or not in its order")
            last = about
            records[about] = stored
            digest.add(about, stored)
            if number % _STEP == 0 and self._progress is not None:
                self._progress("records", _STEP)
        if (
            total.hexdigest() != entry.sha256
            or digest.text() != entry.digest
            or len(records) != entry.records
        ):
            raise self.refusal(
                f"the records of the source {entry.name} are not those that were written (their checksum differs)"
            )
        return SourceState(
            entry.name, order, entry.format, entry.digest, entry.prefix, entry.merged, records=records
        )

    def _lines(self, archive: zipfile.ZipFile, entry: Entry) -> Iterator[bytes]:
        with archive.open(entry.file) as packed, BufferedReader(cast("Any", packed), 2**16) as lines:
            while line := lines.readline(LONGEST_LINE + 1):
                if len(line) > LONGEST_LINE:
                    raise self.refusal(f"a record of the source {entry.name} is longer than any can be")
                yield line

    def _line_refusal(self, entry: Entry, number: int, why: str) -> ArchiveError:
        return self.refusal(f"line {number} of {entry.file} (the source {entry.name}) cannot be used: {why}")


def _entry(given: Any) -> Entry | None:
    """Return what a manifest says of one source, or None if a part is missing or of the wrong kind."""
    if not isinstance(given, dict):
        return None
    texts = [given.get(name) for name in ("name", "format", "prefix", "digest", "file", "sha256")]
    numbers = [given.get(name) for name in ("records", "bytes")]
    merged = given.get("merged")
    if not all(isinstance(text, str) for text in texts) or not given["name"]:
        return None
    if not all(type(number) is int and number >= 0 for number in numbers):
        return None
    if not isinstance(merged, list) or not all(isinstance(one, str) for one in merged):
        return None
    return Entry(**{**{name: given[name] for name in Entry.__slots__}, "merged": tuple(merged)})

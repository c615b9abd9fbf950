"""The embedded engine: ArcadeDB in this process, one folder per library.

This is the only file that imports ``arcadedb``. What it guards against was measured: a writer under a
reader (the lock), log lines on stdout, ``LOAD CSV`` reading local files, creating a database among the
user's files, half-made libraries after a crash, statements that cannot be stopped.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...errors import (
    EngineMissing,
    QueryTimeout,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreForeign,
    StoreUnreachable,
    WriteRefused,
)
from .arcade_bulk import ArcadeBuilder
from .arcade_errors import names, translated
from .lock import LibraryLock

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from types import ModuleType

    from ..records import Value
    from ..store import Row

STATEMENT_LIMIT = 120_000
"""Milliseconds after which the engine itself stops any statement, kept in the database."""
ENGINE_KEYS = ("@rid", "@type", "@cat", "@in", "@out")
PLAIN = (str, int, float, bool, type(None))


def _engine() -> ModuleType:
    """Import the engine, its log switched to a file in our own folder and never to stdout."""
    os.environ.setdefault("ARCADEDB_LOG_CONSOLE", "0")
    if "ARCADEDB_LOG_DIR" not in os.environ:
        os.environ["ARCADEDB_LOG_DIR"] = str(_state_folder())
    try:
        with _numpy_unseen():
            import arcadedb

            arcadedb.database_exists(os.devnull)  # loads the native half, which looks for numpy too
    except ImportError as error:
        raise EngineMissing(
            "The embedded engine (package arcadedb) cannot be imported: "
            f"{error}. It has no build for Intel Macs, Windows on ARM and Alpine Linux; elsewhere install it with "
            "'pip install beliefgraph'."
        ) from error
    return arcadedb  # type: ignore[no-any-return, unused-ignore]


@contextlib.contextmanager
def _numpy_unseen() -> Iterator[None]:
    """Let the engine do without numpy, which it takes if it is there: half of the time that a command needs to start.

    We never send arrays. Left alone if numpy is there already, or another thread might be importing it.
    """
    if "numpy" in sys.modules or "arcadedb" in sys.modules or threading.active_count() > 1:
        yield
        return
    sys.modules["numpy"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules["numpy"]


def _state_folder() -> Path:
    """Return the folder for the engine's log: the user's state folder, or the temporary one."""
    import tempfile

    base = os.environ.get("XDG_STATE_HOME") or os.environ.get("LOCALAPPDATA")
    folder = (Path(base) if base else Path.home() / ".local" / "state") / "beliefgraph"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        folder = Path(tempfile.gettempdir())
    return folder


class ArcadeTransaction:
    """The open transaction of an :class:`ArcadeStore`."""

    batch = 2_000  # larger ones gain nothing, and near the time limit of a statement

    def __init__(self, store: ArcadeStore, builder: ArcadeBuilder | None) -> None:
        self._store = store
        self.builder = builder

    def run(self, cypher: str, parameters: Mapping[str, Value] | None = None) -> list[Row]:
        """Send one statement and return its rows."""
        if self.builder is not None:
            self.builder.let_statements_in()
        with translated():
            # Asked of the store each time: a builder opens the database again.
            rows = self._store._database.command("opencypher", cypher, dict(parameters or {}))
            return _plain_rows(rows.to_list())


class ArcadeStore:
    """A library in a folder, opened by the embedded engine. Made by :meth:`open`."""

    def __init__(
        self, folder: Path, database: Any, lock: LibraryLock, *, read_only: bool, pending: bool
    ) -> None:
        self.address = str(folder)
        self.read_only = read_only
        self.notice: str | None = None
        """Something the user should be told once, e.g. that no lock could be made."""
        self._folder = folder
        self._database = database
        self._lock = lock
        self._pending = pending
        self._unique: list[str] = []
        self._closed = False
        self._running: threading.Thread | None = None

    @classmethod
    def open(
        cls, folder: Path, address: str, *, read_only: bool = False, create: bool = False
    ) -> ArcadeStore:
        """Open the library in a folder, typed as ``address``; see :func:`beliefgraph.graph.store.open_store`."""
        engine = _engine()
        exists = _is_database(engine, folder)
        if not exists:
            _refuse_foreign(folder)
            if not create:
                raise StoreUnreachable(
                    f"There is no library at {address}. Check the spelling of --db, or make one with "
                    "'beliefgraph load FILE…' or 'beliefgraph demo'."
                )
            if not folder.parent.is_dir():
                raise StoreUnreachable(
                    f"The folder {folder.parent} does not exist, so no library can be made in it."
                )
        lock = LibraryLock(folder)
        locked = _acquire(lock, exclusive=not read_only)
        try:
            store = cls._open_locked(engine, folder, lock, read_only=read_only)
        except BaseException:
            lock.release()
            raise
        store.address = address
        if not locked:
            store.notice = f"{folder.name} is on a read-only disk: it is read without a lock."
        return store

    @classmethod
    def _open_locked(
        cls, engine: ModuleType, folder: Path, lock: LibraryLock, *, read_only: bool
    ) -> ArcadeStore:
        if not _is_database(engine, folder):  # looked at again: another command may have made or removed it
            if read_only:
                raise StoreUnreachable(f"There is no library at {folder.name} any more.")
            return cls(folder, _create(engine, folder), lock, read_only=False, pending=True)
        with translated():
            try:
                database = engine.open_database(str(folder), read_only=read_only)
            except engine.ArcadeDBError as error:
                if not (read_only and names(error, "DatabaseMetadataException")):
                    raise
                _recover(engine, folder, lock)
                database = engine.open_database(str(folder), read_only=True)
        if not read_only:
            _make_durable(database)
        return cls(folder, database, lock, read_only=read_only, pending=False)

    def prepare(self, unique: Sequence[str]) -> None:
        """Create unique ids where they are missing."""
        self._unique += [label for label in unique if label not in self._unique]
        with translated():
            for label in unique:
                self._database.command(
                    "opencypher",
                    f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE",
                )

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Value] | None = None,
        *,
        timeout: float | None = None,
        limit: int | None = None,
    ) -> list[Row]:
        """Answer a statement that only reads; see the protocol.

        The statement runs in a thread of its own, because the engine lets neither a signal nor a limit
        below its own stop it: the caller gets QueryTimeout or KeyboardInterrupt at once, the thread goes on
        at most until the engine's limit (see ``stuck``), and a command line ends the process.
        """
        if self._closed:
            raise StoreError("This library is closed.")
        if self._running is not None and self._running.is_alive():
            raise StoreBusy(
                "An earlier query of this library was stopped and has not ended yet; open the library again."
            )
        answer: list[list[Row]] = []
        failure: list[BaseException] = []

        def ask() -> None:
            try:
                rows = self._database.query("opencypher", cypher, dict(parameters or {}))
                answer.append(rows.to_list() if limit is None else _first(rows, limit))
            except BaseException as error:  # noqa: BLE001 - handed to the asking thread, never swallowed
                failure.append(error)

        # Not a daemon: the interpreter must not end under the engine, which would bring the process down.
        thread = threading.Thread(target=ask)
        thread.start()
        self._running = thread
        end = None if timeout is None else time.monotonic() + timeout
        while thread.is_alive():
            thread.join(0.2 if end is None else min(0.2, max(0.0, end - time.monotonic())))
            if end is not None and thread.is_alive() and time.monotonic() >= end:
                raise QueryTimeout(
                    f"The query took longer than {timeout:g} seconds and was stopped. Ask for less, or raise the limit."
                )
        self._running = None
        with translated():
            if failure:
                raise failure[0]
        return _plain_rows(answer[0])

    @contextlib.contextmanager
    def transaction(self) -> Iterator[ArcadeTransaction]:
        """Open the one transaction; commit on exit, roll back on any error.

        That of a new library has a builder: then the commit is the folder's move to its place.
        """
        if self.read_only:
            raise WriteRefused(f"{self._folder.name} was opened for reading only.")
        builder = ArcadeBuilder(self._database, self._reopen) if self._pending else None
        with translated():
            self._database.begin()
        try:
            yield ArcadeTransaction(self, builder)
            if builder is not None:
                builder.finish()
            # Uniqueness is checked here, not at the statement.
            with translated():
                if builder is None or self._database.is_transaction_active():
                    self._database.commit()
        except BaseException:
            if builder is not None and builder.used:
                self._start_again()
            else:
                with contextlib.suppress(Exception):  # what matters is the error that brought us here
                    self._database.rollback()
            raise
        if self._pending:
            self._settle()

    def close(self) -> None:
        """Close the engine, then give the lock back. A library that was never written to is not left behind.

        Waits for a stopped query that still runs inside the engine: at most the engine's own limit.
        """
        if self._closed:
            return
        self._closed = True
        if self._running is not None:
            self._running.join()
        self._database.close()
        if self._pending:
            shutil.rmtree(_pending_folder(self._folder), ignore_errors=True)
        self._lock.release(remove=self._pending)

    @property
    def stuck(self) -> bool:
        """True while a stopped query still runs inside the engine; a command line then ends the process."""
        return self._running is not None and self._running.is_alive()

    def _settle(self) -> None:
        """Move a new library, now complete, to its place: before this moment there is none, after it a whole one."""
        self._database.close()
        pending = _pending_folder(self._folder)
        try:
            _write_through(pending)
            with contextlib.suppress(FileNotFoundError):
                self._folder.rmdir()  # an empty folder the user made; never one that holds anything
            pending.rename(self._folder)
        except OSError as error:
            self.close()
            raise StoreError(
                f"The new library {self._folder.name} could not be put in its place, so there is none: {error.strerror}. "
                "Make room there, or give --db another name."
            ) from error
        self._pending = False
        with contextlib.suppress(OSError):  # some network disks know nothing of this
            _write_names(self._folder.parent)
        with translated():
            self._database = _engine().open_database(str(self._folder))
        _make_durable(self._database)

    def _reopen(self) -> Any:
        """Close the new library and open it again, so that what is read comes from its files."""
        self._database.close()
        self._database = _engine().open_database(str(_pending_folder(self._folder)))
        _make_durable(self._database)
        return self._database

    def _start_again(self) -> None:
        """Throw away what was built of a new library: nothing of it can be rolled back."""
        with contextlib.suppress(Exception):  # what matters is the error that brought us here
            self._database.close()
        try:
            self._database = _create(_engine(), self._folder)
            self.prepare(self._unique)
        except Exception:  # noqa: BLE001 - as above; a full disk, for one
            self.close()


def _acquire(lock: LibraryLock, *, exclusive: bool) -> bool:
    try:
        return lock.acquire(exclusive=exclusive)
    except OSError as error:
        raise StoreUnreachable(
            f"The library {lock.folder.name} cannot be changed: no file can be written beside it ({error.strerror})."
        ) from error


def _is_database(engine: ModuleType, folder: Path) -> bool:
    return folder.is_dir() and bool(engine.database_exists(str(folder)))


def _refuse_foreign(folder: Path) -> None:
    """Refuse a file, or a folder that holds anything else: the engine would mix its files with the user's."""
    if folder.is_file():
        raise StoreForeign(f"{folder.name} is a file. A library is a folder: give --db a new name.")
    if folder.is_dir() and any(folder.iterdir()):
        raise StoreForeign(
            f"The folder {folder.name} holds something that is not a beliefgraph library; nothing was changed. "
            "Give --db the name of a library, or a new name."
        )


def _pending_folder(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.beliefgraph-new")


def _create(engine: ModuleType, folder: Path) -> Any:
    """Make a new database beside its place; it moves there with its first commit."""
    pending = _pending_folder(folder)
    shutil.rmtree(pending, ignore_errors=True)  # left by a command that was killed; we hold the lock
    with translated():
        database = engine.create_database(str(pending))
        database.command("sql", "ALTER DATABASE `arcadedb.opencypher.loadCsv.allowFileUrls` false")
        database.command("sql", f"ALTER DATABASE `arcadedb.command.timeout` {STATEMENT_LIMIT}")
    _make_durable(database)
    return database


def _write_through(folder: Path) -> None:
    """Have the system write the files of a new library to the disk: building one writes no log, which would be flushed."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("r+b") as file:
                os.fsync(file.fileno())
    with contextlib.suppress(OSError):
        _write_names(folder)


def _write_names(folder: Path) -> None:
    """Have the system write the names in a folder to the disk. Windows opens no folders, and needs no telling."""
    if os.name == "posix":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _make_durable(database: Any) -> None:
    """Write each commit through to the disk; the engine's default survives a crash but not a power cut."""
    database.set_wal_flush("yes_nometadata")


def _recover(engine: ModuleType, folder: Path, lock: LibraryLock) -> None:
    """Let the engine repair a library whose last writer died: that needs a writer, alone."""
    lock.release()
    if not _acquire(lock, exclusive=True):
        raise StoreDamaged(
            f"{folder.name} needs repair after a crash, and it is on a read-only disk: copy it first."
        )
    engine.open_database(str(folder)).close()
    lock.release()
    _acquire(lock, exclusive=False)


def _first(rows: Any, limit: int) -> list[Row]:
    """Return at most ``limit`` rows without fetching the rest."""
    found: list[Row] = []
    for row in rows:
        if len(found) >= limit:
            break
        found.append(row.to_dict() if hasattr(row, "to_dict") else dict(row))
    return found


def _plain_rows(rows: list[Row]) -> list[Row]:
    """Return rows without the engine's own ids and types."""
    for row in rows:
        for key, value in row.items():
            if not isinstance(value, PLAIN):
                row[key] = _plain(value)
    return rows


def _plain(value: Any) -> Value:
    if isinstance(value, PLAIN):
        return value
    if isinstance(value, dict):
        inner = {key: _plain(part) for key, part in value.items()}
        if "@rid" in inner:
            for key in ENGINE_KEYS:
                inner.pop(key, None)
        return inner
    if isinstance(value, list | tuple | set):
        return [_plain(part) for part in value]
    return str(value)

"""The lock around an embedded library: shared for readers, exclusive for a writer.

The engine lets a writer start under a read-only handle; the reader then answers wrong numbers and leaves
wrong totals behind for every later session. So the lock is held from before the engine opens the folder
until after it has closed it. It is a file beside the library, held through the operating system, which
releases it when a process dies.
"""

from __future__ import annotations

import contextlib
import time
from typing import IO, TYPE_CHECKING

import portalocker

from ...errors import StoreBusy

if TYPE_CHECKING:
    from pathlib import Path

WAIT = 10.0
"""Seconds a command waits for another one to finish."""
PAUSE = 0.05


class LibraryLock:
    """A lock on one library. Acquire it before the engine opens the folder, release it after it closed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder.with_name(folder.name + ".lock")
        self._file: IO[str] | None = None

    def acquire(self, *, exclusive: bool, wait: float | None = None) -> bool:
        """Take the lock, waiting up to ``wait`` seconds (default: :data:`WAIT`).

        Returns False if a reader can neither make nor open a lock file: on a read-only disk, where nobody
        writes. Raises StoreBusy when the wait is over.
        """
        deadline = time.monotonic() + (WAIT if wait is None else wait)
        flags = portalocker.LockFlags.NON_BLOCKING | (
            portalocker.LockFlags.EXCLUSIVE if exclusive else portalocker.LockFlags.SHARED
        )
        while True:
            try:
                handle = self._open(exclusive=exclusive)
            except OSError:
                if exclusive:
                    raise
                return False
            try:
                portalocker.lock(handle, flags)
            except portalocker.LockException:
                handle.close()
                if time.monotonic() >= deadline:
                    raise StoreBusy(self._busy(exclusive=exclusive)) from None
                time.sleep(PAUSE)
                continue
            if self._is_current(handle):
                self._file = handle
                return True
            handle.close()

    def _open(self, *, exclusive: bool) -> IO[str]:
        """Open the lock file; a reader who may not write there opens the one that a writer has left."""
        try:
            return self.path.open("a", encoding="utf-8")
        except PermissionError:
            if exclusive:
                raise
            return self.path.open(encoding="utf-8")

    def release(self, *, remove: bool = False) -> None:
        """Give the lock back; ``remove`` also deletes the lock file (a library that never came to be)."""
        if self._file is None:
            return
        if remove:
            # Windows does not delete an open file; an empty lock file does no harm.
            with contextlib.suppress(OSError):
                self.path.unlink()
        portalocker.unlock(self._file)
        self._file.close()
        self._file = None

    def _is_current(self, handle: IO[str]) -> bool:
        """Tell whether the locked file is still the one at the path (its owner may have removed it)."""
        import os

        try:
            return os.path.samestat(os.fstat(handle.fileno()), self.path.stat())
        except FileNotFoundError:
            return False

    def _busy(self, *, exclusive: bool) -> str:
        what = "change" if exclusive else "read"
        return (
            f"The library {self.folder.name} is in use: another command is "
            f"{'using' if exclusive else 'changing'} it, so this one could not {what} it. "
            "Wait until that command has finished, or close the program that keeps the library open, and try again."
        )

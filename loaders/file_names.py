"""Names of files and folders that are no text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import InputError

if TYPE_CHECKING:
    from pathlib import Path


def check_name(path: Path) -> None:
    """Raise InputError if the name of a file or folder holds bytes that are no letters.

    Its name is stored with every row read from it. Some systems allow any bytes in names, such as those of an
    archive packed in another character set; Python reads those that are not UTF-8 as half surrogates.
    """
    name = path.resolve().name if path.name in ("", ".", "..") else path.name
    readable = name.encode("utf-8", "replace").decode("utf-8")
    if readable != name:
        raise InputError(
            f"The name {readable} holds bytes that are no letters of UTF-8 (shown here as ?). Rename it and try again."
        )

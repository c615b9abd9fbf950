"""Files that maps and figures are written to: whether that can be done is asked before anything is drawn."""

from __future__ import annotations

import os
from pathlib import Path

from ..errors import ParameterError

PAGES = (".html", ".htm")
"""What the name of a map's file may end in."""


def check_writable(path: str | Path) -> Path:
    """Return a path as it is. Raises ParameterError if no file can be written there."""
    file = Path(path).absolute()
    if not file.parent.is_dir():
        raise ParameterError(f"{path} cannot be written: the folder {file.parent} does not exist.")
    if file.is_dir():
        raise ParameterError(f"{path} cannot be written: it is a folder.")
    if not os.access(file if file.exists() else file.parent, os.W_OK):
        raise ParameterError(f"{path} cannot be written: you may not change it.")
    return Path(path)


def check_page(path: str | Path) -> Path:
    """Return the path of a map as it is. Raises ParameterError if its name is not that of a page."""
    if Path(path).suffix.lower() not in PAGES:
        raise ParameterError(
            f"A map is a page: give a name that ends in .html, not '{path}'. For a picture use 'beliefgraph figure', or "
            "'Save picture' in the page of the map."
        )
    return Path(path)

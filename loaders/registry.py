"""Which loader reads which file. The only door to the loaders: ``read`` finds the right one."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from ..errors import InputError
from ..graph.collection import no_collection
from .file_names import check_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ..graph.records import Reading
    from .raw import Progress


@dataclass(frozen=True, slots=True)
class Format:
    """A format that is read. Its module has ``read(path, progress) -> Reading``."""

    name: str
    suffixes: tuple[str, ...]
    folder: bool
    """True if a folder may be of this format."""
    module: str
    meaning: str
    """What it is and what is lost, for the list of formats."""


FORMATS: tuple[Format, ...] = (
    Format(
        "evidence-tables",
        (".csv", ".tsv", ".txt", ".xlsm", ".xlsx"),
        folder=True,
        module=".tables",
        meaning="evidence tables: a workbook, a folder of CSV files, or one CSV file named after its table; "
        "comments, colours and formulas are lost",
    ),
)
"""Sorted by name."""

_ADVICE = {
    ".xls": "It is a workbook of Excel 97-2003: save it as .xlsx (Excel Workbook).",
    ".xlsb": "It is a binary workbook: save it as .xlsx (Excel Workbook).",
    ".xltx": "It is a template: open it and save it as .xlsx (Excel Workbook).",
    ".ods": "Save it as .xlsx in LibreOffice (File, Save As).",
    ".numbers": "Export it as Excel or CSV in Numbers (File, Export To).",
    ".zip": "Unpack it and load the folder.",
}


def read(path: Path, progress: Progress = None) -> Reading:
    """Return the records in a file or folder, with its problems.

    ``progress`` is called now and then with what is being read and the rows done. Raises InputError if there is
    no such file, no loader for it, a name that is no text, or nothing in it that can be read.
    """
    check_name(path)
    if not path.exists():
        raise InputError(f"There is no file or folder {path}. Check the spelling and the folder you are in.")
    reader = _loader(path)
    try:
        with no_collection():
            return reader(path, progress)
    except OSError as error:
        raise InputError(
            f"{path} cannot be opened: {error.strerror or error}. Close it elsewhere, or check who may read it."
        ) from error


def _loader(path: Path) -> Callable[[Path, Progress], Reading]:
    suffix = path.suffix.casefold()
    for known in FORMATS:
        if known.folder if path.is_dir() else suffix in known.suffixes:
            # Only the loader that is asked for: a workbook's needs packages that a CSV file's does not.
            reader: Callable[[Path, Progress], Reading] = import_module(known.module, __package__).read
            return reader
    readable = ", ".join(sorted(suffix for known in FORMATS for suffix in known.suffixes))
    advice = _ADVICE.get(suffix, "")
    raise InputError(
        f"{path.name} cannot be read: there is no loader for {suffix or 'a file without suffix'}. {advice}".rstrip()
        + f" Read are folders of CSV files, and files with the suffix {readable}."
    )

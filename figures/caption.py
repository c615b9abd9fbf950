"""What stands beside a figure in a file of its own: title, caption, what counts mean, and the figure in words.

Journals want titles and captions in the manuscript and only the key inside the picture.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..analysis.shapes import FOOTER

if TYPE_CHECKING:
    from .sheet import Sheet


def caption_text(sheet: Sheet) -> str:
    """Return the text of the file beside a figure: four parts, each under its name."""
    said = "" if sheet.subtitle in sheet.caption else ended(sheet.subtitle)
    parts = (
        ("Title", sheet.title),
        ("Caption", " ".join(part for part in (said, sheet.caption, FOOTER) if part)),
        ("Alternative text", sheet.alt),
    )
    return "\n\n".join(f"{name}\n{text}" for name, text in parts if text) + "\n"


def caption_path(path: str | Path) -> Path:
    """Return where the text beside a figure stands: ``paths.pdf`` has ``paths.caption.txt``."""
    return Path(path).with_suffix(".caption.txt")


def opened(subtitle: str, caption: str) -> str:
    """Return a caption that begins with what is shown and filtered, so that it says so once wherever it stands."""
    return " ".join(part for part in (ended(subtitle), caption) if part)


def ended(sentence: str) -> str:
    """Return a sentence with its full stop, unless it ends in one."""
    return f"{sentence}." if sentence and sentence[-1] not in ".!?…" else sentence

"""A large, dull library: as many quotes of one study as wanted, all of one version."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def tables(folder: Path, quotes: int, version: int = 1) -> Path:
    """Write a library of ``quotes`` quotes of one study; the version is in every text."""
    folder.mkdir(exist_ok=True)
    (folder / "studies.csv").write_text("id,title\ns1,A study\n", encoding="utf-8")
    (folder / "subthemes.csv").write_text("id,label\nb1,A belief\n", encoding="utf-8")
    rows = "".join(
        f"q{number},s1,Made-up words {number} of version {version},b1\n" for number in range(quotes)
    )
    (folder / "quotes.csv").write_text(f"id,study,text,supports\n{rows}", encoding="utf-8")
    return folder

"""Makes the pictures of docs/maps.md from the demo: ``make pictures``; ``make docs`` does so too where Chromium is found.

Every kind of map is photographed in a window of one size, every kind of figure is written as it comes. Figures are equal
byte for byte wherever they are made; a photograph depends on the fonts of the machine, so it is looked at, not compared.
The demo is made anew in a temporary folder each time.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import beliefgraph as bg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from beliefgraph.library import Library

IMAGES = Path(__file__).resolve().parent / "images"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WINDOW = (1400, 900)
WIDTH_MM, DPI = 170.0, 150
COLOURS = 255
"""Of a picture; maps and figures use few, so that this is not seen and makes the file a third as large."""
BEHAVIOUR, BELIEF, START = "order imaging", "fear of litigation", "people want a cause for their pain"


@dataclass(frozen=True)
class Photograph:
    """A map as it is seen."""

    kind: str
    names: tuple[str, ...] = ()
    theme: str = ""
    """Label of a theme that is pressed first."""
    window: tuple[int, int] = WINDOW


MAPS = {
    "map-beliefs": Photograph("beliefs", (BEHAVIOUR,), window=(1400, 1000)),
    "map-paths": Photograph("paths", (START, BEHAVIOUR)),
    "map-themes": Photograph("themes", (BEHAVIOUR,)),
    "map-themes-opened": Photograph("themes", (BEHAVIOUR,), "Pressure and the relationship"),
    "map-evidence": Photograph("evidence", (BELIEF,)),
    "map-targets": Photograph("targets", (BEHAVIOUR,), window=(1400, 1000)),
    "map-loops": Photograph("loops"),
    "map-gap": Photograph("gap", (BEHAVIOUR,)),
}
FIGURES: dict[str, tuple[str, ...]] = {
    "paths": (START, BEHAVIOUR),
    "themes": (BEHAVIOUR,),
    "contrast": (),
    "gap": (BEHAVIOUR,),
    "targets": (BEHAVIOUR,),
    "flow": (BEHAVIOUR,),
    "logic-model": (BEHAVIOUR,),
}


def pictures(chosen: tuple[str, ...] = ()) -> Iterator[str]:
    """Make the pictures of these names, or all, and yield the name of each that was made."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    with demo() as (library, folder):
        for name in FIGURES:
            if not chosen or f"figure-{name}" in chosen:
                made = library.figure(name, *FIGURES[name], width=WIDTH_MM)
                (IMAGES / f"figure-{name}.png").write_bytes(smaller(made.png(DPI)))
                yield f"figure-{name}"
        for name, seen in MAPS.items():
            if browser is not None and (not chosen or name in chosen):
                photograph(browser, library.map(seen.kind, *seen.names), seen, folder, IMAGES / f"{name}.png")
                yield name
    if browser is None:
        print(f"No picture of a map was made: none of {', '.join(BROWSERS)} is installed.", file=sys.stderr)


@contextmanager
def demo() -> Iterator[tuple[Library, Path]]:
    """Give the demo in a temporary folder."""
    with tempfile.TemporaryDirectory() as folder, bg.open_demo(Path(folder) / "demo.db") as library:
        yield library, Path(folder)


def photograph(browser: str, page: str, seen: Photograph, folder: Path, picture: Path) -> None:
    """Write how a page looks."""
    (folder / "map.html").write_text(page, encoding="utf-8")
    address = f"{(folder / 'map.html').as_uri()}{fragment(page, seen.theme)}"
    width, height = seen.window
    subprocess.run(
        [
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--force-color-profile=srgb",
            f"--user-data-dir={folder / 'browser'}",
            "--virtual-time-budget=8000",
            f"--window-size={width},{height}",
            f"--screenshot={folder / 'map.png'}",
            address,
        ],
        check=True,
        timeout=120,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    picture.write_bytes(smaller((folder / "map.png").read_bytes()))


def fragment(page: str, theme: str) -> str:
    """Return the end of the address that opens the theme of this label; "" for no label."""
    if not theme:
        return ""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    (mark,) = [
        box["id"]
        for box in data["scene"]["boxes"]
        if box["id"] in data["opened"]
        and " ".join(text["words"] for text in box["texts"] if text["bold"]).startswith(theme)
    ]
    return f"#theme={mark}"


def smaller(picture: bytes) -> bytes:
    """Return a picture with fewer colours."""
    from PIL import Image

    with Image.open(BytesIO(picture)) as image:
        made = BytesIO()
        image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(made, "PNG", optimize=True)
    return made.getvalue()


def main() -> None:
    """Make the pictures named, or all."""
    IMAGES.mkdir(exist_ok=True)
    for name in pictures(tuple(sys.argv[1:])):
        print(name)


if __name__ == "__main__":
    main()

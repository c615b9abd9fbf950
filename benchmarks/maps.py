"""Time to draw a map of many beliefs, and to open it: evidence made up in memory, no engine.

    python benchmarks/maps.py 150 1000 5000                      # beliefs; three runs each, medians
    python benchmarks/maps.py 5000 --keep /tmp/map.html          # keeps the last page, to look at it

Prints seconds of Python for each part, the size of the page, and, where Chromium is found, the time in a headless one
from the start of navigation to the end of the first interaction: two keys, which open the panel of the box they walk to.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import random
import re
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from generate import WORDS

from beliefgraph.graph.evidence import Claim, Coding, End, Evidence, Group, Quote, Study
from beliefgraph.maps import boxes, draw
from beliefgraph.maps.choose import around
from beliefgraph.maps.details import Details, Thing
from beliefgraph.maps.layout import place
from beliefgraph.queries.quoted import QuoteText

DIRECTIONS = ("encourages", "encourages", "encourages", "discourages")
PARTS = ("choose", "boxes", "place", "page", "shown", "opened")
RUNS = 3
PROBE = """
addEventListener("load", () => requestAnimationFrame(() => requestAnimationFrame(() => {
  const shown = performance.now(), map = document.getElementById("map"), canvas = map.querySelector("canvas");
  if (!canvas) { console.log("MEASURED " + JSON.stringify({ error: "no canvas" })); return; }
  map.focus();
  for (const key of ["ArrowLeft", "Enter"]) map.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const open = !document.getElementById("panel").hidden;
    console.log("MEASURED " + JSON.stringify({ shown, opened: performance.now(), open }));
  }));
})));
"""


def make(beliefs: int, seed: int = 1) -> tuple[Evidence, Details]:
    """Return evidence of so many beliefs, most of which lead to one behaviour, a third to other beliefs too."""
    rng = random.Random(seed)
    studies = max(20, beliefs // 25)
    claims, quotes, texts, codings = [], {}, {}, []

    def say(cause: str, effect: str) -> None:
        number = len(claims)
        quote, study = f"q{number:06}", f"s{int(studies * rng.random() ** 1.5)}"
        quotes[quote] = Quote(id=quote, study=study, groups=(f"g-{study}",))
        texts[quote] = QuoteText("Made-up words: " + " ".join(rng.choices(WORDS, k=12)), f"p. {number % 30}")
        codings.append(Coding(quote=quote, belief=cause))
        claims.append(
            Claim(
                id=f"c{number:06}",
                cause=cause,
                effect=effect,
                direction=rng.choice(DIRECTIONS),
                quotes=(quote,),
            )
        )

    for number in range(beliefs):
        for _ in range(rng.choice((1, 1, 1, 2, 3))):
            if rng.random() < 0.7 or number == 0:
                say(f"b{number}", rng.choice(("x0", "x0", "x0", "x1")))
            else:
                say(f"b{number}", f"b{int(number * rng.random())}")
    # x1 leads to x0, so that all of it belongs to the question about x0.
    say("x1", "x0")
    ends = {
        f"b{number}": End(
            id=f"b{number}",
            kind="Subtheme",
            label=f"Made-up belief {number}: " + " ".join(rng.choices(WORDS, k=rng.randint(2, 7))),
        )
        for number in range(beliefs)
    }
    themes = max(5, beliefs // 50)
    ends |= {f"t{n}": End(id=f"t{n}", kind="Theme", label=f"Made-up theme {n}") for n in range(themes)}
    for number in range(2):
        ends[f"x{number}"] = End(id=f"x{number}", kind="Behaviour", label=f"Made-up behaviour {number}")
    evidence = Evidence(
        claims=tuple(claims),
        quotes=quotes,
        codings=tuple(codings),
        groups={f"g-s{n}": Group(id=f"g-s{n}", study=f"s{n}", roles=("clinician",)) for n in range(studies)},
        studies={
            f"s{n}": Study(id=f"s{n}", authors=f"Author{n} A", year=1990 + n % 35) for n in range(studies)
        },
        ends=ends,
        parents={f"b{number}": (f"t{number % themes}",) for number in range(beliefs)},
    )
    return evidence, Details(
        things={id_: Thing(definition=end.label) for id_, end in ends.items()}, quotes=texts
    )


def opened(page: str, chromium: str) -> dict[str, float | bool | str]:
    """Return milliseconds from the start of navigation: to the first picture, and to the panel of the first click."""
    digest = base64.b64encode(hashlib.sha256(PROBE.encode()).digest()).decode()
    page = page.replace("script-src ", f"script-src &#x27;sha256-{digest}&#x27; ", 1)
    page = page.replace("</body>", f"<script>{PROBE}</script></body>", 1)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        file = Path(folder) / "map.html"
        file.write_text(page, encoding="utf-8")
        command = [
            chromium,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--enable-logging=stderr",
            "--v=0",
        ]
        command += [
            f"--user-data-dir={folder}/profile",
            "--remote-debugging-port=0",
            "--window-size=1400,900",
        ]
        running = subprocess.Popen([*command, file.as_uri()], stderr=subprocess.PIPE, text=True)
        try:
            for line in running.stderr or ():
                found = re.search(r'MEASURED (\{.*?\})"', line)
                if found:
                    measured: dict[str, float | bool | str] = json.loads(found[1].replace('\\"', '"'))
                    return measured
        finally:
            running.kill()
            running.wait()
    raise RuntimeError("Chromium ended without a measurement.")


def measured(beliefs: int, chromium: str | None, keep: Path | None) -> str:
    """Return a row of the table."""
    evidence, details = make(beliefs)
    times: dict[str, list[float]] = {name: [] for name in PARTS}
    began = 0.0

    def took(name: str) -> None:
        times[name].append(time.perf_counter() - began)

    for _ in range(RUNS):
        began = time.perf_counter()
        choice = around(evidence, "x0", boxes=None)
        took("choose")
        began = time.perf_counter()
        made, lines = boxes.make(evidence, choice, details)
        took("boxes")
        began = time.perf_counter()
        place(made, lines)
        took("place")
        began = time.perf_counter()
        page = draw.draw(evidence, choice, details)
        took("page")
        if chromium:
            seen = opened(page, chromium)
            if seen.get("open") is not True:
                raise RuntimeError(f"The first interaction opened nothing: {seen}")
            times["shown"].append(float(seen["shown"]) / 1000)
            times["opened"].append(float(seen["opened"]) / 1000)
    if keep:
        keep.write_text(page, encoding="utf-8")
    parts = [f"{statistics.median(held):.2f}" if held else "-" for held in times.values()]
    return f"| {beliefs:,} | {len(made):,} | {len(lines):,} | {' | '.join(parts)} | {len(page.encode()) / 1e6:.1f} |"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("beliefs", type=int, nargs="+")
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    print(f"| beliefs | boxes | lines | {' | '.join(PARTS)} | MB |\n|{'---|' * (len(PARTS) + 4)}")
    for beliefs in given.beliefs:
        print(measured(beliefs, chromium, given.keep), flush=True)


if __name__ == "__main__":
    main()

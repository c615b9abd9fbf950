"""Headless Chromium for tests of pages: open one, run a script in it, see what it wrote and asked for."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from pathlib import Path

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

MISSING = CHROMIUM is None and not os.environ.get("CI")
"""True if browser tests are skipped; in CI a missing browser is a failure."""

OWN = re.compile(r"https?://[\w.-]*\.(google|googleapis|gvt1)\.com/")
"""Chromium asks its maker for the time and for updates, whatever page is open."""

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-logging=stderr",
    "--v=0",
    "--virtual-time-budget=8000",
)


@dataclass(frozen=True)
class Seen:
    result: dict[str, Any]
    """What the script of the test found."""
    console: list[str]
    """Everything written to the console."""
    requests: list[str]
    """Network addresses asked for while the page was open."""


class Browse(Protocol):
    def __call__(
        self,
        html: str,
        script: str,
        size: tuple[int, int] = (1400, 900),
        *,
        fragment: str = "",
        flags: tuple[str, ...] = (),
    ) -> Seen: ...


HELPERS = """
const result = {};
const map = document.getElementById("map"), panel = document.getElementById("panel");
const wait = () => new Promise((resolve) => setTimeout(resolve, 60));
const key = (name, target) => (target || map).dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }));
const heading = () => panel.hidden ? null : panel.querySelector("h2").textContent;
const shown = (id) => { const one = document.getElementById(id); return !one.hidden && one.getClientRects().length > 0; };
const click = (x, y) => {
  const canvas = map.querySelector("canvas");
  for (const type of ["pointerdown", "pointerup"])
    canvas.dispatchEvent(new PointerEvent(type, { clientX: x, clientY: y, bubbles: true, pointerId: 1, pointerType: "mouse", button: 0, buttons: type === "pointerdown" ? 1 : 0, isPrimary: true }));
};
// Show the whole map and click a point of it. The page learns of a new size of the map (a panel that closed) only
// when a frame is drawn, so on a busy machine the first click may miss: then again.
const tap = async (scene, x, y, wanted) => {
  for (let turn = 0; turn < 6 && heading() !== wanted; turn++) {
    key("Escape", document); await wait();
    document.getElementById("whole").click(); await wait();
    click(...onScreen(scene, x, y)); await wait(); await wait();
  }
};
// Where a point of the scene is on the screen when the whole map is shown.
const onScreen = (scene, x, y) => {
  const { left, top, width, height } = map.getBoundingClientRect();
  const scale = Math.min(width / scene.width, height / scene.height, 1.15);
  return [left + width / 2 + (x - scene.width / 2) * scale, top + height / 2 + (y - scene.height / 2) * scale];
};
const data = () => ({ ...JSON.parse(document.getElementById("data").textContent), ...JSON.parse(document.getElementById("evidence").textContent) });
const type = (text) => { const find = document.getElementById("find"); find.focus(); find.value = text; find.dispatchEvent(new Event("input")); };
const choose = (name, value) => { const menu = document.getElementById("filter-" + name); menu.value = value; menu.dispatchEvent(new Event("change")); };
const text = (id) => document.getElementById(id).textContent;
const press = (id) => document.getElementById(id).click();
const finish = () => { const pre = document.createElement("pre"); pre.id = "result"; pre.textContent = JSON.stringify(result); document.body.append(pre); };
"""


def opener(folder: Path) -> Browse:
    """Return what opens a page at a size, runs a script in it (allowed by its hash), and tells what was seen.

    ``fragment`` follows the page's address, e.g. ``#open=box-1``; ``flags`` are further ones of Chromium.
    """
    assert CHROMIUM is not None, "no Chromium found"
    chromium = CHROMIUM

    def run(
        html: str,
        script: str,
        size: tuple[int, int] = (1400, 900),
        *,
        fragment: str = "",
        flags: tuple[str, ...] = (),
    ) -> Seen:
        # The page's own policy stays in force; only the test's script is let in beside its own.
        script = f"window.addEventListener('load', async () => {{ {HELPERS}\ntry {{ {script} }} catch (error) {{ console.error(error.stack); finish(); }} }});"
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        html = html.replace("script-src ", f"script-src &#x27;sha256-{digest}&#x27; ", 1)
        html = html.replace("</body>", f"<script>{script}</script></body>", 1)
        file = folder / "map.html"
        file.write_text(html, encoding="utf-8")
        log = folder / "net.json"
        done = subprocess.run(
            [
                chromium,
                *FLAGS,
                *flags,
                f"--user-data-dir={folder / 'profile'}",
                f"--log-net-log={log}",
                f"--window-size={size[0]},{size[1]}",
                "--dump-dom",
                file.as_uri() + fragment,
            ],
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=90,
            check=False,
        )
        found = re.search(r'<pre id="result">(.*?)</pre>', done.stdout, re.DOTALL)
        assert found, f"the test's script did not finish\n{done.stderr[-3000:]}"
        requests = set(re.findall(r'"url":"((?:https?|wss?|ftp):[^"]*)"', log.read_text(encoding="utf-8")))
        return Seen(
            json.loads(unescape(found[1])),
            [line for line in done.stderr.splitlines() if "CONSOLE" in line],
            sorted(url for url in requests if not OWN.match(url)),
        )

    return run

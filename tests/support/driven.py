"""A browser that is driven: real keys and sizes, for what a script inside the page cannot do."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import subprocess
from typing import TYPE_CHECKING, Any, Self

from support.browser import CHROMIUM, FLAGS

if TYPE_CHECKING:
    from pathlib import Path

KEYS = {
    "Tab": 9,
    "Enter": 13,
    "Escape": 27,
    " ": 32,
    "ArrowLeft": 37,
    "ArrowUp": 38,
    "ArrowRight": 39,
    "ArrowDown": 40,
}
"""Keys without a character, and their numbers."""
TEXT = {"Enter": "\r", " ": " "}

SAVED = """new Promise((done) => {
  const make = URL.createObjectURL, press = HTMLAnchorElement.prototype.click;
  let held;
  URL.createObjectURL = (blob) => { held = blob; return "blob:none"; };
  HTMLAnchorElement.prototype.click = function () {
    const reader = new FileReader();
    reader.onload = () => done([this.download, held.type, reader.result.split(",")[1]]);
    reader.readAsDataURL(held);
    URL.createObjectURL = make; HTMLAnchorElement.prototype.click = press;
  };
  document.getElementById("BUTTON").click();
})"""


class Driven:
    """One page in headless Chromium, spoken to over a pipe; use it as a context manager.

    ``said`` holds every console message so far, ``asked`` every address asked for, but for files and what the page made.
    """

    def __init__(
        self, folder: Path, html: str, size: tuple[int, int] = (1400, 900), *, dark: bool = False
    ) -> None:
        self._file = folder / "driven.html"
        self._file.write_text(html, encoding="utf-8")
        self._folder, self._size, self._dark = folder, size, dark
        self._number = 0
        self.said: list[str] = []
        self.asked: list[str] = []

    def __enter__(self) -> Self:
        assert CHROMIUM is not None, "no Chromium found"
        theirs_in, ours_out = os.pipe()
        ours_in, theirs_out = os.pipe()
        flags = [flag for flag in FLAGS if "virtual-time" not in flag and "logging" not in flag]
        flags += ["--remote-debugging-pipe", f"--user-data-dir={self._folder / 'driven'}"]
        # The browser takes commands from descriptor 3 and answers on 4.
        command = f'exec "$0" "$@" 3<&{theirs_in} 4>&{theirs_out}'
        self._running = subprocess.Popen(
            ["bash", "-c", command, CHROMIUM, *flags, "about:blank"],
            pass_fds=(theirs_in, theirs_out),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self._out = os.fdopen(ours_out, "wb", buffering=0)
        self._in = os.fdopen(ours_in, "rb")
        target = self._send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Runtime", "Page", "Log", "Network"):
            self._call(f"{domain}.enable")
        self.resize(*self._size)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if self._dark else "light"}
        self._call("Emulation.setEmulatedMedia", features=[scheme])
        self._call("Page.navigate", url=self._file.as_uri())
        self.see(
            "document.readyState === 'complete' ? true : new Promise((done) => addEventListener('load', () => done(true)))"
        )
        self.settle()
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self._send("Browser.close")
        self._out.close()
        self._in.close()
        self._running.wait(timeout=20)

    def _send(self, method: str, session: str | None = None, **parameters: Any) -> Any:
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        self._out.write(json.dumps(message).encode() + b"\0")
        while True:
            answer = json.loads(self._read())
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return answer["result"]
            self._hear(answer)

    def _read(self) -> bytes:
        found = bytearray()
        while (byte := self._in.read(1)) != b"\0":
            if not byte:
                raise EOFError("The browser ended.")
            found += byte
        return bytes(found)

    def _hear(self, event: dict[str, Any]) -> None:
        if event.get("method") == "Runtime.consoleAPICalled":
            self.said += [str(one.get("value", one.get("description"))) for one in event["params"]["args"]]
        if event.get("method") == "Runtime.exceptionThrown":
            self.said.append(str(event["params"]["exceptionDetails"]))
        if event.get("method") == "Network.requestWillBeSent":
            url = event["params"]["request"]["url"]
            self.asked += [] if url.startswith(("file:", "blob:", "data:")) else [url]
        if event.get("method") == "Log.entryAdded":
            self.said.append(event["params"]["entry"]["text"])

    def _call(self, method: str, **parameters: Any) -> Any:
        return self._send(method, self._session, **parameters)

    def resize(self, width: int, height: int) -> None:
        """Give the page this size in CSS px."""
        self._call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def see(self, expression: str) -> Any:
        """Return the value of a JavaScript expression."""
        answer = self._call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def saved(self, button: str) -> tuple[str, str, bytes]:
        """Press a button that saves a file; return its name, its type and what is in it. Nothing is written."""
        name, kind, coded = self.see(SAVED.replace("BUTTON", button))
        return name, kind, base64.b64decode(coded)

    def settle(self) -> None:
        """Wait until the page has drawn what changed."""
        self.see(
            "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"
        )

    def press(self, *keys: str) -> None:
        """Press keys one after the other, as on a keyboard: names of KEYS, or characters."""
        for key in keys:
            text = TEXT.get(key) or ("" if key in KEYS else key)
            code = KEYS.get(key, ord(key.upper()[0]))
            for kind in ("keyDown" if text else "rawKeyDown", "keyUp"):
                extra = {"text": text} if text and kind == "keyDown" else {}
                self._call("Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code, **extra)
        self.settle()

    def type(self, text: str) -> None:
        """Type a text."""
        self.press(*text)

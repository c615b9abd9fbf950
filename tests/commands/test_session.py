"""What a long load says while it works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beliefgraph.terminal.session import Progress

if TYPE_CHECKING:
    import pytest


def test_progress_speaks_on_stderr_every_two_seconds(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: clock[0])
    progress = Progress()
    progress("Quote", 2_000)
    clock[0] = 2.5
    progress("Quote", 2_000)
    clock[0] = 3.0
    progress("Quote", 2_000)
    clock[0] = 5.0
    progress("SUPPORTS", 500)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.splitlines() == ["… Quote: 4,000", "… SUPPORTS: 500"]

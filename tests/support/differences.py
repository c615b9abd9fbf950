"""What the two engines are known to do differently, with the reason. Every entry is a test that must fail.

The place to look when a strict comparison fails, and the only one where it may be taken back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable

KNOWN = {
    "what-is": "the keys of `details` come in another order: a server sorts its properties its own way",
}
"""Name of what is compared (a question) → why the answers differ."""


def marked(names: Iterable[str]) -> list[object]:
    """Return the names as parameters of a test, those known to differ as strict expected failures."""
    return [
        pytest.param(name, marks=pytest.mark.xfail(reason=KNOWN[name], strict=True))
        if name in KNOWN
        else name
        for name in names
    ]

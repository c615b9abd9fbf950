"""What the two engines are known to do differently, with the reason. Every entry is a test that must fail.

The place to look when a strict comparison fails, and the only one where it may be taken back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from support.engines import Engine

NEVER = "no record holds one"
VALUES = {
    ("embedded", "missing value in a list"): f"the embedded engine stores it; {NEVER}",
    ("embedded", "lists in a list"): f"the embedded engine stores it; {NEVER}",
    ("embedded", "text and number in a list"): f"the embedded engine stores it; {NEVER}",
    ("embedded", "id of 9,000 characters"): "the embedded engine has no such limit",
    ("neo4j", "whole number and fraction in a list"): f"a server makes all of them fractions; {NEVER}",
}
"""Engine and what is stored → why the engine does otherwise than the test says."""


def expect_known_difference(request: pytest.FixtureRequest, engine: Engine, name: str) -> None:
    """Make the test a strict expected failure if this engine is known to do otherwise."""
    reason = VALUES.get((engine.name, name))
    if reason is not None:
        request.applymarker(pytest.mark.xfail(reason=reason, strict=True))

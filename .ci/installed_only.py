"""Pytest plug-in: the run fails unless every beliefgraph module came from site-packages.

The tests of the wheel run inside the checkout, whose root is the import package; this proves that they tested the
installed files and not the checkout's.
"""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path

import pytest


def origins() -> dict[str, str]:
    """Return every imported beliefgraph module with the file it came from."""
    return {
        name: str(getattr(module, "__file__", None))
        for name, module in sys.modules.items()
        if name.partition(".")[0] == "beliefgraph"
    }


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run if a module came from elsewhere, or none was imported."""
    site = Path(sysconfig.get_path("purelib")).resolve()
    found = origins()
    strays = [
        f"{name} from {file}" for name, file in found.items() if site not in Path(file).resolve().parents
    ]
    if strays or not found:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        print("\nnot from site-packages:", *(strays or ["nothing was imported"]), sep="\n  ")
    else:
        print(f"\nall {len(found)} modules of beliefgraph came from {site}")

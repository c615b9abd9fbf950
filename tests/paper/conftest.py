"""The library that was made by hand, loaded once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from paper.answers import TABLES

from beliefgraph.library import Library

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of the library, for commands: nothing here has it open."""
    address = tmp_path_factory.mktemp("paper") / "commands.db"
    with Library(address) as library:
        library.load(TABLES)
    return str(address)


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Return the library, open."""
    with Library(tmp_path_factory.mktemp("paper") / "paper.db") as opened:
        opened.load(TABLES)
        yield opened

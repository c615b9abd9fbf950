"""The library made by hand and the demo, as figures read them."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from paper.answers import TABLES

from beliefgraph.graph.store import open_store
from beliefgraph.library import Filters, Library
from beliefgraph.queries.evidence import read_evidence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from beliefgraph.graph.evidence import Evidence


@pytest.fixture(scope="session")
def read_paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Evidence]]:
    """Return what reads the library that was worked out by hand, under filters given by name."""
    address = tmp_path_factory.mktemp("figures") / "paper.db"
    with Library(address) as library:
        library.load(TABLES)
    with closing(open_store(address, read_only=True)) as store:
        yield lambda **filters: read_evidence(store.query, Filters(**filters))


@pytest.fixture(scope="session")
def read_demo(tmp_path_factory: pytest.TempPathFactory) -> Evidence:
    """Return the evidence of the demo."""
    address = tmp_path_factory.mktemp("figures") / "demo.db"
    with Library(address) as library:
        library.load_demo()
    with closing(open_store(address, read_only=True)) as store:
        return read_evidence(store.query)

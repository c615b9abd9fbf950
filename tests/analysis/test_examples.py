"""The worked examples in the definitions of the measures run and give what they say."""

from __future__ import annotations

import doctest
from importlib import import_module

import pytest


@pytest.mark.parametrize(
    "module",
    [
        "analysis.paths",
        "analysis.ranking",
        "analysis.targets",
        "analysis.told",
        "graph.influence",
        "graph.statements",
        "graph.studies",
        "queries.filters",
    ],
)
def test_examples(module: str) -> None:
    failed, tried = doctest.testmod(import_module(f"beliefgraph.{module}"))
    assert tried
    assert not failed

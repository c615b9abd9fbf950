"""The Cypher files that come with the package and are no questions of the catalogue: evidence, words, checks."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def bundled(name: str, folder: str = "evidence") -> str:
    """Return the text of ``<folder>/<name>.cypher``, read once."""
    return (files(__package__) / folder / f"{name}.cypher").read_text(encoding="utf-8")

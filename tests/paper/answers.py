"""Answers worked out on paper (WORKED.md), and how to compare an answer with them."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beliefgraph.library import Filters

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE = Path(__file__).parent
TABLES = HERE / "tables"
COUNTING = ("inferred", "opposites")
"""Options that say how to count; all other options of a case are filters or belong to the call."""
CALLS = ("max_steps", "direction", "order", "via", "without", "told_whole")


def on_paper(name: str) -> Any:
    """Return the answers of one command."""
    return json.loads((HERE / "expected" / f"{name}.json").read_text(encoding="utf-8"))


def tables() -> dict[str, list[dict[str, str]]]:
    """Return the evidence tables as the second implementation takes them."""
    return {
        path.stem: list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
        for path in sorted(TABLES.glob("*.csv"))
    }


def filters(options: Mapping[str, Any]) -> Filters:
    """Return the filters of a case."""
    return Filters(**{name: _value(value) for name, value in options.items() if name not in CALLS})


def calls(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return what of the options belongs to the call itself."""
    return {name: value for name, value in options.items() if name in CALLS}


def counting(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return how a case counts."""
    return {name: value for name, value in options.items() if name in COUNTING}


def selecting(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return what of the options makes the library smaller, as the second implementation takes it."""
    return {
        name: [tuple(one) for one in value] if name == "years" else value
        for name, value in options.items()
        if name not in (*COUNTING, *CALLS)
    }


def title(case: Mapping[str, Any]) -> str:
    """Return a short name of a case for the list of tests."""
    ends = [str(case[key]) for key in ("from", "to", "behaviour", "by") if key in case]
    return " ".join([*ends, f"({case['name']})"])


def like(answer: Any, expected: Any) -> Any:
    """Return the answer with only the keys that were worked out, at every depth."""
    if isinstance(answer, dict) and isinstance(expected, dict):
        return {key: like(value, expected[key]) for key, value in answer.items() if key in expected}
    if isinstance(answer, list | tuple) and isinstance(expected, list) and len(answer) == len(expected):
        return [like(one, other) for one, other in zip(answer, expected, strict=True)]
    return list(answer) if isinstance(answer, tuple) else answer


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(tuple(one) if isinstance(one, list) else one for one in value)
    return value

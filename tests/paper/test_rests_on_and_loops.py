"""What paths of the library made by hand rest on, and the loops they meet."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from paper.answers import calls, filters, on_paper, title

from beliefgraph.cli import cli

if TYPE_CHECKING:
    from beliefgraph.library import Library

CASES = on_paper("rests_on")
LOOPS = on_paper("loops")


def same(found: dict[str, Any], case: dict[str, Any]) -> None:
    for key in ("count", "exact", "lower_bound", "single_points"):
        assert found[key] == case[key], key
    # Any smallest set is right.
    assert found["studies_to_cut"] in (case["smallest_sets"] or [[]])
    assert (found["reason"] is None) == (case["count"] is not None)


@pytest.mark.parametrize("case", CASES, ids=title)
def test_rests_on(library: Library, case: dict[str, Any]) -> None:
    options = case["options"]
    found: Any = library.rests_on(
        case["from"], case["to"], filters=filters(options), **calls(options)
    ).to_json()
    same(found, case)


def test_paths_know_what_they_rest_on(library: Library) -> None:
    (case,) = [one for one in CASES if one["name"] == "two ways apart"]
    found: Any = library.paths("boss-frowns", "take-break", limit=1).rests_on().to_json()
    same(found, case)


def test_the_command_gives_the_same(address: str) -> None:
    arguments = ["paths", "boss-frowns", "take-break", "--rests-on", "--format", "json"]
    result = CliRunner().invoke(cli, ["--db", address, *arguments])
    assert result.exit_code == 0
    (case,) = [one for one in CASES if one["name"] == "two ways apart"]
    same(json.loads(result.stdout), case)


def around(loop: list[str]) -> tuple[str, ...]:
    """A loop begun at its first id, not closed: it may be told from any of its places."""
    ids = loop[:-1] if loop[0] == loop[-1] else loop
    first = ids.index(min(ids))
    return (*ids[first:], *ids[:first])


@pytest.mark.parametrize(
    ("start", "end", "turned"),
    [
        pytest.param("belonging", "take-break", False, id="at the start"),
        pytest.param("no-time", "tired", True, id="in the middle and at the end"),
    ],
)
def test_loops_that_paths_meet(library: Library, start: str, end: str, turned: bool) -> None:
    found: Any = library.paths(start, end).loops.to_json()
    expected = [loop for loop in LOOPS if turned or not loop["turned"]]
    assert {(around(one["loop"]), one["kind"], one["support"]) for one in found} == {
        (around(one["loop"]), one["kind"], one["support"]) for one in expected
    }


def test_nothing_turned_no_balancing_loop(library: Library) -> None:
    found = library.paths("no-time", "tired", filters=filters({"opposites": False})).loops
    assert not [loop for loop in found.loops if loop.kind == "balancing"]

"""The command line prints the same bytes for the demo, whether it is in a folder or on a server."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING, NamedTuple

import pytest
from click.testing import CliRunner

from beliefgraph.cli import cli
from beliefgraph.figures.kinds import KINDS as FIGURES
from beliefgraph.maps.kinds import KINDS as MAPS
from beliefgraph.queries.catalogue import Catalogue
from support.demo_gaps import NO_ROWS
from support.engines import Embedded

if TYPE_CHECKING:
    from pathlib import Path

    from support.engines import Engine, Neo4j

GIVEN = {
    "Behaviour": "order imaging",
    "Belief": "fear of litigation",
    "End": "fear of litigation",
    "Finding": "lam2020-litigation",
    "Review": "hall2019",
    "Study": "hoffmann2013",
    "Subtheme": "fear of litigation",
    "Theme": "Not missing something serious",
    "any": "rq001",
    "role": "clinician",
}
FLAGSHIP = ("fear of litigation", "order imaging")
OTHERS = {
    "paths": ("paths", *FLAGSHIP),
    "paths from a theme": ("paths", "b-pressure", "order imaging", "--max-steps", "3"),
    "paths as said by clinicians": ("paths", *FLAGSHIP, "--role", "clinician"),
    "targets": ("targets", "order imaging"),
    "targets by domain": ("targets", "order imaging", "--by", "domain"),
    "targets without a study": ("targets", "order imaging", "--without-study", "hoffmann2013"),
    "targets by reach": ("targets", "order imaging", "--order", "reach", "--inferred"),
    "sources": ("sources", "--all"),
}


class Addresses(NamedTuple):
    folder: str
    server: str


@pytest.fixture(scope="module")
def demo(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> Addresses:
    """Where the demo is."""
    folder = tmp_path_factory.mktemp("demo")
    addresses = Addresses(str(folder / "demo.db"), neo4j.empty(folder))
    engines: tuple[Engine, Engine] = (Embedded(), neo4j)
    for engine, address in zip(engines, addresses, strict=True):
        with engine.library(address) as library:
            library.load_demo()
    return addresses


@pytest.fixture(autouse=True)
def user(neo4j: Neo4j, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_USERNAME", neo4j.reached.user)
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j.reached.password)
    monkeypatch.delenv("NEO4J_DATABASE", raising=False)


def printed(address: str, words: tuple[str, ...]) -> tuple[bytes, bytes]:
    result = CliRunner().invoke(cli, [*words, "--format", "json", "--db", address])
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout) or words[1] in NO_ROWS
    return result.stdout_bytes, result.stderr_bytes


@pytest.mark.parametrize("name", [question.name for question in Catalogue().questions()])
def test_ask(demo: Addresses, name: str) -> None:
    required = [one for one in Catalogue().get(name).parameters if one.required]
    values = [f"{one.name}={GIVEN[one.kind]}" for one in required]
    if name == "evidence-behind-step":
        values = [f"cause={FLAGSHIP[0]}", f"effect={FLAGSHIP[1]}"]
    words = ("ask", name, *(word for value in values for word in ("--param", value)))
    assert printed(demo.server, words) == printed(demo.folder, words)


@pytest.mark.parametrize("name", OTHERS)
def test_other_commands(demo: Addresses, name: str) -> None:
    assert printed(demo.server, OTHERS[name]) == printed(demo.folder, OTHERS[name])


DRAWN = {
    **{f"map {kind.name}": ("map", kind.name, *shlex.split(kind.example)) for kind in MAPS},
    **{f"figure {kind.name}": ("figure", kind.name, *shlex.split(kind.example)) for kind in FIGURES},
}


@pytest.mark.parametrize("name", DRAWN)
def test_maps_and_figures(demo: Addresses, tmp_path: Path, name: str) -> None:
    drawn: list[bytes] = []
    for address in demo:
        output = tmp_path / f"{len(drawn)}.{'html' if name.startswith('map') else 'svg'}"
        result = CliRunner().invoke(cli, [*DRAWN[name], "--output", str(output), "--db", address])
        assert result.exit_code == 0, result.output
        drawn.append(output.read_bytes())
    assert drawn[0] == drawn[1]

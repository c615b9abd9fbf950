"""What Neo4j Browser is given: queries to start from, which run on both engines, and a style in the colours of the maps."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.graph.guard import refuse_writes
from beliefgraph.graph.model import BOOKKEEPING, KIND, RELATION
from beliefgraph.graph.tokens import TokenKind, code, tokens
from beliefgraph.library import Library, open_demo
from beliefgraph.maps.palette import LIGHT, contrast

if TYPE_CHECKING:
    from support.engines import Neo4j

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "neo4j-browser"
FILES = sorted(FOLDER.glob("*.cypher"))


def answers(library: Library) -> dict[str, list[dict[str, Any]]]:
    return {path.name: library.cypher(path.read_text(encoding="utf-8")) for path in FILES}


def test_the_queries_find_something_in_the_demo(tmp_path: Path) -> None:
    with open_demo(tmp_path / "demo.db") as library:
        found = answers(library)
    assert {name: bool(rows) for name, rows in found.items()} == {path.name: True for path in FILES}
    assert 5 <= len(FILES) <= 8
    assert (
        max(row["r"]["named"] for row in found["1-steps.cypher"])
        == found["1-steps.cypher"][0]["r"]["named"]
        == 34
    )
    assert {row["x"]["label"] for row in found["2-around-a-behaviour.cypher"]} == {"Order imaging"}
    assert [len(row["steps"]) for row in found["3-chains.cypher"]] == [1, 3]
    assert {row["c"]["direction"] for row in found["4-evidence-behind-a-step.cypher"]} == {"encourages"}
    assert {"label": "Quote", "nodes": 55} in found["8-what-is-in-it.cypher"]


@pytest.mark.slow
def test_the_queries_find_the_same_on_both_engines(neo4j: Neo4j, tmp_path: Path) -> None:
    with open_demo(tmp_path / "demo.db") as here, neo4j.library(neo4j.empty(tmp_path)) as there:
        there.load_demo()
        assert answers(there) == answers(here)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_query_says_what_it_shows_and_keeps_to_the_model(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    refuse_writes(text)
    assert next(tokens(text)).kind is TokenKind.COMMENT
    assert "ORDER BY" in text
    words = [token.name for token in code(text) if token.kind is TokenKind.WORD]
    named = {word for word in words if re.fullmatch(r"[A-Z]{2,}_[A-Z_]+|[A-Z][a-z]\w+", word)}
    assert named <= {*KIND, *RELATION, *BOOKKEEPING}


def rules(text: str) -> dict[str, dict[str, str]]:
    """The style as Neo4j Browser reads it: no comments, a selector and its properties, quotes only for captions."""
    found = {}
    for selector, body in re.findall(r"([^{}]+?)\s*\{\n(.*?)\n\}", text, re.DOTALL):
        lines = (line.strip().removesuffix(";").partition(": ") for line in body.splitlines())
        found[selector.strip()] = {name: value for name, _, value in lines}
    return found


def test_the_style_has_every_label_in_the_colours_of_the_maps() -> None:
    text = (FOLDER / "style.grass").read_text(encoding="utf-8")
    found = rules(text)
    assert "/*" not in text
    assert "//" not in text
    assert {name.partition(".")[2] for name in found if name.startswith("node.")} == {*KIND, *BOOKKEEPING}
    assert {name for name in found if name.startswith("relationship.")} == {"relationship.SAID_TO_INFLUENCE"}
    for selector, properties in found.items():
        colours = {name: value for name, value in properties.items() if "color" in name}
        assert set(colours.values()) <= set(LIGHT.values()), selector
        if selector.startswith("node"):
            assert contrast(colours["color"], colours["text-color-internal"]) >= 4.5
        for named in re.findall(r"\{(\w+)\}", properties.get("caption", "")):
            label = selector.partition(".")[2]
            owner = KIND.get(label) or RELATION.get(label)
            assert named == "id" or (owner and named in {one.name for one in owner.properties}), selector
    assert found["node.Behaviour"]["color"] == LIGHT["behaviour"]
    assert found["node.Subtheme"]["color"] == LIGHT["box"]
    assert "text" not in found["node.Quote"]["caption"]  # a text that must not be shared is no caption

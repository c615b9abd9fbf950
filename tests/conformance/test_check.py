"""Check and agreement say the same on every engine, to the byte."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from beliefgraph.library import Library

if TYPE_CHECKING:
    from support.engines import Neo4j

BY_HAND = Path(__file__).parent.parent / "paper" / "tables"


@pytest.mark.parametrize("deep", [False, True])
def test_check_and_agreement(neo4j: Neo4j, tmp_path: Path, deep: bool) -> None:
    with Library(tmp_path / "here.db") as here, neo4j.library(neo4j.empty(tmp_path)) as there:
        told = []
        for library in (here, there):
            library.load(BY_HAND)
            found = (
                library.check(deep=deep).to_json(),
                library.agreement().to_json(),
                library.agreement("mappings").to_json(),
            )
            told.append(json.dumps(found, ensure_ascii=False))
    assert told[0] == told[1]
    checked = {row["check"]: row for row in json.loads(told[0])[0]}
    assert checked["coders-opposed"]["ids"] == ["q06", "no-time"]
    assert "error" not in {row["severity"] for row in checked.values()}

"""The history of loads on every engine: what is stored of a load, what it changed, and that old loads go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.errors import LoadRefused, StoreError
from beliefgraph.graph import changes

if TYPE_CHECKING:
    from pathlib import Path

    from beliefgraph.library import Library


def folder(path: Path, **tables: str) -> Path:
    """Write tables into a folder; ``|`` ends a line."""
    path.mkdir(exist_ok=True)
    for name, text in tables.items():
        (path / f"{name}.csv").write_text(text.replace("|", "\n") + "\n", encoding="utf-8")
    return path


STUDIES = "id,title,country|S1,Waiting,Chile"
TEXT = "pain 😀 e\u0301 ألم"
"""Beyond the basic plane, decomposed, right to left: what the history says must be what the file said."""


def review(path: Path, *quotes: str) -> Path:
    return folder(path, studies=STUDIES, quotes="|".join(["id,study,text,share", *quotes]))


def test_the_history_of_a_library(library: Library, tmp_path: Path) -> None:
    library.load(review(tmp_path / "a", f"q1,S1,{TEXT},", "q2,S1,secret,no", "q3,S1,Gone,"))
    library.load(review(tmp_path / "a", f"q1,S1,{TEXT}!,", "q2,S1,Secret,no", "q4,S1,New,"))
    library.load(folder(tmp_path / "b", themes="id,label|t1,Safety"))
    library.load(tmp_path / "b")  # nothing to do
    library.put_first("b")
    library.unload("b")
    keys = ("load", "what", "sources", "added", "changed", "removed", "moved")
    assert [tuple(row[key] for key in keys) for row in library.changes()] == [
        (5, "unload", ["b"], 0, 0, 1, 0),
        (4, "order", ["b", "a"], 0, 0, 0, 0),
        (3, "load", ["b"], 1, 0, 0, 0),
        (2, "load", ["a"], 1, 2, 1, 0),
        (1, "load", ["a"], 4, 0, 0, 0),
    ]
    rows: list[Any] = library.changes(load=2)
    assert [(row["what"], row["id"], row["column"], row["before"], row["after"]) for row in rows] == [
        ("changed", "q1", "text", TEXT, f"{TEXT}!"),
        ("changed", "q2", "text", "text not shared", "text not shared"),
        ("removed", "q3", "study", "S1", None),
        ("removed", "q3", "text", "Gone", None),
        ("added", "q4", "study", None, "S1"),
        ("added", "q4", "text", None, "New"),
    ]
    assert library.changes(record="q4") == rows[4:]
    assert [library.changes(load=number) for number in (1, 3, 4, 5)] == [[], [], [], []]


def test_a_load_that_failed_is_not_in_it(library: Library, tmp_path: Path) -> None:
    library.load(review(tmp_path / "a", "q1,S1,One,"))
    with pytest.raises(LoadRefused):
        library.load(folder(tmp_path / "a", quotes="id,study,text,share|q1,S9,Two,"))
    assert [row["load"] for row in library.changes()] == [1]


def test_a_load_that_broke_off_is_not_in_it(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Load and changes are in the same transaction as the records: an error after they are written takes them back."""
    library.load(review(tmp_path / "a", "q1,S1,One,"))

    def broken(*_: object) -> None:
        raise StoreError("stop")

    monkeypatch.setattr(changes, "_change_row", broken)
    with pytest.raises(StoreError, match="stop"):
        library.load(review(tmp_path / "a", "q1,S1,Two,"))
    monkeypatch.undo()
    assert [row["load"] for row in library.changes()] == [1]
    assert library.cypher("MATCH (q:Quote) RETURN q.text AS text ORDER BY text") == [{"text": "One"}]
    library.load(review(tmp_path / "a", "q1,S1,Two,"))
    assert [row["load"] for row in library.changes()] == [2, 1]


def test_old_loads_go_with_their_changes(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "KEPT", 2)
    for text in ("One", "Two", "Three", "Four"):
        library.load(review(tmp_path / "a", f"q1,S1,{text},"))
    assert [row["load"] for row in library.changes()] == [4, 3]
    kept = library.changes(record="q1")
    assert [(row["load"], row["before"], row["after"]) for row in kept] == [
        (4, "Three", "Four"),
        (3, "Two", "Three"),
    ]
    assert library.cypher("MATCH (c:Change) RETURN count(c.id) AS n") == [{"n": 2}]


def test_properties_are_those_that_every_engine_stores(library: Library, tmp_path: Path) -> None:
    """Text, whole numbers, numbers and lists of text: no maps, which Neo4j does not store."""
    for text in ("One", "Two"):
        library.load(review(tmp_path / "a", f"q1,S1,{text},"))
    for label, wanted in (("Load", LOAD), ("Change", CHANGE)):
        rows: list[Any] = library.cypher(
            f"MATCH (n:{label}) RETURN properties(n) AS all ORDER BY n.id LIMIT 1"
        )
        assert {name: type(value).__name__ for name, value in rows[0]["all"].items()} == wanted


LOAD = {
    "id": "str",
    "number": "int",
    "at": "str",
    "seconds": "float",
    "what": "str",
    "sources": "list",
    "counts": "str",
    "model_version": "int",
    "written_by": "str",
}
CHANGE = {
    "id": "str",
    "load": "int",
    "source": "str",
    "about": "str",
    "what": "str",
    "before": "str",
    "after": "str",
    "place": "str",
}

"""Whole libraries move between engines and files, and nothing of them changes on the way."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.errors import ArchiveError, LoadRefused, ParameterError, StoreDamaged
from beliefgraph.library import Filters, Library
from support.graphs import contents
from support.libraries import random_tables, split, write_csv

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from support.engines import Engine


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """An embedded library of three sources that share things and differ, one with a prefix, one unloaded."""
    folder = tmp_path_factory.mktemp("origin")
    rng = random.Random(3)
    with Library(folder / "origin.db") as library:
        parts = split(random_tables(3, size=4), 3, rng, share=True)
        for number, part in enumerate(parts):
            library.load(write_csv(part, folder / f"part {number}"), new=True)
        library.load(write_csv(random_tables(8, size=1), folder / "gone"), prefix="g:")
        library.load(write_csv(random_tables(9, size=2), folder / "other"), prefix="o:")
        library.unload("gone")
        yield library


def held(engine: Engine, address: str) -> dict[str, list[str]]:
    store = engine.open(address, read_only=True)
    try:
        return contents(store)
    finally:
        store.close()


def held_in(library: Library) -> dict[str, list[str]]:
    return contents(library._reading())


def test_a_restored_archive_dumps_to_the_same_bytes(
    engine: Engine, address: str, library: Library, origin: Library, tmp_path: Path
) -> None:
    written = origin.dump(tmp_path / "one.zip")
    assert [one.name for one in written.sources][:2] == ["frameworks", "part 0"]
    report = library.restore(tmp_path / "one.zip")
    assert [source.source for source in report.sources] == [one.name for one in written.sources[1:]]
    library.dump(tmp_path / "two.zip")
    assert (tmp_path / "two.zip").read_bytes() == (tmp_path / "one.zip").read_bytes()
    library.close()
    assert held(engine, address) == held_in(origin)


def test_a_copy_goes_there_and_back(
    engine: Engine, address: str, library: Library, origin: Library, tmp_path: Path
) -> None:
    origin.copy_to(address, access=library._access)
    there = held(engine, address)
    assert there == held_in(origin)
    library.copy_to(tmp_path / "back.db")
    library.dump(tmp_path / "one.zip")
    with Library(tmp_path / "back.db") as back:
        assert held_in(back) == there
        back.dump(tmp_path / "two.zip")
        # A copy is a library like any other: it can be loaded into and unloaded from.
        assert [row["prefix"] for row in back.sources()] == [row["prefix"] for row in origin.sources()]
        back.unload("other")
    assert (tmp_path / "two.zip").read_bytes() == (tmp_path / "one.zip").read_bytes()


def test_a_smaller_library_goes_there(
    library: Library, address: str, origin: Library, tmp_path: Path
) -> None:
    filters = Filters(country=("Canada",))
    origin.subset(filters, to=address, access=library._access)
    origin.subset(filters, output=tmp_path / "one.zip")
    library.dump(tmp_path / "two.zip")
    assert (tmp_path / "two.zip").read_bytes() == (tmp_path / "one.zip").read_bytes()
    # And from there, whatever the engine.
    library.subset(Filters(kind=("verbatim",)), output=tmp_path / "three.zip")
    with Library(tmp_path / "embedded.db") as embedded:
        embedded.restore(tmp_path / "two.zip")
        embedded.subset(Filters(kind=("verbatim",)), output=tmp_path / "four.zip")
    assert (tmp_path / "four.zip").read_bytes() == (tmp_path / "three.zip").read_bytes()


def test_only_into_an_empty_library(library: Library, address: str, origin: Library, tmp_path: Path) -> None:
    origin.dump(tmp_path / "one.zip")
    library.load(write_csv(random_tables(1, size=1), tmp_path / "mine"))
    before = held_in(library)
    for attempt in (
        lambda: library.restore(tmp_path / "one.zip"),
        lambda: library.restore(tmp_path / "one.zip", dry_run=True),
        lambda: origin.copy_to(address, access=library._access),
        lambda: origin.subset(Filters(kind=("verbatim",)), to=address, access=library._access),
    ):
        library.close()
        with pytest.raises(LoadRefused, match=r"already holds mine\. .* name another place"):
            attempt()
    assert held_in(library) == before
    library.close()
    with pytest.raises(ParameterError, match="is the library itself"):
        library.copy_to(address, access=library._access)


def test_into_a_library_whose_sources_were_unloaded(
    library: Library, origin: Library, tmp_path: Path
) -> None:
    library.load(write_csv(random_tables(1, size=1), tmp_path / "mine"))
    library.unload("mine")
    origin.dump(tmp_path / "one.zip")
    library.restore(tmp_path / "one.zip")
    library.dump(tmp_path / "two.zip")
    assert (tmp_path / "two.zip").read_bytes() == (tmp_path / "one.zip").read_bytes()


def test_a_damaged_archive_leaves_nothing(library: Library, origin: Library, tmp_path: Path) -> None:
    path = tmp_path / "one.zip"
    origin.dump(path)
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(ArchiveError):
        library.restore(path)
    assert not library._exists()


def test_a_record_changed_past_us_is_noticed(
    engine: Engine, address: str, library: Library, tmp_path: Path
) -> None:
    library.load(write_csv(random_tables(1, size=1), tmp_path / "mine"))
    library.close()
    store = engine.open(address)
    with store.transaction() as transaction:
        transaction.run("MATCH (r:SourceRecord {about: 'Study/S0'}) SET r.place = '[\"x\", \"\", 1]'")
    store.close()
    for attempt in (
        lambda: library.dump(tmp_path / "one.zip"),
        lambda: library.copy_to(tmp_path / "copy.db"),
        lambda: library.subset(Filters(kind=("verbatim",)), to=tmp_path / "small.db"),
    ):
        with pytest.raises(
            StoreDamaged, match="The records of the source mine are not those that were loaded"
        ):
            attempt()
    assert sorted(one.name for one in tmp_path.iterdir() if one.suffix in (".zip", ".db")) == [
        one.name for one in tmp_path.iterdir() if str(one) == address
    ]


def test_a_dry_run_writes_nothing(library: Library, origin: Library, tmp_path: Path) -> None:
    origin.dump(tmp_path / "one.zip")
    report = library.restore(tmp_path / "one.zip", dry_run=True)
    assert (report.problems, report.dry_run) == ([], True)
    assert sum(table.written for source in report.sources for table in source.tables.values()) > 20
    assert not library._exists()


def test_texts_that_may_not_be_shared(library: Library, origin: Library, tmp_path: Path) -> None:
    hidden = {row["id"] for row in origin.cypher("MATCH (q:Quote {share: 'no'}) RETURN q.id AS id")}
    assert hidden
    assert origin.dump(tmp_path / "full.zip").not_shared == len(hidden)
    assert origin.dump(tmp_path / "one.zip", without_unshared_texts=True).left_out == len(hidden)
    library.restore(tmp_path / "one.zip")
    texts = "MATCH (q:Quote) RETURN q.id AS id, q.text AS text"
    before: dict[Any, Any] = {row["id"]: row["text"] for row in origin.cypher(texts)}
    assert {row["id"]: row["text"] for row in library.cypher(texts)} == {
        quote: "text not shared" if quote in hidden else text for quote, text in before.items()
    }
    # Nothing but texts is different: every coding and claim is there.
    links = "MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS type, b.id AS b ORDER BY a, type, b"
    assert library.cypher(links) == origin.cypher(links)

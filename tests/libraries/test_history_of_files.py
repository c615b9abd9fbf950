"""Files edited, loaded, unloaded and loaded again, as over the life of a review: the graph equals a fresh load."""

from __future__ import annotations

import random
import shutil
from typing import TYPE_CHECKING

import pytest

from beliefgraph.errors import InputError, LoadRefused
from beliefgraph.graph.store import open_store
from beliefgraph.library import Library
from support.graphs import contents
from support.libraries import random_tables, write_csv
from support.library_edits import edits, split

if TYPE_CHECKING:
    from pathlib import Path


def held(address: Path) -> dict[str, list[str]]:
    store = open_store(address, read_only=True)
    try:
        return contents(store)
    finally:
        store.close()


def save(tables: dict[str, list[dict[str, str]]], folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    return write_csv(tables, folder)


@pytest.mark.parametrize("seed", range(8))
def test_any_life_of_files_ends_as_a_fresh_load(seed: int, tmp_path: Path) -> None:
    dice = random.Random(seed)
    sources = split(random_tables(seed, 3), 3, dice, share=True)
    names = [f"source{number}" for number in range(len(sources))]
    files = {name: save(tables, tmp_path / name) for name, tables in zip(names, sources, strict=True)}
    address, order = tmp_path / "library.db", list(names)
    with Library(address) as library:
        library.load(*files.values())
        for _ in range(6):
            number = dice.randrange(len(names))
            name, action = names[number], dice.choice(("edit", "edit", "unload", "first"))
            try:
                if action == "edit":
                    others = [tables for index, tables in enumerate(sources) if index != number]
                    sources[number] = edits(sources[number], dice, others)
                    library.load(save(sources[number], files[name]), new=True)
                    if name not in order:
                        order.append(name)
                elif action == "unload":
                    library.unload(name)
                    order.remove(name)
                else:
                    library.put_first(name)
                    order = [name, *(other for other in order if other != name)]
            except (LoadRefused, InputError):
                # Another source still refers to what would go, or the source is not there: all stays as it was.
                library.load(*(files[other] for other in order), new=True)
    with Library(tmp_path / "fresh.db") as fresh:
        fresh.load(*(files[name] for name in order), new=True)
    assert held(address) == held(tmp_path / "fresh.db")

"""Changes as a reviewer asks for them: tables edited and loaded again, and the cells that differ."""

from __future__ import annotations

import random
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.errors import InputError, LoadRefused, UnknownName
from beliefgraph.graph.bookkeeping import read_sources
from beliefgraph.graph.changes import read_changes, read_loads
from beliefgraph.graph.store import open_store
from beliefgraph.library import Filters, Library
from support.libraries import random_tables, write_csv
from support.library_edits import edits, split

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "x.db") as opened:
        yield opened


def folder(path: Path, **tables: str) -> Path:
    """Write tables into a folder; ``|`` ends a line."""
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir()
    for name, text in tables.items():
        (path / f"{name}.csv").write_text(text.replace("|", "\n") + "\n", encoding="utf-8")
    return path


REVIEW = {
    "studies": "id,title,year,country|S1,Waiting,2001,Chile|S2,Scans,2002,",
    "groups": "id,study,roles|g1,S1,patient|g2,S1,clinician",
    "subthemes": "id,label,domains|b1,Fear,knowledge|b2,Hope,",
    "behaviours": "id,label|x1,Order a scan|x2,Wait",
    "quotes": "id,study,groups,text,supports,behaviours,direction,coder|q1,S1,g1,I am afraid,b1,x1,encourages,ann|q2,S2,,Words,b1,,,ann",
    "findings": "id,study,statement|f1,S1,It matters",
    "finding_beliefs": "finding,belief,part|f1,b1,whole",
    "codings": "quote,subtheme,stance,note|q2,b2,contradicts,",
    "asked": "study,groups,about,asked|S1,g1;g2,b1,yes",
}


def cells(rows: list[Any]) -> list[tuple[Any, ...]]:
    return [
        (row["what"], row["table"], row["id"], row["column"], row["before"], row["after"]) for row in rows
    ]


def test_every_cell_that_differs(library: Library, tmp_path: Path) -> None:
    library.load(folder(tmp_path / "a", **REVIEW))
    edited = {
        **REVIEW,
        "studies": "id,title,year,country|S1,Waiting,2003,Chile;Peru|S2,Scans,2002,",
        "subthemes": "id,label,domains|b1,Fear,|b2,Hope,",
        "quotes": "id,study,groups,text,supports,behaviours,direction,coder|q1,S1,g2,I am afraid,b1;b2,x1,discourages,ann|q2,S2,,Words,b1,,,bo",
        "finding_beliefs": "finding,belief,part|f1,b1,part",
        "codings": "quote,subtheme,stance,note|q2,b2,contradicts,unsure",
        "asked": "study,groups,about,asked,locator|S1,g1;g2,b1,yes,p. 3",
    }
    library.load(folder(tmp_path / "a", **edited))
    rows = library.changes(load=2)
    assert cells(rows) == [
        ("changed", "asked", "S1;g1,g2;b1;yes", "locator", None, "p. 3"),
        ("changed", "claims", "q1:b1:x1", "direction", "encourages", "discourages"),
        ("added", "claims", "q1:b2:x1", "cause", None, "b2"),
        ("added", "claims", "q1:b2:x1", "effect", None, "x1"),
        ("added", "claims", "q1:b2:x1", "direction", None, "discourages"),
        ("added", "claims", "q1:b2:x1", "quotes", None, ["q1"]),
        ("added", "claims", "q1:b2:x1", "coder", None, "ann"),
        ("changed", "codings", "q2;b2;contradicts;", "note", None, "unsure"),
        ("changed", "finding_beliefs", "f1;b1", "part", "whole", "part"),
        ("changed", "quotes", "q1", "groups", ["g1"], ["g2"]),
        ("changed", "quotes", "q1", "supports", ["b1 (coder: ann)"], ["b1 (coder: ann)", "b2 (coder: ann)"]),
        ("changed", "quotes", "q2", "supports", ["b1 (coder: ann)"], ["b1 (coder: bo)"]),
        ("changed", "studies", "S1", "year", 2001, 2003),
        ("changed", "studies", "S1", "country", ["Chile"], ["Chile", "Peru"]),
        ("changed", "subthemes", "b1", "domains", ["knowledge (status: agreed)"], None),
    ]
    assert {(row["load"], row["source"]) for row in rows} == {(2, "a")}
    assert rows[1]["place"] == "quotes.csv, quotes, row 2"
    assert rows[1]["record"] == "Claim/q1:b1:x1"
    (first, second) = (row["at"] for row in library.changes())
    assert {row["at"] for row in rows} == {first}
    assert str(second) <= str(first)


def test_removed_rows_show_what_they_said(library: Library, tmp_path: Path) -> None:
    library.load(folder(tmp_path / "a", **REVIEW))
    fewer = {
        **REVIEW,
        "findings": "id,study,statement",
        "finding_beliefs": "finding,belief,part",
        "codings": "quote,subtheme,stance,note",
        "asked": "study,groups,about,asked",
    }
    library.load(folder(tmp_path / "a", **fewer))
    assert cells(library.changes(load=2)) == [
        ("removed", "asked", "S1;g1,g2;b1;yes", "groups", ["g1", "g2"], None),
        ("removed", "asked", "S1;g1,g2;b1;yes", "about", "b1", None),
        ("removed", "asked", "S1;g1,g2;b1;yes", "asked", "yes", None),
        ("removed", "codings", "q2;b2;contradicts;", "quote", "q2", None),
        ("removed", "codings", "q2;b2;contradicts;", "subtheme", "b2", None),
        ("removed", "codings", "q2;b2;contradicts;", "stance", "contradicts", None),
        ("removed", "findings", "f1", "study", "S1", None),
        ("removed", "findings", "f1", "statement", "It matters", None),
        ("removed", "finding_beliefs", "f1;b1", "finding", "f1", None),
        ("removed", "finding_beliefs", "f1;b1", "belief", "b1", None),
        ("removed", "finding_beliefs", "f1;b1", "part", "whole", None),
    ]


def test_the_list_of_loads(library: Library, tmp_path: Path) -> None:
    library.load(folder(tmp_path / "a", **REVIEW))
    library.load(folder(tmp_path / "b", studies="id,title|S8,Other|S9,Another"))
    library.load(folder(tmp_path / "b", studies="id,title,setting|S9,Another,ward"))
    library.put_first("b")
    library.unload("b")
    listed = [
        tuple(row[key] for key in ("load", "what", "sources", "added", "changed", "removed", "moved"))
        for row in library.changes()
    ]
    assert listed == [
        (5, "unload", ["b"], 0, 0, 1, 0),
        (4, "order", ["b", "a"], 0, 0, 0, 0),
        (3, "load", ["b"], 0, 1, 1, 0),
        (2, "load", ["b"], 2, 0, 0, 0),
        (1, "load", ["a"], 15, 0, 0, 0),
    ]
    assert [row["load"] for row in library.changes(limit=2)] == [5, 4]
    (third,) = (row for row in library.changes() if row["load"] == 3)
    assert third["by_source"] == [
        {
            "source": "b",
            "added": 0,
            "changed": 1,
            "removed": 1,
            "moved": 0,
            "moved_only": False,
            "counts_only": False,
        }
    ]
    assert (third["model_version"], third["written_by"]) == (1, "beliefgraph 0.1.0")


def test_a_library_that_was_moved_begins_a_history(library: Library, tmp_path: Path) -> None:
    library.load(folder(tmp_path / "a", **REVIEW))
    library.load(folder(tmp_path / "a", **{**REVIEW, "findings": "id,study,statement|f1,S1,It matters much"}))
    archive = tmp_path / "all.beliefgraph.zip"
    library.dump(archive)
    library.copy_to(tmp_path / "copy.db")
    library.subset(Filters(country=("Chile",)), to=tmp_path / "subset.db")
    with Library(tmp_path / "restore.db") as restored:
        restored.restore(archive)
    for what in ("copy", "subset", "restore"):
        with Library(tmp_path / f"{what}.db") as moved:
            (row,) = moved.changes()
            assert (row["load"], row["what"], row["sources"], row["changed"]) == (1, what, ["a"], 0)
            assert row["added"] == moved.sources()[0]["records"]
            assert moved.changes(load=1) == []


def test_the_life_of_one_row(library: Library, tmp_path: Path) -> None:
    def year(value: str) -> None:
        library.load(
            folder(tmp_path / "a", studies=f"id,title,year|S1,Waiting,{value}|S2,Scans,1999|quotes/1,Odd,")
        )

    for value in ("2001", "2002", "", "2004"):
        year(value)
    steps = [(4, None, 2004), (3, 2002, None), (2, 2001, 2002)]
    for name in ("S1", "Study/S1", "studies/S1", "STUDY/S1"):
        assert [(row["load"], row["before"], row["after"]) for row in library.changes(record=name)] == steps
    assert len(library.changes(record="S1", limit=1)) == 1
    assert [row["load"] for row in library.changes(record="S1", load=3)] == [3]
    assert library.changes(record="S2") == []
    assert library.changes(record="quotes/1") == []  # an id may look like a kind and an id
    with pytest.raises(UnknownName, match="There is no row S3, and no load that is remembered changed one"):
        library.changes(record="S3")
    with pytest.raises(UnknownName, match=r"holds no load 9\. It holds 1 to 4\."):
        library.changes(load=9)


def shares(value: str, text: str, note: str) -> dict[str, str]:
    return {
        "studies": "id,title|S1,Waiting",
        "quotes": f"id,study,text,share,locator,translation|q1,S1,{text},{value},p. 1,{note}|q2,S1,Open,yes,p. 2,",
    }


@pytest.mark.parametrize(
    "history", [("yes", "no", "yes"), ("no", "no", "no"), ("no", "", ""), ("yes", "yes", "no")]
)
def test_a_text_that_was_ever_not_shared_is_not_shown(
    history: tuple[str, ...], library: Library, tmp_path: Path
) -> None:
    """Whichever of the states says so, in any load: also the columns of the user's own may hold the text again."""
    for number, value in enumerate(history):
        library.load(folder(tmp_path / "a", **shares(value, f"secret{number}", f"secreto{number}")))
    for number in (2, 3):
        rows = [row for row in library.changes(load=number) if row["column"] != "share"]
        hidden = "text not shared"
        assert [(row["column"], row["before"], row["after"]) for row in rows] == [
            ("text", hidden, hidden),
            ("translation", hidden, hidden),
        ]
    assert "secret" not in str(library.changes(record="q1"))


def test_another_source_may_refuse_to_share(library: Library, tmp_path: Path) -> None:
    library.load(folder(tmp_path / "a", **shares("yes", "secret", "")))
    library.load(folder(tmp_path / "b", quotes="id,study,text,share|q1,S1,secret,no"), new=True)
    library.load(folder(tmp_path / "a", **shares("yes", "Secret", "")))
    assert [(row["column"], row["before"]) for row in library.changes(load=3)] == [
        ("text", "text not shared")
    ]


def test_a_removed_text_that_was_not_shared(library: Library, tmp_path: Path) -> None:
    library.load(folder(tmp_path / "a", **shares("no", "secret", "secreto")))
    library.load(
        folder(tmp_path / "a", studies="id,title|S1,Waiting", quotes="id,study,text|q2,S1,Open words")
    )
    said = {(row["id"], row["column"]): row["before"] for row in library.changes(load=2)}
    assert said["q1", "text"] == said["q1", "translation"] == "text not shared"
    assert (said["q1", "locator"], said["q1", "study"], said["q2", "text"]) == ("p. 1", "S1", "Open")


def test_a_shared_text_is_shown(library: Library, tmp_path: Path) -> None:
    library.load(folder(tmp_path / "a", **shares("", "one", "uno")))
    library.load(folder(tmp_path / "a", **shares("", "two", "dos")))
    assert [(row["column"], row["before"], row["after"]) for row in library.changes(load=2)] == [
        ("text", "one", "two"),
        ("translation", "uno", "dos"),
    ]


# --------------------------------------------------------------------------------- replaying the history


def stored(library: Library) -> dict[str, dict[str, str]]:
    """Return the body of every record of every source."""
    library.close()
    store = open_store(library.address, read_only=True)
    try:
        return {
            name: {about: one.body for about, one in state.records.items()}
            for name, state in read_sources(store.query).items()
        }
    finally:
        store.close()


def replayed(library: Library, first: dict[str, tuple[int, dict[str, str]]]) -> dict[str, dict[str, str]]:
    """Play all changes over what each source said after its first load; each must fit the state before it."""
    library.close()
    store = open_store(library.address, read_only=True)
    try:
        loads, found = read_loads(store.query), read_changes(store.query)
    finally:
        store.close()
    states = {name: dict(records) for name, (_, records) in first.items()}
    for change in sorted(found, key=lambda one: one.load):
        if change.source not in first or change.load <= first[change.source][0]:
            continue  # of a time before the source was unloaded
        state = states[change.source]
        assert state.get(change.about) == change.before
        assert change.before != change.after
        if change.after is None:
            del state[change.about]
        else:
            state[change.about] = change.after
    for load in loads:
        for name, counts in load.counts.items():
            listed = [one.what for one in found if (one.load, one.source) == (load.number, name)]
            told = (counts.added, counts.changed, counts.removed)
            seen = tuple(listed.count(what) for what in ("added", "changed", "removed"))
            assert seen == ((0, 0, 0) if counts.whole else told)
    return states


@pytest.mark.parametrize("seed", range(6))
def test_the_changes_lead_from_the_first_load_to_today(seed: int, tmp_path: Path) -> None:
    dice = random.Random(seed)
    sources = split(random_tables(seed, 3), 3, dice, share=True)
    names = [f"source{number}" for number in range(len(sources))]
    first: dict[str, tuple[int, dict[str, str]]] = {}
    done = 0
    with Library(tmp_path / "library.db") as library:

        def load(number: int) -> None:
            report = library.load(save(sources[number], tmp_path / names[number]), new=True)
            if names[number] not in first and report.load is not None:
                first[names[number]] = report.load, stored(library)[names[number]]

        for number in range(len(names)):
            load(number)
        for _ in range(8):
            number = dice.randrange(len(names))
            try:
                action = dice.choice(("edit", "edit", "edit", "unload", "first"))
                if action == "edit":
                    others = [tables for index, tables in enumerate(sources) if index != number]
                    sources[number] = edits(sources[number], dice, others)
                    load(number)
                elif action == "unload":
                    library.unload(names[number])
                    first.pop(names[number])
                else:
                    library.put_first(names[number])
                done += 1
            except (LoadRefused, InputError):
                continue  # others refer to what would go, or it is not there: nothing was stored
        states = replayed(library, first)
        assert states == {name: bodies for name, bodies in stored(library).items() if name != "frameworks"}
    assert done >= 3


def save(tables: dict[str, list[dict[str, str]]], path: Path) -> Path:
    shutil.rmtree(path, ignore_errors=True)
    return write_csv(tables, path)

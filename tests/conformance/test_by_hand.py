"""Small libraries whose every node a person can name: what a load, an edit, a removal and a conflict leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.errors import (
    DanglingReference,
    FileProblems,
    IdentityClash,
    ParameterError,
    QueryTimeout,
    QuestionError,
    UnknownName,
    WriteRefused,
)
from support.grid import grid
from support.libraries import write_csv

if TYPE_CHECKING:
    from pathlib import Path

    from beliefgraph.library import Library
    from support.engines import Engine
    from support.reference_tables import Tables

LONG = "pain 😀 é e\u0301 ألم " * 8_000
"""As long as a cell of a file may be, nearly."""


def interviews(**other: Any) -> Tables:
    """One study, one group, a belief and a behaviour; two quotes, one claim of each. ``other`` takes a table's place."""
    tables: Tables = {
        "studies": grid("id,title,year,country,n", "s1,Waiting rooms,2019,Norway;Chile,12"),
        "groups": grid("id,study,roles", "g1,s1,patient"),
        "subthemes": grid("id,label,definition", "fear,Fear of missing something,"),
        "behaviours": grid("id,label", "scan,Order a scan"),
        "quotes": grid(
            "id,study,groups,text,supports,behaviours,direction,coder,mood",
            "q1,s1,g1,One.,fear,scan,encourages,ann,calm",
            "q2,s1,,Two.,fear,scan,discourages,,",
        ),
    }
    return {**tables, **other}


def loaded(library: Library, folder: Path, source: str = "mine", **other: Any) -> None:
    library.load(write_csv(interviews(**other), folder / source))


def rows(library: Library, text: str, **parameters: Any) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in library.cypher(text, **parameters)]


def test_everything_stands_where_it_was_said(library: Library, tmp_path: Path) -> None:
    loaded(library, tmp_path)
    assert rows(
        library, "MATCH (q:Quote) RETURN q.id AS id, q.sources AS sources, q.places AS places ORDER BY id"
    ) == [
        ("q1", ["mine"], ["quotes.csv, quotes, row 2"]),
        ("q2", ["mine"], ["quotes.csv, quotes, row 3"]),
    ]
    assert rows(
        library,
        "MATCH (q:Quote)-[r:SUPPORTS]->(b) RETURN q.id AS id, r.owner AS owner, r.coder AS coder ORDER BY id",
    ) == [("q1", "Quote/q1", "ann"), ("q2", "Quote/q2", None)]
    assert rows(
        library,
        "MATCH (a)-[r:SAID_TO_INFLUENCE]->(b) RETURN a.id AS a, b.id AS b, r.direction AS d, r.claims AS n ORDER BY a",
    ) == [("fear", "scan", "mixed", 2)]


def test_text_numbers_lists_and_what_is_missing(library: Library, tmp_path: Path) -> None:
    loaded(library, tmp_path)
    assert rows(
        library,
        "MATCH (s:Study) RETURN s.year AS year, s.n AS n, s.country AS country, s.doi AS doi, s.title AS title",
    ) == [(2019, 12, ["Norway", "Chile"], None, "Waiting rooms")]
    # A column of one's own is kept; an empty cell is no property.
    assert rows(library, "MATCH (q:Quote) RETURN q.mood AS mood, 'mood' IN keys(q) AS has ORDER BY q.id") == [
        ("calm", True),
        (None, False),
    ]


def test_long_text_of_every_script_comes_back_as_it_was(library: Library, tmp_path: Path) -> None:
    text = LONG.strip()
    assert 120_000 < len(text) < 131_072
    quotes = [{"id": "q1", "study": "s1", "text": text}, {"id": "q2", "study": "s1", "text": 'a "b"\n;c'}]
    loaded(library, tmp_path, quotes=quotes)
    assert rows(library, "MATCH (q:Quote) RETURN q.text AS text ORDER BY q.id") == [(text,), ('a "b"\n;c',)]
    (row,) = library.ask("what-is", id="q1").rows
    assert row["label"] == text


def test_two_coders_and_two_claims_of_one_pair_stay_two(library: Library, tmp_path: Path) -> None:
    loaded(
        library,
        tmp_path,
        codings=grid("quote,subtheme,stance,coder", "q1,fear,supports,bo", "q1,fear,supports,cy"),
    )
    assert rows(
        library,
        "MATCH (:Quote {id: 'q1'})-[r:SUPPORTS]->(:Subtheme {id: 'fear'}) RETURN r.coder AS coder ORDER BY coder",
    ) == [("ann",), ("bo",), ("cy",)]
    assert rows(
        library,
        "MATCH (:Subtheme {id: 'fear'})<-[:CAUSE]-(c:Claim)-[:EFFECT]->(:Behaviour {id: 'scan'}) RETURN c.id AS id ORDER BY id",
    ) == [("q1:fear:scan",), ("q2:fear:scan",)]


def test_an_edited_cell_and_a_removed_row(library: Library, tmp_path: Path) -> None:
    loaded(library, tmp_path)
    loaded(
        library,
        tmp_path,
        quotes=grid(
            "id,study,groups,text,supports,behaviours,direction", "q2,s1,g1,Two!,fear,scan,encourages"
        ),
    )
    assert rows(library, "MATCH (q:Quote) RETURN q.id AS id, q.text AS text, q.places AS places") == [
        ("q2", "Two!", ["quotes.csv, quotes, row 2"])
    ]
    assert rows(library, "MATCH (q:Quote)-[:VOICED_BY]->(g) RETURN q.id AS id, g.id AS g") == [("q2", "g1")]
    assert rows(library, "MATCH (c:Claim) RETURN c.id AS id, c.direction AS direction") == [
        ("q2:fear:scan", "encourages")
    ]
    assert rows(library, "MATCH ()-[r:SAID_TO_INFLUENCE]->() RETURN r.direction AS d, r.claims AS n") == [
        ("encourages", 1)
    ]


def test_what_two_sources_say_goes_with_the_last(library: Library, tmp_path: Path) -> None:
    loaded(library, tmp_path)
    beliefs = grid("id,label", "fear,Fear of missing something", "time,No time")
    library.load(write_csv({"subthemes": beliefs}, tmp_path / "yours"), new=True)
    both = "MATCH (b:Subtheme) RETURN b.id AS id, b.sources AS sources ORDER BY id"
    assert rows(library, both) == [("fear", ["mine", "yours"]), ("time", ["yours"])]
    library.unload("yours")
    assert rows(library, both) == [("fear", ["mine"])]
    library.unload("mine")
    assert library.sources() == []
    assert rows(library, "MATCH (n:Study|Quote|Subtheme|Claim) RETURN count(n.id) AS n") == [(0,)]


def test_the_first_source_wins_and_the_conflict_is_told(library: Library, tmp_path: Path) -> None:
    loaded(library, tmp_path, subthemes=grid("id,label,definition", "fear,Fear of missing something,mine"))
    theirs = grid("id,label,definition", "fear,Fear of missing something,yours")
    report = library.load(write_csv({"subthemes": theirs}, tmp_path / "yours"), new=True)
    assert [(one.about, one.property, [value[:2] for value in one.values]) for one in report.conflicts] == [
        ("Subtheme/fear", "definition", [("mine", "mine"), ("yours", "yours")])
    ]
    definition = "MATCH (b:Subtheme) RETURN b.definition AS definition"
    assert rows(library, definition) == [("mine",)]
    library.put_first("yours")
    assert rows(library, definition) == [("yours",)]
    assert [row["source"] for row in library.sources()] == ["yours", "mine"]


def test_a_refused_load_leaves_everything_as_it_was(library: Library, tmp_path: Path) -> None:
    loaded(library, tmp_path)
    everything = (
        "MATCH (n) RETURN n.id AS id, labels(n)[0] AS label, n.load_number AS number ORDER BY label, id"
    )
    before = rows(library, everything)
    clash = {
        "quotes": grid("id,study,text", "q1,s1,Something else."),
        "studies": grid("id,title", "s2,Other"),
    }
    with pytest.raises(IdentityClash, match="q1"):
        library.load(write_csv(clash, tmp_path / "clash"), new=True)
    with pytest.raises(DanglingReference, match="s9"):
        library.load(write_csv({"quotes": grid("id,study,text", "q9,s9,Words.")}, tmp_path / "lost"))
    with pytest.raises(FileProblems):
        library.load(write_csv({"studies": grid("id,year", "s3,", "s3,")}, tmp_path / "twice"))
    needed = write_csv({"quotes": grid("id,study,text,supports", "q7,s1,More.,fear")}, tmp_path / "needs")
    library.load(needed)
    with pytest.raises(DanglingReference, match="mine cannot be removed"):
        library.unload("mine")
    library.unload("needs")
    after = rows(library, everything)
    # Loads and unloads that were stored are counted, and nothing else has changed.
    without = ("Library", "Load", "Change")
    assert [row for row in after if row[1] not in without] == [row for row in before if row[1] not in without]


def test_the_same_files_again_change_nothing(library: Library, tmp_path: Path) -> None:
    loaded(library, tmp_path)
    number = "MATCH (l:Library) RETURN l.load_number AS number"
    before = rows(library, number)
    loaded(library, tmp_path)
    assert rows(library, number) == before == [(1,)]


def test_questions_that_cannot_be_asked(library: Library, tmp_path: Path) -> None:
    loaded(library, tmp_path)
    with pytest.raises(UnknownName, match="Fear of missing something"):
        library.ask("evidence-behind-belief", belief="fear of missing somthing")
    with pytest.raises(ParameterError, match="needs the parameter 'belief'"):
        library.ask("evidence-behind-belief")
    with pytest.raises(QuestionError):
        library.cypher("MATCH (n RETURN n.id AS id")
    with pytest.raises(QuestionError):
        library.cypher("MATCH (s:Study) WHERE s.id = $study RETURN s.id AS id")
    for text in ("CREATE (:Study {id: 'x'})", "LOAD CSV FROM 'file:///x' AS l RETURN l", "CALL db.labels()"):
        with pytest.raises(WriteRefused):
            library.cypher(text)


def test_a_free_query_is_stopped_in_time(engine: Engine, library: Library, tmp_path: Path) -> None:
    loaded(library, tmp_path)
    size = 200_000 if engine.server else 2_000
    with pytest.raises(QueryTimeout):
        library.cypher(
            "UNWIND range(1, $n) AS a UNWIND range(1, $n) AS b WITH a, b WHERE a * b < 0 RETURN count(*) AS n",
            timeout=0.3,
            n=size,
        )


def test_paths_and_targets_name_their_studies(library: Library, tmp_path: Path) -> None:
    loaded(library, tmp_path)
    (path,) = library.paths("fear", "scan").paths
    (step,) = path.steps
    assert (path.direction, step.claims, step.quotes) == (
        "mixed",
        ("q1:fear:scan", "q2:fear:scan"),
        ("q1", "q2"),
    )
    assert (step.groups, step.studies.counted) == (("g1",), ("s1",))
    (row,) = library.targets("scan").rows
    assert (row.rank, row.id, row.direction, row.studies.named) == (1, "fear", "mixed", ("s1",))

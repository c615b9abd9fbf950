"""The smaller library that a filter means: what stays, what is written out, and that it loads as any library does."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.errors import InputError, LoadRefused, ParameterError, UnknownName
from beliefgraph.library import Library
from beliefgraph.queries.filters import Filters
from support import reference
from support.grid import grid
from support.libraries import random_filters, random_tables, split, write_csv

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from beliefgraph.queries.subset import Smaller
    from support.reference_tables import Tables

Make = "Callable[[Filters], tuple[Library, Smaller]]"


def tables() -> Tables:
    """S1 of Norway (rows S1 and S1b) and S2 of Chile; review R1 includes both, and lists both for f1."""
    return {
        "reviews": grid("id,title", "R1,Review one", "R2,Review two"),
        "studies": grid(
            "id,title,country,reviews,same_as",
            "S1,Study one,Norway,R1,",
            "S1b,Study one again,,R2,S1",
            "S2,Study two,Chile,R1,",
        ),
        "groups": grid(
            "id,study,roles,profession", "g1,S1b,clinician,GP", "g2,S2,patient,", "g3,S2,clinician,GP"
        ),
        "themes": grid("id,label", "t1,Worry"),
        "subthemes": grid("id,label,themes", "fear,Fear,t1", "cost,Cost,"),
        "behaviours": grid("id,label", "scan,Order a scan"),
        "quotes": grid(
            "id,study,groups,text,kind,supports,coder,share",
            "q1,S1,g1,They sue.,verbatim,fear,ann,no",
            "q2,S2,g2;g3,He worries.,paraphrase,fear,bob,",
            "q3,S2,,Too dear.,paraphrase,cost,,",
        ),
        "codings": grid("quote,subtheme,stance,coder", "q1,cost,contradicts,bob"),
        "findings": grid(
            "id,review,study,statement,summarises,studies,reported_studies,reported_unit,reported_participants,said_by",
            "f1,R1,,Fear,fear,S1b;S2,12,articles,126,",
            "f2,,S2,Cost,cost,,,,,7",
        ),
        "claims": grid(
            "id,cause,effect,direction,quotes,finding,study,review,coder,basis",
            "both,fear,scan,encourages,q1;q2,,S1,,ann,",
            "framed,fear,scan,encourages,q1;q2,,,,,framed",
            "text gone,fear,scan,encourages,q1,,,R1,,",
            "of a review,cost,scan,encourages,,,,R1,bob,",
            "of a study,cost,scan,encourages,,,S1,R1,,",
        ),
        "asked": grid("study,groups,about,asked", "S2,g2;g3,fear,yes", "S1,,cost,no"),
        "appraisals": grid("study,tool,item,answer", "S1b,CASP,8,yes", "S2,CASP,8,no"),
        "mappings": grid("belief,domain", "fear,Emotion"),
        "targets": grid("id,label,addresses,aims_at", "T1,Legal advice,fear,scan"),
    }


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("full")
    with Library(folder / "full.db") as library:
        library.load(write_csv(tables(), folder / "tables"), source="one")
        second = {"studies": grid("id,title,country", "S3,Study three,Chile")}
        library.load(write_csv(second, folder / "more"), source="two")
        yield library


@pytest.fixture
def make(full: Library, tmp_path: Path) -> Iterator[Any]:
    made: list[Library] = []

    def small(filters: Filters) -> tuple[Library, Smaller]:
        place = tmp_path / f"small-{len(made)}.db"
        kept = full.subset(filters, to=place)
        made.append(Library(place))
        return made[-1], kept

    yield small
    for library in made:
        library.close()


def ids(library: Library, label: str) -> list[Any]:
    return [row["id"] for row in library.cypher(f"MATCH (n:{label}) RETURN n.id AS id ORDER BY id")]


def column(library: Library, text: str) -> list[Any]:
    return [next(iter(row.values())) for row in library.cypher(text)]


def test_a_study_takes_with_it_what_is_its(make: Callable[[Filters], tuple[Library, Smaller]]) -> None:
    library, small = make(Filters(country=("Norway",)))
    assert {
        label: ids(library, label)
        for label in ("Study", "ParticipantGroup", "Quote", "Finding", "Claim", "Appraisal")
    } == {
        "Study": ["S1", "S1b"],
        "ParticipantGroup": ["g1"],
        "Quote": ["q1"],
        "Finding": ["f1"],
        "Claim": ["both", "framed", "of a review", "of a study", "text gone"],
        "Appraisal": ["S1b;CASP;8"],
    }
    assert [(one.kind, one.kept, one.of) for one in small.kept] == [
        ("Review", 2, 2),
        ("Study", 1, 3),
        ("ParticipantGroup", 1, 3),
        ("Quote", 1, 3),
        ("Finding", 1, 2),
        ("Claim", 5, 5),
    ]
    # Rings of same_as stay whole, themes and all that is no evidence stay.
    assert column(library, "MATCH (s:Study {id: 'S1b'}) RETURN s.same AS same") == ["S1"]
    assert ids(library, "Subtheme") == ["cost", "fear"]
    assert ids(library, "InterventionTarget") == ["T1"]
    assert column(library, "MATCH (:Subtheme)-[m:MAPS_TO]->(d) RETURN d.id AS id") == ["emotion"]
    assert column(library, "MATCH (s)-[:CONTRIBUTES_TO]->(f) RETURN s.id AS id") == ["S1"]
    assert column(library, "MATCH (g)-[:ASKED_ABOUT]->(b) RETURN b.id AS id") == ["cost"]
    # Nothing of the second source is left.
    assert small.empty == ("two",)
    assert [row["source"] for row in library.sources()] == ["one"]
    assert small.not_shared == 1


def test_printed_numbers_go_where_they_would_speak_of_more(
    make: Callable[[Filters], tuple[Library, Smaller]],
) -> None:
    text = "MATCH (f:Finding {id: 'f1'}) RETURN [f.reported_studies, f.reported_unit, f.reported_participants] AS printed"
    assert column(make(Filters(country=("Norway",)))[0], text) == [[None, None, None]]
    assert column(make(Filters(review=("R1",)))[0], text) == [[12, "articles", 126]]
    # What a study says of its own participants is no number of a review.
    chile = make(Filters(country=("Chile",)))[0]
    assert column(chile, "MATCH (f:Finding {id: 'f2'}) RETURN f.said_by AS n") == [7]


def test_a_basis_told_by_a_quote_that_is_gone_is_written_out(
    make: Callable[[Filters], tuple[Library, Smaller]],
) -> None:
    text = "MATCH (c:Claim) RETURN [c.id, c.basis] AS one ORDER BY c.id"
    assert column(make(Filters(kind=("paraphrase",)))[0], text) == [["both", "stated"], ["framed", "framed"]]


def test_a_claim_keeps_its_study_though_the_quotes_from_there_are_gone(
    make: Callable[[Filters], tuple[Library, Smaller]], tmp_path: Path
) -> None:
    """In a file that is a mistake; here the link says why it is none, and a later load is not refused."""
    library, _ = make(Filters(kind=("paraphrase",)))
    text = "MATCH (c:Claim)-[m:MADE_IN]->(s:Study) RETURN [c.id, s.id, m.left_out] AS one ORDER BY c.id"
    assert column(library, text) == [["both", "S1", "quotes"]]
    library.load(write_csv({"themes": grid("id,label", "t9,Nine")}, tmp_path / "later"))
    assert "later" in [row["source"] for row in library.sources()]
    assert column(make(Filters(coder=("ann",)))[0], text) == [["both", "S1", None]]


def test_a_row_of_asked_keeps_the_groups_that_are_kept(
    make: Callable[[Filters], tuple[Library, Smaller]],
) -> None:
    text = "MATCH (g:ParticipantGroup)-[a:ASKED_ABOUT]->(b) RETURN [g.id, b.id, a.asked] AS one ORDER BY g.id"
    assert column(make(Filters(role=("patient",)))[0], text) == [["g2", "fear", "yes"]]
    assert column(make(Filters(country=("Norway",)))[0], text) == []


def test_codings_of_one_coder(make: Callable[[Filters], tuple[Library, Smaller]]) -> None:
    text = "MATCH (q:Quote)-[k:SUPPORTS|CONTRADICTS]->(b) RETURN [q.id, type(k), b.id, k.coder] AS one ORDER BY q.id, b.id"
    library, _ = make(Filters(coder=("bob",)))
    assert column(library, text) == [["q1", "CONTRADICTS", "cost", "bob"], ["q2", "SUPPORTS", "fear", "bob"]]
    assert ids(library, "Claim") == ["of a review"]


def test_contributions_go_alone(make: Callable[[Filters], tuple[Library, Smaller]]) -> None:
    library, small = make(Filters(counted_only=True))
    assert column(library, "MATCH (s)-[k:CONTRIBUTES_TO]->() RETURN s.id AS id") == []
    assert all(one.kept == one.of for one in small.kept)
    assert small.empty == ()


def test_an_archive_of_it_is_a_dump_of_it(
    full: Library, make: Callable[[Filters], tuple[Library, Smaller]], tmp_path: Path
) -> None:
    filters = Filters(role=("clinician",))
    full.subset(filters, output=tmp_path / "small.zip")
    make(filters)[0].dump(tmp_path / "dumped.zip")
    assert (tmp_path / "small.zip").read_bytes() == (tmp_path / "dumped.zip").read_bytes()


def test_what_cannot_be_asked(full: Library, tmp_path: Path) -> None:
    place = tmp_path / "small.db"
    with pytest.raises(ParameterError, match="at least one filter"):
        full.subset(Filters(), to=place)
    with pytest.raises(ParameterError, match="say how to count"):
        full.subset(Filters(country=("Norway",), inferred=True), to=place)
    with pytest.raises(ParameterError, match="say how to count"):
        full.subset(Filters(country=("Norway",), opposites=False), to=place)
    with pytest.raises(UnknownName, match=r"no country of a study 'Norwey'\. The nearest it has: Norway"):
        full.subset(Filters(country=("Norwey",)), to=place)
    with pytest.raises(ParameterError, match="where the smaller library goes"):
        full.subset(Filters(country=("Norway",)))
    with pytest.raises(ParameterError, match="is the library itself"):
        full.subset(Filters(country=("Norway",)), to=full.address)
    assert not place.exists()
    full.subset(Filters(country=("Norway",)), to=place)
    with pytest.raises(LoadRefused, match="already holds one"):
        full.subset(Filters(country=("Norway",)), to=place)
    (tmp_path / "there.zip").touch()
    with pytest.raises(InputError, match="is there already"):
        full.subset(Filters(country=("Norway",)), output=tmp_path / "there.zip")


@pytest.mark.parametrize("seed", [1, 4, 6])
def test_against_a_reference_and_the_full_library(seed: int, tmp_path: Path) -> None:
    """Over several sources: what the evidence does not hold is as the reference has it, and no derived value changes."""
    rng = random.Random(seed)
    given = random_tables(seed, size=3)
    lib = reference.library(given)
    with Library(tmp_path / "full.db") as full:
        for number, part in enumerate(split(given, 3, rng)):
            full.load(write_csv(part, tmp_path / str(number)), source=f"source {number}", new=True)
        for number in range(3):
            chosen = random_filters(given, rng)
            as_given: dict[str, Any] = {
                name: one if one is True else tuple(one) for name, one in chosen.items()
            }
            filters = Filters(**as_given)
            full.subset(filters, to=tmp_path / f"small-{number}.db")
            with Library(tmp_path / f"small-{number}.db") as small:
                assert told(small) == expected(reference.subset(lib, chosen)), chosen
                assert properties(small, filters).items() <= properties(full, filters).items(), chosen


def told(library: Library) -> dict[str, set[tuple[Any, ...]]]:
    return {
        name: {tuple(row.values()) for row in library.cypher(text)}
        for name, text in {
            "included": "MATCH (s:Study)-[:INCLUDED_IN]->(r) RETURN s.id AS study, r.id AS review",
            "asked": "MATCH (x)-[a:ASKED_ABOUT]->(b) RETURN x.id AS who, b.id AS about, a.asked AS asked",
            "appraisals": "MATCH (a:Appraisal)-[:APPRAISES]->(s) RETURN s.id AS study, a.tool AS tool, a.item AS item, a.answer AS answer",
            "codings": "MATCH (q)-[k:SUPPORTS|CONTRADICTS]->(b) RETURN q.id AS quote, b.id AS belief, toLower(type(k)) AS stance, coalesce(k.coder, '') AS coder",
        }.items()
    }  # fmt: skip


def expected(lib: reference.Plain) -> dict[str, set[tuple[Any, ...]]]:
    return {
        "included": {(study.id, review) for study in lib.studies.values() for review in study.reviews},
        "asked": {(who, one.about, one.answer) for one in lib.asked for who in one.groups or {one.study}},
        "appraisals": {(one.study, one.tool, one.item, one.answer) for one in lib.appraisals},
        "codings": {(one.quote, one.belief, one.stance, one.coder) for one in lib.codings},
    }


def properties(library: Library, filters: Filters) -> dict[tuple[str, ...], Any]:
    """Every property of every node and relationship, but for printed numbers and the mark of a study without quotes."""
    printed = ("reported_studies", "reported_participants", "reported_unit") if filters.hides_numbers else ()
    nodes = library.cypher(
        "MATCH (n:Review|Study|ParticipantGroup|Quote|Finding|Claim|Appraisal|Subtheme|Theme|Behaviour|Domain|InterventionTarget) "
        "RETURN labels(n)[0] AS label, n.id AS id, properties(n) AS all"
    )
    links = library.cypher(
        "MATCH (a)-[r]->(b) WHERE type(r) <> 'SAID_TO_INFLUENCE' "
        "RETURN type(r) AS type, a.id AS start, b.id AS end, r.coder AS coder, r.by AS by, r.asked AS asked, r.framework AS framework, properties(r) AS all"
    )
    found = {}
    for row in (*nodes, *links):
        held: Any = row.pop("all")
        key = tuple(str(value) for value in row.values())
        left = {name: value for name, value in held.items() if name not in (*printed, "left_out")}
        found[key] = tuple(sorted((name, str(value)) for name, value in left.items()))
    return found

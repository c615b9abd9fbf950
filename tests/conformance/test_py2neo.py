"""py2neo on a real server: walking the graph by its classes, asking a question, and what does not work any more.

docs/server.md says what works and what does not; these tests keep it true.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from py2neo import ClientError, Node
from py2neo.ogm import Repository

from beliefgraph.errors import WriteRefused
from beliefgraph.graph import ogm
from beliefgraph.graph.model import RELATIONS
from support.grid import grid
from support.libraries import write_csv

if TYPE_CHECKING:
    from collections.abc import Iterator

    from beliefgraph.library import Library
    from support.engines import Neo4j

pytestmark = pytest.mark.slow

MORE = {
    "studies": grid("id,title,same_as", "X1,One,", "X1b,One again,X1"),
    "subthemes": grid("id,label", "x-calm,Nobody sues here"),
    "quotes": grid("id,study,text,contradicts", "x-q1,X1,They do.,x-calm"),
    "codings": grid("quote,subtheme,stance,coder", "x-q1,x-calm,contradicts,ann"),
    "behaviours": grid("id,label", "x-scan,Scan"),
    "claims": grid("id,cause,effect,direction,basis,study", "x-c1,x-calm,x-scan,-,framed,X1"),
}


@pytest.fixture(scope="module")
def library(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The demo on the server, and a source with what the demo has none of. The tests read it only."""
    folder = tmp_path_factory.mktemp("py2neo")
    with neo4j.library(neo4j.empty(folder)) as found:
        found.load_demo()
        found.load(write_csv(MORE, folder / "more"))
        yield found


@pytest.fixture(scope="module")
def repository(neo4j: Neo4j, library: Library) -> Iterator[Any]:
    found = Repository(neo4j.reached.url, auth=(neo4j.reached.user, neo4j.reached.password))
    yield found
    found.graph.service.connector.close()


def ids(things: Any) -> list[str]:
    return [thing.id for thing in things]


def test_from_a_belief_to_its_quotes_and_their_studies(repository: Any) -> None:
    belief = ogm.Subtheme.match(repository, "b-litigation").first()
    assert (belief.label, belief.kind) == ("Fear of blame or legal action", "belief")
    assert "fear of litigation" in belief.aliases
    assert ids(belief.supported_by) == ["rq023", "rq024", "rq025", "rq026", "rq027"]
    assert {study.id for quote in belief.supported_by for study in quote.reported_in} == {
        "lam-ref-45",
        "lam-ref-47",
        "lam-ref-62",
    }


def test_ends_of_several_kinds_come_as_their_own_classes(repository: Any) -> None:
    belief = repository.get(ogm.Subtheme, "b-litigation")
    assert [(type(one).__name__, one.id) for one in belief.part_of] == [("Theme", "th-safety")]
    claim = repository.get(ogm.Claim, "hall2019-t6-3:b-litigation:order-imaging")
    assert [type(one) for one in (*claim.cause, *claim.effect, *claim.based_on)] == [
        ogm.Subtheme,
        ogm.Behaviour,
        ogm.Finding,
    ]


def test_properties_of_a_relationship_are_read(repository: Any, library: Library) -> None:
    belief = repository.get(ogm.Subtheme, "b-litigation")
    imaging = repository.get(ogm.Behaviour, "order-imaging")
    (step,) = library.paths("b-litigation", "order-imaging", max_steps=1).paths[0].steps
    assert belief.said_to_influence.get(imaging, "named") == len(step.studies.named)
    assert belief.said_to_influence.get(imaging, "direction") == step.direction == "encourages"
    assert belief in imaging.said_to_be_influenced_by


def test_two_codings_of_one_pair_are_two_links_to_one_thing(repository: Any) -> None:
    quote = repository.get(ogm.Quote, "x-q1")
    assert ids(quote.contradicts) == ["x-calm"]
    assert [values.get("coder") for _, (_, values), _ in quote.contradicts.triples()] == ["ann", None]


def test_an_opposite_is_found_from_both_sides(repository: Any, library: Library) -> None:
    row = library.cypher(
        "MATCH (a:Behaviour)-[:OPPOSITE_OF]->(b) RETURN a.id AS a, b.id AS b ORDER BY a, b LIMIT 1"
    )[0]
    one, other = (repository.get(ogm.Behaviour, row[name]) for name in "ab")
    assert other in one.opposite_of
    assert one in other.opposite_of


@pytest.mark.parametrize("relation", [relation.type for relation in RELATIONS])
def test_every_relationship_is_followed_from_both_ends(
    relation: str, repository: Any, library: Library
) -> None:
    """For each pair of labels that the demo links by it: the links of one thing at each end, with all properties."""
    pairs = library.cypher(
        f"MATCH (a)-[:{relation}]->(b) RETURN labels(a)[0] AS start, labels(b)[0] AS end, min(a.id) AS a, min(b.id) AS b "
        "ORDER BY start, end"
    )
    forward, backward = ogm.NAMES[relation]
    for row in pairs:
        for label, identifier, name, pattern in (
            (row["start"], row["a"], forward, f"(n)-[r:{relation}]->(m)"),
            (row["end"], row["b"], backward, f"(n)<-[r:{relation}]-(m)"),
        ):
            thing = repository.get(ogm.CLASSES[label], identifier)  # type: ignore[index]
            links = getattr(thing, name)
            undirected = pattern.replace("->", "-").replace("<-", "-") if forward == backward else pattern
            expected = library.cypher(
                f"MATCH {undirected} WHERE n.id = $id AND n:{label} RETURN labels(m)[0] AS label, m.id AS id, properties(r) AS r",
                id=identifier,
            )
            found = [(type(other).__name__, other.id, values) for _, (_, values), other in links.triples()]
            assert sorted(found, key=repr) == sorted(
                ((e["label"], e["id"], e["r"]) for e in expected), key=repr
            )
            assert {(type(other).__name__, other.id) for other in links} == {one[:2] for one in found}
            assert len(links) == len({one[:2] for one in found}) > 0
    assert pairs or relation == "DELIVERS", "no table makes a DELIVERS yet"


def test_a_question_of_the_catalogue_runs_through_py2neo(repository: Any, library: Library) -> None:
    answer = library.ask("beliefs-behind-behaviour", behaviour="order imaging")
    assert len(answer.rows) > 10
    assert repository.graph.query(answer.cypher, answer.parameters).data() == answer.rows
    given = {"behaviour": "order-imaging", "inferred": False, "opposites": True}
    text = library.question("beliefs-behind-behaviour").cypher
    assert repository.graph.run(text, given).data() == answer.rows


def test_nothing_is_written_through_the_classes(repository: Any, library: Library) -> None:
    belief = repository.get(ogm.Subtheme, "b-litigation")
    belief.label = "Something else"
    writes = (
        repository.save,
        repository.delete,
        repository.graph.create,
        repository.graph.merge,
        repository.graph.push,
    )
    for write in writes:
        with pytest.raises(WriteRefused):
            write(belief)
        with pytest.raises(WriteRefused):
            write(ogm.Subtheme("new", label="New"))
    rows = library.cypher(
        "MATCH (b:Subtheme) WHERE b.id IN ['b-litigation', 'new'] RETURN b.label AS label ORDER BY label"
    )
    assert rows == [{"label": "Fear of blame or legal action"}]


def test_other_parts_of_py2neo_work(repository: Any) -> None:
    graph = repository.graph
    assert graph.evaluate("MATCH (s:Study {id: 'hall2019'}) RETURN count(s)") is not None
    found = graph.nodes.match("Behaviour", id="order-imaging").first()
    assert (set(found.labels), found["label"]) == ({"Behaviour"}, "Order imaging")
    assert len(graph.relationships.match((None, found), "EFFECT").all()) > 10
    transaction = graph.begin()
    transaction.create(Node("Scratch", id="x"))
    graph.rollback(transaction)
    assert graph.evaluate("MATCH (n:Scratch) RETURN count(n)") == 0
    with pytest.raises(ClientError, match="read access mode"):
        graph.query("CREATE (:Scratch)")


@pytest.mark.parametrize(
    ("call", "arguments"),
    [
        ("create_uniqueness_constraint", ("Scratch", "id")),
        ("create_index", ("Scratch", "id")),
        ("get_indexes", ("Subtheme",)),
        ("get_uniqueness_constraints", ("Subtheme",)),
    ],
)
def test_the_four_calls_of_its_schema_do_not(call: str, arguments: tuple[str, ...], repository: Any) -> None:
    with pytest.raises(ClientError):
        getattr(repository.graph.schema, call)(*arguments)

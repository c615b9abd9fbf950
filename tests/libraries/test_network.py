"""The library as a NetworkX graph: numbers worked out by hand, every node and link of it, and what is not in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

from beliefgraph.analysis.shapes import FOOTER, step_object
from beliefgraph.errors import ParameterError, StoreBusy
from beliefgraph.graph.influence import bundle, steps
from beliefgraph.graph.model import BOOKKEEPING, KIND
from beliefgraph.graph.networkx import whole_graph
from beliefgraph.library import Filters, Library
from support.grid import grid
from support.libraries import random_filters, random_tables, write_csv

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator
    from pathlib import Path

    from support.reference_tables import Tables

TABLES: Tables = {
    "reviews": grid("id,title", "R1,Review one", "R2,Review two"),
    "studies": grid(
        "id,title,year,same_as", "S1,One,2010,", "S2,Two,2015,", "S3,Three,,", "S1b,One again,,S1"
    ),
    "groups": grid("id,study,roles", "g1,S1,patient", "g2,S2,clinician;other"),
    "themes": grid("id,label", "t,Worry"),
    "subthemes": grid(
        "id,label,kind,themes,aliases,type", "fear,Fear,,t,dread;alarm,own", "trust,Trust,,t,,", "quiet,Quiet,,,,"
    ),
    "behaviours": grid("id,label,opposite_of", "scan,Scan,wait", "wait,Wait,"),
    "quotes": grid(
        "id,study,groups,text,supports,behaviours,direction,share,translation",
        "q1,S1,g1,They may sue.,fear,scan,+,,Sie klagen.",
        "q2,S2,g2,It is a secret.,fear,scan,-,no,A secret in other words",
        "q3,S1b,,Trust me.,trust,wait,discourages,,",
    ),
    "codings": grid("quote,subtheme,stance,coder,note", "q3,fear,supports,ann,", "q3,fear,supports,bob/2 %,", "q2,trust,contradicts,ann,she says it is a secret"),
    "findings": grid(
        "id,review,statement,summarises,behaviours,direction,studies,reported_studies,confidence",
        "f1,R1,Fear leads to scans,fear,scan,+,S1;S3,5,moderate",
    ),
    "claims": grid("id,cause,effect,direction,basis,study", "c1,fear,scan,no_effect,framed,S3", "c2,quiet,scan,+,inferred,S3"),
}  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("network")
    with Library(folder / "library.db") as found:
        found.load(write_csv(TABLES, folder / "tables"), source="tables")
        yield found


def edge(library: Library, cause: str, effect: str, filters: Filters | None = None) -> dict[str, Any]:
    return dict(library.network(filters=filters)[cause][effect][f"{cause}->{effect}"])


def test_a_step_is_an_edge_with_its_numbers_and_the_ids_behind_each(library: Library) -> None:
    assert edge(library, "fear", "scan") == {
        "direction": "mixed",
        "claims": 3,
        "counted": 2,
        "counted_ids": "S1; S2",
        "listed": 1,
        "listed_ids": "S3",
        "named": 3,
        "studies_encouraging": 2,
        "encouraging_ids": "S1; S3",
        "studies_discouraging": 1,
        "discouraging_ids": "S2",
        "studies_no_effect": 1,
        "no_effect_ids": "S3",
        "groups": 2,
        "group_ids": "g1; g2",
        "quotes": 2,
        "quote_ids": "q1; q2",
        "claim_ids": "f1:fear:scan; q1:fear:scan; q2:fear:scan",
        "finding_ids": "f1",
        "reported_findings": 1,
        "reported": json.dumps(
            [
                {
                    "finding": "f1",
                    "review": "R1",
                    "studies": 5,
                    "participants": None,
                    "confidence": "Moderate",
                    "part": "whole",
                    "study_ids": ["S1", "S3"],
                    "unit": "studies",
                }
            ]
        ),
        "via_opposite": False,
    }


def test_the_nodes_are_all_beliefs_themes_and_behaviours(library: Library) -> None:
    network: Any = library.network()
    assert isinstance(network, nx.MultiDiGraph)
    assert dict(network.nodes(data="type")) == {
        "fear": "Subtheme",
        "quiet": "Subtheme",
        "scan": "Behaviour",
        "t": "Theme",
        "trust": "Subtheme",
        "wait": "Behaviour",
    }
    assert dict(network.nodes["fear"]) == {
        "type": "Subtheme",
        "aliases": "dread; alarm",
        "id": "fear",
        "kind": "belief",
        "label": "Fear",
        "places": "subthemes.csv, subthemes, row 2",
        "sources": "tables",
        "type_": "own",  # the file has a column of that name
    }


def test_filters_inferred_and_opposites_are_those_of_paths(library: Library) -> None:
    pairs = [("fear", "scan"), ("fear", "wait"), ("trust", "scan"), ("trust", "wait")]
    assert sorted(library.network().edges()) == pairs
    assert ("quiet", "scan") in library.network(filters=Filters(inferred=True)).edges()
    assert sorted(library.network(filters=Filters(opposites=False)).edges()) == [
        ("fear", "scan"),
        ("trust", "wait"),
    ]
    patients = edge(library, "fear", "scan", Filters(role=("patient",)))
    assert (patients["direction"], patients["counted_ids"], patients["reported"]) == (
        "encourages",
        "S1",
        "[]",
    )
    assert len(library.network(filters=Filters(role=("patient",)))) == 6


def test_the_network_says_what_its_counts_mean(library: Library) -> None:
    assert library.network(filters=Filters(role=("patient",))).graph == {
        "note": FOOTER,
        "filters": "Only what is said as patient. Numbers that reviews print are left out: they speak of more than this selection.",
    }


def test_the_belief_network_goes_through_graphml(library: Library, tmp_path: Path) -> None:
    network: Any = library.network()
    nx.write_graphml(network, tmp_path / "beliefs.graphml")
    again: Any = nx.read_graphml(tmp_path / "beliefs.graphml", force_multigraph=True)
    assert dict(again.nodes(data=True)) == dict(network.nodes(data=True))
    assert list(again.edges(keys=True, data=True)) == list(network.edges(keys=True, data=True))
    assert again.graph["note"] == FOOTER


def test_characters_that_xml_forbids_do_not_break_the_file(tmp_path: Path) -> None:
    tables = {"subthemes": grid("id,label", "b,Fear\x0b of\x00 blame\ud83d")}
    tables["subthemes"][0]["label"] = "Fear\x0b of blame"
    with Library(tmp_path / "library.db") as library:
        library.load(write_csv(tables, tmp_path / "tables"))
        nx.write_graphml(library.network(), tmp_path / "beliefs.graphml")
    again = nx.read_graphml(tmp_path / "beliefs.graphml")
    assert again.nodes["b"]["label"] == "Fear� of blame"


def test_everything_holds_every_node_and_relationship(library: Library) -> None:
    network = library.network("everything")
    nodes = library.cypher(
        "MATCH (n) RETURN labels(n)[0] AS label, n.id AS id, properties(n) AS properties ORDER BY label, id"
    )
    links = library.cypher(
        "MATCH (a)-[r]->(b) RETURN a.id AS start, type(r) AS type, b.id AS end, properties(r) AS properties"
    )
    ours = [row for row in nodes if row["label"] not in BOOKKEEPING]
    assert {row["label"] for row in ours} < set(KIND)
    assert len(ours) < len(nodes)
    assert sorted(network) == [f"{row['label']}/{row['id']}" for row in ours]
    for row in ours:
        label, properties = row["label"], dict(row["properties"])  # type: ignore[arg-type]
        if row["id"] == "q2" and label == "Quote":
            properties["text"] = "text not shared"
            del properties["translation"]
        if "type" in properties:
            properties["type_"] = properties.pop("type")
        assert network.nodes[f"{label}/{row['id']}"] == {"type": label, **properties}

    for row in links:
        if (row["start"], row["type"]) == (
            "q2",
            "CONTRADICTS",
        ):  # its quote is not shared, and the note may cite it
            del row["properties"]["note"]  # type: ignore[arg-type,union-attr]

    def lines(found: Any) -> list[str]:
        return sorted(json.dumps(one, sort_keys=True) for one in found)

    assert lines(
        (start.partition("/")[2], end.partition("/")[2], data)
        for start, end, data in network.edges(data=True)
    ) == lines(
        (row["start"], row["end"], {"type": row["type"], **row["properties"]})  # type: ignore[dict-item]
        for row in links
    )


def test_what_keeps_two_links_of_a_pair_apart_is_in_the_key(library: Library) -> None:
    network = library.network("everything")
    assert set(network["Quote/q3"]["Subtheme/fear"]) == {"SUPPORTS/ann", "SUPPORTS/bob%2F2 %25"}
    assert dict(network["Quote/q3"]["Subtheme/fear"]["SUPPORTS/bob%2F2 %25"]) == {
        "type": "SUPPORTS",
        "coder": "bob/2 %",
        "owner": "Coding/q3;fear;supports;bob/2 %",
    }
    assert set(network["Quote/q1"]["Subtheme/fear"]) == {"SUPPORTS"}
    assert set(network["Quote/q3"]["Study/S1"]) == {"REPORTED_IN"}
    assert network.nodes["ParticipantGroup/g2"]["roles"] == ["clinician", "other"]


def test_text_that_must_not_be_shared_is_in_no_network(library: Library) -> None:
    nodes = library.network("everything").nodes
    assert nodes["Quote/q2"] == {
        "type": "Quote",
        "id": "q2",
        "kind": "verbatim",
        "places": ["quotes.csv, quotes, row 3"],
        "share": "no",
        "sources": ["tables"],
        "text": "text not shared",
    }
    coding = library.network("everything")["Quote/q2"]["Subtheme/trust"]["CONTRADICTS/ann"]
    assert coding == {"type": "CONTRADICTS", "coder": "ann", "owner": "Coding/q2;trust;contradicts;ann"}
    assert (nodes["Quote/q1"]["text"], nodes["Quote/q1"]["translation"]) == ("They may sue.", "Sie klagen.")
    for kind in ("beliefs", "everything"):
        network = library.network(kind)
        assert "secret" not in repr([*network.nodes(data=True), *network.edges(keys=True, data=True)])


def test_everything_is_the_same_in_batches_of_any_size(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = library.network("everything")
    monkeypatch.setattr("beliefgraph.graph.networkx.BATCH", 3)
    again = library.network("everything")
    assert list(again.nodes(data=True)) == list(whole.nodes(data=True))
    assert list(again.edges(keys=True, data=True)) == list(whole.edges(keys=True, data=True))


def test_what_cannot_be_had_is_refused_with_what_can(library: Library) -> None:
    with pytest.raises(
        ParameterError, match=r"^There is no network 'themes'\. Choose 'beliefs' or 'everything'\.$"
    ):
        library.network("themes")
    with pytest.raises(ParameterError, match="takes no filters"):
        library.network("everything", Filters(country=("Canada",)))
    assert len(library.network("everything", Filters())) > 0


def test_a_load_in_between_is_noticed_and_everything_read_again(library: Library) -> None:
    numbers = iter([7, 8, 8, 8])
    ask = library._reading().query

    def query(text: str, parameters: Any) -> Any:
        return [{"number": next(numbers)}] if "load_number" in text else ask(text, parameters)

    assert list(whole_graph(query)) == list(library.network("everything"))
    assert list(numbers) == []
    numbers = iter(range(20))
    with pytest.raises(StoreBusy, match="Try again"):
        whole_graph(query)


@pytest.mark.parametrize("seed", range(6))
def test_edges_are_the_steps_of_random_libraries(seed: int, tmp_path: Path) -> None:
    """Under filters too: an edge and the step of every other answer are one."""
    import random

    rng: random.Random = random.Random(seed)
    tables = random_tables(seed)
    with Library(tmp_path / "library.db") as library:
        library.load(write_csv(tables, tmp_path / "tables"))
        for filters in (Filters(), Filters(**random_filters(tables, rng), inferred=True)):
            found = steps(library.evidence(filters), inferred=filters.inferred)
            network = library.network(filters=filters)
            assert list(network) == sorted(library.evidence(filters).ends)
            assert sorted(network.edges()) == sorted(found)
            for (cause, effect), step in found.items():
                (data,) = network[cause][effect].values()
                assert {name: data[name] for name in bundle(step)} == bundle(step)
                shown: Any = step_object(step)
                assert data["quote_ids"] == "; ".join(shown["quotes"])
                for entry, other in zip(
                    json.loads(data["reported"]), shown["studies"]["reported"], strict=True
                ):
                    assert {name: entry[name] for name in other} == other

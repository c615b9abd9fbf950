"""Several sources, one graph: what is united, what is a conflict, what is refused."""

from __future__ import annotations

from typing import Any

from beliefgraph.graph.bookkeeping import collect
from beliefgraph.graph.merge import merge
from beliefgraph.graph.project import project
from beliefgraph.graph.records import Place, Record
from support.rows import link, record


def sources(*several: list[Record]) -> list:  # type: ignore[type-arg]
    return [
        collect(name, order, rows) for order, (name, rows) in enumerate(zip("abc", several, strict=False))
    ]


def test_each_property_comes_from_the_first_source_that_gives_it() -> None:
    found = merge(
        sources(
            [record("Study/s1", title="Pain", row=4, file="one.xlsx")],
            [record("Study/s1", title="Pain", year=2001, country=["Chile"], row=7, file="two.csv")],
            [record("Study/s1", year=2002, row=9, file="three.csv")],
        )
    )
    item = found.items["Study/s1"]
    assert item.record.properties == {"title": "Pain", "year": 2001, "country": ["Chile"]}
    assert item.sources == ("a", "b", "c")
    assert [(one.about, one.property, [value for _, value, _ in one.values]) for one in found.conflicts] == [
        ("Study/s1", "year", [2001, 2002])
    ]
    assert str(found.conflicts[0]) == (
        "Study/s1, year: 2001 (two.csv, study, row 7); 2002 (three.csv, study, row 9). The first is used."
    )
    assert not found.clashes


def test_whoever_may_not_be_quoted_is_not_whichever_source_comes_first() -> None:
    yes = record("Quote/q1", text="They may sue.", share="yes", row=2, file="one.xlsx")
    no = record("Quote/q1", text="They may sue.", share="no", row=3, file="two.csv")
    for order in ([yes], [no]), ([no], [yes]):
        found = merge(sources(*order))
        assert found.items["Quote/q1"].record.properties["share"] == "no"
        assert [one.property for one in found.conflicts] == ["share"]
        assert str(found.conflicts[0]).endswith("Not shared, as one source says.")


def test_one_id_for_two_studies_is_refused_with_both_rows() -> None:
    found = merge(
        sources(
            [
                record(
                    "Study/S1",
                    title="Back pain in Norway",
                    year=2001,
                    row=2,
                    file="hall.xlsx",
                    table="studies",
                )
            ],
            [
                record(
                    "Study/S1", title="Neck pain in Chile", year=2001, row=5, file="lam.xlsx", table="studies"
                )
            ],
        )
    )
    (clash,) = found.clashes.values()
    assert str(clash) == (
        'lam.xlsx, studies, row 5, column title: The id S1 is given to something else by the source a (hall.xlsx, studies, row 2): there title is "Back pain in '
        'Norway", here "Neck pain in Chile". Use --prefix P: to keep the two apart, or --merge if they are the same thing.'
    )


def test_the_first_identifier_that_both_give_decides() -> None:
    same_doi = merge(
        sources(
            [record("Study/S1", doi="10.1/X", title="A title")],
            [record("Study/S1", doi="https://doi.org/10.1/x", title="Another title")],
        )
    )
    assert not same_doi.clashes
    assert [one.property for one in same_doi.conflicts] == ["doi", "title"]
    other_pmid = merge(
        sources([record("Study/S1", pmid="1", title="A")], [record("Study/S1", pmid="2", title="A")])
    )
    assert other_pmid.clashes["Study/S1"].place.column == "pmid"
    same_title_other_year = merge(
        sources([record("Study/S1", title="A", year=2001)], [record("Study/S1", title="a", year=2002)])
    )
    assert same_title_other_year.clashes["Study/S1"].place.column == "year"
    nothing_in_common = merge(sources([record("Study/S1", doi="10.1/x")], [record("Study/S1", title="A")]))
    assert not nothing_in_common.clashes


def test_a_quote_is_from_one_study_unless_the_studies_are_one() -> None:
    def quote(study: str) -> Record:
        return record("Quote/q1", link("REPORTED_IN", "Quote/q1", f"Study/{study}"), text="Words")

    apart = [record("Study/s1"), record("Study/s2")]
    found = merge(sources([quote("s1"), *apart], [quote("s2")]))
    assert found.clashes["Quote/q1"].place.column == "study"
    joined = [record("Study/s1", link("SAME_AS", "Study/s1", "Study/s2")), record("Study/s2")]
    united = merge(sources([quote("s1"), *joined], [quote("s2")]))
    assert not united.clashes
    graph = project(united.items)
    assert [key for key in graph.links if key[0] == "REPORTED_IN"] == [
        ("REPORTED_IN", ("Quote", "q1"), ("Study", "s2"), ())
    ]


def test_two_coders_of_one_quote_are_both_kept() -> None:
    def coded(coder: str) -> Record:
        return record("Quote/q1", link("SUPPORTS", "Quote/q1", "Belief/b1", coder=coder), text="Words")

    graph = project(merge(sources([coded("ann"), record("Subtheme/b1")], [coded("bo")])).items)
    assert sorted(str(link["coder"]) for key, link in graph.links.items() if key[0] == "SUPPORTS") == [
        "ann",
        "bo",
    ]


def test_one_id_over_subthemes_and_themes_is_refused() -> None:
    found = merge(sources([record("Subtheme/x", row=2)], [record("Theme/x", row=3)]))
    (problem,) = found.shared_ids
    assert problem.place == Place("test.xlsx", "theme", 3, "id")
    assert problem.message == "The id x is a subtheme in test.xlsx, subtheme, row 2."


def test_a_row_that_completes_another_is_no_conflict() -> None:
    rows = [
        record("Finding/f1", link("SUMMARISES", "Finding/f1", "Belief/b1")),
        record(
            "FindingBelief/f1;b1",
            link("SUMMARISES", "Finding/f1", "Belief/b1", part="part", decided_by="ann"),
        ),
        record("Subtheme/b1"),
    ]
    graph = project(merge(sources(rows)).items)
    (properties,) = [link for key, link in graph.links.items() if key[0] == "SUMMARISES"]
    assert properties == {
        "part": "part",
        "relation": "same",
        "decided_by": "ann",
        "owner": "FindingBelief/f1;b1",
    }
    assert not graph.conflicts


def test_part_depends_on_all_beliefs_of_the_finding_over_all_sources() -> None:
    finding = record("Finding/f1", link("SUMMARISES", "Finding/f1", "Belief/b1"))
    second = record("FindingBelief/f1;b2", link("SUMMARISES", "Finding/f1", "Belief/b2"))
    beliefs = [record("Subtheme/b1"), record("Subtheme/b2")]

    def parts(*several: list[Record]) -> list[object]:
        links = project(merge(sources(*several)).items).links
        return [properties["part"] for key, properties in sorted(links.items()) if key[0] == "SUMMARISES"]

    assert parts([finding, *beliefs]) == ["whole"]
    assert parts([finding, *beliefs], [second]) == ["part", "part"]


def test_basis_depends_on_the_kind_of_the_quotes() -> None:
    def basis(**quote: Any) -> object:
        rows = [
            record("Quote/q1", **quote),
            record("Claim/c1", link("BASED_ON", "Claim/c1", "Quote/q1"), direction="encourages"),
        ]
        return project(merge(sources(rows)).items).nodes["Claim", "c1"]["basis"]

    assert basis() == "stated"  # verbatim is the default
    assert basis(kind="paraphrase") == "framed"
    assert basis(kind="verbatim") == "stated"


def test_joined_studies_share_links_and_properties() -> None:
    rows = [
        record(
            "Study/s1",
            link("SAME_AS", "Study/s1", "Study/s2"),
            link("INCLUDED_IN", "Study/s1", "Review/r1"),
            year=2001,
            title="From s1",
        ),
        record("Study/s2", title="From s2"),
        record("Review/r1"),
        record("ParticipantGroup/g1", link("TOOK_PART_IN", "ParticipantGroup/g1", "Study/s1")),
    ]
    graph = project(merge(sources(rows)).items)
    assert graph.nodes["Study", "s2"]["title"] == "From s2"
    assert graph.nodes["Study", "s2"]["year"] == 2001
    assert graph.nodes["Study", "s1"]["same"] == "s2"
    assert {(key[0], key[1][1], key[2][1]) for key in graph.links} == {
        ("SAME_AS", "s1", "s2"),
        ("INCLUDED_IN", "s2", "r1"),
        ("TOOK_PART_IN", "g1", "s2"),
    }


def test_a_ring_of_same_as_is_its_smallest_id() -> None:
    rows = [
        record("Study/c", link("SAME_AS", "Study/c", "Study/a")),
        record("Study/a", link("SAME_AS", "Study/a", "Study/b")),
        record("Study/b", link("SAME_AS", "Study/b", "Study/a")),
    ]
    nodes = project(merge(sources(rows)).items).nodes
    assert {key[1]: node.get("same") for key, node in nodes.items()} == {"a": None, "b": "a", "c": "a"}


def test_an_extra_column_of_a_key_s_name_makes_no_second_link() -> None:
    """A coder may stand in finding_beliefs or contributions too; only codings are kept apart by it."""
    rows = [
        record("Finding/f1", link("SUMMARISES", "Finding/f1", "Belief/b1")),
        record(
            "FindingBelief/f1;b1",
            link("SUMMARISES", "Finding/f1", "Belief/b1", relation="narrower", coder="ann"),
        ),
        record("Subtheme/b1"),
    ]
    links = project(merge(sources(rows)).items).links
    assert [properties["relation"] for properties in links.values()] == ["narrower"]

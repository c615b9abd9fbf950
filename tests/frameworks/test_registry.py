"""The framework tables: complete where they say so, sourced in every row, read as records of the model."""

from __future__ import annotations

import csv
import io
from importlib.resources import files

import pytest

from beliefgraph.frameworks import registry
from beliefgraph.graph.model import KIND, RELATION
from beliefgraph.graph.records import Place, Record, Ref

TABLES = sorted(
    entry.name for entry in files("beliefgraph.frameworks").iterdir() if entry.name.endswith(".csv")
)


def rows(table: str) -> list[dict[str, str]]:
    text = (files("beliefgraph.frameworks") / table).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def record(kind: str, identifier: str) -> Record:
    return next(item for item in registry.reading().records if (item.kind, item.id) == (kind, identifier))


def ends(item: Record, relation: str, version: str) -> list[Ref]:
    return [
        link.end for link in item.links if link.relation == relation and link.properties["version"] == version
    ]


def test_tables_have_the_published_numbers_of_rows() -> None:
    assert dict(registry.reading().read) == {
        "components": 6,
        "domains": 14,
        "functions": 9,
        "policy_categories": 7,
        "techniques": 93,
        "domain_components": 31,
        "function_components": 99,
        "function_domains": 126,
        "technique_domains": 124,
    }


def test_every_table_is_read() -> None:
    assert sorted(f"{table}.csv" for table in registry.reading().read) == TABLES


@pytest.mark.parametrize("table", TABLES)
def test_every_row_names_framework_version_source_and_licence(table: str) -> None:
    for number, row in enumerate(rows(table), start=2):
        for column in ("framework", "version", "source", "licence"):
            assert row[column].strip(), f"{table}, row {number}: {column} is empty"


def test_records_fit_the_model() -> None:
    reading = registry.reading()
    ids = {Ref(item.kind, item.id) for item in reading.records}
    assert len(ids) == len(reading.records) == 129
    for item in reading.records:
        assert item.kind in KIND
        assert {"label", "framework", "version", "source", "licence"} <= set(item.properties)
        for link in item.links:
            assert link.start == Ref(item.kind, item.id)
            assert link.end in ids
            assert link.start.kind in RELATION[link.relation].start
            assert link.end.kind in RELATION[link.relation].end
            assert {"framework", "version", "source", "licence"} <= set(link.properties)


def test_no_property_or_link_property_is_empty() -> None:
    for item in registry.reading().records:
        assert all(item.properties.values())
        assert all(all(link.properties.values()) for link in item.links)


def test_one_link_per_pair_and_version() -> None:
    links = [
        (link.relation, link.start, link.end, link.properties["framework"], link.properties["version"])
        for item in registry.reading().records
        for link in item.links
    ]
    assert len(links) == len(set(links)) == 218


def test_ids_of_domains_are_slugs_in_the_published_order() -> None:
    assert list(registry.labels("Domain").items())[:3] == [
        ("knowledge", "Knowledge"),
        ("skills", "Skills"),
        ("social-professional-role-and-identity", "Social/professional role and identity"),
    ]
    assert "memory-attention-and-decision-processes" in registry.labels("Domain")


def test_a_domain_record() -> None:
    domain = record("Domain", "environmental-context-and-resources")
    assert domain.properties["code"] == "11"
    assert domain.properties["label"] == "Environmental context and resources"
    assert domain.properties["framework"] == "TDF"
    assert domain.properties["version"] == "v2"
    assert domain.place == Place("frameworks", "domains", 12)
    assert ends(domain, "BELONGS_TO", "Cane 2012") == [Ref("Component", "O-Ph")]


def test_versions_that_differ_stay_apart() -> None:
    optimism = record("Domain", "optimism")
    assert ends(optimism, "BELONGS_TO", "Cane 2012") == [Ref("Component", "M-Re"), Ref("Component", "M-Au")]
    assert ends(optimism, "BELONGS_TO", "BCW Guide 2014") == [Ref("Component", "M-Re")]


def test_only_linked_rows_become_links() -> None:
    served = ends(record("Function", "training"), "SERVES", "Michie 2011")
    assert Ref("Component", "C-Ph") in served
    assert Ref("Component", "C-Ps") in served
    education = ends(record("Function", "education"), "SERVES", "Michie 2011")
    assert Ref("Component", "C-Ph") not in education


def test_physical_and_cognitive_skills_are_one_link() -> None:
    link = next(item for item in record("Function", "training").links if item.end == Ref("Domain", "skills"))
    assert link.properties["domain_as_published"] == "Skills (physical); Skills (cognitive and interpersonal)"


def test_a_technique_and_its_domains() -> None:
    problem_solving = record("Technique", "1.2")
    assert problem_solving.properties["label"] == "Problem solving"
    assert ends(problem_solving, "CHANGES", "Carey 2019") == [
        Ref("Domain", "beliefs-about-capabilities"),
        Ref("Domain", "environmental-context-and-resources"),
        Ref("Domain", "skills"),
    ]
    assert ends(problem_solving, "CHANGES", "Johnston 2021") == [Ref("Domain", "behavioural-regulation")]


def test_missing_rows_stay_missing() -> None:
    assert "4.5" not in registry.labels("Technique")
    goals = record("Domain", "goals")
    assert ends(goals, "BELONGS_TO", "BCW Guide 2014") == []
    assert not any(
        row["component"] == "C-Ph" and row["version"] == "BCW Guide 2014"
        for row in rows("function_components.csv")
    )


def test_labels_refuses_other_kinds() -> None:
    with pytest.raises(KeyError):
        registry.labels("Study")


def test_digest_changes_with_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    before = registry.digest()
    assert len(before) == 16
    original = registry._bytes
    monkeypatch.setattr(
        registry, "_bytes", lambda table: original(table) + (b"\n" if table == "domains" else b"")
    )
    assert registry.digest() != before

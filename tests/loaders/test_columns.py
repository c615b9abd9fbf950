"""The tables and columns are exactly those of the documents."""

from __future__ import annotations

import pytest

from beliefgraph.graph.model import FAMILIES, KIND, LINK_KINDS, RELATION
from beliefgraph.loaders.columns import TABLE_BY_NAME, TABLES, Column, Table, describe, table_name
from beliefgraph.loaders.fields import CHOICE, REF, REFERRED

CONTRACT = {
    "reviews": "id* title* year doi pmid registration question searched_to n_studies n_participants synthesis_method coverage",
    "studies": "id* title authors year data_year doi pmid country setting design data_collection analysis n richness "
    "coverage reviews same_as",
    "groups": "id* study* roles* label profession n country condition place age sex ethnicity education",
    "themes": "id* label* definition parent",
    "subthemes": "id* label* definition kind themes domains opposite_of aliases",
    "behaviours": "id* label* actor action target context time opposite_of aliases",
    "quotes": "id* study* groups roles text* kind locator speaker about supports contradicts behaviours direction basis "
    "as_published coder share",
    "codings": "quote* subtheme* stance* coder note",
    "claims": "id cause* effect* direction* basis quotes finding study review roles emphasis condition as_published note coder",
    "findings": "id* review study statement* summarises behaviours direction basis as_published roles about domains studies "
    "reported_studies reported_unit reported_participants said_by said_of unit confidence methodological_limitations "
    "coherence adequacy relevance confidence_explanation methodological_limitations_explanation coherence_explanation "
    "adequacy_explanation relevance_explanation",
    "finding_beliefs": "finding* belief* part relation decided_by note",
    "contributions": "finding* study* relevance concern concern_note richness extract note",
    "mappings": "belief* domain* by status note",
    "asked": "study* groups about* asked* locator",
    "appraisals": "study* tool* item* answer* note",
    "targets": "id* label* description addresses aims_at uses function policy mode tie",
    "domains": "id* label* framework component parent",
}


def test_every_table_has_exactly_its_columns_in_order() -> None:
    found = {
        table.name: " ".join(f"{column.name}{'*' if column.required else ''}" for column in table.columns)
        for table in TABLES
    }
    assert found == CONTRACT
    assert list(found) == list(CONTRACT)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_fits_the_model(table: Table) -> None:
    assert table.kind in KIND or table.kind in LINK_KINDS
    for column in table.columns:
        assert column.note.endswith((".", ";", ")")) or ";" in column.note, column.name
        if column.relation:
            ends = RELATION[column.relation]
            mine, theirs = (ends.end, ends.start) if column.incoming else (ends.start, ends.end)
            assert table.kind in mine
            assert set(FAMILIES.get(column.refers, (column.refers,))) <= set(theirs)
        if column.type == CHOICE:
            assert set(column.aliases.values()) <= set(column.allowed)
        assert (column.type == REF) == bool(column.refers)
        assert column.refers in REFERRED or not column.refers


def test_values_of_columns_are_those_of_the_model() -> None:
    for table in TABLES:
        for property_ in KIND[table.kind].properties if table.kind in KIND else ():
            column = table.column(property_.name)
            if column is not None:
                assert column.allowed == property_.allowed, (table.name, column.name)


@pytest.mark.parametrize(
    ("table", "column", "words"),
    [
        ("quotes", "id", "id, unique in its table"),
        ("quotes", "study", "id of a study"),
        ("quotes", "supports", "ids of subthemes or themes, separated by ;"),
        ("quotes", "roles", "any of patient, clinician, carer, public, other, separated by ;"),
        ("quotes", "share", "one of yes, no"),
        ("studies", "year", "whole number"),
        ("studies", "country", "text, separated by ;"),
        ("appraisals", "tool", "short text"),
        ("quotes", "text", "text"),
    ],
)
def test_types_in_words(table: str, column: str, words: str) -> None:
    found = TABLE_BY_NAME[table].column(column)
    assert isinstance(found, Column)
    assert describe(found) == words


@pytest.mark.parametrize("spelled", ["Finding beliefs", "finding-beliefs", " FINDING_BELIEFS "])
def test_names_fold(spelled: str) -> None:
    assert table_name(spelled) == "finding_beliefs"

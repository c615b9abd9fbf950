"""A small library whose answers a person can work out, and a way to ask any tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.graph.store import open_store
from beliefgraph.library import Library
from beliefgraph.queries.catalogue import Answer, Catalogue
from support.grid import grid
from support.libraries import write_csv

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from beliefgraph.graph.store import Store
    from beliefgraph.queries.filters import Filters
    from support.reference_tables import Tables

CATALOGUE = Catalogue()


class Asked:
    """A loaded library and the catalogue."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.catalogue = CATALOGUE

    def answer(self, name: str, filters: Filters | None = None, **parameters: Any) -> Answer:
        return self.catalogue.ask(self.store.query, name, parameters, filters)

    def rows(self, name: str, filters: Filters | None = None, **parameters: Any) -> list[dict[str, Any]]:
        return self.answer(name, filters, **parameters).rows

    def cells(
        self, columns: str, name: str, filters: Filters | None = None, **parameters: Any
    ) -> list[tuple[Any, ...]]:
        """Rows as tuples of the columns named, separated by spaces."""
        return [
            tuple(row[column] for column in columns.split()) for row in self.rows(name, filters, **parameters)
        ]


def small_tables() -> Tables:
    """Three beliefs with evidence of every kind, one belief without any.

    S1 sampled patients, S2 both; S1b is S1. Of fear: q1 and an author's sentence q4 for it, q2 and f4
    against it, review finding f1 wholly about it, f2 about it and trust. Claim c2 says it has no effect.
    """
    return {
        "reviews": grid("id,title", "R1,Review one", "R2,Review two"),
        "studies": grid(
            "id,title,year,country,coverage,reviews,same_as",
            "S1,Study one,2010,Canada,full,R1,",
            "S2,Study two,2015,Norway,partial,,",
            "S3,Study three,2020,,,R1;R2,",
            "S4,Study four",
            "S5,Study five",
            "S1b,Study one again,2010,,,,S1",
        ),
        "groups": grid(
            "id,study,roles,label,profession,n",
            "g1,S1,patient,Patients,,12",
            "g2,S2,clinician,Doctors,GP,8",
            "g3,S2,patient,Their patients,,9",
        ),
        "themes": grid("id,label", "t1,Worry"),
        "subthemes": grid(
            "id,label,kind,themes,aliases",
            "fear,Fear of blame,,t1,fear of litigation",
            "trust,Trust in the doctor,,t1,",
            "cost,Cost,circumstance,,",
            "quiet,Nobody says it,,,",
        ),
        "behaviours": grid(
            "id,label,opposite_of,aliases", "scan,Order a scan,wait,order imaging", "wait,Wait and see"
        ),
        "quotes": grid(
            "id,study,groups,roles,text,kind,speaker,supports,contradicts,behaviours,direction,share",
            "q1,S1,g1,,They may sue.,,P1,fear,,scan,+,",
            "q2,S2,g2,,Nobody sues here.,,,,fear,,,",
            "q3,S2,,,She knows best.,,,trust,,,,no",
            "q4,S3,,clinician,Doctors fear courts.,author,,fear,,,,",
            "q5,S1b,,,I trust him.,paraphrase,,trust,,wait,discourages,",
        ),
        "findings": grid(
            "id,review,study,statement,summarises,behaviours,direction,roles,studies,reported_studies,confidence",
            "f1,R1,,Fear leads to scans,fear,scan,+,clinician,S1;S4,5,moderate",
            "f2,R2,,Fear and trust matter,fear;trust,scan,,patient,S5,12,high",
            "f3,,S4,Trust grows,trust,,,clinician,,,",
            "f4,,S5,No fear,,,,,,,",
            "f5,R2,,Scans are common,,scan,,,,,",
        ),
        "finding_beliefs": grid("finding,belief,relation", "f4,fear,opposite"),
        "claims": grid(
            "id,cause,effect,direction,basis,finding,study,review,roles",
            "c1,cost,scan,encourages,stated,,S5,,clinician",
            "c2,fear,scan,no_effect,framed,,S2,,",
            "c5,trust,scan,encourages,framed,,,R2,",
            "c6,quiet,scan,encourages,inferred,f5,,,",
        ),
        "mappings": grid("belief,domain", "fear,Emotion"),
        "appraisals": grid("study,tool,item,answer", "S1,CASP,8,yes"),
        "targets": grid("id,label,addresses,aims_at,uses,tie", "T1,Legal advice,fear,wait,5.1,row"),
    }


def load(tables: Tables, folder: Path) -> Store:
    """Load tables as one source and return the store, open for reading."""
    source = folder / "tables"
    write_csv(tables, source)
    with Library(folder / "library.db") as library:
        library.load(source)
    return open_store(folder / "library.db", read_only=True)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    store = load(small_tables(), tmp_path_factory.mktemp("small"))
    yield Asked(store)
    store.close()


@pytest.fixture
def ask_tables(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Tables], Asked]]:
    """Return a function that loads tables into a library of their own."""
    opened: list[Store] = []

    def ask(tables: Tables) -> Asked:
        opened.append(load(tables, tmp_path_factory.mktemp("asked")))
        return Asked(opened[-1])

    yield ask
    for store in opened:
        store.close()

"""beliefgraph: a graph database of beliefs and evidence for qualitative evidence synthesis.

>>> import beliefgraph as bg  # doctest: +SKIP
>>> with bg.open("beliefgraph.db") as library:  # doctest: +SKIP
...     library.load("evidence.xlsx")
...     library.paths("fear of litigation", "order imaging")
"""

from beliefgraph.errors import (
    AccessRefused,
    AmbiguousName,
    ArchiveError,
    BeliefGraphError,
    CommitUnknown,
    DanglingReference,
    EngineMissing,
    ExtraMissing,
    FileProblems,
    IdentityClash,
    InputError,
    LoadRefused,
    MapError,
    ModelError,
    ParameterError,
    QueryTimeout,
    QuestionError,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreForeign,
    StoreTooNew,
    StoreUnreachable,
    UnknownName,
    UnknownQuestion,
    WriteRefused,
)
from beliefgraph.graph.records import Link, Place, Problem, Record, Ref
from beliefgraph.graph.report import LoadReport
from beliefgraph.library import Access, Filters, Library, open, open_demo  # noqa: A004 - bg.open reads like open

__all__ = [
    "Access",
    "AccessRefused",
    "AmbiguousName",
    "ArchiveError",
    "BeliefGraphError",
    "CommitUnknown",
    "DanglingReference",
    "EngineMissing",
    "ExtraMissing",
    "FileProblems",
    "Filters",
    "IdentityClash",
    "InputError",
    "Library",
    "Link",
    "LoadRefused",
    "LoadReport",
    "MapError",
    "ModelError",
    "ParameterError",
    "Place",
    "Problem",
    "QueryTimeout",
    "QuestionError",
    "Record",
    "Ref",
    "StoreBusy",
    "StoreDamaged",
    "StoreError",
    "StoreForeign",
    "StoreTooNew",
    "StoreUnreachable",
    "UnknownName",
    "UnknownQuestion",
    "WriteRefused",
    "open",
    "open_demo",
]

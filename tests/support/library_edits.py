"""Changes to random libraries: rows spread over several sources, and edited copies of one source."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from support.library_maker import ORDER
from support.reference_tables import cell, cells, library, tdf

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Sequence

    from support.reference_tables import Row, Tables

Key = tuple[str, str]
"""(table, id)."""

BELIEFS = ("subthemes", "themes")
ENDS = ("subthemes", "themes", "behaviours")
REFERENCES: dict[str, dict[str, tuple[str, ...]]] = {
    "studies": {"reviews": ("reviews",), "same_as": ("studies",)},
    "groups": {"study": ("studies",)},
    "themes": {"parent": ("themes",)},
    "subthemes": {"themes": ("themes",), "domains": ("domains",), "opposite_of": ("subthemes",)},
    "behaviours": {"opposite_of": ("behaviours",)},
    "quotes": {
        "study": ("studies",),
        "groups": ("groups",),
        "supports": BELIEFS,
        "contradicts": BELIEFS,
        "behaviours": ("behaviours",),
    },
    "codings": {"quote": ("quotes",), "subtheme": BELIEFS},
    "findings": {
        "review": ("reviews",),
        "study": ("studies",),
        "summarises": BELIEFS,
        "behaviours": ("behaviours",),
        "domains": ("domains",),
        "studies": ("studies",),
    },
    "claims": {
        "cause": ENDS,
        "effect": ENDS,
        "quotes": ("quotes",),
        "finding": ("findings",),
        "study": ("studies",),
        "review": ("reviews",),
    },
    "finding_beliefs": {"finding": ("findings",), "belief": BELIEFS},
    "contributions": {"finding": ("findings",), "study": ("studies",)},
    "mappings": {"belief": ("subthemes",), "domain": ("domains",)},
    "asked": {"study": ("studies",), "groups": ("groups",), "about": (*BELIEFS, "domains")},
    "appraisals": {"study": ("studies",)},
    "targets": {"addresses": ("subthemes",), "aims_at": ("behaviours",)},
}
"""Which tables the ids in a column are from. TDF domains are in no table."""

OPTIONAL_LINKS = (
    ("studies", "same_as"),
    ("studies", "reviews"),
    ("subthemes", "themes"),
    ("subthemes", "domains"),
    ("quotes", "groups"),
    ("quotes", "contradicts"),
)
"""Cells that an edit may empty: what hangs on them must change with them."""

VALUES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("studies", "year", ("", "1999", "2010")),
    ("studies", "country", ("", "Chile", "Finland;Canada")),
    ("studies", "coverage", ("", "full", "partial")),
    ("groups", "roles", ("patient", "clinician", "patient;clinician")),
    ("subthemes", "definition", ("", "another meaning")),
    ("quotes", "text", ("other words", "other\nwords")),
    ("quotes", "kind", ("", "verbatim", "paraphrase", "author")),
    ("quotes", "roles", ("", "patient", "carer;clinician")),
    ("quotes", "speaker", ("", "P1", "P9")),
    ("claims", "basis", ("", "stated", "framed", "inferred")),
    ("claims", "direction", ("encourages", "discourages", "no_effect")),
    ("claims", "emphasis", ("", "main", "minor")),
    ("claims", "note", ("", "a note", "another note")),
    ("findings", "reported_studies", ("", "3", "12")),
    ("findings", "confidence", ("", "Low")),
    ("finding_beliefs", "part", ("", "whole", "part")),
    ("finding_beliefs", "relation", ("", "same", "opposite")),
    ("mappings", "status", ("", "agreed", "rejected")),
    ("contributions", "relevance", ("", "direct", "partial")),
)
"""What an edit may write into a cell."""


def ids(tables: Tables) -> set[Key]:
    return {(table, cell(row, "id")) for table, rows in tables.items() for row in rows if cell(row, "id")}


def references(table: str, row: Row, known: set[Key]) -> set[Key]:
    """What a row refers to. An id that nothing has is given for the first table it could be from."""
    found = set()
    for column, tables in REFERENCES.get(table, {}).items():
        for id_ in cells(row, column):
            fitting = [(one, id_) for one in tables if (one, id_) in known]
            if fitting or "domains" not in tables or tdf(id_) is None:
                found.add(fitting[0] if fitting else (tables[0], id_))
    return found


def united(sources: Iterable[Tables]) -> Tables:
    """All rows together; of a row given twice, each cell from the first source that fills it."""
    together: Tables = {}
    seen: dict[Key, Row] = {}
    for tables in sources:
        for table, rows in tables.items():
            for row in rows:
                first = seen.get((table, cell(row, "id"))) if cell(row, "id") else None
                if first is None:
                    first = dict(row)
                    together.setdefault(table, []).append(first)
                    seen[table, cell(row, "id")] = first
                else:
                    first.update({key: value for key, value in row.items() if value and not cell(first, key)})
    return together


def valid(sources: Sequence[Tables]) -> bool:
    """Can these sources be loaded together? Checks what editing and removing rows can break."""
    together = united(sources)
    known = ids(together)
    for table, rows in together.items():
        if any(not references(table, row, known) <= known for row in rows):
            return False
    lib = library(together)
    groups_fit = all(
        lib.groups[group].study == quote.study for quote in lib.quotes.values() for group in quote.groups
    )
    studies_fit = all(
        not claim.study
        or not claim.quotes
        or claim.study in {lib.quotes[quote].study for quote in claim.quotes}
        for claim in lib.claims.values()
    )
    evidence = all(one.quotes or one.finding or one.study or one.review for one in lib.claims.values())
    coded = {(one.quote, one.belief, one.coder) for one in lib.codings}
    return groups_fit and studies_fit and evidence and len(coded) == len(lib.codings)


def _clusters(table: str, rows: list[Row], known: set[Key]) -> list[list[Row]]:
    """Rows of one table that refer to each other, together (chains and rings of studies, opposites, parents)."""
    clusters = [[row] for row in rows]
    for row in rows:
        for other_table, id_ in references(table, row, known):
            if other_table == table and cell(row, "id") != id_:
                one = next(cluster for cluster in clusters if row in cluster)
                other = next(
                    cluster for cluster in clusters if any(cell(member, "id") == id_ for member in cluster)
                )
                if one is not other:
                    one.extend(other)
                    clusters.remove(other)
    return clusters


def split(tables: Tables, n: int, rng: random.Random, *, share: bool = False) -> list[Tables]:
    """The rows spread over at most ``n`` sources; each refers only to itself and to earlier ones.

    With ``share``, now and then a later source gives a study or belief of an earlier one again, with another
    value in one cell (a conflict, which the first source decides). No source is empty.
    """
    known = ids(tables)
    place: dict[Key, int] = {}
    sources: list[Tables] = [{} for _ in range(n)]
    for table in ORDER:
        for cluster in _clusters(table, tables.get(table, []), known):
            wanted = {key for row in cluster for key in references(table, row, known) if key[0] != table}
            source = rng.randint(max((place[key] for key in wanted), default=0), n - 1)
            for row in cluster:
                place[table, cell(row, "id")] = source
                sources[source].setdefault(table, []).append(dict(row))
    if share:
        _share(sources, rng)
    return [source for source in sources if source]


def _share(sources: list[Tables], rng: random.Random) -> None:
    for later, earlier in zip(sources[1:], sources, strict=False):
        # A source that mostly repeats another is refused, and so is a row that is joined differently.
        if sum(map(len, later.values())) < 5 or rng.random() < 0.5:
            continue
        joined = {cell(row, "same_as") for row in earlier.get("studies", [])}
        alone = [
            row
            for row in earlier.get("studies", [])
            if not cell(row, "same_as") and cell(row, "id") not in joined
        ]
        if alone:
            row = rng.choice(alone)
            later.setdefault("studies", []).append(
                {"id": row["id"], "title": row["title"], "country": "Chile"}
            )
        elif earlier.get("subthemes"):
            row = rng.choice(earlier["subthemes"])
            later.setdefault("subthemes", []).append(
                {"id": row["id"], "label": row["label"], "definition": "other"}
            )


def edits(tables: Tables, rng: random.Random, others: Sequence[Tables] = (), *, times: int = 3) -> Tables:
    """A changed copy of one source: up to ``times`` edits that leave it loadable beside ``others``."""
    current = tables
    for _ in range(times):
        changed = copy.deepcopy(current)
        rng.choice((_change_value, _change_value, _empty_link, _move_effect, _delete, _add))(changed, rng)
        changed = {table: rows for table, rows in changed.items() if rows}
        enough = sum(map(len, changed.values())) * 2 >= sum(map(len, tables.values()))
        if enough and valid([*others, changed]):
            current = changed
    return current


def _change_value(tables: Tables, rng: random.Random) -> None:
    table, column, values = rng.choice(
        [one for one in VALUES if tables.get(one[0])] or [("studies", "year", ("",))]
    )
    for row in rng.sample(tables.get(table, []), min(1, len(tables.get(table, [])))):
        row[column] = rng.choice(values)


def _empty_link(tables: Tables, rng: random.Random) -> None:
    filled = [
        (row, column)
        for table, column in OPTIONAL_LINKS
        for row in tables.get(table, [])
        if cell(row, column)
    ]
    for row, column in rng.sample(filled, min(1, len(filled))):
        row[column] = ""


def _move_effect(tables: Tables, rng: random.Random) -> None:
    behaviours = [row["id"] for row in tables.get("behaviours", [])]
    if behaviours and tables.get("claims"):
        row = rng.choice(tables["claims"])
        # A plain word: "barrier" would be refused on a behaviour that has an opposite.
        row.update(effect=rng.choice(behaviours), direction="discourages")


def _delete(tables: Tables, rng: random.Random) -> None:
    """Deletes a row and every row of this source that refers to it."""
    known = ids(tables)
    table = rng.choice([one for one in tables if tables[one]])
    going = [(table, rng.choice(tables[table]))]
    while going:
        table, row = going.pop()
        if row not in tables[table]:
            continue
        tables[table].remove(row)
        key = (table, cell(row, "id"))
        going += [(t, r) for t, rows in tables.items() for r in rows if key in references(t, r, known)]


def _add(tables: Tables, rng: random.Random) -> None:
    """Adds a copy of a row under a new id."""
    named = [
        one for one in ("studies", "groups", "subthemes", "quotes", "findings", "claims") if tables.get(one)
    ]
    if not named:
        return
    table = rng.choice(named)
    row = dict(rng.choice(tables[table]))
    taken = {id_ for _, id_ in ids(tables)}
    row["id"] = next(
        f"{row['id']}+{number}" for number in range(1, 99) if f"{row['id']}+{number}" not in taken
    )
    for column in ("label", "text", "statement", "title"):
        if column in row:
            row[column] = f"{row[column]} ({row['id']})"
    tables[table].append(row)

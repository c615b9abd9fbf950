"""Reads evidence tables into the plain model: short forms, value aliases, defaults and joined studies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from support.reference_model import (
    TDF_LABELS,
    Appraisal,
    Asked,
    Claim,
    Coding,
    Finding,
    Group,
    Mapping,
    Plain,
    Quote,
    Study,
    Summary,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

Row = dict[str, str]
Tables = dict[str, list[Row]]

DIRECTIONS = {
    "encourages": "encourages",
    "+": "encourages",
    "enabler": "encourages",
    "facilitator": "encourages",
    "discourages": "discourages",
    "barrier": "discourages",
    "no effect": "no_effect",
    "unclear": "unclear",
}
ROLES = {
    "patient": "patient",
    "patients": "patient",
    "clinician": "clinician",
    "clinicians": "clinician",
    "carer": "carer",
    "carers": "carer",
    "public": "public",
    "publics": "public",
    "other": "other",
    "others": "other",
}
CONFIDENCE = {"high": "High", "moderate": "Moderate", "low": "Low", "very low": "Very low"}


def fold(text: str) -> str:
    """Case, spaces, hyphens and typographic apostrophes do not tell two values apart."""
    straight = text.replace("’", "'").replace("‘", "'")
    return re.sub(r"[\s_‐‑–-]+", " ", straight).strip().casefold()


def cell(row: Row, column: str) -> str:
    return (row.get(column) or "").strip()


def cells(row: Row, column: str) -> list[str]:
    """Several values: ``;`` parts them, empty pieces are ignored."""
    return [piece.strip() for piece in cell(row, column).split(";") if piece.strip()]


def number(row: Row, column: str) -> int | None:
    text = cell(row, column)
    return int(text) if re.fullmatch(r"[0-9]+", text) else None


def roles(row: Row) -> frozenset[str]:
    return frozenset(ROLES[fold(piece)] for piece in cells(row, "roles"))


def direction(row: Row) -> str:
    text = cell(row, "direction")
    return "discourages" if text == "-" else DIRECTIONS[fold(text)]


def slug(label: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-")


def _domain_key(name: str) -> str:
    """British or American spelling, plural or singular: one key."""
    american = slug(name).replace("behaviour", "behavior")
    return "-".join(word.rstrip("s") for word in american.split("-"))


def tdf(name: str) -> str | None:
    """The id of the TDF v2 domain a cell means, by id or label; None if it means none."""
    fitting = [label for label in TDF_LABELS if _domain_key(label) == _domain_key(name)]
    return slug(fitting[0]) if fitting else None


def domain(name: str, own: dict[str, str]) -> str:
    """The id a cell with a domain means: of the library's own domains first, else of TDF v2."""
    if name in own:
        return name
    return tdf(name) or next(id_ for id_, label in own.items() if fold(label) == fold(name))


def _joined(rows: list[Row]) -> dict[str, str]:
    """Every study row's id to the id of the study it is part of.

    "Rows joined by `same_as` are one study: the id at the end of the chain (the smallest in a ring)".
    """
    following = {cell(row, "id"): cell(row, "same_as") for row in rows}
    ends = {}
    for start in following:
        walked = [start]
        while following[walked[-1]] and following[walked[-1]] not in walked:
            walked.append(following[walked[-1]])
        again = following[walked[-1]]
        ends[start] = min(walked[walked.index(again) :]) if again else walked[-1]
    return ends


def _studies(rows: list[Row], joined: dict[str, str]) -> dict[str, Study]:
    studies = {}
    for id_ in sorted(set(joined.values())):
        own = [row for row in rows if cell(row, "id") == id_]
        others = [row for row in rows if joined[cell(row, "id")] == id_ and cell(row, "id") != id_]
        # "properties from its row, else from the others": the others in the order of their ids.
        ordered = own + sorted(others, key=lambda row: cell(row, "id"))
        studies[id_] = Study(
            id=id_,
            ids=frozenset(cell(row, "id") for row in ordered),
            year=next((number(row, "year") for row in ordered if number(row, "year") is not None), None),
            country=next((tuple(cells(row, "country")) for row in ordered if cells(row, "country")), ()),
            coverage=next((fold(cell(row, "coverage")) for row in ordered if cell(row, "coverage")), ""),
            # "reviews, groups, quotes, appraisals united".
            reviews=frozenset(review for row in ordered for review in cells(row, "reviews")),
        )
    return studies


def _basis(row: Row, quotes: Iterable[str], kinds: dict[str, str]) -> str:
    """Default stated with a verbatim quote, else framed."""
    if cell(row, "basis"):
        return fold(cell(row, "basis"))
    return "stated" if any(kinds[quote] == "verbatim" for quote in quotes) else "framed"


def _claim(
    row: Row,
    id_: str,
    ends: tuple[str, str],
    kinds: dict[str, str],
    *,
    quotes: Iterable[str] = (),
    finding: str = "",
    study: str = "",
    review: str = "",
) -> Claim:
    quotes = frozenset(quotes)
    # Roles in a quote's or finding's row are those of the quote or finding, not of the claim it makes.
    own_row = "cause" in row
    return Claim(
        id=id_,
        cause=ends[0],
        effect=ends[1],
        direction=direction(row),
        basis=_basis(row, quotes, kinds),
        quotes=quotes,
        finding=finding,
        study=study,
        review=review,
        roles=roles(row) if own_row else frozenset(),
        emphasis=fold(cell(row, "emphasis")) if own_row else "",
        coder=cell(row, "coder"),
        had_text=bool(quotes or finding),
    )


def _claims(tables: Tables, joined: dict[str, str], kinds: dict[str, str]) -> dict[str, Claim]:
    claims = [
        _claim(
            row,
            cell(row, "id") or f"claim without id, row {position}",
            (cell(row, "cause"), cell(row, "effect")),
            kinds,
            quotes=cells(row, "quotes"),
            finding=cell(row, "finding"),
            study=joined.get(cell(row, "study"), ""),
            review=cell(row, "review"),
        )
        for position, row in enumerate(tables.get("claims", []), start=2)
    ]
    # "quotes.behaviours + direction = one claim from each supported belief to each behaviour, based on that quote".
    for row in tables.get("quotes", []):
        for belief in cells(row, "supports"):
            for behaviour in cells(row, "behaviours"):
                id_ = f"{cell(row, 'id')}:{belief}:{behaviour}"
                claims.append(_claim(row, id_, (belief, behaviour), kinds, quotes=[cell(row, "id")]))
    # "findings.behaviours + direction = the same from each belief it summarises; without direction only ABOUT".
    for row in tables.get("findings", []):
        for belief in cells(row, "summarises") if cell(row, "direction") else []:
            for behaviour in cells(row, "behaviours"):
                id_ = f"{cell(row, 'id')}:{belief}:{behaviour}"
                claims.append(_claim(row, id_, (belief, behaviour), kinds, finding=cell(row, "id")))
    assert len({claim.id for claim in claims}) == len(claims), "two claims with one id"
    return {claim.id: claim for claim in claims}


def _summaries(tables: Tables) -> dict[tuple[str, str], Summary]:
    """finding_beliefs and the short form; "a finding_beliefs row for a pair already in `summarises` completes it"."""
    stated: dict[tuple[str, str], Row] = {}
    for row in tables.get("findings", []):
        for belief in cells(row, "summarises"):
            stated[cell(row, "id"), belief] = {}
    for row in tables.get("finding_beliefs", []):
        stated[cell(row, "finding"), cell(row, "belief")] = row
    summaries = {}
    for (finding, belief), row in stated.items():
        # "part is `whole` if the finding has one belief over both tables, else `part`; empty relation = same".
        alone = len({other for one, other in stated if one == finding}) == 1
        summaries[finding, belief] = Summary(
            part=fold(cell(row, "part")) or ("whole" if alone else "part"),
            relation=fold(cell(row, "relation")) or "same",
        )
    return summaries


def _codings(tables: Tables) -> set[Coding]:
    codings = set()
    for row in tables.get("quotes", []):
        for column in ("supports", "contradicts"):
            for belief in cells(row, column):
                codings.add(Coding(cell(row, "id"), belief, column, cell(row, "coder")))
    for row in tables.get("codings", []):
        codings.add(
            Coding(cell(row, "quote"), cell(row, "subtheme"), fold(cell(row, "stance")), cell(row, "coder"))
        )
    return codings


def _contributions(tables: Tables, joined: dict[str, str]) -> set[tuple[str, str]]:
    contributions = {
        (cell(row, "finding"), joined[cell(row, "study")]) for row in tables.get("contributions", [])
    }
    for row in tables.get("findings", []):
        contributions |= {(cell(row, "id"), joined[study]) for study in cells(row, "studies")}
    return contributions


def _findings(rows: list[Row], joined: dict[str, str]) -> dict[str, Finding]:
    return {
        cell(row, "id"): Finding(
            id=cell(row, "id"),
            review=cell(row, "review"),
            study=joined.get(cell(row, "study"), ""),
            roles=roles(row),
            studies=number(row, "reported_studies"),
            participants=number(row, "reported_participants"),
            confidence=CONFIDENCE.get(fold(cell(row, "confidence"))),
        )
        for row in rows
    }


def _mappings(tables: Tables, own: dict[str, str]) -> set[Mapping]:
    mappings = {
        Mapping(
            cell(row, "belief"),
            domain(cell(row, "domain"), own),
            cell(row, "by"),
            fold(cell(row, "status")) or "agreed",
        )
        for row in tables.get("mappings", [])
    }
    for row in tables.get("subthemes", []):
        mappings |= {
            Mapping(cell(row, "id"), domain(name, own), "", "agreed") for name in cells(row, "domains")
        }
    return mappings


def _labels(rows: list[Row]) -> dict[str, str]:
    return {cell(row, "id"): cell(row, "label") for row in rows}


def _structure(tables: Tables) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """PART_OF pairs, and OPPOSITE_OF pairs both ways round."""
    part_of = {
        (cell(row, "id"), theme) for row in tables.get("subthemes", []) for theme in cells(row, "themes")
    }
    part_of |= {
        (cell(row, "id"), theme) for row in tables.get("themes", []) for theme in cells(row, "parent")
    }
    opposites = set()
    for table in ("subthemes", "behaviours"):
        for row in tables.get(table, []):
            for other in cells(row, "opposite_of"):
                opposites |= {(cell(row, "id"), other), (other, cell(row, "id"))}
    return part_of, opposites


def _quotes(rows: list[Row], joined: dict[str, str]) -> dict[str, Quote]:
    return {
        cell(row, "id"): Quote(
            id=cell(row, "id"),
            study=joined[cell(row, "study")],
            groups=frozenset(cells(row, "groups")),
            roles=roles(row),
            kind=fold(cell(row, "kind")) or "verbatim",
            speaker=cell(row, "speaker"),
        )
        for row in rows
    }


def _groups(rows: list[Row], joined: dict[str, str]) -> dict[str, Group]:
    return {
        cell(row, "id"): Group(
            cell(row, "id"), joined[cell(row, "study")], roles(row), tuple(cells(row, "profession"))
        )
        for row in rows
    }


def _asked(tables: Tables, joined: dict[str, str], own: dict[str, str]) -> set[Asked]:
    topics = {cell(row, "id") for table in ("subthemes", "themes") for row in tables.get(table, [])}
    asked = set()
    for row in tables.get("asked", []):
        about = cell(row, "about")
        about = about if about in topics else domain(about, own)
        answer = fold(cell(row, "asked"))
        asked.add(Asked(joined[cell(row, "study")], frozenset(cells(row, "groups")), about, answer))
    return asked


def _appraisals(rows: list[Row], joined: dict[str, str]) -> set[Appraisal]:
    return {
        Appraisal(joined[cell(row, "study")], cell(row, "tool"), cell(row, "item"), cell(row, "answer"))
        for row in rows
    }


def library(tables: Tables) -> Plain:
    """The plain library the evidence tables describe; cells are text exactly as in the CSV files."""
    joined = _joined(tables.get("studies", []))
    quotes = _quotes(tables.get("quotes", []), joined)
    own_domains = _labels(tables.get("domains", []))
    part_of, opposites = _structure(tables)
    return Plain(
        reviews=frozenset(cell(row, "id") for row in tables.get("reviews", [])),
        studies=_studies(tables.get("studies", []), joined),
        groups=_groups(tables.get("groups", []), joined),
        quotes=quotes,
        claims=_claims(tables, joined, {quote.id: quote.kind for quote in quotes.values()}),
        findings=_findings(tables.get("findings", []), joined),
        summaries=_summaries(tables),
        contributions=frozenset(_contributions(tables, joined)),
        codings=frozenset(_codings(tables)),
        mappings=frozenset(_mappings(tables, own_domains)),
        asked=frozenset(_asked(tables, joined, own_domains)),
        appraisals=frozenset(_appraisals(tables.get("appraisals", []), joined)),
        beliefs=_labels(tables.get("subthemes", [])),
        themes=_labels(tables.get("themes", [])),
        behaviours=_labels(tables.get("behaviours", [])),
        domains={**own_domains, **{slug(label): label for label in TDF_LABELS}},
        part_of=frozenset(part_of),
        opposites=frozenset(opposites),
    )

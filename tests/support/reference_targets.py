"""Which beliefs and domains are worth targeting for a behaviour, ranked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from support.reference_contrast import against
from support.reference_model import TDF_LABELS
from support.reference_paths import claims_between, evidence, paths_over, readings, steps
from support.reference_statements import named, statements, studies
from support.reference_subset import subset
from support.reference_tables import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from support.reference_model import Plain
    from support.reference_paths import Steps

Row = dict[str, Any]

ORDER = {"belief": ("studies", "reach", "conflict"), "domain": ("studies", "elaboration", "conflict")}
"""What decides the rank; all descending."""


def united(kinds: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """ "counted = union, listed = union less counted, reported ... = distinct (finding, part)"."""
    kinds = list(kinds)
    counted = {study for one in kinds for study in one["counted"]}
    listed = {study for one in kinds for study in one["listed"]}
    entries = {
        (e["finding"] or "", e["review"], e["part"] or ""): e for one in kinds for e in one["reported"]
    }
    return {
        "counted": sorted(counted),
        "listed": sorted(listed - counted),
        "reported": [entries[key] for key in sorted(entries)],
    }


class _Question:
    """One behaviour in one library: what every row needs."""

    def __init__(self, lib: Plain, x: str, *, inferred: bool, opposites: bool) -> None:
        self.lib, self.x, self.inferred = lib, x, inferred
        self.readings = readings(lib, inferred=inferred, opposites=opposites)
        self.steps: Steps = steps(lib, inferred=inferred, opposites=opposites)
        self.paths = {b: paths_over(lib, self.steps, b, x, 4) for b in sorted(lib.beliefs)}

    def ranked(self, b: str) -> bool:
        """ "beliefs with a path to X whose steps all have named studies"."""
        return any(path["support"] > 0 for path in self.paths[b])

    def evidence(self, b: str) -> dict[str, Any]:
        """ "*studies(b, X)* = named studies of the claims on the first step of any such path"; for a reported-only
        belief "studies over the first steps of all their paths"."""
        paths = [path for path in self.paths[b] if path["support"] > 0 or not self.ranked(b)]
        return united([path["steps"][0]["studies"] for path in paths])

    def direct(self, b: str) -> int:
        """ "*direct* = named studies of the step b→X"."""
        step = self.steps.get((b, self.x))
        return len(named(step["studies"])) if step else 0

    def direction(self, b: str) -> str | None:
        step = self.steps.get((b, self.x))
        # "of the step b→X if it has named studies, else of the first path in path order with support > 0"; for a
        # reported-only belief "of the step b→X if there is one, else of the first path in path order".
        if step and (self.direct(b) or not self.ranked(b)):
            return str(step["direction"])
        return next(
            (str(p["direction"]) for p in self.paths[b] if p["support"] > 0 or not self.ranked(b)), None
        )

    def conflict(self, b: str) -> bool:
        """ "against or mixed is not empty for b (anywhere in the selection), or its direct step is mixed"."""
        step = self.steps.get((b, self.x))
        mixed = step is not None and step["direction"] == "mixed"
        return mixed or bool(against(self.lib, b, inferred=self.inferred))

    def emphasis(self, b: str) -> int:
        """ "number of named studies of main claims b→X that encourage or discourage"."""
        making = claims_between(self.readings, (b, self.x), ("encourages", "discourages"))
        main = [one.claim for one in making if one.claim.emphasis == "main"]
        return len(named(evidence(self.lib, main, b)))

    def roles(self, b: str) -> set[str]:
        """ "*roles* = told roles of supporting statements about b"."""
        said = statements(self.lib, b, inferred=self.inferred)
        return {role for one in said if one.supports for role in one.roles}

    def confidence(self, b: str) -> list[Row]:
        """ "*confidence* = [{finding, review, level, part}] of studies(b).reported that have a finding"."""
        return [
            {"finding": e["finding"], "review": e["review"], "level": e["confidence"], "part": e["part"]}
            for e in studies(self.lib, b, inferred=self.inferred)["reported"]
            if e["finding"] is not None
        ]

    def belief_row(self, b: str) -> Row:
        reaching = [path["support"] for path in self.paths[b] if path["support"] > 0]
        kinds = self.evidence(b)
        return {
            "rank": None,
            "belief": b,
            "label": self.lib.beliefs[b],
            "direction": self.direction(b),
            "studies": kinds,
            "n_studies": len(named(kinds)),
            "conflict": self.conflict(b),
            # "*reach* = the largest support of such a path".
            "reach": max(reaching, default=0),
            "emphasis": self.emphasis(b),
            "roles": sorted(self.roles(b)),
            "confidence": self.confidence(b),
            "reported_only": False,
            "inferred_only": False,
            "_direct": self.direct(b),
        }


def _key(row: Row, order: Sequence[str]) -> tuple[int, ...]:
    names = {"studies": "n_studies", "direct": "_direct"}
    return tuple(-int(row.get(names.get(one, one)) or 0) for one in order)


def _rank(rows: list[Row], order: Sequence[str], tie: str) -> list[Row]:
    """ "equal on these = same rank (1,1,3)"; "Inside a rank: id (belief), label (domain)"."""
    for row in rows:
        row["rank"] = 1 + sum(_key(other, order) < _key(row, order) for other in rows)
    return sorted(rows, key=lambda row: (row["rank"], row[tie]))


def _of_direction(rows: list[Row], direction: str | None) -> list[Row]:
    """ "`--direction` ranks among the rows of that direction; mixed rows are in both"."""
    return [row for row in rows if direction is None or row["direction"] in (direction, "mixed")]


def _by_belief(
    question: _Question, order: Sequence[str], direction: str | None, opposites: bool
) -> list[Row]:
    lib, x = question.lib, question.x
    rows = [question.belief_row(b) for b in sorted(lib.beliefs) if question.ranked(b)]
    # "**Reported-only** beliefs (paths to X, none with named studies throughout) follow, rank null, reach 0".
    only = [b for b in sorted(lib.beliefs) if question.paths[b] and not question.ranked(b)]
    reported_only = [{**question.belief_row(b), "reported_only": True} for b in only]
    ranked = _rank(_of_direction(rows, direction), order, "belief")
    rows = ranked + _of_direction(reported_only, direction)
    if question.inferred or direction is not None:
        return rows
    # "Last, by belief, unless `--inferred`, beliefs whose only paths to X use inferred claims".
    with_ours = steps(lib, inferred=True, opposites=opposites)
    for b in sorted(lib.beliefs):
        if not question.paths[b] and paths_over(lib, with_ours, b, x, 4):
            empty = {"studies": united([]), "roles": [], "confidence": [], "inferred_only": True}
            rows.append({**question.belief_row(b), **empty})
    return rows


def _domain_row(question: _Question, beliefs: list[str]) -> Row:
    rows = [question.belief_row(b) for b in beliefs]
    kinds = united([row["studies"] for row in rows])
    ways = {row["direction"] for row in rows}
    confidence = {(e["finding"], e["part"] or ""): e for row in rows for e in row["confidence"]}
    return {
        "rank": None,
        "domain": None,
        # "direction = theirs if one, else mixed".
        "direction": None if not ways else ways.pop() if len(ways) == 1 else "mixed",
        "studies": kinds,
        "n_studies": len(named(kinds)),
        "beliefs": beliefs,
        # "*elaboration* = number of its ranked beliefs".
        "elaboration": len(beliefs),
        # "*conflict* = one of them in conflict, or at least one encourages and one discourages".
        "conflict": any(row["conflict"] for row in rows)
        or {"encourages", "discourages"} <= {row["direction"] for row in rows},
        "roles": sorted({role for row in rows for role in row["roles"]}),
        "confidence": [confidence[key] for key in sorted(confidence)],
        "reported_only": False,
        "inferred_only": False,
    }


def _by_domain(question: _Question, order: Sequence[str], direction: str | None) -> list[Row]:
    lib = question.lib
    ranked = [b for b in sorted(lib.beliefs) if question.ranked(b)]
    # "mappings agreed; ... a pair agreed by one and rejected by another counts".
    agreed = {(one.belief, one.domain) for one in lib.mappings if one.status == "agreed"}
    with_evidence, without = [], []
    for domain, label in lib.domains.items():
        beliefs = [b for b in ranked if (b, domain) in agreed]
        row = {**_domain_row(question, beliefs), "domain": domain, "label": label}
        # "All 14 TDF v2 domains are rows, a domain of another framework only with evidence".
        if beliefs:
            with_evidence.append(row)
        elif label in TDF_LABELS and domain == slug(label):
            without.append(row)
    rows = _rank(_of_direction(with_evidence, direction), order, "label")
    # "those without evidence share the rank after the last with evidence".
    for row in sorted(_of_direction(without, direction), key=lambda row: row["label"]):
        rows.append({**row, "rank": 1 + len(with_evidence)})
    # "Beliefs without a domain: one last row, `domain` null, unranked, only if not empty."
    homeless = [b for b in ranked if not any(b == belief for belief, _ in agreed)]
    last = [_domain_row(question, homeless)] if homeless else []
    return rows + _of_direction(last, direction)


def targets(
    lib: Plain,
    x: str,
    by: str = "belief",
    *,
    inferred: bool = False,
    opposites: bool = True,
    order: Sequence[str] | None = None,
    direction: str | None = None,
    ranks: bool = False,
) -> list[Row]:
    """Rows of ``targets``; ``rank_best`` and ``rank_worst`` only with ``ranks`` (slow)."""
    rows = _rows(lib, x, by, inferred, opposites, order, direction)
    if ranks:
        _best_and_worst(rows, lib, x, by, inferred, opposites, order, direction)
    return [{key: value for key, value in row.items() if not key.startswith("_")} for row in rows]


def _rows(
    lib: Plain,
    x: str,
    by: str,
    inferred: bool,
    opposites: bool,
    order: Sequence[str] | None,
    direction: str | None,
) -> list[Row]:
    question = _Question(lib, x, inferred=inferred, opposites=opposites)
    if by == "belief":
        return _by_belief(question, order or ORDER[by], direction, opposites)
    return _by_domain(question, order or ORDER[by], direction)


def _best_and_worst(
    rows: list[Row],
    lib: Plain,
    x: str,
    by: str,
    inferred: bool,
    opposites: bool,
    order: Sequence[str] | None,
    direction: str | None,
) -> None:
    """ "over the full library and every removal of one study (as `--without-study`): competition rank among the rows
    of the full ranking, recomputed; an item with nothing left gets the number of rows with a rank"."""
    question = _Question(lib, x, inferred=inferred, opposites=opposites)
    ranked_beliefs = [b for b in lib.beliefs if question.ranked(b)]
    enough = len(named(united([question.evidence(b) for b in ranked_beliefs]))) >= 5
    # "null for all rows if the union ... has fewer than 5 studies"; "those without evidence ... rank_best/worst null".
    seen: dict[str, list[int]] = {
        row[by]: [row["rank"]] for row in rows if row["rank"] is not None and row["n_studies"]
    }
    everyone = sum(row["rank"] is not None for row in rows)
    for study in sorted(lib.studies) if enough else []:
        smaller = subset(lib, {"without_study": [study]})
        again = _rows(smaller, x, by, inferred, opposites, order, direction)
        ranks = {row[by]: row["rank"] for row in again if row["rank"] is not None and row["n_studies"]}
        for item, found in seen.items():
            found.append(ranks.get(item, everyone))
    for row in rows:
        found = seen.get(row[by], []) if enough else []
        row["rank_best"], row["rank_worst"] = min(found, default=None), max(found, default=None)

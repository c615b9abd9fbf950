"""Rules over several rows and tables, as pure functions of records.

They hold for the rows of one file and, in the same words, for the merged records of a whole library: what a
reference does not find among the records given is left alone. ``check`` runs them all.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from ..graph.fold import fold
from ..graph.merge import joined_studies
from ..graph.records import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ..graph.merge import Merged
    from ..graph.records import Link, Place, Record

Records: TypeAlias = "Mapping[str, Record]"
"""Records by ``kind/id``."""


def check(records: Records) -> list[Problem]:
    """Return the problems of all rules, rule by rule; the place names the row and the table's column."""
    return [problem for rule in RULES for problem in rule(records)]


def check_merged(merged: Mapping[str, Merged]) -> list[Problem]:
    """Return the problems of all rules over the merged records of a library."""
    return check({about: item.record for about, item in merged.items()})


def codings_at_odds(records: Records) -> Iterator[Problem]:
    """Yield quotes that support and contradict one belief by the same coder; two coders may differ."""
    denied = {_coding(link): record for record, link in _links(records, "CONTRADICTS")}
    if not denied:
        return
    for record, link in _links(records, "SUPPORTS"):
        other = denied.get(_coding(link))
        if other is None:
            continue
        # The row to look at is the one that adds the second view: a row of codings, else the quote itself.
        at, first = (record, other) if record.kind == "Coding" else (other, record)
        coder = str(link.properties.get("coder", ""))
        yield _problem(
            at,
            "stance" if at.kind == "Coding" else "contradicts",
            link.end.id,
            f"The quote {link.start.id} both supports and contradicts {link.end.id}"
            + (f", by the coder {coder}" if coder else "")
            + ("." if at is first else f"; see {first.place}."),
            "Keep one of the two; if two coders differ, say in coder who decided what.",
        )


def _coding(link: Link) -> tuple[str, str, str]:
    return link.start.id, link.end.id, fold(str(link.properties.get("coder", "")))


def groups_of_other_studies(records: Records) -> Iterator[Problem]:
    """Yield quotes and rows of asked whose group took part in another study; rows of ``same_as`` are one study."""
    joined = joined_studies(record for record in records.values() if record.kind == "Study")
    study_of = {link.start.id: link.end.id for _, link in _links(records, "TOOK_PART_IN")}
    for record in records.values():
        if record.kind == "Quote":
            study = next((link.end.id for link in record.links if link.relation == "REPORTED_IN"), None)
            groups = [link.end.id for link in record.links if link.relation == "VOICED_BY"]
        elif record.kind == "Asked":
            study = record.id.partition(";")[0]
            groups = [link.start.id for link in record.links if link.start.kind == "ParticipantGroup"]
        else:
            continue
        for group in groups:
            other = study_of.get(group)
            if (
                study is not None
                and other is not None
                and joined.get(study, study) != joined.get(other, other)
            ):
                yield _problem(
                    record,
                    "groups",
                    group,
                    f"The group {group} took part in the study {other}, but this row is about {study}.",
                    f"Name a group of {study}, or correct the study; if the two are one study, say so with same_as.",
                )


def claims_of_other_studies(records: Records) -> Iterator[Problem]:
    """Yield claims with a ``study`` from which none of their quotes is; only if all of the quotes are known."""
    joined = joined_studies(record for record in records.values() if record.kind == "Study")
    study_of = {link.start.id: link.end.id for _, link in _links(records, "REPORTED_IN")}
    for record in records.values():
        if record.kind != "Claim":
            continue
        said_in = [
            link.end.id
            for link in record.links
            if link.relation == "MADE_IN" and link.end.kind == "Study" and "left_out" not in link.properties
        ]
        quotes = [
            link.end.id for link in record.links if link.relation == "BASED_ON" and link.end.kind == "Quote"
        ]
        if not said_in or not quotes or not all(quote in study_of for quote in quotes):
            continue
        theirs = sorted({joined.get(study_of[quote], study_of[quote]) for quote in quotes})
        for study in said_in:
            if joined.get(study, study) not in theirs:
                yield _problem(
                    record,
                    "study",
                    study,
                    f"The claim names the study {study}, but its quotes are from {', '.join(theirs)}.",
                    "Clear study (the quotes say which study it is), or correct it or the quotes.",
                )


def contributions_to_own_findings(records: Records) -> Iterator[Problem]:
    """Yield studies listed for a finding that is a study's own: only a review lists studies."""
    own = {
        link.start.id: link.end.id for _, link in _links(records, "REPORTED_BY") if link.end.kind == "Study"
    }
    told: set[str] = set()
    for record, link in _links(records, "CONTRIBUTES_TO"):
        if link.end.id not in own or record.about in told:
            continue
        told.add(record.about)
        short = record.kind == "Finding"
        yield _problem(
            record,
            "studies" if short else "finding",
            link.start.id if short else link.end.id,
            f"The finding {link.end.id} is the study {own[link.end.id]}'s own, so no study can be listed for it.",
            "Clear studies." if short else "Remove the row, or name a review's finding.",
        )


def parents_in_a_ring(records: Records) -> Iterator[Problem]:
    """Yield themes, and domains, that are above themselves; several sources may name several parents."""
    parents: dict[str, dict[str, list[str]]] = {"Theme": {}, "Domain": {}}
    for record in records.values():
        if record.kind == "Theme":
            above = [link.end.id for link in record.links if link.relation == "PART_OF"]
            parents["Theme"][record.id] = list(dict.fromkeys(above))
        elif record.kind == "Domain" and isinstance(parent := record.properties.get("parent"), str):
            parents["Domain"][record.id] = [parent]
    for kind, above_of in parents.items():
        for ring in _rings(above_of):
            chain = " → ".join((*ring, ring[0]))
            yield _problem(
                records[f"{kind}/{ring[0]}"],
                "parent",
                ring[1 % len(ring)],
                f"{chain}: a {kind.lower()} cannot be above itself.",
                "Clear or correct parent in one of these rows.",
            )


def _rings(above: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Yield rings of parents, each once and from the row of it that comes first.

    Of rings that share rows, not all are found, but always one if there is any.
    """
    order = {identifier: index for index, identifier in enumerate(above)}
    done: set[str] = set()
    for start in above:
        # The way up from ``start``, each step with its parents not yet tried: no recursion, it may be long.
        walk = {start: iter(above[start])} if start not in done else {}
        while walk:
            at = next(reversed(walk))
            parent = next(walk[at], None)
            if parent is None:
                done.add(at)
                del walk[at]
            elif parent in walk:
                ring = list(walk)[list(walk).index(parent) :]
                first = ring.index(min(ring, key=order.__getitem__))
                yield ring[first:] + ring[:first]
            elif parent in above and parent not in done:
                walk[parent] = iter(above[parent])


def words_for_a_direction(records: Records) -> Iterator[Problem]:
    """Yield claims that say "barrier" or "enabler" of a behaviour where its opposite could be meant as well."""
    claims = [
        record
        for record in records.values()
        if record.kind == "Claim" and "direction_given" in record.properties
    ]
    if not claims:
        return
    opposed = {
        end.id
        for _, link in _links(records, "OPPOSITE_OF")
        for end in (link.start, link.end)
        if link.start.kind == "Behaviour"
    }
    told: set[tuple[Place, str]] = set()
    for record in claims:
        word = str(record.properties["direction_given"])
        for link in record.links:
            # A row of quotes or findings makes a claim for each of its beliefs, with one word for all.
            if link.relation != "EFFECT" or link.end.id not in opposed or (record.place, link.end.id) in told:
                continue
            told.add((record.place, link.end.id))
            yield _problem(
                record,
                "direction",
                word,
                f'"{word}" can be meant for {link.end.id} or for its opposite: papers print a barrier to good care '
                "beside the behaviour that is not wanted.",
                f"Say which you mean: encourages or discourages {link.end.id}. as_published keeps the paper's word.",
            )


RULES: tuple[Callable[[Records], Iterator[Problem]], ...] = (
    codings_at_odds,
    groups_of_other_studies,
    claims_of_other_studies,
    contributions_to_own_findings,
    parents_in_a_ring,
    words_for_a_direction,
)


def _links(records: Records, relation: str) -> Iterator[tuple[Record, Link]]:
    for record in records.values():
        for link in record.links:
            if link.relation == relation:
                yield record, link


def _problem(record: Record, column: str, value: str, message: str, cure: str) -> Problem:
    return Problem(replace(record.place, column=column), value, message, cure)

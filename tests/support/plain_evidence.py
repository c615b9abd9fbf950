"""The reference's plain library as the rows that the measures take, so that both can be asked the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beliefgraph.graph import evidence as rows

if TYPE_CHECKING:
    from support.reference_model import Claim, Plain


def as_evidence(lib: Plain, *, numbers_hidden: bool = False) -> rows.Evidence:
    """What reading the library from a store must give, but for what no measure uses (titles, years)."""
    return rows.Evidence(
        claims=tuple(_claim(claim) for _, claim in sorted(lib.claims.items())),
        quotes={
            quote.id: rows.Quote(
                id=quote.id,
                study=quote.study,
                kind=quote.kind,
                speaker=quote.speaker.strip() or None,
                roles=tuple(sorted(quote.roles)),
                groups=tuple(sorted(quote.groups)),
            )
            for quote in lib.quotes.values()
        },
        findings=_findings(lib),
        codings=tuple(
            rows.Coding(
                quote=one.quote,
                belief=one.belief,
                contradicts=one.stance == "contradicts",
                coder=one.coder or None,
            )
            for one in sorted(lib.codings, key=lambda one: (one.quote, one.belief, one.stance, one.coder))
        ),
        groups={
            group.id: rows.Group(
                id=group.id,
                study=group.study,
                roles=tuple(sorted(group.roles)),
                profession=group.profession,
            )
            for group in lib.groups.values()
        },
        studies={
            study.id: rows.Study(
                id=study.id, year=study.year, coverage=study.coverage or None, country=study.country
            )
            for study in lib.studies.values()
        },
        reviews=dict.fromkeys(lib.reviews, ""),
        ends={
            id_: rows.End(id=id_, kind=kind, label=label)
            for kind, labels in (
                ("Subtheme", lib.beliefs),
                ("Theme", lib.themes),
                ("Behaviour", lib.behaviours),
            )
            for id_, label in labels.items()
        },
        opposites={
            one: frozenset(lib.opposites_of(one) - {one}) for one, other in lib.opposites if one != other
        },
        mappings=tuple(sorted({(one.belief, one.domain) for one in lib.mappings if one.status == "agreed"})),
        domains=_domains(lib),
        asked=_asked(lib),
        parents={
            part: tuple(sorted(whole for one, whole in lib.part_of if one == part)) for part, _ in lib.part_of
        },
        included=_included(lib),
        numbers_hidden=numbers_hidden,
    )


def _claim(claim: Claim) -> rows.Claim:
    return rows.Claim(
        id=claim.id,
        cause=claim.cause,
        effect=claim.effect,
        direction=claim.direction,
        basis=claim.basis,
        roles=tuple(sorted(claim.roles)),
        emphasis=claim.emphasis or None,
        coder=claim.coder or None,
        quotes=tuple(sorted(claim.quotes)),
        findings=(claim.finding,) if claim.finding else (),
        study=claim.study or None,
        review=claim.review or None,
    )


def _findings(lib: Plain) -> dict[str, rows.Finding]:
    return {
        finding.id: rows.Finding(
            id=finding.id,
            review=finding.review or None,
            study=finding.study or None,
            roles=tuple(sorted(finding.roles)),
            confidence=finding.confidence,
            reported_studies=finding.studies,
            reported_participants=finding.participants,
            beliefs={
                belief: rows.Summary(part=link.part, relation=link.relation)
                for (of, belief), link in lib.summaries.items()
                if of == finding.id
            },
            contributors=tuple(sorted(study for of, study in lib.contributions if of == finding.id)),
        )
        for finding in lib.findings.values()
    }


def _asked(lib: Plain) -> tuple[rows.Asked, ...]:
    """Rows of one study about one thing with one answer are one row, but for those without groups."""
    groups: dict[tuple[str, str, str, bool, bool], set[str]] = {}
    for row in lib.asked:
        kind = "Subtheme" if row.about in lib.beliefs else "Theme" if row.about in lib.themes else "Domain"
        key = (row.study, row.about, kind, row.answer == "yes", bool(row.groups))
        groups.setdefault(key, set()).update(row.groups)
    made = (
        rows.Asked(study=study, about=about, kind=kind, asked=asked, groups=tuple(sorted(of)))
        for (study, about, kind, asked, _), of in groups.items()
    )
    return tuple(sorted(made, key=lambda one: (one.study, one.about, one.kind, one.groups, one.asked)))


def _included(lib: Plain) -> dict[str, tuple[str, ...]]:
    pairs = {(review, study.id) for study in lib.studies.values() for review in study.reviews}
    pairs |= {(lib.findings[finding].review, study) for finding, study in lib.contributions}
    return {
        review: tuple(sorted(study for one, study in pairs if one == review)) for review, _ in sorted(pairs)
    }


def _domains(lib: Plain) -> dict[str, rows.Domain]:
    from support.reference_model import TDF_LABELS

    return {
        id_: rows.Domain(
            id=id_,
            label=label,
            framework="TDF" if label in TDF_LABELS else None,
            version="v2" if label in TDF_LABELS else None,
        )
        for id_, label in lib.domains.items()
    }

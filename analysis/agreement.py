"""Agreement: where two people coded the same quotes, or filed the same beliefs, how far they agree.

*Codings.* The unit is one quote and one belief: of the quotes that both coders coded with anything at all, each with every
belief that either of them used on one of these quotes. What a coder says of it is "supports", "contradicts" or
"nothing" (coded the quote, but not with this belief). A quote that one coder read and left uncoded cannot be told from
one not read, so it is no unit.

*Mappings.* The unit is one belief and one framework; what a person says of it are the domains under which the belief
is filed (agreed or proposed), compared as a whole. Only beliefs that both filed are units; a rejected mapping files nothing.

What names no coder is left out, and its number is told. Two coders: Cohen's kappa. All: Fleiss' kappa over
what all of them judged, and Krippendorff's alpha over what at least two of them judged.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from ..errors import ParameterError
from .agreement_rows import Agreement, Disagreement, OfBelief, Pair, Rejected, TwoByTwo
from .coefficients import Coefficient, alpha, cohen, fleiss

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ..graph.evidence import Evidence

NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Filed:
    """A mapping with who made it; the rows of ``queries/quality/mappings.cypher``."""

    belief: str
    domain: str
    framework: str
    by: str | None
    status: str


def agreement(of: str, evidence: Evidence, mappings: Iterable[Filed], *, filtered: bool) -> Agreement:
    """Return the agreement that is asked for. Raises ParameterError."""
    if of == "codings":
        return codings_agreement(evidence)
    if of != "mappings":
        raise ParameterError(f"There is no agreement of '{of}'. Choose codings or mappings.")
    if filtered:
        raise ParameterError("No filter leaves a mapping out, so agreement of mappings takes none.")
    return mappings_agreement(mappings, evidence.label)


def codings_agreement(evidence: Evidence) -> Agreement:
    """Return how far coders of the same quotes agree."""
    sheets: dict[str, _Sheet] = {}
    nobody = 0
    for coding in evidence.codings:
        if coding.coder is None:
            nobody += 1
            continue
        sheet = sheets.setdefault(coding.coder, _Sheet())
        said = "contradicts" if coding.contradicts else "supports"
        earlier = sheet.setdefault(coding.quote, {}).get(coding.belief, said)
        sheet[coding.quote][coding.belief] = said if said == earlier else "supports and contradicts"
    return _agreement(
        "codings",
        sheets,
        nobody,
        lambda quote: evidence.quotes[quote].study,
        evidence.label,
    )


def mappings_agreement(rows: Iterable[Filed], label: Callable[[str], str]) -> Agreement:
    """Return how far people who filed the same beliefs under domains agree; ``label`` names a belief."""
    domains: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    verdicts: defaultdict[tuple[str, str], dict[str, set[str]]] = defaultdict(
        lambda: {"for": set(), "against": set()}
    )
    nobody = 0
    for row in rows:
        verdict = "against" if row.status == "rejected" else "for"
        verdicts[row.belief, row.domain][verdict].add(row.by or "nobody named")
        if row.by is None:
            nobody += 1
        elif verdict == "for":
            domains[row.by, row.belief, row.framework].add(row.domain)
    sheets: dict[str, _Sheet] = {}
    for (by, belief, framework), filed in domains.items():
        sheets.setdefault(by, _Sheet()).setdefault(belief, {})[framework] = "; ".join(sorted(filed))
    rejected = tuple(
        Rejected(belief, domain, tuple(sorted(both["for"])), tuple(sorted(both["against"])))
        for (belief, domain), both in sorted(verdicts.items())
        if both["for"] and both["against"]
    )
    return _agreement("mappings", sheets, nobody, None, label, rejected)


class _Sheet(dict[str, dict[str, str]]):
    """What one coder said: by quote and belief, or by belief and framework."""


def _agreement(
    of: str,
    sheets: Mapping[str, _Sheet],
    nobody: int,
    study: Callable[[str], str] | None,
    label: Callable[[str], str],
    rejected: tuple[Rejected, ...] = (),
) -> Agreement:
    coders = tuple(sorted(sheets))
    compared = {
        one: _units(of, {coder: sheets[coder] for coder in one}, everybody=True)
        for one in combinations(coders, 2)
    }
    shared = [one for one, units in compared.items() if units.many]
    # Who shares nothing with anybody cannot agree with anybody.
    in_it = tuple(coder for coder in coders if any(coder in one for one in shared))
    kept = {coder: sheets[coder] for coder in in_it}
    of_all = _units(of, kept, everybody=True) if kept else _Units()
    of_some = _units(of, kept, everybody=False) if kept else _Units()
    nothing = Coefficient.none(_no_units(of, in_it))
    return Agreement(
        of=of,
        coders=in_it,
        pairs=tuple(_pair(one, compared[one], label, stances=of == "codings") for one in shared),
        fleiss=fleiss(of_all.table()) if of_all.many else nothing,
        fleiss_units=of_all.many,
        alpha=alpha(of_some.table()) if of_some.many else nothing,
        alpha_units=of_some.many,
        disagreements=tuple(_disagreements(of_some, study, label)),
        rejected=rejected,
        without_coder=nobody,
    )


def _disagreements(
    units: _Units, study: Callable[[str], str] | None, label: Callable[[str], str]
) -> Iterator[Disagreement]:
    """Yield the units of which not all said the same; a study is told of quotes only."""
    for (thing, aspect), said in sorted(units.said.items()):
        if len(set(said.values())) > 1:
            belief = thing if study is None else aspect
            yield Disagreement(
                quote=None if study is None else thing,
                study=None if study is None else study(thing),
                belief=belief,
                label=label(belief),
                said=said,
            )


def _no_units(of: str, coders: Sequence[str]) -> str:
    what = {"codings": "quote was coded", "mappings": "belief was filed under a domain"}[of]
    who = "two coders who are named" if len(coders) < 2 else f"all of {', '.join(coders)}"
    return f"no {what} by {who}"


@dataclass(slots=True)
class _Units:
    """What each coder said of every unit; those of which all said nothing are many, and only counted."""

    things: tuple[str, ...] = ()
    said: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    silent: Counter[int] = field(default_factory=Counter)
    """By number of coders."""

    @property
    def many(self) -> int:
        return len(self.said) + self.silent.total()

    def table(self) -> dict[tuple[str, ...], int]:
        """Return how often each list of values comes, in the order of the coders."""
        found = Counter((*said.values(),) for said in self.said.values())
        for coders, many in self.silent.items():
            found[(NOTHING,) * coders] += many
        return dict(found)


def _units(of: str, sheets: Mapping[str, _Sheet], *, everybody: bool) -> _Units:
    """Return the units that all judged, or at least two."""
    held = Counter(thing for sheet in sheets.values() for thing in sheet)
    least = len(sheets) if everybody else 2
    things = tuple(sorted(thing for thing, many in held.items() if many >= least))
    found = _Units(things)
    used: set[str] = set()
    for thing in things:
        by = {coder: sheet[thing] for coder, sheet in sheets.items() if thing in sheet}
        aspects = sorted({aspect for one in by.values() for aspect in one})
        used.update(aspects)
        for aspect in aspects:
            said = {
                coder: one.get(aspect, NOTHING)
                for coder, one in by.items()
                if of == "codings" or aspect in one
            }
            if len(said) >= least:
                found.said[thing, aspect] = said
        found.silent[held[thing]] -= len(aspects)
    if of == "codings":
        for thing in things:
            found.silent[held[thing]] += len(used)
    else:
        found.silent.clear()
    return found


def _pair(coders: tuple[str, str], units: _Units, label: Callable[[str], str], *, stances: bool) -> Pair:
    table = units.table()
    of_beliefs: defaultdict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
    for (_, belief), said in units.said.items() if stances else ():
        of_beliefs[belief][said[coders[0]], said[coders[1]]] += 1
    for counted in of_beliefs.values():
        counted[NOTHING, NOTHING] += len(units.things) - counted.total()
    return Pair(
        coders=coders,
        judged=units.things,
        units=units.many,
        agree=sum(n for (one, other), n in table.items() if one == other),
        kappa=cohen(table),
        table={said: n for said, n in table.items() if n},
        beliefs=tuple(_of_belief(belief, label(belief), of_beliefs[belief]) for belief in sorted(of_beliefs)),
        together=_of_belief(None, None, table) if stances else None,
    )


def _of_belief(belief: str | None, label: str | None, table: Mapping[tuple[str, ...], int]) -> OfBelief:
    return OfBelief(
        belief=belief,
        label=label,
        supports=_two_by_two(table, lambda said: said.startswith("supports")),
        coded=_two_by_two(table, lambda said: said != NOTHING),
    )


def _two_by_two(table: Mapping[tuple[str, ...], int], yes: Callable[[str], bool]) -> TwoByTwo:
    counted: Counter[tuple[str, ...]] = Counter()
    for (one, other), n in table.items():
        counted["yes" if yes(one) else "no", "yes" if yes(other) else "no"] += n
    return TwoByTwo(
        both=counted["yes", "yes"],
        first_only=counted["yes", "no"],
        second_only=counted["no", "yes"],
        neither=counted["no", "no"],
        kappa=cohen(counted),
    )

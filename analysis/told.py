"""How closely a path is told: by one speaker, one group, one study, one finding, or stitched from several."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from ..graph.influence import Evidence, Step

LEVELS = ("speaker", "group", "study", "finding", "stitched")
"""From the closest to the loosest; the order in which paths of equal support are shown."""


class Tellers:
    """Finds the closest single teller of every step of a path.

    A path whose steps come from different studies is our reading of several accounts, not anybody's account:
    nobody need ever have said it whole. Levels, the closest first, whatever the directions of the steps:

    - *speaker*: one speaker of one study has a quote under a claim of every step;
    - *group*: one group voiced a quote of every step;
    - *study*: one study is counted on every step;
    - *finding*: one review finding is under every step;
    - *stitched*: none of these.

    Examples
    --------
    >>> from beliefgraph.graph.influence import Evidence, Quote, Step, Studies
    >>> evidence = Evidence(quotes={"q": Quote(id="q", study="s1", speaker="P3")})
    >>> step = Step("fear", "scan", "encourages", Studies(counted=("s1",)), quotes=("q",))
    >>> Tellers(evidence).of([step])
    ('speaker', ('s1:P3',))
    """

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._known: dict[tuple[str, str], tuple[frozenset[str], ...]] = {}

    def of(self, steps: Iterable[Step]) -> tuple[str, tuple[str, ...]]:
        """Return the level and all tellers at it, sorted; no tellers if the path is stitched."""
        by_step = [self._of_step(step) for step in steps]
        for level, of_level in zip(LEVELS, zip(*by_step, strict=True), strict=False):
            common = frozenset.intersection(*of_level)
            if common:
                return level, tuple(sorted(common))
        return "stitched", ()

    def tell(
        self,
        steps: Mapping[tuple[str, str], Step],
        among: Sequence[Collection[str]] | None = None,
    ) -> Iterator[dict[str, dict[tuple[str, str], Step]]]:
        """Yield, for each level but the last, the steps that each teller tells; the closest level first.

        ``among`` leaves out other tellers than these of each level.
        """
        by_step = [(pair, step, self._of_step(step)) for pair, step in steps.items()]
        for level in range(len(LEVELS) - 1):
            told: dict[str, dict[tuple[str, str], Step]] = {}
            for pair, step, of_level in by_step:
                for teller in (
                    of_level[level] if among is None else of_level[level].intersection(among[level])
                ):
                    told.setdefault(teller, {})[pair] = step
            yield told

    def common(self, some: Iterable[Step], others: Iterable[Step]) -> list[frozenset[str]]:
        """Return, for each level but the last, who tells at least one step of both."""
        return [one & other for one, other in zip(self._together(some), self._together(others), strict=True)]

    def _together(self, steps: Iterable[Step]) -> list[frozenset[str]]:
        found: list[set[str]] = [set() for _ in LEVELS[:-1]]
        for step in steps:
            for tellers, of_level in zip(found, self._of_step(step), strict=True):
                tellers |= of_level
        return [frozenset(tellers) for tellers in found]

    def _of_step(self, step: Step) -> tuple[frozenset[str], ...]:
        """Return the tellers of one step at every level but the last."""
        pair = (step.cause, step.effect)
        if pair not in self._known:
            quotes = [self._evidence.quotes[quote] for quote in step.quotes]
            findings = self._evidence.findings
            self._known[pair] = (
                frozenset(
                    f"{quote.study}:{speaker}"
                    for quote in quotes
                    if (speaker := (quote.speaker or "").strip())
                ),
                frozenset(step.groups),
                frozenset(step.studies.counted),
                frozenset(finding for finding in step.findings if findings[finding].review is not None),
            )
        return self._known[pair]


def sign(steps: Iterable[Step]) -> str:
    """Return the direction of a path by the sign rule: the product of its steps, mixed if any of them is.

    The rule is formal. That A encourages B and B encourages C does not show that anybody holds A to encourage
    C; a path says by ``told_by`` how close its telling is.
    """
    directions = [step.direction for step in steps]
    if "mixed" in directions:
        return "mixed"
    return "discourages" if directions.count("discourages") % 2 else "encourages"


def pairs(path: tuple[str, ...]) -> Iterable[tuple[str, str]]:
    """Return the (cause, effect) of each step of a path."""
    return itertools.pairwise(path)


def steps_of(path: tuple[str, ...], steps: Mapping[tuple[str, str], Step]) -> list[Step]:
    """Return the steps of a path."""
    return [steps[pair] for pair in pairs(path)]

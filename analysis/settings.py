"""Where the studies behind a step were done, and whether the steps of a path come from one setting.

A path whose steps come from different places may hold nowhere: A leads to B in one country, B to C in another.
What is compared is the countries of the named studies of two steps that follow each other, and nothing else: settings
(primary care, hospital) and actors are shown beside, in the words of the studies. A missing value is "not known" and
never a mismatch.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from ..graph.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..graph.influence import Evidence, Step
    from ..graph.records import Value

SHARED, NONE, NOT_KNOWN = "shared", "none", "not known"


@dataclass(frozen=True, slots=True)
class Setting:
    """Where the named studies of one step were done, and who the actors of its behaviours are."""

    countries: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Studies of each country; one done in two countries stands under both."""
    country_not_known: tuple[str, ...] = ()
    settings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Studies of each setting, in the words of the studies."""
    setting_not_known: tuple[str, ...] = ()
    actors: Mapping[str, str | None] = field(default_factory=dict)
    """Who does each behaviour among the two ends of the step; None = not known."""

    def to_json(self) -> dict[str, Value]:
        """Return it as an object."""
        return {
            "countries": {name: [*studies] for name, studies in self.countries.items()},
            "country_not_known": [*self.country_not_known],
            "settings": {name: [*studies] for name, studies in self.settings.items()},
            "setting_not_known": [*self.setting_not_known],
            "actors": dict(self.actors),
        }


@dataclass(frozen=True, slots=True)
class Meeting:
    """Whether the step that leads to an end and the step that leads on from it have a country in common."""

    at: str
    """Id of the end at which the two steps meet."""
    shared: tuple[str, ...]
    """Countries of named studies of both steps."""
    state: str
    """shared; none: every named study of both steps has a country, and they have none in common; else not known."""

    def to_json(self) -> dict[str, Value]:
        """Return it as an object."""
        return {"at": self.at, "countries_shared": [*self.shared], "state": self.state}


class Settings:
    """Looks up the settings of steps; each spelling of a country is written as the first in the order of text."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._known: dict[tuple[str, str], Setting] = {}

    def of(self, step: Step) -> Setting:
        """Return the setting of one step."""
        pair = (step.cause, step.effect)
        if pair not in self._known:
            studies = [(study, self._evidence.studies.get(study)) for study in step.studies.named]
            countries, no_country = _by_name((study, row.country if row else ()) for study, row in studies)
            settings, no_setting = _by_name(
                (study, (row.setting,) if row and row.setting else ()) for study, row in studies
            )
            self._known[pair] = Setting(countries, no_country, settings, no_setting, dict(self._actors(pair)))
        return self._known[pair]

    def meetings(self, steps: Sequence[Step]) -> Iterator[Meeting]:
        """Yield how each two steps that follow each other meet."""
        for step, following in pairwise(steps):
            one, other = self.of(step), self.of(following)
            folded = {fold(name) for name in other.countries}
            shared = tuple(name for name in one.countries if fold(name) in folded)
            known = all(part.countries and not part.country_not_known for part in (one, other))
            yield Meeting(step.effect, shared, SHARED if shared else NONE if known else NOT_KNOWN)

    def _actors(self, pair: tuple[str, str]) -> Iterator[tuple[str, str | None]]:
        for identifier in pair:
            end = self._evidence.ends.get(identifier)
            if end is not None and end.kind == "Behaviour":
                yield identifier, end.actor


def _by_name(
    studies: Iterable[tuple[str, Iterable[str]]],
) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """Return the studies under each name, spellings that fold to one together, and those without a name."""
    found: dict[str, tuple[set[str], set[str]]] = {}
    unknown = []
    for study, names in studies:
        given = [name for name in names if fold(name)]
        for name in given:
            spellings, of = found.setdefault(fold(name), (set(), set()))
            spellings.add(name.strip())
            of.add(study)
        if not given:
            unknown.append(study)
    named = {min(spellings): tuple(sorted(of)) for spellings, of in found.values()}
    return dict(sorted(named.items())), tuple(unknown)

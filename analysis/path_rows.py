"""One path of the answer to ``paths FROM TO``, and how it is made from its ids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .network import Links
from .settings import NONE, Settings
from .shapes import step_object
from .told import LEVELS, Tellers, sign, steps_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..graph.influence import Evidence, Step
    from ..graph.records import Value
    from .settings import Meeting, Setting


@dataclass(frozen=True, slots=True)
class Path:
    """One simple path, or one loop, whose first and last id are the same. Equal if their ids and steps are."""

    path: tuple[str, ...]
    """Ids from the start to the end."""
    labels: tuple[str, ...]
    direction: str
    """encourages, discourages or mixed, by the sign rule."""
    support: int
    """Smallest number of named studies on any step; 0 if some step is only reported."""
    told_by: str
    """speaker, group, study, finding or stitched."""
    tellers: tuple[str, ...]
    """All at that level, sorted; speakers as ``study:speaker``."""
    steps: tuple[Step, ...]
    settings: tuple[Setting, ...]
    """Of each step."""
    meetings: tuple[Meeting, ...]
    """Of each two steps that follow each other; of a loop also of the last and the first."""

    @property
    def no_shared_setting(self) -> bool:
        """Tell whether it is stitched from steps of which two that follow each other have no country in common."""
        return self.told_by == "stitched" and any(meeting.state == NONE for meeting in self.meetings)

    def to_json(self) -> dict[str, Value]:
        """Return the path as an object."""
        return {
            "path": [*self.path],
            "labels": [*self.labels],
            "direction": self.direction,
            "support": self.support,
            "told_by": self.told_by,
            "tellers": [*self.tellers],
            "steps": [
                {**step_object(step), "settings": setting.to_json()}
                for step, setting in zip(self.steps, self.settings, strict=True)
            ],
            "meetings": [meeting.to_json() for meeting in self.meetings],
            "no_shared_setting": self.no_shared_setting,
        }


class PathMaker:
    """Makes paths of ids: what they rest on, who tells them, where."""

    def __init__(self, evidence: Evidence, steps: Mapping[tuple[str, str], Step]) -> None:
        self.evidence = evidence
        self.steps = steps
        self.links = Links(steps)
        self.tellers = Tellers(evidence)
        self._settings = Settings(evidence)

    def order(self, path: tuple[str, ...]) -> tuple[int, int, int, tuple[str, ...]]:
        """Return what paths are sorted by: support, the level of the closest teller, steps, ids."""
        told_by, _ = self.tellers.of(steps_of(path, self.steps))
        return (-self.links.support(path), LEVELS.index(told_by), len(path), path)

    def path(self, path: tuple[str, ...]) -> Path:
        """Return the path, or the loop, of some ids."""
        steps = tuple(steps_of(path, self.steps))
        told_by, tellers = self.tellers.of(steps)
        around = steps[:1] if path[0] == path[-1] else ()
        return Path(
            path=path,
            labels=tuple(self.evidence.label(end) for end in path),
            direction=sign(steps),
            support=self.links.support(path),
            told_by=told_by,
            tellers=tellers,
            steps=steps,
            settings=tuple(self._settings.of(step) for step in steps),
            meetings=tuple(self._settings.meetings([*steps, *around])),
        )

"""How one thing is said to lead to another: paths of steps, the best supported first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..errors import ParameterError
from ..graph.influence import steps as all_steps
from .displayed import Displayed
from .finder import LONGEST, PathFinder
from .loops import Loops
from .path_rows import Path
from .trace import Trace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from ..graph.influence import Evidence, Step
    from ..graph.records import Value
    from .rests_on import RestsOn

__all__ = ["LIMIT", "LONGEST", "Path", "PathFinder", "Paths", "paths"]

LIMIT = 100
"""Paths shown, unless asked otherwise."""


@dataclass(frozen=True, slots=True)
class Paths(Displayed):
    """The answer to ``paths FROM TO``."""

    start: str
    end: str
    paths: tuple[Path, ...]
    """In path order, at most the limit."""
    total: int
    """How many there are; at most so many if not ``exact``."""
    exact: bool
    weakest: int
    """Paths of weaker support were not looked at; 0 if all were."""
    numbers_hidden: bool = False
    """True if printed numbers are left out under the filters in use."""
    only: str = ""
    """Which paths were asked for, as a sentence without its full stop; empty if all were."""
    trace: Trace | None = field(default=None, repr=False, compare=False)
    """What the paths were found in."""

    @property
    def note(self) -> str | None:
        """Return a sentence that says what is not shown; None if everything is."""
        return ". ".join(part for part in (self.only, self._not_shown) if part) or None

    @property
    def _not_shown(self) -> str:
        shown = len(self.paths)
        if self.exact:
            return f"{shown} strongest of {self.total:,}" if shown < self.total else ""
        most = f"{shown} strongest of at most {self.total:,}"
        if not self.weakest:
            return most
        studies = "study" if self.weakest == 1 else "studies"
        return f"{most}; weaker than {self.weakest} {studies} not shown"

    @property
    def loops(self) -> Loops:
        """The strongest loops through the start, the end and what stands between them on the paths shown."""
        if self.trace is None:
            return Loops(self.start, self.end, LONGEST, (), more=False, weakest=0)
        between = dict.fromkeys(place for path in self.paths for place in path.path[1:-1])
        return self.trace.loops(tuple(between))

    def rests_on(self, time_limit: float = 10.0) -> RestsOn:
        """Return on how few named studies the paths rest, all of them, whether shown or not; see :mod:`.rests_on`.

        Raises ParameterError if the paths were narrowed by ``via`` or ``told_whole``.
        """
        if self.trace is None:
            raise ParameterError("These paths do not know what they were found in. Ask for them anew.")
        return self.trace.rests_on(time_limit)

    def to_json(self) -> list[Value]:
        """Return the paths as an array of objects; ``loops`` of each are those that pass one of its ends."""
        found = self.loops.loops
        rows: list[Value] = []
        for path in self.paths:
            met: list[Value] = [loop.short() for loop in found if not {*path.path}.isdisjoint(loop.path.path)]
            rows.append({**path.to_json(), "loops": met})
        return rows


def paths(
    evidence: Evidence,
    start: str,
    end: str,
    *,
    max_steps: int = LONGEST,
    inferred: bool = False,
    opposites: bool = True,
    limit: int | None = LIMIT,
    via: Sequence[str] = (),
    without: Collection[str] = (),
    told_whole: bool = False,
) -> Paths:
    """Return how ``start`` is said to lead to ``end``, the best supported paths first.

    A path is simple and has 1 to ``max_steps`` steps; its ends and middles are beliefs, themes or behaviours. The
    opposite of ``end`` is never a middle, but may be the start; a start that is the end has no path. ``via`` ends
    are all passed, in any order; ``without`` ends are not passed. ``told_whole`` leaves only the paths of which one
    speaker, group, study or review finding tells every step: they are looked for in what each of them tells, so none is
    missed however many other paths there are.

    ``support`` of a path is the smallest number of named studies (counted and listed) on any of its steps:
    min over steps of \\|counted ∪ listed\\|. It says how many accounts the weakest step rests on, not that any of
    them tells the whole path: see ``told_by``. Numbers that reviews print are in ``reported`` of each step and
    in no support. For and against are never netted.

    If there are very many paths, those of weak support are not made: the first ``limit`` in path order are exact
    all the same, and ``note`` says what is not shown. ``limit`` None shows all.

    Raises ParameterError if ``max_steps`` or ``limit`` is below 1, or no path could be as ``via`` and ``without`` ask.

    Examples
    --------
    >>> from beliefgraph.graph.influence import Claim, Evidence
    >>> found = paths(Evidence(claims=(
    ...     Claim(id="c1", cause="blame", effect="caution", direction="encourages", study="s1"),
    ...     Claim(id="c2", cause="caution", effect="wait", direction="discourages", study="s2"),
    ... )), "blame", "wait")
    >>> [(one.path, one.direction, one.support, one.told_by) for one in found.paths]
    [(('blame', 'caution', 'wait'), 'discourages', 1, 'stitched')]
    """
    if max_steps < 1:
        raise ParameterError(f"A path has at least 1 step, not {max_steps}. Give a larger number of steps.")
    if limit is not None and limit < 1:
        raise ParameterError(f"At least 1 path must be shown, not {limit}. Give a larger limit.")
    passed = [place for place in dict.fromkeys(via) if place not in (start, end)]
    _check(evidence, start, end, max_steps, passed, without)
    steps = avoiding(all_steps(evidence, inferred=inferred, opposites=opposites), without)
    finder = PathFinder(evidence, steps, end, max_steps, passed)
    found = finder.strongest(start, limit, told_whole=told_whole)
    return Paths(
        start=start,
        end=end,
        paths=tuple(found.paths),
        total=found.total,
        exact=found.exact,
        weakest=found.weakest,
        numbers_hidden=evidence.numbers_hidden,
        only=_only(evidence, passed, without, told_whole=told_whole),
        trace=Trace(
            finder.maker, start, end, max_steps, told_whole=told_whole, narrowed=bool(passed) or told_whole
        ),
    )


def avoiding(
    steps: Mapping[tuple[str, str], Step], without: Collection[str]
) -> Mapping[tuple[str, str], Step]:
    """Return the steps that neither start nor end at what is to be avoided."""
    if not without:
        return steps
    return {pair: step for pair, step in steps.items() if not {*pair}.intersection(without)}


def _check(
    evidence: Evidence, start: str, end: str, max_steps: int, passed: Sequence[str], without: Collection[str]
) -> None:
    """Refuse what no path can fulfil: an empty answer would look as if the evidence said so."""
    for place in (start, end):
        if place in without:
            raise ParameterError(
                f"Every path has '{evidence.label(place)}' at one of its ends. Leave it out of 'without'."
            )
    for place in passed:
        label = evidence.label(place)
        if place in without:
            raise ParameterError(
                f"'{label}' is to be passed and to be avoided. Leave it out of 'via' or 'without'."
            )
        if place in evidence.opposites.get(end, ()):
            raise ParameterError(
                f"No path to '{evidence.label(end)}' passes its opposite '{label}': claims about that are turned instead. "
                "Leave it out of 'via'."
            )
    if len(passed) >= max_steps:
        raise ParameterError(
            f"A path of at most {max_steps} {'step' if max_steps == 1 else 'steps'} cannot pass {len(passed)} others on its way. "
            "Allow more steps, or take one out of 'via'."
        )


def _only(evidence: Evidence, passed: Iterable[str], without: Iterable[str], *, told_whole: bool) -> str:
    """Say which paths are listed."""
    through = " and ".join(f"“{evidence.label(place)}”" for place in passed)
    past = " or ".join(f"“{evidence.label(place)}”" for place in without)
    parts = [
        f"through {through}" if through else "",
        f"not through {past}" if past else "",
        "told whole by one speaker, group, study or review finding" if told_whole else "",
    ]
    asked = ", ".join(part for part in parts if part)
    return f"only paths {asked}" if asked else ""

"""Paths, loops and what they rest on in words, for the screen: every number with its studies, and the footer."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from ..analysis.finder import LONGEST
from ..analysis.loops import Loops
from ..analysis.rests_on import RestsOn
from ..analysis.settings import NONE, NOT_KNOWN
from ..analysis.shapes import FOOTER
from ..analysis.wording import SAID, cite, cited, many, reported_by, studies
from .words import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..analysis.path_rows import Path
    from ..analysis.paths import Paths
    from ..analysis.settings import Setting
    from ..graph.evidence import Evidence
    from ..graph.influence import Step

    Shown = dict[tuple[str, str], str]
    """Where the studies of a step stand already."""

TOLD = {
    "speaker": "one speaker tells every step",
    "group": "one group tells every step",
    "study": "one study tells every step",
    "finding": "one review finding stands under every step",
    "stitched": "stitched: no one source tells every step",
}
LISTED = 30
"""Studies to cut that are listed on the screen."""


def traced_text(found: Paths | Loops | RestsOn, evidence: Evidence, notes: str = "") -> str:
    """Return what the command ``paths`` found as text."""
    if isinstance(found, RestsOn):
        return rests_on_text(found, evidence, notes)
    if isinstance(found, Loops):
        return loops_text(found, evidence, notes)
    return paths_text(found, evidence, notes)


def paths_text(found: Paths, evidence: Evidence, notes: str = "") -> str:
    """Return paths, and the loops they meet, as text. Each step's studies stand under the first path that takes it."""
    start, end = evidence.label(found.start), evidence.label(found.end)
    lines = wrapped(f"How “{start}” is said to lead to “{end}”", "")
    shown: Shown = {}
    if found.paths:
        lines.append(f"{many(found.total, 'path')}{'' if found.exact else ' at most'}.")
        lines += wrapped(notes, "")
    else:
        lines += ["No path is said to lead from the one to the other.", *wrapped(notes, "")]
    for number, path in enumerate(found.paths, start=1):
        lines += ["", *_path(str(number), path, evidence, shown)]
    lines += _loops(found.loops, evidence, shown)
    if found.loops.note:
        lines += wrapped(f"{found.loops.note[0].upper()}{found.loops.note[1:]}.", "")
    if shown:
        lines += ["", *wrapped(_open(next(iter(shown))), "")]
    return "\n".join([*lines, "", *wrapped(FOOTER, "")])


def loops_text(found: Loops, evidence: Evidence, notes: str = "") -> str:
    """Return loops as text."""
    start, end = evidence.label(found.start), evidence.label(found.end)
    lines = wrapped(f"Loops around the paths from “{start}” to “{end}”", "") + wrapped(notes, "")
    shown: Shown = {}
    lines += _loops(found, evidence, shown) or ["No loop is said."]
    if shown:
        lines += ["", *wrapped(_open(next(iter(shown))), "")]
    return "\n".join([*lines, "", *wrapped(FOOTER, "")])


def _path(number: str, path: Path, evidence: Evidence, shown: Shown) -> Iterator[str]:
    yield from wrapped(" → ".join(path.labels), f"{number}. ")
    steps = f" over {many(len(path.steps), 'step')} (by sign rule)" if len(path.steps) > 1 else ""
    yield from wrapped(f"{SAID[path.direction]}{steps} · {_strength(path, evidence)}", "   ")
    yield from _rest(f"path {number}", path, evidence, shown)


def _strength(path: Path, evidence: Evidence) -> str:
    support = (
        f"{studies(path.support)} named on the weakest step" if path.support else "some step is only reported"
    )
    tellers = cited(evidence, path.tellers) if path.told_by == "study" else ", ".join(path.tellers)
    return f"{support} · {TOLD[path.told_by]}{f' ({tellers})' if tellers else ''}"


def _rest(name: str, path: Path, evidence: Evidence, shown: Shown) -> Iterator[str]:
    """Say what stands under a path or a loop: whether its steps come from one setting, and each step."""
    if path.told_by == "stitched":
        yield from _meetings(path, evidence)
    for step, setting in zip(path.steps, path.settings, strict=True):
        pair = (step.cause, step.effect)
        yield from _step(step, setting, evidence, shown.get(pair))
        shown.setdefault(pair, name)


def _meetings(path: Path, evidence: Evidence) -> Iterator[str]:
    around = [*path.settings, *path.settings[:1]]
    for number, meeting in enumerate(path.meetings):
        if meeting.state == NONE:
            apart = " | ".join(", ".join(setting.countries) for setting in around[number : number + 2])
            label = evidence.label(meeting.at)
            yield from wrapped(
                f"no shared setting: the named studies of the steps before and after “{label}” share no country ({apart})",
                "   ",
            )
    unknown = sum(meeting.state == NOT_KNOWN for meeting in path.meetings)
    if unknown:
        of = "the steps" if unknown == len(path.meetings) else "all steps"
        yield from wrapped(f"whether {of} share a country is not known", "   ")


def _step(step: Step, setting: Setting, evidence: Evidence, seen: str | None) -> Iterator[str]:
    turned = ", partly by what is said of the opposite behaviour, turned" if step.via_opposite else ""
    head = f"{evidence.label(step.cause)} {SAID[step.direction]} {evidence.label(step.effect)}{turned}"
    if seen is not None:
        yield from wrapped(f"{head}: see {seen}", "   - ")
        return
    yield from wrapped(f"{head}:", "   - ")
    for words, found in (("counted", step.studies.counted), ("listed by a review", step.studies.listed)):
        if found:
            yield from wrapped(f"{words}: {len(found)}: {cited(evidence, found)}", "       ")
    if step.studies.reported:
        entries = "; ".join(reported_by(evidence, entry) for entry in step.studies.reported)
        yield from wrapped(f"reported, never added: {entries}", "       ")
    if step.studies_no_effect:
        yield from wrapped(f"said to have no effect: {cited(evidence, step.studies_no_effect)}", "       ")
    yield from wrapped(_setting(setting), "       ")


def _setting(setting: Setting) -> str:
    """Say where the named studies of a step were done and who acts, as far as anything is known."""
    actors = [f"{actor or 'not known'}" for actor in dict.fromkeys(setting.actors.values())]
    parts = [
        f"countries: {_places(setting.countries, setting.country_not_known)}" if setting.countries else "",
        f"settings: {_places(setting.settings, setting.setting_not_known)}" if setting.settings else "",
        f"actors: {', '.join(actors)}" if any(setting.actors.values()) else "",
    ]
    return " · ".join(part for part in parts if part)


def _places(known: Mapping[str, tuple[str, ...]], unknown: tuple[str, ...]) -> str:
    parts = [f"{name} ({len(of)})" for name, of in known.items()]
    return "; ".join([*parts, f"not known ({len(unknown)})"] if unknown else parts)


def _loops(found: Loops, evidence: Evidence, shown: Shown) -> list[str]:
    if not found.loops:
        return []
    count = f"{len(found.loops)} strongest" if found.more else many(len(found.loops), "loop")
    lines = [
        "",
        *wrapped(
            f"Loops of at most {many(found.longest, 'step')} through the start, the end or what stands between ({count}):",
            "",
        ),
    ]
    for number, loop in enumerate(found.loops, start=1):
        lines += wrapped(" → ".join(loop.path.labels), f"L{number}. ")
        lines += wrapped(f"{loop.kind} (by sign rule) · {_strength(loop.path, evidence)}", "   ")
        lines += _rest(f"loop L{number}", loop.path, evidence, shown)
    return lines


def _open(pair: tuple[str, str]) -> str:
    cause, effect = (
        shlex.quote(f"{name}={value}") for name, value in zip(("cause", "effect"), pair, strict=True)
    )
    return (
        f"To open a step, for example the first: beliefgraph ask evidence-behind-step --param {cause} --param {effect}. "
        "The ids of everything: --format json."
    )


def rests_on_text(found: RestsOn, evidence: Evidence, notes: str = "") -> str:
    """Return what all paths rest on, in sentences that a reviewer can use."""
    start, end = (f"“{evidence.label(place)}”" for place in (found.start, found.end))
    lines = wrapped(f"On how few studies the paths from {start} to {end} rest", "") + wrapped(notes, "")
    lines += ["", *wrapped(_answer(found, start, end, evidence), "")]
    if found.count is not None:
        lines += ["", *_cut(found, evidence)]
    return "\n".join([*lines, "", *wrapped(FOOTER, "")])


def _answer(found: RestsOn, start: str, end: str, evidence: Evidence) -> str:
    if found.count is None:
        return f"There is nothing to cut. {found.reason}"
    of = f"All paths from {start} to {end} of at most {many(found.max_steps, 'step')} rest on"
    most = "" if found.exact else "at most "
    without = _with_ids(evidence, found.studies_to_cut) if found.count <= 2 else "those listed below"
    answer = f"{of} {most}{studies(found.count)}: without {without} nothing named is left."
    if not found.exact:
        answer += f" No fewer than {found.lower_bound} can do; which number in between is right is not known."
    if found.count > 1:
        return f"{answer} No single study does it."
    others = tuple(study for study in found.single_points if study not in found.studies_to_cut)
    return f"{answer} Each of these alone does the same: {_with_ids(evidence, others)}." if others else answer


def _cut(found: RestsOn, evidence: Evidence) -> Iterator[str]:
    if found.count is not None and found.count > 2:
        yield "Without these nothing named is left:"
        for study in found.studies_to_cut[:LISTED]:
            yield from wrapped(_with_ids(evidence, (study,)), "  - ")
        if found.count > LISTED:
            yield f"  … and {found.count - LISTED:,} more (--format json)"
        yield ""
    another = "Another set of the same size may do the same. " if found.count != 1 else ""
    yield from wrapped(
        f"{another}A small number says that the account hangs on few studies, not that it is "
        "wrong. Steps that reviews only report name no study and are left out.",
        "",
    )
    if found.count is not None and found.count <= LISTED:
        ends = " ".join(map(shlex.quote, (found.start, found.end)))
        left_out = " ".join(f"--without-study {shlex.quote(study)}" for study in found.studies_to_cut)
        steps = "" if found.max_steps == LONGEST else f"--max-steps {found.max_steps} "
        yield from wrapped(f"To see what is left: beliefgraph paths {ends} {steps}{left_out}", "")


def _with_ids(evidence: Evidence, several: tuple[str, ...]) -> str:
    names = [(cite(evidence.studies.get(study), study), study) for study in several]
    words = [name if name == study else f"{name} [{study}]" for name, study in names]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)

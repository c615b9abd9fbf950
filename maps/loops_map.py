"""The map of loops: what is said to lead back to where it began, who thinks it and who does it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ..analysis.wording import SAID, many, studies
from ..exporters.words_paths import TOLD
from . import boxes, words
from .blocks import bullets, heading, text
from .choose import BOXES, is_behaviour
from .confidential import ALL, warning
from .details import read_details
from .drawing import Drawing
from .facets import facets
from .loop_choice import LONGEST, rounds
from .panels import COVERAGE, Panels
from .table import tables
from .tellers import tellers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..analysis.path_rows import Path
    from ..graph.evidence import Evidence
    from ..graph.influence import Step
    from ..graph.records import Value
    from ..queries.filters import Filters
    from .blocks import Block
    from .details import Details, Query
    from .loop_choice import Rounds
    from .table import Table

KIND = {
    "encourages": "reinforcing",
    "discourages": "balancing",
    "mixed": "cannot say: a step is said both ways",
}
MEANS = {
    "encourages": "Reinforcing by the rule of signs: an even number of steps discourages, so that more would come back as more.",
    "discourages": "Balancing by the rule of signs: an odd number of steps discourages, so that more would come back as less.",
    "mixed": "Whether it reinforces or balances cannot be said: a step is said to encourage and to discourage.",
}
NOT_SEEN = "Each step was reported by itself, perhaps by different people in different places; nobody need have seen it go round."
NO_ROLE = "who voices it is not told"


def drawing(
    query: Query,
    evidence: Evidence,
    end: str | None,
    filters: Filters | None = None,
    *,
    most: int | None = BOXES,
    texts: str = ALL,
) -> Drawing:
    """Return the map of the loops, through ``end`` if given; parameters and errors as in :mod:`.draw`."""
    found = rounds(evidence, end, filters, boxes=most)
    return of_rounds(evidence, found, read_details(query, evidence, found.choice, texts=texts))


def of_rounds(evidence: Evidence, found: Rounds, details: Details) -> Drawing:
    """Return the drawing of what was chosen."""
    choice = found.choice
    mark = boxes.marks(choice)
    made, lines = boxes.make(
        evidence,
        choice,
        details,
        {place: held for place in choice.ends if (held := _held_by(evidence, found, place))},
    )
    panels = Panels(evidence, choice, details)
    writer = _Rounds(evidence, found)
    shown = panels.all()
    for place in choice.ends:
        shown[mark[place]] = _with(shown[mark[place]], writer.through(place))
    shown[COVERAGE] = writer.coverage()
    shown |= {name: writer.panel(at) for at, name in enumerate(writer.names)}
    return Drawing(
        title=choice.title,
        boxes=made,
        lines=lines,
        start=mark[found.shown[0].path[-1]],
        coverage=found.sentence,
        alt=_alt(evidence, found),
        panels=shown,
        cards=panels.cards,
        tables=[writer.table(), *tables(evidence, choice)],
        filtered=choice.filtered,
        hidden=evidence.numbers_hidden,
        warning=warning(evidence, details),
        more={
            "advice": _advice(found),
            "facets": facets(evidence, choice),
            "together": {name: writer.marks(at) for at, name in enumerate(writer.names)},
        },
    )


def _held_by(evidence: Evidence, found: Rounds, place: str) -> str:
    """Return in words who voices a belief; who does a behaviour stands in its box anyway."""
    if is_behaviour(evidence, place):
        return ""
    about = found.choice.about.get(place)
    return f"voiced by {words.roles(about.roles)}" if about is not None and about.roles else NO_ROLE


class _Rounds:
    """Writes what is said of each loop."""

    def __init__(self, evidence: Evidence, found: Rounds) -> None:
        self._evidence = evidence
        self._found = found
        self._mark = boxes.marks(found.choice)
        self._line = {
            (step.cause, step.effect): f"line-{number}"
            for number, step in enumerate(found.choice.steps, start=1)
        }
        self.names = [f"loop-{number}" for number, _ in enumerate(found.shown, start=1)]

    def title(self, at: int) -> str:
        """Return "Loop 1: reinforcing"."""
        path = self._found.shown[at]
        kind = KIND[path.direction] if self._found.closed else SAID[path.direction]
        return f"{self._found.word.capitalize()} {at + 1}: {kind}"

    def marks(self, at: int) -> list[Value]:
        """Return the marks of a loop, which stay in full while it is open."""
        path = self._found.shown[at]
        return [*dict.fromkeys(self._mark[place] for place in path.path), *map(self._of, path.steps)]

    def panel(self, at: int) -> Block:
        """Return what opens for a loop: its rule, its steps, who tells it."""
        path = self._found.shown[at]
        signs = " · ".join(words.SIGN[step.direction] for step in path.steps)
        product = "" if path.direction == "mixed" else f" = {words.SIGN[path.direction]}"
        rule = MEANS[path.direction] if self._found.closed else "Nothing is said to lead back from its end."
        blocks: list[Block] = [
            {"is": "text", "strong": f"{signs}{product}", "text": f"{rule} {NOT_SEEN}"},
            heading("Step by step"),
            *(self._step(step) for step in path.steps),
            text(f"{self._weakest(path)} · {self._told(path)}."),
        ]
        who = [self._who(place) for place in dict.fromkeys(path.path)]
        blocks += [heading("Who"), bullets(who)]
        return {
            "title": self.title(at),
            "sub": many(len(path.steps), "step"),
            "blocks": cast("Value", blocks),
        }

    def through(self, place: str) -> list[Block]:
        """Return buttons of the loops that pass a belief or behaviour."""
        passing = [at for at, path in enumerate(self._found.shown) if place in path.path]
        return [heading(f"{self._found.word.capitalize()}s through it"), *map(self._button, passing)]

    def coverage(self) -> Block:
        """Return what opens for the coverage sentence: every loop, and those left out."""
        found = self._found
        blocks: list[Block] = [heading(f"{found.word.capitalize()}s, the best supported first")]
        blocks += map(self._button, range(len(found.shown)))
        if found.cut:
            blocks += [
                heading(f"Left out, since they did not fit: {many(len(found.cut), found.word)}"),
                bullets(" → ".join(path.labels) for path in found.cut),
            ]
        if found.note:
            blocks.append(text(f"{found.note[:1].upper()}{found.note[1:]}."))
        if not found.closed:
            blocks.append(
                text(
                    "A loop would need a claim that leads from the end of a way back to its beginning. No claim of the "
                    "selection does."
                )
            )
        blocks.append(text(f"Loops of more than {LONGEST} steps were not looked for."))
        return {"title": "What the map shows", "sub": found.sentence, "blocks": cast("Value", blocks)}

    def table(self) -> Table:
        """Return the loops as a table."""
        word = self._found.word.capitalize()
        rows: list[Value] = [
            [
                {"text": self.title(at), "to": name},
                {"text": " → ".join(path.labels)},
                {"text": " · ".join(words.SIGN[step.direction] for step in path.steps)},
                {"text": self._weakest(path)},
                {"text": self._told(path)},
            ]
            for at, (name, path) in enumerate(zip(self.names, self._found.shown, strict=True))
        ]
        return {
            "caption": f"{word}s, the best supported first",
            "head": [word, "Steps", "Signs", "Weakest step", "Told by"],
            "rows": rows,
        }

    def _button(self, at: int) -> Block:
        path = self._found.shown[at]
        return {
            "is": "open",
            "to": self.names[at],
            "text": f"{self.title(at)} – {' → '.join(path.labels)}",
            "tone": "",
        }

    def _step(self, step: Step) -> Block:
        cause, effect = self._evidence.label(step.cause), self._evidence.label(step.effect)
        label = words.label(step, hidden=self._evidence.numbers_hidden)
        return {
            "is": "open",
            "to": self._of(step),
            "text": f"{cause} → {effect} {label}",
            "tone": step.direction,
        }

    def _of(self, step: Step) -> str:
        return self._line[step.cause, step.effect]

    def _weakest(self, path: Path) -> str:
        return f"{studies(path.support)} on its weakest step" if path.support else "a step is only reported"

    def _told(self, path: Path) -> str:
        """Return who tells every step; nobody is named, since no map names a speaker of a small group."""
        who = tellers(self._evidence, path)
        if path.told_by in ("speaker", "group"):
            return f"{who} tells every step"
        if path.told_by == "finding":
            return f"{who} stands under every step"
        return f"{TOLD[path.told_by]}{f' ({who})' if who else ''}"

    def _who(self, place: str) -> str:
        label = self._evidence.label(place)
        if is_behaviour(self._evidence, place):
            actor = self._evidence.ends[place].actor
            return f"{label}: done by {actor}" if actor else f"{label}: who does it is not stated"
        return f"{label}: {_held_by(self._evidence, self._found, place)}"


def _advice(found: Rounds) -> str:
    if not found.cut:
        return ""
    return f"{many(len(found.cut), found.word)} left out. Narrower: name a belief or behaviour that it should pass."


def _alt(evidence: Evidence, found: Rounds) -> str:
    writer = _Rounds(evidence, found)
    listed = "; ".join(
        f"{writer.title(at)}, {' → '.join(path.labels)}" for at, path in enumerate(found.shown[:3])
    )
    return f"Map of loops. {found.choice.title} {found.sentence}. {listed}."


def _with(panel: Block, blocks: Sequence[Block]) -> Block:
    return {**panel, "blocks": [*blocks, *cast("list[Value]", panel["blocks"])]}

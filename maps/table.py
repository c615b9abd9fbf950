"""The map as a table: the same content for small screens, screen readers and copying."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ..analysis import wording
from . import words
from .boxes import marks
from .choose import is_behaviour

if TYPE_CHECKING:
    from ..graph.evidence import Evidence
    from ..graph.influence import Step
    from ..graph.records import Value
    from .choose import Choice

Table: TypeAlias = "dict[str, Value]"
"""``caption``, ``head`` and ``rows``; a cell is text, and opens the panel of ``to`` if it has one."""

MIXED = 8
"""As many links said both ways as the text in place of the picture names; the table has all."""


def tables(evidence: Evidence, choice: Choice) -> list[Table]:
    """Return the table of steps, most named studies first, and one of targets if there are any."""
    mark = marks(choice)
    order = sorted(
        range(len(choice.steps)),
        key=lambda at: (
            choice.steps[at].effect not in choice.asked,
            -len(choice.steps[at].studies.named),
            evidence.label(choice.steps[at].cause).casefold(),
            at,
        ),
    )
    found: list[Table] = [
        {
            "caption": "What is said to influence what, most named studies first",
            "head": [
                "Belief",
                "What is said",
                "Of",
                "Named studies",
                "Reported by reviews",
                "CERQual",
                "Voiced by, in any study",
            ],
            "rows": [_step(evidence, choice, choice.steps[at], f"line-{at + 1}", mark) for at in order],
        }
    ]
    return [*found, _targets(evidence, choice)] if choice.tags else found


def _targets(evidence: Evidence, choice: Choice) -> Table:
    return {
        "caption": "Intervention targets and the beliefs they address (not evidence)",
        "head": ["Target", "Techniques (BCT)", "Beliefs"],
        "rows": [
            [
                {"text": target.label, "to": f"tag-{number}"},
                {"text": ", ".join(technique.code for technique in target.techniques) or "–"},
                {"text": "; ".join(evidence.label(belief) for belief in tag.beliefs)},
            ]
            for number, tag in enumerate(choice.tags, start=1)
            for target in tag.targets
        ],
    }


def _step(evidence: Evidence, choice: Choice, step: Step, line: str, mark: dict[str, str]) -> Value:
    about = choice.about.get(step.cause)
    belief = None if is_behaviour(evidence, step.cause) else about
    reported = words.bracket(step.studies.reported, hidden=evidence.numbers_hidden)
    return [
        {"text": evidence.label(step.cause), "to": mark[step.cause]},
        {
            "text": f"{words.SIGN[step.direction]} {wording.SAID[step.direction]}",
            "to": line,
            "tone": step.direction,
        },
        {"text": evidence.label(step.effect), "to": mark[step.effect]},
        {"text": words.both(step, belief)},
        {"text": reported or "–"},
        {"text": words.confidence(step.studies.reported) or "–"},
        {"text": words.roles(about.roles) if about and about.roles else "–"},
    ]


def alt(evidence: Evidence, choice: Choice, kind: str = "Belief map") -> str:
    """Return the text in place of the picture: question, counts, strongest and mixed links, what is left out."""
    strongest = sorted(choice.steps, key=lambda step: (-len(step.studies.named), step.cause, step.effect))[:3]
    mixed = [step for step in choice.steps if step.direction == "mixed"]
    more = f"; and {wording.many(len(mixed) - MIXED, 'other link')}" if len(mixed) > MIXED else ""

    def said(step: Step) -> str:
        named = wording.studies(len(step.studies.named))
        cause, effect = evidence.label(step.cause), evidence.label(step.effect)
        return f"{cause} {wording.SAID[step.direction]}: {effect} ({named})"

    left = [
        wording.many(count, kind)
        for kind, behaviour in (("belief", False), ("behaviour", True))
        if (count := sum(one.behaviour == behaviour for one in choice.left))
    ]
    parts = [
        f"{kind}. {choice.title}",
        f"{choice.coverage.sentence}.",
        f"Most named studies: {'; '.join(said(step) for step in strongest)}." if strongest else "",
        f"Said both ways: {'; '.join(said(step) for step in mixed[:MIXED])}{more}." if mixed else "",
        f"Left out: {', '.join(left)}." if left else "",
    ]
    return " ".join(part for part in parts if part)

"""The parts of contrast bars: one for each state, told apart by fill, hatch and outline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .gap_marks import DOTS, HEIGHT, SLASHES
from .sheet import SMALLEST, Shape, Words, text_width

if TYPE_CHECKING:
    from .sheet import Item

_DASH = (2.4, 1.6)


@dataclass(frozen=True, slots=True)
class _Look:
    fill: str
    line: str
    hatch: str = ""
    dash: tuple[float, ...] = ()
    text: str = "ink"


_LOOK = {
    "voiced": _Look("behaviour", "behaviour", text="behaviour_text"),
    "contradicted": _Look("box", "discourages", SLASHES),
    "both": _Look("box", "mixed", "xxxxx"),
    "unattributed": _Look("box", "outline", DOTS),
    "asked_not_reported": _Look("box", "ink"),
    "not_reported": _Look("box", "outline"),
    "not_asked": _Look("tag", "outline", "-----"),
    "not_known": _Look("tag", "outline", dash=_DASH, text="soft"),
}


def part(identifier: str, state: str, x: float, y: float, width: float, text: str) -> list[Item]:
    """Return one part of a bar, with its number if there is one."""
    look = _LOOK[state]
    middle = x + width / 2
    baseline = y + HEIGHT / 2 + SMALLEST * 0.36
    items: list[Item] = [
        Shape(
            identifier, x, y, width, HEIGHT, fill=look.fill, line=look.line, dash=look.dash, hatch=look.hatch
        )
    ]
    if state == "asked_not_reported" and width > 6:
        items.append(Shape(f"{identifier}-inner", x + 2, y + 2, width - 4, HEIGHT - 4, line="ink"))
    owner = identifier
    if look.hatch and text:
        plate = text_width(text, SMALLEST, True) + 2
        owner = f"{identifier}-plate"
        items.append(Shape(owner, middle - plate / 2, y + 2.4, plate, HEIGHT - 4.8, fill=look.fill, line=""))
    if text:
        items.append(Words(middle, baseline, text, SMALLEST, True, look.text, "middle", owner))
    return items

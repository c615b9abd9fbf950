"""A title above a figure, for slides: journals want it in the manuscript, so it is not part of a sheet."""

from __future__ import annotations

from dataclasses import replace

from .sheet import Item, Shape, Sheet, Stroke, Words, wrapped

TITLE, SUBTITLE = 11.0, 8.0
"""Sizes in pt."""
BELOW = 8.0
"""Room in pt between the title and the figure."""


def titled(sheet: Sheet) -> Sheet:
    """Return the sheet with its title and coverage sentence above it, as much taller as they need."""
    room = sheet.width - 2
    items: list[Item] = []
    y = 0.0
    for text, size, bold, colour in (
        (sheet.title, TITLE, True, "ink"),
        (sheet.subtitle, SUBTITLE, False, "soft"),
    ):
        for line in wrapped(text, room, size, bold, most=6) if text else ():
            y += size * 1.35
            items.append(Words(1, y - size * 0.3, line, size, bold, colour))
    y += BELOW if items else 0.0
    return replace(
        sheet, height=sheet.height + y, items=(*items, *(moved(item, 0.0, y) for item in sheet.items))
    )


def moved(item: Item, right: float, down: float) -> Item:
    """Return an item at another place."""
    if isinstance(item, Stroke):
        return replace(item, points=tuple((x + right, y + down) for x, y in item.points))
    if isinstance(item, Shape):
        return replace(item, x=item.x + right, y=item.y + down)
    return replace(item, x=item.x + right, y=item.y + down)

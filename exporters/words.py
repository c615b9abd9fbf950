"""Results in words, for the screen: every number with its studies, and the footer under them."""

from __future__ import annotations

import textwrap

from .rows import plain

WIDTH = 110


def wrapped(text: str, head: str) -> list[str]:
    """Return text wrapped to the screen; later lines are indented as far as the head is long."""
    shown = plain(text)
    return (
        textwrap.wrap(shown, WIDTH, initial_indent=head, subsequent_indent=" " * len(head)) if shown else []
    )

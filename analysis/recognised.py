"""Whether somebody may be recognised by a quote: the one rule of maps, figures and tables for papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .shapes import SMALL_GROUP, few

if TYPE_CHECKING:
    from ..queries.quoted import QuoteText, Voice

TOO_SMALL = f"speaker not shown: group of fewer than {SMALL_GROUP}"


def small_groups(held: QuoteText) -> tuple[Voice, ...]:
    """Return the small groups whose words a quote may be; () if it is not known that a group is small.

    Those are the small ones of the groups that it names. A quote that names none is taken for the words of its study's
    groups if all of them are small. Filters change nothing: a group that they leave out has as few people as before.
    """
    if held.voices:
        return tuple(voice for voice in held.voices if few(voice.n))
    return held.sampled if all(few(voice.n) for voice in held.sampled) else ()

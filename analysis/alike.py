"""Labels and titles that are nearly the same, by the method named here.

The likeness of two texts is RapidFuzz's ``token_sort_ratio``: their words folded and sorted, then 100 times the share of
letters that need not be inserted or deleted to make one of the other. 100 means the same words in any order. Texts that
both have numbers, and not the same, are told apart by them ("part 1", "part 2").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..graph.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

METHOD = "token_sort_ratio of RapidFuzz over folded words, numbers being equal"
THRESHOLD = 90
"""Likeness, of 100, from which two labels count as nearly the same."""
_BLOCK = 500


def alike(texts: Mapping[str, str], threshold: float = THRESHOLD) -> Iterator[tuple[str, str, int]]:
    """Yield the pairs whose texts are that alike, with their likeness; ids in order, empty texts left out.

    >>> list(alike({"a": "Fear of litigation", "b": "Litigation, fear of", "c": "Lack of time"}))
    [('a', 'b', 100)]
    """
    from rapidfuzz import fuzz, process

    # token_sort_ratio is ratio over sorted words: sorted once here instead of for each of the millions of pairs.
    sorted_words = {identifier: " ".join(sorted(_words(text))) for identifier, text in sorted(texts.items())}
    ids = [identifier for identifier, words in sorted_words.items() if words]
    words = [sorted_words[identifier] for identifier in ids]
    for start in range(0, len(ids), _BLOCK):
        rows = process.cdist(
            words[start : start + _BLOCK], words[start:], scorer=fuzz.ratio, score_cutoff=threshold
        )
        for row, column in zip(*rows.nonzero(), strict=True):
            if row < column and _same_numbers(words[start + row], words[start + column]):
                yield ids[start + row], ids[start + column], int(rows[row, column])


def _same_numbers(one: str, other: str) -> bool:
    numbers, others = (sorted(re.findall(r"\d+", text)) for text in (one, other))
    return not numbers or not others or numbers == others


def _words(text: str) -> list[str]:
    return "".join(character if character.isalnum() else " " for character in fold(text)).split()

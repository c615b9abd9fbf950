"""Spellings that mean a known name: TDF domains, COM-B components, names that are nearly a column's or table's."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ..frameworks.registry import labels
from ..graph.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

_SEPARATORS = re.compile(r"[^\w']+")
_AMERICAN = {"behavioral": "behavioural", "behavior": "behaviour"}
_NEAR = 0.85
"""Similarity from which a name is a slip of the pen; "suport" and "supports" have 0.86, "codes" and "coder" 0.80."""


def singular(word: str) -> str:
    """Return an English word without its plural ending, roughly; only for comparing.

    >>> [singular(word) for word in ("capabilities", "processes", "process", "skills")]
    ['capability', 'process', 'process', 'skill']
    """
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("sses"):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _domain_key(text: str) -> str:
    words = _SEPARATORS.sub(" ", fold(text.replace("&", " and "))).split()
    return " ".join(singular(_AMERICAN.get(word, word)) for word in words)


@cache
def _domains() -> dict[str, str]:
    return {_domain_key(label): identifier for identifier, label in labels("Domain").items()}


@cache
def tdf_domain(text: str) -> str | None:
    """Return the id of the TDF v2 domain of this name or id, None if it is none of the 14.

    Case, spaces, hyphens, punctuation, ``&``, singular or plural and American spelling make no difference.

    >>> tdf_domain("Memory, Attention & Decision Process"), tdf_domain("time")
    ('memory-attention-and-decision-processes', None)
    """
    return _domains().get(_domain_key(text))


def component(text: str) -> str | None:
    """Return the code of the COM-B component of this code or name, None if there is none.

    >>> component("reflective motivation"), component("m-re")
    ('M-Re', 'M-Re')
    """
    names = {fold(name): code for code, label in labels("Component").items() for name in (code, label)}
    return names.get(fold(text))


def ambiguous_technique(text: str) -> str | None:
    """Return the other BCT code that Excel shows as this number, or None.

    >>> ambiguous_technique("10.1"), ambiguous_technique("5.3")
    ('10.10', None)
    """
    return f"{text}0" if f"{text}0" in labels("Technique") else None


def nearly(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that ``name`` is a slip of the pen for, or None.

    Both are spelled as tables spell names (``opposite_of``). A plural or a missing one counts; names of less than
    five letters count only so, or every ``code`` would be a ``mode``.
    """
    from rapidfuzz.distance import Indel

    best: tuple[float, str] | None = None
    for candidate in known:
        likeness = Indel.normalized_similarity(name, candidate)
        near = singular(name) == singular(candidate) or (
            len(candidate) > 4 and (likeness >= _NEAR or sorted(name) == sorted(candidate))
        )
        if near and (best is None or likeness > best[0]):
            best = (likeness, candidate)
    return best[1] if best else None

"""Folding of names: when two spellings are the same name."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u00b4": "'", "`": "'"})
_HYPHENS = re.compile("[-_\u2010-\u2015\u2212\u00ad]")


def fold(text: str) -> str:
    """Return ``text`` without differences of case, spaces, hyphens and typographic apostrophes.

    Two values are the same if their folded forms are equal. Canonically equivalent characters (``é`` as one
    or two code points) are the same too. Never stored: only for comparing.

    >>> fold("Patients\u2019  Wish-list") == fold("patients' wish list")
    True
    """
    text = unicodedata.normalize("NFC", text).translate(_APOSTROPHES)
    return " ".join(_HYPHENS.sub(" ", text).casefold().split())

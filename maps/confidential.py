"""Whose words a map or figure may show, and when it warns that somebody may be recognised.

Three ways to show quotes: all of them, only those in other words than the people's own, or the text of none. Whatever
the way, a quote with ``share = no`` never shows its text. What is not shown is not read from the library either: the
query leaves it out, so that no file can hold it. Codings, studies, groups and locators stay, since they are how a
number is checked, and the speaker as the study labels them, unless their group is small.

What counts as people's words: the text of quotes of kind verbatim (a participant's own words). Paraphrases are
a participant's statement in other words; the authors' interpretation, statements of findings and a claim's
``as_published`` (the paper's word, such as barrier) are words of papers and reviews and stay. A note that a coder wrote
beside a claim may cite a quote, so it goes with the text of any quote that the claim rests on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..analysis import wording
from ..analysis.extracts import TOO_SMALL
from ..analysis.shapes import SMALL_GROUP, is_small
from ..errors import ParameterError
from ..graph.unshared import INSTEAD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..graph.evidence import Evidence
    from .details import Details

ALL, PARAPHRASES, NONE = "all", "paraphrases", "none"
KINDS = {
    ALL: ("verbatim", "paraphrase", "author"),
    PARAPHRASES: ("paraphrase", "author"),
    NONE: (),
}
"""Kinds of quote whose text is shown."""
OPTION = {PARAPHRASES: "--paraphrases-only", NONE: "--no-quotes"}
"""The command's option for each way that hides something."""
MOST_NAMED = 3
"""Groups that a warning names; more are counted."""


def kinds_shown(texts: str) -> tuple[str, ...]:
    """Return the kinds of quote whose text is shown. Raises ParameterError for a way that does not exist."""
    if texts not in KINDS:
        raise ParameterError(f"texts is '{texts}', and can be {', '.join(KINDS)}.")
    return KINDS[texts]


def instead(texts: str, *, shared: bool) -> str:
    """Return what stands in the place of a text that is not shown.

    >>> instead("paraphrases", shared=True)
    'text not shown (--paraphrases-only)'
    >>> instead("none", shared=False)
    'text not shared'
    """
    option = OPTION.get(texts)
    return f"text not shown ({option})" if option and shared else INSTEAD


def warning(evidence: Evidence, details: Details) -> str:
    """Return the sentence that warns of shown words by which somebody in a small group may be recognised; "" if none.

    A group is small if it is known to have fewer than five people. A quote that names no group is taken for the words
    of its study's groups if all of them are small. Paraphrases and the authors' interpretation are nobody's own words.
    """
    shown = [
        identifier
        for identifier, held in details.quotes.items()
        if held.text and evidence.quotes[identifier].kind == "verbatim"
    ]
    spoken = {quote: few for quote in shown if (few := _small(evidence, quote))}
    if not spoken:
        return ""
    groups = sorted({group for of in spoken.values() for group in of})
    one = len(spoken) == 1
    return (
        f"{len(spoken)} {'quote is' if one else 'quotes are'} the words of "
        f"{'a group' if len(groups) == 1 else 'groups'} of fewer than {SMALL_GROUP} people "
        f"({_named(evidence, details, groups)}): they may be recognised. "
        f"{OPTION[PARAPHRASES]} or {OPTION[NONE]} leaves {'it' if one else 'them'} out."
    )


def speaker(evidence: Evidence, identifier: str, lead: str = "") -> str:
    """Return the speaker of a quote as the study labels them, after ``lead``; "" if they are not known.

    A speaker of a small group is not named, as in tables for papers.
    """
    quote = evidence.quotes[identifier]
    if not quote.speaker:
        return ""
    groups = [evidence.groups[group] for group in quote.groups if group in evidence.groups]
    return TOO_SMALL if any(map(is_small, groups)) else f"{lead}{quote.speaker}"


def _small(evidence: Evidence, identifier: str) -> tuple[str, ...]:
    """Return the small groups whose words a quote is."""
    quote = evidence.quotes[identifier]
    if quote.groups:
        found = [evidence.groups[group] for group in quote.groups if group in evidence.groups]
        return tuple(group.id for group in found if is_small(group))
    sampled = [group for group in evidence.groups.values() if group.study == quote.study]
    return tuple(group.id for group in sampled) if all(is_small(group) for group in sampled) else ()


def _named(evidence: Evidence, details: Details, groups: Iterable[str]) -> str:
    names = []
    for identifier in groups:
        group, held = evidence.groups[identifier], details.groups.get(identifier)
        name = (held.label if held else None) or ", ".join(group.profession) or identifier
        names.append(f"{name}, {wording.cite(evidence.studies.get(group.study), group.study)}")
    more = [f"{len(names) - MOST_NAMED} more"] if len(names) > MOST_NAMED else []
    return "; ".join([*names[:MOST_NAMED], *more])

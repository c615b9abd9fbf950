"""Whose words a map or figure may show, and when it warns that somebody may be recognised.

Three ways to show quotes: all of them, only those in other words than the people's own, or the text of none. Whatever
the way, a quote with ``share = no`` never shows its text. What is not shown is not read from the library either: the
query leaves it out, so that no file can hold it. Codings, studies, groups and locators stay, since they are how a
number is checked, and the speaker as the study labels them, unless their group is small. Filters uncover nobody: a
quote's groups are read whether or not a filter leaves them out.

What counts as people's words: the text of quotes of kind verbatim (a participant's own words). Paraphrases are
a participant's statement in other words; the authors' interpretation, statements of findings and a claim's
``as_published`` (the paper's word, such as barrier) are words of papers and reviews and stay. A note that a coder wrote
beside a claim may cite a quote, so it goes with the text of any quote that the claim rests on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..analysis import wording
from ..analysis.recognised import TOO_SMALL, small_groups
from ..analysis.shapes import SMALL_GROUP
from ..errors import ParameterError
from ..graph.unshared import INSTEAD
from ..queries import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..graph.evidence import Evidence
    from ..queries.quoted import Voice
    from .details import Details

ALL, PARAPHRASES, NONE = "all", "paraphrases", "none"
KINDS = {
    ALL: quoted.KINDS,
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

    Which they are says :func:`.small_groups`. Paraphrases and the authors' interpretation are nobody's own words.
    """
    spoken = {
        identifier: few
        for identifier, held in sorted(details.quotes.items())
        if held.text and evidence.quotes[identifier].kind == "verbatim" and (few := small_groups(held))
    }
    if not spoken:
        return ""
    groups = {group.id: _named(evidence, quote, group) for quote, few in spoken.items() for group in few}
    names = [groups[group] for group in sorted(groups)]
    one = len(spoken) == 1
    return (
        f"{len(spoken)} {'quote is' if one else 'quotes are'} the words of "
        f"{'a group' if len(groups) == 1 else 'groups'} of fewer than {SMALL_GROUP} people "
        f"({_listed(names)}): they may be recognised. "
        f"{OPTION[PARAPHRASES]} or {OPTION[NONE]} leaves {'it' if one else 'them'} out."
    )


def speaker(evidence: Evidence, details: Details, identifier: str, lead: str = "") -> str:
    """Return the speaker of a quote as the study labels them, after ``lead``; "" if they are not known.

    A speaker of a small group is not named, as in tables for papers; nor is one of a quote of which nothing was read.
    """
    said, held = evidence.quotes[identifier].speaker, details.quotes.get(identifier)
    if not said or held is None:
        return ""
    return TOO_SMALL if small_groups(held) else f"{lead}{said}"


def _named(evidence: Evidence, quote: str, group: Voice) -> str:
    """Return a group and its study; of a group that a filter leaves out, the study of the quote."""
    known = evidence.groups.get(group.id)
    study = known.study if known else evidence.quotes[quote].study
    name = group.label or ", ".join(group.profession) or group.id
    return f"{name}, {wording.cite(evidence.studies.get(study), study)}"


def _listed(names: Sequence[str]) -> str:
    more = [f"{len(names) - MOST_NAMED} more"] if len(names) > MOST_NAMED else []
    return "; ".join([*names[:MOST_NAMED], *more])

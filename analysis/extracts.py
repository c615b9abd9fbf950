"""One sample quote for each belief, with its speaker: what may be shown of it, and nobody recognised by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.influence import statements_by_belief
from ..graph.unshared import INSTEAD
from .recognised import TOO_SMALL, small_groups

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ..graph.evidence import Evidence
    from ..graph.influence import Statement
    from ..queries.paper_texts import Texts
    from .citing import Citer

NO_QUOTE = "no quote held"
NONE_OF_THESE = "no extract held from a study named here"
_KINDS = ("verbatim", "paraphrase")


class Extracts:
    """Chooses and words the sample quote of each belief; an author's sentence is none."""

    def __init__(self, evidence: Evidence, *, inferred: bool = False) -> None:
        self._evidence = evidence
        self._disputed = {(one.quote, one.belief) for one in evidence.codings if one.contradicts}
        self._told = {
            belief: _quotes(evidence, told)
            for belief, told in statements_by_belief(evidence, inferred=inferred).items()
        }

    @property
    def quotes(self) -> set[str]:
        """Return the ids of all quotes that may be chosen."""
        return {quote for told in self._told.values() for quote in told}

    @property
    def groups(self) -> set[str]:
        """Return the ids of all groups that may have said one of them."""
        return {group for told in self._told.values() for one in told.values() for group in one.speakers}

    def of(
        self, beliefs: Iterable[str], texts: Texts, citer: Citer, among: Collection[str] | None = None
    ) -> tuple[str, str | None]:
        """Return the words of a sample quote for one of ``beliefs`` and its id, or that there is none and None.

        Only quotes in ``among`` are chosen, if given. Those that nobody codes as contradicting come before disputed ones,
        then those that may be shared, verbatim before paraphrases; last the id decides.
        """
        candidates = [
            (
                (one.source, belief) in self._disputed,
                texts.quotes[one.source].text is None,
                self._evidence.quotes[one.source].kind != "verbatim",
                one.source,
                one,
            )
            for belief in beliefs
            for one in self._told.get(belief, {}).values()
            if among is None or one.source in among
        ]
        if not candidates:
            return NO_QUOTE if among is None else NONE_OF_THESE, None
        chosen: Statement = min(candidates, key=lambda one: one[:-1])[-1]
        return self._words(chosen, texts, citer), chosen.source

    def _words(self, one: Statement, texts: Texts, citer: Citer) -> str:
        quote = self._evidence.quotes[one.source]
        found = texts.quotes[one.source]
        who = self._speaker(one, texts)
        where = ", ".join(part for part in (citer.studies((quote.study,)), found.locator) if part)
        if found.text is None:
            shown = INSTEAD
        else:
            shown = (
                f"“{found.text.strip()}”"
                if quote.kind == "verbatim"
                else f"{found.text.strip()} (paraphrase)"
            )
        return f"{shown} – {'; '.join(part for part in (who, where) if part)}"

    def _speaker(self, one: Statement, texts: Texts) -> str:
        """Return the speaker and the groups as the study labels them, unless somebody may be recognised."""
        if small_groups(texts.quotes[one.source]):
            return TOO_SMALL
        groups = [texts.groups[group] for group in one.speakers if group in texts.groups]
        labels = [group.label for group in groups if group.label]
        speaker = self._evidence.quotes[one.source].speaker
        return ", ".join([*([speaker] if speaker else []), *labels]) or "speaker not stated"


def _quotes(evidence: Evidence, told: Iterable[Statement]) -> dict[str, Statement]:
    return {
        one.source: one
        for one in told
        if one.kind == "Quote" and not one.contradicts and evidence.quotes[one.source].kind in _KINDS
    }

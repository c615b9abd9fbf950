"""What one belief rests on, decided before anything is drawn: quotes, findings, groups, studies, and what is left out.

Everything that says or denies the belief is a *leaf*: a quote, a finding of a study or of a review, a claim whose
text is not held, or a review without a finding. What counts as saying or denying is decided by
:mod:`beliefgraph.graph.statements`; nothing is counted here a second time.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..analysis.wording import many
from ..analysis.wording import studies as of_studies
from ..errors import MapError
from ..graph.statements import About, beliefs, statements_by_belief
from ..graph.studies import Studies, usable_claims
from ..queries.filters import Filters
from .choose import BOXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ..graph.evidence import Evidence, Finding

QUOTE, FINDING, CLAIM, REVIEW = "quote", "finding", "claim", "review"
BUNDLE = 4
"""Studies that a review lists and nothing else is held of: more than these share one box, unless all are shown."""
SAYS, DENIES = "supports", "contradicts"


@dataclass(frozen=True, slots=True)
class Leaf:
    """One thing that says or denies the belief."""

    id: str
    kind: str
    """QUOTE, FINDING, CLAIM or REVIEW (a review on which a claim rests, without a finding)."""
    stances: tuple[str, ...]
    """SAYS or DENIES; both where coders disagree."""
    study: str | None = None
    review: str | None = None
    groups: tuple[str, ...] = ()
    """Those whose words it is."""
    listed: tuple[str, ...] = ()
    """Of a review's finding: studies that the review lists for it and that count as listed for the belief."""

    @property
    def place(self) -> str:
        """Return the study or the review it is from."""
        return self.study or self.review or ""

    @property
    def key(self) -> tuple[str, str]:
        """Return kind and id: ids are unique within a kind only."""
        return self.kind, self.id


@dataclass(frozen=True, slots=True)
class Held:
    """What is drawn of the evidence for and against one belief."""

    belief: str
    about: About
    leaves: tuple[Leaf, ...]
    """Those shown, as they stand from top to bottom: study by study, what contradicts first; reviews last."""
    left: tuple[Leaf, ...]
    """Those left out, in the order in which they would have come."""
    bundled: Mapping[str, tuple[str, ...]]
    """By review: listed studies that share one box."""
    filters: str
    filtered: bool

    @property
    def groups(self) -> tuple[str, ...]:
        """Return the groups shown, in the order of the leaves."""
        return tuple(dict.fromkeys(group for leaf in self.leaves for group in leaf.groups))

    @property
    def reviews(self) -> tuple[str, ...]:
        """Return the reviews shown, in the order of the leaves."""
        return tuple(dict.fromkeys(leaf.review for leaf in self.leaves if leaf.review is not None))

    @property
    def studies(self) -> tuple[str, ...]:
        """Return the studies with a box of their own: of quotes and findings first, then listed ones."""
        own = [leaf.study for leaf in self.leaves if leaf.study is not None]
        bundled = {study for several in self.bundled.values() for study in several}
        listed = [study for leaf in self.leaves for study in leaf.listed if study not in bundled]
        return tuple(dict.fromkeys([*own, *listed]))

    @property
    def sentence(self) -> str:
        """Return the coverage as it stands under the title."""
        parts = [
            f"Shows {_of(self, (QUOTE,), False, 'quote')}",
            _of(self, (FINDING, REVIEW), True, "report of reviews", "reports of reviews"),
            _of(self, (FINDING, CLAIM), False, "other statement of a study", "other statements of studies"),
        ]
        counted = {leaf.study for leaf in self.leaves if leaf.study is not None}
        listed = {study for leaf in self.leaves for study in leaf.listed} - counted
        of = [of_studies(len(counted)), f"{len(listed):,} more listed by reviews" if listed else ""]
        of += [many(len(self.reviews), "review"), many(len(self.groups), "group")]
        return " · ".join(
            part for part in (_joined(parts), ", ".join(filter(None, of)), self.filters) if part
        )

    @property
    def advice(self) -> str:
        """Return what to do if something was cut, else ""."""
        if not self.left:
            return ""
        return (
            f"This belief rests on {many(len(self.leaves) + len(self.left), 'quote or report', 'quotes and reports')}. "
            f"Shown: {len(self.leaves):,}, at least one of each study before a second. Narrower: choose a role, a country "
            "or a review; --all shows every box."
        )


def hold(
    evidence: Evidence, belief: str, filters: Filters | None = None, *, boxes: int | None = BOXES
) -> Held:
    """Choose what is drawn of the evidence for and against a belief.

    If there is more than ``boxes`` boxes can hold (None: no limit), one leaf of every study stays before a second of
    any, what contradicts before what supports. Raises MapError if nothing in the selection says or denies it.
    """
    filters = filters or Filters()
    about = beliefs(evidence, inferred=filters.inferred).get(belief, About(Studies(), (), ()))
    leaves = _leaves(evidence, belief, about, inferred=filters.inferred)
    if not leaves:
        raise MapError(_nothing(evidence, belief))
    ranked = _by_turn(leaves)
    kept, bundled = _fitting(ranked, boxes)
    chosen = {leaf.key for leaf in kept}
    return Held(
        belief=belief,
        about=about,
        leaves=tuple(sorted(kept, key=_standing(kept))),
        left=tuple(leaf for leaf in ranked if leaf.key not in chosen),
        bundled=bundled,
        filters=filters.describe(),
        filtered=bool(filters.used),
    )


def _leaves(evidence: Evidence, belief: str, about: About, *, inferred: bool) -> list[Leaf]:
    found: dict[tuple[str, str], list[Leaf]] = defaultdict(list)
    for one in statements_by_belief(evidence, inferred=inferred).get(belief, ()):
        quote = evidence.quotes.get(one.source) if one.kind == "Quote" else None
        # An author's sentence is nobody's words, and of a finding or claim nobody knows whose.
        groups = () if quote is None else quote.groups if quote.kind == "author" else one.speakers
        leaf = Leaf(
            one.source, one.kind.lower(), (DENIES if one.contradicts else SAYS,), one.study, None, groups
        )
        found[leaf.key].append(leaf)
    for finding, stance in _reported(evidence, belief, inferred=inferred):
        listed = _listed(finding, belief, about)
        leaf = Leaf(finding.id, FINDING, (stance,), None, finding.review, (), listed)
        found[leaf.key].append(leaf)
    for entry in about.studies.reported:
        if entry.finding is None:
            leaf = Leaf(entry.review, REVIEW, (SAYS,), None, entry.review)
            found[leaf.key].append(leaf)
    rests = {claim.id: claim.findings for claim in evidence.claims}
    return [
        _both(several)
        for (kind, identifier), several in sorted(found.items())
        # The finding under a claim is shown itself, and says the same.
        if kind != CLAIM or not any((FINDING, finding) in found for finding in rests[identifier])
    ]


def _nothing(evidence: Evidence, belief: str) -> str:
    label = evidence.label(belief)
    inside = sorted(evidence.label(part) for part, wholes in evidence.parents.items() if belief in wholes)
    if inside:
        some = "; ".join(inside[:3]) + (f"; … {len(inside) - 3} more" if len(inside) > 3 else "")
        return f"Nothing in the selection says or denies the theme '{label}' itself. Choose one of its beliefs: {some}."
    return f"Nothing in the selection says or denies '{label}'. Drop a filter, or choose another belief."


def _both(several: Sequence[Leaf]) -> Leaf:
    """Return one leaf with every stance that anybody coded, what contradicts first."""
    one = several[0]
    stances = tuple(sorted({stance for leaf in several for stance in leaf.stances}))
    return Leaf(one.id, one.kind, stances, one.study, one.review, one.groups, one.listed)


def _reported(evidence: Evidence, belief: str, *, inferred: bool) -> Iterator[tuple[Finding, str]]:
    """Yield the findings of reviews about a belief, or under a claim from it, each with its stance."""
    cited = {
        finding
        for claim in usable_claims(evidence, inferred=inferred)
        if claim.cause == belief
        for finding in claim.findings
    }
    for finding in evidence.findings.values():
        link = finding.beliefs.get(belief)
        if finding.review is not None and (link is not None or finding.id in cited):
            opposite = link is not None and link.relation == "opposite"
            yield finding, DENIES if opposite else SAYS


def _listed(finding: Finding, belief: str, about: About) -> tuple[str, ...]:
    """Return the studies that the review lists for the finding and that are behind the belief alone."""
    link = finding.beliefs.get(belief)
    if link is not None and link.part != "whole":
        return ()
    behind = {*about.studies.named, *about.against}
    return tuple(study for study in finding.contributors if study in behind)


def _by_turn(leaves: Sequence[Leaf]) -> list[Leaf]:
    """Return the leaves as they get room: the first of each study or review before a second, what contradicts first."""
    turn: dict[tuple[str, str], int] = {}
    seen: dict[str, int] = defaultdict(int)
    for leaf in sorted(leaves, key=lambda leaf: (DENIES not in leaf.stances, leaf.key)):
        turn[leaf.key] = seen[leaf.place]
        seen[leaf.place] += 1

    def order(leaf: Leaf) -> tuple[int, bool, bool, tuple[str, str]]:
        return turn[leaf.key], DENIES not in leaf.stances, leaf.review is not None, leaf.key

    return sorted(leaves, key=order)


def _fitting(ranked: Sequence[Leaf], boxes: int | None) -> tuple[list[Leaf], dict[str, tuple[str, ...]]]:
    """Return the leaves that fit, and the listed studies that share a box; a leaf brings all it hangs on."""
    kept, drawn = [], 1
    known: set[tuple[str, str]] = set()
    for leaf in ranked:
        new = {("group", group) for group in leaf.groups} | {
            ("review" if leaf.review else "study", leaf.place)
        }
        new |= {("listed", leaf.place)} if leaf.listed else set()
        new -= known
        if boxes is None or drawn + 1 + len(new) <= boxes:
            kept.append(leaf)
            known |= new
            drawn += 1 + len(new)
    own = {leaf.study for leaf in kept}
    bundled: dict[str, tuple[str, ...]] = {}
    for review in dict.fromkeys(leaf.review for leaf in kept if leaf.review is not None):
        listed = {study for leaf in kept if leaf.review == review for study in leaf.listed} - own
        # One box is taken into account already.
        room = boxes is None or (len(listed) <= BUNDLE and drawn + len(listed) - 1 <= boxes)
        if listed and not room:
            bundled[review] = tuple(sorted(listed))
        elif listed:
            drawn += len(listed) - 1
    return kept, bundled


def _standing(
    leaves: Sequence[Leaf],
) -> Callable[[Leaf], tuple[bool, bool, int, str, bool, tuple[str, ...], str]]:
    """Return the order from top to bottom: study by study, those that contradict first, reviews last."""
    denying = {leaf.place for leaf in leaves if DENIES in leaf.stances}
    many_of = {leaf.place: sum(other.place == leaf.place for other in leaves) for leaf in leaves}
    return lambda leaf: (
        leaf.review is not None,
        leaf.place not in denying,
        -many_of[leaf.place],
        leaf.place,
        DENIES not in leaf.stances,
        leaf.groups,
        leaf.id,
    )


def _of(held: Held, kinds: Iterable[str], review: bool, one: str, several: str | None = None) -> str:
    """Return "12 of 55 quotes"; "" if there are none."""

    def count(leaves: Iterable[Leaf]) -> int:
        return sum(leaf.kind in kinds and (leaf.review is not None) == review for leaf in leaves)

    shown = count(held.leaves)
    whole = shown + count(held.left)
    return f"{shown:,} of {many(whole, one, several)}" if whole or QUOTE in kinds else ""


def _joined(parts: Iterable[str]) -> str:
    held = [part for part in parts if part]
    return " and ".join([", ".join(held[:-1]), held[-1]] if len(held) > 1 else held)

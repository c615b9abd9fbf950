"""The methods paragraph and the data statement of a paper: which definitions, which data, which versions.

The definitions are those of docs/measures.md in short. The checksum is made of the contents of the sources, in their
order: two libraries of one checksum hold the same records, whatever engine they are in.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..frameworks.registry import digest as frameworks_digest
from ..frameworks.registry import published
from ..graph.bookkeeping import FRAMEWORKS, read_sources
from ..graph.model import BASES, CONFIDENCE, COVERAGE, MODEL_VERSION, QUOTE_KINDS
from ..graph.unshared import unshared_quotes
from ..queries.paper_texts import read_paper_texts
from .citing import full_review
from .displayed import Displayed
from .profile_words import natural
from .shapes import FOOTER
from .wording import many, named

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..graph.bookkeeping import SourceState
    from ..graph.evidence import Evidence
    from ..graph.records import Value
    from ..queries.filters import Filters
    from ..queries.paper_texts import ReviewWords
    from ..queries.stored import Query

NOT_KNOWN = "not known"
OF_THESE = "of these"
"""Begins a sort that is among the others, not beside them."""
_COVERAGE = {
    "full": "read in full",
    "partial": "read in part",
    "abstract": "abstract read",
    "secondhand": "known from other papers",
}
REFERENCES = (
    "GRADE-CERQual: Lewin S, Booth A, Glenton C, et al. Implementation Science 2018;13(Suppl 1):2, doi 10.1186/s13012-017-0688-3",
    "Theoretical Domains Framework: Cane J, O'Connor D, Michie S. Implementation Science 2012;7:37, doi 10.1186/1748-5908-7-37; "
    "Atkins L, Francis J, Islam R, et al. Implementation Science 2017;12:77, doi 10.1186/s13012-017-0605-9",
    "Ranking of domains: Patey AM, Islam R, Francis JJ, et al. Implementation Science 2012;7:52, doi 10.1186/1748-5908-7-52",
    "COM-B and the Behaviour Change Wheel: Michie S, van Stralen MM, West R. Implementation Science 2011;6:42, doi 10.1186/1748-5908-6-42",
)


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source of the library."""

    name: str
    format: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Methods(Displayed):
    """All that the methods section of a paper says about the library and how it was counted."""

    program: str
    model_version: int
    engine: str
    selection: str
    """Sentences on the filters in use; empty if there are none."""
    inferred: bool
    opposites: bool
    counts: Mapping[str, Mapping[str, int]]
    """What is in the selection: kind of thing, then how many of which sort."""
    reviews: tuple[tuple[str, ReviewWords], ...]
    sources: tuple[SourceLine, ...]
    checksum: str
    """32 hex digits over the contents of all sources, in their order, the bundled tables apart."""
    frameworks_checksum: str

    @property
    def paragraph(self) -> tuple[str, ...]:
        """Return the methods paragraph, ready for the paper."""
        return (self._held(), self._studies(), self._steps(), self._ranks())

    @property
    def statement(self) -> tuple[str, ...]:
        """Return the data statement."""
        held = "; ".join(f"{kind}: {_sorts(sorts)}" for kind, sorts in self.counts.items())
        sources = "; ".join(f"{one.name} ({one.format}, checksum {one.digest})" for one in self.sources)
        return (
            f"{'The selection' if self.selection else 'The library'} holds {held}.",
            f"It was loaded from {many(len(self.sources), 'source')}: {sources or 'none'}. Checksum of the whole library: {self.checksum}. "
            "The same sources give the same checksum.",
            f"Made with {self.program}, model version {self.model_version}, engine {self.engine}. Framework tables: checksum {self.frameworks_checksum}.",
        )

    def to_json(self) -> dict[str, Value]:
        """Return everything as one object."""
        return {
            "methods": "\n\n".join(self.paragraph),
            "data_statement": "\n\n".join(self.statement),
            "program": self.program,
            "model_version": self.model_version,
            "engine": self.engine,
            "selection": self.selection,
            "inferred": self.inferred,
            "opposites": self.opposites,
            "counts": {kind: dict(sorts) for kind, sorts in self.counts.items()},
            "reviews": [
                {
                    "review": review,
                    "title": words.title,
                    "studies": words.studies,
                    "participants": words.participants,
                    "searched_to": words.searched_to,
                    "registration": words.registration,
                    "coverage": words.coverage,
                    "reference": full_review(words),
                }
                for review, words in self.reviews
            ],
            "sources": [
                {"source": one.name, "format": one.format, "digest": one.digest} for one in self.sources
            ],
            "checksum": self.checksum,
            "frameworks": [
                {
                    "table": one.table,
                    "framework": one.framework,
                    "version": one.version,
                    "rows": one.rows,
                    "source": one.source,
                }
                for one in published()
            ],
            "frameworks_checksum": self.frameworks_checksum,
            "references": [*REFERENCES],
            "footer": FOOTER,
        }

    def _held(self) -> str:
        reviews, studies = _total(self.counts["reviews"]), _total(self.counts["studies"])
        selected = self.selection or "All evidence in the library was used."
        return (
            f"We held the evidence of {many(reviews, 'review')} and {many(studies, 'primary study', 'primary studies')} as a graph ({self.program}, model version "
            f"{self.model_version}). {selected} Quotes and findings were coded to beliefs, and statements that one thing leads to another "
            "to claims with a cause, an effect and a direction relative to the behaviour named. A study that several reviews include is one study."
        )

    def _studies(self) -> str:
        return (
            "For each belief we give three kinds of number side by side and never add them: counted studies, whose statement is held; "
            "listed studies, which a review names for a finding about this belief alone; and reported findings, with the numbers "
            "of studies and participants as the review prints them. Counted and listed studies together are the named studies. "
            "Confidence is the GRADE-CERQual judgement that each review prints for its own finding; none was made or combined by us."
        )

    def _steps(self) -> str:
        inferred = (
            "Claims that are our own reading (inferred) counted too."
            if self.inferred
            else "Claims that are our own reading (inferred) were left out; claims that a source states, or lists as barrier or enabler, counted."
        )
        opposites = (
            "A claim about the exact opposite of a behaviour counted for that behaviour with its direction turned."
            if self.opposites
            else "Claims about the opposite of a behaviour were not turned."
        )
        return (
            f"{inferred} {opposites} Claims for and against were never netted: a step with both is mixed. A path is a chain of at most four steps "
            "(unless said otherwise) without repetition; its support is the smallest number of named studies on any of its steps, and its direction follows from "
            "those of its steps by the sign rule. A path that no single speaker, group, study or finding tells whole is called stitched."
        )

    def _ranks(self) -> str:
        return (
            "Beliefs were ranked by the number of named studies behind the first steps of their paths to the behaviour, then reach and conflict; domains by "
            "named studies, elaboration (number of ranked beliefs) and conflict; equal rows share a rank. Best and worst ranks are those when any "
            "one study is left out. Whether a role was silent about a belief was told apart from whether it was sampled, asked, and read in "
            f"full. {FOOTER}"
        )


def methods(query: Query, evidence: Evidence, filters: Filters, *, program: str, engine: str) -> Methods:
    """Return the methods paragraph and data statement for a selection; ``program`` and ``engine`` as they name themselves."""
    texts = read_paper_texts(query, evidence)
    states = [state for state in read_sources(query, records_of=()).values() if state.name != FRAMEWORKS]
    return Methods(
        program=program,
        model_version=MODEL_VERSION,
        engine=engine,
        selection=filters.describe(),
        inferred=filters.inferred,
        opposites=filters.opposites,
        counts=_counts(evidence, len(unshared_quotes(query) & evidence.quotes.keys())),
        reviews=tuple((review, texts.reviews[review]) for review in sorted(texts.reviews, key=natural)),
        sources=tuple(SourceLine(state.name, state.format, state.digest) for state in states),
        checksum=_checksum(states),
        frameworks_checksum=frameworks_digest(),
    )


def _counts(evidence: Evidence, unshared: int) -> dict[str, dict[str, int]]:
    """Return what a selection holds, in the order in which a data statement names it."""
    findings = [finding for finding in evidence.findings.values() if finding.review is not None]
    kinds = Counter(end.kind for end in evidence.ends.values())
    return {
        "reviews": {"all": len(evidence.reviews)},
        "studies": _sorted(
            (study.coverage for study in evidence.studies.values()), COVERAGE, other="coverage not known"
        ),
        "participant groups": {"all": len(evidence.groups)},
        "quotes": {
            **_sorted((quote.kind for quote in evidence.quotes.values()), QUOTE_KINDS),
            **({f"{OF_THESE}, text not shared": unshared} if unshared else {}),
        },
        "claims": _sorted((claim.basis for claim in evidence.claims), BASES),
        "findings of reviews": _sorted(
            (finding.confidence for finding in findings), CONFIDENCE, other="not graded"
        ),
        "findings of studies": {"all": len(evidence.findings) - len(findings)},
        "beliefs and circumstances": {"all": kinds["Subtheme"]},
        "themes": {"all": kinds["Theme"]},
        "behaviours": {"all": kinds["Behaviour"]},
    }


def _sorted(found: Iterable[str | None], order: Iterable[str], *, other: str = NOT_KNOWN) -> dict[str, int]:
    """Return how many there are of each sort, in order; those of no sort last."""
    times = Counter(found)
    counted = {_COVERAGE.get(name, name): times[name] for name in order if times[name]}
    return counted | ({other: times[None]} if times[None] else {})


def _total(sorts: Mapping[str, int]) -> int:
    return sum(count for sort, count in sorts.items() if not sort.startswith(OF_THESE))


def _sorts(sorts: Mapping[str, int]) -> str:
    """Return "12 (read in full 6, read partial 3)"."""
    total = f"{_total(sorts):,}"
    several = ", ".join(f"{sort} {count:,}" for sort, count in sorts.items() if sort != "all")
    return f"{total} ({several})" if several else total


def _checksum(states: Iterable[SourceState]) -> str:
    whole = hashlib.blake2b(digest_size=16)
    for state in states:
        whole.update(f"{state.name}\0{state.digest}\n".encode("utf-8", "surrogatepass"))
    return whole.hexdigest()


def reviews_line(review: str, words: ReviewWords) -> tuple[str, ...]:
    """Return one review as cells: name, studies and participants as printed, last search, coverage, reference."""
    return (
        named(review),
        _or(words.studies),
        _or(words.participants),
        words.searched_to or NOT_KNOWN,
        words.coverage or NOT_KNOWN,
        "; ".join(part for part in (full_review(words), words.registration) if part),
    )


def _or(number: int | None) -> str:
    return NOT_KNOWN if number is None else f"{number:,}"

"""The checks there are, as data: what each lists, why that matters and what to do about it.

docs/check.md is made from this table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from . import check_cerqual, check_evidence, check_structure
from .alike import METHOD
from .shapes import SMALL_GROUP
from .spots import Spot

Finder: TypeAlias = Callable[..., Iterable[Spot]]
"""Takes the material, and a likeness where the check says so."""

ERROR, WARNING, NOTE = "error", "warning", "note"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is checked."""

    name: str
    topic: str
    severity: str
    title: str
    """What it lists."""
    why: str
    """Why that matters; one sentence."""
    cure: str
    find: Finder
    alike: bool = False
    """True if it takes the likeness from which texts count as nearly the same, and names it in ``why``."""
    deep: bool = False
    """True if it is looked at only when asked for: it takes as long as a load."""


_REBUILD = (
    "Make the library anew from its records: 'beliefgraph dump', then 'beliefgraph restore' into a new place. If it comes "
    "back, report it with the output of this check."
)

CHECKS: tuple[Check, ...] = (
    Check(
        "step-summary-differs",
        "structure",
        ERROR,
        "Steps whose stored summary (SAID_TO_INFLUENCE) is not what the claims give",
        "No answer is computed from the summaries, but somebody who looks at the graph sees wrong numbers.",
        _REBUILD,
        check_structure.influence_differs,
    ),
    Check(
        "counts-differ",
        "structure",
        ERROR,
        "Kinds of node that are counted differently in two ways",
        "The engine's own count and the ids it holds must agree.",
        _REBUILD,
        check_structure.counts_differ,
    ),
    Check(
        "graph-differs",
        "structure",
        ERROR,
        "Nodes and relationships in which the graph differs from the records of its sources",
        "The graph is computed from the records alone, so something else has written to it, or the records are damaged.",
        _REBUILD,
        check_structure.graph_differs,
        deep=True,
    ),
    Check(
        "sources-differ",
        "sources",
        WARNING,
        "Values that two files, or two rows, give differently",
        "The first is used, every value is kept with its place.",
        "Find out which is right and mend the other file, or let another source win: 'beliefgraph sources --first NAME'.",
        check_structure.sources_differ,
    ),
    Check(
        "mapping-disputed",
        "sources",
        WARNING,
        "Mappings to a domain that one person made and another rejected",
        "They count as agreed until somebody decides.",
        "Decide together, and set status in the table mappings to the same in both rows; 'beliefgraph agreement --of mappings' shows all.",
        check_structure.mapping_disputed,
    ),
    Check(
        "coders-opposed",
        "sources",
        WARNING,
        "Quotes that two coders read opposite ways for one belief",
        "The study counts for the belief and against it, as mixed.",
        "Read the quote together and mend the rows in codings; 'beliefgraph agreement' shows where coders differ otherwise.",
        check_structure.coders_opposed,
    ),
    Check(
        "quote-without-group",
        "evidence",
        NOTE,
        "Quotes that name no group of participants",
        "Whose view it is can then be told only where the study has one group of one role, or the quote has roles.",
        "Fill in groups in the table quotes, or roles where the group is not known.",
        check_evidence.quotes_without_group,
    ),
    Check(
        "one-study",
        "evidence",
        NOTE,
        "Beliefs that rest on one named study",
        "Whatever is said of them goes when that study goes.",
        "Say so where you report them, and look whether another belief says the same.",
        check_evidence.one_study,
    ),
    Check(
        "claim-without-text",
        "evidence",
        WARNING,
        "Claims with neither quote nor finding",
        "They name only a study or review: nobody can read what was said.",
        "Fill in quotes or finding in the table claims.",
        check_evidence.claims_without_text,
    ),
    Check(
        "claim-without-quote",
        "evidence",
        NOTE,
        "Claims that rest on a finding alone, without a quote",
        "They are as their authors sum them up; no participant's words stand behind them here.",
        "Nothing to mend if you hold only the findings; else fill in quotes in the table claims.",
        check_evidence.claims_without_quote,
    ),
    Check(
        "part-not-stated",
        "evidence",
        NOTE,
        "Review findings of several beliefs that do not say whether a belief is the whole or a part",
        "They are read as parts, so the studies listed for them are named for none of the beliefs.",
        "Fill in part in the table finding_beliefs, one row for each belief of the finding.",
        check_evidence.part_not_stated,
    ),
    Check(
        "printed-number-differs",
        "evidence",
        WARNING,
        "Findings whose printed number of studies is not the number of studies listed for them",
        "One of the two is wrong, or the list is not complete. Fewer studies than printed articles are no fault.",
        "Look it up in the review: complete studies in the table findings (or contributions), or mend reported_studies.",
        check_evidence.number_differs,
    ),
    Check(
        "printed-without-list",
        "evidence",
        NOTE,
        "Findings with a printed number of studies and no study listed",
        "The number is shown as reported and enters no count of named studies.",
        "Fill in studies in the table findings if the review names them.",
        check_evidence.number_without_list,
    ),
    Check(
        "review-number-differs",
        "evidence",
        NOTE,
        "Reviews whose printed number of studies is not the number of studies known to be in them",
        "Overlap with other reviews can then be told in part only.",
        "Fill in reviews in the table studies for every included study; check n_studies in the table reviews.",
        check_evidence.review_number_differs,
    ),
    Check(
        "labels-alike",
        "evidence",
        WARNING,
        "Pairs of beliefs, themes, behaviours or targets whose labels are nearly the same",
        f"If they mean the same, their studies are split in two (found by {METHOD}, {{threshold:g}} of 100 or more).",
        "If they are the same, give their rows one id. If not, make the labels tell them apart. Exact opposites belong into opposite_of.",
        check_evidence.labels_alike,
        alike=True,
    ),
    Check(
        "studies-alike",
        "evidence",
        WARNING,
        "Pairs of studies that look like one study",
        "A study that is here twice counts twice (same doi, same pmid, or titles "
        f"nearly the same by {METHOD}, {{threshold:g}} of 100 or more, and years at most one apart).",
        "If they are one study, write the id of the other in same_as in the table studies. If not, mend doi, pmid or title.",
        check_evidence.studies_alike,
        alike=True,
    ),
    Check(
        "small-group",
        "evidence",
        NOTE,
        f"Groups of fewer than {SMALL_GROUP} people",
        "With profession and place given, somebody may be recognised.",
        "Before you publish, look at what is told of them, and set share to no for quotes that must not be printed.",
        check_evidence.small_groups,
    ),
    Check(
        "coverage-empty",
        "evidence",
        NOTE,
        "Studies that do not say how much of them was read",
        "What they do not mention stays 'not known' in a contrast; only in a study read in full is it 'not reported'.",
        "Fill in coverage in the table studies: full, partial, abstract or secondhand.",
        check_evidence.coverage_empty,
    ),
    Check(
        "text-not-shared",
        "evidence",
        NOTE,
        "Quotes whose text is not shared",
        "They count everywhere, and their words stand in no map, export or document.",
        "Nothing to mend. Archives hold the words unless you use 'dump --without-unshared-texts'.",
        check_evidence.not_shared,
    ),
    Check(
        "cerqual-no-explanation",
        "cerqual",
        WARNING,
        "Findings with a level of confidence and no explanation",
        "CERQual is a judgement that others must be able to follow.",
        "Write in confidence_explanation why the finding was rated so.",
        check_cerqual.no_explanation,
    ),
    Check(
        "cerqual-component-missing",
        "cerqual",
        WARNING,
        "Findings with a level of confidence and not all four components",
        "Confidence is judged from methodological limitations, coherence, adequacy and relevance, each of them.",
        "Fill in the missing components in the table findings. If the review does not print them, say so where you report the finding.",
        check_cerqual.component_missing,
    ),
    Check(
        "cerqual-concern-unexplained",
        "cerqual",
        WARNING,
        "Components with minor, moderate or serious concerns and no explanation",
        "A reader cannot see what the concern is.",
        "Write the reason into the column of the component that ends in _explanation.",
        check_cerqual.concern_unexplained,
    ),
    Check(
        "cerqual-own-score",
        "cerqual",
        WARNING,
        "Findings with a score or number in place of a judgement",
        "CERQual has four levels and reasons in words; points are neither added nor averaged.",
        "Give the published level and the reason in words; take out the score.",
        check_cerqual.own_score,
    ),
    Check(
        "cerqual-short-title",
        "cerqual",
        WARNING,
        "Confidence given to what looks like a title, not a finding",
        "CERQual applies to a finding that says something, not to a theme or heading "
        f"(the same as a label, or at most {check_cerqual.TITLE} words without a full stop).",
        "Write the finding as a sentence in statement, as the review puts it, or take the confidence out.",
        check_cerqual.short_title,
    ),
    Check(
        "cerqual-study-rated",
        "cerqual",
        WARNING,
        "Levels of CERQual that are given to studies, not to a finding",
        "CERQual rates a finding of a synthesis over all its studies; a study is appraised with another tool.",
        "Give methodological_limitations with its explanation for the finding as a whole, and keep in contributions what was thought of each study.",
        check_cerqual.study_rated,
    ),
    Check(
        "cerqual-items-counted",
        "cerqual",
        WARNING,
        "Methodological limitations explained by counting items of an appraisal",
        "How many items were met does not say what the limitation is, or whether it bears on this finding.",
        "Say which limitations there are and why they matter for the finding.",
        check_cerqual.items_counted,
    ),
    Check(
        "cerqual-few-studies",
        "cerqual",
        NOTE,
        "Findings of high or moderate confidence from one or two studies, without a word on adequacy",
        "That can be right, if the data are rich; then it should be said. It is no misuse.",
        "Say in adequacy_explanation why so few studies are enough.",
        check_cerqual.few_studies,
    ),
)

"""Columns of the tables of evidence itself: quotes, codings, claims, findings and what hangs on findings."""

from __future__ import annotations

from ..graph.model import BASES, COMPONENTS, CONCERNS, CONFIDENCE, DIRECTIONS, QUOTE_KINDS, RELEVANCE
from .columns_sources import roles
from .fields import Column, Table, choice, ident, name_of, number, ref, refs, text

AMBIGUOUS_DIRECTIONS = ("enabler", "enablers", "facilitator", "facilitators", "barrier", "barriers")
"""Words that papers print beside the undesired behaviour or beside its opposite; refused where both exist."""

_DIRECTION_ALIASES = {
    "+": "encourages",
    "-": "discourages",
    "\u2212": "discourages",
    "\u2013": "discourages",
    "enabler": "encourages",
    "enablers": "encourages",
    "facilitator": "encourages",
    "facilitators": "encourages",
    "barrier": "discourages",
    "barriers": "discourages",
}
_CONCERN_ALIASES = {
    "substantial concerns": "Serious concerns",
    "substantial": "Serious concerns",
    **{level.removesuffix(" concerns"): level for level in CONCERNS},
}
_CONFIDENCE_ALIASES = {f"{level} confidence": level for level in CONFIDENCE}


def _direction(what: str, *, required: bool = False) -> Column:
    return choice(
        "direction",
        f"What the belief is said to do to {what}: encourages, discourages, no_effect or unclear. "
        "+ and - will do; so will enabler, facilitator and barrier, unless the behaviour has an opposite.",
        DIRECTIONS,
        aliases=_DIRECTION_ALIASES,
        required=required,
        example="encourages",
    )


_basis = choice(
    "basis",
    "stated: the source itself says the belief makes people do it; framed: listed as barrier, enabler or driver; "
    "inferred: our reading. Empty = stated with a verbatim quote, else framed.",
    BASES,
    example="stated",
)
_as_published = text("as_published", "The paper's own word for it, such as barrier.", "barrier")
_coder = name_of("coder", "Who coded it.", "AB")
_about = text("about", "The role it speaks of; roles = whose view it is.", "patient")
_note = text("note", "Anything worth knowing.")
_behaviours = "Ids of the behaviours it is said to influence; with direction, each belief named here leads to each of them."

QUOTES = Table(
    name="quotes",
    kind="Quote",
    meaning="a piece of text from a study",
    columns=(
        ident("Your own short id for the quote.", "Q1"),
        ref(
            "study",
            "Id of the study it is printed in.",
            "Study",
            relation="REPORTED_IN",
            required=True,
            example="S1",
        ),
        refs(
            "groups",
            "Ids of the groups it comes from.",
            "ParticipantGroup",
            relation="VOICED_BY",
            example="G1",
        ),
        roles("Whose view it is, if not that of its groups."),
        text(
            "text", "The text, exactly as printed.", "I would rather scan than stand in court.", required=True
        ),
        choice(
            "kind",
            "verbatim: a participant's own words; paraphrase: a participant's statement in other words; "
            "author: the authors' interpretation. Empty = verbatim.",
            QUOTE_KINDS,
            example="verbatim",
        ),
        text("locator", "Page, table or paragraph.", "p. 7"),
        text("speaker", "Who said it, as the study labels them.", "GP 4"),
        _about,
        refs(
            "supports",
            "Ids of the subthemes or themes it supports.",
            "Belief",
            relation="SUPPORTS",
            example="B1",
        ),
        refs("contradicts", "Ids of the subthemes or themes it denies.", "Belief", relation="CONTRADICTS"),
        refs("behaviours", _behaviours, "Behaviour", example="X1"),
        _direction("the behaviours"),
        _basis,
        _as_published,
        _coder,
        choice(
            "share",
            "no: the text appears in no map, export or document; its coding still counts. Empty = yes.",
            ("yes", "no"),
            example="yes",
        ),
    ),
)

CODINGS = Table(
    name="codings",
    kind="Coding",
    meaning="one coder's decision that a quote supports or contradicts a belief",
    key=("quote", "subtheme", "stance", "coder"),
    columns=(
        ref("quote", "Id of the quote.", "Quote", required=True, example="Q1"),
        ref("subtheme", "Id of the subtheme or theme.", "Belief", required=True, example="B1"),
        choice(
            "stance",
            "Whether the quote supports or contradicts it.",
            ("supports", "contradicts"),
            required=True,
            example="supports",
        ),
        _coder,
        _note,
    ),
)

CLAIMS = Table(
    name="claims",
    kind="Claim",
    meaning="one statement that A is said to influence B; needs at least one of quotes, finding, study, review",
    columns=(
        Column(name="id", note="May stay empty: an id is made from the row.", type="id", example=""),
        ref(
            "cause",
            "Id of the subtheme, theme or behaviour that influences.",
            "End",
            relation="CAUSE",
            required=True,
            example="B1",
        ),
        ref("effect", "Id of what is influenced.", "End", relation="EFFECT", required=True, example="X1"),
        _direction("the effect", required=True),
        _basis,
        refs("quotes", "Ids of the quotes it rests on.", "Quote", relation="BASED_ON", example="Q1"),
        ref("finding", "Id of the finding it rests on.", "Finding", relation="BASED_ON"),
        ref("study", "Id of the study that says it, if you hold no text of it.", "Study", relation="MADE_IN"),
        ref("review", "Id of the review that says it, if you hold no finding.", "Review", relation="MADE_IN"),
        roles("Whose view it is, if neither quotes nor finding say."),
        choice("emphasis", "main or minor, if the source says so.", ("main", "minor"), example="main"),
        text("condition", "Under which it is said to hold.", "when a patient insists"),
        _as_published,
        _note,
        _coder,
    ),
)


def _component(name: str) -> Column:
    what = name.replace("_", " ")
    return choice(
        name,
        f"GRADE-CERQual: concerns about {what}, as the review judged. Substantial = serious.",
        CONCERNS,
        aliases=_CONCERN_ALIASES,
        example="Minor concerns",
    )


FINDINGS = Table(
    name="findings",
    kind="Finding",
    meaning="a statement of a review, or of one study's authors",
    columns=(
        ident("Your own short id for the finding.", "F1"),
        ref(
            "review",
            "Id of the review it is from; exactly one of review and study.",
            "Review",
            relation="REPORTED_BY",
            example="R1",
        ),
        ref(
            "study",
            "Id of the study it is from; exactly one of review and study.",
            "Study",
            relation="REPORTED_BY",
        ),
        text("statement", "The statement.", "Doctors order scans for fear of court.", required=True),
        refs(
            "summarises",
            "Ids of the subthemes or themes it is about as a whole. Use finding_beliefs for parts of a finding.",
            "Belief",
            relation="SUMMARISES",
            example="B1",
        ),
        refs("behaviours", _behaviours, "Behaviour", relation="ABOUT", example="X1"),
        _direction("the behaviours"),
        _basis,
        _as_published,
        roles("Whose view it is."),
        _about,
        refs("domains", "Domains under which the source files it.", "Domain", relation="ABOUT"),
        refs(
            "studies",
            "Ids of the studies the review lists for it. Not for a study's own finding.",
            "Study",
            relation="CONTRIBUTES_TO",
            incoming=True,
            example="S1",
        ),
        number("reported_studies", "Number of studies printed for the finding.", "12"),
        choice(
            "reported_unit",
            "What that number counts. Empty = studies.",
            ("studies", "articles"),
            example="studies",
        ),
        number("reported_participants", "Members of those studies, as printed.", "300"),
        number("said_by", "How many said it, as printed (7 of 9).", "7"),
        number("said_of", "Of how many (7 of 9).", "9"),
        choice(
            "unit", "What said_by and said_of count.", ("participants", "utterances"), example="participants"
        ),
        choice(
            "confidence",
            "GRADE-CERQual: overall confidence, as the review judged. Empty = not graded.",
            CONFIDENCE,
            aliases=_CONFIDENCE_ALIASES,
            example="Moderate",
        ),
        *(_component(name) for name in COMPONENTS),
        *(
            text(f"{name}_explanation", f"Why {name.replace('_', ' ')} was judged so.")
            for name in ("confidence", *COMPONENTS)
        ),
    ),
)

FINDING_BELIEFS = Table(
    name="finding_beliefs",
    kind="FindingBelief",
    meaning="which belief a finding summarises, and how",
    key=("finding", "belief"),
    columns=(
        ref("finding", "Id of the finding.", "Finding", required=True, example="F1"),
        ref("belief", "Id of the subtheme or theme.", "Belief", required=True, example="B1"),
        choice(
            "part",
            "whole if the finding says this and nothing else, else part. Empty = whole if it is its only belief.",
            ("whole", "part"),
            example="whole",
        ),
        choice(
            "relation",
            "What the belief is to the finding; narrower: the belief says less than the finding. Empty = same.",
            ("same", "narrower", "broader", "opposite"),
            example="same",
        ),
        name_of("decided_by", "Who decided.", "AB"),
        _note,
    ),
)

CONTRIBUTIONS = Table(
    name="contributions",
    kind="Contribution",
    meaning="a study that a review lists for a finding",
    key=("finding", "study"),
    columns=(
        ref("finding", "Id of the review's finding.", "Finding", required=True, example="F1"),
        ref("study", "Id of the study.", "Study", required=True, example="S1"),
        Column(name="relevance", note="Relevance of the study.", suggested=RELEVANCE, example="direct"),
        text("concern", "Methodological concern about the study.", "minor"),
        text("concern_note", "Why."),
        text("richness", "How rich its data are for the finding."),
        text("extract", "The data extracted from it."),
        _note,
    ),
)

"""The model as data: kinds of node, relationships, their properties and what identifies them.

This is the only place where a label, a relationship type or a property name is decided. Loaders,
projection, queries, checks and the tables in the documents all read it from here. The words are those of
GRADE-CERQual, CASP, TDF, COM-B, the Behaviour Change Wheel, BCT Taxonomy v1 and AACTT.
"""

from __future__ import annotations

from dataclasses import dataclass

MODEL_VERSION = 1
"""Raised when stored records would have to be read differently."""

TEXT, NUMBER, LIST = "text", "whole number", "list of text"


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a node or relationship: its name, meaning and stored type."""

    name: str
    meaning: str
    type: str = TEXT
    allowed: tuple[str, ...] = ()
    """The canonical values, in their order; empty if any value is allowed."""
    default: str | None = None
    """Filled in by the projection where the row is silent."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of node. ``identity`` are the properties that tell two things with one id apart."""

    label: str
    meaning: str
    properties: tuple[Property, ...]
    identity: tuple[str, ...] = ()
    """The first of these that both rows give decides whether they speak of the same thing."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship type, the kinds at its two ends and how several of one pair are told apart."""

    type: str
    start: tuple[str, ...]
    end: tuple[str, ...]
    meaning: str
    properties: tuple[Property, ...] = ()
    key: tuple[str, ...] = ()
    """Properties that keep two of one pair apart (two coders of one quote); all other properties are merged."""
    single: bool = False
    """True if a node may have only one (a quote is from one study); another is an identity clash."""
    derived: bool = False
    """True if computed from other relationships after every load, never stated by a row."""


ROLES = ("patient", "clinician", "carer", "public", "other")
COVERAGE = ("full", "partial", "abstract", "secondhand")
DIRECTIONS = ("encourages", "discourages", "no_effect", "unclear")
BASES = ("stated", "framed", "inferred")
QUOTE_KINDS = ("verbatim", "paraphrase", "author")
CONFIDENCE = ("High", "Moderate", "Low", "Very low")
CONCERNS = (
    "No or very minor concerns",
    "Minor concerns",
    "Moderate concerns",
    "Serious concerns",
)
COMPONENTS = ("methodological_limitations", "coherence", "adequacy", "relevance")
RELEVANCE = ("direct", "indirect", "partial", "unclear")

_roles = Property("roles", "whose view it is", LIST, ROLES)
_label = Property("label", "its name")
_definition = Property("definition", "what it means")
_coder = Property("coder", "who coded it")
_note = Property("note", "anything worth knowing")
_coverage = Property("coverage", "how much of the source was read; missing = not known", allowed=COVERAGE)
_doi = Property("doi", "digital object identifier")
_pmid = Property("pmid", "PubMed identifier")
_year = Property("year", "year of publication", NUMBER)
_aliases = Property("aliases", "other names by which it may be asked for", LIST)
_component_properties = tuple(
    part
    for name in ("confidence", *COMPONENTS)
    for part in (
        Property(
            name,
            "GRADE-CERQual: overall confidence" if name == "confidence" else "GRADE-CERQual component",
            allowed=CONFIDENCE if name == "confidence" else CONCERNS,
        ),
        Property(f"{name}_explanation", f"why {name.replace('_', ' ')} was judged so"),
    )
)
_framework = (
    Property("code", "published code"),
    _label,
    Property("framework", "which framework it is from"),
    Property("version", "which version"),
)
_framework_link = (
    Property("framework", "which framework publishes the link"),
    Property("version", "which version"),
    Property("source", "where it is printed"),
)

KINDS: tuple[Kind, ...] = (
    Kind(
        "Review",
        "one evidence synthesis",
        (
            Property("title", "title as published"),
            _year,
            _doi,
            _pmid,
            Property("registration", "PROSPERO or other registration"),
            Property("question", "the review question"),
            Property("searched_to", "date of the last search, as text"),
            Property("n_studies", "number of included studies, as printed", NUMBER),
            Property("n_participants", "number of participants, as printed", NUMBER),
            Property("synthesis_method", "how the review synthesised"),
            _coverage,
        ),
        ("doi", "pmid", "title"),
    ),
    Kind(
        "Study",
        "one primary study, counted once however many reviews include it",
        (
            Property("authors", "authors, separated by ;"),
            _year,
            Property("data_year", "when the data were collected"),
            Property("title", "title as published"),
            _doi,
            _pmid,
            Property("country", "where it was done", LIST),
            Property("setting", "place of care or life"),
            Property("design", "study design"),
            Property("data_collection", "how data were collected"),
            Property("analysis", "how data were analysed"),
            Property("n", "number of participants", NUMBER),
            Property("richness", "how rich its data are, as judged by the source"),
            _coverage,
            Property("same", "id of the study this row was joined to by SAME_AS; only on joined rows"),
        ),
        ("doi", "pmid", "title"),
    ),
    Kind(
        "ParticipantGroup",
        "people sampled in a study",
        (
            _roles,
            _label,
            Property("profession", "profession", LIST),
            Property("n", "number of people", NUMBER),
            Property("country", "where they live or work", LIST),
            Property("condition", "health condition"),
            Property("place", "rural, urban, practice"),
            Property("age", "age, as printed"),
            Property("sex", "sex, as printed"),
            Property("ethnicity", "ethnicity, as printed"),
            Property("education", "education, as printed"),
        ),
        ("study",),
    ),
    Kind(
        "Quote",
        "a piece of text from a study",
        (
            Property("text", "the text exactly as read"),
            Property(
                "kind",
                "verbatim: a participant's own words; paraphrase: a participant's statement in other words; "
                "author: the authors' interpretation",
                allowed=QUOTE_KINDS,
                default="verbatim",
            ),
            Property("locator", "page, table or paragraph"),
            Property("speaker", "who said it, as the study labels them"),
            _roles,
            Property("about", "the role it speaks of; no measure uses it"),
            Property(
                "share",
                "no: the text appears in no map, export or document",
                allowed=("yes", "no"),
                default="yes",
            ),
        ),
        ("text",),
    ),
    Kind(
        "Subtheme",
        "a belief or another influence (time, access, forgetting)",
        (
            _label,
            _definition,
            Property("kind", "belief or circumstance", allowed=("belief", "circumstance"), default="belief"),
            _aliases,
        ),
        ("label",),
    ),
    Kind("Theme", "a group of beliefs", (_label, _definition), ("label",)),
    Kind(
        "Behaviour",
        "what someone does (AACTT)",
        (
            _label,
            Property("actor", "who does it"),
            Property("action", "what is done"),
            Property("target", "to or for whom"),
            Property("context", "where and in what circumstances"),
            Property("time", "when, how often"),
            _aliases,
        ),
        ("label",),
    ),
    Kind(
        "Claim",
        "one coded statement that A is said to influence B (a causal claim, not a court claim, not a finding)",
        (
            Property("direction", "relative to the effect", allowed=DIRECTIONS),
            Property(
                "basis",
                "stated: the source itself says so; framed: listed as barrier, enabler, driver; inferred: our reading",
                allowed=BASES,
            ),
            Property(
                "direction_given",
                "barrier, enabler or facilitator, where the file gives that for a direction",
            ),
            Property("as_published", "the paper's own word"),
            Property("emphasis", "main or minor; missing = neither", allowed=("main", "minor")),
            Property("condition", "under which it is said to hold"),
            _roles,
            _coder,
            _note,
        ),
        ("cause", "effect", "direction"),
    ),
    Kind(
        "Finding",
        "a statement of a review, or of one study's authors",
        (
            Property("statement", "the statement"),
            *_component_properties,
            Property("reported_studies", "number of studies printed for it", NUMBER),
            Property(
                "reported_unit",
                "what reported_studies counts",
                allowed=("studies", "articles"),
                default="studies",
            ),
            Property("reported_participants", "members of those studies, as printed", NUMBER),
            Property("said_by", "how many said it, as printed", NUMBER),
            Property("said_of", "of how many", NUMBER),
            Property("unit", "unit of said_by and said_of", allowed=("participants", "utterances")),
            _roles,
            Property("about", "the role it speaks of; no measure uses it"),
        ),
        ("statement",),
    ),
    Kind(
        "Appraisal",
        "one item of one appraisal of a study",
        (
            Property("tool", "CASP, JBI, …"),
            Property("item", "item of the tool"),
            Property("answer", "the answer given"),
            _note,
        ),
        ("study", "tool", "item"),
    ),
    Kind(
        "InterventionTarget",
        "what an intervention would change",
        (
            _label,
            Property("description", "what it is"),
            Property("function", "intervention function of the Behaviour Change Wheel"),
            Property("policy", "policy category"),
            Property("mode", "mode of delivery"),
        ),
        ("label",),
    ),
    Kind("Domain", "a TDF domain, or one of another framework", _framework, ("label",)),
    Kind("Component", "a COM-B component", _framework, ("label",)),
    Kind("Function", "an intervention function", _framework, ("label",)),
    Kind("Technique", "a behaviour change technique (BCT)", _framework, ("label",)),
    Kind("PolicyCategory", "a policy category", _framework, ("label",)),
)

RELATIONS: tuple[Relation, ...] = (
    Relation("INCLUDED_IN", ("Study",), ("Review",), "the review includes the study"),
    Relation("TOOK_PART_IN", ("ParticipantGroup",), ("Study",), "sampled in the study", single=True),
    Relation("REPORTED_IN", ("Quote",), ("Study",), "printed in the study", single=True),
    Relation("VOICED_BY", ("Quote",), ("ParticipantGroup",), "said by one of them"),
    Relation(
        "SUPPORTS", ("Quote",), ("Subtheme", "Theme"), "coded as saying it", (_coder, _note), key=("coder",)
    ),
    Relation(
        "CONTRADICTS",
        ("Quote",),
        ("Subtheme", "Theme"),
        "coded as denying it",
        (_coder, _note),
        key=("coder",),
    ),
    Relation("PART_OF", ("Subtheme", "Theme"), ("Theme",), "belongs to the theme"),
    Relation(
        "OPPOSITE_OF",
        ("Behaviour", "Subtheme"),
        ("Behaviour", "Subtheme"),
        "exact opposites of one kind; read in both directions",
    ),
    Relation(
        "CAUSE", ("Claim",), ("Subtheme", "Theme", "Behaviour"), "what is said to influence", single=True
    ),
    Relation(
        "EFFECT", ("Claim",), ("Subtheme", "Theme", "Behaviour"), "what is said to be influenced", single=True
    ),
    Relation("BASED_ON", ("Claim",), ("Quote", "Finding"), "the text behind the claim"),
    Relation(
        "MADE_IN",
        ("Claim",),
        ("Study", "Review"),
        "where it is made, if no text of it is held",
        (
            Property(
                "left_out",
                "quotes: a smaller library holds none of the quotes from this study on which the claim rested",
                allowed=("quotes",),
            ),
        ),
    ),
    Relation(
        "SAID_TO_INFLUENCE",
        ("Subtheme", "Theme", "Behaviour"),
        ("Subtheme", "Theme", "Behaviour"),
        "all claims of one step together; for looking at, no answer is computed from it",
        (
            Property(
                "direction",
                "encourages, discourages or mixed",
                allowed=("encourages", "discourages", "mixed"),
            ),
            Property("claims", "number of claims", NUMBER),
            Property("counted", "studies counted", NUMBER),
            Property("listed", "studies listed by reviews", NUMBER),
            Property("named", "counted and listed studies", NUMBER),
            Property("studies_encouraging", "named studies of encouraging claims", NUMBER),
            Property("studies_discouraging", "named studies of discouraging claims", NUMBER),
            Property("studies_no_effect", "named studies that say it has no effect", NUMBER),
            Property("groups", "participant groups", NUMBER),
            Property("quotes", "quotes", NUMBER),
            Property("reported_findings", "review findings that report it", NUMBER),
            Property("via_opposite", "a claim about the opposite behaviour was turned"),
        ),
        derived=True,
    ),
    Relation(
        "SUMMARISES",
        ("Finding",),
        ("Subtheme", "Theme"),
        "the finding says it",
        (
            Property("part", "whole or part of the finding", allowed=("whole", "part")),
            Property(
                "relation",
                "what the belief is to the finding",
                allowed=("same", "narrower", "broader", "opposite"),
                default="same",
            ),
            Property("decided_by", "who decided"),
            _note,
        ),
    ),
    Relation("ABOUT", ("Finding",), ("Behaviour", "Domain"), "as the source files it; no measure uses it"),
    Relation("REPORTED_BY", ("Finding",), ("Review", "Study"), "whose finding it is", single=True),
    Relation(
        "CONTRIBUTES_TO",
        ("Study",),
        ("Finding",),
        "the review lists the study for the finding",
        (
            Property("relevance", "GRADE-CERQual relevance of the study"),
            Property("concern", "methodological concern about the study"),
            Property("concern_note", "why"),
            Property("richness", "how rich its data are for the finding"),
            Property("extract", "extracted data"),
            _note,
        ),
    ),
    Relation(
        "ASKED_ABOUT",
        ("ParticipantGroup", "Study"),
        ("Subtheme", "Theme", "Domain"),
        "whether the study asked about it",
        (Property("asked", "yes or no", allowed=("yes", "no")), Property("locator", "where it says so")),
        key=("asked",),
    ),
    Relation("APPRAISES", ("Appraisal",), ("Study",), "appraisal of the study", single=True),
    Relation(
        "ADDRESSES",
        ("InterventionTarget",),
        ("Subtheme",),
        "would change the belief",
        (Property("tie", "row or shared", allowed=("row", "shared")),),
    ),
    Relation(
        "AIMS_AT",
        ("InterventionTarget",),
        ("Behaviour",),
        "to change the behaviour",
        (Property("tie", "row or shared", allowed=("row", "shared")),),
    ),
    Relation(
        "USES",
        ("InterventionTarget",),
        ("Technique",),
        "by this technique",
        (Property("tie", "row or shared", allowed=("row", "shared")),),
    ),
    Relation(
        "MAPS_TO",
        ("Subtheme",),
        ("Domain",),
        "filed under the domain",
        (
            Property("by", "who filed it"),
            Property(
                "status",
                "agreed, proposed or rejected",
                allowed=("agreed", "proposed", "rejected"),
                default="agreed",
            ),
            _note,
        ),
        key=("by",),
    ),
    Relation(
        "SAME_AS",
        ("Study",),
        ("Study",),
        "another row of the same study",
        (Property("decided_by", "who decided"),),
        single=True,
    ),
    Relation(
        "BELONGS_TO",
        ("Domain",),
        ("Component",),
        "part of the component",
        _framework_link,
        key=("framework", "version"),
    ),
    Relation(
        "SERVES",
        ("Function",),
        ("Component", "Domain"),
        "the function suits it",
        _framework_link,
        key=("framework", "version"),
    ),
    Relation(
        "DELIVERS",
        ("Technique",),
        ("Function",),
        "the technique delivers the function",
        _framework_link,
        key=("framework", "version"),
    ),
    Relation(
        "CHANGES",
        ("Technique",),
        ("Domain",),
        "published link of technique and domain",
        _framework_link,
        key=("framework", "version"),
    ),
)

KIND: dict[str, Kind] = {kind.label: kind for kind in KINDS}
RELATION: dict[str, Relation] = {relation.type: relation for relation in RELATIONS}

FAMILIES: dict[str, tuple[str, ...]] = {
    "Belief": ("Subtheme", "Theme"),
    "End": ("Subtheme", "Theme", "Behaviour"),
    "Topic": ("Subtheme", "Theme", "Domain"),
}
"""Families a cell may mean; the projection finds which kind the id has. Ids are unique over ``End``."""

LINK_KINDS: dict[str, tuple[str, ...]] = {
    "Coding": ("SUPPORTS", "CONTRADICTS"),
    "FindingBelief": ("SUMMARISES",),
    "Contribution": ("CONTRIBUTES_TO",),
    "Mapping": ("MAPS_TO",),
    "Asked": ("ASKED_ABOUT",),
}
"""Records that are only links, and which: rows of codings, finding_beliefs, contributions, mappings, asked."""

SHORT_FORMS = ("quotes", "findings")
"""Tables whose rows may also make claims; those count and are reported with their row."""

RESERVED = ("id", "sources", "places", "owner", "same", "direction_given")
"""Names the graph uses itself; a table's extra column may not have them."""

BOOKKEEPING = ("Library", "Source", "SourceRecord", "Load", "Change")
"""Labels of our own book-keeping, left out of counts, exports, maps and question results."""

"""Columns of the tables about sources: reviews, studies, groups, what was asked, appraisals."""

from __future__ import annotations

from ..graph.model import COVERAGE, ROLES
from .fields import Column, Table, choice, ident, name_of, number, ref, refs, text, texts

_ROLE_ALIASES = {"patients": "patient", "clinicians": "clinician", "carers": "carer", "others": "other"}


def roles(note: str, *, required: bool = False, example: str = "clinician") -> Column:
    """Return the column of roles, which accepts plurals."""
    return choice("roles", note, ROLES, many=True, aliases=_ROLE_ALIASES, required=required, example=example)


_coverage = choice(
    "coverage",
    "How much of it you read: full text, part of it, the abstract, or secondhand (known only from another paper). "
    "Empty = not known. Only a study read in full can show that something was not reported.",
    COVERAGE,
    example="full",
)
_doi = text("doi", "Digital object identifier, without https://doi.org/.", "10.1000/182")
_pmid = text("pmid", "PubMed identifier.", "12345678")
_year = number("year", "Year of publication, four digits.", "2020")

REVIEWS = Table(
    name="reviews",
    kind="Review",
    meaning="one evidence synthesis",
    columns=(
        ident("Your own short id for the review; other tables refer to it.", "R1"),
        text(
            "title", "Title as published.", "Views on scans: a qualitative evidence synthesis", required=True
        ),
        _year,
        _doi,
        _pmid,
        text("registration", "PROSPERO or other registration number.", "CRD42020000000"),
        text("question", "The review question.", "What do patients believe about scans?"),
        text("searched_to", "Date of the last search, as printed.", "2019-06-17"),
        number("n_studies", "Number of included studies, as printed.", "69"),
        number("n_participants", "Number of participants, as printed.", "1747"),
        text("synthesis_method", "How the review synthesised.", "thematic synthesis"),
        _coverage,
    ),
)

STUDIES = Table(
    name="studies",
    kind="Study",
    meaning="one primary study, once, however many reviews include it",
    columns=(
        ident("Your own short id for the study; other tables refer to it.", "S1"),
        text("title", "Title as published.", "Why we order scans: interviews with family doctors"),
        text("authors", "Authors as printed, separated by ;", "Smith A; Jones B"),
        _year,
        text("data_year", "When the data were collected.", "2016-2017"),
        _doi,
        _pmid,
        texts("country", "Where it was done; several countries separated by ;", "Canada", short=True),
        text("setting", "Place of care or life.", "family practice"),
        text("design", "Study design.", "interview study"),
        text("data_collection", "How data were collected.", "semi-structured interviews"),
        text("analysis", "How data were analysed.", "thematic analysis"),
        number("n", "Number of participants.", "18"),
        text("richness", "How rich its data are, in your judgement.", "rich"),
        _coverage,
        refs(
            "reviews", "Ids of the reviews that include it.", "Review", relation="INCLUDED_IN", example="R1"
        ),
        ref(
            "same_as",
            "Id of another row that is the same study (a second paper on it). One id only. The two rows count as one study.",
            "Study",
            relation="SAME_AS",
        ),
    ),
)

GROUPS = Table(
    name="groups",
    kind="ParticipantGroup",
    meaning="people sampled in a study",
    columns=(
        ident("Your own short id for the group; quotes refer to it.", "G1"),
        ref(
            "study",
            "Id of the study that sampled them.",
            "Study",
            relation="TOOK_PART_IN",
            required=True,
            example="S1",
        ),
        roles(
            "Who they are in care: patient, clinician, carer, public or other; several separated by ;. "
            "A profession such as GP belongs under profession.",
            required=True,
        ),
        text("label", "What the study calls them.", "family doctors"),
        texts("profession", "Profession; several separated by ;", "GP", short=True),
        number("n", "Number of people.", "18"),
        texts("country", "Where they live or work; several separated by ;", "Canada", short=True),
        text("condition", "Health condition.", "low back pain"),
        text("place", "Rural, urban, kind of practice.", "rural"),
        text("age", "Age, as printed.", "34 to 61 years"),
        text("sex", "Sex, as printed.", "10 women, 8 men"),
        text("ethnicity", "Ethnicity, as printed."),
        text("education", "Education, as printed."),
    ),
)

ASKED = Table(
    name="asked",
    kind="Asked",
    meaning="whether a study asked about something",
    key=("study", "groups", "about", "asked"),
    columns=(
        ref("study", "Id of the study.", "Study", required=True, example="S1"),
        refs(
            "groups",
            "Ids of the groups that were asked; empty = all of the study.",
            "ParticipantGroup",
            example="G1",
        ),
        ref(
            "about",
            "Id of the belief, theme or domain (a TDF name will do). "
            "Not a role: in quotes and findings the column about is something else.",
            "Topic",
            required=True,
            example="B1",
        ),
        choice(
            "asked",
            "yes if the study asked about it, no if it did not.",
            ("yes", "no"),
            required=True,
            example="yes",
        ),
        text("locator", "Where the paper says so.", "Appendix 1, topic guide"),
    ),
)

APPRAISALS = Table(
    name="appraisals",
    kind="Appraisal",
    meaning="one item of one appraisal of a study",
    key=("study", "tool", "item"),
    columns=(
        ref("study", "Id of the study.", "Study", relation="APPRAISES", required=True, example="S1"),
        name_of("tool", "The appraisal tool.", "CASP", required=True),
        name_of("item", "Item of the tool.", "8 Was the analysis rigorous?", required=True),
        text("answer", "The answer given.", "yes", required=True),
        text("note", "Anything worth knowing."),
    ),
)

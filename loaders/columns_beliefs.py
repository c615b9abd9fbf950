"""Columns of the tables about ideas and change: themes, subthemes, behaviours, mappings, domains, targets."""

from __future__ import annotations

from ..frameworks.registry import labels
from .fields import Table, choice, ident, name_of, ref, refs, text, texts

_definition = text(
    "definition",
    "What it means, in a sentence.",
    "The doctor could be taken to court after a missed diagnosis",
)
_aliases = texts("aliases", "Other names by which it may be asked for, separated by ;", "fear of being sued")
_domains = tuple(labels("Domain").values())

THEMES = Table(
    name="themes",
    kind="Theme",
    meaning="a group of beliefs",
    columns=(
        ident("Your own short id. No subtheme or behaviour may have the same id.", "T1"),
        text("label", "Its name.", "Protecting oneself", required=True),
        _definition,
        ref("parent", "Id of the theme above it, if there is one.", "Theme", relation="PART_OF"),
    ),
)

SUBTHEMES = Table(
    name="subthemes",
    kind="Subtheme",
    meaning="a belief, or another influence such as time or access",
    columns=(
        ident("Your own short id. No theme or behaviour may have the same id.", "B1"),
        text("label", "Its name, from the view of whoever holds it.", "Fear of litigation", required=True),
        _definition,
        choice(
            "kind",
            "belief, or circumstance (time, access, forgetting). Empty = belief.",
            ("belief", "circumstance"),
            example="belief",
        ),
        refs("themes", "Ids of the themes it belongs to.", "Theme", relation="PART_OF", example="T1"),
        refs(
            "domains",
            "TDF domains (names will do) or ids of your own domains; taken as agreed. Use mappings if coders differ.",
            "Domain",
            relation="MAPS_TO",
            suggested=_domains,
            example="Beliefs about consequences",
        ),
        refs(
            "opposite_of",
            "Id of the subtheme that says exactly the opposite; not one that is only in tension with it.",
            "Subtheme",
            relation="OPPOSITE_OF",
        ),
        _aliases,
    ),
)

BEHAVIOURS = Table(
    name="behaviours",
    kind="Behaviour",
    meaning="what someone does (actor, action, target, context, time)",
    columns=(
        ident("Your own short id. No theme or subtheme may have the same id.", "X1"),
        text("label", "Its name.", "Order imaging", required=True),
        text("actor", "Who does it.", "family doctors"),
        text("action", "What is done.", "order a scan"),
        text("target", "To or for whom.", "patients with low back pain"),
        text("context", "Where and in what circumstances.", "first visit"),
        text("time", "When, how often.", "within four weeks"),
        refs(
            "opposite_of",
            "Id of the behaviour that is exactly the opposite (ordering / managing without). "
            "What is said about it then also counts here, turned round.",
            "Behaviour",
            relation="OPPOSITE_OF",
            example="X2",
        ),
        _aliases,
    ),
)

MAPPINGS = Table(
    name="mappings",
    kind="Mapping",
    meaning="who files a belief under which domain",
    key=("belief", "domain", "by"),
    columns=(
        ref("belief", "Id of the subtheme.", "Subtheme", required=True, example="B1"),
        ref(
            "domain",
            "A TDF domain (its name will do) or the id of your own domain.",
            "Domain",
            required=True,
            suggested=_domains,
            example="Beliefs about consequences",
        ),
        name_of("by", "Who filed it there.", "coder AB"),
        choice("status", "Empty = agreed.", ("agreed", "proposed", "rejected"), example="agreed"),
        text("note", "Anything worth knowing."),
    ),
)

DOMAINS = Table(
    name="domains",
    kind="Domain",
    meaning="a domain that is not one of the 14 of TDF v2",
    columns=(
        ident("Your own short id.", "physical-skills"),
        text("label", "Its name.", "Physical skills", required=True),
        text("framework", "Which framework it is from.", "TDF v1"),
        ref(
            "component",
            "COM-B component: its code or name.",
            "Component",
            relation="BELONGS_TO",
            suggested=tuple(labels("Component").values()),
            example="C-Ph",
        ),
        ref("parent", "Id or TDF name of the domain above it.", "Domain", example="Skills"),
    ),
)

TARGETS = Table(
    name="targets",
    kind="InterventionTarget",
    meaning="what an intervention would change, and how",
    columns=(
        ident("Your own short id.", "I1"),
        text("label", "Its name.", "Legal advice for doctors", required=True),
        text("description", "What it is.", "A talk by a lawyer on what the guideline protects"),
        refs(
            "addresses",
            "Ids of the subthemes it would change.",
            "Subtheme",
            relation="ADDRESSES",
            example="B1",
        ),
        refs(
            "aims_at",
            "Ids of the behaviours it is meant to change.",
            "Behaviour",
            relation="AIMS_AT",
            example="X2",
        ),
        refs(
            "uses",
            "BCT codes, such as 5.3. Format the cells as text: Excel shows the number 10.10 as 10.1.",
            "Technique",
            relation="USES",
            example="5.3",
        ),
        text("function", "Intervention function of the Behaviour Change Wheel.", "Education"),
        text("policy", "Policy category of the Behaviour Change Wheel.", "Guidelines"),
        text("mode", "Mode of delivery.", "group session"),
        choice(
            "tie",
            "row: the source ties these beliefs, behaviours and techniques to each other; "
            "shared: one list of beliefs stands beside several rows.",
            ("row", "shared"),
            example="row",
        ),
    ),
)

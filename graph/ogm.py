"""The model as py2neo classes, for those who have py2neo programs: one class for each label, made from the model.

py2neo is no longer maintained, and nothing else here depends on it (``docs/server.md``). The classes read. A library's
graph is computed from the records of its sources, so nothing is written through them: load files instead.
Texts of quotes with ``share`` = no are in the database, and are read here as any other: whoever hands them on decides.

>>> from py2neo.ogm import Repository  # doctest: +SKIP
>>> repository = Repository("bolt://localhost:7687", auth=("neo4j", password))  # doctest: +SKIP
>>> belief = Subtheme.match(repository, "b-litigation").first()  # doctest: +SKIP
>>> [study.title for quote in belief.supported_by for study in quote.reported_in]  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from ..errors import ExtraMissing, WriteRefused
from .model import KINDS, RELATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .model import Relation

try:
    from py2neo.ogm import Model, ModelType, Property, Related, RelatedObjects
except ImportError as error:
    raise ExtraMissing(
        "py2neo is not installed. Install it with: pip install 'beliefgraph[py2neo]'. It is no longer maintained; "
        "new programs use the package neo4j, which is installed with beliefgraph."
    ) from error

NAMES: dict[str, tuple[str, str]] = {
    "INCLUDED_IN": ("included_in", "includes"),
    "TOOK_PART_IN": ("took_part_in", "groups"),
    "REPORTED_IN": ("reported_in", "quotes"),
    "VOICED_BY": ("voiced_by", "voices"),
    "SUPPORTS": ("supports", "supported_by"),
    "CONTRADICTS": ("contradicts", "contradicted_by"),
    "PART_OF": ("part_of", "parts"),
    "OPPOSITE_OF": ("opposite_of", "opposite_of"),
    "CAUSE": ("cause", "cause_of"),
    "EFFECT": ("effect", "effect_of"),
    "BASED_ON": ("based_on", "basis_of"),
    "MADE_IN": ("made_in", "claims_made"),
    "SAID_TO_INFLUENCE": ("said_to_influence", "said_to_be_influenced_by"),
    "SUMMARISES": ("summarises", "summarised_by"),
    "ABOUT": ("is_about", "findings_about"),
    "REPORTED_BY": ("reported_by", "findings"),
    "CONTRIBUTES_TO": ("contributes_to", "contributors"),
    "ASKED_ABOUT": ("asked_about", "asked_of"),
    "APPRAISES": ("appraises", "appraisals"),
    "ADDRESSES": ("addresses", "addressed_by"),
    "AIMS_AT": ("aims_at", "aimed_at_by"),
    "USES": ("uses", "used_by"),
    "MAPS_TO": ("maps_to", "mapped_from"),
    "SAME_AS": ("same_as", "other_rows"),
    "BELONGS_TO": ("belongs_to", "domains"),
    "SERVES": ("serves", "served_by"),
    "DELIVERS": ("delivers", "delivered_by"),
    "CHANGES": ("changes", "changed_by"),
}
"""Attributes that follow a relationship from its start and from its end; a property may have the name of the type."""

OUT, BOTH, IN = 1, 0, -1


def _refuse() -> NoReturn:
    raise WriteRefused(
        "Nothing is written through these classes: the graph is computed from the sources of the library, and the next "
        "load would contradict it. Change the file and load it: beliefgraph load FILE."
    )


class Things(RelatedObjects):  # type: ignore[misc, unused-ignore]
    """The things at the other end of one type of relationship: each once, in the order of label and id.

    :meth:`triples` yields every relationship with its properties, also two of one pair (two coders of a quote).
    """

    def __init__(self, subject: Any, node: Any, direction: int, relation: str) -> None:
        super().__init__(subject, node, direction, relation, Thing)
        self._nodes = {OUT: (node, None), IN: (None, node), BOTH: {node, None}}[direction]

    def __iter__(self) -> Iterator[Any]:
        """Yield each thing once."""
        return iter({thing.__node__: thing for thing, _ in self._related_objects}.values())

    def __len__(self) -> int:
        """Return the number of things."""
        return sum(1 for _ in self)

    def __db_pull__(self, transaction: Any) -> None:
        found = []
        for link in transaction.graph.match(nodes=self._nodes, r_type=self.relationship_type):
            other = link.end_node if link.start_node == self.node else link.start_node
            found.append((Thing.wrap(other), dict(link)))
        self._related_objects[:] = sorted(
            found, key=lambda one: (type(one[0]).__name__, one[0].id, sorted(map(str, one[1].items())))
        )

    def __db_push__(self, transaction: Any) -> None:
        _refuse()


class Follow(Related):  # type: ignore[misc, unused-ignore]
    """The attribute of a class that follows a type of relationship in one direction."""

    def __init__(self, relation: str, direction: int) -> None:
        super().__init__(Thing, relation)
        self.direction = direction

    def __get__(self, instance: Any, owner: Any) -> Things:
        """Return what is there; read when it is looked at, then kept."""
        kept: dict[tuple[int, str], Things] = instance.__ogm__._related
        key = (self.direction, self.relationship_type)
        if key not in kept:
            kept[key] = Things(instance, instance.__node__, self.direction, self.relationship_type)
        return kept[key]


class Thing(Model):  # type: ignore[misc, unused-ignore]
    """A node of the graph; every class of the model is one of it. Equal if it is the same node of one database."""

    __primarykey__ = "id"

    id = Property()
    sources = Property()
    """Sources that say it."""
    places = Property()
    """File, table and row of each."""

    @property
    def properties(self) -> dict[str, Any]:
        """Return every property, those of extra columns too."""
        return dict(self.__node__)

    @classmethod
    def wrap(cls, node: Any) -> Any:
        """Return a node as the class of its label."""
        if node is None:
            return None
        label = next((one for one in node.labels if one in CLASSES), None)
        return Model.wrap.__func__(CLASSES[label] if label else cls, node)

    def __db_create__(self, transaction: Any) -> None:
        _refuse()

    def __db_delete__(self, transaction: Any) -> None:
        _refuse()

    def __db_merge__(self, transaction: Any, primary_label: Any = None, primary_key: Any = None) -> None:
        _refuse()

    def __db_push__(self, transaction: Any) -> None:
        _refuse()


def _follows(label: str, relation: Relation) -> Iterator[tuple[str, Follow]]:
    """Yield the attributes by which one kind follows one type of relationship."""
    forward, backward = NAMES[relation.type]
    if forward == backward:  # read in both directions
        if label in relation.start:
            yield forward, Follow(relation.type, BOTH)
        return
    if label in relation.start:
        yield forward, Follow(relation.type, OUT)
    if label in relation.end:
        yield backward, Follow(relation.type, IN)


CLASSES: dict[str, Any] = {}
"""The classes by label."""

for _kind in KINDS:
    _attributes: dict[str, Any] = {
        "__module__": __name__,
        "__doc__": f"{_kind.meaning[0].upper()}{_kind.meaning[1:]}.",
    }
    _attributes |= {one.name: Property() for one in _kind.properties}
    _attributes |= dict(pair for relation in RELATIONS for pair in _follows(_kind.label, relation))
    CLASSES[_kind.label] = ModelType(_kind.label, (Thing,), _attributes)

Review = CLASSES["Review"]
Study = CLASSES["Study"]
ParticipantGroup = CLASSES["ParticipantGroup"]
Quote = CLASSES["Quote"]
Subtheme = CLASSES["Subtheme"]
Theme = CLASSES["Theme"]
Behaviour = CLASSES["Behaviour"]
Claim = CLASSES["Claim"]
Finding = CLASSES["Finding"]
Appraisal = CLASSES["Appraisal"]
InterventionTarget = CLASSES["InterventionTarget"]
Domain = CLASSES["Domain"]
Component = CLASSES["Component"]
Function = CLASSES["Function"]
Technique = CLASSES["Technique"]
PolicyCategory = CLASSES["PolicyCategory"]

"""The py2neo classes hold the model and nothing else; no server is needed to see that."""

from __future__ import annotations

import importlib
import sys
from typing import Any

import pytest
from py2neo.ogm import Property

from beliefgraph.errors import ExtraMissing, WriteRefused
from beliefgraph.graph import ogm
from beliefgraph.graph.model import KIND, KINDS, RELATION, RELATIONS

OF_EVERY_NODE = {"id", "sources", "places"}


def attributes(cls: Any, kind: type) -> dict[str, Any]:
    """Attributes of one sort, those of the base class among them."""
    found = {**vars(ogm.Thing), **vars(cls)}
    return {name: value for name, value in found.items() if isinstance(value, kind)}


def test_there_is_a_class_for_every_label_and_no_other() -> None:
    assert list(ogm.CLASSES) == [kind.label for kind in KINDS]
    assert {label: getattr(ogm, label) for label in KIND} == ogm.CLASSES
    made = {
        name for name, value in vars(ogm).items() if isinstance(value, type) and issubclass(value, ogm.Thing)
    }
    assert made == {"Thing", *KIND}
    for label, cls in ogm.CLASSES.items():
        assert (cls.__name__, cls.__primarylabel__, cls.__primarykey__) == (label, label, "id")


@pytest.mark.parametrize("label", KIND)
def test_a_class_has_the_properties_and_relationships_of_its_label_and_nothing_else(label: str) -> None:
    cls = ogm.CLASSES[label]
    properties = attributes(cls, Property)
    assert set(properties) == OF_EVERY_NODE | {one.name for one in KIND[label].properties}
    assert {name: one.key for name, one in properties.items()} == {name: name for name in properties}
    follows = attributes(cls, ogm.Follow)
    found = sorted((one.relationship_type, one.direction) for one in follows.values())
    outward = [(one.type, 1) for one in RELATIONS if label in one.start and one.type != "OPPOSITE_OF"]
    inward = [(one.type, -1) for one in RELATIONS if label in one.end and one.type != "OPPOSITE_OF"]
    both = [("OPPOSITE_OF", 0)] if label in ("Behaviour", "Subtheme") else []
    assert found == sorted([*outward, *inward, *both])
    named = {name for name in vars(cls) if not name.startswith("__")}
    assert named == {one.name for one in KIND[label].properties} | set(follows)


def test_relationships_have_two_names_and_none_is_that_of_a_property() -> None:
    assert list(ogm.NAMES) == list(RELATION)
    for relation in RELATIONS:
        forward, backward = ogm.NAMES[relation.type]
        for labels, name in ((relation.start, forward), (relation.end, backward)):
            for label in labels:
                assert name not in {one.name for one in KIND[label].properties} | OF_EVERY_NODE
                assert hasattr(vars(ogm.CLASSES[label])[name], "relationship_type")


def test_a_thing_that_is_nowhere_stored_can_be_held_and_not_written() -> None:
    belief = ogm.Subtheme("fear", label="Fear of blame")
    assert (belief.id, belief.label, belief.definition) == ("fear", "Fear of blame", None)
    assert belief.properties == {"id": "fear", "label": "Fear of blame"}
    for write in ("create", "merge", "push", "delete"):
        with pytest.raises(WriteRefused, match="beliefgraph load FILE"):
            getattr(belief, f"__db_{write}__")(None)


def test_without_py2neo_the_cure_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py2neo.ogm", None)
    monkeypatch.delitem(sys.modules, "beliefgraph.graph.ogm")
    with pytest.raises(ExtraMissing, match=r"pip install 'beliefgraph\[py2neo\]'.*no longer maintained"):
        importlib.import_module("beliefgraph.graph.ogm")

"""From names to ids, on the small library of conftest.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from beliefgraph.errors import AmbiguousName, UnknownName
from beliefgraph.graph.records import Ref
from beliefgraph.queries.names import find, has
from support.grid import grid

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from queries.conftest import Asked

    from support.reference_tables import Tables

FOUND = [
    (["Subtheme"], "fear", Ref("Subtheme", "fear")),
    (["Subtheme"], "  fear  ", Ref("Subtheme", "fear")),
    (["Subtheme"], "FEAR OF  LITIGATION", Ref("Subtheme", "fear")),
    (["Belief"], "fear-of-blame", Ref("Subtheme", "fear")),
    (["End"], "order imaging", Ref("Behaviour", "scan")),
    (["Subtheme", "Theme", "Behaviour"], "Worry", Ref("Theme", "t1")),
    (["Study"], "study one", Ref("Study", "S1")),
    (["Study"], "S1b", Ref("Study", "S1")),
    (["Study"], "study one again", Ref("Study", "S1")),
    (["Review"], "Review two", Ref("Review", "R2")),
    (["ParticipantGroup"], "doctors", Ref("ParticipantGroup", "g2")),
    (["Technique"], "5.1", Ref("Technique", "5.1")),
    (["InterventionTarget"], "legal advice", Ref("InterventionTarget", "T1")),
    (["Quote"], "q1", Ref("Quote", "q1")),
    (["Claim"], "q1:fear:scan", Ref("Claim", "q1:fear:scan")),
]


@pytest.mark.parametrize(("kinds", "name", "ref"), FOUND)
def test_ids_labels_and_aliases(small: Asked, kinds: Sequence[str], name: str, ref: Ref) -> None:
    assert find(small.store.query, kinds, name) == ref


def test_an_unknown_name_lists_the_nearest(small: Asked) -> None:
    with pytest.raises(UnknownName) as caught:
        find(small.store.query, ["Subtheme"], "fear of blames")
    assert str(caught.value).startswith("No belief is called 'fear of blames'. Nearest: fear (Fear of blame)")


def test_an_id_is_exact_and_a_near_miss_is_an_error(small: Asked) -> None:
    with pytest.raises(UnknownName, match=r"^No quote is called 'q11'\. Nearest: q1"):
        find(small.store.query, ["Quote"], "q11")


def test_a_name_like_no_other(small: Asked) -> None:
    with pytest.raises(UnknownName) as caught:
        find(small.store.query, ["Behaviour"], "%%%")
    assert str(caught.value) == "No behaviour is called '%%%', and none has a name like it."


def test_only_the_kinds_asked_for(small: Asked) -> None:
    with pytest.raises(UnknownName, match=r"^No behaviour is called 'fear'"):
        find(small.store.query, ["Behaviour"], "fear")


def test_a_name_of_several_things_lists_them(ask_tables: Callable[[Tables], Asked]) -> None:
    asked = ask_tables(
        {
            "studies": grid("id,title", "x,Study"),
            "reviews": grid("id,title", "x,Review"),
            "subthemes": grid("id,label,aliases", "a,Fear,dread", "b,Worry,Dread", "dread,Other,"),
        }
    )
    query = asked.store.query
    with pytest.raises(AmbiguousName) as caught:
        find(query, ["Study", "Review"], "x")
    assert str(caught.value) == "'x' may mean several things: x (study); x (review). Use the id."
    assert find(query, ["Subtheme"], "dread") == Ref("Subtheme", "dread")
    with pytest.raises(AmbiguousName) as caught:
        find(query, ["Subtheme"], "DREAD")
    assert (
        str(caught.value)
        == "'DREAD' may mean several things: a (dread) (belief); b (Dread) (belief); dread (belief). Use the id."
    )
    assert [row["kind"] for row in asked.rows("what-is", id="x")] == ["Review", "Study"]


def test_has_looks_for_exact_ids(small: Asked) -> None:
    assert has(small.store.query, ["Subtheme", "Theme"], "t1")
    assert not has(small.store.query, ["Subtheme", "Theme"], "Fear of blame")

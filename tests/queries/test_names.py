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


ANOTHER_KIND = [
    (["Behaviour"], "fear", "fear is a belief (Fear of blame); a behaviour is needed here."),
    (["Belief"], "q1", "q1 is a quote; a belief or theme is needed here."),
    (["Study"], "T1", "T1 is an intervention target (Legal advice); a study is needed here."),
]


@pytest.mark.parametrize(("kinds", "name", "words"), ANOTHER_KIND)
def test_the_id_of_another_kind_says_what_it_is(
    small: Asked, kinds: Sequence[str], name: str, words: str
) -> None:
    with pytest.raises(UnknownName) as caught:
        find(small.store.query, kinds, name)
    assert str(caught.value).split(" Nearest: ")[0] == words


IN_ANOTHER_CASE = [
    (
        ["Subtheme"],
        "FEAR",
        "No belief is called 'FEAR': an id is matched exactly. Did you mean fear (Fear of blame)?",
    ),
    (["Quote"], "Q1", "No quote is called 'Q1': an id is matched exactly. Did you mean q1?"),
    (
        ["Study"],
        "s1B",
        "No study is called 's1B': an id is matched exactly. Did you mean S1b (Study one again)?",
    ),
]


@pytest.mark.parametrize(("kinds", "name", "message"), IN_ANOTHER_CASE)
def test_an_id_in_another_case_is_an_error(
    small: Asked, kinds: Sequence[str], name: str, message: str
) -> None:
    with pytest.raises(UnknownName) as caught:
        find(small.store.query, kinds, name)
    assert str(caught.value) == message


def test_ids_of_two_kinds_that_differ_in_case_are_never_guessed(
    ask_tables: Callable[[Tables], Asked],
) -> None:
    asked = ask_tables(
        {
            "subthemes": grid("id,label,aliases", "b1,Fear of complications,", "b2,Time,", "b3,Cost,Dear"),
            "behaviours": grid("id,label,aliases", "B1,prescribe antibiotics,", "B2,Watch,b3", "rest,Rest,"),
        }
    )
    query = asked.store.query
    with pytest.raises(UnknownName) as caught:
        find(query, ["Behaviour"], "b1")
    assert str(caught.value) == (
        "b1 is a belief (Fear of complications); a behaviour is needed here. "
        "Did you mean B1 (prescribe antibiotics)?"
    )
    # An alias that is the id of another kind of thing may be meant as either.
    with pytest.raises(UnknownName, match=r"^b3 is a belief \(Cost\); .* Did you mean B2 \(Watch\)\?$"):
        find(query, ["Behaviour"], "b3")
    assert find(query, ["Behaviour"], "B1") == Ref("Behaviour", "B1")
    assert find(query, ["Subtheme"], "b1") == Ref("Subtheme", "b1")
    assert find(query, ["End"], "b1") == Ref("Subtheme", "b1")
    # A label stays a name in any case, also where the id differs from it in nothing else.
    assert find(query, ["Behaviour"], "REST") == Ref("Behaviour", "rest")
    assert find(query, ["Subtheme"], "DEAR") == Ref("Subtheme", "b3")


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

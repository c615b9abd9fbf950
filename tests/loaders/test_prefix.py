"""A prefix keeps the ids of one source apart from those of another."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from beliefgraph.errors import InputError
from beliefgraph.graph.records import Reading
from beliefgraph.loaders.checks import check
from beliefgraph.loaders.claims import claim_hash
from beliefgraph.loaders.prefix import with_prefix
from beliefgraph.loaders.registry import read

Load = Callable[..., Reading]

TABLES = {
    "studies": "id,reviews\nS1,R1\n",
    "groups": "id,study,roles\nG1,S1,patient\n",
    "subthemes": "id,label,domains\nB1,a,Goals;own\n",
    "behaviours": "id,label\nX1,x\n",
    "domains": "id,label,component,parent\nown,Own,C-Ph,skills\nlow,Low,,own\n",
    "quotes": "id,study,text,supports,behaviours,direction\nQ1,S1,t,B1;B9,X1,+\n",
    "claims": "id,cause,effect,direction,quotes,study\nC1,B1,X1,+,Q1,\n,B1,X1,+,Q1,\n,B1,X1,+,Q1,\n"
    "claim-0123456789abcdef,B1,X1,+,Q1,\n",
    "codings": "quote,subtheme,stance,coder\nQ1,B1,supports,A;B\n",
    "asked": "study,groups,about,asked\nS1,G9;G1,B1,no\nS9,,Goals,yes\n",
    "mappings": "belief,domain,by\nB1,Goals,me\nB1,own,\n",
    "appraisals": "study,tool,item,answer\nS1,CASP,8,yes\n",
    "targets": "id,label,addresses,uses\nI1,l,B1,5.3\n",
}


def test_ids_defined_here_get_the_prefix_and_no_others(load: Load) -> None:
    reading = load(**TABLES)
    assert reading.problems == ()
    moved = {record.about: record for record in with_prefix(reading, "P:").records}
    made = claim_hash(("P:B1", "P:X1", "encourages"), ["P:Q1"], "", "", "")
    assert list(moved) == [
        "Study/P:S1",
        "ParticipantGroup/P:G1",
        "Subtheme/P:B1",
        "Behaviour/P:X1",
        "Quote/P:Q1",
        "Claim/P:Q1:P:B1:P:X1",
        "Claim/P:Q1:B9:P:X1",
        "Coding/P:Q1;P:B1;supports;A;B",
        "Claim/P:C1",
        f"Claim/{made}",
        f"Claim/{made}-2",
        "Claim/P:claim-0123456789abcdef",
        "Mapping/P:B1;goals;me",
        "Mapping/P:B1;P:own;",
        "Asked/P:S1;G9,P:G1;P:B1;no",
        "Asked/S9;;goals;yes",
        "Appraisal/P:S1;CASP;8",
        "InterventionTarget/P:I1",
        "Domain/P:own",
        "Domain/P:low",
    ]
    ends = {
        about: [f"{link.relation} {link.start.id} {link.end.id}" for link in record.links]
        for about, record in moved.items()
    }
    assert ends["Study/P:S1"] == ["INCLUDED_IN P:S1 R1"]
    assert ends["Subtheme/P:B1"] == ["MAPS_TO P:B1 goals", "MAPS_TO P:B1 P:own"]
    assert ends["Quote/P:Q1"] == ["REPORTED_IN P:Q1 P:S1", "SUPPORTS P:Q1 P:B1", "SUPPORTS P:Q1 B9"]
    assert ends[f"Claim/{made}-2"] == [
        f"CAUSE {made}-2 P:B1",
        f"EFFECT {made}-2 P:X1",
        f"BASED_ON {made}-2 P:Q1",
    ]
    assert ends["Claim/P:Q1:B9:P:X1"][0] == "CAUSE P:Q1:B9:P:X1 B9"
    assert ends["Appraisal/P:S1;CASP;8"] == ["APPRAISES P:S1;CASP;8 P:S1"]
    assert ends["InterventionTarget/P:I1"] == ["ADDRESSES P:I1 P:B1", "USES P:I1 5.3"]
    assert ends["Domain/P:own"] == ["BELONGS_TO P:own C-Ph"]
    assert moved["Domain/P:own"].properties["parent"] == "skills"
    assert moved["Domain/P:low"].properties["parent"] == "P:own"
    assert check(moved) == []


def test_ids_of_the_sources_other_files_are_its_ids(load: Load, tmp_path: object) -> None:
    quotes = load(quotes="id,study,text\nQ1,S1,t\n")
    other = Reading(quotes.format, load(studies="id\nS1\n").records)
    (quote,) = with_prefix(quotes, "P:", also=(other,)).records
    assert quote.links[0].end.id == "P:S1"


def test_no_prefix_changes_nothing(load: Load) -> None:
    reading = load(**TABLES)
    assert with_prefix(reading, "") is reading


@pytest.mark.parametrize("prefix", ["a;b", " P:", "P: "])
def test_a_prefix_that_cannot_be_part_of_an_id(load: Load, prefix: str) -> None:
    with pytest.raises(InputError, match="cannot go before an id"):
        with_prefix(load(**TABLES), prefix)


def test_every_made_id_stays_made(load: Load) -> None:
    """Prefixing, then reading the same tables with prefixed ids, gives the same records."""
    plain = load(
        quotes="id,study,text,supports,behaviours,direction\nQ1,S1,t,B1,X1,+\n",
        subthemes="id,label\nB1,a\n",
        behaviours="id,label\nX1,x\n",
        studies="id\nS1\n",
        claims="id,cause,effect,direction,quotes\n,B1,X1,-,Q1\n",
    )
    prefixed = load(
        quotes="id,study,text,supports,behaviours,direction\nP:Q1,P:S1,t,P:B1,P:X1,+\n",
        subthemes="id,label\nP:B1,a\n",
        behaviours="id,label\nP:X1,x\n",
        studies="id\nP:S1\n",
        claims="id,cause,effect,direction,quotes\n,P:B1,P:X1,-,P:Q1\n",
    )
    assert with_prefix(plain, "P:").records == prefixed.records


def test_read_is_where_the_tests_think(load: Load) -> None:
    assert read.__module__ == "beliefgraph.loaders.registry"

"""Rows become records: properties as the row says them, links with both ends, claims of the short forms."""

from __future__ import annotations

from collections.abc import Callable

from beliefgraph.graph.records import Link, Place, Reading, Record, Ref
from beliefgraph.loaders.claims import claim_hash

Load = Callable[..., Reading]


def _links(record: Record) -> list[tuple[str, str, str, dict[str, object]]]:
    return [
        (
            link.relation,
            f"{link.start.kind}/{link.start.id}",
            f"{link.end.kind}/{link.end.id}",
            dict(link.properties),
        )
        for link in record.links
    ]


def _by_about(reading: Reading) -> dict[str, Record]:
    assert [str(problem) for problem in reading.problems] == []
    return {record.about: record for record in reading.records}


def test_a_study_and_its_group(load: Load) -> None:
    records = _by_about(
        load(
            studies="id,title,authors,year,country,n,reviews,same_as,My note\n"
            "S1,A title,Smith A; Jones B,2020,Canada; Peru,about 20,R1;R2,S2,mine\n",
            groups="id,study,roles,profession\nG1,S1,clinicians,GP;nurse\n",
        )
    )
    assert records["Study/S1"] == Record(
        "Study",
        "S1",
        {
            "title": "A title",
            "authors": "Smith A; Jones B",
            "year": 2020,
            "country": ["Canada", "Peru"],
            "n_text": "about 20",
            "My note": "mine",
        },
        (
            Link("INCLUDED_IN", Ref("Study", "S1"), Ref("Review", "R1")),
            Link("INCLUDED_IN", Ref("Study", "S1"), Ref("Review", "R2")),
            Link("SAME_AS", Ref("Study", "S1"), Ref("Study", "S2")),
        ),
        Place("studies.csv", "studies", 2),
    )
    assert records["ParticipantGroup/G1"].properties == {
        "roles": ["clinician"],
        "profession": ["GP", "nurse"],
    }
    assert _links(records["ParticipantGroup/G1"]) == [("TOOK_PART_IN", "ParticipantGroup/G1", "Study/S1", {})]


def test_ideas(load: Load) -> None:
    records = _by_about(
        load(
            themes="id,label,parent\nT1,Fear,T2\nT2,Feelings,\n",
            subthemes="id,label,kind,themes,domains,opposite_of,aliases\nB1,Fear of court,Belief,T1;T2,Emotions;own,B2,being sued\nB2,No fear,,,,,\n",
            behaviours="id,label,opposite_of\nX1,Order,X2\nX2,Wait,\n",
            domains="id,label,component,parent\nown,Own,C-Ph,Skill\n",
        )
    )
    assert _links(records["Theme/T1"]) == [("PART_OF", "Theme/T1", "Theme/T2", {})]
    assert records["Subtheme/B1"].properties == {
        "label": "Fear of court",
        "kind": "belief",
        "aliases": ["being sued"],
    }
    assert _links(records["Subtheme/B1"]) == [
        ("PART_OF", "Subtheme/B1", "Theme/T1", {}),
        ("PART_OF", "Subtheme/B1", "Theme/T2", {}),
        ("MAPS_TO", "Subtheme/B1", "Domain/emotion", {"status": "agreed"}),
        ("MAPS_TO", "Subtheme/B1", "Domain/own", {"status": "agreed"}),
        ("OPPOSITE_OF", "Subtheme/B1", "Subtheme/B2", {}),
    ]
    assert _links(records["Behaviour/X1"]) == [("OPPOSITE_OF", "Behaviour/X1", "Behaviour/X2", {})]
    assert records["Domain/own"].properties == {"label": "Own", "parent": "skills"}
    assert _links(records["Domain/own"]) == [("BELONGS_TO", "Domain/own", "Component/C-Ph", {})]


def test_a_quote_with_short_forms(load: Load) -> None:
    records = _by_about(
        load(
            quotes="id,study,groups,roles,text,kind,supports,contradicts,behaviours,direction,basis,as_published,coder,share\n"
            'Q1,S1,G1,patient,"So, no.",,B1;B2,B3,X1;X2,+,framed,enabler,AB,no\n'
        )
    )
    quote = records["Quote/Q1"]
    assert quote.properties == {"roles": ["patient"], "text": "So, no.", "share": "no"}
    assert _links(quote) == [
        ("REPORTED_IN", "Quote/Q1", "Study/S1", {}),
        ("VOICED_BY", "Quote/Q1", "ParticipantGroup/G1", {}),
        ("SUPPORTS", "Quote/Q1", "Belief/B1", {"coder": "AB"}),
        ("SUPPORTS", "Quote/Q1", "Belief/B2", {"coder": "AB"}),
        ("CONTRADICTS", "Quote/Q1", "Belief/B3", {"coder": "AB"}),
    ]
    claims = [about for about in records if about.startswith("Claim/")]
    assert claims == ["Claim/Q1:B1:X1", "Claim/Q1:B1:X2", "Claim/Q1:B2:X1", "Claim/Q1:B2:X2"]
    claim = records["Claim/Q1:B2:X1"]
    assert claim.properties == {
        "direction": "encourages",
        "basis": "framed",
        "as_published": "enabler",
        "coder": "AB",
    }
    assert claim.place == Place("quotes.csv", "quotes", 2)
    assert _links(claim) == [
        ("CAUSE", "Claim/Q1:B2:X1", "Belief/B2", {}),
        ("EFFECT", "Claim/Q1:B2:X1", "Behaviour/X1", {}),
        ("BASED_ON", "Claim/Q1:B2:X1", "Quote/Q1", {}),
    ]


def test_what_makes_no_claim_and_no_coding_stays_with_the_quote(load: Load) -> None:
    records = _by_about(load(quotes="id,study,text,basis,as_published,coder\nQ1,S1,t,stated,driver,AB\n"))
    assert records["Quote/Q1"].properties == {
        "text": "t",
        "basis": "stated",
        "as_published": "driver",
        "coder": "AB",
    }


def test_a_finding_with_short_forms(load: Load) -> None:
    records = _by_about(
        load(
            findings="id,review,study,statement,summarises,behaviours,direction,domains,studies,reported_studies,said_by,"
            "confidence,coherence,coherence_explanation\n"
            "F1,R1,,Fear makes them scan,B1,X1,no effect,Goals,S1;S2,12,7,high,substantial,few studies\n"
            "F2,,S1,Only about,B1,X1,,,,,,,,\n"
        )
    )
    finding = records["Finding/F1"]
    assert finding.properties == {
        "statement": "Fear makes them scan",
        "reported_studies": 12,
        "said_by": 7,
        "confidence": "High",
        "coherence": "Serious concerns",
        "coherence_explanation": "few studies",
    }
    assert _links(finding) == [
        ("REPORTED_BY", "Finding/F1", "Review/R1", {}),
        ("SUMMARISES", "Finding/F1", "Belief/B1", {}),
        ("ABOUT", "Finding/F1", "Behaviour/X1", {}),
        ("ABOUT", "Finding/F1", "Domain/goals", {}),
        ("CONTRIBUTES_TO", "Study/S1", "Finding/F1", {}),
        ("CONTRIBUTES_TO", "Study/S2", "Finding/F1", {}),
    ]
    claim = records["Claim/F1:B1:X1"]
    assert claim.properties == {"direction": "no_effect"}
    assert ("BASED_ON", "Claim/F1:B1:X1", "Finding/F1", {}) in _links(claim)
    assert [about for about in records if about.startswith("Claim/")] == ["Claim/F1:B1:X1"]
    assert _links(records["Finding/F2"])[0] == ("REPORTED_BY", "Finding/F2", "Study/S1", {})


def test_claims_with_and_without_id(load: Load) -> None:
    reading = load(
        claims="id,cause,effect,direction,quotes,finding,study,review,roles,emphasis,note\n"
        "C1,B1,X1,encourages,Q2;Q1,F1,,,patients,main,n\n"
        ",B1,X1,-,Q2;Q1,,S1,,,,first\n"
        ",B1,X1,barrier,Q1;Q2,,S1,,,,second\n"
        ",B1,B2,unclear,,,,R1,,,\n"
    )
    records = _by_about(reading)
    first = claim_hash(("B1", "X1", "discourages"), ["Q1", "Q2"], "", "S1", "")
    other = claim_hash(("B1", "B2", "unclear"), [], "", "", "R1")
    assert list(records) == ["Claim/C1", f"Claim/{first}", f"Claim/{first}-2", f"Claim/{other}"]
    assert records["Claim/C1"].properties == {
        "direction": "encourages",
        "roles": ["patient"],
        "emphasis": "main",
        "note": "n",
    }
    assert _links(records["Claim/C1"]) == [
        ("CAUSE", "Claim/C1", "End/B1", {}),
        ("EFFECT", "Claim/C1", "End/X1", {}),
        ("BASED_ON", "Claim/C1", "Quote/Q2", {}),
        ("BASED_ON", "Claim/C1", "Quote/Q1", {}),
        ("BASED_ON", "Claim/C1", "Finding/F1", {}),
    ]
    assert records[f"Claim/{first}-2"].properties["note"] == "second"
    assert {link.start.id for link in records[f"Claim/{first}-2"].links} == {f"{first}-2"}
    assert _links(records[f"Claim/{other}"])[-1] == ("MADE_IN", f"Claim/{other}", "Review/R1", {})


def test_words_that_may_mean_the_opposite_are_kept_with_their_claims(load: Load) -> None:
    reading = load(
        quotes="id,study,text,supports,behaviours,direction\nQ1,S1,t,B1;B2,X1, Barrier\nQ2,S1,t,B1,X1,-\n",
        claims="id,cause,effect,direction,study\nC1,B1,X1,facilitators,S1\nC2,B1,X1,encourages,S1\n,B1,X1,enabler,S1\n",
        findings="id,review,statement,summarises,behaviours,direction\nF1,R1,s,B1,X1,barriers\n",
    )
    given = {
        record.id: (record.properties["direction"], record.properties.get("direction_given"))
        for record in reading.records
        if record.kind == "Claim"
    }
    made = next(identifier for identifier in given if identifier.startswith("claim-"))
    assert given == {
        "Q1:B1:X1": ("discourages", "Barrier"),
        "Q1:B2:X1": ("discourages", "Barrier"),
        "Q2:B1:X1": ("discourages", None),
        "C1": ("encourages", "facilitators"),
        "C2": ("encourages", None),
        made: ("encourages", "enabler"),
        "F1:B1:X1": ("discourages", "barriers"),
    }
    assert all(
        "direction_given" not in record.properties for record in reading.records if record.kind != "Claim"
    )


def test_the_made_id_is_the_digest_of_the_documented_bytes() -> None:
    # printf 'B1;X1;encourages;Q1,Q2;;S1;' | b2sum -l 64
    assert claim_hash(("B1", "X1", "encourages"), ["Q2", "Q1"], "", "S1", "") == "claim-dc80bdff6706453f"


def test_rows_that_are_only_links(load: Load) -> None:
    records = _by_about(
        load(
            codings="quote,subtheme,stance,coder,note,confidence\nQ1,B1,Supports,AB,why,sure\nQ1,B1,contradicts,,,\n",
            finding_beliefs="finding,belief,part,relation,decided_by\nF1,B1,Part,narrower,AB\n",
            contributions="finding,study,relevance,extract\nF1,S1,direct,text\n",
            mappings="belief,domain,by,status\nB1,Goals,AB,Proposed\nB1,goal,,\n",
            asked="study,groups,about,asked,locator\nS1,G2;G1,B1,YES,p. 3\nS1,,Emotion,no,\n",
            appraisals='study,tool,item,answer\nS1, CASP ,"8; rigour",yes\n',
        )
    )
    assert {about: (record.properties, _links(record)) for about, record in records.items()} == {
        "Coding/Q1;B1;supports;AB": (
            {},
            [("SUPPORTS", "Quote/Q1", "Belief/B1", {"coder": "AB", "note": "why", "confidence": "sure"})],
        ),
        "Coding/Q1;B1;contradicts;": ({}, [("CONTRADICTS", "Quote/Q1", "Belief/B1", {})]),
        "FindingBelief/F1;B1": (
            {},
            [
                (
                    "SUMMARISES",
                    "Finding/F1",
                    "Belief/B1",
                    {"part": "part", "relation": "narrower", "decided_by": "AB"},
                )
            ],
        ),
        "Contribution/F1;S1": (
            {},
            [("CONTRIBUTES_TO", "Study/S1", "Finding/F1", {"relevance": "direct", "extract": "text"})],
        ),
        "Mapping/B1;goals;AB": (
            {},
            [("MAPS_TO", "Subtheme/B1", "Domain/goals", {"by": "AB", "status": "proposed"})],
        ),
        "Mapping/B1;goals;": ({}, [("MAPS_TO", "Subtheme/B1", "Domain/goals", {})]),
        "Asked/S1;G1,G2;B1;yes": (
            {},
            [
                ("ASKED_ABOUT", "ParticipantGroup/G1", "Topic/B1", {"asked": "yes", "locator": "p. 3"}),
                ("ASKED_ABOUT", "ParticipantGroup/G2", "Topic/B1", {"asked": "yes", "locator": "p. 3"}),
            ],
        ),
        "Asked/S1;;emotion;no": ({}, [("ASKED_ABOUT", "Study/S1", "Topic/emotion", {"asked": "no"})]),
        "Appraisal/S1;CASP;8; rigour": (
            {"tool": "CASP", "item": "8; rigour", "answer": "yes"},
            [("APPRAISES", "Appraisal/S1;CASP;8; rigour", "Study/S1", {})],
        ),
    }


def test_targets_tie_their_links(load: Load) -> None:
    records = _by_about(
        load(
            targets="id,label,addresses,aims_at,uses,function,tie\nI1,Talk,B1;B2,X1,5.3;10.10,Education,Shared\nI2,Other,,,,,row\n"
        )
    )
    assert records["InterventionTarget/I1"].properties == {"label": "Talk", "function": "Education"}
    assert [link[:1] + link[2:] for link in _links(records["InterventionTarget/I1"])] == [
        ("ADDRESSES", "Subtheme/B1", {"tie": "shared"}),
        ("ADDRESSES", "Subtheme/B2", {"tie": "shared"}),
        ("AIMS_AT", "Behaviour/X1", {"tie": "shared"}),
        ("USES", "Technique/5.3", {"tie": "shared"}),
        ("USES", "Technique/10.10", {"tie": "shared"}),
    ]
    assert records["InterventionTarget/I2"].properties == {"label": "Other", "tie": "row"}


def test_equal_rows_are_one_and_reported(load: Load) -> None:
    reading = load(
        codings="quote,subtheme,stance,coder,note\nQ1,B1,supports,AB,n\nQ1,B1,supports,AB,n\n",
        appraisals="study,tool,item,answer\nS1,CASP,8,yes\nS1,CASP,8,yes\n",
    )
    assert reading.problems == ()
    assert len(reading.records) == 2
    assert [(str(skipped.place), skipped.reason) for skipped in reading.skipped] == [
        ("codings.csv, codings, row 3", "the row says the same as row 2"),
        ("appraisals.csv, appraisals, row 3", "the row says the same as row 2"),
    ]
    assert reading.read == {"codings": 2, "appraisals": 2}

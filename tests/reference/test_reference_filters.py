"""The reference, checked by hand: a filter is a smaller library."""

from __future__ import annotations

from typing import Any

import pytest

from support import reference
from support.grid import grid, world

TABLES = world(
    studies=grid(
        "id,title,year,country,reviews",
        "S1,One,2001,Canada,R1",
        "S2,Two,2010,Chile; canada,R2",
        "S3,Three,,New Zealand,",
        "S4,Four,2020,,R1",
    ),
    groups=grid(
        "id,study,roles,profession",
        "g1,S1,clinician,GP;nurse",
        "g2,S1,patient,",
        "g3,S2,clinician,gp",
        "g4,S3,patient,",
    ),
    quotes=grid(
        "id,study,text,groups,roles,kind,coder,supports",
        "q1,S1,T,g1,,verbatim,ann,b",
        "q2,S1,T,g2,,author,bob,b",
        "q3,S1,T,g1;g2,,paraphrase,,b",
        "q4,S2,T,,,verbatim,Ann,b",
        "q5,S3,T,,carer;patient,paraphrase,bob,b",
        "q6,S1,T,,,paraphrase,,a",
    ),
    findings=grid(
        "id,review,study,statement,summarises,roles,studies,reported_studies",
        "f1,R1,,T,b,clinician,S1;S3,12",
        "f2,R2,,T,b,,S4,4",
        "f3,,S2,T,a,,,",
        "f4,,S3,T,a,,,",
    ),
    claims=grid(
        "id,cause,effect,direction,quotes,finding,study,review,coder",
        "k1,b,y,+,q1;q5,,,,ann",
        "k2,b,y,+,,f1,,,bob",
        "k3,b,y,+,,,S2,,ann",
        "k4,b,y,+,,,,R1,",
        "k5,b,y,+,q2,f3,,,",
    ),
    asked=grid("study,groups,about,asked", "S1,g1;g2,a,yes", "S1,,b,no", "S2,g3,a,no"),
    appraisals=grid(
        "study,tool,item,answer",
        "S1,CASP 2018,8. Rigour,Yes",
        "S1,CASP 2018,9,yes",
        "S2,CASP,80,yes",
        "S3,CASP,8,no",
        "S4,JBI,8,yes",
    ),
)


def kept(**filters: Any) -> reference.Plain:
    return reference.subset(reference.library(TABLES), filters)


def names(lib: reference.Plain) -> dict[str, str]:
    return {
        "studies": " ".join(sorted(lib.studies)),
        "groups": " ".join(sorted(lib.groups)),
        "quotes": " ".join(sorted(lib.quotes)),
        "findings": " ".join(sorted(lib.findings)),
        "claims": " ".join(sorted(lib.claims)),
    }


def test_no_filter_is_the_library() -> None:
    assert kept() == reference.library(TABLES)


def test_review_keeps_its_findings_and_studies_included_or_contributing() -> None:
    # R1: S1 and S4 are included, S3 contributes to f1. f4 goes with S3. k3 names S2; k4 rests on R1.
    assert names(kept(review=["r1"])) == {
        "studies": "S1 S3 S4",
        "groups": "g1 g2 g4",
        "quotes": "q1 q2 q3 q5 q6",
        "findings": "f1 f4",
        "claims": "k1 k2 k4 k5",
    }
    # Printed numbers stand: they are the review's own.
    assert kept(review=["R1"]).findings["f1"].studies == 12
    # k5 lost its finding f3 of S2 and keeps its quote.
    assert kept(review=["R1"]).claims["k5"].finding == ""


def test_review_reads_contributions_although_counted_only_leaves_them_out() -> None:
    small = kept(review=["R1"], counted_only=True)
    assert sorted(small.studies) == ["S1", "S3", "S4"]
    assert small.contributions == frozenset()
    assert reference.studies(small, "b")["listed"] == []
    # The first entry is R1 alone (k4), the second f1.
    assert [one["study_ids"] for one in reference.studies(small, "b")["reported"]] == [None, []]


def test_country_folds_and_each_of_several_counts() -> None:
    small = kept(country=["CANADA"])
    # Reviews stay, and with them their findings, but numbers are gone and only S1 still contributes.
    assert names(small) == {
        "studies": "S1 S2",
        "groups": "g1 g2 g3",
        "quotes": "q1 q2 q3 q4 q6",
        "findings": "f1 f2 f3",
        "claims": "k1 k2 k3 k4 k5",
    }
    assert small.claims["k1"].quotes == {"q1"}
    assert small.findings["f1"].studies is None
    assert small.contributions == {("f1", "S1")}
    assert sorted(kept(country=["chile", "new-zealand"]).studies) == ["S2", "S3"]


@pytest.mark.parametrize(
    ("years", "studies"),
    [([(2001, 2010)], "S1 S2"), ([(2002, 2009)], ""), ([(2001, 2001), (2020, 2030)], "S1 S4")],
)
def test_years_include_their_ends_and_leave_out_studies_without_a_year(
    years: list[tuple[int, int]], studies: str
) -> None:
    assert names(kept(years=years))["studies"] == studies


@pytest.mark.parametrize(
    ("asked", "studies"),
    [
        (["CASP 8=yes"], "S1"),  # "8. Rigour" begins with 8; 80 does not; S3 says no; S4 by another tool
        (["casp 8=No"], "S3"),
        (["8=yes"], "S1 S4"),
        (["CASP 8=yes", "CASP 9=yes"], "S1"),  # all of them, each by some item
        (["CASP 8=yes", "CASP 8=no"], ""),
        (["CASP 2018 9=yes"], "S1"),
    ],
)
def test_appraisal(asked: list[str], studies: str) -> None:
    assert names(kept(appraisal=asked))["studies"] == studies


def test_without_study_takes_any_id_of_a_joined_study() -> None:
    joined = {**TABLES, "studies": [*TABLES["studies"], *grid("id,title,same_as", "S0,Zero,S1")]}
    lib = reference.library(joined)
    for id_ in ("S0", "S1"):
        small = reference.subset(lib, {"without_study": [id_, "S4"]})
        assert sorted(small.studies) == ["S2", "S3"]
        assert small.contributions == {("f1", "S3")}
        assert small.findings["f2"].studies is None


def test_role_keeps_groups_quotes_and_findings_and_no_claim_without_text() -> None:
    # q1 g1; q4 by the study's only group; q3 of two roles cannot be told. f3 by the only group of S2; f2 names no
    # role; f4 is of patients. k3 and k4 have no text.
    small = kept(role=["clinician"])
    assert names(small) == {
        "studies": "S1 S2 S3 S4",
        "groups": "g1 g3",
        "quotes": "q1 q4",
        "findings": "f1 f3",
        "claims": "k1 k2 k5",
    }
    assert small.findings["f1"].studies is None
    # k5 lost its quote: it now rests on the study finding f3 alone.
    assert (small.claims["k5"].quotes, small.claims["k5"].finding) == (frozenset(), "f3")
    # A row with groups keeps the kept ones; a row without groups stays with its study.
    asked = sorted((row.study, sorted(row.groups)) for row in small.asked)
    assert asked == [("S1", []), ("S1", ["g1"]), ("S2", ["g3"])]
    assert len(kept(role=["patient"]).asked) == 2


def test_any_of_several_values_of_one_filter() -> None:
    assert names(kept(role=["carer", "patient"]))["quotes"] == "q2 q5"


def test_profession_keeps_quotes_of_such_groups_and_no_findings() -> None:
    # q3 has one such group; q4 no group, but the only group of S2 is of GPs; q6 no group, and S1 has two.
    small = kept(profession=["GP"])
    assert names(small) == {
        "studies": "S1 S2 S3 S4",
        "groups": "g1 g3",
        "quotes": "q1 q3 q4",
        "findings": "",
        "claims": "k1",
    }
    # With g2 gone, the roles of q3 can be told in the smaller library.
    said = {one.what: one.roles for one in reference.statements(small, "b")}
    assert said["q3"] == {"clinician"}


def test_kind_keeps_quotes_of_that_kind_and_no_findings() -> None:
    assert names(kept(kind=["Verbatim", "author"])) == {
        "studies": "S1 S2 S3 S4",
        "groups": "g1 g2 g3 g4",
        "quotes": "q1 q2 q4",
        "findings": "",
        "claims": "k1 k5",
    }


def test_coder_keeps_codings_and_claims_of_that_coder() -> None:
    small = kept(coder=["ANN"])
    assert names(small) == {
        "studies": "S1 S2 S3 S4",
        "groups": "g1 g2 g3 g4",
        "quotes": "q1 q2 q3 q4 q5 q6",
        "findings": "",
        # k3 never had text and is ann's; k4 and k5 have no coder; k2 is bob's.
        "claims": "k1 k3",
    }
    assert {coding.quote for coding in small.codings} == {"q1", "q4"}
    # q5 is not coded by ann as b, but it is under her claim from b.
    assert reference.studies(small, "b")["counted"] == ["S1", "S2", "S3"]


def test_coder_with_a_filter_on_text_keeps_no_claim_without_text() -> None:
    assert names(kept(coder=["ann"], kind=["verbatim"]))["claims"] == "k1"


def test_several_filters_are_each_read_in_the_full_library() -> None:
    # Role: q2, q5; country: S1, S2. Together q2.
    small = kept(role=["patient"], country=["Canada"])
    assert (names(small)["studies"], names(small)["quotes"], names(small)["claims"]) == ("S1 S2", "q2", "k5")


def test_a_claim_that_had_text_goes_with_all_of_it() -> None:
    # k1 has quotes of S1 and S3; without both it goes, although nothing was asked about claims.
    assert "k1" not in kept(without_study=["S1", "S3"]).claims

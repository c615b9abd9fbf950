"""Who tells a whole loop is said without naming anybody."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.graph.evidence import Claim, End, Evidence, Finding, Group, Quote, Study, Summary
from beliefgraph.library import Library
from beliefgraph.maps.details import Details
from beliefgraph.maps.loop_choice import rounds
from beliefgraph.maps.loops_map import of_rounds
from beliefgraph.maps.tellers import tellers

if TYPE_CHECKING:
    from pathlib import Path

STUDIES = {
    "s1": Study(id="s1", authors="Adams A", year=2010),
    "s2": Study(id="s2", authors="Brown B", year=2012),
}
GROUPS = {
    group: Group(id=group, study=study, roles=("patient",))
    for group, study in (("g1", "s1"), ("g2", "s2"), ("g3", "s2"))
}
ENDS = {key: End(id=key, kind="Subtheme", label=key) for key in "ab"}


def loop(*quotes: Quote, **of: Any) -> Evidence:
    """Return a → b → a, both steps from the same source."""
    claim = Claim(
        id="c", cause="a", effect="b", direction="encourages", quotes=tuple(one.id for one in quotes)
    )
    claim = replace(claim, **of)
    finding = Finding(
        id="f1", review="hall2019", beliefs={"a": Summary(), "b": Summary()}, reported_studies=9
    )
    return Evidence(
        claims=(claim, replace(claim, id="d", cause="b", effect="a")),
        ends=ENDS,
        studies=STUDIES,
        groups=GROUPS,
        quotes={one.id: one for one in quotes},
        findings={"f1": finding} if claim.findings else {},
    )


def quote(identifier: str, study: str, speaker: str | None, *groups: str) -> Quote:
    return Quote(id=identifier, study=study, speaker=speaker, groups=groups)


@pytest.mark.parametrize(
    ("evidence", "who", "said"),
    [
        (loop(quote("q", "s1", "P1", "g1")), "one speaker in Adams 2010", "{} tells every step"),
        (
            loop(quote("q", "s1", "P1", "g1"), quote("r", "s2", "P1", "g2")),
            "a speaker each in Adams 2010, Brown 2012",
            "{} tells every step",
        ),
        (
            loop(quote("q", "s1", "P1"), quote("r", "s2", "P1"), quote("t", "s2", "P2")),
            "each of 3 speakers in Adams 2010, Brown 2012",
            "{} tells every step",
        ),
        # What stands behind a second colon is still the speaker's.
        (loop(quote("q", "s1", "GP: Anna: night", "g1")), "one speaker in Adams 2010", "{} tells every step"),
        (loop(quote("q", "s2", None, "g2")), "one group in Brown 2012", "{} tells every step"),
        (loop(quote("q", "s2", None, "g2", "g3")), "each of 2 groups in Brown 2012", "{} tells every step"),
        (loop(study="s1"), "Adams 2010", "one study tells every step ({})"),
        (loop(findings=("f1",)), "a finding of Hall 2019", "{} stands under every step"),
    ],
)
def test_who_tells_a_loop(evidence: Evidence, who: str, said: str) -> None:
    found = rounds(evidence, None)
    (path,) = found.shown
    assert tellers(evidence, path) == who
    drawing = of_rounds(evidence, found, Details())
    assert said.format(who) in json.dumps(drawing.tables)
    assert said.format(who) in json.dumps(drawing.panels)


def test_no_speaker_of_a_small_group_is_on_a_map_of_loops(tmp_path: Path) -> None:
    tables = {
        "studies": "id,authors,year\ns1,Pike A,2022\n",
        "groups": "id,study,roles,label,n\ng1,s1,clinician,village doctors,3\n",
        "themes": "id,label\nrisk,Risk\n",
        "subthemes": "id,label,themes\nfear,Fear,risk\npress,Press,risk\n",
        "quotes": "id,study,groups,speaker,text,kind,supports\nq1,s1,g1,GP-one,Words,verbatim,fear\n",
        "claims": "id,cause,effect,direction,quotes\nc1,fear,press,encourages,q1\nc2,press,fear,encourages,q1\n",
    }
    for name, rows in tables.items():
        (tmp_path / f"{name}.csv").write_text(rows, encoding="utf-8")
    with Library(tmp_path / "lib.db") as library:
        library.load(*sorted(tmp_path.glob("*.csv")))
        for texts in ("all", "paraphrases", "none"):
            page = library.map("loops", texts=texts)
            assert "one speaker in Pike 2022 tells every step" in page
            assert "GP-one" not in page

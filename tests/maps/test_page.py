"""The page as text: whole, deterministic, and closed to whatever the data holds."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from beliefgraph.graph.evidence import Claim
from beliefgraph.maps.choose import along, around
from beliefgraph.maps.draw import belief_map, draw, path_map
from beliefgraph.maps.html import SCRIPTS, page
from beliefgraph.maps.scene import Scene
from beliefgraph.queries.filters import Filters

if TYPE_CHECKING:
    from beliefgraph.graph.evidence import Evidence
    from beliefgraph.graph.store import Store
    from beliefgraph.maps.details import Details, Target


def data_of(html: str) -> Any:
    """Return the data as the page reads it, from both of its blocks."""
    found = re.findall(r'<script type="application/json" id="\w+">(.*?)</script>', html, re.DOTALL)
    assert len(found) == 2
    return {**json.loads(found[0]), **json.loads(found[1])}


def scripts_of(html: str) -> list[str]:
    return re.findall(r"<script>(.*?)</script>", html, re.DOTALL)


def test_the_page_is_whole_and_links_nothing(
    small: Evidence, texts: Details, targets: tuple[Target, ...]
) -> None:
    html = draw(small, around(small, "scan", targets), texts)
    head = html.split("<script", 1)[0]
    assert "http" not in head.replace("http-equiv", "")
    assert not re.search(r"<(link|img|iframe|base)\b", head)
    assert "sourceMappingURL" not in html
    assert len(scripts_of(html)) == 1 + len(SCRIPTS)
    assert html.count("</script>") == 3 + len(SCRIPTS)


def test_the_policy_allows_only_these_scripts_and_this_style(small: Evidence, texts: Details) -> None:
    html = draw(small, around(small, "scan"), texts)
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]*)"', html)
    [style] = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    assert policy.startswith("default-src &#x27;none&#x27;; script-src &#x27;sha256-")
    assert "unsafe" not in policy
    for text in (*scripts_of(html), style):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"sha256-{digest}" in policy


def test_hostile_text_stays_text(hostile: tuple[Evidence, Details], hostile_text: str) -> None:
    evidence, texts = hostile
    html = draw(evidence, around(evidence, "scan"), texts)
    assert html.count("</script>") == 3 + len(SCRIPTS)
    assert "<img" not in html
    assert "hacked=1</script" not in html
    assert "\u2028" not in html.split('id="data">')[1]  # before it only the title, which is escaped
    data = data_of(html)
    assert data["title"].endswith(hostile_text + "?")
    assert hostile_text in [card["text"] for card in data["cards"]]
    assert any(card["text"].endswith("x" * 2000) for card in data["cards"])


def test_equal_data_gives_equal_bytes(
    small: Evidence, texts: Details, targets: tuple[Target, ...], demo: tuple[Store, Evidence]
) -> None:
    first = draw(small, around(small, "scan", targets), texts)
    assert draw(small, around(small, "scan", targets), texts) == first
    store, evidence = demo
    once = belief_map(store.query, evidence, "order-imaging")
    assert belief_map(store.query, evidence, "order-imaging") == once
    assert "drives" not in json.dumps(data_of(once)).lower()


def test_paths_make_a_page(demo: tuple[Store, Evidence]) -> None:
    store, evidence = demo
    data = data_of(path_map(store.query, evidence, "b-litigation", "order-imaging"))
    assert data["title"] == "How they are said to connect: Fear of blame or legal action → Order imaging"
    assert [line["label"] for line in data["scene"]["lines"] if line["style"] != "addresses"] == [
        "+ 1 (4; 12*)"
    ]


def test_the_network_is_pyvis_own_with_physics_off(small: Evidence, texts: Details) -> None:
    network = data_of(draw(small, around(small, "scan"), texts))["network"]
    assert network["options"]["physics"] == {"enabled": False}
    assert {node["shape"] for node in network["nodes"]} == {"custom"}
    assert all(edge["hidden"] for edge in network["edges"])
    assert len(network["edges"]) == 4


def test_the_footer_and_the_legend_say_only_what_occurs(
    small: Evidence, texts: Details, targets: tuple[Target, ...]
) -> None:
    data = data_of(draw(small, along(small, "press", "scan", targets), texts))
    assert data["footer"].startswith(
        "Counts say where a belief was reported, given who was sampled and asked."
    )
    assert [(entry["sample"], entry["text"]) for entry in data["legend"]] == [
        ("encourages", "+ encourages"),
        ("mixed", "± mixed: claims both ways"),
        ("3 (9; 12)", "3 studies named here; reviews report 9 and 12"),
        (
            "Number",
            "in a box: studies that report the belief; on a line: studies that say it leads there",
        ),
        ("denied in 1", "1 study contradicts the belief"),
        ("12*", "of a finding of several beliefs"),
        ("clinician", "clinicians"),
        ("patient", "patients"),
        ("addresses", "target addresses a belief (not evidence)"),
        (
            "",
            "Line width: named studies. Letters: who voices the belief, in any study. "
            "High … Very low: CERQual, as each review judged it. Left to right follows the arrows only.",
        ),
    ]


def legend_of(evidence: Evidence, texts: Details, filters: Filters) -> dict[str, str]:
    data = data_of(draw(evidence, around(evidence, "scan", filters=filters), texts))
    return {entry["sample"]: entry["text"] for entry in data["legend"]}


def unnumbered(small: Evidence, *, hidden: bool) -> Evidence:
    finding = replace(small.findings["f1"], reported_studies=None)
    return replace(small, findings={"f1": finding}, numbers_hidden=hidden)


def test_the_legend_tells_a_hidden_number_from_one_that_no_review_states(
    small: Evidence, texts: Details
) -> None:
    stated = legend_of(unnumbered(small, hidden=False), texts, Filters())
    assert stated["n.s."] == "number not stated (by the review)"
    assert "3 (…)" not in stated
    hidden = legend_of(unnumbered(small, hidden=True), texts, Filters(country=("Canada",)))
    assert hidden["3 (…)"] == "3 studies named here; … number not shown under this filter"
    assert "n.s." not in hidden
    assert "3 (9; 12)" not in hidden


def test_a_label_that_holds_a_mark_adds_nothing_to_the_legend(small: Evidence, texts: Details) -> None:
    ends = {**small.ends, "fear": replace(small.ends["fear"], label="n.s. art. 12*")}
    calm = replace(small.findings["f1"], beliefs={})
    found = legend_of(replace(small, ends=ends, findings={"f1": calm}), texts, Filters())
    assert not {"n.s.", "art.", "12*"} & found.keys()


def test_under_any_filter_the_levels_are_those_of_the_whole_finding(small: Evidence, texts: Details) -> None:
    whole = "CERQual: as each review judged the whole finding, not this selection"
    assert whole in legend_of(small, texts, Filters(counted_only=True))[""]
    assert whole in legend_of(small, texts, Filters(review=("hall2019",)))[""]
    # How things are counted makes the library no smaller.
    assert whole not in legend_of(small, texts, Filters(inferred=True))[""]


def test_the_legend_says_when_lines_are_capped(small: Evidence, texts: Details) -> None:
    many = tuple(
        Claim(id=f"m{n}", cause="harm", effect="scan", direction="discourages", study=f"x{n}")
        for n in range(7)
    )
    evidence = replace(small, claims=(*small.claims, *many))
    data = data_of(draw(evidence, around(evidence, "scan"), texts))
    assert max(line["width"] for line in data["scene"]["lines"]) == 12
    assert data["legend"][-1]["text"].startswith("Line width: named studies, 7 and more alike.")


def test_an_empty_scene_still_makes_a_page() -> None:
    html = page("A & B", Scene(0, 0, (), ()), {"panels": {}})
    assert "<title>A &amp; B</title>" in html

"""Maps of evidence, targets and loops in a real browser: silent, and walked and opened as they are read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from beliefgraph.graph.evidence import Claim
from beliefgraph.maps.draw import evidence_map, target_map
from beliefgraph.maps.loop_choice import rounds
from beliefgraph.maps.loops_map import of_rounds
from support.browser import MISSING, opener

if TYPE_CHECKING:
    from pathlib import Path

    from beliefgraph.graph.evidence import Evidence
    from beliefgraph.graph.store import Store
    from beliefgraph.maps.details import Details
    from support.browser import Browse

pytestmark = [pytest.mark.browser, pytest.mark.skipif(MISSING, reason="no Chromium found")]


@pytest.fixture
def browse(tmp_path: Path) -> Browse:
    return opener(tmp_path)


def test_evidence_is_walked_from_the_belief_to_the_study(
    demo: tuple[Store, Evidence], browse: Browse
) -> None:
    store, evidence = demo
    seen = browse(
        evidence_map(store.query, evidence, "b-litigation"),
        """
        await wait();
        map.focus();
        const walked = [];
        key("ArrowRight");
        for (let turn = 0; turn < 3; turn++) { key("ArrowRight"); walked.push(text("status")); }
        key("ArrowLeft"); walked.push(text("status"));
        result.walked = walked;
        const scene = data().scene, quote = scene.boxes.find((one) => one.id === "leaf-2");
        await tap(scene, quote.x + quote.width / 2, quote.y + 12, data().panels["leaf-2"].title);
        result.panel = panel.textContent;
        panel.querySelector(".open:last-of-type").click(); await wait();
        result.study = heading();
        key("Escape", document); await wait();
        const line = scene.lines.find((one) => one.start === "leaf-2");
        await tap(scene, (line.points[0][0] + line.points[3][0]) / 2, (line.points[0][1] + line.points[3][1]) / 2, data().panels["leaf-2"].title);
        result.line = heading();
        key("l", document); await wait();
        result.rows = document.querySelectorAll("tbody tr").length;
        finish();
        """,
    )
    assert seen.console == []
    assert seen.requests == []
    found = seen.result
    # Rightwards to the first thing said, to the group that said it, to the study; then back to the group.
    assert found["walked"][0].startswith("In other words · lam-ref-45")
    assert found["walked"][1].startswith("clinicians quoted in Lam 2020")
    assert found["walked"][2].startswith("lam-ref-45")
    assert found["walked"][3] == found["walked"][1]
    assert (
        "Once an issue is raised one stays responsible, so only full certainty lets one drop it."
        in (found["panel"])
    )
    assert found["study"] == "lam-ref-45"
    assert found["line"] == "In other words · lam-ref-45"
    assert found["rows"] == 10


def test_a_target_opens_its_techniques_and_its_source(demo: tuple[Store, Evidence], browse: Browse) -> None:
    store, evidence = demo
    seen = browse(
        target_map(store.query, evidence, "order-imaging"),
        """
        await wait();
        const scene = data().scene, target = scene.boxes.find((one) => one.texts[0].words.startsWith("Role-play"));
        await tap(scene, target.x + 40, target.y + target.height / 2, data().panels[target.id].title);
        result.panel = panel.textContent;
        key("Escape", document); await wait();
        press("coverage"); await wait();
        result.left = panel.textContent;
        finish();
        """,
    )
    assert seen.console == []
    assert seen.requests == []
    assert "BCT 8.1 Behavioural practice/rehearsal (BCT Taxonomy, v1)" in seen.result["panel"]
    assert "source: Pike A, Patey A, Lawrence R" in seen.result["panel"]
    assert "Left out: 3 targets" in seen.result["left"]


def test_a_loop_opens_whole_and_can_be_linked_to(small: Evidence, texts: Details, browse: Browse) -> None:
    back = Claim(id="z", cause="scan", effect="press", direction="discourages", study="s1")
    evidence = replace(small, claims=(*small.claims, back))
    seen = browse(
        of_rounds(evidence, rounds(evidence, None), texts).page(),
        """
        await wait();
        result.linked = heading();
        result.panel = panel.textContent;
        key("Escape", document); await wait();
        key("l", document); await wait();
        document.querySelector("td button").click(); await wait();
        result.listed = heading();
        finish();
        """,
        fragment="#open=loop-1",
    )
    assert seen.console == []
    assert seen.requests == []
    # press → fear → scan → press: fear → scan is said both ways.
    title = "Loop 1: cannot say: a step is said both ways"
    assert [seen.result["linked"], seen.result["listed"]] == [title, title]
    assert "Patients press → Fear of blame + 1" in seen.result["panel"]
    assert "Order imaging → Patients press − 1" in seen.result["panel"]
    assert "Fear of blame → Order imaging ± 2" in seen.result["panel"]

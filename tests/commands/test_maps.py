"""The command map on the demo, each kind, and on a library with words that may not be shown."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.analysis.shapes import FOOTER
from beliefgraph.library import Library
from support import terminal
from support.libraries import write_csv

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SECRET = "the words that nobody may read"
OWN = "They push for a scan and I give in"
TABLES = {
    "studies": [{"id": "s1", "authors": "Baker R", "year": "2006"}, {"id": "s2"}],
    "groups": [
        {"id": "g1", "study": "s1", "roles": "clinician", "label": "GPs", "n": "12"},
        {"id": "g2", "study": "s2", "roles": "patient", "label": "two sisters", "n": "2"},
    ],
    "quotes": [
        {"id": "q1", "study": "s1", "text": OWN, "groups": "g1", "share": ""},
        {"id": "q2", "study": "s1", "text": SECRET, "groups": "g1", "share": "no"},
        {"id": "q3", "study": "s2", "text": "We never pressed", "groups": "g2", "share": ""},
    ],
    "codings": [
        {"quote": "q1", "subtheme": "press", "stance": "supports"},
        {"quote": "q2", "subtheme": "press", "stance": "supports"},
        {"quote": "q3", "subtheme": "press", "stance": "contradicts"},
    ],
    "themes": [{"id": "th", "label": "Pressure"}],
    "subthemes": [
        {"id": "press", "label": "Patients press", "themes": "th"},
        {"id": "calm", "label": "A scan calms", "themes": ""},
    ],
    "behaviours": [
        {"id": "scan", "label": "Order a scan", "actor": "GPs"},
        {"id": "ask", "label": "Ask for a scan", "actor": "patients"},
    ],
    "claims": [
        {
            "id": "c1",
            "cause": "press",
            "effect": "scan",
            "direction": "encourages",
            "quotes": "q1;q2",
            "study": "",
        },
        {
            "id": "c2",
            "cause": "scan",
            "effect": "calm",
            "direction": "encourages",
            "quotes": "",
            "study": "s2",
        },
        {
            "id": "c3",
            "cause": "calm",
            "effect": "ask",
            "direction": "discourages",
            "quotes": "",
            "study": "s2",
        },
        {
            "id": "c4",
            "cause": "ask",
            "effect": "press",
            "direction": "encourages",
            "quotes": "",
            "study": "s1",
        },
    ],
    "targets": [{"id": "t1", "label": "A leaflet", "addresses": "press", "aims_at": "scan"}],
}
KINDS = (
    ("beliefs", "Order a scan"),
    ("paths", "Patients press", "Order a scan"),
    ("themes", "Order a scan"),
    ("evidence", "Patients press"),
    ("targets", "Order a scan"),
    ("loops", "Order a scan"),
    ("gap",),
)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> str:
    address = tmp_path_factory.mktemp("maps") / "demo.db"
    with Library(address) as made:
        made.load_demo()
    return str(address)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("own")
    with Library(folder / "own.db") as made:
        made.load(write_csv(TABLES, folder / "tables"))
    return str(folder / "own.db")


def drawn(tmp_path: Path, db: str, *what: str) -> tuple[str, Any]:
    """Draw a map and return the page and its data."""
    file = tmp_path / "map.html"
    terminal.run("--db", db, "map", *what, "--output", str(file))
    html = file.read_text(encoding="utf-8")
    blocks = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', html, re.DOTALL)
    data: dict[str, Any] = {}
    for block in blocks:
        data |= json.loads(block)
    return html, data


def texts_of(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts_of(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts_of(one)


@pytest.mark.parametrize(
    ("what", "title", "coverage"),
    [
        (
            ("beliefs", "order imaging"),
            "What is said to lead people to order imaging?",
            "Shows 32 of 59 beliefs and 66 of 104 claims (63 %)",
        ),
        (
            ("paths", "fear of litigation", "order imaging"),
            "How they are said to connect: Fear of blame or legal action → Order imaging",
            "Shows 1 of 1 belief and 3 of 3 claims (100 %)",
        ),
        (
            ("evidence", "fear of litigation"),
            "What does “Fear of blame or legal action” rest on?",
            "Shows 5 of 5 quotes, 4 of 4 reports of reviews and 1 of 1 other statement of a study"
            " · 4 studies, 31 more listed by reviews, 4 reviews, 3 groups",
        ),
        (
            ("targets", "order imaging"),
            "Which beliefs said to lead people to order imaging does a target address?",
            "Shows 17 of 20 targets and 21 of 59 beliefs · without a target: 10 of those shown, 45 of all that are ranked",
        ),
        (
            ("loops",),
            "Is anything said to lead back to where it began?",
            "No: no loop of at most 6 steps is said · shown instead: 7 of 7 ways from one behaviour to another",
        ),
    ],
)
def test_each_kind_on_the_demo(
    demo: str, tmp_path: Path, what: tuple[str, ...], title: str, coverage: str
) -> None:
    _, data = drawn(tmp_path, demo, *what)
    assert data["title"] == title
    assert data["coverage"].startswith(coverage)
    assert data["footer"] == FOOTER
    assert data["alt"]
    assert data["tables"][0]["rows"]
    # A dotted line opens its target.
    lines = [line for line in data["scene"]["lines"] if line["style"] != "addresses"]
    marks = {one["id"] for one in (*data["scene"]["boxes"], *lines)}
    assert marks | {"coverage"} <= set(data["panels"])
    assert len(data["scene"]["boxes"]) <= 40


def test_a_map_of_themes_and_of_gaps_on_the_demo(demo: str, tmp_path: Path) -> None:
    for what in (("themes", "order imaging"), ("gap",)):
        html, data = drawn(tmp_path, demo, *what)
        assert FOOTER in html
        assert data["title"].endswith("?")


def test_no_map_says_that_anything_drives_or_causes(own: str, tmp_path: Path) -> None:
    for what in KINDS:
        _, data = drawn(tmp_path, own, *what)
        said = " ".join(texts_of(data)).lower()
        assert not re.search(r"\b(drives?|causes?|caused)\b", said), what


def test_everything_is_drawn_if_asked_for(demo: str, tmp_path: Path) -> None:
    _, data = drawn(tmp_path, demo, "targets", "order imaging", "--all")
    assert data["coverage"].startswith("Shows 20 of 20 targets and 59 of 59 beliefs")
    _, data = drawn(tmp_path, demo, "evidence", "fear of litigation", "--all")
    # The 4 counted studies and the 31 that Lam 2020 lists besides, each with a box of its own; and 4 reviews.
    assert sum(box["kind"] == "study" for box in data["scene"]["boxes"]) == 4 + 31 + 4


def test_filters_stand_in_the_coverage_sentence(own: str, tmp_path: Path) -> None:
    _, data = drawn(tmp_path, own, "evidence", "press", "--role", "patient")
    assert data["coverage"] == (
        "Shows 1 of 1 quote · 1 study, 0 reviews, 1 group · Only what is said as patient. Numbers that reviews print are left out: "
        "they speak of more than this selection."
    )


def test_what_may_not_be_shared_is_in_no_map(own: str, tmp_path: Path) -> None:
    for what in KINDS:
        html, _ = drawn(tmp_path, own, *what)
        assert SECRET not in html, what
    html, data = drawn(tmp_path, own, "evidence", "press")
    assert OWN in html
    assert "text not shared" in [text["words"] for box in data["scene"]["boxes"] for text in box["texts"]]
    assert data["coverage"].startswith("Shows 3 of 3 quotes · 2 studies, 0 reviews, 2 groups")


def test_nobodys_words_where_none_are_wanted(own: str, tmp_path: Path) -> None:
    for what in KINDS:
        for option in ("--no-quotes", "--paraphrases-only"):
            html, _ = drawn(tmp_path, own, *what, option)
            assert OWN not in html, (what, option)
            assert "We never pressed" not in html, (what, option)


def test_words_of_two_people_are_warned_of(own: str, tmp_path: Path) -> None:
    file = str(tmp_path / "map.html")
    result = terminal.run("--db", own, "map", "evidence", "press", "-o", file)
    assert "Warning: 1 quote is the words of a group of fewer than 5 people" in result.output
    result = terminal.run("--db", own, "map", "evidence", "press", "-o", file, "--no-quotes")
    assert "Warning" not in result.output


def test_two_runs_write_equal_bytes(own: str, tmp_path: Path) -> None:
    for what in KINDS:
        first, _ = drawn(tmp_path, own, *what)
        assert drawn(tmp_path, own, *what)[0] == first, what


def test_a_loop_of_two_actors_is_balancing(own: str, tmp_path: Path) -> None:
    _, data = drawn(tmp_path, own, "loops", "Order a scan")
    assert data["coverage"] == "Shows 1 of 1 loop of at most 6 steps · 2 studies, 0 reviews"
    [row] = data["tables"][0]["rows"]
    assert [cell["text"] for cell in row] == [
        "Loop 1: balancing",
        "Order a scan → A scan calms → Ask for a scan → Patients press → Order a scan",
        "+ · − · + · +",
        "1 study on its weakest step",
        "stitched: no one source tells every step",
    ]
    written = [text["words"] for box in data["scene"]["boxes"] for text in box["texts"]]
    assert {"GPs", "patients", "voiced by clinicians", "voiced by patients"} <= set(written)


@pytest.mark.parametrize(
    ("code", "what", "message"),
    [
        (2, ("order imaging",), "There is no map 'order imaging'. To draw a map about 'order imaging'"),
        (2, ("evidences",), "Did you mean 'evidence'?"),
        (2, ("paths", "press"), "'map paths' takes 2 names, not 1 (press)"),
        (2, ("evidence",), "'map evidence' takes 1 name, none is given"),
        (1, ("evidence", "scan"), "scan is a behaviour (Order a scan); a belief or theme is needed here"),
        (1, ("targets", "press"), "press is a belief (Patients press); a behaviour is needed here"),
        (1, ("loops", "prss"), "No belief or theme or behaviour is called 'prss'. Nearest: press"),
        (2, ("beliefs", "--by", "country"), "Only 'map gap' takes 'by'"),
        (
            1,
            ("evidence", "press", "--role", "carer"),
            "Nothing in the selection says or denies 'Patients press'",
        ),
        (1, ("loops", "--role", "carer"), "The selection holds no loop of at most 6 steps"),
    ],
)
def test_what_cannot_be_drawn_is_explained(
    own: str, tmp_path: Path, code: int, what: tuple[str, ...], message: str
) -> None:
    file = tmp_path / "map.html"
    result = terminal.run("--db", own, "map", *what, "-o", str(file), code=code)
    assert message in result.output.replace("\n", " ")
    assert not file.exists()


@pytest.mark.parametrize("name", ["map.svg", "map.png", "map"])
def test_a_map_is_written_as_a_page_only(own: str, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    result = terminal.run("--db", own, "map", "gap", "-o", str(file), code=2)
    said = " ".join(result.output.split())
    assert f"A map is a page: give a name that ends in .html, not '{file}'." in said
    assert "'beliefgraph figure'" in said
    assert "'Save picture'" in said
    assert not file.exists()


def test_a_map_that_was_there_is_said_to_be_replaced(own: str, tmp_path: Path) -> None:
    file = tmp_path / "map.HTM"
    asked = ("--db", own, "map", "gap", "-o", str(file))
    assert terminal.run(*asked).output.splitlines()[0] == f"Written: {file}"
    assert terminal.run(*asked).output.splitlines()[0] == f"Written: {file} (replaced)"


def test_help_shows_an_example_of_every_kind() -> None:
    output = terminal.run("map", "--help").output
    for what in KINDS:
        assert f"map {what[0]} " in output
        assert f"Example: beliefgraph map {what[0]} " in output

"""The commands contrast and contradictions: against the reference on the demo, and on a library written by hand."""

from __future__ import annotations

import csv
import json
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.analysis.shapes import FOOTER
from beliefgraph.library import Filters, Library
from support import reference
from support.libraries import write_csv
from support.terminal import run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from support.reference import Plain

ROLES = ("patient", "clinician", "carer", "public", "other")
SECRET = "I would rather not say this aloud."
TABLES = {
    "studies": [
        {
            "id": "s1",
            "title": "One",
            "authors": "Baker R",
            "year": "2006",
            "country": "Kenya",
            "coverage": "full",
        },
        {"id": "s2", "title": "Two", "authors": "Pike A", "year": "2022", "country": "Norway; Chile"},
        {"id": "s3", "title": "Three", "year": "2019", "country": "norway", "coverage": "full"},
    ],
    "groups": [
        {"id": "g1", "study": "s1", "roles": "patient", "profession": "teacher"},
        {"id": "g2", "study": "s2", "roles": "patient", "profession": "farmer"},
        {"id": "g3", "study": "s3", "roles": "clinician", "profession": "GP"},
    ],
    "themes": [{"id": "worries", "label": "Worries"}],
    "subthemes": [
        {"id": "fear", "label": "Fear of blame", "themes": "worries", "aliases": "fear of court"},
        {"id": "time", "label": "No time", "themes": "worries", "aliases": ""},
    ],
    "behaviours": [{"id": "scan", "label": "Order a scan"}],
    "quotes": [
        {
            "id": "q1",
            "study": "s1",
            "text": "They may sue me.",
            "supports": "fear",
            "contradicts": "",
            "share": "",
        },
        {"id": "q2", "study": "s2", "text": SECRET, "supports": "", "contradicts": "fear", "share": "no"},
    ],
    "asked": [{"study": "s3", "about": "worries", "asked": "yes"}],
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of the library above; no test changes it."""
    folder = tmp_path_factory.mktemp("comparing")
    with Library(folder / "own.db") as made:
        made.load(write_csv(TABLES, folder / "tables"))
    return str(folder / "own.db")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Yield a library with the demo; no test changes it."""
    with Library(tmp_path_factory.mktemp("demo") / "demo.db") as made:
        made.load_demo()
        yield made


@pytest.fixture(scope="module")
def plain() -> Plain:
    """The demo's tables as the reference reads them."""
    with as_file(files("beliefgraph") / "demo" / "tables") as folder:
        tables = {
            path.stem: list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines(keepends=True)))
            for path in sorted(Path(folder).glob("*.csv"))
        }
    return reference.library(tables)


def data(*arguments: str) -> Any:
    return json.loads(run(*arguments, "--format", "json").stdout)


def one_line(text: str) -> str:
    return " ".join(text.split())


FILTERS: list[tuple[Filters, dict[str, Any]]] = [
    (Filters(), {}),
    (Filters(review=("hall2019",)), {"review": ["hall2019"]}),
    (Filters(country=("Canada",)), {"country": ["Canada"]}),
    (Filters(role=("clinician",)), {"role": ["clinician"]}),
    (Filters(profession=("GP",)), {"profession": ["GP"]}),
    (Filters(counted_only=True), {"counted_only": True}),
    (
        Filters(without_study=("lin2016",), years=((2000, 2018),)),
        {"without_study": ["lin2016"], "years": [(2000, 2018)]},
    ),
]


@pytest.mark.parametrize(
    ("filters", "chosen"), FILTERS, ids=lambda value: str(value) if isinstance(value, dict) else ""
)
def test_the_demo_under_filters_against_the_reference(
    demo: Library, plain: Plain, filters: Filters, chosen: dict[str, Any]
) -> None:
    small = reference.subset(plain, chosen)
    for found, expected in (
        (demo.contrast(roles=ROLES, filters=filters).to_json(), reference.contrast(small, ROLES)),
        (demo.contradictions(filters=filters).to_json(), reference.contradictions(small)),
    ):
        assert reference.like(found, expected) == expected


def test_the_demo_contradicts_itself_where_its_tables_say_so(demo: Library) -> None:
    """claims.csv has four no_effect claims of Pike 2022; subthemes.csv declares four pairs of opposites."""
    rows = {row.belief: row for row in demo.contradictions().rows}
    effects = {(one.effect, one.studies["no_effect"]) for one in rows["b-knows-guideline"].no_effect}
    assert effects == {("manage-without-imaging", ("pike2022",)), ("order-imaging", ("pike2022",))}
    assert dict(rows["b-knows-guideline"].opposite_held) == {
        "b-no-guideline": (
            "jenkins-ref-30",
            "jenkins-ref-46",
            "jenkins-ref-52",
            "jenkins-ref-55",
            "lin2016",
            "to2022",
        )
    }
    assert all(not row.studies_against for row in rows.values())


def test_every_study_behind_a_state_can_be_opened(demo: Library) -> None:
    (row,) = demo.contrast("fear of litigation").rows
    patients, clinicians = row.cells
    assert clinicians.studies("voiced") == ("bussieres2012", "lam-ref-45", "lam-ref-47", "lam-ref-62")
    assert len(clinicians.studies("unattributed")) == 6
    assert patients.studies("not_known") == ("finbooklet2020", "hoffmann2013", "robinson2025")
    for study in clinicians.studies("voiced"):
        (found,) = demo.ask("what-is", id=study).rows
        assert found["id"] == study


def test_contrast_by_role_and_by_attribute(library: str) -> None:
    (fear, time) = data("contrast", "--db", library)
    assert {role: (cell["state"], cell["sampled"]) for role, cell in fear["roles"].items()} == {
        "patient": ("both", 2),
        "clinician": ("asked_not_reported", 1),
    }
    assert time["roles"]["patient"]["studies"]["not_reported"] == ["s1"]
    (fear,) = data("contrast", "--belief", "fear of court", "--by", "country, decade", "--db", library)
    assert {name: cell["state"] for name, cell in fear["columns"].items()} == {
        "Chile · 2020s": "contradicted",
        "Kenya · 2000s": "voiced",
        "Norway · 2010s": "asked_not_reported",
        "Norway · 2020s": "contradicted",
    }
    columns = data("contrast", "--roles", "all", "--belief", "time", "--db", library)[0]["roles"]
    assert list(columns) == ["patient", "clinician"]


def test_the_sentence_to_paste(library: str) -> None:
    result = run("contrast", "--belief", "fear", "--roles", "clinicians", "--sentence", "--db", library)
    assert result.stdout == (
        "Of the 1 study that sampled clinicians (1 read in full), 1 asked about “Fear of blame” and does not report it. "
        "A study that does not report the belief says nothing against it.\n"
    )
    rows = data("contrast", "--belief", "fear", "--sentence", "--db", library)
    assert [(row["belief"], row["column"]) for row in rows] == [("fear", "patient"), ("fear", "clinician")]
    filtered = run("contrast", "--belief", "fear", "--sentence", "--country", "Kenya", "--db", library)
    assert "Of the 1 study that sampled patients" in filtered.stdout
    assert "Only studies from Kenya." in filtered.stderr


def test_contradictions_show_both_sides_and_no_text_that_may_not_be_shared(library: str) -> None:
    (row,) = data("contradictions", "--db", library)
    assert (row["belief"], row["studies_for"], row["studies_against"]) == ("fear", ["s1"], ["s2"])
    assert (row["evidence_for"]["quotes"], row["evidence_against"]["quotes"]) == (["q1"], ["q2"])
    text = run("contradictions", "--db", library).stdout
    assert "They may sue me." in text
    assert "(text not shared) (patient, Pike 2022) [q2]" in one_line(text.replace("|", " "))
    for form in ("table", "csv", "json", "ndjson", "markdown"):
        assert SECRET not in run("contradictions", "--format", form, "--db", library).output
    assert data("contradictions", "--belief", "No time", "--db", library) == []
    assert data("contradictions", "--without-study", "s2", "--db", library) == []


@pytest.mark.parametrize("form", ["table", "markdown", "csv", "json", "ndjson"])
@pytest.mark.parametrize(
    "command",
    [
        ("contrast",),
        ("contrast", "--belief", "fear"),
        ("contrast", "--by", "profession"),
        ("contradictions",),
        ("contradictions", "--differences"),
    ],
    ids=" ".join,
)
def test_the_footer_stands_under_every_answer(library: str, command: tuple[str, ...], form: str) -> None:
    result = run(*command, "--format", form, "--db", library)
    shown = result.stdout if form in ("table", "markdown") else result.stderr
    assert one_line(shown).endswith(FOOTER)
    assert not {"drives", "causes", "drive"} & set(result.output.lower().split())


def test_a_belief_is_found_by_alias_and_a_theme_is_none(library: str) -> None:
    assert "Fear of blame" in run("contradictions", "--belief", "fear of court", "--db", library).stdout
    assert "Nearest: fear" in run("contrast", "--belief", "fear of blam", "--db", library, code=1).stderr
    assert "worries" in run("contrast", "--belief", "worries", "--db", library, code=1).stderr


def test_mistaken_columns_are_usage_errors(library: str) -> None:
    assert "There is no role 'nurses'" in run("contrast", "--roles", "nurses", "--db", library, code=2).stderr
    assert "There are: role, " in run("contrast", "--by", "colour", "--db", library, code=2).stderr
    assert "--by" in run("contrast", "--by", " , ", "--db", library, code=2).stderr

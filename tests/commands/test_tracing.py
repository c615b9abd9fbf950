"""The command paths with all its options, on a library written by hand."""

from __future__ import annotations

import csv
import json
import sys
from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.analysis.shapes import FOOTER
from beliefgraph.library import Filters, Library
from support import terminal
from support.libraries import write_csv

if TYPE_CHECKING:
    from click.testing import Result

# fear → care → scan by s1 and s2, fear → scan by s3, fear → time → scan by s1 alone, scan → fear by s2.
TABLES = {
    "studies": [
        {"id": "s1", "title": "One", "authors": "Baker R", "year": "2006", "country": "Kenya"},
        {"id": "s2", "title": "Two", "authors": "Pike A", "year": "2022", "country": "Norway; Chile"},
        {"id": "s3", "title": "Three", "authors": "Hall A", "year": "2019", "setting": "clinic"},
    ],
    "subthemes": [
        {"id": "fear", "label": "Fear of blame"},
        {"id": "care", "label": "Taking care"},
        {"id": "time", "label": "No time"},
    ],
    "behaviours": [
        {"id": "scan", "label": "Order a scan", "actor": "GPs", "opposite_of": "wait"},
        {"id": "wait", "label": "Wait and see", "actor": "GPs", "opposite_of": ""},
    ],
    "claims": [
        {"id": f"c{number}", "cause": cause, "effect": effect, "direction": "encourages", "study": study}
        for number, (cause, effect, study) in enumerate(
            [
                ("fear", "care", "s1"),
                ("care", "scan", "s2"),
                ("fear", "scan", "s3"),
                ("fear", "time", "s1"),
                ("time", "scan", "s1"),
                ("scan", "fear", "s2"),
            ]
        )
    ],
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of the library; no test changes it."""
    folder = tmp_path_factory.mktemp("tracing")
    with Library(folder / "own.db") as made:
        made.load(write_csv(TABLES, folder / "tables"))
    return str(folder / "own.db")


def run(library: str, *arguments: str, code: int = 0) -> Result:
    return terminal.run("--db", library, "paths", *arguments, code=code)


def data(library: str, *arguments: str) -> Any:
    return json.loads(run(library, "fear of blame", "order a scan", *arguments, "--format", "json").stdout)


def routes(library: str, *arguments: str) -> list[str]:
    return [" ".join(path["path"][1:-1]) for path in data(library, *arguments)]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), ["", "time", "care"]),
        (("--via", "taking care"), ["care"]),
        (("--via", "care", "--via", "time"), []),
        (("--without", "care"), ["", "time"]),
        (("--without", "care", "--without", "No time"), [""]),
        (("--told-whole",), ["", "time"]),
        (("--told-whole", "--without", "time"), [""]),
    ],
)
def test_narrowed(library: str, options: tuple[str, ...], expected: list[str]) -> None:
    assert routes(library, *options) == expected


def test_what_was_asked_is_said(library: str) -> None:
    result = run(library, "fear", "scan", "--via", "care", "--without", "time", "--format", "json")
    assert "Only paths through “Taking care”, not through “No time”." in result.stderr
    text = run(library, "fear", "scan", "--told-whole").stdout
    assert "Only paths told whole by one speaker, group, study or review finding." in " ".join(text.split())


def test_settings_and_loops_in_json(library: str) -> None:
    direct, _, stitched = data(library)
    assert direct["steps"][0]["settings"] == {
        "countries": {},
        "country_not_known": ["s3"],
        "settings": {"clinic": ["s3"]},
        "setting_not_known": [],
        "actors": {"scan": "GPs"},
    }
    assert stitched["no_shared_setting"] is True
    assert stitched["meetings"] == [{"at": "care", "countries_shared": [], "state": "none"}]
    assert [step["settings"]["countries"] for step in stitched["steps"]] == [
        {"Kenya": ["s1"]},
        {"Chile": ["s2"], "Norway": ["s2"]},
    ]
    loops = {tuple(loop["loop"]): loop["kind"] for loop in direct["loops"]}
    assert loops == {
        ("fear", "scan", "fear"): "reinforcing",
        ("fear", "care", "scan", "fear"): "reinforcing",
        ("fear", "time", "scan", "fear"): "reinforcing",
    }


def test_loops_alone(library: str) -> None:
    loops = data(library, "--loops")
    assert loops[0]["loop"] == ["fear", "scan", "fear"]
    assert {"kind", "support", "told_by", "tellers", "steps"} <= loops[0].keys()
    rows = list(
        csv.DictReader(run(library, "fear", "scan", "--loops", "--format", "csv").stdout.splitlines())
    )
    assert (rows[0]["loop"], rows[0]["kind"]) == ("fear; scan; fear", "reinforcing")


def test_rests_on_is_one_object(library: str) -> None:
    found = data(library, "--rests-on")
    assert found == {
        "from": "fear",
        "to": "scan",
        "max_steps": 4,
        "count": 2,
        "studies_to_cut": ["s1", "s3"],
        "exact": True,
        "lower_bound": 2,
        "single_points": [],
        "reason": None,
    }
    left = data(library, *(word for study in found["studies_to_cut"] for word in ("--without-study", study)))
    assert left == []
    (line,) = run(library, "fear", "scan", "--rests-on", "--format", "ndjson").stdout.splitlines()
    assert json.loads(line) == found


@pytest.mark.parametrize("form", ["table", "markdown"])
@pytest.mark.parametrize("option", ["--rests-on", "--loops"])
def test_the_footer_stands_under_it(library: str, option: str, form: str) -> None:
    text = " ".join(run(library, "fear", "scan", option, "--format", form).stdout.split())
    assert text.endswith(FOOTER)


@pytest.mark.parametrize("form", ["json", "ndjson", "csv"])
def test_the_footer_stands_beside_data(library: str, form: str) -> None:
    result = run(library, "fear", "scan", "--rests-on", "--format", form)
    assert FOOTER not in result.stdout
    assert FOOTER in " ".join(result.stderr.split())


def test_rests_on_obeys_filters_and_the_number_of_steps(library: str) -> None:
    assert data(library, "--rests-on", "--without-study", "s3")["studies_to_cut"] == ["s1"]
    assert data(library, "--rests-on", "--max-steps", "1")["studies_to_cut"] == ["s3"]
    assert data(library, "--rests-on", "--country", "Norway")["count"] is None
    # Without care: s3, and s1 for the way over time.
    assert data(library, "--rests-on", "--without", "care")["count"] == 2


def test_rests_on_in_words(library: str) -> None:
    text = " ".join(run(library, "fear", "scan", "--rests-on").stdout.split())
    assert (
        "All paths from “Fear of blame” to “Order a scan” of at most 4 steps rest on 2 studies: without Baker 2006 [s1] and Hall "
        "2019 [s3] nothing named is left."
    ) in text
    text = " ".join(run(library, "time", "care", "--rests-on", "--without", "fear").stdout.split())
    assert "There is nothing to cut." in text


@pytest.mark.parametrize("option", [("--via", "care"), ("--told-whole",), ("--loops",)])
def test_rests_on_takes_all_paths(library: str, option: tuple[str, ...]) -> None:
    message = " ".join(run(library, "fear", "scan", "--rests-on", *option, code=2).stderr.split())
    assert "worked out over all paths from FROM to TO" in message


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--via", "Wait and see"), "passes its opposite 'Wait and see'"),
        (("--without", "fear"), "Every path has 'Fear of blame' at one of its ends."),
        (("--via", "care", "--max-steps", "1"), "cannot pass 1 others on its way"),
        (("--rests-on", "--time-limit", "0"), "0.0 is not in the range"),
    ],
)
def test_what_cannot_be_is_a_usage_error(library: str, options: tuple[str, ...], message: str) -> None:
    assert message in " ".join(run(library, "fear", "scan", *options, code=2).stderr.split())


def test_an_unknown_name_lists_the_nearest(library: str) -> None:
    assert "Taking care" in run(library, "fear", "scan", "--via", "taking caer", code=1).stderr


def test_no_word_says_that_anything_is_driven_or_caused(library: str) -> None:
    for option in ((), ("--loops",), ("--rests-on",)):
        words = run(library, "fear", "scan", *option).stdout.lower().split()
        assert not {"drives", "causes", "drive", "caused", "causing", "driven"} & set(words)


def test_the_same_from_python(library: str) -> None:
    with Library(library) as opened:
        found = opened.paths("fear of blame", "order a scan", via=["care"], without=["time"])
        assert [path.path for path in found.paths] == [("fear", "care", "scan")]
        resting = opened.rests_on("fear", "scan", filters=Filters(without_study=("s3",)))
        assert resting.studies_to_cut == ("s1",)
        assert opened.paths("fear", "scan").rests_on() == opened.rests_on("fear", "scan")


def test_paths_need_no_solver(library: str) -> None:
    import subprocess

    script = (
        "import sys; from beliefgraph.library import Library\n"
        f"with Library({library!r}) as opened: opened.words(opened.paths('fear', 'scan'))\n"
        "assert 'scipy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)

"""Which files are read, and what is said of all others."""

from __future__ import annotations

import gc
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from beliefgraph.errors import InputError
from beliefgraph.loaders.registry import FORMATS, read

if TYPE_CHECKING:
    from pathlib import Path

READ = "Read are folders of CSV files, and files with the suffix .csv, .tsv, .txt, .xlsm, .xlsx."


def _refused(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read(path)
    return str(caught.value)


def test_formats_are_sorted_and_their_modules_read() -> None:
    assert [known.name for known in FORMATS] == sorted(known.name for known in FORMATS)


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "quotes.csv"
    assert (
        _refused(path) == f"There is no file or folder {path}. Check the spelling and the folder you are in."
    )


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        (
            "a.xls",
            "there is no loader for .xls. It is a workbook of Excel 97-2003: save it as .xlsx (Excel Workbook).",
        ),
        ("a.ods", "there is no loader for .ods. Save it as .xlsx in LibreOffice (File, Save As)."),
        ("a.pdf", "there is no loader for .pdf."),
        ("a", "there is no loader for a file without suffix."),
    ],
)
def test_formats_that_are_not_read(tmp_path: Path, name: str, advice: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    assert _refused(tmp_path / name) == f"{name} cannot be read: {advice} {READ}"


def test_a_folder_without_csv(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / ".hidden.csv").write_text("id\n", encoding="utf-8")
    said = "The folder mine holds no .csv file; each table is one, such as quotes.csv."
    assert _refused(folder) == said
    (folder / "mine.xlsx").write_bytes(b"")
    assert _refused(folder) == f"{said} Load the workbook itself: mine/mine.xlsx."


def test_other_files_in_a_folder_are_reported(tmp_path: Path) -> None:
    for name, text in {
        "themes.CSV": "id,label\nT1,a\n",
        "Finding-Beliefs.csv": "finding,belief\nF1,B1\n",
        "log.csv": "x\n",
        "theme.csv": "id\n",
        "~$evidence.xlsx": "",
        "README.txt": "notes",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "evidence.xlsx").write_bytes(b"")
    reading = read(tmp_path)
    assert reading.read == {"themes": 1, "finding_beliefs": 1}
    assert [(str(p.place), p.value) for p in reading.problems] == [("theme.csv, theme", "theme")]
    assert [str(skipped.place) for skipped in reading.skipped] == ["evidence.xlsx", "log.csv, log"]


def test_two_files_of_one_table(tmp_path: Path) -> None:
    (tmp_path / "finding_beliefs.csv").write_text("finding,belief\nF1,B1\n", encoding="utf-8")
    (tmp_path / "finding-beliefs.csv").write_text("finding,belief\nF1,B2\n", encoding="utf-8")
    (problem,) = read(tmp_path).problems
    assert str(problem) == (
        "finding_beliefs.csv, finding_beliefs: There are two tables finding_beliefs; the other is in finding-beliefs.csv. "
        "Join them into one."
    )


def test_a_csv_that_is_no_table(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("id\n", encoding="utf-8")
    assert _refused(tmp_path / "mine.csv").startswith(
        'mine.csv holds no evidence table: found the file "mine".'
    )


def test_a_table_without_rows_is_counted(tmp_path: Path) -> None:
    (tmp_path / "themes.csv").write_text("id,label\n", encoding="utf-8")
    reading = read(tmp_path / "themes.csv")
    assert (reading.read, reading.problems, reading.records) == ({"themes": 0}, (), ())


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\n\n", b",,\n , \n", b"sep=;\n"])
@pytest.mark.parametrize("name", ["subthemes.csv", "subthemes.tsv"])
def test_a_table_without_a_header_is_a_problem(tmp_path: Path, data: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(data)
    reading = read(tmp_path / name)
    assert [str(problem) for problem in reading.problems] == [
        f"{name}, subthemes: The table subthemes has no header row. "
        "Write the column names in the first row, or remove the file."
    ]
    assert reading.problems[0].place.row is None
    assert read(tmp_path).problems == reading.problems


def _made(path: Path) -> Path:
    """Make a file whose name is not UTF-8, where the system allows one."""
    try:
        path.write_text("id,label\nT1,a\n", encoding="utf-8")
    except (OSError, UnicodeError):
        pytest.skip("names of files are text here")
    return path


def test_names_that_are_no_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "caf\udce9"
    said = "The name {} holds bytes that are no letters of UTF-8 (shown here as ?). Rename it and try again."
    # Said before the folder is looked for: a message with the name as it is could not be shown.
    assert _refused(folder) == said.format("caf?")
    assert _refused(_made(tmp_path / "themes\udce9.csv")) == said.format("themes?.csv")
    assert _refused(tmp_path) == said.format("themes?.csv")
    folder.mkdir()
    (folder / "themes.csv").write_text("id,label\nT1,a\n", encoding="utf-8")
    assert read(folder / "themes.csv").read == {"themes": 1}
    monkeypatch.chdir(folder)
    assert _refused(type(folder)(".")) == said.format("caf?")


def test_files_that_are_not_read_may_have_any_name(tmp_path: Path) -> None:
    _made(tmp_path / "notes\udce9.md")
    (tmp_path / "themes.csv").write_text("id,label\nT1,a\n", encoding="utf-8")
    assert read(tmp_path).read == {"themes": 1}


def test_the_collector_is_on_again(tmp_path: Path) -> None:
    _refused(tmp_path)
    assert gc.isenabled()


def test_reading_csv_imports_no_openpyxl(tmp_path: Path) -> None:
    (tmp_path / "themes.csv").write_text("id,label\nT1,a\n", encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from beliefgraph.loaders.registry import read;"
        "read(Path(sys.argv[1])); print('openpyxl' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"

"""CSV files as different products write them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beliefgraph.graph.records import Place, Problem, Reading
from beliefgraph.loaders.csv_file import _table, decode, detect_separator
from beliefgraph.loaders.raw import RawTable, is_empty
from beliefgraph.loaders.registry import read

FILES = Path(__file__).parent / "files"
Load = Callable[..., Reading]


def _as_table(tmp_path: Path, file: str, table: str = "subthemes") -> Reading:
    path = tmp_path / f"{table}{Path(file).suffix}"
    path.write_bytes((FILES / file).read_bytes())
    return read(path)


@pytest.mark.parametrize(
    "file",
    [
        "excel-365-semicolon-utf8-bom.csv",
        "excel-365-comma-utf8-bom.csv",
        "excel-365-unicode-text-tab-utf16le-bom.txt",
        "excel-365-sep-line-utf8-bom.csv",
        "excel-mac-2011-cr-utf8.csv",
        "libreoffice-7-semicolon-lf-utf8.csv",
        "libreoffice-7-tab-utf16be-bom.csv",
        "numbers-13-utf8.csv",
        "google-sheets-crlf-utf8.csv",
    ],
)
def test_readable_files_give_the_same_rows(tmp_path: Path, file: str) -> None:
    reading = _as_table(tmp_path, file)
    assert reading.problems == ()
    assert reading.warnings == ()
    assert reading.read == {"subthemes": 2}
    assert [(record.id, dict(record.properties), record.place.row) for record in reading.records] == [
        ("B1", {"label": "Peur d’être poursuivi", "definition": "Être traîné au tribunal; «jamais»"}, 2),
        ("B2", {"label": "Zeit für Gespräche", "definition": "Zwei Zeilen:\nkeine Zeit, keine Ruhe"}, 3),
    ]


@pytest.mark.parametrize(
    ("file", "message"),
    [
        (
            "excel-365-windows-1252.csv",
            "The text is not UTF-8 (byte 92 in line 2 of the file), so letters such as é or ’ cannot be read. "
            "Excel's plain CSV is Windows-1252 or Mac Roman.",
        ),
        (
            "excel-mac-2016-macroman.csv",
            "The text is not UTF-8 (byte E6 in line 2 of the file), so letters such as é or ’ cannot be read. "
            "Excel's plain CSV is Windows-1252 or Mac Roman.",
        ),
        (
            "notepad-10-utf16le-no-bom.csv",
            "It holds NUL characters: it is UTF-16 without a byte order mark, or no text file.",
        ),
    ],
)
def test_other_bytes_are_refused_with_the_cure(tmp_path: Path, file: str, message: str) -> None:
    reading = _as_table(tmp_path, file)
    (problem,) = reading.problems
    assert reading.records == ()
    assert (problem.place, problem.message) == (Place("subthemes.csv", "subthemes"), message)
    assert "CSV UTF-8" in problem.cure


def test_one_unreadable_file_does_not_hide_the_problems_of_others(tmp_path: Path) -> None:
    (tmp_path / "subthemes.csv").write_bytes("id,label\nB1,é\n".encode("latin-1"))
    (tmp_path / "themes.csv").write_text("id,label\nT1,\n", encoding="utf-8")
    assert [(p.place.table, p.place.row, p.place.column) for p in read(tmp_path).problems] == [
        ("subthemes", None, None),
        ("themes", 2, "label"),
    ]


def test_whole_numbers_that_pandas_turned_into_floats(tmp_path: Path) -> None:
    reading = _as_table(tmp_path, "pandas-2-whole-numbers-as-floats.csv", "studies")
    assert reading.warnings == ()
    assert [dict(record.properties) for record in reading.records] == [
        {"title": "A study", "year": 2020, "n": 18},
        {"title": "Another"},
    ]


def test_text_is_kept_exactly_and_ids_are_trimmed(load: Load) -> None:
    text = '  It hurts.\r\n\r\n"Really"\tso , she said  '
    quoted = text.replace('"', '""')
    reading = load(quotes=f'id,study,text\n Q1 , S1 ,"{quoted}"\n')
    (record,) = reading.records
    assert (record.id, record.links[0].end.id, record.properties["text"]) == ("Q1", "S1", text)


def test_row_numbers_count_blank_rows_and_not_lines(load: Load) -> None:
    reading = load(themes='id,label\n\n"T1","two\nlines"\n,,\nT2,second\n')
    assert [(record.id, record.place.row) for record in reading.records] == [("T1", 3), ("T2", 5)]
    assert reading.read == {"themes": 2}


def test_a_header_below_blank_rows_is_found(load: Load) -> None:
    reading = load(themes="\n,\nid,label\nT1,\n")
    assert [(p.place.row, p.place.column) for p in reading.problems] == [(4, "label")]


@pytest.mark.parametrize(
    ("text", "row", "message"),
    [
        (
            'id,label\nT1,"open\nT2,b\n',
            2,
            "A quotation mark opens a cell and is never closed, so the rest of the file belongs to it.",
        ),
        (
            'id,label\nT1,a\nT2,"b"c\n',
            3,
            "The quotation marks of this row cannot be read (',' expected after '\"').",
        ),
        (f'id,label\nT1,"{"x" * 131_073}"\n', 2, "A cell here is longer than 131,072 characters."),
    ],
)
def test_broken_quotation_marks_and_huge_cells(load: Load, text: str, row: int, message: str) -> None:
    (problem,) = load(themes=text).problems
    assert (problem.place.row, problem.message) == (row, message)


def test_a_value_beyond_the_header_is_a_problem(load: Load) -> None:
    (problem,) = load(themes="id,label\nT1,time, and money\nT2,a,,\nT3,b,c\n").problems
    assert (problem.place.row, problem.place.column) == (2, "C")
    assert problem.message == "There is a value here, but the column has no header."


def test_a_workbook_with_the_suffix_csv(tmp_path: Path) -> None:
    (tmp_path / "themes.csv").write_bytes(b"PK\x03\x04rest")
    (problem,) = read(tmp_path / "themes.csv").problems
    assert problem.message == "This is a workbook, not a CSV file."


def test_separators_by_the_names_they_give() -> None:
    assert detect_separator("id,label;definition", "themes") == ","
    assert detect_separator("label;id,x;definition", "themes") == ";"
    assert detect_separator("id\tlabel", "themes") == "\t"
    assert detect_separator("id", "themes") == ","


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20), min_size=1, max_size=5
    ),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_any_text_comes_back_as_it_was(
    texts: list[str], separator: str, line_end: str, encoding: str
) -> None:
    rows = [["id", "label", "definition"], *([f"T{i}", text, "x"] for i, text in enumerate(texts))]
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=separator, lineterminator=line_end, quoting=csv.QUOTE_ALL).writerows(rows)
    text = decode(stream.getvalue().encode(encoding), Place("themes.csv"))
    assert not isinstance(text, Problem)
    table = _table(text, RawTable("themes.csv", "themes"), None)
    assert isinstance(table, RawTable)
    assert [row.cells for row in table.rows] == rows[1:]


def test_progress_is_reported(tmp_path: Path) -> None:
    rows = "".join(f"T{i},label\n" for i in range(6_000))
    (tmp_path / "themes.csv").write_text(f"id,label\n{rows}", encoding="utf-8")
    seen: list[tuple[str, int]] = []
    read(tmp_path / "themes.csv", lambda what, done: seen.append((what, done)))
    assert seen == [("reading themes", 5_000), ("checking themes", 5_000)]


def test_blanks_are_empty() -> None:
    assert is_empty(" \t\u00a0")
    assert not is_empty(".")

"""Workbooks: what a cell shows, what it is, and files that are not what they seem."""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.errors import InputError
from beliefgraph.loaders import xlsx_file
from beliefgraph.loaders.registry import read

if TYPE_CHECKING:
    from openpyxl import Workbook

    from beliefgraph.graph.records import Reading

Book = Callable[..., Path]


def _cells(reading: Reading) -> list[tuple[str, int | None, str | None, str]]:
    return [(p.place.table, p.place.row, p.place.column, p.value) for p in reading.problems]


def _with_part(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """Change one part inside a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def _shared(path: Path) -> Path:
    """Move the text of the first sheet into shared strings, as Excel does and openpyxl does not."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    strings: list[bytes] = []

    def move(match: re.Match[bytes]) -> bytes:
        strings.append(match.group(2))
        return match.group(1) + b't="s"><v>%d</v></c>' % (len(strings) - 1)

    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = re.sub(rb'(<c r="\w+" (?:s="\d+" )?)t="inlineStr"><is>(.*?)</is></c>', move, parts[sheet])
    assert strings
    items = b"".join(b"<si>" + string + b"</si>" for string in strings)
    namespace = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    parts["xl/sharedStrings.xml"] = (
        b'<?xml version="1.0" encoding="UTF-8"?><sst ' + namespace + b">" + items + b"</sst>"
    )
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    relation = (
        b'<Relationship Id="rId99" Type="' + kind + b'" Target="/xl/sharedStrings.xml"/></Relationships>'
    )
    relations = "xl/_rels/workbook.xml.rels"
    parts[relations] = parts[relations].replace(b"</Relationships>", relation)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def test_numbers_are_read_as_excel_shows_them(book: Book) -> None:
    def formats(workbook: Workbook) -> None:
        workbook["studies"]["A3"].number_format = "000"
        workbook["studies"]["A4"].number_format = "0.00"

    reading = read(
        book(
            formats,
            studies=[
                ["id", "title", "year", "n"],
                [1.0, 2020, 2020.0, 18],
                [7, "a", None, 1.5],
                [5.1, "b"],
                [0.1 + 0.2, "c"],
            ],
        )
    )
    assert reading.problems == ()
    assert [(record.id, dict(record.properties)) for record in reading.records] == [
        ("1", {"title": "2020", "year": 2020, "n": 18}),
        ("007", {"title": "a", "n_text": "1.5"}),
        ("5.10", {"title": "b"}),
        ("0.3", {"title": "c"}),
    ]
    assert [str(warning) for warning in reading.warnings] == [
        'evidence.xlsx, studies, row 3, column n: "1.5" is not a whole number, so it is kept as n_text and not counted with.'
    ]


def test_dates_are_text_except_in_ids(book: Book) -> None:
    day = datetime.date(2019, 6, 17)
    reading = read(
        book(
            reviews=[
                ["id", "title", "searched_to"],
                ["R1", "t", day],
                [day, "u", datetime.datetime(2019, 6, 17, 8, 30)],
            ],
            studies=[["id", "reviews"], ["S1", day]],
        )
    )
    assert reading.records[0].properties["searched_to"] == "2019-06-17"
    assert _cells(reading) == [("reviews", 3, "id", "2019-06-17"), ("studies", 2, "reviews", "2019-06-17")]
    assert reading.problems[0].message == "Excel has turned this cell into the date 2019-06-17."


def test_dates_of_old_macs(book: Book) -> None:
    path = book(reviews=[["id", "title", "searched_to"], ["R1", "t", datetime.date(2019, 6, 17)]])
    _with_part(
        path, "xl/workbook.xml", lambda xml: re.sub(rb"<workbookPr\b ?", b'<workbookPr date1904="1" ', xml)
    )
    assert read(path).records[0].properties["searched_to"] == "2023-06-18"  # 1,462 days later


def test_formulas_give_their_stored_value_or_are_a_problem(book: Book) -> None:
    path = book(themes=[["id", "label", "more"], ["T1", '="a"&"b"', "=1/0"], ["T2", "=1+1"], ["=A2", "x"]])

    def store(xml: bytes) -> bytes:
        # openpyxl stores no values: put one in where a spreadsheet would have.
        xml = re.sub(
            rb'<c r="B2"( t="\w+")?>(<f>.*?</f>)<v ?/?>(</v>)?', rb'<c r="B2" t="str">\2<v>ab</v>', xml
        )
        return re.sub(
            rb'<c r="C2"( t="\w+")?>(<f>.*?</f>)<v ?/?>(</v>)?', rb'<c r="C2" t="e">\2<v>#DIV/0!</v>', xml
        )

    _with_part(path, "xl/worksheets/sheet1.xml", store)
    _with_part(
        path, "xl/worksheets/sheet1.xml", lambda xml: re.sub(rb"(</f>)<v ?/>|(</f>)<v></v>", rb"</f>", xml)
    )
    reading = read(path)
    assert reading.records[0].properties["label"] == "ab"
    assert _cells(reading) == [
        ("themes", 2, "more", "#DIV/0!"),
        ("themes", 3, "label", ""),
        ("themes", 4, "id", ""),
    ]
    assert [problem.message for problem in reading.problems] == [
        "The formula in this cell gives the error #DIV/0!.",
        "The cell holds a formula whose result is not saved.",
        "The cell holds a formula whose result is not saved.",
    ]


@pytest.mark.parametrize("value", [b"<v></v>", b"<v/>", b"<v> </v>", b""])
def test_a_formula_without_saved_result_is_a_problem_in_any_column(book: Book, value: bytes) -> None:
    path = book(
        groups=[["id", "study", "roles", "n", "mine"], ["G1", "S1", "patient", "=10+10", "=1"]],
        quotes=[["id", "study", "text"], ["Q1", "S1", '="a"']],
        themes=[["id", "label", "definition"], ["T1", "a"], [], [None, None, "=1"]],
    )

    for number in (1, 2, 3):
        _with_part(
            path,
            f"xl/worksheets/sheet{number}.xml",
            lambda xml: re.sub(rb"</f><v ?/>|</f><v></v>", b"</f>" + value, xml),
        )
    reading = read(path)
    assert reading.read == {"groups": 1, "themes": 2, "quotes": 1}
    assert _cells(reading) == [
        ("groups", 2, "n", ""),
        ("groups", 2, "mine", ""),
        # Row 4 holds nothing but the formula, and is no empty row for that.
        ("themes", 4, "id", ""),
        ("themes", 4, "label", ""),
        ("themes", 4, "definition", ""),
        ("quotes", 2, "text", ""),
    ]
    assert str(reading.problems[0]) == (
        "evidence.xlsx, groups, row 2, column n: The cell holds a formula whose result is not saved. "
        "Open the file in Excel or LibreOffice and save it, or type the value."
    )
    assert reading.problems[0].message == reading.problems[4].message == reading.problems[5].message


def test_a_formula_whose_saved_result_is_empty_text_is_empty(book: Book) -> None:
    path = book(themes=[["id", "label", "definition"], ["T1", "a", '=""']])
    _with_part(
        path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'<c r="C2">', b'<c r="C2" t="str">')
    )
    reading = read(path)
    assert reading.problems == ()
    assert [dict(record.properties) for record in reading.records] == [{"label": "a"}]


def test_an_error_in_an_id_is_a_problem(book: Book) -> None:
    def error(workbook: Workbook) -> None:
        workbook["themes"]["A2"].value = "#N/A"
        workbook["themes"]["A2"].data_type = "e"

    assert _cells(read(book(error, themes=[["id", "label"], ["T1", "x"], ["T2", "#N/A as text"]]))) == [
        ("themes", 2, "id", "#N/A")
    ]


def test_codes_of_techniques_that_excel_shortens(book: Book) -> None:
    def formats(workbook: Workbook) -> None:
        workbook["targets"]["C4"].number_format = "0.00"

    rows = [
        ["id", "label", "uses"],
        ["I1", "a", 5.3],
        ["I2", "b", 10.1],
        ["I3", "c", 10.1],
        ["I4", "d", "10.1; 10.10"],
    ]
    reading = read(book(formats, targets=rows))
    assert _cells(reading) == [("targets", 3, "uses", "10.1")]
    assert reading.problems[0].message == "This cell is a number: Excel shows both 10.1 and 10.10 as 10.1."
    assert {record.id: [link.end.id for link in record.links] for record in reading.records} == {
        "I1": ["5.3"],
        "I2": [],
        "I3": ["10.10"],
        "I4": ["10.1", "10.10"],
    }


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (b't="b"><v>1</v>', "TRUE"),
        (b't="b"><v>0</v>', "FALSE"),
        (b't="d"><v>2019-06-17T00:00:00</v>', "2019-06-17"),
        (b't="str"><f>A1</f><v>a_x000a_b</v>', "a\nb"),
        (b't="str"><v>_x0000_ and _xD800_</v>', "_x0000_ and _xD800_"),
        (b"><v>1E-3</v>", "0.001"),
        (b"><v>12345678901234567890</v>", "1.23456789012346e+19"),
        (b's="1"><v>-5</v>', "-5"),
        (b's="1"><v>0.75</v>', "18:00:00"),
        (b's="99"><v>7</v>', "7"),
    ],
)
def test_cells_of_every_type(book: Book, cell: bytes, text: str) -> None:
    path = book(themes=[["id", "label", "definition"], ["T1", "a", datetime.date(2020, 1, 1)]])
    change = re.compile(rb'<c r="B2"[^>]*>.*?</c>')
    _with_part(
        path,
        "xl/worksheets/sheet1.xml",
        lambda xml: change.sub(lambda _: b'<c r="B2" ' + cell + b"</c>", xml),
    )
    (record,) = read(path).records
    assert record.properties["label"] == text


def test_merged_areas_below_the_header_are_problems(book: Book) -> None:
    def merge(workbook: Workbook) -> None:
        workbook["themes"].merge_cells("B3:B5")
        workbook["themes"].merge_cells("C1:D1")

    reading = read(
        book(merge, themes=[["id", "Label", "definition"], ["T1", "a"], ["T2", "b"], ["T3", ""], ["T4", ""]])
    )
    # The cells that lost their value are missing as well: three places to mend, three problems.
    assert _cells(reading) == [
        ("themes", 3, "Label", "B3:B5"),
        ("themes", 4, "Label", ""),
        ("themes", 5, "Label", ""),
    ]


def test_hidden_rows_are_read_and_counted(book: Book) -> None:
    def hide(workbook: Workbook) -> None:
        for row in (3, 4, 9):
            workbook["themes"].row_dimensions[row].hidden = True

    reading = read(book(hide, themes=[["id", "label"], ["T1", "a"], ["T2", "b"], ["T3", "c"]]))
    assert reading.read == {"themes": 3}
    assert [str(warning) for warning in reading.warnings] == [
        "evidence.xlsx, themes: 2 hidden rows were read like all others. Delete rows that should not be read."
    ]


def test_text_is_kept_exactly(book: Book) -> None:
    text = "  two\nlines, <b> & _x000D_ and \u2019 \U0001f600  "
    reading = read(book(quotes=[["id", "study", "text"], [" Q1 ", "S1", text]]))
    (record,) = reading.records
    # Excel writes a carriage return as _x000D_, and that is what it means when it is read.
    assert (record.id, record.properties["text"]) == ("Q1", text.replace("_x000D_", "\r"))


def test_inline_and_shared_and_formatted_text(book: Book) -> None:
    path = _shared(book(themes=[["id", "label"], ["T1", "shared"], ["T2", "placeholder"]]))
    rich = b'<is><r><t xml:space="preserve">fear </t></r><r><rPr><b/></rPr><t>of</t></r><rPh><t>no</t></rPh></is>'
    _with_part(
        path,
        "xl/worksheets/sheet1.xml",
        lambda xml: re.sub(rb'<c r="B3"[^>]*>.*?</c>', b'<c r="B3" t="inlineStr">' + rich + b"</c>", xml),
    )
    assert [record.properties["label"] for record in read(path).records] == ["shared", "fear of"]


def test_cells_and_rows_may_be_left_out_of_the_file(book: Book) -> None:
    def sparse(workbook: Workbook) -> None:
        sheet = workbook["themes"]
        sheet["A5"], sheet["C5"], sheet["B5"] = "T1", "defined", "label"
        sheet["A900"], sheet["B900"] = "T2", "label"

    reading = read(book(sparse, themes=[["id", "label", "definition"]]))
    assert [(record.id, record.place.row) for record in reading.records] == [("T1", 5), ("T2", 900)]


def test_a_value_in_a_column_without_header(book: Book) -> None:
    def stray(workbook: Workbook) -> None:
        workbook["themes"]["F3"] = "note to self"

    reading = read(
        book(stray, themes=[["id", "label", None, "definition"], ["T1", "a", "lost", "d"], ["T2", "b"]])
    )
    assert _cells(reading) == [("themes", 2, "C", "lost"), ("themes", 3, "F", "")]


def test_sheets_by_folded_names_and_near_misses(book: Book) -> None:
    path = book(
        **{
            "Finding Beliefs": [["Finding", "Belief"]],
            "sub themes": [["id", "label"]],
            "Behaviors": [["id", "label"]],
            "Sheet1": [["whatever"]],
            "themes": [["id", "label"]],
        }
    )
    reading = read(path)
    assert reading.read == {"themes": 0, "finding_beliefs": 0}
    assert [str(problem) for problem in reading.problems] == [
        'evidence.xlsx, sub themes: "sub themes" is not the name of an evidence table, but looks like subthemes. Rename it '
        "to subthemes; if it is something else, give it a name less like it.",
        'evidence.xlsx, Behaviors: "Behaviors" is not the name of an evidence table, but looks like behaviours. Rename it '
        "to behaviours; if it is something else, give it a name less like it.",
    ]
    assert [str(skipped.place) for skipped in reading.skipped] == ["evidence.xlsx, Sheet1"]


def test_a_sheet_that_was_cleared_is_a_problem(book: Book) -> None:
    path = book(**{"Finding beliefs": [], "themes": [["id", "label"], ["T1", "a"]], "Sheet1": []})
    reading = read(path)
    assert [str(problem) for problem in reading.problems] == [
        "evidence.xlsx, finding_beliefs: The table finding_beliefs has no header row. "
        "Write the column names in the first row, or remove the sheet."
    ]
    assert [skipped.place.table for skipped in reading.skipped] == ["Sheet1"]


def test_two_sheets_of_one_table(book: Book) -> None:
    reading = read(book(**{"themes": [["id", "label"]], "Themes ": [["id", "label"]]}))
    assert [problem.message for problem in reading.problems] == [
        "There are two tables themes; the other is in evidence.xlsx."
    ]


def _refused(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read(path)
    return str(caught.value)


def _file(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "evidence.xlsx"
    path.write_bytes(data)
    return path


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            b"id,label\n",
            "evidence.xlsx is not an Excel workbook: its content is something else. Save it as .xlsx.",
        ),
        (b"", "evidence.xlsx is not an Excel workbook: its content is something else. Save it as .xlsx."),
        (OLE + b"rest", "evidence.xlsx is a workbook of Excel 97-2003. Save it as .xlsx (Excel Workbook)."),
        (
            OLE + b"\0" * 50 + "EncryptedPackage".encode("utf-16-le"),
            "evidence.xlsx is protected by a password. Open it in Excel and save a copy without one.",
        ),
    ],
)
def test_files_that_are_no_workbook(tmp_path: Path, data: bytes, message: str) -> None:
    assert _refused(_file(tmp_path, data)) == message


def test_a_zip_that_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "evidence.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert (
        _refused(path)
        == "evidence.xlsx is not an Excel workbook, though it is packed like one. Save it as .xlsx."
    )


def test_a_cut_off_workbook(book: Book) -> None:
    path = book(themes=[["id", "label"], ["T1", "a"]])
    path.write_bytes(path.read_bytes()[:-200])
    assert _refused(path).startswith("evidence.xlsx cannot be read as an Excel workbook (BadZipFile: ")


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml[:-30],
        lambda xml: xml.replace(b'r="A2"', b'r="ZZZZ2"'),
        lambda xml: re.sub(rb't="s"><v>\d+', b't="s"><v>999', xml),
        lambda xml: xml.replace(b'r="2"', b'r="two"'),
    ],
)
def test_damaged_sheets(book: Book, change: Callable[[bytes], bytes]) -> None:
    path = _with_part(
        _shared(book(themes=[["id", "label"], ["T1", "a"]])), "xl/worksheets/sheet1.xml", change
    )
    assert _refused(path).endswith("Open it in Excel or LibreOffice and save it again as .xlsx.")


def test_entities_are_refused(book: Book) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]>'

    def put(xml: bytes) -> bytes:
        body = xml[xml.index(b"?>") + 2 :] if xml.startswith(b"<?xml") else xml
        return bomb + body

    for part in ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml"):
        path = _with_part(_shared(book(themes=[["id", "label"], ["T1", "a"]])), part, put)
        assert "(DTDForbidden: " in _refused(path)


def test_files_that_unpack_to_too_much(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    path = book(themes=[["id", "label"], ["T1", "a"]])
    monkeypatch.setattr(xlsx_file, "MOST_BYTES", 1_000)
    assert re.fullmatch(
        r"evidence.xlsx unpacks to [\d,]+ bytes; at most 1,000 are read. Split it, or save it as CSV.",
        _refused(path),
    )
    monkeypatch.setattr(xlsx_file, "MOST_BYTES", 10**9)
    monkeypatch.setattr(xlsx_file, "RATIO_FROM", 10_000)
    _with_part(path, "xl/worksheets/sheet1.xml", lambda xml: xml + b" " * 5_000_000)
    assert re.fullmatch(
        r"evidence.xlsx is refused: xl/worksheets/sheet1.xml unpacks to 5,[\d,]+ bytes from [\d,]+, as in a file made to "
        r"fill memory. Copy the rows into a new workbook.",
        _refused(path),
    )


def test_a_workbook_in_strict_open_xml(book: Book) -> None:
    path = _shared(book(themes=[["id", "label"], ["T1", "a"]]))
    strict = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    for part in ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml"):
        _with_part(
            path,
            part,
            lambda xml: xml.replace(b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", strict),
        )
    assert [record.id for record in read(path).records] == ["T1"]


def test_nothing_in_it_is_a_table(book: Book) -> None:
    message = _refused(book(Sheet1=[["a"]], Sheet2=[["b"]]))
    assert message.startswith('evidence.xlsx holds no evidence table: found the sheets "Sheet1", "Sheet2".')
    assert "reviews, studies, groups" in message


def test_progress_of_a_long_sheet(book: Book) -> None:
    rows: list[list[Any]] = [["id", "label"], *([f"T{i}", "x"] for i in range(5_001))]
    seen: list[tuple[str, int]] = []
    read(book(themes=rows), lambda what, done: seen.append((what, done)))
    assert seen == [("reading themes", 5_000), ("checking themes", 5_000)]

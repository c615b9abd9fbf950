"""Writers of tables for a paper: layout, escaping, the same bytes for the same table."""

from __future__ import annotations

import csv
import html
import io
import zipfile
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import docx
import openpyxl
import pytest
from click.testing import CliRunner
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from beliefgraph.analysis.printed import Column, Opened, Printed, Reference, Row
from beliefgraph.cli import cli
from beliefgraph.errors import InputError
from beliefgraph.exporters.paper.blocks import APPENDIX, CITED, clean
from beliefgraph.exporters.paper.written import table
from beliefgraph.library import Library

if TYPE_CHECKING:
    from pathlib import Path

NASTY = '<script>alert(1)</script> | "quoted" & \x00\x0b\ud800 [link](http://x) $x$'
KEPT = '<script>alert(1)</script> | "quoted" &  [link](http://x) $x$'
FORMULA = '=HYPERLINK("http://x")'
PRINTED = Printed(
    title="A title <b>",
    columns=(Column("#", 3), Column("Finding", 30), Column("Studies", 20)),
    rows=(
        Row(("R1: a review",), banner=True),
        Row(("1", NASTY, "Abel 2001\nPrinted: 5 studies")),
        Row(("2", FORMULA, "-1")),
    ),
    notes=("Only studies from Norway.",),
    below=("Counts say where.",),
    appendix=(Opened("1", "listed studies", ("s01", "s03"), "beliefgraph ask x --param finding=f1"),),
    references=(Reference("Abel 2001", "s01", "Abel A (2001). A study"),),
)


@pytest.fixture(scope="module")
def word() -> Any:
    return docx.Document(io.BytesIO(table(PRINTED, "docx")))


def texts(row: Any) -> list[str]:
    return [cell.text for cell in row.cells]


def test_word_is_landscape_a4(word: Any) -> None:
    (section,) = word.sections
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    widths = [column.width.mm for column in word.tables[0].columns]
    assert sum(widths) == pytest.approx(297 - 2 * 18, abs=0.5)


def test_word_repeats_the_header_row_and_breaks_no_row(word: Any) -> None:
    for one in word.tables:
        marks = [
            row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in one.rows
        ]
        assert marks == [True, *[False] * (len(marks) - 1)]
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in one.rows)
    assert texts(word.tables[0].rows[0]) == ["#", "Finding", "Studies"]


def test_word_holds_every_cell_and_the_banner_goes_over_the_width(word: Any) -> None:
    main = word.tables[0]
    assert texts(main.rows[1]) == ["R1: a review"] * 3
    assert main.rows[1]._tr.tc_lst[0].grid_span == 3
    assert texts(main.rows[2]) == ["1", KEPT, "Abel 2001\nPrinted: 5 studies"]
    assert texts(main.rows[3]) == ["2", FORMULA, "-1"]


def test_word_has_an_appendix_by_which_each_number_opens(word: Any) -> None:
    headings = [one.text for one in word.paragraphs if one.style.name.startswith("Heading")]
    assert headings == ["A title <b>", APPENDIX, CITED]
    assert [texts(row) for row in word.tables[1].rows] == [
        ["#", "What", "Ids", "Command"],
        ["1", "listed studies", "s01; s03", "beliefgraph ask x --param finding=f1"],
    ]
    assert texts(word.tables[2].rows[1]) == ["Abel 2001", "s01", "Abel A (2001). A study"]
    paragraphs = [one.text for one in word.paragraphs]
    assert paragraphs.index("Only studies from Norway.") < paragraphs.index("Counts say where.")


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_the_same_table_has_the_same_bytes_whenever_it_is_made(form: str) -> None:
    made = table(PRINTED, form)
    assert made == table(PRINTED, form)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert core.count("2000-01-01T00:00:00Z") == 2


def test_workbook_texts_are_never_formulas() -> None:
    book = openpyxl.load_workbook(io.BytesIO(table(PRINTED, "xlsx")))
    assert book.sheetnames == ["About", "Table", "Appendix", "References"]
    sheet: Any = book["Table"]
    assert [cell.value for cell in sheet[1]] == ["#", "Finding", "Studies"]
    assert [cell.value for cell in sheet[3]] == [1, KEPT, "Abel 2001\nPrinted: 5 studies"]
    assert (sheet["B4"].value, sheet["B4"].data_type, sheet["B4"].quotePrefix) == (FORMULA, "s", True)
    assert (sheet["C4"].value, sheet["C4"].data_type) == ("-1", "s")
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A2", "$1:$1")
    assert sheet.page_setup.orientation == "landscape"
    assert "A2:C2" in {str(one) for one in sheet.merged_cells.ranges}


@pytest.mark.parametrize(
    ("length", "shown"), [(32_000, "x" * 32_000), (32_001, f"{'x' * 31_993}… (cut)")], ids=["fits", "cut"]
)
def test_a_workbook_says_where_it_cuts_a_text(length: int, shown: str) -> None:
    printed = Printed(title="T", columns=(Column("Finding"),), rows=(Row(("x" * length,)),))
    book = openpyxl.load_workbook(io.BytesIO(table(printed, "xlsx")))
    assert book["Table"]["A2"].value == shown


class _Cells(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)


def test_page_holds_text_never_markup() -> None:
    page = table(PRINTED, "html").decode()
    parser = _Cells()
    parser.feed(page)
    assert "script" not in parser.tags
    assert "b" not in parser.tags
    assert html.escape(KEPT) in page
    assert "thead { display: table-header-group }" in page
    assert "A4 landscape" in page


def test_markdown_keeps_its_table() -> None:
    lines = table(PRINTED, "md").decode().splitlines()
    assert "| \\# | Finding | Studies |" in lines
    (first,) = [line for line in lines if line.startswith("| 1 | \\<script\\>")]
    assert first.count(" | ") == 2
    assert '\\| "quoted" &amp;' in first
    assert first.endswith("| Abel 2001<br>Printed: 5 studies |")
    assert "| **R1: a review** | | |" in lines


def test_csv_has_no_formula_and_a_column_that_opens_each_row() -> None:
    read = list(csv.DictReader(io.StringIO(table(PRINTED, "csv").decode("utf-8-sig"))))
    assert [row["under"] for row in read] == ["R1: a review"] * 2
    assert read[0]["opens"] == "listed studies: s01; s03"
    assert read[1]["Finding"] == f"'{FORMULA}"
    assert read[1]["Studies"] == "'-1"


def test_other_forms_are_refused() -> None:
    with pytest.raises(InputError, match="'pdf' is no form of a document"):
        table(PRINTED, "pdf")


def test_what_no_xml_may_hold_is_left_out() -> None:
    assert clean("a\x00\x1f\ufffe\uffffb\r\nc\U0001f600") == "ab\nc\U0001f600"


def test_an_empty_table_says_so() -> None:
    made = docx.Document(io.BytesIO(table(Printed(title="T", columns=(Column("#"),), rows=()), "docx")))
    assert "Nothing in this selection." in [one.text for one in made.paragraphs]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> str:
    address = tmp_path_factory.mktemp("demo") / "demo.db"
    with Library(address) as library:
        library.load_demo()
    return str(address)


@pytest.mark.parametrize(
    ("name", "arguments", "header"),
    [
        ("soqf", ["profile", "order imaging", "--as", "soqf"], ["#", "Review finding"]),
        ("profile", ["profile", "--as", "evidence-profile"], ["#", "Review finding"]),
        ("tdf", ["profile", "--as", "tdf"], ["#", "Domain"]),
        ("counts", ["profile", "order imaging", "--as", "counts"], ["#", "Belief or circumstance"]),
        ("statements", ["ask", "belief-statements", "--as", "docx"], ["#", "Domain"]),
        ("ranking", ["targets", "order imaging", "--by", "domain", "--as", "ranking"], ["#", "Rank"]),
    ],
)
def test_every_table_of_the_demo_as_word(
    demo: str, tmp_path: Path, name: str, arguments: list[str], header: list[str]
) -> None:
    files = [tmp_path / f"{name}-{number}.docx" for number in (1, 2)]
    for file in files:
        result = CliRunner().invoke(cli, ["--db", demo, *arguments, "--output", str(file)])
        assert result.exit_code == 0, result.output
    assert files[0].read_bytes() == files[1].read_bytes()
    made = docx.Document(str(files[0]))
    assert texts(made.tables[0].rows[0])[:2] == header
    assert made.sections[0].orientation == WD_ORIENT.LANDSCAPE
    numbers = {texts(row)[0] for row in made.tables[0].rows[1:]}
    assert {texts(row)[0] for row in made.tables[1].rows[1:]} <= numbers
    assert APPENDIX in [one.text for one in made.paragraphs]


def test_the_demo_shows_levels_as_hall_2019_prints_them(demo: str) -> None:
    with Library(demo) as library:
        found = library.profile("soqf", "order imaging")
    cells = {row.cells[1]: row.cells[2] for row in found.rows if not row.banner}
    assert cells["Physicians believe that giving a scan will reassure the patient"] == "High"
    assert cells["Not scanning is feared to bring blame or legal action"] == "Low"
    assert cells["A scan is ordered to avoid a dispute with the patient"] == "Very low"

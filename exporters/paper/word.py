"""Word documents: landscape, header rows that repeat on each page, rows that do not break over pages."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from .blocks import Grid, Heading, clean
from .fixed_zip import DATE, fixed

if TYPE_CHECKING:
    from ...analysis.printed import Column, Row
    from .blocks import Block, Document

FONT = "Calibri"
LONG, SHORT = 297, 210
"""Of a sheet of A4, in millimetres."""
MARGIN = 18
HEADER_FILL, BANNER_FILL = "D9E2EC", "F0F3F6"
LONG_ROW = 700
"""A row with more characters than this in one cell may go on over the next page."""


def docx(document: Document) -> bytes:
    """Return a document as the bytes of a .docx; the same document gives the same bytes."""
    import docx as library
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm, Pt

    made = library.Document()
    section = made.sections[0]
    wide, high = (LONG, SHORT) if document.landscape else (SHORT, LONG)
    section.orientation = WD_ORIENT.LANDSCAPE if document.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(wide), Mm(high)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(10)
    normal.paragraph_format.space_after = Pt(6)
    _page_numbers(section)
    for block, following in zip(document.blocks, (*document.blocks[1:], None), strict=True):
        _add(made, block, wide - 2 * MARGIN, keep=isinstance(following, Grid))
    properties = made.core_properties
    properties.title, properties.author, properties.last_modified_by = clean(document.title)[:255], "", ""
    properties.comments = ""
    properties.created = properties.modified = DATE
    properties.revision = 1
    data = io.BytesIO()
    made.save(data)
    return fixed(data.getvalue())


def _add(made: Any, block: Block, width: int, *, keep: bool) -> None:
    """Add a block; one to ``keep`` stays on the page of what follows, as headings do."""
    from docx.shared import Pt, RGBColor

    if isinstance(block, Grid):
        _grid(made, block, width)
        made.add_paragraph().paragraph_format.space_after = Pt(0)
        return
    if isinstance(block, Heading):
        heading = made.add_heading(clean(block.text), block.level)
        for run in heading.runs:
            run.font.name, run.font.size = FONT, Pt(15 if block.level == 1 else 12)
            run.font.color.rgb = RGBColor(0x1F, 0x29, 0x33)
        return
    paragraph = made.add_paragraph()
    run = paragraph.add_run(clean(block.text))
    paragraph.paragraph_format.keep_with_next = keep or None
    if block.note:
        run.font.size = Pt(8.5)
        paragraph.paragraph_format.space_after = Pt(3)


def _grid(made: Any, grid: Grid, width: int) -> None:
    from docx.shared import Mm

    table = made.add_table(rows=0, cols=len(grid.columns))
    table.style = "Table Grid"
    table.autofit = False
    _padding(table)
    widths = [Mm(one) for one in _widths(grid.columns, width)]
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = wide
    head = table.add_row()
    _mark(head, "w:tblHeader")
    _mark(head, "w:cantSplit")
    for cell, column in zip(head.cells, grid.columns, strict=True):
        _fill(cell, column.name, bold=True, shade=HEADER_FILL)
    for row in grid.rows:
        _row(table, row)
    for row in table.rows:
        for cell, wide in zip(row._tr.tc_lst, widths, strict=False):
            if cell.grid_span == 1:
                cell.width = wide


def _padding(table: Any) -> None:
    """Keep the text of cells away from their lines, above and below too."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    margins = OxmlElement("w:tblCellMar")
    for side, twips in (("top", 40), ("left", 80), ("bottom", 40), ("right", 80)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        look.addprevious(margins)  # the schema has an order
    else:
        properties.append(margins)


def _row(table: Any, row: Row) -> None:
    added = table.add_row()
    if max(map(len, row.cells), default=0) <= LONG_ROW:
        _mark(added, "w:cantSplit")
    if row.banner:
        first = added.cells[0].merge(added.cells[-1])
        _fill(first, row.cells[0], bold=True, shade=BANNER_FILL, keep=True)
        return
    for cell, text in zip(added.cells, row.cells, strict=True):
        _fill(cell, text)


def _fill(cell: Any, text: str, *, bold: bool = False, shade: str | None = None, keep: bool = False) -> None:
    """Write one cell, a paragraph for each line."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    for number, line in enumerate(clean(text).split("\n")):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(1)
        paragraph.paragraph_format.keep_with_next = keep or None
        run = paragraph.add_run(line)
        run.font.size, run.bold = Pt(8.5), bold or None
    if shade is not None:
        shading = OxmlElement("w:shd")
        for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", shade)):
            shading.set(qn(name), value)
        cell._tc.get_or_add_tcPr().append(shading)


def _mark(row: Any, name: str) -> None:
    """Say of a row that it repeats as a header, or that it does not break over pages."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _widths(columns: tuple[Column, ...], width: int) -> list[float]:
    total = sum(column.width for column in columns)
    return [width * column.width / total for column in columns]


def _page_numbers(section: Any) -> None:
    """Put the number of the page at its foot."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)

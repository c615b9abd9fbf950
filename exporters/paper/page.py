"""One HTML page for print or the web: no script, no network, everything from a library escaped."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from .blocks import Grid, Heading, clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .blocks import Block, Document

STYLE = """
@page { size: A4 landscape; margin: 18mm }
body { font: 10pt/1.35 Calibri, Carlito, "Segoe UI", Arial, sans-serif; color: #1f2933; max-width: 297mm; margin: 18px auto; padding: 0 18px }
h1 { font-size: 15pt; margin: 0 0 8px } h2 { font-size: 12pt; margin: 18px 0 6px }
p { margin: 0 0 6px } p.note { font-size: 8.5pt }
table { border-collapse: collapse; width: 100%; table-layout: fixed; margin: 6px 0 10px; font-size: 8.5pt }
thead { display: table-header-group } tr { break-inside: avoid }
th, td { border: 1px solid #7b8794; padding: 3px 5px; text-align: left; vertical-align: top; overflow-wrap: anywhere; white-space: pre-line }
th { background: #d9e2ec } td.banner { background: #f0f3f6; font-weight: bold }
"""


def page(document: Document) -> str:
    """Return a document as one HTML page."""
    body = fragment(document.blocks)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{_text(document.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>"
    )


def fragment(blocks: Iterable[Block]) -> str:
    """Return blocks as a part of a page."""
    return "\n".join(map(_block, blocks))


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level}>{_text(block.text)}</h{block.level}>"
    if isinstance(block, Grid):
        return _grid(block)
    kind = ' class="note"' if block.note else ""
    return f"<p{kind}>{_text(block.text)}</p>"


def _grid(grid: Grid) -> str:
    total = sum(column.width for column in grid.columns)
    columns = "".join(f'<col style="width:{100 * column.width / total:.1f}%">' for column in grid.columns)
    head = "".join(f'<th scope="col">{_text(column.name)}</th>' for column in grid.columns)
    body = "\n".join(
        f'<tr><td class="banner" colspan="{len(grid.columns)}">{_text(row.cells[0])}</td></tr>'
        if row.banner
        else f"<tr>{''.join(f'<td>{_text(cell)}</td>' for cell in row.cells)}</tr>"
        for row in grid.rows
    )
    return f"<table>\n<colgroup>{columns}</colgroup>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _text(text: str) -> str:
    return html.escape(clean(text))

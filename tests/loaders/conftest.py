"""Folders of CSV files and workbooks for the tests of the loaders."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook

from beliefgraph.graph.records import Reading
from beliefgraph.loaders.registry import read

if TYPE_CHECKING:
    from pathlib import Path

Load = Callable[..., Reading]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Write one CSV file per keyword into a folder and read the folder."""

    def write_and_read(**tables: str) -> Reading:
        folder = tmp_path / "evidence"
        folder.mkdir(exist_ok=True)
        for name, text in tables.items():
            (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
        return read(folder)

    return write_and_read


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    """Write a workbook with one sheet per keyword, each a list of rows; ``edit`` may change it before it is saved."""

    def write(edit: Callable[[Workbook], None] = lambda _: None, **sheets: list[list[Any]]) -> Path:
        workbook = Workbook()
        workbook.remove(workbook.worksheets[0])
        for name, rows in sheets.items():
            sheet = workbook.create_sheet(name)
            for row in rows:
                sheet.append(row)
        edit(workbook)
        path = tmp_path / "evidence.xlsx"
        workbook.save(path)
        return path

    return write

"""The notebooks of the documents run, from an empty folder, and are stored without output."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
import networkx as nx
import pytest
from nbclient import NotebookClient

from beliefgraph.analysis.shapes import FOOTER

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call, unused-ignore]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_is_stored_without_output(path: Path) -> None:
    cells = read(path).cells
    code = [cell for cell in cells if cell.cell_type == "code"]
    assert [cell.outputs for cell in code] == [[] for _ in code]
    assert {cell.execution_count for cell in code} == {None}
    for cell in cells:
        assert not re.search(r"\b(drives|causes)\b", cell.source)
        assert not re.search(r"/(?:work|tmp|root|home)/", cell.source)


def shown(notebook: Any) -> Iterator[tuple[str, dict[str, str]]]:
    """The source of every cell that shows something, and what it shows."""
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            yield cell.source, output.get("data") or {"text/plain": output["text"]}


def test_first_look_runs_and_shows_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BELIEFGRAPH_DB", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE"):
        monkeypatch.delenv(name, raising=False)
    notebook = read(ROOT / "docs" / "notebooks" / "first-look.ipynb")
    NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
    assert {path.name for path in tmp_path.iterdir()} >= {"demo.db", "beliefs.graphml"}

    cells = list(shown(notebook))
    assert len(cells) == 14
    (page,) = [data["text/html"] for source, data in cells if source.endswith("\nanswer")]
    assert "Which beliefs are said to lead to this behaviour" in page
    assert FOOTER in page
    check_what_is_drawn(dict(cells))

    def text(start: str) -> str:
        (found,) = [data["text/plain"] for source, data in cells if source.startswith(start)]
        return " ".join(found.split())

    assert "encourages 27 discourages 16" in text('beliefs["direction"]')
    assert text("pd.DataFrame(").split()[:5] == ["role", "studies", "0", "clinician", "42"]
    assert "is said to encourage" in text("print(library.words(library.paths(")
    assert FOOTER in text("print(library.words(library.targets(")
    assert "order-unneeded-test encourages 34" in text("import networkx")
    assert "b-pressure Patients expect or press for a scan" in text("named = ")
    assert FOOTER in text("nx.write_graphml")
    network: Any = nx.read_graphml(tmp_path / "beliefs.graphml", force_multigraph=True)
    assert network.nodes["order-imaging"]["label"] == "Order imaging"


def check_what_is_drawn(cells: dict[str, dict[str, str]]) -> None:
    """A map stands in a frame that may run scripts and nothing else, a figure as a picture, a table as one."""

    def shown_by(end: str) -> dict[str, str]:
        (found,) = [data for source, data in cells.items() if source.endswith(end)]
        return found

    drawn = shown_by("\npage")
    assert drawn["text/plain"].startswith("<Page 'How they are said to connect: ")
    frame = re.search(
        r'<iframe title="([^"]+)" sandbox="allow-scripts" [^>]*srcdoc="([^"]*)">', drawn["text/html"]
    )
    assert frame
    assert (
        unescape(frame[1])
        == "How they are said to connect: People want a cause for their pain → Order imaging"
    )
    assert unescape(frame[2]).startswith("<!doctype html>")

    figure = shown_by("\nfigure")
    assert figure["text/plain"].startswith("<Figure targets: ")
    assert "<svg" in figure["image/svg+xml"]
    picture = re.search(r'<img alt="([^"]+)" src="data:image/svg\+xml;base64,', figure["text/html"])
    assert picture
    assert FOOTER in figure["text/html"]

    assert "<b>For and against</b>" in shown_by("library.contradictions()")["text/html"]
    assert "<summary>Appendix</summary>" in shown_by('library.profile("soqf", "order imaging")')["text/html"]

"""The command figure, called as a user calls it."""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING

import pytest

from beliefgraph.analysis.shapes import FOOTER
from beliefgraph.errors import ParameterError
from beliefgraph.figures.kinds import KINDS
from beliefgraph.library import Library
from support.terminal import run

if TYPE_CHECKING:
    from pathlib import Path

NAMES = {"paths": ("b-time", "order imaging"), "flow": ("fear of litigation",)}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of the demo; no test changes it."""
    folder = tmp_path_factory.mktemp("figures")
    with Library(folder / "demo.db") as made:
        made.load_demo()
    return str(folder / "demo.db")


def test_a_figure_and_its_caption_are_written(demo: str, tmp_path: Path) -> None:
    path = tmp_path / "paths.pdf"
    result = run("--db", demo, "figure", "paths", "b-time", "order imaging", "-o", str(path))
    assert result.output == f"Written: {path}\nWritten: {tmp_path / 'paths.caption.txt'}\n"
    box = re.search(rb"/MediaBox \[ 0 0 ([\d.]+)", path.read_bytes())
    assert box is not None
    # The default is 170 mm = 481.889764 pt.
    assert float(box[1]) == pytest.approx(481.889764, abs=1e-5)
    caption = (tmp_path / "paths.caption.txt").read_text(encoding="utf-8")
    assert caption.startswith(
        "Title\nHow “Visits are too short” is said to lead to “Order imaging”\n\nCaption\n"
    )
    assert caption.count(FOOTER) == 1
    assert "\n\nAlternative text\nPath diagram with a table of routes." in caption


def test_width_and_dots_are_those_asked_for(demo: str, tmp_path: Path) -> None:
    path = tmp_path / "model.png"
    run(
        "--db",
        demo,
        "figure",
        "logic-model",
        "order imaging",
        "--width",
        "85",
        "--dpi",
        "100",
        "-o",
        str(path),
    )
    # 85 mm = 3.3465 inches.
    assert struct.unpack(">I", path.read_bytes()[16:20])[0] == 334


def test_the_title_is_drawn_and_texts_stay_text_only_if_asked(demo: str, tmp_path: Path) -> None:
    path = tmp_path / "paths.svg"
    asked = ("--db", demo, "figure", "paths", "b-time", "order imaging", "-o", str(path))
    run(*asked)
    plain = path.read_text(encoding="utf-8")
    assert "<text" not in plain
    run(*asked)
    assert path.read_text(encoding="utf-8") == plain
    run(*asked, "--editable")
    assert ">How “Visits are too short”" not in path.read_text(encoding="utf-8").split("</metadata>")[1]
    run(*asked, "--editable", "--title")
    assert ">How “Visits are too short”" in path.read_text(encoding="utf-8").split("</metadata>")[1]


def test_without_a_name_the_file_is_called_after_its_kind(
    demo: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run("--db", demo, "figure", "gap")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["gap.caption.txt", "gap.svg"]


def test_filters_make_the_figure_of_a_selection(demo: str, tmp_path: Path) -> None:
    path = tmp_path / "paths.svg"
    run("--db", demo, "figure", "paths", "b-time", "order imaging", "-o", str(path), "--role", "clinician")
    caption = (tmp_path / "paths.caption.txt").read_text(encoding="utf-8")
    assert " · Only what is said as clinician. " in caption.split("Caption\n")[1]
    assert ".." not in caption


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("pathz",),
            "There is no figure 'pathz'. Did you mean 'paths'? The kinds are: figure paths FROM TO; figure themes "
            "[BEHAVIOUR]; figure contrast [BELIEF]; figure gap [BEHAVIOUR]; figure targets [BEHAVIOUR]; figure flow "
            "[BEHAVIOUR|BELIEF]; figure logic-model [BEHAVIOUR].",
        ),
        (
            ("order imaging",),
            "There is no figure 'order imaging'. To draw a figure about 'order imaging', write for example: figure themes "
            "'order imaging'. The kinds are: figure paths FROM TO; figure themes [BEHAVIOUR]; figure contrast [BELIEF]; "
            "figure gap [BEHAVIOUR]; figure targets [BEHAVIOUR]; figure flow [BEHAVIOUR|BELIEF]; figure logic-model "
            "[BEHAVIOUR].",
        ),
        (
            ("paths", "fear of litigation"),
            "'figure paths' takes 2 names, not 1 (fear of litigation). Write 'figure paths FROM TO'. For example: "
            'figure paths "fear of litigation" "order imaging".',
        ),
        (
            ("targets", "order", "imaging"),
            "'figure targets' takes at most 1 name, not 2 (order, imaging). Write 'figure targets [BEHAVIOUR]'. For "
            'example: figure targets "order imaging". Put names of several words in quotes.',
        ),
        (("gap", "x"), "No behaviour is called 'x', and none has a name like it."),
        (
            ("gap", "--width", "20"),
            "A figure can be 60 to 300 mm wide, not 20. Journals ask for 85 (one column), 170 or 176 mm (the page).",
        ),
        (
            ("gap", "--dpi", "10"),
            "A picture can have 72 to 1200 dots per inch, not 10. Journals ask for 300, or 600 for line drawings.",
        ),
        (
            ("gap", "-o", "gap.gif"),
            "'gap.gif' does not say what the figure is to be. Give a name that ends in .svg, .pdf or .png.",
        ),
    ],
)
def test_what_cannot_be_meant_is_told_in_words(demo: str, arguments: tuple[str, ...], message: str) -> None:
    result = run("--db", demo, "figure", *arguments, code=1 if "x" in arguments else 2)
    assert " ".join(result.output.split()).endswith(f"Error: {message}")


@pytest.mark.slow
def test_files_that_were_there_are_said_to_be_replaced(demo: str, tmp_path: Path) -> None:
    path, beside = tmp_path / "gap.svg", tmp_path / "gap.caption.txt"
    beside.write_text("notes", encoding="utf-8")
    result = run("--db", demo, "figure", "gap", "-o", str(path))
    assert result.output == f"Written: {path}\nWritten: {beside} (replaced)\n"
    result = run("--db", demo, "figure", "gap", "-o", str(path))
    assert result.output == f"Written: {path} (replaced)\nWritten: {beside} (replaced)\n"


def test_nothing_is_drawn_if_the_caption_cannot_be_written(demo: str, tmp_path: Path) -> None:
    (tmp_path / "gap.caption.txt").mkdir()
    result = run("--db", demo, "figure", "gap", "-o", str(tmp_path / "gap.svg"), code=2)
    assert "gap.caption.txt cannot be written: it is a folder." in " ".join(result.output.split())
    assert not (tmp_path / "gap.svg").exists()
    with Library(demo) as library, pytest.raises(ParameterError, match="it is a folder"):
        library.figure("gap").write(tmp_path / "gap.svg")
    assert not (tmp_path / "gap.svg").exists()


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_every_kind_is_drawn_at_every_width(demo: str, kind: str) -> None:
    from beliefgraph.figures.check import faults

    with Library(demo) as library:
        for width in (85, 170, 176):
            figure = library.figure(
                kind,
                *NAMES.get(kind, ("order imaging",) if kind not in {"gap", "contrast"} else ()),
                width=width,
            )
            assert faults(figure.sheet) == []
            assert figure.sheet.width == pytest.approx(width * 72 / 25.4)
            assert figure.png(72).startswith(b"\x89PNG")
            assert figure.svg() == figure.svg()
            assert figure.pdf().startswith(b"%PDF")
            assert figure.caption.endswith(FOOTER)
            assert figure.alt


def test_a_library_refuses_what_no_figure_can_be(demo: str) -> None:
    with Library(demo) as library, pytest.raises(ParameterError, match="60 to 300 mm wide, not 400"):
        library.figure("gap", width=400)

"""Writes a sheet as SVG, PDF or PNG, at its exact size and the same bytes each time.

Only this file imports matplotlib, and never pyplot: no window, no state that outlives a call. The settings of
whoever runs it (a style, a ``matplotlibrc``) change nothing. The font is the file that matplotlib brings, not
one that happens to be installed under the same name.
"""

from __future__ import annotations

import unicodedata
import warnings
from io import BytesIO
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Transform

from ..errors import ParameterError
from .colours import PRINT
from .fonts import FAMILY, folder
from .kinds import FORMS
from .outlines import outline
from .sheet import Shape, Sheet, Stroke, Words
from .strokes import Piece, pieces
from .titled import titled as with_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .outlines import Way

SALT = "beliefgraph"
"""Makes the ids inside of an SVG the same each time."""
_CODES = {"M": (Path.MOVETO,), "L": (Path.LINETO,), "C": (Path.CURVE4,) * 3, "Z": (Path.CLOSEPOLY,)}
_SETTINGS: dict[str, Any] = {
    "agg.path.chunksize": 0,
    "font.enable_last_resort": False,
    "hatch.linewidth": 0.6,
    "lines.scale_dashes": False,
    "path.simplify": False,
    "path.snap": False,
    "pdf.compression": 6,
    "pdf.fonttype": 42,
    "pdf.use14corefonts": False,
    "svg.hashsalt": SALT,
    "svg.id": None,
    "text.hinting": "none",
}
_ANCHORS: dict[str, Any] = {"start": "left", "middle": "center", "end": "right"}
_PERSONAL = (
    "backend",
    "interactive",
    "toolbar",
    "webagg",
    "date.",
    "timezone",
    "tk.",
    "keymap",
    "figure.hooks",
)
"""Beginnings of the names of settings that do not touch what is drawn, and are left as they are."""


def written(sheet: Sheet, form: str, dpi: int = 300, editable: bool = False, titled: bool = False) -> bytes:
    """Return a figure as a file.

    ``form`` is one of FORMS. ``dpi`` counts only for PNG. ``editable``: texts of an SVG stay texts, which needs
    the font wherever it is opened; else they are outlines that look the same everywhere. ``titled`` puts the title
    and the coverage sentence above the figure, which gets taller. Equal sheets give equal bytes.

    Raises ParameterError for another form.
    """
    if form not in FORMS:
        raise ParameterError(f"A figure cannot be written as '{form}'. Choose one of {', '.join(FORMS)}.")
    sheet = with_title(sheet) if titled else sheet
    kept = BytesIO()
    settings = _settings("none" if editable else "path")
    with warnings.catch_warnings(), mpl.rc_context(settings):
        # A character that the font lacks is drawn as an empty frame, as every program does.
        warnings.filterwarnings("ignore", message="Glyph .* missing from", category=UserWarning)
        _drawn(sheet).savefig(
            kept,
            format=form,
            dpi=dpi if form == "png" else 72,
            facecolor=PRINT["page"],
            metadata=_about(sheet, form),
        )
    return kept.getvalue()


def _settings(svg_fonts: str) -> Any:
    """Return every setting that touches what is drawn, whatever the user has set."""
    with warnings.catch_warnings():
        # Among the defaults are settings that are on their way out, which say so when they are read.
        warnings.simplefilter("ignore")
        defaults: Any = mpl.rcParamsDefault
        kept = {name: defaults[name] for name in defaults if not name.startswith(_PERSONAL)}
    return {**kept, **_SETTINGS, "svg.fonttype": svg_fonts}


def _about(sheet: Sheet, form: str) -> dict[str, Any]:
    """Return what stands in the file beside the drawing: no date, no version of a program."""
    title = _clean(sheet.title)
    if form == "svg":
        return {"Title": title, "Description": _clean(sheet.alt), "Date": None, "Creator": None}
    if form == "pdf":
        return {
            "Title": title,
            "Subject": _clean(sheet.alt),
            "CreationDate": None,
            "Creator": None,
            "Producer": None,
        }
    return {"Title": title, "Description": _clean(sheet.alt), "Software": None}


def _drawn(sheet: Sheet) -> Figure:
    figure = Figure(figsize=(sheet.width / 72, sheet.height / 72))
    FigureCanvasAgg(figure)
    points = Affine2D().scale(1 / 72, -1 / 72).translate(0, sheet.height / 72) + figure.dpi_scale_trans
    for place, item in enumerate(sheet.items):
        for artist in _artists(item, points):
            artist.set_zorder(place)
            figure.add_artist(artist)
    return figure


def _artists(item: Words | Stroke | Shape, points: Transform) -> Sequence[PathPatch | Text]:
    if isinstance(item, Words):
        return [_text(item, points)]
    if isinstance(item, Stroke):
        return [_patch(piece, points) for piece in pieces(item)]
    return _shape(item, points)


def _text(words: Words, points: Transform) -> Text:
    file = folder() / ("DejaVuSans-Bold.ttf" if words.bold else "DejaVuSans.ttf")
    font = FontProperties(
        family=FAMILY, weight="bold" if words.bold else "normal", size=words.size, fname=str(file)
    )
    text = Text(
        words.x,
        words.y,
        _clean(words.text),
        color=PRINT[words.colour],
        fontproperties=font,
        horizontalalignment=_ANCHORS[words.anchor],
        verticalalignment="baseline",
        parse_math=False,
    )
    text.set_transform(points)
    return text


def _clean(text: str) -> str:
    """Return text without control characters and halves of characters, which no file of ours may hold."""
    return "".join(
        "\ufffd" if unicodedata.category(character) == "Cs" else character
        for character in text
        if unicodedata.category(character) != "Cc"
    )


def _shape(shape: Shape, points: Transform) -> list[PathPatch]:
    way = outline(shape)
    line = PRINT[shape.line] if shape.line else "none"
    patches = [
        PathPatch(
            _path(way),
            facecolor=PRINT[shape.fill] if shape.fill else "none",
            edgecolor="none" if shape.hatch else line,
            linewidth=0 if shape.hatch else shape.stroke,
            linestyle=_style(shape.dash),
            joinstyle="miter",
            capstyle=_cap(shape.dash),
            transform=points,
        )
    ]
    if shape.hatch:
        drawn = PRINT[shape.line or "ink"]
        patches.append(
            PathPatch(
                _path(way),
                facecolor="none",
                edgecolor=drawn,
                linewidth=0,
                hatch=shape.hatch,
                transform=points,
            )
        )
        patches.append(
            PathPatch(
                _path(way),
                facecolor="none",
                edgecolor=line,
                linewidth=shape.stroke,
                linestyle=_style(shape.dash),
                joinstyle="miter",
                capstyle=_cap(shape.dash),
                transform=points,
            )
        )
    return patches


def _patch(piece: Piece, points: Transform) -> PathPatch:
    return PathPatch(
        _path(piece.way),
        facecolor=PRINT[piece.fill] if piece.fill else "none",
        edgecolor=PRINT[piece.line] if piece.line else "none",
        linewidth=piece.width,
        linestyle=_style(piece.dash),
        joinstyle="miter",
        capstyle=_cap(piece.dash),
        transform=points,
    )


def _style(dash: Sequence[float]) -> Any:
    return (0, tuple(dash)) if dash else "solid"


def _cap(dash: Sequence[float]) -> Any:
    """Dots are dashes of no length with round ends."""
    return "round" if dash and dash[0] < 0.3 else "butt"


def _path(way: Way) -> Path:
    vertices = [point for _, held in way for point in held or ((0.0, 0.0),)]
    codes = [code for letter, _ in way for code in _CODES[letter]]
    return Path(vertices, codes)

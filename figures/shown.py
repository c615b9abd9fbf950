"""A finished figure: shown in a notebook, written to a file, or returned as bytes.

A notebook shows it as a picture with its caption below, so that a count never stands without what it means. In an
``img`` element nothing of a library can run, and the text in its place is there for who cannot see it.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING

from ..analysis.shapes import FOOTER
from ..maps.files import check_writable
from .caption import caption_path, caption_text
from .kinds import check_dpi, form_of

if TYPE_CHECKING:
    from pathlib import Path

    from .sheet import Sheet


@dataclass(frozen=True)
class Figure:
    """A figure, laid out for one width and not yet in any format."""

    kind: str
    """As the command names it: paths, themes …"""
    sheet: Sheet

    @property
    def title(self) -> str:
        """The question that it answers; it is not drawn unless asked for."""
        return self.sheet.title

    @property
    def caption(self) -> str:
        """The caption with what its counts mean."""
        return f"{self.sheet.caption} {FOOTER}".strip()

    @property
    def alt(self) -> str:
        """The figure in words."""
        return self.sheet.alt

    def to_bytes(
        self, form: str = "svg", *, dpi: int = 300, editable: bool = False, titled: bool = False
    ) -> bytes:
        """Return the figure as svg, pdf or png. ``dpi`` matters for png only; ``editable`` keeps text as text in svg."""
        from .written import written  # matplotlib is loaded when a figure is written, not when it is laid out

        return written(self.sheet, form, dpi=dpi, editable=editable, titled=titled)

    def svg(self, *, editable: bool = False, titled: bool = False) -> str:
        """Return the figure as an SVG document; ``editable`` keeps its texts as text."""
        return self.to_bytes("svg", editable=editable, titled=titled).decode()

    def pdf(self, *, titled: bool = False) -> bytes:
        """Return the figure as a PDF of one page, with its fonts."""
        return self.to_bytes("pdf", titled=titled)

    def png(self, dpi: int = 300, *, titled: bool = False) -> bytes:
        """Return the figure as a picture with so many dots per inch. Raises ParameterError."""
        return self.to_bytes("png", dpi=check_dpi(dpi), titled=titled)

    def write(
        self, path: str | Path, *, dpi: int = 300, editable: bool = False, titled: bool = False
    ) -> tuple[Path, Path]:
        """Write the figure, as the end of the name says, and its caption beside it; return both paths.

        Files that are there are replaced. ``titled`` draws the title above it, for slides. Raises ParameterError for a
        name that ends otherwise, and before anything is written if one of both files cannot be.
        """
        form = form_of(path)
        written, beside = check_writable(path), check_writable(caption_path(path))
        written.write_bytes(self.to_bytes(form, dpi=check_dpi(dpi), editable=editable, titled=titled))
        beside.write_text(caption_text(self.sheet), encoding="utf-8", newline="\n")
        return written, beside

    @cached_property
    def _svg(self) -> str:
        return self.svg()

    def __repr__(self) -> str:
        """Say what it is."""
        return f"<Figure {self.kind}: {self.title!r}, {self.sheet.width / 72 * 25.4:.0f} mm wide>"

    def _repr_svg_(self) -> str:
        """Return the picture alone."""
        return self._svg

    def _repr_html_(self) -> str:
        """Return the picture with its title above and its caption below."""
        data = b64encode(self._svg.encode()).decode()
        return (
            '<figure class="tex2jax_ignore mathjax_ignore" style="margin:0">'
            f"<p><b>{escape(self.title)}</b></p>"
            f'<img alt="{escape(self.alt)}" src="data:image/svg+xml;base64,{data}" '
            'style="background:#FFFFFF;max-width:100%">'
            f"<figcaption>{escape(self.caption)}</figcaption></figure>"
        )

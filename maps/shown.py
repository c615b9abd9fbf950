"""A finished map that notebooks show: the page as text, with its title and what must be said beside it.

The page runs in a frame of its own that may run the page's scripts and nothing else: it reaches neither the notebook nor
the network. In such a frame a browser saves no file, so a line under it says how to.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

HEIGHT = 680
"""Height of the frame in px: header, legend and a map that can be read stand in it without scrolling."""


class Page(str):
    """A map as one HTML page. It is the text of the page, and shows itself in a notebook."""

    __slots__ = ("question", "warning")

    question: str
    """Its title: the question that the map answers."""
    warning: str
    """What whoever publishes the page must know, "" if there is nothing."""

    def __new__(cls, text: str, *, question: str = "", warning: str = "") -> Page:
        """Return the page of this text."""
        made = super().__new__(cls, text)
        made.question = question
        made.warning = warning
        return made

    def write(self, path: str | Path) -> Path:
        """Write the page to a file and return its path. The same page gives the same bytes everywhere."""
        written = Path(path)
        written.write_text(self, encoding="utf-8", newline="\n")
        return written

    def __repr__(self) -> str:
        """Say what it is; the text itself would fill the screen."""
        return f"<Page {self.question!r}: {len(self):,} characters of HTML>"

    def _repr_html_(self) -> str:
        """Return a frame with the page in it, for notebooks."""
        return (
            '<div class="tex2jax_ignore mathjax_ignore">'
            f'<iframe title="{escape(self.question)}" sandbox="allow-scripts" referrerpolicy="no-referrer" '
            f'style="width:100%;height:{HEIGHT}px;border:1px solid #5B6670" srcdoc="{escape(self)}"></iframe>'
            f"{f'<p><b>!</b> {escape(self.warning)}</p>' if self.warning else ''}"
            "<p>To keep it or to save a picture of it: <code>.write(&quot;map.html&quot;)</code>, and open that file.</p>"
            "</div>"
        )

    def __reduce__(self) -> tuple[object, ...]:
        """Copy and pickle with question and warning."""
        return _page, (str(self), self.question, self.warning)


def _page(text: str, question: str, warning: str) -> Page:
    return Page(text, question=question, warning=warning)

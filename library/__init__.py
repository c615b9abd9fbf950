"""Library: the one object behind the command line and notebooks.

Every command is one of these calls plus printing. The first question opens the library for reading, shared with
other readers, and keeps it open until :meth:`Library.close`; a load opens it alone, and gives it back.
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from ..graph.store import Access
from ..queries.filters import Filters
from .opened import VERSION
from .outputs import Outputs, Result
from .sources import Sources

if TYPE_CHECKING:
    from pathlib import Path

DEMO_DB = "demo.db"
DEMO_CAUSE, DEMO_EFFECT = "fear of litigation", "order imaging"

__all__ = ["DEMO_DB", "VERSION", "Access", "Filters", "Library", "Result", "open", "open_demo"]


def open(address: str | Path = "beliefgraph.db", *, access: Access | None = None) -> Library:  # noqa: A001 - read as bg.open
    """Return the library in a folder, or at a server (``bolt://…``). Nothing is opened or made before it is used."""
    return Library(address, access=access)


def open_demo(address: str | Path = "demo.db", *, access: Access | None = None) -> Library:
    """Return a library that holds the bundled demo; it is loaded if it is not there yet.

    Raises StoreForeign if the library there holds anything but the demo.
    """
    library = Library(address, access=access)
    library.load_demo()
    return library


class Library(Sources, Outputs):
    """A library of beliefs and evidence. Use it as a context manager, or close it.

    ``address`` is a folder or a server's database, which ``access`` opens. ``questions`` names folders with more
    question files. ``progress`` is told what is being read or written and how many rows of it, ``tell`` what a person
    should know about the library itself.
    """

    def demo(self, page: Path, program: str = "beliefgraph") -> str:
        """Load the demo, answer its question and write its map to ``page``; returns the whole as text.

        Raises StoreForeign if the library holds anything but the demo.
        """
        from ..exporters.demo import SHOWN, demo_text

        self.load_demo()
        query = self._reading().query
        counts = {
            label: int(str(query(f"MATCH (n:{label}) RETURN count(n.id) AS n")[0]["n"])) for label in SHOWN
        }
        page.write_text(self.map("beliefs", DEMO_EFFECT), encoding="utf-8")
        return demo_text(
            counts,
            self.words(self.paths(DEMO_CAUSE, DEMO_EFFECT)),
            self.words(self.targets(DEMO_EFFECT), top=10),
            page,
            f"{program} --db {shlex.quote(self.address)}",
        )

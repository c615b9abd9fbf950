"""beliefgraph: a graph database of beliefs and evidence for qualitative evidence synthesis.

>>> import beliefgraph as bg  # doctest: +SKIP
>>> with bg.open("beliefgraph.db") as library:  # doctest: +SKIP
...     library.load("evidence.xlsx")
...     library.paths("fear of litigation", "order imaging")
"""

from beliefgraph.errors import BeliefGraphError
from beliefgraph.library import Filters, Library, open, open_demo  # noqa: A004 - bg.open reads like open

__all__ = ["BeliefGraphError", "Filters", "Library", "open", "open_demo"]

"""What lets a result show itself in a notebook."""

from __future__ import annotations


class Displayed:
    """A result that notebooks show as a table, with what must be said of its numbers."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        from ..exporters.notebook_results import result_html

        return result_html(self)

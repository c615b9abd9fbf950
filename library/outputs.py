"""What a library prints: results in words, tables and methods for a paper, maps."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ..errors import ParameterError
from ..queries.filters import Filters
from .answers import Answers
from .opened import VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..analysis.contradictions import Contradictions
    from ..analysis.contrast import Contrast
    from ..analysis.differences import ReadDifferently
    from ..analysis.loops import Loops
    from ..analysis.methods import Methods
    from ..analysis.paths import Paths
    from ..analysis.printed import Printed
    from ..analysis.rests_on import RestsOn
    from ..analysis.sensitivity import Sensitivity
    from ..analysis.targets import Targets
    from ..analysis.why import Why
    from ..figures.shown import Figure
    from ..graph.records import Value
    from ..maps.shown import Page


Result: TypeAlias = (
    "Contrast | Contradictions | ReadDifferently | Paths | Loops | RestsOn | Targets | Why | Sensitivity"
)
"""What :meth:`Outputs.words` puts into words."""


class Outputs(Answers):
    """A library as what people read of it."""

    def profile(self, as_: str, behaviour: str | None = None, *, filters: Filters | None = None) -> Printed:
        """Return a table that goes into a paper, of everything or of one behaviour; see :mod:`beliefgraph.analysis.profile`."""
        from ..analysis.profile import profile

        about = self._find(behaviour, ("Behaviour",)) if behaviour is not None else None
        chosen = filters or Filters()
        return profile(self._reading().query, self.evidence(chosen), as_, chosen, about)

    def printed_ranking(self, found: Targets, *, filters: Filters | None = None) -> Printed:
        """Return a ranking of targets as a table for a paper; ``filters`` are those it was made with."""
        from ..analysis.profile import printed_ranking

        chosen = filters or Filters()
        return printed_ranking(self._reading().query, self.evidence(chosen), found, chosen)

    def printed_answer(self, name: str, *, filters: Filters | None = None, **parameters: Value) -> Printed:
        """Return the answer to a question as a table for a paper; belief statements as papers print them."""
        from ..analysis.profile import STATEMENTS, printed_answer

        answer = self.ask(name, filters=filters, **parameters)
        if answer.question.name == STATEMENTS:
            return self.profile(STATEMENTS, filters=filters)
        return printed_answer(answer)

    def methods(self, *, filters: Filters | None = None) -> Methods:
        """Return the methods paragraph and data statement for a paper; see :mod:`beliefgraph.analysis.methods`."""
        from ..analysis.methods import methods
        from ..queries.engine import engine

        chosen, query = filters or Filters(), self._reading().query
        about = {"program": f"beliefgraph {VERSION}", "engine": engine(self.address, query)}
        return methods(query, self.evidence(chosen), chosen, **about)

    def words(self, found: Result, filters: Filters | None = None, *, top: int | None = None) -> str:
        """Return a result as text for a person, with the studies behind every number."""
        from ..exporters.flat_compare import COMPARED
        from ..exporters.words_compare import compared_text
        from ..exporters.words_paths import traced_text
        from ..exporters.words_targets import RANKED, ranked_text

        evidence, notes = self.evidence(filters), self.remarks(found, filters)
        if isinstance(found, COMPARED):
            return compared_text(found, evidence, self._reading().query, notes)
        if isinstance(found, RANKED):
            return ranked_text(found, evidence, notes, top)
        return traced_text(found, evidence, notes)

    @staticmethod
    def notes(found: Result, filters: Filters | None = None) -> str:
        """Return what must be said beside a result: the filters in use, what is not shown, a warning."""
        parts = (
            (filters or Filters()).describe(),
            f"{found.note[0].upper()}{found.note[1:]}." if found.note else "",
        )
        return " ".join(part for part in parts if part)

    def remarks(self, found: Result, filters: Filters | None = None) -> str:
        """Return :meth:`notes`, and how many studies the reviews share that the result joins."""
        from ..analysis.overlap import reviews_in, shared_sentence

        chosen = filters or Filters()
        reviews = reviews_in(found.to_json())
        lists = self.evidence(chosen).included if len(reviews) > 1 else {}
        shared = shared_sentence(reviews, lists, narrowed=chosen.hides_numbers)
        return " ".join(part for part in (self.notes(found, chosen), shared) if part)

    def map(
        self,
        kind: str = "beliefs",
        *names: str,
        filters: Filters | None = None,
        everything: bool = False,
        texts: str = "all",
        by: str | Sequence[str] | None = None,
    ) -> Page:
        """Return a map as one HTML page that needs no network; notebooks show it.

        ``beliefs``, ``themes`` and ``targets`` take a behaviour (without one: that with most named studies), ``paths``
        two ends, ``evidence`` a belief, ``loops`` an end or none, ``gap`` a behaviour or none. ``everything`` shows every box
        instead of the 40 strongest. ``texts`` says which quotes show their words: all that may be shared,
        paraphrases, or none. ``by`` is what a gap map has for columns instead of roles, for example country;
        of several, their combinations. Raises ParameterError, MapError, UnknownName.
        """
        from ..maps.choose import BOXES
        from ..maps.draw import make
        from ..maps.kinds import chosen

        wanted = chosen(kind, names)
        if by and kind != "gap":
            raise ParameterError(f"Only 'map gap' takes 'by', not '{wanted.usage}'. Leave 'by' out.")
        filters = filters or Filters()
        query = self._reading().query
        ids = [self._find(name, sorts) for name, sorts in zip(names, wanted.sorts, strict=False)]
        return make(
            kind,
            query,
            self.evidence(filters),
            ids,
            filters,
            most=None if everything else BOXES,
            texts=texts,
            by=[by] if isinstance(by, str) else by or (),
        )

    def figure(
        self,
        kind: str,
        *names: str,
        filters: Filters | None = None,
        width: float = 170.0,
        by: str | Sequence[str] | None = None,
    ) -> Figure:
        """Return a figure for print, ``width`` mm wide; notebooks show it, and ``write`` makes SVG, PDF or PNG of it.

        ``paths`` takes two ends; ``targets`` a behaviour (without one: that with most named studies), ``logic-model``
        too (without one: that with most beliefs that targets address); ``themes`` a behaviour, ``flow`` a behaviour
        or a belief (without one: everything); ``contrast`` a
        belief or none, ``gap`` a behaviour or none. ``by`` is what these two have for columns instead of roles. Raises ParameterError, MapError,
        UnknownName.
        """
        from ..figures.draw import figure
        from ..figures.kinds import check_width, chosen

        wanted = chosen(kind, names)
        check_width(width)
        filters = filters or Filters()
        ids = [self._find(name, sorts) for name, sorts in zip(names, wanted.sorts, strict=False)]
        columns = [by] if isinstance(by, str) else by or ()
        return figure(
            kind, self._reading().query, self.evidence(filters), ids, filters, width=width, by=columns
        )

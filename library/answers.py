"""What is asked of a library: questions of the catalogue, free Cypher, and the measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import ParameterError
from ..queries.filters import Filters
from .opened import Opened

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx

    from ..analysis.agreement_rows import Agreement
    from ..analysis.contradictions import Contradictions
    from ..analysis.contrast import Contrast
    from ..analysis.overlap import Overlap
    from ..analysis.paths import Paths
    from ..analysis.quality import Checked
    from ..analysis.rests_on import RestsOn
    from ..analysis.sensitivity import Sensitivity
    from ..analysis.targets import Targets
    from ..analysis.why import Why
    from ..graph.records import Value
    from ..graph.store import Row
    from ..queries.catalogue import Answer
    from ..queries.header import Question


class Answers(Opened):
    """A library as what it answers."""

    def questions(self) -> list[Question]:
        """Return every question of the catalogue, by topic and name."""
        return list(self._catalogue().questions())

    def question(self, name: str) -> Question:
        """Return one question. Raises UnknownQuestion, naming the nearest."""
        return self._catalogue().get(name)

    def ask(self, name: str, *, filters: Filters | None = None, **parameters: Value) -> Answer:
        """Answer a question of the catalogue. Ids, labels and aliases are accepted for things.

        Raises UnknownQuestion, ParameterError, UnknownName, AmbiguousName.
        """
        return self._catalogue().ask(self._reading().query, name, parameters, filters or Filters())

    def explain(self, name: str, *, filters: Filters | None = None, **parameters: Value) -> str:
        """Return the Cypher that :meth:`ask` would send, filters and parameters in it."""
        return self._catalogue().explain(self._reading().query, name, parameters, filters or Filters())

    def cypher(self, text: str, *, timeout: float | None = 60.0, **parameters: Value) -> list[Row]:
        """Answer free Cypher that only reads. Raises WriteRefused, QuestionError, QueryTimeout."""
        from ..graph.guard import refuse_writes

        refuse_writes(text)
        return self._reading().query(text, parameters, timeout=timeout)

    def paths(
        self,
        start: str,
        end: str,
        *,
        max_steps: int = 4,
        limit: int = 100,
        via: Sequence[str] = (),
        without: Sequence[str] = (),
        told_whole: bool = False,
        filters: Filters | None = None,
    ) -> Paths:
        """Return how one thing is said to lead to another, step by step; see :mod:`beliefgraph.analysis.paths`.

        ``via`` are all passed on the way, ``without`` not; ``told_whole`` leaves what one teller tells whole. The
        answer knows the ``loops`` that its paths meet, and what they rest on (:meth:`Paths.rests_on`).
        """
        from ..analysis.paths import paths

        filters = filters or Filters()
        return paths(
            self.evidence(filters),
            *self._ends(start, end),
            max_steps=max_steps,
            limit=limit,
            via=self._ends(*via),
            without=self._ends(*without),
            told_whole=told_whole,
            inferred=filters.inferred,
            opposites=filters.opposites,
        )

    def rests_on(
        self,
        start: str,
        end: str,
        *,
        max_steps: int = 4,
        without: Sequence[str] = (),
        time_limit: float = 10.0,
        filters: Filters | None = None,
    ) -> RestsOn:
        """Return the fewest named studies without which no path is left; see :mod:`beliefgraph.analysis.rests_on`."""
        from ..analysis.rests_on import rests_on

        filters = filters or Filters()
        return rests_on(
            self.evidence(filters),
            *self._ends(start, end),
            max_steps=max_steps,
            without=self._ends(*without),
            time_limit=time_limit,
            inferred=filters.inferred,
            opposites=filters.opposites,
        )

    def targets(
        self,
        behaviour: str,
        *,
        by: str = "belief",
        direction: str | None = None,
        order: Sequence[str] | None = None,
        min_studies: int = 0,
        min_reach: int = 0,
        pareto: bool = False,
        filters: Filters | None = None,
    ) -> Targets:
        """Return the beliefs, or domains, that are said to lead to a behaviour, ranked; see :mod:`beliefgraph.analysis.targets`."""
        from ..analysis.targets import targets

        filters = filters or Filters()
        return targets(
            self.evidence(filters),
            self._find(behaviour, ("Behaviour",)),
            by=by,
            direction=direction,
            order=order,
            min_studies=min_studies,
            min_reach=min_reach,
            pareto=pareto,
            inferred=filters.inferred,
            opposites=filters.opposites,
        )

    def why(
        self,
        behaviour: str,
        which: str | int,
        *,
        by: str = "belief",
        direction: str | None = None,
        order: Sequence[str] | None = None,
        filters: Filters | None = None,
    ) -> Why:
        """Open a rank of :meth:`targets`, or the row of an id or a label, to its paths, studies, groups and quotes."""
        from ..analysis.why import why
        from ..queries.opened import quote_words

        filters = filters or Filters()
        ranking = self.targets(behaviour, by=by, direction=direction, order=order, filters=filters)
        counting = {"inferred": filters.inferred, "opposites": filters.opposites}
        found = why(self.evidence(filters), ranking, str(which), **counting)
        return found.with_texts(quote_words(self._reading().query, found.quotes()))

    def sensitivity(
        self,
        behaviour: str,
        *,
        by: str = "belief",
        direction: str | None = None,
        order: Sequence[str] | None = None,
        filters: Filters | None = None,
    ) -> Sensitivity:
        """Return how far the ranks of :meth:`targets` depend on choices; see :mod:`beliefgraph.analysis.sensitivity`."""
        from ..analysis.sensitivity import sensitivity
        from ..queries.opened import mappings_by_source

        filters = filters or Filters()
        return sensitivity(
            self.evidence(filters),
            self._find(behaviour, ("Behaviour",)),
            by=by,
            direction=direction,
            order=order,
            inferred=filters.inferred,
            opposites=filters.opposites,
            filed=mappings_by_source(self._reading().query) if by == "domain" else None,
        )

    def contrast(
        self,
        belief: str | Sequence[str] | None = None,
        roles: Sequence[str] | None = None,
        by: str | Sequence[str] | None = None,
        *,
        filters: Filters | None = None,
    ) -> Contrast:
        """Return who voices each belief and what the silence of other studies means; see :mod:`beliefgraph.analysis.contrast`."""
        from ..analysis.contrast import contrast

        filters = filters or Filters()
        return contrast(
            self.evidence(filters),
            roles=roles,
            by=[by] if isinstance(by, str) else by or (),
            about=self._beliefs(belief),
            inferred=filters.inferred,
        )

    def sentences(self, found: Contrast, filters: Filters | None = None) -> list[Row]:
        """Return a contrast as sentences to paste into a paper: belief, label, column, sentence."""
        from ..exporters.words_compare import sentence_rows

        return sentence_rows(found, self.evidence(filters))

    def contradictions(
        self, belief: str | Sequence[str] | None = None, *, filters: Filters | None = None
    ) -> Contradictions:
        """Return the beliefs that something stands against; see :mod:`beliefgraph.analysis.contradictions`."""
        from ..analysis.contradictions import contradictions

        filters = filters or Filters()
        return contradictions(
            self.evidence(filters),
            about=self._beliefs(belief),
            inferred=filters.inferred,
            opposites=filters.opposites,
        )

    def _beliefs(self, names: str | Sequence[str] | None) -> list[str] | None:
        if names is None:
            return None
        return [self._find(name, ("Subtheme",)) for name in ([names] if isinstance(names, str) else names)]

    def overlap(self, filters: Filters | None = None) -> Overlap:
        """Return which studies the reviews share; see :mod:`beliefgraph.analysis.overlap`."""
        from ..analysis.overlap import overlap
        from ..queries.review_lists import printed_numbers

        return overlap(self.evidence(filters), printed_numbers(self._reading().query))

    def shared_studies(self, answer: Answer, filters: Filters | None = None) -> str:
        """Return what must be said where the rows of an answer join several reviews: how many studies these share."""
        from ..analysis.overlap import shared_sentence
        from ..queries.review_lists import read_lists, reviews_of

        reviews = reviews_of(answer)
        if len(reviews) < 2:
            return ""
        lists = read_lists(self._reading().query, reviews, filters)
        return shared_sentence(reviews, lists, narrowed=bool(filters and filters.hides_numbers))

    def check(self, *, deep: bool = False, threshold: float = 90.0) -> Checked:
        """Return what does not hold together in the library or should be looked at; see :mod:`beliefgraph.analysis.quality`.

        ``deep`` compares the whole graph with its records too, which takes as long as loading them. ``threshold`` is the
        likeness, of 100, from which labels and titles count as nearly the same.
        """
        from ..analysis.quality import check
        from ..queries.quality import read_material

        return check(
            read_material(self._reading().query, self.evidence(), deep=deep), threshold=threshold, deep=deep
        )

    def agreement(self, of: str = "codings", filters: Filters | None = None) -> Agreement:
        """Return how far coders of the same quotes agree, or those who filed beliefs (``of="mappings"``).

        See :mod:`beliefgraph.analysis.agreement`. Raises ParameterError; mappings take no filters.
        """
        from ..analysis.agreement import agreement
        from ..queries.quality import read_mappings

        filtered = (filters or Filters()) != Filters()
        return agreement(of, self.evidence(filters), read_mappings(self._reading().query), filtered=filtered)

    def network(self, kind: str = "beliefs", filters: Filters | None = None) -> nx.MultiDiGraph[str]:
        """Return the library for NetworkX: the network of ``beliefs``, or ``everything``; see :mod:`beliefgraph.graph.networkx`.

        The belief network has the steps of :meth:`paths` in the selection of ``filters``. Everything takes none. Raises
        ParameterError.
        """
        from ..analysis.shapes import FOOTER
        from ..graph.influence import steps
        from ..graph.networkx import belief_network, whole_graph

        chosen, query = filters or Filters(), self._reading().query
        if kind == "beliefs":
            evidence = self.evidence(chosen)
            made = steps(evidence, inferred=chosen.inferred, opposites=chosen.opposites)
            network = belief_network(evidence, made, query)
            network.graph.update(note=FOOTER, filters=chosen.describe())
            return network
        if kind != "everything":
            raise ParameterError(f"There is no network '{kind}'. Choose 'beliefs' or 'everything'.")
        if chosen != Filters():
            raise ParameterError(
                "The network 'everything' takes no filters. Ask for 'beliefs', or make a smaller library first."
            )
        return whole_graph(query)

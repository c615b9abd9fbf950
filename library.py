"""Library: the one object behind the command line and notebooks.

Every command is one of these calls plus printing. The first question opens the library for reading, shared with
other readers, and keeps it open until :meth:`Library.close`; a load opens it alone, and gives it back.
"""

from __future__ import annotations

import contextlib
import shlex
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from beliefgraph.errors import FileProblems, LoadRefused, ParameterError, StoreForeign, UnknownName
from beliefgraph.graph.bookkeeping import FRAMEWORKS, check_library, read_sources, require_library
from beliefgraph.graph.store import Access, folder_of, is_server, open_store
from beliefgraph.queries.filters import Filters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import networkx as nx

    from beliefgraph.analysis.agreement_rows import Agreement
    from beliefgraph.analysis.contradictions import Contradictions
    from beliefgraph.analysis.contrast import Contrast
    from beliefgraph.analysis.differences import ReadDifferently
    from beliefgraph.analysis.loops import Loops
    from beliefgraph.analysis.methods import Methods
    from beliefgraph.analysis.overlap import Overlap
    from beliefgraph.analysis.paths import Paths
    from beliefgraph.analysis.printed import Printed
    from beliefgraph.analysis.quality import Checked
    from beliefgraph.analysis.rests_on import RestsOn
    from beliefgraph.analysis.sensitivity import Sensitivity
    from beliefgraph.analysis.targets import Targets
    from beliefgraph.analysis.why import Why
    from beliefgraph.graph.archive import Written
    from beliefgraph.graph.bookkeeping import SourceState
    from beliefgraph.graph.evidence import Evidence
    from beliefgraph.graph.load import Hooks
    from beliefgraph.graph.records import Value
    from beliefgraph.graph.report import LoadReport
    from beliefgraph.graph.store import Row, Store
    from beliefgraph.queries.catalogue import Answer, Catalogue
    from beliefgraph.queries.header import Question
    from beliefgraph.queries.subset import Smaller

    Progress = Callable[[str, int], None]
    Compared = Contrast | Contradictions | ReadDifferently
    Result = Compared | Paths | Loops | RestsOn | Targets | Why | Sensitivity

VERSION = "0.1.0"
DEMO = "demo"
"""Name of the bundled source."""
DEMO_DB = "demo.db"
DEMO_CAUSE, DEMO_EFFECT = "fear of litigation", "order imaging"
ENDS = ("Subtheme", "Theme", "Behaviour")

__all__ = ["DEMO_DB", "Access", "Filters", "Library", "open", "open_demo"]


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


class Library:
    """A library of beliefs and evidence. Use it as a context manager, or close it.

    ``address`` is a folder or a server's database, which ``access`` opens. ``questions`` names folders with more question files. ``progress`` is told what is being read or
    written and how many rows of it, ``tell`` what a person should know about the library itself.
    """

    def __init__(
        self,
        address: str | Path,
        *,
        access: Access | None = None,
        questions: Sequence[str | Path] = (),
        progress: Progress | None = None,
        tell: Callable[[str], None] | None = None,
    ) -> None:
        self.address = str(address)
        self._access = access
        self._folders = tuple(Path(folder) for folder in questions)
        self._progress = progress
        self._tell = tell
        self._store: Store | None = None
        self._questions: Catalogue | None = None
        self._evidence: tuple[Filters, Evidence] | None = None

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the library back to others."""
        self._evidence = None
        if self._store is not None:
            self._store.close()
            self._store = None

    @property
    def stuck(self) -> bool:
        """True while a query that was stopped still runs inside the engine; only the end of the process ends it."""
        return self._store is not None and self._store.stuck

    # Loading -------------------------------------------------------------------------------------------

    def load(
        self,
        *paths: str | Path,
        source: str | None = None,
        prefix: str | None = None,
        merge: bool = False,
        new: bool = False,
        replace: bool = False,
        dry_run: bool = False,
    ) -> LoadReport:
        """Load files or folders, each a source named after it, or all together as ``source``.

        One transaction: everything is stored or nothing. Loading the same files again changes nothing; a file
        that changed updates and removes what its earlier version said. ``prefix`` goes before the ids
        that the files define. ``merge`` accepts that rows with one id are the same thing; ``new`` and
        ``replace`` confirm a doubtful name. ``dry_run`` writes nothing, makes no library and returns all
        problems in the report instead of raising.

        Raises FileProblems with every problem of every file, IdentityClash or DanglingReference (all of
        them in ``problems``), LoadRefused, InputError.
        """
        from beliefgraph.graph.incoming import Options
        from beliefgraph.graph.load import load, rehearse
        from beliefgraph.loaders.intake import frameworks, intake

        options = Options(merge=merge, new=new, replace=replace)
        incoming = [frameworks(), *intake(paths, source, prefix, self._prefixes, self._progress)]
        problems = [one for item in incoming for reading in item.readings for one in reading.problems]
        if dry_run or problems:
            run = self._reading().query if self._exists() else None
            report = rehearse(run, incoming, options, self._hooks().checks)
            if dry_run:
                return report
            raise FileProblems(report.problems)
        with self._writing() as store:
            return load(store, incoming, options, self._hooks())

    def load_demo(self) -> LoadReport:
        """Load the bundled demo as source ``demo``; nothing changes if it is there already.

        Raises StoreForeign if the library holds anything else.
        """
        others = [name for name in self._source_names() if name != DEMO]
        if others:
            raise StoreForeign(
                f"The library {self.address} holds {', '.join(others)}. The demo goes into a library of its own: "
                "use another --db, or none (then it is demo.db here)."
            )
        with as_file(files("beliefgraph") / "demo" / "tables") as folder:
            return self.load(folder, source=DEMO)

    def demo(self, page: Path, program: str = "beliefgraph") -> str:
        """Load the demo, answer its question and write its map to ``page``; returns the whole as text.

        Raises StoreForeign if the library holds anything but the demo.
        """
        from beliefgraph.exporters.demo import SHOWN, demo_text

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

    def unload(self, name: str) -> LoadReport:
        """Remove a source and everything that no other source holds.

        Raises InputError for an unknown name, DanglingReference if other sources refer to what would go.
        """
        from beliefgraph.graph.load import unload

        self._reading()
        with self._writing() as store:
            return unload(store, name, self._hooks())

    def put_first(self, name: str) -> LoadReport:
        """Let a source win where sources give different values. Raises InputError for an unknown name."""
        from beliefgraph.graph.load import put_first

        self._reading()
        with self._writing() as store:
            return put_first(store, name, self._hooks())

    def sources(self, *, all: bool = False) -> list[Row]:  # noqa: A002 - the option is called --all
        """Return the sources in their order: name, format, records, prefix, last load; ``all`` shows the frameworks too."""
        query = self._reading().query
        counts = query(
            "MATCH (r:SourceRecord) RETURN r.source AS source, count(r.id) AS records ORDER BY source", {}
        )
        records = {row["source"]: row["records"] for row in counts}
        return [
            {
                "source": state.name,
                "order": state.order,
                "format": state.format,
                "records": records.get(state.name, 0),
                "prefix": state.prefix,
                "last_load": state.last_load,
            }
            for state in read_sources(query, records_of=()).values()
            if all or state.name != FRAMEWORKS
        ]

    def changes(
        self, *, limit: int | None = None, load: int | None = None, record: str | None = None
    ) -> list[Row]:
        """Return the last 50 loads, newest first; or, cell by cell, what one of them changed, or what became of one row.

        ``load`` is the number of a load; ``record`` an id, or kind and id (``Quote/q1``); ``limit`` the most rows to
        return. A source that came or went as a whole has counts only. The text of a quote that is not shared,
        now or at any time that is remembered, is not in it.

        Raises UnknownName if the history holds no such load, or there is no such row and no load changed one.
        """
        from beliefgraph.exporters.history import abouts, change_rows, load_rows
        from beliefgraph.graph.changes import held, not_shared, read_changes, read_loads

        query = self._reading().query
        loads = read_loads(query)
        times = {one.number: one.at for one in loads}
        if load is None and record is None:
            return load_rows(loads)[:limit]
        if load is not None and load not in times:
            known = f"{min(times)} to {max(times)}" if times else "no load"
            raise UnknownName(f"The history of {self.address} holds no load {load}. It holds {known}.")
        names = [str(row["source"]) for row in self._source_rows()]
        wanted = abouts(record) if record is not None else None
        found = read_changes(query, load=load, abouts=wanted)
        if wanted is not None and load is None and not found and not held(query, names, wanted):
            raise UnknownName(
                f"There is no row {record}, and no load that is remembered changed one by itself. Give its id, or kind and id "
                "(Quote/q1)."
            )
        return change_rows(found, times, not_shared(query, names, found))[:limit]

    # Moving -----------------------------------------------------------------------------------------------

    def dump(
        self, path: str | Path, *, without_unshared_texts: bool = False, overwrite: bool = False
    ) -> Written:
        """Write the whole library to an archive, ``NAME.beliefgraph.zip``; the history of loads is not in it.

        ``without_unshared_texts`` replaces the text of quotes marked share=no; all else of them stays. Raises
        InputError if a file is there already, unless ``overwrite``; StoreBusy if somebody loads meanwhile.
        """
        from beliefgraph.graph.moving import dump

        return dump(
            self._reading().query,
            Path(path),
            self._hooks(),
            without_unshared_texts=without_unshared_texts,
            overwrite=overwrite,
        )

    def restore(self, path: str | Path, *, dry_run: bool = False) -> LoadReport:
        """Put the sources of an archive into this library, which must be new or empty, in one transaction.

        ``dry_run`` checks everything and writes nothing. Raises ArchiveError, LoadRefused if the library holds
        something, and what :meth:`load` raises.
        """
        from beliefgraph.graph.archive_reader import read_archive

        self._require_empty()
        return self._put(read_archive(path, self._progress).states, "restore", dry_run=dry_run)

    def copy_to(self, address: str | Path, *, access: Access | None = None) -> LoadReport:
        """Put all sources into another library, which must be new or empty; raises as :meth:`restore` does."""
        from beliefgraph.graph.moving import refuse_same
        from beliefgraph.graph.snapshot import read_whole, unchanged

        refuse_same(self.address, self._access, str(address), access)
        query = self._reading().query
        with Library(address, access=access, progress=self._progress, tell=self._tell) as other:
            other._require_empty()
            with unchanged(query):
                states = read_whole(query)
            return other._put(states, "copy")

    def subset(
        self,
        filters: Filters,
        *,
        to: str | Path | None = None,
        access: Access | None = None,
        output: str | Path | None = None,
        overwrite: bool = False,
    ) -> Smaller:
        """Make the smaller library that ``filters`` mean: a new one at ``to``, or an archive ``output``.

        Every answer from it is the answer under the filters. Raises ParameterError without a filter or without
        exactly one of ``to`` and ``output``, UnknownName for a value that the library does not hold.
        """
        from beliefgraph.graph.moving import problems_of, refuse_same, write_sources
        from beliefgraph.queries.subset import subset

        if (to is None) == (output is None):
            raise ParameterError("Say where the smaller library goes: a new library, or an archive.")
        if to is not None:
            refuse_same(self.address, self._access, str(to), access)
        query = self._reading().query
        if output is not None:
            small, hooks = subset(query, filters), self._hooks()
            problems = problems_of(small.sources, hooks)
            if problems:
                raise FileProblems(problems)
            write_sources(small.sources, Path(output), hooks, overwrite=overwrite)
            return small
        with Library(str(to), access=access, progress=self._progress, tell=self._tell) as other:
            other._require_empty()
            small = subset(query, filters)
            other._put(small.sources, "subset")
        return small

    def _require_empty(self) -> None:
        held = self._source_names()
        if held:
            raise LoadRefused(
                f"{self.address} already holds {', '.join(held)}. A whole library goes only into a new or empty one: name another "
                "place. Nothing was changed."
            )

    def _put(self, states: dict[str, SourceState], what: str, *, dry_run: bool = False) -> LoadReport:
        from beliefgraph.graph.load import put_sources
        from beliefgraph.graph.moving import rehearse_sources

        if dry_run:
            return rehearse_sources(states, self._hooks())
        with self._writing() as store:
            return put_sources(store, states, self._hooks(), what=what)

    def _hooks(self) -> Hooks:
        from beliefgraph.loaders.intake import hooks

        return hooks(f"beliefgraph {VERSION}", self._progress)

    def _prefixes(self) -> dict[str, str]:
        return {str(row["source"]): str(row["prefix"] or "") for row in self._source_rows()}

    def _source_names(self) -> list[str]:
        return [str(row["source"]) for row in self._source_rows() if row["source"] != FRAMEWORKS]

    def _source_rows(self) -> list[Row]:
        if not self._exists():
            return []
        return self._reading().query(
            "MATCH (s:Source) RETURN s.id AS source, s.prefix AS prefix ORDER BY s.order, source"
        )

    # Asking --------------------------------------------------------------------------------------------

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

    def _catalogue(self) -> Catalogue:
        from beliefgraph.queries.catalogue import Catalogue

        if self._questions is None:
            self._questions = Catalogue(self._folders)
        return self._questions

    def cypher(self, text: str, *, timeout: float | None = 60.0, **parameters: Value) -> list[Row]:
        """Answer free Cypher that only reads. Raises WriteRefused, QuestionError, QueryTimeout."""
        from beliefgraph.graph.guard import refuse_writes

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
        from beliefgraph.analysis.paths import paths

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
        from beliefgraph.analysis.rests_on import rests_on

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
        from beliefgraph.analysis.targets import targets

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
        from beliefgraph.analysis.why import why
        from beliefgraph.queries.opened import quote_words

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
        from beliefgraph.analysis.sensitivity import sensitivity
        from beliefgraph.queries.opened import mappings_by_source

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
        from beliefgraph.analysis.contrast import contrast

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
        from beliefgraph.exporters.words_compare import sentence_rows

        return sentence_rows(found, self.evidence(filters))

    def contradictions(
        self, belief: str | Sequence[str] | None = None, *, filters: Filters | None = None
    ) -> Contradictions:
        """Return the beliefs that something stands against; see :mod:`beliefgraph.analysis.contradictions`."""
        from beliefgraph.analysis.contradictions import contradictions

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
        from beliefgraph.analysis.overlap import overlap
        from beliefgraph.queries.review_lists import printed_numbers

        return overlap(self.evidence(filters), printed_numbers(self._reading().query))

    def shared_studies(self, answer: Answer, filters: Filters | None = None) -> str:
        """Return what must be said where the rows of an answer join several reviews: how many studies these share."""
        from beliefgraph.analysis.overlap import shared_sentence
        from beliefgraph.queries.review_lists import read_lists, reviews_of

        reviews = reviews_of(answer)
        if len(reviews) < 2:
            return ""
        lists = read_lists(self._reading().query, reviews, filters)
        return shared_sentence(reviews, lists, narrowed=bool(filters and filters.hides_numbers))

    def profile(self, as_: str, behaviour: str | None = None, *, filters: Filters | None = None) -> Printed:
        """Return a table that goes into a paper, of everything or of one behaviour; see :mod:`beliefgraph.analysis.profile`."""
        from beliefgraph.analysis.profile import profile

        about = self._find(behaviour, ("Behaviour",)) if behaviour is not None else None
        chosen = filters or Filters()
        return profile(self._reading().query, self.evidence(chosen), as_, chosen, about)

    def printed_ranking(self, found: Targets, *, filters: Filters | None = None) -> Printed:
        """Return a ranking of targets as a table for a paper; ``filters`` are those it was made with."""
        from beliefgraph.analysis.profile import printed_ranking

        chosen = filters or Filters()
        return printed_ranking(self._reading().query, self.evidence(chosen), found, chosen)

    def check(self, *, deep: bool = False, threshold: float = 90.0) -> Checked:
        """Return what does not hold together in the library or should be looked at; see :mod:`beliefgraph.analysis.quality`.

        ``deep`` compares the whole graph with its records too, which takes as long as loading them. ``threshold`` is the
        likeness, of 100, from which labels and titles count as nearly the same.
        """
        from beliefgraph.analysis.quality import check
        from beliefgraph.queries.quality import read_material

        return check(
            read_material(self._reading().query, self.evidence(), deep=deep), threshold=threshold, deep=deep
        )

    def agreement(self, of: str = "codings", filters: Filters | None = None) -> Agreement:
        """Return how far coders of the same quotes agree, or those who filed beliefs (``of="mappings"``).

        See :mod:`beliefgraph.analysis.agreement`. Raises ParameterError; mappings take no filters.
        """
        from beliefgraph.analysis.agreement import agreement
        from beliefgraph.queries.quality import read_mappings

        filtered = (filters or Filters()) != Filters()
        return agreement(of, self.evidence(filters), read_mappings(self._reading().query), filtered=filtered)

    def printed_answer(self, name: str, *, filters: Filters | None = None, **parameters: Value) -> Printed:
        """Return the answer to a question as a table for a paper; belief statements as papers print them."""
        from beliefgraph.analysis.profile import STATEMENTS, printed_answer

        answer = self.ask(name, filters=filters, **parameters)
        if answer.question.name == STATEMENTS:
            return self.profile(STATEMENTS, filters=filters)
        return printed_answer(answer)

    def methods(self, *, filters: Filters | None = None) -> Methods:
        """Return the methods paragraph and data statement for a paper; see :mod:`beliefgraph.analysis.methods`."""
        from beliefgraph.analysis.methods import methods
        from beliefgraph.queries.engine import engine

        chosen, query = filters or Filters(), self._reading().query
        about = {"program": f"beliefgraph {VERSION}", "engine": engine(self.address, query)}
        return methods(query, self.evidence(chosen), chosen, **about)

    def evidence(self, filters: Filters | None = None) -> Evidence:
        """Return all that the measures compute on, in the selection of ``filters``; kept until the library changes."""
        from beliefgraph.queries.evidence import read_evidence

        filters = filters or Filters()
        if self._evidence is None or self._evidence[0] != filters:
            self._evidence = filters, read_evidence(self._reading().query, filters)
        return self._evidence[1]

    def words(self, found: Result, filters: Filters | None = None, *, top: int | None = None) -> str:
        """Return a result as text for a person, with the studies behind every number."""
        from beliefgraph.exporters.flat_compare import COMPARED
        from beliefgraph.exporters.words_compare import compared_text
        from beliefgraph.exporters.words_paths import traced_text
        from beliefgraph.exporters.words_targets import RANKED, ranked_text

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
        from beliefgraph.analysis.overlap import reviews_in, shared_sentence

        chosen = filters or Filters()
        reviews = reviews_in(found.to_json())
        lists = self.evidence(chosen).included if len(reviews) > 1 else {}
        shared = shared_sentence(reviews, lists, narrowed=chosen.hides_numbers)
        return " ".join(part for part in (self.notes(found, chosen), shared) if part)

    def map(
        self, kind: str = "beliefs", *names: str, filters: Filters | None = None, everything: bool = False
    ) -> str:
        """Return a belief map as one HTML page that needs no network.

        ``beliefs`` takes a behaviour (without one: that with most named studies), ``paths`` two ends.
        ``everything`` shows every box instead of the 40 strongest. Raises MapError, UnknownName.
        """
        from beliefgraph.maps.draw import belief_map, path_map

        filters = filters or Filters()
        evidence, query = self.evidence(filters), self._reading().query
        shown: dict[str, None] = {"most": None} if everything else {}
        if kind == "beliefs" and len(names) <= 1:
            about = self._find(names[0], ("Behaviour",)) if names else None
            return belief_map(query, evidence, about, filters, **shown)
        if kind == "paths" and len(names) == 2:
            start, end = (self._find(name, ENDS) for name in names)
            return path_map(query, evidence, start, end, filters, **shown)
        raise ParameterError(
            f"There is no map '{' '.join((kind, *names))}'. Write 'map', 'map beliefs BEHAVIOUR' or 'map paths FROM TO'."
        )

    def network(self, kind: str = "beliefs", filters: Filters | None = None) -> nx.MultiDiGraph[str]:
        """Return the library for NetworkX: the network of ``beliefs``, or ``everything``; see :mod:`beliefgraph.graph.networkx`.

        The belief network has the steps of :meth:`paths` in the selection of ``filters``. Everything takes none. Raises
        ParameterError.
        """
        from beliefgraph.analysis.shapes import FOOTER
        from beliefgraph.graph.influence import steps
        from beliefgraph.graph.networkx import belief_network, whole_graph

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

    def _ends(self, *names: str) -> list[str]:
        return [self._find(name, ENDS) for name in names]

    def _find(self, name: str, kinds: Sequence[str]) -> str:
        from beliefgraph.queries.names import find

        return find(self._reading().query, kinds, name).id

    # Store ---------------------------------------------------------------------------------------------

    def _exists(self) -> bool:
        """Tell whether there is a library at the address; raises StoreForeign if something else is."""
        if not is_server(self.address):
            folder = folder_of(self.address)
            if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
                return False
        return check_library(self._opened().query) is not None

    def _reading(self) -> Store:
        store = self._opened()
        require_library(store.query, self.address)
        return store

    def _opened(self) -> Store:
        if self._store is None:
            self._store = open_store(self.address, read_only=True, access=self._access)
            if self._store.notice is not None and self._tell is not None:
                self._tell(self._store.notice)
        return self._store

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Store]:
        """Open the store for writing, alone; an open reading handle is given back first."""
        self.close()
        store = open_store(self.address, create=True, access=self._access)
        try:
            yield store
        finally:
            store.close()

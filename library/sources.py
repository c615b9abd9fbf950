"""What comes into a library and goes out of it whole: loads, their history, archives, copies."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import FileProblems, LoadRefused, ParameterError, StoreForeign, UnknownName
from ..graph.bookkeeping import FRAMEWORKS, read_sources
from .opened import VERSION, Opened

if TYPE_CHECKING:
    from ..graph.archive import Written
    from ..graph.bookkeeping import SourceState
    from ..graph.load import Hooks
    from ..graph.report import LoadReport
    from ..graph.store import Access, Row
    from ..queries.filters import Filters
    from ..queries.subset import Smaller

DEMO = "demo"
"""Name of the bundled source."""


class Sources(Opened):
    """A library as the sources it is made of."""

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
        from ..graph.incoming import Options
        from ..graph.load import load, rehearse
        from ..loaders.intake import frameworks, intake

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

    def unload(self, name: str) -> LoadReport:
        """Remove a source and everything that no other source holds.

        Raises InputError for an unknown name, DanglingReference if other sources refer to what would go.
        """
        from ..graph.load import unload

        self._reading()
        with self._writing() as store:
            return unload(store, name, self._hooks())

    def put_first(self, name: str) -> LoadReport:
        """Let a source win where sources give different values. Raises InputError for an unknown name."""
        from ..graph.load import put_first

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
        from ..exporters.history import abouts, change_rows, load_rows
        from ..graph.changes import held, not_shared, read_changes, read_loads

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

    def dump(
        self, path: str | Path, *, without_unshared_texts: bool = False, overwrite: bool = False
    ) -> Written:
        """Write the whole library to an archive, ``NAME.beliefgraph.zip``; the history of loads is not in it.

        ``without_unshared_texts`` replaces the text of quotes marked share=no; all else of them stays. Raises
        InputError if a file is there already, unless ``overwrite``; StoreBusy if somebody loads meanwhile.
        """
        from ..graph.moving import dump

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
        from ..graph.archive_reader import read_archive

        self._require_empty()
        return self._put(read_archive(path, self._progress).states, "restore", dry_run=dry_run)

    def copy_to(self, address: str | Path, *, access: Access | None = None) -> LoadReport:
        """Put all sources into another library, which must be new or empty; raises as :meth:`restore` does."""
        from ..graph.moving import refuse_same
        from ..graph.snapshot import read_whole, unchanged

        refuse_same(self.address, self._access, str(address), access)
        query = self._reading().query
        with Sources(address, access=access, progress=self._progress, tell=self._tell) as other:
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
        from ..graph.moving import problems_of, refuse_same, write_sources
        from ..queries.subset import subset

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
        with Sources(str(to), access=access, progress=self._progress, tell=self._tell) as other:
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
        from ..graph.load import put_sources
        from ..graph.moving import rehearse_sources

        if dry_run:
            return rehearse_sources(states, self._hooks())
        with self._writing() as store:
            return put_sources(store, states, self._hooks(), what=what)

    def _hooks(self) -> Hooks:
        from ..loaders.intake import hooks

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

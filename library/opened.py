"""A library that is opened when first asked, kept open for reading, and given back to others for a load."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Self

from ..graph.bookkeeping import check_library, require_library
from ..graph.store import Access, folder_of, is_server, open_store
from ..queries.filters import Filters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..graph.evidence import Evidence
    from ..graph.store import Store
    from ..queries.catalogue import Catalogue

    Progress = Callable[[str, int], None]

VERSION = "0.1.0"
ENDS = ("Subtheme", "Theme", "Behaviour")


class Opened:
    """The store of a library, its catalogue of questions and its evidence, each opened or read when first used."""

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

    def __enter__(self) -> Self:
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

    def evidence(self, filters: Filters | None = None) -> Evidence:
        """Return all that the measures compute on, in the selection of ``filters``; kept until the library changes."""
        from ..queries.evidence import read_evidence

        filters = filters or Filters()
        if self._evidence is None or self._evidence[0] != filters:
            self._evidence = filters, read_evidence(self._reading().query, filters)
        return self._evidence[1]

    def _catalogue(self) -> Catalogue:
        from ..queries.catalogue import Catalogue

        if self._questions is None:
            self._questions = Catalogue(self._folders)
        return self._questions

    def _ends(self, *names: str) -> list[str]:
        return [self._find(name, ENDS) for name in names]

    def _find(self, name: str, kinds: Sequence[str]) -> str:
        from ..queries.names import find

        return find(self._reading().query, kinds, name).id

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

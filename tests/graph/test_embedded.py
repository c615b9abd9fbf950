"""What the embedded engine would do, and what stands between it and the user's files."""

from __future__ import annotations

import errno
import json
import os
import pathlib
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.errors import QuestionError, StoreForeign, StoreUnreachable
from beliefgraph.graph.bookkeeping import check_library
from beliefgraph.graph.incoming import Options
from beliefgraph.graph.load import Hooks, load
from beliefgraph.graph.store import open_store
from beliefgraph.library import Library

if TYPE_CHECKING:
    from pathlib import Path


def test_a_mistyped_address_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(
        StoreUnreachable, match=r"There is no library at .*typo\.db\. Check the spelling of --db"
    ):
        open_store(tmp_path / "typo.db", read_only=True)
    with pytest.raises(StoreUnreachable):
        Library(tmp_path / "typo.db").sources()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_other_files_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.docx").write_text("words", encoding="utf-8")
    with pytest.raises(
        StoreForeign, match="The folder thesis holds something that is not a beliefgraph library"
    ):
        open_store(tmp_path / "thesis", create=True)
    assert [path.name for path in (tmp_path / "thesis").iterdir()] == ["chapter.docx"]
    assert [path.name for path in tmp_path.iterdir()] == ["thesis"]


def test_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("words", encoding="utf-8")
    with pytest.raises(StoreForeign, match=r"notes\.txt is a file"):
        open_store(tmp_path / "notes.txt", create=True)


def test_a_new_library_appears_with_its_first_commit(tmp_path: Path) -> None:
    store = open_store(tmp_path / "x.db", create=True)
    store.prepare(["Library"])
    assert not (tmp_path / "x.db").exists()
    with store.transaction() as transaction:
        transaction.run("CREATE (l:Library {id: 'library'})")
    assert (tmp_path / "x.db").is_dir()
    assert store.query("MATCH (l:Library) RETURN l.id AS id") == [{"id": "library"}]
    store.close()


def test_a_library_that_was_never_written_to_leaves_nothing(tmp_path: Path) -> None:
    open_store(tmp_path / "x.db", create=True).close()
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_of_the_user_is_used(tmp_path: Path) -> None:
    (tmp_path / "x.db").mkdir()
    with Library(tmp_path / "x.db") as library:
        library.load_demo()
        assert len(library.sources()) == 1


def test_another_database_is_refused(tmp_path: Path) -> None:
    store = open_store(tmp_path / "x.db", create=True)
    with store.transaction() as transaction:
        transaction.run("CREATE (p:Person {id: '1'})")
    with pytest.raises(StoreForeign, match="holds something that is not a beliefgraph library"):
        check_library(store.query)
    store.close()
    with Library(tmp_path / "x.db") as library, pytest.raises(StoreForeign):
        library.load_demo()
    foreign = open_store(tmp_path / "x.db")
    with pytest.raises(StoreForeign):
        load(foreign, [], Options(), Hooks(lambda _: [], "test"))
    assert foreign.query("SHOW CONSTRAINTS") == []
    foreign.close()


def test_files_cannot_be_read_through_a_query(tmp_path: Path) -> None:
    """The guard refuses LOAD CSV by its words; here the engine itself must refuse it, and still after reopening."""
    secret = tmp_path / "secret.csv"
    secret.write_text("a\nsecret\n", encoding="utf-8")
    store = open_store(tmp_path / "x.db", create=True)
    with store.transaction() as transaction:
        transaction.run("CREATE (l:Library {id: 'library'})")
    store.close()
    again = open_store(tmp_path / "x.db", read_only=True)
    with pytest.raises(Exception, match=r"(?i)disabled|not allowed|security"):
        again.query(f"LOAD CSV FROM 'file://{secret}' AS line RETURN line")
    again.close()


def test_totals_are_exact_after_a_failed_commit(tmp_path: Path) -> None:
    store = open_store(tmp_path / "x.db", create=True)
    store.prepare(["Quote"])
    with store.transaction() as transaction:
        transaction.run("CREATE (q:Quote {id: '1'})")
    with pytest.raises(Exception, match="given twice"), store.transaction() as transaction:
        transaction.run("CREATE (q:Quote {id: '2'}) CREATE (p:Quote {id: '1'})")
    assert store.query("MATCH (q:Quote) RETURN count(q.id) AS exact, count(q) AS fast") == [
        {"exact": 1, "fast": 1}
    ]
    store.close()


def test_nothing_but_data_reaches_stdout(tmp_path: Path) -> None:
    """The engine logs to stdout unless told otherwise, in the middle of our JSON."""
    Library(tmp_path / "x.db").load_demo()
    environment = {key: value for key, value in os.environ.items() if not key.startswith("ARCADEDB_")}
    command = [
        sys.executable,
        "-m",
        "beliefgraph",
        "sources",
        "--format",
        "json",
        "--db",
        str(tmp_path / "x.db"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=tmp_path, check=True)
    assert [row["source"] for row in json.loads(done.stdout)] == ["demo"]
    assert done.stderr == ""
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.db", "x.db.lock"]


def test_a_library_on_a_read_only_disk_is_read_without_a_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library(tmp_path / "x.db") as library:
        library.load_demo()
    (tmp_path / "x.db.lock").unlink()
    # Tests may run as root, who may write everywhere: what the disk would say is put in its place.
    opened = pathlib.Path.open

    def refuse(path: pathlib.Path, *arguments: Any, **options: Any) -> Any:
        if path.suffix == ".lock":
            raise OSError(errno.EROFS, "Read-only file system")
        return opened(path, *arguments, **options)

    monkeypatch.setattr(pathlib.Path, "open", refuse)
    told: list[str] = []
    with Library(tmp_path / "x.db", tell=told.append) as reader:
        assert reader.cypher("MATCH (s:Study) WHERE s.same IS NULL RETURN count(s.id) AS n") == [{"n": 103}]
    assert told == ["x.db is on a read-only disk: it is read without a lock."]
    with pytest.raises(StoreUnreachable, match="cannot be changed: no file can be written beside it"):
        open_store(tmp_path / "x.db")


def test_a_second_handle_in_one_process_is_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from beliefgraph.graph.engines import lock

    monkeypatch.setattr(lock, "WAIT", 0.1)
    Library(tmp_path / "x.db").load_demo()
    with Library(tmp_path / "x.db") as first:
        first.sources()
        with pytest.raises(Exception, match=r"open already|in use"):
            open_store(tmp_path / "x.db", read_only=True)


def test_question_errors_name_the_fault(tmp_path: Path) -> None:
    with Library(tmp_path / "x.db") as library:
        library.load_demo()
        with pytest.raises(QuestionError, match=r"cannot be understood: .*nonsense"):
            library.cypher("RETURN nonsense(1) AS n")

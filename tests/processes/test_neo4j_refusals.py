"""What a person reads when a server does not do what was asked: one sentence with a cure, no traceback, no password."""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from beliefgraph.errors import AccessRefused, StoreUnreachable
from beliefgraph.graph.store import Access, open_store
from beliefgraph.library import Library
from support.engines import Neo4j
from support.many_quotes import tables

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.neo4j_server import Server

WRONG = "not-the-secret-word"


@dataclass(frozen=True)
class Said:
    """What a command printed."""

    code: int
    out: str
    err: str


def command(neo4j: Neo4j, *words: str, **environment: str) -> Said:
    """Run the command line as a person does; what is given here takes the place of the right user and password."""
    right = {"NEO4J_USERNAME": neo4j.reached.user, "NEO4J_PASSWORD": neo4j.reached.password}
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
    done = subprocess.run(
        [sys.executable, "-m", "beliefgraph", *words],
        env={**inherited, **right, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    for secret in (neo4j.reached.password, WRONG):
        assert secret not in done.stdout + done.stderr
    return Said(done.returncode, done.stdout, done.stderr)


def refused(said: Said, words: str) -> None:
    """One error of one paragraph, and nothing for programs."""
    assert said.code == 1
    assert said.out == ""
    assert re.fullmatch(r"Error: [^\n]+\n", said.err), said.err
    assert "Traceback" not in said.err
    assert re.search(words, said.err), said.err


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three quotes of one study."""
    return tables(tmp_path / "mine", 3)


@pytest.fixture
def url(neo4j: Neo4j, folder: Path, tmp_path: Path) -> str:
    """The address of a server with these quotes."""
    address = neo4j.empty(tmp_path)
    with neo4j.library(address) as library:
        library.load(folder)
    return address


def test_the_right_user_may(neo4j: Neo4j, url: str) -> None:
    said = command(neo4j, "sources", "--db", url, "--format", "csv", "--database", "neo4j")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines()[1].startswith("mine,1,evidence-tables,5,")


@pytest.mark.parametrize("words", [("sources",), ("paths", "a", "b"), ("load", "{folder}")], ids=" ".join)
def test_a_wrong_password(neo4j: Neo4j, url: str, folder: Path, words: tuple[str, ...]) -> None:
    given = [word.format(folder=folder) for word in words]
    said = command(neo4j, *given, "--db", url, NEO4J_PASSWORD=WRONG)
    refused(
        said, r"does not let neo4j in: the user name or the password is wrong or missing\. Set NEO4J_USERNAME"
    )


def test_a_wrong_user(neo4j: Neo4j, url: str) -> None:
    refused(command(neo4j, "sources", "--db", url, "--user", "nobody"), "does not let nobody in")


def test_no_password(neo4j: Neo4j, url: str) -> None:
    refused(
        command(neo4j, "sources", "--db", url, NEO4J_PASSWORD=""),
        "password is wrong or missing|wants a user name",
    )


def test_a_database_that_is_not_there(neo4j: Neo4j, url: str) -> None:
    said = command(neo4j, "sources", "--db", url, "--database", "reviews")
    refused(said, "has no database reviews. Check --database and NEO4J_DATABASE")


def test_nobody_there(neo4j: Neo4j) -> None:
    refused(
        command(neo4j, "sources", "--db", "bolt://127.0.0.1:1"),
        "No Neo4j server answers at bolt://127.0.0.1:1",
    )
    refused(command(neo4j, "sources", "--db", "neo4j://127.0.0.1:1"), "No Neo4j server answers")
    refused(command(neo4j, "sources", "--db", "bolt://no-such-host.invalid:7687"), "No Neo4j server answers")


def test_encryption_where_there_is_none(neo4j: Neo4j, url: str) -> None:
    for scheme in ("bolt+s", "neo4j+s", "bolt+ssc"):
        refused(command(neo4j, "sources", "--db", url.replace("bolt", scheme)), "without encryption")


@pytest.mark.parametrize("scheme", ["http", "bolt+x", "ftp"])
def test_an_address_that_is_none(neo4j: Neo4j, scheme: str) -> None:
    said = command(neo4j, "sources", "--db", f"{scheme}://127.0.0.1:7474")
    refused(said, "is not the address of a Neo4j server. Write bolt://HOST:7687")


def test_a_password_in_the_address_is_not_repeated(neo4j: Neo4j) -> None:
    said = command(neo4j, "sources", "--db", f"bolt://neo4j:{WRONG}@127.0.0.1:7687")
    refused(said, "must not hold a user name or a password")


def test_a_database_of_something_else_is_left_alone(neo4j: Neo4j, folder: Path) -> None:
    url = neo4j.bare()
    neo4j.run("CREATE (:Person {name: 'Ada'})-[:KNOWS]->(:Person {name: 'Bo'})")
    for words in (("load", str(folder)), ("sources",), ("demo", "--no-browser"), ("unload", "mine")):
        refused(
            command(neo4j, *words, "--db", url), "holds something (else|that is not a beliefgraph library)"
        )
    assert neo4j.run("MATCH (n) RETURN n.name AS name ORDER BY name") == [{"name": "Ada"}, {"name": "Bo"}]
    assert neo4j.run("SHOW CONSTRAINTS YIELD name RETURN name") == []


def test_a_library_of_a_newer_version_is_left_alone(neo4j: Neo4j, url: str, folder: Path) -> None:
    neo4j.run("MATCH (l:Library) SET l.model_version = 99, l.load_number = 7")
    for words in (("load", str(folder)), ("sources",), ("unload", "mine")):
        refused(command(neo4j, *words, "--db", url), r"written by a newer beliefgraph \(model version 99")
    assert neo4j.run("MATCH (l:Library) RETURN l.load_number AS n, l.model_version AS v") == [
        {"n": 7, "v": 99}
    ]


def test_an_empty_database_is_an_empty_library(neo4j: Neo4j, tmp_path: Path) -> None:
    url = neo4j.empty(tmp_path)
    refused(command(neo4j, "sources", "--db", url), "is empty. Load something with 'beliefgraph load FILE")


@pytest.mark.slow
def test_a_database_that_can_only_be_read(new_server: Callable[..., Server], folder: Path) -> None:
    server = new_server()
    neo4j = Neo4j(server)
    with neo4j.library(server.url) as library:
        library.load(folder)
    server.stop()
    server.start({"server.databases.default_to_read_only": "true"})
    assert command(neo4j, "sources", "--db", server.url).code == 0
    before = neo4j.run("MATCH (l:Library) RETURN properties(l) AS all")
    for words in (("load", str(tables(folder, 4))), ("unload", "mine")):
        refused(command(neo4j, *words, "--db", server.url), "can only be read")
    assert neo4j.run("MATCH (l:Library) RETURN properties(l) AS all") == before


@pytest.mark.slow
def test_too_little_memory_and_too_many_wrong_passwords(
    new_server: Callable[..., Server], folder: Path
) -> None:
    limits = {"dbms.memory.transaction.total.max": "32m", "dbms.security.auth_max_failed_attempts": "3"}
    server = new_server(settings=limits)
    neo4j = Neo4j(server)
    with neo4j.library(server.url) as library:
        library.load(folder)
    everything = "MATCH (n) RETURN labels(n)[0] AS label, properties(n) AS all ORDER BY label, n.id"
    before = neo4j.run(everything)
    said = command(neo4j, "load", str(tables(folder, 20_000)), "--db", server.url)
    refused(said, r"too little memory .*nothing was written.*server\.memory\.heap\.max_size.*total\.max")
    assert neo4j.run(everything) == before
    for _ in range(3):
        refused(command(neo4j, "sources", "--db", server.url, NEO4J_PASSWORD=WRONG), "wrong or missing")
    said = command(neo4j, "sources", "--db", server.url)
    refused(said, "takes no password of neo4j for the moment")


def test_the_password_is_in_no_representation_and_no_log(
    neo4j: Neo4j, url: str, caplog: pytest.LogCaptureFixture
) -> None:
    """The driver's own log is part of it, down to the last detail."""
    secret = neo4j.reached.password
    caplog.set_level(logging.DEBUG, logger="neo4j")
    access = Access("neo4j", secret)
    library = Library(url, access=access)
    library.sources()
    store = open_store(url, read_only=True, access=access)
    shown = [repr(one) for one in (access, library, store, vars(store), vars(library))]
    store.close()
    library.close()
    with pytest.raises(AccessRefused) as wrong:
        open_store(url, access=Access("neo4j", WRONG))
    with pytest.raises(StoreUnreachable) as nobody:
        open_store("bolt://127.0.0.1:1", access=access)
    errors = [wrong.value, nobody.value, wrong.value.__cause__, nobody.value.__cause__]
    assert len(caplog.records) > 20
    for text in (*shown, *map(repr, errors), *map(str, errors), caplog.text):
        assert secret not in text
        assert WRONG not in text

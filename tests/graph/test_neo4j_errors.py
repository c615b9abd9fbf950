"""Every error of the server and the driver becomes one of ours, with what to do; no server is needed here."""

from __future__ import annotations

import pytest
from neo4j import exceptions as driver

from beliefgraph.errors import (
    AccessRefused,
    BeliefGraphError,
    CommitUnknown,
    QueryTimeout,
    QuestionError,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreUnreachable,
    WriteRefused,
)
from beliefgraph.graph.engines.neo4j_errors import translated
from beliefgraph.graph.moving import refuse_same
from beliefgraph.graph.store import Access, check_address, is_server, open_store

URL = "bolt://server.example:7687"


def ours(
    error: BaseException, *, connected: bool = True, database: str | None = None, timeout: float | None = None
) -> BeliefGraphError:
    with (
        pytest.raises(BeliefGraphError) as found,
        translated(URL, "ann", database, connected=connected, timeout=timeout),
    ):
        raise error
    assert found.value.__cause__ is error
    return found.value


def coded(code: str, message: str = "What the server says.") -> BaseException:
    error: BaseException = driver.Neo4jError._hydrate_neo4j(code=f"Neo.{code}", message=message)
    return error


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        ("ClientError.Security.Unauthorized", AccessRefused, ("ann", "NEO4J_PASSWORD", URL)),
        ("ClientError.Security.AuthenticationRateLimit", AccessRefused, ("Wait ten seconds",)),
        ("ClientError.Security.CredentialsExpired", AccessRefused, ("must be changed",)),
        ("ClientError.Security.Forbidden", AccessRefused, ("What the server says", "right to read")),
        ("ClientError.Database.DatabaseNotFound", StoreUnreachable, ("--database", "home database")),
        ("TransientError.Database.DatabaseUnavailable", StoreUnreachable, ("Start it",)),
        ("ClientError.Statement.AccessMode", WriteRefused, ("may only read",)),
        ("ClientError.Schema.ConstraintValidationFailed", StoreError, ("given twice",)),
        ("DatabaseError.Schema.ConstraintCreationFailed", StoreDamaged, ("unique ids",)),
        ("ClientError.Statement.UnsupportedAdministrationCommand", StoreError, ("edition",)),
        ("ClientError.Transaction.TransactionTimedOutClientConfiguration", QueryTimeout, ("too long",)),
        ("ClientError.Transaction.TransactionTimedOut", QueryTimeout, ("too long",)),
        ("ClientError.Statement.SyntaxError", QuestionError, ("cannot be understood",)),
        ("ClientError.Statement.SemanticError", QuestionError, ("cannot be understood",)),
        ("ClientError.Statement.TypeError", QuestionError, ("cannot be understood",)),
        ("ClientError.Statement.ParameterMissing", QuestionError, ("has no value",)),
        ("DatabaseError.Statement.ExecutionFailed", StoreError, ("could not do this",)),
        ("TransientError.General.MemoryPoolOutOfMemoryError", StoreError, ("server.memory.heap.max_size",)),
        (
            "TransientError.General.TransactionOutOfMemoryError",
            StoreError,
            ("dbms.memory.transaction.total.max",),
        ),
        ("TransientError.Transaction.DeadlockDetected", StoreBusy, ("Try again",)),
        ("TransientError.Transaction.LockAcquisitionTimeout", StoreBusy, ("Try again later",)),
        ("ClientError.Cluster.NotALeader", StoreUnreachable, ("neo4j://",)),
        ("ClientError.General.ForbiddenOnReadOnlyDatabase", WriteRefused, ("can only be read",)),
        ("DatabaseError.General.UnknownError", StoreError, ("UnknownError", "What the server says")),
    ],
)
def test_the_code_of_the_server_decides(
    code: str, kind: type[BeliefGraphError], words: tuple[str, ...]
) -> None:
    found = ours(coded(code))
    assert type(found) is kind
    assert all(word in str(found) for word in words), str(found)
    assert "{" not in str(found)


def test_a_limit_that_was_given_is_named() -> None:
    code = "ClientError.Transaction.TransactionTimedOutClientConfiguration"
    assert "longer than 2.5 seconds" in str(ours(coded(code), timeout=2.5))


def test_the_database_that_was_asked_for_is_named() -> None:
    assert "no database reviews" in str(
        ours(coded("ClientError.Database.DatabaseNotFound"), database="reviews")
    )


def test_only_the_sentence_of_a_syntax_error_is_shown() -> None:
    message = 'Invalid input "RETURN" (line 1, column 5)\n"MATCH (n RETURN n"\n         ^'
    assert str(ours(coded("ClientError.Statement.SyntaxError", message))).endswith(
        'Invalid input "RETURN" (line 1, column 5)'
    )


def test_before_the_server_has_answered_the_address_is_doubted() -> None:
    found = ours(driver.ServiceUnavailable("Couldn't connect to server.example:7687"), connected=False)
    assert type(found) is StoreUnreachable
    assert "7687, not 7474" in str(found)


@pytest.mark.parametrize("error", [driver.ServiceUnavailable("gone"), driver.SessionExpired("gone")])
def test_afterwards_the_connection_broke(error: BaseException) -> None:
    found = ours(error)
    assert type(found) is StoreUnreachable
    assert "nothing of this was stored" in str(found)


def test_a_connection_lost_during_a_commit_leaves_a_question() -> None:
    found = ours(driver.IncompleteCommit("gone"))
    assert type(found) is CommitUnknown
    assert "beliefgraph changes" in str(found)


def test_values_that_the_driver_cannot_send_are_told() -> None:
    assert type(ours(OverflowError("Integer out of range"))) is QuestionError
    with (
        pytest.raises(QuestionError, match="surrogates"),
        translated(URL, "ann", None, connected=True),
    ):
        "\ud800".encode()


def test_other_errors_pass() -> None:
    with pytest.raises(ZeroDivisionError), translated(URL, "ann", None, connected=True):
        raise ZeroDivisionError


@pytest.mark.parametrize(
    "address",
    ["http://localhost:7474", "bolt://", "bolt://host:abc", "bolt://host:99999", "ftp://x", "bolt+x://host"],
)
def test_an_address_that_is_none_is_shown_with_the_right_form(address: str) -> None:
    with pytest.raises(StoreUnreachable, match=r"bolt://HOST:7687") as found:
        open_store(address)
    assert address in str(found.value)


SECRETS = [
    "bolt://ann:secret@host:7687",
    "neo4j+s://secret@host",
    "bolt://a:secret@h:x",
    "bolt://ann:12/secret@host",
    "bolt://ann/secret",
    "bolt://ann:#secret",
    "bolt://host:7687/?password=secret",
]


@pytest.mark.parametrize("address", SECRETS)
def test_a_password_in_an_address_is_refused_and_never_repeated(address: str) -> None:
    with pytest.raises(StoreUnreachable, match=r"must not hold|nothing after them") as found:
        open_store(address)
    assert "secret" not in str(found.value)


@pytest.mark.parametrize("address", SECRETS)
def test_it_is_not_repeated_either_where_two_addresses_are_compared(address: str) -> None:
    with pytest.raises(StoreUnreachable) as found:
        refuse_same(address, None, address, None)
    assert "secret" not in str(found.value)


def test_a_slash_at_the_end_is_no_harm() -> None:
    check_address("bolt://host:7687/")


def test_a_password_is_in_no_repr() -> None:
    assert "secret" not in repr(Access("ann", "secret", "reviews"))


def test_a_folder_is_no_server() -> None:
    assert is_server("neo4j+s://example.com")
    assert not is_server("beliefgraph.db")
    assert not is_server(r"C:\reviews\beliefgraph.db")

"""Who opens a server's database: options, environment, a question on a terminal; never an option with a password."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

from beliefgraph.cli import cli
from beliefgraph.terminal import session

if TYPE_CHECKING:
    from typing import Any

URL = "bolt://127.0.0.1:1"
"""Nothing listens there."""


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A terminal where the password is typed; returns what was asked."""
    questions: list[str] = []

    def prompt(text: str, **options: Any) -> str:
        assert options["hide_input"] is True
        assert options["err"] is True
        questions.append(text)
        return "typed"

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr(click, "prompt", prompt)
    return questions


def test_a_folder_asks_nothing(asked: list[str]) -> None:
    assert session.access_to("library.db", None, None) is None
    assert asked == []


def test_a_server_asks_for_the_password_of_the_user_it_is_given(asked: list[str]) -> None:
    access = session.access_to(URL, "ann", "reviews")
    assert access is not None
    assert (access.user, access.password, access.database) == ("ann", "typed", "reviews")
    assert len(asked) == 1
    assert "ann" in asked[0]


def test_nothing_is_asked_where_the_environment_has_it(
    asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "secret")
    access = session.access_to(URL, None, None)
    assert access is not None
    assert access.password == "secret"
    assert asked == []


def test_nothing_is_asked_where_nobody_can_answer() -> None:
    access = session.access_to(URL, None, None)
    assert access is not None
    assert access.password is None


@pytest.mark.parametrize("option", ["--user", "--database"])
def test_a_folder_has_no_users(option: str) -> None:
    result = CliRunner().invoke(cli, ["--db", "library.db", "sources", option, "ann"])
    assert result.exit_code == 2
    assert "library.db is the name of a folder" in result.output


def test_an_unreachable_server_is_one_sentence() -> None:
    result = CliRunner().invoke(cli, ["sources", "--db", URL])
    assert result.exit_code == 1
    assert result.output.startswith(f"Error: No Neo4j server answers at {URL}")


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_no_command_takes_a_password(command: str) -> None:
    names = [name for one in cli.commands[command].params for name in one.opts]
    assert not any("pass" in name for name in names)


def test_another_server_is_not_told_the_password_of_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    from beliefgraph.library import Library
    from beliefgraph.terminal.moving import _access

    monkeypatch.setenv("NEO4J_USERNAME", "ann")
    monkeypatch.setenv("NEO4J_PASSWORD", "of the first")
    monkeypatch.setenv("NEO4J_DATABASE", "reviews")
    there = _access(Library("bolt://one.example"), "bolt://two.example", None, None)
    assert there is not None
    assert (there.user, there.password, there.database) == ("neo4j", "", "")
    monkeypatch.setenv("NEO4J_TO_PASSWORD", "of the second")
    there = _access(Library("bolt://one.example"), "bolt://two.example", "bob", "mine")
    assert there is not None
    assert (there.user, there.password, there.database) == ("bob", "of the second", "mine")


def test_from_a_folder_the_server_is_the_only_one(monkeypatch: pytest.MonkeyPatch) -> None:
    from beliefgraph.library import Library
    from beliefgraph.terminal.moving import _access

    monkeypatch.setenv("NEO4J_PASSWORD", "of the server")
    there = _access(Library("here.db"), "bolt://two.example", None, None)
    assert there is not None
    assert there.password == "of the server"

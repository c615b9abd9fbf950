"""The server for a team: what docker-compose.yml must not do. Docker itself is not run here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def compose() -> str:
    path = ROOT / "docker-compose.yml"
    if not path.exists():
        pytest.skip("only in a checkout: the file is not part of the installed package")
    return path.read_text(encoding="utf-8")


def test_every_port_is_open_to_this_machine_only(compose: str) -> None:
    listed = compose.split("ports:")[1].split("volumes:")[0]
    ports = re.findall(r"^\s*- (\S+)$", listed, re.MULTILINE)
    assert ports == ["127.0.0.1:7474:7474", "127.0.0.1:7687:7687"]


def test_there_is_no_password_to_begin_with(compose: str) -> None:
    (auth,) = re.findall(r"^\s*NEO4J_AUTH: (.*)$", compose, re.MULTILINE)
    assert auth.startswith("neo4j/${NEO4J_PASSWORD:?"), "an empty or missing password must stop the start"
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert re.findall(r"^\s*(NEO4J_PASSWORD=.*)$", example, re.MULTILINE) == ["NEO4J_PASSWORD="]


def test_the_file_with_the_password_is_not_kept_in_git(compose: str) -> None:
    assert ".env" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_the_image_is_the_version_that_the_tests_use(compose: str) -> None:
    from support.neo4j_jars import VERSIONS

    assert re.findall(r"^\s*image: (\S+)", compose, re.MULTILINE) == [f"neo4j:{VERSIONS['lts']}-community"]


def test_the_heap_fits_a_large_load(compose: str) -> None:
    """Measured: 100,000 quotes with 300,000 links in one transaction fail with 1 GB of heap and pass with 2."""
    sizes = re.findall(r"heap_max__size: \$\{NEO4J_HEAP:-(\d+)G\}", compose)
    assert [int(size) for size in sizes] == [4]

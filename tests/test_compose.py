"""The server that docker-compose.yml starts: this machine only, one version, no password to begin with.

There is no Docker in these tests. The file is read line by line, so it must stay as plain as it is, and a real server
is asked whether it knows the settings.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support.neo4j_jars import VERSIONS
from support.neo4j_server import LTS_SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.neo4j_server import Server

ROOT = Path(__file__).resolve().parent.parent
COMPOSE = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
LINES = [line.split(" #")[0].rstrip() for line in COMPOSE.splitlines() if not line.lstrip().startswith("#")]


def block(name: str) -> list[str]:
    """The lines that are indented more than ``name:``, without their indent and the dash of a list."""
    start = next(index for index, line in enumerate(LINES) if line.strip() == f"{name}:")
    indent = len(LINES[start]) - len(LINES[start].lstrip())
    found = []
    for line in LINES[start + 1 :]:
        if line and len(line) - len(line.lstrip()) <= indent:
            break
        found.append(line.strip().removeprefix("- "))
    return found


def environment() -> dict[str, str]:
    return dict(line.split(": ", 1) for line in block("environment"))


def settings() -> dict[str, str]:
    """The names of neo4j.conf: the image reads ``NEO4J_a_b__c`` as ``a.b_c``; a variable counts as its default."""
    given = {name.removeprefix("NEO4J_"): value for name, value in environment().items()}
    del given["AUTH"]
    return {
        name.replace("__", "\0").replace("_", ".").replace("\0", "_"): re.sub(
            r"\$\{\w+:-(\w+)\}", r"\1", value
        ).strip('"')
        for name, value in given.items()
    }


def test_every_port_is_open_to_this_machine_only() -> None:
    assert block("ports") == ["127.0.0.1:7474:7474", "127.0.0.1:7687:7687"]
    assert "network_mode" not in COMPOSE


def test_the_version_is_pinned_and_the_one_that_is_tested() -> None:
    (image,) = (line.split("image:")[1].strip() for line in LINES if "image:" in line)
    assert image == f"neo4j:{VERSIONS['lts']}-community"


def test_there_is_no_password_to_begin_with() -> None:
    assert re.fullmatch(r"neo4j/\$\{NEO4J_PASSWORD:\?[\w .]+\}", environment()["NEO4J_AUTH"])
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert re.findall(r"^(\w+)=(.*)$", example, re.MULTILINE) == [("NEO4J_PASSWORD", "")]
    assert ".env" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_every_variable_is_explained_in_the_example() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    for name in re.findall(r"\$\{(\w+)", COMPOSE):
        assert re.search(rf"^#?{name}=", example, re.MULTILINE), name


def test_data_outlive_the_container_and_waiting_ends_when_it_answers() -> None:
    assert block("volumes")[0] == "library:/data"
    assert LINES.count("volumes:") == 1
    assert any(line.startswith("test:") and "7474" in line for line in block("healthcheck"))


@pytest.mark.slow
def test_a_server_knows_the_settings(new_server: Callable[..., Server]) -> None:
    given = settings()
    # Measured: 100,000 quotes with 300,000 links in one transaction fail with 1 GB of heap and pass with 2.
    assert given["server.memory.heap.max_size"] == "4G"
    strict = {"server.config.strict_validation.enabled": "true"}
    # Names that only make the tests faster, and that a strict server refuses.
    ours = dict.fromkeys(LTS_SETTINGS)
    new_server(settings={**given, **strict, **ours})
    with pytest.raises(RuntimeError, match=r"server\.memory\.heap\.size"):
        new_server(settings={**given, **strict, **ours, "server.memory.heap.size": "4G"})

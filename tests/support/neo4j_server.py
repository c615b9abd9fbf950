"""A real Neo4j server for the tests, on a free loopback port, without containers.

``shared()`` is the one that all tests use: started when first asked for, stopped when the tests end.
``BELIEFGRAPH_TEST_NEO4J`` names a running server to use instead, ``BELIEFGRAPH_TEST_NEO4J_VERSION`` the version to start
(``lts`` or ``current``). Tests that stop or kill a server start one of their own.
"""

from __future__ import annotations

import atexit
import hashlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from support.neo4j_jars import VERSIONS, NoServer, class_path, find_java, is_lts, main_class

if TYPE_CHECKING:
    from collections.abc import Mapping

USER = "neo4j"
SECONDS_TO_START = 180.0
JVM = (
    "-XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError -Dfile.encoding=UTF-8 "
    "-Dlog4j2.disable.jmx=true --add-opens=java.base/java.nio=ALL-UNNAMED --add-opens=java.base/java.io=ALL-UNNAMED "
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED --add-opens=java.base/java.util.concurrent=ALL-UNNAMED"
)
SHORT, LONG = "-XX:TieredStopAtLevel=1 -Xms64m", "-Xms768m -Xmn400m"
"""What is best for a server of one test, which must start soon, and for one of many, which makes plans all the time."""
SETTINGS = {
    "server.default_listen_address": "127.0.0.1",
    "server.http.enabled": "false",
    "server.https.enabled": "false",
    "server.memory.pagecache.size": "128m",
    # A test of a wrong password must not lock the next test out.
    "dbms.security.auth_max_failed_attempts": "0",
    # Plans are made once, not anew whenever a test has filled or emptied the database.
    "dbms.cypher.statistics_divergence_threshold": "1.0",
    "dbms.usage_report.enabled": "false",
    "db.tx_log.rotation.retention_policy": "keep_none",
    # The next ones are internal names; without them every stop takes ten seconds longer.
    "server.config.strict_validation.enabled": "false",
}
LTS_SETTINGS = {"internal.dbms.bolt.netty_server_shutdown_quiet_period": "0"}
CURRENT_SETTINGS = {
    "internal.dbms.bolt.netty_server_shutdown_quiet_period_duration": "0s",
    "dbms.fleet_manager.enabled": "false",
    # What the configuration that Neo4j ships says since 2026.02; without it a server still speaks Cypher 5.
    "db.query.default_language": "CYPHER_25",
}
KEEPER = """
import os, shutil, sys, time
sys.stdin.read()
os.kill(int(sys.argv[1]), 9)
time.sleep(1)
shutil.rmtree(sys.argv[2])
"""
"""Ends the server when the tests are killed: its stdin ends with the process that holds the other end."""


@dataclass
class Server:
    """A server of ours: its folder, and how to reach it."""

    folder: Path
    version: str
    settings: dict[str, str | None] = field(default_factory=dict)
    heap: str = "1g"
    life: str = SHORT
    password: str = field(default_factory=lambda: secrets.token_urlsafe(12))
    user: str = USER
    port: int = 0
    process: subprocess.Popen[bytes] | None = None
    keeper: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"bolt://127.0.0.1:{self.port}"

    def start(self, settings: Mapping[str, str | None] | None = None) -> None:
        """Start on the data that the folder holds, and wait until the server answers. A restart keeps the port.

        ``settings`` count for this start only; None leaves one of ours out.
        """
        jars = class_path(self.version, fetch=os.environ.get("CI") == "true")
        java = find_java(self.version)
        if not (self.folder / "data").exists():
            _write_password(self.folder, self.password)
        for _ in range(3):  # another program may take the port first
            self.port = self.port or _free_port()
            self._write_settings({**self.settings, **(settings or {})})
            log = self._run(java, jars)
            if log is None:
                return
            if "Address already in use" not in log:
                break
            self.port = 0
        raise RuntimeError(f"Neo4j {self.version} did not start.\n{log}")

    def stop(self) -> None:
        """End the server properly."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End the server at once, as a power cut would."""
        self._end(signal.SIGKILL)

    def remove(self) -> None:
        """End the server and delete its folder."""
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _end(self, how: signal.Signals) -> None:
        if self.keeper is not None:
            self.keeper.kill()
            self.keeper.communicate()
            self.keeper = None
        if self.process is not None:
            self.process.send_signal(how)
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            self.process = None

    def _write_settings(self, settings: Mapping[str, str | None]) -> None:
        address = f"127.0.0.1:{self.port}"
        together: dict[str, str | None] = {
            **SETTINGS,
            **(LTS_SETTINGS if is_lts(self.version) else CURRENT_SETTINGS),
            "server.bolt.listen_address": address,
            "server.bolt.advertised_address": address,
            **settings,
        }
        (self.folder / "conf").mkdir(exist_ok=True)
        (self.folder / "conf" / "neo4j.conf").write_text(
            "".join(f"{name}={value}\n" for name, value in together.items() if value is not None),
            encoding="utf-8",
        )

    def _run(self, java: Path, jars: list[Path]) -> str | None:
        """Start the process; return None when it answers, or what it said when it ended."""
        arguments = (
            self.folder / "java.args"
        )  # the class path is longer than some systems allow on the command line
        arguments.write_text(f'-cp "{os.pathsep.join(map(str, jars))}"\n', encoding="utf-8")
        (self.folder / "logs").mkdir(exist_ok=True)
        console = self.folder / "logs" / "console.log"
        with console.open("w") as out:
            self.process = subprocess.Popen(
                [
                    str(java),
                    *JVM.split(),
                    *self.life.split(),
                    f"-Xmx{self.heap}",
                    f"@{arguments}",
                    main_class(jars),
                    f"--home-dir={self.folder}",
                    f"--config-dir={self.folder / 'conf'}",
                ],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.keeper = subprocess.Popen(
            [sys.executable, "-c", KEEPER, str(self.process.pid), str(self.folder)],
            stdin=subprocess.PIPE,
            start_new_session=True,
        )
        end = time.monotonic() + SECONDS_TO_START
        while self.process.poll() is None and time.monotonic() < end:
            if _answers(self.port):
                return None
            time.sleep(0.05)
        self.kill()
        logs = (self.folder / "logs" / "neo4j.log", console)
        return "".join(log.read_text(errors="replace")[-3000:] for log in logs if log.exists())


@dataclass(frozen=True)
class Given:
    """A running server that ``BELIEFGRAPH_TEST_NEO4J`` names; the tests may empty its database."""

    url: str
    user: str
    password: str


def version() -> str:
    """Return the version that the tests are to use."""
    name = os.environ.get("BELIEFGRAPH_TEST_NEO4J_VERSION") or "lts"
    return VERSIONS.get(name, name)


@cache
def shared() -> Server | Given:
    """Return the server that all tests share. Raises NoServer with the reason where there can be none."""
    given = os.environ.get("BELIEFGRAPH_TEST_NEO4J")
    if given:
        return Given(given, os.environ.get("NEO4J_USERNAME") or USER, os.environ.get("NEO4J_PASSWORD") or "")
    return started(life=LONG)


def started(
    *, heap: str = "1g", life: str = SHORT, settings: Mapping[str, str | None] | None = None
) -> Server:
    """Return a new server with an empty database, already started; it ends with the tests at the latest."""
    folder = Path(tempfile.mkdtemp(prefix="beliefgraph-neo4j-"))
    server = Server(folder, version(), dict(settings or {}), heap, life)
    atexit.register(server.remove)
    try:
        server.start()
    except NoServer:
        server.remove()
        raise
    return server


def _write_password(folder: Path, password: str) -> None:
    """Write what ``neo4j-admin dbms set-initial-password`` writes; the first start reads it."""
    salt = secrets.token_bytes(32)
    digest = hashlib.sha256(salt + password.encode()).digest()
    for _ in range(1023):
        digest = hashlib.sha256(digest).digest()
    target = folder / "data" / "dbms"
    target.mkdir(parents=True)
    (target / "auth.ini").write_text(f"{USER}:SHA-256,{digest.hex()},{salt.hex()},1024:\n", encoding="utf-8")


def _free_port() -> int:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        port: int = opened.getsockname()[1]
        return port


def _answers(port: int) -> bool:
    """Tell whether a server that speaks Bolt listens there."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as opened:
            opened.settimeout(5)
            opened.sendall(bytes.fromhex("6060b017 00080805 00000404 00000000 00000000"))
            return opened.recv(4) not in (b"", b"\0\0\0\0")
    except OSError:
        return False

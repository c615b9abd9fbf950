"""What a Neo4j server is made of: its jars, which Maven fetches, and a Java that fits.

``python -m support.neo4j_jars lts current`` fetches the jars (about 170 MB a version, once). Tests use what is there
and fetch nothing, except where ``CI=true``.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import portalocker

VERSIONS = {"lts": "5.26.30", "current": "2026.08.1"}
PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath"
POM = """<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>local</groupId><artifactId>neo4j-server</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{version}</version></dependency>
  </dependencies>
</project>
"""
TRIES = 3
"""A registry may answer late; Maven keeps what it has already."""


class NoServer(Exception):  # noqa: N818 - a reason, not an error
    """No server can be started here; the text says why and what to do."""


def is_lts(version: str) -> bool:
    return version.startswith("5.")


def find_java(version: str) -> Path:
    """Return a Java that runs this version: of JAVA_HOME, on PATH, or installed beside that one."""
    wanted = "Java 17 or 21" if is_lts(version) else "Java 21 or newer"
    seen = []
    for java in _javas():
        major = _major(java)
        if major is not None and (major in (17, 21) if is_lts(version) else major >= 21):
            return java
        seen += [f"{major} in {java}"] if major else []
    found = ", ".join(seen) or "none"
    raise NoServer(
        f"Neo4j {version} needs {wanted}; found: {found}. Install one, or let JAVA_HOME name its folder."
    )


def _javas() -> list[Path]:
    home, on_path = os.environ.get("JAVA_HOME"), shutil.which("java")
    found = [Path(home) / "bin" / "java"] if home else []
    if on_path:
        found.append(Path(on_path))
        # .../jvm/java-17-openjdk-amd64/bin/java: its siblings are other versions
        found += sorted(Path(on_path).resolve().parent.parent.parent.glob("*/bin/java"))
    found += sorted((Path.home() / ".sdkman" / "candidates" / "java").glob("*/bin/java"))
    return [java for java in found if java.exists()]


def _major(java: Path) -> int | None:
    told = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=60, check=False).stderr
    found = re.search(r'version "(\d+)', told)
    return int(found[1]) if found else None


def class_path(version: str, *, fetch: bool) -> list[Path]:
    """Return the jars of one version; Maven finds them once, and the list is kept in the user's cache folder."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "beliefgraph" / "neo4j" / version
    kept = folder / "classpath"
    if not (jars := _kept(kept)) and not fetch:
        raise NoServer(
            f"The server jars of Neo4j {version} are not here. Fetch them, about 170 MB, with: make neo4j"
        )
    if not jars:
        folder.mkdir(parents=True, exist_ok=True)
        with portalocker.Lock(folder / "lock", timeout=600):
            jars = _kept(kept) or _resolve(version, kept)
    return jars


def _kept(kept: Path) -> list[Path]:
    if not kept.exists():
        return []
    jars = [Path(jar) for jar in kept.read_text(encoding="utf-8").strip().split(os.pathsep)]
    return jars if all(jar.exists() for jar in jars) else []


def _resolve(version: str, kept: Path) -> list[Path]:
    maven = shutil.which("mvn")
    if maven is None:
        raise NoServer(f"Maven (mvn) is not on PATH; it fetches the server jars of Neo4j {version}.")
    pom, new = kept.with_name("pom.xml"), kept.with_name("classpath.new")
    pom.write_text(POM.format(version=version), encoding="utf-8")
    command = [
        maven,
        "-B",
        "-q",
        "-f",
        str(pom),
        PLUGIN,
        "-DincludeScope=runtime",
        f"-Dmdep.outputFile={new}",
    ]
    for _ in range(TRIES):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            new.replace(kept)
            return _kept(kept)
        if "Could not find artifact" in done.stdout:
            break
    raise NoServer(f"Maven could not fetch the server jars of Neo4j {version}:\n{done.stdout[-2000:]}")


def main_class(jars: list[Path]) -> str:
    """Return the class to start; its name differs between versions."""
    jar = next(jar for jar in jars if re.fullmatch(r"neo4j-\d[\w.\-]*\.jar", jar.name))
    with zipfile.ZipFile(jar) as opened:
        return opened.read("META-INF/services/org.neo4j.server.startup.EntryPoint").decode().split()[0]


def main(names: list[str]) -> str | None:
    """Fetch the jars of the versions named; returns why one cannot be had, or run."""
    for version in (VERSIONS.get(name, name) for name in names or ["lts"]):
        try:
            class_path(version, fetch=True)
            find_java(version)
        except NoServer as reason:
            return str(reason)
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

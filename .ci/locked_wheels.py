"""Check that every locked package has a wheel for each Python and platform we say we support.

Usage: locked_wheels.py VERSION...: the Python versions whose tests ran here. Exits 1 and lists what has no wheel.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from packaging.requirements import Requirement
from packaging.tags import Tag, compatible_tags, cpython_tags, mac_platforms
from packaging.utils import canonicalize_name, parse_wheel_filename

if TYPE_CHECKING:
    from collections.abc import Iterator

VERSIONS = ((3, 11), (3, 12), (3, 13), (3, 14))
PLATFORMS = {
    "Linux x86-64": ("linux", "x86_64"),
    "Linux arm64": ("linux", "aarch64"),
    "macOS arm64": ("darwin", "arm64"),
    "Windows x86-64": ("win32", "AMD64"),
}


def platform_tags(system: str, machine: str) -> list[str]:
    """Return the platform tags pip accepts there: glibc 2.28 and later, macOS 14 and later."""
    if system == "linux":
        old = {"x86_64": ["manylinux2014", "manylinux2010", "manylinux1"], "aarch64": ["manylinux2014"]}[
            machine
        ]
        new = [f"manylinux_2_{minor}" for minor in range(28, 4, -1)]
        return [f"{name}_{machine}" for name in (*new, *old)]
    if system == "darwin":
        return list(mac_platforms((14, 0), machine))
    return ["win_amd64"]


def tags(version: tuple[int, int], platforms: list[str]) -> set[Tag]:
    """Return the wheel tags of one Python on one platform."""
    interpreter = f"cp{version[0]}{version[1]}"
    native = cpython_tags(version, [interpreter], platforms)
    return {*native, *compatible_tags(version, interpreter, platforms)}


def environment(version: tuple[int, int], system: str, machine: str) -> dict[str, str]:
    """Return the values that markers in the lock files are judged by."""
    number = f"{version[0]}.{version[1]}"
    return {
        "python_version": number,
        "python_full_version": f"{number}.0",
        "sys_platform": system,
        "platform_machine": machine,
        "platform_system": {"linux": "Linux", "darwin": "Darwin", "win32": "Windows"}[system],
        "os_name": "nt" if system == "win32" else "posix",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }


def requirements(lock: str) -> list[Requirement]:
    """Return the pinned requirements of an exported lock file, without hashes and comments."""
    lines = Path(lock).read_text(encoding="utf-8").splitlines()
    return [Requirement(line.rstrip(" \\")) for line in lines if line and line[0] not in " #"]


def missing(version: tuple[int, int], system: str, machine: str) -> Iterator[str]:
    """Yield the locked packages that have no wheel there."""
    packages = tomllib.loads(Path("uv.lock").read_text(encoding="utf-8"))["package"]
    wheels = {
        (canonicalize_name(package["name"]), package["version"]): package.get("wheels", [])
        for package in packages
    }
    accepted = tags(version, platform_tags(system, machine))
    markers = environment(version, system, machine)
    for requirement in requirements("requirements-dev.lock"):
        if requirement.marker and not requirement.marker.evaluate(markers):
            continue
        pinned = str(requirement.specifier).removeprefix("==")
        names = [
            wheel["url"].rpartition("/")[2] for wheel in wheels[canonicalize_name(requirement.name), pinned]
        ]
        if not any(parse_wheel_filename(name)[3] & accepted for name in names):
            yield f"{requirement.name} {pinned}"


def main() -> int:
    """Print one line per Python and platform; return the exit code."""
    failures = 0
    for version in VERSIONS:
        number = f"{version[0]}.{version[1]}"
        ran = "tests ran here" if number in sys.argv[1:] else "tests did not run here, wheels checked instead"
        print(f"Python {number}: {ran}")
        for name, (system, machine) in PLATFORMS.items():
            gaps = list(missing(version, system, machine))
            failures += len(gaps)
            print(
                f"  {name}: {'no wheel of ' + ', '.join(gaps) if gaps else 'every locked package has a wheel'}"
            )
    return int(failures > 0)


if __name__ == "__main__":
    sys.exit(main())

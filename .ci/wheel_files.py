"""Compare the files of a built wheel with the tracked files of the package folders.

Usage: wheel_files.py WHEEL. Exits 1 and lists every file that is missing or should not be there.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path, PurePosixPath


def expected() -> set[str]:
    """Return the tracked files that belong into the wheel, under their installed names."""
    settings = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    folders = {PurePosixPath(*name.split(".")[1:]) for name in settings["packages"]}
    tracked = subprocess.run(["git", "ls-files", "-z"], check=True, capture_output=True, text=True).stdout
    paths = [PurePosixPath(name) for name in tracked.split("\0") if name]
    root = PurePosixPath()
    return {
        f"beliefgraph/{path}"
        for path in paths
        if (path.parent == root and (path.suffix == ".py" or path.name == "py.typed"))
        or path.parts[0] == "demo"
        or any(folder in path.parents for folder in folders - {root})
    }


def main() -> int:
    """Print the differences; return the exit code."""
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        found = {name for name in wheel.namelist() if ".dist-info/" not in name}
    wanted = expected()
    for name in sorted(wanted - found):
        print(f"missing in the wheel: {name} (packages or package-data of pyproject.toml)")
    for name in sorted(found - wanted):
        print(f"in the wheel but not a tracked file of a package folder: {name}")
    print(f"{len(found)} files in the wheel, {len(wanted)} expected")
    return int(found != wanted)


if __name__ == "__main__":
    sys.exit(main())

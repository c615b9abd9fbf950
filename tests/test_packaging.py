"""The repository root is the import package: what keeps that from going wrong unnoticed."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import beliefgraph
from beliefgraph import library

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NOT_PACKAGES = {"tests", "docs", "benchmarks", "demo", "dist", "build"}
HEAVY = (
    "arcadedb",
    "pyvis",
    "pygraphviz",
    "openpyxl",
    "numpy",
    "matplotlib",
    "networkx",
    "fontTools",
    "IPython",
)
PUBLIC = [
    "Access",
    "AccessRefused",
    "AmbiguousName",
    "ArchiveError",
    "BeliefGraphError",
    "CommitUnknown",
    "DanglingReference",
    "EngineMissing",
    "ExtraMissing",
    "FileProblems",
    "Filters",
    "IdentityClash",
    "InputError",
    "Library",
    "Link",
    "LoadRefused",
    "LoadReport",
    "MapError",
    "ModelError",
    "ParameterError",
    "Place",
    "Problem",
    "QueryTimeout",
    "QuestionError",
    "Record",
    "Ref",
    "StoreBusy",
    "StoreDamaged",
    "StoreError",
    "StoreForeign",
    "StoreTooNew",
    "StoreUnreachable",
    "UnknownName",
    "UnknownQuestion",
    "WriteRefused",
    "open",
    "open_demo",
]


def run(*command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=60, check=False)


def test_every_folder_with_modules_is_listed() -> None:
    """Setuptools cannot find packages when the root is one: an unlisted folder works here and is lost in the wheel."""
    folders = {"beliefgraph"}
    for path in ROOT.rglob("__init__.py"):
        parts = path.parent.relative_to(ROOT).parts
        if parts and parts[0] not in NOT_PACKAGES and not any(part.startswith(".") for part in parts):
            folders.add(".".join(("beliefgraph", *parts)))
    assert sorted(folders) == SETTINGS["tool"]["setuptools"]["packages"]


def test_every_folder_with_modules_has_an_init() -> None:
    for path in ROOT.rglob("*.py"):
        parts = path.relative_to(ROOT).parts
        if parts[0] in NOT_PACKAGES or parts[0].startswith("."):
            continue
        assert (path.parent / "__init__.py").is_file(), f"{path.parent} holds modules but no __init__.py"


def test_root_holds_no_stray_module() -> None:
    """Every module beside the root's ``__init__.py`` enters the wheel."""
    assert sorted(path.name for path in ROOT.glob("*.py")) == [
        "__init__.py",
        "__main__.py",
        "cli.py",
        "errors.py",
    ]


def test_tests_and_demo_are_no_packages() -> None:
    assert not list((ROOT / "tests").rglob("__init__.py"))
    assert not list((ROOT / "demo").rglob("*.py"))


def test_root_init_only_hands_names_on() -> None:
    text = (ROOT / "__init__.py").read_text(encoding="utf-8")
    assert not re.search(r"^\s*(class\s|from \.)", text, re.MULTILINE)


@pytest.mark.parametrize(
    "folder", [name.removeprefix("beliefgraph.") for name in SETTINGS["tool"]["setuptools"]["packages"][1:]]
)
def test_sub_packages_import_relatively(folder: str) -> None:
    """Then a later move of the folders is one ``git mv``."""
    for path in (ROOT / folder.replace(".", "/")).glob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"^\s*(from|import) beliefgraph\b", text, re.MULTILINE), path.name


def test_public_names() -> None:
    assert sorted(beliefgraph.__all__) == PUBLIC
    assert {name for name in PUBLIC if not hasattr(beliefgraph, name)} == set()


def test_public_names_are_documented() -> None:
    bare = [name for name in PUBLIC if not inspect.getdoc(getattr(beliefgraph, name))]
    assert bare == []


def test_version_is_the_one_of_the_changelog() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## \[?(\d+\.\d+\.\d+)", changelog, re.MULTILINE)
    assert newest is not None
    assert newest.group(1) == SETTINGS["project"]["version"] == library.VERSION


def test_version_is_the_one_of_the_citation() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {SETTINGS['project']['version']}\n" in citation


@pytest.mark.parametrize(
    "arguments", [("-m", "beliefgraph"), (str(ROOT / "cli.py"),)], ids=["module", "cli.py"]
)
def test_all_ways_to_start_show_the_same_help(arguments: tuple[str, ...], tmp_path: Path) -> None:
    command = run(str(Path(sys.executable).with_name("beliefgraph")), "--help", cwd=tmp_path)
    other = run(sys.executable, *arguments, "--help", cwd=tmp_path)
    assert (command.returncode, other.returncode) == (0, 0), command.stderr + other.stderr
    assert command.stdout.splitlines()[1:] == other.stdout.splitlines()[1:]
    assert "paths" in command.stdout


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    result = run(sys.executable, "-X", "importtime", "-m", "beliefgraph", "--help", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in result.stderr.splitlines()}
    assert "click" in imported
    assert imported.isdisjoint(HEAVY), sorted(imported.intersection(HEAVY))


def test_help_leaves_nothing_behind(tmp_path: Path) -> None:
    run(sys.executable, "-m", "beliefgraph", "--help", cwd=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_licence_files_are_there() -> None:
    for name in SETTINGS["project"]["license-files"]:
        assert (ROOT / name).stat().st_size > 0, f"{name} is empty"

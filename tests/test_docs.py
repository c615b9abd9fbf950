"""The documents say what is so: generated parts, links, commands, questions and words."""

from __future__ import annotations

import ast
import io
import re
import shlex
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner
from cogapp import Cog

from beliefgraph.cli import cli
from beliefgraph.figures.kinds import KINDS as FIGURES
from beliefgraph.graph.model import KINDS, RELATIONS
from beliefgraph.loaders.columns import TABLES
from beliefgraph.maps.kinds import KINDS as MAPS

if TYPE_CHECKING:
    from support.engines import Neo4j

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("demo/*.md"), *ROOT.glob("frameworks/*.md")]
)
NAMES = [str(path.relative_to(ROOT)) for path in DOCUMENTS]
GENERATED = [path for path in DOCUMENTS if "[[[cog" in path.read_text(encoding="utf-8")]
COMMANDS = cli.commands
SERVER = "bolt://localhost:7687"
"""The address that the documents give a server."""


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def code_blocks(name: str) -> list[str]:
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", text(name), re.MULTILINE | re.DOTALL)
    return [block for language, block in blocks if not language]


def command_lines(name: str) -> list[list[str]]:
    """Return every beliefgraph command of the code blocks, as words."""
    lines = [line for block in code_blocks(name) for line in block.splitlines()]
    words = [shlex.split(line, comments=True) for line in lines if re.match(r"(\S*[/\\])?beliefgraph ", line)]
    return [line[1:] for line in words]


def test_generated_parts_are_up_to_date() -> None:
    assert {path.name for path in GENERATED} == {
        "model.md",
        "evidence-tables.md",
        "questions.md",
        "check.md",
        "commands.md",
        "server.md",
        "maps.md",
    }
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = Cog().main(["cog", "--check", "-P", "-I", str(ROOT / "docs"), *map(str, GENERATED)])
    assert code == 0, f"{out.getvalue()}{err.getvalue()}Run: make docs"


@pytest.mark.parametrize("name", NAMES)
def test_links_resolve(name: str) -> None:
    content = re.sub(r"```.*?```", "", text(name), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", content):
        if not re.match(r"https?://|mailto:", target):
            path, _, anchor = target.partition("#")
            file = (ROOT / name).parent / path if path else ROOT / name
            assert file.exists(), f"{name} links to {target}"
            assert not anchor or anchor in anchors(file), f"{name} links to {target}"


def anchors(file: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_documented_with_an_example(command: str) -> None:
    assert f"\n## {command}\n" in text("docs/commands.md")
    help_text = COMMANDS[command].help or ""
    assert f"beliefgraph {command}" in help_text, "the help text ends with an example"


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "docs/model.md",
        "docs/evidence-tables.md",
        "docs/questions.md",
        "docs/archive.md",
        "docs/check.md",
        "docs/server.md",
        "docs/tables.md",
        "docs/maps.md",
    ],
)
def test_commands_in_documents_exist_with_their_options(name: str) -> None:
    lines = command_lines(name)
    assert lines, f"{name} shows no command"
    for words in lines:
        while words[0] == "--db":
            words = words[2:]
        assert words[0] in COMMANDS, f"{name}: beliefgraph {words[0]}"
        check_options(name, COMMANDS[words[0]], words[1:])


def check_options(name: str, command: click.Command, words: list[str]) -> None:
    if isinstance(command, click.Group) and words and words[0] in command.commands:
        command, words = command.commands[words[0]], words[1:]
    known = {
        option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)
    }
    for word in words:
        if word.startswith("--"):
            assert word.partition("=")[0] in known, f"{name}: {command.name} has no option {word}"


def test_readme_begins_with_the_two_commands() -> None:
    first = code_blocks("README.md")[0]
    assert [line.split("#")[0].strip() for line in first.splitlines()] == ["make demo", "make test"]
    assert len(text("README.md").split("```")[0].splitlines()) < 20


def test_targets_of_make_exist() -> None:
    targets = set(re.findall(r"^([a-z0-9-]+):", text("Makefile"), re.MULTILINE))
    for name in NAMES:
        for target in re.findall(r"(?:`|^|&& )make ([a-z0-9-]+)", text(name), re.MULTILINE):
            assert target in targets, f"{name}: make {target}"


@pytest.mark.parametrize("kind", [kind.label for kind in KINDS])
def test_every_kind_of_node_is_documented(kind: str) -> None:
    assert f"\n### {kind}\n" in text("docs/model.md")


@pytest.mark.parametrize("relation", [relation.type for relation in RELATIONS])
def test_every_relationship_is_documented(relation: str) -> None:
    assert f"| `{relation}` |" in text("docs/model.md")


@pytest.mark.parametrize("table", [table.name for table in TABLES])
def test_every_table_is_documented(table: str) -> None:
    assert f"\n### {table}\n" in text("docs/evidence-tables.md")


@pytest.mark.parametrize("kind", [kind.name for kind in MAPS])
def test_every_kind_of_map_is_documented_with_a_picture(kind: str) -> None:
    assert f"\nbeliefgraph map {kind}" in text("docs/maps.md")
    assert f"](images/map-{kind}.png)" in text("docs/maps.md")


@pytest.mark.parametrize("kind", [kind.name for kind in FIGURES])
def test_every_kind_of_figure_is_documented_with_a_picture(kind: str) -> None:
    assert f"\nbeliefgraph figure {kind}" in text("docs/maps.md")
    assert f"](images/figure-{kind}.png)" in text("docs/maps.md")


def test_every_question_is_documented() -> None:
    names = {path.stem for path in (ROOT / "queries" / "cypher").rglob("*.cypher")}
    assert len(names) >= 12
    assert set(re.findall(r"^### (.+)$", text("docs/questions.md"), re.MULTILINE)) == names


@pytest.mark.parametrize("name", NAMES)
def test_documents_claim_no_causation(name: str) -> None:
    """Qualitative evidence reports what people say; the two words may only be named as words."""
    for line in text(name).splitlines():
        assert not re.search(r"\b(drives|causes)\b", line), f"{name}: {line}"


@pytest.mark.parametrize("name", NAMES)
def test_documents_speak_of_the_project_only(name: str) -> None:
    assert not re.search(r"/(?:work|tmp|root|home)/", text(name)), name


def shown_strings() -> list[tuple[str, str]]:
    """Return file and text of everything the package may print or draw: strings that are no docstrings, page, questions."""
    found = []
    for folder in (
        "",
        "analysis",
        "exporters",
        "figures",
        "graph",
        "graph/engines",
        "loaders",
        "maps",
        "queries",
        "terminal",
    ):
        for path in sorted((ROOT / folder).glob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
            constants = (
                node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in prose
            )
            found += [(path.name, node.value) for node in constants if isinstance(node.value, str)]
    for path in sorted(
        [*ROOT.glob("maps/*.js"), *ROOT.glob("maps/*.html"), *ROOT.glob("queries/cypher/*/*.cypher")]
    ):
        found += [(path.name, line) for line in path.read_text(encoding="utf-8").splitlines()]
    return found


def test_output_claims_no_causation() -> None:
    found = [place for place in shown_strings() if re.search(r"\b(drives|driven by|causes)\b", place[1])]
    assert found == []


def test_commands_of_the_readme_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They run in their order, in a library that also holds the demo, whose beliefs they name."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BELIEFGRAPH_DB", raising=False)
    runner = CliRunner()
    first = ["load", str(ROOT / "demo" / "tables"), "--source", "demo"]
    for words in (first, *command_lines("README.md")):
        if words[0] == "demo" or SERVER in words:  # demo has its own tests; it may open a browser
            continue
        result = runner.invoke(cli, words)
        assert result.exit_code == 0, f"beliefgraph {shlex.join(words)}\n{result.output}"


def test_commands_of_the_page_about_maps_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each writes what it names; so do the examples in its tables, which write their usual file."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BELIEFGRAPH_DB", raising=False)
    runner = CliRunner()
    assert runner.invoke(cli, ["load", str(ROOT / "demo" / "tables"), "--source", "demo"]).exit_code == 0
    examples = re.findall(r"\| `beliefgraph (.+?)` \|$", text("docs/maps.md"), re.MULTILINE)
    assert len(examples) == len(MAPS) + len(FIGURES)
    lines = {
        tuple(words[: words.index("--output")]) if "--output" in words else tuple(words): words
        for words in command_lines("docs/maps.md")
    }
    for words in {**{tuple(shlex.split(line)): shlex.split(line) for line in examples}, **lines}.values():
        result = runner.invoke(cli, words)
        assert result.exit_code == 0, f"beliefgraph {shlex.join(words)}\n{result.output}"
        usual = "map.html" if words[0] == "map" else f"{words[1]}.svg"
        written = tmp_path / (words[words.index("--output") + 1] if "--output" in words else usual)
        assert written.stat().st_size > 0
        assert words[0] == "map" or written.with_suffix(".caption.txt").exists()


def test_commands_for_a_server_work(tmp_path: Path, neo4j: Neo4j, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of the page about it, which has all of the README's, in a database that also holds the demo."""
    address = neo4j.empty(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BELIEFGRAPH_DB", raising=False)
    monkeypatch.setenv("NEO4J_USERNAME", neo4j.reached.user)
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j.reached.password)
    lines = [words for words in command_lines("docs/server.md") if SERVER in words]
    assert [words for words in command_lines("README.md") if SERVER in words and words not in lines] == []
    runner = CliRunner()
    for words in (
        ["init", "my-review", "--from", "review"],
        ["--db", "my.db", "load", "my-review/my-review.xlsx"],
        ["--db", SERVER, "load", str(ROOT / "demo" / "tables"), "--source", "demo"],
        *lines,
    ):
        if "copy" in words and words[-1] == SERVER:
            neo4j.empty(tmp_path)
        given = [address if word == SERVER else word for word in words]
        result = runner.invoke(cli, given)
        assert result.exit_code == 0, f"beliefgraph {shlex.join(words)}\n{result.output}"
    assert (tmp_path / "library.beliefgraph.zip").stat().st_size > 0

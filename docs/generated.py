"""The parts of the documents that are made from the code; ``make docs`` writes them by way of cog.

Each function prints one part, so that a cog block is one call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def _cell(text: object) -> str:
    return str(text).replace("|", "\\|").replace("\n", " ")


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    print(f"| {' | '.join(header)} |")
    print(f"|{'---|' * len(header)}")
    for row in rows:
        print(f"| {' | '.join(_cell(cell) for cell in row)} |")


def node_kinds() -> None:
    """Print one table per kind of node."""
    from beliefgraph.graph.model import KINDS

    for kind in KINDS:
        print(f"\n### {kind.label}\n\n{kind.meaning[0].upper()}{kind.meaning[1:]}.\n")
        _table(("property", "type", "meaning"), (_property_row(item) for item in kind.properties))


def relations() -> None:
    """Print the relationships, and a table of those that have properties."""
    from beliefgraph.graph.model import RELATIONS

    def ends(kinds: Sequence[str]) -> str:
        return " or ".join(kinds)

    _table(
        ("relationship", "from", "to", "meaning"),
        ((f"`{item.type}`", ends(item.start), ends(item.end), item.meaning) for item in RELATIONS),
    )
    print("\nTheir properties:\n")
    _table(
        ("relationship", "property", "type", "meaning"),
        ((f"`{item.type}`", *_property_row(part)) for item in RELATIONS for part in item.properties),
    )


def _property_row(item: object) -> tuple[str, str, str]:
    from beliefgraph.graph.model import Property

    assert isinstance(item, Property)
    words = item.meaning
    if item.allowed:
        words += f" ({', '.join(item.allowed)})"
    if item.default:
        words += f"; {item.default} where the row is silent"
    return f"`{item.name}`", item.type, words


def evidence_tables() -> None:
    """Print every evidence table with its columns."""
    from beliefgraph.loaders.columns import TABLES, describe

    for table in TABLES:
        print(f"\n### {table.name}\n\nOne row is {table.meaning}.\n")
        _table(
            ("column", "what it holds", "what to write"),
            (
                (f"`{column.name}`{' (required)' if column.required else ''}", describe(column), column.note)
                for column in table.columns
            ),
        )


def questions() -> None:
    """Print every question of the catalogue, by topic."""
    from beliefgraph.queries.catalogue import Catalogue

    topic = ""
    for question in sorted(Catalogue().questions(), key=lambda item: (item.topic, item.name)):
        if question.topic != topic:
            topic = question.topic
            print(f"\n## {topic.capitalize()}")
        print(f"\n### {question.name}\n\n{question.question}\n")
        for parameter in question.parameters:
            need = "required" if parameter.required else f"default {parameter.default}"
            print(f"- `{parameter.name}` ({parameter.kind}, {need}) {parameter.words}".rstrip())
        if question.parameters:
            print()
        _table(
            ("column", "holds", "meaning"), ((f"`{it.name}`", it.kind, it.words) for it in question.columns)
        )
        for note in question.notes:
            print(f"\n{note}")
        for example in question.examples:
            print(f"\n`{example}`")


def commands() -> None:
    """Print the help of every command."""
    import click

    from beliefgraph.cli import cli

    root = click.Context(cli, info_name="beliefgraph", terminal_width=100, **cli.context_settings)
    print(f"```text\n{cli.get_help(root)}\n```")
    for name in cli.list_commands(root):
        command = cli.get_command(root, name)
        assert command is not None
        context = click.Context(command, info_name=name, parent=root, terminal_width=100)
        print(f"\n## {name}\n\n```text\n{command.get_help(context)}\n```")


def checks() -> None:
    """Print a table of the checks for each topic."""
    from beliefgraph.analysis.alike import THRESHOLD
    from beliefgraph.analysis.check_list import CHECKS

    for topic in dict.fromkeys(check.topic for check in CHECKS):
        print(f"\n### {topic.capitalize() if topic != 'cerqual' else 'CERQual'}\n")
        _table(
            ("check", "severity", "lists", "why", "what to do"),
            (
                (
                    f"`{check.name}`{' (with `--deep`)' if check.deep else ''}",
                    check.severity,
                    check.title,
                    check.why.format(threshold=THRESHOLD) if check.alike else check.why,
                    check.cure,
                )
                for check in CHECKS
                if check.topic == topic
            ),
        )


def starter_queries() -> None:
    """Print the queries for Neo4j Browser: the file and its own first words."""
    from pathlib import Path

    def words(path: Path) -> str:
        lines = path.read_text(encoding="utf-8").splitlines()
        comment = " ".join(line.removeprefix("//").strip() for line in lines if line.startswith("//"))
        return comment.partition(". ")[0].rstrip(".")

    folder = Path(__file__).parent / "neo4j-browser"
    _table(
        ("query", "shows"),
        (
            (f"[{path.stem}](neo4j-browser/{path.name})", words(path))
            for path in sorted(folder.glob("*.cypher"))
        ),
    )


def ogm_names() -> None:
    """Print by which names the py2neo classes follow the relationships."""
    from beliefgraph.graph.model import RELATIONS
    from beliefgraph.graph.ogm import NAMES

    _table(
        ("relationship", "from", "follows it as", "to", "follows it back as"),
        (
            (
                f"`{item.type}`",
                ", ".join(item.start),
                f"`{NAMES[item.type][0]}`",
                ", ".join(item.end),
                f"`{NAMES[item.type][1]}`",
            )
            for item in RELATIONS
        ),
    )


def map_kinds() -> None:
    """Print the kinds of map: what each shows and how it is asked for."""
    from beliefgraph.maps.kinds import KINDS

    _kinds((kind.usage, kind.shows, f"map {kind.name} {kind.example}") for kind in KINDS)


def figure_kinds() -> None:
    """Print the kinds of figure."""
    from beliefgraph.figures.kinds import KINDS

    _kinds((kind.usage, kind.shows, f"figure {kind.name} {kind.example}") for kind in KINDS)


def _kinds(found: Iterable[tuple[str, str, str]]) -> None:
    _table(
        ("command", "shows", "for example"),
        ((f"`{usage}`", shows, f"`beliefgraph {example.strip()}`") for usage, shows, example in found),
    )


def text_options() -> None:
    """Print the options that say whose words are shown."""
    from beliefgraph.maps.confidential import KINDS, OPTION

    _table(
        ("option", "in Python", "quotes that show their text"),
        (
            (
                f"`{OPTION[way]}`" if way in OPTION else "none",
                f'`texts="{way}"`',
                ", ".join(kinds) if kinds else "none",
            )
            for way, kinds in KINDS.items()
        ),
    )

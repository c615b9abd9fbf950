"""A library as a NetworkX graph, for analysts: the belief network, or everything.

What comes out is plain data under the user's own ids, in one order, whichever engine holds the library; no engine
id is in it, and no book-keeping. Quotes that must not be shown come without their text and the columns that may repeat it.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING, TypeAlias, cast

from ..errors import StoreBusy
from .influence import bundle
from .merge import link_key
from .model import FAMILIES, KIND, RELATION
from .unshared import unshared_quotes, without_note, without_text

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping

    import networkx as nx

    from .influence import Evidence, Step
    from .records import Value
    from .store import Row

    Query: TypeAlias = Callable[[str, Mapping[str, Value]], list[Row]]
    Network: TypeAlias = "nx.MultiDiGraph[str]"

BATCH = 2_000
"""Nodes asked for at a time, with their relationships: what is in the memory of engine and driver at once."""
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no XML file can hold; a spreadsheet may well."""
_READINGS = 5
"""How often everything is read again because somebody loaded something meanwhile."""


def belief_network(evidence: Evidence, steps: Mapping[tuple[str, str], Step], query: Query) -> Network:
    """Return beliefs, themes and behaviours as nodes and the steps between them as edges.

    Parameters
    ----------
    evidence
        The selection the steps were made from; its ends are the nodes, also those without a step.
    steps
        From :func:`beliefgraph.graph.influence.steps`, by (cause, effect).
    query
        Sends a reading statement; used for the properties of the nodes.

    Returns
    -------
    networkx.MultiDiGraph
        Nodes are ids, as :meth:`Library.paths` gives them; ``type`` is Subtheme, Theme or Behaviour. An edge leads from
        cause to effect; its key is "cause->effect". It has the numbers of a SAID_TO_INFLUENCE relationship, and
        beside each the ids behind it. Every value is text, a number, true or false, so that NetworkX writes the graph in
        any of its formats: lists are joined by "; ", which no id of an evidence table holds, ``reported`` is JSON,
        and characters that XML forbids become U+FFFD.
    """
    import networkx as nx

    network: Network = nx.MultiDiGraph()
    properties = {
        identifier: values
        for label in FAMILIES["End"]
        for identifier, values in _nodes(query, label, _ids(query, label))
    }
    for identifier, end in sorted(evidence.ends.items()):
        known = properties.get(identifier) or {"label": end.label}
        values = {name: _writable(value) for name, value in known.items()}
        network.add_node(identifier, **_with(values, "type", end.kind))
    for (cause, effect), step in steps.items():
        network.add_edge(cause, effect, f"{cause}->{effect}", **_edge(step))
    return network


def _edge(step: Step) -> dict[str, Value]:
    """Return a step as the attributes of an edge: every number, and what it is the number of."""
    behind = {
        "counted_ids": step.studies.counted,
        "listed_ids": step.studies.listed,
        "encouraging_ids": step.studies_encouraging,
        "discouraging_ids": step.studies_discouraging,
        "no_effect_ids": step.studies_no_effect,
        "group_ids": step.groups,
        "quote_ids": step.quotes,
        "claim_ids": step.claims,
        "finding_ids": step.findings,
    }
    reported = [asdict(entry) for entry in step.studies.reported]
    return {
        **bundle(step),
        **{name: _writable(list(ids)) for name, ids in behind.items()},
        "reported": json.dumps(reported, ensure_ascii=False),
    }


def whole_graph(query: Query) -> Network:
    """Return every node and relationship of the model with all properties, as the library holds them.

    Returns
    -------
    networkx.MultiDiGraph
        A node is named "Study/hall2019" (label and id; ids are unique within a label only) and has ``type``, its
        label. The key of an edge is its type, for a type of which one pair may have several with what keeps
        them apart: "SUPPORTS/AB" is what coder AB says. Edges have ``type`` too. Lists stay lists. A property of a library
        that is itself called ``type`` (an extra column) is found as ``type_``. A quote with ``share`` = no has "text not
        shared" for its text, and neither an extra column nor a note beside its codings: these may hold the text again.

    Raises
    ------
    StoreBusy
        Others loaded something each time it was read; a mixture of two states is never returned.
    """
    for _ in range(_READINGS):
        before = _load_number(query)
        network = _everything(query)
        if _load_number(query) == before:
            return network
    raise StoreBusy("Others keep loading into this library while it is read. Try again when they are done.")


def _load_number(query: Query) -> Value:
    return query("MATCH (l:Library {id: 'library'}) RETURN l.load_number AS number", {})[0]["number"]


def _everything(query: Query) -> Network:
    import networkx as nx

    network: Network = nx.MultiDiGraph()
    ids, hidden = {label: _ids(query, label) for label in KIND}, unshared_quotes(query)
    for label, of_label in ids.items():
        for identifier, values in _nodes(query, label, of_label):
            shown = without_text(values) if label == "Quote" and identifier in hidden else values
            network.add_node(_name(label, identifier), **_with(shown, "type", label))
    for label, of_label in ids.items():
        edges = [edge for batch in _batches(of_label) for edge in _edges(query, label, batch, hidden)]
        for start, end, key, values in sorted(edges, key=lambda edge: edge[:3]):
            network.add_edge(start, end, key, **values)
    return network


def _ids(query: Query, label: str) -> list[str]:
    rows = query(f"MATCH (n:{label}) RETURN n.id AS id ORDER BY id", {})
    return [str(row["id"]) for row in rows]


def _batches(ids: list[str]) -> Iterator[list[Value]]:
    for start in range(0, len(ids), BATCH):
        yield list(ids[start : start + BATCH])


def _nodes(query: Query, label: str, ids: list[str]) -> Iterator[tuple[str, dict[str, Value]]]:
    """Yield the nodes of a label by id, each with its properties in alphabetical order."""
    text = (
        f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN id, properties(n) AS properties ORDER BY id"
    )
    for batch in _batches(ids):
        for row in query(text, {"ids": batch}):
            yield str(row["id"]), _properties(row)


def _edges(
    query: Query, label: str, batch: list[Value], hidden: Container[str]
) -> Iterator[tuple[str, str, str, dict[str, Value]]]:
    """Yield start, end, key and attributes of the relationships that leave some nodes; ``hidden`` quotes without notes."""
    text = (
        f"UNWIND $ids AS id MATCH (a:{label} {{id: id}})-[r]->(b) "
        "RETURN id AS start, type(r) AS type, labels(b)[0] AS label, b.id AS end, properties(r) AS properties"
    )
    for row in query(text, {"ids": batch}):
        relation, end = str(row["type"]), str(row["label"])
        if relation in RELATION and end in KIND:
            properties = _properties(row)
            if label == "Quote" and row["start"] in hidden:
                properties = without_note(relation, properties)
            yield (
                _name(label, str(row["start"])),
                _name(end, str(row["end"])),
                _key(relation, properties),
                _with(properties, "type", relation),
            )


def _key(relation: str, properties: Mapping[str, Value]) -> str:
    """Return the type, with what keeps several of one pair apart; a slash in it is written so that no two keys meet."""
    apart = ["" if part is None else str(part) for part in link_key(relation, properties)]
    if not any(apart):
        return relation
    return "/".join([relation, *(part.replace("%", "%25").replace("/", "%2F") for part in apart)])


def _properties(row: Row) -> dict[str, Value]:
    """Return the properties of a row sorted by name: engines give them in no useful order."""
    properties = cast("dict[str, Value]", row["properties"])
    return {name: properties[name] for name in sorted(properties)}


def _name(label: str, identifier: str) -> str:
    """Return how a thing is called where ids of several labels meet, as :attr:`Record.about` does."""
    return f"{label}/{identifier}"


def _with(values: Mapping[str, Value], name: str, ours: str) -> dict[str, Value]:
    """Return attributes with one of our own first; a property that has its name is kept under another."""
    free = name
    while free == name or (free in values and name in values):
        free += "_"
    kept = {free if key == name else key: value for key, value in values.items()}
    return {name: ours, **kept}


def _writable(value: Value) -> Value:
    """Return a value as every format of NetworkX can write it."""
    if isinstance(value, list):
        value = "; ".join(str(part) for part in cast("Iterable[Value]", value))
    return _NOT_XML.sub("\ufffd", value) if isinstance(value, str) else value

"""Rows of values → records: one per row, and the claims that quotes and findings make by their short form."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from ..graph.records import Link, Record, Ref
from .claims import made_id, short_form_id
from .fields import ID, REF

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..graph.records import Value
    from .fields import Table
    from .notes import Notes
    from .rows import Row

Builder: TypeAlias = "Callable[[Table, Row, Notes], Iterator[Record]]"


def builder(table: Table) -> Builder:
    """Return the function that makes the records of a table's rows."""
    return _BUILDERS.get(table.name, _node)


def _node(table: Table, row: Row, notes: Notes) -> Iterator[Record]:
    identifier = row.text("id")
    if identifier is not None:
        yield _record(table, identifier, row, notes)


def _record(
    table: Table,
    identifier: str,
    row: Row,
    notes: Notes,
    *,
    apart: tuple[str, ...] = (),
    more: Iterable[Link] = (),
) -> Record:
    """Return a row's record: properties and the links its columns state, but for the columns ``apart``, and ``more`` links."""
    me = Ref(table.kind, identifier)
    properties: dict[str, Value] = {}
    links: list[Link] = []
    for column in table.columns:
        name = column.name
        if name not in row.values or name in apart or column.type == ID:
            continue
        if column.type == REF and column.relation:
            for other in row.ids(name):
                links.append(_link(column.relation, me, Ref(column.refers, other), incoming=column.incoming))
        else:
            properties[name] = _plain(row, name)
    properties.update(row.extra)
    _refuse_self(me, links, notes)
    links.extend(more)
    return Record(table.kind, identifier, properties, tuple(links), notes.place())


def _plain(row: Row, name: str) -> Value:
    value = row.values[name]
    return list(value) if isinstance(value, list) else value


def _link(relation: str, me: Ref, other: Ref, *, incoming: bool = False) -> Link:
    # Short mappings in subthemes are taken as agreed, whatever the default of the table mappings.
    properties: dict[str, Value] = {"status": "agreed"} if relation == "MAPS_TO" else {}
    return Link(relation, other, me, properties) if incoming else Link(relation, me, other, properties)


def _refuse_self(me: Ref, links: list[Link], notes: Notes) -> None:
    for link in links:
        if link.relation in ("SAME_AS", "OPPOSITE_OF") and link.end == me:
            column = link.relation.lower()
            notes.problem(
                column, me.id, f"This row names itself in {column}.", "Name another row, or clear the cell."
            )


# ---------------------------------------------------------------- quotes and findings


def _quote(table: Table, row: Row, notes: Notes) -> Iterator[Record]:
    identifier = row.text("id")
    complete = _complete_quote(row, notes)
    if identifier is None:
        return
    supports, contradicts = row.ids("supports"), row.ids("contradicts")
    claims = complete and bool(supports and row.ids("behaviours") and row.text("direction"))
    apart = ["supports", "contradicts", "behaviours", "direction"]
    if claims:
        apart += ["basis", "as_published"]
    if supports or contradicts:
        apart.append("coder")
    me = Ref("Quote", identifier)
    coder = row.text("coder")
    coded: dict[str, Value] = {"coder": coder} if coder else {}
    codings = [
        Link(relation, me, Ref("Belief", belief), coded)
        for relation, beliefs in (("SUPPORTS", supports), ("CONTRADICTS", contradicts))
        for belief in beliefs
    ]
    yield _record(table, identifier, row, notes, apart=tuple(apart), more=codings)
    if claims:
        yield from _short_form(me, supports, row, notes)


def _complete_quote(row: Row, notes: Notes) -> bool:
    """Note a short form that lacks a part; tell whether it has all."""
    behaviours, direction = row.ids("behaviours"), row.text("direction")
    if (behaviours or direction) and not row.ids("supports") and "supports" not in _unread(row, notes):
        column = "behaviours" if behaviours else "direction"
        notes.problem(
            column,
            ";".join(behaviours) or direction or "",
            f"{column} is filled in, but supports is empty, so no belief leads to a behaviour.",
            "Fill in supports with the belief, or clear behaviours and direction.",
        )
        return False
    return _pair(behaviours, direction, row, notes)


def _pair(behaviours: list[str], direction: str | None, row: Row, notes: Notes) -> bool:
    """Note behaviours without direction and direction without behaviours."""
    unread = _unread(row, notes)
    if behaviours and not direction and "direction" not in unread:
        message = "behaviours is filled in, but direction is empty."
        cure = "Write encourages, discourages, no_effect or unclear; or clear behaviours."
        notes.problem("direction", "", message, cure)
        return False
    if direction and not behaviours and "behaviours" not in unread:
        message = "direction is filled in, but behaviours is empty."
        cure = "Name the behaviours that the belief leads to, or clear direction."
        notes.problem("behaviours", "", message, cure)
        return False
    return True


def _unread(row: Row, notes: Notes) -> set[str]:
    """Return the columns of this row whose cell could not be used: their problem is noted already."""
    if not notes.problems or notes.problems[-1].place.row != row.number:
        return set()
    names = {header: column for column, header in notes.headers.items()}
    found = set()
    for problem in reversed(notes.problems):
        if problem.place.row != row.number:
            break
        if problem.place.column is not None:
            found.add(names.get(problem.place.column, problem.place.column))
    return found


def _finding(table: Table, row: Row, notes: Notes) -> Iterator[Record]:
    identifier = row.text("id")
    _one_origin(row, notes)
    beliefs, behaviours, direction = row.ids("summarises"), row.ids("behaviours"), row.text("direction")
    complete = not direction or _complete_finding(beliefs, behaviours, direction, row, notes)
    if identifier is None:
        return
    claims = complete and bool(beliefs and behaviours and direction)
    apart = ("direction", "basis", "as_published") if claims else ("direction",)
    yield _record(table, identifier, row, notes, apart=apart)
    if claims:
        yield from _short_form(Ref("Finding", identifier), beliefs, row, notes)


def _complete_finding(
    beliefs: list[str], behaviours: list[str], direction: str, row: Row, notes: Notes
) -> bool:
    if not beliefs and "summarises" not in _unread(row, notes):
        message = (
            "direction is filled in, but summarises is empty; only beliefs named in this row make claims."
        )
        cure = "Name the belief in summarises, or clear direction and write the claim in the table claims."
        notes.problem("direction", direction, message, cure)
        return False
    return _pair(behaviours, direction, row, notes)


def _one_origin(row: Row, notes: Notes) -> None:
    """Note a finding that is not from exactly one review or study."""
    review, study = row.text("review"), row.text("study")
    if review and study:
        message = "Both review and study are filled in, but a finding is from exactly one of them."
        cure = (
            "Clear the one it is not from; studies that contribute to a review's finding belong in studies."
        )
        notes.problem("study", study, message, cure)
    elif not review and not study and not {"review", "study"} & _unread(row, notes):
        message = "review and study are both empty, but a finding is from exactly one of them."
        notes.problem("review", "", message, "Fill in the id of the review, or of the study, that states it.")


def _short_form(source: Ref, beliefs: list[str], row: Row, notes: Notes) -> Iterator[Record]:
    """Yield one claim from each belief to each behaviour of the row."""
    names = (
        ("direction", "basis", "as_published", "coder")
        if source.kind == "Quote"
        else ("direction", "basis", "as_published")
    )
    properties = {name: _plain(row, name) for name in names if name in row.values} | _word_given(row)
    place = notes.place()
    for belief in beliefs:
        for behaviour in row.ids("behaviours"):
            me = Ref("Claim", short_form_id(source.id, belief, behaviour))
            links = (
                Link("CAUSE", me, Ref("Belief", belief)),
                Link("EFFECT", me, Ref("Behaviour", behaviour)),
                Link("BASED_ON", me, source),
            )
            yield Record("Claim", me.id, properties, links, place)


def _word_given(row: Row) -> dict[str, Value]:
    # Another source may give the behaviour an opposite: which of the two a "barrier" is to is then unknown.
    return {"direction_given": row.direction_given} if row.direction_given else {}


# ---------------------------------------------------------------- claims, targets, domains, appraisals


def _claim(table: Table, row: Row, notes: Notes) -> Iterator[Record]:
    evidence = ("quotes", "finding", "study", "review")
    if not any(row.ids(name) for name in evidence) and not set(evidence) & _unread(row, notes):
        notes.problem(
            "quotes",
            "",
            "The claim has no evidence: quotes, finding, study and review are all empty.",
            "Fill in at least one of them.",
        )
    record = _record(table, row.text("id") or "", row, notes)
    record = replace(record, properties={**record.properties, **_word_given(row)})
    if not record.id:
        if "id" in _unread(row, notes):
            return
        me = Ref("Claim", made_id(record))
        links = tuple(Link(link.relation, me, link.end, link.properties) for link in record.links)
        record = Record("Claim", me.id, record.properties, links, record.place)
    yield record


def _target(table: Table, row: Row, notes: Notes) -> Iterator[Record]:
    """Yield a target; its column tie belongs to each of the row's links."""
    identifier = row.text("id")
    if identifier is None:
        return
    tie = row.text("tie")
    has_links = any(row.ids(name) for name in ("addresses", "aims_at", "uses"))
    record = _record(table, identifier, row, notes, apart=("tie",) if has_links else ())
    tied: dict[str, Value] = {"tie": tie} if tie else {}
    links = tuple(Link(link.relation, link.start, link.end, tied) for link in record.links)
    yield Record(record.kind, record.id, record.properties, links, record.place)


def _appraisal(table: Table, row: Row, notes: Notes) -> Iterator[Record]:
    parts = [row.text(name) for name in table.key]
    if all(parts):
        yield _record(table, ";".join(str(part) for part in parts), row, notes)


# ---------------------------------------------------------------- rows that are only links


def _coding(table: Table, row: Row, notes: Notes) -> Iterator[Record]:
    quote, belief, stance = row.text("quote"), row.text("subtheme"), row.text("stance")
    if quote and belief and stance:
        coder = row.text("coder") or ""
        ends = (Ref("Quote", quote), Ref("Belief", belief))
        yield _link_record(table, f"{quote};{belief};{stance};{coder}", stance.upper(), [ends], row, notes)


def _finding_belief(table: Table, row: Row, notes: Notes) -> Iterator[Record]:
    finding, belief = row.text("finding"), row.text("belief")
    if finding and belief:
        ends = (Ref("Finding", finding), Ref("Belief", belief))
        yield _link_record(table, f"{finding};{belief}", "SUMMARISES", [ends], row, notes)


def _contribution(table: Table, row: Row, notes: Notes) -> Iterator[Record]:
    finding, study = row.text("finding"), row.text("study")
    if finding and study:
        ends = (Ref("Study", study), Ref("Finding", finding))
        yield _link_record(table, f"{finding};{study}", "CONTRIBUTES_TO", [ends], row, notes)


def _mapping(table: Table, row: Row, notes: Notes) -> Iterator[Record]:
    belief, domain = row.text("belief"), row.text("domain")
    if belief and domain:
        ends = (Ref("Subtheme", belief), Ref("Domain", domain))
        by = row.text("by") or ""
        yield _link_record(table, f"{belief};{domain};{by}", "MAPS_TO", [ends], row, notes)


def _asked(table: Table, row: Row, notes: Notes) -> Iterator[Record]:
    study, about, asked = row.text("study"), row.text("about"), row.text("asked")
    if study and about and asked:
        groups = sorted(row.ids("groups"))
        starts = [Ref("ParticipantGroup", group) for group in groups] or [Ref("Study", study)]
        key = f"{study};{','.join(groups)};{about};{asked}"
        ends = [(start, Ref("Topic", about)) for start in starts]
        yield _link_record(table, key, "ASKED_ABOUT", ends, row, notes)


def _link_record(
    table: Table, key: str, relation: str, ends: list[tuple[Ref, Ref]], row: Row, notes: Notes
) -> Record:
    """Return the record of a row that is only links: whatever else it says is a property of each of them."""
    said = {
        column.name: _plain(row, column.name)
        for column in table.columns
        if column.name in row.values and column.type != REF and column.name != "stance"
    }
    said.update(row.extra)
    links = tuple(Link(relation, start, end, said) for start, end in ends)
    return Record(table.kind, key, {}, links, notes.place())


_BUILDERS: dict[str, Builder] = {
    "quotes": _quote,
    "findings": _finding,
    "claims": _claim,
    "targets": _target,
    "appraisals": _appraisal,
    "codings": _coding,
    "finding_beliefs": _finding_belief,
    "contributions": _contribution,
    "mappings": _mapping,
    "asked": _asked,
}

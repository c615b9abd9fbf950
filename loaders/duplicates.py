"""Keeps the records of a file apart: repeated ids and repeated rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..graph.model import FAMILIES, LINK_KINDS

if TYPE_CHECKING:
    from ..graph.records import Link, Place, Record, Ref
    from .notes import Notes


class Records:
    """The records of one file or folder by ``kind/id``, in the order of reading."""

    def __init__(self) -> None:
        self.by_about: dict[str, Record] = {}
        self._ends: dict[str, Place] = {}
        """Where each id of a subtheme, theme or behaviour is defined."""

    def add(self, record: Record, notes: Notes, *, made: bool = False) -> None:
        """Add a record, or note why it is left out.

        ``made`` says that the row gave no id and ``record`` has one made from its content: rows that are
        equal in it are several claims and get a running number.
        """
        if made:
            record = self._numbered(record)
        first = self.by_about.get(record.about)
        if first is not None:
            self._again(record, first, notes)
            return
        if record.kind in FAMILIES["End"]:
            other = self._ends.setdefault(record.id, record.place)
            if other is not record.place:
                self._duplicate(record.id, other, notes)
                return
        self.by_about[record.about] = record

    def _numbered(self, record: Record) -> Record:
        count, identifier = 1, record.id
        while f"{record.kind}/{identifier}" in self.by_about:
            count += 1
            identifier = f"{record.id}-{count}"
        return record if count == 1 else renamed(record, identifier)

    def _again(self, record: Record, first: Record, notes: Notes) -> None:
        if record.kind not in LINK_KINDS and record.kind != "Appraisal":
            self._duplicate(record.id, first.place, notes)
        elif (record.properties, record.links) == (first.properties, first.links):
            notes.skip(f"the row says the same as row {first.place.row}")
        else:
            notes.problem(
                None,
                record.id,
                f"Row {first.place.row} says something else about the same things ({record.id}).",
                "Join the two rows, or correct one of them.",
            )

    @staticmethod
    def _duplicate(identifier: str, first: Place, notes: Notes) -> None:
        notes.problem(
            "id",
            identifier,
            f'The id "{identifier}" is already used in {first}.',
            "Give one of the two another id, or remove the row that is there twice.",
        )


def renamed(record: Record, identifier: str) -> Record:
    """Return a record of a node under another id, the ends of its links included."""
    old, new = (record.kind, record.id), identifier

    def end(ref: Ref) -> Ref:
        return replace(ref, id=new) if (ref.kind, ref.id) == old else ref

    def moved(link: Link) -> Link:
        return replace(link, start=end(link.start), end=end(link.end))

    return replace(record, id=new, links=tuple(moved(link) for link in record.links))

"""What a load brings: its sources before and after, and whether a name is used for the files it was made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import FileProblems, LoadRefused
from .bookkeeping import FRAMEWORKS, SourceState, decode, digest_of, encode
from .identity import difference_of
from .model import KIND
from .records import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .bookkeeping import Stored
    from .records import Reading, Record

COMPARED = 1_000
"""Rows looked at to tell whether files are a newer version of a source; enough, and bounded."""
ORIGINS = ("Study/", "Review/")
"""What evidence comes from. Files whose studies are other studies are not a newer version, however alike their ids;
a new version of every quote of the same studies is one."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a load brings for one source: one or several readings that together are the whole source."""

    name: str
    readings: tuple[Reading, ...]
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """What the user has decided about doubtful cases."""

    merge: bool = False
    """Accept rows that give one id to two things as the same thing."""
    new: bool = False
    """A new source may hold mostly records of another one."""
    replace: bool = False
    """A known source may be replaced by files that share nothing with it."""


def with_incoming(
    before: Mapping[str, SourceState], incoming: Sequence[Incoming], options: Options
) -> dict[str, SourceState]:
    """Return the sources after a load. Raises LoadRefused if a name is used for other files than it was."""
    after = dict(before)
    order = max((state.order for state in before.values()), default=0)
    for item in incoming:
        old = before.get(item.name)
        if item.name != FRAMEWORKS and old is None:
            order += 1
        records = _records(item)
        if item.name != FRAMEWORKS:
            _check_name(item.name, records, after, options)
        state = SourceState(
            item.name,
            old.order if old is not None else (0 if item.name == FRAMEWORKS else order),
            ", ".join(dict.fromkeys(reading.format for reading in item.readings)),
            digest_of(records),
            item.prefix,
            old.merged if old is not None else (),
            old.last_load if old is not None else 0,
            records,
        )
        after[item.name] = state
    return dict(sorted(after.items(), key=lambda pair: (pair[1].order, pair[0])))


def _records(item: Incoming) -> dict[str, Stored]:
    """Return the records of all readings of one source. Raises FileProblems for ids defined in two files."""
    found: dict[str, Record] = {}
    records: dict[str, Stored] = {}
    problems: list[Problem] = []
    for reading in item.readings:
        own = {record.place for record in reading.records} if reading.problems else set()
        for record in reading.records:
            stored = encode(record)
            other = records.get(record.about)
            if other is None:
                records[record.about] = stored
                found[record.about] = record
            elif other.hash != stored.hash or record.properties:
                first, place = found[record.about].place, record.place
                if first in own:
                    continue  # the file's own duplicate, already among its problems
                problems.append(
                    Problem(
                        Place(place.file, place.table, place.row, "id"),
                        record.id,
                        f"The id {record.id} is already defined in {first}.",
                        "Give one of the two rows another id, or load the files as two sources.",
                    )
                )
    if problems:
        raise FileProblems(problems)
    return records


def _check_name(
    name: str, records: Mapping[str, Stored], before: Mapping[str, SourceState], options: Options
) -> None:
    """Refuse a new name for another source's files, and a known name for foreign files."""
    old = before.get(name)
    if old is not None:
        if old.records and not options.replace:
            _check_update(old, records)
        return
    if options.new:
        return
    for other in before.values():
        if other.name == FRAMEWORKS or len(records.keys() & other.records.keys()) * 2 <= len(records):
            continue
        _, different = _compare(other, records)
        shared = len(records.keys() & other.records.keys()) - len(different)
        if shared * 2 > len(records):
            raise LoadRefused(
                f"{shared} of the {len(records)} records of {name} are those of the source {other.name}. Use --source {other.name} "
                f"to update it, or --new to load {name} as another source beside it."
            )


def _check_update(old: SourceState, records: Mapping[str, Stored]) -> None:
    """Refuse files that are not a newer version of what a source holds: other ids, or other things under them."""
    shared = records.keys() & old.records.keys()
    advice = "If this is its newer version, use --replace. If it is something else, use --source OTHER"
    if not shared:
        raise LoadRefused(
            f"The source {old.name} holds other records: the files share no row with it, so loading them would remove all "
            f"{len(old.records)} of them. {advice}."
        )
    compared, different = _compare(old, records)
    origins = [about for about in different if about.startswith(ORIGINS)]
    same_origin = sum(about.startswith(ORIGINS) for about in compared) - len(origins)
    if len(origins) > same_origin and len(different) * 2 > len(compared):
        about = origins[0]
        column, mine, theirs = different[about]
        gone = len(old.records) - len(shared)
        raise LoadRefused(
            f"The source {old.name} holds other things under these ids: {len(different)} of the {len(compared)} rows that were "
            f'compared are something else ({about}: {column} is "{theirs}" there, "{mine}" here), and {gone} of its '
            f"{len(old.records)} records would go. {advice} --prefix P:."
        )


def _compare(
    old: SourceState, records: Mapping[str, Stored]
) -> tuple[list[str], dict[str, tuple[str, str, str]]]:
    """Return the rows with shared ids that were compared, and those that are something else, with the difference."""
    shared = [about for about in records.keys() & old.records.keys() if about.partition("/")[0] in KIND]
    compared = sorted(shared, key=lambda about: (not about.startswith(ORIGINS), about))[:COMPARED]
    different = {}
    for about in compared:
        found = difference_of(decode(about, old.records[about]), decode(about, records[about]), {})
        if found is not None:
            different[about] = found
    return compared, different

"""Ids of claims whose row has none.

Such an id is ``claim-`` and 16 hexadecimal digits: BLAKE2b with a digest of 8 bytes over the UTF-8 bytes of the
row's cause, effect, direction, quotes, finding, study and review, in this order, joined by ``;``. Several quotes
are sorted by code point and joined by ``,``; an empty part stays empty. Rows that are equal in all of these get
``-2``, ``-3`` and so on, in the order of the file.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..graph.records import Record


def claim_hash(
    parts: tuple[str, str, str], quotes: Sequence[str], finding: str, study: str, review: str
) -> str:
    """Return the made id of a claim; ``parts`` are cause, effect and direction.

    >>> claim_hash(("b1", "x1", "encourages"), ["q2", "q1"], "", "", "")
    'claim-d790bbf64537ce9b'
    """
    key = ";".join((*parts, ",".join(sorted(quotes)), finding, study, review))
    return "claim-" + blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def short_form_id(source: str, belief: str, behaviour: str) -> str:
    """Return the id of the claim that a row of quotes or findings makes."""
    return f"{source}:{belief}:{behaviour}"


def made_id(record: Record) -> str:
    """Return the id that the row of a claim would be given if it had none, without a running number."""
    ends: dict[str, list[str]] = {}
    for link in record.links:
        ends.setdefault(f"{link.relation}/{link.end.kind}", []).append(link.end.id)
        ends.setdefault(link.relation, []).append(link.end.id)

    def first(name: str) -> str:
        return ends.get(name, [""])[0]

    return claim_hash(
        (first("CAUSE"), first("EFFECT"), str(record.properties.get("direction", ""))),
        ends.get("BASED_ON/Quote", []),
        first("BASED_ON/Finding"),
        first("MADE_IN/Study"),
        first("MADE_IN/Review"),
    )

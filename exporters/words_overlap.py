"""The overlap of reviews in words, for the screen, and as the matrix that papers print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..analysis.overlap import MISSING
from .rows import render
from .words import wrapped

if TYPE_CHECKING:
    from ..analysis.overlap import Cover, Overlap, Pair
    from ..graph.records import Value

EXPLAINED = (
    "Corrected covered area: (N − r) / (r·c − r), where N counts every entry of c lists, and r the different studies in them. "
    "Studies of a review: those it includes and those it names for a finding, as far as known."
)
NOT_KNOWN = "not known"
SHOWN = 8
"""Shared studies named in one cell."""


def overlap_text(found: Overlap, top: int, notes: str = "") -> str:
    """Return the lists, the pairs that share most, and the area overall; at most ``top`` pairs."""
    lines = [*wrapped("Which studies the reviews share", ""), *wrapped(notes, ""), ""]
    if not found.reviews:
        return "\n".join([*lines, "There is no review here."])
    lines += [
        render(
            [_listed(one) for one in _lists(found)], ("review", "studies known", "printed", "list"), "table"
        ),
        "",
    ]
    known = [pair for pair in found.pairs if pair.shared is not None]
    known.sort(key=lambda pair: (-len(pair.shared or ()), pair.reviews))
    if known:
        columns = ("review", "and", "shared", "area", "studies")
        lines += [render([_pair(pair) for pair in known[:top]], columns, "table"), ""]
    if len(known) > top:
        lines += [f"… and {len(known) - top:,} more pairs; all with --format json, or a larger --top", ""]
    if (lost := len(found.pairs) - len(known)) > 0:
        lines += [*wrapped(f"Of {lost:,} pairs what they share is {NOT_KNOWN}: a list is missing.", ""), ""]
    lines += wrapped(f"Overall: {_overall(found.cover)}.", "")
    lines += wrapped(EXPLAINED, "")
    lines += ["The studies of one review: beliefgraph ask studies-of-a-review --param review=ID"]
    return "\n".join(lines)


def overlap_rows(found: Overlap) -> tuple[list[dict[str, Value]], tuple[str, ...]]:
    """Return the matrix: one row a study, one column a review; x: it is in the list, ?: the list is missing."""
    reviews = [one.review for one in found.reviews]
    missing = {one.review for one in found.reviews if one.studies is None}
    rows: list[dict[str, Value]] = [
        {
            "study": study,
            "reviews": len(held),
            **{
                f"in {review}": "?" if review in missing else "x" if review in held else ""
                for review in reviews
            },
        }
        for study, held in found.matrix.items()
    ]
    return rows, ("study", "reviews", *(f"in {review}" for review in reviews))


def _lists(found: Overlap) -> list[Value]:
    shown = found.to_json()["reviews"]
    assert isinstance(shown, list)
    return shown


def _listed(one: Value) -> dict[str, Value]:
    assert isinstance(one, dict)
    return {
        "review": one["review"],
        "studies known": "" if one["list"] == MISSING else one["known"],
        "printed": one["printed"],
        "list": f"list {one['list']}" if one["list"] == MISSING else one["list"],
    }


def _pair(pair: Pair) -> dict[str, Value]:
    shared = pair.shared or ()
    named = ", ".join(shared[:SHOWN]) + (f" and {len(shared) - SHOWN} more" if len(shared) > SHOWN else "")
    return {
        "review": pair.reviews[0],
        "and": pair.reviews[1],
        "shared": len(shared),
        "area": _share(pair.cover),
        "studies": named,
    }


def _share(cover: Cover | None) -> str:
    return NOT_KNOWN if cover is None or cover.area is None else f"{100 * cover.area:.1f} %"


def _overall(cover: Cover) -> str:
    if cover.area is None:
        return f"the area is {NOT_KNOWN}: fewer than two reviews have a list"
    return (
        f"{_share(cover)} (N = {cover.entries}, r = {cover.studies}, c = {cover.lists}; "
        "reviews whose list is missing are left out)"
    )
